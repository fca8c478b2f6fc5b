"""What the data say of a claim: its differences, ratios, places and shares, computed in Decimal from the statistics' values.

A statistic may be a number, a range, or a bound ("more than 300 billion"). So each is taken as an interval, and a claim has a
direction only where the intervals give one; sizes are computed from numbers alone.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from kerege.catalogue import Problem, problem
from kerege.evidence.tolerances import DEFAULT, Tolerances
from kerege.languages.units import COUNTED, canonical
from kerege.model import Claim, ClaimKind, Pair, Rank, Share, Statistic, Value

_HUNDRED = Decimal(100)
_ENDLESS = Decimal("Infinity")
_PLACES = 4
"""Decimals of a computed value, as it is printed."""


@dataclass(frozen=True, slots=True)
class Operand:
    """A statistic of a claim with the interval in which its value lies."""

    statistic: Statistic
    value: Value
    low: Decimal
    high: Decimal
    near: bool = False
    """The source says only about how much it is."""

    @property
    def exact(self) -> bool:
        """Whether it is one number."""
        return self.value.high is None and self.statistic.bound in ("", "near")

    @property
    def number(self) -> Decimal:
        """Its number; of a ratio the share in per cent."""
        return in_percent(self.statistic, self.value.number)


@dataclass(frozen=True, slots=True)
class PairResult:
    """Two statistics beside each other."""

    base: Operand
    other: Operand
    unit: str
    direction: str
    """up, down or same; empty where the source gives only bounds that do not tell."""

    @property
    def exact(self) -> bool:
        return self.base.exact and self.other.exact

    @property
    def near(self) -> bool:
        return self.base.near or self.other.near

    def gap(self) -> tuple[Decimal, Decimal]:
        """The least and the most by which the one exceeds the other, whichever is more."""
        upper, lower = (self.other, self.base) if self.direction == "up" else (self.base, self.other)
        return upper.low - lower.high, upper.high - lower.low

    @property
    def difference(self) -> Decimal:
        """In the unit; of shares in percentage points."""
        return self.other.number - self.base.number

    @property
    def ratio(self) -> Decimal | None:
        """How many times the base; None where the base is nothing."""
        return None if self.base.number == 0 else self.other.number / self.base.number

    @property
    def relative(self) -> Decimal | None:
        """The difference in per cent of the base."""
        return None if self.ratio is None else (self.ratio - 1) * _HUNDRED


@dataclass(frozen=True, slots=True)
class RankResult:
    """The statistics of a rank in order, that which counts as the first at the beginning."""

    rank: Rank
    order: tuple[Operand, ...]

    def place(self, key: str, highest: bool) -> int | None:
        """The place of a statistic from one end, or None where the values do not tell it apart from its neighbours."""
        own = next(operand for operand in self.order if operand.statistic.id == key)
        others = [operand for operand in self.order if operand is not own]
        before = [one for one in others if (one.low > own.high if highest else one.high < own.low)]
        behind = [one for one in others if (one.high < own.low if highest else one.low > own.high)]
        return len(before) + 1 if len(before) + len(behind) == len(others) else None

    def beyond(self) -> tuple[str, ...]:
        """Those that certainly lie beyond the bound of *only*."""
        bound = self.rank.bound or Decimal(0)
        above = self.rank.highest
        return tuple(o.statistic.id for o in self.order if (o.low > bound if above else o.high < bound))

    def within(self) -> tuple[str, ...]:
        """Those that certainly do not."""
        bound = self.rank.bound or Decimal(0)
        above = self.rank.highest
        return tuple(o.statistic.id for o in self.order if (o.high <= bound if above else o.low >= bound))


@dataclass(frozen=True, slots=True)
class ShareResult:
    """A part of all, in per cent."""

    of: Operand
    whole: Operand | None
    low: Decimal
    high: Decimal

    @property
    def exact(self) -> bool:
        return self.low == self.high


Result = PairResult | RankResult | ShareResult


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why a claim cannot be computed, or what contradicts it."""

    problem: Problem | None = None
    """None: it is told where the record is read."""


