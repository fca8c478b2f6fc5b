"""The things of a report, as frozen data. This module opens no file and knows no output.

`kerege.read` makes these from a folder, `kerege.evidence` gives statistics their values, `kerege.checks` judges them,
`kerege.render` and `kerege.outputs` publish them. All work from the same objects, so what is checked is what is printed.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import Enum
from pathlib import Path, PurePosixPath
from typing import Any

from kerege.findings import Location

Words = Mapping[str, str]
"""One text in several languages, by language code."""


# --- chapters -------------------------------------------------------------------------------------------------------


class Scheme(Enum):
    """What a tie points to: the scheme of its link."""

    STATISTIC = "stat"
    QUOTE = "quote"
    TERM = "term"
    FIGURE = "fig"
    TABLE = "table"
    NOT_A_STATISTIC = "nostat"
    REPORT = "report"


class Kind(Enum):
    """What a passage of visible text is."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    ITEM = "item"
    CELL = "cell"
    CAPTION = "caption"
    NOTE = "note"
    ALT = "alt"
    LABEL = "label"
    TITLE = "title"
    SUMMARY = "summary"


@dataclass(frozen=True, slots=True)
class Tie:
    """A link that says: these words state that record."""

    scheme: Scheme
    target: str
    words: str
    """The visible words, without Markdown marks; empty when the tool is to print the value."""
    start: int
    end: int
    """Offsets of the whole link in the file's text, so that a renderer can replace it."""
    words_start: int
    words_end: int
    """Offsets of what stands between the square brackets."""
    location: Location
    passage: int
    """Index of its passage in `Chapter.passages`."""
    plain_start: int
    plain_end: int
    """Where its words stand in the passage's plain text."""


@dataclass(frozen=True, slots=True)
class Citation:
    """One work within `[@key, 12; @other]`."""

    key: str
    locator: str
    start: int
    end: int
    """Offsets of the whole bracketed group."""
    location: Location
    passage: int


@dataclass(frozen=True, slots=True)
class Offsets:
    """For each character of one text, its offset in another, by runs of characters that stand side by side in both."""

    starts: tuple[int, ...]
    """Where each run begins in the one text."""
    places: tuple[int, ...]
    """And in the other."""
    length: int
    """Of the one text."""

    def __len__(self) -> int:
        return self.length

    def __getitem__(self, index: int) -> int:
        if index < 0:
            index += self.length
        if not 0 <= index < self.length:
            raise IndexError(index)
        run = bisect_right(self.starts, index) - 1
        return self.places[run] + index - self.starts[run]

    def __iter__(self) -> Iterator[int]:
        for start, end, place in self._runs():
            yield from range(place, place + end - start)

    def _runs(self) -> Iterator[tuple[int, int, int]]:
        """Of each run: where it begins and ends in the one text, and where it begins in the other."""
        yield from zip(self.starts, (*self.starts[1:], self.length), self.places, strict=False)

    def through(self, further: Offsets) -> Offsets:
        """The offsets in a third text, when `further` gives those of the other in it."""
        starts: list[int] = []
        places: list[int] = []
        for start, end, place in self._runs():
            while start < end:
                run = bisect_right(further.starts, place) - 1
                stop = further.starts[run + 1] if run + 1 < len(further.starts) else further.length
                starts.append(start)
                places.append(further.places[run] + place - further.starts[run])
                taken = min(end - start, stop - place)
                start, place = start + taken, place + taken
        return Offsets(tuple(starts), tuple(places), self.length)


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of text that readers see as one: a paragraph, a heading, a table cell, a caption."""

    kind: Kind
    plain: str
    """Visible text; Markdown marks dropped, every tie replaced by its words, spaces folded."""
    offsets: Offsets
    """For each character of `plain`, its offset in the file's text."""
    location: Location
    row: int | None = None
    """For a cell: its row in the table, the head being 0."""
    column: int | None = None
    table: int | None = None
    """For a cell or a table's caption: index in `Chapter.tables`."""
    block: int | None = None
    """For a block's label: index in `Chapter.blocks`."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Lines that Markdown takes for one text, outside tables: a paragraph, a heading, a paragraph of an item or a note."""

    kind: Kind
    """PARAGRAPH, HEADING, ITEM or NOTE."""
    quoted: bool
    """Within a quotation."""
    note: str
    """Label of the footnote that it is part of."""
    content: str
    """Its Markdown, without what stands before each line."""
    first: int
    last: int
    """Lines of the file, counted from 0; `last` is the first that is no longer part of it."""


