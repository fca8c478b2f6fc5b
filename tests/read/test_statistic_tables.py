"""A record of `data/statistics/` that declares a whole table: ids, labels, values, and what is wrong with it."""

from __future__ import annotations

from pathlib import Path

import pytest

from kerege.checks import check_report
from kerege.evidence.ledger import read_ledger
from kerege.findings import Finding
from kerege.model import Report
from kerege.read import read_report
from tests.small_report import english

_CSV = "Institution,Women,Men,Base\nCourts,31.5,42,800\nPolice,27,36.1,812\nPress,…,41,790\n"
_RECORD = """trust:
  source: example-survey
  table: {file: trust.csv}
  unit: percent
  decimals: 1
  period: "2024"
  columns:
    Women: {label: {en: Women}, of: {en: wom}}
    Men: {label: {en: Men}, of: {en: men}}
  rows:
    Courts: {label: {en: "{column} who trust the courts"}}
    Police: {key: militia, label: {en: The police}, note: Asked twice., ids: {Men: police-men}}
    Press: {label: {en: The press}}
"""


def _report(folder: Path, record: str = _RECORD, csv: str = _CSV, chapter: str = "") -> Report:
    root = english(folder / "r", {"02-more": f"---\ntitle: More\n---\n\n{chapter}\n"} if chapter else {})
    (root / "data" / "trust.csv").write_text(csv, encoding="utf-8")
    sources = root / "data" / "sources.yml"
    text = sources.read_text(encoding="utf-8").replace("files: [survey.csv]", "files: [survey.csv, trust.csv]")
    sources.write_text(text, encoding="utf-8")
    (root / "data" / "statistics" / "trust.yml").write_text(record, encoding="utf-8")
    return read_report(root).report


def _findings(report: Report) -> list[Finding]:
    reading = read_report(report.root)
    return [f for f in check_report(reading.report, reading.findings)[0] if f.code[0] in "RS" and f.code != "S022"]


def test_each_cell_is_a_statistic_with_what_its_row_and_column_say(tmp_path: Path) -> None:
    report = _report(tmp_path)
    values = read_ledger(report).values
    one = report.statistics["trust.courts.women"]
    assert (one.unit, one.decimals, one.period, one.of) == ("percent", 1, "2024", {"en": "wom"})
    assert one.label == {"en": "Women who trust the courts"}
    assert (str(values[one.id].number), values[one.id].row, values[one.id].base) == ("31.5", 2, 800)
    assert report.statistics["trust.militia.women"].label == {"en": "The police: Women"}
    assert report.statistics["police-men"].note == "Asked twice."
    assert str(values["police-men"].number) == "36.1"
    assert "trust.press.women" not in values and "trust.press.men" in values


def test_a_table_may_have_empty_cells_and_a_tie_to_one_is_told(tmp_path: Path) -> None:
    report = _report(
        tmp_path, chapter="Of men [41.0 per cent](stat:trust.press.men) do; of women [9](stat:trust.press.women)."
    )
    assert [(f.code, f.location.line) for f in _findings(report)] == [("S015", 5)]


