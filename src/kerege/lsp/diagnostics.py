"""Findings as an editor shows them: at the words, with the page of the manual and the places that bear them out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import PurePosixPath
from typing import Any

from lsprotocol import types

from kerege.findings import ByFile, Finding, Location, Severity
from kerege.folders import manual_pages
from kerege.languages.messages import Messages
from kerege.lsp.mentions import Mention, at
from kerege.lsp.places import Lines
from kerege.lsp.session import Session
from kerege.messages import Message, say

_WEIGHTS = {
    Severity.ERROR: types.DiagnosticSeverity.Error,
    Severity.WARNING: types.DiagnosticSeverity.Warning,
    Severity.NOTE: types.DiagnosticSeverity.Information,
}
_WORDS = ("words", "said", "target", "key", "word", "label")
"""Facts that stand in the file as the finding tells them."""
_WORD = re.compile(r"[\w.-]+|\S")


class Diagnostics:
    """The findings of a report as an editor shows them; those of a file are kept while nothing has changed that they name."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._kept: dict[PurePosixPath, tuple[tuple[Finding, ...], int, list[types.Diagnostic]]] = {}
        self._rests: tuple[object, ...] = ()

    def of(self, findings: ByFile, known: Messages) -> dict[str, list[types.Diagnostic]]:
        """By the file's path relative to the report's folder; the list of the last time where nothing has changed.

        Args:
            findings: of each file the tuple of the last time where it says the same.
        """
        session = self._session
        report = session.report
        # What related places are taken from: records and values.
        rests = (report.statistics, report.claims, report.quotes, session.values, known)
        if len(rests) != len(self._rests) or any(a is not b for a, b in zip(rests, self._rests, strict=True)):
            self._rests, self._kept = rests, {}
        kept: dict[PurePosixPath, tuple[tuple[Finding, ...], int, list[types.Diagnostic]]] = {}
        for path, own in findings.items():
            before, version = self._kept.get(path), session.version(str(path))
            if before is not None and before[0] is own and before[1] == version:
                kept[path] = before
            else:
                lines = session.lines(str(path))
                kept[path] = (own, version, [_diagnostic(session, finding, lines, known) for finding in own])
        self._kept = kept
        return {str(path): shown for path, (_, _, shown) in kept.items()}


def _diagnostic(session: Session, finding: Finding, lines: Lines, known: Messages) -> types.Diagnostic:
    path = str(finding.location.path)
    start = lines.at(finding.location)
    mention = next((one for one in session.mentions(path) if one.whole[1] and one.whole[0] == start), None)
    mention = mention or at(session.mentions(path), start)
    hint = known.say(finding.hint)
    message = known.say(finding.message)
    related = [
        types.DiagnosticRelatedInformation(
            types.Location(session.uri(place.path), _line(session, place)), known.say(what)
        )
        for place, what in _related(session, finding, mention)
    ]
    return types.Diagnostic(
        lines.range(start, _end(finding, lines, start, mention)),
        f"{message}\n{hint}" if hint else message,
        severity=_WEIGHTS[finding.severity],
        code=finding.code,
        code_description=types.CodeDescription(manual_link(finding.code)),
        source="kerege",
        related_information=related or None,
    )


def _end(finding: Finding, lines: Lines, start: int, mention: Mention | None) -> int:
    """Where the words end that a finding is about."""
    if finding.end_column is not None:
        return max(start, start + finding.end_column - finding.location.column)
    if mention is not None and mention.whole[0] == start and not mention.declares:
        return mention.whole[1]
    for name in _WORDS:
        words = finding.fact(name)
        if isinstance(words, str) and words and lines.text.startswith(str(words), start):
            return start + len(words)
    match = _WORD.match(lines.text, start)
    return match.end() if match else start


def _related(session: Session, finding: Finding, mention: Mention | None) -> Iterator[tuple[Location, Message]]:
    """The record, the cell, and the place with which this one was compared."""
    if finding.compared is not None:
        yield finding.compared, say("the original says it here")
    if mention is None or mention.declares:
        return
    yield from places_of(session, mention.kind, mention.id)


def places_of(session: Session, kind: str, key: str) -> Iterator[tuple[Location, Message]]:
    """Where a thing is declared, and the cell or the statistics that it rests on."""
    report = session.report
    if kind == "stat" and key in report.statistics:
        yield report.statistics[key].location, say("the record of {key}", key=key)
        value = session.values.get(key)
        if value is not None and value.file is not None:
            yield (
                Location(value.file, value.row or 1),
                value.trail if isinstance(value.trail, Message) else Message("{t}", {"t": value.trail}),
            )
    elif kind == "claim" and key in report.claims:
        yield report.claims[key].location, say("the record of {key}", key=key)
        for name in report.claims[key].statistics:
            if name in report.statistics:
                yield report.statistics[name].location, say("the record of {key}", key=name)
    else:
        tables: Mapping[str, Mapping[str, Any]] = {
            "quote": report.quotes, "term": report.terms, "fig": report.figures, "photo": report.photos, "source": report.sources,
            "cite": report.references, "table": report.tables,
        }  # fmt: skip
        record = tables.get(kind, {}).get(key)
        if record is not None:
            yield record.location, say("the record of {key}", key=key)


def _line(session: Session, place: Location) -> types.Range:
    lines = session.lines(str(place.path))
    start = lines.at(place)
    match = _WORD.match(lines.text, start)
    return lines.range(start, match.end() if match else start)


def manual_link(code: str) -> str:
    """The page of the manual that explains a code."""
    return f"{_rules_page()}#{code.lower()}"


@cache
def _rules_page() -> str:
    return manual_pages()["rules"].resolve().as_uri()
