"""SQL, DuckDB, SPSS and Stata, and files made to hurt."""

from __future__ import annotations

import subprocess
import sys
import tracemalloc
import zipfile
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from kerege.evidence.formula import FormulaProblem, compute
from kerege.evidence.ledger import read_ledger
from kerege.findings import Finding
from kerege.read import read_report

Check = Callable[[Path], list[Finding]]
KEREGE = str(Path(sys.executable).with_name("kerege"))
MICRODATA = "id,sex,q12,w\n" + "".join(
    f"{i},{'women' if i % 2 else 'men'},{i % 3},{1 + i % 4}\n" for i in range(1, 301)
)


def with_statistic(report: Path, body: str, files: str = "[survey.csv]") -> Path:
    (report / "data" / "survey.csv").write_text(MICRODATA, encoding="utf-8")
    with (report / "data" / "sources.yml").open("a", encoding="utf-8") as stream:
        stream.write(f"\nsurvey:\n  title: {{en: Survey, ru: Опрос, ky: Сурамжылоо}}\n  files: {files}\n")
    (report / "data" / "statistics" / "extra.yml").write_text(
        f"extra:\n  source: survey\n  {body}\n  unit: percent\n  label: {{en: x, ru: х, ky: х}}\n", encoding="utf-8"
    )
    return report


def value(report: Path) -> Decimal:
    ledger = read_ledger(read_report(report).report)
    assert "extra" in ledger.values, [f.message for f in ledger.findings]
    return ledger.values["extra"].number


def finding(report: Path, findings_of: Check) -> Finding:
    found = [f for f in findings_of(report) if "extra.yml" in str(f.location.path) and f.code.startswith("S01")]
    assert len(found) == 1, [f"{f.code} {f.message}" for f in findings_of(report)]
    assert found[0].hint
    return found[0]


SHARE = "select 100.0 * sum(w) filter (where q12 = 1) / sum(w) from survey where sex = 'women'"


def test_a_weighted_share_by_sql(template: Path) -> None:
    rows = [line.split(",") for line in MICRODATA.splitlines()[1:]]
    women = [(int(q), int(w)) for _, sex, q, w in rows if sex == "women"]
    expected = Decimal(100) * sum(w for q, w in women if q == 1) / sum(w for _, w in women)
    assert abs(value(with_statistic(template, f'sql: "{SHARE}"')) - expected) < Decimal("1e-9")


