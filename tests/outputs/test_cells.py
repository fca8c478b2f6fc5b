"""A CSV that leaves the house holds no formula, keeps its numbers, and gives every text back."""

from __future__ import annotations

import csv
import io
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kerege.cells import csv_text, safe

START = st.sampled_from(["", "=", "+", "-", "@", "\t", "\r", "\n", "'", "''=", "'-", "＝", "-5 ", "-1e"])


def text_of(cell: str) -> str:
    """As manual/safety.md tells readers to take the apostrophe away."""
    return cell[1:] if re.match(r"'+[=+\-@\t\r\n＝＋－＠]", cell) else cell


@given(START, st.text())
def test_no_cell_is_a_formula_and_none_is_lost(start: str, text: str) -> None:
    cell = safe(start + text)
    assert text_of(cell) == start + text
    assert cell[:1] not in "=+-@\t\r\n＝＋－＠" or cell == "" or float(cell) is not None


@pytest.mark.parametrize("number", ["-5", "-0.25", "+3", "-1E+3", "12", "0"])
def test_numbers_stay_numbers(number: str) -> None:
    assert safe(number) == number


@pytest.mark.parametrize(
    "text",
    ["=cmd|' /C calc'!A0", "+996 312 66", "-5 per cent", "-2+3+cmd|' /C calc'!A0", "@SUM(1)", "\t=1", "-", "--5"],
)
def test_formulas_become_text(text: str) -> None:
    [[cell, other]] = csv.reader(io.StringIO(csv_text([[text, 'plain, "quoted"']]), newline=""))
    assert cell == f"'{text}" and other == 'plain, "quoted"'
