"""`kerege status`: how far each translation is, and what changed in the blocks that are behind."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

from kerege.cli.console import json_text
from kerege.errors import KeregeError
from kerege.messages import say, together, word
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
            say(
                "'{language}' is no language into which this report is translated; it has {others}.",
                language=language,
                others=others,
            )
        )
    if not name:
        rows = [row for row in progress(report) if language in ("", row.language)]
        return json_text([asdict(row) for row in rows], indent=1) if form == "json" else together("\n", *_table(rows))
    chapter = report.chapter(language, name)
    if chapter is None or report.chapter(report.settings.original, name) is None:
        raise KeregeError(say("There is no translated chapter '{thing}'.", thing=thing))
    units = _behind(report, chapter)
    if form == "json":
        return json_text([_entry(unit) for unit in units], indent=1)
    return together("\n", *_blocks(chapter, units)) or say(
        "Nothing in {language}/{name} is behind its original.", language=language, name=name
    )


def _table(rows: list[Progress]) -> Iterator[str]:
    width = max((len(f"{row.language}/{row.chapter}") for row in rows), default=10)
    for row in rows:
        done = row.current + row.unrecorded
        share = done * 100 // row.total if row.total else 100
        marks = "█" * (reviewed := row.reviewed * _WIDTH // max(row.total, 1))
        marks += "▓" * (done * _WIDTH // max(row.total, 1) - reviewed)
        notes = [
            together(" ", str(count), word)
            for count, word in (
                (row.stale, say("changed since")),
                (row.missing, say("missing")),
                (row.extra, say("not in the original")),
                (row.unrecorded, say("not recorded")),
            )
            if count
        ]
        place = f"{row.language}/{row.chapter}".ljust(width)
        marks = marks.ljust(_WIDTH, "░")
        counted = say("{share}% of {total}", share=f"{share:3d}", total=f"{row.total:3d}")
        yield together("  ", place, together(" ", marks, counted), *([together(", ", *notes)] if notes else []))
    yield say("█ reviewed  ▓ says what the original says  ░ changed since or missing")


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
        yield together(": ", f"{chapter.path}:{at}" if at else str(chapter.path), word(unit.standing))
        if unit.source is not None:
            ours = plain(unit.source.text)
            if unit.previous:
                changes = word_changes(plain(unit.previous), ours)
                ours = " ".join(wrap[mark].format(words) for mark, words in changes)
            yield ("    " + say("original:    {ours}", ours=ours))
        if unit.target is not None:
            yield ("    " + say("translation: {text}", text=plain(unit.target.text)))
