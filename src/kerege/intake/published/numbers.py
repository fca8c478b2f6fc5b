"""Every quantity that a sentence states made a draft statistic, cited by page, and tied.

The numbers are found by the same reader that checks them. One whose value the words do not give ("the majority"), or
whose phrase the check would not accept, is not tied to an invented value: it is listed for a person.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from itertools import takewhile

from kerege.evidence.agreement import Fact, Outcome, judge
from kerege.intake.published.document import Journal, Look, Paragraph, Role, Span
from kerege.intake.published.looking_over import NOTHING_REFUSED, Refused
from kerege.intake.published.vocabulary import Speech
from kerege.languages import LanguagePack
from kerege.languages.formats import round_half_up
from kerege.languages.reading import Form, Kind, Quantity, read
from kerege.languages.reading import Span as Read
from kerege.languages.sentences import sentence_at
from kerege.languages.speller import speller
from kerege.languages.stems import is_small_word
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
_CODE_LIKE = re.compile(r"::|\$\$|\w=\"|</|\w\(\)|[;{}]\s*$|=>|->|\w_\w|(?<!:)//|^\s*[$>#] |\w\.\w+\(|println|\\\w+\{")
"""A line of a program, which states nothing."""
_LEADERS = re.compile(r"(?:\.\s?){5,}|…{2,}")
_FRACTION = re.compile(r"[¼½¾⅐-⅞]")
_FEWEST = 4
"""Words of a sentence that states something."""
_SPELT = 100
"""A smaller number that begins a sentence is spelt out there: what is written in digits is a mark of something."""
_PHRASE = 5
"""Words behind a number among which what it counts is named."""
_LOST = re.compile(r"[\ue000-\uf8ff\ufffd]")
"""Signs that a font has for itself, or that were lost."""


def tied(
    paragraphs: tuple[Paragraph, ...],
    pack: LanguagePack,
    words: Speech,
    journal: Journal,
    refused: Refused = NOTHING_REFUSED,
    unbelievable: frozenset[int] = frozenset(),
) -> tuple[tuple[Paragraph, ...], tuple[Number, ...]]:
    """The paragraphs with their numbers tied, and the numbers in their order.

    Only where a sentence states a quantity: not in headings, captions, cells of tables, lists of contents, and not a number that
    stands for a name or a place.

    Args:
        refused: what the check did not take in an earlier round; it stays as plain words.
        unbelievable: pages on which nothing is tied (`legible.py`).
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
            if paragraph.page_at(start) in unbelievable or not _stated(paragraph, span, words):
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
    said, before, after = text[span.start : span.end], text[first : span.start], text[span.end : last]
    if quantity is None or not _is_sentence(text[first:last]) or _refers(text[: span.start], words):
        return False
    if _is_letter(said, before, after) or _in_row(before, after):
        return False
    if _part_of_more(paragraph, span, words) or _compared_in_code(before, said, after, quantity):
        return False
    if _ordinal(after, words.pack) or _nth(said, after, quantity, words):
        return False
    if quantity.relation and re.match(rf"\s*{words.link('or')}\s", after):
        return False  # reasoning over two or more passages
    if quantity.low == quantity.high == 1 and not re.search(r"\d", said):
        return False  # from one point to another
    named = re.search(r"[^\W\d_][\w.’'-]*$", before.rstrip())
    is_name = named is not None and not named[0][0].islower() and (named.start() > 0 or _is_code(named[0]))
    digits = said.strip("≈~<>±−-–")[:1].isdigit()
    if digits and not quantity.unit and (quantity.noun[:1].isupper() or (is_name and not quantity.point)):
        return False  # 2600 Westminster Blvd, some 737 MAX airplanes, Listing 7-12
    named_so = quantity.low <= 1 or len(said.split()) > 2
    if is_name and digits and (not quantity.unit or (quantity.unit in _COUNTED and named_so)):
        return False  # Microsoft 365 enabled multiple users, Wave 2, Resource Center 1 reports
    if digits and quantity.step < 1 and not quantity.scaled and (quantity.unit in _COUNTED or quantity.noun):
        return False  # 1.2 specification, 1309.21 Persons required
    if quantity.unit and quantity.unit not in _COUNTED:
        return not said.startswith("=")
    if quantity.relation not in ("", "exact", "range"):
        return bool(quantity.unit or quantity.noun) or not quantity.direction
    if not quantity.unit and not quantity.noun[:1].isalpha():
        return quantity.point and not quantity.signed and _amounts(before, after, quantity, words)
    if not quantity.point and not quantity.unit:
        return False
    if digits and not quantity.unit and (quantity.low < 2 or (not before.strip() and quantity.low < _SPELT)):
        return False  # 0 failed; 3 means that
    return not digits or (_may_count(before, words) and _is_counted(said, after, quantity, words))


