"""Where things live in each medium: on a page of the website, in the one file of the book, in a file of the EPUB."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from kerege.model import Sibling


class Medium(Enum):
    """What a chapter is rendered for."""

    WEB = "web"
    BOOK = "book"
    EPUB = "epub"


def sibling_url(sibling: Sibling, language: str, chapter: str, anchor: str) -> str:
    """The address of another report of the series, in the reader's language where it has one.

    Absolute, since a PDF or an EPUB travels alone; the joined website makes it relative again.
    """
    original = sibling.languages[0]
    folder = f"{language}/" if language in sibling.languages and language != original else ""
    page = "" if chapter in ("", "index") else f"{chapter}/"
    return f"{sibling.url}{folder}{page}{'#' if anchor else ''}{anchor}"


@dataclass(frozen=True)
class Links:
    """Links from one chapter to the pages that nobody writes."""

    medium: Medium
    here: str
    """Name of the chapter that links."""
    up: str | None = None
    """The way to the root of its language, for a page of the website that lies deeper than a chapter."""

    def root(self) -> str:
        """The way from this page to the root of its language."""
        if self.up is not None:
            return self.up
        return "" if self.here == "index" else "../"

    def to(self, page: str, anchor: str) -> str:
        """A link to an anchor of a page; in the book every anchor stands in the same file."""
        if self.medium is Medium.BOOK or page == self.here:
            return f"#{self.anchor(anchor)}"
        return self.to_chapter(page, anchor)

    def anchor(self, name: str) -> str:
        """An id as it may stand in the medium: in XML it holds no colon."""
        return name.replace(":", "-") if self.medium is Medium.EPUB else name

    def to_chapter(self, name: str, anchor: str = "") -> str:
        """A link to a chapter's page, or to a place in it."""
        if self.medium is Medium.BOOK:
            return f"#{anchor}" if anchor else f"#chapter-{name}"
        mark = f"#{self.anchor(anchor)}" if anchor else ""
        if self.medium is Medium.EPUB:
            # The front page is no file of an EPUB; the contents take its place.
            return f"{name}.xhtml{mark}" if name != "index" else "nav.xhtml"
        return f"{self.root()}{'' if name == 'index' else name + '/'}{mark}"

    def data_file(self, file: str, original: bool) -> str:
        """A link to a data file, which the website holds once, below the original language's root."""
        return f"{self.root()}{'' if original else '../'}assets/data/{file}"

    def photo_folder(self, original: bool) -> str:
        """Where the photographs stand, which the website holds once, below the original language's root."""
        return f"{self.root()}{'' if original else '../'}assets/photos/"

    def table_file(self, key: str) -> str:
        """A table from a source as a file, in the page's language."""
        return f"{self.root()}assets/tables/{key}.csv"

    def statistic(self, key: str) -> str:
        return self.to("statistics", f"stat-{key}")

    def claim(self, key: str) -> str:
        return self.to("statistics", f"arithmetic-{key}")

    def term(self, key: str) -> str:
        return self.to("glossary", f"term-{key}")

    def reference(self, key: str) -> str:
        return self.to("references", f"ref-{key}")

    def figure_page(self, figure: str, language: str) -> str:
        """The page that a figure has for itself."""
        return f"{self.root()}figures/{language}/{figure}/"

    def figure_file(self, figure: str, language: str) -> str:
        name = f"figures/{figure}-{language}.svg"
        if self.medium is Medium.EPUB:
            return name
        if self.medium is Medium.BOOK:
            return f"kerege:///{name}"
        return f"{self.root()}assets/{name}"
