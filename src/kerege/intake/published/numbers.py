"""Every quantity that a sentence states made a draft statistic, cited by page, and tied.

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
from kerege.intake.published.document import Journal, Look, Paragraph, Role, Span
from kerege.intake.published.looking_over import NOTHING_REFUSED, Refused
from kerege.intake.published.vocabulary import Speech
from kerege.languages import LanguagePack
from kerege.languages.formats import round_half_up
from kerege.languages.reading import Form, Kind, Quantity, read
from kerege.languages.reading import Span as Read
from kerege.languages.sentences import sentence_at
from kerege.messages import say
from kerege.read.signs import look_alikes, mixed_words

_ADDRESS = re.compile(r"(?:https?://|www\.)[^\s<>{}\\^`|\"“”]*[^\s.,;:)”“\"<>{}\\^`|]")
_RAISED = re.compile(r"\d+[⁰¹²³⁴⁵⁶⁷⁸⁹]+|\d+[₀₁₂₃₄₅₆₇₈₉]+")
_NUMBERING = re.compile(r"\d{1,2}(?:\.\d{1,2})*\.?(?=\s|[^\W\d_])")
_BOUNDS = {
    "over": "above", "just_over": "above", "at_least": "above", "under": "below", "just_under": "below", "at_most": "below",
    "about": "near", "nearly": "near",
}  # fmt: skip
NUMBERING, ADDRESS, WORDING, LABEL = "numbering", "address", "wording", "label"
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


_STATING = (Role.BODY, Role.ITEM, Role.NOTE)
_CODE_LIKE = re.compile(r"::|\w\(\)|[;{}]\s*$|=>|->|\w_\w|(?<!:)//|^\s*[$>#] |\w\.\w+\(|println|\\\w+\{")
"""A line of a program, which states nothing."""
_LEADERS = re.compile(r"(?:\.\s?){5,}|…{2,}")
_FRACTION = re.compile(r"[¼½¾⅐-⅞]")
_FEWEST = 4
"""Words of a sentence that states something."""


def tied(
    paragraphs: tuple[Paragraph, ...],
    pack: LanguagePack,
    words: Speech,
    journal: Journal,
    refused: Refused = NOTHING_REFUSED,
) -> tuple[tuple[Paragraph, ...], tuple[Number, ...]]:
    """The paragraphs with their numbers tied, and the numbers in their order.

    Only where a sentence states a quantity: not in headings, captions, cells of tables, lists of contents, and not a number that
    stands for a name or a place.

    Args:
        refused: what the check did not take in an earlier round; it stays as plain words.
    """
    numbers: dict[str, Number] = {}
    result = []
    for paragraph in paragraphs:
        spans = [*paragraph.spans]
        if paragraph.role not in (Role.QUOTE, Role.CODE, Role.FORMULA, Role.PICTURE):
            spans += [s for s in _conventions(paragraph, pack) if not _taken(s.start, s.end, spans)]
        for span in read(paragraph.text, pack.lexicon) if paragraph.role in _STATING else ():
            start, end = span.start, span.end
            if span.kind not in (Kind.QUANTITY, Kind.UNREAD) or _taken(start, end, spans):
                continue
            if not _stated(paragraph, span, words):
                journal.count(say("numbers that state no quantity and stay untied"))
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
            if number.id in refused.numbers:
                journal.ask(
                    say("Numbers that could not be tied to what they say"), page, _context(paragraph.text, start, end)
                )
                continue
            spans.append(Span(start, end, f"stat:{number.id}"))
            journal.count(say("numbers made draft statistics and tied"))
        result.append(replace(paragraph, spans=tuple(spans)))
    return tuple(result), tuple(number for key, number in numbers.items() if key not in refused.numbers)


def _stated(paragraph: Paragraph, span: Read, words: Speech) -> bool:
    """Whether the sentence states the number as a quantity."""
    text, quantity = paragraph.text, span.quantity
    first, last = sentence_at(text, span.start)
    sentence = text[first:last]
    others = re.findall(r"[^\W\d_]{2,}", sentence)
    if len(others) < _FEWEST or sum(word.islower() for word in others) < 2 or quantity is None:
        return False
    before, after = text[first : span.start].rstrip(), text[span.end : last]
    if _CODE_LIKE.search(sentence) or _LEADERS.search(sentence) or _refers(text[: span.start], words):
        return False
    if _ordinal(after, words.pack) or _FRACTION.fullmatch(text[span.start : span.end]):
        return False
    if before[-1:].isdigit() and before[-1:].isascii():
        return False  # one of several groups of digits: 81-29 26
    digits = text[span.start : span.end].strip("≈~<>±−-–")[:1].isdigit()
    named = re.search(r"[^\W\d_][\w.’'-]*$", before)
    is_name = named is not None and not named[0][0].islower() and named.start() > 0
    if is_name and digits and not quantity.point and not quantity.unit:
        return False  # Listing 7-12
    if is_name and digits and len(text[span.start : span.end].split()) > 2:
        return False  # Microsoft 365 enabled multiple users
    if before.endswith(("(", "[", "#", "№", "=", "/", "_", "+", "×", "*")) and not quantity.unit:
        return False
    if not before and re.fullmatch(r"\d+\.\d+", text[span.start : span.end]) and not quantity.unit:
        return False  # a version, or a section: 1.2 has many features
    if re.match(r"[\w/_=]|-[^\W\d_]|\s*[=×*/]\s*\w", after):
        return False
    if re.search(r"[\w.]$|\d[–-]\s?$", text[: span.start]) or re.match(r"\s?[–-]\s?\d", after):
        return False  # a part of a longer number or name: 562–797–1717, U.S.C. 552
    if quantity.noun[:1].isupper() and digits and not quantity.unit:
        return False  # 2600 Westminster Blvd, 14 CFR, some 737 MAX airplanes
    if quantity.unit or quantity.relation not in ("", "exact", "range"):
        return True
    if quantity.noun[:1].isupper():
        return False
    if not quantity.point:
        return bool(quantity.noun)
    if is_name:
        return False  # a name with a number: Python 3.11, Wave 2
    if quantity.noun:
        return bool(before) or len(others) > _FEWEST
    if quantity.low in (0, 1) and digits:
        return False  # a code: set to 0, 1 (strongly disagree)
    verb = words.pattern("states")
    return any(match.end() == len(before) for match in verb.finditer(before)) or verb.match(after.lstrip()) is not None


def _refers(before: str, words: Speech) -> bool:
    """Whether what stands before a number makes it the number of a part, a paragraph, a telephone."""
    tail = before[-80:].rstrip(" (\n")
    joint = "|".join(words.link(value) for value in ("and", "or", "to"))
    one = re.compile(rf"(?<!\w)[\dIVX][\w.()–-]{{0,12}}\s?(?:[,;/–-]|{joint})$", re.IGNORECASE)
    # One of several: parts 3.1, 4.2 and 5.
    while (listed := one.search(tail)) is not None:
        tail = tail[: listed.start()].rstrip(" (")
    return re.search(rf"(?:(?<!\w){words.either('division')}|§)$", tail, re.IGNORECASE) is not None


def _ordinal(after: str, pack: LanguagePack) -> bool:
    """Whether an ending that makes an ordinal of the number stands right behind it: 21 st, 5-й."""
    ending = re.match(r"\s?-?([^\W\d_]+)", after)
    return ending is not None and pack.lexicon.suffixes.get(ending[1].casefold()) == "ordinal"


def _taken(start: int, end: int, spans: list[Span]) -> bool:
    return any(span.start < end and start < span.end for span in spans)


def _conventions(paragraph: Paragraph, pack: LanguagePack) -> Iterator[Span]:
    """Numbers that count nothing: those of headings, and those within addresses."""
    if paragraph.role in (Role.HEADING, Role.CHAPTER):
        match = _NUMBERING.match(paragraph.text)
        if match:
            yield Span(match.start(), match.end(), f"nostat:{NUMBERING}")
    for match in _RAISED.finditer(paragraph.text):
        yield Span(match.start(), match.end(), "power:")
    for style in paragraph.styles:
        base = re.search(r"\d+$", paragraph.text[: style.start])
        if style.look in (Look.SUP, Look.SUB) and base and paragraph.text[style.start : style.start + 1].isdigit():
            yield Span(base.start(), style.end, f"power:{style.start - base.start()}{style.look.value}")
    for trouble in look_alikes(paragraph.text):
        end = re.compile(r"\S+").match(paragraph.text, trouble.offset)
        assert end is not None
        token = re.match(r"[\w.,'’]*\w", end[0])
        yield Span(trouble.offset, trouble.offset + len(token[0] if token else end[0]), f"nostat:{LABEL}")
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
    if any(mixed_words(words)) or any(look_alikes(words)):
        return None
    unit, bound = _unit(quantity), _BOUNDS.get(quantity.relation, "")
    if quantity.low.denominator > 10**9:
        return None
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
    base = re.sub(r"[^a-z0-9-]+", "-", f"p{page}-{value}-{unit}".casefold()).strip("-")
    key, count = base, 1
    while key in known:
        count += 1
        key = f"{base}-{count}"
    return key


def _plain(number: Decimal) -> str:
    return f"{number.normalize():f}"


def _context(text: str, start: int, end: int) -> str:
    return f"…{text[max(0, start - 30) : start]}⟨{text[start:end]}⟩{text[end : end + 30]}…"
