"""Microtypography of the book: spaces that must not break, acronyms and glued numbers, in text and never in attributes.

Only the kind of a space changes, and spans are set around acronyms and glued numbers; no letter is added or lost, so
what is read back is what was checked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kerege.languages.unbroken import NBSP as NBSP
from kerege.languages.unbroken import unbroken
from kerege.render.elements import Element, add, element, parts_of
from kerege.render.spaces import RAW

_ACRONYM = r"(?<![\w-])(?P<letters>[^\W\d_]{3,})"
"""A word; whether it begins with capitals is seen to."""
_ACRONYM_LEAST = 3
_LONG = re.compile(r"\S{30,}")
"""A word that may be longer than its line, as addresses are: it may break anywhere."""
_GLUED = r"(?<![\w.])\d[\d.,]{0,20}(?:[-‑–][^\W\d_]{1,9}\b|[–-]\d[\d.,]*%?)"
"""`1990-жылдары`, `15–24`: a line that ends after the dash misleads."""
_SPANS = re.compile(f"{_GLUED}|{_ACRONYM}")


def compose(root: Element, language: str, *, raw: bool = False) -> None:
    """Set the spaces and acronyms of an element in `language`; parts may have `lang` of their own.

    Args:
        raw: text is left as it is.
    """
    language, raw = root.get("lang", language), raw or root.tag in RAW
    for child in root:
        compose(child, language, raw=raw)
    if not raw:
        for part in parts_of(root):
            add(root, part if isinstance(part, Element) or not part.strip() else list(_set(part, language)))


def _set(text: str, language: str) -> Iterator[Element | str]:
    bound = unbroken(text, language)
    position = 0
    for match in _LONG.finditer(bound):
        yield from _marked(bound, position, match.start())
        yield element("span", _marked(bound, match.start(), match.end()), class_="k-long")
        position = match.end()
    yield from _marked(bound, position, len(bound))


def _marked(text: str, start: int, end: int) -> Iterator[Element | str]:
    """A stretch of a text with its acronyms and glued numbers."""
    for match in _SPANS.finditer(text, start, end):
        stop = match.end()
        if match["letters"]:
            # ЮНФПАнын: the capitals of an acronym, without an ending in small letters.
            capitals = len(match[0]) - len(match[0].lstrip("".join(filter(str.isupper, match[0]))))
            stop = match.start() + capitals
            if capitals < _ACRONYM_LEAST:
                continue
        yield text[start : match.start()]
        yield element("span", text[match.start() : stop], class_="k-caps" if match["letters"] else "k-whole")
        start = stop
    yield text[start:end]
