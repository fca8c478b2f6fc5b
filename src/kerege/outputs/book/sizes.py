"""What has no room as it is: wide tables, long tables, rows and figures taller than a page. Classes are set before layout.

A wide table is set smaller and into the left margin; a wider one stands across a page of its own; in one that has no room
even there words are broken, and `check` says so at its line (L003). A long table begins where it stands and goes over pages,
a row may go over a page only when it is a good part of one. A tall figure is made as small as its page asks for.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kerege.fonts.measure import narrowest, width
from kerege.model.paper import TABLE, TIGHT, Paper, TextArea, room, scaled

_LINE = 12.0
"""Points of a line of a table."""
_LONG, _TALL = 0.4, 0.2
"""Parts of a page: a table that is higher may go over pages, and so may a row."""
_FRAME, _TITLE = 46.0, 13.0
"""Points of a figure without its drawing and its title, and of a line of the title."""
_NESTED = ("li", "blockquote", "k-note", "td", "th", "dd")


def fit_sizes(root: Any, paper: Paper, scale: float = 1.0) -> None:
    """Set classes and widths in the element tree of a book's HTML.

    Args:
        scale: by how much letters are larger than ours.
    """
    place = scaled(room(paper), 1 / scale)
    parents = {child: parent for parent in root.iter() for child in parent}
    for table in root.iter("table"):
        if "k-evidence" not in _classes(parents[table]) and "k-evidence" not in _classes(table):
            _fit_table(table, parents, place)
    for figure in root.iter("figure"):
        if "k-figure" in _classes(figure):
            _fit_figure(figure, place)


def _fit_table(table: Any, parents: dict[Any, Any], place: TextArea) -> None:
    rows = [[_text(cell) for cell in row if cell.tag in ("td", "th")] for row in table.iter("tr")]
    nested = sum(parent.tag in _NESTED for parent in _above(table, parents))
    frame = parents[table] if "k-table" in _classes(parents[table]) else table
    wide = column = place.nested(nested)
    if narrowest(rows, *TABLE) > column:
        needed = narrowest(rows, *TIGHT)
        wide = column if nested else place.wide if needed <= place.wide else place.turned
        _add_class(table, "k-tight" if nested else "k-wide" if needed <= place.wide else "k-turned")
        if needed > wide:
            _add_class(table, "k-broken")
        if not nested and needed > place.wide:
            _add_class(frame, "k-landscape")
    heights = [_height(row, wide) for row in rows]
    if sum(heights) > _LONG * place.height:
        _add_class(frame, "k-table--long")
    for row, height in zip(table.iter("tr"), heights, strict=True):
        if height > _TALL * place.height:
            _add_class(row, "k-tall")


def _height(row: list[str], wide: float) -> float:
    """About how high a row is: columns are as wide as their words ask for, so the whole row's words fill its whole width."""
    return _LINE * (1 + sum(width(cell, TABLE[0]) for cell in row) / wide)


def _fit_figure(figure: Any, place: TextArea) -> None:
    """A drawing is as wide as the text, and no higher than leaves room for its title and source on a page."""
    for image in figure.iter("img"):
        size = float(image.get("width") or 0), float(image.get("height") or 0)
        if not all(size):
            continue
        frame = _FRAME + _TITLE * (1 + width(_text(figure), 9.8) // place.column)
        if place.column * size[1] / size[0] > place.height - frame:
            share = (place.height - frame) * size[0] / size[1] / place.column
            image.set("style", f"width: {100 * share:.1f}%")


def _above(element: Any, parents: dict[Any, Any]) -> Iterator[Any]:
    while element in parents:
        element = parents[element]
        yield element


def _text(element: Any) -> str:
    return " ".join("".join(element.itertext()).split(" "))


def _classes(element: Any) -> list[str]:
    return (element.get("class") or "").split()


def _add_class(element: Any, name: str) -> None:
    element.set("class", " ".join([*_classes(element), name]))
