"""The findings of a report that is checked again and again: each rule only where something has changed that it asks for.

The answer is always that of `check_report`. What a rule depends on, its parameters say (`checks/context.py`).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from kerege.checks import RULES
from kerege.checks.by_key import ByKey, Entries
from kerege.checks.context import FOLDERS, INPUTS, CheckContext, Parallels, Rule, make_context, parameters
from kerege.checks.judging import Judging
from kerege.checks.numbers_tied import counting_chapters
from kerege.checks.overview import OverviewReader
from kerege.evidence.ledger import Ledger
from kerege.findings import ByFile, Finding, by_file
from kerege.model import Chapter, Report, Value, parallels


@dataclass(frozen=True)
class _Part:
    """Some chapters, in all languages."""

    names: frozenset[str]
    paths: frozenset[PurePosixPath]
    """Where they stand, or stood, or are missed."""
    parallels: Parallels

    @classmethod
    def of(cls, report: Report, names: frozenset[str]) -> _Part:
        paths = (PurePosixPath("docs", code, f"{name}.md") for code in report.settings.languages for name in names)
        return cls(names, frozenset(paths), tuple(parallels(report, names)))


@dataclass(frozen=True)
class _Changes:
    """What is not as it was at the last check."""

    inputs: frozenset[str]
    """The parameters that are given something else; of chapters judged each for itself the next two tell."""
    chapters: _Part
    """Those that have changed, come or gone."""
    stating: _Part
    """These, and those that state or count a value that has changed."""


class Checker:
    """Checks a report, and then what has changed of it."""

    def __init__(self) -> None:
        self._context: CheckContext | None = None
        self._overview = OverviewReader()
        self._kept: dict[Rule, ByFile] = {}
        """What each rule has found."""
        self._entries: dict[Rule, Entries] = {}
        self._judging = Judging()
        self._reading: tuple[tuple[Finding, ...], ...] = ()

    @property
    def by_file(self) -> ByFile:
        """The findings of the last check; those of a file are the same object as long as they say the same."""
        return self._judging.told

    def check(
        self,
        report: Report,
        found: tuple[Finding, ...],
        ledger: Ledger,
        changed: Collection[str] = (),
        between: Callable[[], None] = lambda: None,
    ) -> tuple[Finding, ...]:
        """Every finding of the report, in order.

        Args:
            found: the findings of the reading, which are part of the answer.
            changed: the files that have changed since the last check, relative to the report's folder.
            between: called between two rules, so that something more urgent can be done.
        """
        context = make_context(report, ledger, self._overview.read(report), self._context)
        names = _changed_chapters(self._context, context)
        changes = self._changes(context, names, changed)
        for rule in RULES:
            # Taken away while it is asked: of a rule that fails nothing is kept.
            kept = self._kept.pop(rule, None)
            self._kept[rule] = self._whole(rule, context) if kept is None else self._asked(rule, context, changes, kept)
            between()
        self._context = context
        for number, told in enumerate((found, ledger.findings)):
            if self._reading[number : number + 1] != (told,):
                self._judging.put(number, by_file(told))
        self._reading = (found, ledger.findings)
        self._judging.judge(report, names)
        return self._judging.findings

    def _changes(self, context: CheckContext, names: frozenset[str] | None, files: Collection[str]) -> _Changes:
        if self._context is None or names is None:
            nothing = _Part.of(context.report, frozenset())
            return _Changes(INPUTS, nothing, nothing)
        inputs = frozenset(_changed_inputs(self._context, context, files))
        chapters = stating = _Part.of(context.report, names)
        before, now = self._context.values, context.values
        if "values" in inputs and (values := frozenset(_changed_values(before, now))):
            counting = counting_chapters(context.report, context.packs, (before, now), values)
            stating = _Part.of(context.report, names | counting | self._overview.stating(values, context.report.claims))
        return _Changes(inputs, chapters, stating)

    def _asked(self, rule: Rule, context: CheckContext, changes: _Changes, kept: ByFile) -> ByFile:
        """What a rule finds: asked about everything, about the chapters that have changed, or not at all."""
        asks = frozenset(parameters(rule))
        stale = asks & changes.inputs
        if "parallels" not in asks:
            return self._whole(rule, context) if stale else kept
        if stale - {"values"}:
            return self._whole(rule, context)
        part = changes.stating if stale else changes.chapters
        if not part.names:
            return kept
        given = {name: part.parallels if name == "parallels" else context.given(name) for name in asks}
        if isinstance(rule, ByKey):
            found = by_file(
                self._entries[rule].change(part.parallels, part.names, context.report.all_chapters(), given)
            )
            self._judging.put(rule, found)
            return found
        own = by_file(one for one in rule(**given) if one.location.path in part.paths)
        found = {**{path: held for path, held in kept.items() if path not in part.paths}, **own}
        self._judging.put(rule, found, part.paths)
        return found

    def _whole(self, rule: Rule, context: CheckContext) -> ByFile:
        given = {name: context.given(name) for name in parameters(rule)}
        if isinstance(rule, ByKey):
            self._entries[rule] = Entries(rule)
            found = by_file(self._entries[rule].begin(context.parallels, given))
        else:
            found = by_file(rule(**given))
        self._judging.put(rule, found)
        return found


def _changed_inputs(before: CheckContext, now: CheckContext, files: Collection[str]) -> Iterator[str]:
    """The names of the parameters that are given something else; what cannot be told is something else."""
    # What a series shares lies in folders of the same names.
    folders = {path.removeprefix("../shared/").partition("/")[0] for path in files}
    for name in INPUTS - {"parallels"}:
        if name in FOLDERS:
            same = bool(FOLDERS[name]) and folders.isdisjoint(FOLDERS[name])
        elif name == "chapters":
            same = _same_chapters(before.report, now.report)
        elif name in ("values", "ledger"):
            same = before.values is now.values or not any(_changed_values(before.values, now.values))
        elif name == "report":
            same = before.records is now.records and _same_chapters(before.report, now.report)
        else:
            same = before.given(name) is now.given(name)
        if not same:
            yield name


def _changed_values(before: Mapping[str, Value], now: Mapping[str, Value]) -> Iterator[str]:
    for key in {**before, **now}:
        old, new = before.get(key), now.get(key)
        if old is not new and old != new:
            yield key


def _same_chapters(before: Report, now: Report) -> bool:
    return before.chapters.keys() == now.chapters.keys() and all(
        before.chapters[code] is chapters for code, chapters in now.chapters.items()
    )


def _changed_chapters(before: CheckContext | None, now: CheckContext) -> frozenset[str] | None:
    """The names of the chapters that are not as they were in some language; None where everything has to be judged."""
    if before is None or before.report.chapters.keys() != now.report.chapters.keys():
        return None
    changed: set[str] = set()
    for code, chapters in now.report.chapters.items():
        before_them = before.report.chapters[code]
        if chapters is not before_them:
            changed |= {chapter.name for chapter in _others(before_them, chapters)}
    if before.report.memory is not now.report.memory:
        for key in before.report.memory.keys() | now.report.memory.keys():
            if before.report.memory.get(key) != now.report.memory.get(key):
                changed.add(key[1])
    # A missing front page is told at its place and, where it is listed as pending, in report.yml.
    return frozenset(changed) if _front_pages(before.report) == _front_pages(now.report) else None


def _others(before: tuple[Chapter, ...], now: tuple[Chapter, ...]) -> Iterator[Chapter]:
    """The chapters that are not the same objects."""
    old, new = ({id(chapter) for chapter in chapters} for chapters in (before, now))
    yield from (chapter for chapter in before if id(chapter) not in new)
    yield from (chapter for chapter in now if id(chapter) not in old)


def _front_pages(report: Report) -> set[tuple[str, str]]:
    """The front page, which is the first of the chapters, by language."""
    return {
        (code, chapters[0].name)
        for code, chapters in report.chapters.items()
        if chapters[:1] and chapters[0].is_front_page
    }
