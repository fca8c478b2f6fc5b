"""Does a quantity agree with a value? The question Kerege exists for.

The whole quantity is judged: sign, digits, scale, unit, relation, form, precision. Tolerances are relative to what is
printed and stand in `tolerances.yml`, one set for each form; a bound is strict on the unrounded value. What the reader
refused, and a phrase that states no number or several, agrees with nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import Enum
from fractions import Fraction

from kerege.evidence.closeness import Closeness, closeness
from kerege.evidence.tolerances import DEFAULT, Tolerances
from kerege.evidence.unit_fits import SHARES, unit_trouble
from kerege.languages import LanguagePack
from kerege.languages.formats import format_number
from kerege.languages.reading import Form, Kind, Named, Quantity, Span, read, unknown_ahead
from kerege.languages.units import between, canonical
from kerege.messages import say


class Outcome(Enum):
    """What became of the comparison."""

    AGREES = "agrees"
    UNDERSTATES = "understates"
    """True, but the value lies so far above that the wording hides it."""
    DISAGREES = "disagrees"
    WRONG_UNIT = "wrong unit"
    NO_NUMBER = say("no number")
    SEVERAL = "several numbers"
    UNREAD = "unread"
    """The number, its unit or a word beside it is not understood."""


@dataclass(frozen=True, slots=True)
class Fact:
    """What a statistic says."""

    value: Decimal
    unit: str
    decimals: int
    """The house form of the statistic, for the expected text."""
    high: Decimal | None = None
    """The upper end, when the statistic is a range."""
    bound: str = ""
    """above, below or near, when the source itself says no more than "more than X": the phrase must say so too."""
    nouns: tuple[str, ...] = ()
    """Beginnings of words by which its label names what is counted."""

    def printed(self, pack: LanguagePack) -> str:
        """The value as a language prints it."""
        text = format_number(self.value, self.decimals, pack)
        if self.high is not None:
            text += "–" + format_number(self.high, self.decimals, pack)
        return f"{_SIGNS.get(self.bound, '')}{text}"


@dataclass(frozen=True, slots=True)
class Verdict:
    """The outcome, with what a message needs."""

    outcome: Outcome
    said: str = ""
    """The number as the phrase states it."""
    expected: str = ""
    """The value as this language prints it."""
    reason: str = ""
    """Why the unit does not fit, or what could not be read."""

    @property
    def holds(self) -> bool:
        """Whether the words are true."""
        return self.outcome in (Outcome.AGREES, Outcome.UNDERSTATES)


_STATING = ("age", "base", "length", "size", "ordinal", "year")
"""Conventions that state a number all the same, where they are tied."""
_SIGNS = {"above": ">", "below": "<", "near": "≈"}
_HEDGES = {
    "above": {"over", "just_over", "at_least", "far_over"},
    "below": {"under", "just_under", "at_most", "far_under"},
    "near": {"about", "nearly"},
}


def judge(words: str, fact: Fact, pack: LanguagePack, tolerances: Tolerances = DEFAULT) -> Verdict:
    """Compare a phrase that stands alone with a fact."""
    expected = fact.printed(pack)
    spans = read(words, pack.lexicon)
    chosen = chosen_spans(spans, words, canonical(fact.unit))
    if isinstance(chosen, str):
        return Verdict(Outcome.UNREAD, words, expected, chosen)
    if not chosen:
        return Verdict(Outcome.NO_NUMBER, "", expected)
    if len(chosen) > 1:
        return Verdict(Outcome.SEVERAL, ", ".join(words[span.start : span.end] for span in chosen), expected)
    span = stated_end(chosen[0], (), canonical(fact.unit))
    assert span.quantity is not None
    unknown = refused_ahead(words[: chosen[0].start], fact, pack)
    if unknown:
        return Verdict(Outcome.UNREAD, words, expected, unknown)
    return judge_quantity(span.quantity, words[span.start : span.end], fact, pack, tolerances)


def refused_ahead(words: str, fact: Fact, pack: LanguagePack) -> str:
    """Why the words of a tie before its number may turn what it says; empty where they are known."""
    word = unknown_ahead(words, pack.lexicon, fact.nouns)
    return (
        say("'{word}' before the number may change what it says; leave it outside the tie if it does not", word=word)
        if word
        else ""
    )


def stated_end(span: Span, touched: Sequence[Span], unit: str) -> Span:
    """The end of a range, or the count of "12 of 30 villages", that a statistic in a unit is about; else the whole span.

    Args:
        touched: the ends that a tie touches.
    """
    quantity = span.quantity
    if quantity is None or len(quantity.ends) != 2:
        return span
    if quantity.form is Form.RANGE:
        return touched[0] if len(touched) == 1 else span
    if unit in SHARES:
        return span
    return quantity.ends[0] if unit == "rank" else touched[0] if len(touched) == 1 else span


def chosen_spans(spans: tuple[Span, ...], text: str, unit: str) -> list[Span] | str:
    """The spans of a phrase that state its number, or why it cannot be read.

    A number word that counts ("one of the two thirds") does not compete with a stated quantity.
    """
    unread = next((span for span in spans if span.kind is Kind.UNREAD), None)
    if unread is not None:
        return say("'{text}' cannot be read: {unread}", text=text[unread.start : unread.end], unread=unread.name)
    if unit == "year":
        years = [span for span in spans if span.quantity and span.quantity.unit == "year"]
        if years:
            return years
    stated = [span for span in spans if span.kind is Kind.QUANTITY]
    stated = stated or [
        span for span in spans if span.quantity and (span.kind is not Kind.CONVENTION or span.name in _STATING)
    ]
    stated = _restated(stated)
    if len(stated) == 1 and _beside(spans, stated[0], text):
        return say("another number stands right beside it")
    return stated


def _restated(stated: list[Span]) -> list[Span]:
    """12 (twelve) schools: the same number twice is one."""
    values = {(span.quantity.low, span.quantity.high) for span in stated if span.quantity}
    named = [span for span in stated if span.quantity and span.quantity.unit]
    forms = {span.quantity.form for span in stated if span.quantity}
    again = len(stated) > 1 and len(values) == 1 and len(named) < 2 and (len(forms) > 1 or named)
    return (named or stated)[:1] if again else stated


def _beside(spans: tuple[Span, ...], chosen: Span, text: str) -> bool:
    """A number word that touches the quantity: it may be half of it."""
    for span in spans:
        share = span.quantity is not None and span.quantity.form is Form.SHARE
        if span is chosen or span.kind is not Kind.NARRATIVE or span.name == "ordinal" or share:
            continue
        between = text[min(span.end, chosen.end) : max(span.start, chosen.start)]
        if not between.strip(" ,-\u00a0") or (between.strip() == "(" and text[span.end : span.end + 1] == ")"):
            return True  # also 150 (fifty)
    return False


def judge_quantity(
    quantity: Quantity, text: str, fact: Fact, pack: LanguagePack, tolerances: Tolerances = DEFAULT
) -> Verdict:
    """Compare a quantity that was read with a fact."""
    expected = fact.printed(pack)
    said = _said(quantity, text, pack)
    if quantity.negated:
        return Verdict(Outcome.UNREAD, said, expected, say("it is negated"))
    trouble = unit_trouble(quantity, fact.unit, fact.nouns)
    if trouble.unknown:
        return Verdict(Outcome.UNREAD, said, expected, trouble.reason)
    if trouble.reason:
        return Verdict(Outcome.WRONG_UNIT, said, expected, trouble.reason)
    quantity = in_unit(quantity, fact.unit)
    if fact.bound:
        return Verdict(_bounded(quantity, fact), said, expected)
    return Verdict(_outcome(quantity, fact, tolerances), said, expected)


def in_unit(quantity: Quantity, unit: str) -> Quantity:
    """A quantity in the smaller or larger unit that a statistic is given in: an hour and a half in 90 minutes."""
    factor = between(quantity.unit, canonical(unit))
    if factor == 1:
        return quantity
    others = tuple((value * factor, step * factor) for value, step in quantity.others)
    return replace(
        quantity, low=quantity.low * factor, high=quantity.high * factor, step=quantity.step * factor, others=others
    )


def _said(quantity: Quantity, text: str, pack: LanguagePack) -> str:
    if quantity.form is not Form.NUMERAL or not quantity.point or quantity.relation:
        return text
    decimals = 0
    while quantity.step * 10**decimals < 1 and decimals < 12:
        decimals += 1
    return format_number(Decimal(quantity.low.numerator) / quantity.low.denominator, decimals, pack)


def _bounded(quantity: Quantity, fact: Fact) -> Outcome:
    """Where the source gives only a bound, the phrase must give the same one: nobody knows the value itself."""
    value = Fraction(fact.value)
    loose = quantity.form in (Form.FRACTION, Form.RATIO) and abs(quantity.low - value) < 1
    same = quantity.point and (quantity.low == value or loose)
    return Outcome.AGREES if same and quantity.relation in _HEDGES.get(fact.bound, ()) else Outcome.DISAGREES


def _outcome(quantity: Quantity, fact: Fact, tolerances: Tolerances) -> Outcome:
    value, high = Fraction(fact.value), None if fact.high is None else Fraction(fact.high)
    unit = canonical(fact.unit)
    if unit == "ratio" and quantity.unit in ("share", "percent"):
        value, high = value * 100, None if high is None else high * 100
    judged = closeness(quantity, unit, tolerances)
    if quantity.form in (Form.SHARE, Form.VAGUE):
        return _told(high is None and judged.spans(value))
    if not quantity.point:
        return _told(_range_fits(quantity, judged, value, high))
    if high is not None:
        return Outcome.DISAGREES
    outcomes = {judged.relates(printed, step, value) for printed, step in _readings(quantity, fact)}
    outcomes |= _halved(quantity, unit, judged, value)
    for wanted in ("agrees", "understates"):
        if wanted in outcomes:
            return Outcome(wanted)
    return Outcome.DISAGREES


def _told(fits: bool) -> Outcome:
    return Outcome.AGREES if fits else Outcome.DISAGREES


def _range_fits(quantity: Quantity, judged: Closeness, value: Fraction, high: Fraction | None) -> bool:
    turn = -1 if quantity.direction == "down" and not quantity.signed else 1
    low, top = quantity.low * turn, quantity.high * turn
    if high is not None:
        return judged.near(low, value, quantity.step) and judged.near(top, high, quantity.step)
    if quantity.relation != "between":  # 30–40 per cent is no word for 35
        return False
    return min(low, top) < value < max(low, top) if quantity.strict else min(low, top) <= value <= max(low, top)


def _readings(quantity: Quantity, fact: Fact) -> list[tuple[Fraction, Fraction]]:
    """The values that the phrase may state, with the size of their last place."""
    readings = [(quantity.low, quantity.step), *quantity.others]
    if quantity.others and canonical(fact.unit) in ("persons", "count"):
        # Nobody prints persons with three decimals: 12,000 is twelve thousand.
        readings = [(value, step) for value, step in readings if step >= 1] or readings
    if quantity.signed:
        return readings
    if quantity.direction == "down":
        return [(-value, step) for value, step in readings]
    if quantity.direction == "less":
        return [*readings, *((-value, step) for value, step in readings)]
    return readings


def _halved(quantity: Quantity, unit: str, judged: Closeness, value: Fraction) -> set[str]:
    """ "Fell by half" also says that half is left, "grew by a third" that it is a third more."""
    if unit not in ("ratio", "number") or quantity.unit != "share" or quantity.direction not in ("up", "down"):
        return set()
    left = 100 - quantity.low if quantity.direction == "down" else 100 + quantity.low
    return {judged.relates(left, quantity.step, value if unit == "ratio" else value * 100)}


def under_head(quantity: Quantity, named: Named) -> Quantity:
    """A bare number of a table with the unit and the scale that its column's head names."""
    if quantity.unit or quantity.noun:
        return quantity
    if named.scale != 1 and not quantity.scaled:
        scale = named.scale
        others = tuple((value * scale, step * scale) for value, step in quantity.others)
        quantity = replace(
            quantity, low=quantity.low * scale, high=quantity.high * scale, step=quantity.step * scale, others=others
        )
    return replace(quantity, unit=named.unit)