_COUNTED = ("things", "persons", "times", "count")
"""Units of what is counted one by one."""


def _is_sentence(sentence: str) -> bool:
    """Whether words state something, and are no line of a program, row of a table or entry of a list of contents."""
    others, numbers = re.findall(r"[^\W\d_]{2,}", sentence), re.findall(r"(?<!\w)[\d.,:/%]*\d[\d.,:/%]*", sentence)
    if len(others) < _FEWEST or sum(word.islower() for word in others) < 2:
        return False
    if len(numbers) > _FEWEST and 2 * len(numbers) > len(others):
        return False
    return not (_CODE_LIKE.search(sentence) or _LEADERS.search(sentence))


def _is_letter(said: str, before: str, after: str) -> bool:
    """Whether what can be read as a number is the name of a variable, or its sign could mean two things: m, T half, 0.5 M."""
    if not re.search(r"\d", said):
        alone = re.compile(r"(?<![^\W_])[^\W\d_aA](?![^\W_])")
        return alone.search(said) is not None or re.search(r"(?<![^\W_])[B-HJ-Z]\s$", before) is not None
    if re.search(r"\d\s[KMBT]$|\d[A-Z]{3,}$", said):
        return True
    # An initial, as in a list of works: 11 G. Pedrini.
    return (
        re.search(r"\d\s[^\W\d_]$", said) is not None
        and said[-1].isupper()
        and (not before.strip() or after.lstrip()[:1].isupper() or after.startswith("."))
    )


def _in_row(before: str, after: str) -> bool:
    """Whether nothing but names in capitals stands between a number and another, as in a row of a table: Range 20 m Velocity 10."""
    behind = _capitalised(before.split()[::-1])
    ahead = _capitalised(after.split())
    earlier = before.split()[: -behind or None]
    if len(earlier) > 1 and earlier[-1].islower() and len(earlier[-1]) <= _UNIT_LETTERS:
        earlier.pop()
    from_number = bool(behind and earlier) and re.search(r"\d[\w%/]*[),;]?$", earlier[-1]) is not None
    return from_number or (ahead > 0 and after.split()[ahead : ahead + 1] != [] and after.split()[ahead][0].isdigit())


def _capitalised(words: Sequence[str]) -> int:
    """How many words begin with capitals before the first that does not; none where they are too many for names."""
    count = len([*takewhile(lambda word: word[0].isupper() and _NAME_LIKE.fullmatch(word), words)])
    return count if count <= _NAMES else 0


_NAME_LIKE = re.compile(r"[\w-]+[,;]?")
_NAMES, _UNIT_LETTERS = 5, 5


