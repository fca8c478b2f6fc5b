"""The page of all figures: each statistic under its source, with the cell that bears it out and every place that states it,
and the claims with their arithmetic.

On the website it is a page with downloads; in the book the numbered annex of sources, with page numbers.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import count

from kerege.evidence.claims import Result
from kerege.model import Claim, ClaimKind, Scheme, Source, Statistic
from kerege.render.anchors import anchors
from kerege.render.citations import short_name
from kerege.render.computation import computation, operands
from kerege.render.edition import Edition
from kerege.render.elements import Content, Element, element, joined, words_of
from kerege.render.links import Links, Medium
from kerege.render.provisional import provisional_text

_FEW = 30
"""Entries of an annex whose columns are made equally long, which costs twice the time."""


def statistics_page(edition: Edition, links: Links) -> Content:
    """Every statistic that the edition states, numbered, under its source."""
    if links.medium is Medium.BOOK:
        listed = list(_annex(edition, links))
        entries = sum(len(list(part.iter("li"))) for part in listed if isinstance(part, Element))
        return element("div", listed, class_="k-annex k-annex--short" if entries <= _FEW else "k-annex")
    places = stated_at(edition, links.medium)
    by_source: dict[str, list[Statistic]] = {}
    for record in edition.report.statistics.values():
        if record.id in edition.values and places.get(record.id):
            by_source.setdefault(record.source, []).append(record)
    parts: list[Content] = [element("p", edition.label("all_figures_note"), class_="k-where")] if by_source else []
    last = "stated_in"
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


def _annex(edition: Edition, links: Links) -> Iterator[Content]:
    """The same for a book: a list in narrow columns, in which nothing is said for each statistic that holds for all of a source."""
    places = stated_at(edition, links.medium)
    by_source: dict[str, list[Statistic]] = {}
    for record in edition.report.statistics.values():
        if record.id in edition.values and places.get(record.id):
            by_source.setdefault(record.source, []).append(record)
    if by_source:
        note = edition.label("all_figures_note")
        published = any(record.published for records in by_source.values() for record in records)
        yield element("p", f"{note} {edition.label('text_lines_note')}" if published else note, class_="k-where")
    number = count(1)
    for key, records in by_source.items():
        source = edition.report.sources.get(key)
        title = edition.words(source.title) if source else edition.label("computed")
        yield element("h2", title, id=f"source-{key or 'computed'}")
        yield _source(edition, links, source)
        by_file: dict[str, list[Statistic]] = {}
        for record in records:
            file = edition.values[record.id].file
            by_file.setdefault(str(file or "").removeprefix("../"), []).append(record)
        for name, held in by_file.items():
            yield element("p", name, class_="k-annex__file") if name else None
            yield element("ol", [_entry(edition, links, record, next(number), places[record.id]) for record in held])
    claims = stated_at(edition, links.medium, Scheme.CLAIM)
    stated = [key for key in edition.report.claims if key in edition.results and claims.get(key)]
    if stated:
        yield element("h2", edition.label("claims"), id="claims-computed")
        yield element("p", edition.label("claims_note"), class_="k-where")
        yield element(
            "ol", [_claim_entry(edition, links, key, at, claims[key]) for at, key in enumerate(stated, start=1)]
        )


def _entry(edition: Edition, links: Links, record: Statistic, number: int, places: list[tuple[str, str]]) -> Element:
    trail = _trail(edition, record, is_told=True)
    value = element("span", edition.value_text(record.id), class_="k-annex__value", data_kerege=f"value:{record.id}")
    return element(
        "li",
        element("span", str(number), class_="k-annex__number number"),
        " ",
        edition.words(record.label),
        ": ",
        value,
        element("span", ". ", "; ".join(trail), ". " if trail else "", class_="k-trail"),
        _pages(edition, places),
        id=f"stat-{record.id}",
    )


def _claim_entry(edition: Edition, links: Links, key: str, number: int, places: list[tuple[str, str]]) -> Element:
    claim, result = edition.report.claims[key], edition.results[key]
    return element(
        "li",
        element("span", str(number), class_="k-annex__number number"),
        " ",
        _claim_words(edition, links, claim, result),
        element("span", f". {computation(edition, result)}. ", class_="k-trail"),
        _pages(edition, places),
        id=f"arithmetic-{key}",
    )


def _pages(edition: Edition, places: list[tuple[str, str]]) -> Element:
    """The pages on which something is stated, the first of each chapter: the layout fills the numbers in."""
    found = [element("a", class_="k-page", href=f"#{anchor}") for _, anchor in _first_in_each(places)]
    return element("span", f"{edition.label('page')}\u00a0", joined(found, ", "), class_="k-annex__pages")


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
    return element(
        "tr",
        element("td", str(number), class_="k-number"),
        element("th", _claim_words(edition, links, claim, result), scope="row"),
        element("td", computation(edition, result), class_="k-trail"),
        element("td", _places(edition, links, places), class_="k-stated"),
        id=f"arithmetic-{key}",
    )


def _claim_words(edition: Edition, links: Links, claim: Claim, result: Result) -> list[Content]:
    """What a claim compares, with the values."""
    parts = []
    for operand in operands(claim, result):
        record = operand.statistic
        label: Content = edition.words(record.label)
        # In a book a link to a row states its statistic: reading back would take the label for its value.
        if links.medium is not Medium.BOOK and edition.cited_in(record.id):
            label = element("a", label, href=links.statistic(record.id))
        parts.append((label, f" ({edition.value_text(record.id)})"))
    sign = " → " if claim.kind is ClaimKind.CHANGE else "; "
    return [f"{edition.label(f'claim_{claim.kind.value}')}: ", joined(parts, sign)]


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
    trail = _trail(edition, record)
    return element(
        "tr",
        element("td", str(number), class_="k-number"),
        element("th", edition.words(record.label), scope="row"),
        element("td", edition.value_text(record.id), class_="k-value", data_kerege=f"value:{record.id}"),
        element("td", "; ".join(trail), class_="k-trail"),
        element("td", _places(edition, links, places), class_="k-stated"),
        id=f"stat-{record.id}",
    )


def _trail(edition: Edition, record: Statistic, *, is_told: bool = False) -> list[str]:
    """Where a value comes from; `is_told`: its file is named above, and lines are those of the text extracted."""
    value = edition.values[record.id]
    trail = [value.trail]
    if value.file is not None and value.row is not None:
        row = edition.label("row", row=value.row)
        trail = [row if is_told else f"{str(value.file).removeprefix('../')}, {row}"]
    if value.base is not None:
        trail.append(edition.label("base", number=value.base))
    if record.period:
        trail.append(record.period if is_told else edition.label("period", period=record.period))
    if record.provisional:
        trail.append(provisional_text(edition, record).rstrip("."))
    if record.published:
        trail.append(edition.label("text_lines" if is_told else "published_lines", lines=record.published))
    return trail


def _places(edition: Edition, links: Links, places: list[tuple[str, str]]) -> Content:
    """Links to the places that state something."""
    return [
        (element("br") if number else None, element("a", edition.title_of(name), href=links.to_chapter(name, anchor)))
        for number, (name, anchor) in enumerate(_first_in_each(places))
    ]


def _first_in_each(places: list[tuple[str, str]]) -> list[tuple[str, str]]:
    first: dict[str, str] = {}
    for name, anchor in places:
        first.setdefault(name, anchor)
    return list(first.items())
