"""A sentence about one year and a statistic of another."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.tiny_report import SOURCE, cited, found, tiny


def report(folder: Path, text: str, *records: dict[str, Any]) -> Path:
    statistics = dict(zip("abcd", records, strict=False))
    files = {"data/sources.yml": SOURCE, "data/statistics/a.yml": statistics, "docs/en/01-a.md": text}
    return tiny(folder, files)


def of(period: str, value: str = "40", label: str = "Women", **more: Any) -> dict[str, Any]:
    return cited(value, label=label, **({"period": period} if period else {}), **more)


@pytest.mark.parametrize(
    ("text", "periods", "right"),
    [
        ("In 2015, [40 per cent](stat:a) were women.", ("2011", "2015"), "b"),
        ("In 2011, [40 per cent](stat:a) were women.", ("2011", "2015"), ""),
        ("In 2016, [40 per cent](stat:a) were women.", ("2011", "2015"), ""),  # no statistic of that year
        ("Of all, [40 per cent](stat:a) were women.", ("2011", "2015"), ""),
        ("In 2015 and 2011, [40 per cent](stat:a) were women.", ("2011", "2015"), ""),
        ("It was 2015. [40 per cent](stat:a) were women.", ("2011", "2015"), ""),
        ("In 2015, [40 per cent](stat:a) were women.", ("2013–2016", "2015"), ""),
        ("In 2016, [40 per cent](stat:a) were women.", ("2011", "2013–2016"), "b"),
        ("In 2017, [40 per cent](stat:a) were women.", ("2011", "2013–2016"), ""),
        ("In 2012, [40 per cent](stat:a) were women.", ("2011", "2013–2016"), ""),
        ("In 2013, [40 per cent](stat:a) were women.", ("2011", "2013–2016"), "b"),
        ("In 2015, [40 per cent](stat:a) were women.", ("2011", ""), ""),
    ],
)
def test_the_years_of_a_sentence(tmp_path: Path, text: str, periods: tuple[str, str], right: str) -> None:
    folder = report(tmp_path, text, of(periods[0]), of(periods[1], "41"))
    assert [one.fact("right") for one in found(folder, "S057")] == ([right] if right else [])


@pytest.mark.parametrize("more", [{"label": "Men"}, {"unit": "ratio"}, {"of": {"en": "wom"}}])
def test_statistics_that_differ_by_more_than_their_period(tmp_path: Path, more: dict[str, Any]) -> None:
    folder = report(tmp_path, "In 2015, [40 per cent](stat:a).", of("2011"), of("2015", "41", **more))
    assert found(folder, "S057") == []


def test_the_year_and_the_period_are_named(tmp_path: Path) -> None:
    (finding,) = found(report(tmp_path, "In 2015, [40 per cent](stat:a).", of("2011"), of("2015", "41")), "S057")
    assert (finding.fact("period"), finding.fact("target"), finding.language) == ("2011", "a", "en")
    assert "2015" in finding.message


@pytest.mark.parametrize(
    ("first", "second", "told"),
    [
        (of("", label="Women in 2011"), of("", "41", "Women in 2015"), ["a", "b"]),
        (of("2011", label="Women in 2011"), of("", "41", "Women in 2015"), ["b"]),
        (of("2011", label="Women in 2011"), of("2015", "41", "Women in 2015"), []),
        (of("", label="Women in 2011"), of("", "41", "Men in 2015"), []),
        (of("", label="Women in 2011"), of("", "41", "Women in 2011"), []),
    ],
)
def test_labels_that_differ_by_a_year_alone(
    tmp_path: Path, first: dict[str, Any], second: dict[str, Any], told: list[str]
) -> None:
    folder = report(tmp_path, "Words.", first, second)
    assert [one.fact("member") for one in found(folder, "S058")] == told
