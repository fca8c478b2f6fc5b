"""What a report is made from besides its chapters: sources, statistics, quotes, figures, terms, works, locks, privacy."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import PurePosixPath
from typing import Any

from kerege.findings import Location
from kerege.model.words import Words

DATA = PurePosixPath("data")
"""Where a report's own data files lie."""


def table_name(file: PurePosixPath) -> str:
    """By what name queries know a file: its stem, everything but letters and digits as `_`."""
    return re.sub(r"\W", "_", file.stem)


@dataclass(frozen=True, slots=True)
class Design:
    """How a survey's sample was drawn, by the columns of its file."""

    weight: str = ""
    strata: tuple[str, ...] = ()
    psu: tuple[str, ...] = ()
    """Primary sampling units: clusters, within their strata."""
    fpc: str = ""
    """How many units the stratum, or the population, has from which was drawn."""
    lonely: str = "fail"
    """What a stratum with one unit adds to the variance, as R's `survey.lonely.psu`: fail, certainty, adjust, average."""
    divide: int = 1
    """By which the weights are divided: 1000000 for those of DHS."""
    file: PurePosixPath | None = None
    """The file that holds the cases, where the source has several."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where statistics come from: a survey, a publication, a register."""

    id: str
    title: Words
    citation: str | None
    files: tuple[PurePosixPath, ...]
    """Relative to `data/`."""
    population: Words
    fieldwork: str
    restricted: bool
    note: str
    location: Location
    database: str = ""
    """The URL of the database that answers the source's queries, without a password; empty for files and documents."""
    folder: PurePosixPath = DATA
    """Where its files lie, relative to the report's folder: a source that a series shares has them elsewhere."""
    decimal: str = ""
    """The decimal mark of its files, `comma` or `point`, where their cells do not tell it."""
    brackets: str = ""
    """What (17.1) means in its tables: `few` cases or a `negative` number."""
    missing: tuple[str, ...] = ()
    """Further ways in which its files say that there is no value."""
    design: Design | None = None
    """Of the files of a sample survey."""
    said: Mapping[str, Words] = field(default_factory=dict)
    """What its files say beside numbers (`qualifier`), in the languages of the report."""

    def path(self, file: PurePosixPath) -> PurePosixPath:
        """A file of the source, relative to the report's folder."""
        return self.folder / file

    def name(self, file: PurePosixPath) -> PurePosixPath:
        """What a file is called in the lock and on the website: a shared one never has the name of a report's own."""
        return file if self.folder == DATA else PurePosixPath("shared", file)


@dataclass(frozen=True, slots=True)
class Cell:
    """A value addressed by labels: `where` for tidy tables, `row` and `under` for printed ones."""

    file: PurePosixPath
    where: Mapping[str, str]
    column: str
    high: str
    sheet: str
    row: str
    under: str


@dataclass(frozen=True, slots=True)
class Query:
    """A value computed by SQL over the source's files."""

    sql: str


@dataclass(frozen=True, slots=True)
class Estimate:
    """A value estimated from the cases of a survey by the design of its source."""

    kind: str
    """share, mean, total, ratio."""
    of: str
    """A condition on the variables (q12 == 1), or a variable."""
    by: Mapping[str, str]
    """The group: variables with the code or label that they have."""
    among: str = ""
    """The group as a condition."""
    per: str = ""
    """Of a ratio: the variable below the line."""


@dataclass(frozen=True, slots=True)
class Formula:
    """A value computed from other statistics, `{id}` standing for each."""

    expression: str


@dataclass(frozen=True, slots=True)
class Cited:
    """A value read in a document by a person."""

    value: str
    high: str
    page: str


Origin = Cell | Query | Estimate | Formula | Cited


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of the report's own, or further words for what it counts."""

    code: str
    name: Words
    forms: Mapping[str, tuple[str, ...]]
    """How texts write it, by language; `*` at the end of a word stands for any ending."""
    of: str
    """The unit that it is a multiple of; `persons` or `things` for a noun that is counted."""
    scale: Decimal
    """How many of that unit it makes."""
    location: Location


@dataclass(frozen=True, slots=True)
class Statistic:
    """One number that the report may state."""

    id: str
    source: str
    origin: Origin
    unit: str
    decimals: int
    label: Words
    of: Words
    """Stems of the group, alternatives separated by `|`; empty when the figure is about everybody."""
    period: str
    base: int | None
    """Unweighted number of cases, where the source gives it."""
    bound: str
    """above, below or near: the source itself says only "more than", "less than" or "about" this value."""
    complement: str
    """The statistic that makes 100 per cent together with this one, or empty."""
    note: str
    published: str
    location: Location
    origin_location: Location
    interval: tuple[Decimal, Decimal] | None = None
    """Its confidence interval at 95 per cent, where the source gives one."""
    provisional: str = ""
    """When the source will revise it: a day, a month or a year, ISO; empty for a final figure."""
    scale: int = 1
    """What its source counts in: 1000 where the column is in thousands. Values are kept without it."""
    table: str = ""
    """The record of a whole table that declares it; empty where it has a record of its own."""


