"""The report in French, Arabic, Kazakh and Uzbek: checked, and its Arabic edition made in every output, from right to left."""

from __future__ import annotations

import re
import shutil
import subprocess
import zipfile
from pathlib import Path

import pikepdf
import pytest

from kerege.build.build import build_report
from kerege.citations.citeproc import _turned, _with_guards
from kerege.findings import errors
from kerege.fonts import installed, lend, letters_of, own_fonts
from kerege.languages import language_pack
from kerege.outputs.finished import page_tree
from kerege.outputs.readback.book import _all_stand, _as_written, _counted
from kerege.outputs.readback.order import order_problems
from kerege.read import read_report
from kerege.render.direction import directed, islands
from kerege.render.edition import make_edition
from kerege.render.elements import element, to_html
from kerege.render.pandoc import plain
from tests.conftest import once
from tests.tiny_report import tiny

EXAMPLE = Path(__file__).parents[2] / "examples" / "four-languages"

pytestmark = pytest.mark.skipif(not installed("Amiri"), reason="needs the extra: pip install 'kerege[arabic]'")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    def make(folder: Path) -> None:
        shutil.copytree(EXAMPLE, folder, ignore=shutil.ignore_patterns("build", ".kerege", "__pycache__"))
        result = build_report(folder, languages=("ar",), progress=lambda _: None)
        assert not errors(result.findings), [f"{f.location} {f.message}" for f in result.findings]

    return once(tmp_path_factory, "four-languages", make)


def test_the_website_begins_at_the_right_and_says_where_it_turns(built: Path) -> None:
    site = built / "build" / "site"
    arabic = (site / "ar" / "01-reading" / "index.html").read_text(encoding="utf-8")
    assert re.search(r'<(?:html|body)[^>]* dir="rtl"', arabic)
    assert "٦٢٫٥٪" in arabic and "٤٨٫٢٪" in arabic
    drawings = re.findall(r'<svg[^>]* direction="rtl"', arabic)
    assert drawings and "\u200f" not in arabic
    side = (site / "parallel" / "fr-ar" / "01-reading" / "index.html").read_text(encoding="utf-8")
    assert re.search(r'class="k-cell"[^>]* lang="ar"[^>]* dir="rtl"', side)
    french = (site / "01-reading" / "index.html").read_text(encoding="utf-8")
    assert 'dir="rtl"' not in re.sub(r'<a [^>]*lang="ar"[^>]*>', "", french)
    sheet = next((site / "assets" / "kerege").glob("kerege*.css")).read_text(encoding="utf-8")
    assert "Amiri" in sheet and "unicode-range:" in sheet


def test_the_book_is_bound_at_the_right_and_counts_in_its_digits(built: Path) -> None:
    path = next(built.glob("build/**/*-ar.pdf"))
    said = subprocess.run(["pdftotext", "-layout", str(path), "-"], capture_output=True, text=True, check=True).stdout
    assert "٦٢٫٥" in said and "النساء" in said
    with pikepdf.open(path) as book:
        names = {str(font.get("/BaseFont")) for page in book.pages for font in page.Resources.get("/Font", {}).values()}
    assert any("Amiri" in name for name in names)


def test_epub_and_word_run_from_right_to_left(built: Path) -> None:
    with zipfile.ZipFile(next(built.glob("build/**/*-ar.epub"))) as book:
        assert 'page-progression-direction="rtl"' in book.read("EPUB/package.opf").decode()
        assert 'dir="rtl"' in book.read("EPUB/01-reading.xhtml").decode()
        assert any(name.endswith("licence.txt") for name in book.namelist()), "the fonts bring their licence"
    with zipfile.ZipFile(next(built.glob("build/**/*-ar.docx"))) as document:
        text, styles = (document.read(f"word/{name}.xml").decode() for name in ("document", "styles"))
    assert text.count("<w:bidi") > 10 and text.count("<w:rtl") > 10
    assert "<w:bidiVisual" in styles and 'w:bidi="ar-EG"' in styles and "<w:szCs" in styles


def test_notes_and_years_have_the_digits_of_their_language_in_every_output(built: Path) -> None:
    page = (built / "build" / "site" / "ar" / "01-reading" / "index.html").read_text(encoding="utf-8")
    assert re.search(r'class="footnote-ref"[^>]*>١<', page) and "Diallo وآخرون، ٢٠٢٦" in page
    with zipfile.ZipFile(next(built.glob("build/**/*-ar.epub"))) as book:
        chapter, works = (book.read(f"EPUB/{name}.xhtml").decode() for name in ("01-reading", "references"))
        assert "list-style-type: arabic-indic" in book.read("EPUB/epub.css").decode()
    assert '<span class="note-number">١.</span>' in chapter and "(٢٠٢٦)" in works and "٥\xa0نوفمبر ٢٠٢٦" in works
    path = next(built.glob("build/**/*-ar.pdf"))
    said = subprocess.run(["pdftotext", "-layout", str(path), "-"], capture_output=True, text=True, check=True).stdout
    counted = [line.strip() for line in said.splitlines() if re.search("[0-9]", line)]
    assert len(counted) == 2 and "Kerege 0.1.0" in counted[0], "else the program's version and the digest alone"
    with zipfile.ZipFile(next(built.glob("build/**/*-ar-clean.docx"))) as document:
        text, notes = (document.read(f"word/{name}.xml").decode() for name in ("document", "footnotes"))
    assert re.search(r'<w:footnoteReference w:customMarkFollows="1" w:id="\d+"/><w:t>١</w:t>', text)
    assert "<w:t>١</w:t>" in notes and "<w:footnoteRef" not in notes.partition('w:type="separator"')[2]
    assert re.search(r"<w:r><w:t[^>]*>https://example.org/</w:t></w:r>", text), "an address is a run without w:rtl"


