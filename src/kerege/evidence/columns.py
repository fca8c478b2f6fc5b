"""How the numbers of a column are written: its decimal mark is decided over all its cells, never for one cell alone.

`1,234` is two numbers. What can be read with one decimal mark only (`0,625`, `1.5`, `1 234,5`, `1,234,567`) tells it for the
column; a column without such a cell follows the rest of its file and the delimiter: in a file with semicolons the comma is
free for decimals, in one with commas it is not. What then is still open is a finding that asks the editor.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from functools import lru_cache

from kerege.catalogue import problem
from kerege.evidence.problems import TableProblem, folded
from kerege.languages.recognised import folded_words
from kerege.messages import Message, say

POINT, COMMA = ".", ","
DECIMALS = {"point": POINT, "comma": COMMA}
"""What `decimal:` of a source may say."""
_MOST_DIGITS = 300
"""Before or behind the point; a longer number counts nothing in the world, and reckoning with it would take for ever."""
_SIGNS = frozenset({"", "-", "–", "—", "−", "…", "...", "..", ".", ":", "*"})
"""How statistics offices write that there is no value; the words for it stand in the packs ([sheet] missing)."""
_NOTES = re.compile(r"(?<=[\d%])\s*(?:[¹²³⁴⁵⁶⁷⁸⁹⁰*†‡§]+|\[\d{1,2}\])+\s*\Z")
"""Marks of notes behind a number. A bracket such as (2) is none: it may hold a standard error."""
_STATUS = re.compile(r"(?<=[\d%])\s?(?:[bdefprsu]|[ᵇᵈᵉᶠᵖʳˢᵘ])\Z")
"""Letters by which offices say that a number is provisional (p), revised (r), estimated (e), a break in the series (b) …"""
_BRACKETED = re.compile(r"\(\s*(?P<inner>[^()]*\d[^()]*)\)\Z")
_NOT_AVAILABLE, _NOT_SHOWN = say("not available"), say("not shown, or not applicable")
_NO_VALUE: Mapping[str, Message] = {
    **dict.fromkeys(("..", "…", "...", ":"), _NOT_AVAILABLE),
    **dict.fromkeys(("-", "–", "—"), say("nothing to count")),
    "*": say("too few cases"),
}
"""What the marks mean to most offices (United Nations, Eurostat, the committees of the CIS)."""
_WORDED: Mapping[str, Message] = {
    "not-available": _NOT_AVAILABLE,
    "not-shown": _NOT_SHOWN,
    "not-applicable": say("not applicable"),
}
"""What words of the packs say of it, by the kind under which they stand."""
_SPACES = " \u00a0\u2009\u202f'\u2019"
"""What groups digits everywhere, beside the mark that is not the decimal one."""


class Stored(str):
    """A number that a workbook stored: nothing about it is to be guessed. As a text it is how labels name it."""

    value: Decimal
    printed: str
    """As the workbook shows it."""
    percent: bool
    """Whether its format multiplies by a hundred, as `value` is."""

    def __new__(cls, text: str, value: Decimal, printed: str, percent: bool = False) -> Stored:
        self = super().__new__(cls, text)
        self.value, self.printed, self.percent = value, printed, percent
        return self


def _pattern(decimal: str) -> re.Pattern[str]:
    group = COMMA if decimal == POINT else POINT
    point = re.escape(decimal)
    whole = rf"(?:[1-9]\d{{0,2}}(?P<group>[{re.escape(group)}{_SPACES}])\d{{3}}(?:(?P=group)\d{{3}})*|\d+)"
    return re.compile(rf"(?P<sign>[+-]?)(?P<whole>{whole}(?:{point}\d+)?|{point}\d+)(?P<power>[eE][+-]?\d{{1,3}})?")


_PATTERNS = {decimal: _pattern(decimal) for decimal in (POINT, COMMA)}


@lru_cache(maxsize=1 << 16)
def readings(text: str) -> tuple[Decimal | None, Decimal | None]:
    """A cell as a number with a decimal point, and with a decimal comma; None where it is none."""
    bare = _NOTES.sub("", text.strip())
    bare = bare.removesuffix("%").strip(_SPACES).replace("\u2212", "-")
    if not bare or not any(sign.isdigit() for sign in bare) or (not bare.isascii() and not _only_groups(bare)):
        return None, None
    return _read(bare, POINT), _read(bare, COMMA)


def _only_groups(bare: str) -> bool:
    return all(sign.isascii() or sign in _SPACES for sign in bare)


def _read(bare: str, decimal: str) -> Decimal | None:
    match = _PATTERNS[decimal].fullmatch(bare)
    if match is None:
        return None
    digits = match["whole"].replace(match["group"], "") if match["group"] else match["whole"]
    try:
        value = Decimal(match["sign"] + digits.replace(decimal, ".") + (match["power"] or ""))
    except InvalidOperation:
        return None
    return value if abs(value.adjusted()) <= _MOST_DIGITS else None


def is_number(text: str) -> bool:
    """Whether a cell holds a number, however it is to be read."""
    return isinstance(text, Stored) or readings(text) != (None, None)


def is_value(text: str) -> bool:
    """The same for a cell of a printed table, whose number may have a letter or brackets about it."""
    return is_number(text) or is_number(without_status(text)) or bool(bracketed(text))


def no_value(text: str) -> Message | None:
    """What a mark for a missing value says; None for a word of the source's own."""
    bare = folded(text)
    said = (message for kind, message in _WORDED.items() if bare in folded_words("sheet", kind))
    return _NO_VALUE.get(bare) or next(said, None)


