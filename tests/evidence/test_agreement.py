"""Whether words state a value: outcomes, ranges, bounds of the source, years, shares in words; in three languages."""

from __future__ import annotations

from decimal import Decimal

import pytest

from kerege.evidence.agreement import Fact, Outcome, judge
from kerege.evidence.stated import Hold, judge_hold, state, untied
from kerege.languages import language_pack

A, D, N, S, U, W, H = (
    Outcome.AGREES,
    Outcome.DISAGREES,
    Outcome.NO_NUMBER,
    Outcome.SEVERAL,
    Outcome.UNREAD,
    Outcome.WRONG_UNIT,
    Outcome.UNDERSTATES,
)


def fact(value: str, unit: str = "percent", decimals: int = 0, high: str = "", bound: str = "", *nouns: str) -> Fact:
    return Fact(Decimal(value), unit, decimals, Decimal(high) if high else None, bound, nouns)


@pytest.mark.parametrize(
    ("code", "words", "value", "outcome"),
    [
        ("en", "59.6 per cent", fact("59.6"), A),
        ("en", "60 per cent", fact("59.6"), A),
        ("en", "59 per cent", fact("59.6"), D),
        ("en", "nearly 60 per cent", fact("59.6"), A),
        ("en", "almost two thirds", fact("66"), A),
        ("en", "half", fact("50"), A),
        ("en", "exactly half", fact("51"), D),
        ("en", "most", fact("50"), D),
        ("en", "most", fact("51"), A),
        ("en", "one in five", fact("20"), A),
        ("en", "one in five", fact("25"), D),
        ("en", "none", fact("0", "persons"), A),
        ("en", "twelve", fact("12", "persons"), A),
        ("en", "12 (twelve)", fact("12", "persons"), A),
        ("en", "12 (thirteen)", fact("12", "persons"), U),
        ("en", "more than 20 per cent", fact("48"), H),
        ("en", "not 40 per cent", fact("40"), U),
        ("en", "many", fact("40"), N),
        ("en", "40 and 41 per cent", fact("40"), S),
        ("en", "40 years", fact("40"), W),
        ("en", "2015", fact("2015", "year"), A),
        ("en", "2016", fact("2015", "year"), D),
        ("en", "1.2 million", fact("1234567", "persons"), A),
        ("en", "1.3 million", fact("1234567", "persons"), D),
        ("en", "1,234,567", fact("1234567", "persons"), A),
        ("en", "an hour and a half", fact("90", "minutes"), A),
        ("en", "3–10 per cent", fact("3", high="10"), A),
        ("en", "3–11 per cent", fact("3", high="10"), D),
        ("en", "3 per cent", fact("3", high="10"), D),
        ("en", "between 3 and 10 per cent", fact("3", high="10"), A),
        ("en", "more than 300", fact("300", "USD", bound="above"), A),
        ("en", "300", fact("300", "USD", bound="above"), D),
        ("en", "less than 300", fact("300", "USD", bound="above"), D),
        ("en", "about 300", fact("300", "USD", bound="near"), A),
        ("en", "300", fact("300", "USD", bound="near"), D),
        ("ru", "59,6 процента", fact("59.6"), A),
        ("ru", "около трети", fact("33.3"), A),
        ("ru", "около трети", fact("40"), D),
        ("ru", "более половины", fact("51"), A),
        ("ru", "более половины", fact("50"), D),
        ("ru", "каждая пятая", fact("20"), A),
        ("ru", "двенадцать", fact("12", "persons"), A),
        ("ru", "1,2 млн", fact("1234567", "persons"), A),
        ("ky", "59,6 пайыз", fact("59.6"), A),
        ("ky", "үчтөн бири", fact("33.3"), A),
        ("ky", "жарымы", fact("50"), A),
        ("ky", "жарымынан көбү", fact("51"), A),
        ("ky", "жарымынан көбү", fact("49"), D),
        ("ky", "он эки", fact("12", "persons"), A),
    ],
)
def test_a_phrase_alone(code: str, words: str, value: Fact, outcome: Outcome) -> None:
    assert judge(words, value, language_pack(code)).outcome is outcome


@pytest.mark.parametrize(
    ("code", "value", "printed"),
    [
        ("en", fact("59.6", decimals=1), "59.6"),
        ("ru", fact("59.6", decimals=1), "59,6"),
        ("en", fact("59.65", decimals=1), "59.7"),  # half goes up
        ("en", fact("3", high="10"), "3–10"),
        ("en", fact("300", bound="above"), ">300"),
        ("en", fact("300", bound="below"), "<300"),
        ("en", fact("300", bound="near"), "≈300"),
    ],
)
def test_a_value_as_a_language_prints_it(code: str, value: Fact, printed: str) -> None:
    assert value.printed(language_pack(code)) == printed


EN = language_pack("en")


def hold(text: str, words: str) -> Hold:
    start = text.index(words)
    return Hold(start, start + len(words), words)


@pytest.mark.parametrize(
    ("text", "words", "value", "outcome"),
    [
        ("It is more than 40 per cent.", "40", fact("48"), A),
        ("It is more than 40 per cent.", "40", fact("40"), D),  # the hedge outside the tie counts
        ("It is 40 per cent.", "per cent", fact("40"), A),
        ("It is 40 to 50 per cent.", "40", fact("40"), A),
        ("It is 40 to 50 per cent.", "50", fact("40"), D),
        ("It is 40 to 50 per cent.", "40 to 50 per cent", fact("40"), D),
        ("It is 1.2 million people.", "1.2", fact("1234567", "persons"), A),
        ("It is 12 of 30 villages.", "12", fact("12", "count"), A),
        ("It is 12 of 30 villages.", "30", fact("12", "count"), D),
        ("It is so.", "so", fact("40"), N),
    ],
)
def test_a_tie_owns_the_quantity_that_it_touches(text: str, words: str, value: Fact, outcome: Outcome) -> None:
    made = hold(text, words)
    assert judge_hold(state(text, [made], EN), made, value, EN).outcome is outcome


@pytest.mark.parametrize(
    ("text", "words", "left"),
    [
        ("It is 40 per cent.", "40", []),
        ("It is 40 per cent.", "It", ["40 per cent"]),
        ("It is 40 to 50 per cent.", "40", ["50 per cent"]),
        ("It is 40 to 50 per cent.", "40 to 50 per cent", []),
        ("It is 40 per cent and 41 per cent.", "40", ["41 per cent"]),
        ("In 2015 two sisters came.", "came", []),
    ],
)
def test_what_no_tie_owns(text: str, words: str, left: list[str]) -> None:
    stated = state(text, [hold(text, words)], EN)
    assert [text[span.start : span.end] for span in untied(stated)] == left


def test_a_value_that_is_printed_in_an_empty_tie_is_part_of_its_sentence() -> None:
    text = "It is more than  per cent."
    made = Hold(16, 16, "key", "40")
    stated = state(text, [made], EN)
    assert stated.text == "It is more than 40 per cent." and [stated.place(n) for n in (15, 16, 17, 18, 20)] == [
        15,
        16,
        16,
        16,
        18,
    ]
    assert judge_hold(stated, stated.holds[0], fact("48"), EN).outcome is A
    assert judge_hold(stated, stated.holds[0], fact("40"), EN).outcome is D


def test_a_hold_that_does_not_clear_a_span_leaves_it_untied() -> None:
    text = "It is 40 per cent."
    stated = state(text, [hold(text, "40")], EN)
    assert [text[s.start : s.end] for s in untied(stated, lambda one, span: False)] == ["40 per cent"]
