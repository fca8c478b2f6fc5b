"""What the rules and renderers ask of a chapter, gathered from its tree: passages, ties, blocks, tables, headings, notes.

Passages stand in the order in which people read them: the front matter, the text, and the notes in the order of their calls.
"""

from __future__ import annotations

import re
from collections import deque
from dataclasses import dataclass, field

from kerege.findings import Location
from kerege.model import (
    GROUPS,
    Block,
    BlockKind,
    Citation,
    Heading,
    Kind,
    Lead,
    Note,
    Passage,
    Places,
    Scheme,
    Table,
    Tie,
)
from kerege.model import document as nodes
from kerege.model.comments import drop
from kerege.model.document import Document, Inline
from kerege.model.visible import visible

SCHEMES = {scheme.value: scheme for scheme in Scheme}
BLOCKS = {kind.value: kind for kind in BlockKind}
_FRONT = {"title": Kind.TITLE, "short_title": Kind.TITLE, "summary": Kind.SUMMARY, "content_note": Kind.SUMMARY}
_URL_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+-]*:")


@dataclass
class Views:
    """The views of one tree, in the order of reading."""

    document: Document
    places: Places
    passages: list[Passage] = field(default_factory=list)
    ties: list[Tie] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    headings: list[Heading] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    citations: list[Citation] = field(default_factory=list)
    leads: list[Lead] = field(default_factory=list)
    calls: dict[str, list[Location]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for key, children in self.document.front.items():
            self.words(_FRONT[key], children)
        self.gather(self.document.blocks, Kind.PARAGRAPH, at_margin=True)
        self.gather_notes()

    def gather_notes(self) -> None:
        """In the order of their calls; a note may call another. What nobody calls stands at the end."""
        waiting, read = deque(self.calls), set[str]()
        while waiting or len(read) < len(self.document.notes):
            label = waiting.popleft() if waiting else next(name for name in self.document.notes if name not in read)
            if label in read or label not in self.document.notes:
                continue
            read.add(label)
            known = len(self.calls)
            self.gather(self.document.notes[label].blocks, Kind.NOTE, nested=1)
            waiting.extend(list(self.calls)[known:])

    @property
    def notes(self) -> tuple[Note, ...]:
        labels = dict.fromkeys([*self.calls, *self.document.notes])
        return tuple(Note(label, tuple(self.calls.get(label, ())), self.written(label)) for label in labels)

    def written(self, label: str) -> Location | None:
        note = self.document.notes.get(label)
        return self.places.at(note.span.start) if note else None

    # --- blocks ---

    def gather(self, blocks: tuple[nodes.Block, ...], kind: Kind, *, at_margin: bool = False, nested: int = 0) -> None:
        """Take in blocks; `kind`: what their paragraphs are; `nested`: in how many lists, quotations and notes they stand."""
        for block in blocks:
            match block:
                case nodes.Paragraph():
                    self.words(kind, block.children)
                case nodes.Heading():
                    self.heading(block)
                case nodes.List():
                    for item in block.items:
                        self.gather(item.blocks, Kind.NOTE if kind is Kind.NOTE else Kind.ITEM, nested=nested + 1)
                case nodes.Quotation():
                    self.gather(block.blocks, kind, nested=nested + 1)
                case nodes.Callout():
                    if block.title:
                        self.words(Kind.CALLOUT, block.title)
                    self.gather(block.blocks, kind, nested=nested)
                case nodes.Table():
                    self.table(block, nested)
                case nodes.Fence() if at_margin:
                    self.block(block)

    def heading(self, node: nodes.Heading) -> None:
        passage = self.words(Kind.HEADING, node.children)
        self.headings.append(Heading(node.level, passage.plain, node.attributes.id or None, passage.location))

    def table(self, node: nodes.Table, nested: int) -> None:
        number = len(self.tables)
        caption = self.words(Kind.CAPTION, node.caption, table=number).plain if node.caption else ""
        rows = tuple(
            tuple(
                self.words(Kind.CELL, cell.children, cell.span.start, row=row, column=column, table=number).plain
                for column, cell in enumerate(line.cells)
            )
            for row, line in enumerate((node.head, *node.rows))
        )
        start, end = node.span
        self.tables.append(Table(node.attributes.id or None, caption, rows, start, end, self.places.at(start), nested))

    def block(self, node: nodes.Fence) -> None:
        if not is_block(node):
            return
        if node.name in GROUPS:
            kind = GROUPS[node.name][0]
            for line in node.lines:
                if line.text:
                    at = self.places.at(line.span.start)
                    self.blocks.append(Block(kind, line.text, "", *line.span, at, node.span.start))
            return
        target = node.lines[0]
        label = drop(" ".join(line.text for line in node.lines[1:] if line.text)).strip()
        place = self.places.at(target.span.start)
        self.blocks.append(Block(BLOCKS[node.name], target.text, label, *node.span, place, node.span.start))
        if node.label:
            self.words(Kind.LABEL, node.label, block=len(self.blocks) - 1)

    # --- words ---

    def words(self, kind: Kind, children: tuple[Inline, ...], start: int = 0, **place: int) -> Passage:
        """A further passage, with the ties, links, citations and notes in it."""
        found = visible(children)
        at = found.offsets[0] if found.offsets else children[0].span.start if children else start
        passage = Passage(kind, found.text, found.offsets, self.places.at(at), **place)
        self.passages.append(passage)
        for node, first, last in found.linked:
            if isinstance(node, nodes.Tie):
                self.tie(node, first, last)
            elif not _URL_SCHEME.match(node.target):
                self.leads.append(Lead(node.target, self.places.at(node.span.start)))
        for inner in nodes.walk(*children):
            if isinstance(inner, nodes.Citation):
                self.citation(inner)
            elif isinstance(inner, nodes.Call):
                self.calls.setdefault(inner.label, []).append(self.places.at(inner.span.start))
        return passage

    def tie(self, node: nodes.Tie, start: int, end: int) -> None:
        number = len(self.passages) - 1
        words = self.passages[number].plain[start:end].strip()
        location = self.places.at(node.span.start)
        scheme = SCHEMES[node.scheme]
        self.ties.append(Tie(scheme, node.target, words, *node.span, *node.words, location, number, start, end))

    def citation(self, node: nodes.Citation) -> None:
        location = self.places.at(node.span.start)
        for work in node.works:
            self.citations.append(Citation(work.key, work.rest, *node.span, location, len(self.passages) - 1))


def is_block(node: nodes.Fence) -> bool:
    """Whether a fence at the margin is a whole block of ours: closed, with an id, and no other beginning in it."""
    return (
        (node.name in BLOCKS or node.name in GROUPS)
        and node.closed
        and bool(node.lines)
        and bool(node.lines[0].text)
        and not any(line.text.startswith("```") for line in node.lines)
    )
