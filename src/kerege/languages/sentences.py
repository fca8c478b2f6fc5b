"""Where sentences begin and end, by what Unicode says of signs and letters: no alphabet is listed."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

_ENDS = ".!?…。！？؟۔।"
_WITHOUT_BLANK = "。！？"
"""Signs of scripts that put no blank between sentences."""
_CLOSING = ("Pe", "Pf", "Pi")
_STRAIGHT = "'\"*_"


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """The sentences of a text as offsets, in order; the blanks between them belong to none.

    A sign ends a sentence where a blank follows it (and closing marks) and then no small letter. A full stop behind a
    single capital letter is an initial.
    """
    start, place, length = 0, 0, len(text)
    while place < length:
        if text[place] in _ENDS and not _initial(text, place):
            end = _behind_closing(text, place + 1)
            begin = _behind_blanks(text, end)
            if (begin > end or text[place] in _WITHOUT_BLANK) and begin < length and _may_begin(text, begin):
                yield start, end
                start = place = begin
                continue
        place += 1
    if start < length:
        yield start, length


def sentence_at(text: str, place: int) -> tuple[int, int]:
    """The sentence in which a place lies."""
    found = (0, len(text))
    for start, end in sentences(text):
        if start > place:
            break
        found = (start, end)
    return found


def _initial(text: str, place: int) -> bool:
    before = text[max(0, place - 2) : place]
    return text[place] == "." and before[-1:].isupper() and not before[:-1].isalpha()


def _behind_closing(text: str, place: int) -> int:
    while place < len(text) and (
        text[place] in _STRAIGHT or text[place] in _ENDS or unicodedata.category(text[place]) in _CLOSING
    ):
        place += 1
    return place


def _behind_blanks(text: str, place: int) -> int:
    while place < len(text) and text[place].isspace():
        place += 1
    return place


def _may_begin(text: str, place: int) -> bool:
    """Whether a sentence may begin here: any letter but a small one, a digit, an opening mark."""
    while place < len(text) and unicodedata.category(text[place]) in ("Ps", "Pi", "Pf", "Po", "Pd"):
        place += 1
    return place < len(text) and not text[place].islower()
