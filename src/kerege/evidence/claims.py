"""Every place where the report states a statistic, with what it says and whether the source bears it out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kerege.evidence.agreement import Verdict, judge
from kerege.evidence.tolerances import Tolerances
from kerege.languages import LanguagePack
from kerege.model import Chapter, Report, Scheme, Statistic, Tie, Value


@dataclass(frozen=True, slots=True)
class Claim:
    """Words of a chapter that are tied to a statistic; a tie without words prints the value and cannot be wrong."""

    chapter: Chapter
    tie: Tie
    statistic: Statistic
    value: Value
    verdict: Verdict | None
    """None where the tool prints the value itself."""


def claims_of(
    report: Report, values: Mapping[str, Value], packs: Mapping[str, LanguagePack], tolerances: Tolerances
) -> Iterator[Claim]:
    """The claims of all chapters in reading order; ties to statistics that are unknown or have no value are left out."""
    for chapter in report.all_chapters():
        for tie in chapter.ties_to(Scheme.STATISTIC):
            statistic, value = report.statistics.get(tie.target), values.get(tie.target)
            if statistic is None or value is None:
                continue
            verdict = None
            if tie.words:
                verdict = judge(
                    tie.words,
                    value.number,
                    statistic.unit,
                    statistic.decimals,
                    packs[chapter.language],
                    tolerances,
                    value.high,
                    statistic.bound,
                )
            yield Claim(chapter, tie, statistic, value, verdict)
