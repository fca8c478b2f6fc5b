"""What is changed in WeasyPrint, pydyf and Pyphen: needed, effective, and undone afterwards.

Each test shows the fault without the change. When one fails after a new version was installed, the fault is mended there: take
the change out.
"""

from __future__ import annotations

import logging
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pikepdf
import pydyf
import pyphen
import pytest
import weasyprint
from weasyprint import pdf
from weasyprint.layout import LayoutContext, block, inline
from weasyprint.layout import make_all_pages as _  # noqa: F401 (the package must be loaded whole)
from weasyprint.text.ffi import pango

from kerege.errors import MissingProgram
from kerege.model.paper import A4
from kerege.outputs.book import weasyprint_70
from kerege.outputs.book.fitting import page_maker
from kerege.outputs.book.footnotes import descendants
from kerege.outputs.book.hyphenation import dictionaries
from kerege.outputs.book.layout import ready, style_text
from kerege.outputs.book.lines import unhurried
from kerege.outputs.book.structure import build_structure

NOTES = "".join(
    f"<p>{'text ' * (50 + 13 * n % 90)}call<k-note id='note-{n}'>{'a note that goes on ' * 3}</k-note> {'and on ' * 9}</p>"
    f"{'<blockquote><p>' + 'kept together ' * 40 + '</p></blockquote>' if n % 3 == 0 else ''}"
    for n in range(60)
)
EARLY = (
    '<section class="chapter chapter--tight"><p>К мужчинам общество мягче. Мигрант, который заводит вторую семью '
    "и\u00a0продолжает содержать первую, не\u00a0делает ничего безнравственного в\u00a0глазах <a>22 процентов</a> "
    "женщин.</p></section>"
)


@pytest.fixture(autouse=True)
def fonts(tmp_path: Path) -> None:
    """Our fonts, whichever the system has."""
    ready(tmp_path)


def laid_out(body: str, language: str = "en") -> Any:
    """A document as WeasyPrint lays it out by itself, but for what the test has changed."""
    html = f'<html lang="{language}"><body>{body}</body></html>'
    fetch = _fetcher()
    style = weasyprint.CSS(string=style_text(A4), url_fetcher=fetch, base_url="kerege:///")
    return weasyprint.HTML(string=html, url_fetcher=fetch, base_url="kerege:///").render(stylesheets=[style])


def _fetcher() -> Any:
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    from kerege.outputs.book.layout import file_named

    class Fetcher(URLFetcher):  # type: ignore[misc]
        def fetch(self, url: str, headers: Any = None) -> URLFetcherResponse:
            body, mime = file_named(url, Path(), {})
            return URLFetcherResponse(url, body, {"Content-Type": mime})

    return Fetcher(allowed_protocols=("kerege",))


def apart(document: Any) -> int:
    """How many notes stand on another page than their call."""
    pages: dict[str, dict[str, int]] = {"call": {}, "marker": {}}
    for number, page in enumerate(document.pages):
        for box in descendants(page._page_box):
            for kind, found in pages.items():
                if box.element_tag == f"k-note::footnote-{kind}":
                    found.setdefault(box.element.get("id"), number)
    return sum(pages["marker"].get(name) != page for name, page in pages["call"].items())


LATE = (
    "@page { size: A4; margin: 23.7mm; @footnote { border-top: .5pt solid; padding-top: 3.3pt; font-size: 7.7pt } } "
    "html { font: 9.3pt/13.1pt 'Source Serif 4' } k-note { float: footnote; line-height: 1.37 }"
)


def test_notes_are_printed_a_page_late_by_weasyprint_alone() -> None:
    body = "".join(
        f"<p>{'text ' * (50 + 13 * n % 90)}call<k-note id='note-{n}'>a note that goes on</k-note> {'and on ' * 17}</p>"
        for n in range(40)
    )
    html = f"<html lang='en'><style>{LATE}</style><body>{body}</body></html>"
    with weasyprint_70.notes_kept():
        without = apart(weasyprint.HTML(string=html).render())
        with weasyprint_70.notes_measured():
            assert apart(weasyprint.HTML(string=html).render()) == 0 < without


def test_notes_are_sent_away_for_a_line_by_weasyprint_alone() -> None:
    with weasyprint_70.notes_measured():
        without = apart(laid_out(NOTES))
        with weasyprint_70.notes_kept():
            assert apart(laid_out(NOTES)) == 0 < without


def test_lines_break_too_early_by_weasyprint_alone() -> None:
    def shortest(document: Any) -> float:
        paragraph = next(b for page in document.pages for b in descendants(page._page_box) if b.element_tag == "p")
        widths = [sum(child.margin_width() for child in line.children) for line in paragraph.children]
        return float(min(widths[:-1]) / paragraph.width)

    without = shortest(laid_out(EARLY, "ru"))
    with weasyprint_70.lines_filled(unhurried):
        assert shortest(laid_out(EARLY, "ru")) > 0.8
    # Pango 1.50 (Debian 12) breaks early; 1.56 (Debian 13) does so no longer.
    assert without < 0.8 or pango.pango_version() >= 15600


