"""How far the translations of a report are."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kerege.model import Report
from kerege.translate.alignment import is_text
from kerege.translate.segments import segments_of
from kerege.translate.state import Standing, Standings, standings


@dataclass(frozen=True, slots=True)
class Progress:
    """One chapter in one language, in blocks."""

    language: str
    chapter: str
    total: int
    """Blocks of the original that hold words."""
    current: int
    stale: int
    missing: int
    extra: int
    unrecorded: int
    reviewed: int
    """Of the current ones: those that a person has reviewed."""


def progress(report: Report) -> Iterator[Progress]:
    """Every chapter of the original in every other language, in order."""
    settings = report.settings
    for language in settings.languages:
        if language == settings.original:
            continue
        for original in report.chapters.get(settings.original, ()):
            chapter = report.chapter(language, original.name)
            found = standings(report, chapter) if chapter else None
            total = sum(1 for segment in segments_of(original) if is_text(segment))
            if found is None:
                yield Progress(language, original.name, total, 0, 0, total, 0, 0, 0)
            else:
                yield _progress(language, original.name, total, found)


def _progress(language: str, name: str, total: int, found: Standings) -> Progress:
    current = found.of(Standing.CURRENT)
    return Progress(
        language,
        name,
        total,
        len(current),
        len(found.of(Standing.STALE)),
        len(found.of(Standing.MISSING)),
        len(found.of(Standing.EXTRA)),
        len(found.of(Standing.UNRECORDED)),
        sum(1 for unit in current if unit.status == "reviewed"),
    )
