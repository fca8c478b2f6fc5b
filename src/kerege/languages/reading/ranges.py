"""Ranges: from 20 to 25, 20–25, between, two or three; «20дан 25 пайызга чейин». Each end keeps its own place."""

from __future__ import annotations

from dataclasses import replace

from kerege.languages.reading.amounts import amount
from kerege.languages.reading.cursor import Cursor, Reading, kept
from kerege.languages.reading.shares import fraction
from kerege.languages.reading.spans import Form, Kind, Quantity, Span
from kerege.languages.reading.years import year
from kerege.languages.tokens import DASHES


def joined(c: Cursor, starts: tuple[int, int], first: Reading, second: Reading, relation: str) -> Quantity | None:
    """The range of two amounts; unit and scale of the second serve both, unless the first has its own."""
    a, b = first[0], second[0]
    if (a.unit and b.unit and a.unit != b.unit) or (a.noun and b.unit):
        return None
    if b.scaled and not a.scaled and b.mantissa and a.low <= b.mantissa * 10:
        scale = b.low / b.mantissa
        others = tuple((value * scale, step * scale) for value, step in a.others)
        a = replace(a, low=a.low * scale, high=a.high * scale, step=a.step * scale, others=others, scaled=True)
    unit = b.unit or a.unit
    ends = tuple(
        Span(c.tokens[start].start, c.tokens[end - 1].end, Kind.QUANTITY, "", replace(part, unit=unit, noun=b.noun))
        for start, part, end in ((starts[0], a, first[1]), (starts[1], b, second[1]))
    )
    step = min(a.step, b.step)
    return replace(
        b, low=a.low, high=b.low, step=step, unit=unit, form=Form.RANGE, relation=relation, others=(), ends=ends
    )


def _end(c: Cursor, i: int) -> Reading | None:
    """One end of a range: an amount, or a fraction such as a quarter."""
    number, part = amount(c, i), fraction(c, i, True)
    return part if part and (number is None or part[1] > number[1]) else number


@kept
def open_range(c: Cursor, i: int) -> Reading | None:
    """A range that words open: from … to, between … and, «от … до», «20дан 25ке чейин»."""
    for match in c.all(i, "from"):
        first = _end(c, match.end)
        if first is None or year(c, match.end):
            continue
        if match.value == "between" and c.sign(first[1], DASHES) and (inner := closed_range(c, match.end)):
            return replace(inner[0], relation="between"), inner[1]
        to = c.has(first[1], "to", match.value)
        second = _end(c, to.end) if to and not year(c, to.end) else None
        if to is None or second is None:
            continue
        relation = "between" if match.value == "between" else "from"
        quantity = joined(c, (match.end, to.end), first, second, relation)
        if quantity is not None and not (relation == "between" and quantity.low > quantity.high):
            return quantity, second[1]
    return _by_case(c, i) if c.settings.whole_first else None


def _by_case(c: Cursor, i: int) -> Reading | None:
    """«20дан 25 пайызга чейин», «20 менен 25 пайыздын ортосунда», «48,2 пайыздан 59,6 пайызга»."""
    first = amount(c, i)
    if first is None or year(c, i):
        return None
    link = c.has(first[1], "with")
    if not link and "abl" not in first[0].case.split():
        return None
    start = link.end if link else first[1]
    second = amount(c, start)
    if second is None or ("poss" in second[0].case and not first[0].unit):  # «үчтөн бирине»: a third, no range
        return None
    close = c.has(second[1], "to", "between" if link else "from")
    closed = second[0].relation == "at_most" and not link
    if closed:  # «12ге чейин пайыз»: the closing word was taken for a bound
        second = (replace(second[0], relation=""), second[1])
    if close is None and not closed and not _open_end(c, first, second, bool(link)):
        return None
    quantity = joined(c, (i, start), first, second, "between" if link else "from")
    end = close.end if close else second[1]
    return _late_unit(c, quantity, end) if quantity else None


def _open_end(c: Cursor, first: Reading, second: Reading, linked: bool) -> bool:
    a, b = first[0], second[0]
    same = b.unit and a.unit in ("", b.unit)
    told = a.unit or (a.form is Form.NUMERAL and c.has(second[1], "change"))
    return bool(not linked and same and told and "dat" in b.case.split())


def _late_unit(c: Cursor, quantity: Quantity, end: int) -> Reading:
    """«20дан 25ке чейин пайыз»: the unit behind the closing word serves both ends."""
    unit = c.has(end, "unit")
    if unit is None or quantity.unit or quantity.noun:
        return quantity, end
    ends = tuple(replace(one, quantity=replace(one.quantity, unit=unit.value)) for one in quantity.ends if one.quantity)
    return replace(quantity, unit=unit.value, case=unit.case, ends=ends), unit.end


@kept
def closed_range(c: Cursor, i: int) -> Reading | None:
    """20–25 per cent, 20 per cent to 25 per cent, two or three, «эки-үч пайыз»."""
    first = amount(c, i)
    if first is None or first[0].noun:
        return None
    link = _link(c, i, first[1])
    if link and first[0].low < 0 and not c.word(link[0] - 1):
        return None
    second = amount(c, link[0]) if link else None
    if link is None or second is None or year(c, i) or year(c, link[0]) or second[0].signed:
        return None
    quantity = joined(c, (i, link[0]), first, second, "range")
    if quantity is None or quantity.low >= quantity.high:
        return None
    return (quantity, second[1]) if not (link[1] and quantity.high > quantity.low * 2) else None


def _link(c: Cursor, i: int, j: int) -> tuple[int, bool] | None:
    """Where the second end begins behind a dash or a word, and whether the word is *or*."""
    if c.sign(j, "-–—‑") and c.glued(j) == c.glued(j + 1):
        return j + 1, False
    to = c.has(j, "to", "from") if c.settings.bare_to else None
    if to:
        # «Up 7,000 to 18,000», «fell by 19% to 1.7 million»: how much it changed, and what it is now.
        by = c.has(i - 1, "by")
        changed = c.has(i - 1, "change") or (by and (by.value != "amount" or c.has(i - 2, "change")))
        return None if changed else (to.end, False)
    either = c.has(j, "or")
    return (either.end, True) if either else None
