"""Everything that the page template shows around a text, as one frozen record; the template decides nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from markupsafe import Markup

from kerege.model import words_in
from kerege.outputs.site import metadata
from kerege.outputs.site.content import Heading
from kerege.outputs.site.fonts import first_fonts
from kerege.outputs.site.urls import link, parallel_place, place
from kerege.render.direction import direction
from kerege.render.edition import Edition
from kerege.render.elements import to_html
from kerege.render.generated import GeneratedPage
from kerege.render.pages import chapter_authors, citation_text, contact_element


@dataclass(frozen=True)
class Entry:
    """A link of a menu."""

    title: str
    href: str
    current: bool = False
    lang: str = ""
    """Set where the title is in another language than the page, or names one."""


@dataclass(frozen=True)
class Layout:
    """A page, ready for the template `main.html`."""

    kind: str
    """front, chapter, page, parallel or missing."""
    language: str
    label: Callable[..., str]
    root: str
    """What leads to the website's root; with `home`, what every link begins with."""
    home: str
    site_title: str
    title: str
    description: str
    lead: str
    """HTML."""
    content: str
    content_language: str
    chapters: tuple[Entry, ...]
    pages: tuple[Entry, ...]
    languages: tuple[Entry, ...]
    version: str
    """Of styles and scripts: changes with them, so that browsers never mix an old one with a new page."""
    policy: str
    fonts: tuple[str, ...] = ()
    """Files that the page shows first."""
    toc: tuple[Heading, ...] = ()
    pairs: tuple[Entry, ...] = ()
    previous: Entry | None = None
    next: Entry | None = None
    minutes: int = 0
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
    indexed: bool = True
    searchable: bool = True
    colour: str = "#ffffff"
    """Of the house style, for the frame of a browser."""
    contact: str = ""
    """HTML: whom readers can ask."""
    rights: str = ""
    """What readers may do with the report."""
    series: Entry | None = None
    """The landing page of the series that the report belongs to."""

    def turn(self, language: str, around: str = "") -> Markup:
        """` dir="rtl"` where a language turns the direction of what is around it: the page's language, unless another is given."""
        turned = direction(language) != direction(around or self.language)
        return Markup(f' dir="{direction(language)}"' if turned else "")


Render = Callable[[Layout], str]


@dataclass(frozen=True)
class House:
    """What all pages of one run share."""

    editions: Mapping[str, Edition]
    generated: Mapping[str, tuple[GeneratedPage, ...]]
    url: str
    """Of the website, with a slash at its end."""
    version: str
    policy: str

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

    def translated(self, code: str, name: str) -> bool:
        """Whether the page is in its own language, not a chapter that waits for its translation."""
        chapter = self.editions[code].named(name)
        if chapter is None:
            return any(page.name == name for page in self.generated[code])
        return chapter.language == code

    def pairs_of(self, code: str, name: str) -> tuple[str, ...]:
        """The languages in which a chapter can be read beside `code`."""
        chapter = self.editions[code].named(name)
        if chapter is None or chapter.is_front_page or not self.translated(code, name):
            return ()
        return tuple(other for other in self.editions if other != code and self.translated(other, name))


def menu(house: House, code: str, here: str, name: str, prefix: str | None = None) -> dict[str, Any]:
    """Chapters, other pages and languages as they are linked from the place `here`, and the rights: what each page ends with.

    Args:
        prefix: what links begin with instead of the way up: for a page that is shown at any address.
    """

    def to(there: str) -> str:
        return link(here, there) if prefix is None else prefix + there

    edition = house.editions[code]
    chapters = tuple(
        Entry(c.title, to(house.place(code, c.name)), c.name == name, c.language if c.language != code else "")
        for c in edition.chapters
    )
    pages = tuple(Entry(p.title, to(house.place(code, p.name)), p.name == name) for p in house.generated[code])
    languages = tuple(
        Entry(other.pack.name, to(house.place(key, name if name in house.names(key) else "index")), key == code, key)
        for key, other in house.editions.items()
    )
    rights = edition.words(edition.report.settings.rights)
    contact = to_html(contact_element(edition))
    return {"chapters": chapters, "pages": pages, "languages": languages, "rights": rights, "contact": contact}


def series_entry(edition: Edition) -> Entry | None:
    """The way to the series: by its public address, which the joined website makes relative."""
    series = edition.report.series
    if series is None:
        return None
    code = edition.language if edition.language in series.languages else series.languages[0]
    title = edition.label("series_part", title=words_in(series.title, code))
    return Entry(title, series.url + place(code, series.languages[0]))


def pair_entries(house: House, code: str, name: str, here: str) -> tuple[Entry, ...]:
    """Links to the chapter beside each other language."""
    edition = house.editions[code]
    return tuple(
        Entry(edition.label("side_by_side_with", language=edition.label(f"language_{other}")),
              link(here, parallel_place(code, other, name)))
        for other in house.pairs_of(code, name)
    )  # fmt: skip


def neighbours(house: House, code: str, name: str, here: str) -> tuple[Entry | None, Entry | None]:
    """The chapter before and the one after."""
    edition = house.editions[code]
    chapters = edition.chapters
    at = next((index for index, chapter in enumerate(chapters) if chapter.name == name), None)
    if at is None:
        return None, None

    def entry(index: int) -> Entry | None:
        if not 0 <= index < len(chapters):
            return None
        other = chapters[index]
        lang = other.language if other.language != code else ""
        return Entry(other.title, link(here, house.place(code, other.name)), lang=lang)

    return entry(at - 1), entry(at + 1)


def head(house: House, code: str, name: str, title: str, description: str) -> dict[str, Any]:
    """What stands in the page's head for programs: address, languages, citation, sharing, structured data."""
    edition = house.editions[code]
    settings = edition.report.settings
    if not settings.url:
        return {"citation": citation_text(edition, "", title if name != "index" else "").rstrip()}
    own = house.translated(code, name)
    # A chapter that waits for its translation is a copy of the original's page, and says so.
    canonical = house.url + house.place(code if own else house.original, name)
    hreflang = tuple((key, house.url + house.place(key, name)) for key in house.editions if house.translated(key, name))
    if hreflang and own:
        hreflang += (("x-default", house.url + house.place(house.original, name)),)
    is_chapter = name != "index" and any(c.name == name for c in edition.chapters)
    image = f"{house.url}assets/cards/{code}/{name}.png"
    pdf = f"{house.url}downloads/{settings.slug}-{code}.pdf"
    chapter = edition.named(name) if is_chapter else None
    people = chapter_authors(chapter) if chapter is not None else ()
    authors = [person.name for person in people]
    tags = metadata.sharing_tags(edition, title, description, canonical, image, "article" if is_chapter else "website")
    if is_chapter or name == "index":
        tags = metadata.citation_tags(edition, title, canonical, pdf, is_chapter, people) + tags
    home = house.url + house.place(code)
    data = ""
    if name == "index":
        chapters = [(c.title, house.url + house.place(code, c.name)) for c in edition.chapters if c.language == code]
        data = metadata.json_ld(metadata.report_data(edition, canonical, chapters))
    elif is_chapter:
        data = metadata.json_ld(metadata.chapter_data(edition, title, description, canonical, home, people))
    elif name == "statistics":
        files = {"text/csv": f"{home}assets/data/statistics.csv"}
        data = metadata.json_ld(metadata.dataset_data(edition, title, description, canonical, files))
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