def is_missing(text: str) -> bool:
    """Whether a cell says, with a mark or in the words of any language, that there is no value."""
    bare = folded(text)
    return bare in _SIGNS or bare in folded_words("sheet", "missing")


def bracketed(text: str) -> str:
    """The number of a cell in brackets, (17.1); empty where the cell is something else."""
    match = None if isinstance(text, Stored) else _BRACKETED.match(_NOTES.sub("", text.strip()))
    inner = match["inner"].strip() if match else ""
    return inner if inner and is_number(inner) else ""


def without_status(text: str) -> str:
    """A cell without the letter behind its number that says how good it is: 12.3p."""
    bare = text.strip()
    shorter = _STATUS.sub("", bare)
    return text if isinstance(text, Stored) or shorter == bare or readings(shorter) == (None, None) else shorter


def only_number(text: str) -> Decimal:
    """A number that stands in no column: what a person has typed into a record.

    Raises:
        TableProblem: S015 it is none; S027 it can be read in two ways.
    """
    point, comma = readings(text)
    if point is None and comma is None:
        raise none(text)
    if point is not None and comma is not None and point != comma:
        raise TableProblem(
            problem("S027/can-be-read-as", text=text[:60], point=f"{point:f}", comma=f"{comma:f}"),
        )
    value = comma if point is None else point
    assert value is not None
    return value


def none(text: str) -> TableProblem:
    """S015: the cell holds no number."""
    if text.startswith("#") and text.rstrip("!?").isupper():
        return TableProblem(problem("S015/holds-error-formula", text=text[:60]))
    return TableProblem(problem("S015/holds-which-no-number", text=text[:60]))


@dataclass(frozen=True, slots=True)
class Marks:
    """What is known of how the numbers of a file are written, beside its cells."""

    decimal: str = ""
    """The mark that `decimal:` of the source names."""
    delimiter: str = ""
    missing: Collection[str] = ()
    """Further ways in which this source writes that there is no value."""
    brackets: str = ""
    """What (17.1) means: `few` cases behind the number, or a `negative` one; empty where nothing tells."""
    reasons: tuple[tuple[str, str], ...] = ()
    """What the file itself says that its marks for no value mean."""

    def lacks(self, text: str) -> bool:
        """Whether a cell says that there is no value."""
        bare = folded(text)
        return is_missing(text) or any(bare == folded(word) for word in self.missing)


UNKNOWN = Marks()


