"""The HTML of quote, statistic and figure blocks, in every medium the same."""

from __future__ import annotations

from html import escape

from kerege.cells import csv_text
from kerege.model import Block, Figure, Quote
from kerege.render.edition import Edition, attribute
from kerege.render.links import Links, Medium
from kerege.render.sources import stated_at
from kerege.render.testimony import length_class, paragraphs_html
from kerege.render.value_table import value_rows


def statistic_html(edition: Edition, links: Links, block: Block, anchor: str) -> str:
    """One large numeral, what it says, and where it comes from."""
    record = edition.report.statistics.get(block.target)
    if record is None:
        return missing(edition, f"statistic:{block.target}")
    label = block.label or edition.words(record.label)
    source = edition.label("source_line", source=edition.source_line(record)) if record.source else ""
    return (
        f'<aside class="k-statistic" id="{anchor}" data-kerege="statistic:{block.target}">'
        f'<p class="k-statistic__value"><a href="{links.statistic(block.target)}">'
        f"{escape(edition.value_text(block.target))}</a></p>"
        f'<p class="k-statistic__label">{escape(label)}</p>'
        f'<p class="k-statistic__source">{escape(source)}</p></aside>'
    )


def quote_html(edition: Edition, quote: Quote, *, anchor: bool = True) -> str:
    """A testimony: verbatim words between the language's quotation marks, a paraphrase without any and labelled."""
    text = quote.text.get(edition.language)
    if text is None or quote.withdrawn:
        return missing(edition, f"quote:{quote.id}")
    identifier = f' id="quote-{quote.id}"' if anchor else ""
    speaker = _speaker(edition, quote)
    form = edition.label("paraphrase") if quote.is_paraphrase else ""
    if not quote.is_paraphrase and quote.original != edition.language:
        form = edition.label("translated_from", language=edition.label(f"language_{quote.original}"))
    form_html = f' <span class="k-quote__form">{escape(form)}</span>' if form else ""
    shown = paragraphs_html(text, edition.pack, quoted=not quote.is_paraphrase)
    tag = "div" if quote.is_paraphrase else "blockquote"
    body = f'<{tag} class="k-quote__text">{shown}</{tag}>'
    kind = "paraphrase" if quote.is_paraphrase else "verbatim"
    return (
        f'<figure class="k-quote k-quote--{kind}{length_class(text)}"{identifier} data-kerege="quote:{quote.id}">{body}'
        f'<figcaption><span class="k-quote__speaker">{escape(speaker)}</span>{form_html}</figcaption></figure>'
    )


def _speaker(edition: Edition, quote: Quote) -> str:
    """Role and displayed attributes, in the words of the edition's language; nothing else of a person is ever printed."""
    words = [edition.report.speakers.get(quote.speaker, {})]
    words += [edition.report.attributes.get(name, {}).get(value, {}) for name, value in sorted(quote.shown.items())]
    return ", ".join(text for text in map(edition.words, words) if text)


def figure_html(edition: Edition, links: Links, target: str) -> str:
    """A figure with its finding as title, the drawing, the data behind it, the source."""
    figure = edition.report.figures.get(target)
    if figure is None:
        return missing(edition, f"figure:{target}")
    number = edition.label("figure_number", number=edition.figure_numbers.get(target, 0))
    source = edition.report.sources.get(figure.source)
    source_line = edition.label("source_line", source=edition.words(source.title)) if source else ""
    subtitle = edition.words(figure.subtitle)
    width, height = figure.width, figure.height
    # Most drawings stand below the first screen; print needs them all at once.
    lazy = ' loading="lazy" decoding="async"' if links.medium is Medium.WEB else ""
    image = (
        f'<img class="k-figure__image" src="{links.figure_file(target, edition.language)}" '
        f'alt="{attribute(edition.words(figure.alt))}" '
        f'width="{width * 6:.0f}" height="{height * 6:.0f}"{lazy}>'
    )
    parts = [
        f'<figure class="k-figure" id="figure-{target}" data-kerege="figure:{target}">',
        f'<p class="k-figure__title"><span class="k-number">{escape(number)}</span> {escape(edition.words(figure.title))}</p>',
        f'<p class="k-figure__subtitle">{escape(subtitle)}</p>' if subtitle else "",
        image,
        _figure_data(edition, links, target) if links.medium is Medium.WEB else "",
        f'<figcaption class="k-figure__source">{escape(source_line)}{_data_place(edition, links, figure)}</figcaption></figure>',
    ]
    return "".join(parts)


def _data_place(edition: Edition, links: Links, figure: Figure) -> str:
    """In the book, where the annex lists what a figure draws; the page number is the layout's to fill in."""
    stated = stated_at(edition, links.medium) if links.medium is Medium.BOOK else {}
    if not any(edition.report.statistics[key].source == figure.source for key in stated if key in edition.values):
        return ""
    words = f"{edition.label('data_behind')}, {edition.label('page').lower()} "
    return f' · <a href="#source-{escape(figure.source)}" class="k-page">{escape(words)}</a>'


def figure_csv(edition: Edition, target: str) -> str:
    """The data of a figure as CSV."""
    return csv_text(value_rows(edition, edition.report.figures[target].data))


def _figure_data(edition: Edition, links: Links, target: str) -> str:
    rows = []
    for key in edition.report.figures[target].data:
        record = edition.report.statistics.get(key)
        if record is None or key not in edition.values:
            continue
        label = escape(edition.words(record.label))
        rows.append(f'<tr><th scope="row">{label}</th><td>{escape(edition.value_text(key))}</td></tr>')
    if not rows:
        return ""
    head = f'<tr><th scope="col">{edition.label("statistic")}</th><th scope="col">{edition.label("value")}</th></tr>'
    return (
        f'<details class="k-figure__data"><summary>{edition.label("show_data")}</summary>'
        f"<table><thead>{head}</thead><tbody>{''.join(rows)}</tbody></table>{_downloads(edition, links, target)}</details>"
    )


def _downloads(edition: Edition, links: Links, target: str) -> str:
    drawing = links.figure_file(target, edition.language)
    bare = drawing.removesuffix(".svg")
    name = attribute(edition.words(edition.report.figures[target].title))
    return (
        f'<p class="k-figure__downloads">{escape(edition.label("download"))}: '
        + " · ".join(
            f'<a href="{bare}.{kind}" download aria-label="{kind.upper()}: {name}">{kind.upper()}</a>'
            for kind in ("csv", "svg", "png")
        )
        + "</p>"
    )


def missing(edition: Edition, what: str) -> str:
    """What a page shows while a finding is open (drafts and the live preview only: a build stops before)."""
    return f'<p class="k-missing" data-kerege-missing="{attribute(what)}">{escape(edition.label("missing", what=what))}</p>'
