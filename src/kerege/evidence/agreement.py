"""Does a phrase agree with a value? The question Kerege exists for.

A numeral must equal the value rounded half up to the decimals it prints; fractions, hedges and ranges have the
tolerances of `tolerances.yml`. A phrase must state exactly one number, so that it is clear what is being vouched for.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

from kerege.evidence.tolerances import DEFAULT, Tolerances
from kerege.languages import LanguagePack
from kerege.languages.formats import format_number, round_half_up
from kerege.languages.quantities import Form, Kind, Quantity, find_quantities


class Outcome(Enum):
    """What became of the comparison."""

    AGREES = "agrees"
    UNDERSTATES = "understates"
    """True, but the value lies so far above that the wording hides it."""
    DISAGREES = "disagrees"
    WRONG_UNIT = "wrong unit"
    NO_NUMBER = "no number"
    SEVERAL = "several numbers"


@dataclass(frozen=True, slots=True)
class Verdict:
    """The outcome, with what a message needs."""

    outcome: Outcome
    said: str = ""
    """The number as the phrase states it."""
    expected: str = ""
    """The value as this language prints it."""


_UNITS_ALIKE = {
    "percent": {"percent"},
    "ratio": {"percent"},
    "percentage_points": {"percentage_points"},
    "persons": {"persons"},
    "years": {"years"},
    "year": {"years"},
    "months": {"years"},
    "USD": {"USD"},
    "KGS": {"KGS"},
    "RUB": {"RUB"},
}


def judge(
    words: str,
    value: Decimal,
    unit: str,
    decimals: int,
    pack: LanguagePack,
    tolerances: Tolerances = DEFAULT,
    high: Decimal | None = None,
    bound: str = "",
) -> Verdict:
    """Compare a phrase with a value.

    Args:
        words: the phrase, in the language of `pack`.
        value: what the source says, in `unit`.
        decimals: the house form of the statistic, for the expected text.
        high: the upper end, when the statistic is a range.
        bound: above, below or near, when the source itself says no more than "more than X": the phrase must say so too.
    """
    expected = format_number(value, decimals, pack)
    if high is not None:
        expected += "–" + format_number(high, decimals, pack)
    stated = find_quantities(words, pack)
    numbers = [quantity for quantity in stated if quantity.kind is not Kind.CONVENTION]
    if unit == "year":
        years = [quantity for quantity in stated if quantity.convention == "year"]
        if len(years) == 1:
            digits = re.sub(r"\D", "", years[0].text)[:4]
            outcome = Outcome.AGREES if Decimal(digits) == value else Outcome.DISAGREES
            return Verdict(outcome, digits, str(round_half_up(value, 0)))
    numbers = _strongest(numbers)
    if not numbers:
        return Verdict(Outcome.NO_NUMBER, "", expected)
    if len(numbers) > 1:
        return Verdict(Outcome.SEVERAL, ", ".join(q.text for q in numbers), expected)
    quantity = numbers[0]
    said = quantity.text
    if quantity.form is Form.NUMERAL and not quantity.is_range:
        said = format_number(quantity.low, quantity.decimals, pack)
    if not _unit_fits(quantity, unit):
        return Verdict(Outcome.WRONG_UNIT, said, expected)
    if bound:
        return Verdict(_bounded(quantity, value, bound), said, f"{_SIGNS.get(bound, '')}{expected}")
    return Verdict(_outcome(quantity, value, high, unit, tolerances), said, expected)


def _strongest(numbers: list[Quantity]) -> list[Quantity]:
    """Counting words beside a stated quantity ("one of the two thirds") do not compete with it."""
    stated = [quantity for quantity in numbers if quantity.kind is Kind.QUANTITY]
    return stated or numbers


def _unit_fits(quantity: Quantity, unit: str) -> bool:
    if quantity.form in (Form.FRACTION, Form.RATIO, Form.SHARE):
        return unit in ("percent", "ratio")
    if quantity.unit is None:
        return True
    return quantity.unit in _UNITS_ALIKE.get(unit, set() if quantity.unit == "percent" else {quantity.unit})


_SIGNS = {"above": ">", "below": "<", "near": "≈"}
_HEDGES = {
    "above": {"over", "just_over", "at_least"},
    "below": {"under", "just_under", "at_most"},
    "near": {"about", "nearly"},
}


def _bounded(quantity: Quantity, value: Decimal, bound: str) -> Outcome:
    """Where the source gives only a bound, the phrase must give the same one: nobody knows the value itself."""
    same = quantity.low == quantity.high == value or (quantity.form is Form.FRACTION and abs(quantity.low - value) < 1)
    return Outcome.AGREES if same and quantity.hedge in _HEDGES.get(bound, ()) else Outcome.DISAGREES


def _outcome(quantity: Quantity, value: Decimal, high: Decimal | None, unit: str, tolerances: Tolerances) -> Outcome:
    if unit == "ratio" and quantity.form in (Form.FRACTION, Form.RATIO, Form.SHARE):
        value = value * 100
    if high is not None or quantity.is_range:
        same = quantity.low == value and quantity.high == (value if high is None else high)
        return Outcome.AGREES if same else Outcome.DISAGREES
    if quantity.form is Form.SHARE:
        fits = quantity.low < value if quantity.low == 50 else quantity.low <= value
        return Outcome.AGREES if fits else Outcome.DISAGREES
    number = quantity.low
    rounded = round_half_up(value, quantity.decimals)
    exact = quantity.form in (Form.NUMERAL, Form.WORDS)
    if quantity.hedge is None:
        fits = rounded == number if exact else abs(value - number) <= tolerances["fraction"]
        return Outcome.AGREES if fits else Outcome.DISAGREES
    return _hedged(quantity, value, number, tolerances)


def _hedged(quantity: Quantity, value: Decimal, number: Decimal, tolerances: Tolerances) -> Outcome:
    round_number = quantity.form not in (Form.NUMERAL, Form.WORDS) or number % 5 == 0
    large = value >= 1000
    room = value * tolerances["relative"] if large else Decimal(0)
    hedge = quantity.hedge
    if (hedge == "over" and value > number) or (hedge == "at_least" and value >= number):
        far = value - number >= (value / 10 if large else tolerances["understates"])
        return Outcome.UNDERSTATES if far else Outcome.AGREES
    fits = {
        "about": abs(value - number) <= max(tolerances["about_round" if round_number else "about"], room),
        "nearly": Decimal(0) < number - value <= max(tolerances["nearly_round" if round_number else "nearly"], room),
        "under": value < number,
        "at_most": value <= number,
        "just_over": Decimal(0) < value - number <= max(tolerances["just"], room),
        "just_under": Decimal(0) < number - value <= max(tolerances["just"], room),
    }.get(hedge or "", False)
    return Outcome.AGREES if fits else Outcome.DISAGREES


def names_group(text: str, stems: str) -> bool:
    """Whether a word of the text begins with one of the stems (alternatives separated by `|`).

    Stems are matched at the beginnings of words, so that `men` is not found in `women`.
    """
    alternatives = "|".join(re.escape(stem.strip()) for stem in stems.split("|") if stem.strip())
    return bool(re.search(rf"(?<!\w)(?:{alternatives})", text, re.IGNORECASE)) if alternatives else True
