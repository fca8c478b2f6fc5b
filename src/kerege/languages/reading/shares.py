"""Shares, fractions, ratios, rates, factors and vague numbers: what states a size without plain digits and a unit."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from kerege.languages.lexicon import Match
from kerege.languages.reading.amounts import Unit, amount, counted_end, over_article, unit_at
from kerege.languages.reading.cursor import Cursor, Reading, kept
from kerege.languages.reading.numbers import cardinal, magnitude, simple
from kerege.languages.reading.spans import Form, Kind, Quantity, Span
from kerege.languages.reading.years import year
from kerege.languages.tokens import Sort
from kerege.languages.units import COUNTED, TIMES

_SMALL_GROUP = 20
_TOLD_AS_SHARE = 10
"""Out of so few, a share is meant ("nine of ten"), and not two counts."""
_LARGEST_WHOLE = 1000
"""«Алты миллиондон 650 000»: out of more, a share is not what is meant."""
_POWERS = frozenset(10**n for n in range(1, 7))


def _share(value: Fraction, form: Form, case: str = "", whole: Fraction = Fraction(0)) -> Quantity:
    return Quantity(value, value, form=form, unit="share", case=case, whole=whole)


def every(c: Cursor, i: int) -> Reading | None:
    """Every third, «каждый пятый», «ар бир бешинчи», every other woman; not every second day."""
    match = c.has(i, "every")
    nth = (c.has(match.end, "ordinal") or c.has(match.end, "other")) if match else None
    if nth is None or nth.number <= 1 or c.has(nth.end, "period-noun"):
        return None
    return _share(100 / nth.number, Form.RATIO, nth.case, nth.number), counted_end(c, nth.end)


def share(c: Cursor, i: int) -> Reading | None:
    """Most, the vast majority, few: a range of shares."""
    match = c.has(i, "share")
    if match is None:
        return None
    low, high = (Fraction(end) for end in match.value.split(".."))
    unit = unit_at(c, match.end)
    counted = unit is not None and unit.code in COUNTED
    if low == 100 and c.has(i, "all") and not counted:
        return None
    if "noun" in match.entry.flags and not (unit or c.has(match.end, "of") or match.end == c.count):
        return None
    return Quantity(low, high, form=Form.SHARE, unit="share", case=match.case), counted_end(c, match.end)


@kept
def times(c: Cursor, i: int) -> Reading | None:
    """Twice, «вдвое», doubled, 2.5-fold, «в 1,5 раза», «эки эсе аз»."""
    if (word := c.has(i, "times")) and word.value != "x":
        got = _times(c, word.number, Fraction(1, 10) if word.number.denominator > 1 else Fraction(1), word.end)
        return (replace(got[0], direction="less"), got[1]) if "fall" in word.entry.flags else got
    before = c.has(i, "times-before")
    number = magnitude(c, before.end if before else i)
    if number is None or number[0].scaled or number[0].form is Form.FRACTION:
        return None
    hedge = c.has(number[1], "after") if before else None  # «в два с лишним раза»
    j = hedge.end if hedge else number[1]
    j = j + 1 if c.hyphen(j) else j
    word = (c.has(j, "times-in") if before else None) or c.has(j, "times-after") or c.has(j, "times", "x")
    if word is None or (word.entry.glued and not c.glued(j)) or c.has(word.end, "period"):
        return None
    got = _times(c, number[0].low, number[0].step, word.end, word.case)
    others = number[0].others if got[0].low == number[0].low else ()
    return replace(got[0], others=others, case=word.case, relation=hedge.value if hedge else ""), got[1]


def _times(c: Cursor, value: Fraction, step: Fraction, j: int, case: str = "") -> Reading:
    if case not in ("", "nom", "dat"):  # «эки эседен ашык»: more than twice, not twice more
        return Quantity(value, value, step, form=Form.TIMES, unit="times"), j
    less = c.has(j, "times-less")
    if less and value >= 1:
        return Quantity(
            1 / value, 1 / value, Fraction(1, 10), form=Form.TIMES, unit="times", direction="less"
        ), less.end
    elif more := c.has(j, "compare"):
        j = more.end
    return Quantity(value, value, step, form=Form.TIMES, unit="times"), j


def fraction(c: Cursor, i: int, hedged: bool) -> Reading | None:
    """Two thirds, «одна восьмая», a third of, ½, 1/3, «половина», «жарымы».

    Args:
        hedged: a word such as *about* stands before it, so that *a third* is no ordinal.
    """
    got = _fraction_value(c, i, hedged)
    if got is None:
        return None
    value, j, case = got
    if piece := c.has(j, "piece"):
        j, case = piece.end, piece.case or case
    k = over_article(c, j)
    scale = c.has(k, "scale") if k > j or c.lexicon.harmony is None else None
    if scale and not scale.entry.glued:
        total = value * scale.number
        unit = unit_at(c, scale.end)
        quantity = Quantity(total, total, total / 5, unit=unit.code if unit else "", form=Form.WORDS, scaled=True)
        return quantity, unit.end if unit else scale.end
    unit = unit_at(c, k)
    if unit and not case.startswith("poss") and _part_of_one(unit.code, k > j):
        return Quantity(value, value, Fraction(1, 10), unit=unit.code, form=Form.WORDS, case=unit.case), unit.end
    return _share(value * 100, Form.FRACTION, case.replace("poss ", "")), j


def _part_of_one(code: str, article: bool) -> bool:
    """A quarter of an hour, «четверть часа», a third of a hectare: a part of one unit, and no share of many."""
    if code in ("percent", "percentage_points") or code in TIMES:
        return True
    return code not in COUNTED and (article or not code.isupper())


def _fraction_value(c: Cursor, i: int, hedged: bool) -> tuple[Fraction, int, str] | None:
    if c.sort(i) is Sort.VULGAR:
        return c.tokens[i].readings[0][0], *_ended(c, i + 1)
    if slashed := _slashed(c, i):
        return slashed
    alone = c.has(i, "alone")
    if alone and alone.end > i + 1:
        return alone.number, alone.end, alone.case
    if left := _qualified_part(c, i):
        return left
    article = c.has(i, "one")
    count = (Fraction(1), article.end) if article else simple(c, i)
    if count and count[0] and count[0].denominator == 1:
        return _parts(c, count, article, hedged)
    ordinal = c.has(i, "ordinal")
    if ordinal and ordinal.number > 2 and not c.settings.whole_first and (piece := c.has(ordinal.end, "piece")):
        return 1 / ordinal.number, piece.end, piece.case
    if alone and not c.has(i - 1, "ordinal"):
        return alone.number, alone.end, alone.case
    return None


def _qualified_part(c: Cursor, i: int) -> tuple[Fraction, int, str] | None:
    """A good third, the remaining quarter, the other half."""
    article = c.has(i, "one")
    word = c.has(article.end if article else i, "before-part")
    part = (c.has(word.end, "part") or c.has(word.end, "alone")) if word else None
    if part is None:
        return None
    return (part.number if part.entry.cls == "alone" else 1 / part.number), part.end, part.case


def _ended(c: Cursor, j: int) -> tuple[int, str]:
    ending = c.ending(j)
    return (ending[1], ending[0]) if ending else (j, "")


def _slashed(c: Cursor, i: int) -> tuple[Fraction, int, str] | None:
    """1/3, but neither 2015/16 nor 3/4/2015."""
    if not (c.plain_digits(i) and c.sign(i + 1, "/⁄") and c.plain_digits(i + 2) and c.glued(i + 1) and c.glued(i + 2)):
        return None
    above, below = c.tokens[i].readings[0][0], c.tokens[i + 2].readings[0][0]
    if not 0 < above < below <= 1000 or c.year_like(i) or c.sign(i + 3, "/"):
        return None
    return above / below, *_ended(c, i + 3)


def _parts(
    c: Cursor, count: tuple[Fraction, int], article: Match | None, hedged: bool
) -> tuple[Fraction, int, str] | None:
    """A number and the name of a part: two thirds, «девять десятых»."""
    j = count[1] + 1 if c.hyphen(count[1]) else count[1]
    part = c.has(j, "part")
    if part is None or count[0] >= part.number:
        return None
    # «A third write», but not «a third wave»; two thirds, a quarter and a half are never ordinals.
    sure = not c.settings.ordinal_parts or article is None or hedged or not c.has(j, "ordinal")
    clear = not c.has(part.end, "ordinal-noun")
    return (count[0] / part.number, part.end, part.case) if sure or clear else None


def part_of(c: Cursor, i: int) -> Reading | None:
    """«Үчтөн экиси», «ондон тогуз», «он аялдын тогузу», «1000 аялга 978 эркек»: the whole stands first."""
    if not c.settings.whole_first:
        return None
    whole = magnitude(c, i)
    if whole is None or whole[0].low < 1 or whole[0].low.denominator > 1:
        return None
    if "abl" in whole[0].case.split() or (whole[0].case == "gen" and _owned(c, whole[1])):
        return _out_of_whole(c, whole)
    return _of_counted(c, whole) if whole[0].case in ("", "nom") else None


def _owned(c: Cursor, j: int) -> bool:
    """«Үчтүн бири», «60тын 12си»: the part says by its ending whose it is."""
    part = magnitude(c, j)
    return part is not None and "poss" in part[0].case


def _out_of_whole(c: Cursor, whole: Reading) -> Reading | None:
    part = magnitude(c, whole[1]) or _homonym(c, whole[1])
    if part is None or not 0 < part[0].low < whole[0].low or part[0].low.denominator > 1:
        return None
    if whole[0].low > _LARGEST_WHOLE or not _round(whole[0].low):
        return None
    if c.has(whole[1], "after"):  # «4000ден бир аз көп»: a bit more than 4,000
        return None
    value, end = part[0].low * 100 / whole[0].low, part[1]
    if piece := c.has(end, "piece"):
        return _share(value, Form.FRACTION, piece.case.replace("poss ", "")), piece.end
    if unit_at(c, end) and "poss" not in part[0].case:
        return None
    return _share(value, Form.FRACTION, part[0].case.replace("poss ", "")), end


def _homonym(c: Cursor, j: int) -> Reading | None:
    """«Төрттөн үчүн»: a word that elsewhere is none of number, here the part."""
    found = c.lexicon.plain_number(c.tokens[j].fold) if c.word(j) else None
    return (Quantity(found[0], found[0], form=Form.WORDS, case=found[1]), j + 1) if found else None


def _of_counted(c: Cursor, whole: Reading) -> Reading | None:
    for k in range(whole[1], min(whole[1] + 4, c.count)):
        if not c.word(k) or c.has(k, "change") or c.has(k, "function"):
            return None
        unit = unit_at(c, k)
        if unit is None and k == whole[1] and c.lexicon.case_of(c.tokens[k].fold) == "gen":
            unit = Unit("things", "gen", k + 1)  # a counted noun that no list has
        if unit and "gen" in unit.case.split():
            hedge = c.has(unit.end, "before")
            part = magnitude(c, hedge.end if hedge else unit.end)
            digits = part is not None and Form.NUMERAL is part[0].form is whole[0].form
            if part and 0 < part[0].low < whole[0].low and "poss" in part[0].case and (digits or _round(whole[0].low)):
                value = part[0].low * 100 / whole[0].low
                share = _share(value, Form.RATIO, part[0].case.replace("poss ", ""), whole[0].low)
                return replace(share, relation=hedge.value if hedge else ""), part[1]
            return None
        if unit and "dat" in unit.case.split():
            rated = amount(c, unit.end)
            base = whole[0].low in _POWERS - {10} or (unit.code in COUNTED and whole[0].low == 1)
            fits = rated and base and rated[0].unit != "percent"
            if not rated or not fits:
                return None
            measured = rated[0].unit and rated[0].unit not in COUNTED and whole[0].low == 1
            return rated if measured else (replace(rated[0], form=Form.RATE, unit="per", noun=""), rated[1])
    return None


def ratio(c: Cursor, i: int) -> Reading | None:
    """One in three, one woman in three, 9 out of 10, «двое из троих», 1:4, 5 to 1."""
    if colon := _colon(c, i):
        return colon
    first = magnitude(c, i)
    if first is None or first[0].low < Fraction(1, 10) or (first[0].scaled and first[0].form is Form.NUMERAL):
        return None
    to = c.has(first[1], "to-one")
    one = simple(c, to.end) if to else None
    if one and one[0] == 1 and not unit_at(c, one[1]) and not c.has(one[1], "scale"):
        return Quantity(first[0].low, first[0].low, first[0].step, form=Form.RATIO, unit="colon"), one[1]
    return _of_whole(c, i, first)


def of_group(c: Cursor, i: int) -> Reading | None:
    """Of ten women, nine wanted to work: a share, said with small number words."""
    link = c.has(i, "out-of")
    the = c.has(link.end, "the") if link else None
    whole = amount(c, the.end if the else link.end) if link else None
    if whole is None or whole[0].form is not Form.WORDS or whole[0].unit != "persons" or whole[0].low > _SMALL_GROUP:
        return None
    j = whole[1] + 1 if c.sign(whole[1], ",") else whole[1]
    part = cardinal(c, j)
    if part is None or not 0 < part[0] < whole[0].low or unit_at(c, part[1]) or c.has(part[1], "scale"):
        return None
    return _share(part[0] * 100 / whole[0].low, Form.RATIO), part[1]


def _of_whole(c: Cursor, i: int, first: Reading) -> Reading | None:
    j = counted_end(c, first[1])
    spelled = first[0].form is Form.WORDS
    if j == first[1] and c.word(j) and spelled and not c.has(j, "function") and c.has(j + 1, "out-of"):
        j += 1
    j = j + 1 if c.hyphen(j) else j
    link = c.has(j, "out-of")
    if link is None:
        return None
    k = link.end + 1 if c.hyphen(link.end) else link.end
    if link.value == "of" and j != first[1]:  # two teams of four
        return None
    the = c.has(k, "the") if link.value != "in" else None
    k = the.end if the else k
    whole = magnitude(c, k) or (magnitude(c, article.end) if (article := c.has(k, "one")) else None)
    if whole is None or (year(c, k) and whole[0].low not in _POWERS) or not _is_share(c, first, whole, link, j):
        return None
    unit = unit_at(c, whole[1])
    if (unit and unit.code not in COUNTED) or (link.end == j + 1 and c.has(whole[1], "month")):
        return None
    total, end = whole[0].low, counted_end(c, whole[1])
    quantity = _share(first[0].low * 100 / total, Form.RATIO, whole=total)
    if (link.value == "in" and link.end == j + 1) or total <= _TOLD_AS_SHARE:
        return quantity, end
    return replace(quantity, ends=_both(c, (i, first), (k, whole), unit.code if unit else "")), end


def _both(c: Cursor, part: tuple[int, Reading], whole: tuple[int, Reading], unit: str) -> tuple[Span, ...]:
    """The two counts of "103 of 1,240 respondents": each may be a statistic of its own."""
    return tuple(
        Span(c.tokens[at].start, c.tokens[got[1] - 1].end, Kind.QUANTITY, "", replace(got[0], unit=unit))
        for at, got in (part, whole)
    )


def _is_share(c: Cursor, first: Reading, whole: Reading, link: Match, j: int) -> bool:
    part, total = first[0].low, whole[0].low
    digits = first[0].form is Form.NUMERAL and whole[0].form is Form.NUMERAL and link.value != "in"
    if (
        total <= part
        or total.denominator > 1
        or not (_round(total) or digits)
        or (part.denominator > 1 and total not in (10, 100, 1000))
    ):
        return False
    loose = link.end == j + 1 and link.value in ("in", "of")
    if not loose:
        return True
    if link.value == "of":
        return part.denominator == 1 and (total <= 100 or digits)
    round_total = part <= 10 and total % 10 == 0 and not c.word(whole[1])
    return first[0].form is Form.WORDS or total <= 100 or total in _POWERS or round_total


def _round(total: Fraction) -> bool:
    """What people take a share of: five, twelve, a hundred; «one of the 51 states» states no share."""
    return total <= 20 or total % 5 == 0


def _colon(c: Cursor, i: int) -> Reading | None:
    """1:4, but not 10:30."""
    if not (c.numeral(i) and c.sign(i + 1, ":") and c.numeral(i + 2) and c.glued(i + 1) and c.glued(i + 2)):
        return None
    above, below = c.tokens[i].readings[0][0], c.tokens[i + 2].readings[0][0]
    short = max(above, below) <= 10 and len(c.tokens[i + 2].text) == 1
    if c.sign(i + 3, ":") or not below or not (above == 1 or below == 1 or short):
        return None
    return Quantity(above / below, above / below, Fraction(1, 100), form=Form.RATIO, unit="colon"), i + 3


def rate(c: Cursor, i: int) -> Reading | None:
    """43 per 1,000, «12,4 на 100 тыс. населения», 1.05 men per woman."""
    first = amount(c, i)
    if first is None or first[0].unit in ("percent", "percentage_points"):
        return None
    j = first[1]
    for _ in range(3):
        if first[0].noun and c.word(j) and not c.has(j, "per"):
            j += 1
    one = j <= first[1] + 1 and first[0].form is Form.NUMERAL
    per = c.has(j, "per")
    if per is None:
        return None
    scale = c.has(per.end, "scale") or c.has(per.end, "hundred")
    base = magnitude(c, per.end)
    if base is None and scale and not scale.entry.glued:  # per thousand
        base = Quantity(scale.number, scale.number), scale.end
    unit = unit_at(c, base[1]) if base else None
    if base and first[0].low == 1 and _one_per(base[0].low) and (unit is None or unit.code in COUNTED):
        return _share(100 / base[0].low, Form.RATIO, whole=base[0].low), unit.end if unit else base[1]
    if base and (base[0].low in _POWERS or (base[0].low == 1 and one and unit and unit.code in COUNTED)):
        end = unit.end if unit and unit.code != "percent" else base[1]
        return replace(first[0], form=Form.RATE, unit="per", noun=""), end
    unit = unit_at(c, per.end)
    if base is None and unit and unit.code not in ("percent", "percentage_points"):
        if first[0].unit and first[0].unit not in COUNTED:
            return first[0], unit.end
        return replace(first[0], form=Form.RATE, unit="per", noun="", rated=first[0].unit), unit.end
    return None


def _one_per(base: Fraction) -> bool:
    """One per 16 women: a share, where one per 1,000 is a rate."""
    return 1 < base <= _LARGEST_WHOLE and base not in _POWERS


def vague(c: Cursor, i: int) -> Reading | None:
    """Hundreds of thousands, «сотни тысяч», «миңдеген», several hundred."""
    several = c.has(i, "several")
    scale = (c.has(several.end, "hundred") or c.has(several.end, "scale")) if several else None
    if scale:
        return _vague(c, scale.number * 2, scale.number * 10, scale.end)
    count = cardinal(c, i)
    many = c.has(count[1], "many") if count and count[0] in (10, 100) else c.has(i, "many")
    if many is None:
        return None
    low, j = many.number * (count[0] if count else 1), many.end
    k = of.end if (of := c.has(j, "of")) else j
    if more := c.has(k, "many") or c.has(k, "scale"):
        low, j = low * more.number, more.end
    return _vague(c, low, low * 10, j)


def _vague(c: Cursor, low: Fraction, high: Fraction, j: int) -> Reading:
    unit = unit_at(c, j)
    k = of.end if unit is None and (of := c.has(j, "of")) else j
    unit = unit or unit_at(c, k)
    if unit is None or unit.code in TIMES:
        return Quantity(low, high, form=Form.VAGUE), j
    return Quantity(low, high, form=Form.VAGUE, unit=unit.code), unit.end


def halved(c: Cursor, i: int) -> Reading | None:
    """«Полпроцента», «пол-литра», «полумиллиона»: a prefix halves the unit behind it."""
    if not c.word(i):
        return None
    word = c.tokens[i].fold
    for prefix, value in c.lexicon.prefixes:
        entries, end = [], i + 1
        if word == prefix and c.hyphen(i + 1):
            entries, end = [match.entry for match in c.all(i + 2, "unit")], i + 3
        elif word.startswith(prefix) and len(word) > len(prefix) + 1:
            entries = [e for e in c.lexicon.whole_words(word[len(prefix) :]) if e.cls in ("unit", "scale", "many")]
        if not entries:
            continue
        if entries[0].cls == "unit":
            return Quantity(value, value, Fraction(1, 10), unit=entries[0].value, form=Form.WORDS), end
        total = value * Fraction(entries[0].value)
        unit = unit_at(c, end)
        quantity = Quantity(total, total, total / 5, unit=unit.code if unit else "", form=Form.WORDS, scaled=True)
        return quantity, unit.end if unit else end
    return None
