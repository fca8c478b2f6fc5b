"""Letters of two scripts in a word, letters that a keyboard lacks, and what nobody translated."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tiny_report import found, tiny

CODES = ("T013", "T014", "T015")


def report(folder: Path, english: str, translation: str, code: str = "ru") -> Path:
    files = {"docs/en/01-a.md": english, f"docs/{code}/01-a.md": translation}
    return tiny(folder, files, languages=("en", code))


def told(folder: Path, english: str, translation: str, code: str = "ru") -> list[tuple[str, str]]:
    return [
        (one.code, str(one.fact("word") or one.fact("words")))
        for one in found(report(folder, english, translation, code), *CODES)
    ]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Это семья.", []),
        ("Это cемья.", ["cемья"]),  # a Latin c
        ("Это Western Union.", []),
        ("Это IT-отдел.", []),  # each part is of one script
        ("Это кто-тo.", ["кто-тo"]),
    ],
)
def test_a_word_of_two_scripts(tmp_path: Path, text: str, words: list[str]) -> None:
    assert told(tmp_path, "It is Western Union.", text) == [("T013", word) for word in words]


def test_the_letter_and_its_place(tmp_path: Path) -> None:
    (finding,) = found(report(tmp_path, "It is a family.", "Это не cемья."), "T013")
    assert (finding.fact("letters"), finding.location.column) == ("c", 8)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Бул үй-бүлө.", []),
        ("Бул уй-було. Бул үй-бүлө, үй-бүлө.", ["уй-було"]),
        ("Бул үйбуло.", ["үйбуло"]),  # vowels that no word joins
        ("Бул дөүлат.", ["дөүлат"]),
    ],
)
def test_letters_that_a_keyboard_lacks(tmp_path: Path, text: str, words: list[str]) -> None:
    assert told(tmp_path, "It is a family here.", text, "ky") == [("T014", word) for word in words]


@pytest.mark.parametrize(
    ("english", "russian", "left"),
    [
        ("Some words of the original.", "Слова оригинала.", []),
        ("Some words of the original.", "Some words of the original.", ["Some words of the original."]),
        ("Oak ash elm.", "Oak ash elm.", ["Oak ash elm."]),
        ("Oak.", "Oak.", []),  # one word may be a name
        ("We saw some words of the original.", "Там some words of the original.", ["some words of the original"]),
        ("We saw one two three four.", "Там one two three four.", []),  # four in a row may be a title
        ("The Journal of Central Asian Studies.", "Вот Journal of Central Asian Studies.", []),
    ],
)
def test_what_nobody_translated(tmp_path: Path, english: str, russian: str, left: list[str]) -> None:
    assert told(tmp_path, english, russian) == [("T015", words) for words in left]
