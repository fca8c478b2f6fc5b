"""Sets the text of a laid-out part a little closer or wider: the space between blocks, the leading, at the last the letters.

The change is made in the computed styles of WeasyPrint's boxes, so that a part can be set again without a second style
sheet and without laying out the rest of the book.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

_CLOSER, _WIDER = (0.45, 0.04), (0.5, 0.025)
"""What a degree of -1 takes from space and leading, and what a degree of 1 adds to them."""
_SMALLER = 0.06
"""What a degree beyond -1 takes from the size of letters, and of their leading."""
_HEADINGS = ("h1", "h2", "h3", "h4")


@dataclass
class Spacing:
    """The styles of a part as the style sheet made them, and the degree to which they are changed now."""

    plain: dict[int, tuple[Any, dict[str, Any]]] = field(default_factory=dict)
    degree: float = 0.0


def furthest(sign: float) -> float:
    """How many degrees a part may be set closer (-1) or wider (1)."""
    return 1.5 if sign < 0 else 1.0


def factors(degree: float) -> tuple[float, float, float]:
    """By how much space, leading and the size of letters are multiplied at a degree; letters only beyond -1."""
    space, leading = _CLOSER if degree < 0 else _WIDER
    size = 1 - _SMALLER * max(0.0, -degree - 1)
    mild = max(-1.0, degree)
    return 1 + space * mild, 1 + leading * mild, size


def space(part: Any, spacing: Spacing, degree: float) -> None:
    """Set a part (a box before layout) to a degree, whatever it was set to before."""
    for box in _boxes(part):
        spacing.plain.setdefault(id(box.style), (box.style, _vertical(box)))
    between, leading, size = factors(degree)
    by = {"line_height": leading * size, "font_size": size}
    for style, plain in spacing.plain.values():
        for key, value in plain.items():
            style[key] = _times(value, by.get(key, between))
    spacing.degree = degree


def _vertical(box: Any) -> dict[str, Any]:
    """The values of a box's style that are changed."""
    tag = (box.element_tag or "").split("::")[0]
    if tag == "h1" or "chapter-number" in _classes(box):
        return {}
    values = {} if tag in _HEADINGS else {key: box.style[key] for key in ("line_height", "font_size")}
    for key in ("margin_top", "margin_bottom"):
        if _number(box.style[key]) > 0:
            values[key] = box.style[key]
    return values


def _classes(box: Any) -> list[str]:
    return (box.element.get("class") or "").split() if box.element is not None else []


def _number(value: Any) -> float:
    """Of a length; 0 of `auto` and `normal`."""
    number = getattr(value, "value", value)
    return float(number) if isinstance(number, int | float) else 0.0


def _times(value: Any, factor: float) -> Any:
    if isinstance(value, float):
        return value * factor
    return value._replace(value=value.value * factor) if _number(value) else value


def _boxes(box: Any) -> Iterator[Any]:
    yield box
    for child in getattr(box, "children", ()):
        yield from _boxes(child)
