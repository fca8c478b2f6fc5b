"""Places of a text as editors count them: lines from 0, columns in units of UTF-16 unless another encoding was agreed."""

from __future__ import annotations

import re
from bisect import bisect_right
from urllib.parse import unquote, urlsplit

from lsprotocol import types

from kerege.findings import Location

_BYTES = {"utf-8": "utf-8", "utf-16": "utf-16-le", "utf-32": "utf-32-le"}
_WIDTH = {"utf-8": 1, "utf-16": 2, "utf-32": 4}


class Lines:
    """A text whose line breaks are `\\n`, by lines."""

    def __init__(self, text: str, encoding: str = "utf-16") -> None:
        self.text = text
        self._starts = [0, *(match.end() for match in re.finditer("\n", text))]
        self._encoding = encoding

    def line(self, number: int) -> str:
        """A line without its break; a line behind the last is empty."""
        if number >= len(self._starts):
            return ""
        end = self._starts[number + 1] - 1 if number + 1 < len(self._starts) else len(self.text)
        return self.text[self._starts[number] : end]

    def position(self, offset: int) -> types.Position:
        """Where a character of the text stands."""
        number = bisect_right(self._starts, max(0, min(offset, len(self.text)))) - 1
        before = self.text[self._starts[number] : max(0, offset)]
        return types.Position(number, self._units(before))

    def offset(self, position: types.Position) -> int:
        """The character at a place; behind the end of a line, its end."""
        if position.line >= len(self._starts):
            return len(self.text)
        start, line = self._starts[position.line], self.line(position.line)
        if line.isascii():
            return start + min(position.character, len(line))
        units = 0
        for number, sign in enumerate(line):
            if units >= position.character:
                return start + number
            units += self._units(sign)
        return start + len(line)

    def range(self, start: int, end: int) -> types.Range:
        """A stretch of the text."""
        return types.Range(self.position(start), self.position(end))

    def at(self, location: Location) -> int:
        """The character at a place as findings name it."""
        if location.line > len(self._starts):
            return len(self.text)
        return min(self._starts[location.line - 1] + location.column - 1, len(self.text))

    def _units(self, text: str) -> int:
        if text.isascii():
            return len(text)
        return len(text.encode(_BYTES[self._encoding], "surrogatepass")) // _WIDTH[self._encoding]


def path_of(uri: str) -> str:
    """The path of a file's address; empty where it is no file."""
    parts = urlsplit(uri)
    path = unquote(parts.path) if parts.scheme in ("file", "untitled") else ""
    # A new file has a path in some editors before it is saved: untitled:/home/…/05-new.md.
    return path if path.startswith("/") else ""
