"""What the rules found, as it is told: in order, with languages, without what follows or the report has switched off.

Findings are held by file. When something has changed, only the files of which a rule says something else are put in order
again, with those whose findings may follow from theirs.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import chain
from pathlib import PurePosixPath

from kerege.checks.consequences import Causes, causes_in, chapter_of, follows
from kerege.findings import ByFile, Finding, Severity, by_file, in_order
from kerege.model import Report, Settings
from kerege.read.markup import UNSAFE


def judged(report: Report, findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The same for findings that are all known at once."""
    judging = Judging()
    judging.put("found", by_file(findings))
    judging.judge(report)
    return judging.findings


class Judging:
    """The findings of a report that is checked again and again."""

    def __init__(self) -> None:
        self.told: Mapping[PurePosixPath, tuple[Finding, ...]] = {}
        """By file; the tuple of the last time where it says the same."""
        self._sources: dict[Hashable, ByFile] = {}
        self._changed: set[PurePosixPath] = set()
        self._found: dict[PurePosixPath, tuple[Finding, ...]] = {}
        """All that was found in a file, in order."""
        self._causes: dict[PurePosixPath, Causes] = {}
        self._of_report: dict[PurePosixPath, Causes] = {}
        """Those that matter to other files than those of the same chapter."""
        self._compared: dict[PurePosixPath, frozenset[PurePosixPath]] = {}
        """The files with which one was compared."""
        self._order: list[PurePosixPath] = []
        self._settings: Settings | None = None

    def put(self, source: Hashable, found: ByFile, within: Collection[PurePosixPath] | None = None) -> None:
        """What a rule finds now, in the place of what it had found; `within` names the files outside of which all is as it was."""
        before = self._sources.get(source, {})
        if found is not before:
            paths = before.keys() | found.keys() if within is None else within
            self._changed.update(path for path in paths if before.get(path) != found.get(path))
            self._sources[source] = found

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All of them, in order."""
        return tuple(chain.from_iterable(self.told[path] for path in self._order))

    def judge(self, report: Report, names: Collection[str] | None = None) -> None:
        """Bring what is told up to date.

        Args:
            names: the chapters that have changed; None where any may have.
        """
        settings = report.settings
        if settings is not self._settings:
            self._settings, names = settings, None
            self._changed.update(self._found.keys(), *self._sources.values())
        before = self._reported()
        changed, self._changed = self._changed, set()
        for path in changed:
            self._take(path, report)
        wide = self._reported() != before
        told = dict(self.told)
        paths = self._found.keys() if wide or names is None else self._touched(changed, names, report)
        for path in [*changed, *paths]:
            found = tuple(self._left(path, report))
            if not found:
                told.pop(path, None)
            elif told.get(path) != found:
                told[path] = found
        if told.keys() != self.told.keys():
            self._order = sorted(told, key=lambda path: path.parts)
        self.told = told

    def _take(self, path: PurePosixPath, report: Report) -> None:
        off = set(report.settings.off).difference(UNSAFE)
        every = chain.from_iterable(found.get(path, ()) for found in self._sources.values())
        found = in_order(_softened(_with_language(one, report), report) for one in every if one.code not in off)
        for kept in (self._found, self._causes, self._of_report, self._compared):
            kept.pop(path, None)
        if not found:
            return
        causes = causes_in(path, found)
        self._found[path], self._causes[path] = found, causes
        if causes.records or causes.files:
            self._of_report[path] = causes
        if compared := frozenset(one.compared.path for one in found if one.compared is not None):
            self._compared[path] = compared

    def _reported(self) -> list[tuple[PurePosixPath, Causes]]:
        return sorted(self._of_report.items(), key=lambda pair: pair[0].parts)

    def _touched(
        self, changed: Collection[PurePosixPath], names: Collection[str], report: Report
    ) -> set[PurePosixPath]:
        """The files whose findings may follow from others than before."""
        chapters = {*names, *(name for path in changed if (name := chapter_of(path)))}
        found = {path for name in chapters for path in _files_of(name, report)}
        beside = {*changed, *found}
        found |= {path for path, compared in self._compared.items() if not beside.isdisjoint(compared)}
        return found & self._found.keys()

    def _left(self, path: PurePosixPath, report: Report) -> Iterator[Finding]:
        """The findings of a file that follow from no other."""
        found = self._found.get(path)
        if found is None:
            return
        files = [*_files_of(chapter_of(path), report)] if chapter_of(path) else [path]
        comparisons = frozenset(code for one in files if one in self._causes for code in self._causes[one].comparisons)
        records = frozenset(code for one in self._of_report.values() for code in one.records)
        # Said once of a file, in the first place that it has in the order of all findings.
        earlier = [one for one in self._of_report if one.parts < path.parts] if self._causes[path].files else []
        told = {problem for one in earlier for problem in self._of_report[one].files}
        yield from follows(found, report, self._causes, records | comparisons, told)


def _files_of(name: str, report: Report) -> Iterator[PurePosixPath]:
    """Where a chapter stands in each language."""
    return (PurePosixPath("docs", code, f"{name}.md") for code in report.settings.languages)


def _with_language(finding: Finding, report: Report) -> Finding:
    """Fill in the language that the path tells."""
    parts = finding.location.path.parts
    if finding.language is None and len(parts) > 2 and parts[0] == "docs" and parts[1] in report.settings.languages:
        return replace(finding, language=parts[1])
    return finding


def _softened(finding: Finding, report: Report) -> Finding:
    """An error of a rule that the report lists under `warn` is a warning."""
    if finding.severity is Severity.ERROR and finding.code in report.settings.warn and finding.code not in UNSAFE:
        return replace(finding, severity=Severity.WARNING)
    return finding
