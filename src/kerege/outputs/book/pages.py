"""The HTML of a whole book: cover, title page, imprint, contents, chapters, the generated pages, back cover."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from html import escape

from kerege import __version__
from kerege.model import Chapter
from kerege.model.paper import ASIDE, MARGINS, PAPERS, POINT
from kerege.outputs.book.composing import composed
from kerege.render.behind import behind_count
from kerege.render.chapters import chapter_html
from kerege.render.edition import Edition
from kerege.render.generated import generated_pages
from kerege.render.links import Medium
from kerege.render.pages import opening_html

FIRST_CHAPTER = "main-matter"
"""The anchor at which the roman page numbers end and the arabic ones begin."""


@dataclass(frozen=True)
class Part:
    """A chapter or a generated page of the book."""

    key: str
    """Its anchor."""
    title: str
    html: str
    number: int | None
    """Of a chapter; None for a generated page."""
    language: str
    kind: str
    """CSS class."""


def book_html(edition: Edition) -> str:
    """The whole book as one HTML text."""
    settings = edition.report.settings
    parts = _parts(edition)
    title = escape(edition.words(settings.title))
    body = "\n".join(_section(part, edition, first=index == 0) for index, part in enumerate(parts))
    publisher = escape(edition.words(settings.publisher), quote=True)
    digest = hashlib.sha256(body.encode("utf-8")).hexdigest()[:16]
    html = (
        f'<!DOCTYPE html><html lang="{edition.language}"><head><meta charset="utf-8"><title>{title}</title>'
        f'<meta name="author" content="{publisher}">'
        f'<meta name="description" content="{escape(edition.words(settings.message), quote=True)}">'
        f'<meta name="keywords" content="{escape(_keywords(edition, digest), quote=True)}">'
        f'<meta name="generator" content="Kerege {__version__}">'
        f'<meta name="dcterms.created" content="{settings.date}"><meta name="dcterms.modified" content="{settings.date}">'
        f"</head><body>{front_cover(edition)}{_title_page(edition)}{_imprint(edition, digest)}{_contents(edition, parts)}"
        f"{body}{back_cover(edition)}</body></html>"
    )
    return composed(html, edition.language)


def _keywords(edition: Edition, digest: str) -> str:
    """Identification, edition, state and digest, for whoever holds only the file."""
    settings = edition.report.settings
    facts = [
        settings.identifier or settings.slug,
        edition.line,
        edition.label(f"state_{edition.state}"),
        edition.label("text_digest", digest=digest),
    ]
    return "; ".join(facts)


def _parts(edition: Edition) -> list[Part]:
    parts = [
        Part(
            f"chapter-{chapter.name}",
            chapter.title,
            _chapter(chapter, edition),
            number,
            chapter.language,
            "chapter chapter--numbered chapter--tight"
            if chapter.meta.get("print") == "tight"
            else "chapter chapter--numbered",
        )
        for number, chapter in enumerate(edition.chapters, 1)
    ]
    parts += [
        Part(f"page-{page.name}", page.title, page.html, None, edition.language, f"chapter chapter--{page.name}")
        for page in generated_pages(edition, Medium.BOOK)
    ]
    return parts


_LETTERS = {"en": 4.55, "ru": 5.25, "ky": 5.4}
"""Mean widths of a letter of the text, points; a language that is not here is taken to be wide."""


def _chapter(chapter: Chapter, edition: Edition) -> str:
    left, right = MARGINS[edition.report.settings.paper]
    width, _ = PAPERS[edition.report.settings.paper]
    letter = _LETTERS.get(chapter.language, max(_LETTERS.values()))
    measure = Measure((width - left - right) * POINT / letter, (left - ASIDE) * POINT / (letter * _LARGER))
    return f"{opening_html(chapter, edition)}\n{beside(chapter_html(chapter, edition, Medium.BOOK), measure)}"


@dataclass(frozen=True)
class Measure:
    """Letters of a line of text, and of a line of a testimony in the margin."""

    column: float
    aside: float


_QUOTE = r'<figure class="k-quote [^"]*k-quote--short"(?:(?!</figure>).)*</figure>'
_PARAGRAPH = r"<p>(?:(?!</p>).)*</p>"
_PLACE = re.compile(
    rf"(?P<before>{_PARAGRAPH})\s*(?P<quote>{_QUOTE})(?!\s*(?:</div>|<figure))(?:\s*(?P<after>{_PARAGRAPH}))?",
    re.DOTALL,
)
_LARGER = 1.12
"""Letters of a testimony in the margin against those of the text."""
_WORD, _MOST, _SPARE = 3, 14, 0.7
"""Letters lost at the end of a line in the margin, where no word is divided; lines that no page may part; part of a line
by which the testimony may be higher than the text beside it."""


def beside(html: str, measure: Measure) -> str:
    """Chapter HTML in which a short testimony stands in the margin, wherever the text around it is as high.

    That is the paragraph before it, or that and the one behind it. They are one block that no page parts, so
    testimonies in the margin never run into each other or off the page; two that follow each other never both go there.
    """

    def placed(match: re.Match[str]) -> str:
        before, quote, after = match["before"], match["quote"], match["after"] or ""
        words, source = quote.partition("<figcaption")[::2]
        # A rule and its space are half a line; the lines of the source are lower.
        high = _lines(words, measure.aside - _WORD) + 0.8 * _lines(source, measure.aside * 1.4) + 0.6
        alone, both = (_lines(before, measure.column), _lines(before, measure.column) + _lines(after, measure.column))
        if high <= alone <= _MOST and "<k-note" not in before:
            return f'<div class="k-beside">{before}{quote}</div>{after}'
        if after and high - _SPARE <= both <= _MOST and "<k-note" not in before + after:
            return f'<div class="k-beside k-beside--two">{before}{quote}{after}</div>'
        return match[0]

    return _PLACE.sub(placed, html)


def _lines(html: str, letters: float) -> int:
    text = re.sub(r"<k-note.*?</k-note>|<[^>]*>", "", html, flags=re.DOTALL)
    return int(len(" ".join(text.split())) / letters) + 1


def _section(part: Part, edition: Edition, *, first: bool) -> str:
    # A chapter that waits for its translation is in another language than the book.
    lang = f' lang="{part.language}"' if part.language != edition.language else ""
    opening = f'<div id="{FIRST_CHAPTER}"></div>' if first else ""
    number = f'<p class="chapter-number">{part.number}</p>' if part.number else ""
    kind = f"{part.kind} chapter--first" if first else part.kind
    return f'<section class="{kind}" id="{part.key}"{lang}>{opening}{number}<h1>{escape(part.title)}</h1>{part.html}</section>'


def front_cover(edition: Edition) -> str:
    """The front cover, the same for the screen and for the printer's cover sheet."""
    settings = edition.report.settings
    line = edition.line
    return (
        f'<section class="cover cover--front"><div class="words"><h1>{escape(edition.words(settings.title))}</h1>'
        f'<p class="subtitle">{escape(edition.words(settings.subtitle))}</p></div><p class="edition">{escape(line)}</p></section>'
    )


