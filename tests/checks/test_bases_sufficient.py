"""A share rests on enough answers: 25 and 50 are the borders, and only shares that are stated are judged."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tiny_report import SOURCE, cases, cited, found, tiny

CODES = ("S041", "S042")


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


@pytest.mark.parametrize("where", ["key_figures", "claim", "block"])
def test_every_way_to_state_it_counts(tmp_path: Path, where: str) -> None:
    folder = share(tmp_path, "```statistic\na\n```" if where == "block" else "Words.", base=9)
    if where == "key_figures":
        (folder / "report.yml").write_text((folder / "report.yml").read_text() + "key_figures: [a]\n")
    if where == "claim":
        (folder / "data" / "claims.yml").write_text("most: {share: {of: a, below: 50}}\n")
    assert cases(folder, *CODES) == ["S041"]


def test_a_base_counted_from_the_data(tmp_path: Path) -> None:
    at = {"file": "a.csv", "where": {"k": "x"}, "column": "v"}
    record = {"source": "s", "at": at, "base": 24, "unit": "percent", "label": {"en": "Share"}}
    files = {
        "data/sources.yml": {"s": {"title": {"en": "S"}, "files": ["a.csv"]}},
        "data/a.csv": "k,v\nx,40\n",
        "data/statistics/a.yml": {"a": record},
        "docs/en/01-a.md": "[40 per cent](stat:a).",
    }
    assert cases(tiny(tmp_path, files), *CODES) == ["S041"]
