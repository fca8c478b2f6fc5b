"""What earlier editions said, and what was corrected since."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum

from kerege.findings import Location
from kerege.model.words import Words


@dataclass(frozen=True, slots=True)
class PublishedValue:
    """A statistic as an edition published it."""

    value: str
    """As `shown_value` writes it: a number without blanks, or two with a dash; with the sign of a bound."""
    unit: str = ""
    words: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """By language: each wording that stated it, in reading order."""
    provisional: str = ""
    """When it was to be revised; empty for a final figure."""
    label: Mapping[str, str] = field(default_factory=dict)
    """What it was called, by language: readers are told so when it is withdrawn and its record is gone."""


@dataclass(frozen=True, slots=True)
class PublishedChapter:
    """A chapter as an edition published it."""

    title: str
    blocks: tuple[str, ...] = ()
    """The digest of each passage, in order; the words themselves are not kept, so that withdrawn ones stay gone."""


@dataclass(frozen=True)
class ClosedEdition:
    """What `editions/N.json` keeps of a published edition."""

    number: str
    date: str
    statistics: Mapping[str, PublishedValue] = field(default_factory=dict)
    claims: Mapping[str, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)
    """By claim and language: each wording that stated it."""
    results: Mapping[str, str] = field(default_factory=dict)
    """By claim: what the data said of it, as `written_result` writes it."""
    tables: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """By table from a source, then by `ROW/COLUMN`: the value of each cell."""
    places: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """By `stat:ID`, `claim:ID`, `table:ID` and `quote:ID`: the names of the chapters that stated it."""
    quotes: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """By testimony and language: the digest of its text."""
    chapters: Mapping[str, Mapping[str, PublishedChapter]] = field(default_factory=dict)
    """By language and name."""
    files: Mapping[str, str] = field(default_factory=dict)
    """The sha256 of each published file, by its name in `build/`."""
    withdrawn: tuple[str, ...] = ()
    """Names of published files from which a testimony was withdrawn since; one name is empty where none of them is kept."""
    doi: str = ""
    """Of this edition."""
    location: Location | None = None


TESTIMONY = "testimony"
"""What was corrected, where a testimony was withdrawn: neither its id nor its words are left."""


class Change(Enum):
    """Why a published value is another one now."""

    CORRECTION = "correction"
    """What was published was wrong."""
    REVISION = "revision"
    """The source has better data now."""
    WITHDRAWAL = "withdrawal"
    """It is no longer published."""


@dataclass(frozen=True, slots=True)
class Correction:
    """One thing that an entry of `editions/corrections.yml` is about; an entry about several makes one for each."""

    what: str
    """`stat:ID`, `claim:ID`, `table:ID`, `quote:ID`, or `chapter:NAME` and `chapter:LANGUAGE/NAME` for its text; `testimony` for one that was withdrawn, which nothing names any more."""
    change: Change
    edition: str
    """The number of the edition that said otherwise."""
    was: str
    now: str
    reason: Words
    date: str
    location: Location
    entry: str = ""
    """What tells this entry from the others: the first thing it is about, behind a number where that stands twice."""
    chapters: tuple[str, ...] = ()
    """Of a withdrawn testimony: the names of the chapters in which it stood."""

    several: bool = False
    """The entry is a list of things, whose values stand in the editions."""

    @property
    def kind(self) -> str:
        return self.what.partition(":")[0]

    @property
    def target(self) -> str:
        return self.what.partition(":")[2]
