"""How wide words are in Source Sans 3, without laying anything out: what a table needs at least."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache

from kerege.fonts import FOLDER

_FACES = {False: "SourceSans3_400Regular.ttf", True: "SourceSans3_600SemiBold.ttf"}
_BREAK = re.compile(r"[^\S\u00a0\u202f]+|(?<=[-–—/])")
"""Where a line of a cell may end."""
_LONGEST = 29
"""Letters of a word that keeps its column as wide as it is; a longer one may break anywhere."""


@cache
def _advances(bold: bool) -> tuple[Mapping[int, int], int]:
    from fontTools.ttLib import TTFont

    with TTFont(FOLDER / _FACES[bold], lazy=True) as font:
        widths = font["hmtx"].metrics
        return {code: widths[name][0] for code, name in font.getBestCmap().items()}, font["head"].unitsPerEm


def width(text: str, size: float, *, bold: bool = False) -> float:
    """How wide a text is on one line, in the unit of `size`."""
    advances, units = _advances(bold)
    return sum(advances.get(ord(letter), units) for letter in text) * size / units


def known(text: str) -> bool:
    """Whether Source Sans 3 has every letter of a text, so that `width` is true of it."""
    advances, _ = _advances(False)
    return all(ord(letter) in advances for letter in text)


def narrowest(rows: Sequence[Sequence[str]], size: float, gap: float) -> float:
    """The width below which words of a table are broken: the longest word of each column, and a gap behind each.

    Args:
        rows: the words of each cell; row 0 is the head.
    """
    columns = max(map(len, rows), default=0)
    longest = [0.0] * columns
    for number, row in enumerate(rows):
        for column, cell in enumerate(row):
            for word in _BREAK.split(cell):
                longest[column] = max(longest[column], width(word[:_LONGEST], size, bold=number == 0))
    return sum(longest) + columns * gap
