"""The parts of a published report while it is taken apart. This module opens no file.

A reader (`plain`, `pdf`, `word`) makes paragraphs of lines; each later step takes a tuple of paragraphs and gives one
back, so that nothing is changed in place and every step can be tried alone. What a step decided is told to the
`Journal`: sure, guessed, or a thing for a person.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from enum import Enum


class Role(Enum):
    """What a paragraph is."""

    BODY = "body"
    CHAPTER = "chapter"
    HEADING = "heading"
    ITEM = "item"
    NOTE = "note"
    QUOTE = "quote"
    CAPTION = "caption"
    TABLE = "table"
    """One row of a table, its cells parted by ` | `."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the input."""

    text: str
    page: int
    number: int
    """In the file, from 1; for a PDF, on the page."""
    left: float = 0
    size: float = 0
    """Height of its letters where the reader knows it, else 0."""
    top: bool = False
    bottom: bool = False
    """First or last line of its page."""


@dataclass(frozen=True, slots=True)
class Span:
    """Words of a paragraph that will be tied."""

    start: int
    end: int
    target: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A stretch of text with its role."""

    text: str
    page: int
    number: int
    """Line at which it begins."""
    role: Role = Role.BODY
    lines: tuple[Line, ...] = ()
    fixed: bool = False
    """The reader knew the role (Word styles): no step may guess another."""
    level: int = 0
    key: str = ""
    """Label of a note, id of a quote."""
    speaker: str = ""
    marks: tuple[tuple[int, str], ...] = ()
    """Footnote calls: offset in the text, label."""
    spans: tuple[Span, ...] = ()
    pages: tuple[tuple[int, int], ...] = ()
    """Where later pages begin within the text: offset, page."""

    @property
    def width(self) -> int:
        """Characters of its longest line."""
        return max((len(line.text) for line in self.lines), default=len(self.text))

    @property
    def size(self) -> float:
        """Height of most of its letters, 0 when unknown."""
        sizes = [round(line.size, 1) for line in self.lines if line.size]
        return max(set(sizes), key=sizes.count) if sizes else 0

    def page_at(self, offset: int) -> int:
        """The page on which a character of the text stood."""
        return next((page for start, page in reversed(self.pages) if start <= offset), self.page)


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the import report."""

    page: int
    text: str


@dataclass
class Journal:
    """What was decided on the way, for `import-report.md`."""

    sure: dict[str, int] = field(default_factory=dict)
    guessed: dict[str, list[Entry]] = field(default_factory=dict)
    person: dict[str, list[Entry]] = field(default_factory=dict)
    left_out: dict[str, list[Entry]] = field(default_factory=dict)
    """Words of the input that stand only in the import report, in full."""

    def count(self, what: str, number: int = 1) -> None:
        self.sure[what] = self.sure.get(what, 0) + number

    def guess(self, what: str, page: int, text: str) -> None:
        self.guessed.setdefault(what, []).append(Entry(page, text))

    def ask(self, what: str, page: int, text: str) -> None:
        self.person.setdefault(what, []).append(Entry(page, text))

    def leave(self, what: str, page: int, text: str) -> None:
        self.left_out.setdefault(what, []).append(Entry(page, text))


_ENDS = re.compile(r"(?:[.!?…:;][\"”’»)\]]*|[)\]])(?:\d{1,3})?\s*$")


def is_open(text: str) -> bool:
    """Whether a text breaks off: it does not end as a sentence does."""
    return _ENDS.search(text.rstrip()) is None


def words_of(text: str) -> list[str]:
    """The words of a text, in the form in which they are counted."""
    return re.findall(r"[^\W\d_]+|\d+", unicodedata.normalize("NFKC", text).casefold())
