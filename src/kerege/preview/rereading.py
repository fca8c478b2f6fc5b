"""A report that is read again and again while it is written: only the files that have changed.

The answer is always that of `read_report` on the same files. Where a file cannot be read, what it held before is kept
beside it, so that somebody who looks at the pages still sees them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from kerege.files import finish_writing
from kerege.findings import Finding, in_order
from kerege.model import Chapter, Report, Sibling
from kerege.read.boundary import look_around
from kerege.read.records import Complaints
from kerege.read.report import (
    PARTS,
    Part,
    Reading,
    chapter_file_names,
    read_chapter,
    read_report_settings,
    whole_report,
)
from kerege.read.series import chapter_files_of, linked_chapters, read_siblings, series_of

_UNREAD = ("R001", "R002")
_OF_SETTINGS = frozenset({"report.yml", "../series.yml", "../shared/defaults.yml"})
_SHARED = "../shared/"


@dataclass(frozen=True)
class _Held:
    """A part, or a chapter, as it was read last."""

    value: Any
    good: Any
    """What it was when it could last be read as a whole."""
    findings: tuple[Finding, ...]

    @property
    def unread(self) -> tuple[str, ...]:
        return tuple(str(f.location.path) for f in self.findings if f.code in _UNREAD)


class Rereader:
    """Reads a report folder, and what has changed of it."""

    def __init__(self, root: Path) -> None:
        """Read everything.

        Raises:
            NoReport, UnreadableReport: as `read_report`.
        """
        self._root = root
        self._parts: dict[tuple[str, ...], _Held] = {}
        self._chapters: dict[str, _Held] = {}
        self._siblings: dict[str, tuple[Mapping[str, Collection[str]], Mapping[str, Sibling]]] = {}
        """Of what is read and of what is shown: the chapters of other reports that are linked to, and those reports."""
        self._in_series = series_of(root) is not None
        self._settings_wait = False
        finish_writing(root)
        complaints = Complaints()
        self._settings = read_report_settings(root, complaints)
        self._of_settings = tuple(complaints.findings)
        self.reading, self.shown, self.unread = self._read(frozenset())

    def read(self, changed: Collection[str]) -> None:
        """Read again what depends on these files, named relative to the report's folder; files of its series begin with `../`.

        Raises:
            NoReport, UnreadableReport: the settings cannot be read; everything else has been, with the last settings.
        """
        self._settings_wait |= not _OF_SETTINGS.isdisjoint(changed)
        if self._in_series != (series_of(self._root) is not None):
            # Every kind of record is, or was, read from the shared folder too.
            self._in_series = not self._in_series
            self._settings_wait = True
            self._parts.clear()
        if any(path.startswith("../") for path in changed):
            self._siblings.clear()
        try:
            if self._settings_wait:
                complaints = Complaints()
                try:
                    settings = read_report_settings(self._root, complaints)
                finally:
                    self._of_settings = tuple(complaints.findings)
                if settings.languages != self._settings.languages:
                    self._parts.clear()
                    self._chapters.clear()
                if settings != self._settings:
                    self._settings = settings
                self._settings_wait = False
        finally:
            self.reading, self.shown, self.unread = self._read(frozenset(changed))

    def _read(self, changed: frozenset[str]) -> tuple[Reading, Reading, tuple[str, ...]]:
        """What there is, what of it can be shown, and the files that cannot be read."""
        found: list[Finding] = list(self._of_settings)
        unread: list[str] = []
        fields: dict[str, Any] = {}
        shown: dict[str, Any] = {}
        for part in PARTS:
            held = self._part(part, changed)
            found += held.findings
            unread += held.unread
            fields |= zip(part.fields, held.value, strict=True)
            shown |= zip(part.fields, held.good, strict=True)
        chapters: dict[str, tuple[Chapter, ...]] = {}
        good: dict[str, tuple[Chapter, ...]] = {}
        present: set[str] = set()
        for code in self._settings.languages:
            of_language = list(self._of_language(code, changed))
            present |= {name for name, _ in of_language}
            found += [finding for _, held in of_language for finding in held.findings]
            unread += [path for _, held in of_language for path in held.unread]
            chapters[code] = self._same("chapters", code, tuple(h.value for _, h in of_language if h.value is not None))
            good[code] = tuple(h.good for _, h in of_language if h.good is not None)
        for name in self._chapters.keys() - present:
            del self._chapters[name]
        report = self._steady(chapters, fields, "reading")
        # Every time: a backup that an editor leaves beside a chapter is told of by nobody.
        around = look_around(self._root, self._settings.languages, report.sources.values(), report.website)
        findings = in_order([*found, *around])
        reading = Reading(report, findings)
        if not unread:
            return reading, reading, ()
        return reading, Reading(self._steady(good, shown, "shown"), findings), tuple(dict.fromkeys(unread))

    @property
    def linked(self) -> frozenset[str]:
        """Where the chapters of other reports stand, or would, to which this one links; relative to the report's folder."""
        found: set[str] = set()
        for report in (self.reading.report, self.shown.report):
            wanted = linked_chapters(report.all_chapters()) if self._in_series else {}
            for slug, names in wanted.items():
                if slug in report.siblings:
                    found.update(chapter_files_of(report.siblings[slug], names))
        return frozenset(found)

    def _steady(self, chapters: Mapping[str, tuple[Chapter, ...]], fields: Mapping[str, Any], last: str) -> Report:
        """A report of these parts. What is put together for it is the object of the last one where it is equal."""
        siblings: Mapping[str, Sibling] = {}
        if self._in_series:
            all_chapters = [chapter for found in chapters.values() for chapter in found]
            wanted = linked_chapters(all_chapters)
            known = self._siblings.get(last)
            if known is None or known[0] != wanted:
                known = self._siblings[last] = (wanted, read_siblings(self._root, all_chapters))
            siblings = known[1]
        report = whole_report(self._root, self._settings, chapters, fields, siblings)
        before: Reading | None = getattr(self, last, None)
        if before is None:
            return report
        return replace(
            report,
            sources=before.report.sources if before.report.sources == report.sources else report.sources,
            siblings=before.report.siblings if before.report.siblings == report.siblings else report.siblings,
        )

    def _same(self, field: str, code: str, chapters: tuple[Chapter, ...]) -> tuple[Chapter, ...]:
        """The tuple of the last reading where it holds the same chapters: whoever compares by identity sees no change."""
        last = getattr(self, "reading", None)
        before: tuple[Chapter, ...] = last.report.chapters.get(code, ()) if last is not None else ()
        same = len(before) == len(chapters) and all(a is b for a, b in zip(before, chapters, strict=True))
        return before if same else chapters

    def _part(self, part: Part, changed: frozenset[str]) -> _Held:
        known = self._parts.get(part.fields)
        if known is not None and not any(touches(path.removeprefix(_SHARED), part.paths) for path in changed):
            return known
        complaints = Complaints()
        value = part.read(self._root, self._settings.languages, complaints)
        findings = tuple(complaints.findings)
        if known is not None:
            value = tuple(old if old == new else new for old, new in zip(known.value, value, strict=True))
        broken = known is not None and any(finding.code in _UNREAD for finding in findings)
        held = _Held(value, known.good if broken and known is not None else value, findings)
        self._parts[part.fields] = held
        return held

    def _of_language(self, code: str, changed: frozenset[str]) -> Iterator[tuple[str, _Held]]:
        for file in chapter_file_names(self._root, code):
            name = f"docs/{code}/{file}"
            known = self._chapters.get(name)
            if known is None or name in changed:
                complaints = Complaints()
                chapter = read_chapter(self._root, self._root / name, code, complaints)
                if known is not None and chapter == known.value:
                    chapter = known.value
                good = chapter if chapter is not None or known is None else known.good
                known = self._chapters[name] = _Held(chapter, good, tuple(complaints.findings))
            yield name, known


def touches(path: str, paths: Collection[str]) -> bool:
    """Whether a file is one of these, or in one of these folders; a folder that came or went touches what is in it."""
    return any(
        path == one or (one.endswith("/") and path.startswith(one)) or one.startswith(f"{path}/") for one in paths
    )
