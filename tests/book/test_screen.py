"""The screen PDF: accessible, archivable, and read as it is meant."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from kerege.outputs.readback.printing import contents_titles, elements, outline_titles, screen_problems
from kerege.read import read_report

LANGUAGES = ("en", "ru", "ky")


def pdf(built: Path, code: str) -> Path:
    return built / "pdf" / f"women-and-labour-migration-{code}.pdf"


@pytest.mark.parametrize("code", LANGUAGES)
def test_it_is_pdf_ua_1_and_pdf_a_3a_and_keeps_our_conditions(built: Path, code: str) -> None:
    assert list(screen_problems(pdf(built, code))) == []


def without_language(book: pikepdf.Pdf) -> None:
    del book.Root.Lang


def without_labels(book: pikepdf.Pdf) -> None:
    del book.Root.PageLabels


def with_another_bookmark(book: pikepdf.Pdf) -> None:
    with book.open_outline() as outline:
        outline.root.append(pikepdf.OutlineItem("Nowhere", 0))


def without_tags(book: pikepdf.Pdf) -> None:
    book.Root.StructTreeRoot.K = pikepdf.Array()


def with_another_page_number(book: pikepdf.Pdf) -> None:
    links = [a for page in book.pages for a in page.get("/Annots", []) if str(a.get("/Dest", "")).startswith("source-")]
    links[0].Contents = pikepdf.String(re.sub(r"\d+$", "0", str(links[0].Contents)))


@pytest.mark.parametrize(
    ("harm", "words"),
    [
        (without_language, "Lang"),
        (without_labels, "the pages have no labels"),
        (with_another_bookmark, "bookmarks and contents differ: 'Nowhere'"),
        (without_tags, "bookmarks and contents differ"),
        (with_another_page_number, "prints page 0 for 'source-example-survey', which is on page"),
    ],
)
def test_a_harmed_file_is_told(small: Path, tmp_path: Path, harm: Callable[[pikepdf.Pdf], None], words: str) -> None:
    source = next((small / "build" / "pdf").glob("*-en.pdf"))
    assert list(screen_problems(source)) == []
    with pikepdf.open(source) as book:
        harm(book)
        book.save(tmp_path / "harmed.pdf", static_id=True)
    problems = list(screen_problems(tmp_path / "harmed.pdf"))
    assert any(words in problem or re.search(words, problem) for problem in problems), problems


@pytest.mark.parametrize("code", LANGUAGES)
def test_bookmarks_are_the_contents(built: Path, code: str) -> None:
    with pikepdf.open(pdf(built, code)) as book:
        titles = outline_titles(book)
        assert len(titles) > 60
        assert len(contents_titles(book)) == len(titles)


def parents(book: pikepdf.Pdf) -> dict[Any, Any]:
    return {e.objgen: e for e in elements(book.Root.StructTreeRoot)}


@pytest.mark.parametrize("code", LANGUAGES)
def test_no_structure_element_hangs_loose_and_running_heads_are_artifacts(built: Path, code: str) -> None:
    with pikepdf.open(pdf(built, code)) as book:
        tree = parents(book)
        loose = [
            o.objgen
            for o in book.objects
            if isinstance(o, pikepdf.Dictionary) and o.get("/Type") == "/StructElem" and o.objgen not in tree
        ]
        assert loose == []
        headed = 0
        for index, page in enumerate(book.pages):
            contents = page.Resources.XObject[f"/head{index}"].read_bytes()
            headed += b"/Artifact\n<</Type /Pagination/Subtype /Header>>" in contents.replace(b"\n\n", b"\n")
        assert headed > len(book.pages) / 2


def test_an_untranslated_chapter_speaks_its_own_language(built: Path) -> None:
    waiting = read_report(built.parent).report.settings.pending.get("ru", ())
    with pikepdf.open(pdf(built, "ru")) as book:
        spoken = [str(e.get("/Lang", "")) for e in elements(book.Root.StructTreeRoot) if e.S == "/Sect"]
    assert spoken.count("en") == len(waiting)


@pytest.mark.parametrize("code", LANGUAGES)
def test_notes_are_read_where_they_are_called(built: Path, code: str) -> None:
    with pikepdf.open(pdf(built, code)) as book:
        notes = [e for e in elements(book.Root.StructTreeRoot) if e.S == "/Note"]
        assert notes
        for note in notes:
            # Beside its call, within the sentence, not after the page.
            kinds = [str(kid.S) for kid in note.P.K if isinstance(kid, pikepdf.Dictionary) and "/S" in kid]
            assert kinds[kinds.index("/Note") - 1] == "/Link"


@pytest.mark.parametrize("code", LANGUAGES)
def test_table_heads_have_a_scope_and_tables_go_over_pages_as_one(built: Path, code: str) -> None:
    with pikepdf.open(pdf(built, code)) as book:
        tree = list(elements(book.Root.StructTreeRoot))
        heads = [e for e in tree if e.S == "/TH"]
        assert heads and all(e.A.Scope in ("/Row", "/Column") for e in heads)
        for table in (e for e in tree if e.S == "/Table"):
            assert sum(1 for e in elements(table) if e.S == "/THead") == 1


def test_pages_before_the_first_chapter_have_roman_numbers(built: Path) -> None:
    with pikepdf.open(pdf(built, "en")) as book:
        labels = [page.label for page in book.pages]
    assert labels[1:4] == ["i", "ii", "iii"]
    first = labels.index("1")
    assert labels[first : first + 3] == ["1", "2", "3"]
    assert first % 2 == 1, "the first chapter begins on a right-hand page (the front cover is a left one)"


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_evidence_is_attached_with_the_edition_s_date(built: Path, code: str) -> None:
    with pikepdf.open(pdf(built, code)) as book:
        assert set(book.attachments) == {
            "statistics.csv",
            "phrases.csv",
            "claims.csv",
            "quotes.csv",
            "datapackage.json",
        }
        for name in book.attachments:
            spec = book.attachments[name]
            assert str(spec.obj.AFRelationship) == "/Data"
            assert spec.get_file().creation_date is not None
            assert str(spec.get_file().creation_date)[:10] == "2026-11-30"
        assert b"women-share-2015" in book.attachments["statistics.csv"].get_file().read_bytes()


def test_links_say_their_words(built: Path) -> None:
    with pikepdf.open(pdf(built, "en")) as book:
        words = [str(a.Contents) for page in book.pages for a in page.get("/Annots", [])]
    assert "59.6 per cent" in [" ".join(text.split()) for text in words]
    assert not [text for text in words if text.startswith(("stat-", "ref-", "chapter-"))]
