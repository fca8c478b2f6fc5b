"""Books put together from pieces: the same as a book laid out whole, and made again only where something changed."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from kerege.build.build import build_report
from kerege.build.chapter import show_chapter
from kerege.cache.store import Store
from kerege.checks import check_report
from kerege.citations.citeproc import typeset_citations
from kerege.errors import BuildFailed, KeregeError
from kerege.outputs.book import companions, making, pages, put_together, write_book
from kerege.outputs.book.assembly import _settle
from kerege.outputs.book.making import Book, require_links, room_of
from kerege.outputs.book.numbers import numbered
from kerege.outputs.book.pieces import Facts, make_piece
from kerege.outputs.figures import draw_figures
from kerege.read import read_report
from kerege.render.edition import Edition, make_edition
from kerege.render.elements import element
from tests.book import whole_book
from tests.book.whole_book import differences, different_pictures, write_whole
from tests.small_report import TEMPLATE, english

EXAMPLES = Path(__file__).parents[2] / "examples"


def edition_of(root: Path, language: str, figures: Path) -> Edition:
    """An edition, with its figures drawn; nothing is moved from the spine, so that the press can be compared."""
    reading = read_report(root)
    _, ledger = check_report(reading.report, reading.findings)
    settings = reading.report.settings
    report = replace(reading.report, settings=replace(settings, press=replace(settings.press, binding=Decimal(0))))
    for code in {language, settings.original}:
        draw_figures(report, ledger.values, figures, code)
    return make_edition(report, language, ledger.values, typeset_citations(report, language))


@pytest.mark.parametrize(
    ("report", "language"),
    [
        (TEMPLATE, "ky"),
        # Run-on chapters, appendices, tables across a page; parts and mirrored margins; from right to left, digits of its own.
        (EXAMPLES / "bulletin", "en"),
        (EXAMPLES / "brief", "ru"),
        (EXAMPLES / "four-languages", "ar"),
    ],
    ids=["template", "bulletin", "brief", "leftwards"],
)
def test_a_book_from_pieces_is_the_book_laid_out_whole(report: Path, language: str, tmp_path: Path) -> None:
    # What is kept of a build stays out of the folders that others copy.
    root = shutil.copytree(
        report, tmp_path / "report", ignore=shutil.ignore_patterns("build", ".kerege", "__pycache__")
    )
    out = tmp_path / "book.pdf"
    write_book(edition_of(root, language, tmp_path), tmp_path, out, tmp_path)
    screen, press = write_whole(edition_of(root, language, tmp_path), tmp_path, tmp_path, out)
    assert list(differences(screen, out)) == []
    with pikepdf.open(press) as whole:
        pages = len(whole.pages)
    assert list(different_pictures(press, companions(out)[0], pages)) == []


CHAPTER = "---\ntitle: {title}\n---\n\n## Section {{#{name}-section}}\n\n{text}\n"
TEXT = "Some words of a text that fills a page of a book with lines, one behind the other. " * 6


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A report of twelve chapters."""
    names = [f"{number:02}-chapter" for number in range(2, 14)]
    chapters = {name: CHAPTER.format(title=f"Title {name[:2]}", name=name, text=TEXT) for name in names}
    return english(tmp_path_factory.mktemp("pieces") / "report", chapters)


