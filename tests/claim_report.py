"""A small report with statistics and claims, for tests of claims."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from kerege.checks import check_report
from kerege.findings import Finding
from kerege.read import read_report
from tests.small_report import english

STATISTICS = """
poor-2010: {source: s, cited: {value: "40"}, unit: percent, period: "2010", label: {en: Poor people}}
poor-2015: {source: s, cited: {value: "48"}, unit: percent, period: "2015", label: {en: Poor people}}
women: {source: s, cited: {value: "52"}, unit: percent, of: {en: wom}, label: {en: Women who read}}
men: {source: s, cited: {value: "26"}, unit: percent, of: {en: men}, label: {en: Men who read}}
osh: {source: s, cited: {value: "40"}, unit: percent, label: {en: Readers in Osh}}
naryn: {source: s, cited: {value: "38"}, unit: percent, label: {en: Readers in Naryn}}
batken: {source: s, cited: {value: "21"}, unit: percent, label: {en: Readers in Batken}}
people: {source: s, cited: {value: "300"}, unit: persons, label: {en: People asked}}
helped: {source: s, cited: {value: "120"}, unit: persons, label: {en: People helped}}
ratio: {source: s, cited: {value: "0.4"}, unit: ratio, decimals: 1, label: {en: Readers}}
sent: {source: s, cited: {value: "300"}, unit: USD, bound: above, label: {en: Money sent}}
kept: {source: s, cited: {value: "200"}, unit: USD, label: {en: Money kept}}
given: {source: s, cited: {value: "400"}, unit: USD, label: {en: Money given}}
abroad: {source: s, cited: {value: "650", high: "700"}, unit: persons, label: {en: People abroad}}
nothing: {source: s, cited: {value: "0"}, unit: persons, label: {en: Nobody}}
weak-women: {source: s, cited: {value: "52"}, unit: percent, base: 200, of: {en: wom}, label: {en: Women who write}}
weak-men: {source: s, cited: {value: "48"}, unit: percent, base: 210, of: {en: men}, label: {en: Men who write}}
sure-women: {source: s, cited: {value: "62"}, unit: percent, base: 900, of: {en: wom}, label: {en: Women who sing}}
sure-men: {source: s, cited: {value: "48"}, unit: percent, base: 900, of: {en: men}, label: {en: Men who sing}}
wide-women: {source: s, cited: {value: "52"}, unit: percent, of: {en: wom}, interval: {low: "45", high: "59"}, label: {en: Women who draw}}
wide-men: {source: s, cited: {value: "48"}, unit: percent, of: {en: men}, interval: {low: "42", high: "54"}, label: {en: Men who draw}}
"""
CLAIMS = """
rise: {change: {from: poor-2010, to: poor-2015}}
more: {compare: {of: women, with: men}}
first: {rank: {of: [osh, naryn, batken], first: osh, by: highest}}
second: {rank: {of: [osh, naryn, batken], second: naryn, by: highest}}
last: {rank: {of: [osh, naryn, batken], last: batken, by: highest}}
only: {rank: {of: [osh, naryn, batken], only: osh, above: 39}}
most: {share: {of: women, above: 50}}
part: {share: {of: helped, in: people, below: 50}}
"""


def claim_report(folder: Path, text: str, claims: str = "", statistics: str = "", settings: str = "") -> Path:
    """The report with a chapter of this text, and further records."""
    chapter = f"---\ntitle: Claims\nsummary: Of claims.\n---\n\n{text}\n"
    report = english(folder, {"50-claims": chapter}, settings)
    (report / "data" / "sources.yml").write_text(
        (report / "data" / "sources.yml").read_text(encoding="utf-8") + "\ns:\n  title: {en: Survey}\n",
        encoding="utf-8",
    )
    (report / "data" / "statistics" / "claims.yml").write_text(STATISTICS + statistics, encoding="utf-8")
    (report / "data" / "claims.yml").write_text(CLAIMS + claims, encoding="utf-8")
    return report


_BESIDE = ("S022", "S040", "S090", "Q011", "S050", "S051")
"""Of statistics and claims that a test does not use."""


def found(report: Path, beside: tuple[str, ...] = _BESIDE) -> list[Finding]:
    """What is found in it."""
    reading = read_report(report)
    findings, _ = check_report(reading.report, reading.findings)
    return [finding for finding in findings if finding.code not in beside]


def codes(report: Path) -> list[str]:
    return [finding.code for finding in found(report)]


def by_claim(findings: Mapping[str, str]) -> str:
    """A text with a paragraph for each phrase of a claim."""
    return "\n\n".join(f"It [{words}](claim:{key})." for words, key in findings.items())
