"""One mistake, one finding: what merely follows from another finding is left out until that one is mended.

A misspelt id makes a tie unknown, lost to its translations and changed since they were made; a file that cannot be read makes
all that it holds unknown. The cause is an error and stops publication, so nothing is lost: what follows, and remains, is
said at the next check. Where a report turns a cause off or makes it a warning, what follows is said.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from kerege.catalogue import Problem
from kerege.findings import Finding, Location, Severity
from kerege.model import Report

_RECORDS: Mapping[tuple[str, ...], Mapping[str, tuple[str, ...]]] = {
    ("R001", "R002"): {
        "quotes/": ("Q001",),
        "data/statistics/": ("S001",),
        "data/claims.yml": ("S080",),
        "data/sources.yml": ("S010",),
        "glossary.yml": ("X010",),
        "references.json": ("C001",),
    },
    ("R004",): {"quotes/": ("Q004",)},
    ("R011",): {"data/": ("S011",)},
    ("F001",): {"figures/": ("F005",)},
    # Whatever is computed from a statistic without a value has none either.
    ("S010", "S011", "S012", "S013", "S014", "S015", "S017", "S018", "S026", "S027"): {
        "data/": ("S016", "S032", "S081")
    },
}
"""What is unknown, or not agreed to, only because of the file that holds it: by the codes of the cause, by the file."""

_OF_FILES = ("S011", "S012")
"""Said once of a file, at the first statistic that is read from it, however many are."""

_PARALLEL = (
    "T001",
    "T002",
    "T003",
    "T004",
    "T005",
    "T006",
    "T007",
    "T008",
    "T010",
    "T011",
    "T017",
    "T018",
    "T021",
    "T030",
    "T031",
)
_BLOCKS = ("T003", "T006", "T008")
_TIES = ("T004", "T005", "T011", "T021", "T030", "T031")
_CHAPTERS: Mapping[str, tuple[str, ...]] = {
    "R001": _PARALLEL, "R002": _PARALLEL, "R005": ("T008",), "X011": ("T006", "T008"),
    "X002": _BLOCKS, "X003": _BLOCKS, "X004": _BLOCKS, "X005": _BLOCKS, "Q001": _BLOCKS, "F005": _BLOCKS,
    "S001": _TIES, "S080": _TIES, "X001": _TIES, "X010": _TIES, "X012": _TIES, "X013": _TIES, "C001": _TIES,
}  # fmt: skip
"""What a comparison says of a chapter, in any language, because of an error in it in one language."""

_UNTIED = ("X001", "X012", "X013")
"""A tie that is none: its number is not also called untied (S005)."""

_SIGNS = ("X030", "X031", "X032")
_MISREAD = ("S002", "S003", "S005", "S006", "S008", "S055", "L001", "L006")
"""What is said of words with a sign in them that turns, hides or imitates a part of a number: nobody can read them."""


_LETTERS = ("T013", "T014")
"""A word with wrong letters: that it is misspelt is not said again."""


def causes(findings: Sequence[Finding], report: Report) -> Iterator[Finding]:
    """The findings, in their order, without those that follow from another of them."""
    stopping = [finding for finding in findings if finding.severity is Severity.ERROR]
    records = {
        code
        for found, places in _RECORDS.items()
        for start, codes in places.items()
        if any(f.code in found and str(f.location.path).removeprefix("../shared/").startswith(start) for f in stopping)
        for code in codes
    }
    chapters: dict[str, set[str]] = {}
    harmed: set[tuple[str, int]] = set()
    untied: set[tuple[str, int]] = set()
    signs: dict[tuple[str, int], list[int]] = {}
    for finding in stopping:
        line = (str(finding.location.path), finding.location.line)
        name = _chapter(finding.location)
        if name:
            chapters.setdefault(name, set()).update(_CHAPTERS.get(finding.code, ()))
            harmed.add(line)
        if finding.code in _UNTIED:
            untied.add(line)
        if finding.code in _SIGNS:
            signs.setdefault(line, []).append(finding.location.column)
    letters = {finding.location for finding in findings if finding.code in _LETTERS}
    told: set[Problem] = set()
    for finding in findings:
        if finding.code in _OF_FILES:
            if finding.problem in told:
                continue
            told.add(finding.problem)
        follows = (
            finding.code in records
            or finding.code in chapters.get(_chapter(finding.location), ())
            or (finding.code == "S005" and (str(finding.location.path), finding.location.line) in untied)
            or (finding.code == "L006" and finding.location in letters)
            or (finding.code in _MISREAD and _holds_one(finding, signs))
            or (finding.compared is not None and any(line in harmed for line in _block(report, finding.compared)))
        )
        if not follows:
            yield finding


def _holds_one(finding: Finding, signs: Mapping[tuple[str, int], Sequence[int]]) -> bool:
    """Whether one of the signs stands in the words of a finding, or anywhere in its line where nobody says how long they are."""
    place, end = finding.location, finding.end_column
    columns = signs.get((str(place.path), place.line), ())
    return any(end is None or place.column <= column <= end for column in columns)


def _chapter(place: Location) -> str:
    """The name of the chapter in which a place is, or nothing."""
    parts = place.path.parts
    return place.path.stem if len(parts) == 3 and parts[0] == "docs" and place.path.suffix == ".md" else ""


def _block(report: Report, place: Location) -> Iterator[tuple[str, int]]:
    """The lines of the block that begins at a place."""
    chapter = report.chapter(place.path.parts[1], place.path.stem)
    lines = chapter.text.split("\n")[place.line - 1 :] if chapter is not None else []
    for number, text in enumerate(lines, start=place.line):
        if not text.strip():
            return
        yield str(place.path), number
