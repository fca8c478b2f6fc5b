"""Pages that are written from right to left: their words in the order in which they are read.

A PDF has its letters as they stand on the page, from left to right. Such a page is turned over from left to right, so that whatever
reads columns, tables and indents finds them as on any other page; numbers and Latin words keep their own direction.
Source: Unicode Standard Annex 9, bidirectional classes.
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence

from kerege.intake.published.pdf_page import Box, Letter
from kerege.intake.published.pdf_tables import Word

_LEFTWARD = ("R", "AL")
_SHARE = 0.4
"""Of a page's letters."""


def runs_leftward(texts: Iterable[str]) -> bool:
    """Whether so many letters of a page run from right to left that the page does."""
    kinds = Counter(unicodedata.bidirectional(sign) for text in texts for sign in text if sign.isalpha())
    leftward = sum(kinds[kind] for kind in _LEFTWARD)
    return leftward > _SHARE * sum(kinds.values())


def has_leftward(text: str) -> bool:
    """Whether a letter of a text runs from right to left."""
    return not text.isascii() and any(unicodedata.bidirectional(sign) in _LEFTWARD for sign in text)


def as_read(word: Word, letters: Sequence[Letter]) -> str:
    """A word whose letters stand from left to right, as it is read.

    Args:
        letters: those of the page, of which one may be a ligature of two: it is not turned round.
    """
    if not has_leftward(word.text):
        return word.text
    here = sorted((one for one in letters if word.box.holds(one.x, one.y)), key=lambda one: one.x)
    pieces = [one.text for one in here if one.text.strip()]
    if Counter("".join(pieces)) != Counter(word.text):
        pieces = [*_clusters(word.text)]
    runs = [
        [*group] if turned else ["".join(group)[::-1]]
        for turned, group in itertools.groupby(pieces[::-1], key=lambda piece: not _keeps_direction(piece))
    ]
    return "".join(piece for run in runs for piece in run)


def _clusters(text: str) -> Iterable[str]:
    """Letters with the marks above and below them."""
    return re.findall(r"[\u064b-\u065f\u0670\u0591-\u05c7]*.", text)


def _keeps_direction(piece: str) -> bool:
    return unicodedata.bidirectional(piece[0]) in ("L", "EN", "AN", "ES", "ET", "CS")


def in_order(words: Sequence[Word]) -> list[Word]:
    """The words of a line of a page that was turned over: numbers and Latin words beside each other keep their order."""
    keeps = [_keeps(word) for word in words]
    for place, word in enumerate(words[1:-1], start=1):
        # A mark between two numbers is part of a date or time.
        keeps[place] = keeps[place] or (
            word.text in ("/", ":", ".", ",") and keeps[place - 1] and _keeps(words[place + 1])
        )
    ordered: list[Word] = []
    for keep, group in itertools.groupby(zip(keeps, words, strict=True), key=lambda pair: pair[0]):
        run = [word for _, word in group]
        ordered += _turned_back(run) if keep else run
    return ordered


def _turned_back(run: Sequence[Word]) -> list[Word]:
    """Words that keep their direction, at the places that they have on the page."""
    axis = min(word.box.x0 for word in run) + max(word.box.x1 for word in run)
    return [Word(turned(word.box, axis), word.text) for word in reversed(run)]


def _keeps(word: Word) -> bool:
    return _is_worded(word.text) and not has_leftward(word.text)


def _is_worded(text: str) -> bool:
    return any(sign.isalnum() for sign in text)


def turned(box: Box, axis: float) -> Box:
    """A place on a page that is turned over. `axis`: the sum of its edges."""
    return Box(axis - box.x1, box.y0, axis - box.x0, box.y1)
