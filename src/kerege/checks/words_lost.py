"""No letter of a chapter is lost: what is written is printed, or a finding says that it is not.

Passes: a row with as many cells as its head; `[words][law]` with one line `[law]: https://…`.
Fails: a row with more cells than its head (X042); a line `[law]: …` that no link uses, or a second one (X043); any other letter or
digit that no part of the printed chapter holds (X041).
"""

from __future__ import annotations

from collections.abc import Iterator

from kerege.catalogue import problem
from kerege.checks.context import Parallels
from kerege.findings import Finding
from kerege.model import Chapter, chapters_of
from kerege.model import document as nodes
from kerege.model.document import Document, walk

CODES = ("X041", "X042", "X043")
_HELD = (
    *(nodes.Text, nodes.Math, nodes.Citation, nodes.Call, nodes.Raw, nodes.Formula, nodes.CodeBlock, nodes.Fence),
    *(nodes.Row, nodes.LinkDefinition),
)
"""Nodes that print all that stands at their place, or of which other findings tell what they do not print."""


def check(parallels: Parallels) -> Iterator[Finding]:
    """Yield a finding for each stretch of a chapter that readers would not see."""
    for chapter in chapters_of(parallels):
        yield from of_chapter(chapter)


def of_chapter(chapter: Chapter) -> Iterator[Finding]:
    """Those of one chapter."""
    yield from _rows(chapter)
    yield from _definitions(chapter)
    for start, end in uncovered(chapter.document):
        shown = chapter.text[start:end][:40]
        yield Finding(chapter.places.at(start), problem("X041", shown=shown))


def _rows(chapter: Chapter) -> Iterator[Finding]:
    for table in walk(*chapter.document.blocks):
        if not isinstance(table, nodes.Table):
            continue
        for row in table.rows:
            if row.written > len(table.head.cells):
                yield Finding(
                    chapter.places.at(row.span.start),
                    problem("X042", written=row.written, cells=len(table.head.cells)),
                )


def _definitions(chapter: Chapter) -> Iterator[Finding]:
    found = [node for node in walk(*chapter.document.blocks) if isinstance(node, nodes.LinkDefinition)]
    used = _used(chapter) if found else set()
    known: dict[str, nodes.LinkDefinition] = {}
    for node in found:
        label = _folded(node.label)
        first = known.setdefault(label, node)
        place = chapter.places.at(node.span.start)
        if first is not node:
            line = chapter.places.at(first.span.start).line
            yield Finding(place, problem("X043/twice", label=node.label, line=line))
        elif label not in used:
            yield Finding(place, problem("X043/unused", label=node.label))


def _used(chapter: Chapter) -> set[str]:
    """The labels that links of this chapter name."""
    labels = set()
    for node in walk(*chapter.document.blocks):
        if isinstance(node, nodes.Link | nodes.Image):
            words = chapter.text[slice(*node.span)]
            named = words.rpartition("[")[2].rstrip("]")
            labels |= {_folded(named), _folded(words.lstrip("!").removesuffix("[]")[1:-1])}
    return labels


def _folded(label: str) -> str:
    return " ".join(label.split()).casefold()


def uncovered(document: Document) -> Iterator[tuple[int, int]]:
    """Where letters or digits stand that no node of a tree holds."""
    text, seen = document.text, bytearray(len(document.text))

    def cover(start: int, end: int) -> None:
        seen[start:end] = b"\1" * (end - start)

    cover(0, document.body)
    for node in walk(*document.blocks):
        for start, end in _held(node, text):
            cover(start, end)
    position = 0
    while position < len(text):
        if seen[position] or not text[position].isalnum():
            position += 1
            continue
        end = position
        while end < len(text) and not seen[end] and text[end] != "\n":
            end += 1
        yield position, position + len(text[position:end].rstrip())
        position = end


def _held(node: nodes.Node, text: str) -> Iterator[tuple[int, int]]:
    """The stretches that a node prints itself, or that are marks of it."""
    start, end = node.span
    if isinstance(node, _HELD):
        yield start, end
    match node:
        case nodes.Link() | nodes.Tie():
            yield node.words.end, end
        case nodes.Image():
            yield (node.children[-1].span.end if node.children else start), end
        case nodes.Heading() | nodes.Table() if node.attributes.span is not None:
            yield node.attributes.span
        case nodes.Note():
            yield start, start + len(node.label) + 4
        case nodes.Item() if node.kind == "item":
            yield start, node.blocks[0].span.start if node.blocks else end
        case nodes.Callout():
            line = text.find("\n", start)
            yield start, line if 0 <= line < end else end
    if isinstance(node, nodes.Table) and node.caption:
        yield start, node.caption[0].span.start
