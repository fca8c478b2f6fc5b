"""What the data say of a claim: intervals, directions, places, shares, units, and whether a difference may be chance."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import PurePosixPath
from typing import Any

import pytest

from kerege.evidence.claims import (
    Operand,
    PairResult,
    RankResult,
    Result,
    ShareResult,
    Trouble,
    arithmetic,
    contradiction,
    operand,
    printed,
    work_out,
)
from kerege.evidence.editions import written_result, written_value
from kerege.evidence.noise import noise, standard_error, z_between
from kerege.findings import Location
from kerege.model import Cited, Claim, ClaimKind, Pair, Rank, Share, Statistic, Value

PLACE = Location(PurePosixPath("data/a.yml"))


def statistic(key: str, unit: str = "percent", **more: Any) -> Statistic:
    fields = {"of": {}, "period": "", "base": None, "bound": "", "complement": "", "note": "", "published": "", **more}
    return Statistic(key, "s", Cited("", "", ""), unit, 1, {"en": key}, location=PLACE, origin_location=PLACE, **fields)


def value(number: str, high: str = "", **more: Any) -> Value:
    return Value(Decimal(number), Decimal(high) if high else None, "", **more)


def claim(kind: ClaimKind, about: Any) -> Claim:
    return Claim("c", kind, about, {}, "", PLACE)


STATISTICS = {key: statistic(key) for key in ("a", "b", "c")} | {
    "ratio": statistic("ratio", "ratio"),
    "people": statistic("people", "persons"),
    "things": statistic("things", "count"),
    "years": statistic("years", "year"),
    "above": statistic("above", bound="above"),
    "below": statistic("below", bound="below"),
    "near": statistic("near", bound="near"),
    "some": statistic("some", "persons", bound="near"),
}
VALUES = {
    "a": value("60"), "b": value("40"), "c": value("40"), "ratio": value("0.4"), "people": value("12"), "things": value("30"),
    "years": value("2015"), "above": value("50"), "below": value("30"), "near": value("80"), "some": value("1000"),
}  # fmt: skip


def pair(base: str, other: str, kind: ClaimKind = ClaimKind.COMPARE) -> Result | Trouble:
    return work_out(claim(kind, Pair(base, other)), STATISTICS, VALUES)


@pytest.mark.parametrize(
    ("key", "low", "high"),
    [
        ("a", "60", "60"),
        ("ratio", "40", "40"),
        ("above", "50", "Infinity"),
        ("below", "0", "30"),
        ("near", "78", "82"),  # a tenth of the twenty that are left
        ("some", "950", "1050"),
    ],
)
def test_the_interval_of_a_statistic(key: str, low: str, high: str) -> None:
    made = operand(STATISTICS[key], VALUES[key])
    assert (made.low, made.high) == (Decimal(low), Decimal(high)) and made.near is (key in ("near", "some"))


def test_a_range_and_what_lies_below_nothing() -> None:
    made = operand(statistic("x", "USD"), value("3", "10"))
    assert (made.low, made.high, made.exact) == (3, 10, False)
    assert operand(statistic("x", "USD", bound="below"), value("-1")).low == Decimal("-Infinity")
    assert operand(statistic("x", "USD", bound="below"), value("0")).low == Decimal("-Infinity")
    middle = operand(statistic("x", bound="near"), value("50"))
    assert (middle.low, middle.high) == (Decimal("47.5"), Decimal("52.5"))  # two and a half points at most


@pytest.mark.parametrize(
    ("base", "other", "direction", "exact"),
    [
        ("b", "a", "up", True),
        ("a", "b", "down", True),
        ("b", "c", "same", True),
        ("b", "ratio", "same", True),
        ("b", "above", "up", False),
        ("above", "b", "down", False),
        ("a", "above", "", False),  # more than fifty may be more than sixty
        ("below", "b", "up", False),
        ("b", "below", "down", False),
    ],
)
def test_which_is_more(base: str, other: str, direction: str, exact: bool) -> None:
    result = pair(base, other)
    assert isinstance(result, PairResult) and (result.direction, result.exact) == (direction, exact)


def test_difference_ratio_and_per_cent() -> None:
    result = pair("b", "a")
    assert isinstance(result, PairResult)
    assert (result.difference, result.ratio, result.relative) == (20, Decimal("1.5"), 50)
    assert result.gap() == (20, 20) and arithmetic(result) == ("60 − 40 = +20", "60 ÷ 40 = 1.5", "+50%")
    down = pair("a", "b")
    assert isinstance(down, PairResult) and down.gap() == (20, 20) and arithmetic(down)[0] == "40 − 60 = −20"
    bounded = pair("b", "above")
    assert isinstance(bounded, PairResult) and arithmetic(bounded) == (">50 > 40",)
    assert written_result(result) == "b 40 < a 60" and written_result(down) == "a 60 > b 40"
    assert written_result(pair("b", "c")) == "b 40 = c 40" and written_result(pair("a", "above")) == "a 60 ? above >50"  # type: ignore[arg-type]


def test_of_nothing_there_is_no_ratio() -> None:
    result = work_out(claim(ClaimKind.COMPARE, Pair("b", "a")), STATISTICS, {**VALUES, "b": value("0")})
    assert isinstance(result, PairResult) and result.ratio is None and result.relative is None
    assert arithmetic(result) == ("60 − 0 = +60",)


@pytest.mark.parametrize(
    ("base", "other", "code"),
    [
        ("a", "people", "S082"),
        ("people", "things", ""),  # persons and things are both counted
        ("a", "ratio", ""),
        ("years", "years", "S082"),
        ("a", "gone", "S081"),
        ("", "a", None),
    ],
)
def test_what_cannot_be_compared(base: str, other: str, code: str | None) -> None:
    result = pair(base, other)
    if code == "":
        assert isinstance(result, PairResult)
    else:
        assert isinstance(result, Trouble) and (result.problem.code if result.problem else None) == code


def test_the_statistic_that_was_meant_is_named_and_one_without_a_value_told() -> None:
    near = work_out(claim(ClaimKind.COMPARE, Pair("peeple", "things")), STATISTICS, VALUES)
    assert isinstance(near, Trouble) and near.problem is not None and near.problem.fact("near") == "people"
    empty = work_out(claim(ClaimKind.COMPARE, Pair("a", "b")), STATISTICS, {"a": VALUES["a"]})
    assert isinstance(empty, Trouble) and empty.problem is not None
    assert (empty.problem.case, empty.problem.fact("key")) == ("claim-cannot-be-computed", "b")


def rank(place: int, which: str = "a", *, highest: bool = True, values: dict[str, Value] | None = None) -> Any:
    about = Rank(among=("a", "b", "c"), which=which, place=place, highest=highest)
    made = claim(ClaimKind.RANK, about)
    return made, work_out(made, STATISTICS, {**VALUES, "b": value("50"), **(values or {})})


@pytest.mark.parametrize(
    ("which", "place", "highest", "case"),
    [
        ("a", 1, True, ""),
        ("b", 2, True, ""),
        ("c", 3, True, ""),
        ("c", 1, False, ""),
        ("b", 1, True, "claim-has-place-not"),
        ("a", 1, False, "claim-has-place-not"),
    ],
)
def test_places(which: str, place: int, highest: bool, case: str) -> None:
    made, result = rank(place, which, highest=highest)
    trouble = contradiction(made, result)
    assert (trouble.problem.case if trouble and trouble.problem else "") == case


def test_places_that_values_do_not_tell_apart() -> None:
    made, result = rank(1, values={"b": value("60")})
    trouble = contradiction(made, result)
    assert trouble is not None and trouble.problem is not None and trouble.problem.case == "claim-cannot-be-told"
    assert isinstance(result, RankResult) and result.place("c", True) == 3 and result.place("a", True) is None
    assert written_result(result) == "a > b > c"


def share(of: str, whole: str = "", above: str = "", below: str = "") -> tuple[Claim, Any]:
    bounds = [Decimal(bound) if bound else None for bound in (above, below)]
    made = claim(ClaimKind.SHARE, Share(of, whole, *bounds))
    return made, work_out(made, STATISTICS, VALUES)


@pytest.mark.parametrize(
    ("of", "whole", "above", "below", "holds"),
    [
        ("a", "", "59", "", True),
        ("a", "", "60", "", False),  # above is more than
        ("a", "", "", "61", True),
        ("a", "", "", "60", False),
        ("people", "things", "39", "41", True),
        ("people", "things", "40", "", False),
    ],
)
def test_shares_and_their_bounds(of: str, whole: str, above: str, below: str, holds: bool) -> None:
    made, result = share(of, whole, above, below)
    assert isinstance(result, ShareResult) and result.exact and (contradiction(made, result) is None) is holds


def test_what_is_no_share() -> None:
    _, alone = share("people")
    assert isinstance(alone, Trouble) and alone.problem is not None and alone.problem.case == "claim-about-share-in"
    _, result = share("people", "things")
    assert arithmetic(result) == ("12 ÷ 30 × 100 = 40%",) and written_result(result) == "people ÷ things 40"


@pytest.mark.parametrize(
    ("first", "second", "told"),
    [
        ("2011", "2015", False),
        ("2015", "2011", True),
        ("2015", "2015", False),
        ("", "2011", False),
        ("2013–2016", "2015", True),
    ],
)
def test_a_change_leads_forward_in_time(first: str, second: str, told: bool) -> None:
    statistics = {"a": statistic("a", period=first), "b": statistic("b", period=second)}
    made = claim(ClaimKind.CHANGE, Pair("a", "b"))
    result = work_out(made, statistics, VALUES)
    assert not isinstance(result, Trouble) and (contradiction(made, result) is not None) is told


@pytest.mark.parametrize(
    ("number", "text"), [("20", "20"), ("20.50", "20.5"), ("0.33333333", "0.3333"), ("Infinity", "∞"), ("100", "100")]
)
def test_how_a_computed_number_is_told(number: str, text: str) -> None:
    assert printed(Decimal(number)) == text


@pytest.mark.parametrize(
    ("number", "high", "bound", "text"),
    [
        ("59.60", None, "", "59.6"),
        ("3", "10", "", "3–10"),
        ("13", None, "below", "<13"),
        ("500", None, "above", ">500"),
    ],
)
def test_how_a_published_value_is_written(number: str, high: str | None, bound: str, text: str) -> None:
    assert written_value(Decimal(number), Decimal(high) if high else None, bound) == text


# --- chance ---


def based(number: str, base: int | None, **more: Any) -> Operand:
    return operand(statistic("x", **more), value(number, base=base))


@pytest.mark.parametrize(
    ("one", "other", "z"),
    [
        # Two shares of 52 and 48 per cent over 200 each: 0.04 / √(0.5 × 0.5 × 2 / 200).
        (based("52", 200), based("48", 200), "0.8"),
        (based("62", 900), based("48", 900), "5.97"),
        (based("52", None), based("48", 200), None),
        (based("100", 200), based("100", 200), None),
        (based("0.52", 200, unit="ratio"), based("48", 200), "0.8"),
        (based("52", 200, unit="persons"), based("48", 200, unit="persons"), None),
    ],
)
def test_how_many_standard_errors_lie_between(one: Operand, other: Operand, z: str | None) -> None:
    found = z_between(one, other)
    assert (None if found is None else round(found, 2)) == (None if z is None else Decimal(z))


def test_intervals_come_before_bases() -> None:
    wide = replace(statistic("w"), interval=(Decimal(45), Decimal(59)))
    one = operand(wide, value("52", base=100000))
    assert standard_error(one) == Decimal(14) / (2 * Decimal("1.96"))
    other = operand(replace(wide, interval=(Decimal(42), Decimal(54))), value("48"))
    found = z_between(one, other)
    assert found is not None and round(found, 2) == Decimal("0.85")
    assert standard_error(operand(statistic("x"), value("52", error=Decimal(2)))) == 2
    assert standard_error(operand(statistic("x", "ratio"), value("0.52", error=Decimal("0.02")))) == 2


@pytest.mark.parametrize(
    ("one", "other", "chance"), [("53", "47", True), ("54.9", "45.1", False), ("54.8", "45.2", True)]
)
def test_the_border_of_chance(one: str, other: str, chance: bool) -> None:
    """Over 200 each, 9.8 points are 1.96 standard errors."""
    first, second = based(one, 200), based(other, 200)
    result = PairResult(second, first, "percent", "up")
    z = z_between(first, second)
    assert z is not None and (noise(result) is not None) is (z < Decimal("1.96")) is chance


@pytest.mark.parametrize(
    ("number", "base", "chance"), [("51", 100, True), ("60", 100, False), ("59", 100, True), ("41", 100, True)]
)
def test_most_may_be_half(number: str, base: int, chance: bool) -> None:
    of = based(number, base)
    result = ShareResult(of, None, of.low, of.high)
    told = noise(result)
    assert (told is not None) is chance and (told is None or (told.first, told.second) == ("x", ""))
