"""Sets the text of a laid-out part a little closer or wider: the space between blocks and the leading, nothing else.

The change is made in the computed styles of WeasyPrint's boxes, so that a part can be set again without a second style
sheet and without laying out the rest of the book.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

_CLOSER, _WIDER = (0.45, 0.04), (0.5, 0.025)
"""What a degree of -1 takes from space and leading, and what a degree of 1 adds to them."""
_HEADINGS = ("h1", "h2", "h3", "h4")


@dataclass
class Spacing:
    """The styles of a part as the style sheet made them, and the degree to which they are changed now."""

    plain: dict[int, tuple[Any, dict[str, Any]]] = field(default_factory=dict)
    degree: float = 0.0


def factors(degree: float) -> tuple[float, float]:
    """By how much space and leading are multiplied at a degree between -1 (closest) and 1 (widest)."""
    space, leading = _CLOSER if degree < 0 else _WIDER
    return 1 + space * degree, 1 + leading * degree


def space(part: Any, spacing: Spacing, degree: float) -> None:
    """Set a part (a box before layout) to a degree, whatever it was set to before."""
    for box in _boxes(part):
        spacing.plain.setdefault(id(box.style), (box.style, _vertical(box)))
    between, leading = factors(degree)
    for style, plain in spacing.plain.values():
        for key, value in plain.items():
            style[key] = _times(value, leading if key == "line_height" else between)
    spacing.degree = degree


def _vertical(box: Any) -> dict[str, Any]:
    """The values of a box's style that are changed."""
    tag = (box.element_tag or "").split("::")[0]
    if tag == "h1" or "chapter-number" in _classes(box):
        return {}
    values = {} if tag in _HEADINGS else {"line_height": box.style["line_height"]}
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
