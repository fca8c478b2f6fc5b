"""`kerege accept`: a person has looked at what changed in a source, a testimony or a translation, and says so."""

from __future__ import annotations

import datetime
from pathlib import Path

import click

from kerege.cli.interface_language import echo
from kerege.errors import KeregeError
from kerege.evidence.acceptance import (
    accepted_quotes,
    accepted_sources,
    changed_files,
    changed_queries,
    changed_texts,
    changed_values,
)
from kerege.evidence.ledger import Ledger, read_ledger
from kerege.files import write_all
from kerege.findings import errors
from kerege.messages import say, together
from kerege.model import Chapter, LockedValue, Report
from kerege.read import find_report, read_report
from kerege.read.locks import QUOTES_LOCK, SOURCES_LOCK, quotes_lock_text, sources_lock_text
from kerege.read.translations import memory_file, memory_text
from kerege.translate.state import STATUSES, recorded_state


@click.command(name="accept")
@click.argument("things", nargs=-1, metavar="[SOURCE | quote:ID | quotes | ru/05-methods | translations]...")
@click.option("--all", "everything", is_flag=True, help="Every source and every quote.")
@click.option("--status", type=click.Choice(STATUSES), help="Of the translations named: what they are from now on.")
@click.option("--dry-run", "dry", is_flag=True, help="Only say what would be accepted.")
@click.pass_obj
def accept_command(folder: Path, things: tuple[str, ...], everything: bool, status: str | None, dry: bool) -> None:
    """Say that you have looked at what changed in a source, a testimony or a translation."""
    echo(accept(find_report(folder), things, everything, dry, status or ""))


def accept(root: Path, things: tuple[str, ...], everything: bool, dry: bool, status: str = "") -> str:
    """Record the present state of sources, quotes and translations as accepted.

    Args:
        things: source ids; `quote:ID`, or `quotes` for all of them; `ru/05-methods`, or `translations` for all of them.
        everything: all sources and all quotes. Translations must be named: that one says what its original says now is
            for somebody to say who has read both.
        dry: only say what would be accepted.
        status: draft, translated or reviewed, for the translations named; empty keeps each block's own.

    Returns:
        What changed, each value with the old one, the new one and every place that cites it.

    Raises:
        KeregeError: a thing is unknown, or a lock or a value cannot be read: then nothing is written.
    """
    reading = read_report(root)
    report = reading.report
    unreadable = [f for f in errors(reading.findings) if f.location.path in (SOURCES_LOCK, QUOTES_LOCK)]
    if unreadable:
        first = unreadable[0]
        raise KeregeError(together("; ", together(" ", first.location, first.message), first.hint) + ".")
    if status and not any("/" in thing or thing == "translations" for thing in things):
        raise KeregeError(say("--status is for translations; name one, such as ru/05-methods."))
    sources, quotes, chapters = _chosen(report, things, everything)
    ledger = read_ledger(report, asked=sources)
    lines: list[str] = []
    locks: dict[Path, str] = {}
    if sources:
        without = [k for k, s in report.statistics.items() if s.source in sources and k not in ledger.values]
        if without:
            why = _why(report, ledger, without)
            raise KeregeError(
                say(
                    "Nothing was accepted: {without} has no value; run 'kerege check' and mend it first.{why}",
                    without=without,
                    why=why,
                )
            )
        lines += _source_lines(report, ledger, sources)
        if not dry:
            today = datetime.date.today().isoformat()
            lock = accepted_sources(report, ledger, {key: report.sources[key] for key in sources}, today)
            locks[root / SOURCES_LOCK] = sources_lock_text(lock)
    if quotes:
        lines += [
            together(": ", f"quote:{quote.id} {code}", say("changed") if had else say("new"))
            for quote, code, had in changed_texts(report)
            if quote.id in quotes
        ]
        if not dry:
            locks[root / QUOTES_LOCK] = quotes_lock_text(
                accepted_quotes(report, {key: report.quotes[key] for key in quotes})
            )
    for chapter in chapters:
        lines += _recorded(report, chapter, status, locks)
    if locks and not dry:
        write_all({path: text.encode("utf-8") for path, text in locks.items()}, root)
    if not lines:
        return say("Nothing had changed.")
    return together("\n", *lines, say("Nothing was written (--dry-run).") if dry else say("Accepted."))


def _why(report: Report, ledger: Ledger, without: list[str]) -> str:
    """What databases said: 'kerege check' asks none, so it cannot tell."""
    asked = {report.statistics[k].origin_location for k in without if _database(report, k)}
    said = [
        together("; ", together(" ", f.location, f.message), f.hint) for f in ledger.findings if f.location in asked
    ]
    return "\n" + together("\n", *said) if said else ""


def _database(report: Report, key: str) -> bool:
    source = report.sources.get(report.statistics[key].source)
    return source is not None and bool(source.database)


def _recorded(report: Report, chapter: Chapter, status: str, locks: dict[Path, str]) -> list[str]:
    entries = recorded_state(report, chapter, status)
    key = (chapter.language, chapter.name)
    before = report.memory.get(key, ())
    if entries == before:
        return []
    locks[report.root / memory_file(*key)] = memory_text(entries)
    changed = sum(1 for entry in entries if entry not in before)
    return [
        say(
            "{language}/{chapter}: {changed} of {entries} blocks",
            language=chapter.language,
            chapter=chapter.name,
            changed=changed,
            entries=len(entries),
        )
    ]


def _chosen(
    report: Report, things: tuple[str, ...], everything: bool
) -> tuple[set[str], set[str], tuple[Chapter, ...]]:
    sources: set[str] = set(report.sources) if everything else set()
    quotes: set[str] = set(report.quotes) if everything else set()
    if not things and not everything:
        raise KeregeError(say("Name a source, quote:ID, quotes, LANGUAGE/CHAPTER or translations, or say --all."))
    translated = {f"{c.language}/{c.name}": c for c in report.all_chapters() if c.language != report.settings.original}
    chapters: dict[str, Chapter] = {}
    for thing in things:
        name = thing.removeprefix("docs/").removesuffix(".md")
        if thing == "quotes":
            quotes |= set(report.quotes)
        elif thing.startswith("quote:") and thing[6:] in report.quotes:
            quotes.add(thing[6:])
        elif thing in report.sources:
            sources.add(thing)
        elif thing == "translations":
            chapters |= translated
        elif name in translated:
            chapters[name] = translated[name]
        else:
            raise KeregeError(
                say("There is no source, quote or translated chapter '{thing}' in this report.", thing=thing)
            )
    return sources, quotes, tuple(chapters.values())


def _source_lines(report: Report, ledger: Ledger, sources: set[str]) -> list[str]:
    lines = [
        f"{change.source.path(change.file)}: {change.accepted[:12] or 'new'} → {change.found[:12]}"
        for change in changed_files(report)
        if change.source.id in sources
    ]
    for change in changed_values(report, ledger):
        if change.statistic.source in sources:
            old = _shown(change.accepted) if change.accepted else "new"
            lines.append(f"stat:{change.statistic.id}: {old} → {_shown(change.found)}")
            lines += [f"    {place}" for place in change.cited]
    for statistic, changed in changed_queries(report):
        if statistic.source in sources:
            lines.append(
                say(
                    "stat:{statistic}: {value} to the database",
                    statistic=statistic.id,
                    value=say("another question") if changed else say("a question"),
                )
            )
    return lines


def _shown(value: LockedValue) -> str:
    return say("{low} to {high}", low=value.low, high=value.high) if value.high else value.low
