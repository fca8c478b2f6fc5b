"""A number with its sign, currency, unit, or the noun that it counts."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction

from kerege.languages.reading.cursor import Cursor, Reading, kept
from kerege.languages.reading.numbers import cardinal, magnitude
from kerege.languages.reading.spans import Form, Quantity
from kerege.languages.tokens import Sort
from kerege.languages.units import COUNTED, SUMS, TIMES

_NO_NOUNS = (
    "function", "change", "compare", "after", "before", "to", "period", "with", "piece", "not", "or", "and", "by", "from", "month", "share",
    "times-in", "times-after", "level", "year-noun", "per", "interval", "idiom", "clock", "out-of", "but", "times-less", "plural-verb",
)  # fmt: skip
_NUMBERS = ("part", "ordinal", "many", "scale", "hundred", "alone")
_MINUS = "−-–—"
_DEGREES = frozenset(("degree", "celsius", "fahrenheit"))


@dataclass(frozen=True, slots=True)
class _Sign:
    negative: bool
    written: bool
    end: int


@kept
def amount(c: Cursor, i: int) -> Reading | None:
    """One amount: −3.2 per cent, US$ 3.4 bn, 3 hours 20 minutes, 45 women."""
    if timed := _period_and_half(c, i):
        return timed
    sign = _sign(c, i)
    money, j, minus = _money(c, sign)
    number = half_unit(c, j) or magnitude(c, j)
    if number is None:
        return None
    quantity, j = number
    if not money and quantity.form is Form.FRACTION and not unit_at(c, j):
        return None
    relation, j = _postposition(c, quantity, j)
    if not relation and (odd := _scaled_behind_hedge(c, quantity, j)):
        quantity, relation, j = odd
    quantity, j = _with_unit(c, quantity, j, money, bool(relation))
    if quantity.case == "approx" or number[0].case == "approx":
        relation = relation or "about"
    quantity, j = _with_smaller_unit(c, quantity, j)
    quantity, j = _and_half(c, quantity, j)
    if quantity.unit and quantity.unit not in ("percent", "persons") and (period := c.has(j, "period")):
        j = period.end
    if not quantity.unit and c.settings.inverted and (before := _unit_before(c, i)):
        quantity = converted(quantity, before)
        relation = relation or "about"
    behind = c.has(j, "sign-after") if quantity.unit in _DEGREES and not sign.written else None
    if behind:  # 19 degrees below zero
        sign, j = _Sign(behind.value == "-", True, j), behind.end
    if sign.negative or minus:
        quantity = negative(quantity)
    return replace(quantity, relation=relation, signed=sign.written or minus), j


def _period_and_half(c: Cursor, i: int) -> Reading | None:
    """An hour and a half."""
    article = c.has(i, "one")
    unit = unit_at(c, article.end) if article else None
    half = c.has(unit.end, "half") if unit and unit.code in TIMES else None
    if unit is None or half is None or c.settings.whole_first:
        return None
    return Quantity(1 + half.number, 1 + half.number, Fraction(1, 10), unit=unit.code, form=Form.WORDS), half.end


def negative(quantity: Quantity) -> Quantity:
    """The quantity with its sign turned."""
    others = tuple((-value, step) for value, step in quantity.others)
    return replace(quantity, low=-quantity.high, high=-quantity.low, others=others)


def _sign(c: Cursor, i: int) -> _Sign:
    for word in (c.has(i, "sign", "-"), c.has(i, "sign", "+")):
        if word and c.word(i) and (c.numeral(word.end) or cardinal(c, word.end) or c.has(word.end, "symbol")):
            return _Sign(word.value == "-", True, word.end)
    if c.sign(i, _MINUS + "+") and (c.numeral(i + 1) or c.has(i + 1, "symbol")):
        # A minus stands close to its number and apart from what is before it; elsewhere it is a dash or a range.
        before = c.glued(i) and (c.word(i - 1) or c.numeral(i - 1) or c.sign(i - 1, "%)"))
        if (c.glued(i + 1) and not before) or (i == 0 and not c.sign(i, "+")):
            return _Sign(not c.sign(i, "+"), True, i + 1)
    return _Sign(False, False, i)


def _money(c: Cursor, sign: _Sign) -> tuple[str, int, bool]:
    """The currency before the amount, where the number begins, and a minus between them: $−5."""
    symbol = c.has(sign.end, "symbol")
    if symbol is None:
        return "", sign.end, False
    j, minus = symbol.end, False
    if not sign.written and c.sign(j, "−-–") and c.numeral(j + 1) and c.glued(j + 1):
        minus, j = True, j + 1
    return (symbol.value, j, minus) if c.numeral(j) else ("", sign.end, False)


@kept
def half_unit(c: Cursor, j: int) -> Reading | None:
    """Half a per cent, half a million, «жарым пайыз», «полмиллиона»."""
    for cls in ("alone", "half-unit"):
        match = c.has(j, cls)
        if match is None:
            continue
        k = over_article(c, match.end)
        if (scale := c.has(k, "scale")) and not scale.entry.glued:
            value = match.number * scale.number
            return Quantity(value, value, value / 5, form=Form.WORDS, scaled=True, case=scale.case), scale.end
        unit = unit_at(c, k)
        # «Half an hour», but «half of the days».
        timed = cls == "half-unit" or k > match.end or (unit is not None and unit.code not in TIMES)
        measured = unit is not None and unit.code not in COUNTED and timed
        if measured and not (cls == "alone" and match.case):
            return Quantity(match.number, match.number, Fraction(1, 10), form=Form.WORDS), k
    return None


def over_article(c: Cursor, j: int) -> int:
    """Behind *a*, *of a*, *of one*."""
    k = of.end if (of := c.has(j, "of")) else j
    if article := c.has(k, "one"):
        return article.end
    one = cardinal(c, k) if k > j else None
    return one[1] if one and one[0] == 1 else j


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit that stands at a place."""

    code: str
    case: str
    end: int


