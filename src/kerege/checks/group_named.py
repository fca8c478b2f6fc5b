"""The sentence that cites a statistic names the group it is about, so that women and men cannot be swapped.

Passes: "[87 per cent](stat:despair-women) of women" for a statistic with `of: {en: wom}`.
Fails: the same tie in "[87 per cent](stat:despair-women) of men". (S004) In a table the row or the column names it.

Where one sentence compares groups, each number must have its group in the words next to it: those up to the number
after it or those since the number before it, and nearer than any other group ("of women 87, of men 89"). A number
beside which no group stands continues the one before it ("51 per cent of women trust it and 30 per cent do not").
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import groupby

from kerege.checks.context import Case
from kerege.findings import Finding
from kerege.model import Chapter, Kind, Passage, Scheme, Tie

CODES = ("S004",)
_SENTENCE_END = re.compile(r"[.!?…]['”»)]*\s+(?=[\W]*[A-ZА-ЯЁҢӨҮ0-9])")


def check(case: Case) -> Iterator[Finding]:
    """Yield a finding for each statistic about a group whose sentence does not name it."""
    for chapter in case.chapters():
        grouped = [(tie, stems) for tie in chapter.ties if (stems := _stems(case, chapter, tie))]
        for index, ties in groupby(grouped, key=lambda pair: pair[0].passage):
            passage = chapter.passages[index]
            for tie, stems in _unnamed(chapter, passage, list(ties)):
                yield Finding(
                    tie.location,
                    "S004",
                    f"the sentence does not say that {tie.target} is about '{stems}'",
                    "name the group next to the number, or tie the statistic of the group that it names",
                )


def _stems(case: Case, chapter: Chapter, tie: Tie) -> str:
    statistic = case.report.statistics.get(tie.target) if tie.scheme is Scheme.STATISTIC else None
    return statistic.of.get(chapter.language, "") if statistic else ""


def _unnamed(chapter: Chapter, passage: Passage, ties: list[tuple[Tie, str]]) -> Iterator[tuple[Tie, str]]:
    if passage.kind is Kind.CELL:
        yield from ((tie, stems) for tie, stems in ties if not _named(_table_words(chapter, passage), stems))
        return
    for (start, end), members in groupby(ties, key=lambda pair: _sentence(passage.plain, pair[0].plain_start)):
        sentence = list(members)
        if len({stems for _, stems in sentence}) == 1:
            words = passage.plain[start:end]
            yield from ((tie, stems) for tie, stems in sentence if not _named(words, stems))
        else:
            yield from _compared(passage.plain, start, end, sentence)


def _compared(plain: str, start: int, end: int, ties: list[tuple[Tie, str]]) -> Iterator[tuple[Tie, str]]:
    """The ties of a sentence about several groups that have not their own group beside them."""
    borders = [start, *(place for tie, _ in ties for place in (tie.plain_start, tie.plain_end)), end]
    gaps = [plain[a:b] for a, b in zip(borders[::2], borders[1::2], strict=True)]
    everyone = sorted({stems for _, stems in ties})
    named_before: str | None = None
    for number, (tie, stems) in enumerate(ties):
        rivals = [other for other in everyone if other != stems]
        if _last(gaps[number], stems, rivals) or _first(gaps[number + 1], stems, rivals):
            named_before = stems
        elif stems != named_before or any(_named(gap, rival) for gap in gaps[number : number + 2] for rival in rivals):
            yield tie, stems
            named_before = None


def _first(text: str, stems: str, rivals: Sequence[str]) -> bool:
    """Whether the group is named in the text, before any other."""
    place = next(find_group(text, stems), None)
    return place is not None and not any(next(find_group(text, rival), place) < place for rival in rivals)


def _last(text: str, stems: str, rivals: Sequence[str]) -> bool:
    """Whether the group is named in the text, after any other."""
    places = list(find_group(text, stems))
    return bool(places) and not any(place > places[-1] for rival in rivals for place in find_group(text, rival))


def _named(text: str, stems: str) -> bool:
    return next(find_group(text, stems), None) is not None


def _sentence(text: str, position: int) -> tuple[int, int]:
    start = 0
    for match in _SENTENCE_END.finditer(text):
        if match.end() <= position:
            start = match.end()
        else:
            return start, match.start() + 1
    return start, len(text)


def _table_words(chapter: Chapter, cell: Passage) -> str:
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


def find_group(text: str, stems: str) -> Iterator[int]:
    """Where words of the text begin with one of the stems (alternatives separated by `|`).

    Stems are matched at the beginnings of words, so that `men` is not found in `women`.
    """
    pattern = _beginning(stems)
    if pattern is not None:
        yield from (match.start() for match in pattern.finditer(text))


@cache
def _beginning(stems: str) -> re.Pattern[str] | None:
    alternatives = "|".join(re.escape(stem.strip()) for stem in stems.split("|") if stem.strip())
    return re.compile(rf"(?<!\w)(?:{alternatives})", re.IGNORECASE) if alternatives else None
