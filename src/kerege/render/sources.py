"""The page of all figures: each statistic under its source, with the cell that bears it out and every place that states it.

On the website it is a page with downloads; in the book the numbered annex of sources, with page numbers.
"""

from __future__ import annotations

from collections.abc import Mapping

from kerege.model import Source, Statistic
from kerege.render.anchors import anchors
from kerege.render.citations import short_name
from kerege.render.edition import Edition
from kerege.render.elements import Content, Element, element, joined
from kerege.render.links import Links, Medium


def statistics_page(edition: Edition, links: Links) -> Content:
    """Every statistic that the edition states, numbered, under its source."""
    places = stated_at(edition, links.medium)
    by_source: dict[str, list[Statistic]] = {}
    for record in edition.report.statistics.values():
        if record.id in edition.values and places.get(record.id):
            by_source.setdefault(record.source, []).append(record)
    parts: list[Content] = [element("p", edition.label("all_figures_note"), class_="k-where")] if by_source else []
    last = "stated_on_pages" if links.medium is Medium.BOOK else "stated_in"
    number = 0
    for key, records in by_source.items():
        source = edition.report.sources.get(key)
        title = edition.words(source.title) if source else edition.label("computed")
        rows = []
        for record in records:
            number += 1
            rows.append(_row(edition, links, record, number, places[record.id]))
        names = ("number", "statistic", "value", "where_it_stands", last)
        heads = [element("th", edition.label(name), scope="col") for name in names]
        table = element("table", element("thead", element("tr", heads)), element("tbody", rows))
        parts += [
            element("h2", title, id=f"source-{key or 'computed'}"),
            _source(edition, links, source),
            element("div", table, class_="k-table k-evidence", tabindex="0", role="region", aria_label=title),
        ]
    return parts


def stated_at(edition: Edition, medium: Medium) -> Mapping[str, list[tuple[str, str]]]:
    """For each statistic: chapter and anchor of every place that states it, in reading order."""
    chapters = edition.everything if medium is Medium.WEB else edition.chapters
    places: dict[str, list[tuple[str, str]]] = {}
    for chapter in chapters:
        for anchor in anchors(chapter, medium).values():
            places.setdefault(anchor.statistic, []).append((chapter.name, anchor.name))
    return places


def _source(edition: Edition, links: Links, source: Source | None) -> Element | None:
    if source is None:
        return None
    facts: list[Content] = []
    reference = edition.report.references.get(source.citation or "")
    if reference is not None:
        name = element("a", short_name(reference.item, edition), href=links.reference(reference.id))
        facts.append((f"{edition.label('citation')}: ", name))
    for label, text in (("population", edition.words(source.population)), ("fieldwork", source.fieldwork)):
        if text:
            facts.append(f"{edition.label(label)}: {text}")
    if source.restricted:
        facts.append(edition.label("restricted"))
    elif links.medium is Medium.WEB and source.files:
        original = edition.language == edition.report.settings.original
        files = [
            element("a", file.name, href=links.data_file(str(source.name(file)), original), download=True)
            for file in source.files
        ]
        facts.append((f"{edition.label('download')}: ", joined(files, ", ")))
    return element("p", joined(facts, ". "), ".", class_="k-where") if facts else None


def _row(edition: Edition, links: Links, record: Statistic, number: int, places: list[tuple[str, str]]) -> Element:
    value = edition.values[record.id]
    trail = [value.trail]
    if value.file is not None and value.row is not None:
        trail = [f"{str(value.file).removeprefix('../')}, {edition.label('row', row=value.row)}"]
    if value.base is not None:
        trail.append(edition.label("base", number=value.base))
    if record.period:
        trail.append(edition.label("period", period=record.period))
    if record.published:
        trail.append(edition.label("published_lines", lines=record.published))
    if links.medium is Medium.BOOK:
        # The page numbers are the layout's to fill in (target-counter).
        stated = joined([element("a", class_="k-page", href=f"#{anchor}") for _, anchor in places], ", ")
    else:
        stated = [
            (
                element("br") if number else None,
                element("a", edition.title_of(name), href=links.to_chapter(name, anchor)),
            )
            for number, (name, anchor) in enumerate(_first_in_each(places))
        ]
    return element(
        "tr",
        element("td", str(number), class_="k-number"),
        element("th", edition.words(record.label), scope="row"),
        element("td", edition.value_text(record.id), class_="k-value", data_kerege=f"value:{record.id}"),
        element("td", "; ".join(trail), class_="k-trail"),
        element("td", stated, class_="k-stated"),
        id=f"stat-{record.id}",
    )


def _first_in_each(places: list[tuple[str, str]]) -> list[tuple[str, str]]:
    first: dict[str, str] = {}
    for name, anchor in places:
        first.setdefault(name, anchor)
    return list(first.items())
