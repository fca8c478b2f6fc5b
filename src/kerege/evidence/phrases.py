"""Every place where the report states a statistic, with what it says and whether the source bears it out."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from kerege.evidence.agreement import Fact, Verdict
from kerege.evidence.stated import Hold, Stated, judge_hold, state
from kerege.evidence.tolerances import Tolerances
from kerege.evidence.unit_fits import SHARES
from kerege.languages import LanguagePack
from kerege.languages.formats import format_value
from kerege.languages.reading import Named, unit_named
from kerege.languages.units import canonical
from kerege.model import Chapter, Kind, Passage, Report, Scheme, Statistic, Tie, Value

_LEAST_STEM = 4
"""Letters of a label's word by which what it counts is known again."""
_TYING = (Scheme.STATISTIC, Scheme.CLAIM, Scheme.NOT_A_STATISTIC, Scheme.QUOTE)
"""Ties that vouch for the numbers that they touch."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words of a chapter that are tied to a statistic, judged with all that their passage says of the number."""

    chapter: Chapter
    tie: Tie
    statistic: Statistic
    value: Value
    verdict: Verdict


def phrases_of(
    report: Report, values: Mapping[str, Value], packs: Mapping[str, LanguagePack], tolerances: Tolerances
) -> Iterator[Phrase]:
    """The tied phrases of all chapters in reading order; ties to statistics that are unknown or have no value are left out."""
    for chapter in report.all_chapters():
        yield from chapter_phrases(report.statistics, chapter, values, packs[chapter.language], tolerances)


def chapter_phrases(
    statistics: Mapping[str, Statistic],
    chapter: Chapter,
    values: Mapping[str, Value],
    pack: LanguagePack,
    tolerances: Tolerances,
) -> Iterator[Phrase]:
    """The tied phrases of a chapter; ties to statistics that are unknown or have no value are left out."""
    for index, stated in stated_passages(statistics, chapter, values, pack):
        for hold in stated.holds:
            tie = hold.key
            if not isinstance(tie, Tie) or tie.scheme is not Scheme.STATISTIC:
                continue
            statistic, value = statistics.get(tie.target), values.get(tie.target)
            if statistic is None or value is None:
                continue
            named = named_over(chapter, chapter.passages[index], pack)
            verdict = judge_hold(stated, hold, fact_of(statistic, value, pack.code), pack, tolerances, named)
            yield Phrase(chapter, tie, statistic, value, verdict)


def stated_passages(
    statistics: Mapping[str, Statistic],
    chapter: Chapter,
    values: Mapping[str, Value],
    pack: LanguagePack,
    only: Collection[int] | None = None,
) -> Iterator[tuple[int, Stated]]:
    """Each passage of a chapter, by its index, read with the ties that vouch for numbers.

    Args:
        only: the passages that are wanted; None: all.
    """
    holds: dict[int, list[Hold]] = {}
    for tie in chapter.ties:
        if tie.scheme in _TYING:
            printed = "" if tie.words else _printed(statistics, tie, values, pack)
            if printed and chapter.text[tie.end : tie.end + 1].isspace():
                printed += " "  # the blank behind an empty tie folds into the one before it
            counts = counts_one_by_one(statistics.get(tie.target) if tie.scheme is Scheme.STATISTIC else None)
            holds.setdefault(tie.passage, []).append(Hold(tie.plain_start, tie.plain_end, tie, printed, counts))
    for index, passage in enumerate(chapter.passages):
        if only is None or index in only:
            yield index, state(passage.plain, holds.get(index, ()), pack)


def counts_one_by_one(statistic: Statistic | None) -> bool:
    """Whether a statistic is no share: of "12 of 30 villages" its tie holds one of the counts."""
    return statistic is not None and canonical(statistic.unit) not in SHARES


def _printed(statistics: Mapping[str, Statistic], tie: Tie, values: Mapping[str, Value], pack: LanguagePack) -> str:
    """What the tool prints in place of a tie without words."""
    statistic, value = statistics.get(tie.target), values.get(tie.target)
    if tie.scheme is not Scheme.STATISTIC or statistic is None or value is None:
        return ""
    return printed_value(statistic, value, pack)


def printed_value(statistic: Statistic, value: Value, pack: LanguagePack) -> str:
    """A statistic as the tool prints it."""
    low = format_value(value.number, statistic.unit, statistic.decimals, pack)
    if value.high is None:
        return low
    return f"{low}–{format_value(value.high, statistic.unit, statistic.decimals, pack)}"


def fact_of(statistic: Statistic, value: Value, language: str) -> Fact:
    """What a statistic says, for judging words of a language."""
    stems = [stem.strip() for stem in statistic.of.get(language, "").split("|") if stem.strip()]
    words = re.findall(r"[^\W\d_]{4,}", statistic.label.get(language, ""))
    nouns = (*stems, *(word[: max(_LEAST_STEM, len(word) - 2)] for word in words))
    return Fact(value.number, statistic.unit, statistic.decimals, value.high, statistic.bound, nouns)


def named_over(chapter: Chapter, passage: Passage, pack: LanguagePack) -> Named:
    """The unit and scale that the head of a cell's column gives it, else that of its row, else the caption's."""
    if passage.kind is not Kind.CELL:
        return Named()
    same = [other for other in chapter.passages if other.table == passage.table and other is not passage]
    heads = (
        [one for one in same if one.kind is Kind.CELL and one.row == 0 and one.column == passage.column],
        [one for one in same if one.kind is Kind.CELL and one.row == passage.row and one.column == 0],
        [one for one in same if one.kind is Kind.CAPTION],
    )
    named = [unit_named(one.plain, pack.lexicon) for group in heads for one in group]
    unit = next((one.unit for one in named if one.unit), "")
    scale = next((one.scale for one in named if one.scale != 1), Fraction(1))
    return Named(unit, scale)
