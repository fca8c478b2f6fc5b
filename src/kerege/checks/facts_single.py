"""One fact has one id, and parts that make a whole add up.

Passes: two statistics read from two cells. Fails: two ids for the same cell (S050), of which one will be forgotten when
the other is corrected; two ids with the same label, group and period and different values (S051); two shares declared
as complements (`complement: other-id`) that do not make 100 (S043).
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from decimal import Decimal

from kerege.catalogue import problem
from kerege.checks.context import Statistics, Values
from kerege.findings import Finding
from kerege.model import Cell, Cited, Estimate, Formula, Query, Settings, Statistic

CODES = ("S043", "S050", "S051")


def check(settings: Settings, statistics: Statistics, values: Values) -> Iterator[Finding]:
    """Yield a finding for each fact that has two ids or two values."""
    by_place: dict[Hashable, Statistic] = {}
    by_words: dict[Hashable, Statistic] = {}
    original = settings.original
    for key, statistic in statistics.items():
        place = _place(statistic)
        first = by_place.setdefault(place, statistic) if place is not None else statistic
        if first is not statistic:
            yield Finding(
                statistic.origin_location,
                problem("S050", key=key, first=first.id, location=first.location),
            )
            continue
        words = (statistic.label.get(original, ""), statistic.of.get(original, ""), statistic.period, statistic.unit)
        same = by_words.setdefault(words, statistic) if words[0] else statistic
        own, other = _value(values, key), _value(values, same.id)
        # What has no value has a finding of its own.
        if same is not statistic and own is not None and other is not None and own != other:
            yield Finding(
                statistic.location,
                problem("S051", key=key, same=same.id, case=own, case2=other),
            )
        yield from _complement(values, statistic)


def _place(statistic: Statistic) -> Hashable | None:
    origin = statistic.origin
    if isinstance(origin, Cell):
        where = tuple(sorted(origin.where.items()))
        return (origin.file, where, origin.column, origin.high, origin.sheet, origin.row, origin.under)
    if isinstance(origin, Query):
        return (statistic.source, " ".join(origin.sql.split()))
    if isinstance(origin, Estimate):
        return (statistic.source, origin.kind, origin.of, tuple(sorted(origin.by.items())), origin.among, origin.per)
    if isinstance(origin, Formula):
        return "".join(origin.expression.split())
    assert isinstance(origin, Cited)
    return None


def _value(values: Values, key: str) -> Decimal | None:
    value = values.get(key)
    return value.number if value is not None else None


def _complement(values: Values, statistic: Statistic) -> Iterator[Finding]:
    if not statistic.complement:
        return
    own, other = _value(values, statistic.id), _value(values, statistic.complement)
    if other is None or own is None:
        yield Finding(
            statistic.location,
            problem("S043/complement-has-no-value", statistic=statistic.id, complement=statistic.complement),
        )
    # Both may have been rounded: half a unit of the last decimal each.
    elif abs(own + other - 100) > Decimal(1).scaleb(-statistic.decimals):
        yield Finding(
            statistic.location,
            problem("S043/make-not", statistic=statistic.id, complement=statistic.complement, own=own + other),
        )
