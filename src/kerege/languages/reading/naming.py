"""Units and scales that a label names without a number: the head of a column, «тыс. сомов», "Per cent"."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from kerege.languages.lexicon import Lexicon
from kerege.languages.reading.amounts import unit_at
from kerege.languages.reading.cursor import Cursor
from kerege.languages.reading.spans import Span
from kerege.languages.tokens import Sort
from kerege.languages.units import COUNTED, TIMES

_LEAST_SCALE = 1000


@dataclass(frozen=True, slots=True)
class Named:
    """What the numbers below a label are in; empty and 1 where it says nothing, or several things."""

    unit: str = ""
    scale: Fraction = Fraction(1)


@lru_cache(maxsize=10_000)
def unit_named(label: str, lexicon: Lexicon) -> Named:
    """The unit and the scale that a label names. Times and counted nouns are what a label is about, not its unit."""
    c = Cursor(label, lexicon)
    units: set[str] = set()
    scales: set[Fraction] = set()
    i = 0
    while i < c.count:
        behind_number = c.numeral(i - 1) or c.has(i - 1, "per") or c.has(i - 2, "per")
        scale = c.has(i, "scale")
        unit = unit_at(c, i)
        if scale and not scale.entry.glued and scale.number >= _LEAST_SCALE and not behind_number:
            scales.add(scale.number)
            i = scale.end
        elif unit and c.has(i, "unit") and unit.code not in COUNTED | TIMES and not behind_number:
            units.add(unit.code)
            i = unit.end
        else:
            i += 1
    return Named(units.pop() if len(units) == 1 else "", scales.pop() if len(scales) == 1 else Fraction(1))


def unit_named_by(word: str, lexicon: Lexicon) -> str:
    """The unit, or the kind of thing counted, that a single word names; empty for any other word."""
    unit = unit_at(Cursor(word, lexicon), 0)
    return unit.code if unit else ""


_NUMBERS = ("number", "hundred", "scale", "part", "alone", "half", "share", "many", "piece", "times")


def number_end(text: str, span: Span, lexicon: Lexicon, units: frozenset[str]) -> int:
    """Where the number of a span ends in its text, with its unit if that is one of these, without what it counts."""
    c = Cursor(text[span.start : span.end], lexicon)
    last = max((i + 1 for i in range(c.count) if c.numeral(i) or c.sort(i) in (Sort.VULGAR, Sort.ODD)), default=0)
    for i in range(c.count):
        for match in (match for cls in _NUMBERS for match in c.all(i, cls)):
            last = max(last, match.end if not match.entry.glued or c.glued(i) else 0)
    if ending := c.ending(last):
        last = ending[1]
    unit = unit_at(c, last)
    if unit and unit.code in units:
        last = unit.end
    hedges = [match.end for match in c.all(last, "after")]
    last = max(hedges, default=last)
    return span.start + c.tokens[last - 1].end if 0 < last <= c.count else span.end