def back_cover(edition: Edition) -> str:
    """The back cover: the report in one paragraph, and where to find it."""
    settings = edition.report.settings
    message = f'<p class="message">{escape(edition.words(settings.message))}</p>' if settings.message else ""
    url = f"<p>{escape(edition.label('on_the_web'))}: {escape(settings.url)}</p>" if settings.url else ""
    name = f"<p>{escape(settings.identifier)}</p>" if settings.identifier else ""
    return f'<section class="cover cover--back">{message}<div class="address">{url}{name}</div></section>'


def _title_page(edition: Edition) -> str:
    settings = edition.report.settings
    authors = f'<p class="authors">{escape(", ".join(settings.authors))}</p>' if settings.authors else ""
    lines = [
        edition.line,
        edition.label("edition_language"),
    ]
    state = f"<p>{escape(edition.label(f'state_{edition.state}'))}</p>"
    return (
        f'<section class="title-page"><p class="title">{escape(edition.words(settings.title))}</p>'
        f'<p class="subtitle">{escape(edition.words(settings.subtitle))}</p>{authors}'
        f'<div class="facts">{"".join(f"<p>{escape(line)}</p>" for line in lines)}{state}</div></section>'
    )


def _imprint(edition: Edition, digest: str) -> str:
    settings = edition.report.settings
    behind = sum(behind_count(chapter, edition) for chapter in edition.everything)
    texts = [
        edition.words(settings.publisher),
        edition.words(settings.rights),
        edition.label(f"state_{edition.state}"),
        edition.label("behind_edition", count=behind) if behind else "",
        edition.line,
        f"{edition.label('on_the_web')}: {settings.url}" if settings.url else "",
        settings.identifier,
        edition.label("made_with", version=__version__),
        edition.label("text_digest", digest=digest),
    ]
    lines = "".join(f"<p>{escape(text)}</p>" for text in texts if text)
    return f'<section class="imprint"><h2>{escape(edition.label("imprint"))}</h2>{lines}</section>'


