"""A chapter cut into its blocks: the pieces of Markdown that a person moves, edits or deletes as one.

Every character of the text between two segments is blank, so a chapter is its front matter, its segments and blanks.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from enum import Enum

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin

from kerege.model import Block, Chapter, Table

_PARSER = MarkdownIt("commonmark").enable("table").use(footnote_plugin, inline=False, move_to_end=False)
_DEFINITION = re.compile(r"\[\^(?P<label>[^\]\s]+)\]:[ \t]*")


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
    return hashlib.sha256(" ".join(source.split()).encode("utf-8")).hexdigest()[:8]


def segments(chapter: Chapter) -> tuple[Segment, ...]:
    """The segments of a chapter, in order."""
    starts = [0, *(match.end() for match in re.finditer("\n", chapter.text)), len(chapter.text) + 1]
    # Blanked, not cut, so that the lines are those of the file.
    blanked = re.sub(r"[^\n]", " ", chapter.text[: chapter.body]) + chapter.text[chapter.body :]
    spans = [_span(token, chapter, starts) for token in _PARSER.parse(blanked) if _opens(token)]
    blocks = {block.start: block for block in chapter.blocks}
    tables = {table.start: table for table in chapter.tables}
    found: list[Segment] = []
    for kind, start, end in spans:
        source = chapter.text[start:end]
        table = next((t for at, t in tables.items() if start <= at < end or at <= start < t.end), None)
        if kind == "table" and table is not None:
            # The caption above it was a paragraph of its own.
            if found and found[-1].start >= table.start:
                found.pop()
            source = chapter.text[table.start : table.end]
            found.append(Segment(SegmentKind.TABLE, table.start, table.end, source, table=table))
        elif start in blocks:
            found.append(Segment(SegmentKind.BLOCK, start, end, source, block=blocks[start]))
        elif kind == "footnote_reference":
            match = _DEFINITION.match(source)
            found.append(Segment(SegmentKind.NOTE, start, end, source, label=match["label"] if match else ""))
        elif kind in ("html_block", "fence", "code_block", "hr"):
            found.append(Segment(SegmentKind.OTHER, start, end, source))
        else:
            found.append(Segment(SegmentKind.PROSE, start, end, source))
    return tuple(found)


def _opens(token: Token) -> bool:
    return token.level == 0 and token.nesting >= 0 and token.map is not None and token.type != "inline"


def _span(token: Token, chapter: Chapter, starts: list[int]) -> tuple[str, int, int]:
    assert token.map is not None
    start = starts[token.map[0]]
    end = min(starts[min(token.map[1], len(starts) - 1)], len(chapter.text))
    raw = chapter.text[start:end]
    start += len(raw) - len(raw.lstrip("\n"))
    return token.type.removesuffix("_open"), start, start + len(raw.strip("\n").rstrip())
