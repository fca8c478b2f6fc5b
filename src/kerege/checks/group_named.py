"""The sentence that cites a statistic names the group it is about, so that women and men cannot be swapped.

Passes: "[87 per cent](stat:despair-women) of women" for a statistic with `of: {en: wom}`.
Fails: the same tie in "[87 per cent](stat:despair-women) of men". (S004) In a table the row or the column names it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kerege.checks.case import Case
from kerege.evidence.agreement import names_group
from kerege.findings import Finding
from kerege.model import Chapter, Kind, Passage, Scheme, Tie

CODES = ("S004",)
_SENTENCE_END = re.compile(r"[.!?…]['”»)]*\s+(?=[\W]*[A-ZА-ЯЁҢӨҮ0-9])")


def check(case: Case) -> Iterator[Finding]:
    """Yield a finding for each statistic about a group whose sentence does not name it."""
    for chapter, tie in case.ties():
        statistic = case.report.statistics.get(tie.target) if tie.scheme is Scheme.STATISTIC else None
        stems = statistic.of.get(chapter.language, "") if statistic else ""
        if stems and not names_group(_context(case, chapter, tie, stems), stems):
            yield Finding(
                tie.location,
                "S004",
                f"the sentence does not say that {tie.target} is about '{stems}'",
                "name the group in the sentence, or tie the statistic of the group that it names",
            )


def _context(case: Case, chapter: Chapter, tie: Tie, stems: str) -> str:
    """The words in which the group may be named: the part of the sentence that belongs to this number."""
    passage = chapter.passages[tie.passage]
    if passage.kind is Kind.CELL:
        return _table_context(chapter, passage)
    start, end = _sentence(passage.plain, tie.plain_start)
    sentence = passage.plain[start:end]
    others = [
        other
        for other in chapter.ties
        if other.passage == tie.passage and other is not tie and start <= other.plain_start < end
    ]
    rivals = [o for o in others if _rival(case, chapter, o, stems)]
    if not rivals:
        return sentence
    # "87 per cent of women and 89 per cent of men": each number owns the words up to the next one. Where the group
    # comes first ("women 87, men 89", or a Kyrgyz genitive), it owns those since the one before.
    after = min([o.plain_start for o in others if o.plain_start > tie.plain_start], default=end)
    before = max([o.plain_end for o in others if o.plain_start < tie.plain_start], default=start)
    following, leading = passage.plain[tie.plain_end : after], passage.plain[before : tie.plain_start]
    return leading if case.packs[chapter.language].phrases.get("group_first") else following


def _rival(case: Case, chapter: Chapter, tie: Tie, stems: str) -> bool:
    statistic = case.report.statistics.get(tie.target) if tie.scheme is Scheme.STATISTIC else None
    return bool(statistic) and statistic.of.get(chapter.language, stems) != stems if statistic else False


def _sentence(text: str, position: int) -> tuple[int, int]:
    start = 0
    for match in _SENTENCE_END.finditer(text):
        if match.end() <= position:
            start = match.end()
        else:
            return start, match.start() + 1
    return start, len(text)


def _table_context(chapter: Chapter, cell: Passage) -> str:
    words = []
    for passage in chapter.passages:
        same_table = passage.table == cell.table
        if same_table and (
            passage.kind is Kind.CAPTION
            or passage.row == cell.row
            or (passage.row == 0 and passage.column == cell.column)
        ):
            words.append(passage.plain)
    return " ".join(words)
