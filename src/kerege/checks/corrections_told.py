"""What was published and is another number, another statement or another testimony now, or is gone, is told in `editions/corrections.yml`.

The rule of statistical offices that revisions and corrections are released transparently (Code of Practice for Statistics, T3
and Q2; European Statistics Code of Practice, 6.3). A value is compared with the last closed edition, an entry with the edition
that it names and the one after that.

Passes: edition 1 says 59.6, the source 60.1, and an entry `{what: stat:a, edition: "1", was: 59.6, now: 60.1, reason: …}`.
Fails: no entry, also where the figure, claim or testimony is published no longer (E001); `was` is not what was published (E002), `now` not what stands there now (E003); the value is what it was
(E004); no such edition, statistic, claim or testimony (E005); a correction in a report that calls itself the edition that it
corrects (E006, a warning); the DOI of another edition (E010); a provisional figure
whose time of revision is over (E011, a warning).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Protocol

from kerege.catalogue import problem
from kerege.checks.context import Values
from kerege.evidence.editions import changed_things, present_edition, published_in
from kerege.findings import Finding, Location
from kerege.model import Report
from kerege.model.editions import TESTIMONY, Change, ClosedEdition, Correction

CODES = ("E001", "E002", "E003", "E004", "E005", "E006", "E008", "E010", "E011")


def check(report: Report, values: Values) -> Iterator[Finding]:
    """Yield a finding for each published value or testimony that changed in silence, and for each wrong entry."""
    yield from _overdue(report)
    if not report.editions and not report.corrections:
        return
    now = present_edition(report, values)
    for one in report.editions:
        if one.doi and one.doi == now.doi and one.number != now.number:
            yield Finding(report.settings.location, problem("E010", doi=one.doi, number=one.number))
    if report.editions:
        yield from _silent(report, report.editions[-1], now)
    # An edition may have entries by the hundred: what the one behind it says otherwise is asked once.
    changed = {
        then.number: {what: new for what, _, new in changed_things(then, after, words=True)}
        for then, after in pairwise((*report.editions, now))
        if report.corrections
    }
    for entry in report.corrections:
        yield from _entry(report, entry, now, changed)


def _overdue(report: Report) -> Iterator[Finding]:
    settings = report.settings
    for key, record in report.statistics.items():
        # A month or a year is over with its last day.
        if record.provisional and f"{record.provisional}-99-99"[:10] < settings.date:
            yield Finding(record.location, problem("E011", key=key, date=record.provisional, number=settings.edition))


def _silent(report: Report, last: ClosedEdition, now: ClosedEdition) -> Iterator[Finding]:
    told = {entry.what for entry in report.corrections if entry.edition == last.number}
    home = last.location or report.settings.location
    for what, old, new in changed_things(last, now):
        if what in told:
            continue
        kind, _, key = what.partition(":")
        records: Mapping[str, Mapping[str, _Placed]] = {
            "stat": report.statistics, "claim": report.claims, "table": report.tables, "quote": report.quotes,
        }  # fmt: skip
        record = records[kind].get(key)
        place = record.location if record is not None else home
        if not new:
            yield Finding(place, problem(f"E001/{kind}-gone", number=last.number, key=key, old=old))
        else:
            yield Finding(place, problem(f"E001/{_CASES[kind]}", number=last.number, key=key, old=old, new=new))


class _Placed(Protocol):
    @property
    def location(self) -> Location: ...


_CASES = {
    "stat": "edition-published-for-now",
    "claim": "claim-says-another",
    "table": "table-has-other-cells",
    "quote": "testimony-has-other-words",
}


def _entry(
    report: Report, entry: Correction, now: ClosedEdition, changed: Mapping[str, Mapping[str, str]]
) -> Iterator[Finding]:
    closed = report.editions
    places = [place for place, edition in enumerate(closed) if edition.number == entry.edition]
    if not places:
        yield Finding(entry.location, problem("E005/no-edition", edition=entry.edition))
        return
    then = closed[places[0]]
    after = closed[places[0] + 1] if places[0] + 1 < len(closed) else now
    if after is now and report.settings.edition == then.number:
        yield Finding(entry.location, problem("E006", what=entry.what, number=then.number))
    if entry.what == TESTIMONY:
        # It was withdrawn: no edition knows any more which one it was.
        if entry.change is not Change.WITHDRAWAL:
            yield Finding(entry.location, problem("E005/withdrawn-only", number=then.number))
        return
    if not published_in(then, entry.what):
        yield Finding(entry.location, problem("E005/not-published", number=then.number, what=entry.what))
    elif entry.kind == "stat":
        yield from _value(entry, then, after)
    else:
        new = changed[then.number].get(entry.what)
        if new is None:
            yield _without_effect(entry, then)
        elif bool(new) == (entry.change is Change.WITHDRAWAL):
            yield Finding(entry.location, problem("E003/still" if new else "E003/gone", what=entry.what))


def _value(entry: Correction, then: ClosedEdition, after: ClosedEdition) -> Iterator[Finding]:
    was = then.statistics[entry.target].value
    new = after.statistics.get(entry.target)
    if new is not None and new.value == was:
        yield _without_effect(entry, then)
        return
    # An entry about several figures leaves their values to the editions.
    if entry.was != was and not (entry.several and not entry.was):
        yield Finding(
            entry.location,
            problem("E002", number=then.number, published=was, target=entry.target, was=entry.was),
        )
    if new is not None and entry.change is Change.WITHDRAWAL:
        yield Finding(entry.location, problem("E003/still", what=entry.what))
    elif new is not None and entry.now != new.value and not (entry.several and not entry.now):
        yield Finding(entry.location, problem("E003/another", target=entry.target, new=new.value, now=entry.now))
    if new is None and entry.change is not Change.WITHDRAWAL:
        yield Finding(entry.location, problem("E003/no-longer", target=entry.target, now=entry.now))


def _without_effect(entry: Correction, then: ClosedEdition) -> Finding:
    return Finding(entry.location, problem("E004", what=entry.what, number=then.number))
