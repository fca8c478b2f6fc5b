"""The JSON Schemas are those that the readers give, accept every record of this repository, and refuse what the readers refuse."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from kerege.lsp.schemas import FILES, FOLDER, fields_at, schema, schema_of
from kerege.read import read_report
from tools import mistakes, schemas

jsonschema = pytest.importorskip("jsonschema")
ROOT = Path(__file__).parents[1]
REPORTS = [ROOT, ROOT / "src" / "kerege" / "report_template", *sorted((ROOT / "examples").iterdir())]
_OF_A_RECORD = ("R004", "R005", "R007", "R010", "R016")


class _Core(yaml.SafeLoader):
    """YAML as editors read it (the core schema of YAML 1.2): `no` and 2030-01-01 are texts."""


_BOOLEAN = re.compile("^(?:true|false)$", re.IGNORECASE)
_Core.yaml_implicit_resolvers = {
    sign: [(tag, _BOOLEAN if tag.endswith(":bool") else form) for tag, form in forms if not tag.endswith(":timestamp")]
    for sign, forms in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def _refused(path: Path, name: str) -> list[str]:
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".md":
        text = text.split("---\n")[1] if text.startswith("---\n") else ""
    try:
        data: Any = yaml.load(text, _Core)
    except yaml.YAMLError:
        return ["no YAML"]
    return [error.message for error in jsonschema.Draft202012Validator(schema(name)).iter_errors(data)]


def _records(root: Path) -> Iterator[tuple[Path, str]]:
    for form, name in FILES:
        for path in sorted(root.glob(form)):
            if schema_of(path.relative_to(root).as_posix()) == name and schema(name):
                yield path, name


def test_the_schemas_are_those_that_the_readers_give() -> None:
    made = {name: schemas.text(one) for name, one in schemas.schemas().items()}
    kept = {path.name.partition(".")[0]: path.read_text(encoding="utf-8") for path in FOLDER.glob("*.schema.json")}
    assert made == kept, "run: tools/run schemas"


@pytest.mark.parametrize("root", REPORTS, ids=[root.name for root in REPORTS])
def test_every_record_of_a_report_that_checks_clean_is_accepted(root: Path) -> None:
    found = list(_records(root))
    assert len({name for _, name in found}) >= 4
    wrong = {str(path.relative_to(root)): said for path, name in found if (said := _refused(path, name))}
    assert wrong == {}


def test_what_the_readers_refuse_of_a_record_is_refused(tmp_path: Path) -> None:
    """Each mistake of tests/mistakes that concerns the fields of a record."""
    accepted, refused = [], 0
    for number, mistake in enumerate(mistakes.mistakes()):
        touched = [name for name in (*mistake.edit, *mistake.write) if schema_of(name) and schema(str(schema_of(name)))]
        if not touched:
            continue
        root = tmp_path / str(number)
        shutil.copytree(mistakes.TEMPLATE, root)
        mistake.make(root)
        try:
            findings = read_report(root).findings
        except Exception:
            continue
        wrong = {str(f.location.path) for f in findings if f.code in _OF_A_RECORD}
        for name in (name for name in touched if name in wrong):
            if _refused(root / name, str(schema_of(name))):
                refused += 1
            else:
                accepted.append(
                    (mistake.does, [f"{f.code} {f.message}" for f in findings if str(f.location.path) == name])
                )
    assert accepted == []
    assert refused >= 4


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("statistics", "a: {source: s, at: {file: x.csv}, sql: 'SELECT 1'}"),
        ("statistics", "a: {source: s, unit: percent}"),
        ("statistics", "a: {sorce: s, at: {file: x.csv}}"),
        ("statistics", "a: {source: s, at: {fil: x.csv}}"),
        ("statistics", "t: {source: s, table: {file: x.csv, by: {row: x}}, rows: [a], columns: [b]}"),
        ("statistics", "t: {source: s, table: {file: x.csv}, rows: {a: {labels: {en: A}}}, columns: [b]}"),
        ("statistics", "A b: {source: s, at: {file: x.csv}}"),
        ("claims", "c: {changes: {from: a, to: b}}"),
        ("claims", "c: {compare: {of: a, against: b}}"),
        ("quotes", "q: {form: verbatm, original: en}"),
        ("quotes", "q: {original: en, speaker: x, consent: {publsh: yes}}"),
        ("figure", "data: [a]\ntitel: {en: x}"),
        ("glossary", "t: {term: x, definition: {en: y}}"),
        ("sources", "s: {title: {en: S}, decimal: semicolon}"),
        ("assertions", "- {holds: a > b, fails: b > a}"),
        ("chapter", "title: A\nstatu: draft"),
    ],
)
def test_other_mistakes_of_each_kind_are_refused(tmp_path: Path, name: str, text: str) -> None:
    path = tmp_path / "record.yml"
    path.write_text(text, encoding="utf-8")
    assert _refused(path, name)


def test_every_field_is_explained() -> None:
    assert list(schemas.undocumented()) == []


def test_fields_are_found_by_their_place() -> None:
    assert {"at", "unit", "label", "table"} <= {one.name for one in fields_at("data/statistics/x.yml", ("a",))}
    assert {"where", "column"} <= {one.name for one in fields_at("data/statistics/x.yml", ("a", "at"))}
    assert {"key", "label", "of"} <= {one.name for one in fields_at("data/statistics/x.yml", ("a", "rows", "Courts"))}
    bound = next(one for one in fields_at("data/statistics/x.yml", ("a",)) if one.name == "bound")
    assert bound.choices == ("above", "below", "near") and "less than" in bound.documentation
