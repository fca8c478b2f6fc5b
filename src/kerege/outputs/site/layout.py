"""Everything that the templates show around a text, as one frozen record; the templates decide nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from kerege.evidence.editions import moved_chapters
from kerege.languages import LanguagePack
from kerege.model import words_in
from kerege.outputs.site import metadata
from kerege.outputs.site.content import Heading, site_page
from kerege.outputs.site.fonts import first_fonts
from kerege.outputs.site.numbers import Cards
from kerege.outputs.site.urls import link, parallel_place, place, way_up
from kerege.outputs.site.versions import Standing, choice
from kerege.render.direction import directed_html, direction
from kerege.render.edition import Edition
from kerege.render.generated import GeneratedPage
from kerege.render.html import Page
from kerege.render.number_card import work_address
from kerege.render.pages import chapter_authors, citation_text, contact_element, title_with_edition

TEXTS = 256
"""Chapters of which the text is remembered: all of most reports, while a large one does not fill the memory."""


@dataclass(frozen=True)
class Entry:
    """A link of a menu."""

    title: str
    href: str
    current: bool = False
    lang: str = ""
    """Set where the title is in another language than the page, or names one."""
    number: str = ""
    """Of a chapter, or the letter of an appendix; empty where it has none."""


LABELS = (
    "skip", "menu", "menu_more", "chapters", "footer_navigation", "search", "find_failed", "language_navigation",
    "begin_reading", "downloads", "key_figures", "intro_heading", "cite_report", "cite_formats", "state_of_edition",
    "feed", "cite_page", "on_this_page", "page_navigation", "previous", "next", "series_reports", "partners", "dark_colours",
    "light_colours", "share_figure", "figure_in_report", "figure_address", "figure_frame", "copy", "copied", "find_words", "find_close",
    "find_loading", "find_retry", "find_part_lost", "contact", "report_mistake",
)  # fmt: skip
"""The words that the templates print, by their names among the labels of a language."""


@dataclass(frozen=True)
class ReportCard:
    """What the landing page of a series says of one report."""

    title: str
    subtitle: str
    href: str
    lang: str
    """Set where the report is not there in the page's language."""
    state: str
    downloads: tuple[tuple[str, str, str, str], ...]
    """Name, address, size, and the language where it is another one."""


@dataclass(frozen=True)
class Layout:
    """A page, ready for the templates: plain data, so that another program than MkDocs can show it too."""

    kind: str
    """front, chapter, page, parallel, figure, missing or series."""
    language: str
    labels: Mapping[str, str]
    place: str
    """Where the page stands below the website's root."""
    root: str
    """What leads to the website's root; with `home`, what every link begins with."""
    home: str
    site_title: str
    title: str
    description: str
    content_language: str
    languages: tuple[Entry, ...]
    version: str
    """Of styles and scripts: changes with them, so that browsers never mix an old one with a new page."""
    policy: str
    lead: str = ""
    """HTML."""
    content: str = ""
    chapters: tuple[Entry, ...] = ()
    pages: tuple[Entry, ...] = ()
    fonts: tuple[str, ...] = ()
    """Files that the page shows first."""
    toc: tuple[Heading, ...] = ()
    pairs: tuple[Entry, ...] = ()
    previous: Entry | None = None
    next: Entry | None = None
    number: int = 0
    """Which of the chapters it is, from 1, those without a number counted too."""
    place_line: str = ""
    """Which chapter it is, and of how many."""
    reading_time: str = ""
    citation: str = ""
    heading: str = ""
    """HTML of the title, where it has more than words."""
    head_title: str = ""
    """For `<title>`, where the heading alone would not tell the page from another one."""
    subtitle: str = ""
    message: str = ""
    sections: Mapping[str, str] = field(default_factory=dict)
    """HTML of the front page's parts."""
    tags: metadata.Tags = ()
    json_ld: str = ""
    canonical: str = ""
    hreflang: tuple[tuple[str, str], ...] = ()
    feed: str = ""
    indexed: bool = True
    colour: str = "#ffffff"
    """Of the house style, for the frame of a browser."""
    search: bool = True
    """Whether the website has a search."""
    publisher: str = ""
    """What is published, which edition, by whom."""
    contact: str = ""
    """HTML: whom readers can ask."""
    rights: str = ""
    """What readers may do with the report."""
    versions: str = ""
    """HTML: the choice of editions."""
    series: Entry | None = None
    """The landing page of the series that the report belongs to."""
    reports: tuple[ReportCard, ...] = ()
    more: bool = False
    """Whether the page has what few pages have, with a style sheet and a script of their own."""
    cards: str = ""
    """HTML: the cards of the numbers that the page shows, out of sight."""

    direction: str = field(init=False)
    """In which the page's language is written, `ltr` or `rtl`."""
    turned: Mapping[str, str] = field(init=False)
    """` dir="rtl"` by language, of those on the page that turn the direction of its own."""
    template: str = field(init=False)
    """The name of the template of its text, below `partials/kerege/`."""
    html: Mapping[str, str] = field(init=False)
    """Subtitle, message, citation and rights as HTML, addresses in them from left to right in any language."""

    def __post_init__(self) -> None:
        single = (entry for entry in (self.previous, self.next, self.series) if entry is not None)
        entries = (*self.languages, *self.chapters, *self.pages, *self.pairs, *single)
        named = dict.fromkeys((self.content_language, *(entry.lang for entry in entries)))
        named |= dict.fromkeys((*(heading.lang for heading in self.toc), *(report.lang for report in self.reports)))
        own = direction(self.language)
        turned = {code: f' dir="{direction(code)}"' for code in named if code and direction(code) != own}
        template = "front" if self.kind in ("front", "series") else "text"
        said = {"subtitle": self.subtitle, "message": self.message, "citation": self.citation, "rights": self.rights}
        html = {name: directed_html(text, self.language) for name, text in said.items()}
        made = {"direction": own, "turned": turned, "template": template, "html": html}
        for name, value in made.items():
            object.__setattr__(self, name, value)


