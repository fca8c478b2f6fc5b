"""The elements of quote, statistic and figure blocks, in every medium the same."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from kerege.cells import csv_text
from kerege.model import Figure, Quote
from kerege.render.corrections import correction_mark
from kerege.render.edition import Edition
from kerege.render.elements import Content, Element, add, element, joined, words_of
from kerege.render.links import Links, Medium
from kerege.render.provisional import provisional_mark, provisional_text
from kerege.render.sources import stated_at
from kerege.render.testimony import length_class, paragraphs
from kerege.render.value_table import value_rows

_LONG_VALUES = ((12, " k-statistic--long"), (9, " k-statistic--ten"), (6, " k-statistic--seven"))
"""What style sheets know of a value with more letters: in print the label of a long one has no room beside it."""


def _class_of(value: str) -> str:
    return "k-statistic" + next((mark for letters, mark in _LONG_VALUES if len(value) > letters), "")


def statistic_element(edition: Edition, links: Links, target: str, label: Content, anchor: str | None) -> Element:
    """One large numeral, what it says, and where it comes from.

    Args:
        label: what the page says instead of the record's label, or nothing.
    """
    record = edition.report.statistics.get(target)
    if record is None:
        return missing(edition, f"statistic:{target}")
    source = edition.label("source_line", source=edition.source_line(record)) if record.source else ""
    source = " ".join(filter(None, (source, provisional_text(edition, record))))
    words = edition.value_text(target)
    number = target if links.medium is Medium.WEB else None
    value = element("a", words, href=links.statistic(target), data_number=number)
    return element(
        "aside",
        element(
            "p",
            value,
            provisional_mark(edition, target),
            correction_mark(edition, links, f"stat:{target}"),
            class_="k-statistic__value",
        ),
        element("p", label if words_of(label) else edition.words(record.label), class_="k-statistic__label"),
        element("p", source, class_="k-statistic__source"),
        class_=_class_of(words),
        id=anchor,
        data_kerege=f"statistic:{target}",
    )


def statistics_element(edition: Edition, links: Links, keys: Sequence[tuple[str, str | None]]) -> Element:
    """Two to four statistics in one row. `keys`: each with the anchor of its place."""
    boxes = [statistic_element(edition, links, key, "", anchor) for key, anchor in keys]
    return element("div", boxes, class_=f"k-statistics k-statistics--{len(boxes)}")


def comparison_element(edition: Edition, links: Links, keys: Sequence[tuple[str, str | None]]) -> Element:
    """Two statistics against each other, each with a bar as long as its value."""
    values = [edition.values.get(key) for key, _ in keys]
    most = max((abs(value.number) for value in values if value is not None), default=Decimal(0))
    boxes = []
    for (key, anchor), value in zip(keys, values, strict=True):
        box = statistic_element(edition, links, key, "", anchor)
        part = abs(value.number) / most if value is not None and most else Decimal(0)
        # A bar says nothing that the numeral beside it does not say.
        boxes.append(element("div", box, _bar(part, links.medium), class_="k-comparison__side"))
    return element("div", boxes, class_="k-comparison")


def _bar(part: Decimal, medium: Medium) -> Element:
    """A bar: in the book a box; elsewhere a drawing, since the website's policy refuses styles within the page."""
    if medium is Medium.BOOK:
        value = element("div", class_="k-comparison__value")
        value.set("style", f"width: {100 * part:.1f}%")
        return element("div", value, class_="k-comparison__bar")
    made = element(
        "svg", viewBox="0 0 100 4", preserveAspectRatio="none", aria_hidden="true", class_="k-comparison__bar"
    )
    made.set("xmlns", "http://www.w3.org/2000/svg")
    add(made, element("rect", width="100", height="4", class_="k-comparison__ground"))
    add(made, element("rect", width=f"{100 * part:.1f}", height="4", class_="k-comparison__value"))
    return made


def quotes_element(edition: Edition, links: Links, keys: Sequence[str]) -> Element:
    """Several testimonies together."""
    found = [(key, edition.report.quotes.get(key)) for key in keys]
    shown = [
        missing(edition, f"quote:{key}") if quote is None else quote_element(edition, links, quote)
        for key, quote in found
    ]
    return element("div", shown, class_="k-voices")