@dataclass(frozen=True, slots=True)
class Value:
    """What a statistic says, and the place that bears it out."""

    number: Decimal
    high: Decimal | None
    """Upper end of a range; None for a single number."""
    trail: str
    """In words: file, row and column, or the formula with its parts."""
    file: PurePosixPath | None = None
    """Relative to the report's folder."""
    row: int | None = None
    """Line of the file, from 1."""
    raw: str = ""
    """The cell exactly as the file has it."""
    parts: tuple[str, ...] = ()
    """Statistics that a formula was made from."""
    base: int | None = None
    """The number of cases, as the data give it or as it was counted from them."""
    qualifier: str = ""
    """What the source says beside the number: "about", "over"."""
    error: Decimal | None = None
    """The standard error of an estimate, in the unit of the number; the next two likewise where it is known."""
    interval: tuple[Decimal, Decimal] | None = None
    """At 95 per cent."""
    effect: Decimal | None = None
    """The design effect."""


@dataclass(frozen=True, slots=True)
class Consent:
    """What the person agreed to."""

    publish: str = "unknown"
    """yes, no, unknown, or published: the words stand in a published work."""
    translate: str = "unknown"
    until: str = ""
    """The last day (ISO) on which the words may be published; empty: no end was agreed."""


@dataclass(frozen=True, slots=True)
class Review:
    """Who read a record and when (ISO date)."""

    by: str
    on: str


@dataclass(frozen=True, slots=True)
class Segment:
    """Where a testimony stands in the transcript of its interview. Transcripts never enter the repository."""

    file: PurePosixPath | None
    """Relative to the report's folder; None when only the coded segments were brought in."""
    start: int
    end: int
    """Characters of the transcript, from 0; `end` is the first that is no longer part."""
    place: str
    """Paragraphs, as the coding program counts them."""
    sha256: str
    """Of the words between `start` and `end`, UTF-8."""


@dataclass(frozen=True, slots=True)
class Quote:
    """What one person said, or our paraphrase of it, with its translations."""

    id: str
    form: str
    """verbatim or paraphrase."""
    original: str
    text: Words
    speaker: str
    shown: Mapping[str, str]
    method: str
    participant: str
    """Opaque code; must never reach any output."""
    consent: Consent
    sensitive: tuple[str, ...]
    themes: tuple[str, ...]
    citation: str
    place: str
    withdrawn: bool
    repeats: bool
    """May be printed in more than one place."""
    reviewed: Review | None
    location: Location
    segment: Segment | None = None
    display: str = "plain"
    """How the editor chose to set it, in every language: plain; `pull`, large over the whole width; `margin`, in display type,
    beside the text where the page has a column there and the text is as high."""

    @property
    def is_paraphrase(self) -> bool:
        return self.form == "paraphrase"


@dataclass(frozen=True, slots=True)
class Figure:
    """A drawing made from statistics or from a source's table."""

    id: str
    script: PurePosixPath
    """Relative to the report's folder."""
    data: tuple[str, ...]
    table: PurePosixPath | None
    title: Words
    subtitle: Words
    alt: Words
    description: Words
    """All that the drawing shows, in as many words as it takes; may be missing."""
    labels: Mapping[str, Words]
    source: str
    width: Decimal
    height: Decimal
    """Millimetres."""
    location: Location


@dataclass(frozen=True, slots=True)
class Photo:
    """A photograph, or another picture that nobody drew from data."""

    id: str
    file: PurePosixPath | None
    """Relative to the report's folder; None where it cannot be shown."""
    alt: Words
    caption: Words
    credit: Words
    rights: Words
    place: Words
    """As far as it may be told."""
    date: str
    people: str
    """none, or consented."""
    consent: str
    """Where the consent of those who can be recognised is kept; never printed."""
    until: str
    """The last day (ISO) for which it was given; empty: no end."""
    publish: bool
    """They agreed to have it published."""
    location: Location


