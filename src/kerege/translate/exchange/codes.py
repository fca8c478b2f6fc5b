"""The locked parts of a text: ties, citations, footnote marks, links, code and tags, told apart from the words.

All formats carry the Markdown itself inside their locked codes, so what comes back is put together by reading it in order,
whatever a translator's program made of it; and then the codes are counted here.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from enum import Enum

from kerege.read.inline import read_inline

_OTHER = re.compile(
    r"(?P<code>(?P<ticks>`+)(?!`).*?(?<!`)(?P=ticks)(?!`))|<!--.*?-->|</?[A-Za-z][^<>]*>|<[a-z]+:[^\s<>]+>"
    r"|(?<=[\s)\]])\{[:#.][^{}\n]*\}",
    re.DOTALL,
)


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


def codes_of(text: str) -> Counter[str]:
    """The codes of a text, each with how often it stands there."""
    return Counter(piece.code for piece in pieces(text) if piece.side in (Side.OPEN, Side.ALONE))


_Place = tuple[int, int, Side, str, tuple[int, int]]


def _codes(text: str) -> list[_Place]:
    found: list[_Place] = []
    inline = read_inline(text, 0, len(text))
    for link in inline.links:
        whole = (link.start, link.end)
        mark = "!" if link.image else ""
        if text[link.words_start : link.words_end].strip():
            code = f"{mark}[…]({link.target})"
            found.append((link.start, link.words_start, Side.OPEN, code, whole))
            found.append((link.words_end, link.end, Side.CLOSE, code, whole))
        else:
            found.append((link.start, link.end, Side.ALONE, f"{mark}[]({link.target})", whole))
    for group in inline.citations:
        whole = (group.start, group.end)
        found.append((*whole, Side.ALONE, " ".join(text[group.start : group.end].split()), whole))
    for label, at in inline.notes:
        whole = (at, at + len(label) + 3)
        found.append((*whole, Side.ALONE, f"[^{label}]", whole))
    taken = sorted((a, b) for a, b, *_ in found)
    for match in _OTHER.finditer(text):
        if not any(a < match.end() and match.start() < b for a, b in taken):
            found.append((*match.span(), Side.ALONE, match[0], match.span()))
    return sorted(found, key=lambda place: place[:2])
