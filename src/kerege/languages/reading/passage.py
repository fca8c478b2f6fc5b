"""A passage is cut into spans: every digit and number word lies in exactly one quantity, convention, narrative or unread span."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from fractions import Fraction
from functools import lru_cache

from kerege.languages.lexicon import Lexicon
from kerege.languages.reading.amounts import unit_at
from kerege.languages.reading.conventions import convention
from kerege.languages.reading.cursor import HYPHENS, Cursor
from kerege.languages.reading.numbers import cardinal
from kerege.languages.reading.shares import fraction
from kerege.languages.reading.spans import Form, Kind, Quantity, Span
from kerege.languages.reading.statements import statement
from kerege.languages.tokens import DASHES, Sort
from kerege.languages.units import COUNTED

_JOINING, _TIMES = "·⋅*×/^", "·⋅*×^"
"""Signs that join a unit to another."""
_NUMBER_WORDS = ("number", "hundred", "scale", "many")
_BEGINNERS = frozenset(
    (
        *_NUMBER_WORDS, "ordinal", "alone", "half-unit", "share", "out-of", "times", "times-before", "symbol", "before", "before-part", "from", "one", "several",
        "zero", "sign", "base", "every", "age", "period-before", "per", "reference", "month", "idiom", "clock", "point", "rank-before",
    )
)  # fmt: skip
"""What a span may begin with; most words of a text are none of it and are passed over."""


@lru_cache(maxsize=50_000)
def read(text: str, lexicon: Lexicon) -> tuple[Span, ...]:
    """The spans of a text in order, none overlapping."""
    c = Cursor(text, lexicon)
    spans: list[Span] = []
    i = 0
    while i < c.count:
        found = _span_at(c, i)
        if found is None:
            i += 1
            continue
        spans.append(found[0])
        i = found[1]
    return tuple(spans)


def _begins_nothing(c: Cursor, i: int) -> bool:
    if c.sort(i) is Sort.SIGN and not c.tokens[i].text.isnumeric():
        signed = c.sign(i, "+-−–—") and (c.numeral(i + 1) or bool(c.has(i + 1, "symbol")))
        return not signed and _BEGINNERS.isdisjoint(c.classes(i))
    if not c.word(i) or (c.glued(i + 1) and (c.numeral(i + 1) or c.sign(i + 1, DASHES))):
        return False
    prefixed = any(c.tokens[i].fold.startswith(prefix) for prefix, _ in c.lexicon.prefixes)
    return not prefixed and not c.tokens[i].text.isupper() and _BEGINNERS.isdisjoint(c.classes(i))


def _span_at(c: Cursor, i: int) -> tuple[Span, int] | None:
    end = _address(c, i) if c.has_address else i
    if end > i:
        return Span(c.tokens[i].start, c.tokens[end - 1].end, Kind.CONVENTION, "address"), end
    if _begins_nothing(c, i):
        return None
    found = convention(c, i) or _ordinal(c, i) or statement(c, i) or _none(c, i)
    if found is None:
        return _stray(c, i)
    span, end = found
    if span.kind is Kind.QUANTITY:
        return _compound(c, span, end) or _wholly_read(c, span, end)
    return span, end


def _compound(c: Cursor, span: Span, end: int) -> tuple[Span, int] | None:
    """Half-time, quarter-final: a word that begins with a share and states none."""
    quantity = span.quantity
    if quantity is None or quantity.form is not Form.FRACTION or not (c.word(end - 1) and c.hyphen(end)):
        return None
    joined = c.glued(end) and c.glued(end + 1) and c.word(end + 1)
    if not joined or c.has_any(end + 1, ("unit", "half-unit", "part", "scale", "number", "period-name", "times")):
        return None
    return Span(span.start, c.tokens[end + 1].end, Kind.NARRATIVE), end + 2


def _wholly_read(c: Cursor, span: Span, end: int) -> tuple[Span, int]:
    """What is glued to a quantity and was not understood makes it unread: 12x4, 40.9.1, 6О with a Cyrillic letter."""
    if _ambiguous(c, span, end):
        return replace(span, kind=Kind.UNREAD, name="a number or a part of it"), end
    if c.sign(end, ",") and c.glued(end) and c.numeral(end + 1) and c.tokens[end + 1].text == "000":
        # Per 100, 000: torn apart
        name = "its digits are torn apart"
        return replace(span, kind=Kind.UNREAD, name=name, end=c.tokens[end + 1].end), end + 2
    trouble = _glued(c, end)
    if not trouble:
        return span, end
    while c.glued(end) and (_glued(c, end) or c.numeral(end)):
        end += 1
    return replace(span, kind=Kind.UNREAD, name=trouble, end=c.tokens[end - 1].end), end


def _glued(c: Cursor, end: int) -> str:
    if not c.glued(end):
        return ""
    token = c.tokens[end]
    if token.text in _JOINING and c.glued(end + 1) and (c.word(end + 1) or c.numeral(end + 1)) and _measured(c, end):
        return f"{token.text!r} is glued to it"
    noted = (
        c.whole_word(end - 1)
        and c.small(end, 99)
        and not (c.glued(end + 1) and (c.word(end + 1) or c.numeral(end + 1)))
    )
    if noted:  # the number of a note: 12 months3
        return ""
    if token.sort is not Sort.SIGN or unicodedata.category(token.text) in ("Mn", "Me", "Mc", "Cf"):
        return f"{token.text!r} is glued to it"
    return ""


def _measured(c: Cursor, end: int) -> bool:
    """Whether a unit that is no counted noun stands before a place: kW·h, but men/women."""
    return c.sign(end, _TIMES) or any(
        (unit := unit_at(c, k)) and unit.end == end and unit.code not in COUNTED for k in (end - 1, end - 2) if k >= 0
    )


def _ambiguous(c: Cursor, span: Span, end: int) -> bool:
    """«Үчтөн көбүрөөгү»: more than three, or more than a third?"""
    q = span.quantity
    if (
        q is None
        or not c.settings.whole_first
        or q.form is not Form.WORDS
        or q.relation != "over"
        or q.unit
        or q.low >= 20
    ):
        return False
    return any("part" in match.entry.flags for match in c.all(end - 1, "after"))


def _ordinal(c: Cursor, i: int) -> tuple[Span, int] | None:
    """Third, «двадцать первый»: not where a fraction or «every third» begins."""
    tens, j = _tens(c, i)
    j = j + 1 if tens and c.sign(j, HYPHENS) else j
    word = c.has(j, "ordinal")
    if word is None or (tens and word.number >= 10):
        return None
    if not tens and (c.has(i, "before") or statement(c, i)):
        return None
    if tens and c.has(j, "part") and fraction(c, i, False):
        return None
    value = tens + word.number
    quantity = Quantity(value, value, form=Form.ORDINAL, unit="ordinal")
    return Span(c.tokens[i].start, c.tokens[word.end - 1].end, Kind.NARRATIVE, "ordinal", quantity), word.end


def _tens(c: Cursor, i: int) -> tuple[Fraction, int]:
    words = cardinal(c, i)
    return (words[0], words[1]) if words and words[0] and words[0] % 10 == 0 else (Fraction(0), i)


def _none(c: Cursor, i: int) -> tuple[Span, int] | None:
    """No women, no cases."""
    zero = c.has(i, "zero")
    unit = unit_at(c, zero.end) if zero else None
    if unit is None or unit.code not in COUNTED:
        return None
    quantity = Quantity(Fraction(0), Fraction(0), unit=unit.code, form=Form.WORDS)
    return Span(c.tokens[i].start, c.tokens[unit.end - 1].end, Kind.NARRATIVE, "", quantity), unit.end


def _stray(c: Cursor, i: int) -> tuple[Span, int] | None:
    """Digits or number words that no reading took."""
    token = c.tokens[i]
    roman = len(token.text) > 1 and not set(token.text) - set("IVXLCDM") and c.has(i + 1, "unit", "percent")
    if roman:
        return Span(token.start, token.end, Kind.UNREAD, "a Roman numeral has no unit"), i + 1
    digits = token.sort not in (Sort.WORD, Sort.SIGN) or any(
        sign.isnumeric() and not sign.isalpha() for sign in token.text
    )
    if not digits and not any(not match.entry.glued for cls in _NUMBER_WORDS for match in c.all(i, cls)):
        return None
    kind = Kind.UNREAD if digits else Kind.NARRATIVE
    return Span(
        token.start, token.end, kind, "" if kind is Kind.NARRATIVE else "its digits have no certain reading"
    ), i + 1


def _host(chunk: str) -> bool:
    """Whether a run begins with a host and a path: epp.eurostat.ec.europa.eu/cache."""
    host, slash, _ = chunk.partition("/")
    parts = host.split(".")
    return bool(slash) and len(parts) > 2 and parts[-1].isalpha() and len(parts[-1]) > 1 and parts[0][:1].isalpha()


def _address(c: Cursor, i: int) -> int:
    """The token behind an address (a run without blanks that holds :// or @ or begins with www.), or i."""
    start = c.tokens[i].start
    if start and not c.text[start - 1].isspace() and c.text[start - 1] not in '(<[«"“':
        return i
    chunk = c.text[start : start + 200].split(maxsplit=1)[0]
    if "://" not in chunk and "@" not in chunk and not chunk.startswith("www.") and not _host(chunk):
        return i
    stop = start + len(chunk)
    while i < c.count and c.tokens[i].start < stop:
        i += 1
    return i
