"""Every phrase tied to a statistic states its value, in the language of the page.

Passes: `[59,6 процента](stat:women-share-2015)` when the cell holds 59.6; `[about a third](stat:poor-2016)` for 33.3.
Fails: `[53 процента]` for 51 (S003); two numbers or none in one tie (S002); per cent for a count (S008); what cannot be
read completely (S055). The whole quantity is judged, with what of it stands outside the tie: "more than [40](stat:poor)".
`more than 20` for 48 is true and hides it: a warning (S009).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from kerege.catalogue import problem
from kerege.checks.context import Packs, Parallels, Statistics, Values
from kerege.evidence.agreement import Outcome, Verdict
from kerege.evidence.phrases import Phrase, chapter_phrases
from kerege.evidence.record_texts import record_phrases
from kerege.evidence.tolerances import Tolerances
from kerege.findings import Finding, Location
from kerege.model import BlockKind, Chapter, Report, Scheme, chapters_of

CODES = ("S002", "S003", "S008", "S009", "S015", "S055")


def check(
    parallels: Parallels, statistics: Statistics, values: Values, packs: Packs, tolerances: Tolerances
) -> Iterator[Finding]:
    """Yield a finding for each phrase that its statistic does not bear out."""
    for chapter in chapters_of(parallels):
        phrases = chapter_phrases(statistics, chapter, values, packs[chapter.language], tolerances)
        yield from _disagreeing(phrases)
        yield from _empty_cells(chapter, statistics, values)


def _disagreeing(phrases: Iterable[Phrase]) -> Iterator[Finding]:
    for phrase in phrases:
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


def check_records(records: Report, values: Values, packs: Packs, tolerances: Tolerances) -> Iterator[Finding]:
    """The same for the words of records."""
    for record in record_phrases(records, values, packs, tolerances):
        statistic, place = record.statistic, record.text.location
        trail, source, unit = record.value.trail, statistic.source, statistic.unit
        for finding in _finding(place, record.words, statistic.id, record.verdict, trail, source, unit):
            yield replace(finding, language=record.language)


def _empty_cells(chapter: Chapter, statistics: Statistics, values: Values) -> Iterator[Finding]:
    """Ties and blocks that name a cell of a table which has no value there: other statistics have a finding of their own."""
    cited = [(tie.target, tie.location) for tie in chapter.ties_to(Scheme.STATISTIC)]
    cited += [(block.target, block.location) for block in chapter.blocks_of(BlockKind.STATISTIC)]
    for key, place in cited:
        statistic = statistics.get(key)
        if statistic is not None and statistic.table and key not in values:
            yield Finding(place, problem("S015/empty-cell", key=key, table=statistic.table))


def _finding(
    location: Location, words: str, target: str, verdict: Verdict, trail: str, source: str, unit: str
) -> Iterator[Finding]:
    match verdict.outcome:
        case Outcome.DISAGREES:
            facts = {
                "words": words,
                "said": verdict.said,
                "target": target,
                "expected": verdict.expected,
                "trail": trail,
            }
            yield Finding(
                location,
                problem("S003/source", **facts, source=source) if source else problem("S003/computed", **facts),
            )
        case Outcome.NO_NUMBER:
            yield Finding(
                location,
                problem("S002/states-no-number", words=words, target=target, expected=verdict.expected, trail=trail),
            )
        case Outcome.SEVERAL:
            yield Finding(
                location,
                problem(
                    "S002/states-several-numbers",
                    words=words,
                    said=verdict.said,
                    target=target,
                    expected=verdict.expected,
                ),
            )
        case Outcome.WRONG_UNIT:
            yield Finding(
                location,
                problem("S008", words=words, target=target, unit=unit, trail=trail, reason=verdict.reason),
            )
        case Outcome.UNREAD:
            yield Finding(
                location,
                problem(
                    "S055/cannot-be-judged",
                    words=words,
                    reason=verdict.reason,
                    target=target,
                    expected=verdict.expected,
                    trail=trail,
                ),
            )
        case Outcome.UNDERSTATES:
            yield Finding(
                location,
                problem("S009", words=words, target=target, expected=verdict.expected, trail=trail),
            )
