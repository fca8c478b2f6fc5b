"""Lines of text: one that breaks too early is filled, and what stands between two lines is kept for whoever reads the file.

Pango can break a text at its first space although all but the last word has room. It happens before links, notes and emphasis,
when a text is hardly longer than the line, and mostly where hard spaces are, so in Russian: a line of one word stands in
the midst of a paragraph. `unhurried` breaks such a text at the last space that has room; `weasyprint_70.layout` puts it in
WeasyPrint's place.

A page shows that a line ends; a file has to say what is there: a space, without which the words of two lines run together
(ISO 32000-1:2008, 14.8.2.5), or the hyphen of a divided word, which is none of its letters (14.8.2.2.3). `keep_ends` notes it
on the last text of each line, and `drawn` writes it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

SPACE, DIVISION = " ", "\u00ad"
"""What stands between two lines."""
_OPEN = "-‐‑–—/"
"""Signs behind which a line may end where no space is."""
_LAST_GLYPH = re.compile(
    rb"\[(?P<before>.*)<(?P<glyphs>[0-9a-f]*)(?P<last>[0-9a-f]{4})>(?P<after>[-0-9.]*)\] TJ", re.DOTALL
)
_DIVIDED = b"/Span <</ActualText <feff00ad>>> BDC"

_EARLY, _DOUBT, _WORDS = 0.8, 1.15, 3
"""A line is too short below this part of its room; a text is taken for hardly longer than the line up to this multiple of it;
so many words are left to the next line at most."""


def unhurried(plain: Any) -> Any:
    """WeasyPrint's `split_first_line`, letting a line be as long as it can be."""

    def split_first_line(text: str, style: Any, context: Any, max_width: float | None, *rest: Any, **more: Any) -> Any:
        found = filled(text, style, context, max_width, *rest, **more)
        layout, length, resume = found[:3]
        if resume is not None:
            mark = style["hyphenate_character"]
            divided = layout.text.endswith(mark) and len(layout.text.encode()) - length == len(mark.encode())
            spaced = text.encode()[:resume].endswith(b" ")
            layout.end = DIVISION if divided else SPACE if spaced else ""
        return found

    def filled(text: str, style: Any, context: Any, max_width: float | None, *rest: Any, **more: Any) -> Any:
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


def keep_ends(pages: Any) -> None:
    """Note on the last text of each line that is not the last of its paragraph what stands between it and the next."""
    open_: dict[tuple[int, str], Any] = {}
    for page in pages:
        here: dict[tuple[int, str], Any] = {}
        for block, lines in _blocks_of_lines(page._page_box):
            name = (id(block.element), block.element_tag or "")
            if name in open_:
                _keep(open_.pop(name))
            for line in lines[:-1]:
                _keep(line)
            here[name] = lines[-1]
        open_ = here


def _blocks_of_lines(box: Any) -> Iterator[tuple[Any, list[Any]]]:
    from weasyprint.formatting_structure.boxes import LineBox

    box = getattr(box, "_box", box)
    children: list[Any] = [*getattr(box, "all_children", tuple)()]
    lines = [child for child in children if isinstance(child, LineBox)]
    if lines:
        yield box, lines
    for child in children:
        yield from _blocks_of_lines(child)


def _keep(line: Any) -> None:
    box = line
    while getattr(box, "children", ()):
        box = box.children[-1]
    layout = getattr(box, "pango_layout", None)
    if layout is None or not box.text.strip() or box.is_leader or box.style["direction"] != "ltr":
        return
    if box.element_tag == "a::after":
        return  # a number of a page, whose last signs are written when the book is put together
    # A line that ends where its text ends: only the letter tells.
    box.line_end = getattr(layout, "end", "" if box.text[-1] in _OPEN else SPACE)


def drawn(plain: Any) -> Any:
    """WeasyPrint's `draw_text`, writing the spaces too that nobody sees: whoever reads the file is given them."""

    def draw_text(stream: Any, textbox: Any, *rest: Any) -> None:
        end, layout = getattr(textbox, "line_end", ""), textbox.pango_layout
        shown, written = textbox.text, layout.text
        if shown and not shown.strip():
            # WeasyPrint leaves out what nobody would see, and the words on both sides would be one.
            textbox.text = "."
        if end == SPACE and not written.endswith(SPACE):
            layout.text = written + SPACE
        plain(stream, textbox, *rest)
        textbox.text, layout.text = shown, written
        if end == DIVISION:
            _tell_division(stream.stream)

    return draw_text


def _tell_division(operators: list[Any]) -> None:
    """Say of the last glyph of a text that it divides a word."""
    for index in range(len(operators) - 1, -1, -1):
        found = _LAST_GLYPH.fullmatch(operators[index]) if isinstance(operators[index], bytes) else None
        if found is not None:
            before = found["before"] + (b"<" + found["glyphs"] + b">" if found["glyphs"] else b"")
            hyphen = b"[<" + found["last"] + b">" + found["after"] + b"] TJ"
            operators[index : index + 1] = [*([b"[" + before + b"] TJ"] if before else []), _DIVIDED, hyphen, b"EMC"]
            return
        if operators[index] == b"BT":
            return
