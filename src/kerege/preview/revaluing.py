"""The values of a report that is read again and again: computed anew only where a record or its file has changed."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from kerege.evidence.ledger import Ledger, read_ledger
from kerege.model import Cell, Estimate, Formula, Query, Report, Source, Statistic, Value

_FIELDS = ("statistics", "sources", "assertions", "sources_lock")
_RECORDS = ("statistics", "sources")
_FOLDERS = ("data/", "../shared/data/")


class Ledgers:
    """The ledger of the report as it is, and of the report as it is shown, which may be an earlier one."""

    def __init__(self) -> None:
        self.present = Ledger({}, ())
        self.shown = Ledger({}, ())
        self._reports: tuple[Report, ...] = ()
        self._rests: Mapping[str, frozenset[str]] = {}
        """Of each statistic that a file alone answers: that file, or those."""

    def read(self, present: Report, shown: Report, changed: Collection[str]) -> None:
        """Bring both up to date; `changed` names files relative to the report's folder."""
        data = {path for path in changed if any(f"{path}/".startswith(folder) for folder in _FOLDERS)}
        if (
            not data
            and self._reports
            and all(_same(*pair) for pair in zip(self._reports, (present, shown), strict=True))
        ):
            return
        before, self.present = self.present, self._present(present, data)
        if self.present == before:
            self.present = before
        self.shown = self.present if present is shown else read_ledger(shown)
        self._reports = (present, shown)

    def _present(self, report: Report, data: Collection[str]) -> Ledger:
        before = self._reports[0] if self._reports else None
        if before is None or not _same(before, report, _RECORDS):
            self._rests = dict(_rests(report))
        if before is None or any(f"{path}/" in _FOLDERS for path in data):
            return read_ledger(report)
        return read_ledger(report, known=dict(self._unchanged(before, report, data)))

    def _unchanged(self, before: Report, now: Report, data: Collection[str]) -> Iterator[tuple[str, Value]]:
        """The values that rest on the same record, the same source and files that have not changed."""
        same, values = _same(before, now, _RECORDS), self.present.values
        for key, files in self._rests.items():
            if key in values and files.isdisjoint(data) and (same or _same_record(before, now, key)):
                yield key, values[key]


def _same(before: Report, now: Report, fields: Collection[str] = _FIELDS) -> bool:
    return all(getattr(before, field) is getattr(now, field) for field in fields)


def _same_record(before: Report, now: Report, key: str) -> bool:
    old, new = before.statistics.get(key), now.statistics[key]
    return old == new and before.sources.get(new.source) == now.sources.get(new.source)


def _rests(report: Report) -> Iterator[tuple[str, frozenset[str]]]:
    for key, statistic in report.statistics.items():
        source = report.sources.get(statistic.source)
        # A lock, a database or other statistics may answer these, and their findings stand with their values.
        if source is None or source.restricted or source.database or isinstance(statistic.origin, Formula):
            continue
        yield key, _files(statistic, source)


def _files(statistic: Statistic, source: Source) -> frozenset[str]:
    origin = statistic.origin
    if isinstance(origin, Cell):
        return frozenset((str(source.path(origin.file)),))
    return (
        frozenset(str(source.path(file)) for file in source.files)
        if isinstance(origin, (Query, Estimate))
        else frozenset()
    )
