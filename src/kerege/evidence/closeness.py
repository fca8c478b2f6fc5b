"""How near a printed number must be to the value: the tolerances of `tolerances.yml`, by form and hedge."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from kerege.evidence.tolerances import Tolerances
from kerege.languages.reading import Form, Quantity

_HUNDRED = Fraction(100)
_SMALL_SHARE = 40
"""Below it, a share is understated by its own size; above, by points."""


@dataclass(frozen=True)
class Closeness:
    """What a quantity's form, unit and hedge allow."""

    relation: str
    share: bool
    """The value is a share of a hundred."""
    loose: bool
    """A fraction or ratio, which is round by nature."""
    scaled: bool
    form: Form
    low: Fraction
    high: Fraction
    tolerances: Mapping[str, Fraction]
    whole: Fraction = Fraction(0)
    """Of a share in counts: of how many; 12 of 30 is no word for 42 per cent, since 13 of 30 is nearer."""
    strict: bool = False
    """It is meant exactly: exactly half is no word for 51 per cent."""

    def relates(self, printed: Fraction, step: Fraction, value: Fraction) -> str:
        """agrees, understates or disagrees: a printed number with its hedge, and the value.

        Args:
            step: the size of the last printed place.
        """
        if printed < 0:
            printed, value = -printed, -value
        return _RELATIONS.get(self.relation, Closeness._exact)(self, printed, step, value)

    def near(self, printed: Fraction, value: Fraction, step: Fraction) -> bool:
        """Rounded half up to the printed place; behind a scale word never farther than a part of the number."""
        gap = value - printed if printed >= 0 else printed - value
        room = step / 2
        if self.scaled:
            room = min(room, abs(printed) * self.tolerances["scaled"])
        return -room <= gap < room or gap == 0

    def spans(self, value: Fraction) -> bool:
        """Whether a value lies in a share (most) or a vague number (hundreds)."""
        if self.form is Form.VAGUE:
            return self.low <= value < self.high
        above = self.low < value if self.low in (0, 50) and self.high != self.low else self.low <= value
        return above and (value < self.high if self.high == 50 else value <= self.high)

    def _rest(self, printed: Fraction) -> Fraction:
        """The share, or what it leaves of a hundred, if that is less."""
        return min(printed, _HUNDRED - printed) if self.share and 0 < printed < _HUNDRED else printed

    def _exact(self, printed: Fraction, step: Fraction, value: Fraction) -> str:
        if self.loose and self.share and self.strict:
            return _told(abs(value - printed) < Fraction(1, 2))
        if self.loose and self.share:
            room = min(self.tolerances["fraction_points"], self._rest(printed) * self.tolerances["fraction"])
            room = min(room, 50 / self.whole) if self.whole else room
            return _told(abs(value - printed) <= room)
        return _told(self.near(printed, value, step))

    def _about(self, printed: Fraction, step: Fraction, value: Fraction) -> str:
        if self.share:
            room = min(self.tolerances["about_points"], self._rest(printed) * self.tolerances["about"])
        else:
            room = printed * self.tolerances["about_amount"]
        if not self.scaled and not self.loose:
            room = max(room, step / 2)
        return _told(abs(value - printed) <= room)

    def _nearly(self, printed: Fraction, step: Fraction, value: Fraction) -> str:
        room = printed * self.tolerances["nearly"]
        if not self.loose:
            room = min(room, _last_figure(printed))
        if self.share:
            room = min(room, self.tolerances["nearly_points"])
        return _told(0 < printed - value <= room)

    def _just(self, printed: Fraction, step: Fraction, value: Fraction) -> str:
        gap = value - printed if self.relation == "just_over" else printed - value
        room = printed * self.tolerances["just"]
        if self.share:
            room = min(self.tolerances["just_points"], max(room, step))
        elif step < printed / 10:
            room = max(room, step)
        return _told(0 < gap <= room)

    def _odd(self, printed: Fraction, step: Fraction, value: Fraction) -> str:
        """Sixty-odd, «два с лишним»: within the last figure, and a tenth of it or one unit."""
        room = min(_last_figure(printed), max(step, printed * self.tolerances["nearly"]))
        return _told(0 < value - printed < room)

    def _far(self, printed: Fraction, step: Fraction, value: Fraction) -> str:
        over = self.relation == "far_over"
        gap = value - printed if over else printed - value
        least = max(printed * self.tolerances["far"], self.tolerances["far_points"] if self.share else Fraction(0))
        if gap < least or value < 0:
            return "disagrees"
        # Well over half is no word for nine tenths, nor well over 100 for 1,000.
        most = self.tolerances["far_hides_points"] if self.share else printed * self.tolerances["far_hides"]
        return "understates" if over and gap > most else "agrees"

    def _bound(self, printed: Fraction, step: Fraction, value: Fraction) -> str:
        beyond = value - printed if self.relation in ("over", "at_least") else printed - value
        if value < 0 <= printed or beyond < 0 or (beyond == 0 and self.relation in ("over", "under")):
            return "disagrees"
        return "understates" if beyond >= self._hides(printed, step) and (self.scaled or beyond > step) else "agrees"

    def _hides(self, printed: Fraction, step: Fraction) -> Fraction:
        """From how far beyond a bound on the wording hides much of the value."""
        if not self.share:
            return max(printed * self.tolerances["understates"], min(3 * step, printed / 2))
        points = self.tolerances["understates_points"]
        if printed >= _SMALL_SHARE:
            return points
        return min(points, max(printed * self.tolerances["understates_small"], 2 * step))


_RELATIONS: Mapping[str, Callable[[Closeness, Fraction, Fraction, Fraction], str]] = {
    "about": Closeness._about,
    "nearly": Closeness._nearly,
    "just_over": Closeness._just,
    "just_under": Closeness._just,
    "odd": Closeness._odd,
    "far_over": Closeness._far,
    "far_under": Closeness._far,
    "over": Closeness._bound,
    "at_least": Closeness._bound,
    "under": Closeness._bound,
    "at_most": Closeness._bound,
}


def closeness(quantity: Quantity, unit: str, tolerances: Tolerances) -> Closeness:
    """What the form of a quantity allows against a statistic in a unit."""
    return Closeness(
        quantity.relation,
        unit == "percent" or quantity.unit == "share",
        quantity.form in (Form.FRACTION, Form.RATIO),
        quantity.scaled,
        quantity.form,
        quantity.low,
        quantity.high,
        {key: Fraction(value) for key, value in tolerances.items()},
        quantity.whole,
        quantity.strict,
    )


def _told(fits: bool) -> str:
    return "agrees" if fits else "disagrees"


def _last_figure(number: Fraction) -> Fraction:
    """One unit of the last figure that is not zero: 60 → 10, 1.3 → 0.1, 12,000 → 1,000."""
    unit = Fraction(1)
    while number and (number / unit).denominator == 1 and (number / unit) % 10 == 0:
        unit *= 10
    while (number / unit).denominator > 1 and unit > Fraction(1, 1000):
        unit /= 10
    return unit
