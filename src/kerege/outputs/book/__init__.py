"""The PDF of an edition, by WeasyPrint. This room is the only one that knows WeasyPrint."""

from __future__ import annotations

import hashlib
import os
import re
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from kerege import __version__
from kerege.errors import BuildFailed
from kerege.fonts import FOLDER as FONTS
from kerege.render.behind import behind_count
from kerege.render.chapters import chapter_html
from kerege.render.edition import Edition
from kerege.render.generated import generated_pages
from kerege.render.links import Medium
from kerege.render.pages import opening_html

_FONTCONFIG = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>{fonts}</dir><cachedir>{cache}</cachedir></fontconfig>
"""


@dataclass(frozen=True)
class BookFacts:
    """What became of a book."""

    path: Path
    pages: int


def write_book(edition: Edition, figures: Path, out: Path, cache: Path) -> BookFacts:
    """Write the PDF of an edition to `out`: tagged (PDF/UA-1), fonts embedded, the same bytes for the same input.

    Args:
        figures: the folder of the drawings, `<id>-<language>.svg`.
        cache: a folder for fontconfig's files.

    Raises:
        BuildFailed: the HTML asked for a file it must not have.
    """
    _only_our_fonts(cache)
    from weasyprint import CSS, HTML
    from weasyprint.text.fonts import FontConfiguration
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    from kerege.outputs.book.footnotes import require_known_version

    require_known_version()
    text = book_html(edition)
    configuration = FontConfiguration()

    class Fetcher(URLFetcher):  # type: ignore[misc]
        def fetch(self, url: str, headers: Any = None) -> URLFetcherResponse:
            body, mime = _file(url, figures)
            return URLFetcherResponse(url, body, {"Content-Type": mime})

    fetch = Fetcher(allowed_protocols=("kerege",), fail_on_errors=True)
    style = CSS(
        string=(Path(__file__).parent / "book.css").read_text(encoding="utf-8").replace("fonts:", "kerege:///fonts/"),
        font_config=configuration,
        url_fetcher=fetch,
        base_url="kerege:///",
    )
    paper = CSS(string=f"@page {{ size: {edition.report.settings.paper}; }}")
    document = HTML(string=text, url_fetcher=fetch, base_url="kerege:///").render(
        stylesheets=[paper, style], font_config=configuration
    )
    out.parent.mkdir(parents=True, exist_ok=True)
    identifier = hashlib.sha256(text.encode("utf-8")).digest()[:16]
    document.write_pdf(out, pdf_variant="pdf/ua-1", pdf_identifier=identifier)
    return BookFacts(out, len(document.pages))


def _only_our_fonts(cache: Path) -> None:
    """Any other installed font would be a silent fallback for a missing glyph."""
    cache.mkdir(parents=True, exist_ok=True)
    path = cache / "fonts.conf"
    path.write_text(_FONTCONFIG.format(fonts=FONTS, cache=cache / "fontconfig"), encoding="utf-8")
    os.environ["FONTCONFIG_FILE"] = str(path)


def _file(url: str, figures: Path) -> tuple[bytes, str]:
    """The only files a book can load: our fonts and the report's drawings."""
    match = re.fullmatch(r"kerege:/*(?P<kind>fonts|figures)/(?P<name>[\w-]+\.(?:ttf|svg))", unquote(url))
    if match is None:
        raise BuildFailed(f"The PDF may load only figures and fonts of the report, not {url}.")
    folder = FONTS if match["kind"] == "fonts" else figures
    path = folder / match["name"]
    mime = "font/ttf" if path.suffix == ".ttf" else "image/svg+xml"
    return path.read_bytes(), mime


def book_html(edition: Edition) -> str:
    """The whole book as one HTML text."""
    settings = edition.report.settings
    chapters = [
        (
            f"chapter-{chapter.name}",
            chapter.title,
            f"{opening_html(chapter, edition)}\n{chapter_html(chapter, edition, Medium.BOOK)}",
        )
        for chapter in edition.chapters
    ]
    chapters += [(f"page-{page.name}", page.title, page.html) for page in generated_pages(edition, Medium.BOOK)]
    title = escape(edition.words(settings.title))
    body = "\n".join(
        f'<section class="{_setting(edition, key)}" id="{key}"{_lang(edition, key)}><h1>{escape(name)}</h1>{html}</section>'
        for key, name, html in chapters
    )
    publisher = escape(edition.words(settings.publisher), quote=True)
    return (
        f'<!DOCTYPE html><html lang="{edition.language}"><head><meta charset="utf-8"><title>{title}</title>'
        f'<meta name="author" content="{publisher}">'
        f'<meta name="description" content="{escape(edition.words(settings.message), quote=True)}">'
        f'<meta name="generator" content="Kerege {__version__}">'
        f'<meta name="dcterms.created" content="{settings.date}"><meta name="dcterms.modified" content="{settings.date}">'
        f"</head><body>{_cover(edition)}{_imprint(edition, body)}{_contents(edition, chapters)}"
        f'<p class="report-name">{title}</p>{body}</body></html>'
    )


