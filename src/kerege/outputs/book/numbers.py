"""Printed numbers of pages in a piece of a book: where they stand, and how they are written when the book is put together.

While a piece is laid out, only the count of digits of a number is known. Digits that are alike in width take the same room,
so noughts stand for them; a comment in the content of the page says of which anchor's page the number is, and in which way
its digits are set. Of fonts whose digits differ in width the piece says so, and is made with the true numbers.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

_PAIRS = "".join(first + second for first in "0123456789" for second in "0123456789")
"""Each two digits beside each other: whether letters are set closer where they meet shows in it."""
_SHOWN = re.compile(rb"\[([^\]]*)\] TJ")
_PART = re.compile(rb"<([0-9a-f]+)>|(-?[\d.]+)")
_FACE = re.compile(rb"/(\w+) [\d.]+ Tf")
_MARK = re.compile(rb"%page (?P<digits>\d+) (?P<anchor>\S+)\n(?P<drawn>.*?)%end\n?", re.DOTALL)
_ALIKE = 2
"""Thousandths of the size of letters by which digits may differ in width."""


class Printed:
    """Which numbers are printed in the pages of one piece, filled while they are written."""

    def __init__(self, numbers: Mapping[str, int]) -> None:
        """The numbers that stand for others, by anchor."""
        self._numbers = numbers
        self.anchors: list[str] = []
        self.digits: list[tuple[str, ...]] = []
        """Glyphs of the ten digits, hexadecimal, in each way in which numbers are set."""
        self.is_even = True

    def draw(self, plain: Callable[..., None], stream: Any, box: Any, *rest: Any) -> None:
        """Draw a text, between comments where it is the number of a page."""
        anchor = self._anchor(box)
        if anchor is None:
            plain(stream, box, *rest)
            return
        self.anchors.append(anchor)
        stream.stream.append(f"%page {self._way(plain, stream, box, rest)} {anchor}".encode())
        plain(stream, box, *rest)
        stream.stream.append(b"%end")

    def _anchor(self, box: Any) -> str | None:
        if box.element is None or box.element_tag != "a::after":
            return None
        anchor = (box.element.get("href") or "")[1:]
        return anchor if anchor in self._numbers and box.text.endswith(str(self._numbers[anchor])) else None

    def _way(self, plain: Callable[..., None], stream: Any, box: Any, rest: tuple[Any, ...]) -> int:
        """The number of the way in which the digits of a text are set."""
        from weasyprint.text.line_break import split_first_line

        sample = box.copy_with_text(_PAIRS)
        sample.line_end = ""
        sample.pango_layout = split_first_line(_PAIRS, box.style, None, None, 0)[0]
        scratch = stream.clone()
        plain(scratch, sample, *rest)
        glyphs: list[bytes] = []
        faces: set[bytes] = set()
        for item in scratch.stream:
            if not isinstance(item, bytes):
                continue
            faces.update(_FACE.findall(item))
            match = _SHOWN.fullmatch(item)
            for part, moved in _PART.findall(match[1]) if match else ():
                glyphs += [part[at : at + 4] for at in range(0, len(part), 4)]
                self.is_even &= not moved or abs(float(moved)) <= _ALIKE
        ways = {digit: glyph.decode() for digit, glyph in zip(_PAIRS, glyphs, strict=False)}
        way = tuple(ways.get(digit, "") for digit in "0123456789")
        widths = [
            font.widths.get(int(glyph or "0", 16), 0)
            for font in stream._fonts.values()
            for glyph in way
            if font.hash.encode() in faces
        ]
        # A digit that the font lacks comes from another.
        self.is_even &= len(faces) == 1 and len(glyphs) == len(_PAIRS) and max(widths) - min(widths) <= _ALIKE
        if way not in self.digits:
            self.digits.append(way)
        return self.digits.index(way)


def numbered(content: bytes, numbers: Mapping[str, int], digits: tuple[tuple[str, ...], ...]) -> bytes:
    """The content of a page with its numbers written.

    Args:
        numbers: of the page of each anchor.
        digits: of the piece that the page is from.
    """

    def written(match: re.Match[bytes]) -> bytes:
        number, way = str(numbers[match["anchor"].decode()]), digits[int(match["digits"])]
        stood = [way[int(digit)] for digit in str(10 ** (len(number) - 1))]
        return _SHOWN.sub(lambda shown: _instead(stood, [way[int(digit)] for digit in number], shown), match["drawn"])

    return _MARK.sub(written, content)


def _instead(stood: list[str], glyphs: list[str], shown: re.Match[bytes]) -> bytes:
    """Glyphs that are shown, the last that stood for others replaced by those."""
    parts: list[bytes] = []
    for part, moved in _PART.findall(shown[1]):
        parts += [moved] if moved else [b"<" + part[at : at + 4] + b">" for at in range(0, len(part), 4)]
    places = [at for at, part in enumerate(parts) if part.startswith(b"<")]
    sought = [f"<{glyph}>".encode() for glyph in stood]
    for start in range(len(places) - len(sought), -1, -1):
        if [parts[at] for at in places[start : start + len(sought)]] == sought:
            for at, glyph in zip(places[start:], glyphs, strict=False):
                parts[at] = f"<{glyph}>".encode()
            return b"[" + b"".join(parts) + b"] TJ"
    return shown[0]
