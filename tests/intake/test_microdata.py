"""Files in the shape of household surveys: taken in, declared, estimated as a hand's own arithmetic says."""

from __future__ import annotations

import csv
import math
import random
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from kerege.evidence.ledger import Ledger, read_ledger
from kerege.intake.microdata import take_in
from kerege.read import read_report
from tests.small_report import english

pyreadstat = pytest.importorskip("pyreadstat")
pandas = pytest.importorskip("pandas")
pytest.importorskip("svy")

Rows = Sequence[Mapping[str, float]]


def women(cases: int = 240) -> list[dict[str, float]]:
    """Women of two strata, each with six clusters, weights of six decimals without their point, and a code for no answer."""
    chance = random.Random(7)
    found = []
    for n in range(cases):
        cluster = n % 12
        found.append(
            {
                "v001": cluster + 1, "v005": chance.randint(400_000, 2_400_000), "v021": cluster + 1, "v022": 1 + cluster // 6,
                "v025": 1 + n % 2, "v012": chance.randint(15, 49), "v313": chance.choice((0, 0, 1, 3, 3, 3, 9)),
            }
        )  # fmt: skip
    return found


def share_by_hand(
    rows: Rows, weight: str, stratum: str, psu: str, counted: Mapping[float, bool]
) -> tuple[float, float]:
    """A share of those who answered and its error by Taylor linearisation, clusters drawn with replacement within strata."""
    inside = [row for row in rows if row["answer"] in counted]
    total = sum(row[weight] for row in inside)
    share = sum(row[weight] * counted[row["answer"]] for row in inside) / total
    sums: dict[float, dict[float, float]] = defaultdict(lambda: defaultdict(float))
    for row in rows:
        score = row[weight] * (counted[row["answer"]] - share) / total if row["answer"] in counted else 0.0
        sums[row[stratum]][row[psu]] += score
    variance = 0.0
    for clusters in sums.values():
        mean = sum(clusters.values()) / len(clusters)
        variance += len(clusters) / (len(clusters) - 1) * sum((one - mean) ** 2 for one in clusters.values())
    return share, math.sqrt(variance)


def declared(folder: Path, file: Path, design: str, estimate: str) -> Ledger:
    """A report whose source is a survey's file, taken in."""
    root = english(folder)
    taken = take_in(file, root / "data")
    with (root / "data" / "sources.yml").open("a", encoding="utf-8") as stream:
        stream.write(
            f"\nsurvey:\n  title: {{en: Survey}}\n  files: [{taken.data.name}, {taken.labels.name}]\n  design: {design}\n"
        )
    (root / "data" / "statistics" / "survey.yml").write_text(
        f"share:\n  source: survey\n  estimate: {estimate}\n  unit: percent\n  label: {{en: Modern method}}\n", "utf-8"
    )
    return read_ledger(read_report(root).report)


def test_a_file_of_dhs_is_declared_in_one_line(tmp_path: Path) -> None:
    rows = women()
    frame = pandas.DataFrame(rows)
    frame["v313"] = ["a" if value == 9 else int(value) for value in frame["v313"]]
    labels = {
        "v313": {0: "no method", 1: "folkloric method", 3: "modern method", "a": "not asked"},
        "v025": {1: "urban", 2: "rural"},
    }
    file = tmp_path / "ZZIR62FL.DTA"
    pyreadstat.write_dta(frame, file, variable_value_labels=labels, missing_user_values={"v313": ["a"]})
    ledger = declared(
        tmp_path / "report", file, "{weight: v005, divide: 1000000, strata: v022, psu: v021}",
        '{share: "v313 == 3", by: {v025: urban}}',
    )  # fmt: skip
    assert not [str(f) for f in ledger.findings if f.code.startswith("S07")]
    urban = [{**row, "answer": row["v313"] if row["v025"] == 1 else 9} for row in rows]
    share, error = share_by_hand(urban, "v005", "v022", "v021", {0: False, 1: False, 3: True})
    value = ledger.values["share"]
    assert value.error is not None and float(value.number) == pytest.approx(100 * share, abs=0.001)
    assert float(value.error) == pytest.approx(100 * error, abs=0.01)
    assert value.base == sum(row["answer"] != 9 for row in urban)


def test_a_file_of_mics_keeps_what_is_no_answer_apart(tmp_path: Path) -> None:
    rows = women()
    frame = pandas.DataFrame(
        {
            "HH1": [row["v001"] for row in rows], "PSU": [row["v021"] for row in rows], "stratum": [row["v022"] for row in rows],
            "wmweight": [row["v005"] / 1e6 for row in rows], "MT4": [row["v313"] for row in rows],
        }
    )  # fmt: skip
    file = tmp_path / "wm.sav"
    pyreadstat.write_sav(
        frame, file, variable_value_labels={"MT4": {0: "NO", 1: "YES, OLD", 3: "YES", 9: "NO RESPONSE"}},
        missing_ranges={"MT4": [9]},
    )  # fmt: skip
    ledger = declared(tmp_path / "report", file, "{weight: wmweight, strata: stratum, psu: HH1}", "{share: MT4 == 3}")
    assert not [str(f) for f in ledger.findings if f.code.startswith("S07")]
    answered = [{**row, "answer": row["v313"]} for row in rows]
    share, error = share_by_hand(answered, "v005", "v022", "v001", {0: False, 1: False, 3: True})
    value = ledger.values["share"]
    assert value.error is not None and float(value.number) == pytest.approx(100 * share, abs=0.001)
    assert float(value.error) == pytest.approx(100 * error, abs=0.01)
    assert value.base == sum(row["v313"] != 9 for row in rows)
    # The code stays in the data, and the labels file says that it is no answer.
    texts = [*csv.DictReader((tmp_path / "report/data/wm.csv").open(encoding="utf-8"))]
    assert sum(row["MT4"] == "9" for row in texts) == sum(row["v313"] == 9 for row in rows)
    said = [*csv.DictReader((tmp_path / "report/data/wm-labels.csv").open(encoding="utf-8"))]
    assert [row["missing"] for row in said if (row["variable"], row["value"]) == ("MT4", "9")] == ["yes"]


@pytest.mark.parametrize("kind", ["por", "xpt"])
def test_portable_and_transport_files_come_in(tmp_path: Path, kind: str) -> None:
    frame = pandas.DataFrame({"CLUSTER": [1, 1, 2], "AGE": [20.0, None, 41.5]})
    file = tmp_path / f"old.{kind}"
    (pyreadstat.write_por if kind == "por" else pyreadstat.write_xport)(frame, file)
    taken = take_in(file, tmp_path / "data")
    rows = [*csv.reader(taken.data.open(encoding="utf-8"))]
    assert [name.upper() for name in rows[0]] == ["CLUSTER", "AGE"] and [row[1] for row in rows[1:]] == [
        "20",
        "",
        "41.5",
    ]
