"""What the chapters of a report say that matters to other chapters: the statistics that they state, the headings that they have.

A rule that asks for one of these, and not for every chapter, depends on nothing else of the chapters: it is asked about the
chapters that changed, or not at all, as long as this stays the same.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, fields
from pathlib import PurePosixPath

from kerege.checks.fences import HARMED, fence_troubles
from kerege.model import BlockKind, Chapter, Claim, Report, Scheme

Ids = tuple[str, ...]
BUILT = ("part", "numbered", "appendix", "kind", "run_on")
"""Fields of the front matter that say how the report is built: the original's hold for every language."""


@dataclass(frozen=True, slots=True)
class Built:
    """What the front matter of a chapter says about its place in the report."""

    said: Mapping[str, object]
    """By field of `BUILT`, those that it has."""
    lines: Mapping[str, int]
    """Where they stand, from 1."""


@dataclass(frozen=True, slots=True)
class _Said:
    """What one chapter says."""

    cited: Ids
    claimed: Ids
    headings: Ids
    figures: Ids
    tables: Ids
    once: Ids
    photos: Ids
    built: Built
    harmed: bool


@dataclass(frozen=True)
class Overview:
    """What is said in all chapters together."""

    cited: frozenset[str]
    """Statistics that are tied or printed."""
    claimed: frozenset[str]
    """Claims that are tied."""
    headings: Mapping[str, Mapping[str, Ids]]
    """Ids of headings, by language and chapter, in reading order."""
    drawn: Mapping[str, frozenset[str]]
    """By language: the figures that it draws."""
    table_ids: Mapping[str, frozenset[str]]
    """By language: the ids of its tables."""
    captioned: Mapping[str, Mapping[str, Ids]]
    """The same by language and chapter, in reading order."""
    printed: Mapping[str, Mapping[str, PurePosixPath]]
    """By language and record, such as `quote:b01` or `figure:x`: the first chapter with it as a block."""
    photos_shown: frozenset[str]
    """Photographs that are shown."""
    built: Mapping[str, Mapping[str, Built]]
    """By language and chapter, in reading order."""
    harmed: frozenset[str]
    """Languages of which a chapter has a fence that cannot be read."""


FIELDS = tuple(field.name for field in fields(Overview))


def overview(report: Report) -> Overview:
    """What the chapters of a report say together."""
    return OverviewReader().read(report)


class OverviewReader:
    """The same for a report that is read again and again: only chapters that have changed are looked through."""

    def __init__(self) -> None:
        self._said: dict[PurePosixPath, tuple[Chapter, _Said]] = {}
        self._order: tuple[PurePosixPath, ...] = ()
        self._last: Overview | None = None

    def read(self, report: Report) -> Overview:
        """What the chapters say now. A field that says what it said before is the same object."""
        known, same = self._said, True
        self._said = {}
        for chapter in report.all_chapters():
            before = known.get(chapter.path)
            if before is None or before[0] is not chapter:
                said = _said(chapter)
                same = same and before is not None and before[1] == said
                before = (chapter, said if before is None or before[1] != said else before[1])
            self._said[chapter.path] = before
        order = tuple(self._said)
        if self._last is None or not same or order != self._order:
            self._last = _kept(self._last, self._together(report))
        self._order = order
        return self._last

    def stating(self, keys: Collection[str], claims: Mapping[str, Claim]) -> frozenset[str]:
        """The names of the chapters that state one of these statistics, or a claim about one."""
        wanted = frozenset(keys)
        about = {key for key, claim in claims.items() if not wanted.isdisjoint(claim.statistics)}
        return frozenset(
            chapter.name
            for chapter, said in self._said.values()
            if not wanted.isdisjoint(said.cited) or not about.isdisjoint(said.claimed)
        )

    def _together(self, report: Report) -> Overview:
        said = {code: [(c, self._said[c.path][1]) for c in chapters] for code, chapters in report.chapters.items()}
        return Overview(
            frozenset(key for chapters in said.values() for _, one in chapters for key in one.cited),
            frozenset(key for chapters in said.values() for _, one in chapters for key in one.claimed),
            {code: {chapter.name: one.headings for chapter, one in chapters} for code, chapters in said.items()},
            {code: frozenset(key for _, one in chapters for key in one.figures) for code, chapters in said.items()},
            {code: frozenset(key for _, one in chapters for key in one.tables) for code, chapters in said.items()},
            {code: {chapter.name: one.tables for chapter, one in chapters} for code, chapters in said.items()},
            {code: _first(chapters) for code, chapters in said.items()},
            frozenset(key for chapters in said.values() for _, one in chapters for key in one.photos),
            {code: {chapter.name: one.built for chapter, one in chapters} for code, chapters in said.items()},
            frozenset(code for code, chapters in said.items() if any(one.harmed for _, one in chapters)),
        )


def _first(chapters: Sequence[tuple[Chapter, _Said]]) -> Mapping[str, PurePosixPath]:
    found: dict[str, PurePosixPath] = {}
    for chapter, said in chapters:
        for record in said.once:
            found.setdefault(record, chapter.path)
    return found


def _kept(before: Overview | None, now: Overview) -> Overview:
    """What is said now, with the objects of before where they are equal, order included."""
    if before is None:
        return now
    old, new = ({name: getattr(one, name) for name in FIELDS} for one in (before, now))
    return Overview(**{name: old[name] if _alike(old[name], new[name]) else new[name] for name in FIELDS})


def _alike(old: object, new: object) -> bool:
    if isinstance(old, Mapping) and isinstance(new, Mapping):
        # The order of chapters decides which of two equally good hints is given.
        return list(old) == list(new) and all(_alike(old[key], new[key]) for key in old)
    return old == new


_ONCE = (BlockKind.QUOTE, BlockKind.FIGURE, BlockKind.PHOTO)
"""Blocks that stand in a report once; a table's id is a heading's matter (X015)."""


def _said(chapter: Chapter) -> _Said:
    printed: dict[BlockKind, dict[str, None]] = {kind: {} for kind in BlockKind}
    for block in chapter.blocks:
        printed[block.kind][block.target] = None
    ties = dict.fromkeys(tie.target for tie in chapter.ties_to(Scheme.STATISTIC))
    return _Said(
        tuple(ties | printed[BlockKind.STATISTIC]),
        tuple(dict.fromkeys(tie.target for tie in chapter.ties_to(Scheme.CLAIM))),
        tuple(heading.id for heading in chapter.headings if heading.id),
        tuple(printed[BlockKind.FIGURE]),
        tuple(table.id for table in chapter.tables if table.id) + tuple(printed[BlockKind.TABLE]),
        tuple(f"{kind.value}:{key}" for kind in _ONCE for key in printed[kind]),
        tuple(printed[BlockKind.PHOTO]),
        _built(chapter),
        any(finding.code in HARMED for finding in fence_troubles(chapter)),
    )


def _built(chapter: Chapter) -> Built:
    said = {field: chapter.meta[field] for field in BUILT if field in chapter.meta}
    lines: dict[str, int] = {}
    for number, line in enumerate(chapter.text[: chapter.body].split("\n") if said else (), 1):
        field = line.partition(":")[0]
        if field in said:
            lines.setdefault(field, number)
    return Built(said, lines)
