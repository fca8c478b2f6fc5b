"""What a reader is told of one number: the same on the page of all figures and where a number is tapped in the text.

It is worded for whoever reads, or wants to quote the number: what it is, how sure, of when and of whom, where it comes from with a
way there, and every place that states it. What the makers keep for themselves (keys, cells, lines of an extracted text) is in the data.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from urllib.parse import quote

from kerege.languages import language_pack
from kerege.languages.formats import format_number, format_value
from kerege.model import Scheme, Source, Statistic, Value
from kerege.model.editions import Correction
from kerege.render.computation import computation, operands
from kerege.render.corrections import PAGE, change_and_reason, corrected, place_of
from kerege.render.edition import Edition
from kerege.render.elements import Content, Element, element, joined
from kerege.render.links import Links
from kerege.render.provisional import provisional_text

Place = tuple[str, str]
"""A chapter and an anchor in it."""


def statistic_card(
    edition: Edition, links: Links, record: Statistic, top: str, anchor: str | None = None
) -> Element | None:
    """The card of a statistic; None where it has no value.

    Args:
        top: the way from the page to the website's root.
        anchor: the card's id, where it stands on the page of all figures.
    """
    value = edition.values.get(record.id)
    if value is None:
        return None
    facts = list(_facts(edition, links, record, value, top))
    rows = [(element("dt", edition.label(name)), element("dd", content)) for name, content in facts]
    entry = corrected(edition, f"{Scheme.STATISTIC.value}:{record.id}")
    return element(
        "article",
        element("p", edition.words(record.label), class_="k-card__label"),
        element("p", edition.value_text(record.id), class_="k-card__value k-value", data_kerege=f"value:{record.id}"),
        [element("p", text, class_="k-card__bound") for text in said_beside(edition, record, value)],
        _correction(edition, links, entry) if entry is not None else None,
        element("dl", rows, class_="k-card__facts k-trail"),
        _stated(edition, links, edition.places_stating(Scheme.STATISTIC, record.id)),
        _report_error(edition, f"{Scheme.STATISTIC.value}:{record.id}"),
        class_="k-card",
        id=anchor,
        data_card=None if anchor else f"{Scheme.STATISTIC.value}:{record.id}",
    )


def _report_error(edition: Edition, what: str) -> Element | None:
    """The way to tell the publisher that a figure or a claim is wrong: a letter that names it and the edition, or the page for it.

    Args:
        what: `stat:ID` or `claim:ID`.
    """
    settings = edition.report.settings
    about = quote(f"{settings.slug}, {edition.label('edition_short', number=settings.edition)}: {what}")
    contact = settings.contact
    href = f"mailto:{contact.email}?subject={about}" if contact.email else ""
    if contact.url and not href:
        page, mark, fragment = contact.url.partition("#")
        href = f"{page}{'&' if '?' in page else '?'}about={about}{mark}{fragment}"
    return element("p", element("a", edition.label("report_error"), href=href), class_="k-where") if href else None


def said_beside(edition: Edition, record: Statistic, value: Value) -> Iterator[str]:
    """What has to be said beside a number, in sentences: that the source gives a bound only, its own words, the interval."""
    if record.bound:
        yield edition.label(f"bound_{record.bound}")
    elif value.qualifier:
        yield _said_in_source(edition, record, value.qualifier)
    if record.interval:
        low, high = (format_value(end, record.unit, record.decimals, edition.pack) for end in record.interval)
        yield edition.label("interval_95", low=low, high=high)
    if record.provisional:
        yield provisional_text(edition, record)


_BOUNDS = {
    **dict.fromkeys(("over", "just_over", "far_over", "at_least"), "above"),
    **dict.fromkeys(("under", "just_under", "far_under", "at_most"), "below"),
    **dict.fromkeys(("about", "nearly", "odd"), "near"),
}
"""By the relation that a hedge states, what the label of a bound says."""


def _said_in_source(edition: Edition, record: Statistic, words: str) -> str:
    """What the source says beside a number, as readers of the edition understand it: as its record has it in their language, else
    by what a hedge of another language means, else its own words."""
    source = edition.report.sources.get(record.source)
    known = source.said.get(words, {}).get(edition.language, "") if source is not None else ""
    if known or edition.pack.lexicon.relation(words):
        return edition.label("said_in_source", words=known or words)
    others = (language_pack(code).lexicon.relation(words) for code in edition.report.settings.languages)
    bound = next((_BOUNDS[relation] for relation in others if relation in _BOUNDS), "")
    return edition.label(f"bound_{bound}") if bound else edition.label("said_in_source", words=words)


def _facts(edition: Edition, links: Links, record: Statistic, value: Value, top: str) -> Iterator[tuple[str, Content]]:
    if record.period:
        yield "number_period", record.period
    if (base := value.base if value.base is not None else record.base) is not None:
        yield "number_base", format_number(Decimal(base), 0, edition.pack)
    source = edition.report.sources.get(record.source)
    if source is not None:
        yield "source", source_content(edition, links, source)
        # The page of all figures tells it once, at the head of the source.
        yield from _data(edition, source, value, top)
    if value.parts:
        known = (edition.report.statistics[key] for key in value.parts if key in edition.report.statistics)
        parts: list[Content] = [_named(edition, links, part) for part in known]
        yield "computed_from", joined(parts, edition.pack.between(";"))


def source_content(edition: Edition, links: Links, source: Source) -> Content:
    """The source, with a link to where a reader can go on: the work itself where it is on the web, else the entry that names it."""
    title = edition.words(source.title)
    reference = edition.report.references.get(source.citation or "")
    if reference is None:
        return element("a", title, href=links.to("statistics", f"source-{source.id}"))
    parts: list[Content] = [element("a", title, href=links.reference(reference.id))]
    address = work_address(edition, source)
    if address.startswith(("https://", "http://")):
        parts += [" · ", element("a", edition.label("open_source"), href=address, rel="noopener")]
    return parts


def work_address(edition: Edition, source: Source) -> str:
    """Where the work that a source is stands on the web; empty where that is not known."""
    reference = edition.report.references.get(source.citation or "")
    if reference is None:
        return ""
    doi = str(reference.item.get("DOI") or "")
    return f"https://doi.org/{doi}" if doi else str(reference.item.get("URL") or "")


def _data(edition: Edition, source: Source, value: Value, top: str) -> Iterator[tuple[str, Content]]:
    """The file and the row, which readers can open unless the source is restricted."""
    if source.restricted:
        yield "data_behind", edition.label("restricted")
        return
    file = next((file for file in source.files if value.file is not None and source.path(file) == value.file), None)
    if file is None:
        return
    link = element("a", file.name, href=f"{top}assets/data/{source.name(file)}", download=True)
    yield "data_behind", (link, f", {edition.label('row', row=value.row)}" if value.row is not None else None)


def _named(edition: Edition, links: Links, record: Statistic) -> Content:
    """A statistic with its value, and a link where the page of all figures has it."""
    label: Content = edition.words(record.label)
    if edition.places_stating(Scheme.STATISTIC, record.id):
        label = element("a", label, href=links.statistic(record.id))
    return label, f" ({edition.value_text(record.id)})"


def _correction(edition: Edition, links: Links, entry: Correction) -> Element:
    said = " ".join(change_and_reason(edition, (entry,)))
    link = element("a", edition.label("corrections"), href=links.to(PAGE, place_of(entry)))
    return element("p", said, " ", link, class_="k-card__correction")


def claim_card(edition: Edition, links: Links, key: str) -> Element | None:
    """The card of a claim: what it compares, the reckoning, every place; None where it cannot be computed."""
    claim, result = edition.report.claims.get(key), edition.results.get(key)
    if claim is None or result is None:
        return None
    parts = [_named(edition, links, operand.statistic) for operand in operands(claim, result)]
    entry = corrected(edition, f"{Scheme.CLAIM.value}:{key}")
    rows = (
        ("computed_from", joined(parts, edition.pack.between(";"))),
        ("computation", computation(edition, result)),
    )
    return element(
        "article",
        element("p", edition.label(f"claim_{claim.kind.value}"), class_="k-card__label"),
        _correction(edition, links, entry) if entry is not None else None,
        element(
            "dl",
            [(element("dt", edition.label(name)), element("dd", content)) for name, content in rows],
            class_="k-card__facts k-trail",
        ),
        _stated(edition, links, edition.places_stating(Scheme.CLAIM, key)),
        _report_error(edition, f"{Scheme.CLAIM.value}:{key}"),
        class_="k-card",
        data_card=f"{Scheme.CLAIM.value}:{key}",
    )


def term_card(edition: Edition, links: Links, key: str) -> Element | None:
    """The card of a term: what it means."""
    term = edition.report.terms.get(key)
    if term is None:
        return None
    return element(
        "article",
        element("p", edition.words(term.term), class_="k-card__label"),
        element("p", edition.words(term.definition)),
        class_="k-card",
        data_card=f"{Scheme.TERM.value}:{key}",
    )


def _stated(edition: Edition, links: Links, places: Iterable[Place]) -> Element | None:
    """Every place that states it: the chapters, and where in one it stands more than once, each time."""
    by_chapter: dict[str, list[str]] = {}
    for name, anchor in places:
        by_chapter.setdefault(name, []).append(anchor)
    rows = []
    for name, anchors in by_chapter.items():
        first = element("a", edition.title_of(name), href=links.to_chapter(name, anchors[0]))
        more: list[Content] = [
            element("a", edition.pack.in_digits(str(number)), href=links.to_chapter(name, anchor))
            for number, anchor in enumerate(anchors[1:], 2)
        ]
        rows.append(element("li", joined([first, *more], " · ")))
    if not rows:
        return None
    heading = element("p", f"{edition.label('stated_in')}:")
    return element("div", heading, element("ul", rows), class_="k-stated")