@dataclass(frozen=True)
class Tally:
    """What the cells of a column show of its decimal mark."""

    sure: dict[str, str] = field(default_factory=dict)
    """By mark: a cell that can be read with no other."""
    unsure: str = ""
    """A cell that can be read with either, and is another number then."""
    comma_only: bool = True
    """Whether all such cells hold a comma."""
    percent: bool = False
    """Whether the format of a cell multiplies by a hundred."""
    numbers: int = 0
    """How many different cells are numbers."""
    texts: int = 0
    """How many different cells are neither numbers nor empty."""


def tally(cells: Iterable[str], marks: Marks) -> Tally:
    """Look through the cells of a column."""
    sure: dict[str, str] = {}
    unsure, comma_only, percent, numbers, texts = "", True, False, 0, 0
    texts_only = []
    for text in cells:
        if isinstance(text, Stored):
            numbers += 1
            percent = percent or text.percent
        else:
            texts_only.append(text)
    # Microdata repeat few answers very often.
    for text in dict.fromkeys(texts_only):
        if text.isascii() and text.isdigit():
            numbers += 1
            continue
        point, comma = readings(text)
        if point is None and comma is None:
            texts += not marks.lacks(text)
            continue
        numbers += 1
        if comma is None:
            sure.setdefault(POINT, text)
        elif point is None:
            sure.setdefault(COMMA, text)
        elif point != comma:
            unsure = unsure or text
            comma_only = comma_only and COMMA in text
    return Tally(sure, unsure, comma_only, percent, numbers, texts)


@dataclass(frozen=True)
class Form:
    """How a column is read."""

    decimal: str = ""
    """Its decimal mark; empty where that is not known."""
    example: str = ""
    """Why it is not known: a cell that can be read in two ways, or two that have different marks."""
    percent: bool = False
    numeric: bool = False
    """Whether more of its different cells are numbers than texts."""


def decide(own: Tally, others: Iterable[Tally], marks: Marks) -> Form:
    """How a column is read, from its cells, the other columns of its file, and what is known beside."""
    decimal, example = _mark(own, others, marks)
    return Form(decimal, example, own.percent, own.numbers > own.texts)


def _mark(own: Tally, others: Iterable[Tally], marks: Marks) -> tuple[str, str]:
    if marks.decimal:
        return marks.decimal, ""
    if len(own.sure) == 2:
        return "", f"{own.sure[POINT][:40]}; {own.sure[COMMA][:40]}"
    if own.sure:
        return next(iter(own.sure)), ""
    if not own.unsure:
        return POINT, ""
    told = {mark for other in others if len(other.sure) == 1 for mark in other.sure}
    if marks.delimiter == ",":
        told.add(POINT)
    elif marks.delimiter == ";" and own.comma_only:
        told.add(COMMA)
    if len(told) == 1:
        return told.pop(), ""
    return "", own.unsure[:40]


def number(text: str, form: Form, column: str) -> Decimal:
    """A cell of a column as a number.

    Args:
        column: the column's name, for what is said of it.

    Raises:
        TableProblem: S015 the cell holds no number; S027 nothing tells how the column is written.
    """
    if isinstance(text, Stored):
        if form.percent and not text.percent and 0 < abs(text.value) < 1:
            raise TableProblem(
                problem("S027/holds-without-format-percentage", printed=text.printed, column=column),
            )
        return text.value
    point, comma = readings(text)
    if point is None and comma is None:
        raise none(text)
    if not form.decimal and point != comma:
        raise open_column(form, column)
    value = comma if form.decimal == COMMA else point
    if value is None:
        mark = next(name for name, sign in DECIMALS.items() if sign == form.decimal)
        raise TableProblem(
            problem("S015/holds-which-no-number-correct-cell-or-decimal", text=text[:60], mark=mark),
        )
    return value


def open_column(form: Form, column: str) -> TableProblem:
    """S027: nothing tells how a column is written."""
    return TableProblem(
        problem("S027/nothing-tells-decimal-mark", column=column, example=form.example),
    )


def forms(columns: Sequence[Iterable[str]], marks: Marks) -> Iterator[Form]:
    """How each column of a file is read."""
    tallies = [tally(cells, marks) for cells in columns]
    for own in tallies:
        yield decide(own, (other for other in tallies if other is not own), marks)