def _part_of_more(paragraph: Paragraph, span: Read, words: Speech) -> bool:
    """Whether a number is a piece of a longer number, name, formula or row of numbers."""
    before, after = paragraph.text[: span.start], paragraph.text[span.end :]
    assert span.quantity is not None
    if _LEADS_TO_MORE.search(before[-40:]) and not re.search(r"\b(?:19|20)\d\d\s+$", before):
        return True
    if _FOLLOWED_BY_MORE.match(after) or (after[:1] == ")" and before.count("(") <= before.count(")")):
        return True
    alone = re.search(r"\d\s([^\W\d_])\s", paragraph.text[span.start : span.end]) or _LETTER_BEHIND.match(after)
    if alone is not None and not is_small_word(alone[1], words.pack.code):
        return True  # 2 n possible states
    if re.search(r"\([a-z]\)\s$", before) and len(re.findall(r"(?<!\w)\([a-z]\)\s", before[-120:] + after[:60])) > 2:
        return True  # the fields of a form: (b) 10% (c) 15% (d)
    if paragraph.text[span.start : span.end] == "1:1":
        return True
    if re.match(r"0\d", paragraph.text[span.start :]) or re.fullmatch(
        r"\d+/\d+", paragraph.text[span.start : span.end]
    ):
        return True  # 6, 066; top 20/100
    if _LOST.search(before[-2:]) or _LOST.match(after[:2]):
        return True  # a sign stood there that the file does not tell: a minus, perhaps
    raised = (style for style in paragraph.styles if style.look in (Look.SUP, Look.SUB))
    if any(style.start < span.end and span.start < style.end for style in raised):
        return True
    return before.endswith(("(", "[", "#", "№", "=", "/", "_", "+", "×", "*", "\\", "^")) and not span.quantity.unit


_LEADS_TO_MORE = re.compile(
    r"[\w.!¡]$|\d[–-]\s?$|(?<![^\W_])[^\W\d_]\s*[−–-]\s*$|\d[%\w]{0,3}\s+[+−–-]?$|[^\W_][,(]$|[\w)]\s*[=+×*/^]\s*$|[′'‘’`\"“]$|\.{3,}\s*$"
)
"""562–797–1717, U.S.C. 552, 81-29 26, 215% 254.6%, x,1, 7(1H), n + 1, ′10, ..... 7391."""
_FOLLOWED_BY_MORE = re.compile(
    r",\s\d{3}(?!\d)|:\w|\s?[-‐]\s|\s?[–-]\s?\d|\s+[+−–-]?\d|[\w/_=]|-[^\W\d_]|\s*[=×*/^]\s*\w|\s?[,;]?\s?="
)
"""3.1-4, 12 2224, 5x, 500 × 500."""
_LETTER_BEHIND = re.compile(r"\s?([^\W\d_])\b(?![.’'])")
"""2 n."""


def _compared_in_code(before: str, said: str, after: str, quantity: Quantity) -> bool:
    """Whether a sign of comparison is one of a program or a formula: x = 5, scope="col">2012."""
    if said[:1] not in "<>=≤≥":
        return False
    of = "nN" if said[0] == "=" else "pP"  # n = 432, p < 0.05
    alone = re.search(rf"(?<![^\W_])[{of}]\s?$", before) or (said[0] != "=" and re.search(r"(?:^|\()\s?$", before))
    return not alone or not (quantity.unit or quantity.point)


def _nth(said: str, after: str, quantity: Quantity, words: Speech) -> bool:
    """Whether what looks like a fraction says which one is meant: a third word, a fourth; or is a sign by itself."""
    if _FRACTION.fullmatch(said):
        return True
    settings = words.pack.lexicon.settings
    if quantity.form is not Form.FRACTION or not settings.ordinal_parts or quantity.relation not in ("", "exact"):
        return False
    if re.search(r"\d|[-‑]|\s\w+\s\w", said):
        return False  # 2/3, two-thirds, a third of women
    follows = re.match(r"\s*([^\W\d_]+|[.;:!?)]|$)", after)
    return follows is None or not (
        not follows[1][:1].isalpha() or is_small_word(follows[1].casefold(), words.pack.code)
    )


