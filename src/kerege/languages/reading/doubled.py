"""A unit said twice: 60 % per cent."""

from __future__ import annotations

from collections.abc import Iterator

from kerege.languages.lexicon import Lexicon
from kerege.languages.reading.amounts import unit_at
from kerege.languages.reading.cursor import Cursor


def doubled_percent(text: str, lexicon: Lexicon) -> Iterator[tuple[int, int]]:
    """Where a sign for per cent stands before another word or sign for it, as offsets."""
    if "%" not in text:
        return
    c = Cursor(text, lexicon)
    for i in range(c.count):
        first = unit_at(c, i) if c.sign(i, "%") else None
        second = unit_at(c, first.end) if first else None
        if first and second and first.code == second.code == "percent":
            yield c.tokens[i].start, c.tokens[second.end - 1].end
