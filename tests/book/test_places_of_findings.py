"""What is found wrong only on a finished page names the block of the chapter that it came from."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from kerege.model.paper import A4
from kerege.outputs.book import BookFacts
from kerege.outputs.book.footnotes import Note, link_footnotes
from kerege.outputs.book.layout import lay_out, style_text
from kerege.outputs.book.overflow import Crowded, Unfinished, crowded, headings, unfinished
from kerege.outputs.readback import printing
from kerege.read import read_report
from kerege.render.edition import Edition, make_edition
from tests.book.whole_book import whole_html
from tests.small_report import english

CHAPTER = """---
title: More
---

## A section {#more-section}

Text.[^1]

- one

    two

> A quotation
> of two lines

| a | b |
| --- | --- |
| c | d |

[^1]: A note.
"""
LINES = {"section": 5, "Text.": 7, "one": 9, "two": 11, "c": 16}


@pytest.fixture
def edition(tmp_path: Path) -> Edition:
    (tmp_path / "reading-en.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>')
    return make_edition(read_report(english(tmp_path / "report", {"02-more": CHAPTER})).report, "en", {})


@pytest.mark.parametrize("word", LINES)
def test_words_that_run_off_the_page_name_their_line(tmp_path: Path, edition: Edition, word: str) -> None:
    book = whole_html(edition)
    for box in book.iter():
        if word in (box.text or "") and ("more" in (box.get("id") or "") or box.tag not in ("h1", "h2", "a")):
            # Whatever the reason may be: here the words do not wrap.
            box.set("style", "white-space: nowrap")
            box.text = (box.text or "") + " overlong" * 60
    document = lay_out(book, style_text(A4), tmp_path, tmp_path, ("en",))
    assert f"docs/en/02-more.md:{LINES[word]}" in [crowd.place for crowd in crowded(document)]


def test_headings_and_notes_know_their_lines(tmp_path: Path, edition: Edition) -> None:
    document = lay_out(whole_html(edition), style_text(A4), tmp_path, tmp_path, ("en",))
    assert ("A section", "docs/en/02-more.md:5") in list(headings(document))
    assert ("More", "docs/en/02-more.md:1") in list(headings(document))
    assert "docs/en/02-more.md:20" in [note.place for note in link_footnotes(document)]


def test_a_page_that_looks_unfinished_names_what_had_no_room(tmp_path: Path) -> None:
    paragraph = "<p>" + "Some words of the text that fill a line. " * 9 + "</p>"
    high = '<div data-place="docs/en/a.md:40" style="height: 180mm; break-inside: avoid">High</div>'
    html = f'<html lang="en"><body><section class="chapter" id="chapter-a"><h1>A</h1>{paragraph * 4}{high}</section></body></html>'
    found = list(unfinished(lay_out(html, style_text(A4), tmp_path, tmp_path, ("en",))))
    assert found[:1] == [Unfinished(1, "chapter-a", False, "docs/en/a.md:40")]


@pytest.mark.parametrize(
    ("facts", "told"),
    [
        ({"notes_apart": (Note("note-a-1", 3, 4, "docs/en/a.md:7"),)}, "docs/en/a.md:7:1 A006"),
        ({"crowded": (Crowded("page 3: 'x' runs off the page", "docs/en/a.md:9"),)}, "docs/en/a.md:9:1 A007"),
        ({"crowded": (Crowded("page 1: 'x' runs off the page"),)}, "report.yml:1:1 A007"),
        ({"headings": (("A", "docs/en/a.md:2"), ("B", "docs/en/a.md:5"))}, "docs/en/a.md:5:1 A008"),
    ],
)
def test_findings_stand_at_the_block(
    edition: Edition, monkeypatch: pytest.MonkeyPatch, facts: Mapping[str, object], told: str
) -> None:
    problems = ["bookmarks and contents differ: 'B'"] if "headings" in facts else []
    monkeypatch.setattr(printing, "screen_problems", lambda _: problems)
    monkeypatch.setattr(printing, "read_back_structure", lambda *_: ())
    monkeypatch.setattr(printing, "pdf_problems", lambda _: ())
    book = BookFacts(Path("missing.pdf"), 1, **facts)  # type: ignore[arg-type]
    assert [f"{f.location} {f.code}" for f in printing.read_back_printing(book, edition)] == [told]
