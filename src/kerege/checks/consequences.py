"""One mistake, one finding: what merely follows from another finding is left out until that one is mended.

A misspelt id makes a tie unknown, lost to its translations and changed since they were made; a file that cannot be read makes
all that it holds unknown. The cause is an error and stops publication, so nothing is lost: what follows, and remains, is
said at the next check. Where a report turns a cause off or makes it a warning, what follows is said.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from kerege.catalogue import Problem
from kerege.findings import Finding, Location, Severity
from kerege.model import Report

_GONE = ("E001/stat-gone", "E001/claim-gone", "E001/table-gone", "E001/quote-gone", "E003/gone", "E003/no-longer")
"""That something is published no longer."""
_WORDS = "L006"
"""Words are known as a report's own by its glossary, its works and sources, its pseudonyms."""
_WAIVED = ("P003", "P004", "P005", "P007", "P014", "P015", "P016")
"""What `privacy.yml` may have judged harmless, counted, or named as nobody's name."""
_RECORDS: Mapping[tuple[str, ...], Mapping[str, tuple[str, ...]]] = {
    ("R001", "R002"): {
        "quotes/": ("Q001",),
        "data/statistics/": ("S001",),
        "data/claims.yml": ("S080",),
        "data/sources.yml": ("S010", _WORDS),
        "data/sources.lock": ("S022",),
        "data/tables.yml": ("F012",),
        "figures/photos.yml": ("F007",),
        "glossary.yml": ("X010", _WORDS),
        "references.json": ("C001", _WORDS),
        "privacy.yml": (*_WAIVED, _WORDS),
        "quotes/speakers.yml": ("Q007",),
        "quotes/quotes.lock": ("Q011",),
        "editions/": ("E001", "E002", "E003", "E004", "E005", "E006"),
        "translations/": ("T009",),
    },
    # What a record lacks, or says by a name that nobody knows.
    ("R005", "R007"): {
        "data/statistics/": ("S008", "S082"),
        "data/tables.yml": ("F012",),
        "figures/photos.yml": ("F007",),
        "glossary.yml": ("X010", _WORDS),
        "quotes/": ("Q002", "Q007"),
    },
    ("R004",): {"quotes/": ("Q004",)},
    ("R011",): {"data/": ("S011",)},
    ("E008",): {"editions/": ("E005",)},
    ("F001",): {"figures/": ("F005",)},
    # What cannot be read, or is tied to nothing, is published all the same as soon as that is mended.
    ("R001", "R002", "R004", "R005", "R015", "T001", "S001", "S080", "Q001", "F005", "X001", "X012", "X013"): {
        "data/": _GONE,
        "quotes/": _GONE,
        "docs/": _GONE,
        "figures/": _GONE,
        "report.yml": _GONE,
    },
    # Whatever is computed from a statistic without a value has none either.
    ("S010", "S011", "S012", "S013", "S014", "S015", "S017", "S018", "S026", "S027"): {
        "data/": ("S016", "S032", "S081", *_GONE)
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


@dataclass(frozen=True)
class Causes:
    """What follows from the findings of one file."""

    records: frozenset[str]
    """Codes of what is unknown in the whole report because of this file."""
    comparisons: frozenset[str]
    """Codes of what a comparison says of its chapter in any language."""
    harmed: frozenset[int]
    """Lines of a chapter with an error."""
    untied: frozenset[int]
    """Lines with a tie that is none."""
    signs: Mapping[int, Sequence[int]]
    """Columns of signs that harm their words, by line."""
    letters: frozenset[Location]
    """Words with wrong letters."""
    files: frozenset[Problem]
    """What is said of a file of data that cannot be read."""


_NONE = Causes(frozenset(), frozenset(), frozenset(), frozenset(), {}, frozenset(), frozenset())


def causes_in(path: PurePosixPath, findings: Sequence[Finding]) -> Causes:
    """What follows from the findings of a file."""
    stopping = [finding for finding in findings if finding.severity is Severity.ERROR]
    codes = {finding.code for finding in stopping}
    held = str(path).removeprefix("../shared/")
    of_chapter = bool(chapter_of(path))
    signs: dict[int, list[int]] = {}
    for finding in stopping:
        if finding.code in _SIGNS:
            signs.setdefault(finding.location.line, []).append(finding.location.column)
    return Causes(
        records=frozenset(
            code
            for found, places in _RECORDS.items()
            if not codes.isdisjoint(found)
            for start, unknown in places.items()
            if held.startswith(start)
            for code in unknown
        ),
        comparisons=frozenset(code for found in codes for code in _CHAPTERS.get(found, ()) if of_chapter),
        harmed=frozenset(finding.location.line for finding in stopping if of_chapter),
        untied=frozenset(finding.location.line for finding in stopping if finding.code in _UNTIED),
        signs=signs,
        letters=frozenset(finding.location for finding in findings if finding.code in _LETTERS),
        files=frozenset(finding.problem for finding in findings if finding.code in _OF_FILES),
    )


def follows(
    findings: Sequence[Finding],
    report: Report,
    causes: Mapping[PurePosixPath, Causes],
    codes: Collection[str],
    told: Collection[Problem],
) -> Iterator[Finding]:
    """The findings of a file, in their order, without those that follow from another.

    Args:
        causes: what follows from the findings of each file.
        codes: those that are not said here, because a record or the chapter in some language cannot be read.
        told: what has been said of files of data at an earlier place.
    """
    said = set(told)
    for finding in findings:
        if finding.code in _OF_FILES:
            if finding.problem in said:
                continue
            said.add(finding.problem)
        own = causes[finding.location.path]
        if finding.code in codes or f"{finding.code}/{finding.problem.case}" in codes:
            continue
        if finding.code == "S005" and finding.location.line in own.untied:
            continue
        if finding.code == "L006" and finding.location in own.letters:
            continue
        if finding.code in _MISREAD and _holds_one(finding, own.signs):
            continue
        if finding.compared is not None and _harmed(report, finding.compared, causes):
            continue
        yield finding


def _harmed(report: Report, place: Location, causes: Mapping[PurePosixPath, Causes]) -> bool:
    """Whether the block that begins at a place has an error."""
    lines = causes.get(place.path, _NONE).harmed
    return bool(lines) and any(line in lines for line in _block(report, place))


def _holds_one(finding: Finding, signs: Mapping[int, Sequence[int]]) -> bool:
    """Whether one of the signs stands in the words of a finding, or anywhere in its line where nobody says how long they are."""
    place, end = finding.location, finding.end_column
    columns = signs.get(place.line, ())
    return any(end is None or place.column <= column <= end for column in columns)


def chapter_of(path: PurePosixPath) -> str:
    """The name of the chapter in a file, or nothing."""
    parts = path.parts
    return path.stem if len(parts) == 3 and parts[0] == "docs" and path.suffix == ".md" else ""


def _block(report: Report, place: Location) -> Iterator[int]:
    """The lines of the block that begins at a place."""
    chapter = report.chapter(place.path.parts[1], place.path.stem)
    lines = chapter.text.split("\n")[place.line - 1 :] if chapter is not None else []
    for number, text in enumerate(lines, start=place.line):
        if not text.strip():
            return
        yield number
