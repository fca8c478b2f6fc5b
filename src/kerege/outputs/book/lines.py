"""Lines that break too early: Pango leaves a line half empty when the rest of a text fits but the space behind it does not.

It happens before a link, a note or emphasis, mostly in Cyrillic, where a hard space parts the text into runs: a line of
one word stands in the midst of a paragraph. `mend_lines` has such a text set without the space, for exactly the
version of WeasyPrint that `footnotes.require_known_version` allows.
"""

from __future__ import annotations

from typing import Any

from kerege.outputs.book.footnotes import require_known_version

_DOUBT = 1.15
"""How much wider than the line a text may be reckoned to be, and yet be tried."""


def mend_lines() -> None:
    """Let the last line of a text be as long as it can be.

    Raises:
        MissingProgram: another version of WeasyPrint is installed.
    """
    require_known_version()
    from weasyprint.layout import inline

    if getattr(inline, "kerege_mended", False):
        return
    plain = inline.split_first_line

    def split_first_line(text: str, style: Any, context: Any, max_width: float | None, *rest: Any, **more: Any) -> Any:
        found = plain(text, style, context, max_width, *rest, **more)
        if found[2] is None or not max_width or not text.endswith(" ") or style["white_space"] != "normal":
            return found
        _, length, _, width, _, _ = found
        size = len(text.encode())
        # A first guess from the line that was made, since most texts are far too long.
        if not length or width * size > max_width * _DOUBT * length:
            return found
        layout, length, resume, width, *metrics = plain(text.rstrip(" "), style, context, max_width, *rest, **more)
        return (layout, length, size, width, *metrics) if resume is None and width <= max_width else found

    inline.split_first_line = split_first_line
    inline.kerege_mended = True
