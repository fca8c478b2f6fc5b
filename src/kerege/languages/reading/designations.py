"""Numbers that name or place a thing and count nothing, known by how they stand: scales of answers, bases of indices, legends,
entries of bibliographies, lists that run on, bands of ages, digits that were torn apart.

No reading here goes by a word before the number alone; each asks for the shape around it, and for nothing behind that it counts.
"""

from __future__ import annotations

from collections.abc import Callable

from kerege.languages.reading.amounts import amount, unit_at
from kerege.languages.reading.cursor import Cursor, kept
from kerege.languages.reading.dates import date
from kerege.languages.tokens import DASHES
from kerege.languages.units import COUNTED

_CLOSING = ".,;:)]»”’?!"
_OPENING = "«“„‘'\""
_ENTRY_HEAD, _ENTRY_YEAR = 6, 90
"""Tokens within which an entry of a bibliography has the initials of its first author, and its year."""
_BEFORE_CUE, _BEHIND_CUE = 45, 16
"""Tokens of a sentence in which a word says that answers were rated, or that ages are told."""
_OLDEST = 120
_LEAST_ITEMS = 3
_HUNDRED = ("100", "1000")


def nothing_counted(c: Cursor, j: int) -> bool:
    """Whether nothing behind a number is what it counts: the end, a sign that closes, or a small word."""
    if j >= c.count:
        return True
    if unit_at(c, j) or c.has(j, "scale") or c.has(j, "of"):
        return False
    if c.glued(j) and not c.sign(j, _CLOSING):
        return False
    return not c.word(j) or c.has_any(j, ("function", "plural-verb"))


# -- answers on a scale ------------------------------------------------------------------------------------------------
def rated_answer(c: Cursor, i: int) -> int:
    """9 or 10 out of 10, 0–4 out of 10, ratings of 4 or less: answers on a scale, where the sentence says that one rates."""
    hedge = c.has(i, "before")
    signed = c.sign(i, "-−–") and c.glued(i + 1)  # an occupancy rating of -1 or less
    start = hedge.end if hedge else i + 1 if signed else i
    if not _whole_number(c, start):
        return 0
    end, ranged = _answers(c, start)
    out = c.has(end, "out-of") or (c.has(end + 1, "out-of") if c.has(end, "unit", "points") else None)
    if out and _whole_number(c, out.end) and int(c.tokens[out.end].text) >= int(c.tokens[start].text):
        end, told = out.end + 1, True
    else:
        told = c.has_any(i - 1, ("of", "function")) and bool(c.has(i - 2, "rated"))
    if not ((ranged or signed) and told and _cue(c, i, ("rated", "rating"))):
        return 0
    unit = unit_at(c, end)
    return 0 if unit or c.has(end, "scale") or c.has(end, "of") else end


def _whole_number(c: Cursor, i: int) -> bool:
    return c.plain_digits(i) and int(c.tokens[i].text) <= 100


def _answers(c: Cursor, i: int) -> tuple[int, bool]:
    """Behind the answers that are put together (9 or 10, 0–4, 4 or less), and whether there are several."""
    j = i + 1
    joint = c.has(j, "or") or c.has(j, "to")
    if joint and _whole_number(c, joint.end):
        return joint.end + 1, True
    if c.sign(j, DASHES) and _whole_number(c, j + 1):
        return j + 2, True
    open_end = next((match for match in c.all(j, "after") if match.value in ("at_least", "at_most")), None)
    return (open_end.end, True) if open_end else (j, False)


def scale_end(c: Cursor, i: int) -> int:
    """Where 0 is “not at all” and 10 is “completely”: a number and the quoted words that it stands for."""
    if not _whole_number(c, i) or c.glued(i):
        return 0
    j = i + 1
    linked = (c.word(j) and c.has_any(j, ("function", "plural-verb"))) or c.sign(j, "=")
    if linked and c.sign(j + 1, _OPENING) and not c.glued(j + 1):
        return i + 1
    dashed = c.sign(j, "–—-") and not c.glued(j) and c.sign(j + 1, _OPENING)
    return i + 1 if dashed and _dashed_ends(c, 0) > 1 else 0


