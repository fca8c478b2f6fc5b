"""The page of all figures: each statistic under its source, with the cell that bears it out and every place that states it,
and the claims with their arithmetic.

On the website it is a page with downloads; in the book the numbered annex of sources, with page numbers.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from kerege.model import ClaimKind, Scheme, Source, Statistic
from kerege.render.anchors import anchors
from kerege.render.citations import short_name
from kerege.render.computation import computation, operands
from kerege.render.edition import Edition
from kerege.render.elements import Content, Element, element, joined, words_of
from kerege.render.links import Links, Medium
from kerege.render.provisional import provisional_text


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
    return [*parts, *_claims(edition, links, last)]


def _claims(edition: Edition, links: Links, last: str) -> Iterator[Content]:
    """The claims that the edition states, each with what it was computed from and every place."""
    places = stated_at(edition, links.medium, Scheme.CLAIM)
    stated = [key for key in edition.report.claims if key in edition.results and places.get(key)]
    if not stated:
        return
    title = edition.label("claims")
    heads = [element("th", edition.label(name), scope="col") for name in ("number", "claim", "computation", last)]
    rows = [_claim_row(edition, links, key, number, places[key]) for number, key in enumerate(stated, start=1)]
    table = element("table", element("thead", element("tr", heads)), element("tbody", rows))
    note: list[Content] = [edition.label("claims_note")]
    if links.medium is Medium.WEB:
        file = f"{links.root()}assets/data/claims.csv"
        note += [f" {edition.label('download')}: ", element("a", "claims.csv", href=file, download=True), "."]
    yield element("h2", title, id="claims-computed")
    yield element("p", note, class_="k-where")
    yield element("div", table, class_="k-table k-evidence", tabindex="0", role="region", aria_label=title)


def _claim_row(edition: Edition, links: Links, key: str, number: int, places: list[tuple[str, str]]) -> Element:
    claim, result = edition.report.claims[key], edition.results[key]
    parts = []
    for operand in operands(claim, result):
        record = operand.statistic
        label: Content = edition.words(record.label)
        # In a book a link to a row states its statistic: reading back would take the label for its value.
        if links.medium is not Medium.BOOK and edition.cited_in(record.id):
            label = element("a", label, href=links.statistic(record.id))
        parts.append((label, f" ({edition.value_text(record.id)})"))
    sign = " → " if claim.kind is ClaimKind.CHANGE else "; "
    return element(
        "tr",
        element("td", str(number), class_="k-number"),
        element("th", f"{edition.label(f'claim_{claim.kind.value}')}: ", joined(parts, sign), scope="row"),
        element("td", computation(edition, result), class_="k-trail"),
        element("td", _places(edition, links, places), class_="k-stated"),
        id=f"arithmetic-{key}",
    )


def stated_at(
    edition: Edition, medium: Medium, scheme: Scheme = Scheme.STATISTIC
) -> Mapping[str, list[tuple[str, str]]]:
    """For each statistic, or claim: chapter and anchor of every place that states it, in reading order."""
    chapters = edition.everything if medium is Medium.WEB else edition.chapters
    places: dict[str, list[tuple[str, str]]] = {}
    for chapter in chapters:
        for anchor in anchors(chapter, medium).values():
            if anchor.scheme is scheme:
                places.setdefault(anchor.target, []).append((chapter.name, anchor.name))
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
    # What ends in an abbreviation has its full stop: "UN Women et al., n.d."
    told = [(fact, "" if words_of(fact).endswith(".") else ".") for fact in facts]
    return element("p", joined(told, " "), class_="k-where") if facts else None


def _row(edition: Edition, links: Links, record: Statistic, number: int, places: list[tuple[str, str]]) -> Element:
    value = edition.values[record.id]
    trail = [value.trail]
    if value.file is not None and value.row is not None:
        trail = [f"{str(value.file).removeprefix('../')}, {edition.label('row', row=value.row)}"]
    if value.base is not None:
        trail.append(edition.label("base", number=value.base))
    if record.period:
        trail.append(edition.label("period", period=record.period))
    if record.provisional:
        trail.append(provisional_text(edition, record).rstrip("."))
    if record.published:
        trail.append(edition.label("published_lines", lines=record.published))
    return element(
        "tr",
        element("td", str(number), class_="k-number"),
        element("th", edition.words(record.label), scope="row"),
        element("td", edition.value_text(record.id), class_="k-value", data_kerege=f"value:{record.id}"),
        element("td", "; ".join(trail), class_="k-trail"),
        element("td", _places(edition, links, places), class_="k-stated"),
        id=f"stat-{record.id}",
    )


def _places(edition: Edition, links: Links, places: list[tuple[str, str]]) -> Content:
    """Links to the places that state something."""
    if links.medium is Medium.BOOK:
        # The page numbers are the layout's to fill in (target-counter).
        return joined([element("a", class_="k-page", href=f"#{anchor}") for _, anchor in places], ", ")
    return [
        (element("br") if number else None, element("a", edition.title_of(name), href=links.to_chapter(name, anchor)))
        for number, (name, anchor) in enumerate(_first_in_each(places))
    ]


def _first_in_each(places: list[tuple[str, str]]) -> list[tuple[str, str]]:
    first: dict[str, str] = {}
    for name, anchor in places:
        first.setdefault(name, anchor)
    return list(first.items())
