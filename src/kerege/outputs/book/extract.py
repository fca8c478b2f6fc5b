"""One chapter as a PDF of its own: what it is part of at its head, the works that it cites and how to cite it at its end.

What a link leads to in the rest of the report is on the website; without one, the words stay and the link goes.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from kerege import __version__
from kerege.cache.store import digest_of
from kerege.fonts import usable_fonts
from kerege.model import Chapter, Scheme
from kerege.model.brand import text_scale
from kerege.outputs.book.archive import write_screen
from kerege.outputs.book.composing import compose
from kerege.outputs.book.cover import own_families, own_folder, report_pictures
from kerege.outputs.book.footnotes import link_footnotes
from kerege.outputs.book.layout import lay_out, nothing_else, style_text
from kerege.outputs.book.pages import chapter_section, head, logo_element
from kerege.render.citations import reference_content
from kerege.render.direction import directed
from kerege.render.edition import Edition
from kerege.render.elements import Element, element, to_html
from kerege.render.pages import chapter_authors, citation_text
from kerege.render.ties import home


def write_extract(edition: Edition, chapter: Chapter, figures: Path, out: Path, cache: Path) -> None:
    """Write the PDF of one chapter: as accessible as that of the whole report.

    Raises:
        BuildFailed: it asked for a file that it must not have.
    """
    html = extract_element(edition, chapter)
    report = edition.report
    settings, brand = report.settings, report.brand.in_language(edition.language)
    refused: list[str] = []
    style = style_text(settings.paper, brand, own_families(edition), edition.pack)
    document = lay_out(
        html,
        style,
        figures,
        cache,
        settings.languages,
        refused=refused,
        fit=True,
        own_fonts=own_folder(edition),
        paper=settings.paper,
        files=report_pictures(edition),
        scale=text_scale(brand.base.size),
    )
    out.parent.mkdir(parents=True, exist_ok=True)
    identifier = hashlib.sha256(to_html(html).encode("utf-8")).digest()[:16]
    with nothing_else(refused):
        link_footnotes(document)
        write_screen(document, out, identifier=identifier)


def extract_element(edition: Edition, chapter: Chapter) -> Element:
    """The chapter as WeasyPrint takes it."""
    settings = edition.report.settings
    section = chapter_section(edition, chapter)
    top = element(
        "header",
        element("p", edition.words(settings.title), class_="title"),
        element("p", edition.line),
        logo_element(edition),
        class_="extract",
    )
    url = _address(edition, chapter.name, "")
    authors = [person.name for person in chapter_authors(chapter)]
    cited = citation_text(edition, url or settings.identifier, chapter.title, authors)
    end = [_works(edition, chapter), element("p", f"{edition.label('suggested_citation')}: {cited}")]
    end += [element("p", edition.words(settings.rights)), element("p", edition.label("made_with", version=__version__))]
    add_to = element("section", end, class_="extract-end")
    meta = head(edition, generator=f"Kerege {__version__}")
    title = meta.find("title")
    if title is not None:
        title.text = f"{chapter.title} – {edition.words(settings.title)}"
    root = element("html", meta, element("body", top, section, add_to), lang=edition.language, class_="apart")
    _lead_out(root, edition)
    directed(root, edition.language, top=True)
    compose(root, edition.language)
    return root


def _works(edition: Edition, chapter: Chapter) -> Element | None:
    """The works that a chapter cites."""
    cited = {citation.key for citation in chapter.citations}
    rows = [
        element("li", reference_content(edition.report.references[key], edition), id=f"ref-{key}")
        for key in edition.typeset.entries
        if key in cited and key in edition.report.references
    ]
    if not rows:
        return None
    return element("div", element("h2", edition.label("references")), element("ul", rows, class_="k-references"))


def _lead_out(root: Element, edition: Edition) -> None:
    """Links to what is not in the file lead to the website; a printed page number of the book goes."""
    there = {inner.get("id") for inner in root.iter()}
    homes = dict(_homes(edition))
    for parent in list(root.iter()):
        for child in list(parent):
            target = (child.get("href") or "")[1:] if (child.get("href") or "").startswith("#") else ""
            if child.tag != "a" or not target or target in there:
                continue
            if "k-page" in (child.get("class") or "").split():
                _without(parent, child)
                continue
            address = _address(edition, homes.get(target, _page(target)), target)
            if address:
                child.set("href", address)
            else:
                child.tag = "span"
                del child.attrib["href"]


def _without(parent: Element, child: Element) -> None:
    """Take an element out, with the sign before it."""
    at = list(parent).index(child)
    tail = child.tail or ""
    if at:
        parent[at - 1].tail = (parent[at - 1].tail or "").removesuffix(" · ") + tail
    else:
        parent.text = (parent.text or "").removesuffix(" · ") + tail
    parent.remove(child)


def _homes(edition: Edition) -> Iterator[tuple[str, str]]:
    """The chapter of each anchor of the text."""
    for chapter in edition.chapters:
        yield f"chapter-{chapter.name}", chapter.name
        for heading in chapter.headings:
            if heading.id:
                yield heading.id, chapter.name
    for key in edition.figure_numbers:
        yield f"figure-{key}", home(edition, Scheme.FIGURE, key)
    for key in edition.table_numbers:
        yield f"table-{key}", home(edition, Scheme.TABLE, key)


_PAGES = {"stat": "statistics", "source": "statistics", "ref": "references", "term": "glossary", "quote": "testimonies"}


def _page(target: str) -> str:
    return _PAGES.get(target.partition("-")[0], "")


def _address(edition: Edition, page: str, target: str) -> str:
    """Where something stands on the website; empty where that has no address."""
    settings = edition.report.settings
    if not settings.url or not page:
        return ""
    folder = "" if edition.language == settings.original else f"{edition.language}/"
    anchor = f"#{target}" if target and not target.startswith("chapter-") else ""
    return f"{settings.url.rstrip('/')}/{folder}{'' if page == 'index' else page + '/'}{anchor}"


def extract_digest(edition: Edition, chapter: Chapter, figures: Path) -> str:
    """Of everything that the PDF of a chapter is made from, save Kerege and the libraries themselves."""
    html = extract_element(edition, chapter)
    drawings = [path for key in _drawn(html) if (path := figures / key).is_file()]
    pictures = report_pictures(edition).items()
    files: Mapping[str, Path] = {path.name: path for path in (*drawings, *usable_fonts(edition.report.root))} | dict(
        pictures
    )
    settings = edition.report.settings
    return digest_of(
        to_html(html), edition.report.brand, settings.paper, settings.date, settings.languages,
        [(name, digest_of(path.read_bytes())) for name, path in files.items()],
    )  # fmt: skip


def _drawn(html: Any) -> Iterator[str]:
    for image in html.iter("img"):
        source = str(image.get("src", ""))
        if "/figures/" in source:
            yield source.rpartition("/")[2]