@kept
def _dashed_ends(c: Cursor, _: int) -> int:
    return sum(
        _whole_number(c, k) and c.sign(k + 1, "–—-") and not c.glued(k + 1) and c.sign(k + 2, _OPENING)
        for k in range(c.count)
    )


def _cue(c: Cursor, i: int, classes: tuple[str, ...]) -> bool:
    """Whether a word of some classes stands in the same sentence."""
    for k in range(i - 1, max(i - _BEFORE_CUE, -1), -1):
        if c.sign(k, ".!?") and c.glued(k) and not c.glued(k + 1) and c.word(k - 1):
            break
        if c.has_any(k, classes):
            return True
    return any(c.has_any(k, classes) for k in range(i, min(i + _BEHIND_CUE, c.count)))


# -- what an index is measured by --------------------------------------------------------------------------------------
def index_base(c: Cursor, i: int) -> int:
    """2010 = 100, EU-27=100: behind a year or a name, the value that an index is set to."""
    j = i + 1 if c.sign(i, "=") else i
    if not (c.sign(j - 1, "=") and c.plain_digits(j) and c.tokens[j].text in _HUNDRED):
        return 0
    k = j - 2
    named = c.word(k) and c.tokens[k].text[:1].isupper() and not c.has(k, "unit")
    joined = c.numeral(k) and c.sign(k - 1, "-") and c.glued(k)
    quoted = c.year_like(k) or bool(c.has(k, "year-noun")) or c.sign(k, ")")
    return j + 1 if (named or joined or quoted) and nothing_counted(c, j + 1) else 0


def calculated(c: Cursor, i: int) -> int:
    """1.9 * 0.063 = 0.1197: a number of a calculation that is written out."""
    j = i + 1 if c.sign(i, "=") else i
    if not c.numeral(j) or not _calculates(c, 0):
        return 0
    written = c.sign(j - 1, "=*×") or c.sign(j + 1, "*×")
    closed = c.sign(j + 1, "*×=)") or nothing_counted(c, j + 1) or _capital(c, j + 1)
    return j + 1 if written and closed else 0


@kept
def _calculates(c: Cursor, _: int) -> bool:
    """Whether a passage multiplies two numbers and says what they give."""
    products = any(c.sign(k, "*×") and c.numeral(k - 1) and c.numeral(k + 1) for k in range(1, c.count))
    return products and any(c.sign(k, "=") and c.numeral(k + 1) for k in range(c.count))


# -- legends and lists -------------------------------------------------------------------------------------------------
def legend(c: Cursor, i: int) -> int:
    """31–33 refers to Other Manufacturing; in such a passage also what alone fills a bracket: Textiles (13–15)."""
    if not c.plain_digits(i):
        return 0
    end = _pair_end(c, i)
    opens = i == 0 or (c.sign(i - 1, ".;") and not c.glued(i))
    if opens and c.has(end, "legend"):
        return end
    bracketed = c.sign(i - 1, "(") and c.sign(end, ")") and not c.glued(i - 1) and c.word(i - 2)
    return end if bracketed and _legend_opens(c, 0) else 0


@kept
def _legend_opens(c: Cursor, i: int) -> bool:
    return c.plain_digits(i) and bool(c.has(_pair_end(c, i), "legend"))


def _pair_end(c: Cursor, i: int) -> int:
    return i + 3 if c.sign(i + 1, DASHES) and c.plain_digits(i + 2) else i + 1


def run_on_item(c: Cursor, i: int) -> int:
    """1. Redundancies 2. Vacancies 3. Key Benefits: numbers that go up by one, each before a point and a capital; four where
    the first does not open the passage."""
    return i + 1 if i in _run_on(c, 0) else 0


@kept
def _run_on(c: Cursor, _: int) -> frozenset[int]:
    heads = [
        k
        for k in range(c.count)
        if c.small(k, 99) and c.sign(k + 1, ".") and c.glued(k + 1) and not c.glued(k + 2) and _capital(c, k + 2)
    ]
    items: set[int] = set()
    run: list[int] = []
    for k in heads:
        follows = run and int(c.tokens[k].text) == int(c.tokens[run[-1]].text) + 1
        run = [*run, k] if follows else [k]
        if len(run) >= _LEAST_ITEMS + (run[0] > 0):
            items.update(run)
    return frozenset(items)


def _capital(c: Cursor, i: int) -> bool:
    return c.word(i) and c.tokens[i].text[:1].isupper()


