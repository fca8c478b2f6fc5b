"""`kerege accept`: a person has looked at what changed in a source or a testimony, and says so."""

from __future__ import annotations

from pathlib import Path

from kerege.errors import KeregeError
from kerege.evidence.acceptance import (
    accepted_quotes,
    accepted_sources,
    changed_files,
    changed_texts,
    changed_values,
)
from kerege.evidence.ledger import Ledger, read_ledger
from kerege.files import write_whole
from kerege.findings import errors
from kerege.model import LockedValue, Report
from kerege.read import read_report
from kerege.read.locks import QUOTES_LOCK, SOURCES_LOCK, quotes_lock_text, sources_lock_text


def accept(root: Path, things: tuple[str, ...], everything: bool, dry: bool) -> str:
    """Record the present state of sources and quotes as accepted.

    Args:
        things: source ids, `quote:ID`, or `quotes` for all of them.
        everything: all sources and all quotes.
        dry: only say what would be accepted.

    Returns:
        What changed, each value with the old one, the new one and every place that cites it.

    Raises:
        KeregeError: a thing is unknown, or a lock or a value cannot be read: then nothing is written.
    """
    reading = read_report(root)
    report = reading.report
    unreadable = [f for f in errors(reading.findings) if f.location.path in (SOURCES_LOCK, QUOTES_LOCK)]
    if unreadable:
        raise KeregeError(f"{unreadable[0].location} {unreadable[0].message}; {unreadable[0].hint}.")
    sources, quotes = _chosen(report, things, everything)
    ledger = read_ledger(report)
    lines: list[str] = []
    if sources:
        without = [k for k, s in report.statistics.items() if s.source in sources and k not in ledger.values]
        if without:
            raise KeregeError(
                f"Nothing was accepted: {', '.join(without)} has no value; run 'kerege check' and mend it first."
            )
        lines += _source_lines(report, ledger, sources)
        if not dry:
            lock = accepted_sources(report, ledger, {key: report.sources[key] for key in sources})
            write_whole(root / SOURCES_LOCK, sources_lock_text(lock))
    if quotes:
        lines += [
            f"quote:{quote.id} {code}: {'changed' if had else 'new'}"
            for quote, code, had in changed_texts(report)
            if quote.id in quotes
        ]
        if not dry:
            write_whole(
                root / QUOTES_LOCK,
                quotes_lock_text(accepted_quotes(report, {key: report.quotes[key] for key in quotes})),
            )
    if not lines:
        return "Nothing had changed."
    return "\n".join([*lines, "Nothing was written (--dry-run)." if dry else "Accepted."])


def _chosen(report: Report, things: tuple[str, ...], everything: bool) -> tuple[set[str], set[str]]:
    if everything:
        return set(report.sources), set(report.quotes)
    if not things:
        raise KeregeError("Name a source, quote:ID or quotes, or say --all.")
    sources: set[str] = set()
    quotes: set[str] = set()
    for thing in things:
        if thing == "quotes":
            quotes |= set(report.quotes)
        elif thing.startswith("quote:") and thing[6:] in report.quotes:
            quotes.add(thing[6:])
        elif thing in report.sources:
            sources.add(thing)
        else:
            raise KeregeError(f"There is no source or quote '{thing}' in this report.")
    return sources, quotes


def _source_lines(report: Report, ledger: Ledger, sources: set[str]) -> list[str]:
    lines = [
        f"data/{change.file}: {change.accepted[:12] or 'new'} → {change.found[:12]}"
        for change in changed_files(report)
        if change.source.id in sources
    ]
    for change in changed_values(report, ledger):
        if change.statistic.source in sources:
            old = _shown(change.accepted) if change.accepted else "new"
            lines.append(f"stat:{change.statistic.id}: {old} → {_shown(change.found)}")
            lines += [f"    {place}" for place in change.cited]
    return lines


def _shown(value: LockedValue) -> str:
    return f"{value.low} to {value.high}" if value.high else value.low
