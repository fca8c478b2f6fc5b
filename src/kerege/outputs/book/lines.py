"""Lines that break too early: Pango can break a text at its first space although all but the last word has room.

It happens before links, notes and emphasis, when a text is hardly longer than the line, and mostly where hard spaces are, so in
Russian: a line of one word stands in the midst of a paragraph. `unhurried` breaks such a text at the last space
that has room; `weasyprint_70.layout` puts it in WeasyPrint's place.
"""

from __future__ import annotations

from typing import Any

_EARLY, _DOUBT, _WORDS = 0.8, 1.15, 3
"""A line is too short below this part of its room; a text is taken for hardly longer than the line up to this multiple of it;
so many words are left to the next line at most."""


def unhurried(plain: Any) -> Any:
    """WeasyPrint's `split_first_line`, letting a line be as long as it can be."""

    def split_first_line(text: str, style: Any, context: Any, max_width: float | None, *rest: Any, **more: Any) -> Any:
        found = plain(text, style, context, max_width, *rest, **more)
        _, length, resume, width, _, _ = found
        if resume is None or not max_width or width > _EARLY * max_width or style["white_space"] != "normal":
            return found
        # How long the whole is, by the line that was made: most texts are far longer.
        if not length or width * len(text.encode()) > max_width * _DOUBT * length:
            return found
        shorter = text if text.endswith(" ") else text[: text.rfind(" ") + 1]
        for _ in range(_WORDS):
            if len(shorter.encode()) <= resume:
                break
            line = plain(shorter.rstrip(" "), style, context, max_width, *rest, **more)
            if line[2] is None and line[3] <= max_width:
                return (line[0], line[1], len(shorter.encode()), *line[3:])
            shorter = shorter[: shorter.rstrip(" ").rfind(" ") + 1]
        return found

    return split_first_line