class BlockKind(Enum):
    """Fences that are ours."""

    QUOTE = "quote"
    STATISTIC = "statistic"
    FIGURE = "figure"


@dataclass(frozen=True, slots=True)
class Block:
    """A fenced block: `quote`, `statistic` or `figure`."""

    kind: BlockKind
    target: str
    label: str
    """Further lines, in the page's language; empty when the record's own label serves."""
    start: int
    end: int
    """Offsets of the whole fence, its last line break excluded."""
    location: Location
    """Of the id, since that is what a finding is about."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of a chapter."""

    level: int
    text: str
    id: str | None
    location: Location


@dataclass(frozen=True, slots=True)
class Table:
    """An ordinary Markdown table, with its caption and id when it has one."""

    id: str | None
    caption: str
    rows: tuple[tuple[str, ...], ...]
    """Plain text of each cell; the head is row 0."""
    start: int
    end: int
    """Offsets of the table, its caption line included."""
    body_start: int
    """Offset where the table itself begins, after the caption line."""
    location: Location


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote: its label and where it is called and written."""

    label: str
    called: tuple[Location, ...]
    written: Location | None


@dataclass(frozen=True, slots=True)
class Lead:
    """A link without a scheme: to another chapter, or a heading."""

    target: str
    location: Location


@dataclass(frozen=True, slots=True)
class Suspect:
    """Something that looks like one of our constructs and is none."""

    location: Location
    code: str
    message: str
    hint: str


@dataclass(frozen=True, slots=True)
class Chapter:
    """One Markdown file in one language, taken apart."""

    language: str
    name: str
    """File name without `.md`: the same in every language."""
    path: PurePosixPath
    text: str
    """The whole file, line breaks normalised to `\\n`."""
    body: int
    """Offset where the text begins, after the front matter."""
    meta: Mapping[str, Any]
    title: str
    stretches: tuple[Stretch, ...]
    passages: tuple[Passage, ...]
    ties: tuple[Tie, ...]
    blocks: tuple[Block, ...]
    headings: tuple[Heading, ...]
    tables: tuple[Table, ...]
    citations: tuple[Citation, ...]
    notes: tuple[Note, ...]
    leads: tuple[Lead, ...]
    suspects: tuple[Suspect, ...]

    @property
    def is_front_page(self) -> bool:
        return self.name == "index"

    def ties_to(self, scheme: Scheme) -> tuple[Tie, ...]:
        return tuple(tie for tie in self.ties if tie.scheme is scheme)

    def blocks_of(self, kind: BlockKind) -> tuple[Block, ...]:
        return tuple(block for block in self.blocks if block.kind is kind)


DATA = PurePosixPath("data")
"""Where a report's own data files lie."""


# --- records --------------------------------------------------------------------------------------------------------


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
class Formula:
    """A value computed from other statistics, `{id}` standing for each."""

    expression: str


@dataclass(frozen=True, slots=True)
class Cited:
    """A value read in a document by a person."""

    value: str
    high: str
    page: str


Origin = Cell | Query | Formula | Cited


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
    labels: Mapping[str, Words]
    source: str
    width: Decimal
    height: Decimal
    """Millimetres."""
    location: Location


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


@dataclass(frozen=True, slots=True)
class Waiver:
    """A privacy finding that a named person has judged harmless, with the reason."""

    code: str
    file: str
    name: str
    reason: str
    by: str


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
    allowed: tuple[str, ...] = ()
    """Capitalised words of testimonies that are no names of people or small places."""
    k: int = 3
    k_sensitive: int = 5
    frame: tuple[FrameRow, ...] = ()
    waivers: tuple[Waiver, ...] = ()


@dataclass(frozen=True, slots=True)
class Helpline:
    """A place that helps people whom a chapter may distress."""

    name: Words
    contact: str
    checked: str
    """The day on which somebody called or wrote and got an answer, ISO."""


@dataclass(frozen=True, slots=True)
class Press:
    """What the printer's shop needs to know: `print` of `report.yml`."""

    signature: int = 8
    """Pages of a sheet: the inside is filled up with blank pages to a multiple of it."""
    weight: Decimal = Decimal(90)
    """Of the paper of the inside, grams a square metre."""
    bulk: Decimal = Decimal("1.25")
    """Of that paper, cubic centimetres a gram; with the weight it gives the thickness of the spine."""
    binding: Decimal = Decimal(4)
    """By how many millimetres each page of the inside is moved away from the spine."""
    profile: PurePosixPath | None = None
    """The ICC profile that the printer asks for, relative to the report's folder; None is Kerege's own."""
    condition: str = ""
    """The name of the printing condition of `profile` in the ICC's registry, such as FOGRA51."""


