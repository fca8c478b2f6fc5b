"""The papers a book can be printed on, and how much room they have."""

from __future__ import annotations

from dataclasses import dataclass

PAPERS = {"A4": (210.0, 297.0), "B5": (176.0, 250.0), "Letter": (215.9, 279.4)}
"""Width and height, millimetres."""
MARGINS = {"A4": (52, 26), "B5": (40, 20), "Letter": (54, 28)}
"""Left and right, millimetres. The left one is wide: short testimonies and the numbers of chapters stand in it."""
HEAD, FOOT = 25, 27
"""Margins above and below, millimetres."""
ASIDE = 14
"""Of the left margin, what is not the column of testimonies: white at the edge of the page, and between it and the text."""
POINT = 72 / 25.4
"""Points of a millimetre."""
TABLE = (8.8, 6.0)
"""Size of letters of a table and room between its columns, points."""
TIGHT = (7.4, 4.0)
"""The same of a table that has no room otherwise."""
INDENT = 20.0
"""What a list, a quotation or a definition takes at most of the width of what stands in it, points."""


@dataclass(frozen=True)
class Room:
    """What a paper holds, points."""

    column: float
    """The width of the text."""
    wide: float
    """The width of a table that reaches into the left margin."""
    turned: float
    """The width of a table that stands across the page."""
    height: float
    """Of the text of a page."""

    def nested(self, depth: int) -> float:
        """The width of a table that stands in so many lists, quotations or definitions, where it cannot be turned."""
        return self.column - depth * INDENT


def room(paper: str) -> Room:
    """The room of a paper."""
    (width, height), (left, right) = PAPERS[paper], MARGINS[paper]
    body = height - HEAD - FOOT
    return Room(*(side * POINT for side in (width - left - right, width - ASIDE - right, body, body)))