def work_out(
    claim: Claim,
    statistics: Mapping[str, Statistic],
    values: Mapping[str, Value],
    tolerances: Tolerances = DEFAULT,
) -> Result | Trouble:
    """Compute a claim from the values of its statistics.

    Returns:
        The result, or why there is none: S081 a statistic or its value is missing, S082 the units do not go together; without a
        problem what the reading has told.
    """
    if "" in claim.statistics or (isinstance(claim.about, Rank) and claim.about.which not in claim.about.among):
        return Trouble()  # which is told where it is read
    operands: dict[str, Operand] = {}
    for key in claim.statistics:
        statistic, value = statistics.get(key), values.get(key)
        if statistic is None:
            near = difflib.get_close_matches(key, statistics, n=1)
            return Trouble(
                problem("S081/claim-names-no-known", claim=claim.id, key=key, near=near[0])
                if near
                else problem("S081/claim-names-no-known-name-statistics-data-statistics", claim=claim.id, key=key)
            )
        if value is None:
            return Trouble(
                problem("S081/claim-cannot-be-computed", claim=claim.id, key=key),
            )
        operands[key] = operand(statistic, value, tolerances)
    if trouble := _units(claim, list(operands.values())):
        return trouble
    match claim.about:
        case Pair(base, other):
            return _pair(operands[base], operands[other])
        case Rank() as rank:
            return _rank(rank, operands)
        case Share() as share:
            return _share(claim, share, operands)


def operand(statistic: Statistic, value: Value, tolerances: Tolerances = DEFAULT) -> Operand:
    """A statistic as an interval."""
    low = high = in_percent(statistic, value.number)
    if value.high is not None:
        high = in_percent(statistic, value.high)
    if statistic.bound == "above":
        high = _ENDLESS
    elif statistic.bound == "below":
        low = -_ENDLESS if low <= 0 else Decimal(0)
    elif statistic.bound == "near":
        room = low * tolerances["about_amount"]
        if is_share(statistic):
            room = min(tolerances["about_points"], min(low, _HUNDRED - low) * tolerances["about"])
        low, high = low - room, high + room
    return Operand(statistic, value, low, high, statistic.bound == "near")


def is_share(statistic: Statistic) -> bool:
    """Whether it is in per cent, or a ratio that is taken as one."""
    return canonical(statistic.unit) in ("percent", "ratio")


def unit_of(statistic: Statistic) -> str:
    """The unit in which a claim counts: ratios are per cent, persons and things are counted alike."""
    unit = canonical(statistic.unit)
    if unit == "ratio":
        return "percent"
    return "count" if unit in COUNTED else unit


def in_percent(statistic: Statistic, number: Decimal) -> Decimal:
    """A number of a statistic; of a ratio in per cent."""
    return number * _HUNDRED if canonical(statistic.unit) == "ratio" else number


def _units(claim: Claim, operands: list[Operand]) -> Trouble | None:
    first = operands[0].statistic
    for other in operands[1:]:
        if unit_of(other.statistic) != unit_of(first):
            return Trouble(
                problem(
                    "S082/claim-sets-which-in",
                    claim=claim.id,
                    first=first.id,
                    unit=first.unit,
                    statistic=other.statistic.id,
                    unit2=other.statistic.unit,
                ),
            )
    if unit_of(first) == "year":
        return Trouble(problem("S082/claim-about-which-year", claim=claim.id, first=first.id))
    if claim.kind is ClaimKind.SHARE and len(operands) == 1 and not is_share(first):
        return Trouble(
            problem("S082/claim-about-share-in", claim=claim.id, first=first.id, unit=first.unit),
        )
    return None


def _pair(base: Operand, other: Operand) -> PairResult:
    direction = ""
    if other.low > base.high:
        direction = "up"
    elif other.high < base.low:
        direction = "down"
    elif base.low == base.high == other.low == other.high:
        direction = "same"
    return PairResult(base, other, unit_of(base.statistic), direction)


def _rank(rank: Rank, operands: Mapping[str, Operand]) -> RankResult:
    sign = -1 if rank.highest else 1
    order = sorted(operands.values(), key=lambda one: (sign * one.number, one.statistic.id))
    return RankResult(rank, tuple(order))


def _share(claim: Claim, share: Share, operands: Mapping[str, Operand]) -> ShareResult | Trouble:
    part = operands[share.of]
    if not share.whole:
        return ShareResult(part, None, part.low, part.high)
    whole = operands[share.whole]
    if whole.low <= 0:
        return Trouble(problem("S082/claim-part-which-nothing", claim=claim.id, whole=share.whole))
    high = part.high / whole.low * _HUNDRED
    low = Decimal(0) if whole.high == _ENDLESS else part.low / whole.high * _HUNDRED
    return ShareResult(part, whole, low, high)


