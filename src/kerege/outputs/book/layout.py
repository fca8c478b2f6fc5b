"""Loading WeasyPrint and laying out a book's HTML: fonts and files of the report only, progress by page."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import unquote
from xml.sax.saxutils import escape

from kerege.errors import BuildFailed
from kerege.files import write_whole
from kerege.fonts import FOLDER as FONTS
from kerege.languages import LanguagePack
from kerege.messages import say, settled
from kerege.model import Brand
from kerege.model.brand import text_scale
from kerege.model.paper import Paper
from kerege.outputs.book import weasyprint_70
from kerege.outputs.book.fitting import page_maker
from kerege.outputs.book.hyphenation import dictionaries
from kerege.outputs.book.lines import keep_ends, unhurried
from kerege.outputs.book.sizes import fit_sizes
from kerege.render.elements import Element
from kerege.render.formulas import drawing_named
from kerege.render.sheets import counted, enlarged, filled, rules

_FONTCONFIG = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>{folders}<cachedir>{cache}</cachedir></fontconfig>
"""
_HERE = Path(__file__).parent


def style_text(
    paper: Paper, brand: Brand | None = None, own: Sequence[str] = (), pack: LanguagePack | None = None
) -> str:
    """The book's style sheet for a paper, in a house style.

    Args:
        pack: the language of the book: one from right to left is bound at the right, and its page numbers may have own digits.
        own: families of fonts that the report brings, for letters that ours lack.
    """
    brand = brand or Brand()
    measures = {
        "left": paper.left,
        "right": paper.right,
        "top": paper.top,
        "bottom": paper.bottom,
        "width": paper.width,
        "height": paper.height,
        "body": paper.body - 1,
        "aside": paper.aside,
        "spread": paper.spread,
        "side": round(paper.width * 26 / 210, 1),
    }
    sheet = enlarged((_HERE / "book.css").read_text(encoding="utf-8"), text_scale(brand.base.size))
    more = _MIRRORED if paper.mirrored else _ANNEX if paper.aside else ""
    more += "" if paper.aside else _ALONE
    more += _LEFTWARDS if pack is not None and pack.leftwards else ""
    more += _LEFTWARDS_ASIDE if pack is not None and pack.leftwards and not paper.mirrored else ""
    counter = pack.counter if pack is not None else ""
    more += _NUMBERS.replace("DIGITS", counter) + counted((pack,)) if pack is not None and counter else ""
    named = {name: f"{value:g}mm" for name, value in measures.items()}
    return (
        filled(sheet + more, brand, named, own)
        + rules(brand)
        + filled(brand.sheets.get("print", ""), brand, named, own)
    )


_LEFTWARDS = "html { break-before: right } .chapter--first, .part { break-before: left }\n"
_LEFTWARDS_ASIDE = "@page { margin-left: $(right); margin-right: $(left) } @page annex { margin-left: $(right); margin-right: $(right) }\n"
"""The column of chapter numbers and short testimonies stands where a line begins."""
_NUMBERS = r"""
@page :left { @bottom-left { content: counter(page, DIGITS) } }
@page :right { @bottom-right { content: counter(page, DIGITS) } }
@page front:left { @bottom-left { content: counter(page, lower-roman) } }
@page front:right { @bottom-right { content: counter(page, lower-roman) } }
@page cover { @bottom-left { content: none } @bottom-right { content: none } }
@page title { @bottom-left { content: none } @bottom-right { content: none } }
@page silent { @bottom-left { content: none } @bottom-right { content: none } }
@page title:left { @bottom-left { content: none } } @page title:right { @bottom-right { content: none } }
@page silent:left { @bottom-left { content: none } } @page silent:right { @bottom-right { content: none } }
@page :blank { @bottom-left { content: none } @bottom-right { content: none } }
.contents li a::after { content: leader(" . ") " " target-counter(attr(href), page, DIGITS) }
.contents--run-in li li a::after { content: "\\A0" target-counter(attr(href), page, DIGITS) }
a.k-page::after { content: target-counter(attr(href), page, DIGITS) }
"""
_ANNEX = "@page annex { margin-left: $(right); }\n.chapter--statistics { page: annex; }\n"
_MIRRORED = "@page :left { margin-left: $(right); margin-right: $(left); }\n"
_ALONE = """
.chapter-number:not(.chapter-number--words) { inset-inline-start: 0; width: auto; padding-top: calc(6mm + 2.5pt); border-top: 0; font: 600 25pt/29pt $(headings); font-variant-numeric: lining-nums; }
.chapter-number + h1 { padding-inline-start: 14mm; }
.chapter--run-on > .chapter-number:not(.chapter-number--words) { top: 12pt; padding-top: calc(4mm + 2.5pt); font-size: 19pt; line-height: 23pt; }
.chapter--tight > .chapter-number:not(.chapter-number--words) { padding-top: calc(5mm + 2.5pt); }
.chapter--run-on > .chapter-number + h1 { padding-inline-start: 11mm; }
.chapter-number--words + h1 { padding-inline-start: 0; }
.contents li { padding-inline-start: 10mm; }
.contents li li { padding-inline-start: 0; }
.contents .number { inset-inline-start: 0; }
.contents .figures li, .contents .plain li { padding-inline-start: 0; }
.k-wide { width: calc(100% + $(spread) + $(spread)); margin-inline-start: calc(0mm - $(spread)); }
"""
"""Without a column beside the text, the number of a chapter stands before its title, on the same line."""