def test_addresses_and_names_within_arabic_are_read_from_left_to_right(built: Path) -> None:
    """Seen in Chromium: the last slash of an address is right of it."""
    found = [
        piece
        for piece, alone in islands("ردمك 978-3-16-148410-0، https://x.org/a/. ثم C++ (Kerege, 2.0) و+996 312 12 34 56")
        if alone
    ]
    assert found == ["978-3-16-148410-0", "https://x.org/a/", "C++", "+996 312 12 34 56"]
    assert [piece for piece, alone in islands("Diallo, A.; Karim, C. و Kerege.") if alone] == ["Diallo, A.; Karim, C."]
    arabic = to_html(directed(element("p", "انظر https://x.org/a/.", element("code", "a/b/")), "ar"))
    assert arabic == '<p>انظر <bdi dir="ltr">https://x.org/a/</bdi>.<code dir="ltr">a/b/</code></p>'
    assert "bdi" not in to_html(directed(element("p", "see https://x.org/a/."), "fr"))
    for name in ("index", "about-and-citing/index", "01-reading/index", "figures/ar/reading/index"):
        page = (built / "build" / "site" / "ar" / f"{name}.html").read_text(encoding="utf-8")
        assert re.search(r'<p class="k-citation">[^<]*<bdi dir="ltr">https://example.org/ar/', page), name


def test_parts_of_a_report_are_counted_in_the_digits_of_its_language(tmp_path: Path) -> None:
    parts = {"a": {"title": {"ar": "أ", "fr": "A"}}, "b": {"title": {"ar": "ب", "fr": "B"}}}
    report = read_report(tiny(tmp_path, {}, languages=("fr", "ar"), parts=parts)).report
    second = list(report.settings.parts.values())[1]
    told = {code: make_edition(report, code, {}).part_label(second) for code in ("fr", "ar")}
    assert "٢" in told["ar"] and "II" in told["fr"]


def test_works_of_other_scripts_keep_their_own_digits_but_for_the_year() -> None:
    pack = language_pack("ar")
    latin = {
        "title": "Reading in 2015",
        "volume": "12",
        "page": "4",
        "issued": {"date-parts": [[2016]]},
        "DOI": "10.1/2",
    }
    kept = _with_guards(latin, pack)
    assert (kept["issued"], kept["DOI"]) == (latin["issued"], "10.1/2")
    assert not any(sign.isdecimal() for name in ("title", "volume", "page") for sign in kept[name])
    own = _with_guards({**latin, "title": "القراءة في 2015"}, pack)
    assert (own["volume"], own["page"]) == ("12", "4") and "2015" not in own["title"]
    set_ = [
        {"t": "Str", "c": "(2016)"},
        {"t": "Str", "c": kept["title"]},
        {"t": "Link", "c": [["", [], []], [{"t": "Str", "c": "https://a.b/12"}], ["https://a.b/12", ""]]},
    ]
    assert plain(_turned(set_, pack.in_digits)) == "(٢٠١٦)Reading in 2015https://a.b/12"


def test_only_what_turns_the_direction_says_so() -> None:
    english = element("div", element("p", "الف", lang="ar"), element("p", "one", lang="fr"), lang="en")
    assert to_html(directed(english, "en")).count("dir=") == 1
    arabic = element("html", element("p", "one", lang="en"), lang="ar")
    assert re.findall('dir="(...)"', to_html(directed(arabic, "ar", top=True))) == ["rtl", "ltr"]


def test_numbers_keep_their_order_in_a_column_from_right_to_left() -> None:
    number = '<a data-kerege="stat:x">١٬٢٣٤ مكتبة</a>'
    right = f'<html lang="fr"><div lang="ar" dir="rtl"><p>توجد {number}</p></div></html>'
    assert list(order_problems(page_tree(right))) == []
    turned = f"<html lang='fr'><p><span dir='rtl'>{number.replace('مكتبة', '– 12')}</span></p></html>"
    assert list(order_problems(page_tree(turned)))


def test_fonts_are_lent_only_to_reports_whose_languages_ask(tmp_path: Path) -> None:
    assert own_fonts(tmp_path) == ()
    lend(tmp_path, ["Amiri"])
    assert {font.family for font in own_fonts(tmp_path)} == {"Amiri"}
    assert {ord(letter) for letter in language_pack("ar").letters} <= letters_of(tmp_path)


def test_what_is_seen_from_right_to_left_is_read_back_as_it_was_written() -> None:
    assert _as_written("\r\n٪٦٢٫٥") == "٦٢٫٥٪" and _as_written("$5") == "5$"
    # The full stop of Latin words is seen before them where the line runs from right to left.
    page = (_counted(".A reader trusts tables الجدول"),)
    assert _all_stand(page, "A reader trusts tables.") and not _all_stand(page, "A reader trusts notes.")
