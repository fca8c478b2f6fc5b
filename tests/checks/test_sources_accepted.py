"""Values and files are those that a person accepted."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from tests.tiny_report import found, tiny

CODES = ("S020", "S021", "S022")
TABLE = "k,v\nx,40\ny,50\n"


def report(folder: Path, accepted: dict[str, object], table: str = TABLE, text: str = "[40 per cent](stat:a).") -> Path:
    at = {"file": "t.csv", "where": {"k": "x"}, "column": "v"}
    files = {
        "data/sources.yml": {"s": {"title": {"en": "S"}, "files": ["t.csv"]}},
        "data/t.csv": table,
        "data/statistics/a.yml": {"a": {"source": "s", "at": at, "unit": "percent", "label": {"en": "A"}}},
        "docs/en/01-a.md": text,
        "data/sources.lock": json.dumps(accepted),
    }
    return tiny(folder, files)


def lock(value: object = "40", table: str = TABLE) -> dict[str, object]:
    return {"files": {"t.csv": hashlib.sha256(table.encode()).hexdigest()}, "values": {"a": value}}


@pytest.mark.parametrize(
    ("accepted", "table", "told"),
    [
        (lock(), TABLE, []),
        (lock(), TABLE.replace("50", "51"), ["S021"]),
        (lock(), TABLE.replace("40", "41"), ["S020/cited"]),  # of the file nothing more is said
        (lock("40.0"), TABLE, ["S020/cited"]),
        (lock(["40", "41"]), TABLE, ["S020/cited"]),
        ({}, TABLE, ["S022/values"]),
        ({"values": {"a": "40"}}, TABLE, ["S022/"]),
        ({"files": lock()["files"]}, TABLE, ["S022/values"]),
    ],
)
def test_what_was_accepted(tmp_path: Path, accepted: dict[str, object], table: str, told: list[str]) -> None:
    findings = found(report(tmp_path, accepted, table), *CODES)
    assert [one.code if one.code == "S021" else f"{one.code}/{one.problem.case}" for one in findings] == told


def test_both_values_are_named_and_where_the_old_one_stands(tmp_path: Path) -> None:
    (finding,) = found(report(tmp_path, lock(), TABLE.replace("40", "41")), "S020")
    assert [str(finding.fact(name)) for name in ("statistic", "old", "new", "source")] == ["a", "40", "41", "s"]
    assert [str(place) for place in finding.fact("places")] == ["docs/en/01-a.md:5:1"]


@pytest.mark.parametrize(
    ("times", "case", "left"), [(0, "cited-nowhere", None), (6, "cited", None), (7, "cited-more", 1)]
)
def test_six_places_are_named_and_the_others_counted(tmp_path: Path, times: int, case: str, left: int | None) -> None:
    text = "\n\n".join(["It is [40 per cent](stat:a)."] * times) or "Words."
    (finding,) = found(report(tmp_path, lock("39"), text=text), "S020")
    assert (finding.problem.case, finding.fact("count")) == (case, left)
    assert len(finding.fact("places") or ()) == min(times, 6)


@pytest.mark.parametrize(("count", "named"), [(1, 1), (6, 6), (7, 7), (9, 7)])
def test_what_waits_is_named_up_to_six(tmp_path: Path, count: int, named: int) -> None:
    folder = report(tmp_path, {})
    record = "{source: s, cited: {value: '%d'}, unit: percent, label: {en: 'N %d'}}"
    more = "".join(f"b{number}: {record % (number, number)}\n" for number in range(count - 1))
    (folder / "data" / "statistics" / "b.yml").write_text(more)
    (finding,) = found(folder, "S022")
    assert len(finding.fact("statistics")) == named and (("…" in finding.fact("statistics")) is (count > 6))
