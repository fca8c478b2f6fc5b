"""A passage as the readings look at it: its tokens, and what the lexicon knows of each.

Every reading is kept by the place where it began, so that no stretch is read twice and the time grows with the text.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

from kerege.languages.lexicon import Lexicon, Match
from kerege.languages.reading.spans import Quantity
from kerege.languages.tokens import APOSTROPHES, DASHES, Sort, Token, tokenize

Reading = tuple[Quantity, int]
"""A quantity and the token behind it."""
HYPHENS = "-‑"
Found = TypeVar("Found")


class Cursor:
    """The tokens of a passage."""

    def __init__(self, text: str, lexicon: Lexicon) -> None:
        self.text, self.lexicon, self.settings = text, lexicon, lexicon.settings
        self.tokens: list[Token] = tokenize(text, self.settings.decimal, self.settings.group, self.settings.elided)
        self.count = len(self.tokens)
        self.has_address = "://" in text or "@" in text or "www." in text or ("/" in text and "." in text)
        self.kept: dict[tuple[Callable[..., object], int], object] = {}
        self._matches: list[dict[str, list[Match]] | None] = [None] * self.count

    def classes(self, place: int) -> dict[str, list[Match]]:
        """All entries that begin at a token, by class, longest first."""
        here = self._matches[place]
        if here is None:
            here = {}
            for match in self.lexicon.matches(self.tokens, place):
                here.setdefault(match.entry.cls, []).append(match)
            self._matches[place] = here
        return here

    def all(self, place: int, cls: str) -> list[Match]:
        """The entries of a class that begin at a token, longest first."""
        return self.classes(place).get(cls, []) if 0 <= place < self.count else []

    def has(self, place: int, cls: str, value: str = "") -> Match | None:
        """The longest entry of a class that begins at a token."""
        for match in self.all(place, cls):
            if not value or match.value == value:
                return match
        return None

    def has_any(self, place: int, classes: tuple[str, ...]) -> bool:
        return any(self.all(place, cls) for cls in classes)

    def covering(self, start: int, end: int, cls: str) -> int:
        """The token behind an entry of a class that begins within a stretch and ends with it or beyond, or 0."""
        places = range(max(start, end - 4), end)
        return max((match.end for place in places for match in self.all(place, cls) if match.end >= end), default=0)

    def before(self, place: int, cls: str) -> Match | None:
        """An entry of a class that ends right before a token."""
        for start in range(place - 1, max(place - 4, -1), -1):
            if found := next((match for match in self.all(start, cls) if match.end == place), None):
                return found
        return None

    def sort(self, place: int) -> Sort | None:
        return self.tokens[place].sort if 0 <= place < self.count else None

    def sign(self, place: int, signs: str) -> bool:
        """Whether one of these signs stands there."""
        return 0 <= place < self.count and self.tokens[place].sort is Sort.SIGN and self.tokens[place].text in signs

    def numeral(self, place: int) -> bool:
        return self.sort(place) is Sort.NUMERAL

    def word(self, place: int) -> bool:
        return self.sort(place) is Sort.WORD

    def glued(self, place: int) -> bool:
        """Whether a token stands right behind the one before."""
        return 0 < place < self.count and self.tokens[place - 1].end == self.tokens[place].start

    def hyphen(self, place: int) -> bool:
        """A hyphen glued on both sides."""
        return self.sign(place, HYPHENS) and self.glued(place) and self.glued(place + 1)

    def whole_word(self, place: int) -> bool:
        """A word of three letters or more with nothing glued before it: no part of a code."""
        return self.word(place) and len(self.tokens[place].text) > 2 and not self.glued(place)

    def plain_digits(self, place: int) -> bool:
        """A numeral without marks."""
        return self.numeral(place) and self.tokens[place].text.isdecimal()

    def small(self, place: int, most: int) -> bool:
        """A plain numeral from 1 to `most`."""
        return (
            self.plain_digits(place) and len(self.tokens[place].text) < 4 and 1 <= int(self.tokens[place].text) <= most
        )

    def year_like(self, place: int) -> bool:
        text = self.tokens[place].text if self.plain_digits(place) else ""
        return len(text) == 4 and 1000 <= int(text) <= 2100

    def ending(self, place: int) -> tuple[str, int] | None:
        """An ending glued to digits or a sign with what it means: 60тай, 59,6%ы, 21st, 5-й, 2015’te."""
        joined = self.sign(place, DASHES + APOSTROPHES) and self.glued(place) and self.glued(place + 1)
        at = place + 1 if joined else place
        if self.word(at) and self.glued(at):
            case = self.lexicon.suffixes.get(self.tokens[at].fold)
            if case is not None:
                return case, at + 1
        return None


def kept(reading: Callable[[Cursor, int], Found]) -> Callable[[Cursor, int], Found]:
    """A reading whose result is kept by its place."""

    @wraps(reading)
    def at(cursor: Cursor, place: int) -> Found:
        key = (reading, place)
        if key not in cursor.kept:
            cursor.kept[key] = reading(cursor, place)
        return cursor.kept[key]  # type: ignore[return-value]

    return at
