"""A unit said twice: 60 % per cent."""

from __future__ import annotations

from collections.abc import Iterator

from kerege.languages.lexicon import Lexicon
from kerege.languages.reading.amounts import unit_at
from kerege.languages.reading.cursor import Cursor


def doubled_percent(text: str, lexicon: Lexicon) -> Iterator[tuple[int, int]]:
    """Where words or a sign for per cent behind a number stand before further ones, as offsets."""
    if not any(letter.isdigit() for letter in text):
        return
    c = Cursor(text, lexicon)
    for i in range(1, c.count):
        first = unit_at(c, i) if c.sign(i, "%") or c.numeral(i - 1) else None
        second = unit_at(c, first.end) if first and first.code == "percent" else None
        if second and second.code == "percent":
            yield c.tokens[i].start, c.tokens[second.end - 1].end