def lay_out(
    html: Element | str,
    style: str,
    figures: Path,
    cache: Path,
    languages: tuple[str, ...],
    refused: list[str] | None = None,
    *,
    fit: bool = False,
    own_fonts: Sequence[Path] = (),
    paper: Paper | None = None,
    files: Mapping[str, Path] | None = None,
    scale: float = 1.0,
) -> Any:
    """WeasyPrint's document of a book: laid out once, to be written as often as needed.

    Args:
        html: the root element, or a text for a parser to make one of: it would tear a list in a note apart.
        figures: the folder of the drawings, `<id>-<language>.svg`.
        cache: a folder for fontconfig's files and hyphenation patterns.
        refused: receives what the HTML asks for and must not have while the document is written: drawings are drawn, and
            attachments read, only then, and WeasyPrint goes on without them.
        fit: see to it that no page looks unfinished.
        paper: what is too wide or too tall for it is set smaller.
        own_fonts: the folders of fonts that the report brings, for letters that ours lack.
        files: pictures of the report that the book may show, by their path below its folder.
        scale: by how much letters are larger than ours.

    Raises:
        BuildFailed: the HTML asked for a file it must not have.
    """
    setter = Typesetter(
        style, figures, cache, languages, own_fonts=own_fonts, paper=paper, files=files, scale=scale, refused=refused
    )
    return setter.lay_out(html, make_pages=page_maker() if fit else None)


