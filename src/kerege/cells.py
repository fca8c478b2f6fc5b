"""CSV that no spreadsheet runs: cells that a program would take for a formula are marked as text, and nothing is lost.

A cell that begins with = + - @, a tab or a line break is a formula to a spreadsheet (OWASP, "CSV Injection"). Such a text
gets an apostrophe before it, which is how spreadsheets themselves mark text; so does one that already begins with
apostrophes before such a sign, so that taking one away always gives the text back. Numbers stay numbers, negative ones too.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence

_FORMULA = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")
_NUMBER = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?")


def safe(value: object) -> str:
    """A value as a cell that stays what it is."""
    text = str(value)
    return f"'{text}" if _FORMULA.match(text) and not _NUMBER.fullmatch(text) else text


def csv_text(rows: Iterable[Sequence[object]]) -> str:
    """Rows as CSV (RFC 4180), every cell safe."""
    target = io.StringIO(newline="")
    writer = csv.writer(target, lineterminator="\r\n")
    writer.writerows([safe(value) for value in row] for row in rows)
    return target.getvalue()
