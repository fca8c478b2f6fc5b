"""A value computed by SQL over a source's tables, in SQLite: read only, with limits on time, memory and result."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Mapping, Sequence
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from pathlib import PurePosixPath

from kerege.catalogue import problem
from kerege.evidence.columns import COMMA, Form, Marks, Stored, open_column, readings
from kerege.evidence.problems import TableProblem
from kerege.evidence.tables import Table
from kerege.messages import say, say_count
from kerege.model import table_name

SECONDS = 10.0
"""A query that runs longer is stopped."""
_STEPS = 10_000
_MAX_MEMORY = 1_000_000_000
_MAX_TEXT = 10_000_000
_ALLOWED = {
    sqlite3.SQLITE_SELECT,
    sqlite3.SQLITE_READ,
    sqlite3.SQLITE_FUNCTION,
    getattr(sqlite3, "SQLITE_RECURSIVE", 33),
}
_FORBIDDEN_FUNCTIONS = {"load_extension", "readfile", "writefile", "edit", "fts3_tokenizer", "randomblob", "zeroblob"}
_NOT_REPEATABLE = {
    "random",
    "date",
    "time",
    "datetime",
    "julianday",
    "strftime",
    "unixepoch",
    "changes",
    "last_insert_rowid",
}

Row = tuple[Decimal, Decimal | None]


class Database:
    """The tables of one source, loaded once; each table has the name of its file without ending."""

    def __init__(self, tables: Mapping[PurePosixPath, Table]) -> None:
        # A statement that is kept is not authorized again, and would not say what it reads.
        self._connection = sqlite3.connect(":memory:", isolation_level=None, cached_statements=0)
        self._connection.execute(f"PRAGMA hard_heap_limit = {_MAX_MEMORY}")
        self.names: dict[str, PurePosixPath] = {}
        self._doubts: dict[tuple[str, str], TableProblem] = {}
        """Why no query may read a table or, where it is named, a column."""
        self._read: set[tuple[str, str]] = set()
        for file, table in tables.items():
            name = table_name(file)
            self.names[name] = file
            self._load(name, table)
        self._connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _MAX_TEXT)
        self._connection.setlimit(sqlite3.SQLITE_LIMIT_SQL_LENGTH, 100_000)
        self._connection.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 0)
        self._connection.set_authorizer(self._authorize)

    def _load(self, name: str, table: Table) -> None:
        # A column without a name cannot be asked for.
        named = [column for column in table.columns if column]
        columns = ", ".join(_quoted(column) for column in named)
        marks = ", ".join("?" for _ in named)
        asked = [(column, table.forms[column]) for column in named]
        for column, form in asked:
            if form.numeric and not form.decimal:
                self._doubts[name, column] = open_column(form, column)
        if table.ragged:
            self._doubts[name, ""] = table.ragged[0].problem()
        try:
            self._connection.execute(f"CREATE TABLE {_quoted(name)} ({columns})")
            self._connection.executemany(
                f"INSERT INTO {_quoted(name)} VALUES ({marks})",
                (
                    [_stored(cells.get(column, ""), form, table.marks) for column, form in asked]
                    for _, cells in table.rows
                ),
            )
        except (sqlite3.Error, sqlite3.Warning, MemoryError, OverflowError, ValueError) as error:
            raise TableProblem(
                problem("S017/cannot-be-queried", name=name, error=error),
            ) from error

    def value(self, sql: str) -> Row:
        """The one row of a query: a number, or the two ends of a range.

        Raises:
            TableProblem: S017 the query is refused, fails, takes too long, or gives no single row of numbers.
        """
        return only_row(self._rows(sql))

    def counts(self, sql: str) -> tuple[int, ...]:
        """The one row of a query that counts.

        Raises:
            TableProblem: S017, as `value`.
        """
        return tuple(int(str(cell)) for cell in self._rows(sql)[0])

    def _rows(self, sql: str) -> Sequence[tuple[object, ...]]:
        limit = time.monotonic() + SECONDS
        self._read.clear()
        self._connection.set_progress_handler(lambda: 1 if time.monotonic() > limit else 0, _STEPS)
        try:
            cursor = self._connection.execute(sql)
            rows: Sequence[tuple[object, ...]] = cursor.fetchmany(2)
        except sqlite3.OperationalError as error:
            if "interrupted" in str(error):
                raise TableProblem(problem("S017/query-runs-longer-than", seconds=f"{SECONDS:.0f}")) from error
            raise _refused(error, self.names) from error
        except (sqlite3.Error, sqlite3.Warning, MemoryError, OverflowError, ValueError) as error:
            raise _refused(error, self.names) from error
        finally:
            self._connection.set_progress_handler(None, 0)
        for place in sorted(self._read):
            doubt = self._doubts.get(place) or self._doubts.get((place[0], ""))
            if doubt is not None:
                raise TableProblem(doubt.problem, doubt.line, self.names.get(place[0]))
        return rows

    def _authorize(
        self, action: int, first: str | None, second: str | None, _database: str | None, _trigger: str | None
    ) -> int:
        if action == sqlite3.SQLITE_READ:
            self._read.add((first or "", second or ""))
        return _authorize(action, second)

    def close(self) -> None:
        self._connection.close()


def only_row(rows: Sequence[Sequence[object]]) -> Row:
    """The numbers of a query's answer.

    Raises:
        TableProblem: S017, it is not one row of one number, or two for a range.
    """
    if len(rows) != 1 or len(rows[0]) not in (1, 2):
        columns = len(rows[0]) if rows else 0
        found = (
            say("no row")
            if not rows
            else say("several rows")
            if len(rows) > 1
            else say_count("{count} column", "{count} columns", columns)
        )
        raise TableProblem(problem("S017/query-gives", found=found))
    numbers = [_decimal(cell) for cell in rows[0]]
    return numbers[0], numbers[1] if len(numbers) > 1 else None


def _authorize(action: int, second: str | None) -> int:
    if action not in _ALLOWED:
        return sqlite3.SQLITE_DENY
    # The clock and chance would give another value tomorrow.
    if action == sqlite3.SQLITE_FUNCTION and (second or "").casefold() in _FORBIDDEN_FUNCTIONS | _NOT_REPEATABLE:
        return sqlite3.SQLITE_DENY
    return sqlite3.SQLITE_OK


def _refused(error: Exception, names: Mapping[str, PurePosixPath]) -> TableProblem:
    tables = [f"{name} ({file})" for name, file in names.items()]
    return TableProblem(problem("S017/query-refused", error=error, tables=tables or say("none")))


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _stored(text: str, form: Form, marks: Marks) -> object:
    """Numbers as numbers, what says that there is no value as NULL, everything else as text."""
    return _as_sql(text.value) if isinstance(text, Stored) else _of_text(text, form, marks)


# Microdata repeat few answers very often.
@lru_cache(maxsize=1 << 16)
def _of_text(text: str, form: Form, marks: Marks) -> object:
    if text.isascii() and text.isdigit() and len(text) < 19:
        return int(text)
    if not text.strip() or (form.numeric and marks.lacks(text)):
        return None
    point, comma = readings(text)
    value = comma if form.decimal == COMMA else point
    if value is None or (not form.decimal and point != comma):
        return text
    return _as_sql(value)


def _as_sql(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() and abs(value) < 2**63 else float(value)


def _decimal(cell: object) -> Decimal:
    if isinstance(cell, bool) or not isinstance(cell, (int, float, str, Decimal)):
        raise TableProblem(
            problem("S017/query-gives-check-its-conditions", value=say("nothing") if cell is None else say("no number"))
        )
    try:
        # 15 digits: what floating-point sums are good for.
        value = Decimal(f"{cell:.15g}") if isinstance(cell, float) else Decimal(str(cell))
    except InvalidOperation as error:
        raise TableProblem(problem("S017/query-gives-which-no", cell=str(cell)[:40])) from error
    if not value.is_finite():
        raise TableProblem(problem("S017/query-gives-no-finite"))
    return value
