"""The elements of quote, statistic and figure blocks, in every medium the same."""

from __future__ import annotations

from kerege.cells import csv_text
from kerege.model import Figure, Quote
from kerege.render.edition import Edition
from kerege.render.elements import Content, Element, add, element, words_of
from kerege.render.links import Links, Medium
from kerege.render.sources import stated_at
from kerege.render.testimony import length_class, paragraphs
from kerege.render.value_table import value_rows


def statistic_element(edition: Edition, links: Links, target: str, label: Content, anchor: str | None) -> Element:
    """One large numeral, what it says, and where it comes from.

    Args:
        label: what the page says instead of the record's label, or nothing.
    """
    record = edition.report.statistics.get(target)
    if record is None:
        return missing(edition, f"statistic:{target}")
    source = edition.label("source_line", source=edition.source_line(record)) if record.source else ""
    value = element("a", edition.value_text(target), href=links.statistic(target))
    return element(
        "aside",
        element("p", value, class_="k-statistic__value"),
        element("p", label if words_of(label) else edition.words(record.label), class_="k-statistic__label"),
        element("p", source, class_="k-statistic__source"),
        class_="k-statistic",
        id=anchor,
        data_kerege=f"statistic:{target}",
    )


def quote_element(edition: Edition, quote: Quote, *, anchor: bool = True) -> Element:
    """A testimony: verbatim words between the language's quotation marks, a paraphrase without any and labelled."""
    text = quote.text.get(edition.language)
    if text is None or quote.withdrawn:
        return missing(edition, f"quote:{quote.id}")
    form = edition.label("paraphrase") if quote.is_paraphrase else ""
    if not quote.is_paraphrase and quote.original != edition.language:
        form = edition.label("translated_from", language=edition.label(f"language_{quote.original}"))
    shown = [element("p", turn) for turn in paragraphs(text, edition.pack, quoted=not quote.is_paraphrase)]
    kind = "paraphrase" if quote.is_paraphrase else "verbatim"
    return element(
        "figure",
        element("div" if quote.is_paraphrase else "blockquote", shown, class_="k-quote__text"),
        element(
            "figcaption",
            element("span", _speaker(edition, quote), class_="k-quote__speaker"),
            (" ", element("span", form, class_="k-quote__form")) if form else None,
        ),
        class_=f"k-quote k-quote--{kind}{length_class(text)}",
        id=f"quote-{quote.id}" if anchor else None,
        data_kerege=f"quote:{quote.id}",
    )


def _speaker(edition: Edition, quote: Quote) -> str:
    """Role and displayed attributes, in the words of the edition's language; nothing else of a person is ever printed."""
    words = [edition.report.speakers.get(quote.speaker, {})]
    words += [edition.report.attributes.get(name, {}).get(value, {}) for name, value in sorted(quote.shown.items())]
    return ", ".join(text for text in map(edition.words, words) if text)


def figure_element(edition: Edition, links: Links, target: str) -> Element:
    """A figure with its finding as title, the drawing, the data behind it, the source."""
    figure = edition.report.figures.get(target)
    if figure is None:
        return missing(edition, f"figure:{target}")
    number = edition.label("figure_number", number=edition.figure_numbers.get(target, ""))
    source = edition.report.sources.get(figure.source)
    source_line = edition.label("source_line", source=edition.words(source.title)) if source else ""
    subtitle = edition.words(figure.subtitle)
    on_web = links.medium is Medium.WEB
    image = element(
        "img",
        class_="k-figure__image",
        src=links.figure_file(target, edition.language),
        alt=edition.words(figure.alt),
        width=f"{figure.width * 6:.0f}",
        height=f"{figure.height * 6:.0f}",
        # Most drawings stand below the first screen; print needs them all at once.
        loading="lazy" if on_web else None,
        decoding="async" if on_web else None,
    )
    title = (element("span", number, class_="k-number"), f" {edition.words(figure.title)}")
    return element(
        "figure",
        element("p", title, class_="k-figure__title"),
        element("p", subtitle, class_="k-figure__subtitle") if subtitle else None,
        image,
        _figure_data(edition, links, target) if on_web else None,
        element("figcaption", source_line, _data_place(edition, links, figure), class_="k-figure__source"),
        class_="k-figure",
        id=f"figure-{target}",
        data_kerege=f"figure:{target}",
    )


def _data_place(edition: Edition, links: Links, figure: Figure) -> tuple[str, Element] | None:
    """In the book, where the annex lists what a figure draws; the page number is the layout's to fill in."""
    stated = stated_at(edition, links.medium) if links.medium is Medium.BOOK else {}
    if not any(edition.report.statistics[key].source == figure.source for key in stated if key in edition.values):
        return None
    words = f"{edition.label('data_behind')}, {edition.label('page').lower()} "
    return " · ", element("a", words, href=f"#source-{figure.source}", class_="k-page")


def figure_csv(edition: Edition, target: str) -> str:
    """The data of a figure as CSV."""
    return csv_text(value_rows(edition, edition.report.figures[target].data))


def _figure_data(edition: Edition, links: Links, target: str) -> Element | None:
    rows = []
    for key in edition.report.figures[target].data:
        record = edition.report.statistics.get(key)
        if record is not None and key in edition.values:
            label = element("th", edition.words(record.label), scope="row")
            rows.append(element("tr", label, element("td", edition.value_text(key))))
    if not rows:
        return None
    heads = [element("th", edition.label(name), scope="col") for name in ("statistic", "value")]
    return element(
        "details",
        element("summary", edition.label("show_data")),
        element("table", element("thead", element("tr", heads)), element("tbody", rows)),
        _downloads(edition, links, target),
        class_="k-figure__data",
    )


def _downloads(edition: Edition, links: Links, target: str) -> Element:
    drawing = links.figure_file(target, edition.language).removesuffix(".svg")
    name = edition.words(edition.report.figures[target].title)
    made = element("p", f"{edition.label('download')}: ", class_="k-figure__downloads")
    for number, kind in enumerate(("csv", "svg", "png")):
        label = f"{kind.upper()}: {name}"
        file = element("a", kind.upper(), href=f"{drawing}.{kind}", download=True, aria_label=label)
        add(made, " · " if number else None, file)
    return made


def missing(edition: Edition, what: str, tag: str = "p") -> Element:
    """What a page shows while a finding is open (drafts and the live preview only: a build stops before)."""
    return element(tag, edition.label("missing", what=what), class_="k-missing", data_kerege_missing=what)
