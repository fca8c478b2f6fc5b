"""Words of several scripts and spellings folded into one, and texts as a reader sees them."""

from __future__ import annotations

import pytest

from kerege.languages.folding import Readable, skeletons, unknown_letters
from kerege.languages.ids import id_of
from kerege.languages.tokens import Sort, fold, fold_apostrophes, tokenize


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Кадамжай", "Kadamjay", True),
        ("Кадамжай", "Kadamzhai", True),
        ("Кадамжай", "Kadamjaj", True),
        ("Кадамжай", "Qadamjay", True),
        ("Кадамжай", "Қадамжай", True),
        ("Кадамжай", "Kaдамжай", True),  # two letters of another script
        ("Кадамжай", "Кадам\u00adжай", True),
        ("Ноокат", "Nookat", True),
        ("Ноокат", "Наукат", False),
        ("Ош", "Osh", True),
        ("Ош", "Os", False),
        ("Үч-Коргон", "Uch-Korgon", True),
        ("Чүй", "Chuy", True),
        ("Щучинск", "Schuchinsk", True),
        ("Ысык-Көл", "Issyk-Kul", False),
        ("Хасан", "Khasan", True),
        ("Хасан", "Hasan", True),
    ],
)
def test_a_name_however_it_is_written(one: str, other: str, same: bool) -> None:
    assert bool(set(skeletons(one)) & set(skeletons(other))) is same


def test_the_ways_of_a_word_are_few() -> None:
    assert 0 < len(skeletons("j" * 12)) <= 24 and skeletons("") in ((), ("",))


@pytest.mark.parametrize(
    ("source", "text", "places"),
    [
        ("plain", "plain", [0, 1, 2, 3, 4]),
        ("a&amp;b", "a&b", [0, 1, 6]),
        ("a\u00adb", "ab", [0, 2]),
        ("a\u200b\u200bb", "ab", [0, 3]),
        ("и\u0306а", "йа", [0, 2]),  # a letter and its mark are one
        ("a\u0338b", "ab", [0, 2]),  # a stroke through it hides nothing
        ("a&shy;b", "ab", [0, 6]),
        ("&#1054;ш", "Ош", [0, 7]),
        ("a & b", "a & b", [0, 1, 2, 3, 4]),
    ],
)
def test_a_text_as_a_reader_sees_it(source: str, text: str, places: list[int]) -> None:
    readable = Readable(source)
    assert readable.text == text
    kept = [place for place, sign in zip(places, text, strict=True) if source[place] == sign]
    assert [readable.place(n) for n in range(1, len(text))][-1] == places[-1] and kept


def test_letters_that_nothing_compares() -> None:
    assert unknown_letters("Osh Ош Ош’тун 12") in ("", [], (), set()) or not list(unknown_letters("Osh Ош 12"))
    assert "北" in "".join(unknown_letters("Ош 北京"))


@pytest.mark.parametrize(
    ("words", "made"),
    [
        ("Women who read", "women-who-read"),
        ("Доля женщин", "dolya-zhenshchin"),
        ("  (A) & b!  ", "a-b"),
        ("Область’", "oblast"),
        ("", ""),
        ("…", ""),
        ("Größe 2", "grosse-2"),
    ],
)
def test_an_id_from_words(words: str, made: str) -> None:
    assert id_of(words) == made


@pytest.mark.parametrize(
    ("word", "folded"),
    [
        ("Слово", "слово"),
        ("Ёлка", "елка"),
        ("за\u0301мок", "замок"),
        ("o‘zbek", "o'zbek"),
        ("co‑op", "co-op"),
        ("X`Y", "x'y"),
    ],
)
def test_a_word_as_it_is_compared(word: str, folded: str) -> None:
    assert fold(word) == folded


def test_one_sign_for_every_apostrophe() -> None:
    assert fold_apostrophes("a'b’c‘dʻe") == "a'b'c'd'e"


def readings(text: str, decimal: str = ".", group: str = ",") -> list[tuple[str, str, list[tuple[str, int]]]]:
    return [
        (token.sort.value, token.text, [(str(value), decimals) for value, decimals in token.readings])
        for token in tokenize(text, decimal, group)
    ]


@pytest.mark.parametrize(
    ("text", "sort", "read"),
    [
        ("12", Sort.NUMERAL, [("12", 0)]),
        ("12.5", Sort.NUMERAL, [("25/2", 1)]),
        (".5", Sort.NUMERAL, [("1/2", 1)]),
        ("1,200", Sort.NUMERAL, [("1200", 0)]),
        ("1\u00a0200", Sort.NUMERAL, [("1200", 0)]),
        ("1,200.5", Sort.NUMERAL, [("2401/2", 1)]),
        ("1,200,300", Sort.NUMERAL, [("1200300", 0)]),
        ("2.1.3", Sort.DOTTED, []),
        ("½", Sort.VULGAR, [("1/2", 0)]),
        ("⑥", Sort.ODD, None),
        ("1" * 18, Sort.NUMERAL, [("1" * 18, 0)]),
        ("1" * 19, Sort.ODD, None),
        ("1٢", Sort.ODD, None),  # digits of two scripts
        ("٣", Sort.NUMERAL, [("3", 0)]),
    ],
)
def test_a_numeral_and_its_readings(text: str, sort: Sort, read: list[tuple[str, int]] | None) -> None:
    (token,) = readings(text)
    assert token[:2] == (sort.value, text) and (read is None or token[2] == read)


def test_words_and_signs_around_numerals() -> None:
    assert [(sort, text) for sort, text, _ in readings("of 12%, o’clock (5)")] == [
        ("word", "of"), ("numeral", "12"), ("sign", "%"), ("sign", ","), ("word", "o’clock"), ("sign", "("), ("numeral", "5"), ("sign", ")"),
    ]  # fmt: skip
    assert [token.text for token in tokenize("d’un l’un", ",", ".", frozenset({"d", "l"}))] == ["d’", "un", "l’", "un"]
