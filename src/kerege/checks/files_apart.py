"""Chapters have names that every computer keeps apart.

Passes: `05-methods.md` beside `06-religion.md`. Fails: `05-methods.md` beside `05-Methods.md`, which are one file on Windows and macOS and
overwrite each other there; the same name twice, once with composed letters (й) and once with decomposed ones (и and a breve). (X034)
"""

from __future__ import annotations

from collections.abc import Iterator

from kerege.checks.context import Case
from kerege.findings import Finding, Location
from kerege.model import Chapter

CODES = ("X034",)


def check(case: Case) -> Iterator[Finding]:
    """Yield a finding for each chapter whose name another chapter of its language has too, for some computers."""
    for chapters in case.report.chapters.values():
        known: dict[str, Chapter] = {}
        for chapter in chapters:
            first = known.setdefault(chapter.name.casefold(), chapter)
            if first is not chapter:
                yield Finding(
                    Location(chapter.path),
                    "X034",
                    f"on many computers this file and '{first.path.name}' are one, for their names differ only in the case or"
                    " the form of letters",
                    "give it another name, in every language",
                )
