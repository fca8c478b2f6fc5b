"""What has no room on a laid-out page: words beyond their column, blocks that run over each other or off the page.

Text extraction cannot see this; the boxes of the layout can.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from kerege.outputs.book.footnotes import descendants

_SLACK = 1.5
"""CSS pixels that a letter may reach over, as italics do."""
_EMPTY = 0.22
"""The part of a page that may stay empty in the middle of a chapter."""
_STANDING = ("k-quote", "k-figure", "k-statistic", "k-pair")


def crowded(document: Any) -> Iterator[str]:
    """A sentence for each place, with its page as the reader counts from the front cover."""
    for number, page in enumerate(document.pages, 1):
        box = page._page_box
        standing = []
        for inner in descendants(box):
            text = getattr(inner, "text", "")
            if text.strip() and inner.position_x + inner.width > page.width + _SLACK:
                yield f"page {number}: '{text.strip()[:40]}' runs off the page"
            if text.strip() and inner.position_y + inner.height > page.height + _SLACK:
                yield f"page {number}: '{text.strip()[:40]}' runs off the foot of the page"
            if inner.element is not None and inner.element_tag in ("figure", "aside", "div"):
                kinds = (inner.element.get("class") or "").split()
                if any(kind in kinds for kind in _STANDING) and hasattr(inner, "hit_area"):
                    standing.append((kinds[-1], inner.hit_area(), inner.element))
        yield from _over_each_other(number, standing)


def _over_each_other(number: int, standing: list[tuple[str, tuple[float, float, float, float], Any]]) -> Iterator[str]:
    for index, (kind, (x, y, width, height), element) in enumerate(standing):
        for other, (x2, y2, width2, height2), element2 in standing[index + 1 :]:
            if element2 is element or element2 in list(element.iter()):
                continue
            across = min(x + width, x2 + width2) - max(x, x2)
            down = min(y + height, y2 + height2) - max(y, y2)
            if across > _SLACK and down > _SLACK:
                yield f"page {number}: {kind} and {other} overlap"


def gaps(document: Any, first: int) -> Iterator[tuple[int, float]]:
    """Pages of the main matter that end far from their foot though the chapter goes on, with the empty part of the page."""
    for (number, page), (_, after) in pairwise(enumerate(document.pages)):
        if number < first or any(inner.element_tag == "h1" for inner in descendants(after._page_box)):
            continue
        # The note area is part of what is filled.
        lowest = max(
            (_bottom(inner) for part in page._page_box.children[:2] for inner in descendants(part)), default=0.0
        )
        empty = (page._page_box.content_box_y() + page._page_box.height - lowest) / page._page_box.height
        if empty > _EMPTY:
            yield number + 1, round(empty, 2)


def _bottom(box: Any) -> float:
    text = getattr(box, "text", "")
    if text.strip() or (box.element is not None and box.element_tag == "img"):
        return float(box.position_y + box.height)
    return 0.0
