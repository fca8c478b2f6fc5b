"""What readers see of a translation that is behind its original: a mark on each block that has changed since, and a block
that is not translated yet in the original language, named as such. Never silently the one for the other.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby
from operator import attrgetter

from kerege.model import Chapter
from kerege.model import document as n
from kerege.render.edition import Edition
from kerege.translate.segments import Form, Segment, block_end
from kerege.translate.state import Standing, Standings, standings

_MARKED = (Form.PARAGRAPH, Form.ITEM, Form.QUOTATION, Form.NOTE, Form.CELL)
_SHOWN = (Form.PARAGRAPH, Form.ITEM, Form.QUOTATION, Form.HEADING)


@dataclass(frozen=True, slots=True)
class Borrowed:
    """A block of the original that stands in for its missing translation."""

    segment: Segment
    place: int
    """Offset in the translation's text where it is shown."""
    start: int
    end: int
    """The lines of the original that hold it, marks at their beginnings included."""


def marked(chapter: Chapter, edition: Edition) -> frozenset[int]:
    """Where the blocks begin whose original has changed since they were translated."""
    found = _behind(chapter, edition)
    targets = [unit.target for unit in found.of(Standing.STALE)] if found else []
    return frozenset(target.start for target in targets if target is not None and target.form in _MARKED)


def borrowed(chapter: Chapter, edition: Edition) -> tuple[Borrowed, ...]:
    """The blocks of the original that are shown in this chapter, in order."""
    found = _behind(chapter, edition)
    if found is None:
        return ()
    result = []
    place = chapter.body
    for pair in found.pairs:
        if pair.source is None:
            continue
        if pair.target is not None:
            target = found.target[pair.target]
            if target.form not in (Form.NOTE, Form.FRONT):
                place = max(chapter.body, block_end(chapter.text, target.end))
            continue
        segment = found.source[pair.source]
        if segment.form in _SHOWN and segment.has_words:
            text = found.original.text
            result.append(
                Borrowed(segment, place, text.rfind("\n", 0, segment.start) + 1, _line_end(text, segment.end))
            )
    return tuple(result)


def lent(chapter: Chapter, edition: Edition) -> Iterator[tuple[int, tuple[n.Block, ...]]]:
    """What is shown of the original in this chapter: the place in its text, and what stands there, within copies of the lists,
    quotations and callouts that hold it."""
    original = edition.report.chapter(edition.report.settings.original, chapter.name)
    for place, group in groupby(borrowed(chapter, edition), key=attrgetter("place")):
        if original is not None:
            yield place, _parts(original.document.blocks, {block.segment.start for block in group})


def _parts(blocks: Iterable[n.Block], starts: Collection[int]) -> tuple[n.Block, ...]:
    """The paragraphs and headings that begin at these offsets, and of whatever holds one only that part."""
    found: list[n.Block] = []
    for block in blocks:
        match block:
            case n.Paragraph() | n.Heading() if block.span.start in starts:
                found.append(block)
            case n.Quotation() | n.Callout():
                if inner := _parts(block.blocks, starts):
                    found.append(replace(block, blocks=inner))
            case n.List():
                found += _items(block, starts)
    return tuple(found)


def _items(block: n.List, starts: Collection[int]) -> Iterator[n.Block]:
    kept = [(number, _parts(item.blocks, starts)) for number, item in enumerate(block.items)]
    items = [replace(block.items[number], blocks=inner) for number, inner in kept if inner]
    if block.kind == "definitions" and {item.kind for item in items} != {"term", "description"}:
        # A term without what it means is no list of definitions, nor is that without its term.
        yield from (inner for item in items for inner in item.blocks)
    elif items:
        yield replace(block, start=block.start + next(number for number, inner in kept if inner), items=tuple(items))


def behind_count(chapter: Chapter, edition: Edition) -> int:
    """How many blocks of a chapter are behind its original."""
    found = _behind(chapter, edition)
    return found.behind if found else 0


def _behind(chapter: Chapter, edition: Edition) -> Standings | None:
    return standings(edition.report, chapter)


def _line_end(text: str, offset: int) -> int:
    at = text.find("\n", offset)
    return len(text) if at < 0 else at
