"""The folder that an import makes, looked over by the check: which ties and quotes it refuses, and what else is an error."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from kerege.checks import check_report
from kerege.findings import Finding, errors
from kerege.read import read_report

_TIE = re.compile(r"\]\((?P<scheme>stat|quote):(?P<key>[^)]+)\)")
_RECORD = re.compile(r"[\"']?(?P<key>[^\s:\"'][^:\"']*)[\"']?:")
_OF_TIES = re.compile(r"[SQ]\d")


@dataclass(frozen=True)
class Refused:
    """Statistics and quotes that are not made, by their keys."""

    numbers: frozenset[str] = frozenset()
    quotes: frozenset[str] = frozenset()

    def __or__(self, other: Refused) -> Refused:
        return Refused(self.numbers | other.numbers, self.quotes | other.quotes)

    def __le__(self, other: Refused) -> bool:
        return self.numbers <= other.numbers and self.quotes <= other.quotes


NOTHING_REFUSED = Refused()


def looked_over(folder: Path) -> tuple[tuple[Finding, ...], Refused]:
    """The errors of a folder, and the records that cause them and that an import can do without."""
    reading = read_report(folder)
    wrong = errors(check_report(reading.report, reading.findings)[0])
    numbers: set[str] = set()
    quotes: set[str] = set()
    lines: dict[Path, list[str]] = {}
    for finding in wrong:
        path = folder / finding.location.path
        if path not in lines:
            lines[path] = path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
        numbers |= _numbers(finding, lines[path])
        quotes |= _quotes(finding, lines[path])
    return wrong, Refused(frozenset(numbers), frozenset(quotes))


def _numbers(finding: Finding, lines: list[str]) -> set[str]:
    parts = finding.location.path.parts
    if parts[:2] == ("data", "statistics"):
        return _record_at(lines, finding.location.line)
    return _tied_at(finding, lines, "stat") if _OF_TIES.match(finding.code) else set()


def _quotes(finding: Finding, lines: list[str]) -> set[str]:
    parts = finding.location.path.parts
    if parts[0] == "quotes":
        return {key for key in _record_at(lines, finding.location.line) if re.fullmatch(r"q\d+", key)}
    return _tied_at(finding, lines, "quote") if _OF_TIES.match(finding.code) else set()


def _record_at(lines: list[str], line: int) -> set[str]:
    """The key of the record in which a line stands."""
    for text in reversed(lines[:line]):
        match = _RECORD.match(text)
        if match:
            return {match["key"].strip()}
    return set()


def _tied_at(finding: Finding, lines: list[str], scheme: str) -> set[str]:
    """The tie at a finding, else every tie of its line."""
    if finding.location.line > len(lines):
        return set()
    text = lines[finding.location.line - 1]
    ties = [match for match in _TIE.finditer(text) if match["scheme"] == scheme]
    at = finding.location.column - 1
    here = [match for match in ties if text.rfind("[", 0, match.start()) <= at <= match.end()]
    return {match["key"] for match in here or ties}
