"""Every phrase tied to a statistic states its value, in the language of the page.

Passes: `[59,6 процента](stat:women-share-2015)` when the cell holds 59.6; `[about a third](stat:poor-2016)` for 33.3.
Fails: `[53 процента]` for 51 (S003); two numbers or none in one tie (S002); per cent for a count (S008); what cannot be
read completely (S055). The whole quantity is judged, with what of it stands outside the tie: "more than [40](stat:poor)".
`more than 20` for 48 is true and hides it: a warning (S009).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kerege.checks.context import Case
from kerege.evidence.agreement import Outcome, Verdict
from kerege.evidence.phrases import phrases_of
from kerege.evidence.record_texts import record_phrases
from kerege.findings import Finding, Location, Severity

CODES = ("S002", "S003", "S008", "S009", "S055")


def check(case: Case) -> Iterator[Finding]:
    """Yield a finding for each phrase that its statistic does not bear out."""
    for phrase in phrases_of(case.report, case.values, case.packs, case.tolerances):
        tie = phrase.tie
        for finding in _finding(
            tie.location,
            tie.words or phrase.verdict.said,
            tie.target,
            phrase.verdict,
            phrase.value.trail,
            phrase.statistic.source,
            phrase.statistic.unit,
        ):
            end = tie.location.column + tie.end - tie.start
            yield replace(finding, language=phrase.chapter.language, end_column=end)
    for record in record_phrases(case.report, case.values, case.packs, case.tolerances):
        statistic, place = record.statistic, record.text.location
        trail, source, unit = record.value.trail, statistic.source, statistic.unit
        for finding in _finding(place, record.words, statistic.id, record.verdict, trail, source, unit):
            yield replace(finding, language=record.language)


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
                f"'{words}' is not in the unit of {target}, which is {unit} ({trail}): {verdict.reason}",
                "name the unit of the statistic, or tie another one",
            )
        case Outcome.UNREAD:
            yield Finding(
                location,
                "S055",
                f"'{words}' cannot be judged: {verdict.reason}; {target} is {verdict.expected} ({trail})",
                "write the number plainly, with its own unit and nothing glued to it",
            )
        case Outcome.UNDERSTATES:
            yield Finding(
                location,
                "S009",
                f"'{words}' is true and hides how much: {target} is {verdict.expected} ({trail})",
                "say a nearer number",
                Severity.WARNING,
            )
