"""Years: the most common numbers that count nothing, and the easiest to take for a count."""

from __future__ import annotations

from kerege.languages.reading.cursor import Cursor, kept
from kerege.languages.tokens import DASHES

_EARLIEST = 1500
_OLDEST = 1800
"""A bare year is not older; «1204» without a word for year is a count."""


@kept
def year(c: Cursor, i: int) -> int:
    """The token behind a year that begins here, or 0: 2015, «2015-жылы», 2015/16, 2013–2017."""
    if not c.year_like(i) or (c.has(i - 1, "symbol") and c.glued(i)):
        return 0
    j, value = i + 1, int(c.tokens[i].text)
    ending = c.ending(j)
    if ending and ending[0] in ("decade", "ordinal"):
        named = c.has(ending[1], "year-noun")
        return named.end if named else ending[1] if value >= _OLDEST else 0
    k = j + 1 if c.sign(j, DASHES) and c.glued(j) and c.word(j + 1) else j
    if named := c.has(k, "year-noun"):
        return named.end
    if _opens_named_pair(c, i):
        return j
    if value < _OLDEST:
        # «First collected in 1697, …»: with a preposition before it and nothing to count behind it.
        ends = j >= c.count or c.sign(j, ".,;:)")
        return j if c.has(i - 1, "year-before", "opens") and ends and value >= _EARLIEST else 0
    return _split(c, i) or (j if _alone(c, i) else _with_letter(c, i))


def _opens_named_pair(c: Cursor, i: int) -> bool:
    """«2013–2017 годы»: the first of two, whose word stands behind the second."""
    at = i + 1
    while c.sign(at, DASHES):
        at += 1
    if at == i + 1 or not c.year_like(at) or int(c.tokens[i].text) >= int(c.tokens[at].text):
        return False
    return bool(c.has(at + 1 + c.sign(at + 1, "-"), "year-noun"))


def _split(c: Cursor, i: int) -> int:
    """2015/16, 2013–2017."""
    j = i + 1
    if not (c.sign(j, "/–-") and c.plain_digits(j + 1) and c.glued(j)):
        return 0
    second = c.tokens[j + 1].text
    ends = not c.glued(j + 2) or c.sign(j + 2, ".,;:)")
    if not c.glued(j + 1):  # 2004/ 05, 2004/ 5: torn apart
        return j + 2 if c.sign(j, "/") and ends and _next_year(c, i, second) and not c.has(j + 2, "unit") else 0
    # 2002/03 with the number of a note
    later = len(second) == 3 and int(second[:2]) > int(c.tokens[i].text[2:])
    noted = ends and (later or (c.sign(j, "/") and _next_year(c, i, second)))
    if not (len(second) == 2 or noted or (c.year_like(j + 1) and int(second) > int(c.tokens[i].text))):
        return 0
    end = j + 2
    k = end + 1 if c.sign(end, DASHES) and c.word(end + 1) else end
    named = c.has(k, "year-noun")
    unit = c.has(end, "unit")
    if unit and not named and unit.value not in ("years", "day"):
        return 0
    return named.end if named else end


def _next_year(c: Cursor, i: int, second: str) -> bool:
    """2001/2: the last digit, or the last two, of the year behind."""
    return len(second) <= 2 and int(second) == (int(c.tokens[i].text) + 1) % 10 ** len(second)


def _alone(c: Cursor, i: int) -> bool:
    """A bare year: nothing behind it that it could count."""
    j = i + 1
    cue = _cue(c, i)
    if c.has(j, "scale") or c.has(j, "symbol") or (c.glued(j) and (c.word(j) or c.sign(j, "%‰°"))):
        return False
    if c.has(i - 1, "month") and not c.has(j, "unit"):
        return True
    quarter = c.has(i - 1, "period-name") or (c.small(i - 1, 4) and c.has(i - 2, "reference"))
    if c.has(j, "plural-verb") and not cue and not quarter and not c.year_like(i - 2):
        return False
    if c.has(j, "after") and not c.has(j, "function"):
        return False
    if c.has(i - 1, "month") or _names_a_publication(c, j):
        return True
    unit = c.has(j, "unit")
    if unit and unit.value == "things" and c.has(i - 1, "function") and _said_as_year(c, i):
        return True
    if unit:
        return _opened(c, i) and unit.value in ("persons", "things")
    if c.word(j) and not c.glued(j) and not c.has(j, "function"):
        return _unknown_noun(c, i)
    return True


def _names_a_publication(c: Cursor, j: int) -> bool:
    """«2012 divorce statistics», «2011 Census», «2013 European Standard Population»: what is of a year."""
    for k in range(j, min(j + 3, c.count)):
        if not c.word(k) or c.glued(k) or c.has(k, "function"):
            break
        if c.has(k, "year-behind") or (k > j and c.has(k, "unit") and c.tokens[k].text[:1].isupper()):
            return True
    return False


def _cue(c: Cursor, i: int) -> bool:
    return bool(c.has(i - 1, "year-before"))


def _said_as_year(c: Cursor, i: int) -> bool:
    """«In the UK in 2012 … as 2012 adoptions»: the same digits are plainly a year elsewhere in the passage."""
    places = (k for k in range(c.count) if k != i and c.tokens[k].text == c.tokens[i].text)
    return any(c.has(k - 1, "year-before", "opens") and (not c.word(k + 1) or c.has(k + 1, "function")) for k in places)


def _opened(c: Cursor, i: int) -> bool:
    """«In 2015 women earned …», «Between 2010 and 2015 women …»: words that open a sentence with a time."""
    if c.has(i - 1, "year-before", "opens"):
        return _begins_sentence(c, i - 1)
    paired = c.year_like(i - 2) and not c.sign(i - 1, ",;")
    return paired and bool(c.has(i - 3, "year-before", "opens")) and _begins_sentence(c, i - 3)


def _begins_sentence(c: Cursor, i: int) -> bool:
    return i >= 0 and c.tokens[i].text[:1].isupper() and (i == 0 or c.sign(i - 1, ".!?:;”“»)"))


def _unknown_noun(c: Cursor, i: int) -> bool:
    """Before a word that is no known noun, a year needs a cue, or a language that writes years bare."""
    if c.has_any(i + 1, ("share", "before", "number", "part", "one", "every", "alone")):
        return True
    if _opened(c, i):
        return True
    for k in range(i + 2, min(i + 4, c.count)):
        if not c.word(k) or c.has(k, "function") or c.glued(k):
            break
        unit = c.has(k, "unit")
        if unit and unit.value in ("persons", "things"):
            return False
    return c.settings.year == "cue" or _cue(c, i)


def _with_letter(c: Cursor, i: int) -> int:
    """Hoffmann (2013a)."""
    j = i + 1
    letter = c.word(j) and c.glued(j) and len(c.tokens[j].text) == 1
    return j + 1 if letter and not c.has(j, "unit") and not c.has(j, "scale") else 0
