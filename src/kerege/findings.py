"""A finding: one problem of the content, as data.

Rules yield findings and know nothing of how they are printed; the catalogue words them, `cli/formats.py` prints them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby
from pathlib import PurePosixPath
from typing import Any

from kerege.catalogue import Problem, Severity
from kerege.messages import Message

__all__ = ["ByFile", "Finding", "Location", "Severity", "by_file", "errors", "in_order"]


@dataclass(frozen=True, order=True, slots=True)
class Location:
    """A place in a file of the report; lines and columns count from 1, columns in characters."""

    path: PurePosixPath
    """Relative to the report's folder."""
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class Finding:
    """One problem: where, what is wrong, how bad."""

    location: Location
    problem: Problem
    severity: Severity = None  # type: ignore[assignment]
    """What the catalogue says, where nothing else is given."""
    language: str | None = None
    """The edition it concerns; None when it concerns all of them."""
    end_column: int | None = None
    compared: Location | None = None
    """The place in the original with which this place was compared."""

    def __post_init__(self) -> None:
        if self.severity is None:
            object.__setattr__(self, "severity", self.problem.severity)

    @property
    def code(self) -> str:
        return self.problem.code

    @property
    def message(self) -> Message:
        """What is wrong."""
        return self.problem.message

    @property
    def hint(self) -> Message:
        """What to do about it."""
        return self.problem.remedy

    def fact(self, name: str) -> Any:
        """One of the facts of its sentence; None where it has none of that name."""
        return self.problem.fact(name)


ByFile = Mapping[PurePosixPath, tuple[Finding, ...]]


def by_file(findings: Iterable[Finding]) -> ByFile:
    """Findings by the file in which they are, in the order given."""
    found: dict[PurePosixPath, list[Finding]] = {}
    for finding in findings:
        found.setdefault(finding.location.path, []).append(finding)
    return {path: tuple(of_file) for path, of_file in found.items()}


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Findings without repetition, by place, then code: the order in which every report of them is printed."""

    def place(finding: Finding) -> tuple[tuple[str, ...], int, int, str]:
        at = finding.location
        return (at.path.parts, at.line, at.column, finding.code)

    # A sentence is made only where it decides: a report may have thousands of findings, at every keystroke.
    ordered: list[Finding] = []
    for _, same in groupby(sorted(set(findings), key=place), key=place):
        group = list(same)
        ordered += (
            group
            if len(group) == 1
            else sorted(group, key=lambda one: (one.message, str(one.compared or ""), one.end_column or 0))
        )
    return tuple(ordered)


def errors(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Those findings that stop publication."""
    return tuple(finding for finding in findings if finding.severity is Severity.ERROR)
