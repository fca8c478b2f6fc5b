"""A value computed by SQL over Parquet files or large microdata, by DuckDB: an optional extra (`kerege[microdata]`).

One thread, so that sums come out the same every time; nothing but the source's own files can be read; the
configuration is locked before the report's query runs.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import Any

from kerege.catalogue import problem
from kerege.evidence.columns import COMMA, Marks, open_column
from kerege.evidence.problems import TableProblem
from kerege.evidence.query import Row, only_row
from kerege.evidence.tables import MAX_BYTES, decoded, rows_of, table_of
from kerege.model import table_name

SECONDS = 120.0
_LOOKED_AT = 4_000_000
"""Bytes of a text file from which its delimiter and its decimal mark are told."""
_READERS = {".parquet": "read_parquet", ".csv": "read_csv", ".tsv": "read_csv"}


def is_large(path: Path) -> bool:
    """Whether a file is for DuckDB rather than for SQLite: Parquet, or a text file that SQLite would load too slowly."""
    return path.suffix.casefold() == ".parquet" or path.stat().st_size > MAX_BYTES


class Microdata:
    """The files of one source, opened once; each is a table with the name of its file without ending."""

    def __init__(self, files: Mapping[PurePosixPath, Path], marks: Marks) -> None:
        """Open the files.

        Args:
            marks: what the source says of its numbers.

        Raises:
            TableProblem: S017 DuckDB is missing, or a file cannot be read; S027 nothing tells a column's decimal mark.
        """
        try:
            import duckdb
        except ImportError as error:
            raise TableProblem(problem("S017/this-source-needs-duckdb")) from error
        self._duckdb: Any = duckdb
        self._files = files
        self._marks = marks
        self._connection = duckdb.connect(":memory:", config={"threads": "1", "memory_limit": "2GB"})
        try:
            self._lock()
            for file, path in files.items():
                self._open(table_name(file), file.suffix.casefold(), path)
        except duckdb.Error as error:
            raise self._refused(error) from error

    def _lock(self) -> None:
        paths = ", ".join(_text(str(path)) for path in self._files.values())
        self._connection.execute("SET autoinstall_known_extensions = false")
        self._connection.execute("SET autoload_known_extensions = false")
        self._connection.execute(f"SET allowed_paths = [{paths}]")
        self._connection.execute("SET enable_external_access = false")
        self._connection.execute("SET lock_configuration = true")

    def _open(self, name: str, suffix: str, path: Path) -> None:
        reader = _READERS.get(suffix)
        if reader is None:
            return
        options = "" if suffix == ".parquet" else self._options(path)
        rows = f"SELECT * FROM {reader}({_text(str(path))}{options})"
        if suffix != ".parquet":
            # Text is taken apart once, not again for every statistic, as long as it fits into the memory allowed.
            with suppress(self._duckdb.OutOfMemoryException):
                self._connection.execute(f'CREATE TABLE "{name}" AS {rows}')
                return
        self._connection.execute(f'CREATE VIEW "{name}" AS {rows}')

    def _options(self, path: Path) -> str:
        """How a text file is written, told from its beginning as it would be from a small file."""
        with path.open("rb") as stream:
            start = stream.read(_LOOKED_AT)
        whole = start if len(start) < _LOOKED_AT else start[: start.rfind(b"\n") + 1]
        rows = rows_of(decoded(whole))
        table = table_of(rows.cells, replace(self._marks, delimiter=rows.delimiter))
        marks = {form.decimal for column in table.columns if (form := table.forms[column]).numeric}
        for column, form in table.forms.items():
            if form.numeric and not form.decimal:
                raise open_column(form, column)
        # A point is also what a column of whole numbers has.
        decimal = ", decimal_separator=','" if COMMA in marks else ""
        return f", header=true, delim={_text(rows.delimiter)}{decimal}"

    def value(self, sql: str) -> Row:
        """The one row of a query: a number, or the two ends of a range.

        Raises:
            TableProblem: S017, the query is refused, fails, takes too long or gives no single row.
        """
        return only_row(self._rows(sql))

    def counts(self, sql: str) -> tuple[int, ...]:
        """The one row of a query that counts.

        Raises:
            TableProblem: S017, as `value`.
        """
        return tuple(int(cell) for cell in self._rows(sql)[0])

    def columns(self, file: PurePosixPath, names: tuple[str, ...]) -> dict[str, list[str]]:
        """Columns of a file as texts, in the order of its rows; those that it does not have are left out.

        Raises:
            TableProblem: S017, the file cannot be read.
        """
        table = table_name(file)
        try:
            known = {str(row[0]) for row in self._connection.execute(f'DESCRIBE "{table}"').fetchall()}
            wanted = [name for name in names if name in known]
            listed = ", ".join(_named(name) for name in wanted)
            rows = self._connection.execute(f'SELECT {listed} FROM "{table}"').fetchall() if wanted else []
        except self._duckdb.Error as error:
            raise self._refused(error) from error
        return {name: ["" if row[n] is None else str(row[n]) for row in rows] for n, name in enumerate(wanted)}

    def labels(self, table: str, column: str, most: int) -> list[str]:
        """The labels of a column, at most so many, in their order.

        Raises:
            TableProblem: S017, as `value`.
        """
        name = _named(column)
        asked = (
            f'SELECT CAST({name} AS VARCHAR) FROM "{table}" WHERE {name} IS NOT NULL GROUP BY 1 ORDER BY 1 LIMIT {most}'
        )
        return [str(row[0]) for row in self._rows(asked, most)]

    def _rows(self, sql: str, most: int = 2) -> list[Any]:
        try:
            statements = self._connection.extract_statements(sql)
            if len(statements) != 1 or statements[0].type != self._duckdb.StatementType.SELECT:
                raise TableProblem(problem("S017/not-one-select-of", tables=_tables(self._files)))
            timer = threading.Timer(SECONDS, self._connection.interrupt)
            timer.start()
            try:
                rows: list[Any] = self._connection.execute(sql).fetchmany(most)
            finally:
                timer.cancel()
        except self._duckdb.Error as error:
            raise self._refused(error) from error
        return rows

    def _refused(self, error: Exception) -> TableProblem:
        first = str(error).splitlines()[0]
        return TableProblem(problem("S017/query-refused", error=first, tables=_tables(self._files)))


def _named(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _text(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _tables(files: Mapping[PurePosixPath, Path]) -> list[str]:
    return [f"{table_name(file)} ({file})" for file in files]
