"""A value computed by SQL over Parquet files or large microdata, by DuckDB: an optional extra (`kerege[microdata]`).

One thread, so that sums come out the same every time; nothing but the source's own files can be read; the
configuration is locked before the report's query runs.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path, PurePosixPath
from typing import Any

from kerege.evidence.query import only_row, table_name
from kerege.evidence.tables import MAX_BYTES, TableProblem

SECONDS = 120.0
_READERS = {".parquet": "read_parquet", ".csv": "read_csv", ".tsv": "read_csv"}


def is_large(path: Path) -> bool:
    """Whether a file is for DuckDB rather than for SQLite: Parquet, or a text file that SQLite would load too slowly."""
    return path.suffix.casefold() == ".parquet" or path.stat().st_size > MAX_BYTES


def value_of(sql: str, files: Mapping[PurePosixPath, Path]) -> tuple[Decimal, Decimal | None]:
    """The one row of a query over files: a number, or the two ends of a range.

    Raises:
        TableProblem: S017 DuckDB is missing, or the query is refused, fails, takes too long or gives no single row.
    """
    try:
        import duckdb
    except ImportError as error:
        raise TableProblem(
            "S017", "this source needs DuckDB, which is not installed", "run: pip install 'kerege[microdata]'"
        ) from error
    connection = duckdb.connect(":memory:", config={"threads": "1", "memory_limit": "2GB"})
    try:
        _lock(connection, files)
        statements = connection.extract_statements(sql)
        if len(statements) != 1 or statements[0].type != duckdb.StatementType.SELECT:
            raise TableProblem("S017", "the query is not one SELECT", _tables(files))
        timer = threading.Timer(SECONDS, connection.interrupt)
        timer.start()
        try:
            rows = connection.execute(sql).fetchmany(2)
        finally:
            timer.cancel()
    except duckdb.Error as error:
        first = str(error).splitlines()[0]
        raise TableProblem("S017", f"the query is refused: {first}", _tables(files)) from error
    finally:
        connection.close()
    return only_row(rows)


def _lock(connection: Any, files: Mapping[PurePosixPath, Path]) -> None:
    paths = ", ".join(_text(str(path)) for path in files.values())
    connection.execute("SET autoinstall_known_extensions = false")
    connection.execute("SET autoload_known_extensions = false")
    connection.execute(f"SET allowed_paths = [{paths}]")
    connection.execute("SET enable_external_access = false")
    connection.execute("SET lock_configuration = true")
    for file, path in files.items():
        reader = _READERS.get(file.suffix.casefold())
        if reader:
            name = table_name(file)
            connection.execute(f'CREATE VIEW "{name}" AS SELECT * FROM {reader}({_text(str(path))})')


def _text(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _tables(files: Mapping[PurePosixPath, Path]) -> str:
    return "write one SELECT over these tables: " + ", ".join(f"{table_name(file)} ({file})" for file in files)
