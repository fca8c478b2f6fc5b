"""The locked parts of a text: ties, citations, footnote marks, links, code and tags, told apart from the words.

All formats carry the Markdown itself inside their locked codes, so what comes back is put together by reading it in order,
whatever a translator's program made of it; and then the codes are counted here.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from kerege.model import document as nodes
from kerege.read.markdown.tree import read_words
from kerege.translate.exchange.entries import Mark

_ATTRIBUTES = re.compile(r"(?<=[\s)\]])\{[:#.][^{}\n]*\}")


class Side(Enum):
    """What a piece of a text is."""

    WORDS = "words"
    OPEN = "open"
    CLOSE = "close"
    ALONE = "alone"


@dataclass(frozen=True, slots=True)
class Piece:
    """Words, or a code that a translator moves and does not change."""

    side: Side
    text: str
    """Markdown; the pieces of a text, joined, are the text."""
    code: str = ""
    """What the code is, the same in every language: `[…](stat:poor-2016)`, `[@fidh-2016]`."""
    number: int = 0
    """Of the code; both sides of a pair have the same."""


def pieces(text: str, like: str = "") -> tuple[Piece, ...]:
    """A text as pieces. Codes are numbered in order, or as the same codes are numbered in `like`, the original."""
    known: dict[str, list[int]] = defaultdict(list)
    highest = 0
    for piece in pieces(like) if like else ():
        if piece.side in (Side.OPEN, Side.ALONE):
            known[piece.code].append(piece.number)
            highest = max(highest, piece.number)
    result: list[Piece] = []
    position = 0
    numbers: dict[tuple[int, int], int] = {}
    for start, end, side, code, whole in _codes(text):
        if position < start:
            result.append(Piece(Side.WORDS, text[position:start]))
        if whole not in numbers:
            if known[code]:
                numbers[whole] = known[code].pop(0)
            else:
                highest += 1
                numbers[whole] = highest
        result.append(Piece(side, text[start:end], code, numbers[whole]))
        position = end
    if position < len(text):
        result.append(Piece(Side.WORDS, text[position:]))
    return tuple(result)


def rebuilt(marks: Sequence[Mark], *texts: str) -> str | None:
    """A text with its codes as Kerege writes them, told by their numbers; None where a number is none of theirs.

    Args:
        texts: the original, then what was sent of the translation: their codes have the numbers.
    """
    known: dict[tuple[str, Side], str] = {}
    for text in texts:
        for piece in pieces(text, texts[0] if text is not texts[0] else ""):
            if piece.side is not Side.WORDS:
                known.setdefault((str(piece.number), piece.side), piece.text)
    opened: set[str] = set()
    result: list[str] = []
    for mark in marks:
        if not mark.side:
            result.append(mark.words)
            continue
        side = Side(mark.side)
        if side is Side.ALONE and (mark.number, Side.ALONE) not in known:
            # A program that knows no pairs writes two placeholders of one number.
            side = Side.CLOSE if mark.number in opened else Side.OPEN
        if side is Side.OPEN:
            opened.add(mark.number)
        if (mark.number, side) not in known:
            return None
        result.append(known[mark.number, side])
    return "".join(result)


def codes_of(text: str) -> Counter[str]:
    """The codes of a text, each with how often it stands there."""
    return Counter(piece.code for piece in pieces(text) if piece.side in (Side.OPEN, Side.ALONE))


_Place = tuple[int, int, Side, str, tuple[int, int]]


def _codes(text: str) -> list[_Place]:
    found = list(_coded(read_words(text), text))
    taken = [(start, end) for start, end, *_ in found]
    for match in _ATTRIBUTES.finditer(text):
        if not any(start < match.end() and match.start() < end for start, end in taken):
            found.append((*match.span(), Side.ALONE, match[0], match.span()))
    return sorted(found, key=lambda place: place[:2])


def _coded(children: Iterable[nodes.Inline], text: str) -> Iterator[_Place]:
    """The codes among these nodes and within them, with their places in the text."""
    for node in children:
        start, end = whole = (node.span.start, node.span.end)
        written = text[start:end]
        match node:
            case nodes.Link(form="auto") | nodes.Code() | nodes.Raw() | nodes.Math():
                yield start, end, Side.ALONE, written, whole
            case nodes.Link() | nodes.Tie() | nodes.Image():
                yield from _linked(node, text, whole)
            case nodes.Citation():
                yield start, end, Side.ALONE, " ".join(written.split()), whole
            case nodes.Call():
                yield start, end, Side.ALONE, f"[^{node.label}]", whole
            case nodes.Styled():
                yield from _coded(node.children, text)


def _linked(node: nodes.Link | nodes.Tie | nodes.Image, text: str, whole: tuple[int, int]) -> Iterator[_Place]:
    start, end = whole
    mark = "!" if isinstance(node, nodes.Image) else ""
    target = f"{node.scheme}:{node.target}" if isinstance(node, nodes.Tie) else node.target
    first = node.children[0].span.start if node.children else start
    last = node.children[-1].span.end if node.children else start
    if text[first:last].strip():
        code = f"{mark}[…]({target})"
        yield start, first, Side.OPEN, code, whole
        yield from _coded(node.children, text)
        yield last, end, Side.CLOSE, code, whole
    else:
        yield start, end, Side.ALONE, f"{mark}[]({target})", whole
