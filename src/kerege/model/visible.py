"""The words of a block as readers see them, with the place of every character in the file: what checks read."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from kerege.model import document as nodes
from kerege.model.chapter import Offsets
from kerege.model.document import Inline

_BLANKS = re.compile(r"[^\S\u00a0\u202f\u2009]+")
"""Blanks fold into one; a no-break space is part of a number and stays."""
_FOLDED = re.compile(r"[^\S \u00a0\u202f\u2009]| {2}")


@dataclass(frozen=True, slots=True)
class Visible:
    """The visible text of some words."""

    text: str
    """Marks dropped, a tie replaced by its words, blanks folded. Of a formula, a citation, a note's call: nothing."""
    offsets: Offsets
    """For each character of `text`, its offset in the file."""
    linked: tuple[tuple[nodes.Link | nodes.Tie, int, int], ...]
    """Links and ties, each with where its words begin and end in `text`."""


def visible(children: Iterable[Inline]) -> Visible:
    """What readers see of these nodes."""
    words = _Words()
    words.add(children)
    return words.done()


@dataclass
class _Words:
    """Grows while nodes are read."""

    pieces: list[str] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    places: list[int] = field(default_factory=list)
    length: int = 0
    linked: list[tuple[nodes.Link | nodes.Tie, int, int]] = field(default_factory=list)

    def add(self, children: Iterable[Inline]) -> None:
        for node in children:
            match node:
                case nodes.Text():
                    self.text(node)
                case nodes.Break():
                    self.put(" ", node.span.start)
                case nodes.Link() | nodes.Tie():
                    start = self.length
                    self.add(node.children)
                    self.linked.append((node, start, self.length))
                case nodes.Styled() | nodes.Code() | nodes.Image():
                    self.add(node.children)

    def text(self, node: nodes.Text) -> None:
        start, end = node.span
        if end - start != len(node.text):
            # Written otherwise: behind a backslash stands the sign itself, an entity stands for its first letter.
            escaped = end - start == 2 and len(node.text) == 1
            for sign in node.text:
                self.put(" " if _BLANKS.fullmatch(sign) else sign, start + escaped)
            return
        position = 0
        for blanks in _BLANKS.finditer(node.text) if _FOLDED.search(node.text) else ():
            self.put(node.text[position : blanks.start()], start + position)
            self.put(" ", start + blanks.start())
            position = blanks.end()
        self.put(node.text[position:], start + position)

    def put(self, words: str, place: int) -> None:
        """Add what is visible from `place` on; a blank at its beginning folds into one before it."""
        if words[:1] == " " and (not self.pieces or self.pieces[-1][-1] == " "):
            words, place = words[1:], place + 1
        if not words:
            return
        if not self.places or self.places[-1] + self.length - self.starts[-1] != place:
            self.starts.append(self.length)
            self.places.append(place)
        self.pieces.append(words)
        self.length += len(words)

    def done(self) -> Visible:
        text = "".join(self.pieces)
        length = len(text.rstrip(" "))
        while self.starts and self.starts[-1] >= length:
            self.starts.pop()
            self.places.pop()
        linked = tuple((node, min(start, length), min(end, length)) for node, start, end in self.linked)
        return Visible(text[:length], Offsets(tuple(self.starts), tuple(self.places), length), linked)
