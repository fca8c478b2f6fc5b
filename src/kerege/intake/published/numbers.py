"""Every number of the text made a draft statistic, cited by page, and tied.

The numbers are found by the same reader that checks them. One whose value the words do not give ("the majority"), or
whose phrase the check would not accept, is not tied to an invented value: it is listed for a person.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from kerege.evidence.agreement import Fact, Outcome, judge
from kerege.intake.published.document import Journal, Paragraph, Role, Span
from kerege.languages import LanguagePack
from kerege.languages.formats import round_half_up
from kerege.languages.reading import Form, Kind, Quantity, read
from kerege.languages.reading import Span as Read
from kerege.languages.sentences import sentence_at
from kerege.messages import say

_ADDRESS = re.compile(r"(?:https?://|www\.)\S*[^\s.,;:)”\"]")
_NUMBERING = re.compile(r"\d{1,2}(?:\.\d{1,2})*\.?(?=\s|[^\W\d_])")
_BOUNDS = {
    "over": "above", "just_over": "above", "at_least": "above", "under": "below", "just_under": "below", "at_most": "below",
    "about": "near", "nearly": "near",
}  # fmt: skip
NUMBERING, ADDRESS, WORDING = "numbering", "address", "wording"
"""Keys in `nostat` of the report that is made."""


@dataclass(frozen=True)
class Number:
    """A draft statistic."""

    id: str
    page: int
    value: str
    high: str
    unit: str
    decimals: int
    bound: str
    label: str
    """The sentence in which it stands."""
    work: str
    """Key of the work that its sentence cites; empty when none is."""
    said: str


def tied(
    paragraphs: tuple[Paragraph, ...], pack: LanguagePack, journal: Journal
) -> tuple[tuple[Paragraph, ...], tuple[Number, ...]]:
    """The paragraphs with their numbers tied, and the numbers in their order."""
    numbers: dict[str, Number] = {}
    result = []
    for paragraph in paragraphs:
        if paragraph.role is Role.QUOTE:
            result.append(paragraph)
            continue
        spans = [*paragraph.spans]
        spans += [s for s in _conventions(paragraph, pack) if not _taken(s.start, s.end, spans)]
        for span in read(paragraph.text, pack.lexicon):
            start, end = span.start, span.end
            if span.kind not in (Kind.QUANTITY, Kind.UNREAD) or _taken(start, end, spans):
                continue
            number = _number(paragraph, span, numbers, pack)
            page = paragraph.page_at(start)
            if number is None:
                spans.append(Span(start, end, f"nostat:{WORDING}"))
                journal.ask(
                    say("Numbers whose value the words do not give"), page, _context(paragraph.text, start, end)
                )
                continue
            numbers[number.id] = number
            spans.append(Span(start, end, f"stat:{number.id}"))
            journal.count(say("numbers made draft statistics and tied"))
        result.append(replace(paragraph, spans=tuple(spans)))
    return tuple(result), tuple(numbers.values())


def _taken(start: int, end: int, spans: list[Span]) -> bool:
    return any(span.start < end and start < span.end for span in spans)


def _conventions(paragraph: Paragraph, pack: LanguagePack) -> Iterator[Span]:
    """Numbers that count nothing: those of headings, and those within addresses."""
    if paragraph.role in (Role.HEADING, Role.CHAPTER):
        match = _NUMBERING.match(paragraph.text)
        if match:
            yield Span(match.start(), match.end(), f"nostat:{NUMBERING}")
    for match in _ADDRESS.finditer(paragraph.text):
        if any(span.kind is Kind.QUANTITY for span in read(match[0], pack.lexicon)):
            yield Span(match.start(), match.end(), f"nostat:{ADDRESS}")
        else:
            yield Span(match.start(), match.end(), "address:")


def _number(paragraph: Paragraph, span: Read, known: dict[str, Number], pack: LanguagePack) -> Number | None:
    quantity = span.quantity
    if quantity is None or quantity.form in (Form.SHARE, Form.VAGUE):
        return None
    start, end = span.start, span.end
    words = paragraph.text[start:end]
    if quantity.form is Form.TIMES and not any(sign.isdecimal() for sign in words):
        return None  # "twice a week" tells how often, "doubled" a change whose ends the words do not give
    unit, bound = _unit(quantity), _BOUNDS.get(quantity.relation, "")
    low = _decimal(-quantity.low if quantity.direction == "down" else quantity.low)
    if quantity.form in (Form.FRACTION, Form.RATIO) and not bound:
        low = round_half_up(low, 1)
    high = None if quantity.point else _decimal(quantity.high)
    decimals = max(0, -int(low.normalize().as_tuple().exponent)) if quantity.form is Form.NUMERAL else 0
    verdict = judge(words, Fact(low, unit, decimals, high, bound, (quantity.noun,) if quantity.noun else ()), pack)
    if verdict.outcome is not Outcome.AGREES:
        return None
    sentence = sentence_at(paragraph.text, start)
    cited = [
        span.target.removeprefix("cite:").split(";")[0].split(",")[0].removeprefix("@").strip()
        for span in paragraph.spans
        if span.target.startswith("cite:") and sentence[0] <= span.start < sentence[1]
    ]
    page = paragraph.page_at(start)
    return Number(
        id=_id(low, high, unit, page, known),
        page=page,
        value=_plain(low),
        high=_plain(high) if high is not None else "",
        unit=unit,
        decimals=decimals,
        bound=bound,
        label=f"{words}: " + " ".join(paragraph.text[sentence[0] : sentence[1]].split()),
        work=cited[0] if cited else "",
        said=words,
    )


def _unit(quantity: Quantity) -> str:
    made = {
        "share": "percent",
        "things": "count",
        "times": "number",
        "per": "number",
        "colon": "ratio",
        "ordinal": "number",
    }
    if quantity.unit:
        return made.get(quantity.unit, quantity.unit)
    return "count" if quantity.low.denominator == 1 else "number"


def _decimal(value: Fraction) -> Decimal:
    return Decimal(value.numerator) / Decimal(value.denominator)


def _id(low: Decimal, high: Decimal | None, unit: str, page: int, known: dict[str, Number]) -> str:
    value = _plain(low) + (f"-{_plain(high)}" if high is not None else "")
    base = f"p{page}-{value}-{unit}".casefold().replace(".", "-").replace("_", "-")
    key, count = base, 1
    while key in known:
        count += 1
        key = f"{base}-{count}"
    return key


def _plain(number: Decimal) -> str:
    return f"{number.normalize():f}"


def _context(text: str, start: int, end: int) -> str:
    return f"…{text[max(0, start - 30) : start]}⟨{text[start:end]}⟩{text[end : end + 30]}…"
