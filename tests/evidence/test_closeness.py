"""How near a printed number must be to its value: each hedge at its border, from just inside to just outside."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest

from kerege.evidence.closeness import Closeness, _last_figure, closeness
from kerege.evidence.tolerances import DEFAULT, tolerances
from kerege.languages.reading import Form, Quantity

AGREES, HIDES, NOT = "agrees", "understates", "disagrees"
SHARE = Closeness(
    "", True, False, False, Form.NUMERAL, Fraction(0), Fraction(0), {k: Fraction(v) for k, v in DEFAULT.items()}
)


def relates(relation: str, printed: str, value: str, step: str = "1", *, share: bool = True, **more: object) -> str:
    close = replace(SHARE, relation=relation, share=share, **more)  # type: ignore[arg-type]
    return close.relates(Fraction(printed), Fraction(step), Fraction(value))


@pytest.mark.parametrize(
    ("printed", "value", "step", "said"),
    [
        ("12", "11.5", "1", AGREES),  # half goes up
        ("12", "11.49", "1", NOT),
        ("12", "12.49", "1", AGREES),
        ("12", "12.5", "1", NOT),
        ("12.4", "12.35", "1/10", AGREES),
        ("12.4", "12.45", "1/10", NOT),
        ("-12", "-11.5", "1", AGREES),  # away from nought
        ("-12", "-12.5", "1", NOT),
        ("0", "0", "1", AGREES),
        ("0", "0.49", "1", AGREES),
        ("0", "0.5", "1", NOT),
        ("1200000", "1249999", "100000", AGREES),
        ("1200000", "1250000", "100000", NOT),
    ],
)
def test_without_a_hedge(printed: str, value: str, step: str, said: str) -> None:
    assert relates("", printed, value, step) == said


@pytest.mark.parametrize(
    ("value", "said"), [("1050000", AGREES), ("1050001", NOT), ("950000", AGREES), ("949999", NOT)]
)
def test_behind_a_scale_word_a_twentieth_is_the_most(value: str, said: str) -> None:
    """One million: half of its last place would be half a million."""
    # The value is rounded half up, so the upper border itself is outside.
    said = NOT if value == "1050000" else said
    assert relates("", "1000000", value, "1000000", share=False, scaled=True) == said


@pytest.mark.parametrize(
    ("printed", "value", "said"),
    [
        ("34", "36", AGREES),  # 2 points or 6 per cent of it, whichever is less
        ("34", "36.01", NOT),
        ("20", "21.2", AGREES),
        ("20", "21.3", NOT),
        ("80", "81.2", AGREES),  # of what is left of a hundred
        ("80", "81.3", NOT),
        ("80", "78.8", AGREES),
        ("80", "78.7", NOT),
    ],
)
def test_a_fraction_is_round_by_nature(printed: str, value: str, said: str) -> None:
    assert relates("", printed, value, loose=True) == said


@pytest.mark.parametrize(("value", "said"), [("50.4", AGREES), ("50.5", NOT), ("49.6", AGREES), ("49.5", NOT)])
def test_exactly_half(value: str, said: str) -> None:
    assert relates("", "50", value, loose=True, strict=True) == said


@pytest.mark.parametrize(("value", "said"), [("41.6", AGREES), ("41.7", NOT)])
def test_twelve_of_thirty_is_no_word_for_what_thirteen_is_nearer_to(value: str, said: str) -> None:
    assert relates("", "40", value, loose=True, whole=Fraction(30)) == (AGREES if value == "41.6" else NOT)


@pytest.mark.parametrize(
    ("printed", "value", "share", "said"),
    [
        ("60", "62.5", True, AGREES),
        ("60", "62.6", True, NOT),
        ("60", "57.5", True, AGREES),
        ("60", "57.4", True, NOT),
        ("90", "91", True, AGREES),  # a tenth of the ten that are left
        ("90", "91.1", True, NOT),
        ("10", "11", True, AGREES),
        ("10", "11.1", True, NOT),
        ("3", "3.5", True, AGREES),  # half of the last place at least
        ("3", "3.6", True, NOT),
        ("12000", "12600", False, AGREES),
        ("12000", "12601", False, NOT),
        ("12000", "11400", False, AGREES),
        ("12000", "11399", False, NOT),
    ],
)
def test_about(printed: str, value: str, share: bool, said: str) -> None:
    assert relates("about", printed, value, share=share) == said


@pytest.mark.parametrize(
    ("printed", "value", "share", "said"),
    [
        ("60", "59.9", True, AGREES),
        ("60", "60", True, NOT),
        ("60", "56", True, AGREES),  # at most four points
        ("60", "55.9", True, NOT),
        ("300", "270", False, AGREES),
        ("300", "269", False, NOT),
        ("35", "34", False, AGREES),  # one unit of its last figure
        ("35", "33.9", False, NOT),
    ],
)
def test_nearly(printed: str, value: str, share: bool, said: str) -> None:
    assert relates("nearly", printed, value, share=share) == said


@pytest.mark.parametrize(
    ("relation", "printed", "value", "share", "said"),
    [
        ("just_over", "50", "50", True, NOT),
        ("just_over", "50", "50.1", True, AGREES),
        ("just_over", "50", "52", True, AGREES),
        ("just_over", "50", "52.1", True, NOT),
        ("just_over", "10", "11", True, AGREES),  # the last place at least
        ("just_over", "10", "11.1", True, NOT),
        ("just_under", "50", "48", True, AGREES),
        ("just_under", "50", "47.9", True, NOT),
        ("just_under", "50", "50.1", True, NOT),
        ("just_over", "1000", "1050", False, AGREES),
        ("just_over", "1000", "1051", False, NOT),
        ("just_over", "11", "12", False, AGREES),  # the last place is less than a tenth
        ("just_over", "11", "12.1", False, NOT),
        ("just_over", "10", "10.5", False, AGREES),
        ("just_over", "10", "10.6", False, NOT),
    ],
)
def test_just_over_and_under(relation: str, printed: str, value: str, share: bool, said: str) -> None:
    assert relates(relation, printed, value, share=share) == said


@pytest.mark.parametrize(
    ("printed", "value", "said"), [("60", "60", NOT), ("60", "61", AGREES), ("60", "65.9", AGREES), ("60", "66", NOT)]
)
def test_sixty_odd(printed: str, value: str, said: str) -> None:
    assert relates("odd", printed, value, share=False) == said


@pytest.mark.parametrize(
    ("relation", "printed", "value", "share", "said"),
    [
        ("far_over", "50", "54.9", True, NOT),
        ("far_over", "50", "55", True, AGREES),
        ("far_over", "50", "80", True, AGREES),
        ("far_over", "50", "80.1", True, HIDES),
        ("far_over", "80", "87.9", True, NOT),  # a tenth of it is more than five points
        ("far_over", "80", "88", True, AGREES),
        ("far_under", "50", "45", True, AGREES),
        ("far_under", "50", "45.1", True, NOT),
        ("far_under", "50", "1", True, AGREES),  # what is far less hides nothing
        ("far_under", "50", "-1", True, NOT),
        ("far_over", "100", "109", False, NOT),
        ("far_over", "100", "110", False, AGREES),
        ("far_over", "100", "200", False, AGREES),
        ("far_over", "100", "201", False, HIDES),
    ],
)
def test_far(relation: str, printed: str, value: str, share: bool, said: str) -> None:
    assert relates(relation, printed, value, share=share) == said


@pytest.mark.parametrize(
    ("relation", "printed", "value", "share", "said"),
    [
        ("over", "50", "50", True, NOT),
        ("over", "50", "50.1", True, AGREES),
        ("at_least", "50", "50", True, AGREES),
        ("at_least", "50", "49.9", True, NOT),
        ("under", "50", "50", True, NOT),
        ("under", "50", "49.9", True, AGREES),
        ("at_most", "50", "50", True, AGREES),
        ("at_most", "50", "50.1", True, NOT),
        ("over", "50", "59.9", True, AGREES),
        ("over", "50", "60", True, HIDES),  # ten points
        ("over", "40", "49.9", True, AGREES),
        ("over", "40", "50", True, HIDES),
        ("over", "20", "24.9", True, AGREES),
        ("over", "20", "25", True, HIDES),  # a quarter of it
        ("over", "39", "48.7", True, AGREES),
        ("over", "39", "48.8", True, HIDES),
        ("over", "4", "5.9", True, AGREES),
        ("over", "4", "6", True, HIDES),  # two of the last place at least
        ("under", "50", "40", True, HIDES),
        ("under", "50", "40.1", True, AGREES),
        ("under", "50", "-1", True, NOT),
        ("over", "1000", "1199", False, AGREES),
        ("over", "1000", "1200", False, HIDES),
        ("over", "10", "12.9", False, AGREES),
        ("over", "10", "13", False, HIDES),  # three of the last place
    ],
)
def test_bounds(relation: str, printed: str, value: str, share: bool, said: str) -> None:
    assert relates(relation, printed, value, share=share) == said


@pytest.mark.parametrize(
    ("low", "high", "value", "inside"),
    [
        (50, 100, "50", False),  # most is more than half
        (50, 100, "50.1", True),
        (50, 100, "100", True),
        (0, 50, "0", False),
        (0, 50, "49.9", True),
        (0, 50, "50", False),  # a minority is less than half
        (60, 100, "60", True),
        (60, 90, "90", True),
        (60, 90, "90.1", False),
        (0, 0, "0", True),  # nobody
    ],
)
def test_shares_in_words(low: int, high: int, value: str, inside: bool) -> None:
    close = replace(SHARE, form=Form.SHARE, low=Fraction(low), high=Fraction(high))
    assert close.spans(Fraction(value)) is inside


@pytest.mark.parametrize(("value", "inside"), [("199", False), ("200", True), ("999", True), ("1000", False)])
def test_hundreds_begin_with_two_of_them(value: str, inside: bool) -> None:
    close = replace(SHARE, form=Form.VAGUE, low=Fraction(200), high=Fraction(1000))
    assert close.spans(Fraction(value)) is inside


@pytest.mark.parametrize(
    ("number", "unit"),
    [("60", "10"), ("1.3", "1/10"), ("12000", "1000"), ("7", "1"), ("0", "1"), ("100", "100"), ("0.25", "1/100")],
)
def test_the_last_figure(number: str, unit: str) -> None:
    assert _last_figure(Fraction(number)) == Fraction(unit)


def test_what_a_quantity_and_a_unit_make_of_it() -> None:
    quantity = Quantity(
        Fraction(33), Fraction(34), relation="about", form=Form.FRACTION, scaled=True, strict=True, whole=Fraction(9)
    )
    made = closeness(quantity, "percent", DEFAULT)
    assert (made.relation, made.share, made.loose, made.scaled, made.strict) == ("about", True, True, True, True)
    assert (made.low, made.high, made.whole, made.form) == (33, 34, 9, Form.FRACTION)
    assert made.tolerances["about"] == Fraction(1, 10)
    amount = closeness(replace(quantity, form=Form.NUMERAL), "persons", DEFAULT)
    assert not amount.share and not amount.loose
    assert closeness(replace(quantity, unit="share", form=Form.RATIO), "ratio", DEFAULT).share


def test_a_report_overrides_what_there_is_and_nothing_else() -> None:
    table = tolerances({"about": Decimal("0.2"), "abuot": Decimal("0.3")})
    assert table["about"] == Decimal("0.2") and "abuot" not in table
    assert {key for key in DEFAULT if table[key] != DEFAULT[key]} == {"about"} and DEFAULT["about"] == Decimal("0.10")
