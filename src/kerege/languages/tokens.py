"""Text → tokens: numerals with every reading that their marks allow, words, and single signs.

Blanks stand between tokens and are none. What looks like a numeral and has no safe reading is `ODD`, so that the reader
refuses it: digits are never half-read.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction

NARROW_SPACES = "\u00a0\u202f\u2009"
"""Blanks that do not break: they group digits in every language, as the SI brochure (5.4.4) has it."""
DASHES = "-–—‑−"
_MOST_DIGITS = 18
APOSTROPHES = "'’ʼʻ‘`´ʹ′＇"
_POINTS = ".,·"
"""What looks like a mark of decimals in any language."""
_SILENT = "\u00ad"
"""A soft hyphen, which readers do not see within a word."""


class Sort(Enum):
    """What a token is."""

    NUMERAL = "numeral"
    VULGAR = "vulgar"
    """A fraction of one sign: ½."""
    DOTTED = "dotted"
    """Digits with several points: 2.1.3."""
    ODD = "odd"
    """Digits without a safe reading: ⑥, 1.2,3.4, thirty digits."""
    WORD = "word"
    SIGN = "sign"


@dataclass(frozen=True, slots=True)
class Token:
    """A numeral, a word or a sign; offsets count in the text."""

    sort: Sort
    text: str
    start: int
    end: int
    fold: str = ""
    """Its text as words are compared: small letters, without stress marks."""
    readings: tuple[tuple[Fraction, int], ...] = ()
    """Of a numeral: value and printed decimals; two where the language leaves a mark open (12,000)."""


def fold_apostrophes(text: str) -> str:
    """A text with one sign for every apostrophe and turned comma that is typed within words."""
    for mark in APOSTROPHES[1:]:
        text = text.replace(mark, "'")
    return text


def fold(text: str) -> str:
    """A word as it is compared: small letters, one apostrophe, one hyphen, ё as е, no stress mark or soft hyphen."""
    text = text.casefold()
    if text.isascii():
        return text.replace("`", "'")
    return fold_apostrophes(text).replace("ё", "е").replace("‑", "-").replace("\u0301", "").replace(_SILENT, "")


def tokenize(text: str, decimal: str, group: str, elided: frozenset[str] = frozenset()) -> list[Token]:
    """The tokens of a text.

    Args:
        elided: words whose last vowel an apostrophe replaces, so that two words are written as one: l’un, plus d’un tiers.
        decimal: marks that may stand before decimals (`.`; Russian writes both `,` and `.`).
        group: marks that may stand between groups of three digits, besides blanks that do not break.
    """
    tokens: list[Token] = []
    place, length = 0, len(text)
    while place < length:
        sign = text[place]
        if sign.isspace():
            place += 1
            continue
        if sign.isdecimal() or _leading_point(text, place, decimal):
            token = _Numeral(text, place, decimal, group).token()
        elif sign.isalpha():
            end = _word_end(text, place, elided)
            token = Token(Sort.WORD, text[place:end], place, end, fold(text[place:end]))
        elif unicodedata.category(sign) in ("No", "Nl"):
            value = Fraction(unicodedata.numeric(sign)).limit_denominator(1000)
            sort = Sort.VULGAR if value.denominator > 1 else Sort.ODD
            token = Token(sort, sign, place, place + 1, sign, ((value, 0),))
        else:
            token = Token(Sort.SIGN, sign, place, place + 1, fold(sign))
        tokens.append(token)
        place = token.end
    return tokens


def _leading_point(text: str, place: int, decimal: str) -> bool:
    """`.5`, where no digit or letter stands before the point."""
    return text[place] in decimal and text[place + 1 : place + 2].isdecimal() and not text[place - 1 : place].isalnum()


def _word_end(text: str, start: int, elided: frozenset[str]) -> int:
    end, length = start + 1, len(text)
    while end < length:
        sign = text[end]
        if elided and sign in APOSTROPHES and text[start:end].casefold() in elided:
            return end + 1
        joined = sign in APOSTROPHES and text[end + 1 : end + 2].isalpha()
        if not (sign.isalpha() or unicodedata.combining(sign) or sign == _SILENT or joined):
            break
        end += 1
    return end


def _digits(text: str, place: int) -> int:
    """Where the digits that begin here end."""
    while place < len(text) and text[place].isdecimal():
        place += 1
    return place


class _Numeral:
    """The longest numeral that begins at a place."""

    def __init__(self, text: str, start: int, decimal: str, group: str) -> None:
        self.text, self.start, self.decimal, self.group = text, start, decimal, group

    def token(self) -> Token:
        whole_end = _digits(self.text, self.start)
        if whole_end - self.start > _MOST_DIGITS:
            return self._made(Sort.ODD, whole_end)
        grouped, mark = self._grouped(whole_end)
        point = grouped
        after = _digits(self.text, point + 1) if self._is_point(point, mark) else point
        if after <= point + 1:
            return self._without_decimals(whole_end, grouped, mark)
        if after - point > _MOST_DIGITS:
            return self._made(Sort.ODD, after)
        if self._is_point(after, "") and _digits(self.text, after + 1) > after + 1:
            if not mark and self.text[after] == self.text[point]:
                return self._dotted(point)
            if not (self.text[after] in self.decimal and self.text[point] not in self.decimal):
                return self._made(Sort.ODD, _digits(self.text, after + 1))
        return self._with_decimals(whole_end, point, after, mark)

    def _made(self, sort: Sort, end: int, *readings: tuple[Fraction, int]) -> Token:
        text = self.text[self.start : end]
        if not text.isascii() and len({ord(sign) - int(sign) for sign in text if sign.isdecimal()}) > 1:
            sort, readings = Sort.ODD, ()  # digits of two scripts in one number
        return Token(sort, text, self.start, end, text, readings)

    def _is_point(self, place: int, mark: str) -> bool:
        return place < len(self.text) and self.text[place] in _POINTS + self.decimal and self.text[place] != mark

    def _grouped(self, whole_end: int) -> tuple[int, str]:
        """Where groups of three that follow end, and the mark between them."""
        best, used = whole_end, ""
        if not 1 <= whole_end - self.start <= 3:
            return best, used
        for mark in (*self.group, *NARROW_SPACES, " ", "’", "'"):
            end = whole_end
            while end - whole_end < 24 and self.text[end : end + 1] == mark and _digits(self.text, end + 1) == end + 4:
                end += 4
            if end > best:
                best, used = end, mark
        return best, used

    def _value(self, end: int, point: int | None = None) -> tuple[Fraction, int]:
        whole = "".join(sign for sign in self.text[self.start : end if point is None else point] if sign.isdecimal())
        decimals = "" if point is None else self.text[point + 1 : end]
        return Fraction(int(whole + decimals or "0"), 10 ** len(decimals)), len(decimals)

    def _without_decimals(self, whole_end: int, grouped: int, mark: str) -> Token:
        readings = [self._value(grouped)]
        if grouped > whole_end and mark in self.decimal:
            readings.append(self._value(grouped, whole_end))
        return self._made(Sort.NUMERAL, grouped, *readings)

    def _with_decimals(self, whole_end: int, point: int, after: int, mark: str) -> Token:
        sign, places = self.text[point], after - point - 1
        if sign not in self.decimal and sign != "·" and places > 3:
            return self._made(Sort.ODD, after)
        as_decimals, as_group = self._value(after, point), self._value(after)
        three = places == 3 and not mark and 1 <= whole_end - self.start <= 3
        if sign in self.decimal or sign == "·" or places != 3 or mark:
            both = three and sign in self.decimal and len(self.decimal) > 1 and self.text[self.start : whole_end] != "0"
            return self._made(Sort.NUMERAL, after, as_decimals, *([as_group] if both else []))
        return self._made(Sort.NUMERAL, after, as_group)

    def _dotted(self, point: int) -> Token:
        """Several equal marks: groups of three, or the number of a section."""
        end, mark = point, self.text[point]
        while end < len(self.text) and self.text[end] in ".,/" and _digits(self.text, end + 1) > end + 1:
            end = _digits(self.text, end + 1)
        parts = self.text[self.start : end].replace(",", ".").replace("/", ".").split(".")
        groups = all(len(part) == 3 for part in parts[1:]) and 1 <= len(parts[0]) <= 3
        if groups and len(parts) <= 6:
            return self._made(Sort.NUMERAL, end, (Fraction(int("".join(parts))), 0))
        return self._made(Sort.DOTTED if mark == "." and end - self.start < 40 else Sort.ODD, end)
