"""The page of all figures: each statistic under its source, with the cell that bears it out and every place that states it,
and the claims with their arithmetic.

On the website it is a page with downloads; in the book the numbered annex of sources, with page numbers.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from itertools import count

from kerege.evidence.claims import Result
from kerege.languages.formats import format_number
from kerege.model import Claim, ClaimKind, Scheme, Source, Statistic, Value
from kerege.render.anchors import anchors
from kerege.render.citations import short_name
from kerege.render.computation import computation, operands
from kerege.render.edition import Edition
from kerege.render.elements import Content, Element, element, joined, words_of
from kerege.render.links import Links, Medium
from kerege.render.number_card import statistic_card
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
    if links.medium is Medium.WEB:
        return [*_cards(edition, links, by_source), *_claims(edition, links, "stated_in")]
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


def _cards(edition: Edition, links: Links, by_source: Mapping[str, list[Statistic]]) -> Iterator[Content]:
    """On the website: a card for each statistic under its source, with what chooses among them and puts them in order."""
    if not by_source:
        return
    top = links.data_file("", edition.language == edition.report.settings.original).removesuffix("assets/data/")
    yield element("p", edition.label("all_figures_note"), class_="k-where")
    yield _choosing(edition, links, by_source)
    place = 0
    for key, records in by_source.items():
        source = edition.report.sources.get(key)
        title = edition.words(source.title) if source else edition.label("computed")
        cards = []
        for record in records:
            card = statistic_card(edition, links, record, top, f"stat-{record.id}")
            if card is None:
                continue
            place += 1
            # What the page's script puts them in order and chooses by.
            card.set("data-place", str(place))
            card.set("data-value", f"{edition.values[record.id].number:f}")
            card.set("data-unit", record.unit)
            card.set(
                "data-chapters",
                " ".join(dict.fromkeys(name for name, _ in edition.places_stating(Scheme.STATISTIC, record.id))),
            )
            cards.append(card)
        yield element(
            "section",
            element("h2", title, id=f"source-{key or 'computed'}"),
            _source(edition, links, source),
            element("div", cards, class_="k-card-list"),
            class_="k-card-group",
            data_source=key or "computed",
        )


def _choosing(edition: Edition, links: Links, by_source: Mapping[str, list[Statistic]]) -> Element:
    """The form of the page of all figures, which is shown where scripts run, and the files of all of them."""
    sources = [
        (
            key or "computed",
            edition.words(edition.report.sources[key].title)
            if key in edition.report.sources
            else edition.label("computed"),
        )
        for key in by_source
    ]
    stated = {
        name
        for records in by_source.values()
        for r in records
        for name, _ in edition.places_stating(Scheme.STATISTIC, r.id)
    }
    chapters = [(chapter.name, chapter.title) for chapter in edition.everything if chapter.name in stated]
    orders = [(name, edition.label(f"order_{name}")) for name in ("report", "name", "largest", "smallest")]
    every = [("", edition.label("all"))]
    form = element(
        "form",
        element(
            "label",
            f"{edition.label('filter_words')} ",
            element("input", type="search", name="words", autocomplete="off"),
        ),
        _select("source", edition.label("source"), [*every, *sources]),
        _select("chapter", edition.label("chapter"), [*every, *chapters]),
        _select("order", edition.label("order"), orders),
        class_="k-choose",
        aria_label=edition.label("choose_numbers"),
    )
    shown = element(
        "p",
        role="status",
        class_="k-shown",
        data_words=edition.pack.wording("shown_of"),
        data_zero=edition.pack.in_digits("0"),
    )
    root = links.root()
    top = links.data_file("", edition.language == edition.report.settings.original).removesuffix("assets/data/")
    files = element(
        "p",
        f"{edition.label('download')}: ",
        element("a", "statistics.csv", href=f"{root}assets/data/statistics.csv", download=True),
        " · ",
        element("a", edition.label("file_package"), href=f"{top}assets/package.zip", download=True),
        class_="k-where",
    )
    return element("div", files, form, shown)


def _select(name: str, label: str, options: list[tuple[str, str]]) -> Element:
    chosen = [element("option", words, value=key) for key, words in options]
    return element("label", f"{label} ", element("select", chosen, name=name))


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
        element("span", edition.pack.in_digits(str(number)), class_="k-annex__number number"),
        " ",
        edition.words(record.label),
        ": ",
        value,
        element("span", ". ", edition.pack.between(";").join(trail), ". " if trail else "", class_="k-trail"),
        _pages(edition, places),
        id=f"stat-{record.id}",
    )


def _claim_entry(edition: Edition, links: Links, key: str, number: int, places: list[tuple[str, str]]) -> Element:
    claim, result = edition.report.claims[key], edition.results[key]
    return element(
        "li",
        element("span", edition.pack.in_digits(str(number)), class_="k-annex__number number"),
        " ",
        _claim_words(edition, links, claim, result),
        element("span", f". {computation(edition, result)}. ", class_="k-trail"),
        _pages(edition, places),
        id=f"arithmetic-{key}",
    )


def _pages(edition: Edition, places: list[tuple[str, str]]) -> Element:
    """The pages on which something is stated, the first of each chapter: the layout fills the numbers in."""
    found = [element("a", class_="k-page", href=f"#{anchor}") for _, anchor in _first_in_each(places)]
    return element(
        "span", f"{edition.label('page')}\u00a0", joined(found, edition.pack.between(",")), class_="k-annex__pages"
    )


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
        element("td", edition.pack.in_digits(str(number)), class_="k-number"),
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
        facts.append((f"{edition.label('download')}: ", joined(files, edition.pack.between(","))))
    # What ends in an abbreviation has its full stop: "UN Women et al., n.d."
    told = [(fact, "" if words_of(fact).endswith(".") else ".") for fact in facts]
    return element("p", joined(told, " "), class_="k-where") if facts else None


def _row(edition: Edition, links: Links, record: Statistic, number: int, places: list[tuple[str, str]]) -> Element:
    trail = _trail(edition, record)
    return element(
        "tr",
        element("td", edition.pack.in_digits(str(number)), class_="k-number"),
        element("th", edition.words(record.label), scope="row"),
        element("td", edition.value_text(record.id), class_="k-value", data_kerege=f"value:{record.id}"),
        element("td", edition.pack.between(";").join(trail), class_="k-trail"),
        element("td", _places(edition, links, places), class_="k-stated"),
        id=f"stat-{record.id}",
    )


def _precision(edition: Edition, record: Statistic, value: Value) -> Iterator[str]:
    """The interval of a statistic, and what is known of it besides."""

    def shown(number: Decimal, decimals: int) -> str:
        return format_number(number, decimals, edition.pack)

    decimals = max(record.decimals, 1)
    interval = value.interval or record.interval
    if interval is not None:
        low, high = (shown(end, decimals) for end in interval)
        yield edition.label("interval", low=low, high=high)
    if value.error is not None:
        yield edition.label("standard_error", error=shown(value.error, decimals + 1))
    if value.effect is not None:
        yield edition.label("design_effect", effect=shown(value.effect, 2))


def _trail(edition: Edition, record: Statistic, *, is_told: bool = False) -> list[str]:
    """Where a value comes from; `is_told`: its file is named above, and lines are those of the text extracted."""
    value = edition.values[record.id]
    trail = [value.trail]
    if value.file is not None and value.row is not None:
        row = edition.label("row", row=value.row)
        trail = [row if is_told else f"{str(value.file).removeprefix('../')}, {row}"]
    if value.base is not None:
        trail.append(edition.label("base", number=value.base))
    trail += _precision(edition, record, value)
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
