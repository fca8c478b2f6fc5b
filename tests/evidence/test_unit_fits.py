"""Whether a phrase is in the unit of its statistic."""

from __future__ import annotations

from fractions import Fraction

import pytest

from kerege.evidence.unit_fits import Trouble, unit_trouble
from kerege.languages.reading import Form, Quantity


def quantity(unit: str = "", low: str = "4", **more: object) -> Quantity:
    return Quantity(Fraction(low), Fraction(low), unit=unit, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("said", "unit", "fits"),
    [
        ("percent", "percent", True),
        ("percent", "persons", False),
        ("percent", "ratio", True),
        ("", "persons", True),
        ("persons", "count", True),
        ("things", "count", True),
        ("percent", "count", False),
        ("points", "percentage_points", True),
        ("percent", "percentage_points", False),
        ("degree", "celsius", True),
        ("degree", "percent", False),
        ("things", "rank", True),
        ("year", "year", True),
        ("", "year", False),
        ("year", "persons", False),
        ("share", "percent", True),
        ("share", "ratio", True),
        ("share", "persons", False),
        ("times", "ratio", True),
        ("times", "percent", False),
        ("per", "rate", True),
        ("colon", "rate", True),
        ("times", "rate", False),
        ("ordinal", "rank", True),
        ("ordinal", "count", False),
        ("years", "months", False),
    ],
)
def test_each_kind(said: str, unit: str, fits: bool) -> None:
    trouble = unit_trouble(quantity(said), unit)
    assert (trouble == Trouble()) is fits and not trouble.unknown


def test_nobody_is_no_share() -> None:
    assert unit_trouble(quantity("share", "0"), "persons") == Trouble()
    assert unit_trouble(quantity("share", "1"), "persons").reason == "it is a share"


def test_half_an_hour_is_thirty_minutes_and_three_years_are_not_36_months() -> None:
    assert unit_trouble(quantity("hour", "0.5", form=Form.WORDS), "minutes") == Trouble()
    assert unit_trouble(quantity("hour", "2", form=Form.WORDS), "minutes").reason
    assert unit_trouble(quantity("hour", "0.5"), "percent").reason
    assert unit_trouble(quantity("hour", "5.5", joined=True), "minutes") == Trouble()


@pytest.mark.parametrize(
    ("noun", "unit", "nouns", "unknown"),
    [
        ("households", "households", (), True),
        ("Households", "households", ("househ",), False),
        ("households", "count", (), False),
        ("", "persons", (), False),
        ("villages", "persons", ("househ",), True),
    ],
)
def test_a_word_behind_the_number_that_is_no_known_unit(
    noun: str, unit: str, nouns: tuple[str, ...], unknown: bool
) -> None:
    trouble = unit_trouble(quantity(noun=noun), unit, nouns)
    assert trouble.unknown is unknown and bool(trouble.reason) is unknown


def test_a_rate_of_what_is_rated() -> None:
    assert unit_trouble(quantity("per", rated="persons"), "persons") == Trouble()
    assert unit_trouble(quantity("per", rated="persons"), "percent").reason == "it is a rate"
