"""Footnotes: links between a call and its note, and whether both stand on one page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Note:
    """A footnote of a laid-out book."""

    name: str
    """Its anchor."""
    call_page: int
    """From 0."""
    page: int
    """From 0; -1 where it is not printed."""
    place: str = ""
    """File and line of its source."""


def link_footnotes(document: Any) -> tuple[Note, ...]:
    """Link each call to its note and the note's mark back to the call."""
    for page in document.pages:
        # WeasyPrint links every box within a link once more; the outermost covers them all.
        page.links[:] = [link for link in page.links if link[3].link]
    calls: dict[str, tuple[int, Any]] = {}
    marks: dict[str, tuple[int, Any]] = {}
    for number, page in enumerate(document.pages):
        for box in descendants(page._page_box):
            tag = box.element_tag or ""
            if tag in ("k-note::footnote-call", "k-note::footnote-marker"):
                name = box.element.get("id")
                (calls if tag.endswith("call") else marks).setdefault(name, (number, box))
    for name, (number, call) in calls.items():
        if name in marks:
            note, mark = marks[name]
            _link(document.pages[number], call, name)
            _link(document.pages[note], mark, f"call-{name}")
            _anchor(document.pages[number], call, f"call-{name}")
            _anchor(document.pages[note], mark, name)
    return tuple(
        Note(name, number, marks[name][0] if name in marks else -1, call.element.get("data-place") or "")
        for name, (number, call) in calls.items()
    )


def _link(page: Any, box: Any, target: str) -> None:
    x, y, width, height = box.hit_area()
    page.links.append(("internal", target, (x, y, x + width, y + height), box))


def _anchor(page: Any, box: Any, name: str) -> None:
    x, y, width, height = box.hit_area()
    page.anchors[name] = (x, y, x + width, y + height)


def descendants(box: Any) -> Iterator[Any]:
    """A box of the layout and everything in it, in reading order."""
    yield box
    for child in getattr(box, "all_children", tuple)():
        # An absolutely placed box stands behind a placeholder.
        yield from descendants(getattr(child, "_box", child))
