"""A chapter: its passages, ties, blocks, tables, headings and notes, each with its place in the file."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum
from pathlib import PurePosixPath
from typing import Any

from kerege.findings import Location
from kerege.messages import Vocabulary
from kerege.model.document import Document, Inline

FRONT_PAGE = "index"
"""The name of the chapter with which a report begins."""


class Scheme(Enum):
    """What a tie points to: the scheme of its link."""

    STATISTIC = "stat"
    CLAIM = "claim"
    QUOTE = "quote"
    TERM = "term"
    FIGURE = "fig"
    TABLE = "table"
    NOT_A_STATISTIC = "nostat"
    REPORT = "report"


class Kind(Enum):
    """What a passage of visible text is."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    ITEM = "item"
    CELL = "cell"
    CAPTION = "caption"
    NOTE = "note"
    CALLOUT = "callout"
    LABEL = "label"
    TITLE = "title"
    SUMMARY = "summary"


@dataclass(frozen=True, slots=True)
class Tie:
    """A link that says: these words state that record."""

    scheme: Scheme
    target: str
    words: str
    """The visible words, without Markdown marks; empty when the tool is to print the value."""
    start: int
    end: int
    """Offsets of the whole link in the file's text, so that a renderer can replace it."""
    words_start: int
    words_end: int
    """Offsets of what stands between the square brackets."""
    location: Location
    passage: int
    """Index of its passage in `Chapter.passages`."""
    plain_start: int
    plain_end: int
    """Where its words stand in the passage's plain text."""


@dataclass(frozen=True, slots=True)
class Citation:
    """One work within `[@key, 12; @other]`."""

    key: str
    locator: str
    start: int
    end: int
    """Offsets of the whole bracketed group."""
    location: Location
    passage: int


@dataclass(frozen=True, slots=True)
class Offsets:
    """For each character of one text, its offset in another, by runs of characters that stand side by side in both."""

    starts: tuple[int, ...]
    """Where each run begins in the one text."""
    places: tuple[int, ...]
    """And in the other."""
    length: int
    """Of the one text."""

    def __len__(self) -> int:
        return self.length

    def __getitem__(self, index: int) -> int:
        if index < 0:
            index += self.length
        if not 0 <= index < self.length:
            raise IndexError(index)
        run = bisect_right(self.starts, index) - 1
        return self.places[run] + index - self.starts[run]

    def __iter__(self) -> Iterator[int]:
        for start, end, place in self._runs():
            yield from range(place, place + end - start)

    def _runs(self) -> Iterator[tuple[int, int, int]]:
        """Of each run: where it begins and ends in the one text, and where it begins in the other."""
        yield from zip(self.starts, (*self.starts[1:], self.length), self.places, strict=False)

    def through(self, further: Offsets) -> Offsets:
        """The offsets in a third text, when `further` gives those of the other in it."""
        starts: list[int] = []
        places: list[int] = []
        for start, end, place in self._runs():
            while start < end:
                run = bisect_right(further.starts, place) - 1
                stop = further.starts[run + 1] if run + 1 < len(further.starts) else further.length
                starts.append(start)
                places.append(further.places[run] + place - further.starts[run])
                taken = min(end - start, stop - place)
                start, place = start + taken, place + taken
        return Offsets(tuple(starts), tuple(places), self.length)


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of text that readers see as one: a paragraph, a heading, a table cell, a caption."""

    kind: Kind
    plain: str
    """Visible text; Markdown marks dropped, every tie replaced by its words, spaces folded."""
    offsets: Offsets
    """For each character of `plain`, its offset in the file's text."""
    location: Location
    row: int | None = None
    """For a cell: its row in the table, the head being 0."""
    column: int | None = None
    table: int | None = None
    """For a cell or a table's caption: index in `Chapter.tables`."""
    block: int | None = None
    """For a block's label: index in `Chapter.blocks`."""


class BlockKind(Vocabulary):
    """Fences that are ours."""

    QUOTE = "quote"
    STATISTIC = "statistic"
    FIGURE = "figure"
    PHOTO = "photo"
    TABLE = "table"


