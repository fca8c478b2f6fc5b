"""Footnotes: which WeasyPrint the book was measured with, its mended sums, and links between call and note.

WeasyPrint 70 can print a note on the page after its call, silently: it compares the height of the notes with the room
for them without tolerance, and it gives notes up to squeeze in a line. `mend_footnotes` puts both right, for exactly the
version it was written for; `require_known_version` refuses any other.
"""

from __future__ import annotations

import inspect
import textwrap
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
    """Keep every note on the page of its call.

    Two lines of WeasyPrint are changed: the one that compares without tolerance, and the one that sends the notes of
    earlier paragraphs to the next page in order to squeeze in a line more.

    Raises:
        MissingProgram: WeasyPrint's code is not what this was written for.
    """
    from weasyprint.layout import LayoutContext, block

    if getattr(LayoutContext, "kerege_mended", False):
        return
    LayoutContext._update_footnote_area = _mended(
        LayoutContext._update_footnote_area,
        "overflow = last_child_bottom > footnote_area_bottom",
        f"overflow = last_child_bottom > footnote_area_bottom + {_TOLERANCE}",
    )
    block._linebox_layout = _mended(
        block._linebox_layout,
        "report = not context.in_column and can_break_now and not could_break_before",
        "report = False",
    )
    LayoutContext.kerege_mended = True


def _mended(function: Any, old: str, new: str) -> Any:
    """A function of WeasyPrint with one line of its source changed."""
    source = textwrap.dedent(inspect.getsource(function))
    if source.count(old) != 1:
        raise MissingProgram(f"WeasyPrint's {function.__name__} is not that of version {VERSION}. Run scripts/setup.")
    names: dict[str, Any] = {}
    exec(compile(source.replace(old, new), function.__code__.co_filename, "exec"), function.__globals__, names)
    return names[function.__name__]


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
