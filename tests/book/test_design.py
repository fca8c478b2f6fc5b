"""What a designer asks of the pages: numbers before titles, choices of the editor, contents and annex that take little room."""

from __future__ import annotations

from pathlib import Path
from xml.etree.ElementTree import fromstring

import pytest

from kerege.model.paper import paper_named, paper_of
from kerege.outputs.book.barcode import barcode_element, modules
from kerege.outputs.book.cover import cover_element, cover_style
from kerege.outputs.book.fitting import page_maker  # noqa: F401 (the package must be loaded whole)
from kerege.outputs.book.footnotes import descendants
from kerege.outputs.book.layout import lay_out, style_text
from kerege.outputs.book.pages import in_rows
from kerege.outputs.book.press import BLEED
from kerege.read import read_report
from kerege.render.blocks import quote_element
from kerege.render.edition import make_edition
from kerege.render.elements import parts_of, to_html
from kerege.render.links import Links, Medium
from tests.small_report import english

NUMBERED = (
    '<html lang="en"><body><section class="chapter chapter--numbered {kind}" id="c">'
    '<p class="chapter-number">{number}</p><h1>A title</h1><p>Text.</p></section></body></html>'
)
_SET_A = ("0001101", "0011001", "0010011", "0111101", "0100011", "0110001", "0101111", "0111011", "0110111", "0001011")


@pytest.mark.parametrize("paper", ["A4", "A5"])
@pytest.mark.parametrize("kind", ["", "chapter--tight", "chapter--run-on"])
@pytest.mark.parametrize("number", ["3", "18"])
def test_the_number_of_a_chapter_stands_before_its_title_on_one_line(
    tmp_path: Path, paper: str, kind: str, number: str
) -> None:
    page = paper_named(paper)
    html = NUMBERED.format(kind=kind, number=number)
    made = lay_out(html, style_text(page), tmp_path, tmp_path, ("en",), paper=page)
    boxes = [box for sheet in made.pages for box in descendants(sheet._page_box) if getattr(box, "text", "").strip()]
    figure = next(box for box in boxes if box.text == number)
    title = next(box for box in boxes if box.text == "A title")
    assert figure.position_y + figure.baseline == pytest.approx(title.position_y + title.baseline, abs=0.6)
    assert figure.position_x + figure.width < title.position_x


def test_margins_are_those_of_a_book() -> None:
    for paper in (paper_named("A4"), paper_named("B5"), paper_named("A5"), paper_of(180, 240)):
        assert paper.mirrored and not paper.aside
    assert paper_named("A4").left < paper_named("A4").right


def boxes(count: int) -> str:
    return "".join(f'<aside class="k-statistic"><p>{n}</p></aside>' for n in range(count))


@pytest.mark.parametrize(("count", "rows"), [(1, []), (2, [2]), (3, [3]), (4, [2, 2]), (5, [3, 2]), (6, [3, 3])])
def test_statistics_that_follow_each_other_stand_in_rows(count: int, rows: list[int]) -> None:
    html = to_html(in_rows(parts_of(fromstring(f"<x><p>Text.</p>{boxes(count)}<p>Text.</p></x>"))))
    assert [int(part[0]) for part in html.split("k-statistics k-statistics--")[1:]] == rows
    assert html.count('k-statistic"') == count


@pytest.mark.parametrize("display", ["plain", "pull", "margin"])
def test_display_type_is_the_editor_s_choice_and_not_that_of_length(template: Path, display: str) -> None:
    quotes = template / "quotes" / "example.yml"
    quotes.write_text(quotes.read_text(encoding="utf-8") + f"  display: {display}\n", encoding="utf-8")
    report = read_report(template).report
    for code in ("en", "ru", "ky"):
        names = (
            quote_element(make_edition(report, code, {}), Links(Medium.WEB, "index"), report.quotes["r1"])
            .get("class", "")
            .split()
        )
        shown = [name for name in names if name in ("k-quote--pull", "k-quote--margin", "k-quote--long")]
        assert shown == ([] if display == "plain" else [f"k-quote--{display}"])


