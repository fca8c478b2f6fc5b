"""Where words are divided, and which of them stay together."""

from __future__ import annotations

from pathlib import Path

import pyphen
import pytest

from kerege.languages.typography import dictionary_text, divided, patterns, typography

LIST = Path(__file__).with_name("hyphenation_ky.txt")


def expected() -> list[str]:
    """The words of the list, with hyphens where they may be divided."""
    lines = [line.strip() for line in LIST.read_text(encoding="utf-8").splitlines()]
    return [line for line in lines if line and not line.startswith("#")]


@pytest.fixture(scope="module")
def kyrgyz(tmp_path_factory: pytest.TempPathFactory) -> pyphen.Pyphen:
    syllables = typography("ky").syllables
    assert syllables is not None
    path = tmp_path_factory.mktemp("hyphenation") / "hyph_ky.dic"
    path.write_text(dictionary_text(syllables), encoding="utf-8")
    return pyphen.Pyphen(filename=path, left=2, right=2)


@pytest.mark.parametrize("word", expected())
def test_kyrgyz_words_are_divided_by_syllables(kyrgyz: pyphen.Pyphen, word: str) -> None:
    plain = word.replace("-", "")
    assert divided(plain, [int(position) for position in kyrgyz.positions(plain)]) == word


def test_every_exception_is_divided_as_it_is_written(kyrgyz: pyphen.Pyphen) -> None:
    syllables = typography("ky").syllables
    assert syllables is not None and syllables.exceptions
    for word in syllables.exceptions:
        assert kyrgyz.inserted(word.replace("-", "")) == word


def test_patterns_are_made_from_the_letters_alone() -> None:
    syllables = typography("ky").syllables
    assert syllables is not None
    made = set(patterns(syllables))
    assert {"1ба", "1ңө", "а1я", "ь1е", ".с2т"} <= made
    assert "а1а" not in made, "a long vowel is one syllable"


def test_english_and_russian_use_a_dictionary_that_is_installed() -> None:
    for code in ("en", "ru"):
        assert typography(code).dictionary in pyphen.LANGUAGES