def _may_count(before: str, words: Speech) -> bool:
    """Whether a number of things may stand behind these words: behind a noun it is the number of that noun (method 3)."""
    last = re.search(r"([^\W\d_][\w’'-]*)\s*$", before)
    endings = words.endings("verb-ending")
    if last is None or not endings or re.search(r"[,;:.!?—–(]\s*$", before):
        return True
    placed = re.search(r"([^\W\d_]+)\s+([^\W\d_])\w*\s*$", before)
    if placed is not None and not placed[2].islower() and is_small_word(placed[1].casefold(), words.pack.code):
        return True  # In Bishkek 45 women
    word = last[1].casefold()
    return (
        is_small_word(word, words.pack.code) or word.endswith(endings) or words.pattern("states").search(word) is not None
        or words.pattern("leads").fullmatch(word) is not None
    )  # fmt: skip


def _is_counted(said: str, after: str, quantity: Quantity, words: Speech) -> bool:
    """Whether what follows is what can be counted: more than one of it."""
    endings = words.endings("plural-ending")
    if not endings:
        return True
    behind = re.split(r"[^\w\s’'-]", after)[0]
    counted = re.split(r"\d(?!.*\d)", said)[-1]
    following = re.findall(r"[^\W\d_][\w’'-]*", f"{counted}{behind}")
    # Where adjectives stand behind the noun, the noun is the first word.
    following = following[: _PHRASE if words.pack.lexicon.settings.noun_compounds else 1]
    for at, word in enumerate(following):
        folded = word.casefold()
        if is_small_word(folded, words.pack.code) or any(
            words.pattern(k).fullmatch(folded) for k in ("states", "leads")
        ):
            break
        if folded.endswith(endings) and not folded.endswith("ss"):
            # Before an article it is a verb: 1200 corresponds, 3 compares the two.
            verb = at + 1 < len(following) and words.pattern("article").fullmatch(following[at + 1])
            return quantity.low != 1 and not verb and _is_word(word, words)
        if quantity.low == 1 and quantity.unit:
            return True
    return False


def _is_word(word: str, words: Speech) -> bool:
    spelling = speller(words.pack.code)
    return spelling is None or spelling.known(word)


def _amounts(before: str, after: str, quantity: Quantity, words: Speech) -> bool:
    """Whether the sentence says that something amounts to a number that counts nothing: the mean was 4.1, a sample of 432."""
    if quantity.low in (0, 1):
        return False  # a code: set to 0, 1 (strongly disagree)
    verb = words.pattern("states")
    if any(match.end() == len(before.rstrip()) for match in verb.finditer(before)):
        return re.match(r"\s*(?:[.,;:()]|$|\w+)", after) is not None
    if re.search(rf"{words.either('states')}\s+\d+[.,]\d[^.]*\s{words.link('and')}\s*$", before, re.IGNORECASE):
        return quantity.step < 1  # was 0.91 for the first scale, and 0.93 for the second
    measured = rf"(?<!\w){words.either('measured')}\s+(?:[^\W\d_]{{1,3}}\s+)?$"
    if re.search(measured, before, re.IGNORECASE):
        return True
    # Where verbs end a sentence, what is counted may stand before; where they do not, it would be a name (XLIFF 2 is …).
    return not words.endings("verb-ending") and verb.match(after.lstrip()) is not None


def _is_code(word: str) -> bool:
    """Whether a word of capitals, or with a capital within it, is a name wherever it stands: XLIFF, PubTables."""
    return len(word) > 1 and any(letter.isupper() for letter in word[1:])


def _refers(before: str, words: Speech) -> bool:
    """Whether what stands before a number makes it the number of a part, a paragraph, a telephone."""
    tail = before[-80:].rstrip(" (\n")
    joint = "|".join(words.link(value) for value in ("and", "or", "to"))
    one = re.compile(rf"(?<!\w)[\dIVX][\w.()–-]{{0,12}}\s?(?:[,;/–-]|(?:[,;]\s*)?(?:{joint}))$", re.IGNORECASE)
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
