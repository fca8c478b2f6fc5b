"""A finding: one problem of the content, as data.

Rules yield findings and know nothing of how they are printed; `cli/formats.py` prints them and knows no rule.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from pathlib import PurePosixPath


class Severity(Enum):
    """How much a finding weighs."""

    ERROR = "error"
    """Must not be published: `kerege check` exits with 1."""
    WARNING = "warning"
    """A person should look; publishing goes on."""
    NOTE = "note"
    """Worth knowing, e.g. that a translation is a draft."""


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
    """One problem: where, what is wrong, how bad, what to do about it."""

    location: Location
    code: str
    """Stable, listed in the manual: a family letter and three digits."""
    message: str
    hint: str = ""
    severity: Severity = Severity.ERROR
    language: str | None = None
    """The edition it concerns; None when it concerns all of them."""
    end_column: int | None = None
    compared: Location | None = None
    """The place in the original with which this place was compared."""

    @property
    def sort_key(self) -> tuple[tuple[str, ...], int, int, str, str]:
        # The parts of a path compare as paths do, and much faster.
        place = self.location
        return (place.path.parts, place.line, place.column, self.code, self.message)


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Findings without repetition, by place, then code: the order in which every report of them is printed."""
    return tuple(sorted(set(findings), key=lambda finding: finding.sort_key))


def errors(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Those findings that stop publication."""
    return tuple(finding for finding in findings if finding.severity is Severity.ERROR)