@dataclass(frozen=True, slots=True)
class Settings:
    """`report.yml`."""

    slug: str
    title: Words
    subtitle: Words
    languages: tuple[str, ...]
    publisher: Words
    authors: tuple[str, ...]
    edition: str
    date: str
    """Of the edition, ISO; also the date in every PDF, so that a build can be repeated byte for byte."""
    status: Mapping[str, str]
    pending: Mapping[str, tuple[str, ...]]
    """By language: chapters that are not translated yet and are shown in the original language, with a notice."""
    rights: Words
    message: Words
    url: str
    identifier: str
    paper: str
    press: Press
    key_figures: tuple[str, ...]
    helplines: tuple[Helpline, ...]
    """Printed after the content note of a chapter."""
    nostat: Mapping[str, str]
    off: Mapping[str, str]
    """Rules switched off, with the reason."""
    warn: Mapping[str, str]
    """Rules whose errors are warnings, with the reason: a draft that is to be built before it is right."""
    imported: str
    """Key of the published work that this folder was imported from; empty when it was written here."""
    tolerances: Mapping[str, Decimal]
    location: Location

    @property
    def original(self) -> str:
        """The language the report is written in."""
        return self.languages[0]


@dataclass(frozen=True, slots=True)
class Series:
    """`series.yml`: several reports that share glossary, sources, works and address."""

    root: Path
    slug: str
    title: Words
    subtitle: Words
    message: Words
    publisher: Words
    languages: tuple[str, ...]
    reports: tuple[str, ...]
    """Folder names, in reading order."""
    url: str
    edition: str
    date: str
    location: Location


@dataclass(frozen=True, slots=True)
class Sibling:
    """Another report of the same series, as far as links to it need to know it."""

    slug: str
    title: Words
    url: str
    languages: tuple[str, ...]
    anchors: Mapping[tuple[str, str], frozenset[str]]
    """Of each chapter linked to, by language and chapter: the ids of its headings and tables."""
    pending: Mapping[str, tuple[str, ...]]
    """By language: chapters that are shown in the original language."""
    folder: str = ""
    """Its folder's name, below that of the series."""


@dataclass(frozen=True)
class Report:
    """A report folder, read once."""

    root: Path
    settings: Settings
    chapters: Mapping[str, tuple[Chapter, ...]]
    """By language, in reading order, the front page first."""
    sources: Mapping[str, Source] = field(default_factory=dict)
    statistics: Mapping[str, Statistic] = field(default_factory=dict)
    quotes: Mapping[str, Quote] = field(default_factory=dict)
    drafts: Mapping[str, Quote] = field(default_factory=dict)
    """Testimonies brought in and not yet agreed to; kept out of the repository, and never printed."""
    speakers: Mapping[str, Words] = field(default_factory=dict)
    attributes: Mapping[str, Mapping[str, Words]] = field(default_factory=dict)
    themes: Mapping[str, Words] = field(default_factory=dict)
    figures: Mapping[str, Figure] = field(default_factory=dict)
    terms: Mapping[str, Term] = field(default_factory=dict)
    references: Mapping[str, Reference] = field(default_factory=dict)
    assertions: tuple[Assertion, ...] = ()
    sources_lock: SourcesLock = SourcesLock()
    quotes_lock: QuotesLock = QuotesLock()
    privacy: Privacy = Privacy()
    memory: Mapping[tuple[str, str], tuple[Remembered, ...]] = field(default_factory=dict)
    """By language and chapter: what is remembered of its translation."""
    termbase: tuple[Rendering, ...] = ()
    siblings: Mapping[str, Sibling] = field(default_factory=dict)
    """By slug: the other reports of the series that this one links to."""
    series: Series | None = None
    """The series that it is part of."""

    def chapter(self, language: str, name: str) -> Chapter | None:
        return next((c for c in self.chapters.get(language, ()) if c.name == name), None)

    def all_chapters(self) -> tuple[Chapter, ...]:
        return tuple(chapter for chapters in self.chapters.values() for chapter in chapters)


def words_in(words: Words, language: str) -> str:
    """The text in a language, or empty: a missing language is for a check to report, not for a renderer to crash on."""
    return words.get(language, "")
