"""Dates and times of day: 19 September 2016, «2016-жылдын 19-сентябрында», 2016-09-19, 19/09/2016, 10:30."""

from __future__ import annotations

from kerege.languages.reading.amounts import unit_at
from kerege.languages.reading.cursor import HYPHENS, Cursor
from kerege.languages.reading.numbers import cardinal
from kerege.languages.reading.shares import ratio
from kerege.languages.reading.years import year

_DAYS = 31


def date(c: Cursor, i: int) -> int:
    """The token behind a date that begins here, or 0."""
    if c.has(i, "month"):
        return _month_first(c, i)
    if not c.numeral(i):
        return 0
    return _in_digits(c, i) or _day_first(c, i) or _year_first(c, i)


def _month_first(c: Cursor, i: int) -> int:
    """September 2016, June 5, 2015."""
    month = c.has(i, "month")
    if month is None or not c.numeral(month.end):
        return 0
    j = month.end
    text = c.tokens[j].text
    if len(text) == 5 and text.isdecimal() and 1900 <= int(text[:4]) <= 2100 and not unit_at(c, j + 1):
        return j + 1  # March 2014 with the number of a note
    if year(c, j) and not unit_at(c, j + 1):
        return year(c, j)
    day = c.settings.month_first and c.small(j, _DAYS) and c.tokens[i].text[:1].isupper()
    if not day or unit_at(c, j + 1) or c.has(j + 1, "scale"):
        return 0
    if c.sign(j + 1, ",") and c.year_like(j + 2):
        return j + 3
    return year(c, j + 1) or j + 1


def _in_digits(c: Cursor, i: int) -> int:
    """2016-09-19, 19/09/2016."""
    for marks in ("-", "/"):
        three = all(
            c.numeral(i + k) and c.sign(i + k - 1, marks) and c.glued(i + k) and c.glued(i + k - 1) for k in (2, 4)
        )
        if three and (c.year_like(i) or c.small(i, _DAYS)):
            return i + 5
    return 0


def _day_first(c: Cursor, i: int) -> int:
    """19 September 2016, «1–5 июня», «19-сентябрында»."""
    if not c.small(i, _DAYS):
        return 0
    j = _behind_ending(c, i + 1)
    joint = c.has(j, "and") or c.has(j, "to") or c.has(j, "or")
    if c.sign(j, "–-—/") and c.small(j + 1, _DAYS):
        j = _behind_ending(c, j + 2)
    elif joint and c.small(joint.end, _DAYS):
        behind = _behind_ending(c, joint.end + 1)
        j = behind if c.has(behind, "month") else j
    month = c.has(j + 1 if c.sign(j, HYPHENS) and c.glued(j) else j, "month")
    return (year(c, month.end) or month.end) if month else 0


def _behind_ending(c: Cursor, j: int) -> int:
    ending = c.ending(j)
    return ending[1] if ending else j


def _year_first(c: Cursor, i: int) -> int:
    """«2016-жылдын 19-сентябрында», 2016 September."""
    end = year(c, i)
    if not end:
        return 0
    if month := c.has(end, "month"):
        return month.end
    if c.small(end, _DAYS):
        j = _behind_ending(c, end + 1)
        month = c.has(j + 1 if c.sign(j, "-") else j, "month")
        return month.end if month else 0
    return 0


def clock(c: Cursor, i: int) -> int:
    """The token behind a time of day, or 0: 10:30, 10.30 am, 9 am."""
    words = None if c.numeral(i) else cardinal(c, i)
    if words:  # nine o'clock
        named = c.has(words[1], "clock")
        return named.end if named else 0
    if not c.numeral(i):
        return 0
    text = c.tokens[i].text
    if (
        c.sign(i + 1, ":")
        and c.numeral(i + 2)
        and c.glued(i + 1)
        and c.glued(i + 2)
        and text.isdecimal()
        and ratio(c, i) is None
    ):
        j = i + 5 if c.sign(i + 3, ":") and c.numeral(i + 4) else i + 3
        named = c.has(j, "clock")
        return named.end if named else j
    named = c.has(i + 1, "clock")
    return named.end if named and text.replace(".", "").isdecimal() and len(text) <= 5 else 0
