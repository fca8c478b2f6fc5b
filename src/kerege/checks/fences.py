"""What is wrong with the fenced blocks of a chapter: names, ends, places, ids."""

from __future__ import annotations

import difflib
from collections.abc import Iterator

from kerege.findings import Finding, Location
from kerege.model import GROUPS, BlockKind, Chapter
from kerege.model.document import CodeBlock, Fence, walk

HARMED = ("X002", "X003", "X004", "X005")
"""A block is there that was meant to be one of ours."""
_NAMES = (*(kind.value for kind in BlockKind), *GROUPS)
_MARGIN = "begin its lines at the margin"


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
        return Finding(place, "X003", f"the {name} block is never closed", "end it with a line '```'")
    inner = next((line for line in node.lines if line.text.startswith("```")), None)
    if inner is not None:
        line = chapter.places.at(inner.span.start).line
        message = f"the {name} block is never closed: the next one begins in line {line}"
        return Finding(place, "X003", message, "end it with a line '```'")
    if nested:
        message = f"the {name} block stands inside a list, a quotation or a note"
        return Finding(place, "X004", message, "move it to the margin")
    return Finding(place, "X005", f"the {name} block names no record", "write the id on its first line")


def _group(node: Fence, chapter: Chapter) -> Iterator[Finding]:
    """A block that shows several records holds an id a line, neither too few nor too many of them."""
    _, least, most = GROUPS[node.name]
    lines = [line for line in node.lines if line.text]
    for line in lines:
        if " " in line.text:
            yield Finding(
                chapter.places.at(line.span.start),
                "X005",
                f"'{line.text[:40]}' in the {node.name} block is no id",
                "write one id a line; the words come from the records",
            )
    if not least <= len(lines) <= most:
        yield Finding(
            chapter.places.at(node.span.start),
            "X005",
            f"the {node.name} block shows {len(lines)} record(s)",
            f"let it show at least {least} and at most {most}",
        )


def _unknown(name: str, place: Location) -> Finding:
    word = name.strip("{}.: ").split(" ")[0]
    near = difflib.get_close_matches(word.casefold(), _NAMES, n=1, cutoff=0.6)
    if near:
        return Finding(place, "X002", f"'{name}' is not a block that Kerege knows", f"write '```{near[0]}'")
    if word in ("mermaid", "dot", "graphviz", "plantuml", "plot", "python", "r", "ojs"):
        message = f"'{name}' is code that another program draws or runs; here it would be printed as it is written"
        return Finding(place, "X002", message, "make a figure (figures/ID.py and ID.yml) and write a '```figure' block")
    return Finding(
        place,
        "X002",
        f"'{name}' is not a block that Kerege knows" if name else "a fenced block without a name that Kerege knows",
        f"write one of: {', '.join(_NAMES)}; code has no place in a report",
    )


def _indented(node: CodeBlock, place: Location) -> Finding:
    first = node.text.lstrip().split("\n")[0]
    if first.startswith(("```", "~~~")):
        name = first.lstrip("`~").strip().split(" ")[0]
        return Finding(
            place, "X004", f"the {name or 'fenced'} block is indented, so it would be printed as code", _MARGIN
        )
    return Finding(
        place, "X006", "text indented by four blanks would be printed as code", "begin the line at the margin"
    )
