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
    """One row of a table, its cells parted by ` | `; rows of one table have the same key."""
    PICTURE = "picture"
    """The place of a picture, which is known by its key."""
    FORMULA = "formula"
    """A formula on a line of its own, in LaTeX."""
    CODE = "code"
    """Lines that are shown as they are."""


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
    bold: bool = False
    tag: str = ""
    """What the file's own structure says that it is: H1, P, Caption …"""
    running: bool = False
    """The reader knows that it belongs to the page."""


@dataclass(frozen=True, slots=True)
class Span:
    """Words of a paragraph that will be tied."""

    start: int
    end: int
    target: str


class Look(Enum):
    """How words are set."""

    EMPHASIS = "*"
    STRONG = "**"
    SUB = "~"
    SUP = "^"


@dataclass(frozen=True, slots=True)
class Style:
    """Words of a paragraph that are set in a way of their own."""

    start: int
    end: int
    look: Look


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of the file."""

    key: str
    name: str
    """Its file's name within the published file."""
    content: bytes
    alt: str
    """As the file describes it; empty where it does not."""


@dataclass(frozen=True, slots=True)
class Holding:
    """What a published file holds, counted in the file itself and not in what its reader made of it."""

    texts: tuple[str, ...] = ()
    pictures: int = 0
    links: int = 0
    cells: int = 0


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What a file says of itself before its text."""

    title: str = ""
    subtitle: str = ""
    authors: tuple[str, ...] = ()
    date: str = ""
    abstract: tuple[str, ...] = ()


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
    styles: tuple[Style, ...] = ()
    anchors: tuple[str, ...] = ()
    """Names by which links of the file lead here."""
    within: int = 0
    """How many lists it stands in, beside its own."""
    set_in: bool = False
    """Set apart from the text: in from the margin, or in italics."""
    told: bool = False
    """The file itself says what headings are, and this is none of them."""

    @property
    def width(self) -> int:
        """Characters of its longest line."""
        return max((len(line.text) for line in self.lines), default=len(self.text))

    @property
    def size(self) -> float:
        """Height of most of its letters, 0 when unknown."""
        sizes = [round(line.size, 1) for line in self.lines if line.size]
        return max(set(sizes), key=sizes.count) if sizes else 0

    @property
    def bold(self) -> bool:
        """Whether all its lines are."""
        return bool(self.lines) and all(line.bold for line in self.lines)

    def page_at(self, offset: int) -> int:
        """The page on which a character of the text stood."""
        return next((page for start, page in reversed(self.pages) if start <= offset), self.page)


@dataclass(frozen=True, slots=True)
class Published:
    """What a reader read: the paragraphs in reading order, and everything that is no text."""

    paragraphs: tuple[Paragraph, ...]
    holding: Holding = Holding()
    front: FrontMatter = FrontMatter()
    pictures: tuple[Picture, ...] = ()
    told: tuple[tuple[str, int, str], ...] = ()
    """For a person: what, page, words. Comments of reviewers, pages without text, changes that were accepted."""
    left: tuple[tuple[str, int, str], ...] = ()
    """Words of the file that belong to its pages and not to its text, in the same form."""
    links: tuple[tuple[int, str, str], ...] = ()
    """Links whose words are to be found in the text: page, words, address."""


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
