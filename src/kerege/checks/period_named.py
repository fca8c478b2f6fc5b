"""A sentence about one year does not cite the value of another.

Passes: "In 2015, [59.6 per cent](stat:women-2015) were women". Fails: "In 2015, [61.1 per cent](stat:women-2011) were women"
where the report also holds the statistic of 2015 (S057). Judged are statistics with a `period`, in sentences that name years,
when another statistic differs by its period alone; two that differ so, and do not both say their period, are told (S058).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from kerege.catalogue import problem
from kerege.checks.context import Packs, Parallels, Statistics
from kerege.checks.of_statistics import of_statistics
from kerege.findings import Finding
from kerege.languages import LanguagePack
from kerege.languages.reading import Kind, read
from kerege.languages.sentences import sentence_at
from kerege.model import Passage, Scheme, Settings, Statistic, Tie, chapters_of

CODES = ("S057", "S058")
_YEAR = re.compile(r"(?<!\d)(?:1[89]|20|21)\d\d(?!\d)")


def check(parallels: Parallels, statistics: Statistics, settings: Settings, packs: Packs) -> Iterator[Finding]:
    """Yield a finding for each tie of another year's statistic."""
    families = _families(statistics, settings.original)
    for chapter in chapters_of(parallels):
        for tie in chapter.ties_to(Scheme.STATISTIC):
            statistic = statistics.get(tie.target)
            others = families.get(tie.target, ())
            if statistic is None or not others:
                continue
            years = _years(packs[chapter.language], chapter.passages[tie.passage], tie)
            right = next((other for other in others if _covers(other, years)), None)
            if years and not _covers(statistic, years) and right is not None:
                yield Finding(
                    tie.location,
                    problem(
                        "S057", target=tie.target, period=statistic.period, str=map(str, sorted(years)), right=right.id
                    ),
                    language=chapter.language,
                )


@of_statistics
def _families(statistics: Mapping[str, Statistic], original: str) -> Mapping[str, tuple[Statistic, ...]]:
    """For each statistic with a period: those that differ from it by their period alone."""
    found: dict[str, tuple[Statistic, ...]] = {}
    for members in _by_subject(statistics, original).values():
        dated = [member for member in members if _years_of(member)]
        for member in dated:
            found[member.id] = tuple(other for other in dated if _years_of(other) != _years_of(member))
    return found


def _by_subject(statistics: Mapping[str, Statistic], original: str) -> Mapping[tuple[object, ...], list[Statistic]]:
    by_subject: dict[tuple[object, ...], list[Statistic]] = {}
    for statistic in statistics.values():
        words = frozenset(re.findall(r"[^\W\d_]+", statistic.label.get(original, "").casefold()))
        if words:
            by_subject.setdefault((statistic.unit, statistic.of.get(original, ""), words), []).append(statistic)
    return by_subject


def _years_of(statistic: Statistic) -> frozenset[int]:
    """The years of a period: 2015, or all from 2013 to 2017 for 2013–2017."""
    years = [int(year) for year in _YEAR.findall(statistic.period)]
    return frozenset(range(min(years), max(years) + 1)) if years else frozenset()


def _covers(statistic: Statistic, years: frozenset[int]) -> bool:
    return bool(_years_of(statistic) & years)


def _years(pack: LanguagePack, passage: Passage, tie: Tie) -> frozenset[int]:
    """The years that the sentence of a tie names."""
    start, end = sentence_at(passage.plain, tie.plain_start)
    spans = read(passage.plain, pack.lexicon)
    named = (span for span in spans if span.kind is Kind.CONVENTION and span.name in ("year", "date"))
    texts = (passage.plain[span.start : span.end] for span in named if start <= span.start < end)
    return frozenset(int(year) for text in texts for year in _YEAR.findall(text))


def check_labels(statistics: Statistics, settings: Settings) -> Iterator[Finding]:
    """Yield a finding for each statistic whose label differs from another's by a year alone, and that has no period."""
    original = settings.original
    for members in _by_subject(statistics, original).values():
        labels = {member.label.get(original, "") for member in members}
        for member in members if len(labels) > 1 else ():
            if not member.period and _YEAR.search(member.label.get(original, "")):
                yield Finding(
                    member.location,
                    problem("S058", member=member.id, original=_YEAR.findall(member.label.get(original, ""))[0]),
                )