class Typesetter:
    """Lays out HTML in one style, with the fonts and files of one report.

    Fonts and style sheet are made once: they cost as much as a short chapter. The arguments are those of `lay_out`.
    """

    def __init__(
        self,
        style: str,
        figures: Path,
        cache: Path,
        languages: tuple[str, ...],
        *,
        own_fonts: Sequence[Path] = (),
        paper: Paper | None = None,
        files: Mapping[str, Path] | None = None,
        scale: float = 1.0,
        refused: list[str] | None = None,
    ) -> None:
        ready(cache, own_fonts)
        from weasyprint import CSS
        from weasyprint.text.fonts import FontConfiguration
        from weasyprint.urls import URLFetcher, URLFetcherResponse

        self.refused: list[str] = [] if refused is None else refused
        """What HTML asked for and must not have."""
        self.fonts = FontConfiguration()
        self._paper, self._scale = paper, scale
        self._figures, self._files = figures, files or {}
        self._patterns = dictionaries(languages, cache / "hyphenation")
        setter = self

        class Fetcher(URLFetcher):  # type: ignore[misc]
            def fetch(self, url: str, headers: Any = None) -> URLFetcherResponse:
                try:
                    body, mime = setter.file(url)
                except BuildFailed as error:
                    setter.refused.append(settled(error))
                    raise
                return URLFetcherResponse(url, body, {"Content-Type": mime})

        self._fetch = Fetcher(allowed_protocols=("kerege",), fail_on_errors=True)
        with nothing_else(self.refused):
            self._sheet = CSS(
                string=style, font_config=self.fonts, url_fetcher=self._fetch, base_url="kerege:///style/"
            )

    def file(self, url: str) -> tuple[bytes, str]:
        """Content and type of a file that HTML or style may show.

        Raises:
            BuildFailed: it may not.
        """
        return file_named(url, self._figures, self._files)

    def lay_out(self, html: Element | str, *, make_pages: Callable[..., Any] | None = None) -> Any:
        """WeasyPrint's document.

        Args:
            make_pages: makes all pages, in the place of WeasyPrint's `make_all_pages`.

        Raises:
            BuildFailed: the HTML asked for a file it must not have.
        """
        from weasyprint import HTML

        with (
            nothing_else(self.refused),
            weasyprint_70.layout(unhurried, make_pages, self._patterns),
        ):
            book = HTML(string=html if isinstance(html, str) else "", url_fetcher=self._fetch, base_url="kerege:///")
            if isinstance(html, Element):
                book.wrapper_element = type(book.wrapper_element).from_html_root(html, content_language=None)
                book.etree_element = html
            if self._paper is not None:
                fit_sizes(book.etree_element, self._paper, self._scale)
            document = book.render(stylesheets=[self._sheet], font_config=self.fonts)
        keep_ends(document.pages)
        return document


@contextmanager
def nothing_else(refused: list[str]) -> Iterator[None]:
    """Stop when a book, while it is laid out or written, asks for a file that it must not have.

    Raises:
        BuildFailed: with what it asked for first.
    """
    from weasyprint.urls import FatalURLFetchingError

    try:
        yield
    except FatalURLFetchingError as error:
        # It is no Exception, so that nobody catches it unawares; a process of the pool would hand it on as it is.
        raise BuildFailed(refused[0] if refused else str(error)) from error
    if refused:
        raise BuildFailed(refused[0])


def ready(cache: Path, own_fonts: Sequence[Path] = ()) -> None:
    """Load WeasyPrint with the report's fonts: done before processes are forked, its import is paid once."""
    _only_our_fonts(cache, own_fonts)
    weasyprint_70.require_known_version()


def _only_our_fonts(cache: Path, own: Sequence[Path]) -> None:
    """Any other installed font would be a silent fallback for a missing glyph."""
    path = cache / ("own-fonts.conf" if own else "fonts.conf")
    folders = "".join(f"<dir>{escape(str(folder))}</dir>" for folder in (FONTS, *own))
    text = _FONTCONFIG.format(folders=folders, cache=escape(str(cache / "fontconfig")))
    # The languages are laid out side by side: one must not find the file that another is just writing.
    if not path.is_file() or path.read_text(encoding="utf-8") != text:
        write_whole(path, text)
    os.environ["FONTCONFIG_FILE"] = str(path)


_MIMES = {".ttf": "font/ttf", ".svg": "image/svg+xml", ".png": "image/png", ".webp": "image/webp"}


def file_named(url: str, figures: Path, files: Mapping[str, Path]) -> tuple[bytes, str]:
    """The only files a book can load: our fonts, the report's drawings, and the pictures that it names."""
    asked = unquote(url)
    named = re.fullmatch(r"kerege:/*(?P<path>.+)", asked)
    if named is not None and named["path"] in files:
        path = files[named["path"]]
        return path.read_bytes(), _MIMES.get(path.suffix.lower(), "image/jpeg")
    match = re.fullmatch(r"kerege:/*(?P<kind>fonts|figures|formulas)/(?P<name>[\w=-]+\.(?:ttf|svg))", asked)
    if match is None:
        raise BuildFailed(say("The PDF may load only figures and fonts of the report, not {url}.", url=url))
    if match["kind"] == "formulas":
        drawing = drawing_named(match["name"].removesuffix(".svg"))
        return (drawing.svg if drawing else "<svg/>").encode("utf-8"), "image/svg+xml"
    path = (FONTS if match["kind"] == "fonts" else figures) / match["name"]
    return path.read_bytes(), _MIMES[path.suffix]
