"""What is wrong with the fenced blocks of a chapter: names, ends, places, ids."""

from __future__ import annotations

import difflib
from collections.abc import Iterator

from kerege.catalogue import problem
from kerege.findings import Finding, Location
from kerege.messages import say
from kerege.model import GROUPS, BlockKind, Chapter
from kerege.model.document import CodeBlock, Fence, walk

HARMED = ("X002", "X003", "X004", "X005")
"""A block is there that was meant to be one of ours."""
_NAMES = (*(kind.value for kind in BlockKind), *GROUPS)
_MARGIN = say("begin its lines at the margin")


def fence_troubles(chapter: Chapter) -> Iterator[Finding]:
    """X002 to X006 of a chapter."""
    places = chapter.places
    whole = {block.fence for block in chapter.blocks}
    margin = {block.span.start for block in chapter.document.blocks}
    for node in walk(*chapter.document.blocks):
        place = places.at(node.span.start)
        if isinstance(node, CodeBlock):
            yield _indented(node, place)
        elif isinstance(node, Fence) and node.span.start in whole and node.name in GROUPS:
            yield from _group(node, chapter)
        elif isinstance(node, Fence) and node.span.start not in whole:
            yield _fence(node, place, chapter, nested=node.span.start not in margin)


def _fence(node: Fence, place: Location, chapter: Chapter, *, nested: bool) -> Finding:
    name = node.name
    if name not in _NAMES:
        return _unknown(name, place)
    if not node.closed:
        return Finding(place, problem("X003", name=name))
    inner = next((line for line in node.lines if line.text.startswith("```")), None)
    if inner is not None:
        line = chapter.places.at(inner.span.start).line
        return Finding(place, problem("X003/next-begins", name=name, line=line))
    if nested:
        return Finding(place, problem("X004/inside", name=name))
    return Finding(place, problem("X005", name=name))


def _group(node: Fence, chapter: Chapter) -> Iterator[Finding]:
    """A block that shows several records holds an id a line, neither too few nor too many of them."""
    _, least, most = GROUPS[node.name]
    lines = [line for line in node.lines if line.text]
    for line in lines:
        if " " in line.text:
            place = chapter.places.at(line.span.start)
            yield Finding(place, problem("X005/no-id", text=line.text[:40], block=node.name))
    if not least <= len(lines) <= most:
        place = chapter.places.at(node.span.start)
        yield Finding(place, problem("X005/records", block=node.name, count=len(lines), least=least, most=most))


def _unknown(name: str, place: Location) -> Finding:
    word = name.strip("{}.: ").split(" ")[0]
    if word in ("mermaid", "dot", "graphviz", "plantuml", "plot", "python", "r", "ojs"):
        return Finding(place, problem("X002/code-that-another-program", name=name))
    near = difflib.get_close_matches(word.casefold(), _NAMES, n=1, cutoff=0.6)
    if near:
        return Finding(place, problem("X002/not-block-that-kerege-write", name=name, near=near[0]))
    return Finding(
        place,
        (
            problem("X002/not-block-that-kerege", name=name, known=", ".join(_NAMES))
            if name
            else problem("X002/fenced-block-without-name", known=", ".join(_NAMES))
        ),
    )


def _indented(node: CodeBlock, place: Location) -> Finding:
    first = node.text.lstrip().split("\n")[0]
    if first.startswith(("```", "~~~")):
        name = first.lstrip("`~").strip().split(" ")[0]
        return Finding(place, problem("X004", name=name or say("fenced")))
    return Finding(place, problem("X006"))