def _setting(edition: Edition, key: str) -> str:
    """How a chapter is set: tighter where its front matter says so, to save a last page of a few lines."""
    tight = any(key == f"chapter-{c.name}" and c.meta.get("print") == "tight" for c in edition.chapters)
    return "chapter chapter--tight" if tight else "chapter"


def _lang(edition: Edition, key: str) -> str:
    """The language of a chapter that waits for its translation."""
    for chapter in edition.chapters:
        if key == f"chapter-{chapter.name}" and chapter.language != edition.language:
            return f' lang="{chapter.language}"'
    return ""


def _cover(edition: Edition) -> str:
    settings = edition.report.settings
    line = edition.label("edition_line", number=settings.edition, date=settings.date)
    return (
        f'<section class="cover"><div class="words"><h1>{escape(edition.words(settings.title))}</h1>'
        f'<p class="subtitle">{escape(edition.words(settings.subtitle))}</p></div>{_lattice()}'
        f'<p class="edition">{escape(line)}</p></section>'
    )


def _lattice() -> str:
    """The kerege: crossing laths, drawn as lines."""
    lines = []
    for step in range(-8, 24):
        x = step * 15
        lines.append(f'<line x1="{x}" y1="0" x2="{x + 105}" y2="105"/><line x1="{x + 105}" y1="0" x2="{x}" y2="105"/>')
    return (
        '<div class="lattice"><svg aria-hidden="true" width="210mm" height="105mm" viewBox="0 0 210 105" '
        f'stroke="#b4605a" stroke-width="1.1" fill="none">{"".join(lines)}</svg></div>'
    )


def _imprint(edition: Edition, body: str) -> str:
    settings = edition.report.settings
    digest = hashlib.sha256(body.encode("utf-8")).hexdigest()[:16]
    behind = sum(behind_count(chapter, edition) for chapter in edition.everything)
    texts = [
        edition.words(settings.publisher),
        edition.words(settings.rights),
        edition.label(f"state_{edition.state}"),
        edition.label("behind_edition", count=behind) if behind else "",
        edition.label("edition_line", number=settings.edition, date=settings.date),
        edition.label("made_with", version=__version__),
        edition.label("text_digest", digest=digest),
    ]
    lines = "".join(f"<p>{escape(text)}</p>" for text in texts if text)
    return f'<section class="imprint"><h2>{escape(edition.label("imprint"))}</h2>{lines}</section>'


def _contents(edition: Edition, chapters: list[tuple[str, str, str]]) -> str:
    items = []
    for key, name, html in chapters:
        inner = "".join(
            f'<li><a href="#{anchor}">{title}</a></li>'
            for anchor, title in re.findall(r'<h2 id="([^"]+)">(.*?)</h2>', html)
            if key.startswith("chapter-")
        )
        below = f"<ol>{inner}</ol>" if inner else ""
        items.append(f'<li><a href="#{key}">{escape(name)}</a>{below}</li>')
    contents = f'<section class="contents"><h2>{escape(edition.label("contents"))}</h2><ol>{"".join(items)}</ol>'
    return contents + _list_of_figures(edition) + "</section>"


def _list_of_figures(edition: Edition) -> str:
    """Figures and numbered tables, in the order of their numbers."""
    rows = []
    for key, number in edition.figure_numbers.items():
        figure = edition.report.figures.get(key)
        if figure is not None:
            title = f"{edition.label('figure_number', number=number)} {edition.words(figure.title)}"
            rows.append(f'<li><a href="#figure-{key}">{escape(title)}</a></li>')
    captions = {table.id: table.caption for chapter in edition.chapters for table in chapter.tables if table.id}
    for key, number in edition.table_numbers.items():
        if key in captions:
            title = f"{edition.label('table_number', number=number)} {captions[key]}"
            rows.append(f'<li><a href="#table-{key}">{escape(title)}</a></li>')
    if not rows:
        return ""
    return f'<h2 class="second">{escape(edition.label("list_of_figures"))}</h2><ol class="figures">{"".join(rows)}</ol>'
