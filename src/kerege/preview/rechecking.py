"""The findings of a report that is checked again and again: each rule only where something has changed that it reads.

The answer is always that of `check_report`. What a rule reads of the report is noted while it runs, so that no list can
forget a field; what cannot be noted is the `Scope` that the rule has in `RULES`.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import PurePosixPath
from typing import Any

from kerege.checks import RULES, Rule, Scope, photos_publishable, privacy_kept, sources_accepted
from kerege.checks.by_key import Grouped, Groups
from kerege.checks.context import Case, make_case
from kerege.checks.judging import Judging
from kerege.checks.numbers_tied import counting_chapters
from kerege.checks.overview import FIELDS as ACROSS
from kerege.checks.overview import Across, Acrosses
from kerege.evidence.ledger import Ledger
from kerege.findings import ByFile, Finding, by_file
from kerege.model import Chapter, Report, Value

_LOOKS_AT: dict[Rule, frozenset[str]] = {
    sources_accepted.check: frozenset({"data"}),
    photos_publishable.check: frozenset({"figures"}),
    privacy_kept.check_files: frozenset({"docs", "data", "figures", "quotes"}),
}
"""Of rules with the scope FILES: the folders whose files they open or list. A rule that stands not here is asked every time."""
_FIELDS = frozenset(field.name for field in fields(Report)) - {"root"}
_ALWAYS = frozenset({"settings"})
"""The case itself is made from the settings, and, with the same consequence, from the fonts."""
_OF_CHAPTERS = frozenset({"chapters", "memory"})
"""What changes with a chapter."""


@dataclass
class _Read:
    """What a rule has read."""

    fields: set[str] = field(default_factory=set)
    values: set[str] = field(default_factory=set)
    """Statistics whose value, or lack of one, it has seen; where it saw all of them, `values` is one of the fields."""


@dataclass(frozen=True)
class _Fresh:
    """What is not as it was at the last check."""

    fields: frozenset[str]
    values: frozenset[str]
    """Statistics whose value has changed, come or gone."""

    def of(self, read: _Read) -> frozenset[str]:
        """What of it has been read; `values` where one of the values has."""
        found = self.fields & (read.fields | _ALWAYS)
        return found if self.values.isdisjoint(read.values) else found | {"values"}


@dataclass
class _Kept:
    """What a rule found, and what it had read."""

    findings: ByFile
    read: _Read


@dataclass(frozen=True)
class _Part:
    """The chapters that have changed, come or gone, in all languages."""

    names: frozenset[str]
    paths: frozenset[PurePosixPath]
    """Where they stand, or stood, or are missed."""
    case: Case
    """With no other chapters; what chapters say together is still said by all."""

    @classmethod
    def of(cls, case: Case, names: frozenset[str]) -> _Part:
        report = case.report
        chosen = {code: tuple(c for c in chapters if c.name in names) for code, chapters in report.chapters.items()}
        paths = frozenset(
            PurePosixPath("docs", code, f"{name}.md") for code in report.settings.languages for name in names
        )
        return cls(names, paths, replace(case, report=replace(report, chapters=chosen), chapters_only=True))


class Checker:
    """Checks a report, and then what has changed of it."""

    def __init__(self) -> None:
        self._case: Case | None = None
        self._across = Acrosses()
        self._kept: dict[Rule, _Kept] = {}
        self._groups: dict[Rule, Groups[Any, Any]] = {}
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
        case = make_case(report, ledger, self._across.read(report))
        fresh = _fresh(self._case, case)
        names = _changed_chapters(self._case, case) if fresh.fields & _OF_CHAPTERS else frozenset[str]()
        parts: dict[Scope, _Part] = {}
        if names is not None:
            parts[Scope.CHAPTER] = parts[Scope.GROUPED] = parts[Scope.STATED] = _Part.of(case, names)
            if fresh.values:
                before = self._case.values if self._case else {}
                counting = counting_chapters(case, before, fresh.values)
                stating = self._across.stating(fresh.values, report.claims)
                parts[Scope.STATED] = _Part.of(case, names | counting | stating)
        for rule in RULES:
            # Taken away while it is asked: of a rule that fails nothing is kept.
            kept = self._kept.pop(rule, None)
            self._kept[rule] = self._asked(rule, case, parts.get(RULES[rule]), fresh, changed, kept)
            between()
        self._case = case
        for number, told in enumerate((found, ledger.findings)):
            if self._reading[number : number + 1] != (told,):
                self._judging.put(number, by_file(told))
        self._reading = (found, ledger.findings)
        self._judging.judge(report, names)
        return self._judging.findings

    def _asked(
        self,
        rule: Rule,
        case: Case,
        part: _Part | None,
        fresh: _Fresh,
        changed: Collection[str],
        kept: _Kept | None,
    ) -> _Kept:
        """What a rule finds: asked about everything, about the chapters that have changed, or not at all."""
        if kept is None or (RULES[rule] is Scope.FILES and _looked_at(rule, changed)):
            return self._whole(rule, case)
        stale = fresh.of(kept.read)
        if not stale:
            return kept
        known = _OF_CHAPTERS | {"values"} if RULES[rule] is Scope.STATED else _OF_CHAPTERS
        if part is None or not stale <= known:
            return self._whole(rule, case)
        read = kept.read
        if RULES[rule] is Scope.GROUPED:
            found = by_file(self._groups[rule].change(_noting(case, read), _noting(part.case, read), part.names))
            self._judging.put(rule, found)
            return _Kept(found, read)
        own = by_file(one for one in rule(_noting(part.case, read)) if one.location.path in part.paths)
        found = {**{path: held for path, held in kept.findings.items() if path not in part.paths}, **own}
        self._judging.put(rule, found, part.paths)
        return _Kept(found, read)

    def _whole(self, rule: Rule, case: Case) -> _Kept:
        read = _Read()
        noting = _noting(case, read)
        if isinstance(rule, Grouped):
            groups = self._groups[rule] = Groups(rule)
            found = by_file(groups.begin(noting))
        else:
            found = by_file(rule(noting))
        self._judging.put(rule, found)
        return _Kept(found, read)


def _looked_at(rule: Rule, changed: Collection[str]) -> bool:
    # What a series shares lies in folders of the same names.
    folders = (path.removeprefix("../shared/").partition("/")[0] for path in changed)
    return rule not in _LOOKS_AT or not _LOOKS_AT[rule].isdisjoint(folders)


def _fresh(before: Case | None, now: Case) -> _Fresh:
    if before is None:
        return _Fresh(_FIELDS | {"values", *ACROSS}, frozenset())
    changed = {name for name in _FIELDS if getattr(before.report, name) is not getattr(now.report, name)}
    if "chapters" in changed and _same_chapters(before.report, now.report):
        changed.remove("chapters")
    if before.letters is not now.letters:
        changed |= _ALWAYS
    changed |= {name for name in ACROSS if getattr(before.across, name) is not getattr(now.across, name)}
    if before.values is now.values:
        return _Fresh(frozenset(changed), frozenset())
    values = frozenset(_changed_values(before.values, now.values))
    return _Fresh(frozenset({*changed, "values"}), values)


def _changed_values(before: Mapping[str, Value], now: Mapping[str, Value]) -> Iterator[str]:
    for key in {**before, **now}:
        old, new = before.get(key), now.get(key)
        if old is not new and old != new:
            yield key


def _same_chapters(before: Report, now: Report) -> bool:
    return before.chapters.keys() == now.chapters.keys() and all(
        before.chapters[code] is chapters for code, chapters in now.chapters.items()
    )


def _changed_chapters(before: Case | None, now: Case) -> frozenset[str] | None:
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


def _noting(case: Case, read: _Read) -> Case:
    """The case, noting what is read of it."""
    return replace(
        case,
        report=_noting_report(case.report, read.fields),
        ledger=Ledger(_NotingValues(case.values, read), case.ledger.findings),
        across=_noting_across(case.across, read.fields),
    )


class _NotingValues(Mapping[str, Value]):
    """Values, noting which of them are asked for."""

    def __init__(self, values: Mapping[str, Value], read: _Read) -> None:
        self._values, self._read = values, read

    def __getitem__(self, key: str) -> Value:
        self._read.values.add(key)
        return self._values[key]

    def get(self, key: str, default: Any = None) -> Any:
        self._read.values.add(key)
        return self._values.get(key, default)

    def __contains__(self, key: object) -> bool:
        if isinstance(key, str):
            self._read.values.add(key)
        return key in self._values

    def __iter__(self) -> Iterator[str]:
        self._read.fields.add("values")
        return iter(self._values)

    def __len__(self) -> int:
        self._read.fields.add("values")
        return len(self._values)


class _NotingReport(Report):
    """A report that notes which of its fields are asked for."""

    def __getattribute__(self, name: str) -> Any:
        if name in _FIELDS:
            object.__getattribute__(self, "_seen").add(name)
        return object.__getattribute__(self, name)


def _noting_report(report: Report, seen: set[str]) -> Report:
    noting = object.__new__(_NotingReport)
    object.__setattr__(noting, "_seen", seen)
    for one in fields(Report):
        object.__setattr__(noting, one.name, getattr(report, one.name))
    return noting


class _NotingAcross(Across):
    """What chapters say together, noting what of it is asked for."""

    def __getattribute__(self, name: str) -> Any:
        if name in ACROSS:
            object.__getattribute__(self, "_seen").add(name)
        return object.__getattribute__(self, name)


def _noting_across(across: Across, seen: set[str]) -> Across:
    noting = object.__new__(_NotingAcross)
    object.__setattr__(noting, "_seen", seen)
    for name in ACROSS:
        object.__setattr__(noting, name, getattr(across, name))
    return noting