def table_element(edition: Edition, links: Links, key: str) -> Element:
    """A table from a source: what each cell says, where it stands, and the file to take away."""
    table = edition.report.tables.get(key)
    if table is None:
        return missing(edition, f"table:{key}")
    number = edition.label("table_number", number=edition.table_numbers.get(key, ""))
    source = edition.report.sources.get(table.source)
    on_web = links.medium is Medium.WEB
    heads = [element("th", edition.words(table.stub), scope="col")]
    heads += [element("th", edition.words(words), scope="col", class_="k-right") for words in table.columns.values()]
    rows = []
    for row, words in table.rows.items():
        cells = [element("th", edition.words(words), scope="row")]
        for column in table.columns:
            value = edition.values.get(table.key(row, column))
            cells.append(
                element(
                    "td",
                    edition.cell_text(table, row, column),
                    class_="k-right",
                    data_value=f"{value.number:f}" if on_web and value is not None else None,
                    data_place=value.trail if on_web and value is not None else None,
                )
            )
        rows.append(element("tr", cells))
    title = edition.words(table.title)
    made = element(
        "table",
        element("caption", f"{number} {title}", correction_mark(edition, links, f"table:{key}")),
        element("thead", element("tr", heads)),
        element("tbody", rows),
        class_="k-sortable" if on_web else None,
    )
    notes = [
        edition.words(table.note),
        edition.label("source_line", source=edition.words(source.title)) if source else "",
    ]
    said = joined((text for text in notes if text), " ")
    file = (
        element("a", "CSV", href=links.table_file(key), download=True, aria_label=f"CSV: {title}") if on_web else None
    )
    below = element("p", said, (" · ", file) if file is not None else None, class_="k-table__source")
    frame = {"tabindex": "0", "role": "region", "aria_label": f"{number} {title}"}
    landscape = " k-landscape" if table.landscape else ""
    return element("div", made, below, class_=f"k-table k-table--source{landscape}", id=f"table-{key}", **frame)


def table_csv(edition: Edition, key: str) -> str:
    """A table from a source as CSV: each value with the place of its cell."""
    table = edition.report.tables[key]
    heads = [edition.label(name) for name in ("table_row", "table_column", "value", "table_place")]
    rows: list[list[str]] = [[*heads]]
    for row, row_words in table.rows.items():
        for column, words in table.columns.items():
            value = edition.values.get(table.key(row, column))
            shown = [f"{value.number:f}", value.trail] if value is not None else ["", ""]
            rows.append([edition.words(row_words), edition.words(words), *shown])
    return csv_text(rows)


def quote_element(edition: Edition, links: Links, quote: Quote, *, anchor: bool = True) -> Element:
    """A testimony: verbatim words between the language's quotation marks, a paraphrase without any and labelled."""
    text = quote.text.get(edition.language)
    if text is None or quote.withdrawn:
        return missing(edition, f"quote:{quote.id}")
    form = edition.label("paraphrase") if quote.is_paraphrase else ""
    if not quote.is_paraphrase and quote.original != edition.language:
        form = edition.label("translated_from", language=edition.label(f"language_{quote.original}"))
    shown = [element("p", turn) for turn in paragraphs(text, edition.pack, quoted=not quote.is_paraphrase)]
    kind = "paraphrase" if quote.is_paraphrase else "verbatim"
    # A chapter may hold dozens, and its notice has the link: on the website the star is one of the style sheet.
    starred = links.medium is Medium.WEB and f"quote:{quote.id}" in edition.corrected
    return element(
        "figure",
        element("div" if quote.is_paraphrase else "blockquote", shown, class_="k-quote__text"),
        element(
            "figcaption",
            element("span", _speaker(edition, quote), class_=f"k-quote__speaker{' k-corrected' if starred else ''}"),
            (" ", element("span", form, class_="k-quote__form")) if form else None,
            None if starred else correction_mark(edition, links, f"quote:{quote.id}"),
            class_="k-voice",
        ),
        class_=f"k-quote k-quote--{kind}{_display_class(quote, text)}",
        id=f"quote-{quote.id}" if anchor else None,
        data_kerege=f"quote:{quote.id}",
    )


def _display_class(quote: Quote, text: str) -> str:
    return length_class(text) if quote.display == "plain" else f" k-quote--{quote.display}"


def _speaker(edition: Edition, quote: Quote) -> str:
    """Role and displayed attributes, in the words of the edition's language; nothing else of a person is ever printed."""
    words = [edition.report.speakers.get(quote.speaker, {})]
    words += [edition.report.attributes.get(name, {}).get(value, {}) for name, value in sorted(quote.shown.items())]
    return edition.pack.between(",").join(text for text in map(edition.words, words) if text)


