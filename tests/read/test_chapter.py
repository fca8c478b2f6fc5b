"""What is read of a chapter: where its characters stand, in which order its notes, and what a translator gets."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

import pytest

from kerege.model import Chapter, Kind, Offsets
from kerege.read import read_report
from kerege.read.chapter import read_chapter_text
from kerege.read.records import Complaints
from kerege.translate.segments import Form, segments_of

ROOT = Path(__file__).parents[2]
LINES = """---
title: A title
---

> Quoted \\[words\\] that go on
> with [five](stat:a) of `code  here` and
> **more** {#no}.

- An item
  of two lines [^n]

| a | [b](stat:c) |
|---|---|
| 1 \\| 2 | _three_ |

[^n]: A note
    that goes on.
"""


def scanned(text: str) -> Chapter:
    return read_chapter_text(text, PurePosixPath("docs/en/01-a.md"), "en", Complaints())


def misplaced(chapter: Chapter) -> list[str]:
    """Visible characters that do not stand where their offset says."""
    return [
        f"{passage.location} {passage.plain[number:]}"
        for passage in chapter.passages
        if passage.kind is not Kind.SUMMARY  # Folded in the file.
        for number, offset in enumerate(passage.offsets)
        if not passage.plain[number].isspace() and chapter.text[offset] != passage.plain[number]
    ]


def test_every_visible_character_stands_at_its_offset() -> None:
    chapter = scanned(LINES)
    plain = [passage.plain for passage in chapter.passages]
    assert "Quoted [words] that go on with five of code here and more {#no}." in plain
    assert misplaced(chapter) == []
    assert all(len(passage.offsets) == len(passage.plain) for passage in chapter.passages)


@pytest.mark.parametrize("language", ["en", "ru", "ky"])
def test_so_it_does_in_this_report(language: str) -> None:
    chapters = read_report(ROOT).report.chapters[language]
    assert [line for chapter in chapters for line in misplaced(chapter)] == []


def test_offsets_by_runs_are_those_of_each_character() -> None:
    line = Offsets((0, 3, 4), (10, 20, 30), 6)
    assert list(line) == [line[n] for n in range(6)] == [10, 11, 12, 20, 30, 31]
    assert line[-1] == 31
    with pytest.raises(IndexError):
        line[6]
    assert list(Offsets((0, 2), (1, 5), 3).through(line)) == [11, 12, 31]
    assert list(Offsets((), (), 0).through(line)) == []


def test_notes_stand_in_the_order_of_their_calls() -> None:
    chapter = scanned(
        "---\ntitle: A\n---\n\nOne[^b], two[^a], `three[^c]`.\n\n[^a]: First.\n\n[^b]: Second.\n\n[^c]: Never called.\n"
    )
    assert [passage.plain for passage in chapter.passages if passage.kind is Kind.NOTE] == [
        "Second.",
        "First.",
        "Never called.",
    ]
    notes = [segment for segment in segments_of(chapter) if segment.form is Form.NOTE]
    assert [(segment.anchor, segment.text) for segment in notes] == [
        ("note:a:1", "First."),
        ("note:b:1", "Second."),
        ("note:c:1", "Never called."),
    ]


def test_a_summary_with_a_tab_is_there_to_be_translated() -> None:
    chapter = scanned("---\ntitle: A\nsummary: Women\twho leave\n---\n\nWords.\n")
    assert [segment.anchor for segment in segments_of(chapter) if segment.form is Form.FRONT] == [
        "front:title",
        "front:summary",
    ]


def test_the_words_of_an_address_in_angle_brackets_are_seen_and_those_of_a_tag_are_not() -> None:
    chapter = scanned("---\ntitle: A\n---\n\nSee <https://example.org/84-women> and H<sub>2</sub>O.\n")
    assert chapter.passages[-1].plain == "See https://example.org/84-women and H2O."
