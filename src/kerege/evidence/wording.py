"""Do the words of a phrase state what the data say of a claim?

Direction, size, place and quantity are judged one by one, each against the result that was computed; a word that is neither
part of the grammar nor a name of what the claim is about makes the phrase unread. Per cent that are points, and points that
are per cent, are told apart from other wrong sizes, since that is how the mistake is made.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from kerege.evidence.agreement import Fact, Outcome, judge_quantity
from kerege.evidence.claims import PairResult, RankResult, Result, ShareResult, arithmetic, printed
from kerege.evidence.phrases import fact_of
from kerege.evidence.tolerances import DEFAULT, Tolerances
from kerege.languages import LanguagePack
from kerege.languages.reading import Form, Quantity
from kerege.languages.reading.wording import OPEN, Number, Says, Word, Wording
from kerege.languages.tokens import fold
from kerege.messages import Vocabulary, say
from kerege.model import Claim, ClaimKind, Statistic


class Ruling(Vocabulary):
    """What became of the comparison; the value is the word of tables and of the published evidence."""

    AGREES = "agrees"
    DISAGREES = "disagrees"
    POINTS = "points"
    """Per cent are said, and it is percentage points, or the other way round."""
    UNREAD = "unread"
    """The phrase is not understood completely, or states nothing of this kind."""


@dataclass(frozen=True, slots=True)
class ClaimVerdict:
    """The ruling, with what a message needs."""

    ruling: Ruling
    reason: str = ""
    """Why the words do not hold, or what of them is not understood."""
    expected: str = ""
    """What the data say."""
    states: tuple[str, ...] = ()
    """What the phrase states, the same in every language: up, not up, 1 high, 50..100."""

    @property
    def holds(self) -> bool:
        return self.ruling is Ruling.AGREES


_OPPOSITE = {"more": "up", "less": "down"}
_LEAST_STEM = 4
_HUNDRED = Decimal(100)


class _Refused(Exception):
    """The phrase is not understood; the message says why."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        # Not str(self), which would keep the English of the message and nothing else.
        self.reason = reason


class _Wrong(Exception):
    """The phrase is not borne out; the message says why."""

    def __init__(self, reason: str, ruling: Ruling = Ruling.DISAGREES) -> None:
        super().__init__(reason)
        self.reason = reason
        self.ruling = ruling


def judge_wording(
    claim: Claim,
    result: Result,
    wording: Wording,
    pack: LanguagePack,
    tolerances: Tolerances = DEFAULT,
    named: Sequence[str] = (),
) -> ClaimVerdict:
    """Whether a phrase states a claim as the data bear it out.

    Args:
        named: further beginnings of words that may stand in the phrase: what it is about.
    """
    expected = "; ".join(arithmetic(result))
    judge = _Judge(claim, result, wording, pack, tolerances)
    try:
        judge.check_words((*names_of(claim, result, pack.code), *named))
        judge.check()
    except _Refused as refused:
        return ClaimVerdict(Ruling.UNREAD, refused.reason, expected, states(claim, wording))
    except _Wrong as wrong:
        return ClaimVerdict(wrong.ruling, wrong.reason, expected, states(claim, wording))
    return ClaimVerdict(Ruling.AGREES, "", expected, states(claim, wording))


def states(claim: Claim, wording: Wording) -> tuple[str, ...]:
    """What a phrase states, in words that are the same in every language: what translations must share."""
    found: list[str] = []
    if claim.kind in (ClaimKind.CHANGE, ClaimKind.COMPARE):
        found += [_told_direction(value) for value in _directions(wording)]
        if not found and any(number.role == "factor" for number in wording.numbers):
            found += [
                "up" if number.quantity.low > 1 else "down" for number in wording.numbers if number.role == "factor"
            ]
    elif claim.kind is ClaimKind.RANK:
        found += (*wording.values(Says.PLACE), *wording.values(Says.RANK))
    elif claim.kind is ClaimKind.SHARE:
        found += list(wording.values(Says.QUANTITY))
    if wording.negations:
        found.insert(0, "not")
    return tuple(dict.fromkeys(found))


def _told_direction(value: str) -> str:
    return {"more": "up", "less": "down", "near": "same"}.get(value, value)


def _directions(wording: Wording) -> list[str]:
    """up, down, same, near, other: of words and of numbers."""
    found = [word.value for word in _stating(wording)]
    found += [number.quantity.direction for number in wording.numbers if number.quantity.direction]
    return [_OPPOSITE.get(value, value) for value in found]


