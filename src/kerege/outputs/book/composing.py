"""Microtypography of the book's HTML: spaces that must not break, by language, in text and never in tags.

Only the kind of a space changes, and spans are set around acronyms and glued numbers; no letter is added or lost, so
what is read back is what was checked.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from kerege.languages.typography import typography

NBSP = "\u00a0"
_TAG = re.compile(r"(<[^>]*>)")
_OPENING = re.compile(r"<(?P<name>[a-zA-Z][\w-]*)(?P<attributes>[^>]*?)(?P<closed>/?)>")
_LANG = re.compile(r'\slang="(?P<code>[\w-]+)"')
_VOID = {"img", "br", "hr", "meta", "link", "col", "input"}
_RAW = {"style", "script", "svg", "code", "head", "title"}
"""Elements whose text is not set."""
_ACRONYM = re.compile(r"(?<![\w-])(?P<letters>[A-ZА-ЯЁӨҮҢ]{3,})(?=[^\w]|[а-яөүң-]|$)")
_LONG = re.compile(r"[^\s&<>]{30,}")
"""A word that may be longer than its line, as addresses are: it may break anywhere."""
_GLUED = re.compile(r"(?<![\w.])\d[\d.,]{0,20}(?:[-‑–][а-яөүңa-z]{1,9}\b|[–-]\d[\d.,]*%?)")
"""`1990-жылдары`, `15–24`: a line that ends after the dash misleads."""


def composed(html: str, language: str) -> str:
    """The HTML of a book in `language` (parts may have `lang` of their own) with its spaces and acronyms set."""
    stack: list[tuple[str, str, bool]] = [("", language, False)]
    pieces = []
    for piece in _TAG.split(html):
        if not piece.startswith("<"):
            _, code, raw = stack[-1]
            pieces.append(piece if raw or not piece.strip() else _set(piece, code))
            continue
        pieces.append(piece)
        if piece.startswith("</"):
            name = piece[2:-1].strip().lower()
            if any(name == entry[0] for entry in stack[1:]):
                while stack.pop()[0] != name:
                    pass
        elif (match := _OPENING.fullmatch(piece)) and match["name"].lower() not in _VOID and not match["closed"]:
            lang = _LANG.search(match["attributes"])
            _, code, raw = stack[-1]
            name = match["name"].lower()
            stack.append((name, lang["code"] if lang else code, raw or name in _RAW))
    return "".join(pieces)


def _set(text: str, language: str) -> str:
    bound = _LONG.sub(lambda match: f'<span class="k-long">{match[0]}</span>', _binder(language)(text))
    glued = _GLUED.sub(lambda match: f'<span class="k-whole">{match[0]}</span>', bound)
    return _ACRONYM.sub(lambda match: f'<span class="k-caps">{match["letters"]}</span>', glued)


@cache
def _binder(language: str) -> Callable[[str], str]:
    """The function that binds spaces of a language."""
    rules = typography(language)
    # A dash never begins a line; a number stays with its per cent sign, a "No." with its number.
    dash = re.compile(r"(?<=\S) (?=[—–] )")
    sign = re.compile(r"(?<=\d) (?=%)|(?<=[№§]) (?=\d)|(?<=\d) (?=\d{3}(?!\d))")
    after = _words(rules.bind_after, r"(?<![\w'’-])(?:{words})(?P<space> )(?=\S|$)")
    before = _words(rules.bind_before, r"(?<=\S)(?P<space> )(?=(?:{words})(?![\w-]))")
    initials = re.compile(r"(?<=\b[A-ZА-ЯӨҮҢ]\.) (?=[A-ZА-ЯӨҮҢ])")

    def bind(text: str) -> str:
        for pattern in (dash, sign, initials):
            text = pattern.sub(NBSP, text)
        for words in (after, before):
            if words is not None:
                text = words.sub(lambda match: match[0].replace(" ", NBSP), text)
        return text

    return bind


def _words(words: frozenset[str], shape: str) -> re.Pattern[str] | None:
    if not words:
        return None
    alternatives = "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))
    return re.compile(shape.format(words=alternatives), re.IGNORECASE)
