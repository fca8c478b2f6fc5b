"""Whether a difference that a claim states may be chance, as far as bases or intervals of its statistics tell.

The norm: two-sided tests at 95 per cent. Of two shares with bases the pooled two-proportion z-test; where a statistic has a
confidence interval (95 per cent), its standard error is a 3.92th of its width and z = difference / √(se₁² + se₂²), as the
U.S. Census Bureau tests published estimates (American Community Survey, "Understanding and Using ACS Data", ch. 7, there
at 90 per cent). Samples are taken as independent and simple; a design effect makes chance wider still.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from kerege.evidence.claims import Operand, PairResult, RankResult, Result, ShareResult, in_percent, is_share

LIMIT = Decimal("1.96")
"""z at 95 per cent, two-sided."""
_HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class Noise:
    """A difference that lies within chance."""

    z: Decimal
    first: str
    second: str
    """The statistics that cannot be told apart; of a share the second is empty."""


def noise(result: Result) -> Noise | None:
    """The difference that a result tells and chance might have made; None where there is none, or nothing tells."""
    match result:
        case PairResult(base, other):
            return _between(base, other)
        case RankResult():
            return _beside(result)
        case ShareResult():
            return _from_half(result)


def z_between(one: Operand, other: Operand) -> Decimal | None:
    """How many standard errors lie between two statistics; None where their errors are not known."""
    if not one.exact or not other.exact:
        return None
    if _interval(one) is None and _interval(other) is None:
        return _two_proportions(one, other)
    first, second = standard_error(one), standard_error(other)
    if first is None or second is None or first + second == 0:
        return None
    return abs(one.number - other.number) / (first**2 + second**2).sqrt()


def _interval(operand: Operand) -> object:
    return operand.statistic.interval or operand.value.interval


def _two_proportions(one: Operand, other: Operand) -> Decimal | None:
    n, m = one.value.base, other.value.base
    if not n or not m or not is_share(one.statistic) or not is_share(other.statistic):
        return None
    p, q = one.number / _HUNDRED, other.number / _HUNDRED
    pooled = (p * n + q * m) / (n + m)
    spread = pooled * (1 - pooled) * (Decimal(1) / n + Decimal(1) / m)
    return abs(p - q) / spread.sqrt() if 0 < pooled < 1 else None


def standard_error(operand: Operand) -> Decimal | None:
    """The standard error of a statistic, in its unit."""
    if operand.value.error is not None:
        return in_percent(operand.statistic, operand.value.error)
    if operand.statistic.interval is not None:
        low, high = (in_percent(operand.statistic, end) for end in operand.statistic.interval)
        return (high - low) / (2 * LIMIT)
    base, p = operand.value.base, operand.number / _HUNDRED
    if not base or not is_share(operand.statistic) or not 0 <= p <= 1:
        return None
    return (p * (1 - p) / base).sqrt() * _HUNDRED


def _between(one: Operand, other: Operand) -> Noise | None:
    z = z_between(one, other)
    return Noise(z, other.statistic.id, one.statistic.id) if z is not None and z < LIMIT else None


def _beside(result: RankResult) -> Noise | None:
    """The one that has the place and the nearest of its neighbours in the order."""
    keys = [operand.statistic.id for operand in result.order]
    at = keys.index(result.rank.which)
    neighbours = [result.order[n] for n in (at - 1, at + 1) if 0 <= n < len(keys)]
    found = [told for other in neighbours if (told := _between(other, result.order[at])) is not None]
    return min(found, key=lambda told: told.z, default=None)


def _from_half(result: ShareResult) -> Noise | None:
    """Whether most may be half: a share of which the words say that it lies on one side of 50 per cent."""
    if result.whole is not None or not result.exact or not 0 < result.low < _HUNDRED:
        return None
    error = standard_error(result.of)
    if error is None or error == 0:
        return None
    z = abs(result.low - 50) / error
    return Noise(z, result.of.statistic.id, "") if z < LIMIT else None
