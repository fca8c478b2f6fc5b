"""A chapter as one frozen tree. Every node knows its exact place in the file; nothing here opens a file or knows an output."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple


class Span(NamedTuple):
    """Offsets in the file's text (line breaks normalised); `Document.raw` leads to the bytes' own text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Node:
    span: Span


# --- inline: the children of one block cover its words whole, without gap ------------------------------------------------


@dataclass(frozen=True, slots=True)
class Text(Node):
    """Words. `text` is the source's slice, except for what was written otherwise (an escape, an entity, `\\|` in a cell):
    such a node stands alone, so that every other character has its own offset."""

    text: str


@dataclass(frozen=True, slots=True)
class Break(Node):
    """A line break with everything up to the next line's words; `hard` where readers see it."""

    hard: bool


@dataclass(frozen=True, slots=True)
class Styled(Node):
    """`style`: emphasis, strong, sub, sup."""

    style: str
    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Code(Node):
    """`children`: its words, one text a line, since what stands before a line is none of them."""

    text: str
    children: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Math(Node):
    tex: str
    display: bool


@dataclass(frozen=True, slots=True)
class Link(Node):
    """`form`: inline, reference, auto. `words` is what stands between the brackets (empty where nothing does)."""

    target: str
    title: str
    form: str
    words: Span
    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Tie(Node):
    """A link with a scheme of ours."""

    scheme: str
    target: str
    words: Span
    at: Span | None
    """Where the target is written; None where an escape or an entity stands in it."""
    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Work(Node):
    """One work of a citation; the span is that of its key."""

    key: str
    prefix: str
    rest: str
    suppress: bool


@dataclass(frozen=True, slots=True)
class Citation(Node):
    works: tuple[Work, ...]
    in_text: bool


@dataclass(frozen=True, slots=True)
class Call(Node):
    """Of a note."""

    label: str


@dataclass(frozen=True, slots=True)
class Image(Node):
    target: str
    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Raw(Node):
    """HTML or a comment, inline or as a block; what may stand there is a rule's business."""

    html: str


Inline = Text | Break | Styled | Code | Math | Link | Tie | Citation | Call | Image | Raw

# --- blocks --------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Attributes:
    """`{#id .class}` behind a heading or a caption."""

    id: str = ""
    classes: tuple[str, ...] = ()
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Paragraph(Node):
    children: tuple[Inline, ...]
    tight: bool = False


@dataclass(frozen=True, slots=True)
class Heading(Node):
    level: int
    attributes: Attributes
    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Item(Node):
    """`kind`: item, term, description."""

    kind: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class List(Node):
    """`kind`: bullet, ordered, definitions."""

    kind: str
    start: int
    tight: bool
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Quotation(Node):
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Callout(Node):
    """`!!! kind "Title"` or `> [!KIND]`."""

    kind: str
    title: tuple[Inline, ...]
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Cell(Node):
    align: str
    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Row(Node):
    cells: tuple[Cell, ...]
    written: int
    """How many cells the line has; more than the head's are lost in every reader of Markdown, so it is a finding."""


@dataclass(frozen=True, slots=True)
class Table(Node):
    caption: tuple[Inline, ...]
    attributes: Attributes
    head: Row
    rows: tuple[Row, ...]
    body: Span
    """The table itself, without its caption."""


@dataclass(frozen=True, slots=True)
class Fence(Node):
    """A fenced block; ours are known by `name`. `lines` are the words of its lines with their places."""

    name: str
    lines: tuple[Text, ...]
    closed: bool


@dataclass(frozen=True, slots=True)
class CodeBlock(Node):
    text: str


@dataclass(frozen=True, slots=True)
class Formula(Node):
    tex: str


@dataclass(frozen=True, slots=True)
class Rule(Node):
    pass


@dataclass(frozen=True, slots=True)
class Note(Node):
    """A footnote where it is written; renderers take it to its call."""

    label: str
    blocks: tuple[Block, ...]


Block = Paragraph | Heading | List | Quotation | Callout | Table | Fence | CodeBlock | Formula | Rule | Note | Raw


@dataclass(frozen=True, slots=True)
class Document:
    text: str
    body: int
    blocks: tuple[Block, ...]
    notes: dict[str, Note] = field(default_factory=dict)
    returns: tuple[int, ...] = ()
    """Where carriage returns were taken out."""

    def raw(self, offset: int) -> int:
        """The offset in the file as it lies on disk."""
        return offset + bisect_right(self.returns, offset)


def walk(nodes: object) -> Iterator[Node]:
    """Every node below, in the file's order."""
    for node in nodes if isinstance(nodes, tuple) else (nodes,):
        if isinstance(node, Node):
            yield node
        for name in ("caption", "head", "title", "children", "blocks", "items", "cells", "rows", "works", "lines"):
            inner = getattr(node, name, None)
            if isinstance(inner, (tuple, Node)):
                yield from walk(inner)