def _stating(wording: Wording) -> list[Word]:
    """The words of direction or comparison; «twice *as many*» says no more than twice."""
    sized = any(number.role == "factor" or _is_part(number) for number in wording.numbers)
    words = [word for word in wording.words if word.says in (Says.DIRECTION, Says.COMPARISON)]
    return [word for word in words if not (sized and word.value == "same" and "as" in word.flags)]


def _is_part(number: Number) -> bool:
    """A half, a third: of the other one, where no direction stands beside it."""
    quantity = number.quantity
    return number.role == "" and quantity.form in (Form.FRACTION, Form.RATIO) and not quantity.direction


def names_of(claim: Claim, result: Result, language: str) -> tuple[str, ...]:
    """Beginnings of the words that name what a claim is about: of its own, and of the labels and groups of its statistics."""
    stems = [*claim.words.get(language, "").split("|")]
    for statistic in _statistics(result):
        stems += statistic.of.get(language, "").split("|")
        for word in re.findall(r"[^\W\d_]{3,}", statistic.label.get(language, "")):
            stems.append(word[: max(_LEAST_STEM, len(word) - 2)])
    return tuple(dict.fromkeys(fold(stem.strip()) for stem in stems if stem.strip()))


def _statistics(result: Result) -> list[Statistic]:
    match result:
        case PairResult(base, other):
            return [base.statistic, other.statistic]
        case RankResult():
            return [operand.statistic for operand in result.order]
        case ShareResult(of, whole):
            return [of.statistic, *([whole.statistic] if whole else [])]


