"""The whole quantity: hedge or bound, amount, postposition, interval in brackets, direction, negation."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from kerege.languages.lexicon import Match
from kerege.languages.reading.amounts import amount, asks_for, converted, unit_at
from kerege.languages.reading.cursor import Cursor, Reading, kept
from kerege.languages.reading.numbers import cardinal
from kerege.languages.reading.ranges import closed_range, open_range
from kerege.languages.reading.shares import (
    every,
    fraction,
    halved,
    of_group,
    part_of,
    rate,
    ratio,
    share,
    times,
    vague,
)
from kerege.languages.reading.spans import Form, Kind, Quantity, Span
from kerege.languages.reading.years import year
from kerege.languages.tokens import Sort
from kerege.languages.units import COUNTED, TIMES

_LOWER, _UPPER = ("over", "at_least", "just_over", "far_over"), ("under", "at_most", "just_under", "far_under")
_TURNED = dict(zip((*_LOWER, *_UPPER), (*_UPPER, *_LOWER), strict=True))
"""Bounds of a factor that makes less of it."""
_FAR = 8
"""How many tokens before «by» a verb of direction is looked for."""


_BEGIN = frozenset(
    ("number", "hundred", "scale", "one", "sign", "symbol", "alone", "half-unit", "many", "several", "point")
)
_READINGS = tuple(
    (reading, frozenset(starts) | (_BEGIN if numeric else frozenset()))
    for reading, starts, numeric in (
        (every, ("every",), False), (of_group, ("out-of",), False), (share, ("share",), False), (times, ("times", "times-before"), True),
        (part_of, (), True), (ratio, (), True), (rate, (), True), (vague, (), True), (halved, (), False), (open_range, ("from",), True),
        (closed_range, (), True), (amount, (), True),
    )
)  # fmt: skip
"""What a quantity may be, with the classes of words that it may begin with."""


def core(c: Cursor, i: int, hedged: bool) -> Reading | None:
    """The longest amount, share or range that begins here."""
    best: Reading | None = None
    if i >= c.count:
        return None
    here, word = c.classes(i), c.word(i)
    for reading, starts in _READINGS:
        if word and starts.isdisjoint(here) and not (reading is halved and c.lexicon.prefixes):
            continue
        got = reading(c, i)
        if got and (best is None or got[1] > best[1]):
            best = got
    got = fraction(c, i, hedged)
    return got if got and (best is None or got[1] > best[1]) else best


@kept
def _core(c: Cursor, i: int) -> Reading | None:
    return core(c, i, False)


@kept
def _hedged_core(c: Cursor, i: int) -> Reading | None:
    return core(c, i, True)


@kept
def statement(c: Cursor, i: int) -> tuple[Span, int] | None:
    """The quantity that begins at a token, with the token behind it."""
    relation, j = _relation(c, i)
    got = _hedged_core(c, j) if relation else _core(c, j)
    if got is None:
        return None
    quantity, end = got
    if relation and c.year_like(j) and year(c, j) == end and _before_years(c, i, j, relation):
        return None
    if relation == "at_most" and _reached(c, i):
        relation = ""
    if relation:
        quantity = replace(quantity, relation=relation if quantity.relation in ("", "exact") else quantity.relation)
    if relation == "exact" and any("strict" in match.entry.flags for match in c.all(i, "before")):
        quantity = replace(quantity, strict=True)  # exactly half
    quantity, end = _postposed(c, quantity, end)
    if quantity.unit == "share" and (whole := c.before(i, "unit")) and (whole.value, whole.case) == ("percent", "gen"):
        # «Пайыздын ондон бири»: a tenth of one per cent.
        low, high, step = quantity.low / 100, quantity.high / 100, quantity.step / 100
        quantity = replace(quantity, low=low, high=high, step=step, unit="percent")
    if quantity.relation == "not":  # «60 пайыздан алыс»
        quantity = replace(quantity, relation="", negated=True)
    if two := _two_bounds(c, i, quantity, end):
        quantity, end = two
    quantity, end = _interval(c, quantity, end)
    quantity, end = _directed(c, *_late_unit(c, quantity, end), i)
    if _denied(c, quantity, i, end):
        quantity = replace(quantity, negated=True)
    if quantity.form is Form.TIMES and quantity.direction == "less":
        # More than halved: below a half.
        quantity = replace(quantity, relation=_TURNED.get(quantity.relation, quantity.relation), direction="")
    everyone = c.has(i - 1, "all") and c.before(i - 1, "not")  # not all 40
    particle = c.has(end, "particle") if c.settings.not_after else None  # «60 пайыз деле эмес»
    if everyone or c.before(i, "not") or (c.settings.not_after and c.has(particle.end if particle else end, "not")):
        quantity = replace(quantity, negated=True)
    kind = Kind.NARRATIVE if _narrative(c, quantity, i) else Kind.QUANTITY
    return Span(c.tokens[i].start, c.tokens[end - 1].end, kind, "", quantity), end


def _relation(c: Cursor, i: int) -> tuple[str, int]:
    """The hedge before a number; an exact one (*only*, *an average of*) may stand before another."""
    if share(c, i):
        return "", i
    # «Disminuyó un 4,2 %»: an article that is a number word elsewhere.
    if (article := c.has(i, "article")) and c.numeral(article.end):
        return "", article.end
    for match in c.all(i, "before"):
        at = article.end if (article := c.has(match.end, "the")) else match.end
        if article and (timed := amount(c, at)) and timed[0].unit in TIMES:  # over the five years
            continue
        second = c.has(at, "before")
        if second and "exact" in (match.value, second.value) and _hedged_core(c, second.end):
            return second.value if match.value == "exact" else match.value, second.end
        by = c.has(at, "by")
        if by and by.value != "amount" and _hedged_core(c, by.end):  # «более чем на 4 процента»
            return match.value, by.end
        if _hedged_core(c, at):
            return match.value, at
    return "", i


def _before_years(c: Cursor, i: int, j: int, relation: str) -> bool:
    """Around 2009, up to 2030, «до 2030 года»: words that stand before years too; about 2000 may be a count."""
    level = any("level" in match.entry.flags for match in c.all(i, "before"))
    named = bool(c.has(i, "year-before") or c.has(j - 1, "the"))  # over the 1993 to 2013 period
    return level or named or (relation == "about" and int(c.tokens[j].text) % 50 != 0)


def _reached(c: Cursor, i: int) -> bool:
    """«Снизился до 20»: the level that was reached, which is no bound."""
    if not any("level" in match.entry.flags for match in c.all(i, "before")):
        return False
    for k in range(i - 1, max(i - 5, -1), -1):
        if c.has(k, "change"):
            return True
        if c.sign(k, ".;:(,") and not c.numeral(k + 1):
            return False
    return False


def _postposed(c: Cursor, quantity: Quantity, end: int) -> Reading:
    at = end + 1 if c.hyphen(end) else end
    if particle := c.has(at, "particle"):  # «жарымына да жетпейт»
        at = particle.end if c.has(particle.end, "after") else at
    for match in c.all(at, "after"):
        if not asks_for(match.entry.flags, quantity.case) or quantity.relation not in ("", "exact", "nearly", "about"):
            continue
        if match.value == "exact" and quantity.relation:
            continue
        change = c.has(end, "change") if "dat" in quantity.case.split() else None
        if change and change.end >= match.end and c.settings.by_case and match.value != "at_most":
            continue
        if "level" in match.entry.flags and c.has(match.end, "change"):
            return replace(
                quantity, case=""
            ), match.end  # «20 пайызга чейин төмөндөдү»: it fell to 20, which is no bound
        return replace(quantity, relation=match.value), match.end
    return quantity, end


def _two_bounds(c: Cursor, i: int, quantity: Quantity, end: int) -> Reading | None:
    """More than 59 but less than 60 per cent, and the other way round."""
    if quantity.relation not in (*_LOWER, *_UPPER) or not quantity.point:
        return None
    rises = quantity.relation in _LOWER
    at = comma if (comma := end + 1 if c.sign(end, ",") else 0) else end
    link = c.has(at, "but")
    at = link.end if link else at
    relation, j = _relation(c, at)
    if not link and at == end:
        return None
    second = _hedged_core(c, j)
    if second and not relation:
        second = _postposed(c, *second)
        relation = second[0].relation
    if (
        relation not in (_UPPER if rises else _LOWER)
        or second is None
        or not second[0].point
        or (quantity.unit and second[0].unit not in ("", quantity.unit))
    ):
        return None
    unit = second[0].unit or quantity.unit
    low, high = sorted((quantity.low, second[0].low))
    if low == high or (low == quantity.low) is not rises:
        return None
    whole = replace(
        quantity, low=low, high=high, unit=unit, form=Form.RANGE, relation="between", strict=True, others=()
    )
    return whole, second[1]


def _interval(c: Cursor, quantity: Quantity, end: int) -> Reading:
    """An interval in brackets, or ±, belongs to the number before it."""
    if c.sign(end, "±") and (room := amount(c, end + 1)):
        return replace(quantity, unit=quantity.unit or room[0].unit), room[1]
    if not c.sign(end, "([") or c.has(end + 1, "year-noun"):
        return quantity, end
    again = cardinal(c, end + 1)
    if again and again[0] == quantity.low and c.sign(again[1], ")]"):  # 12 (twelve) schools
        return quantity, again[1] + 1
    ends: list[Fraction] = []
    marked, k = False, end + 1
    while k < min(end + 24, c.count) and not c.sign(k, ")]"):
        unit = c.has(k, "unit")
        if c.numeral(k):
            if c.year_like(k):
                return quantity, end
            ends.append(c.tokens[k].readings[0][0])
            k += 1
        elif level := c.has(k, "level"):
            marked, k = True, level.end
        elif unit and unit.value in ("percent", quantity.unit):
            k = unit.end
        elif c.sign(k, "±%,;:-–—−+/"):
            marked, k = marked or c.sign(k, "±"), k + 1
        elif word := c.has(k, "interval"):
            k = word.end
        else:
            return quantity, end
    around = len(ends) == 2 and ends[0] <= quantity.low <= ends[1]
    return (quantity, k + 1) if c.sign(k, ")]") and (around or (marked and ends)) else (quantity, end)


def _late_unit(c: Cursor, quantity: Quantity, end: int) -> Reading:
    """68.4 (65.0–71.6) per cent, 40 (per cent), 12,000 more women: the unit stands behind what belongs to the number."""
    if quantity.unit or quantity.noun or quantity.form in (Form.SHARE, Form.RANGE):
        return quantity, end
    bracket = c.sign(end, "([")
    compared = c.has(end, "compare")
    unit = unit_at(c, end + 1 if bracket else compared.end if compared else end)
    if unit is None or (bracket and not c.sign(unit.end, ")]")) or c.sign(end - 1, ",;:"):
        return quantity, end
    direction = compared.value if compared else quantity.direction
    quantity = replace(converted(quantity, unit.code), case=unit.case or quantity.case, direction=direction)
    return quantity, unit.end + 1 if bracket else unit.end


def _directed(c: Cursor, quantity: Quantity, end: int, i: int) -> Reading:
    """Rose by 12 per cent, 12 per cent lower, «12 пайызга азайды»: a signed change or a difference."""
    if quantity.form in (Form.SHARE, Form.VAGUE, Form.RATIO) or quantity.signed or quantity.direction:
        return quantity, end
    if c.settings.by_case:
        return _directed_by_case(c, quantity, end)
    if quantity.form is Form.TIMES:
        return _turned_factor(c, quantity, i), end
    compared = c.has(end, "compare")
    by = c.has(i - 1, "by") or c.has(i, "by")
    if compared and quantity.relation != "from" and (by or quantity.unit != "persons"):
        return replace(quantity, direction=compared.value), compared.end
    kind = c.has(end, "change-kind")
    change = c.has(kind.end if kind else end, "change")
    if change and "noun" in change.entry.flags and quantity.unit and quantity.form is not Form.RANGE:
        return replace(quantity, direction=change.value), change.end
    before = _change_before(c, quantity, i)
    return replace(quantity, direction=before.value) if before else quantity, end


def _directed_by_case(c: Cursor, quantity: Quantity, end: int) -> Reading:
    cases = quantity.case.split()
    change = c.has(end, "change")
    if cases[-1:] == ["adj"] and change:
        return replace(quantity, direction=change.value), change.end
    if change and quantity.relation in ("over", "under", "at_least", "at_most"):  # «4 пайыздан ашык азайды»
        return replace(quantity, direction=change.value), change.end
    if c.settings.by_case in cases and quantity.relation in ("", "exact", "about"):
        word = change or c.has(end, "compare")
        if word and "level" not in word.entry.flags:  # «2,9 пайызга түштү»: fell to 2.9
            return replace(quantity, direction=word.value), word.end
    return quantity, end


def _turned_factor(c: Cursor, quantity: Quantity, i: int) -> Quantity:
    """«Снизилась в 2 раза», fell threefold: the factor is its inverse."""
    for k in range(i - 1, max(i - 4, -1), -1):
        change = c.has(k, "change")
        if change and change.value == "down" and quantity.low > 1:
            inverse = 1 / quantity.low
            return replace(quantity, low=inverse, high=inverse, step=Fraction(1, 10), others=(), direction="less")
    return quantity


def _change_before(c: Cursor, quantity: Quantity, i: int) -> Match | None:
    """The verb or noun of direction before a number: fell by 12, an increase of 12, «выросла на 12», up 12 per cent."""
    inner = (c.has(k, "by") for k in range(i + 1, i + 4) if quantity.relation and not c.numeral(k - 1))
    by = c.has(i, "by") or c.has(i - 1, "by") or next((match for match in inner if match), None)
    if by:
        start = i - 1
        amount_of = by.value == "amount"
        for k in range(start, max(start - (2 if amount_of else _FAR), -1), -1):
            if (c.numeral(k) and not year(c, k)) or c.sign(k, ".;:()"):
                return None
            if change := c.has(k, "change"):
                return change
        return None
    change = c.has(i - 1, "change")
    told = quantity.relation != "from" and quantity.unit in ("percent", "percentage_points")
    return change if change and c.settings.change_before and told else None


def _denied(c: Cursor, quantity: Quantity, i: int, end: int) -> bool:
    """Did not rise by 12 per cent, «не выросли на 12 процентов», «12 пайызга өскөн жок», «өспөдү»: the change is denied."""
    if c.settings.not_after and any(_says_no(c, quantity, n) for n in (end - 1, end)):
        return True
    if not quantity.direction:
        return False
    if c.settings.not_after:
        return bool(c.has(end, "not") or c.has(end, "not-verb"))
    for k in range(i - 1, max(i - _FAR, -1), -1):
        if c.has(k, "change"):
            return bool(c.before(k, "not"))
    return False


def _says_no(c: Cursor, quantity: Quantity, place: int) -> bool:
    """A verb of change whose ending says no: «көбөйбөдү», «artmadı»; «20 пайыздан ашпаган» is a bound."""
    bound = c.has(place, "after") is not None and quantity.relation != ""
    return not bound and any(match.value in ("up", "down") for match in c.all(place, "negation"))


def _narrative(c: Cursor, quantity: Quantity, i: int) -> bool:
    """Whether a number word only counts things in a story."""
    if quantity.form is Form.SHARE:
        return True
    if quantity.form is Form.TIMES:
        return quantity.low == 1
    spelled = quantity.form is Form.WORDS
    if quantity.form is Form.RANGE:
        spelled = not any(c.sort(k) is Sort.NUMERAL for k in range(i, min(i + 4, c.count)))
    counted = quantity.unit in COUNTED | TIMES | {"meter", "liter", "gram"} or not quantity.unit
    if not spelled or not counted or max(abs(quantity.low), abs(quantity.high)) >= 1000 or quantity.signed:
        return False
    if quantity.form is Form.RANGE or quantity.low <= 1:
        return True
    return not quantity.relation or (not quantity.unit and bool(quantity.noun))
