"""Passages that must, or must not, be found: the whole passage is read, wherever its ties begin and end."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import pytest

from kerege.findings import Finding, Severity

TABLE = Path(__file__).parents[1] / "languages" / "passages.en.tsv"
VALUES = {
    "women": ("59.6", "percent", "Women who work", "wom"), "men": ("40.4", "percent", "Men who work", "men"),
    "poor2015": ("40", "percent", "Poor in the first year", ""), "poor2016": ("35", "percent", "Poor in the second year", ""),
    "sample": ("1200", "persons", "Respondents", ""), "pop": ("1234567", "persons", "Population", ""),
    "wage": ("500", "KGS", "Wage", ""), "three": ("3", "count", "Regions covered", ""),
}  # fmt: skip
CLAIMS = {"majority-wrong", "most-of-wrong", "minority", "highest-wrong", "zero-words", "all-words"}
"""Without a number: claims, which are told where a report requires them."""


def rows() -> list[dict[str, str]]:
    with TABLE.open(encoding="utf-8") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


@pytest.fixture
def passages(template: Path) -> Path:
    """A report of one language with these statistics."""
    statistics = []
    for key, (value, unit, label, of) in VALUES.items():
        decimals = len(value.partition(".")[2])
        group = f", of: {{en: {of}}}" if of else ""
        statistics.append(
            f'{key}: {{source: example-survey, cited: {{value: "{value}"}}, unit: {unit}, decimals: {decimals}, label: {{en: {label}}}{group}}}'
        )
    (template / "data" / "statistics" / "passages.yml").write_text("\n".join(statistics) + "\n", encoding="utf-8")
    return template


def told(folder: Path, text: str, check: Callable[[Path], list[Finding]]) -> list[str]:
    """The codes of errors and warnings in a chapter with this text alone, but for those about its translations."""
    chapter = "---\ntitle: Case\n---\n\n" + text.replace("\\n", "\n") + "\n"
    (folder / "docs" / "en" / "02-case.md").write_text(chapter, encoding="utf-8")
    found = (f for f in check(folder) if f.location.path.name == "02-case.md" and f.severity is not Severity.NOTE)
    return [finding.code for finding in found if finding.code[0] != "T"]


@pytest.mark.parametrize("row", rows(), ids=lambda row: row["id"])
def test_a_passage(row: dict[str, str], passages: Path, findings_of: Callable[[Path], list[Finding]]) -> None:
    if row["id"] in CLAIMS:
        with (passages / "report.yml").open("a", encoding="utf-8") as file:
            file.write("claims: require\n")
    assert bool(told(passages, row["text"], findings_of)) is (row["should_be_found"] == "yes")


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Of men, [59.6 per cent](stat:women) work, says the Women’s Committee.", ["S004"]),
        ("Of women, [59.6 per cent](stat:women) work.", []),
        ("Of women who could, [59.6 per cent](stat:women) work, of men 42.0 per cent.", ["S005"]),
        ("Of men who could, [59.6 per cent](stat:women) work, of women 42.0 per cent.", ["S004", "S005"]),
        ("Poverty fell from [40](stat:poor2015) to [35 per cent](stat:poor2016).", []),
        ("More than [40 per cent](stat:poor2015) were poor.", ["S003"]),
        ("At least [40 per cent](stat:poor2015) were poor.", []),
        ("The wage was [500](stat:wage) som, or [500 euros](stat:wage).", ["S008"]),
        ("There were [1.2 million people](stat:pop), and [1.2](stat:pop) million people.", []),
        ("Of these, [40](stat:poor2015).9.1 per cent; see 2.1.3.", ["S055"]),
        ("Twelve women were deported; two sisters stayed.", ["S056"]),
    ],
)
def test_what_a_tie_owns(
    text: str, codes: list[str], passages: Path, findings_of: Callable[[Path], list[Finding]]
) -> None:
    assert sorted(told(passages, text, findings_of)) == codes