@kept
def unit_at(c: Cursor, i: int) -> Unit | None:
    """The unit there; a hyphen may stand before it, and an ending be glued to a sign (59,6%ы)."""
    j = i + 1 if c.hyphen(i) and c.word(i + 1) else i
    match = c.has(j, "unit")
    if match is None or (match.entry.glued and not c.glued(j)):
        letter = c.lexicon.unit_letter(c.tokens[j].fold) if c.word(j) and not c.glued(j) else ""
        return _divided(c, Unit(letter, "", j + 1)) if letter else None
    case, end = match.case, match.end
    if (divided := _divided(c, Unit(match.value, case, end))).end > end:
        return divided
    if not c.tokens[end - 1].text[-1].isalpha() and (ending := c.ending(end)):
        case, end = ending
    return Unit(match.value, case, end)


def _divided(c: Cursor, unit: Unit) -> Unit:
    """mg/l, km/h, people/km²: the unit with what it is divided by."""
    if not (c.sign(unit.end, "/") and c.glued(unit.end) and c.glued(unit.end + 1)):
        return unit
    below = c.has(unit.end + 1, "unit")
    letter = c.lexicon.unit_letter(c.tokens[unit.end + 1].fold) if c.word(unit.end + 1) else ""
    if below is None and not letter:
        return unit
    code, case, end = (below.value, below.case, below.end) if below else (letter, "", unit.end + 2)
    return Unit("per" if unit.code in COUNTED else f"{unit.code}-per-{code}", case, end)


def _postposition(c: Cursor, quantity: Quantity, j: int) -> tuple[str, int]:
    """«59 с небольшим процентов», «100 ашык улут»: the hedge between the number and its unit."""
    at = j + 1 if c.hyphen(j) else j  # 12-odd per cent
    for match in c.all(at, "after"):
        case = asks_for(match.entry.flags, quantity.case)
        behind = unit_at(c, match.end)
        if case and (behind or c.has(match.end, "times-in") or (c.word(match.end) and case == "nom")):
            return match.value, match.end
    return "", j


def _scaled_behind_hedge(c: Cursor, quantity: Quantity, j: int) -> tuple[Quantity, str, int] | None:
    """«300 с лишним тысяч»: the hedge stands between the number and its scale."""
    hedge = c.has(j, "after")
    scale = c.has(hedge.end, "scale") if hedge and not hedge.entry.flags else None
    if hedge is None or scale is None or scale.entry.glued or quantity.scaled:
        return None
    others = tuple((value * scale.number, step * scale.number) for value, step in quantity.others)
    low, step = quantity.low * scale.number, quantity.step * scale.number
    whole = replace(quantity, low=low, high=low, step=step, others=others, scaled=True, case=scale.case)
    return replace(whole, mantissa=quantity.low), hedge.value, scale.end


def asks_for(flags: tuple[str, ...], case: str) -> str:
    """Whether a word that asks for a case («пайыздан ашык») has it before it; `any` where it asks for none."""
    if not flags:
        return "any"
    need = flags[0]
    return need if need in case.split() or (need == "nom" and not case) else ""


def _with_unit(c: Cursor, quantity: Quantity, j: int, money: str, hedged: bool) -> tuple[Quantity, int]:
    code, noun, case = money, "", quantity.case
    particle = c.has(j, "particle")  # «3 гана пайыз»
    j = particle.end if particle and unit_at(c, particle.end) else j
    unit = unit_at(c, j) or _of_one(c, quantity, j)
    if unit:
        if not money or unit.code.partition("/")[0] == money:
            unit = _last_noun(c, unit)
            code, case, j = unit.code, unit.case or case, unit.end
            if code in COUNTED and (joined := _joined_noun(c, j)):
                code, case, j, noun = joined
    elif not hedged and not money and c.word(j) and not c.glued(j):
        code, case, j, noun = noun_at(c, j, case)
    elif not money and c.hyphen(j) and c.word(j + 1) and not c.classes(j + 1) and not c.ending(j):
        noun = c.tokens[j + 1].text  # 15-something
    return replace(converted(quantity, code), noun=noun, case=case), j


