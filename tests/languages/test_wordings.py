"""Wordings of numbers in three languages: what is found in a text, and whether it agrees with a value."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kerege.evidence.agreement import Outcome, judge
from kerege.languages import AVAILABLE, language_pack
from kerege.languages.formats import format_value
from kerege.languages.known import plural_form
from kerege.languages.quantities import Kind, find_quantities

HERE = Path(__file__).parent
_SPACES = {"~": "\u00a0", "¤": "\u202f", "·": "\u2009"}
_VERDICTS = {
    "yes": Outcome.AGREES,
    "no": Outcome.DISAGREES,
    "understates": Outcome.UNDERSTATES,
    "unit": Outcome.WRONG_UNIT,
    "none": Outcome.NO_NUMBER,
    "several": Outcome.SEVERAL,
}


@dataclass(frozen=True)
class Case:
    """One line of a phrase table."""

    code: str
    words: str
    low: Decimal
    high: Decimal | None
    unit: str
    verdict: Outcome
    bound: str

    def __str__(self) -> str:
        return f"{self.code}: {self.words} for {self.low} {self.unit} {self.bound}"


def cases(code: str) -> list[Case]:
    """The phrase table of a language."""
    found = []
    for line in (HERE / f"phrases_{code}.txt").read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        words, value, verdict = (part.strip(" ") for part in line.split(" ; "))
        for mark, space in _SPACES.items():
            words = words.replace(mark, space)
        number, unit = value.split()
        low, _, high = number.partition("..")
        name, _, bound = verdict.partition(" ")
        found.append(Case(code, words, Decimal(low), Decimal(high) if high else None, unit, _VERDICTS[name], bound))
    return found


TABLE = [case for code in AVAILABLE for case in cases(code)]


@pytest.mark.parametrize("case", TABLE, ids=str)
def test_a_phrase_against_a_value(case: Case) -> None:
    pack = language_pack(case.code)
    verdict = judge(case.words, case.low, case.unit, 1, pack, high=case.high, bound=case.bound)
    assert verdict.outcome is case.verdict, verdict


@pytest.mark.parametrize("code", AVAILABLE)
def test_the_tables_are_large_and_hold_both_kinds(code: str) -> None:
    table = [case for case in TABLE if case.code == code]
    assert len(table) >= 250
    assert len({(case.words, case.low, case.high, case.unit, case.bound) for case in table}) == len(table)
    assert sum(1 for case in table if case.verdict is not Outcome.AGREES) > 60


@pytest.mark.parametrize("code", AVAILABLE)
def test_a_range_agrees_with_a_range(code: str) -> None:
    words = {"en": "between four and twelve", "ru": "от четырёх до двенадцати", "ky": "төрттөн он экиге чейин"}[code]
    pack = language_pack(code)
    assert judge(words, Decimal(4), "persons", 0, pack, high=Decimal(12)).outcome is Outcome.AGREES
    assert judge(words, Decimal(4), "persons", 0, pack, high=Decimal(11)).outcome is Outcome.DISAGREES


UNITS = ("percent", "percentage_points", "persons", "count", "USD", "KGS", "RUB", "years", "number")
VALUES = st.decimals(min_value=0, max_value=99_999_999, places=2, allow_nan=False, allow_infinity=False)
SETTINGS = settings(derandomize=True, max_examples=150, deadline=None)


@pytest.mark.parametrize("code", AVAILABLE)
@SETTINGS
@given(value=VALUES, unit=st.sampled_from(UNITS), decimals=st.integers(0, 2))
def test_whatever_the_formatter_prints_agrees(code: str, value: Decimal, unit: str, decimals: int) -> None:
    pack = language_pack(code)
    printed = format_value(value, unit, decimals, pack)
    verdict = judge(printed, value, unit, decimals, pack)
    assert verdict.outcome is Outcome.AGREES, (printed, verdict)


@pytest.mark.parametrize("code", AVAILABLE)
@SETTINGS
@given(data=st.data(), value=VALUES, unit=st.sampled_from(UNITS), decimals=st.integers(0, 2))
def test_any_changed_digit_does_not_agree(
    code: str, data: st.DataObject, value: Decimal, unit: str, decimals: int
) -> None:
    pack = language_pack(code)
    printed = format_value(value, unit, decimals, pack)
    places = [index for index, sign in enumerate(printed) if sign.isdigit()]
    place = data.draw(st.sampled_from(places))
    digit = data.draw(st.sampled_from([d for d in "0123456789" if d != printed[place]]))
    changed = printed[:place] + digit + printed[place + 1 :]
    verdict = judge(changed, value, unit, decimals, pack)
    assert verdict.outcome is not Outcome.AGREES, (printed, changed, verdict)


@pytest.mark.parametrize("code", AVAILABLE)
@SETTINGS
@given(text=st.text(alphabet="0123456789 ,.%–-\u00a0абвжүчтөнбрипйызжымandhlfper", max_size=200))
def test_any_text_is_read_without_harm(code: str, text: str) -> None:
    found = find_quantities(text, language_pack(code))
    assert [q.text for q in found] == [text[q.start : q.end] for q in found]


@pytest.mark.parametrize("code", AVAILABLE)
def test_a_very_long_text_is_read_in_proportion(code: str) -> None:
    pack = language_pack(code)
    pieces = {"en": "twenty one hundred thousand about half ", "ru": "двадцать один сто тысяч около половины ", "ky": "жыйырма бир жүз миң болжол менен жарымы "}  # fmt: skip
    counts = [len(find_quantities((pieces[code] + "12 345 67,8 ") * times, pack)) for times in (10, 1000)]
    assert counts[1] >= 90 * counts[0]


@pytest.mark.parametrize("code", AVAILABLE)
def test_every_entry_of_the_lexicon_reads_its_sample(code: str) -> None:
    pack = language_pack(code)
    for key in ("fractions", "ratios", "shares"):
        for entry in pack.phrases[key]:
            found = find_quantities(entry["sample"], pack)
            assert len(found) == 1, entry
            assert str(found[0].low).startswith(str(entry.get("value", entry.get("low")))[:2]), entry
    for key in ("before", "after"):
        for name, entry in pack.phrases[key].items():
            assert [q.hedge for q in find_quantities(entry["sample"], pack)] == [name], entry
    for key in ("units", "unit_before"):
        for name, entry in pack.phrases[key].items():
            assert [q.unit for q in find_quantities(entry["sample"], pack)] == [name], entry
    for value, entry in pack.phrases["cardinals"].items():
        assert [q.low for q in find_quantities(entry["sample"], pack)] == [Decimal(str(value))], entry
    for value, entry in pack.phrases["multipliers"].items():
        assert all(q.low % value == 0 and q.low for q in find_quantities(entry["sample"], pack)), entry
    for entry in pack.phrases["conventions"]:
        kinds = {q.kind for q in find_quantities(entry["sample"], pack)}
        assert kinds == {Kind.CONVENTION}, entry


def test_every_language_has_the_same_labels() -> None:
    keys = {code: set(language_pack(code).labels) for code in AVAILABLE}
    assert keys["ru"] == keys["en"] == keys["ky"]


@pytest.mark.parametrize(
    ("code", "number", "said"),
    [
        ("en", 1, "base: 1 answer"),
        ("en", 2, "base: 2 answers"),
        ("ru", 101, "база: 101 ответ"),
        ("ru", 1022, "база: 1022 ответа"),
        ("ru", 111, "база: 111 ответов"),
        ("ky", 1, "база: 1 жооп"),
    ],
)
def test_a_label_agrees_with_its_number(code: str, number: int, said: str) -> None:
    assert language_pack(code).label("base", number=number) == said


@pytest.mark.parametrize("code", AVAILABLE)
def test_a_label_has_each_plural_form_of_its_language(code: str) -> None:
    pack = language_pack(code)
    forms = {plural_form(number, pack.babel_locale) for number in range(200)} | {"other"}
    for wording in pack.labels.values():
        assert isinstance(wording, str) or set(wording) == forms


@pytest.mark.parametrize(
    ("code", "text"), [("en", "her two sisters"), ("ru", "две сестры"), ("ky", "эки эжеси"), ("en", "in 2015")]
)
def test_counting_in_a_story_and_years_are_no_statistics(code: str, text: str) -> None:
    assert all(q.kind is not Kind.QUANTITY for q in find_quantities(text, language_pack(code)))
