"""A report folder, read once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from kerege.model.brand import Brand
from kerege.model.chapter import Chapter
from kerege.model.claims import Claim
from kerege.model.editions import ClosedEdition, Correction
from kerege.model.records import (
    Assertion,
    Figure,
    Photo,
    Privacy,
    Quote,
    QuotesLock,
    Reference,
    Remembered,
    Rendering,
    Source,
    SourcesLock,
    SourceTable,
    Statistic,
    Term,
    Unit,
)
from kerege.model.settings import Series, Settings, Sibling
from kerege.model.website import Website
from kerege.model.words import Words


@dataclass(frozen=True)
class Report:
    """A report folder, read once."""

    root: Path
    settings: Settings
    chapters: Mapping[str, tuple[Chapter, ...]]
    """By language, in reading order, the front page first."""
    sources: Mapping[str, Source] = field(default_factory=dict)
    statistics: Mapping[str, Statistic] = field(default_factory=dict)
    claims: Mapping[str, Claim] = field(default_factory=dict)
    """Statements about several statistics, by id."""
    units: Mapping[str, Unit] = field(default_factory=dict)
    """Units of its own, by code."""
    quotes: Mapping[str, Quote] = field(default_factory=dict)
    drafts: Mapping[str, Quote] = field(default_factory=dict)
    """Testimonies brought in and not yet agreed to; kept out of the repository, and never printed."""
    speakers: Mapping[str, Words] = field(default_factory=dict)
    attributes: Mapping[str, Mapping[str, Words]] = field(default_factory=dict)
    themes: Mapping[str, Words] = field(default_factory=dict)
    figures: Mapping[str, Figure] = field(default_factory=dict)
    photos: Mapping[str, Photo] = field(default_factory=dict)
    tables: Mapping[str, SourceTable] = field(default_factory=dict)
    terms: Mapping[str, Term] = field(default_factory=dict)
    references: Mapping[str, Reference] = field(default_factory=dict)
    assertions: tuple[Assertion, ...] = ()
    sources_lock: SourcesLock = field(default_factory=SourcesLock)
    quotes_lock: QuotesLock = field(default_factory=QuotesLock)
    privacy: Privacy = field(default_factory=Privacy)
    spelling: tuple[str, ...] = ()
    """Words of its own that no dictionary has."""
    memory: Mapping[tuple[str, str], tuple[Remembered, ...]] = field(default_factory=dict)
    """By language and chapter: what is remembered of its translation."""
    termbase: tuple[Rendering, ...] = ()
    siblings: Mapping[str, Sibling] = field(default_factory=dict)
    """By slug: the other reports of the series that this one links to."""
    series: Series | None = None
    """The series that it is part of."""
    editions: tuple[ClosedEdition, ...] = ()
    """What was published, in the order of the editions."""
    corrections: tuple[Correction, ...] = ()
    """What is told to readers of earlier editions."""
    brand: Brand = field(default_factory=Brand)
    website: Website = field(default_factory=Website)
    """What mkdocs.yml brings."""
    """Its publisher's house style."""

    @property
    def pictures(self) -> tuple[PurePosixPath, ...]:
        """The pictures of its house style and its partners, below its folder."""
        logos = (path for partner in self.settings.partners for path in (partner.logo, partner.on_dark) if path)
        return tuple(dict.fromkeys([*self.brand.files, *logos]))

    def chapter(self, language: str, name: str) -> Chapter | None:
        return next((c for c in self.chapters.get(language, ()) if c.name == name), None)

    def all_chapters(self) -> tuple[Chapter, ...]:
        return tuple(chapter for chapters in self.chapters.values() for chapter in chapters)