def figure_element(edition: Edition, links: Links, target: str, *, alone: bool = False) -> Element:
    """A figure with its finding as title, the drawing, the data behind it, the source.

    Args:
        alone: it is shown on the page that it has for itself.
    """
    figure = edition.report.figures.get(target)
    if figure is None:
        return missing(edition, f"figure:{target}")
    number = edition.label("figure_number", number=edition.figure_numbers.get(target, ""))
    source = edition.report.sources.get(figure.source)
    said = edition.label("source_line", source=edition.words(source.title)) if source else ""
    source_line = " · ".join(text for text in (said, bases(edition, figure)) if text)
    subtitle = edition.words(figure.subtitle)
    on_web = links.medium is Medium.WEB
    image = element(
        "img",
        class_="k-figure__image",
        src=links.figure_file(target, edition.language),
        alt=edition.words(figure.alt),
        aria_describedby=f"figure-{target}-words" if on_web else None,
        width=f"{figure.width * 6:.0f}",
        height=f"{figure.height * 6:.0f}",
        # Most drawings stand below the first screen; print needs them all at once.
        loading="lazy" if on_web else None,
        decoding="async" if on_web else None,
    )
    # What is drawn for screens takes the image's place once it is there (outputs/site/drawings.py).
    drawing = (
        element("div", image, class_="k-drawing", data_drawing=f"{target}-{edition.language}") if on_web else image
    )
    title = (element("span", number, class_="k-number"), f" {edition.words(figure.title)}")
    return element(
        "figure",
        element("h1" if alone else "p", title, class_="k-figure__title"),
        element("p", subtitle, class_="k-figure__subtitle") if subtitle else None,
        drawing,
        element("figcaption", source_line, _data_place(edition, links, figure), class_="k-figure__source"),
        _figure_tools(edition, links, target, alone) if on_web else None,
        _figure_data(edition, links, target) if on_web else None,
        _figure_words(edition, target) if on_web else None,
        class_="k-figure",
        id=f"figure-{target}",
        data_kerege=f"figure:{target}",
    )


def bases(edition: Edition, figure: Figure) -> str:
    """How many answers stand behind what a figure draws, as far as the data tell: one number, or the smallest and the largest."""
    known = sorted({value.base for key in figure.data if (value := edition.values.get(key)) and value.base is not None})
    return " – ".join(edition.label("base", number=number) for number in dict.fromkeys((*known[:1], *known[-1:])))


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
    """The values of a figure, each with a link to the number."""
    rows = []
    for key in edition.report.figures[target].data:
        record = edition.report.statistics.get(key)
        if record is not None and key in edition.values:
            label = element("th", edition.words(record.label), scope="row")
            value = element("a", edition.value_text(key), href=links.statistic(key), data_number=key)
            rows.append(element("tr", label, element("td", value)))
    if not rows:
        return None
    heads = [element("th", edition.label(name), scope="col") for name in ("statistic", "value")]
    return element(
        "details",
        element("summary", edition.label("data_of_figure")),
        element(
            "div",
            element("table", element("thead", element("tr", heads)), element("tbody", rows)),
            class_="k-figure__rows",
        ),
        class_="k-figure__data",
        open=True,
    )


def _figure_words(edition: Edition, target: str) -> Element:
    """The drawing in words: what the record says at length, else what it shows at a glance, and every value."""
    figure = edition.report.figures[target]
    said = edition.words(figure.description)
    if not said:
        known = [key for key in figure.data if key in edition.values and key in edition.report.statistics]
        values = (f"{edition.words(edition.report.statistics[key].label)}: {edition.value_text(key)}" for key in known)
        said = " ".join((edition.words(figure.alt), edition.pack.between(";").join(values))).strip()
    return element(
        "details",
        element("summary", edition.label("figure_in_words"), class_="k-where"),
        element("p", said, id=f"figure-{target}-words"),
        class_="k-figure__words",
    )


def _figure_tools(edition: Edition, links: Links, target: str, alone: bool) -> Element:
    """The files of a figure, and the page from which it can be passed on."""
    drawing = links.figure_file(target, edition.language).removesuffix(".svg")
    name = edition.words(edition.report.figures[target].title)
    made = element("p", f"{edition.label('download')}: ", class_="k-figure__downloads k-where")
    for number, (kind, words) in enumerate((("csv", edition.label("data_csv")), ("svg", "SVG"), ("png", "PNG"))):
        file = element("a", words, href=f"{drawing}.{kind}", download=True, aria_label=f"{words}: {name}")
        add(made, " · " if number else None, file)
    if not alone:
        words = edition.label("share_figure")
        page = links.figure_page(target, edition.language)
        add(made, " · ", element("a", words, href=page, class_="k-figure__page", aria_label=f"{words}: {name}"))
    return made


def missing(edition: Edition, what: str, tag: str = "p") -> Element:
    """What a page shows while a finding is open (drafts and the live preview only: a build stops before)."""
    return element(tag, edition.label("missing", what=what), class_="k-missing", data_kerege_missing=what)
