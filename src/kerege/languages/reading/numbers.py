"""Numbers without their unit: digits or number words, with scales and halves: 6 млн 637 тыс., three and a half million."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction

from kerege.languages.reading.cursor import HYPHENS, Cursor, Reading, kept
from kerege.languages.reading.spans import Form, Quantity
from kerege.languages.tokens import Sort
from kerege.languages.units import COUNTED

_THOUSAND = Fraction(1000)
_MOST_SCALES = 3
"""A hundred thousand million: no language writes more scale words in a row."""


@kept
def cardinal(c: Cursor, i: int) -> tuple[Fraction, int, str] | None:
    """Number words below a thousand, put together: value, the token behind, the case of the last word."""
    if not c.settings.number_words:
        return None
    total, room, j, case = Fraction(0), _THOUSAND, i, ""
    if (article := c.has(i, "one")) and (hundred := c.has(article.end, "hundred")):
        total, room, j = Fraction(100), Fraction(100), hundred.end  # a hundred and twenty
    while True:
        hundred = c.has(j, "hundred")
        if hundred and _multiplies(total, room, j == i):
            total, room, j, case = (total or Fraction(1)) * 100, Fraction(100), hundred.end, hundred.case
            if case not in ("", "nom"):
                break
            continue
        word = c.has(_behind_joint(c, i, j, room), "number")
        if word is None or not _adds(word.number, room, j == i):
            break
        total += word.number
        room = _room_behind(c, word.number)
        j, case = word.end, f"poss {word.case}" if "collective" in word.entry.flags else word.case
        inflected = case not in ("", "nom")
        if (room == 0 or inflected) and not (not inflected and c.has(j, "hundred") and _counts_hundreds(c, total)):
            break
        room = room or Fraction(999)
    return (total, j, case) if j > i else None


def _counts_hundreds(c: Cursor, total: Fraction) -> bool:
    """Two hundred, eleven hundred; «он бир жүз» is no number."""
    return total < 10 or (10 < total < 20 and c.lexicon.harmony is None)


def _multiplies(total: Fraction, room: Fraction, first: bool) -> bool:
    """Whether a word for hundred multiplies what stands before it, or stands alone."""
    return first if total == 0 else 0 < total < 100 and room != 100


def _behind_joint(c: Cursor, i: int, j: int, room: Fraction) -> int:
    """Over *and* after hundreds or tens, and over the hyphens of twenty-one and vingt-et-un."""
    at = j
    joined = {"hundreds": room == 100, "tens": room in (10, 20), "both": True}.get(c.settings.joint, False)
    k = j + 1 if c.hyphen(j) else j
    if j > i and joined and (joint := c.has(k, "and")):
        at = joint.end
    return at + 1 if j > i and c.hyphen(at) else at


def _adds(value: Fraction, room: Fraction, first: bool) -> bool:
    return value < room and (first or (value > 0 and value.denominator == 1))


def _room_behind(c: Cursor, value: Fraction) -> Fraction:
    """What may follow must be smaller than this: units behind tens, tens behind hundreds."""
    if value >= 100:
        return Fraction(100)
    if value in c.settings.scores:
        return Fraction(20)
    tens = value >= 20 and value % 10 == 0
    # Where ten and the units are two words («он эки»), ten is as open as twenty.
    return Fraction(10) if tens or (value == 10 and c.lexicon.harmony is not None) else Fraction(0)


@dataclass(frozen=True, slots=True)
class _Part:
    """One stretch of a number up to its scale."""

    value: Fraction
    step: Fraction
    end: int
    form: Form
    case: str = ""
    others: tuple[tuple[Fraction, Fraction], ...] = ()
    mixed: bool = False
    """A fraction is written in it already."""


@kept
def magnitude(c: Cursor, i: int) -> Reading | None:
    """A number with its scales; None where none begins here."""
    parts: list[tuple[_Part, Fraction]] = []
    j, last = i, Fraction(10**18)
    while (part := _part(c, j, not parts)) is not None:
        part = _with_tail(c, part)
        scale, end, case = _scales(c, part)
        if (
            scale > 1
            and (half := c.has(end, "half"))
            and part.value.denominator == 1
            and not part.mixed
            and _half_of_scale(c, end)
        ):
            part, end = replace(part, value=part.value + half.number, step=part.step / 10), half.end
        if scale >= last or (parts and part.value * scale >= last):
            break
        part = replace(part, end=end, case=case)
        parts.append((part, scale))
        last, j = scale, _next_part(c, part, scale)
        if j == 0:
            break
    return _sum(parts) if parts else None


def _sum(parts: list[tuple[_Part, Fraction]]) -> Reading:
    first, scale = parts[0]
    last, smallest = parts[-1]
    value = sum((part.value * size for part, size in parts), Fraction(0))
    numerals = all(part.form is Form.NUMERAL for part, _ in parts)
    form = first.form if len(parts) == 1 or numerals else Form.WORDS
    quantity = Quantity(
        value,
        value,
        last.step * smallest,
        form=form,
        others=tuple((v * scale, s * scale) for v, s in first.others) if len(parts) == 1 else (),
        case=last.case,
        scaled=any(size > 1 for _, size in parts),
        mantissa=first.value,
    )
    return quantity, last.end


def _part(c: Cursor, j: int, first: bool) -> _Part | None:
    if c.numeral(j):
        return _numeral_part(c, j, first)
    if c.sort(j) is Sort.VULGAR:
        value = c.tokens[j].readings[0][0]
        return _Part(value, Fraction(1, 100), j + 1, Form.FRACTION, mixed=True) if first else None
    if words := cardinal(c, j):
        value, end, case = words
        return _Part(value, Fraction(1) if value.denominator == 1 else Fraction(1, 10), end, Form.WORDS, case)
    if not first:
        return None
    if decimals := _bare_decimals(c, j):
        return decimals
    scale = c.has(j, "scale")
    if scale and not scale.entry.glued and c.settings.bare_scale and "counted" not in scale.entry.flags:
        return _Part(Fraction(1), Fraction(1), j, Form.WORDS)
    article = c.has(j, "one")
    if article and (scale := c.has(article.end, "scale")) and not scale.entry.glued:
        return _Part(Fraction(1), Fraction(1), article.end, Form.WORDS)
    return None


def _bare_decimals(c: Cursor, j: int) -> _Part | None:
    """Point five; but not «at this point five women left»."""
    point = c.has(j, "point")
    if point is None or c.has(j - 1, "the") or c.has(j - 1, "number") or c.numeral(j - 1):
        return None
    part = _spelled_decimals(c, _Part(Fraction(0), Fraction(1), j, Form.WORDS, mixed=True), point.end)
    unit = c.has(part.end, "unit")
    measured = unit is not None and unit.value not in COUNTED
    return part if part.end > point.end and measured else None


def _numeral_part(c: Cursor, j: int, first: bool) -> _Part | None:
    token = c.tokens[j]
    if not first and (len(token.readings) > 1 or c.year_like(j)):
        return None
    value, decimals = token.readings[0]
    others = tuple((number, Fraction(1, 10**places)) for number, places in token.readings[1:])
    part = _Part(value, Fraction(1, 10**decimals), j + 1, Form.NUMERAL, others=others)
    if c.sort(j + 1) is Sort.VULGAR:
        part = replace(part, value=value + c.tokens[j + 1].readings[0][0], end=j + 2, step=Fraction(1, 10), mixed=True)
    elif small := _slashed(c, j + 1):
        part = replace(part, value=value + small, end=j + 4, step=Fraction(1, 10), mixed=True)
    if end := c.ending(part.end):
        if end[0] in ("ordinal", "decade"):
            return None
        part = replace(part, case=end[0], end=end[1])
    return part


def _slashed(c: Cursor, j: int) -> Fraction | None:
    """The 1/2 of 3 1/2."""
    if c.numeral(j) and c.sign(j + 1, "/⁄") and c.numeral(j + 2) and c.glued(j + 1) and c.glued(j + 2):
        above, below = c.tokens[j].readings[0][0], c.tokens[j + 2].readings[0][0]
        return above / below if 0 < above < below <= 10 else None
    return None


def _with_tail(c: Cursor, part: _Part) -> _Part:
    """Halves, decimals in words and common fractions behind the whole number."""
    at = part.end + 1 if c.sign(part.end, HYPHENS) and c.glued(part.end) else part.end
    half = c.has(at, "half")
    if half and not part.mixed and part.value.denominator == 1:
        part = replace(
            part,
            value=part.value + half.number,
            step=part.step / 10,
            end=half.end,
            case=half.case or part.case,
            mixed=True,
        )
    point = c.has(part.end, "point")
    if point and part.value.denominator == 1:
        part = _spelled_decimals(c, part, point.end)
    whole = c.has(part.end, "whole")
    joint = c.has(part.end, "and") if part.form is Form.WORDS and part.value.denominator == 1 else None
    if joint and (first := simple(c, joint.end)) and (below := c.has(first[1], "part")) and first[0] < below.number:
        whole = joint  # two and three fifths
    return _common_fraction(c, part, whole.end) if whole else part


def _spelled_decimals(c: Cursor, part: _Part, j: int) -> _Part:
    digits = ""
    while (digit := c.has(j, "number")) and digit.number < 10 and digit.number.denominator == 1:
        digits, j = digits + str(digit.number), digit.end
    if not digits:
        return part
    value = part.value + Fraction(int(digits), 10 ** len(digits))
    return replace(part, value=value, step=Fraction(1, 10 ** len(digits)), end=j)


def _common_fraction(c: Cursor, part: _Part, j: int) -> _Part:
    """«59 целых 6 десятых», «59 бүтүн ондон алты»."""
    first = simple(c, j)
    if first is None:
        return part
    if denominator := c.has(first[1], "part"):
        below = int(denominator.number)
        return replace(part, value=part.value + first[0] / below, step=Fraction(1, below), end=denominator.end)
    second = simple(c, first[1]) if c.settings.whole_first else None
    if second and second[0] < first[0]:
        return replace(part, value=part.value + second[0] / first[0], step=1 / first[0], end=second[1])
    return part


def simple(c: Cursor, i: int) -> tuple[Fraction, int] | None:
    """A numeral or number words, without scale."""
    if c.numeral(i):
        return c.tokens[i].readings[0][0], i + 1
    words = cardinal(c, i)
    return (words[0], words[1]) if words else None


def _scales(c: Cursor, part: _Part) -> tuple[Fraction, int, str]:
    """The scale words behind a number: thousand, «миллионов», hundred thousand million."""
    scale, j, case = Fraction(1), part.end, part.case
    if c.has(j, "hundred") and part.form is Form.NUMERAL:
        return scale, j, case
    at = j + 1 if c.hyphen(j) and c.has(j + 1, "scale") else j
    for _ in range(_MOST_SCALES):
        match = c.has(at, "scale")
        if match is None:
            break
        if match.entry.glued and not (c.glued(at) and part.form is Form.NUMERAL and not _measure(c, at)):
            break
        scale, at, case = scale * match.number, match.end, match.case
        j = at
    return scale, j, case


def _measure(c: Cursor, j: int) -> bool:
    """Whether a glued m is the metre of 1.2m²."""
    return bool(c.has(j, "unit")) and any(match.end > j + 1 for match in c.all(j, "unit"))


def _half_of_scale(c: Cursor, j: int) -> bool:
    """«Two million and a half», but not «миллион жарым жыл»."""
    half = c.has(j, "half")
    return half is not None and not c.has(j, "half-unit")


def _next_part(c: Cursor, part: _Part, scale: Fraction) -> int:
    """Where the next part may begin, or 0: 6 million *637 thousand*, two thousand *and five*."""
    if scale == 1 or part.case not in ("", "nom"):
        return 0
    j = part.end
    if part.form is Form.NUMERAL:
        return j if c.numeral(j) and not c.glued(j) else 0
    if part.form is not Form.WORDS:
        return 0
    if c.sign(j, ",") and (behind := cardinal(c, j + 1)) and (behind[0] >= 100 or c.has(behind[1], "scale")):
        j += 1
    if joint := c.has(j, "and"):
        j = joint.end
    return j if cardinal(c, j) else 0
