"""A waiver names one fact, and hides nothing else."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from kerege.findings import Finding

Check = Callable[[Path], list[Finding]]
BANNED = "banned:\n  osh: [Osh]\n  nookat: [Nookat]\n"


def told(folder: Path, findings_of: Check, waiver: str) -> list[str]:
    chapter = folder / "docs" / "en" / "01-example.md"
    chapter.write_text(chapter.read_text(encoding="utf-8") + "\nPeople of Nookat and Osh.\n", encoding="utf-8")
    about = f"code: P001, file: docs/en/01-example.md, {waiver}, reason: a test, by: editor"
    (folder / "privacy.yml").write_text(f"{BANNED}waivers:\n- {{{about}}}\n", encoding="utf-8")
    return [f.code for f in findings_of(folder) if f.code.startswith("P")]


@pytest.mark.parametrize("waiver", ["place: nookat", "name: nookat"])
def test_the_registered_entry_alone_is_waived(template: Path, findings_of: Check, waiver: str) -> None:
    assert told(template, findings_of, waiver) == ["P001"]


@pytest.mark.parametrize(
    "waiver", ["name: Nook", "name: is", "name: banned", "name: Nookat", "place: ''", "word: Nookat"]
)
def test_a_piece_of_a_sentence_waives_nothing_and_is_told(template: Path, findings_of: Check, waiver: str) -> None:
    assert sorted(told(template, findings_of, waiver)) == ["P001", "P001", "P012"]


def test_a_word_of_a_testimony_is_waived_as_a_whole(template: Path, findings_of: Check) -> None:
    quotes = template / "quotes" / "example.yml"
    quotes.write_text(quotes.read_text(encoding="utf-8").replace("that she", "that Aigulnaz she"), encoding="utf-8")
    waiver = "waivers:\n- {code: P007, file: quotes/example.yml, word: %s, reason: a test, by: editor}\n"
    for word, left in (("Aigul", ["P007"]), ("Aigulnaz", [])):
        (template / "privacy.yml").write_text(waiver % word, encoding="utf-8")
        assert [f.code for f in findings_of(template) if f.code == "P007"] == left
