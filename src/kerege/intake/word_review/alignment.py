"""A Word file that lost its marks, as office suites on the web leave it: its paragraphs known again by their words and their order."""

from __future__ import annotations

import difflib
import re
from collections.abc import Sequence
from dataclasses import dataclass

from kerege.docx.blocks import WordBlock
from kerege.docx.pieces import Segment, SegmentKind, segments
from kerege.model import Chapter, Report

_ALIKE = 0.55
_LONGEST = 40
"""Paragraphs that one list may have."""
_AHEAD = 60
"""Paragraphs within which a piece of the chapter is looked for: what Kerege prints stands between."""
_LONG = 20
"""Letters of a piece that is known wherever it stands."""
_FEWEST = 0.3
"""Share of a chapter's pieces that must stand in the file word for word."""


@dataclass(frozen=True)
class Matched:
    """A piece of a chapter, and where in the file it stands."""

    chapter: Chapter
    segment: Segment
    first: int
    """Of its paragraphs; -1: nowhere."""
    count: int


def aligned(report: Report, blocks: Sequence[WordBlock]) -> tuple[str, list[Matched]]:
    """The language of a file, and the pieces of the chapters that it was made from; no language where it is none of the report's."""
    texts = [_of_block(block) for block in blocks]
    best: tuple[str, list[Matched], int] = ("", [], 0)
    for language in report.settings.languages:
        found: list[Matched] = []
        exact = position = 0
        for chapter in report.chapters.get(language, ()):
            pieces = [s for s in segments(chapter) if s.kind is not SegmentKind.OTHER]
            matched = _exactly(report, language, chapter, pieces, texts, position)
            right = sum(one.first >= 0 for one in matched)
            if right < max(1, _FEWEST * sum(s.kind in (SegmentKind.PROSE, SegmentKind.TABLE) for s in pieces)):
                continue
            found += _nearly(_elsewhere(report, language, matched, texts), texts)
            exact += right
            position = max((one.first + one.count for one in matched if one.first >= 0), default=position)
        if exact > best[2]:
            best = (language, found, exact)
    return best[0], best[1]


def _exactly(
    report: Report, language: str, chapter: Chapter, pieces: Sequence[Segment], texts: Sequence[str], position: int
) -> list[Matched]:
    """The pieces in order, each at the paragraphs with its letters."""
    found = []
    for segment in pieces:
        wanted = _of_segment(report, language, segment)
        place = _place(wanted, texts, position) if wanted else None
        if place is None:
            found.append(Matched(chapter, segment, -1, 0))
        else:
            found.append(Matched(chapter, segment, *place))
            position = sum(place)
    return found


def _place(wanted: str, texts: Sequence[str], position: int) -> tuple[int, int] | None:
    for first in range(position, min(len(texts), position + _AHEAD)):
        whole = ""
        for count in range(1, min(_LONGEST, len(texts) - first) + 1):
            whole += texts[first + count - 1]
            if whole == wanted:
                return first, count
            if not wanted.startswith(whole):
                break
    return None


def _elsewhere(report: Report, language: str, matched: Sequence[Matched], texts: Sequence[str]) -> list[Matched]:
    """The rest where their very letters stand before or behind their place, once: pieces that were moved."""
    taken = {at for one in matched if one.first >= 0 for at in range(one.first, one.first + one.count)}
    result = []
    for one in matched:
        wanted = _of_segment(report, language, one.segment) if one.first < 0 else ""
        places = []
        if len(wanted) >= _LONG:
            free = ["" if at in taken else text for at, text in enumerate(texts)]
            places = [at for at, text in enumerate(free) if text and wanted.startswith(text)]
            found = [
                (at, place[1])
                for at in places
                if (place := _place(wanted, free[: at + _LONGEST], at)) and place[0] == at
            ]
            if len(found) == 1:
                first, count = found[0]
                one = Matched(one.chapter, one.segment, first, count)
                taken |= set(range(first, first + count))
        result.append(one)
    return result


def _nearly(matched: Sequence[Matched], texts: Sequence[str]) -> list[Matched]:
    """The rest at the paragraphs between their neighbours that are most like them."""
    result = [*matched]
    taken = {at for one in matched if one.first >= 0 for at in range(one.first, one.first + one.count)}
    for number, one in enumerate(result):
        if one.first >= 0 or one.segment.kind not in (SegmentKind.PROSE, SegmentKind.TABLE):
            continue
        low = max((m.first + m.count for m in result[:number] if m.first >= 0), default=0)
        high = min((m.first for m in result[number + 1 :] if m.first >= 0), default=min(len(texts), low + _AHEAD))
        wanted = letters_of(one.segment.source)
        likeness = {
            at: difflib.SequenceMatcher(None, wanted, texts[at], autojunk=False).ratio()
            for at in range(low, high)
            if at not in taken and texts[at]
        }
        at = max(likeness, key=lambda place: likeness[place], default=-1)
        # A part that went into another paragraph still begins or ends as it did.
        if at >= 0 and (likeness[at] >= _ALIKE or wanted.startswith(texts[at]) or texts[at].startswith(wanted)):
            first = at - 1 if at - 1 >= low and at - 1 not in taken and _leads(texts[at - 1], one.segment) else at
            taken |= {first, at}
            result[number] = Matched(one.chapter, one.segment, first, at - first + 1)
    return result


def _leads(text: str, segment: Segment) -> bool:
    """Whether a paragraph is a table's caption or a box's title, which Word has as a paragraph of its own."""
    match = re.match(r"Table:(?P<caption>.*)|!!! \w+ \"(?P<title>.*)\"", segment.source)
    lead = letters_of(match["caption"] or match["title"] or "") if match else ""
    return bool(lead) and difflib.SequenceMatcher(None, lead, text, autojunk=False).ratio() >= _ALIKE


def _of_block(block: WordBlock) -> str:
    grid = block.grid
    return letters_of("\n".join(cell for row in grid for cell in row) if grid is not None else block.markdown)


def _of_segment(report: Report, language: str, segment: Segment) -> str:
    if segment.kind is SegmentKind.BLOCK:
        quote = report.quotes.get(segment.block.target) if segment.block is not None else None
        return letters_of(quote.text.get(language, "")) if quote is not None else ""
    return "" if segment.kind is SegmentKind.NOTE else letters_of(segment.source)


def letters_of(markdown: str) -> str:
    """The letters and digits that readers see: no addresses, ids, marks of lists and notes."""
    text = re.sub(
        r"\]\([^)\s]*\)|\{[#.][^}\n]*\}|\[\^[^\]]*\]|^\s*\d+[.)](?=\s)|^Table:|^!!! \w+",
        " ",
        markdown,
        flags=re.MULTILINE,
    )
    return "".join(re.findall(r"[^\W_]+", text)).casefold()
