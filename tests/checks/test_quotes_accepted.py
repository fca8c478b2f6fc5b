"""A testimony's text is the accepted one, in every language of the report."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kerege.evidence.acceptance import text_digest
from tests.tiny_report import found, tiny

TEXT = "I went home and came back."


def told(
    folder: Path, text: str, accepted: dict[str, str], languages: tuple[str, ...] = ("en",)
) -> list[tuple[str, str]]:
    words = {"en": text, "ru": "Я пошла домой."}
    quote = {"original": "en", "text": words, "speaker": "w", "consent": {"publish": "yes"}}
    lock = {"texts": {"q": {code: text_digest(words) for code, words in accepted.items()}}}
    files: dict[str, object] = {"quotes/a.yml": {"q": quote}, "quotes/quotes.lock": json.dumps(lock)}
    return [(one.code, str(one.language)) for one in found(tiny(folder, files, languages=languages), "Q010", "Q011")]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        (TEXT, []),
        ("I went  home\nand came back. ", []),
        ("I went home and came back", ["Q010"]),
        ("I went home, and came back.", ["Q010"]),
        ("i went home and came back.", ["Q010"]),
    ],
)
def test_a_polished_word_is_told_and_folded_spaces_are_not(tmp_path: Path, text: str, codes: list[str]) -> None:
    assert told(tmp_path, text, {"en": TEXT}) == [(code, "en") for code in codes]


def test_a_text_that_nobody_has_accepted(tmp_path: Path) -> None:
    assert told(tmp_path, TEXT, {}) == [("Q011", "en")]


def test_each_language_of_the_report_and_no_other(tmp_path: Path) -> None:
    assert told(tmp_path / "a", TEXT, {"en": TEXT}) == []
    assert told(tmp_path / "b", TEXT, {"en": TEXT}, ("en", "ru")) == [("Q011", "ru")]
    assert told(tmp_path / "c", TEXT, {"en": TEXT, "ru": "Я шла домой."}, ("en", "ru")) == [("Q010", "ru")]
