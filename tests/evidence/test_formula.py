"""Arithmetic over statistics: what is computed, what is refused, and with which words."""

from __future__ import annotations

from decimal import Decimal

import pytest

from kerege.evidence.formula import FormulaProblem, compute, references

VALUES = {"a": Decimal("40"), "b-2": Decimal("2.5"), "zero": Decimal(0), "long.name-1": Decimal(7)}


@pytest.mark.parametrize(
    ("expression", "result"),
    [
        ("{a} + {b-2}", "42.5"),
        ("{a} - {b-2}", "37.5"),
        ("{a} * {b-2}", "100"),
        ("{a} / {b-2}", "16"),
        ("100 - {a}", "60"),
        ("-{a}", "-40"),
        ("({a} + 2) * 2", "84"),
        ("{a} + 2 * 2", "44"),
        ("{a} * 0.1", "4.0"),  # as written, not as a float
        ("{long.name-1}", "7"),
        ("a + 1", "41"),
    ],
)
def test_what_is_computed(expression: str, result: str) -> None:
    assert compute(expression, VALUES) == Decimal(result)


@pytest.mark.parametrize(
    ("expression", "holds"),
    [
        ("40 < b-2", False), ("2 < b-2", True), ("a > b-2", True), ("b-2 > a", False),
        ("a > 39", True), ("a > 40", False), ("a >= 40", True), ("a >= 41", False), ("a < 41", True), ("a < 40", False),
        ("a <= 40", True), ("a <= 39", False), ("a == 40", True), ("a == 41", False), ("a != 41", True), ("a != 40", False),
    ],
)  # fmt: skip
def test_what_holds(expression: str, holds: bool) -> None:
    assert compute(expression, VALUES) is holds


@pytest.mark.parametrize(
    ("expression", "why"),
    [
        ("{c} + 1", "names 'c', which has no value"),
        ("{a} +", "is not arithmetic"),
        ("{a} / {zero}", "divides by zero"),
        ("{zero} / {zero}", "divides by zero"),
        ("{a} ** 2", "may hold only numbers"),
        ("{a} % 7", "may hold only numbers"),
        ("{a} // 7", "may hold only numbers"),
        ("+{a}", "may hold only numbers"),
        ("not {a}", "may hold only numbers"),
        ("1 < {a} < 50", "may hold only numbers"),
        ("{a} and 1", "may hold only numbers"),
        ("abs({a})", "may hold only numbers"),
        ("{a}.real", "may hold only numbers"),
        ("{a} + True", "may hold only numbers"),
        ("{a} + 'x'", "may hold only numbers"),
        ("[{a}][0]", "may hold only numbers"),
        ("{a} if {a} else 1", "may hold only numbers"),
        ("{a} * 1" + "0" * 40, "without bounds"),
        ("1 / 1" + "0" * 40, "without bounds"),
        ("{a} * 1e99", "without bounds"),
    ],
)
def test_what_is_refused_and_why(expression: str, why: str) -> None:
    whole = {
        "may hold only numbers": "may hold only numbers, statistics, + - * / and parentheses",
        "without bounds": "gives a number without bounds",
    }
    with pytest.raises(FormulaProblem) as caught:
        compute(expression, VALUES)
    assert str(caught.value) == whole.get(why, why)


def test_what_is_larger_than_any_number() -> None:
    with pytest.raises(FormulaProblem) as caught:
        compute("{a} * {a}", {"a": Decimal("9e999999")})
    assert str(caught.value) == "gives a number without bounds"


def test_how_long_it_may_be() -> None:
    assert compute("{a}" + " " * 497, VALUES) == 40
    with pytest.raises(FormulaProblem) as caught:
        compute("{a}" + " " * 498, VALUES)
    assert str(caught.value) == "is too long"


@pytest.mark.parametrize(("digits", "fits"), [(30, True), (31, False)])
def test_how_large_a_result_may_be(digits: int, fits: bool) -> None:
    expression = "1" + "0" * digits
    if fits:
        assert compute(expression, {}) == Decimal(10) ** digits
    else:
        with pytest.raises(FormulaProblem):
            compute(expression, {})


@pytest.mark.parametrize(
    ("expression", "names"),
    [
        ("{a} + {b-2} - {a}", ("a", "b-2")),
        ("a + b-2 > a", ("a", "b-2")),
        ("{a} + b", ("a",)),
        ("100", ()),
        ("long.name-1 < 5", ("long.name-1",)),
    ],
)
def test_from_which_statistics_it_is_made(expression: str, names: tuple[str, ...]) -> None:
    assert references(expression) == names
