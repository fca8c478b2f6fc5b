"""A source that is a database: asked by `kerege accept` only, its answers frozen in the lock."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from kerege.cli.accept import accept
from kerege.errors import KeregeError
from kerege.evidence import database
from kerege.evidence.ledger import read_ledger
from kerege.evidence.problems import TableProblem
from kerege.findings import Finding
from kerege.model import Source
from kerege.read import read_report
from kerege.read.statistics import database_variables

Check = Callable[[Path], list[Finding]]
SHARE = "select 100.0 * sum(w) filter (where q12 = 1) / sum(w) from answers where sex = 'women'"


@pytest.fixture
def survey(template: Path) -> Path:
    """A report with a statistic whose source is a database: a real SQLite file, through SQLAlchemy."""
    with sqlite3.connect(template / "data" / "survey.db") as connection:
        connection.execute("create table answers (sex text, q12 integer, w real)")
        rows = [("women" if i % 2 else "men", i % 3, 1 + i % 4) for i in range(300)]
        connection.executemany("insert into answers values (?, ?, ?)", rows)
    (template / "data" / "sources.yml").open("a", encoding="utf-8").write(
        "\nhouseholds:\n  title: {en: Households, ru: Домохозяйства, ky: Үй чарбалары}\n  database: sqlite:///data/survey.db\n"
    )
    ask(template, SHARE)
    return template


def ask(report: Path, sql: str) -> None:
    (report / "data" / "statistics" / "extra.yml").write_text(
        f'extra:\n  source: households\n  sql: "{sql}"\n  unit: percent\n  label: {{en: x, ru: х, ky: х}}\n',
        encoding="utf-8",
    )


def told(findings: list[Finding]) -> list[str]:
    return [finding.code for finding in findings if "extra.yml" in str(finding.location.path) and finding.code < "S030"]


def test_the_answer_is_frozen_and_no_check_asks_again(survey: Path, findings_of: Check) -> None:
    assert told(findings_of(survey)) == ["S024"]
    assert "stat:extra: new → " in accept(survey, ("households",), False, False)
    lock = json.loads((survey / "data" / "sources.lock").read_text(encoding="utf-8"))
    expected = (
        Decimal(100) * sum(1 + i % 4 for i in range(1, 300, 2) if i % 3 == 1) / sum(1 + i % 4 for i in range(1, 300, 2))
    )
    assert abs(Decimal(lock["values"]["extra"]) - expected) < Decimal("1e-9") and lock["queries"]["extra"]["on"]
    (survey / "data" / "survey.db").rename(survey / "elsewhere.db")
    assert told(findings_of(survey)) == []
    value = read_ledger(read_report(survey).report).values["extra"]
    assert str(value.number) == lock["values"]["extra"] and "sqlite:" not in value.trail
    with pytest.raises(KeregeError, match="the database does not answer"):
        accept(survey, ("households",), False, False)
    assert not (survey / "data" / "survey.db").exists()


def test_another_question_or_another_answer_is_found(survey: Path, findings_of: Check) -> None:
    accept(survey, ("households",), False, False)
    assert accept(survey, ("households",), False, False) == "Nothing had changed."
    ask(survey, SHARE.replace("'women'", "'men'"))
    changed = [finding for finding in findings_of(survey) if finding.code == "S025"]
    assert len(changed) == 1 and "kerege accept households" in changed[0].hint
    accept(survey, ("households",), False, False)
    assert told(findings_of(survey)) == []
    before = read_ledger(read_report(survey).report).values["extra"].number
    with sqlite3.connect(survey / "data" / "survey.db") as connection:
        connection.execute("update answers set q12 = 1")
    assert told(findings_of(survey)) == []
    assert f"stat:extra: {before} → 100" in accept(survey, ("households",), False, True)


@pytest.mark.parametrize(
    "sql", ["delete from answers", "select 1; drop table answers", "with x as (select 1) delete from answers"]
)
def test_nothing_is_written_into_the_database(survey: Path, sql: str) -> None:
    ask(survey, sql)
    before = (survey / "data" / "survey.db").read_bytes()
    with pytest.raises(KeregeError, match="extra has no value"):
        accept(survey, ("households",), False, False)
    assert (survey / "data" / "survey.db").read_bytes() == before


@pytest.mark.parametrize(
    ("url", "found"),
    [
        ("postgresql://reader:hunter2@db.example.org/survey", True),
        ("postgresql://db.example.org/survey?user=reader&password=hunter2", True),
        ("mssql+pyodbc:///?odbc_connect=DRIVER%3Dx%3BPWD%3Dhunter2", True),
        ("trino://reader@db.example.org:8080/hive", False),
        ("postgresql://db.example.org:5432/survey", False),
    ],
)
def test_a_password_has_no_place_in_the_file(survey: Path, findings_of: Check, url: str, found: bool) -> None:
    path = survey / "data" / "sources.yml"
    path.write_text(path.read_text(encoding="utf-8").replace("sqlite:///data/survey.db", url), encoding="utf-8")
    said = [finding for finding in findings_of(survey) if finding.code == "S023"]
    assert bool(said) is found
    assert all("hunter2" not in f.message + f.hint and "KEREGE_HOUSEHOLDS_PASSWORD" in f.hint for f in said)


def test_user_and_password_come_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    report = Path("/nowhere")
    source = Source("households-2020", {}, None, (), {}, "", False, "", None, "postgresql+pg8000://127.0.0.1:1/survey")  # type: ignore[arg-type]
    user, password = database_variables(source.id)
    monkeypatch.setenv(user, "reader")
    monkeypatch.setenv(password, "hunter2")
    url = database._url(source, report)
    assert (url.username, url.password) == ("reader", "hunter2")
    with pytest.raises(TableProblem) as problem:
        database.value_of("select 1", source, report)
    assert "hunter2" not in f"{problem.value} {problem.value.hint}"
