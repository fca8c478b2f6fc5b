"""The press PDF and the cover sheet: what a printer would look at first."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pikepdf
import pytest

from kerege.model import Press
from kerege.outputs.book.colour import OURS, press_colours
from kerege.outputs.book.press import missing_pages, spine_width
from kerege.outputs.readback.printing import press_problems

LANGUAGES = ("en", "ru", "ky")


def pdf(built: Path, code: str, kind: str) -> Path:
    return built / "pdf" / f"women-and-labour-migration-{code}{kind}.pdf"


def text_of(path: Path, page: int) -> str:
    run = subprocess.run(
        ["pdftotext", "-f", str(page), "-l", str(page), str(path), "-"], capture_output=True, text=True, check=True
    )
    # pdftotext joins divided words where it can tell, which depends on the tags.
    return "".join(run.stdout.replace("\u2010", "").split())


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize(("kind", "signature"), [("-print", 8), ("-cover", 1)])
def test_it_keeps_the_conditions_of_pdf_x_4(built: Path, code: str, kind: str, signature: int) -> None:
    assert list(press_problems(pdf(built, code, kind), signature)) == []
    subprocess.run(["qpdf", "--check", str(pdf(built, code, kind))], check=True, capture_output=True)


def with_red(book: pikepdf.Pdf) -> None:
    book.pages[0].contents_add(b"1 0 0 rg 0 0 9 9 re f")


def with_grey(book: pikepdf.Pdf) -> None:
    book.pages[0].contents_add(b"0.5 G 0 0 m 9 9 l S")


def with_link(book: pikepdf.Pdf) -> None:
    book.pages[0].Annots = pikepdf.Array([pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link)])


def with_less_bleed(book: pikepdf.Pdf) -> None:
    book.pages[1].BleedBox = book.pages[1].TrimBox


def without_intent(book: pikepdf.Pdf) -> None:
    del book.Root.OutputIntents


def without_identification(book: pikepdf.Pdf) -> None:
    del book.Root.Metadata


def without_a_page(book: pikepdf.Pdf) -> None:
    del book.pages[-1]


def without_fonts(book: pikepdf.Pdf) -> None:
    for item in book.objects:
        if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/FontDescriptor":
            for key in ("/FontFile2", "/FontFile3"):
                if key in item:
                    del item[key]


@pytest.mark.parametrize(
    ("harm", "words"),
    [
        (with_red, "colour operator rg"),
        (with_grey, "colour operator G"),
        (with_link, "page 1 has an annotation"),
        (with_less_bleed, "page 2 has not 3 mm of bleed"),
        (without_intent, "0 output intents"),
        (without_identification, "does not name PDF/X-4"),
        (without_a_page, "do not fill sheets of 8"),
        (without_fonts, "is not embedded"),
    ],
)
def test_a_file_that_a_printer_would_send_back_is_told(
    small: Path, tmp_path: Path, harm: Callable[[pikepdf.Pdf], None], words: str
) -> None:
    source = next((small / "build" / "pdf").glob("*-en-print.pdf"))
    assert list(press_problems(source, 8)) == []
    with pikepdf.open(source) as book:
        harm(book)
        book.save(tmp_path / "harmed.pdf")
    problems = list(press_problems(tmp_path / "harmed.pdf", 8))
    assert any(words in problem for problem in problems), problems


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_inside_is_the_screen_s_pages_without_the_covers(built: Path, code: str) -> None:
    with pikepdf.open(pdf(built, code, "")) as screen, pikepdf.open(pdf(built, code, "-print")) as inside:
        pages, sheets = len(screen.pages), len(inside.pages)
    assert sheets % 8 == 0 and 0 <= sheets - (pages - 2) < 8
    for page in (3, 12, pages - 3):
        # The order in which pdftotext takes the cells of a table depends on the tags.
        assert sorted(text_of(pdf(built, code, ""), page + 1)) == sorted(text_of(pdf(built, code, "-print"), page))


def test_text_is_black_ink_alone_and_colour_is_not(built: Path) -> None:
    with pikepdf.open(pdf(built, "en", "-print")) as book:
        inks = set()
        for page in book.pages[6:30]:
            inks |= set(
                re.findall(rb"([\d.]+ [\d.]+ [\d.]+ [\d.]+) k\b", b"".join(part.read_bytes() for part in page.Contents))
            )
    assert b"0 0 0 1" in inks, "text"
    assert any(not ink.startswith(b"0 0 0 ") for ink in inks), "madder red"


def test_colours_are_turned_by_the_profile() -> None:
    inks = press_colours(OURS)
    assert inks(1, 1, 1) == (0, 0, 0, 0)
    assert inks(0.133, 0.125, 0.114) == (0, 0, 0, 1)
    # A dark navy is a colour, however near its channels are.
    cyan, _, yellow, black = inks(34 / 255, 47 / 255, 60 / 255)
    assert cyan > yellow + 0.2 and black < 1
    cyan, magenta, yellow, _ = inks(0.549, 0.184, 0.169)
    assert magenta > 0.7 and yellow > 0.5 and cyan < magenta
    for red in (0.0, 0.4, 0.9):
        for blue in (0.0, 0.5, 1.0):
            assert sum(inks(red, 0.2, blue)) <= 3.02, "never more than 300 per cent of ink"


@pytest.mark.parametrize(
    ("pages", "weight", "bulk", "expected"),
    [(80, "90", "1.25", 4.5), (200, "100", "1.0", 10.0), (96, "120", "1.5", 8.6)],
)
def test_the_spine_is_as_thick_as_the_paper(pages: int, weight: str, bulk: str, expected: float) -> None:
    assert spine_width(pages, Press(weight=Decimal(weight), bulk=Decimal(bulk))) == pytest.approx(expected, abs=0.05)


def test_the_cover_sheet_is_two_covers_and_a_spine(built: Path) -> None:
    with pikepdf.open(pdf(built, "ky", "-print")) as inside:
        spine = spine_width(len(inside.pages), Press())
    with pikepdf.open(pdf(built, "ky", "-cover")) as cover:
        assert len(cover.pages) == 1
        left, bottom, right, top = (float(side) for side in cover.pages[0].TrimBox)
    millimetres = 25.4 / 72
    assert (right - left) * millimetres == pytest.approx(420 + spine, abs=0.1)
    assert (top - bottom) * millimetres == pytest.approx(297, abs=0.1)


@pytest.mark.parametrize(("pages", "signature", "sheets"), [(8, 8, 8), (9, 8, 16), (5, 4, 8), (7, 1, 7)])
def test_blank_pages_fill_the_last_sheet(pages: int, signature: int, sheets: int) -> None:
    assert pages + missing_pages(pages, Press(signature=signature)) == sheets
