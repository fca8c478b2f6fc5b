"""The values of a report that is read again and again: computed anew only where a record or its file has changed."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from kerege.evidence.ledger import Ledger, read_ledger
from kerege.model import Cell, Formula, Query, Report, Source, Statistic, Value

_FIELDS = ("statistics", "sources", "assertions", "sources_lock")


class Ledgers:
    """The ledger of the report as it is, and of the report as it is shown, which may be an earlier one."""

    def __init__(self) -> None:
        self.present = Ledger({}, ())
        self.shown = Ledger({}, ())
        self._reports: tuple[Report, ...] = ()

    def read(self, present: Report, shown: Report, changed: Collection[str]) -> None:
        """Bring both up to date; `changed` names files relative to the report's folder."""
        data = {path for path in changed if path == "data" or path.startswith("data/")}
        if not data and self._reports and _same(self._reports[0], present) and _same(self._reports[1], shown):
            return
        before, self.present = self.present, self._present(present, data)
        if self.present == before:
            self.present = before
        self.shown = self.present if present is shown else read_ledger(shown)
        self._reports = (present, shown)

    def _present(self, report: Report, data: Collection[str]) -> Ledger:
        if not self._reports or "data" in data:
            return read_ledger(report)
        return read_ledger(report, known=dict(_unchanged(self._reports[0], report, self.present, data)))


def _same(before: Report, now: Report) -> bool:
    return all(getattr(before, field) is getattr(now, field) for field in _FIELDS)


def _unchanged(before: Report, now: Report, ledger: Ledger, data: Collection[str]) -> Iterator[tuple[str, Value]]:
    """The values that rest on the same record, the same source and files that have not changed."""
    sources = {
        key: source
        for key, source in now.sources.items()
        if not source.restricted
        and not source.database
        and (source is before.sources.get(key) or source == before.sources.get(key))
    }
    for key, statistic in now.statistics.items():
        value, old = ledger.values.get(key), before.statistics.get(key)
        source = sources.get(statistic.source)
        if value is None or source is None or isinstance(statistic.origin, Formula):
            continue
        if (old is statistic or old == statistic) and _files(statistic, source).isdisjoint(data):
            yield key, value


def _files(statistic: Statistic, source: Source) -> frozenset[str]:
    origin = statistic.origin
    if isinstance(origin, Cell):
        return frozenset((f"data/{origin.file}",))
    return frozenset(f"data/{file}" for file in source.files) if isinstance(origin, Query) else frozenset()