@dataclass(frozen=True)
class SiteContext:
    """What all pages of one run share."""

    editions: Mapping[str, Edition]
    generated: Mapping[str, tuple[GeneratedPage, ...]]
    url: str
    """Of the website, with a slash at its end."""
    version: str
    policy: str
    _texts: dict[tuple[str, str], Page] = field(default_factory=dict, repr=False, compare=False)

    @property
    def original(self) -> str:
        return next(iter(self.editions.values())).report.settings.original

    @property
    def colour(self) -> str:
        """The colour of the house style's covers."""
        return self.editions[self.original].report.brand.light["cover"]

    def place(self, code: str, name: str = "index") -> str:
        return place(code, self.original, name)

    def fonts(self, code: str) -> tuple[str, ...]:
        """The font files that a page of a language shows first."""
        return first_fonts(self.editions[code].pack.letters)

    def names(self, code: str) -> tuple[str, ...]:
        """Every page of a language, in the order of the menu."""
        edition = self.editions[code]
        return (*(c.name for c in edition.everything), *(page.name for page in self.generated[code]))

    def text(self, code: str, name: str) -> Page:
        """A chapter as its page shows it. Made once: whoever changes it takes a copy."""
        if (code, name) not in self._texts:
            edition = self.editions[code]
            chapter = next(chapter for chapter in edition.everything if chapter.name == name)
            while len(self._texts) >= TEXTS:
                del self._texts[next(iter(self._texts))]
            self._texts[code, name] = site_page(chapter, edition)
        return self._texts[code, name]

    @cached_property
    def cards(self) -> Mapping[str, Cards]:
        """By language: the cards of numbers as pages beside each other show them."""
        return {code: Cards(edition) for code, edition in self.editions.items()}

    def translated(self, code: str, name: str) -> bool:
        """Whether the page is in its own language, not a chapter that waits for its translation."""
        chapter = self.editions[code].named(name)
        if chapter is None:
            return any(page.name == name for page in self.generated[code])
        return chapter.language == code

    def moved(self, code: str) -> Mapping[str, str]:
        """By old name: the chapters of a language that were renamed since an earlier edition."""
        return self._moved.get(code, {})

    @cached_property
    def _moved(self) -> Mapping[str, Mapping[str, str]]:
        return {code: moved_chapters(edition.report, code) for code, edition in self.editions.items()}

    def pairs_of(self, code: str, name: str) -> tuple[str, ...]:
        """The languages in which a chapter can be read beside `code`."""
        chapter = self.editions[code].named(name)
        if chapter is None or chapter.is_front_page or not self.translated(code, name):
            return ()
        return tuple(other for other in self.editions if other != code and self.translated(other, name))


def frame(site_context: SiteContext, code: str, name: str, here: str, root: str | None = None) -> dict[str, Any]:
    """What stands around every page of a report, as arguments for `Layout`.

    Args:
        here: the place that links begin at.
        root: what leads to the website's root, for a page that is shown at any address.
    """
    edition = site_context.editions[code]
    settings = edition.report.settings

    def to(there: str) -> str:
        return link(here, there) if root is None else root + there

    def at(key: str) -> str:
        return site_context.place(key, name if name in site_context.names(key) else "index")

    return {
        "language": code,
        "labels": labels_of(edition.pack),
        "place": here,
        "root": way_up(here) if root is None else root,
        "home": to(site_context.place(code)),
        "site_title": edition.words(settings.title),
        "version": site_context.version,
        "policy": site_context.policy,
        "colour": site_context.colour,
        "fonts": site_context.fonts(code),
        "feed": to(f"{site_context.place(code)}feed.xml"),
        "chapters": tuple(
            Entry(
                c.title,
                to(site_context.place(code, c.name)),
                c.name == name,
                c.language if c.language != code else "",
                edition.pack.in_digits(edition.place(c.name).number),
            )
            for c in edition.chapters
        ),
        "pages": tuple(
            Entry(p.title, to(site_context.place(code, p.name)), p.name == name) for p in site_context.generated[code]
        ),
        "languages": tuple(
            Entry(e.pack.name, to(at(key)), key == code, key) for key, e in site_context.editions.items()
        ),
        "publisher": title_with_edition(edition),
        "contact": directed_html(contact_element(edition), code),
        "rights": edition.words(settings.rights),
        "versions": _versions(site_context, code, name, here, root),
        "series": series_entry(edition),
    }