GROUPS: Mapping[str, tuple[BlockKind, int, int]] = {
    "statistics": (BlockKind.STATISTIC, 2, 4),
    "comparison": (BlockKind.STATISTIC, 2, 2),
    "quotes": (BlockKind.QUOTE, 1, 12),
}
"""Fences that show several records, an id a line: what they show, at least how many, at most."""


@dataclass(frozen=True, slots=True)
class Block:
    """A fenced block, or one line of a block that shows several records."""

    kind: BlockKind
    target: str
    label: str
    """Further lines, in the page's language; empty when the record's own label serves."""
    start: int
    end: int
    """Offsets of the whole fence, its last line break excluded."""
    location: Location
    """Of the id, since that is what a finding is about."""
    fence: int
    """Offset where the whole fence begins."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of a chapter."""

    level: int
    text: str
    id: str | None
    location: Location


@dataclass(frozen=True, slots=True)
class Table:
    """An ordinary Markdown table, with its caption and id when it has one."""

    id: str | None
    caption: str
    rows: tuple[tuple[str, ...], ...]
    """Plain text of each cell; the head is row 0."""
    start: int
    end: int
    """Offsets of the table, its caption line included."""
    location: Location
    nested: int = 0
    """In how many lists, quotations, definitions and notes it stands."""


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote: its label and where it is called and written."""

    label: str
    called: tuple[Location, ...]
    written: Location | None


@dataclass(frozen=True, slots=True)
class Lead:
    """A link without a scheme: to another chapter, or a heading."""

    target: str
    location: Location


class Places:
    """Offsets of a text as lines and columns."""

    def __init__(self, path: PurePosixPath, text: str) -> None:
        self.path = path
        self.lines = [0, *(match.end() for match in re.finditer("\n", text))]

    def at(self, offset: int) -> Location:
        """The line and column of an offset."""
        line = bisect_right(self.lines, offset)
        return Location(self.path, line, offset - self.lines[line - 1] + 1)

    def offset(self, location: Location) -> int:
        """The offset of a line and column."""
        return self.lines[location.line - 1] + location.column - 1


@dataclass(frozen=True, slots=True)
class Chapter:
    """One Markdown file in one language, taken apart."""

    language: str
    name: str
    """File name without `.md`: the same in every language."""
    path: PurePosixPath
    text: str
    """The whole file, line breaks normalised to `\\n`, its comments emptied: what readers may be shown."""
    source: str
    """The same with its comments, every character in its place: only what is written back into the file is taken from it."""
    body: int
    """Offset where the text begins, after the front matter."""
    meta: Mapping[str, Any]
    title: str
    passages: tuple[Passage, ...]
    ties: tuple[Tie, ...]
    blocks: tuple[Block, ...]
    headings: tuple[Heading, ...]
    tables: tuple[Table, ...]
    citations: tuple[Citation, ...]
    notes: tuple[Note, ...]
    leads: tuple[Lead, ...]
    places: Places = field(compare=False)
    document: Document
    """The whole chapter as one tree: the other fields are views of it."""

    def front_nodes(self) -> tuple[Inline, ...]:
        """The words of the front matter, field after field."""
        return tuple(node for children in self.document.front.values() for node in children)

    @property
    def is_front_page(self) -> bool:
        return self.name == FRONT_PAGE

    def ties_to(self, scheme: Scheme) -> tuple[Tie, ...]:
        return tuple(tie for tie in self.ties if tie.scheme is scheme)

    def places_of_ties(self, scheme: Scheme, start: int, end: int) -> list[Location]:
        """Where the ties of a scheme stand that begin in a stretch of the file, in order.

        The text of a block has no marks of quotation, so a place in it is none in the file.
        """
        found = (tie for tie in self.ties_to(scheme) if start <= tie.start < end)
        return [tie.location for tie in sorted(found, key=lambda tie: tie.start)]

    def blocks_of(self, kind: BlockKind) -> tuple[Block, ...]:
        return tuple(block for block in self.blocks if block.kind is kind)
