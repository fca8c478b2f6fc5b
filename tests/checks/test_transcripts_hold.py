"""A quote stands in its segment of the transcript; where the transcript is not here, nothing is said."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import pytest

from kerege.checks import transcripts_hold
from tests.tiny_report import found, tiny

TRANSCRIPT = "Q: And then?\nA: I went home — and came back — to the market.\nQ: Why?\n"
SEGMENT = "I went home — and came back — to the market."


def report(folder: Path, words: str, transcript: str | None = TRANSCRIPT, **record: Any) -> Path:
    start = TRANSCRIPT.index(SEGMENT)
    segment = {
        "file": "transcripts/a.txt",
        "start": start,
        "end": start + len(SEGMENT),
        "place": "2",
        "sha256": hashlib.sha256(SEGMENT.encode()).hexdigest(),
    }
    quote = {"original": "en", "text": {"en": words}, "speaker": "w", "segment": segment, **record}
    files: dict[str, object] = {"quotes/a.yml": {"q": quote}}
    return tiny(folder, files if transcript is None else {**files, "transcripts/a.txt": transcript})


def told(folder: Path) -> list[str]:
    return [one.code for one in found(folder, "Q020", "Q021")]


@pytest.mark.parametrize(
    ("words", "codes"),
    [
        ("I went home", []),
        ("I went home … to the market.", []),
        ("I went home [after work] — and came back", []),
        ("I walked home", ["Q020"]),
        ("And then?", ["Q020"]),  # another's words, beside the segment
    ],
)
def test_word_for_word(tmp_path: Path, words: str, codes: list[str]) -> None:
    assert told(report(tmp_path, words)) == codes


def test_a_paraphrase_has_its_own_words(tmp_path: Path) -> None:
    assert told(report(tmp_path, "She walked home", form="paraphrase")) == []


@pytest.mark.parametrize("changed", [TRANSCRIPT.replace("market", "bazaar"), "x" + TRANSCRIPT, ""])
def test_a_transcript_that_was_edited(tmp_path: Path, changed: str) -> None:
    assert told(report(tmp_path, "I went home", changed)) == ["Q021"]
    assert told(report(tmp_path / "p", "She walked", changed, form="paraphrase")) == ["Q021"]


def test_where_the_transcript_is_not_here_nothing_is_said(tmp_path: Path) -> None:
    assert told(report(tmp_path, "I walked home", None)) == []


def test_the_piece_and_the_place_are_named(tmp_path: Path) -> None:
    (finding,) = found(report(tmp_path, "I went home … to the shop"), "Q020")
    assert (finding.fact("piece"), finding.fact("quote"), finding.language) == ("to the shop", "q", "en")
    (finding,) = found(report(tmp_path / "x", "I went home", "other"), "Q021")
    assert str(finding.fact("file")) == "transcripts/a.txt" and finding.fact("end") - finding.fact("start") == len(
        SEGMENT
    )


def test_a_link_that_leads_out_of_the_report_is_not_read(tmp_path: Path) -> None:
    folder = report(tmp_path / "r", "I walked home", None)
    (tmp_path / "a.txt").write_text(TRANSCRIPT, encoding="utf-8")
    (folder / "transcripts").mkdir()
    (folder / "transcripts" / "a.txt").symlink_to(tmp_path / "a.txt")
    assert told(folder) == []


@pytest.mark.parametrize(
    ("largest", "codes"), [(len(TRANSCRIPT.encode()), ["Q020"]), (len(TRANSCRIPT.encode()) - 1, [])]
)
def test_the_largest_transcript_that_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, largest: int, codes: list[str]
) -> None:
    monkeypatch.setattr(transcripts_hold, "_MAX_BYTES", largest)
    assert told(report(tmp_path, "I walked home")) == codes


def test_a_testimony_without_a_segment_is_passed_over_and_the_next_one_judged(tmp_path: Path) -> None:
    folder = report(tmp_path, "I walked home")
    text = (folder / "quotes" / "a.yml").read_text(encoding="utf-8")
    first = "p: {original: en, text: {en: Words.}, speaker: w}\n"
    coded = "o: {original: en, text: {en: Words.}, speaker: w, segment: {start: 0, end: 5, place: '1', sha256: x}}\n"
    (folder / "quotes" / "a.yml").write_text(first + coded + text, encoding="utf-8")
    assert told(folder) == ["Q020"]


def test_a_testimony_without_words_in_its_language_says_nothing_else(tmp_path: Path) -> None:
    folder = report(tmp_path, "x")
    path = folder / "quotes" / "a.yml"
    path.write_text(path.read_text(encoding="utf-8").replace("en: x", "{}"), encoding="utf-8")
    assert told(folder) == []
