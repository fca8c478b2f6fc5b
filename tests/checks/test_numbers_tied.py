"""Numbers that nothing vouches for: in prose, in words, doubled, unreadable; and the borders of what a number word may count."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.tiny_report import SOURCE, cited, found, tiny, told

CODES = ("S005", "S006", "S045", "S055", "S056", "S059")


def report(folder: Path, text: str, statistics: dict[str, Any] | None = None, **settings: Any) -> Path:
    records = statistics or {"a": cited("40", label="Share of readers")}
    files = {"data/sources.yml": SOURCE, "data/statistics/a.yml": records, "docs/en/01-a.md": text}
    return tiny(folder, files, **settings)


def codes(folder: Path, text: str, statistics: dict[str, Any] | None = None, **settings: Any) -> list[str]:
    return [one.code for one in found(report(folder, text, statistics, **settings), *CODES)]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("It is [40 per cent](stat:a).", []),
        ("It is 40 per cent.", ["S005"]),
        ("In 2015 it began.", []),
        ("It began on 3 May 2015.", []),
        ("Two sisters came.", []),
        ("It is [40](stat:a) per cent.", []),
        ("It is [40](stat:a) to 50 per cent.", ["S005"]),
        ("## It is 41 per cent {#x}", ["S005"]),
        ("- It is 41 per cent", ["S005"]),
        ("| A | B |\n|---|---|\n| x | 41 |", ["S005"]),
        ("Table: Of 41 readers {#t}\n\n| A | B |\n|---|---|\n| x | y |", ["S005"]),
        ("It is [41 winks](nostat:idiom).", []),
        ("It is [40%](stat:a) per cent.", ["S006"]),
        ("It is [40 per cent](stat:a) per cent.", ["S006"]),
        ("It is [40](stat:a).9.1 per cent.", ["S055"]),
    ],
)
def test_where_a_number_stands(tmp_path: Path, text: str, told: list[str]) -> None:
    assert codes(tmp_path, text, nostat={"idiom": "An idiom."}) == told


def test_each_is_told_where_it_stands_and_with_its_words(tmp_path: Path) -> None:
    folder = report(tmp_path, "Words here.\nAnd *then* 41 per\ncent, and 42.")
    findings = found(folder, "S005")
    places = [(one.location.line, one.location.column, str(one.fact("words"))) for one in findings]
    assert places == [(6, 12, "41 per cent"), (7, 11, "42")]
    assert {one.language for one in findings} == {"en"}


@pytest.mark.parametrize(
    ("words", "warned"),
    [
        ("Nine women were deported.", False),
        ("Ten women were deported.", True),
        ("Twelve women were deported.", True),
        ("Nine to ten women were deported.", True),
    ],
)
def test_ten_persons_in_words_are_a_result(tmp_path: Path, words: str, warned: bool) -> None:
    assert codes(tmp_path, words) == (["S056"] if warned else [])


@pytest.mark.parametrize(
    ("value", "unit", "text", "told"),
    [
        ("6", "persons", "There were six teachers.", ["S045"]),
        ("6", "persons", "There were seven teachers.", []),
        ("6", "persons", "There were six dogs.", []),
        ("6", "percent", "There were six teachers.", []),
        ("6", "persons", "There were [six](stat:a) teachers.", []),
        ("1", "persons", "There was one teacher.", []),
        ("2", "persons", "There were two teachers.", ["S045"]),
        ("100", "persons", "There were one hundred teachers.", ["S045"]),
        ("101", "persons", "There were one hundred and one teachers.", ["S056"]),
    ],
)
def test_a_number_word_that_states_a_statistic(
    tmp_path: Path, value: str, unit: str, text: str, told: list[str]
) -> None:
    assert codes(tmp_path, text, {"a": cited(value, unit, label="Teachers")}) == told


@pytest.mark.parametrize(
    ("words", "told"), [("15 women", []), ("15  WOMEN", []), ("16 women", ["S059"]), ("15 women or so", ["S059"])]
)
def test_a_key_that_names_its_words(tmp_path: Path, words: str, told: list[str]) -> None:
    nostat = {"age": {"reason": "A reason.", "words": ["15 women"]}}
    assert codes(tmp_path, f"It was [{words}](nostat:age).", nostat=nostat) == told


def test_numbers_in_the_words_of_records(tmp_path: Path) -> None:
    folder = report(tmp_path, "[40 per cent](stat:a).", {"a": cited("40", label="Share of 41 readers")})
    assert told(folder, *CODES) == ["S005 data/statistics/a.yml:1"]


def test_a_quotation_vouches_for_its_own_words_alone(tmp_path: Path) -> None:
    quote = {
        "original": "en",
        "text": {"en": "I had 41 cows"},
        "speaker": "w",
        "consent": {"publish": "yes", "translate": "yes"},
    }
    folder = report(tmp_path, "She had [41 cows](quote:q), and 42 sheep.")
    (folder / "quotes").mkdir()
    (folder / "quotes" / "a.yml").write_text(yaml.safe_dump({"q": quote}))
    assert [str(one.fact("words")) for one in found(folder, "S005")] == ["42 sheep"]