# -- bibliographies ----------------------------------------------------------------------------------------------------
def entry_number(c: Cursor, i: int) -> int:
    """Volume, issue, number and pages in an entry of a bibliography: British Journal of Cancer 105 (S2), Diabetes Care. 33, 1674–1685."""
    if not c.plain_digits(i) or not _entry(c, 0):
        return 0
    end = _pair_end(c, i)
    apart = c.sign(i - 1, ".,;:(#") or _capital(c, i - 1)
    closed = end >= c.count or c.sign(end, ".,;:()") or (c.sign(i - 1, "(") and _capital(c, end))
    return end if apart and closed and not (c.has(end, "scale") or unit_at(c, end)) else 0


@kept
def _entry(c: Cursor, _: int) -> bool:
    """Whether a passage begins as an entry does: Parkin DM, Boyd L, and Walker LC (2011)."""
    initials = next((k for k in range(1, min(_ENTRY_HEAD, c.count)) if _initials(c, k)), 0)
    return bool(initials) and any(c.year_like(k) for k in range(initials, min(_ENTRY_YEAR, c.count)))


def _initials(c: Cursor, k: int) -> bool:
    text = c.tokens[k].text
    surname = _capital(c, k - 1) or (c.sign(k - 1, ",") and _capital(c, k - 2))
    return c.word(k) and len(text) <= 3 and text.isupper() and surname and c.sign(k + 1, ",.(")


# -- ages --------------------------------------------------------------------------------------------------------------
def age_bands(c: Cursor, i: int) -> int:
    """All ages, 1–14, 15–34 and 35–54; (25–29 and 30–34); the 40 to 44 and 45 to 49 age groups: bands of a sentence on ages."""
    loose = _pair(c, i)
    if not loose:
        return 0
    behind, _ = _bands(c, loose, _pair)
    older = c.has(behind, "and") and c.small(behind + 1, _OLDEST) and c.has(behind + 2, "age-and-over")
    if group := c.has(older.end if older else behind, "age-behind", "group"):
        return group.end  # the 16 to 17 and 65 and over age groups
    first = _band(c, i)
    if not first:
        return 0
    end, last = _bands(c, first, _band)
    group = c.has(end, "age-behind")
    years = unit_at(c, end)
    if years and years.code == "years" and c.sign(i - 1, "(") and c.sign(years.end, ")") and ages_told(c, i):
        return years.end
    if group:
        return group.end
    apart = c.sign(i - 1, ",;(:") or c.has_any(i - 1, ("and", "or")) or c.has(i - 1, "age")
    alone = nothing_counted(c, end)
    listed = last > first or c.sign(i - 1, "(")
    dashed = c.sign(i + 1, DASHES)
    return end if apart and alone and dashed and listed and ages_told(c, i) else 0


def ages_told(c: Cursor, i: int) -> bool:
    """Whether a sentence tells of ages."""
    return _cue(c, i, ("age", "age-behind", "age-and-over", "age-of"))


def _band(c: Cursor, i: int) -> int:
    """The token behind a band of ages as offices cut them, 15–19 or 40 to 44, or 0."""
    end = _pair(c, i)
    if not end:
        return 0
    low, high = int(c.tokens[i].text), int(c.tokens[end - 1].text)
    return end if (low % 5 == 0 or low in (1, 16, 18)) and high % 5 == 4 else 0


def _pair(c: Cursor, i: int) -> int:
    """The token behind two ages that rise, 16–17 or 16 to 17, or 0."""
    second = _second(c, i)
    whole = second and _age(c, i) and _age(c, second)
    return second + 1 if whole and int(c.tokens[i].text) < int(c.tokens[second].text) else 0


def _second(c: Cursor, i: int) -> int:
    """Where the second number of a pair stands, or 0."""
    to = c.has(i + 1, "to")
    torn = c.sign(i + 1, "¬") and c.sign(i + 2, DASHES)
    return i + 3 if torn else i + 2 if c.sign(i + 1, DASHES) else to.end if to else 0


