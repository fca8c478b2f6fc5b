"""The class of each number of a passage, and why: tied, untied, convention, narrative, unread.

Every digit and number word lies in one of them. What `check` asks for follows from these classes; here they are told.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from kerege.evidence.phrases import fact_of, named_over, stated_passages
from kerege.evidence.stated import Hold, Stated, judge_hold
from kerege.evidence.tolerances import DEFAULT, Tolerances
from kerege.languages import LanguagePack
from kerege.languages.reading import Form, Kind, Named, Quantity, Span
from kerege.messages import Message, Vocabulary, say, together
from kerege.model import Chapter, Report, Scheme, Tie, Value


class NumberClass(Vocabulary):
    """Why a number may stand in a text, or may not."""

    TIED = "tied"
    UNTIED = "untied"
    CONVENTION = "convention"
    NARRATIVE = "narrative"
    UNREAD = "unread"


@dataclass(frozen=True, slots=True)
class Classed:
    """A number of a passage with its class; offsets count in the stated text."""

    start: int
    end: int
    words: str
    kind: NumberClass
    why: Message


_CONVENTIONS = {
    "year": say("a year: it counts nothing"),
    "date": say("a date"),
    "clock": say("a time of day"),
    "time": say("a time of day"),
    "decade": say("a decade"),
    "reference": say("a reference: a word such as table, chapter or article stands before it"),
    "telephone": say("a telephone number"),
    "address": say("an address of the web or of electronic mail"),
    "code": say("a number of a section or a version: it has two marks"),
    "idiom": say("an expression that states no number"),
    "age": say("an age: it says who is meant, not how many"),
    "level": say("a level of confidence"),
    "base": say("the number of cases"),
    "base of a rate": say("the base of a rate"),
    "size": say("the size of a file"),
    "name": say("a name with digits"),
    "item": say("the number of an item of a list"),
    "ordinal": say("a place in an order"),
    "citation": say("a citation"),
    "period": say("a period of years"),
    "scale": say("an answer on a scale, or one of its ends"),
    "index": say("the value that an index is set to"),
    "rank": say("how many places of a ranking are meant"),
    "bands": say("classes of sizes, of which each begins where the last one ends"),
    "length": say("how long a period is, which only names it"),
    "mark": say("the number of a note"),
    "unit": say("the unit of a heading"),
}
_FORMS = {
    Form.FRACTION: say("a fraction"),
    Form.RATIO: say("a ratio"),
    Form.RATE: say("a rate"),
    Form.TIMES: say("a factor"),
    Form.RANGE: say("a range"),
    Form.SHARE: say("a share in one word"),
    Form.VAGUE: say("a vague number"),
}


def classes(stated: Stated, told: Callable[[Hold, Span], Message]) -> Iterator[Classed]:
    """Each number of a passage, in order; each end of a range that only one tie touches by itself.

    Args:
        told: what is known of a tie and the number that it vouches for.
    """
    for span in stated.spans:
        holds = [hold for hold in stated.holds if _touch(span, hold)]
        ends = span.quantity.ends if span.quantity else ()
        owned = [any(_touch(end, hold) for hold in holds) for end in ends]
        if holds and ends and not all(owned):
            for end in ends:
                yield _classed(stated, end, [hold for hold in holds if _touch(end, hold)], told, Kind.QUANTITY)
        else:
            yield _classed(stated, span, holds, told, span.kind)


def chapter_classes(
    report: Report,
    chapter: Chapter,
    values: Mapping[str, Value],
    pack: LanguagePack,
    tolerances: Tolerances = DEFAULT,
    only: Collection[int] | None = None,
) -> Iterator[tuple[int, Stated, tuple[Classed, ...]]]:
    """The numbers of each passage of a chapter, or of some of them, by the passage's index."""
    for index, stated in stated_passages(report.statistics, chapter, values, pack, only):
        named = named_over(chapter, chapter.passages[index], pack)

        def told(hold: Hold, span: Span, stated: Stated = stated, named: Named = named) -> Message:
            return _tied(hold, stated, report, values, pack, tolerances, named)

        yield index, stated, tuple(classes(stated, told))


def _tied(
    hold: Hold,
    stated: Stated,
    report: Report,
    values: Mapping[str, Value],
    pack: LanguagePack,
    tolerances: Tolerances,
    named: Named,
) -> Message:
    """What vouches for a number, and whether it agrees."""
    tie = hold.key
    if not isinstance(tie, Tie):
        return say("tied")
    if tie.scheme is Scheme.QUOTE:
        return say("words of quote:{target}", target=tie.target)
    if tie.scheme is Scheme.NOT_A_STATISTIC:
        return say("no statistic, by nostat:{target}", target=tie.target)
    statistic, value = report.statistics.get(tie.target), values.get(tie.target)
    if tie.scheme is not Scheme.STATISTIC or statistic is None or value is None:
        return say("tied to {scheme}:{target}", scheme=tie.scheme.value, target=tie.target)
    verdict = judge_hold(stated, hold, fact_of(statistic, value, pack.code), pack, tolerances, named)
    facts = {"target": tie.target, "expected": verdict.expected, "trail": value.trail}
    if verdict.holds:
        return say("tied to stat:{target}, which is {expected} ({trail})", **facts)
    return say("tied to stat:{target}, which is {expected} ({trail}): it does not agree", **facts)


def _touch(span: Span, hold: Hold) -> bool:
    return span.start < hold.end and hold.start < span.end


def _classed(
    stated: Stated, span: Span, holds: list[Hold], told: Callable[[Hold, Span], Message], kind: Kind
) -> Classed:
    words = " ".join(stated.text[span.start : span.end].split())
    if kind is Kind.UNREAD:
        return Classed(span.start, span.end, words, NumberClass.UNREAD, _message(span.name))
    if holds:
        return Classed(span.start, span.end, words, NumberClass.TIED, told(holds[0], span))
    if kind is Kind.QUANTITY:
        why = say("read as {reading}; no tie touches it", reading=_reading(span.quantity) if span.quantity else words)
        return Classed(span.start, span.end, words, NumberClass.UNTIED, why)
    if kind is Kind.CONVENTION:
        why = _CONVENTIONS.get(span.name) or say("a convention: {name}", name=_message(span.name))
        return Classed(span.start, span.end, words, NumberClass.CONVENTION, why)
    return Classed(span.start, span.end, words, NumberClass.NARRATIVE, _in_story(span))


def _message(name: str) -> Message:
    return name if isinstance(name, Message) else Message(name.replace("{", "{{").replace("}", "}}"), {})


def _in_story(span: Span) -> Message:
    if span.name == "ordinal":
        return say("a place in an order, in words")
    if span.quantity is not None and span.quantity.form is Form.SHARE:
        return say("a share in one word: a claim may vouch for it")
    return say("a number word that only counts things in a story")


def _reading(quantity: Quantity) -> Message:
    """A quantity as it was read: relation, value, unit, form."""
    low, high = _plain(quantity.low), _plain(quantity.high)
    value = low if quantity.point else f"{low}–{high}"
    unit = "percent" if quantity.unit == "share" else quantity.unit.replace("_", " ")
    parts = [quantity.relation.replace("_", " "), value, unit, quantity.direction]
    form = _FORMS.get(quantity.form)
    plain = " ".join(part for part in parts if part)
    return together("", plain, " (", form, ")") if form else together("", plain)


def _plain(value: object) -> str:
    number = Decimal(getattr(value, "numerator", 0)) / Decimal(getattr(value, "denominator", 1))
    return f"{number:.12g}" if number == number.to_integral_value() and abs(number) < 10**12 else f"{number:.4g}"
