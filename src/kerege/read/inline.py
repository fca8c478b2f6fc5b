"""Reading one stretch of Markdown: its visible text with an offset for every character, and the ties in it.

Python-Markdown gives no positions and markdown-it-py none within a line, hence this scanner. It knows only what it
must: code spans, comments, escapes, links, images, citations, footnote marks, emphasis, HTML tags.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from kerege.model import Offsets

_TOKEN = re.compile(
    r"""
    # Letters, and single blanks between words, are passed over at a glance: no token begins with them.
    (?=[\\`<!\[{*_\s])(?![ ]\w)
    (?:
    (?P<escape>\\[!-/:-@\[-`{-~])
  | (?P<code>(?P<ticks>`+)(?!`).*?(?<!`)(?P=ticks)(?!`))
  | (?P<comment><!--.{0,20000}?-->)
  | (?P<cite>\[-?@[^\]\n]+(?:\n[^\]\n]*)?\])
  | (?P<note>\[\^(?P<label>[^\]\s]+)\])
  | (?P<image>!\[)
  | (?P<open>\[)
  | (?P<autolink><[a-z]+:[^\s<>]+>)
  | (?P<tag></?[A-Za-z][^<>]*>)
  | (?P<attributes>\{[:#.][^{}\n]*\})
  | (?P<marks>\*+|(?<!\w)_+|_+(?!\w))
  | (?P<space>[ ]{2,}\s*|[^\S ]\s*)
    )
    """,
    re.VERBOSE | re.DOTALL,
)
_TARGET = re.compile(r"\(\s*<?(?P<target>[^()\s<>]*(?:\([^()\s]*\)[^()\s<>]*)*)>?(?:\s+(?:\"[^\"]*\"|'[^']*'))?\s*\)")
_BRACKET = re.compile(r"\\.?|[\[\]]", re.DOTALL)
"""One that opens or closes; what a backslash stands before does neither."""
_CITE_KEY = re.compile(r"@(?P<key>[\w][\w:.#$%&+?<>~/-]*?)(?=[,;\]\s]|$)")


@dataclass
class Link:
    """A link found in the stretch, wherever it points; offsets count in the file."""

    target: str
    start: int
    end: int
    words_start: int
    words_end: int
    plain_start: int
    plain_end: int
    image: bool = False


@dataclass
class Group:
    """A bracketed citation group."""

    works: tuple[tuple[str, str], ...]
    start: int
    end: int


@dataclass
class Inline:
    """What one stretch holds."""

    pieces: list[str] = field(default_factory=list)
    """Of the visible text."""
    starts: list[int] = field(default_factory=list)
    """Where each piece begins in the visible text."""
    places: list[int] = field(default_factory=list)
    """And in the file."""
    length: int = 0
    """Of the visible text."""
    links: list[Link] = field(default_factory=list)
    citations: list[Group] = field(default_factory=list)
    notes: list[tuple[str, int]] = field(default_factory=list)
    """Footnote calls: label and offset."""
    closings: dict[int, int] = field(default_factory=dict)
    """For each bracket that has been looked at, where it closes, or -1."""

    def text(self) -> str:
        return "".join(self.pieces)

    def offsets(self) -> Offsets:
        """Where each character of the visible text stands."""
        return Offsets(tuple(self.starts), tuple(self.places), self.length)


def read_inline(text: str, start: int, end: int) -> Inline:
    """Scan `text[start:end]`. Never fails: what is not understood is visible text."""
    found = Inline()
    _scan(text, start, end, found)
    if found.pieces and found.pieces[-1].endswith(" "):
        # One at most, since blanks fold.
        found.pieces[-1] = found.pieces[-1][:-1]
        found.length -= 1
        if found.starts[-1] == found.length:
            for pieces in (found.pieces, found.starts, found.places):
                pieces.pop()
    return found


def _put(found: Inline, words: str, offset: int) -> None:
    """Add what is visible from `offset` on; a blank at its beginning folds into one before it."""
    if words[0] == " " and (not found.pieces or found.pieces[-1][-1] == " "):
        words, offset = words[1:], offset + 1
    if words:
        found.pieces.append(words)
        found.starts.append(found.length)
        found.places.append(offset)
        found.length += len(words)


def _scan(text: str, start: int, end: int, found: Inline) -> None:
    position = start
    while position < end:
        match = _TOKEN.search(text, position, end)
        stop = match.start() if match else end
        if position < stop:
            # Within such a stretch no two blanks follow each other.
            _put(found, text[position:stop], position)
        if match is None:
            return
        position = _token(text, match, end, found)


def _token(text: str, match: re.Match[str], end: int, found: Inline) -> int:
    """Take one token in; the offset where scanning goes on."""
    kind = match.lastgroup
    at = match.start()
    if match["escape"]:
        _put(found, match["escape"][1], at + 1)
    elif match["space"]:
        # A no-break space is part of a number and stays; line breaks and runs of blanks fold.
        for offset in range(at, match.end()):
            character = text[offset]
            _put(found, character if character in "\u00a0\u202f\u2009" else " ", offset)
    elif match["code"]:
        ticks = len(match["ticks"])
        for offset in range(at + ticks, match.end() - ticks):
            _put(found, " " if text[offset].isspace() else text[offset], offset)
    elif match["cite"]:
        works = tuple(_works(match["cite"][1:-1]))
        if works:
            found.citations.append(Group(works, at, match.end()))
    elif match["note"]:
        found.notes.append((match["label"], at))
    elif match["autolink"]:
        _put(found, match["autolink"][1:-1], at + 1)
    elif match["open"] or match["image"]:
        return _bracket(text, match, end, found)
    elif kind == "attributes" and at > 0 and text[at - 1] not in " \n)]":
        # Braces that follow a word without a space are ordinary text.
        for offset in range(at, match.end()):
            _put(found, text[offset], offset)
    return match.end()


def _bracket(text: str, match: re.Match[str], end: int, found: Inline) -> int:
    close = _closing(text, match.end(), end, found.closings)
    target = _TARGET.match(text, close + 1, end) if close is not None else None
    if close is None or target is None:
        if match["open"]:
            _put(found, "[", match.start())
        return match.end()
    plain_start = found.length
    _scan(text, match.end(), close, found)
    link = Link(
        target["target"],
        match.start(),
        target.end(),
        match.end(),
        close,
        plain_start,
        found.length,
        image=bool(match["image"]),
    )
    found.links.append(link)
    return target.end()


def _closing(text: str, position: int, end: int, known: dict[int, int]) -> int | None:
    """Where the bracket before `position` closes; one walk answers for every bracket behind it too."""
    if position not in known:
        opened = [position]
        for bracket in _BRACKET.finditer(text, position, end):
            if bracket[0] == "[":
                opened.append(bracket.end())
            elif bracket[0] == "]" and opened:
                known[opened.pop()] = bracket.start()
        known.update(dict.fromkeys(opened, -1))
    close = known[position]
    return close if 0 <= close < end else None


def _works(group: str) -> list[tuple[str, str]]:
    works: list[tuple[str, str]] = []
    for part in group.split(";"):
        key = _CITE_KEY.search(part)
        if key is None:
            return []
        works.append((key["key"], part[key.end() :].strip(" ,\n")))
    return works
