"""Claims: statements about several statistics, which the report words without digits or with sizes of its own."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

from kerege.findings import Location
from kerege.model.words import Words


class ClaimKind(Enum):
    """What a claim says of its statistics; the value is the field of `data/claims.yml`."""

    CHANGE = "change"
    """One became the other: rose, fell, from A to B, by N."""
    COMPARE = "compare"
    """One beside the other: more, fewer, as many, twice."""
    RANK = "rank"
    """One among several: highest, second, last, only."""
    SHARE = "share"
    """One as a part of all: most, a minority, nearly all."""


@dataclass(frozen=True, slots=True)
class Pair:
    """What a change or a comparison is about."""

    base: str
    """The statistic from which one counts: `from` of a change, `with` of a comparison."""
    other: str
    """The statistic that is said to be more or less: `to` of a change, `of` of a comparison."""


@dataclass(frozen=True, slots=True)
class Rank:
    """A place in an order."""

    among: tuple[str, ...]
    which: str
    place: int
    """From 1, counted from the end that `highest` names."""
    highest: bool
    """Whether the first is the highest."""
    bound: Decimal | None = None
    """`only`: no other one lies above it (below it, where the first is the lowest)."""

    @property
    def only(self) -> bool:
        return self.bound is not None


@dataclass(frozen=True, slots=True)
class Share:
    """A part of all."""

    of: str
    whole: str
    """The statistic that counts all, where the part is a count too; empty where it is a share already."""
    above: Decimal | None
    below: Decimal | None
    """Per cent between which the record says that the share lies."""


@dataclass(frozen=True, slots=True)
class Claim:
    """One statement about several statistics."""

    id: str
    kind: ClaimKind
    about: Pair | Rank | Share
    words: Words
    """Beginnings of further words that the phrases may hold, alternatives with `|`."""
    note: str
    location: Location

    @property
    def statistics(self) -> tuple[str, ...]:
        """The statistics that it is about, in the order in which it names them."""
        match self.about:
            case Pair(base, other):
                return (base, other) if self.kind is ClaimKind.CHANGE else (other, base)
            case Rank(among):
                return among
            case Share(of, whole):
                return (of, whole) if whole else (of,)
