"""One fact, one id: two ids of one place, two values of one fact, and shares that must make a hundred."""

from __future__ import annotations

from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from tests.tiny_report import SOURCE, cases, cited, found, tiny

CODES = ("S043", "S050", "S051")


def report(folder: Path, statistics: dict[str, Any]) -> Path:
    sources = {"s": {**SOURCE["s"], "files": ["t.csv", "u.csv"]}}
    table = "k,j,v,w\nx,p,40,41\ny,q,50,51\n"
    files = {"data/sources.yml": sources, "data/t.csv": table, "data/u.csv": table}
    return tiny(folder, {**files, "data/statistics/a.yml": statistics})


def cell(label: str, **at: Any) -> dict[str, Any]:
    at = {"file": "t.csv", "where": {"k": "x"}, "column": "v", **at}
    return {"source": "s", "at": at, "unit": "percent", "label": {"en": label}}


@pytest.mark.parametrize(
    ("second", "same"),
    [
        (cell("B"), True),
        (cell("B", file="u.csv"), False),
        (cell("B", column="w"), False),
        (cell("B", where={"k": "y"}), False),
        (cell("B", where={"j": "p", "k": "x"}), False),
    ],
)
def test_two_ids_of_one_cell(tmp_path: Path, second: dict[str, Any], same: bool) -> None:
    findings = found(report(tmp_path, {"a": cell("A"), "b": second}), "S050")
    assert [(one.fact("key"), one.fact("first")) for one in findings] == ([("b", "a")] if same else [])


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        ({"formula": "{a} + {b}"}, {"formula": "{a}+{b}"}, True),
        ({"formula": "{a} + {b}"}, {"formula": "{b} + {a}"}, False),
        ({"source": "s", "sql": "select v from t"}, {"source": "s", "sql": "select  v\nfrom t"}, True),
        ({"source": "s", "sql": "select v from t"}, {"source": "s", "sql": "select w from t"}, False),
    ],
)
def test_two_ids_of_one_formula_or_query(
    tmp_path: Path, first: dict[str, Any], second: dict[str, Any], same: bool
) -> None:
    words = {"unit": "percent"}
    records = {"a": cell("A"), "b": cell("B", column="w")}
    pair = {"c": {**first, **words, "label": {"en": "C"}}, "d": {**second, **words, "label": {"en": "D"}}}
    assert cases(report(tmp_path, {**records, **pair}), "S050") == (["S050"] if same else [])


def test_values_read_by_people_are_compared_by_their_words_alone(tmp_path: Path) -> None:
    assert cases(report(tmp_path, {"a": cited("40", label="A"), "b": cited("40", label="B")}), *CODES) == []


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ({}, ["S051"]),
        ({"cited": {"value": "40"}}, []),
        ({"label": {"en": "Other"}}, []),
        ({"unit": "persons"}, []),
        ({"of": {"en": "wom"}}, []),
        ({"period": "2015"}, []),
    ],
)
def test_one_fact_with_two_values(tmp_path: Path, more: dict[str, Any], told: list[str]) -> None:
    first, second = cited("40", label="Share"), {**cited("41", label="Share"), **more}
    folder = report(tmp_path, {"a": first, "b": second})
    assert cases(folder, *CODES) == told
    for finding in found(folder, "S051"):
        facts = [str(finding.fact(name)) for name in ("key", "same", "case", "case2")]
        assert facts == ["b", "a", "41", "40"]


@pytest.mark.parametrize(
    ("own", "other", "decimals", "told"),
    [
        ("60", "40", 0, []),
        ("60", "41", 0, []),  # each may have been rounded by half
        ("60", "39", 0, []),
        ("60", "42", 0, ["S043/make-not"]),
        ("60", "38", 0, ["S043/make-not"]),
        ("60.0", "40.1", 1, []),
        ("60.0", "39.9", 1, []),
        ("60.0", "40.2", 1, ["S043/make-not"]),
        ("60.0", "39.8", 1, ["S043/make-not"]),
    ],
)
def test_complements_at_the_border_of_rounding(
    tmp_path: Path, own: str, other: str, decimals: int, told: list[str]
) -> None:
    pair = {
        "a": cited(own, label="Yes", complement="b", decimals=decimals),
        "b": cited(other, label="No", decimals=decimals),
    }
    assert cases(report(tmp_path, pair), "S043") == told


def test_the_sum_is_told(tmp_path: Path) -> None:
    pair = {"a": cited("60", label="Yes", complement="b"), "b": cited("42", label="No")}
    (finding,) = found(report(tmp_path, pair), "S043")
    assert [str(finding.fact(name)) for name in ("statistic", "complement", "own")] == ["a", "b", "102"]


def test_a_complement_without_a_value(tmp_path: Path) -> None:
    records = {"a": cited("60", label="Yes", complement="b"), "b": {**cell("No"), "at": {"file": "gone.csv"}}}
    assert cases(report(tmp_path, records), "S043") in (["S043/complement-has-no-value"], [])
    (finding,) = found(report(tmp_path / "x", {"a": cited("60", complement="b")}), "S043")
    assert (finding.problem.case, finding.fact("complement")) == ("complement-has-no-value", "b")


@pytest.mark.parametrize(
    ("second", "same"),
    [
        ({}, True),
        ({"by": {"area": "rural", "sex": "women"}}, True),  # in another order
        ({"by": {"sex": "women"}}, False),
        ({"by": {"sex": "men", "area": "rural"}}, False),
        ({"share": "q2 == 1"}, False),
        ({"among": "age > 17"}, False),
    ],
)
def test_two_ids_of_one_estimate(tmp_path: Path, second: dict[str, Any], same: bool) -> None:
    estimate = {"share": "q1 == 1", "by": {"sex": "women", "area": "rural"}}
    records = {
        key: {"source": "s", "estimate": deepcopy({**estimate, **more}), "unit": "percent", "label": {"en": key}}
        for key, more in (("a", {}), ("b", second))
    }
    assert cases(report(tmp_path, records), "S050") == (["S050"] if same else [])


def test_what_follows_a_second_id_is_judged_too(tmp_path: Path) -> None:
    records = {"a": cell("A"), "b": cell("B"), "c": cited("40", label="C"), "d": cited("41", label="C")}
    folder = report(tmp_path, records)
    assert cases(folder, *CODES) == ["S050", "S051"]
    assert str(found(folder, "S050")[0].fact("location")) == "data/statistics/a.yml:1:1"


def test_statistics_without_a_label_are_not_the_same(tmp_path: Path) -> None:
    records = {"a": {**cited("40"), "label": {}}, "b": {**cited("41"), "label": {}}}
    assert cases(report(tmp_path, records), "S051") == []


def test_a_statistic_without_a_value_contradicts_nothing(tmp_path: Path) -> None:
    broken = {**cell("Share"), "at": {"file": "t.csv", "where": {"k": "gone"}, "column": "v"}}
    assert cases(report(tmp_path, {"a": cited("40", label="Share"), "b": broken}), *CODES) == []