def test_a_page_of_contents_is_made_three_times_by_weasyprint_alone(caplog: pytest.LogCaptureFixture) -> None:
    entries = "".join(f'<li><a href="#c{n}">entry</a></li>' for n in range(3))
    chapters = "".join(f'<section class="chapter" id="c{n}"><h1>T</h1><p>Text.</p></section>' for n in range(3))
    body = f'<section class="contents"><ol>{entries}</ol></section>{chapters}'

    def times_made() -> int:
        caplog.clear()
        with caplog.at_level(logging.INFO, logger="weasyprint.progress"):
            laid_out(body)
        return sum(record.getMessage().endswith("Page 1") for record in caplog.records)

    logging.getLogger("weasyprint.progress").propagate = True
    without = times_made()
    with weasyprint_70.pages_made(page_maker()):
        assert times_made() == 2 < without


def test_pyphen_knows_no_kyrgyz_alone(tmp_path: Path) -> None:
    assert pyphen.language_fallback("ky") is None
    with weasyprint_70.hyphenated(dictionaries(("ky",), tmp_path)):
        assert pyphen.Pyphen(lang="ky").inserted("айылдык") == "айыл-дык"
    assert pyphen.language_fallback("ky") is None


def items(document: Any, out: Path) -> set[str]:
    document.write_pdf(out, pdf_variant="pdf/ua-1")
    with pikepdf.open(out) as book:
        found = [o for o in book.objects if isinstance(o, pikepdf.Dictionary) and o.get("/S") == "/LI"]
        return {str(kid.S) for item in found for kid in item.K if isinstance(kid, pikepdf.Dictionary) and "/S" in kid}


def test_a_loose_list_is_tagged_wrongly_by_weasyprint_alone(tmp_path: Path) -> None:
    document = laid_out("<ul><li><p>a</p><p>b</p></li><li><p>c</p></li></ul>")
    without = items(document, tmp_path / "a.pdf")
    with weasyprint_70.structure_built(build_structure):
        assert items(document, tmp_path / "a.pdf") == {"/Lbl", "/LBody"} != without


def test_a_stream_ends_in_one_way_only() -> None:
    def written() -> bytes:
        return bytes(pydyf.Stream([b"ends in a carriage return\r"]).data)

    assert written().endswith(b"\r\nendstream"), "which a reader may take for an empty end of line"
    with weasyprint_70.streams_ended():
        assert written().endswith(b"\r\r\nendstream") and b"/Length 26" in written()


def test_every_stream_of_a_file_ends_so(tmp_path: Path) -> None:
    with weasyprint_70.writing():
        laid_out("<p>Text</p>").write_pdf(tmp_path / "a.pdf")
    content = (tmp_path / "a.pdf").read_bytes()
    assert content.count(b"endstream") == content.count(b"\r\nendstream") > 3
    assert b"/XRef" in content


NAMES = [
    (LayoutContext, "_update_footnote_area"),
    (block, "_linebox_layout"),
    (inline, "split_first_line"),
    (weasyprint.layout, "make_all_pages"),
    (pdf, "add_tags"),
    (pydyf.Stream, "data"),
    (pyphen, "LANGUAGES"),
    (pyphen, "LANGUAGES_LOWERCASE"),
]


def test_the_libraries_are_left_as_they_were_found(tmp_path: Path) -> None:
    before = [vars(owner)[name] for owner, name in NAMES]
    patterns = dictionaries(("ky",), tmp_path)
    with pytest.raises(ZeroDivisionError), ExitStack() as changes:
        changes.enter_context(weasyprint_70.layout(unhurried, page_maker(), patterns))
        changes.enter_context(weasyprint_70.writing(build_structure))
        assert not any(vars(owner)[name] is old for (owner, name), old in zip(NAMES, before, strict=True))
        raise ZeroDivisionError
    assert all(vars(owner)[name] is old for (owner, name), old in zip(NAMES, before, strict=True))


@pytest.mark.parametrize("patch", weasyprint_70.PATCHES, ids=lambda patch: patch.__name__)
def test_each_change_says_what_why_since_when_and_where_it_is_reported(patch: Any) -> None:
    text = patch.__doc__
    assert [word for word in ("What:", "Why:", "Since:", "Upstream:") if word not in text] == []


def test_another_version_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    assert weasyprint.__version__ == weasyprint_70.VERSION
    monkeypatch.setattr(weasyprint, "__version__", "71.0")
    with pytest.raises(MissingProgram, match=r"prints with WeasyPrint 70\.0; installed is 71\.0"):
        weasyprint_70.require_known_version()


def test_code_that_has_changed_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    def _linebox_layout() -> None:
        """Another."""

    monkeypatch.setattr(block, "_linebox_layout", _linebox_layout)
    with pytest.raises(MissingProgram), weasyprint_70.notes_kept():
        pass