def decoded(bits: str) -> str:
    """The digits of an EAN-13: read as a scanner does, from the sets of bars."""
    assert bits[:3] == bits[-3:] == "101" and bits[45:50] == "01010" and len(bits) == 95
    even = ["".join("10"[int(bit)] for bit in reversed(code)) for code in _SET_A]
    right = ["".join("10"[int(bit)] for bit in code) for code in _SET_A]
    left = [bits[at : at + 7] for at in range(3, 45, 7)]
    parity = "".join("O" if code in _SET_A else "E" for code in left)
    first = ["OOOOOO", "OOEOEE", "OOEEOE", "OOEEEO", "OEOOEE", "OEEOOE", "OEEEOO", "OEOEOE", "OEOEEO", "OEEOEO"].index(
        parity
    )
    digits = [_SET_A.index(code) if code in _SET_A else even.index(code) for code in left]
    digits += [right.index(bits[at : at + 7]) for at in range(50, 92, 7)]
    return "".join(map(str, (first, *digits)))


@pytest.mark.parametrize("isbn", ["978-3-16-148410-0", "979-10-90636-07-1", "978 9967 0000 01"])
def test_an_isbn_of_thirteen_digits_has_a_bar_code(isbn: str) -> None:
    digits = "".join(sign for sign in isbn if sign.isdigit())
    made = barcode_element(isbn)
    if len(digits) != 13:
        assert made is None
        return
    assert made is not None and decoded(modules(isbn)) == digits


def test_contents_and_figures_take_no_page_more_than_they_must(tmp_path: Path) -> None:
    from kerege.outputs.book.pages import book_text

    text = "## {n} {{#t-{n}}}\n\nText.\n\n"
    sections = "".join(text.format(n=f"section-number-{n}") for n in range(60))
    few = read_report(english(tmp_path / "few")).report
    many = read_report(english(tmp_path / "many", {"02-t": f"# T\n\n{sections}"})).report
    for report, run_in in ((few, False), (many, True)):
        listed = [
            part.get("class", "")
            for part in book_text(make_edition(report, "en", {})).contents.root.iter("section")
            if "contents" in part.get("class", "").split()
        ]
        assert ("contents--run-in" in listed[0]) == run_in
        assert "contents--behind" in listed[1]


@pytest.mark.parametrize(("chapters", "design"), [(4, "contents"), (9, "contents--run-in"), (14, "contents--close")])
def test_contents_are_set_closer_until_they_fit_on_one_page(chapters: int, design: str, tmp_path: Path) -> None:
    from kerege.outputs.book.pages import book_text

    titles = (
        "A section whose title says what was found in it",
        "Another one",
        "Of what nobody had asked before",
        "What follows",
    )
    texts = {
        f"{n + 2:02}-c{n}": f"# Chapter number {n} with a title of some length\n\n"
        + "".join(f"## {title} {{#c{n}-{at}}}\n\nText.\n\n" for at, title in enumerate(titles))
        for n in range(chapters)
    }
    report = read_report(english(tmp_path / "r", texts)).report
    edition = make_edition(report, "en", {})
    root = book_text(edition).contents.root
    sections = list(root.iter("section"))
    assert sections[0].get("class", "").split()[-1] == design
    document = lay_out(root, style_text(report.settings.paper), tmp_path, tmp_path, ("en",))
    shown = [
        number
        for number, page in enumerate(document.pages)
        if any(
            box.element is not None and box.element.get("class") == sections[0].get("class")
            for box in descendants(page._page_box)
        )
    ]
    assert len(shown) == 1
    chosen = read_report(english(tmp_path / "short", texts, settings="print: {contents: chapters}\n")).report
    listed = next(book_text(make_edition(chosen, "en", {})).contents.root.iter("section"))
    assert listed.get("class") == "contents" and not list(listed.iterfind(".//ol//ol"))


@pytest.mark.parametrize("paper", ["A4", "A5"])
def test_the_cover_sheet_is_covered_to_its_bleed(tmp_path: Path, paper: str) -> None:
    report = read_report(english(tmp_path / "r", settings=f"print: {{paper: {paper}}}\n")).report
    edition = make_edition(report, "en", {})
    document = lay_out(cover_element(edition, 8.0), cover_style(edition, 8.0), tmp_path, tmp_path, ("en",))
    page = document.pages[0]._page_box
    grounds = [box for box in descendants(page) if box.element is not None and box.element.get("class") == "ground"]
    assert len(document.pages) == 1 and grounds
    bleed = BLEED * 96 / 25.4
    assert grounds[0].position_x == pytest.approx(-bleed, abs=0.1)
    assert grounds[0].width == pytest.approx(page.width + 2 * bleed, abs=0.2)