def _unit_before(c: Cursor, i: int) -> str:
    """«Процентов 60», «лет сорок»: a unit before its number, which is then a guess."""
    for k in (i - 1, i - 2):
        unit = unit_at(c, k) if k >= 0 and not c.glued(k) else None
        free = not (c.numeral(k - 1) or c.sort(k - 1) is Sort.VULGAR or c.has_any(k - 1, (*_NUMBERS, "number", "half")))
        if unit and unit.end == i and unit.code not in COUNTED and free and c.word(k):
            return unit.code
    return ""


def _of_one(c: Cursor, quantity: Quantity, j: int) -> Unit | None:
    """0.5 of a percentage point."""
    k = over_article(c, j)
    unit = unit_at(c, k) if k > j and quantity.low.denominator > 1 else None
    return unit if unit and unit.code not in COUNTED else None


def _joined_noun(c: Cursor, j: int) -> tuple[str, str, int, str] | None:
    """What is counted where a hyphen joins a noun to the next word: 300 vehicle-related thefts; 300 person-days are not persons."""
    if not (c.hyphen(j) and c.word(j + 1)) or c.has_any(j + 1, ("after", "change", "compare", "age-behind")):
        return None
    if c.ending(j) or c.has(j + 1, "function"):
        return None
    for k in (j + 2, j + 3):
        unit = unit_at(c, k) if c.word(k) else None
        if unit and unit.code in COUNTED:
            return unit.code, unit.case, unit.end, ""
    return "", "", j + 2, f"{c.tokens[j - 1].text}-{c.tokens[j + 1].text}"


def _last_noun(c: Cursor, unit: Unit) -> Unit:
    """Six school teachers, «алты мектеп мугалими»: of nouns in a row the last is counted."""
    for _ in range(2 if c.settings.noun_compounds else 0):
        behind = (
            unit_at(c, unit.end) if unit.code in COUNTED and unit.case in ("", "nom") and c.word(unit.end) else None
        )
        if behind is None or behind.code not in COUNTED or c.has(unit.end, "function"):
            break
        unit = behind
    return unit


def converted(quantity: Quantity, code: str) -> Quantity:
    """A hundredth (`KGS/100`) or a multiple (`ug-m3*1000`) in the unit that it is a part of."""
    for mark in "/*":
        base, found, size = code.partition(mark)
        if found:
            factor = Fraction(size) if mark == "*" else 1 / Fraction(size)
            others = tuple((value * factor, step * factor) for value, step in quantity.others)
            return replace(
                quantity,
                low=quantity.low * factor,
                high=quantity.high * factor,
                step=quantity.step * factor,
                others=others,
                unit=base,
            )
    return replace(quantity, unit=code)


def _with_smaller_unit(c: Cursor, quantity: Quantity, j: int) -> tuple[Quantity, int]:
    """3 hours 20 minutes, 5 soms 50 tyiyn."""
    if not quantity.unit or quantity.noun:
        return quantity, j
    k = joint.end if (joint := c.has(j, "and")) else j
    following = magnitude(c, k)
    unit = unit_at(c, following[1]) if following else None
    if following is None or unit is None:
        return quantity, j
    base, _, cut = unit.code.partition("/")
    small = following[0].low
    if cut and base == quantity.unit and quantity.low.denominator == 1:
        total = quantity.low + small / int(cut)
        return replace(quantity, low=total, high=total, step=Fraction(1, int(cut)), case=unit.case), unit.end
    size = SUMS.get((quantity.unit, unit.code))
    if size and small < size:
        total, code = quantity.low * size + small, unit.code
        return replace(
            quantity, low=total, high=total, step=Fraction(1), unit=code, case=unit.case, joined=True
        ), unit.end
    return quantity, j


def _and_half(c: Cursor, quantity: Quantity, j: int) -> tuple[Quantity, int]:
    """An hour and a half, two years and a half."""
    half = c.has(j, "half")
    if half is None or quantity.unit not in TIMES or quantity.low.denominator > 1 or c.settings.whole_first:
        return quantity, j
    value = quantity.low + half.number
    return replace(quantity, low=value, high=value, step=Fraction(1, 10)), half.end


def noun_at(c: Cursor, j: int, case: str) -> tuple[str, str, int, str]:
    """What is counted: a known noun or currency here or behind up to two unknown words; else the unknown word itself.

    Returns:
        The unit, its case, the token behind, the unknown word.
    """
    if c.has_any(j, _NO_NOUNS) or c.has_any(j, _NUMBERS) or cardinal(c, j):
        return "", case, j, ""
    for k in range(j, min(j + 3, c.count)):
        stops = k > j and (c.has(k, "function") or c.glued(k) or c.has_any(k, _NUMBERS) or cardinal(c, k))
        if not c.word(k) or stops:
            break
        unit = unit_at(c, k) if k > j else None
        if unit and (unit.code in COUNTED or unit.code[:3].isupper()):
            return unit.code, unit.case, unit.end, ""
    return "", c.lexicon.case_of(c.tokens[j].fold) or case, j, c.tokens[j].text


def counted_end(c: Cursor, j: int) -> int:
    """Behind the noun that is counted, or the same place."""
    match = c.has(j, "unit")
    return match.end if match and match.value in COUNTED else j
