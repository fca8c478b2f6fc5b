"""A chapter cut into its blocks: the pieces of Markdown that a person moves, edits or deletes as one.

Every character of the text between two segments is blank, so a chapter is its front matter, its segments and blanks.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from enum import Enum

from kerege.model import Block, Chapter, Table
from kerege.model import document as nodes
from kerege.model.comments import drop


class SegmentKind(Enum):
    """What a segment is."""

    PROSE = "prose"
    """A paragraph, heading, list or quotation: words that anybody may edit."""
    TABLE = "table"
    BLOCK = "block"
    """A `quote`, `statistic` or `figure` fence: it names a record."""
    NOTE = "note"
    """A footnote's definition."""
    OTHER = "other"
    """A comment, HTML, code: nothing that Word shows."""


@dataclass(frozen=True, slots=True)
class Segment:
    """One piece of a chapter."""

    kind: SegmentKind
    start: int
    end: int
    """Offsets in the file's text; the last line break is excluded."""
    source: str
    block: Block | None = None
    table: Table | None = None
    label: str = ""
    """Of a footnote."""

    @property
    def digest(self) -> str:
        """Eight hexadecimal digits that tell one text from another."""
        return digest(self.source)


def digest(source: str) -> str:
    """Eight hexadecimal digits of a segment's text; the blanks in it do not count."""
    return hashlib.sha256(" ".join(drop(source).split()).encode("utf-8")).hexdigest()[:8]


def segments(chapter: Chapter) -> tuple[Segment, ...]:
    """The segments of a chapter, in order."""
    blocks = {block.fence: block for block in reversed(chapter.blocks)}
    tables = {table.start: table for table in chapter.tables}
    return tuple(_segment(node, chapter.text, blocks, tables) for node in chapter.document.blocks)


def _segment(node: nodes.Block, text: str, blocks: dict[int, Block], tables: dict[int, Table]) -> Segment:
    start, end = node.span
    source = text[start:end]
    match node:
        case nodes.Table():
            return Segment(SegmentKind.TABLE, start, end, source, table=tables[start])
        case nodes.Fence() if start in blocks:
            return Segment(SegmentKind.BLOCK, start, end, source, block=blocks[start])
        case nodes.Note():
            return Segment(SegmentKind.NOTE, start, end, source, label=node.label)
        case nodes.Raw() | nodes.Fence() | nodes.CodeBlock() | nodes.Rule() | nodes.LinkDefinition():
            return Segment(SegmentKind.OTHER, start, end, source)
    return Segment(SegmentKind.PROSE, start, end, source)