@pytest.fixture
def laid_out(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """Tells the first title of each piece that is laid out."""
    told: list[str] = []

    def told_piece(printing: Any, root: Any, asked: Any) -> Any:
        told.append("".join(next(root.iter("h1"), root.find("body")).itertext())[:12])
        return make_piece(printing, root, asked)

    monkeypatch.setattr(making, "make_piece", told_piece)
    yield told


def book_of(folder: Path, work: Path) -> Book:
    return Book(edition_of(folder, "en", work), work, work, Store(work / "store"))


def test_the_same_bytes_cold_warm_and_side_by_side(folder: Path, tmp_path: Path, laid_out: list[str]) -> None:
    cold, warm, mixed = (tmp_path / f"{name}.pdf" for name in ("cold", "warm", "mixed"))
    put_together(book_of(folder, tmp_path), cold)
    assert len(laid_out) == len(set(laid_out)) > 12, [name for name in laid_out if laid_out.count(name) > 1]
    laid_out.clear()
    put_together(book_of(folder, tmp_path), warm)
    assert laid_out == []
    shutil.rmtree(tmp_path / "store")
    # As processes side by side do: some chapter first, what is behind them before all of them are there.
    other = book_of(folder, tmp_path)
    assert other.prepare("chapter-09-chapter") and other.prepare() and not other.prepare("chapter-03-chapter")
    put_together(book_of(folder, tmp_path), mixed)
    for one, *others in ((cold, warm, mixed), *zip(*map(companions, (cold, warm, mixed)), strict=True)):
        assert all(each.read_bytes() == one.read_bytes() for each in others)


def test_one_sentence_and_one_page_more_make_one_piece_anew(folder: Path, tmp_path: Path, laid_out: list[str]) -> None:
    report = shutil.copytree(folder, tmp_path / "report")
    before = put_together(book_of(report, tmp_path), tmp_path / "a.pdf")
    for more, added in (("One sentence more.", 0), (f"{TEXT}\n\n" * 7, 1)):
        laid_out.clear()
        chapter = report / "docs" / "en" / "05-chapter.md"
        chapter.write_text(chapter.read_text(encoding="utf-8") + f"\n{more}\n", encoding="utf-8")
        after = put_together(book_of(report, tmp_path), tmp_path / "a.pdf")
        # The contents print the number of each page, and all of two digits stand for each other.
        assert "Title 05" in laid_out and after.pages == before.pages + added
        assert set(laid_out) - {"Title 05"} <= ({"Contents1 Ex"} if added else set())


def test_a_link_that_leads_nowhere_is_refused() -> None:
    with pytest.raises(BuildFailed, match="leads to 'there'"):
        require_links([Facts((), anchors={"here": 0}, links=("here", "there"))])


def test_words_of_a_link_to_nothing_stay_and_of_two_places_with_one_name_the_first_has_it(tmp_path: Path) -> None:
    report, out = (
        english(tmp_path / "report", {"02-more": CHAPTER.format(title="More", name="more", text="Text.")}),
        tmp_path / "b.pdf",
    )

    def edition() -> Edition:
        return edition_of(report, "en", tmp_path)

    def with_faults(edition: Edition) -> Any:
        text = pages.book_text(edition)
        for run, name in ((text.runs[0], "nowhere"), (text.runs[1], "example-found")):
            paragraph = next(run.root.iter("p"))
            paragraph.append(element("a", "words", href=f"#{name}", id="example-found"))
        return text

    with pytest.MonkeyPatch.context() as patch:
        for module in (making, whole_book):
            patch.setattr(module, "book_text", with_faults)
        write_book(edition(), tmp_path, out, tmp_path)
        screen, _ = write_whole(edition(), tmp_path, tmp_path, out)
    assert list(differences(screen, out)) == []


def test_no_stream_ends_in_a_carriage_return() -> None:
    with pikepdf.new() as book:
        stream = book.make_stream(b"words\r", Filter=pikepdf.Name.FlateDecode)
        _settle(stream)
        assert stream.read_raw_bytes() == b"words\r\n" and stream.Filter == "/FlateDecode"


@pytest.mark.parametrize(("number", "room"), [(1, 1), (9, 1), (10, 10), (99, 10), (405, 100)])
def test_numbers_with_as_many_digits_stand_for_each_other(number: int, room: int) -> None:
    assert room_of(number) == room


def test_the_number_of_a_page_is_written_where_it_stands() -> None:
    digits = (tuple(f"00{digit}{digit}" for digit in range(10)),)
    content = b"BT\n%page 0 there\n/F 9 Tf\n[<0041>12<001100000003>] TJ\n%end\n[<00110000>] TJ ET"
    written = numbered(content, {"there": 42}, digits)
    assert written == b"BT\n/F 9 Tf\n[<0041>12<0044><0022><0003>] TJ\n[<00110000>] TJ ET"


def test_a_chapter_alone_looks_as_in_the_book(tmp_path: Path) -> None:
    report = english(tmp_path / "report")
    guessed = show_chapter(report, "01-example")[0]
    assert guessed.is_numbered, "it is the first one"
    assert build_report(report, only=("pdf",), progress=lambda _: None).files
    shown = show_chapter(report, "01-example")[0]
    book = next((report / "build" / "pdf").glob("*-en.pdf"))
    with pikepdf.open(shown.path) as alone, pikepdf.open(book) as whole:
        first = next(index for index, page in enumerate(whole.pages) if page.label == alone.pages[0].label == "1")
        assert [page.label for page in alone.pages] == ["1"]
        part = pikepdf.new()
        part.pages.extend(whole.pages[first : first + 1])
        part.save(tmp_path / "part.pdf")
    assert list(different_pictures(shown.path, tmp_path / "part.pdf")) == []
    with pytest.raises(KeregeError, match="no chapter '07-none'; there are 01-example"):
        show_chapter(report, "07-none")
