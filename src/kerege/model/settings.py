"""What `report.yml` and `series.yml` say."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path, PurePosixPath

from kerege.findings import Location
from kerege.model.brand import Brand
from kerege.model.paper import Paper
from kerege.model.words import Words


@dataclass(frozen=True, slots=True)
class Helpline:
    """A place that helps people whom a chapter may distress."""

    name: Words
    contact: str
    checked: str
    """The day on which somebody called or wrote and got an answer, ISO."""


@dataclass(frozen=True, slots=True)
class Author:
    """Somebody who wrote the report."""

    name: str
    affiliation: Words = field(default_factory=dict)
    orcid: str = ""
    """In four groups of four, without the address."""
    role: Words = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the report: several chapters under one title."""

    key: str
    title: Words
    summary: Words = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Partner:
    """An organisation that made or paid for the report with the publisher."""

    name: Words
    role: Words = field(default_factory=dict)
    """`Donor`, `With the support of`; empty for a partner."""
    url: str = ""
    logo: PurePosixPath | None = None
    on_dark: PurePosixPath | None = None
    """The form of the logo for dark grounds, such as a cover; the other one stands on a white field there."""


@dataclass(frozen=True, slots=True)
class Contact:
    """Where readers can ask the publisher."""

    name: Words = field(default_factory=dict)
    address: Words = field(default_factory=dict)
    email: str = ""
    phone: str = ""
    url: str = ""


DOWNLOADS = ("chapters", "summary")
"""PDFs beside that of the whole report: one for each chapter, one for those of the kind `summary`."""


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
    contents: str = "sections"
    """What the contents list: chapters with their `sections`, or `chapters` alone."""
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
    people: tuple[Author, ...]
    """Its authors, in the order in which they are named."""
    edition: str
    date: str
    """Of the edition, ISO; also the date in every PDF, so that a build can be repeated byte for byte."""
    status: Mapping[str, str]
    pending: Mapping[str, tuple[str, ...]]
    """By language: chapters that are not translated yet and are shown in the original language, with a notice."""
    rights: Words
    """What readers may do with it; of a known licence, its name in every language."""
    licence: str
    """Its SPDX identifier, where `rights` is one."""
    message: Words
    url: str
    work_doi: str
    """The DOI of the report, whichever edition: it leads to the latest."""
    edition_doi: str
    """The DOI of this edition alone."""
    isbn: tuple[str, ...]
    issn: str
    number: str
    """Any other identifier: a number of the publisher's, a URN."""
    paper: Paper
    press: Press
    key_figures: tuple[str, ...]
    short_title: Words
    """For running heads; empty: the title."""
    keywords: Words
    """What the report is about, with commas between: for libraries and searches."""
    parts: Mapping[str, Part]
    """By key, in reading order."""
    partners: tuple[Partner, ...]
    contact: Contact
    downloads: tuple[str, ...]
    helplines: tuple[Helpline, ...]
    """Printed after the content note of a chapter."""
    nostat: Mapping[str, str]
    """Why numbers are tied to no statistic, by key."""
    nostat_words: Mapping[str, tuple[str, ...]]
    """The words that a key is for, where it names them; it clears no others."""
    off: Mapping[str, str]
    """Rules switched off, with the reason."""
    warn: Mapping[str, str]
    """Rules whose errors are warnings, with the reason: a draft that is to be built before it is right."""
    imported: str
    """Key of the published work that this folder was imported from; empty when it was written here."""
    tolerances: Mapping[str, Decimal]
    claims: str
    """What becomes of words that compare tied numbers without a claim: off, advise, require."""
    location: Location

    @property
    def original(self) -> str:
        """The language the report is written in."""
        return self.languages[0]

    @property
    def doi(self) -> str:
        """The DOI by which this edition is cited: its own, else that of the report."""
        return self.edition_doi or self.work_doi

    @property
    def cited_at(self) -> str:
        """The address by which the report is cited: its DOI, which lasts, else where it stands on the web."""
        return f"https://doi.org/{self.doi}" if self.doi else self.url or self.identifier

    @property
    def authors(self) -> tuple[str, ...]:
        """The names of the authors."""
        return tuple(person.name for person in self.people)

    def subjects(self, language: str) -> tuple[str, ...]:
        """The keywords in a language, one by one."""
        return tuple(filter(None, (word.strip() for word in self.keywords.get(language, "").split(","))))

    @property
    def identifier(self) -> str:
        """All identifiers, as they are printed."""
        found = [f"https://doi.org/{self.doi}" if self.doi else "", *(f"ISBN {isbn}" for isbn in self.isbn)]
        found += [f"ISSN {self.issn}" if self.issn else "", self.number]
        return " · ".join(text for text in found if text)


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
    brand: Brand = field(default_factory=Brand)
    """The house style that its reports share, in `shared/brand.yml`."""
    contact: Contact = field(default_factory=Contact)
    """Whom readers can ask about the series; without it those of its reports are named."""


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
