"""One id is one place in the report, one label one note in a chapter, one name one file."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

from kerege.checks import check_report
from kerege.findings import Finding
from kerege.read import read_report

CHAPTER = "docs/en/01-example.md"


def findings(folder: Path, *codes: str) -> list[Finding]:
    reading = read_report(folder)
    return [finding for finding in check_report(reading.report, reading.findings)[0] if finding.code in codes]


def write(folder: Path, name: str, text: str) -> None:
    (folder / "docs/en" / name).write_text(f"---\ntitle: Another\n---\n\n{text}\n", encoding="utf-8")


def test_a_heading_id_in_two_chapters_is_a_finding_at_the_second(template: Path) -> None:
    write(template, "02-other.md", "## Found {#example-found}")
    (finding,) = findings(template, "X015")
    assert (finding.location.path.name, finding.location.line) == ("02-other.md", 5)
    assert "'01-example'" in finding.message


def test_a_table_id_in_two_places_is_a_finding(template: Path) -> None:
    table = "Table: Answers {{#{}}}\n\n| a |\n|---|\n| x |"
    write(template, "02-other.md", "\n\n".join(table.format(key) for key in ("example", "other", "other")))
    assert [(f.location.line, "'01-example'" in f.message) for f in findings(template, "X015")] == [
        (5, True),
        (17, False),
    ]


def test_the_same_note_in_two_chapters_is_none(template: Path) -> None:
    write(template, "02-other.md", "Words.[^example-note]\n\n[^example-note]: A note.")
    assert findings(template, "X011") == []


def test_a_note_that_is_written_twice_is_a_finding(template: Path) -> None:
    write(template, "02-other.md", "Words.[^n]\n\n[^n]: A note.\n\n[^n]: Another.")
    assert [(f.location.path.name, f.location.line) for f in findings(template, "X011")] == [("02-other.md", 9)]


def test_two_files_that_differ_in_case_only_are_a_finding(template: Path) -> None:
    write(template, "02-other.md", "Words.")
    write(template, "02-Other.md", "Words.")
    assert [f.location.path.name for f in findings(template, "X034")] == ["02-other.md"]


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_a_name_with_decomposed_letters_is_the_same_name(template: Path, form: str) -> None:
    write(template, unicodedata.normalize(form, "02-край.md"), "See [here](02-край.md).")
    assert findings(template, "R009", "X016") == []
    assert "02-край" in [chapter.name for chapter in read_report(template).report.chapters["en"]]


def test_a_tie_behind_a_reference_is_a_finding(template: Path) -> None:
    write(template, "02-other.md", "Of all, [62.5 per cent][r] read.\n\n[r]: stat:readers-share")
    (finding,) = findings(template, "X001")
    assert "[words](stat:readers-share)" in finding.hint
