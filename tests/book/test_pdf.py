"""The finished PDFs, read back."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pikepdf
import pytest

from kerege.model import Scheme
from kerege.outputs.readback import compact
from kerege.read import read_report

LANGUAGES = ("en", "ru", "ky")


def pdf(built: Path, code: str) -> Path:
    return built / "pdf" / f"women-and-labour-migration-{code}.pdf"


def text_of(path: Path) -> str:
    run = subprocess.run(["pdftotext", "-layout", str(path), "-"], capture_output=True, text=True, check=True)
    return run.stdout


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_tagged_book_with_bookmarks_language_and_embedded_fonts(built: Path, code: str) -> None:
    with pikepdf.open(pdf(built, code)) as book:
        assert len(book.pages) >= 8
        assert book.Root.MarkInfo.Marked
        assert str(book.Root.Lang) == code
        with book.open_outline() as outline:
            assert len(outline.root) >= 4
    fonts = subprocess.run(["pdffonts", str(pdf(built, code))], capture_output=True, text=True, check=True).stdout
    rows = fonts.splitlines()[2:]
    assert rows
    assert all("Source" in row for row in rows), fonts
    assert all(row.split()[-5] == "yes" for row in rows), fonts


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_tied_phrase_of_the_source_is_in_the_text(built: Path, code: str) -> None:
    report = read_report(built.parent).report
    # Hyphens at line ends and spaces are layout, not words.
    printed = compact(text_of(pdf(built, code)))
    for chapter in report.chapters[code]:
        if chapter.is_front_page:
            continue
        for tie in chapter.ties_to(Scheme.STATISTIC):
            first = tie.words.split()[0] if tie.words else ""
            assert compact(first) in printed, f"{tie.location} {tie.words}"


@pytest.mark.parametrize("code", LANGUAGES)
def test_kyrgyz_and_russian_letters_come_out(built: Path, code: str) -> None:
    expected = {"en": "Women and Labour", "ru": "Женщины и трудовая", "ky": "эмгек"}[code]
    assert expected in text_of(pdf(built, code))


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_note_stands_on_the_page_of_its_call(built: Path, code: str) -> None:
    report = read_report(built.parent).report
    own = [chapter for chapter in report.chapters[code] if not chapter.is_front_page]
    waiting = [report.chapter("en", name) for name in report.settings.pending.get(code, ())]
    written = sum(len(chapter.notes) for chapter in (*own, *waiting) if chapter is not None)
    with pikepdf.open(pdf(built, code)) as book:
        places = {str(name): value[0].objgen for name, value in pikepdf.NameTree(book.Root.Names.Dests).items()}
        calls = {
            str(annotation.Dest): page.objgen
            for page in book.pages
            for annotation in page.get("/Annots", [])
            if str(annotation.get("/Dest", "")).startswith("note-")
        }
    assert len(calls) == written > 0
    assert {name: places[name] for name in calls} == calls
