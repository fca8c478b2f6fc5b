"""A value computed by SQL in a database, by SQLAlchemy: an optional extra (`kerege[sql]`).

Only `kerege accept` asks a database. Its answer is frozen in `data/sources.lock`, so that a check or a build needs
neither the database nor its password, and gives the same value next year. User and password come from the environment.
"""

from __future__ import annotations

import hashlib
import os
import re
from pathlib import Path
from typing import Any

from kerege.catalogue import problem
from kerege.evidence.problems import TableProblem
from kerege.evidence.query import Row, only_row
from kerege.model import Source
from kerege.read.statistics import database_variables

_QUESTION = re.compile(r"\s*(?:select|with)\b", re.IGNORECASE)
_QUOTED = re.compile(r"'(?:[^']|'')*'|\"(?:[^\"]|\"\")*\"|--[^\n]*|/\*.*?\*/", re.DOTALL)


def query_digest(source: Source, sql: str) -> str:
    """sha256 of what is asked and of whom: another database, or another word, is another question."""
    return hashlib.sha256(f"{source.database}\n{sql}".encode()).hexdigest()


def value_of(sql: str, source: Source, root: Path) -> Row:
    """The one row of a query, read only: a number, or the two ends of a range.

    Args:
        root: the report's folder; a SQLite file is named relative to it.

    Raises:
        TableProblem: S017 SQLAlchemy or a driver is missing, the database cannot be reached, or the query is refused,
            fails, or gives no single row.
    """
    try:
        import sqlalchemy
    except ImportError as error:
        raise TableProblem(problem("S017/this-source-needs-sqlalchemy")) from error
    bare = _QUOTED.sub("", sql).rstrip().removesuffix(";")
    if not _QUESTION.match(bare) or ";" in bare:
        raise TableProblem(problem("S017/query-not-one-select"))
    try:
        engine = sqlalchemy.create_engine(_url(source, root), poolclass=sqlalchemy.NullPool)
        options: dict[str, Any] = {"no_parameters": True}
        if engine.dialect.name == "postgresql":
            options["postgresql_readonly"] = True
        with engine.connect().execution_options(**options) as connection:
            # The connection is never told to commit: whatever a query might have written is rolled back.
            return only_row([tuple(row) for row in connection.exec_driver_sql(sql).fetchmany(2)])
    except ImportError as error:
        raise TableProblem(problem("S017/driver-this-database-not", error=error)) from error
    except TableProblem:
        raise
    except Exception as error:  # a driver's own errors have no common class
        user, password = database_variables(source.id)
        reason = _reason(error, source)
        raise TableProblem(problem("S017/database", reason=reason, user=user, password=password)) from error


def _url(source: Source, root: Path) -> Any:
    """The address with user and password from the environment; a SQLite file is opened read only, and never made."""
    from sqlalchemy.engine import make_url

    url = make_url(source.database)
    if url.get_backend_name() == "sqlite":
        path = (root / (url.database or "")).resolve()
        return url.set(database=f"file:{path}", query={"mode": "ro", "uri": "true"})
    user, password = (os.environ.get(name) for name in database_variables(source.id))
    return url.set(username=user or url.username, password=password)


def _reason(error: Any, source: Source) -> str:
    """What the database said, in one line, without the password should it have repeated it."""
    own = getattr(error, "orig", None) or error
    # PostgreSQL sends fields; M is the message.
    fields = own.args[0] if own.args and isinstance(own.args[0], dict) else {}
    said = " ".join(str(fields.get("M") or own).split())[:300]
    password = os.environ.get(database_variables(source.id)[1])
    return said.replace(password, "…") if password else said
