"""Is the unit of a phrase the statistic's? A unit word that is another one is an error; one that is not understood is too."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kerege.languages.reading import Form, Quantity
from kerege.languages.units import COUNTED, between, canonical
from kerege.messages import say

SHARES = frozenset(("percent", "ratio"))
"""Units of a share."""
_OPEN = frozenset(("number", "ratio", "index"))
"""Units in which a factor or a rate may be given: bare numbers."""
_MADE = {
    "share": (say("a share"), SHARES),
    "times": (say("a factor"), _OPEN),
    "per": (say("a rate"), _OPEN | {"rate"}),
    "colon": (say("a ratio"), _OPEN | {"rate"}),
    "ordinal": (say("a place in an order"), frozenset(("number", "rank"))),
}
"""What a phrase states without a unit of its own, and the units that it fits."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why a unit does not fit; empty where it does."""

    reason: str = ""
    unknown: bool = False
    """The word is no unit that is known."""


def unit_trouble(quantity: Quantity, unit: str, nouns: Sequence[str] = ()) -> Trouble:
    """Whether a quantity is given in a unit.

    Args:
        nouns: beginnings of words that name what the statistic counts.
    """
    said, unit = quantity.unit, canonical(unit)
    if unit == "year":
        return Trouble() if said == "year" else Trouble(say("it is no year"))
    if said in _MADE:
        name, fits = _MADE[said]
        if said == "share" and quantity.high == 0:  # none, nobody
            fits = fits | {"persons", "count"}
        if quantity.rated and canonical(unit) == quantity.rated:  # 4.2 persons per household
            return Trouble()
        return Trouble() if unit in fits else Trouble(say("it is {name}", name=name))
    if said == "year":
        return Trouble(say("it is a year"))
    if not said:
        return _noun_trouble(quantity, unit, nouns)
    # Half an hour is 30 minutes; 36 months for 3 years is another unit all the same.
    halved = quantity.joined or (quantity.form is Form.WORDS and quantity.low.denominator > 1)
    halved = halved and between(said, unit) != 1
    return Trouble() if said == unit or halved or _alike(said, unit) else Trouble(say("it is in '{said}'", said=said))


def _noun_trouble(quantity: Quantity, unit: str, nouns: Sequence[str]) -> Trouble:
    if not quantity.noun or unit == "count":
        return Trouble()
    word = quantity.noun.casefold()
    if any(word.startswith(noun.casefold()) for noun in nouns):
        return Trouble()
    return Trouble(say("'{noun}' behind it is no unit that is known", noun=quantity.noun), unknown=True)


def _alike(said: str, unit: str) -> bool:
    if unit == "rank":
        return said == "things"
    if unit == "count":
        return said in COUNTED
    if unit == "percentage_points":
        return said == "points"
    if said == "degree":
        return unit in ("celsius", "fahrenheit", "kelvin")
    return unit == "ratio" and said == "percent"