@pytest.mark.parametrize(
    ("sql", "words"),
    [
        ("delete from survey", "refused"),
        ("update survey set w = 2", "refused"),
        ("create table x (a)", "refused"),
        ("attach database '/tmp/x.db' as x", "refused"),
        ("pragma writable_schema = 1", "refused"),
        ("select load_extension('x')", "refused"),
        ("vacuum into '/tmp/kerege-vacuum.db'", "refused"),
        ("select random()", "refused"),
        ("select 1; select 2", "refused"),
        ("with recursive n(i) as (select 1 union all select i + 1 from n) select count(*) from n", "longer than"),
        ("select hex(zeroblob(900000000))", "refused"),
        ("select length(replace(hex(zeroblob(100)), '00', printf('%.*c', 90000000, 'x')))", "refused"),
        ("select id from survey", "several rows"),
        ("select sex from survey limit 1", "no number"),
        ("select w from survey where id = 0", "no row"),
        ("select sum(w) from survey where id = 0", "nothing"),
        ("select w from surveys", "refused"),
        ("selec 1", "refused"),
    ],
)
def test_sql_that_must_not_run(
    template: Path, findings_of: Check, sql: str, words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kerege.evidence.query.SECONDS", 0.5)
    tracemalloc.start()
    found = finding(with_statistic(template, f'sql: "{sql}"'), findings_of)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert (found.code, words in found.message) == ("S017", True), found.message
    assert peak < 100_000_000
    assert not Path("/tmp/kerege-vacuum.db").exists()


def test_parquet_by_duckdb(template: Path, findings_of: Check) -> None:
    import duckdb

    (template / "data" / "survey.csv").write_text(MICRODATA, encoding="utf-8")
    target = template / "data" / "survey.parquet"
    duckdb.sql(f"copy (from read_csv('{template}/data/survey.csv')) to '{target}' (format parquet)")
    by_sqlite = value(with_statistic(template, f'sql: "{SHARE}"'))
    statistics = template / "data" / "statistics" / "extra.yml"
    sources = template / "data" / "sources.yml"
    sources.write_text(
        sources.read_text(encoding="utf-8").replace("[survey.csv]", "[survey.parquet]"), encoding="utf-8"
    )
    assert value(template) == by_sqlite
    secret = template / "secret.csv"
    secret.write_text("a\n1\n", encoding="utf-8")
    for sql in (
        f"select a from read_csv('{secret}')",
        "select content from read_text('/etc/hostname')",
        f"copy survey to '{template}/out.csv'",
        "install httpfs",
        "set threads = 8",
        "create table x as select 1",
    ):
        text = statistics.read_text(encoding="utf-8").splitlines()
        text[2] = f'  sql: "{sql}"'
        statistics.write_text("\n".join(text) + "\n", encoding="utf-8")
        assert finding(template, findings_of).code == "S017"
    assert not (template / "out.csv").exists()


def test_a_large_text_file_gives_the_same_values_by_duckdb(template: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    report = with_statistic(template, f'sql: "{SHARE}"')
    by_sqlite = value(report)
    monkeypatch.setattr("kerege.evidence.microdata.MAX_BYTES", 1000)
    monkeypatch.setattr("kerege.evidence.query.Database.value", lambda *_: pytest.fail("SQLite was asked"))
    assert value(report) == by_sqlite


def test_spss_and_stata_become_csv_with_provenance(template: Path, tmp_path: Path) -> None:
    import pandas
    import pyreadstat

    columns = {"sex": [1.0, 2.0, 2.0, float("nan")], "w": [0.5, 1.25, 1.0, 2.0]}
    for suffix, write in ((".sav", pyreadstat.write_sav), (".dta", pyreadstat.write_dta)):
        path = tmp_path / f"Survey 2015{suffix}"
        write(
            pandas.DataFrame(columns),
            str(path),
            column_labels=["Пол респондента", "Weight"],
            variable_value_labels={"sex": {1: "мужчина", 2: "женщина"}},
        )
        out = template / "data" / suffix[1:]
        run = subprocess.run(
            [KEREGE, "--report", str(template), "intake", str(path), "--out", str(out)],
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert run.returncode == 0, run.stderr
        assert (out / "survey-2015.csv").read_text(encoding="utf-8") == "sex,w\n1,0.5\n2,1.25\n2,1\n,2\n"
        labels = (out / "survey-2015-labels.csv").read_text(encoding="utf-8")
        assert "sex,,Пол респондента" in labels and "sex,2,женщина" in labels
        assert '"sha256"' in (out / "survey-2015-provenance.json").read_text(encoding="utf-8")
        again = subprocess.run(
            [KEREGE, "--report", str(template), "intake", str(path), "--out", str(out)],
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert again.returncode == 2 and "exists already" in again.stderr
    broken = tmp_path / "broken.sav"
    broken.write_bytes(b"$FL2" + b"\0" * 50)
    run = subprocess.run(
        [KEREGE, "--report", str(template), "intake", str(broken)], capture_output=True, text=True, check=False
    )
    assert run.returncode == 2 and "Traceback" not in run.stderr


def test_a_zip_bomb_for_a_workbook(template: Path, findings_of: Check) -> None:
    bomb = template / "data" / "bomb.xlsx"
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"<a>" + b" " * 400_000_000 + b"</a>")
    report = with_statistic(template, "at: {file: bomb.xlsx, sheet: A, row: a, under: b}", "[bomb.xlsx]")
    found = finding(report, findings_of)
    assert found.code == "S012" and "unpack" in found.message


def test_a_workbook_that_is_none(template: Path, findings_of: Check) -> None:
    (template / "data" / "t.xlsx").write_bytes(b"PK\x03\x04 not really")
    report = with_statistic(template, "at: {file: t.xlsx, sheet: A, row: a, under: b}", "[t.xlsx]")
    assert finding(report, findings_of).code == "S012"


def test_a_csv_of_a_gigabyte(template: Path, findings_of: Check) -> None:
    with (template / "data" / "big.csv").open("wb") as stream:
        stream.truncate(1_000_000_000)
    report = with_statistic(template, "at: {file: big.csv, where: {a: b}, column: c}", "[big.csv]")
    assert finding(report, findings_of).code == "S012"


@pytest.mark.parametrize("file", ["../report.yml", "/etc/passwd", "link.csv"])
def test_a_path_outside_the_report(template: Path, findings_of: Check, file: str) -> None:
    (template / "data" / "link.csv").symlink_to("/etc/passwd")
    report = with_statistic(template, f"at: {{file: {file}, where: {{a: b}}, column: c}}", f"[{file}]")
    assert "R011" in {f.code for f in findings_of(report)}
    assert not any("root:" in f.message for f in findings_of(report))
    assert "R011" in {f.code for f in findings_of(with_statistic_sql(report, file))}


def with_statistic_sql(report: Path, file: str) -> Path:
    path = report / "data" / "statistics" / "extra.yml"
    lines = path.read_text(encoding="utf-8").splitlines()
    lines[2] = '  sql: "select 1"'
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return report


@pytest.mark.parametrize(
    "formula",
    [
        "__import__('os').system('true')", "().__class__", "9**9**9", "1/0", "1e308*1e308*1e308*1e308", "(" * 300 + "1" + ")" * 300,
        "-" * 400 + "1", "1" + "+1" * 1000, "[1]", "'a'", "lambda: 1", "1e999999", "1 if 1 else 2", "1;2", "",
    ],
)  # fmt: skip
def test_a_formula_is_only_arithmetic(formula: str) -> None:
    try:
        result = compute(formula, {})
    except FormulaProblem as error:
        assert str(error)
    else:
        assert set(formula) <= set("-1()+") and abs(result) < 10**6


def test_a_yaml_bomb(template: Path, findings_of: Check) -> None:
    bomb = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
        f"{chr(98 + i)}: &{chr(98 + i)} [{','.join(['*' + chr(97 + i)] * 9)}]\n" for i in range(9)
    )
    (template / "data" / "statistics" / "bomb.yml").write_text(bomb, encoding="utf-8")
    assert any(str(f.location.path) == "data/statistics/bomb.yml" for f in findings_of(template))
    deep = "a: " + "[" * 20000 + "]" * 20000 + "\n"
    (template / "data" / "statistics" / "bomb.yml").write_text(deep, encoding="utf-8")
    assert any(str(f.location.path) == "data/statistics/bomb.yml" for f in findings_of(template))
