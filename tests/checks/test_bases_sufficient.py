"""A share rests on enough answers: 25 and 50 are the borders, and only shares that are stated are judged."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.tiny_report import SOURCE, cases, cited, found, tiny

CODES = ("S041", "S042")
FIGURE = {
    "data": ["a"],
    "title": {"en": "T"},
    "alt": {"en": "A"},
    "source": "s",
    "size": {"width": 120, "height": 30},
}


def share(folder: Path, text: str = "It is [40 per cent](stat:a).", **record: object) -> Path:
    statistics = {"a": cited("40", **record)}  # type: ignore[arg-type]
    files = {"data/sources.yml": SOURCE, "data/statistics/a.yml": statistics, "docs/en/01-a.md": text}
    return tiny(folder, files)


@pytest.mark.parametrize(
    ("base", "told"), [(1, ["S041"]), (24, ["S041"]), (25, ["S042"]), (49, ["S042"]), (50, []), (51, [])]
)
def test_the_borders(tmp_path: Path, base: int, told: list[str]) -> None:
    assert cases(share(tmp_path, base=base), *CODES) == told


@pytest.mark.parametrize(
    ("base", "said"),
    [(24, "'a' is a share over 24 cases, fewer than 25"), (49, "'a' is a share over 49 cases, fewer than 50")],
)
def test_the_sentence_names_the_base_and_the_border(tmp_path: Path, base: int, said: str) -> None:
    (finding,) = found(share(tmp_path, base=base), *CODES)
    assert finding.message == said and str(finding.location.path) == "data/statistics/a.yml"


@pytest.mark.parametrize(("unit", "told"), [("percentage_points", ["S041"]), ("ratio", ["S041"]), ("persons", [])])
def test_only_shares(tmp_path: Path, unit: str, told: list[str]) -> None:
    assert cases(share(tmp_path, "[40](stat:a).", unit=unit, base=9), *CODES) == told


def test_a_share_that_nothing_states_is_not_judged(tmp_path: Path) -> None:
    assert cases(share(tmp_path, "Words.", base=9), *CODES) == []


@pytest.mark.parametrize("where", ["key_figures", "claim", "block", "figure"])
def test_every_way_to_state_it_counts(tmp_path: Path, where: str) -> None:
    folder = share(tmp_path, "```statistic\na\n```" if where == "block" else "Words.", base=9)
    if where == "key_figures":
        (folder / "report.yml").write_text((folder / "report.yml").read_text() + "key_figures: [a]\n")
    if where == "claim":
        (folder / "data" / "claims.yml").write_text("most: {share: {of: a, below: 50}}\n")
    if where == "figure":
        (folder / "figures").mkdir()
        (folder / "figures" / "f.yml").write_text(json.dumps(FIGURE))
        (folder / "figures" / "f.py").write_text("")
    assert cases(folder, *CODES) == ["S041"]


def test_each_statistic_is_judged_and_each_way_to_state_it_counts_beside_the_others(tmp_path: Path) -> None:
    statistics = {key: cited(f"{40 + n}", base=9) for n, key in enumerate("abcde")}
    statistics["z"] = cited("5", "persons", base=9)
    files = {
        "data/sources.yml": SOURCE,
        "data/statistics/a.yml": {"z": statistics.pop("z"), **statistics},
        "data/claims.yml": {"most": {"share": {"of": "c", "below": 50}}, "more": {"share": {"of": "e", "below": 50}}},
        "figures/f.yml": {**FIGURE, "data": ["b"]},
        "figures/f.py": "",
        "docs/en/01-a.md": "It is [5](stat:z) and [43 per cent](stat:d).",
    }
    folder = tiny(tmp_path, files, key_figures=["a"])
    assert [one.fact("key") for one in found(folder, *CODES)] == ["a", "b", "c", "d", "e"]


@pytest.mark.parametrize(("rows", "told"), [(24, ["S041"]), (25, ["S042"]), (50, [])])
def test_a_base_counted_from_the_data(tmp_path: Path, rows: int, told: list[str]) -> None:
    record = {"source": "s", "sql": "select avg(v) from a", "unit": "percent", "label": {"en": "Share"}}
    files = {
        "data/sources.yml": {"s": {"title": {"en": "S"}, "files": ["a.csv"]}},
        "data/a.csv": "k,v\n" + "x,40\n" * rows,
        "data/statistics/a.yml": {"a": record},
        "docs/en/01-a.md": "[40 per cent](stat:a).",
    }
    assert cases(tiny(tmp_path, files), *CODES) == told


def test_a_statistic_without_a_value_is_judged_by_what_is_written(tmp_path: Path) -> None:
    at = {"file": "gone.csv", "where": {"k": "x"}, "column": "v"}
    record = {"source": "s", "at": at, "base": 24, "unit": "percent", "label": {"en": "Share"}}
    files = {
        "data/sources.yml": {"s": {"title": {"en": "S"}, "files": ["gone.csv"]}},
        "data/statistics/a.yml": {"a": record},
        "docs/en/01-a.md": "[40 per cent](stat:a).",
    }
    assert cases(tiny(tmp_path, files), *CODES) == ["S041"]
