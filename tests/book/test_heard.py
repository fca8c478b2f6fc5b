"""What a screen reader is given: the tree of a PDF, written down, against the chapter that it was made of."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from kerege.build.build import build_report
from kerege.read import read_report
from tests.book.heard import BLOCKS, Heard, heard
from tests.conftest import once
from tests.small_report import english

SENTENCE = "Administrative responsibilities notwithstanding, representatives considered international recommendations. "
CHAPTER = f"""---
title: Heard
summary: What a reader hears of a page.
---

## First {{#example-first}}

{SENTENCE * 6}A note[^n] and *a word* of [the report](index.md) and <em lang="ky">келин</em> end it.

- One item of a list
- Another, {SENTENCE.lower() * 2}

1.  A first step

    with a second paragraph

> Words that somebody else has written.

!!! note "A box"
    What stands in the box.

```quote
r1
```

```figure
reading
```

Table: A table of two rows {{#example-rows}}

| Question | Answer |
| --- | --- |
| Whether they read | most of them |
| Whether they write | few of them |

[^n]: The note, {SENTENCE.lower()}with [a link](https://example.org/a) in it.
"""
SETTINGS = """print: {paper: A5}
authors: [Aigul Asanova, Bakyt Osmonov]
keywords: {en: "reading, figures"}
"""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    def make(folder: Path) -> None:
        english(folder, {"01-example": CHAPTER}, SETTINGS)
        result = build_report(folder, only=("pdf",), progress=lambda _: None)
        assert result.files, [f"{f.location} {f.message}" for f in result.findings]

    return once(tmp_path_factory, "heard", make)


@pytest.fixture(scope="module")
def file(built: Path) -> Path:
    return next(path for path in (built / "build" / "pdf").glob("*-en.pdf"))


@pytest.fixture(scope="module")
def tree(file: Path) -> Heard:
    return heard(file)


def section(tree: Heard) -> Heard:
    return next(
        part for part in tree.kids if isinstance(part, Heard) and "What a reader hears of a page." in part.words
    )


def test_every_passage_of_the_chapter_is_one_block_of_the_tree(built: Path, tree: Heard) -> None:
    chapter = read_report(built).report.chapter("en", "01-example")
    assert chapter is not None
    notes = [n.words for n in (Heard("P", kids=p.kids) for p in section(tree).all() if p.kind == "Note")]
    said = {part.words for part in section(tree).all() if part.kind in BLOCKS} | {n.removeprefix("1. ") for n in notes}
    wanted = [" ".join(passage.plain.split()) for passage in chapter.passages]
    assert len(wanted) > 15
    assert [words for words in wanted if not {words, f"1 {words}", f"Table 1. {words}"} & said] == []


def test_no_words_of_two_lines_run_together_and_divided_words_are_told(file: Path, tree: Heard) -> None:
    pieces = [kid for part in section(tree).all() for kid in part.kids if isinstance(kid, str)]
    divided = [piece for piece in pieces if piece.endswith("\u00ad")]
    assert len(divided) > 5
    assert not [piece for piece in pieces if "\u00ad" in piece[:-1] or piece.endswith(("-", "\u2010"))]
    # As a browser reads it: a division is a sign of its own there, which its search passes over.
    book = pypdfium2.PdfDocument(file)
    text = "".join(page.get_textpage().get_text_range() for page in book)
    assert text.count("\ufffe") >= len(divided) and "\u2010" not in text


def test_the_tree_written_down_is_as_it_was(tree: Heard) -> None:
    """`heard.txt` is the chapter as it is read aloud: look at what a change of it would do to listeners."""
    assert "\n".join(section(tree).lines()) + "\n" == (Path(__file__).parent / "heard.txt").read_text(encoding="utf-8")


def test_a_list_is_labels_and_bodies_and_a_note_has_its_mark(tree: Heard) -> None:
    items = [part for part in section(tree).all() if part.kind == "LI"]
    assert [[kid.kind for kid in item.kids if isinstance(kid, Heard)] for item in items] == [["Lbl", "LBody"]] * 3
    note = next(part for part in section(tree).all() if part.kind == "Note")
    assert isinstance(note.kids[0], Heard) and note.kids[0].kind == "Lbl" and note.kids[0].words == "1."


def test_only_what_somebody_wrote_is_a_quotation(tree: Heard) -> None:
    quoted = [part.words for part in section(tree).all() if part.kind == "BlockQuote"]
    assert quoted == ["Words that somebody else has written."]
    paraphrase = next(part for part in section(tree).all() if part.kind == "P" and "trusts a figure" in part.words)
    assert paraphrase.words.startswith("A reader said")
    assert [p.words for p in section(tree).all() if p.kind == "P" and p.words.endswith("Paraphrase")] == [
        "A reader · Paraphrase"
    ]


def test_parts_speak_their_language(tree: Heard) -> None:
    assert [(part.kind, part.words) for part in tree.all() if part.language == "ky"] == [("Span", "келин")]


def test_a_figure_has_words_and_the_place_where_it_stands(tree: Heard, file: Path) -> None:
    figure = next(part for part in section(tree).all() if part.kind == "Figure")
    assert figure.alternative
    left, bottom, right, top = figure.box
    with pikepdf.open(file) as book:
        width, height = (float(side) for side in book.pages[0].MediaBox[2:])
    assert 0 < left < right < width and 0 < bottom < top < height and right - left > 0.5 * width


def test_contents_say_titles_and_pages_and_no_dots(tree: Heard) -> None:
    contents = next(part for part in tree.all() if part.kind == "TOC")
    links = [part for part in contents.all() if part.kind == "Link"]
    assert [link.words for link in links][:2] == ["Heard 1", "First 1"]
    assert not [part for part in tree.all() for kid in part.kids if isinstance(kid, str) and ". ." in kid]


def test_the_file_says_who_wrote_it_and_what_it_is_about(file: Path) -> None:
    with pikepdf.open(file) as book:
        assert str(book.docinfo["/Author"]) == "Aigul Asanova, Bakyt Osmonov"
        assert str(book.docinfo["/Keywords"]) == "reading, figures"
        names = [str(spec.F) for spec in book.Root.AF]
        assert len(names) == len(set(names)) > 3
        with book.open_metadata() as facts:
            assert facts["dc:creator"] == ["Aigul Asanova", "Bakyt Osmonov"]
            assert facts["dc:subject"] == {"reading", "figures"}
            assert "Edition 1" in facts["dc:coverage"]
