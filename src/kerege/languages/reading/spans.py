"""What a passage is cut into: spans of one kind each, and the quantity that one states."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from fractions import Fraction


class Kind(Enum):
    """Why a number stands there."""

    QUANTITY = "quantity"
    CONVENTION = "convention"
    """A year, a date, a reference, a name: digits that count nothing."""
    NARRATIVE = "narrative"
    """A number word that only counts things in a story: two sisters."""
    UNREAD = "unread"
    """Digits or number words that cannot be read completely, and therefore not at all."""


class Form(Enum):
    """How a number is written: the tolerances differ."""

    NUMERAL = "numeral"
    WORDS = "words"
    FRACTION = "fraction"
    RATIO = "ratio"
    """One in three, 1:4."""
    RATE = "rate"
    """43 per 1,000."""
    SHARE = "share"
    """Most, the majority: a range of shares in one word."""
    TIMES = "times"
    """Twice, 2.5-fold."""
    RANGE = "range"
    ORDINAL = "ordinal"
    VAGUE = "vague"
    """Hundreds, tens of thousands."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """What a phrase states."""

    low: Fraction
    high: Fraction
    """Equal to `low`, unless a range, a share or a vague number is stated."""
    step: Fraction = Fraction(1)
    """The size of the last printed place, at its scale: 100,000 for 1.2 million."""
    unit: str = ""
    """A unit code; share, times, per, colon, ordinal, year for what has no unit; empty where none is written."""
    relation: str = ""
    """exact, about, nearly, over, under, at_least, at_most, just_over …, between, from; empty for none."""
    form: Form = Form.NUMERAL
    others: tuple[tuple[Fraction, Fraction], ...] = ()
    """Other readings of a numeral whose marks are ambiguous: value and step."""
    direction: str = ""
    """up, down: a signed change; more, less: a difference."""
    noun: str = ""
    """A word behind the number that is no known unit."""
    negated: bool = False
    case: str = ""
    """The case of the last word, where the language has it."""
    scaled: bool = False
    """A scale word stands behind it: 1.2 million."""
    signed: bool = False
    """A plus or a minus is written."""
    mantissa: Fraction = Fraction(0)
    """The value before its scale."""
    rated: str = ""
    """Of a rate for each one (4.2 persons per household): the unit of what is rated."""
    ends: tuple[Span, ...] = ()
    """The two ends of a range, each with a quantity of its own."""
    whole: Fraction = Fraction(0)
    """Of a share in counts (twelve of the thirty): of how many."""
    strict: bool = False
    """The ends of a range are not part of it: more than 59 but less than 60; or the number is meant exactly: exactly half."""
    joined: bool = False
    """It is given in two units: 5 hours 30 minutes."""

    @property
    def point(self) -> bool:
        """Whether a single value is stated."""
        return self.low == self.high


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a passage; offsets count in its text."""

    start: int
    end: int
    kind: Kind
    name: str = ""
    """Which convention it is; why it is not read."""
    quantity: Quantity | None = None
