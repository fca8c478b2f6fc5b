"""What differs between a report and its locks, and the locks as they are once a person has accepted it."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import PurePosixPath

from kerege.evidence.database import query_digest
from kerege.evidence.ledger import Ledger
from kerege.findings import Location
from kerege.model import (
    BlockKind,
    Formula,
    LockedQuery,
    LockedValue,
    Query,
    Quote,
    QuotesLock,
    Report,
    Scheme,
    Source,
    SourcesLock,
    Statistic,
    Value,
)


@dataclass(frozen=True, slots=True)
class FileChange:
    """A data file that is not the one that was accepted; `accepted` is empty when none was."""

    source: Source
    file: PurePosixPath
    accepted: str
    found: str


@dataclass(frozen=True, slots=True)
class ValueChange:
    """A value that is not the one that was accepted; `accepted` is None when none was."""

    statistic: Statistic
    accepted: LockedValue | None
    found: LockedValue
    cited: tuple[Location, ...]
    """Every place that states it, or states what is computed from it."""


def file_digest(report: Report, source: Source, file: PurePosixPath) -> str:
    """sha256 of a source's data file, or empty when it is not there."""
    path = report.root / source.path(file)
    try:
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError:
        return ""


def text_digest(text: str) -> str:
    """sha256 of a testimony's text, spaces folded, so that reflowing a record is no change."""
    return hashlib.sha256(" ".join(text.split()).encode("utf-8")).hexdigest()


def locked(value: Value) -> LockedValue:
    """A value as the lock writes it."""
    return LockedValue(*_digits(value))


def _digits(value: Value) -> tuple[str, str]:
    return str(value.number), str(value.high) if value.high is not None else ""


def changed_files(report: Report) -> Iterator[FileChange]:
    """Every data file whose content is not the accepted one; files that only the lock answers for are left out."""
    for source in report.sources.values():
        for file in source.files:
            found = file_digest(report, source, file)
            accepted = report.sources_lock.files.get(str(source.name(file)), "")
            if found and found != accepted:
                yield FileChange(source, file, accepted, found)


def changed_values(report: Report, ledger: Ledger, *, new_too: bool = True) -> Iterator[ValueChange]:
    """Every statistic read from a source whose value is not the accepted one. Formulas follow their parts.

    Args:
        new_too: look for the places of what was never accepted as well; a report that is being made has them by the thousand.
    """
    changed = {}
    values, lock = ledger.values, report.sources_lock.values
    for key, statistic in report.statistics.items():
        value = values.get(key)
        if value is None or isinstance(statistic.origin, Formula):
            continue
        accepted = lock.get(key)
        if accepted is None or (accepted.low, accepted.high) != _digits(value):
            changed[key] = locked(value)
    wanted = [key for key in changed if new_too or key in lock]
    places = citing_places(report, ledger, wanted) if wanted else {}
    for key, now in changed.items():
        yield ValueChange(report.statistics[key], lock.get(key), now, places.get(key, ()))


def citing_places(report: Report, ledger: Ledger, wanted: Collection[str]) -> dict[str, tuple[Location, ...]]:
    """Where these statistics stand: ties and blocks of every language, figures, and the same for what is computed from them."""
    found: dict[str, list[Location]] = {}
    leads = _leads(report, ledger, wanted)

    def add(key: str, place: Location) -> None:
        for name in leads.get(key, ()):
            found.setdefault(name, []).append(place)

    for chapter in report.all_chapters():
        for tie in chapter.ties:
            if tie.target in leads and tie.scheme is Scheme.STATISTIC:
                add(tie.target, tie.location)
        for block in chapter.blocks_of(BlockKind.STATISTIC):
            add(block.target, block.location)
    for figure in report.figures.values():
        for key in figure.data:
            add(key, figure.location)
    for key in report.settings.key_figures:
        add(key, report.settings.location)
    return {key: tuple(dict.fromkeys(places)) for key, places in found.items()}


def _leads(report: Report, ledger: Ledger, wanted: Collection[str]) -> dict[str, tuple[str, ...]]:
    """Of each statistic that is one of the wanted ones, or is computed from them: those."""
    leads = {key: (key,) for key in wanted}
    waiting = [key for key, statistic in report.statistics.items() if isinstance(statistic.origin, Formula)]
    parts = {key: value.parts for key in waiting if (value := ledger.values.get(key)) is not None}

    @cache
    def led_to(key: str) -> tuple[str, ...]:
        found = ((key,) if key in wanted else ()) + tuple(name for part in parts.get(key, ()) for name in led_to(part))
        return tuple(dict.fromkeys(found))

    return leads | {key: found for key in parts if (found := led_to(key))}


def changed_queries(report: Report) -> Iterator[tuple[Statistic, bool]]:
    """Every statistic whose database was never asked so: with True when it was asked something else."""
    for key, statistic, digest in _questions(report):
        accepted = report.sources_lock.queries.get(key)
        if accepted is None or accepted.sha256 != digest:
            yield statistic, accepted is not None


def _questions(report: Report) -> Iterator[tuple[str, Statistic, str]]:
    for key, statistic in report.statistics.items():
        source = report.sources.get(statistic.source)
        if source is not None and source.database and isinstance(statistic.origin, Query):
            yield key, statistic, query_digest(source, statistic.origin.sql)


def accepted_sources(report: Report, ledger: Ledger, sources: Mapping[str, Source], today: str) -> SourcesLock:
    """The lock once these sources are accepted; what no longer exists is dropped from it.

    Args:
        today: the day (ISO) that stands beside the answer of a database that is new or changed.
    """
    lock = report.sources_lock
    files, values = dict(lock.files), dict(lock.values)
    for source in sources.values():
        for file in source.files:
            digest = file_digest(report, source, file)
            if digest:
                files[str(source.name(file))] = digest
    for key, statistic in report.statistics.items():
        if statistic.source in sources and key in ledger.values and not isinstance(statistic.origin, Formula):
            values[key] = locked(ledger.values[key])
    queries = {}
    for key, statistic, digest in _questions(report):
        old = lock.queries.get(key)
        if statistic.source in sources and key in ledger.values:
            same = old is not None and old.sha256 == digest and lock.values.get(key) == values[key]
            queries[key] = old if old is not None and same else LockedQuery(digest, today)
        elif old is not None:
            queries[key] = old
    known = {str(source.name(file)) for source in report.sources.values() for file in source.files}
    return replace(
        lock,
        files={file: digest for file, digest in files.items() if file in known},
        values={key: value for key, value in values.items() if key in report.statistics},
        queries=queries,
    )


def changed_texts(report: Report) -> Iterator[tuple[Quote, str, bool]]:
    """Every testimony text that is not the accepted one: quote, language, and whether one had been accepted."""
    for quote in report.quotes.values():
        accepted = report.quotes_lock.texts.get(quote.id, {})
        for code, text in quote.text.items():
            if text and accepted.get(code) != text_digest(text):
                yield quote, code, code in accepted


def accepted_quotes(report: Report, quotes: Mapping[str, Quote]) -> QuotesLock:
    """The lock once these quotes are accepted; records that are gone are dropped from it."""
    texts = {key: entry for key, entry in report.quotes_lock.texts.items() if key in report.quotes}
    for quote in quotes.values():
        texts[quote.id] = {code: text_digest(text) for code, text in quote.text.items() if text}
    return QuotesLock(texts)
