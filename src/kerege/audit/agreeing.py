"""Whether one number of a text states one value of a table."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from kerege.audit.results import Sureness
from kerege.audit.tables import DataCell
from kerege.evidence.agreement import Fact, Outcome, judge_quantity
from kerege.languages import LanguagePack
from kerege.languages.reading import Form, Quantity
from kerege.languages.units import COUNTED

_SHARES = ("share", "colon", "ratio")
_ROUGHLY = Fraction(5, 2)
"""Numbers within this factor of each other may be the same one with an error."""

_SCALE_LOST = 0.01
"""Of a power of ten: 5.2 for 5,234,567."""


def fits_unit(quantity: Quantity, unit: str) -> bool:
    """Whether a number may state a value of a column in a unit; `count` only says that the column counts something."""
    said = quantity.unit
    if said in ("times", "ordinal", "year"):
        return False
    if said == "per":
        return unit in ("", "count", "permille", "rate")
    if said in ("points", "percentage_points"):
        return unit in ("points", "percentage_points", "")
    if said in ("percent", *_SHARES):
        return unit in ("percent", "")
    if said in COUNTED:
        return unit in ("count", "", *COUNTED)
    if not said:
        return unit != "percent" or not quantity.noun
    return unit in (said, "", "count")


def states(quantity: Quantity, words: str, cell: DataCell, pack: LanguagePack) -> Sureness | None:
    """How a number states the value of a cell; None where it does not."""
    if not fits_unit(quantity, cell.unit):
        return None
    for value in _values(quantity, cell):
        if quantity.relation in ("over", "under") and quantity.low == value:
            return Sureness.WORDED  # the table may round as well, or know no more than the bound
        if says(quantity, words, value, _unit(quantity, cell.unit), pack):
            return _sureness(quantity, value)
    scaled = quantity.mantissa and quantity.scaled and not cell.scaled and cell.unit in ("", "count")
    if scaled and abs(cell.value) < 100_000:
        # The table may count in thousands without saying so.
        scale = quantity.low / quantity.mantissa
        bare = replace(
            quantity,
            low=quantity.mantissa,
            high=quantity.mantissa,
            step=quantity.step / scale,
            scaled=False,
            others=(),
        )
        if scale > 1 and cell.step < 1 and says(bare, words, cell.value, _unit(bare, cell.unit), pack):
            return _sureness(bare, cell.value)
    return None


def says(quantity: Quantity, words: str, value: Fraction, unit: str, pack: LanguagePack) -> bool:
    """Whether a number states a value in a unit."""
    fact = Fact(_decimal(value), unit, 12)
    return judge_quantity(replace(quantity, noun="", negated=False), words, fact, pack).outcome is Outcome.AGREES


def _decimal(value: Fraction) -> Decimal:
    return Decimal(value.numerator) / Decimal(value.denominator)


def _values(quantity: Quantity, cell: DataCell) -> Iterator[Fraction]:
    yield cell.value
    if quantity.unit in ("percent", *_SHARES) and cell.unit == "" and 0 < abs(cell.value) < 1:
        yield cell.value * 100  # shares of one


def _unit(quantity: Quantity, unit: str) -> str:
    if unit not in ("", "count"):
        return unit
    if quantity.unit in _SHARES:
        return "percent"
    if quantity.unit == "per":
        return "rate"
    return "count" if not quantity.unit or quantity.unit in COUNTED else quantity.unit


def _sureness(quantity: Quantity, value: Fraction) -> Sureness:
    plain = quantity.form in (Form.NUMERAL, Form.WORDS) and not quantity.relation
    if plain and quantity.low == value:
        return Sureness.PRINTED
    return Sureness.ROUNDED if plain else Sureness.WORDED


def digits_told(quantity: Quantity) -> int:
    """How many figures of a number tell something: 3 of 34.5, 1 of 12,000 or of 5."""
    if not quantity.point or quantity.form not in (Form.NUMERAL, Form.WORDS):
        return 1
    number = quantity.low / quantity.step if quantity.step else quantity.low
    text = str(abs(number.numerator)).rstrip("0") if number.denominator == 1 else "11"
    return len(text)


def is_alike(quantity: Quantity, cell: DataCell) -> bool:
    """Whether a number looks like the value of a cell with an error: near it, its digits in another order, its sign or scale lost."""
    for said in {quantity.low, quantity.high, quantity.mantissa or quantity.low}:
        for value in {cell.value, cell.bare}:
            if not said or not value:
                continue
            factor = abs(said / value)
            if 1 / _ROUGHLY <= factor <= _ROUGHLY or _power_of_ten(factor):
                return True
            if _figures(said) == _figures(value) and len(_figures(value)) > 1:
                return True
    return False


def is_slip(quantity: Quantity, cell: DataCell, least: int = 3) -> bool:
    """Whether a number is the value of a cell with its figures in another order, one of many another, or its scale wrong."""
    said = quantity.mantissa or quantity.low
    for value in {cell.value, cell.bare}:
        if not said or not value:
            continue
        one, other = _written(said), _written(value)
        if sorted(one) == sorted(other) and len(one) >= least:
            return True
        if len(one) == len(other) > 3 and sum(a != b for a, b in zip(one, other, strict=True)) == 1:
            return True
    return False


def _power_of_ten(factor: Fraction) -> bool:
    exponent = math.log10(factor)
    return abs(exponent - round(exponent)) < _SCALE_LOST


def _figures(value: Fraction) -> str:
    return "".join(sorted(_written(value)))


def _written(value: Fraction) -> str:
    """The figures of a number without its marks and noughts at the ends."""
    return format(_decimal(abs(value)), "f").replace(".", "").strip("0")
