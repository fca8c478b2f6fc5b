"""Over how many cases a query computes: its aggregates are taken away and its rows counted, unweighted.

Only of a query over one table, without groups, can this be said for certain; of any other, nothing is said.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_TOKEN = re.compile(r"'(?:[^']|'')*'|\"(?:[^\"]|\"\")*\"|--[^\n]*|/\*.*?\*/|\w+|\S", re.DOTALL)
_ENDS = {"order", "limit"}
_OTHERS = {"group", "having", "union", "intersect", "except", "window", "join", "distinct", "over", "offset"}
_CALL = re.compile(r"\b(?:sum|avg|count|total)\s*\(", re.IGNORECASE)
_FILTER = re.compile(r"\s*filter\s*\(", re.IGNORECASE)
_COLUMN = re.compile(r'\s*(?:\w+\.)?(?:[^\W\d]\w*|"[^"]+")\s*')
_TABLE = re.compile(r'\s*(?:\w+|"[^"]+")(?:\s+(?:as\s+)?(?!where\b)\w+)?\s*(?:where\b.*)?', re.IGNORECASE | re.DOTALL)


@dataclass(frozen=True)
class Counting:
    """The query that counts what another query computes from."""

    sql: str
    """It gives one row: all rows, then one number for each aggregate."""
    whole: tuple[bool, ...]
    """Of each aggregate: whether it is over all rows, not over a part of them."""

    def base(self, counts: tuple[int, ...]) -> int:
        """The cases that the result rests on."""
        rows, *parts = counts
        over_all = [count for count, whole in zip(parts, self.whole, strict=True) if whole]
        if over_all:
            return min(over_all)
        return max(parts, default=rows)

    def fits(self, counts: tuple[int, ...], written: int) -> bool:
        """Whether a base that somebody wrote is one of those that can be meant."""
        over_all = [count for count, whole in zip(counts[1:], self.whole, strict=True) if whole]
        return written in (counts[0], self.base(counts), *over_all)


def counting(sql: str) -> Counting | None:
    """What counts the cases of a query; None where that cannot be said."""
    parts = _parts(sql)
    if parts is None:
        return None
    wanted, source = parts
    found = list(_aggregates(wanted))
    if not found or not _TABLE.fullmatch(source):
        return None
    counts = ", ".join(["count(*)", *(count for count, _ in found)])
    return Counting(f"select {counts} from {source}", tuple(whole for _, whole in found))


def _parts(sql: str) -> tuple[str, str] | None:
    """What a query selects, and from where."""
    text = sql.strip().rstrip(";").rstrip()
    depth, begin, end = 0, 0, len(text)
    for number, match in enumerate(_TOKEN.finditer(text)):
        word = match[0].casefold()
        if number == 0 and word != "select":
            return None
        if word in "()" and len(word) == 1:
            depth += 1 if word == "(" else -1
        if word in _OTHERS or (word == "select" and number) or word.startswith(("--", "/*")):
            return None
        if depth == 0 and word == "from":
            begin = match.start()
        elif depth == 0 and word in _ENDS:
            end = min(end, match.start())
    return (text[len("select") : begin], text[begin + len("from") : end]) if begin else None


def _aggregates(wanted: str) -> Iterator[tuple[str, bool]]:
    """For each aggregate: what counts its cases, and whether it is over all rows."""
    for match in _CALL.finditer(wanted):
        inner, end = _bracket(wanted, match.end())
        column = inner if _COLUMN.fullmatch(inner) else "*"
        condition = _FILTER.match(wanted, end)
        if condition is None:
            yield f"count({column})", True
        else:
            inner, _ = _bracket(wanted, condition.end())
            yield f"count({column}) filter ({inner})", False


def _bracket(text: str, start: int) -> tuple[str, int]:
    """What stands in the bracket that was opened before `start`, and where the text goes on behind it."""
    depth = 1
    for match in _TOKEN.finditer(text, start):
        depth += {"(": 1, ")": -1}.get(match[0], 0)
        if depth == 0:
            return text[start : match.start()], match.end()
    return text[start:], len(text)
