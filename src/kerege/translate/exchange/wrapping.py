"""New running text broken into lines as the chapters are, so that a difference between versions stays readable."""

from __future__ import annotations

import re

from kerege.translate.exchange.codes import Side, pieces
from kerege.translate.segments import Form, Segment

WIDTH = 120
_LINED = (Form.PARAGRAPH, Form.ITEM, Form.QUOTATION, Form.NOTE)
_STARTS_A_BLOCK = re.compile(r"([-+*>#|=~`:]|\d+[.)]).*")
"""At the beginning of a line it would be a list, a heading or a quotation."""


def as_written(segment: Segment, text: str, like: Segment | None = None) -> str:
    """The text with line breaks for a segment's place.

    Args:
        segment: where it will stand; its indent counts.
        like: the text that stood there; when that was one long line, this one will be.
    """
    old = (like or segment).text
    if segment.form not in _LINED or (len(old) > WIDTH + 10 and "\n" not in old):
        return text
    return "\n".join(_lines(part, WIDTH - len(segment.indent)) for part in text.split("\n"))


def _lines(text: str, width: int) -> str:
    hard = text[len(text.rstrip(" ")) :] if text.endswith("  ") else ""
    lines: list[str] = []
    for word in _words(text):
        if lines and (len(lines[-1]) + 1 + len(word) <= width or _STARTS_A_BLOCK.fullmatch(word)):
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return "\n".join(lines) + hard


def _words(text: str) -> list[str]:
    """The words of a text; a citation, a tag or an end of a link is never broken."""
    blank = "\0"
    shielded = "".join(
        piece.text if piece.side is Side.WORDS else piece.text.replace(" ", blank) for piece in pieces(text)
    )
    return [word.replace(blank, " ") for word in shielded.split(" ") if word]
