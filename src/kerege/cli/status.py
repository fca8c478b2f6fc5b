"""`kerege status`: how far each translation is, and what changed in the blocks that are behind."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

from kerege.cli.console import json_text
from kerege.errors import KeregeError
from kerege.model import Chapter, Report
from kerege.read import read_report
from kerege.translate.progress import Progress, progress
from kerege.translate.state import Standing, Unit, standings
from kerege.translate.words import plain, word_changes

_WIDTH = 24


def status(root: Path, thing: str = "", form: str = "text") -> str:
    """The state of all translations, of one language (`ru`), or the blocks of one chapter that are behind (`ru/05-methods`).

    Raises:
        KeregeError: the report has no such translation.
    """
    report = read_report(root).report
    others = [code for code in report.settings.languages if code != report.settings.original]
    language, _, name = thing.removeprefix("docs/").removesuffix(".md").partition("/")
    if language and language not in others:
        raise KeregeError(
            f"'{language}' is no language into which this report is translated; it has {', '.join(others)}."
        )
    if not name:
        rows = [row for row in progress(report) if language in ("", row.language)]
        return json_text([asdict(row) for row in rows], indent=1) if form == "json" else "\n".join(_table(rows))
    chapter = report.chapter(language, name)
    if chapter is None or report.chapter(report.settings.original, name) is None:
        raise KeregeError(f"There is no translated chapter '{thing}'.")
    units = _behind(report, chapter)
    if form == "json":
        return json_text([_entry(unit) for unit in units], indent=1)
    return "\n".join(_blocks(chapter, units)) or f"Nothing in {language}/{name} is behind its original."


def _table(rows: list[Progress]) -> Iterator[str]:
    width = max((len(f"{row.language}/{row.chapter}") for row in rows), default=10)
    for row in rows:
        done = row.current + row.unrecorded
        share = done * 100 // row.total if row.total else 100
        marks = "█" * (reviewed := row.reviewed * _WIDTH // max(row.total, 1))
        marks += "▓" * (done * _WIDTH // max(row.total, 1) - reviewed)
        notes = [
            f"{count} {word}"
            for count, word in (
                (row.stale, "changed since"),
                (row.missing, "missing"),
                (row.extra, "not in the original"),
                (row.unrecorded, "not recorded"),
            )
            if count
        ]
        place = f"{row.language}/{row.chapter}".ljust(width)
        yield f"{place}  {marks.ljust(_WIDTH, '░')} {share:3d}% of {row.total:3d}  {', '.join(notes)}".rstrip()
    yield "█ reviewed  ▓ says what the original says  ░ changed since or missing"


def _behind(report: Report, chapter: Chapter) -> tuple[Unit, ...]:
    found = standings(report, chapter)
    return found.of(Standing.STALE, Standing.MISSING, Standing.EXTRA, Standing.UNRECORDED) if found else ()


def _entry(unit: Unit) -> dict[str, object]:
    return {
        "standing": unit.standing.value,
        "status": unit.status,
        "source": unit.source.text if unit.source else None,
        "previous": unit.previous or None,
        "target": unit.target.text if unit.target else None,
        "edited": unit.edited,
    }


def _blocks(chapter: Chapter, units: tuple[Unit, ...]) -> Iterator[str]:
    wrap = {" ": "{}", "-": "[-{}-]", "+": "{{+{}+}}"}
    for unit in units:
        at = chapter.text.count("\n", 0, unit.target.start) + 1 if unit.target else 0
        yield f"{chapter.path}:{at}: {unit.standing.value}" if at else f"{chapter.path}: {unit.standing.value}"
        if unit.source is not None:
            ours = plain(unit.source.text)
            if unit.previous:
                changes = word_changes(plain(unit.previous), ours)
                ours = " ".join(wrap[mark].format(words) for mark, words in changes)
            yield f"    original:    {ours}"
        if unit.target is not None:
            yield f"    translation: {plain(unit.target.text)}"
