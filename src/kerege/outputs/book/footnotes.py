"""Footnotes: which WeasyPrint the book was measured with, its mended sums, and links between call and note.

WeasyPrint 70 compares the height of the notes with the room for them without tolerance: a difference of 2·10⁻¹³ points
sends a note to the next page, silently. `mend_footnotes` puts the comparison right, for exactly the version it was
written for; `require_known_version` refuses any other.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kerege.errors import MissingProgram

VERSION = "70.0"
_TOLERANCE = 0.01
"""CSS pixels: far below what can be seen, far above the errors of the sums."""


def require_known_version() -> None:
    """Load WeasyPrint, and stop when WeasyPrint is not the version whose footnotes were measured.

    Raises:
        MissingProgram: another version is installed, or Pango cannot be loaded.
    """
    try:
        import weasyprint
    except OSError as error:
        raise MissingProgram(f"WeasyPrint cannot load Pango ({error}); run scripts/setup.") from error
    if weasyprint.__version__ != VERSION:
        raise MissingProgram(
            f"Kerege prints with WeasyPrint {VERSION}; installed is {weasyprint.__version__}. Run scripts/setup."
        )


def mend_footnotes() -> None:
    """Give the note area the room it needs: its notes overflow only where they are visibly higher than it."""
    from weasyprint.layout import LayoutContext

    if getattr(LayoutContext, "kerege_mended", False):
        return
    plain = LayoutContext._update_footnote_area

    def update(context: Any) -> Any:
        overflow = plain(context)
        area = context.current_footnote_area
        if overflow and area.children and area.max_height == float("inf"):
            # An area without a limit is as high as its notes, so nothing can overflow but the sums.
            return False
        return overflow

    LayoutContext._update_footnote_area = update
    LayoutContext.kerege_mended = True


def link_footnotes(document: Any) -> tuple[tuple[str, int, int], ...]:
    """Link each call to its note and the note's mark back to the call.

    Returns:
        for each note its anchor, the page of its call and the page of the note, from 0.
    """
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
    return tuple((name, calls[name][0], marks[name][0] if name in marks else -1) for name in calls)


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