def _versions(site_context: SiteContext, code: str, name: str, here: str, root: str | None) -> str:
    """The choice of editions; a page that is shown at any address has none."""
    edition = site_context.editions[code]
    if root is not None:
        return ""
    # Pages beside each other, and those of chapters that are gone, are called by where they stand.
    there = here if here.startswith("parallel/") or not name else site_context.place(code, name)
    at = Standing(code, here, there, there)
    return choice(edition.report, edition.pack, at, site_context.moved(code), edition.report.settings.edition)


def labels_of(pack: LanguagePack) -> dict[str, str]:
    """The words of the templates in a language."""
    return {name: pack.wording(name) for name in LABELS}


def series_entry(edition: Edition) -> Entry | None:
    """The way to the series: by its public address, which the joined website makes relative."""
    series = edition.report.series
    if series is None:
        return None
    code = edition.language if edition.language in series.languages else series.languages[0]
    title = edition.label("series_part", title=words_in(series.title, code))
    return Entry(title, series.url + place(code, series.languages[0]))


def pair_entries(site_context: SiteContext, code: str, name: str, here: str) -> tuple[Entry, ...]:
    """Links to the chapter beside each other language."""
    edition = site_context.editions[code]
    return tuple(
        Entry(edition.label("side_by_side_with", language=edition.label(f"language_{other}")),
              link(here, parallel_place(code, other, name)))
        for other in site_context.pairs_of(code, name)
    )  # fmt: skip


def neighbours(site_context: SiteContext, code: str, name: str, here: str) -> tuple[Entry | None, Entry | None]:
    """The chapter before and the one after."""
    edition = site_context.editions[code]
    chapters = edition.chapters
    at = next((index for index, chapter in enumerate(chapters) if chapter.name == name), None)
    if at is None:
        return None, None

    def entry(index: int) -> Entry | None:
        if not 0 <= index < len(chapters):
            return None
        other = chapters[index]
        lang = other.language if other.language != code else ""
        return Entry(other.title, link(here, site_context.place(code, other.name)), lang=lang)

    return entry(at - 1), entry(at + 1)


def head(site_context: SiteContext, code: str, name: str, title: str, description: str) -> dict[str, Any]:
    """What stands in the page's head for programs: address, languages, citation, sharing, structured data."""
    edition = site_context.editions[code]
    settings = edition.report.settings
    if not settings.url:
        return {"citation": citation_text(edition, "", title if name != "index" else "").rstrip()}
    own = site_context.translated(code, name)
    # A chapter that waits for its translation is a copy of the original's page, and says so.
    canonical = site_context.url + site_context.place(code if own else site_context.original, name)
    hreflang = tuple(
        (key, site_context.url + site_context.place(key, name))
        for key in site_context.editions
        if site_context.translated(key, name)
    )
    if hreflang and own:
        hreflang += (("x-default", site_context.url + site_context.place(site_context.original, name)),)
    is_chapter = name != "index" and any(c.name == name for c in edition.chapters)
    image = f"{site_context.url}assets/cards/{code}/{name}.png"
    pdf = f"{site_context.url}downloads/{settings.slug}-{code}.pdf"
    chapter = edition.named(name) if is_chapter else None
    people = chapter_authors(chapter) if chapter is not None else ()
    authors = [person.name for person in people]
    tags = metadata.sharing_tags(edition, title, description, canonical, image, "article" if is_chapter else "website")
    if is_chapter or name == "index":
        tags = metadata.citation_tags(edition, title, canonical, pdf, is_chapter, people) + tags
    home = site_context.url + site_context.place(code)
    data = ""
    if name == "index":
        chapters = [
            (c.title, site_context.url + site_context.place(code, c.name))
            for c in edition.chapters
            if c.language == code
        ]
        data = metadata.json_ld(metadata.report_data(edition, canonical, chapters))
    elif chapter is not None:
        data = metadata.json_ld(metadata.chapter_data(edition, chapter, title, description, canonical, home))
    elif name == "statistics":
        files = [
            ("text/csv", f"{home}assets/data/statistics.csv"),
            ("application/zip", f"{site_context.url}assets/package.zip"),
            ("application/json", f"{site_context.url}assets/package/datapackage.json"),
        ]
        used = dict.fromkeys(
            record.source for key, record in edition.report.statistics.items() if key in edition.stated
        )
        known = {key: edition.report.sources[key] for key in used if key in edition.report.sources}
        works = {key: work_address(edition, source) for key, source in known.items()}
        data = metadata.json_ld(metadata.dataset_data(edition, title, description, canonical, files, works))
    return {
        "tags": tags,
        "json_ld": data,
        "canonical": canonical,
        "hreflang": hreflang if own else (),
        "citation": citation_text(edition, canonical, title if is_chapter else "", authors)
        if is_chapter or name == "index"
        else "",
    }


def write(path: Path, content: bytes) -> None:
    """Write a file, and its folder where it is missing."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
