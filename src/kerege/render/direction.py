"""The direction of writing: which elements turn it, so that right-to-left and left-to-right stand side by side.

A web address, a file name or a telephone number within a text from right to left is an island: its signs (`/`, `+`, `-`) belong
to it, and a browser that is not told so sets them on the other side (Unicode Standard Annex 9, 2.7).
"""

from __future__ import annotations

import re
import string
import unicodedata
from collections.abc import Iterator

from kerege.languages.cldr import runs_leftwards
from kerege.render.elements import Content, Element, add, element, inner_html, parts_of


def _right_to_left() -> str:
    """All letters and digits of scripts from right to left, as a class of a regular expression holds them."""
    blocks = (*range(0x590, 0x900), *range(0xFB1D, 0xFF00), *range(0x10800, 0x11000), *range(0x1E800, 0x1F000))
    return "".join(chr(code) for code in blocks if unicodedata.bidirectional(chr(code)) in ("R", "AL", "AN"))


_RIGHT = _right_to_left()
_LETTER = rf"[^\W\d_{_RIGHT}]"
_SIGN = rf"(?:[^\W{_RIGHT}]|[{re.escape(string.punctuation)}\u00ad\u200b\u2060])"
_CALLED = r"\+\d[\d\u00a0 ()-]{5,}\d"
"""A telephone number, its groups parted by blanks."""
_NAMED = r"(?:IS[BMS]N|DOI|ORCID)[:\u00a0 ]+[\w./-]*\w"
"""A number of the book trade with its name."""
_AUTHOR = rf"{_LETTER}(?:{_LETTER}|['’ \u00a0-](?={_LETTER}))*,[ \u00a0]{_LETTER}\.(?:[ \u00a0-]?{_LETTER}\.)*"
_AUTHORS = rf"{_AUTHOR}(?:[;,][ \u00a0](?:&[ \u00a0])?{_AUTHOR})*"
"""Names with initials: `Osmonova, B.; Karim, C.`."""
_RUN = re.compile(rf"(?<![^\W{_RIGHT}])(?:{_NAMED}|{_AUTHORS}|{_CALLED}|{_SIGN}+)")
_OPENING, _CLOSING = "([{<'\"", ".,:;!?'\""
_BRACKETS = {")": "(", "]": "[", "}": "{", ">": "<"}
_ISLAND = re.compile(
    r"[^\W\d_].*[/@_:#=~&+*\\<>|]|[/@_:#=~&+*\\<>|].*[^\W\d_]|\w\.\w.*[^\W\d_]|[^\W\d_].*\w\.\w", re.DOTALL
)
_GROUPS = re.compile(rf"{_NAMED}|{_AUTHORS}|{_CALLED}|\d+(?:-\d+){{2,}}(?:-?[\dXx])?")
"""Digits whose groups are read from left to right: a telephone number, ISBN, ORCID, a date as 2026-11-05."""
_INITIALS = re.compile(r"(?:[^\W\d_]\.){2,}")
_KEPT = {"code", "kbd", "samp", "pre"}
"""What is read from left to right in any language."""
_CLOSED = {"svg", "math", "script", "style", "textarea", "title"}
"""What orders its text by itself."""


def direction(language: str) -> str:
    """`rtl` or `ltr`."""
    return "rtl" if runs_leftwards(language) else "ltr"


def directed(root: Element, around: str, *, top: bool = False) -> Element:
    """Give `dir` to every element whose language turns the direction of what is around it, and to islands within one from the right.

    Args:
        around: the language of what is around the element.
        top: nothing is around it: a text from right to left must say so itself.
    """
    language = root.get("lang") or around
    if direction(language) != ("ltr" if top else direction(around)):
        root.set("dir", direction(language))
    if callable(root.tag) or str(root.tag).rpartition("}")[2] in _CLOSED:
        return root
    for child in root:
        directed(child, language)
    if runs_leftwards(language):
        _isolate(root)
    return root


def islands(text: str) -> Iterator[tuple[str, bool]]:
    """The pieces of a text from right to left, each with whether it is read from left to right by itself."""
    end = 0
    for match in _RUN.finditer(text):
        run, start = match[0], match.start()
        run, start = _trimmed(run, start)
        if run and (_ISLAND.search(run) or _GROUPS.fullmatch(run) or _INITIALS.fullmatch(run)):
            if start > end:
                yield text[end:start], False
            yield run, True
            end = start + len(run)
    if end < len(text):
        yield text[end:], False


def _trimmed(run: str, start: int) -> tuple[str, int]:
    """A run without the marks of the sentence around it."""
    if _GROUPS.fullmatch(run):
        return run, start
    inner = run.lstrip(_OPENING)
    start += len(run) - len(inner)
    while inner and not _INITIALS.fullmatch(inner):
        last = inner[-1]
        if last not in _CLOSING and not (last in _BRACKETS and inner.count(_BRACKETS[last]) < inner.count(last)):
            break
        inner = inner[:-1]
    return inner, start


def directed_html(content: Content, around: str) -> str:
    """Some content as HTML for a page in the language `around`, with its directions."""
    return inner_html(directed(element("div", content), around))


def _isolate(part: Element) -> None:
    """Isolate the islands in the words of an element; those of what it holds are isolated already."""
    if part.tag in _KEPT:
        part.set("dir", "ltr")
        return
    if part.get("dir") == "ltr":
        return
    texts = (part.text, *(child.tail for child in part))
    if any(alone for text in texts if text for _, alone in islands(text)):
        parts = parts_of(part)
        add(part, *(_isolated(piece) if isinstance(piece, str) else piece for piece in parts))


def _isolated(text: str) -> Content:
    return [element("bdi", piece, dir="ltr") if alone else piece for piece, alone in islands(text)]
