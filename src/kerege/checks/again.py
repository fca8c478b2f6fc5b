"""The findings of a report that is checked again and again: each rule only where something has changed that it reads.

The answer is always that of `check_report`. What a rule reads of the report is noted while it runs, so that no list can
forget a field; what cannot be noted is the `Scope` that the rule has in `RULES`.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, fields, replace
from typing import Any

from kerege.checks import RULES, Rule, Scope, judged, privacy_kept, sources_accepted
from kerege.checks.case import Case, make_case
from kerege.evidence.ledger import Ledger
from kerege.findings import Finding
from kerege.model import Report

_LOOKS_AT: dict[Rule, tuple[str, ...]] = {
    sources_accepted.check: ("data",),
    privacy_kept.check_files: ("docs", "data", "figures", "quotes"),
}
"""Of rules with the scope FILES: the folders whose files they open or list. A rule that stands not here is asked every time."""
_FIELDS = frozenset(field.name for field in fields(Report)) - {"root"}
_ALWAYS = frozenset({"settings"})
"""The case itself is made from the settings."""


@dataclass
class _Kept:
    """What a rule found, and what it had read."""

    findings: list[Finding]
    read: frozenset[str]


class Checker:
    """Checks a report, and then what has changed of it."""

    def __init__(self) -> None:
        self._case: Case | None = None
        self._kept: dict[Rule, _Kept] = {}

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
        case = make_case(report, ledger)
        fresh = _changed_fields(self._case, case)
        names = _changed_chapters(self._case, case) if fresh & {"chapters", "memory"} else frozenset[str]()
        for rule in RULES:
            self._rule(rule, case, fresh, names, changed)
            between()
        self._case = case
        return judged(report, [*found, *ledger.findings, *(f for kept in self._kept.values() for f in kept.findings)])

    def _rule(
        self, rule: Rule, case: Case, fresh: frozenset[str], names: frozenset[str] | None, changed: Collection[str]
    ) -> None:
        kept = self._kept.get(rule)
        if kept is None or (RULES[rule] is Scope.FILES and _looked_at(rule, changed)):
            self._kept[rule] = _whole(rule, case)
            return
        stale = fresh & (kept.read | _ALWAYS)
        if not stale:
            return
        if RULES[rule] is Scope.CHAPTER and names is not None and stale <= {"chapters", "memory"}:
            self._kept[rule] = _of_chapters(rule, case, kept, names)
        else:
            self._kept[rule] = _whole(rule, case)


def _looked_at(rule: Rule, changed: Collection[str]) -> bool:
    return rule not in _LOOKS_AT or any(path.partition("/")[0] in _LOOKS_AT[rule] for path in changed)


def _changed_fields(before: Case | None, now: Case) -> frozenset[str]:
    if before is None:
        return _FIELDS | {"values"}
    changed = {name for name in _FIELDS if getattr(before.report, name) is not getattr(now.report, name)}
    if "chapters" in changed and _same_chapters(before.report, now.report):
        changed.remove("chapters")
    if before.ledger.values is not now.ledger.values:
        changed.add("values")
    return frozenset(changed)


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
        old = {chapter.name: chapter for chapter in before.report.chapters[code]}
        new = {chapter.name: chapter for chapter in chapters}
        changed |= {name for name in old.keys() | new.keys() if old.get(name) is not new.get(name)}
    for key in before.report.memory.keys() | now.report.memory.keys():
        if before.report.memory.get(key) != now.report.memory.get(key):
            changed.add(key[1])
    # A missing front page is told at its place and, where it is listed as pending, in report.yml.
    return None if "index" in changed else frozenset(changed)


def _whole(rule: Rule, case: Case) -> _Kept:
    seen: set[str] = set()
    noting = replace(case, report=_noting_report(case.report, seen), ledger=_noting_ledger(case.ledger, seen))
    findings = list(rule(noting))
    return _Kept(findings, frozenset(seen))


def _of_chapters(rule: Rule, case: Case, kept: _Kept, names: frozenset[str]) -> _Kept:
    """What a rule found, with what it finds now in some chapters in the place of what it had found there."""
    chosen = {
        code: tuple(chapter for chapter in chapters if chapter.name in names)
        for code, chapters in case.report.chapters.items()
    }
    there = {("docs", code, f"{name}.md") for code in case.report.settings.languages for name in names}
    now = _whole(rule, replace(case, report=replace(case.report, chapters=chosen)))
    elsewhere = [finding for finding in kept.findings if not _within(finding, there)]
    return _Kept([*elsewhere, *(f for f in now.findings if _within(f, there))], kept.read | now.read)


def _within(finding: Finding, places: Iterable[tuple[str, ...]]) -> bool:
    return finding.location.path.parts in places


class _NotingReport(Report):
    """A report that notes which of its fields are asked for."""

    def __getattribute__(self, name: str) -> Any:
        if name in _FIELDS:
            object.__getattribute__(self, "_seen").add(name)
        return object.__getattribute__(self, name)


def _noting_report(report: Report, seen: set[str]) -> Report:
    noting = object.__new__(_NotingReport)
    object.__setattr__(noting, "_seen", seen)
    for field in fields(Report):
        object.__setattr__(noting, field.name, getattr(report, field.name))
    return noting


class _NotingLedger(Ledger):
    """A ledger that notes whether its values are asked for."""

    def __getattribute__(self, name: str) -> Any:
        if name == "values":
            object.__getattribute__(self, "_seen").add("values")
        return object.__getattribute__(self, name)


def _noting_ledger(ledger: Ledger, seen: set[str]) -> Ledger:
    noting = object.__new__(_NotingLedger)
    object.__setattr__(noting, "_seen", seen)
    object.__setattr__(noting, "values", ledger.values)
    object.__setattr__(noting, "findings", ledger.findings)
    return noting
