"""Word for review, in a small report: notes that are called again, formulas, citations with words before the work."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import pytest
from office_word import W, Word, replace_in, text_of

from kerege.checks import check_report
from kerege.intake.word_review import review
from kerege.intake.word_review.apply import write_changes
from kerege.intake.word_review.proposals import Review
from kerege.outputs.readback.word import read_back_word
from kerege.outputs.word import write_word
from kerege.read import read_report
from kerege.render.edition import make_edition
from tests.small_report import english

CHAPTER = """---
title: Notes
---

A first note.[^one] And a second.[^two] The first again.[^one]

A sum $a^2 + b^2$ of squares, and $\\\\frac{1}{n}$ of it.

It was said [see also @example-2026, p. 3] before, [-@example-2026] too, and @example-2026 [p. 9] says it.

| A[^two] | B |
| --- | --- |
| $x_1$ | c[^three] |

[^one]: Words of one, as in the second.[^two]

[^two]: Words of two.

[^three]: Words of three.
""".replace("\\\\", "\\")


@pytest.fixture
def report(tmp_path: Path) -> Path:
    return english(tmp_path / "report", {"02-notes": CHAPTER})


def exported(report: Path, out: Path) -> Path:
    read = read_report(report)
    _, ledger = check_report(read.report, read.findings)
    edition = make_edition(read.report, "en", ledger.values)
    write_word(edition, out)
    assert list(read_back_word(out, edition)) == []
    return out


def brought(report: Path, word: Word) -> Review:
    return review(read_report(report).report, word.save(report / "back.docx"))


def accepted(report: Path, found: Review) -> str:
    write_changes(read_report(report).report, found.changes)
    return (report / "docs" / "en" / "02-notes.md").read_text(encoding="utf-8")


def test_a_note_stands_once_and_is_referred_to_again(report: Path, tmp_path: Path) -> None:
    out = exported(report, tmp_path / "out.docx")
    with zipfile.ZipFile(out) as archive:
        document, notes = (archive.read(f"word/{name}.xml").decode() for name in ("document", "footnotes"))
    # The template's own chapter has one.
    assert document.count("<w:footnoteReference") == 1 + 3
    assert notes.count("Words of two.") == 2  # its own, and in brackets within another: Word has no notes within notes
    shown = re.findall(r"NOTEREF kn_\w+ [^>]*>.{0,200}?<w:t[^>]*>(\w+)</w:t>", document, re.DOTALL)
    assert shown == ["2", "3"]


def test_an_untouched_file_changes_nothing(report: Path, tmp_path: Path) -> None:
    found = review(read_report(report).report, exported(report, tmp_path / "out.docx"))
    assert (found.changes, found.notices) == ((), ())


@pytest.mark.parametrize(
    ("where", "old", "new"),
    [
        ("A first note", "again", "once more"),
        ("A sum", "squares", "roots"),
        ("It was said", "before", "earlier"),
        ("It was said", "says", "writes"),
    ],
)
def test_a_word_beside_them_is_all_that_changes(report: Path, tmp_path: Path, where: str, old: str, new: str) -> None:
    word = Word(exported(report, tmp_path / "out.docx"))
    word.replace(where, old, new)
    found = brought(report, word)
    assert found.notices == ()
    assert [change.held for change in found.changes] == [()]
    assert accepted(report, found) == CHAPTER.replace(f" {old}", f" {new}", 1)


def test_a_note_that_is_called_twice_is_edited_once(report: Path, tmp_path: Path) -> None:
    word = Word(exported(report, tmp_path / "out.docx"))
    word.replace_in_note("Words of three", "Sentences of three")
    found = brought(report, word)
    assert len(found.changes) == 1


def test_a_cell_beside_a_formula(report: Path, tmp_path: Path) -> None:
    word = Word(exported(report, tmp_path / "out.docx"))
    replace_in(
        next(p for p in word.body.iter(f"{W}p") if text_of(p) == "c"), "c", "d", word.number, tracked=True, plain=False
    )
    found = brought(report, word)
    assert accepted(report, found) == CHAPTER.replace("| c[^three]", "| d[^three]")
