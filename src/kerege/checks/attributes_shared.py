"""Whatever is shown of a participant, at least k participants share.

Passes: a testimony shows `{age: fifties, area: rural}`, and `frame` counts five participants of that role who are both.
Fails: the frame counts four in their fifties and four from villages, and not how many are both (P004); two testimonies of
one participant show together what too few share, or cannot be put together because one has no code (P005); the frame
itself counts somebody twice or leaves the printed role out (P013).

Source of k: the disclosure rules of statistical offices use a minimum cell count of 3 (Eurostat, "Handbook on Statistical
Disclosure Control", 2010); 5 on sensitive topics.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping, Sequence

from kerege.catalogue import problem
from kerege.checks.waivers import Recognised, not_waived
from kerege.findings import Finding
from kerege.messages import say
from kerege.model import FrameRow, Privacy, Quote

CODES = ("P004", "P005", "P013")
_NO_CATEGORY = ("", "unknown", "other", "any", "all", say("not stated"), "n/a", "none", "*", "-", "?")
_RANGE = re.compile(r"(?P<low>\d+)\s*(?:[-–—]|to)\s*(?P<high>\d+)|(?P<open>\d+)\s*\+|\+?\s*(?P<one>\d+)")


def check(privacy: Privacy, quotes: Mapping[str, Quote]) -> Iterator[Finding]:
    """Yield a finding for each testimony that shows something rare, and for each row by which it cannot be judged."""
    shown = [quote for quote in quotes.values() if quote.shown]
    if shown:
        yield from _frame(privacy)
        yield from not_waived(privacy, _attributes(privacy, quotes, shown))


def _attributes(privacy: Privacy, quotes: Mapping[str, Quote], shown: Sequence[Quote]) -> Iterator[Recognised]:
    people: dict[str, list[Quote]] = {}
    for quote in quotes.values():
        if quote.participant:
            people.setdefault(quote.participant, []).append(quote)
    for quote in shown:
        yield from _rare(privacy, (quote,), {"speaker": quote.speaker, **quote.shown}, "P004")
        if not quote.participant and len(shown) > 1:
            finding = Finding(
                quote.location,
                problem("P005/quote-shows-attributes-has", quote=quote.id),
            )
            yield Recognised(finding, quote=quote.id)
    for told in people.values():
        if len(told) > 1 and any(quote.shown for quote in told):
            yield from _together(privacy, told)


def _together(privacy: Privacy, quotes: Sequence[Quote]) -> Iterator[Recognised]:
    """What the testimonies of one person show, put together."""
    together: dict[str, str] = {}
    for quote in quotes:
        for name, value in {"speaker": quote.speaker, **quote.shown}.items():
            if together.setdefault(name, value) != value:
                told = ", ".join(q.id for q in quotes)
                finding = Finding(
                    quote.location,
                    problem(
                        "P005/testimonies-one-participant-show",
                        told=told,
                        name=name,
                        together=together[name],
                        value=value,
                    ),
                )
                yield Recognised(finding, quote=quote.id)
                return
    yield from _rare(privacy, quotes, together, "P005")


def _rare(privacy: Privacy, quotes: Sequence[Quote], wanted: Mapping[str, str], code: str) -> Iterator[Recognised]:
    quote = quotes[0]
    listed = {name for row in privacy.frame for name in row.shown}
    if "speaker" not in listed:
        # P013 says so once; the counts are judged for what the frame does list.
        wanted = {name: value for name, value in wanted.items() if name != "speaker"}
    count = participants(privacy.frame, wanted)
    needed = privacy.k_sensitive if any(q.sensitive for q in quotes) else privacy.k
    if privacy.frame and count is not None and count >= needed:
        return
    case = "no-frame" if not privacy.frame else "not-counted" if count is None else "too-few"
    facts = {
        "quotes": [q.id for q in quotes],
        "shown": [f"{name}: {value}" for name, value in sorted(wanted.items()) if name != "speaker"],
        **({"count": count, "needed": needed} if case == "too-few" else {}),
    }
    yield Recognised(Finding(quote.location, problem(f"{code}/{case}", **facts)), quote=quote.id)


def participants(frame: Sequence[FrameRow], wanted: Mapping[str, str]) -> int | None:
    """How many participants are known to share all that is wanted; None where the frame cannot tell.

    Only rows that name every wanted attribute count: one that leaves an attribute out does not say who has it. Rows that name the
    same attributes are one table and add up; of several such tables the smallest answer holds.
    """
    tables: dict[frozenset[str], dict[tuple[tuple[str, str], ...], int]] = {}
    for row in frame:
        if set(wanted) <= set(row.shown):
            table = tables.setdefault(frozenset(row.shown), {})
            combination = tuple(sorted(row.shown.items()))
            # A combination that is written twice is not twice as many people.
            table[combination] = min(table.get(combination, row.count), max(row.count, 0))
    if not tables or any(value.casefold() in _NO_CATEGORY for value in wanted.values()):
        return None
    return min(
        sum(count for row, count in table.items() if all(dict(row)[name] == value for name, value in wanted.items()))
        for table in tables.values()
    )


def _frame(privacy: Privacy) -> Iterator[Finding]:
    """What is wrong in the frame itself."""
    if privacy.frame and not any("speaker" in row.shown for row in privacy.frame):
        yield Finding(
            privacy.frame[0].location,
            problem("P013/frame-leaves-out-speaker"),
        )
    values: dict[str, dict[str, FrameRow]] = {}
    known: set[tuple[tuple[str, str], ...]] = set()
    for row in privacy.frame:
        combination = tuple(sorted(row.shown.items()))
        if combination in known:
            yield Finding(
                row.location,
                problem("P013/frame-counts-same-combination"),
            )
        known.add(combination)
        for name, value in row.shown.items():
            values.setdefault(name, {}).setdefault(value, row)
    for name, rows in values.items():
        for (one, _), (other, row) in itertools.combinations(rows.items(), 2):
            if _overlap(one, other):
                yield Finding(
                    row.location,
                    problem("P013/categories-overlap", one=one, other=other, name=name),
                )


def _overlap(one: str, other: str) -> bool:
    first, second = _range(one), _range(other)
    return first is not None and second is not None and first[0] <= second[1] and second[0] <= first[1]


def _range(value: str) -> tuple[int, int] | None:
    match = _RANGE.fullmatch(value.strip())
    if match is None:
        return None
    if match["open"]:
        return int(match["open"]), 10**9
    if match["one"]:
        return int(match["one"]), int(match["one"])
    return int(match["low"]), int(match["high"])
