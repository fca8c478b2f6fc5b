"""The same chapter in all its languages."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from kerege.model.chapter import FRONT_PAGE, Chapter
from kerege.model.records import Remembered
from kerege.model.report import Report


@dataclass(frozen=True)
class Parallel:
    """A chapter in each language that has it."""

    name: str
    sides: Mapping[str, Chapter]
    """By language, in the order of the report's."""
    memory: Mapping[str, tuple[Remembered, ...]]
    """By language: what is remembered of its translation."""

    @property
    def chapters(self) -> tuple[Chapter, ...]:
        return tuple(self.sides.values())


def parallels(report: Report, names: Collection[str] | None = None) -> Iterator[Parallel]:
    """The chapters of these names, or all in the order in which they are read, the front page first.

    One that no language has, has no sides.
    """
    by_name: dict[str, dict[str, Chapter]] = {}
    for chapter in report.all_chapters():
        by_name.setdefault(chapter.name, {})[chapter.language] = chapter
    for name in dict.fromkeys((FRONT_PAGE, *by_name)) if names is None else sorted(names):
        sides = by_name.get(name, {})
        yield Parallel(name, sides, {code: tuple(report.memory.get((code, name), ())) for code in sides})


def chapters_of(parallels: Iterable[Parallel]) -> Iterator[Chapter]:
    """Each of them in each of its languages."""
    for parallel in parallels:
        yield from parallel.sides.values()
