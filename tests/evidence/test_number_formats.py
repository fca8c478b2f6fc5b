"""Numbers as a workbook shows them (ECMA-376, part 1, 18.8.31)."""

from __future__ import annotations

import pytest

from kerege.evidence.formats import is_percent, printed


@pytest.mark.parametrize(
    ("value", "form", "shown"),
    [
        (59.6, "General", "59.6"),
        (59.64, "0.0", "59.6"),
        (59.65, "0.0", "59.7"),  # half goes up
        (0.125, "0%", "13%"),
        (0.1249, "0%", "12%"),
        (0.596, "0.0%", "59.6%"),
        (1234567, "#,##0", "1,234,567"),
        (1234567, "0", "1234567"),
        (1234567, "#,##0,", "1,235"),
        (1234567, "0.0,,", "1.2"),
        (1.5, "0.0#", "1.5"),
        (1.0, "0.##", "1"),
        (-5, "0", "-5"),
        (-5, "0;(0)", "(5)"),
        (0, "0;(0);0.0", "0.0"),
        (5, "0;(0);0.0", "5"),
        (-5, "0.0", "-5.0"),
        (5, '0" people"', "5 people"),
        (5, "0\\%", "5%"),
        (5, "$0", "$5"),
        (5, "@", "5"),
        (5, "yyyy-mm-dd", "5"),
        (5, "0.00E+00", "5"),
        (0.5, "# ?/?", "0.5"),
        (5, "", "5"),
        (5, '"text"', "5"),
        (0.1 + 0.2, "General", "0.3"),
    ],
)
def test_a_number_as_it_is_shown(value: float, form: str, shown: str) -> None:
    assert printed(value, form) == shown


@pytest.mark.parametrize(
    ("form", "value", "percent"),
    [
        ("0%", 1, True),
        ("0.0%", 1, True),
        ('0.0"%"', 1, False),
        ("0.0\\%", 1, False),
        ("0", 1, False),
        ("0%;0", 1, True),
        ("0%;0", -1, False),
        ("0;0%", -1, True),
        ("0;0;0%", 0, True),
        ("0;0;0%", 1, False),
        ("0%;0", 0, True),
    ],
)
def test_whether_it_shows_a_hundredfold(form: str, value: float, percent: bool) -> None:
    assert is_percent(form, value) is percent
