"""A chapter as one frozen tree. Every node knows its exact place in the file; nothing here opens a file or knows an output."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import ClassVar, NamedTuple


class Span(NamedTuple):
    """Offsets in the file's text (line breaks normalised); `Document.raw` leads to the bytes' own text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Node:
    """A piece of a chapter."""

    parts: ClassVar[tuple[str, ...]] = ()
    """Its fields that hold nodes, in the file's order."""

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

    parts = ("children",)

    style: str
    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Code(Node):
    """`children`: its words, one text a line, since what stands before a line is none of them."""

    parts = ("children",)

    text: str
    children: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Math(Node):
    tex: str
    display: bool


@dataclass(frozen=True, slots=True)
class Link(Node):
    """`form`: inline, reference, auto. `words` is what stands between the brackets (empty where nothing does)."""

    parts = ("children",)

    target: str
    title: str
    form: str
    words: Span
    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Tie(Node):
    """A link with a scheme of ours."""

    parts = ("children",)

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
    parts = ("works",)

    works: tuple[Work, ...]
    in_text: bool


@dataclass(frozen=True, slots=True)
class Call(Node):
    """Of a note."""

    label: str


@dataclass(frozen=True, slots=True)
class Image(Node):
    parts = ("children",)

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
    """`tight`: an item's words, which stand without distance to those of the next item."""

    parts = ("children",)

    children: tuple[Inline, ...]
    tight: bool = False


@dataclass(frozen=True, slots=True)
class Heading(Node):
    parts = ("children",)

    level: int
    attributes: Attributes
    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Item(Node):
    """`kind`: item, term, description."""

    parts = ("blocks",)

    kind: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class List(Node):
    """`kind`: bullet, ordered, definitions."""

    parts = ("items",)

    kind: str
    start: int
    tight: bool
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Quotation(Node):
    parts = ("blocks",)

    blocks: tuple[Block, ...]


CALLOUTS = ("note", "tip", "warning", "example", "box")
"""The kinds of callouts."""


@dataclass(frozen=True, slots=True)
class Callout(Node):
    """`!!! kind "Title"` or `> [!KIND]`."""

    parts = ("title", "blocks")

    kind: str
    title: tuple[Inline, ...]
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Cell(Node):
    parts = ("children",)

    align: str
    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Row(Node):
    parts = ("cells",)

    cells: tuple[Cell, ...]
    written: int
    """How many cells the line has; more than the head's are lost in every reader of Markdown, so it is a finding."""


@dataclass(frozen=True, slots=True)
class Table(Node):
    parts = ("caption", "head", "rows")

    caption: tuple[Inline, ...]
    attributes: Attributes
    head: Row
    rows: tuple[Row, ...]
    body: Span
    """The table itself, without its caption."""


@dataclass(frozen=True, slots=True)
class Fence(Node):
    """A fenced block; ours are known by `name`. `lines` are its lines with their places, blanks around them cut off."""

    parts = ("lines", "label")

    name: str
    lines: tuple[Text, ...]
    closed: bool
    label: tuple[Inline, ...] = ()
    """Of a block of ours: the words of the lines behind its first, where ties work as anywhere."""


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

    parts = ("blocks",)

    label: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class LinkDefinition(Node):
    """`[label]: target "title"`: prints nothing, and is here so that every letter of a chapter has its node."""

    label: str
    target: str


Block = (
    Paragraph | Heading | List | Quotation | Callout | Table | Fence | CodeBlock | Formula | Rule | Note | LinkDefinition
    | Raw
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Document:
    """A whole chapter."""

    text: str
    body: int
    blocks: tuple[Block, ...]
    notes: dict[str, Note] = field(default_factory=dict)
    front: Mapping[str, tuple[Inline, ...]] = field(default_factory=dict)
    """Words of the front matter by field: title, summary, content_note."""
    returns: tuple[int, ...] = ()
    """Where carriage returns were taken out."""

    def raw(self, offset: int) -> int:
        """The offset in the file as it lies on disk."""
        return offset + bisect_right(self.returns, offset)


def walk(*nodes: Node) -> Iterator[Node]:
    """These nodes and every node below them, in the file's order."""
    waiting = list(reversed(nodes))
    while waiting:
        node = waiting.pop()
        yield node
        for name in reversed(node.parts):
            inner: Node | tuple[Node, ...] = getattr(node, name)
            if isinstance(inner, tuple):
                waiting.extend(reversed(inner))
            else:
                waiting.append(inner)
