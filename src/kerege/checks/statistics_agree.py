"""Every phrase tied to a statistic states its value, in the language of the page.

Passes: `[59,6 процента](stat:women-share-2015)` when the cell holds 59.6; `[about a third](stat:poor-2016)` for 33.3.
Fails: `[53 процента]` for 51 (S003); two numbers or none in one tie (S002); per cent for a count (S008).
`more than 20` for 48 is true and hides it: a warning (S009).
"""

from __future__ import annotations

from collections.abc import Iterator

from kerege.checks.case import Case
from kerege.evidence.agreement import Outcome, Verdict, judge
from kerege.findings import Finding, Location, Severity
from kerege.model import Chapter, Scheme, Tie

CODES = ("S002", "S003", "S008", "S009")


def check(case: Case) -> Iterator[Finding]:
    """Yield a finding for each phrase that its statistic does not bear out."""
    for chapter, tie in case.ties():
        if tie.scheme is Scheme.STATISTIC and tie.words:
            yield from _phrase(case, chapter, tie)


def _phrase(case: Case, chapter: Chapter, tie: Tie) -> Iterator[Finding]:
    statistic, value = case.report.statistics.get(tie.target), case.values.get(tie.target)
    if statistic is None or value is None:
        return
    pack = case.packs[chapter.language]
    verdict = judge(tie.words, value.number, statistic.unit, statistic.decimals, pack, case.tolerances, value.high)
    end = tie.location.column + tie.end - tie.start
    for finding in _finding(
        tie.location, tie.words, tie.target, verdict, value.trail, statistic.source, statistic.unit
    ):
        yield Finding(
            finding.location, finding.code, finding.message, finding.hint, finding.severity, chapter.language, end
        )


def _finding(
    location: Location, words: str, target: str, verdict: Verdict, trail: str, source: str, unit: str
) -> Iterator[Finding]:
    accept = f", or correct the source and run: kerege accept {source}" if source else ""
    match verdict.outcome:
        case Outcome.DISAGREES:
            yield Finding(
                location,
                "S003",
                f"'{words}' says {verdict.said}; {target} is {verdict.expected} ({trail})",
                f"write {verdict.expected}{accept}",
            )
        case Outcome.NO_NUMBER:
            yield Finding(
                location,
                "S002",
                f"'{words}' states no number; {target} is {verdict.expected} ({trail})",
                "tie the words that state the number",
            )
        case Outcome.SEVERAL:
            yield Finding(
                location,
                "S002",
                f"'{words}' states several numbers ({verdict.said}); {target} is {verdict.expected}",
                "tie each number to its own statistic",
            )
        case Outcome.WRONG_UNIT:
            yield Finding(
                location,
                "S008",
                f"'{words}' is not in the unit of {target}, which is {unit} ({trail})",
                "name the unit of the statistic, or tie another one",
            )
        case Outcome.UNDERSTATES:
            yield Finding(
                location,
                "S009",
                f"'{words}' is true and hides how much: {target} is {verdict.expected} ({trail})",
                "say a nearer number",
                Severity.WARNING,
            )