@dataclass(frozen=True, slots=True)
class SourceTable:
    """A table whose rows and columns are taken from a source by their labels."""

    id: str
    source: str
    file: PurePosixPath | None
    sheet: str
    rows: Mapping[str, Words]
    """By label in the source, in the order in which they are printed: the words of its head."""
    columns: Mapping[str, Words]
    by: tuple[str, str, str]
    """Of a tidy file: the columns that hold rows, columns and values; empty for a printed one."""
    where: Mapping[str, str]
    """Of a tidy file: what else a row must be."""
    title: Words
    stub: Words
    """The head of the first column."""
    note: Words
    units: Mapping[str, str]
    """By column."""
    decimals: Mapping[str, int]
    scale: int
    landscape: bool
    location: Location

    def cell(self, row: str, column: str) -> Cell:
        """Where the value of a row and a column stands."""
        file = self.file or PurePosixPath()
        if not self.by[0]:
            return Cell(file, {}, "", "", self.sheet, row, column)
        return Cell(file, {self.by[0]: row, self.by[1]: column, **self.where}, self.by[2], "", self.sheet, "", "")

    def key(self, row: str, column: str) -> str:
        """By what the value of a cell is known among all values: no statistic is called so."""
        return f"{self.id}/{row}/{column}"


@dataclass(frozen=True, slots=True)
class Term:
    """A glossary entry or an acronym."""

    id: str
    term: Words
    definition: Words
    acronym: bool
    stems: Words
    location: Location


@dataclass(frozen=True, slots=True)
class Rendering:
    """How a term of the original is said in another language."""

    source: str
    """The term in the original language, in lower case."""
    language: str
    term: str
    stems: tuple[str, ...]
    """A block that translates the term holds one of them."""
    advice: bool
    """Several renderings are right: shown to translators, not checked."""
    location: Location


@dataclass(frozen=True, slots=True)
class Reference:
    """A cited work: the CSL-JSON item as it stands."""

    id: str
    item: Mapping[str, Any]
    location: Location


@dataclass(frozen=True, slots=True)
class Assertion:
    """Arithmetic between statistics that must hold, or that is known not to hold in the original."""

    expression: str
    holds: bool
    reason: Words
    location: Location


@dataclass(frozen=True, slots=True)
class LockedValue:
    """A value as it was when a person accepted it: the digits as the source has them."""

    low: str
    high: str = ""


@dataclass(frozen=True, slots=True)
class LockedQuery:
    """A question that a database was asked: what was asked, and the day (ISO)."""

    sha256: str
    """Of the database's URL and the query's text."""
    on: str


@dataclass(frozen=True, slots=True)
class SourcesLock:
    """`data/sources.lock`: files and values that a person has looked at."""

    files: Mapping[str, str] = field(default_factory=dict)
    """sha256 by file, relative to `data/`."""
    values: Mapping[str, LockedValue] = field(default_factory=dict)
    """By statistic."""
    queries: Mapping[str, LockedQuery] = field(default_factory=dict)
    """By statistic whose source is a database: its value above is the frozen answer."""


@dataclass(frozen=True, slots=True)
class QuotesLock:
    """`quotes/quotes.lock`: texts of testimonies that a person has looked at."""

    texts: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """By quote and language: sha256 of the text with its spaces folded."""


@dataclass(frozen=True, slots=True)
class Remembered:
    """A block of a chapter and its translation, as a person left them."""

    source: str
    """Digest of the block in the original language."""
    target: str
    """Digest of its translation."""
    status: str
    """draft, translated or reviewed."""
    text: str
    """The original's words then, so that a translator can be shown what has changed."""


@dataclass(frozen=True, slots=True)
class FrameRow:
    """How many participants share some attributes; counts only, never a register."""

    shown: Mapping[str, str]
    count: int
    location: Location


@dataclass(frozen=True, slots=True)
class Waiver:
    """A privacy finding that a named person has judged harmless, with the reason.

    It names a fact: an entry of `privacy.yml`, a word of a testimony or a testimony; without any of them, the file itself.
    """

    code: str
    file: str
    entry: str
    """A key of `privacy.yml`."""
    word: str
    """A word, or words, of a testimony, whole."""
    quote: str
    """Id of a testimony whose attributes are meant."""
    reason: str
    by: str
    location: Location

    @property
    def fact(self) -> str:
        return self.entry or self.word or self.quote


@dataclass(frozen=True, slots=True)
class Privacy:
    """`privacy.yml`."""

    banned: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Names and places that may stand nowhere, by key, in every spelling that is not an inflection."""
    in_quotes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Places that may be named in prose and not in a testimony."""
    doubtful: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Places that an imported report names although it promises that nobody will be recognised."""
    pseudonyms: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Invented names, by key, that testimonies may say."""
    allowed: tuple[str, ...] = ()
    """Capitalised words of testimonies that are no names of people or small places."""
    k: int = 3
    k_sensitive: int = 5
    frame: tuple[FrameRow, ...] = ()
    waivers: tuple[Waiver, ...] = ()

    @property
    def entries(self) -> frozenset[str]:
        """The keys of every name that is looked for."""
        return frozenset((*self.banned, *self.in_quotes, *self.doubtful))
