"""The package of data on the website: every table is what its two descriptions say, and nothing of it needs the page beside it."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import zipfile
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from kerege.evidence.ledger import read_ledger
from kerege.outputs.site.package import ARCHIVE, FOLDER, write_package
from kerege.read import read_report
from kerege.render.edition import make_edition

_READ = {"number": Decimal, "integer": int, "string": str, "boolean": {"true": True, "false": False}.__getitem__}


def package(root: Path, out: Path) -> Path:
    report = read_report(root).report
    values = read_ledger(report).values
    editions = {code: make_edition(report, code, values) for code in report.settings.languages}
    write_package(editions, report.settings.url.rstrip("/") + "/", out)
    return out / FOLDER


def rows(folder: Path, name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO((folder / f"{name}.csv").read_text(encoding="utf-8"), newline="")))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return package(Path(__file__).parents[2], tmp_path_factory.mktemp("package"))


@pytest.fixture(scope="module")
def described(folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    return found


def test_every_cell_is_what_the_schema_says_and_every_reference_leads_somewhere(
    folder: Path, described: dict[str, Any]
) -> None:
    tables = {resource["name"]: rows(folder, resource["name"]) for resource in described["resources"]}
    assert set(tables) >= {"statistics", "places", "sources", "units"} and all(tables.values())
    for resource in described["resources"]:
        schema, table = resource["schema"], tables[resource["name"]]
        assert list(table[0]) == [field["name"] for field in schema["fields"]]
        for field in schema["fields"]:
            assert field["description"] and field["title"]
            limits = field.get("constraints", {})
            for row in table:
                cell = row[field["name"]]
                assert cell or not limits.get("required"), (resource["name"], field["name"], row)
                if cell:
                    _READ[field["type"]](cell)
                    assert cell in limits.get("enum", [cell])
        keys = [tuple(row[name] for name in schema["primaryKey"]) for row in table]
        assert len(keys) == len(set(keys))
        for foreign in schema["foreignKeys"]:
            (column,), reference = foreign["fields"], foreign["reference"]
            known = {row[reference["fields"][0]] for row in tables[reference["resource"]]}
            assert {row[column] for row in table} - {""} <= known


def test_what_makes_a_number_true_is_there_in_every_language(folder: Path, described: dict[str, Any]) -> None:
    found = {row["id"]: row for row in rows(folder, "statistics")}
    share = found["women-share-2015"]
    assert share["value"] == "59.6" and share["unit"] == "percent" and share["period"] == "2015" and share["source"]
    assert all(share[f"label_{code}"] for code in ("en", "ru", "ky"))
    assert {row["bound"] for row in found.values()} >= {"above", "below", "near"}
    assert described["licenses"][0]["path"] and described["sources"] and described["contributors"]
    assert any(source.get("path", "").startswith("http") for source in described["sources"])
    (unit,) = (row for row in rows(folder, "units") if row["unit"] == "percent")
    assert unit["printed_en"] == "1%" and "1" in unit["printed_ky"]


def test_the_description_for_the_web_tells_of_the_same_tables(folder: Path, described: dict[str, Any]) -> None:
    web = json.loads((folder / "csv-metadata.json").read_text(encoding="utf-8"))
    assert web["@context"] == "http://www.w3.org/ns/csvw" and web["dc:license"]["@id"]
    assert [table["url"] for table in web["tables"]] == [resource["path"] for resource in described["resources"]]
    for table, resource in zip(web["tables"], described["resources"], strict=True):
        columns = table["tableSchema"]["columns"]
        assert [column["titles"] for column in columns] == [field["name"] for field in resource["schema"]["fields"]]
        assert [column["required"] for column in columns] == [
            field.get("constraints", {}).get("required", False) for field in resource["schema"]["fields"]
        ]
    (value,) = (column for column in web["tables"][0]["tableSchema"]["columns"] if column["name"] == "value")
    assert {label["@language"] for label in value["rdfs:label"]} == {"en", "ru", "ky"}


def test_a_file_of_everything_and_a_restricted_source(template: Path, tmp_path: Path) -> None:
    sources = template / "data" / "sources.yml"
    sources.write_text(sources.read_text("utf-8").replace("  files:", "  restricted: true\n  files:"), "utf-8")
    folder = package(template, tmp_path)
    with zipfile.ZipFile(tmp_path / ARCHIVE) as archive:
        assert set(archive.namelist()) == {path.name for path in folder.iterdir()}
    assert {(row["restricted"], row["files"]) for row in rows(folder, "sources")} == {("true", "")}


PROGRAMS = Path(__file__).parents[2] / ".venv-interop" / "bin"
"""Validators by others, installed apart (`requirements/interop.in`)."""


def judged(program: str, *arguments: str) -> bool:
    """Whether a program finds nothing to complain of."""
    run = subprocess.run([PROGRAMS / program, *arguments], capture_output=True, text=True, timeout=120)
    assert "Traceback" not in run.stderr, run.stderr
    return run.returncode == 0


@pytest.mark.skipif(not (PROGRAMS / "frictionless").is_file(), reason="not installed; scripts/setup test installs it")
@pytest.mark.parametrize("report", ["", "examples/four-languages", "examples/bulletin"])
def test_the_validators_of_both_formats_find_nothing_and_would_find_a_changed_cell(report: str, tmp_path: Path) -> None:
    made = package(Path(__file__).parents[2] / report, tmp_path / "site")
    assert judged("frictionless", "validate", str(made / "datapackage.json"))
    assert judged("csvwvalidate", str(made / "csv-metadata.json"))
    path = made / "statistics.csv"
    lines = path.read_text(encoding="utf-8").splitlines()
    heads = next(csv.reader([lines[0]]))
    cells = next(csv.reader([lines[1]]))
    cells[heads.index("value")] = "much"
    target = io.StringIO()
    csv.writer(target).writerow(cells)
    path.write_text("\n".join([lines[0], target.getvalue().strip(), *lines[2:], ""]), encoding="utf-8")
    assert not judged("frictionless", "validate", str(made / "datapackage.json"))
    assert not judged("csvwvalidate", str(made / "csv-metadata.json"))
