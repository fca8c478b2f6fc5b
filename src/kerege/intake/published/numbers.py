"""Every number of the text made a draft statistic, cited by page, and tied.

The numbers are found by the same reader that checks them. One whose value the words do not give ("the majority"), or
whose phrase the check would not accept, is not tied to an invented value: it is listed for a person.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from kerege.evidence.agreement import Outcome, judge
from kerege.intake.published.document import Journal, Paragraph, Role, Span
from kerege.languages import LanguagePack
from kerege.languages.formats import round_half_up
from kerege.languages.quantities import Form, Kind, Quantity, find_quantities

_ADDRESS = re.compile(r"(?:https?://|www\.)\S*[^\s.,;:)”\"]")
_NUMBERING = re.compile(r"\d{1,2}(?:\.\d{1,2})*\.?(?=\s|[^\W\d_])")
_SENTENCE = re.compile(r"(?<=[.!?…])[”\"’)\]]*\s+(?=[\"“(]?[^\W\d_a-zа-яёңөү])")
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
        for quantity in find_quantities(paragraph.text, pack):
            start, end = _trimmed(quantity)
            if quantity.kind is not Kind.QUANTITY or _taken(start, end, spans):
                continue
            number = _number(paragraph, quantity, numbers, pack)
            page = paragraph.page_at(start)
            if number is None:
                spans.append(Span(start, end, f"nostat:{WORDING}"))
                journal.ask("Numbers whose value the words do not give", page, _context(paragraph.text, start, end))
                continue
            numbers[number.id] = number
            spans.append(Span(start, end, f"stat:{number.id}"))
            journal.count("numbers made draft statistics and tied")
        result.append(replace(paragraph, spans=tuple(spans)))
    return tuple(result), tuple(numbers.values())


def _trimmed(quantity: Quantity) -> tuple[int, int]:
    left = len(quantity.text) - len(quantity.text.lstrip())
    return quantity.start + left, quantity.start + len(quantity.text.rstrip())


def _taken(start: int, end: int, spans: list[Span]) -> bool:
    return any(span.start < end and start < span.end for span in spans)


def _conventions(paragraph: Paragraph, pack: LanguagePack) -> Iterator[Span]:
    """Numbers that count nothing: those of headings, and those within addresses."""
    if paragraph.role in (Role.HEADING, Role.CHAPTER):
        match = _NUMBERING.match(paragraph.text)
        if match:
            yield Span(match.start(), match.end(), f"nostat:{NUMBERING}")
    for match in _ADDRESS.finditer(paragraph.text):
        if any(q.kind is Kind.QUANTITY for q in find_quantities(match[0], pack)):
            yield Span(match.start(), match.end(), f"nostat:{ADDRESS}")
        else:
            yield Span(match.start(), match.end(), "address:")


def _number(paragraph: Paragraph, quantity: Quantity, known: dict[str, Number], pack: LanguagePack) -> Number | None:
    if quantity.form is Form.SHARE:
        return None
    unit = quantity.unit or ("percent" if quantity.form in (Form.FRACTION, Form.RATIO) else "")
    if not unit:
        unit = "count" if quantity.low == quantity.low.to_integral_value() else "number"
    high = quantity.high if quantity.is_range else None
    bound = _BOUNDS.get(quantity.hedge or "", "")
    low = round_half_up(quantity.low, 1) if quantity.form is Form.FRACTION and not bound else quantity.low
    start, end = _trimmed(quantity)
    words = paragraph.text[start:end]
    decimals = quantity.decimals if low != low.to_integral_value() else 0
    verdict = judge(words, low, unit, decimals, pack, high=high, bound=bound)
    if verdict.outcome is not Outcome.AGREES:
        return None
    sentence = _sentence(paragraph.text, start)
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


def _sentence(text: str, position: int) -> tuple[int, int]:
    start = 0
    for match in _SENTENCE.finditer(text):
        if match.end() > position:
            return start, match.start()
        start = match.end()
    return start, len(text)


def _context(text: str, start: int, end: int) -> str:
    return f"…{text[max(0, start - 30) : start]}⟨{text[start:end]}⟩{text[end : end + 30]}…"
