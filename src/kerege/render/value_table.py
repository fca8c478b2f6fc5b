"""Statistics as rows of a table for programs: nothing that makes a number true is left out, and heads are the same in every language.

A range has both ends, a bound says so, and the period, the number of cases and the cell stand beside the value.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kerege.model import Statistic, Value
from kerege.render.edition import Edition

HEADS = (
    "id", "label", "bound", "value", "high", "unit", "decimals", "period", "base", "qualifier", "printed", "source",
    "citation", "file", "row", "cell", "provisional",
)  # fmt: skip
"""`label`, `printed` and `citation` are in the edition's language; all else is the same in every one."""
_QUALIFIERS = {"above": "more than", "below": "less than", "near": "about"}


def qualifier(record: Statistic, value: Value) -> str:
    """What has to be said beside the number: the source's own words, else what the record says of it."""
    return value.qualifier or _QUALIFIERS.get(record.bound, "")


def value_rows(edition: Edition, keys: Iterable[str]) -> Iterator[list[object]]:
    """The heads, then a row for each statistic that has a value."""
    yield list(HEADS)
    for key in keys:
        record, value = edition.report.statistics.get(key), edition.values.get(key)
        if record is None or value is None:
            continue
        yield [
            key,
            edition.words(record.label),
            record.bound,
            value.number,
            "" if value.high is None else value.high,
            record.unit,
            record.decimals,
            record.period,
            "" if value.base is None else value.base,
            qualifier(record, value),
            edition.value_text(key),
            record.source,
            edition.source_line(record),
            value.file or "",
            value.row or "",
            value.raw,
            record.provisional,
        ]
