"""Reading one value out of a delimited text file, by labels: exactly one row must match."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from pathlib import Path

MAX_BYTES = 200_000_000
"""A larger table is refused: microdata belong to a query, not to a cell."""

_MOST_DIGITS = 300
"""Before or behind the point; a longer number counts nothing in the world, and reckoning with it would take for ever."""
_NO_VALUE = {"", "-", "–", "—", "…", "...", "n/a", "na"}


class TableProblem(Exception):
    """A table or cell that cannot be used; `code` is the finding's code, the message names what was found."""

    def __init__(self, code: str, message: str, hint: str) -> None:
        super().__init__(message)
        self.code = code
        self.hint = hint


def folded(label: str) -> str:
    """A label as it is compared: NFC, all kinds of space the same."""
    return " ".join(unicodedata.normalize("NFC", label).split()).casefold()


@dataclass
class Table:
    """A table with a head, indexed by the columns it has been asked for."""

    columns: tuple[str, ...]
    rows: list[tuple[int, dict[str, str]]]
    """Line of the file, and the cells by column."""
    _indexes: dict[tuple[str, ...], dict[tuple[str, ...], list[int]]] = field(default_factory=dict)

    def find(self, where: Mapping[str, str]) -> list[int]:
        """Indexes of the rows whose cells equal `where`, found without walking the table twice for the same columns."""
        columns = tuple(sorted(where))
        if columns not in self._indexes:
            index: dict[tuple[str, ...], list[int]] = {}
            for number, (_, cells) in enumerate(self.rows):
                index.setdefault(tuple(folded(cells.get(c, "")) for c in columns), []).append(number)
            self._indexes[columns] = index
        return self._indexes[columns].get(tuple(folded(where[c]) for c in columns), [])


def read_table(path: Path) -> Table:
    """A CSV or TSV file with one head row, its encoding and delimiter found from its content.

    Raises:
        TableProblem: S011 or S012, with the reason.
    """
    numbered = read_rows(path)
    columns = tuple(name.strip() for name in numbered[0][1]) if numbered else ()
    rows = [(line, dict(zip(columns, row, strict=False))) for line, row in numbered[1:] if any(row)]
    return table_of(columns, rows)


def table_of(columns: tuple[str, ...], rows: list[tuple[int, dict[str, str]]]) -> Table:
    """A table, once its head is known to name each column.

    Raises:
        TableProblem: S012, a column has no name of its own.
    """
    named = [name for name in columns if name]
    if len(set(named)) != len(named) or not named:
        raise TableProblem("S012", "has no head, or two columns of the same name", "name each column once in line 1")
    return Table(columns, rows)


def read_rows(path: Path) -> list[tuple[int, list[str]]]:
    """The rows of a CSV or TSV file with their line numbers.

    Raises:
        TableProblem: S011 or S012, with the reason.
    """
    try:
        if path.stat().st_size > MAX_BYTES:
            raise TableProblem(
                "S012", f"is larger than {MAX_BYTES:,} bytes", "save it as Parquet and cite it through 'sql:'"
            )
        raw = path.read_bytes()
    except OSError as error:
        raise TableProblem("S011", f"cannot be read: {error.strerror}", "check the file's name") from error
    if b"\0" in raw[:4096]:
        raise TableProblem("S012", "is not text", "save it as CSV in UTF-8")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        # The encoding of the region's spreadsheets before Unicode.
        text = raw.decode("cp1251", errors="replace")
    head = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=head.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    rows: list[tuple[int, list[str]]] = []
    before = 0
    try:
        for row in reader:
            # A row's number is the line it begins in, which is where a person looks.
            rows.append((before + 1, row))
            before = reader.line_num
    except csv.Error as error:
        raise TableProblem("S012", f"is not a table: {error}", "save it as CSV with quoted texts") from error
    return rows


def is_number(text: str) -> bool:
    """Whether a cell holds a number."""
    if not any(sign.isdigit() for sign in text):
        return False
    try:
        number(text)
    except TableProblem:
        return False
    return True


def number(raw: str) -> Decimal:
    """A cell as a number: decimal point or comma, grouped digits, a percent sign that is dropped.

    Raises:
        TableProblem: S015, the cell holds no number.
    """
    text = re.sub(r"[\s\u00a0\u202f%]", "", raw)
    if folded(raw) not in _NO_VALUE:
        if re.fullmatch(r"[+-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?", text):
            text = text.replace(",", "")
        elif re.fullmatch(r"[+-]?\d+,\d+", text):
            text = text.replace(",", ".")
    try:
        value = Decimal(text)
    except InvalidOperation:
        value = Decimal("NaN")
    if value.is_finite() and abs(value.adjusted()) <= _MOST_DIGITS:
        return value
    raise TableProblem(
        "S015", f"holds '{raw[:60]}', which is no number", "point to a cell that holds one, or correct the file"
    )