_SECTION = re.compile(r'<h2\b[^>]*?\sid="([^"]+)"[^>]*>(.*?)</h2>', re.DOTALL)
_NOTE = re.compile(r"<k-note\b.*?</k-note>", re.DOTALL)
_LINK_OR_PLACE = re.compile(r"</?(?:a|span)\b[^>]*>")


def _in_contents(heading: str) -> str:
    """A heading without its notes, and without links and ids, which stand where the heading stands."""
    return _LINK_OR_PLACE.sub("", _NOTE.sub("", heading)).strip()


def _contents(edition: Edition, parts: list[Part]) -> str:
    items = []
    for part in parts:
        inner = "".join(
            f'<li><a href="#{anchor}">{_in_contents(title)}</a></li>'
            for anchor, title in _SECTION.findall(part.html)
            if part.number
        )
        lang = f' lang="{part.language}"' if part.language != edition.language else ""
        below = f"<ol>{inner}</ol>" if inner else ""
        number = f'<span class="number">{part.number}</span> ' if part.number else '<span class="number"></span> '
        items.append(f'<li{lang}>{number}<a href="#{part.key}">{escape(part.title)}</a>{below}</li>')
    contents = (
        f'<section class="contents"><h2>{escape(edition.label("contents"))}</h2><ol>{"".join(items)}</ol></section>'
    )
    return contents + _list_of_figures(edition)


def _list_of_figures(edition: Edition) -> str:
    """Figures and numbered tables, in the order of their numbers."""
    rows = []
    for key, number in edition.figure_numbers.items():
        figure = edition.report.figures.get(key)
        if figure is not None:
            title = f"{edition.label('figure_number', number=number)} {edition.words(figure.title)}"
            rows.append(f'<li><a href="#figure-{key}">{escape(title)}</a></li>')
    captions = {table.id: table for chapter in edition.chapters for table in chapter.tables if table.id}
    languages = {table.id: c.language for c in edition.chapters for table in c.tables}
    for key, number in edition.table_numbers.items():
        if key in captions:
            lang = f' lang="{languages[key]}"' if languages[key] != edition.language else ""
            label = edition.label("table_number", number=number)
            rows.append(
                f'<li><a href="#table-{key}">{escape(label)} <span{lang}>{escape(captions[key].caption)}</span></a></li>'
            )
    if not rows:
        return ""
    heading = escape(edition.label("list_of_figures"))
    return f'<section class="contents contents--figures"><h2>{heading}</h2><ol class="figures">{"".join(rows)}</ol></section>'
