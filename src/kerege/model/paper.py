"""The papers a book can be printed on, and how much room they have."""

from __future__ import annotations

from dataclasses import dataclass

SIZES = {
    "A4": (210.0, 297.0), "A5": (148.0, 210.0), "A6": (105.0, 148.0), "B4": (250.0, 353.0), "B5": (176.0, 250.0), "B6": (125.0, 176.0),
    "Letter": (215.9, 279.4), "Legal": (215.9, 355.6), "Executive": (184.2, 266.7), "Royal": (156.0, 234.0), "Demy": (138.0, 216.0),
    "Crown": (189.0, 246.0), "Digest": (139.7, 215.9), "Square": (210.0, 210.0), "60x84/8": (205.0, 290.0), "60x90/16": (145.0, 215.0),
    "70x100/16": (170.0, 240.0), "84x108/32": (130.0, 200.0),
}  # fmt: skip
"""Width and height of the trimmed page, millimetres: ISO 216, North America, the book trade's names, and those of GOST 5773."""
SMALLEST, LARGEST = 90.0, 450.0
"""Sides of a page, millimetres."""
_WIDE = {"A4": (32.0, 46.0), "B5": (24.0, 36.0), "Letter": (34.0, 48.0)}
"""Margins at the spine and at the edge, millimetres."""
ASIDE = 14.0
"""Of the wide margin, what is not the column of testimonies: white at the edge of the page, and between it and the text."""
_ASIDE = 24.0
"""Millimetres from which a wide margin can hold testimonies."""
_EDGE = 18.0
"""Millimetres that a wide table leaves white at the edge of the page and at the spine."""
POINT = 72 / 25.4
"""Points of a millimetre."""
TABLE = (8.8, 6.0)
"""Size of letters of a table and room between its columns, points."""
TIGHT = (7.4, 4.0)
"""The same of a table that has no room otherwise."""
INDENT = 20.0
"""What a list, a quotation or a definition takes at most of the width of what stands in it, points."""


@dataclass(frozen=True, slots=True)
class Paper:
    """A page of the book, millimetres."""

    width: float
    height: float
    left: float
    """On right pages; with `mirrored` the margin at the spine."""
    right: float
    top: float
    bottom: float
    mirrored: bool = False
    """Left pages have left and right changed. There is then no column beside the text: it would stand at the spine of every
    other page."""

    @property
    def column(self) -> float:
        """The width of the text."""
        return self.width - self.left - self.right

    @property
    def body(self) -> float:
        """The height of the text."""
        return self.height - self.top - self.bottom

    @property
    def aside(self) -> float:
        """The width of the column beside the text, in which chapter numbers and short testimonies stand; 0 where there is none."""
        wide = self.left - ASIDE
        return wide if wide >= _ASIDE and not self.mirrored else 0.0

    @property
    def spread(self) -> float:
        """By how much a wide table may go into the margin on either side, whichever page it stands on."""
        return max(0.0, min(self.left, self.right) - _EDGE) if self.mirrored else 0.0


def paper_of(width: float, height: float, name: str = "") -> Paper:
    """A paper with its usual margins: those of a book, the wider one at the edge of the page, so that lines are not too long."""
    top, bottom = round(max(height * 25 / 297, 14), 1), round(max(height * 27 / 297, 16), 1)
    if name in _WIDE:
        return Paper(width, height, *_WIDE[name], 25, 27, mirrored=True)
    if width >= 170:
        return Paper(width, height, round(width * 32 / 210, 1), round(width * 46 / 210, 1), top, bottom, mirrored=True)
    return Paper(width, height, round(width * 0.125, 1), round(width * 0.115, 1), top, bottom, mirrored=True)


def paper_named(name: str) -> Paper:
    """A paper by its name.

    Raises:
        KeyError: no paper is called so.
    """
    return paper_of(*SIZES[name], name)


A4 = paper_named("A4")


@dataclass(frozen=True)
class TextArea:
    """What a paper holds, points."""

    column: float
    """The width of the text."""
    wide: float
    """The width of a table that reaches into the margins."""
    turned: float
    """The width of a table that stands across the page."""
    height: float
    """Of the text of a page."""

    def nested(self, depth: int) -> float:
        """The width of a table that stands in so many lists, quotations or definitions, where it cannot be turned."""
        return self.column - depth * INDENT


def room(paper: Paper) -> TextArea:
    """The room of a paper."""
    sides = (
        paper.column,
        paper.column + paper.aside + 2 * paper.spread,
        paper.height - paper.top - paper.bottom,
        paper.body,
    )
    return TextArea(*(side * POINT for side in sides))


def scaled(place: TextArea, part: float) -> TextArea:
    """A room as letters of another size see it."""
    return TextArea(place.column * part, place.wide * part, place.turned * part, place.height * part)