def contradiction(claim: Claim, result: Result) -> Trouble | None:
    """What of the record the data do not bear out: S083; a change whose end lies before its beginning: S091."""
    if isinstance(result, RankResult):
        return _wrong_rank(claim, result)
    if isinstance(result, ShareResult) and isinstance(claim.about, Share):
        share = claim.about
        above = share.above is None or result.low > share.above
        below = share.below is None or result.high < share.below
        if above and below:
            return None
        return Trouble(
            problem("S083/claim-does-not-hold", claim=claim.id, low=_range(result.low, result.high)),
        )
    if isinstance(result, PairResult) and claim.kind is ClaimKind.CHANGE:
        return _out_of_time(claim, result)
    return None


def _wrong_rank(claim: Claim, result: RankResult) -> Trouble | None:
    rank = result.rank
    order = [f"{one.statistic.id} {printed(one.number)}" for one in result.order]
    if rank.only:
        beyond, within = result.beyond(), result.within()
        if beyond == (rank.which,) and len(within) == len(result.order) - 1:
            return None
        return Trouble(
            problem("S083/claim-not-only-one", claim=claim.id, which=rank.which, bound=rank.bound, order=order)
        )
    place = result.place(rank.which, rank.highest)
    if place == rank.place:
        return None
    if place is None:
        return Trouble(problem("S083/claim-cannot-be-told", claim=claim.id, which=rank.which, order=order))
    return Trouble(
        problem(
            "S083/claim-has-place-not", claim=claim.id, which=rank.which, place=place, place2=rank.place, order=order
        )
    )


def _out_of_time(claim: Claim, result: PairResult) -> Trouble | None:
    start, end = (_years(one.statistic.period) for one in (result.base, result.other))
    if not start or not end or max(start) <= max(end):
        return None
    return Trouble(
        problem("S091", claim=claim.id, period=result.base.statistic.period, period2=result.other.statistic.period),
    )


def _years(period: str) -> list[int]:
    return [int(year) for year in re.findall(r"\b\d{4}\b", period)]


def printed(number: Decimal) -> str:
    """A number as it is told: without the noughts that a division leaves."""
    if not number.is_finite():
        return "∞"
    short = round(number, _PLACES)
    text = f"{short:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def arithmetic(result: Result, told: Callable[[Decimal], str] = printed, *, named: bool = True) -> tuple[str, ...]:
    """The computation, a step an entry, in signs that every reader of numbers knows.

    Args:
        told: how a number is written.
        named: whether statistics stand with their ids.
    """
    match result:
        case PairResult():
            return _pair_arithmetic(result, told)
        case RankResult():
            sign = " > " if result.rank.highest else " < "
            names = [f"{one.statistic.id} " if named else "" for one in result.order]
            return (sign.join(name + _told(one, told) for name, one in zip(names, result.order, strict=True)),)
        case ShareResult(of, whole):
            if whole is None:
                return (f"{of.statistic.id} {_told(of, told)}" if named else f"{_told(of, told)}%",)
            return (f"{_told(of, told)} ÷ {_told(whole, told)} × 100 = {_range(result.low, result.high, told)}%",)


def _pair_arithmetic(result: PairResult, told: Callable[[Decimal], str]) -> tuple[str, ...]:
    base, other = _told(result.base, told), _told(result.other, told)
    if not result.exact:
        sign = {"up": ">", "down": "<"}.get(result.direction, "?")
        return (f"{other} {sign} {base}",)
    steps = [f"{other} − {base} = {_signed(result.difference, told)}"]
    if result.ratio is not None and result.relative is not None and result.base.number > 0:
        steps += [f"{other} ÷ {base} = {told(result.ratio)}", f"{_signed(result.relative, told)}%"]
    return tuple(steps)


def _told(operand: Operand, told: Callable[[Decimal], str]) -> str:
    mark = {"above": ">", "below": "<", "near": "≈"}.get(operand.statistic.bound, "")
    high = operand.value.high
    return mark + told(operand.number) + ("" if high is None else f"–{told(in_percent(operand.statistic, high))}")


def _range(low: Decimal, high: Decimal, told: Callable[[Decimal], str] = printed) -> str:
    return told(low) if low == high else f"{told(low)}–{told(high)}"


def _signed(number: Decimal, told: Callable[[Decimal], str]) -> str:
    return f"+{told(number)}" if number > 0 else told(number).replace("-", "−")
