"""Pages of the website that tell about it: all charts, about and citing, accessibility, privacy."""

from __future__ import annotations

from typing import Any, cast
from xml.etree.ElementTree import Comment

from kerege.model import BlockKind, Chapter
from kerege.render.blocks import figure_element
from kerege.render.edition import Edition
from kerege.render.elements import Content, Element, element
from kerege.render.links import Links
from kerege.render.pages import authors_lines, citation_text, contact_element, state_element

DOWNLOADS = "<!--kerege:downloads-->"
"""Stands where the list of files goes: their sizes are known only when every output is finished."""


def charts_page(edition: Edition, links: Links) -> Content:
    """Every drawing under the chapter that shows it."""
    parts = []
    for chapter in edition.everything:
        targets = [block.target for block in chapter.blocks_of(BlockKind.FIGURE)]
        if targets:
            title = element("h2", chapter.title, id=f"charts-{chapter.name}", lang=_foreign(edition, chapter))
            parts.append(element("section", title, [_chart(edition, links, chapter, target) for target in targets]))
    return [element("p", edition.label("charts_note"), class_="k-where"), parts] if parts else None


def _chart(edition: Edition, links: Links, chapter: Chapter, target: str) -> Content:
    number = edition.label("figure_number", number=edition.figure_numbers.get(target, "")).rstrip(".")
    place = element("a", f"{number}: {chapter.title}", href=links.to(chapter.name, f"figure-{target}"))
    drawing = figure_element(edition.speaking(chapter), links, target)
    return element("div", drawing, lang=_foreign(edition, chapter)), element("p", place, class_="k-where")


def _foreign(edition: Edition, chapter: Chapter) -> str | None:
    return chapter.language if chapter.language != edition.language else None


def about_page(edition: Edition, links: Links) -> Content:
    """Who publishes the edition, its state, how to cite it, what may be done with it, and files for programs."""
    settings = edition.report.settings
    up = links.root() + ("" if edition.language == settings.original else "../")
    rows = [
        ("publisher", edition.words(settings.publisher)),
        ("authors", edition.pack.between(";").join(authors_lines(edition))),
    ]
    people = [(element("dt", edition.label(key)), element("dd", text)) for key, text in rows if text]
    home = settings.url + ("" if edition.language == settings.original else f"{edition.language}/")
    machine = (
        (edition.label("file_package"), f"{up}assets/package.zip"),
        ("datapackage.json", f"{up}assets/package/datapackage.json"),
        ("CSVW (csv-metadata.json)", f"{up}assets/package/csv-metadata.json"),
        ("CITATION.cff", f"{up}CITATION.cff"),
        ("DataCite JSON", f"{up}datacite.json"),
        ("BibTeX", f"{links.root()}cite.bib"),
        ("RIS", f"{links.root()}cite.ris"),
        (edition.label("feed"), f"{links.root()}feed.xml"),
    )
    return [
        element("dl", people, class_="k-facts"),
        element("h2", edition.label("cite_report"), id="cite"),
        element("p", citation_text(edition, settings.cited_at if settings.doi else home), class_="k-citation"),
        element("h2", edition.label("state_of_edition"), id="state"),
        state_element(edition),
        element("h2", edition.label("rights"), id="rights"),
        element("p", edition.words(settings.rights)),
        element("h2", edition.label("downloads"), id="downloads"),
        downloads_mark(),
        element("h2", edition.label("machine_files"), id="machines"),
        element("ul", [element("li", element("a", name, href=href)) for name, href in machine]),
    ]


def downloads_mark() -> Content:
    """The place of the list of files."""
    mark: Any = Comment(DOWNLOADS[4:-3])
    return cast(Element, mark)


def accessibility_page(edition: Edition, links: Links) -> Content:
    """What was done so that everybody can read, what was not tested, and whom to tell of what hinders."""
    return [*_paragraphs(edition, "accessibility_text"), contact_element(edition)]


def privacy_page(edition: Edition, links: Links) -> Content:
    """What the website learns about its readers: nothing."""
    return _paragraphs(edition, "privacy_text")


def _paragraphs(edition: Edition, label: str) -> list[Content]:
    return [element("p", " ".join(text.split())) for text in edition.label(label).split("\n\n")]