@dataclass
class _Judge:
    claim: Claim
    result: Result
    wording: Wording
    pack: LanguagePack
    tolerances: Tolerances

    def check_words(self, stems: Sequence[str]) -> None:
        """Refuse what is not understood."""
        if self.wording.negations > 1:
            raise _Refused(say("it is negated twice"))
        for unknown, _ in self.wording.unknown:
            folded = fold(unknown)
            if not any(folded.startswith(stem) for stem in stems):
                raise _Refused(say("'{unknown}' is not understood; tie only the words that compare", unknown=unknown))
        periods = " ".join(statistic.period for statistic in _statistics(self.result))
        for year in self.wording.years:
            if year not in periods:
                raise _Refused(say("{year} is no period of its statistics", year=year))
        for word in self.wording.words:
            if word.value == OPEN:
                raise _Refused(say("it says good or bad, much or little, and not which way"))

    def check(self) -> None:
        match self.result:
            case PairResult():
                self._pair(self.result)
            case RankResult():
                self._rank(self.result)
            case ShareResult():
                self._share(self.result)

    # -- change and comparison ---------------------------------------------------------------------------------------------
    def _pair(self, result: PairResult) -> None:
        numbers, said = self.wording.numbers, set(_directions(self.wording))
        for number in numbers:
            if number.role == "factor" and number.quantity.low != 1:
                said.add("up" if number.quantity.low > 1 else "down")
            elif number.role == "" and _is_part(number):
                said.add("down")
        ends = [number for number in numbers if number.role in ("ends", "from", "to")]
        if not said and not ends:
            raise _Refused(say("it says neither more nor less"))
        if len(said - {"other"}) > 1:
            raise _Refused(say("it says both more and less"))
        if self.wording.negations and numbers:
            raise _Refused(say("a number stands beside 'not'"))
        self._years_in_order(result)
        way = next(iter(said - {"other"}), "other" if said else "")
        self._direction(result, way)
        if way in ("up", "down"):
            self._extent(result)
        for number in numbers:
            self._number(result, number)

    def _years_in_order(self, result: PairResult) -> None:
        years = self.wording.years
        if len(years) == 2 and years[0] > years[1] and years[0] in result.other.statistic.period:
            raise _Refused(say("the later year stands first"))

    def _direction(self, result: PairResult, way: str) -> None:
        if not way:
            return
        if not result.direction:
            raise _Wrong(say("the sources give only bounds, which do not tell which is more"))
        hedged = bool(self.wording.values(Says.HEDGE))
        if way == "near" or (way == "same" and hedged):
            holds = self._alike(result, "near_same")
        elif way == "same":
            holds = self._alike(result, "same")
        elif way == "other":
            holds = not self._alike(result, "same")
        else:
            holds = result.direction == way
        if holds == bool(self.wording.negations):
            raise _Wrong(
                say("it is the other way round")
                if result.direction in ("up", "down") and way in ("up", "down")
                else say("the data say otherwise")
            )

    def _alike(self, result: PairResult, key: str) -> bool:
        if not result.exact:
            return False
        gap = abs(result.difference)
        if result.unit == "percent":
            return gap <= self.tolerances[f"{key}_points"]
        return gap <= max(abs(result.base.number), abs(result.other.number)) * self.tolerances[key]

    def _extent(self, result: PairResult) -> None:
        extents = set(self.wording.values(Says.EXTENT))
        if len(extents) > 1:
            raise _Refused(say("it says both a little and much"))
        if not extents:
            return
        if self.wording.negations:
            raise _Refused(say("how much stands beside 'not'"))
        least, most = result.gap()
        first = result.base.low if result.direction == "up" else result.base.high
        share = result.unit == "percent"
        extent = next(iter(extents))
        if extent in ("slight", "some"):
            if most > (self.tolerances[f"{extent}_points"] if share else first * self.tolerances[extent]):
                raise _Wrong(say("it is more than a little"))
            return
        # Where the source says only more than X, the distance from X is what is certain.
        first = result.base.low
        enough = least >= first * self.tolerances["strong"] and (
            not share or least >= self.tolerances["strong_points"] or least * 2 >= first
        )
        if not enough:
            raise _Wrong(say("it is not so much"))

    def _number(self, result: PairResult, number: Number) -> None:
        part = number.role == "to" and number.quantity.unit == "share" and result.unit != "percent"
        if number.role in ("ends", "from", "to") and not part:
            self._ends(result, number)
            return
        if not result.exact:
            raise _Wrong(say("the sources give only bounds, which do not tell by how much"))
        quantity = number.quantity
        if result.near and quantity.relation not in ("about", "nearly"):
            raise _Wrong(say("the sources say only about how much it is, and the phrase says no 'about'"))
        if number.role == "factor" or part or _is_part(number):
            self._factor(result, number)
        elif number.role == "size":
            self._size(result, quantity)
        else:
            raise _Refused(
                say(
                    "{number} is neither by how much nor from or to what; tie it to its statistic",
                    number=_written(number),
                )
            )

    def _ends(self, result: PairResult, number: Number) -> None:
        quantity = number.quantity
        if number.role == "ends":
            pairs = list(zip((result.base, result.other), (end.quantity for end in quantity.ends), strict=True))
        else:
            pairs = [(result.base if number.role == "from" else result.other, quantity)]
        for operand, said in pairs:
            assert said is not None
            fact = fact_of(operand.statistic, operand.value, self.pack.code)
            if not judge_quantity(replace(said, direction=""), "", fact, self.pack, self.tolerances).holds:
                raise _Wrong(say("{statistic} is {pack}", statistic=operand.statistic.id, pack=fact.printed(self.pack)))

    def _factor(self, result: PairResult, number: Number) -> None:
        if result.ratio is None or result.base.number < 0:
            raise _Wrong(say("nothing can be a multiple of that"))
        quantity = number.quantity
        if quantity.unit == "share":
            quantity = replace(quantity, low=quantity.low / 100, high=quantity.high / 100)
        quantity = replace(quantity, unit="times", direction="", form=Form.TIMES)
        holds = self._fits(quantity, result.ratio, "number")
        if not holds and quantity.low < 1 and quantity.relation == "":
            # Three times fewer: a third, as far as one place behind the point tells.
            holds = self._fits(
                replace(quantity, low=1 / quantity.low, high=1 / quantity.high), 1 / result.ratio, "number"
            )
        if not holds:
            raise _Wrong(say("it is {ratio} times", ratio=printed(result.ratio)))

    def _size(self, result: PairResult, quantity: Quantity) -> None:
        """By how much: in points, per cent, a part, or the unit itself."""
        size = replace(quantity, direction="", signed=False)
        gap = abs(result.difference)
        relative = None if result.relative is None else abs(result.relative)
        unit = quantity.unit
        shares = result.unit == "percent"
        plain = quantity.relation in ("", "exact", "about", "nearly")
        if unit in ("percentage_points", "points") and shares:
            if self._fits(replace(size, unit="points"), gap, "points"):
                return
            if plain and relative is not None and self._fits(replace(size, unit="points"), relative, "points"):
                raise _Wrong(
                    say(
                        "it is {relative} per cent, or {gap} percentage points",
                        relative=printed(relative),
                        gap=printed(gap),
                    ),
                    Ruling.POINTS,
                )
            raise _Wrong(say("it is {gap} percentage points", gap=printed(gap)))
        if unit in ("percent", "share"):
            percent = replace(size, unit=unit)
            if relative is not None and self._fits(percent, relative, "percent"):
                return
            if plain and shares and self._fits(percent, gap, "percent"):
                raise _Wrong(
                    say("it is {gap} percentage points, which is not per cent", gap=printed(gap)), Ruling.POINTS
                )
            raise _Wrong(
                say("the first one is nothing")
                if relative is None
                else say("it is {relative} per cent", relative=printed(relative))
            )
        base = result.base.statistic
        fact = Fact(gap, base.unit, base.decimals, nouns=fact_of(base, result.base.value, self.pack.code).nouns)
        verdict = judge_quantity(size, "", fact, self.pack, self.tolerances)
        if verdict.outcome in (Outcome.WRONG_UNIT, Outcome.UNREAD):
            raise _Refused(verdict.reason or say("its unit is not that of the statistics"))
        if not verdict.holds:
            raise _Wrong(say("it is {gap}", gap=printed(gap)))

    def _fits(self, quantity: Quantity, value: Decimal, unit: str) -> bool:
        decimals = 0
        return judge_quantity(quantity, "", Fact(value, unit, decimals), self.pack, self.tolerances).holds

    # -- rank -----------------------------------------------------------------------------------------------------------------
    def _rank(self, result: RankResult) -> None:
        ends = [word.value for word in self.wording.words if word.says is Says.RANK]
        places = [int(value) for value in self.wording.values(Says.PLACE)] + [
            int(end) for end in ends if end.isdecimal()
        ]
        ends = [end for end in ends if not end.isdecimal()]
        if not ends and not places:
            raise _Refused(say("it says no place"))
        if "only" in ends:
            self._only(result, ends, places)
            return
        if self.wording.numbers:
            raise _Refused(
                say("{numbers} is no place; tie it to its statistic", numbers=_written(self.wording.numbers[0]))
            )
        if len(set(places)) > 1 or len(set(ends)) > 1:
            raise _Refused(say("it says several places"))
        which, count = result.rank.which, len(result.order)
        highest = {"high": True, "low": False}.get(ends[0] if ends else "", result.rank.highest)
        wanted = places[0] if places else (count if ends == ["last"] else 1)
        holds = result.place(which, highest) == wanted
        if holds == bool(self.wording.negations):
            place = result.place(which, highest)
            raise _Wrong(
                say("{which} has place {place} of {count}", which=which, place=place, count=count)
                if place
                else say("{which} cannot be told from its neighbours", which=which)
            )

    def _only(self, result: RankResult, ends: Sequence[str], places: Sequence[int]) -> None:
        if not result.rank.only:
            raise _Refused(say("it says 'only', and the claim is about a place"))
        if len(set(ends)) > 1 or places:
            raise _Refused(say("it says several places"))
        for number in self.wording.numbers:
            quantity, bound = number.quantity, Fraction(result.rank.bound or 0)
            side = ("over", "at_least") if result.rank.highest else ("under", "at_most")
            if quantity.relation not in side or quantity.low != bound:
                raise _Wrong(say("the bound of the claim is {bound}", bound=result.rank.bound))
        alone = result.beyond() == (result.rank.which,)
        if alone == bool(self.wording.negations):
            raise _Wrong(say("the data say otherwise"))

    # -- share ----------------------------------------------------------------------------------------------------------------
    def _share(self, result: ShareResult) -> None:
        ranges = list(dict.fromkeys(self.wording.values(Says.QUANTITY)))
        numbers = self.wording.numbers
        if not ranges and not numbers:
            raise _Refused(say("it says no quantity"))
        if len(ranges) + len(numbers) > 1:
            raise _Refused(say("it says several quantities"))
        negated = bool(self.wording.negations)
        if numbers:
            self._share_in_numbers(result, numbers[0], negated)
            return
        low, high = (Decimal(end) for end in ranges[0].split(".."))
        holds = _within(result.low, result.high, low, high)
        outside = result.high < low or result.low > high or (low in (0, 50) and high != low and result.high <= low)
        if not (outside if negated else holds):
            raise _Wrong(say("it is {low} per cent", low=printed(result.low)))

    def _share_in_numbers(self, result: ShareResult, number: Number, negated: bool) -> None:
        if negated:
            raise _Refused(say("a number stands beside 'not'"))
        if not result.exact:
            raise _Wrong(say("the sources give only bounds, which do not tell the number"))
        quantity = number.quantity
        if quantity.unit not in ("percent", "share"):
            raise _Refused(say("{number} is no share", number=_written(number)))
        if not self._fits(quantity, result.low, "percent"):
            raise _Wrong(say("it is {low} per cent", low=printed(result.low)))


def _within(low: Decimal, high: Decimal, least: Decimal, most: Decimal) -> bool:
    """Whether all of an interval lies in a range of words: *most* is more than half, *few* more than none."""
    above = low > least if least in (0, 50) and most != least else low >= least
    return above and (high < most if most == 50 else high <= most)


def _written(number: Number) -> str:
    return printed(Decimal(number.quantity.low.numerator) / Decimal(number.quantity.low.denominator))