def size_bands(c: Cursor, i: int) -> int:
    """10 to 49, 50 to 249, 250 to 999 and 1000 or more: classes of sizes, of which each begins where the last one ends."""
    end = _next_class(c, i, 0)
    j = end and _between(c, end)
    second = _next_class(c, j, int(c.tokens[end - 1].text) + 1) if j else 0
    if not second:
        return 0
    while True:
        end, j = second, _between(c, second)
        above = str(int(c.tokens[end - 1].text) + 1)
        second = _next_class(c, j, int(above)) if j else 0
        if second:
            continue
        last = j and c.plain_digits(j) and c.tokens[j].text == above
        open_end = next((match for match in c.all(j + 1, "after") if match.value == "at_least"), None) if last else None
        return open_end.end if open_end else end


def _next_class(c: Cursor, i: int, low: int) -> int:
    """The token behind a class of sizes that begins at a value (any where that is 0), or 0."""
    second = _second(c, i)
    whole = second and c.plain_digits(i) and c.plain_digits(second) and not c.year_like(second)
    rises = whole and int(c.tokens[i].text) < int(c.tokens[second].text)
    return second + 1 if rises and low in (0, int(c.tokens[i].text)) else 0


def _between(c: Cursor, j: int) -> int:
    """Behind a comma or *and* in a list, or 0."""
    k = j + 1 if c.sign(j, ",;") else j
    joint = c.has(k, "and") or c.has(k, "or")
    k = joint.end if joint else k
    return k if k > j else 0


def _age(c: Cursor, i: int) -> bool:
    return c.plain_digits(i) and int(c.tokens[i].text) <= _OLDEST


def _bands(c: Cursor, j: int, band: Callable[[Cursor, int], int]) -> tuple[int, int]:
    """Behind the bands that follow one, and behind the last of several (the same place where there is one)."""
    last = j
    while True:
        k = _between(c, j)
        end = band(c, k) if k else 0
        if not end:
            return j, last
        j = last = end


# -- digits torn apart -------------------------------------------------------------------------------------------------
def torn_year(c: Cursor, i: int) -> int:
    """Figures for 20 13 are provisional, «в 20 13 году»: a year whose digits were torn apart."""
    if not (c.plain_digits(i) and c.tokens[i].text in ("19", "20")) or c.glued(i):
        return 0
    apart = c.plain_digits(i + 1) and len(c.tokens[i + 1].text) == 2 and c.tokens[i + 1].start - c.tokens[i].end == 1
    if not apart:
        return 0
    j = i + 3 if c.sign(i + 2, DASHES) and c.glued(i + 2) and c.word(i + 3) else i + 2
    named = c.has(j, "year-noun")
    if named:
        return named.end
    cue = c.has(i - 1, "month") or (c.has(i - 1, "year-before") and not c.has_any(i - 1, ("the", "of")))
    cued = c.settings.year == "cue" and cue
    return i + 2 if cued and nothing_counted(c, i + 2) else 0


# -- places and periods ------------------------------------------------------------------------------------------------
def top_places(c: Cursor, i: int) -> int:
    """The top 20 nationalities: the places of a ranking, but the top 10 per cent is a share."""
    word = c.has(i, "rank-before")
    j = word.end + 1 if word and c.hyphen(word.end) else word.end if word else 0
    if word is None or not c.small(j, 999):
        return 0
    unit = unit_at(c, j + 1)
    measured = unit is not None and unit.code not in COUNTED
    return 0 if measured or c.has(j + 1, "scale") or c.glued(j + 1) else j + 1


def named_period(c: Cursor, i: int) -> int:
    """In the 12 months to May 2014: a period that is given by its end."""
    if not (c.has(i - 1, "the") and c.has(i - 2, "function")):
        return 0
    got = amount(c, i)
    timed = got and got[0].unit in ("years", "month", "week", "day", "quarter") and not got[0].relation
    return got[1] if got and timed and c.has(got[1], "period-end") else 0


def dated_bound(c: Cursor, i: int) -> int:
    """Up to 17 July 2014: a hedge before a date."""
    hedge = c.has(i, "before")
    return date(c, hedge.end) if hedge and c.small(hedge.end, 31) else 0


def weekday(c: Cursor, i: int) -> int:
    """Published on Tuesday 23 rather than Friday 19."""
    named = c.has(i - 1, "weekday")
    return i + 1 if named and c.small(i, 31) and (nothing_counted(c, i + 1) or c.has(i + 1, "but")) else 0
