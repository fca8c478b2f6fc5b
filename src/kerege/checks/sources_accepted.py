"""Every data file and every value is the one that a person accepted (`data/sources.lock`).

Passes: a report whose files have the accepted sha256. Fails: a cell that changed since (S020), a file that changed
although no cited value did (S021, a warning). Warns: a source or a statistic nobody has accepted yet (S022).
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from kerege.catalogue import problem
from kerege.evidence.acceptance import ValueChange, changed_files, changed_values
from kerege.evidence.ledger import Ledger
from kerege.findings import Finding
from kerege.messages import say
from kerege.model import Report

CODES = ("S020", "S021", "S022")
_SHOWN = 6
"""Citing places named in one message; `kerege accept` lists all."""


def check(report: Report, ledger: Ledger, data_root: Path) -> Iterator[Finding]:
    """Yield a finding for whatever changed since it was accepted."""
    told: set[str] = set()
    waiting: dict[str, list[str]] = {}
    for change in changed_values(report, ledger, new_too=False):
        source = change.statistic.source
        if change.accepted is None:
            waiting.setdefault(source, []).append(change.statistic.id)
            continue
        told.add(source)
        yield _changed(change)
    for change_of_file in changed_files(report):
        source = change_of_file.source.id
        if not change_of_file.accepted:
            waiting.setdefault(source, [])
        elif source not in told:
            yield Finding(
                change_of_file.source.location,
                problem("S021", file=change_of_file.source.path(change_of_file.file), source=source),
            )
    for source, keys in waiting.items():
        record = report.sources.get(source)
        if record is not None:
            named = [*keys[:_SHOWN], *(["…"] if len(keys) > _SHOWN else [])]
            yield Finding(
                record.location,
                problem("S022/values", source=source, statistics=named) if named else problem("S022", source=source),
            )


def _changed(change: ValueChange) -> Finding:
    left = len(change.cited) - _SHOWN
    case = "cited-more" if left > 0 else "cited" if change.cited else "cited-nowhere"
    assert change.accepted is not None
    old, new = _shown(change.accepted.low, change.accepted.high), _shown(change.found.low, change.found.high)
    facts: dict[str, object] = {
        "statistic": change.statistic.id,
        "old": old,
        "new": new,
        "source": change.statistic.source,
        **({"places": change.cited[:_SHOWN]} if change.cited else {}),
        **({"count": left} if left > 0 else {}),
    }
    return Finding(change.statistic.origin_location, problem(f"S020/{case}", **facts))


def _shown(low: str, high: str) -> str:
    return say("{low} to {high}", low=low, high=high) if high else low
