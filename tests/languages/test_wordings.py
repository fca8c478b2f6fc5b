"""Wordings of numbers in three languages: what is found in a text, and whether it agrees with a value."""

from __future__ import annotations

from decimal import Decimal

import pytest

from kerege.evidence.agreement import Outcome, judge
from kerege.languages import AVAILABLE, language_pack
from kerege.languages.formats import format_value
from kerege.languages.quantities import Kind, find_quantities

PHRASES = [
    ("en", "59.6 per cent", "59.6", "percent", 1, "agrees"),
    ("en", "60 per cent", "59.6", "percent", 1, "agrees"),
    ("en", "59.7 per cent", "59.6", "percent", 1, "disagrees"),
    ("en", "about a third", "33.3", "percent", 1, "agrees"),
    ("en", "a quarter", "33.3", "percent", 1, "disagrees"),
    ("en", "nearly half", "48", "percent", 0, "agrees"),
    ("en", "nearly half", "51", "percent", 0, "disagrees"),
    ("en", "more than 80 per cent", "81", "percent", 0, "agrees"),
    ("en", "more than 80 per cent", "80", "percent", 0, "disagrees"),
    ("en", "more than 20 per cent", "48", "percent", 0, "understates"),
    ("en", "one in five", "20", "percent", 0, "agrees"),
    ("en", "twenty-seven", "27", "count", 0, "agrees"),
    ("en", "119,000", "119000", "persons", 0, "agrees"),
    ("en", "30 per cent", "30", "persons", 0, "wrong unit"),
    ("en", "a good deal", "30", "percent", 0, "no number"),
    ("ru", "59,6\u00a0%", "59.6", "percent", 1, "agrees"),
    ("ru", "84 процента", "84", "percent", 0, "agrees"),
    ("ru", "83 процента", "84", "percent", 0, "disagrees"),
    ("ru", "сорок восемь процентов", "48", "percent", 0, "agrees"),
    ("ru", "каждая пятая", "20", "percent", 0, "agrees"),
    ("ru", "около двух третей", "66.7", "percent", 1, "agrees"),
    ("ru", "чуть более половины", "51", "percent", 0, "agrees"),
    ("ru", "чуть более половины", "49", "percent", 0, "disagrees"),
    ("ru", "119 тыс.", "119000", "persons", 0, "agrees"),
    ("ru", "менее 13 процентов", "12.5", "percent", 1, "agrees"),
    ("ky", "59,6 пайызы", "59.6", "percent", 1, "agrees"),
    ("ky", "87%ы", "87", "percent", 0, "agrees"),
    ("ky", "87%дан", "86", "percent", 0, "disagrees"),
    ("ky", "кырк сегиз пайызы", "48", "percent", 0, "agrees"),
    ("ky", "үчтөн бирине жакыны", "32", "percent", 0, "agrees"),
    ("ky", "ар бир бешинчиси", "20", "percent", 0, "agrees"),
    ("ky", "жарымынан бир аз көбү", "51", "percent", 0, "agrees"),
    ("ky", "80 пайыздан көбү", "80", "percent", 0, "disagrees"),
    ("ky", "он сегиз", "18", "count", 0, "agrees"),
    ("ky", "он тогуз", "18", "count", 0, "disagrees"),
    ("ky", "119 миң", "119000", "persons", 0, "agrees"),
]


@pytest.mark.parametrize(("code", "words", "value", "unit", "decimals", "verdict"), PHRASES)
def test_a_phrase_against_a_value(code: str, words: str, value: str, unit: str, decimals: int, verdict: str) -> None:
    assert judge(words, Decimal(value), unit, decimals, language_pack(code)).outcome is Outcome(verdict)


@pytest.mark.parametrize("code", AVAILABLE)
def test_a_range_agrees_with_a_range(code: str) -> None:
    words = {"en": "between four and twelve", "ru": "от четырёх до двенадцати", "ky": "төрттөн он экиге чейин"}[code]
    pack = language_pack(code)
    assert judge(words, Decimal(4), "persons", 0, pack, high=Decimal(12)).outcome is Outcome.AGREES
    assert judge(words, Decimal(4), "persons", 0, pack, high=Decimal(11)).outcome is Outcome.DISAGREES


@pytest.mark.parametrize("code", AVAILABLE)
def test_what_the_formatter_prints_agrees_and_a_changed_digit_does_not(code: str) -> None:
    pack = language_pack(code)
    for tenths in range(0, 1001, 7):
        value = Decimal(tenths) / 10
        printed = format_value(value, "percent", 1, pack)
        assert judge(printed, value, "percent", 1, pack).outcome is Outcome.AGREES, printed
        other = value + Decimal("0.1")
        assert judge(printed, other, "percent", 1, pack).outcome is Outcome.DISAGREES, printed
    for value in (Decimal(7), Decimal(1234), Decimal(119000), Decimal(650001)):
        printed = format_value(value, "persons", 0, pack)
        assert judge(printed, value, "persons", 0, pack).outcome is Outcome.AGREES, printed
        assert judge(printed, value + 1, "persons", 0, pack).outcome is Outcome.DISAGREES, printed


@pytest.mark.parametrize("code", AVAILABLE)
def test_every_entry_of_the_lexicon_reads_its_sample(code: str) -> None:
    pack = language_pack(code)
    for key in ("fractions", "ratios", "shares"):
        for entry in pack.phrases[key]:
            found = find_quantities(entry["sample"], pack)
            assert len(found) == 1, entry
            assert str(found[0].low).startswith(str(entry.get("value", entry.get("low")))[:2]), entry
    for entry in pack.phrases["conventions"]:
        kinds = {q.kind for q in find_quantities(entry["sample"], pack)}
        assert kinds == {Kind.CONVENTION}, entry


def test_every_language_has_the_same_labels() -> None:
    keys = {code: set(language_pack(code).labels) for code in AVAILABLE}
    assert keys["ru"] == keys["en"] == keys["ky"]


@pytest.mark.parametrize(
    ("code", "text"), [("en", "her two sisters"), ("ru", "две сестры"), ("ky", "эки эжеси"), ("en", "in 2015")]
)
def test_counting_in_a_story_and_years_are_no_statistics(code: str, text: str) -> None:
    assert all(q.kind is not Kind.QUANTITY for q in find_quantities(text, language_pack(code)))
