"""The page of all figures: each statistic under its source, with the cell that bears it out and every place that states it.

On the website it is a page with downloads; in the book the numbered annex of sources, with page numbers.
"""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

from kerege.model import Source, Statistic
from kerege.render.anchors import anchors
from kerege.render.citations import short_name
from kerege.render.edition import Edition
from kerege.render.links import Links, Medium


def statistics_html(edition: Edition, links: Links) -> str:
    """Every statistic that the edition states, numbered, under its source."""
    places = stated_at(edition, links.medium)
    by_source: dict[str, list[Statistic]] = {}
    for record in edition.report.statistics.values():
        if record.id in edition.values and places.get(record.id):
            by_source.setdefault(record.source, []).append(record)
    parts = [f'<p class="k-where">{escape(edition.label("all_figures_note"))}</p>'] if by_source else []
    number = 0
    for key, records in by_source.items():
        source = edition.report.sources.get(key)
        title = edition.words(source.title) if source else edition.label("computed")
        rows = []
        for record in records:
            number += 1
            rows.append(_row(edition, links, record, number, places[record.id]))
        last = "stated_on_pages" if links.medium is Medium.BOOK else "stated_in"
        heads = "".join(
            f'<th scope="col">{escape(edition.label(head))}</th>'
            for head in ("number", "statistic", "value", "where_it_stands", last)
        )
        anchor = escape(key or "computed")
        parts.append(
            f'<h2 id="source-{anchor}">{escape(title)}</h2>{_source(edition, links, source)}'
            f'<div class="k-table k-evidence" tabindex="0" role="region" aria-label="{escape(title, quote=True)}">'
            f"<table><thead><tr>{heads}</tr></thead><tbody>{''.join(rows)}</tbody></table></div>"
        )
    return "\n".join(parts)


def stated_at(edition: Edition, medium: Medium) -> Mapping[str, list[tuple[str, str]]]:
    """For each statistic: chapter and anchor of every place that states it, in reading order."""
    chapters = edition.everything if medium is Medium.WEB else edition.chapters
    places: dict[str, list[tuple[str, str]]] = {}
    for chapter in chapters:
        for anchor in anchors(chapter, medium).values():
            places.setdefault(anchor.statistic, []).append((chapter.name, anchor.name))
    return places


def _source(edition: Edition, links: Links, source: Source | None) -> str:
    if source is None:
        return ""
    facts = []
    reference = edition.report.references.get(source.citation or "")
    if reference is not None:
        name = escape(short_name(reference.item, edition))
        facts.append(f'{escape(edition.label("citation"))}: <a href="{links.reference(reference.id)}">{name}</a>')
    for label, text in (("population", edition.words(source.population)), ("fieldwork", source.fieldwork)):
        if text:
            facts.append(f"{escape(edition.label(label))}: {escape(text)}")
    if source.restricted:
        facts.append(escape(edition.label("restricted")))
    elif links.medium is Medium.WEB:
        files = ", ".join(
            f'<a href="{links.data_file(str(source.name(file)), edition.language == edition.report.settings.original)}" download>'
            f"{escape(file.name)}</a>"
            for file in source.files
        )
        if files:
            facts.append(f"{escape(edition.label('download'))}: {files}")
    return f'<p class="k-where">{". ".join(facts)}.</p>' if facts else ""


def _row(edition: Edition, links: Links, record: Statistic, number: int, places: list[tuple[str, str]]) -> str:
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
        stated = ", ".join(f'<a class="k-page" href="#{anchor}"></a>' for _, anchor in places)
    else:
        stated = "<br>".join(
            f'<a href="{links.to_chapter(name)}#{anchor}">{edition.title_html(name)}</a>'
            for name, anchor in _first_in_each(places)
        )
    return (
        f'<tr id="stat-{record.id}"><td class="k-number">{number}</td>'
        f'<th scope="row">{escape(edition.words(record.label))}</th>'
        f'<td class="k-value" data-kerege="value:{record.id}">{escape(edition.value_text(record.id))}</td>'
        f'<td class="k-trail">{escape("; ".join(trail))}</td><td class="k-stated">{stated}</td></tr>'
    )


def _first_in_each(places: list[tuple[str, str]]) -> list[tuple[str, str]]:
    first: dict[str, str] = {}
    for name, anchor in places:
        first.setdefault(name, anchor)
    return list(first.items())
