"""Numbers that count nothing: dates, years, references, names, telephone numbers, ages, levels of confidence.

A convention is narrow: what follows the digits may show that they count after all («Goal 59.6 per cent», «2014 women»).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction

from kerege.languages.lexicon import Match
from kerege.languages.reading.amounts import amount, counted_end, noun_at, unit_at
from kerege.languages.reading.cursor import Cursor, kept
from kerege.languages.reading.dates import clock, date
from kerege.languages.reading.designations import (
    age_bands,
    dated_bound,
    entry_number,
    index_base,
    legend,
    named_period,
    nothing_counted,
    rated_answer,
    run_on_item,
    scale_end,
    size_bands,
    top_places,
    torn_year,
    weekday,
)
from kerege.languages.reading.numbers import cardinal, magnitude
from kerege.languages.reading.ranges import closed_range, open_range
from kerege.languages.reading.shares import every, vague
from kerege.languages.reading.spans import Form, Kind, Quantity, Span
from kerege.languages.reading.statements import statement
from kerege.languages.reading.years import year
from kerege.languages.tokens import Sort
from kerege.languages.units import COUNTED

_OLDEST_AGE = 120
_YOUNG = range(13, 22)
_HEAD = 14
"""Tokens in which the numbers of a heading stand."""
_EARLIEST_ACT = 1950
_BASES = frozenset(10**n for n in range(2, 7))
_PERIODS = frozenset(("years", "month", "week", "day"))
_CLOSING = ")]»”’"
_SENTENCE_SIGNS = ".,;:)?!–-"


def _span(c: Cursor, start: int, end: int, name: str, quantity: Quantity | None = None) -> tuple[Span, int]:
    return Span(c.tokens[start].start, c.tokens[end - 1].end, Kind.CONVENTION, name, quantity), end


@kept
def convention(c: Cursor, i: int) -> tuple[Span, int] | None:
    """The convention that begins at a token, with the token behind it."""
    here, word = c.classes(i), c.word(i)
    for reading, starts in _READINGS:
        if word and (starts is None or (starts and starts.isdisjoint(here))):
            continue
        if got := reading(c, i):
            return got
    return None


def _code(c: Cursor, i: int) -> tuple[Span, int] | None:
    """2.1.3, unless a unit behind it says that it should be an amount."""
    counts = unit_at(c, i + 1) or c.has(i + 1, "scale")
    return _span(c, i, i + 1, "code") if c.sort(i) is Sort.DOTTED and not counts else None


def _mark(c: Cursor, i: int) -> tuple[Span, int] | None:
    """The number of a note, glued to a word or a closing mark: «offences3», «(Table 4)2»."""
    stopped = (
        c.sign(i - 1, ".") and c.glued(i - 1) and (c.word(i - 2) or c.sign(i - 2, _CLOSING)) and not c.glued(i + 1)
    )
    behind = c.whole_word(i - 1) or c.sign(i - 1, _CLOSING) or (stopped and (i + 1 >= c.count or _capital(c, i + 1)))
    if not (c.small(i, 99) and c.glued(i) and behind):
        return None
    follows = c.glued(i + 1) and not c.sign(i + 1, _SENTENCE_SIGNS)
    counts = c.has(i + 1, "scale") or (c.sign(i - 1, _CLOSING) and unit_at(c, i + 1))
    return None if follows or counts else _span(c, i, i + 1, "mark")


def _marks_behind(c: Cursor, i: int) -> tuple[Span, int] | None:
    """Further marks of notes: censuses1, 2; the late 1980’s3; (120.3 million tonnes).2; <1,2>."""
    if c.sign(i, "<") and c.numeral(i + 1) and c.glued(i + 1) and c.sign(i + 2, ">") and c.glued(i + 2):
        return _span(c, i, i + 3, "mark")
    pointed = c.numeral(i) and c.tokens[i].text[0] == "." and c.tokens[i].text[1:].isdecimal()
    if pointed and len(c.tokens[i].text) <= 3 and c.glued(i) and c.sign(i - 1, _CLOSING) and _last(c, i + 1):
        return _span(c, i, i + 1, "mark")
    if not c.small(i, 99):
        return None
    decade = c.glued(i) and c.word(i - 1) and c.glued(i - 1) and c.ending(i - 2) and c.numeral(i - 3)
    behind_mark = c.small(i - 2, 99) and c.glued(i - 2) and c.whole_word(i - 3) and c.sign(i - 1, ",")
    second = c.small(i - 1, 99) and c.glued(i - 1) and c.whole_word(i - 2) and not c.glued(i)  # household3 4
    follows = decade or second or (behind_mark and c.glued(i - 1))
    return _span(c, i, i + 1, "mark") if follows and (i + 1 >= c.count or c.sign(i + 1, ".,;:)")) else None


def _last(c: Cursor, i: int) -> bool:
    return i >= c.count or (_capital(c, i) and not c.glued(i))


def _mark_of_bound(c: Cursor, i: int) -> tuple[Span, int] | None:
    """Aged 65 and over1: the number of a note, not a bound."""
    hedge = c.has(i, "before")
    if hedge is None or hedge.end != i + 1 or not (c.small(i + 1, 99) and c.glued(i + 1)):
        return None
    glued = c.glued(i + 2) and not c.sign(i + 2, _SENTENCE_SIGNS)
    return None if glued or not nothing_counted(c, i + 2) else _span(c, i + 1, i + 2, "mark")


def _named(c: Cursor, i: int) -> tuple[Span, int] | None:
    """Heathrow Terminal 5, Population Trends 145, quality recorded as Status 3; category 05: a thing that bears the number."""
    coded = c.plain_digits(i) and len(c.tokens[i].text) in (2, 3) and c.tokens[i].text[0] == "0" and c.word(i - 1)
    unit = unit_at(c, i + 1)
    measured = c.has(i + 1, "scale") or (unit and unit.code not in COUNTED)
    if coded and not c.glued(i) and not measured and (not c.glued(i + 1) or c.sign(i + 1, _SENTENCE_SIGNS)):
        return _span(c, i, i + 1, "code")
    heading = c.before(i, "designation")
    if heading is None or c.glued(i) or not _capital(c, i - 1) or c.sign(i - 2, ".:!?") or i < 2:
        return None
    if not (c.numeral(i) and c.tokens[i].readings[0][1] <= 1 and len(c.tokens[i].text) <= 5):
        return None
    end = i + 1
    if c.sign(end, "/") and c.numeral(end + 1) and c.glued(end + 1):
        end += 2
    paged = c.has(end, "reference") and c.numeral(end + 1)  # Population Trends 131 pp 19–27
    return _span(c, i, end, "name") if paged or nothing_counted(c, end) else None


def _cited(c: Cursor, i: int) -> tuple[Span, int] | None:
    """Volume, issue and pages of a work: 60(12): 2755–2771; Population Trends 93, 29–37."""
    if not (c.plain_digits(i) and len(c.tokens[i].text) <= 3):
        return None
    j = i + 1
    issue = c.sign(j, "(") and c.glued(j)
    if issue:
        while j < min(i + 8, c.count) and not c.sign(j, ")"):
            j += 1
        j += 1
    dated = c.sign(j, ":") and c.glued(j) and c.year_like(i - 2) and c.sign(i - 1, ";")  # 2005; 59:115–120
    if not (dated or c.sign(j, ":," if issue or _titled(c, i) else "")):
        return None
    if issue and _titled(c, i) and c.sign(j, ",") and c.has(j + 1, "reference"):
        return _span(c, i, j, "citation")
    pages = j + 1
    ranged = c.plain_digits(pages) and c.sign(pages + 1, "-–") and c.plain_digits(pages + 2)
    rises = ranged and int(c.tokens[pages].text) < int(c.tokens[pages + 2].text)
    ends = pages + 3 >= c.count or c.sign(pages + 3, ".;,[(")
    return _span(c, i, pages + 3, "citation") if rises and ends else None


def _capital(c: Cursor, i: int) -> bool:
    return c.word(i) and c.tokens[i].text[:1].isupper()


def _titled(c: Cursor, i: int) -> bool:
    """A word with a capital letter stands right before, as in the name of a journal."""
    return _capital(c, i - 1) and not c.glued(i)


def _in_thousands(c: Cursor, i: int) -> tuple[Span, int] | None:
    """(£millions), «(миллиондогон сом)»: the unit of a heading."""
    headed = i == 0 and c.count <= 4 and (c.sign(0, "£$€") or c.tokens[0].text[:1].isupper())
    if not c.sign(i - 1, "(") and not headed:
        return None
    symbol = c.has(i, "symbol")
    many = c.has(symbol.end if symbol else i, "many")
    unit = unit_at(c, many.end) if many else None
    end = unit.end if unit else many.end if many else i
    counted = unit is not None and unit.code in COUNTED
    closed = end == c.count and not counted if headed else c.sign(end, ")")
    return _span(c, i, end, "unit") if many and closed else None


def _rate_base(c: Cursor, i: int) -> tuple[Span, int] | None:
    """Per 100,000 population, where the rate itself stands elsewhere."""
    per = c.has(i, "per")
    if per is None or (per.value == "number" and per.end == i + 1):
        return None
    base = magnitude(c, per.end)
    if base is None or base[0].low not in _BASES:
        return None
    # «Выросла на 100 процентов», «на 1000 сомов больше»: by how much, where the same small word says *by* and *per*.
    unit = unit_at(c, base[1])
    measured = unit is not None and unit.code not in COUNTED
    counts = unit is not None or (c.word(base[1]) and not c.has_any(base[1], ("function", "compare", "change")))
    if measured or (c.has(i, "by") and not counts):
        return None
    return _span(c, i, counted_end(c, base[1]), "base of a rate")


def _length(c: Cursor, i: int) -> tuple[Span, int] | None:
    """A 12-month rate, the last five years: how long a period is, which names it."""
    named = c.has(i, "period-before")
    start = named.end if named else i
    got = amount(c, start)
    if got is None or year(c, start) or got[0].unit not in _PERIODS | {"hour"} or got[0].signed or got[0].relation:
        return None
    number = magnitude(c, start)
    single = got[0].low > 1 and c.settings.noun_compounds and not c.tokens[got[1] - 1].fold.endswith("s")
    hyphened = number is not None and (c.hyphen(number[1]) or (single and not c.settings.whole_first))
    joined = hyphened and c.word(got[1]) and not c.glued(got[1]) and not c.has(got[1], "function")
    return _span(c, i, got[1], "length", got[0]) if named or joined else None


def _age_and_over(c: Cursor, i: int) -> tuple[Span, int] | None:
    """80 and over, «65 и старше»: without a unit, an age."""
    if not c.small(i, _OLDEST_AGE):
        return None
    years = unit_at(c, i + 1)
    if years and years.code == "years" and (older := c.has(years.end, "age-and-over")):
        # Adults (16 years and over)
        named = c.sign(i - 1, "(") and c.sign(older.end, ")") and c.has(i - 2, "unit", "persons")
        value = c.tokens[i].readings[0][0]
        return _span(c, i, older.end, "age", Quantity(value, value, unit="years")) if named else None
    if c.sign(i + 1, "+") and c.glued(i + 1) and (named := c.has(i + 2, "age-of")):
        return _span(c, i, named.end, "age")  # the 90+ population
    word = c.has(i + 1, "age-and-over")
    counted = unit_at(c, word.end) if word else None
    if word is None or (counted and counted.code not in COUNTED):
        return None
    value = c.tokens[i].readings[0][0]
    return _span(c, i, word.end, "age", Quantity(value, value, unit="years"))


def _telephone(c: Cursor, i: int) -> tuple[Span, int] | None:
    if c.plain_digits(i) and c.tokens[i].text[0] == "0" and len(c.tokens[i].text) >= 3:
        j, digits = i, 0
        while c.plain_digits(j):
            digits += len(c.tokens[j].text)
            j += 1
        if digits >= 9 and not (unit_at(c, j) or c.has(j, "scale")):
            return _span(c, i, j, "telephone")
    if not (c.sign(i, "+") and c.numeral(i + 1) and c.glued(i + 1)):
        return None
    j, digits = i + 1, 0
    while c.numeral(j) or c.sign(j, "()-– "):
        digits += sum(sign.isdecimal() for sign in c.tokens[j].text)
        j += 1
    while not c.numeral(j - 1):
        j -= 1
    counted = unit_at(c, j) or c.has(j, "scale")
    return _span(c, i, j, "telephone") if digits >= 9 and not counted else None


def _idiom(c: Cursor, i: int) -> tuple[Span, int] | None:
    idiom = c.has(i, "idiom")
    if idiom and every(c, i):
        return None
    if idiom and (counted := vague(c, i)) and counted[1] > idiom.end:
        return None
    return _span(c, i, idiom.end, "idiom") if idiom else None


def _reference(c: Cursor, i: int) -> tuple[Span, int] | None:
    """Table 5a, Articles 3 and 4, «глава 2»: a word and the numbers behind it, unless they count something."""
    word = c.has(i, "reference")
    if word is None or not _may_refer(c, i):
        return None
    j = word.end + 1 if c.sign(word.end, ".№:") and not c.numeral(word.end) else word.end
    if c.sign(j, "(") and c.small(j + 1, 99) and c.sign(j + 2, ")") and not c.glued(j):
        return _span(c, i, j + 3, "reference")  # see Background note (2)
    if not (c.numeral(j) or c.sort(j) in (Sort.DOTTED, Sort.ODD)):
        return None
    if called := _telephone(c, j):
        return _span(c, i, called[1], "telephone")
    j, listed = _reference_numbers(c, j)
    if c.glued(j):
        return _span(c, i, j, "reference") if c.sign(j, _SENTENCE_SIGNS) else None
    unit = unit_at(c, j)
    named = listed or (c.tokens[j - 1].readings and c.tokens[j - 1].readings[0][1])  # Chart 14.1 Vacancies
    plural = c.settings.noun_compounds and c.tokens[i].text[:1].islower() and c.tokens[i].fold.endswith("s")
    counted = not listed and plural and c.has(j, "plural-verb")  # of these maps 12 were drawn
    counts = counted or c.has(j, "scale") or (unit and not (named and unit.code in COUNTED))
    return None if counts else _span(c, i, j, "reference")


def _may_refer(c: Cursor, i: int) -> bool:
    if c.settings.references != "capital" or c.tokens[i].text[:1].isupper():
        return True
    named = {match.value for match in c.all(i, "reference")}
    # Between month 1 and month 2: one without an article, behind a small word, is a name.
    small_word = c.sign(i - 1, ",(") or c.has_any(i - 1, ("and", "or", "from", "to", "by", "out-of"))
    if "named" in named:  # uses month 3 estimates: without an article before it and a verb behind it
        told = c.has_any(i - 1, ("one", "the", "each", "per", "every", "ordinal", "period-before"))
        small_word = small_word or bool(c.has(i - 1, "year-before")) or not c.has(i - 1, "function")
        return i > 0 and small_word and not told and not c.has(i + 2, "plural-verb")
    return "any" in named or ("bare" in named and small_word and c.small(i + 1, 60))


def _reference_numbers(c: Cursor, j: int) -> tuple[int, bool]:
    """Behind the numbers of a reference, and whether there are several."""
    listed = False
    while c.numeral(j) or c.sort(j) in (Sort.DOTTED, Sort.ODD):
        j += 1
        if c.glued(j) and c.word(j) and len(c.tokens[j].text) == 1:
            j += 1
        if c.sign(j, "(") and c.glued(j) and c.glued(j + 1) and c.small(j + 1, 99) and c.sign(j + 2, ")"):
            j += 3  # Table 21(1)
        if c.sign(j, ":") and c.glued(j) and c.glued(j + 1) and c.small(j + 1, 99):
            j += 2  # Chart 2:2
        if c.sign(j, "/") and c.glued(j) and c.glued(j + 1) and c.year_like(j + 1):
            j += 2  # No 691/2011
        joint = c.has(j, "and") or c.has(j, "to") or c.has(j, "or")
        k = j + 1 if c.sign(j, ",–-&") or joint else j
        lettered = c.numeral(k) and c.glued(k + 1) and c.word(k + 1) and len(c.tokens[k + 1].text) == 1
        parted = c.numeral(j - 1) and c.numeral(k) and _parted(c, j - 1) and _parted(c, k)  # Charts 9.1 and 9.2
        further = k > j and (lettered or parted or (c.plain_digits(k) and not year(c, k)))
        more = further and (lettered or not (unit_at(c, k + 1) or c.has(k + 1, "scale")))
        if not more or (c.sign(j, ",") and not c.glued(k) and c.word(k + 1) and noun_at(c, k + 1, "")[0] in COUNTED):
            break
        j, listed = k, True
    return j, listed


def _parted(c: Cursor, i: int) -> bool:
    """9.1: the number of a part."""
    return c.tokens[i].readings[0][1] in (1, 2)


def _base(c: Cursor, i: int) -> tuple[Span, int] | None:
    """n = 1,200."""
    word = c.has(i, "base")
    got = amount(c, word.end) if word else None
    return _span(c, i, got[1], "base", got[0]) if got else None


def _age(c: Cursor, i: int) -> tuple[Span, int] | None:
    """Aged 15 to 49, «в возрасте 18 лет»."""
    words = c.all(i, "age")
    if not words:
        return None
    # «В возрасте от 20 до 24 лет»: the word that is part of the range is not part of the age's name.
    ranges = (got for word in words if (got := closed_range(c, word.end) or open_range(c, word.end)))
    word = words[0]
    got = next(ranges, None) or amount(c, word.end)
    if got and got[0].unit in ("years", "month", ""):
        return _span(c, i, _further_ages(c, got[1]), "age", replace(got[0], unit=got[0].unit or "years"))
    if c.small(word.end, _OLDEST_AGE) and c.word(word.end + 1) and not unit_at(c, word.end + 1):
        return _span(c, i, word.end + 1, "age")  # at age 45 includes births
    whole = statement(c, word.end)
    quantity = whole[0].quantity if whole else None
    if whole and quantity and quantity.unit in ("years", "") and quantity.low < _OLDEST_AGE:
        return _span(c, i, _further_ages(c, whole[1]), "age", quantity)
    return None


def _act(c: Cursor, i: int) -> tuple[Span, int] | None:
    """Regulation of the Parliament and Council 808/2004: the number and year of an act."""
    parted = c.plain_digits(i) and c.sign(i + 1, "/") and c.glued(i + 1) and c.glued(i + 2) and c.year_like(i + 2)
    late = parted and int(c.tokens[i + 2].text) >= _EARLIEST_ACT and len(c.tokens[i].text) < 5
    named = _capital(c, i - 1) or c.sign(i - 1, "(№")
    return _span(c, i, i + 3, "reference") if late and named and nothing_counted(c, i + 3) else None


def _further_ages(c: Cursor, j: int) -> int:
    """Behind a list of age groups: aged under 20, 20–24, 35–39 and 40 and over."""
    while True:
        k = j + 1 if c.sign(j, ",;") else j
        joint = c.has(k, "and") or c.has(k, "or")
        k = joint.end if joint else k
        if k == j:
            return j
        group = _age_and_over(c, k)
        counts = unit_at(c, k + 1) or c.has(k + 1, "scale") or (c.glued(k + 1) and not c.sign(k + 1, _SENTENCE_SIGNS))
        pair = c.small(k, _OLDEST_AGE) and c.sign(k + 1, "-–") and c.small(k + 2, _OLDEST_AGE) and c.glued(k + 2)
        bound = c.has(k, "before")
        if bound and bound.value in ("under", "over") and c.small(bound.end, _OLDEST_AGE) and _bare(c, bound.end + 1):
            j = bound.end + 1  # aged under 16, under 18 and under 20
            continue
        to = c.has(k + 1, "to")
        if to and c.small(k, _OLDEST_AGE) and c.small(to.end, _OLDEST_AGE) and not _counts_there(c, to.end + 1):
            j = to.end + 1  # those aged 30 to 39 and 40 to 49
            continue
        if joint and not group and not pair and c.small(k, _OLDEST_AGE) and not counts:
            return k + 1  # between the ages of 60 and 65
        unit = unit_at(c, k + 3)
        if not group and not (pair and (unit is None or unit.code == "years")):
            return j
        j = group[1] if group else unit.end if unit else k + 3


def _counts_there(c: Cursor, j: int) -> bool:
    return bool(unit_at(c, j) or c.has(j, "scale") or (c.glued(j) and not c.sign(j, _SENTENCE_SIGNS)))


def _bare(c: Cursor, j: int) -> bool:
    """Whether nothing behind a number is what it counts."""
    glued = c.glued(j) and not c.sign(j, _SENTENCE_SIGNS)
    return not (unit_at(c, j) or c.has(j, "scale") or glued or (c.word(j) and not c.has(j, "function")))


def _rating(c: Cursor, i: int) -> tuple[Span, int] | None:
    """A 0 to 10 scale, a scale from 1–5: the ends of what answers are put on."""
    if not _rated(c, i):
        return None
    to = c.has(i + 1, "to")
    second = to.end if to else i + 2 if c.sign(i + 1, "-–") else 0
    if not second or not _rated(c, second):
        return None
    behind = c.has(second + 1, "rating")
    joined = c.has(i - 1, "from") or c.has(i - 1, "function")
    before = c.has(i - 2, "rating") if joined else c.has(i - 1, "rating")
    if behind:
        return _span(c, i, behind.end, "scale")
    return _span(c, i, second + 1, "scale") if before and _bare(c, second + 1) else None


def _rated(c: Cursor, i: int) -> bool:
    return c.plain_digits(i) and int(c.tokens[i].text) <= 100


def _age_bound(c: Cursor, i: int) -> tuple[Span, int] | None:
    """Children under five, women over 40: a bound behind persons, without a unit."""
    bound = c.has(i, "before")
    behind = any(match.value == "persons" for match in c.all(i - 1, "unit"))
    behind = behind or bool(c.sign(i - 1, "(") and c.before(i - 1, "age-behind"))  # the lower age groups (under 40)
    if bound is None or bound.value not in ("under", "over", "at_least", "at_most"):
        return None
    got = amount(c, bound.end)
    # The under 18 conception rate; under 16 conceptions, but "there were under 18 conceptions".
    named = _age_of(c, got[1]) if got else None
    if named and named.value == "several" and got:
        named = named if got[0].low in _YOUNG and not c.has(i - 1, "plural-verb") else None
    if not (behind or named):
        return None
    bare = (
        got
        and not got[0].unit
        and not (got[0].noun and not named)
        and got[0].low < _OLDEST_AGE
        and got[0].low.denominator == 1
    )
    return _span(c, i, got[1], "age", replace(got[0], unit="years")) if got and bare else None


def _age_of(c: Cursor, j: int) -> Match | None:
    """What is of an age, behind one bound or two: under 18 and under 16 conceptions."""
    joint = c.has(j, "and") or c.has(j, "or")
    bound = c.has(joint.end, "before") if joint else None
    second = bound.end + 1 if bound and c.small(bound.end, _OLDEST_AGE) else j
    return c.has(second, "age-of")


def _age_behind(c: Cursor, i: int) -> tuple[Span, int] | None:
    """15-year-olds, «15–49 жаштагы», «29-летних»."""
    if not (c.numeral(i) or cardinal(c, i)):
        return None
    pair = closed_range(c, i)
    aged = pair and pair[0].unit in ("", "years") and pair[0].high < _OLDEST_AGE
    if pair and aged and (group := c.has(pair[1], "age-behind", "group")):
        return _span(c, i, group.end, "age", replace(pair[0], unit="years"))
    for got in (pair, open_range(c, i), amount(c, i)):
        end = c.covering(i, got[1], "age-behind") if got and got[0].unit == "years" else 0
        if got and end:
            return _span(c, i, end, "age", got[0])
    return None


def _period(c: Cursor, i: int) -> tuple[Span, int] | None:
    """The third quarter, «во втором полугодии»."""
    ordinal = c.has(i, "ordinal")
    named = c.has(ordinal.end, "period-name") if ordinal else None
    return _span(c, i, named.end, "period") if named else None


def _item(c: Cursor, i: int) -> tuple[Span, int] | None:
    """1. or 2) at the beginning of a passage."""
    first = all(c.sign(k, "*#-–•>") for k in range(i)) and i < 8
    pointed = c.small(i, 99) and c.sign(i + 1, ".") and c.glued(i + 1) and not c.glued(i + 2)
    if pointed and ((c.small(i + 2, 99) and c.sign(i + 3, ".") and c.glued(i + 3)) or _capital(c, i + 2)):
        # 5. 4. Methods; … on our website. 18. Feedback
        ended = c.sign(i - 1, ".") and not c.glued(i) and (c.word(i - 2) or (c.small(i - 2, 99) and i < _HEAD))
        opens = all(c.sign(k, "*#") for k in range(i)) and not _capital(c, i + 2)
        if ended or opens:
            return _span(c, i, i + 1, "item")
    marked = first and c.small(i, 99) and c.sign(i + 1, ".)") and c.glued(i + 1)
    follows = i + 2 >= c.count or (c.word(i + 2) and not c.glued(i + 2))
    if marked and follows and (i + 2 < c.count or i > 0):
        return _span(c, i, i + 1, "item")
    # 3.1 People Arriving in the UK
    headed = i == 0 and c.numeral(0) and c.tokens[0].readings[0][1] == 1 and _capital(c, 1) and not c.glued(1)
    unit = unit_at(c, 1) if headed else None
    scaled = c.has(1, "scale") or (unit and unit.code not in COUNTED)
    return _span(c, 0, 1, "item") if headed and not scaled else None


def _name(c: Cursor, i: int) -> tuple[Span, int] | None:
    """COVID-19, PM2.5, 4G, H1N1: letters and digits in one."""
    if c.plain_digits(i) and c.word(i + 1) and c.glued(i + 1) and c.tokens[i + 1].text.isupper():
        measured = c.has(i + 1, "scale") or unit_at(c, i + 1) or not c.tokens[i + 1].text.isascii()
        behind = c.glued(i + 2) and not c.sign(i + 2, ".,;:)?!»”–-’'")
        return None if measured or behind else _span(c, i, i + 2, "name")
    if c.small(i, 99) and c.hyphen(i + 1) and _capital(c, i + 2):  # 4-Fluoromethcathinone
        unit = c.has_any(i + 2, ("unit", "scale", "reference-after", "period-name")) or c.ending(i + 1)
        return None if unit else _span(c, i, i + 3, "name")
    if not c.word(i) or c.has(i, "before") or c.has(i, "symbol"):
        return None
    if c.numeral(i + 1) and c.glued(i + 1):
        j = i + 2
        while c.glued(j) and (c.numeral(j) or c.word(j)):
            j += 1
        return _span(c, i, j, "name")
    hyphened = c.sign(i + 1, "-‑–") and c.glued(i + 1) and c.numeral(i + 2) and c.glued(i + 2)
    letter = len(c.tokens[i].text) == 1 and not c.glued(i)  # t-2
    if hyphened and not (cardinal(c, i) or (unit_at(c, i) and not letter) or c.has(i, "sign")):
        ending = c.ending(i + 3)
        return _span(c, i, ending[1] if ending else i + 3, "name")
    return None


def _size(c: Cursor, i: int) -> tuple[Span, int] | None:
    """The size of a file: 120 KB."""
    unit = unit_at(c, i + 1) if c.numeral(i) else None
    if unit is None or unit.code not in ("kilobyte", "megabyte"):
        return None
    value = c.tokens[i].readings[0][0]
    return _span(c, i, unit.end, "size", Quantity(value, value, unit=unit.code))


def _ordinal(c: Cursor, i: int) -> tuple[Span, int] | None:
    """21st, 5-й, «3-бап», the 1990s."""
    if not c.numeral(i):
        return None
    j, value = i + 1, c.tokens[i].readings[0][0]
    ordinal = Quantity(value, value, form=Form.ORDINAL, unit="ordinal")
    if ending := c.ending(j):
        if ending[0] == "ordinal":
            named = c.has(ending[1], "period-name")
            level = c.has(ending[1], "level")
            if level:
                return _span(c, i, level.end, "level")
            return _span(c, i, named.end if named else ending[1], "ordinal", ordinal)
        if ending[0] == "decade":
            return _span(c, i, ending[1], "decade")
    if not (c.sign(j, "-‑") and c.glued(j)):
        return None
    if behind := c.has(j + 1, "reference-after"):
        return _span(c, i, behind.end, "reference")
    suffixed = (
        c.settings.hyphen == "ordinal" and not c.ending(j) and c.word(j + 1) and c.glued(j + 1) and c.plain_digits(i)
    )
    unit = c.has(j + 1, "unit")
    return _span(c, i, j + 2, "ordinal", ordinal) if suffixed and (unit is None or unit.value in COUNTED) else None


def _level(c: Cursor, i: int) -> tuple[Span, int] | None:
    """95 per cent confidence, 90th percentile, «3 квартал»."""
    hedge = c.has(i, "before")
    start, i = i, hedge.end if hedge else i  # an estimated 95 per cent confidence interval
    if not c.numeral(i):
        return None
    if c.small(i, 31) and (named := c.has(i + 1, "period-name")):
        return _span(c, start, named.end, "period")
    number = magnitude(c, i)
    unit = unit_at(c, number[1]) if number else None
    if number and unit and unit.code == "percent":
        at = unit.end + 1 if c.hyphen(unit.end) else unit.end
        level = c.has(at, "level")
        return _span(c, start, level.end, "level", replace(number[0], unit="percent")) if level else None
    level = c.has(i + 1, "level")
    return _span(c, start, level.end, "level") if level else None


def _year(c: Cursor, i: int) -> tuple[Span, int] | None:
    end = year(c, i)
    if not end:
        return None
    value = Fraction(int(c.tokens[i].text))
    return _span(c, i, end, "year", Quantity(value, value, unit="year"))


def _dated(c: Cursor, i: int) -> tuple[Span, int] | None:
    got = date(c, i)
    return _span(c, i, got, "date") if got else None


def _timed(c: Cursor, i: int) -> tuple[Span, int] | None:
    got = clock(c, i)
    return _span(c, i, got, "time") if got else None


def _placed(reading: Callable[[Cursor, int], int], name: str) -> Callable[[Cursor, int], tuple[Span, int] | None]:
    """A reading that says only where it ends, as a convention of a name."""

    def convention_at(c: Cursor, i: int) -> tuple[Span, int] | None:
        end = reading(c, i)
        return _span(c, i, end, name) if end else None

    return convention_at


_NUMBERS = frozenset(("number", "hundred", "scale", "one", "from", "several", "zero"))
_READINGS: tuple[tuple[Callable[[Cursor, int], tuple[Span, int] | None], frozenset[str] | None], ...] = (
    (_code, None),
    (_mark, None),
    (_marks_behind, None),
    (_mark_of_bound, frozenset(("before",))),
    (_placed(torn_year, "year"), None),
    (_telephone, None),
    (_cited, None),
    (_placed(entry_number, "citation"), None),
    (_placed(run_on_item, "item"), None),
    (_placed(index_base, "index"), None),
    (_placed(scale_end, "scale"), None),
    (_placed(rated_answer, "scale"), frozenset(("before",))),
    (_placed(top_places, "rank"), frozenset(("rank-before",))),
    (_in_thousands, frozenset(("symbol", "many"))),
    (_idiom, frozenset(("idiom",))),
    (_reference, frozenset(("reference",))),
    (_dated, frozenset(("month",))),
    (_placed(weekday, "date"), None),
    (_placed(dated_bound, "date"), frozenset(("before",))),
    (_base, frozenset(("base",))),
    (_age, frozenset(("age",))),
    (_age_bound, frozenset(("before",))),
    (_age_behind, _NUMBERS),
    (_age_and_over, None),
    (_placed(age_bands, "age"), None),
    (_placed(legend, "code"), None),
    (_placed(size_bands, "bands"), None),
    (_act, None),
    (_named, None),
    (_rating, None),
    (_rate_base, frozenset(("per",))),
    (_placed(named_period, "length"), None),
    (_length, _NUMBERS | {"period-before"}),
    (_period, frozenset(("ordinal",))),
    (_item, None),
    (_size, None),
    (_name, frozenset()),
    (_timed, _NUMBERS),
    (_year, None),
    (_ordinal, None),
    (_level, frozenset(("before",))),
)
"""In order: the first that reads a place has it. Of each the classes of words that it may begin with (any where none is named);
None where it begins with digits or signs."""
