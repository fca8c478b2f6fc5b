"""The papers a book can be printed on, in millimetres."""

from __future__ import annotations

PAPERS = {"A4": (210.0, 297.0), "B5": (176.0, 250.0), "Letter": (215.9, 279.4)}
"""Width and height."""
MARGINS = {"A4": (52, 26), "B5": (40, 20), "Letter": (54, 28)}
"""Left and right. The left one is wide: short testimonies and the numbers of chapters stand in it."""
ASIDE = 14
"""Of the left margin, what is not the column of testimonies: white at the edge of the page, and between it and the text."""