@pytest.mark.parametrize(
    ("old", "new", "code", "line"),
    [
        ("    Press: {label", "    Pres: {label", "S013", 13),
        ("    Men: {label", "    Man: {label", "S013", 11),
        ("unit: percent", "unit: percents", "R004", 4),
        ("unit: percent", "unti: percent", "R007", 4),
        ("Press: {label: {en: The press}}", "Press: {}", "R005", 13),
        ("note: Asked twice.", "notes: Asked twice.", "R007", 12),
        ("table: {file: trust.csv}", "table: {file: trust.csv, by: {rows: Institution}}", "R005", 3),
        ("table: {file: trust.csv}", "table: {file: trust.csv, rows: x}", "R007", 3),
        ("ids: {Men: police-men}", "ids: {Men: trust.courts.men}", "R008", 12),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_at_its_line_once(tmp_path: Path, old: str, new: str, code: str, line: int) -> None:
    report = _report(tmp_path, _RECORD.replace(old, new))
    told = [(f.code, f.location.line) for f in _findings(report) if f.code != "S040"]
    assert (code, line) in told
    assert told.count((code, line)) == 1


def test_a_tidy_file_has_its_rows_and_columns_in_columns_of_its_own(tmp_path: Path) -> None:
    record = (
        "fears:\n  source: example-survey\n"
        "  table: {file: trust.csv, by: {rows: statement, columns: sex, value: percent}, where: {year: 2024}}\n"
        '  ids: "{row}-{column}"\n  unit: percent\n  columns: [women, men]\n  rows: [fears, knows]\n'
    )
    csv = "statement,sex,year,percent\nfears,women,2024,51\nfears,men,2024,52\nfears,men,2023,11\nknows,women,2024,64\n"
    report = _report(tmp_path, record, csv)
    values = read_ledger(report).values
    found = {key: str(value.number) for key, value in values.items() if report.statistics[key].table}
    assert found == {"fears-women": "51", "fears-men": "52", "knows-women": "64"}
    assert {f.code for f in _findings(report)} == {"S040", "S060"}


def test_a_file_of_items_and_values_has_rows_alone(tmp_path: Path) -> None:
    record = (
        'work:\n  source: example-survey\n  table: {file: trust.csv, by: {rows: item, value: value}}\n  ids: "{row}"\n'
        "  unit: count\n  rows:\n    areas: {label: {en: Areas}}\n    group size: {label: {en: Persons in a group}, high: high}\n"
    )
    report = _report(tmp_path, record, "item,value,high\nareas,9,\ngroup size,4,12\n")
    values = read_ledger(report).values
    assert str(values["areas"].number) == "9"
    assert (str(values["group-size"].number), str(values["group-size"].high)) == ("4", "12")


def test_shares_and_means_of_microdata_are_computed_over_the_cases_that_answered(tmp_path: Path) -> None:
    rows = [
        ("Osh", "f", "yes", 1, 10),
        ("Osh", "m", "no", 2, 20),
        ("Osh", "f", "no", 1, 40),
        ("Batken", "m", "yes", 1, 5),
    ]
    csv = "region,sex,trust,w,age\n" + "".join(",".join(map(str, row)) + "\n" for row in rows)
    record = (
        "trust:\n  source: example-survey\n  table: {file: trust.csv, by: {rows: region, columns: sex}, "
        'share: {of: trust, is: "yes"}, weight: w}\n  unit: percent\n  columns: [f, m]\n  rows: [Osh, Batken]\n'
        "age:\n  source: example-survey\n  table: {file: trust.csv, by: {rows: region}, mean: age}\n"
        "  unit: years\n  rows: [Osh, Batken]\n"
    )
    values = read_ledger(_report(tmp_path, record, csv)).values
    assert {key: round(float(value.number), 3) for key, value in values.items() if key.startswith(("trust.", "age."))} == {
        "trust.osh.f": 50.0, "trust.osh.m": 0.0, "trust.batken.m": 100.0, "age.osh": 23.333, "age.batken": 5.0,
    }  # fmt: skip
    assert values["trust.osh.f"].base == 2


def test_a_multilingual_report_asks_for_words_in_each_language(tmp_path: Path) -> None:
    import shutil

    from tests.small_report import TEMPLATE

    root = tmp_path / "three"
    shutil.copytree(TEMPLATE, root)
    (root / "data" / "trust.csv").write_text(_CSV, encoding="utf-8")
    sources = root / "data" / "sources.yml"
    text = sources.read_text(encoding="utf-8").replace("files: [survey.csv]", "files: [survey.csv, trust.csv]")
    sources.write_text(text, encoding="utf-8")
    (root / "data" / "statistics" / "trust.yml").write_text(_RECORD, encoding="utf-8")
    found = [f for f in read_report(root).findings if f.code == "R006" and f.location.path.name == "trust.yml"]
    assert {f.location.line for f in found} == {8, 9, 11, 12, 13}
    assert len(found) == len({(f.location, str(f.message)) for f in found})
