"""The EPUB 3 of an edition, from the same HTML as website and book: accessible, fonts inside, the same bytes every time.

The package is written here and not by pandoc: pandoc keeps neither our marks, by which the finished file is read back,
nor notes in the form that reading systems show as pop-ups. Sources: EPUB 3.2, EPUB Accessibility 1.0.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.etree.ElementTree import Element, tostring

from kerege import __version__
from kerege.cache.store import digest_of
from kerege.errors import BuildFailed
from kerege.files import write_whole
from kerege.fonts import FOLDER as FONTS
from kerege.fonts import OwnFont, own_fonts, usable_fonts
from kerege.model import Brand
from kerege.outputs.epub.cover import cover_png
from kerege.outputs.epub.package import Item, navigation, package
from kerege.outputs.epub.xhtml import document
from kerege.outputs.zip_archive import packed
from kerege.render.edition import Edition
from kerege.render.elements import element, parts_of, words_of
from kerege.render.generated import generated_pages
from kerege.render.html import chapter_page
from kerege.render.links import Medium
from kerege.render.pages import authors_lines, opening
from kerege.render.sheets import filled, rules

_FACES = (
    "SourceSerif4_400Regular.ttf",
    "SourceSerif4_400Regular_Italic.ttf",
    "SourceSerif4_600SemiBold.ttf",
    "SourceSans3_400Regular.ttf",
    "SourceSans3_600SemiBold.ttf",
)
_CONTAINER = (
    b'<?xml version="1.0" encoding="utf-8"?>\n'
    b'<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
    b'<rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/></rootfiles></container>\n'
)


@dataclass(frozen=True)
class _Page:
    name: str
    title: str
    language: str
    kind: str
    """Its `epub:type`."""
    body: Element
    sections: Sequence[tuple[str, str]] = ()
    """Anchor and words of each heading that the contents list."""


def epub_digest(edition: Edition, figures: Path) -> str:
    """Of everything that the EPUB of an edition is made from.

    Raises:
        BuildFailed: as `write_epub`.
    """
    pages = _pages(edition)
    bodies = [(p.name, p.title, p.language, p.kind, tostring(p.body), _pictures(p, figures)) for p in pages]
    fonts = [digest_of(path.read_bytes()) for path in usable_fonts(edition.report.root)]
    files = [digest_of((edition.report.root / path).read_bytes()) for path in edition.report.brand.files]
    return digest_of(
        bodies,
        navigation(edition, _listed(pages)),
        edition.report.settings,
        edition.report.brand,
        edition.language,
        fonts,
        files,
    )


def write_epub(edition: Edition, figures: Path, out: Path) -> None:
    """Write the EPUB of an edition to `out`, in one step.

    Args:
        figures: the folder of the drawings, `<id>-<language>.svg`.

    Raises:
        BuildFailed: a page asks for a picture that is no figure of the report.
    """
    pages = _pages(edition)
    picture = element("img", src="cover.png", alt=edition.words(edition.report.settings.title))
    cover = element("section", picture, class_="cover")
    parts = {"cover.xhtml": document(cover, edition.label("cover"), edition.language, "cover")}
    parts["cover.png"] = cover_png(edition)
    fonts = (font for font in own_fonts(edition.report.root) if not font.problem)
    own = [(f"fonts/own-{n}{font.path.suffix.lower()}", font) for n, font in enumerate(fonts, 1)]
    parts |= {name: font.path.read_bytes() for name, font in own}
    parts["epub.css"] = _style(own, edition.report.brand.in_language(edition.language)).encode("utf-8")
    for face in _FACES:
        parts[f"fonts/{face}"] = (FONTS / face).read_bytes()
    for licence in ("SourceSerif4-OFL.txt", "SourceSans3-OFL.txt"):
        parts[f"fonts/{licence}"] = (FONTS / licence).read_bytes()
    for page in pages:
        parts |= _pictures(page, figures)
        parts[f"{page.name}.xhtml"] = document(page.body, page.title, page.language, page.kind)
    listed = _listed(pages)
    parts["nav.xhtml"] = navigation(edition, listed)
    parts["package.opf"] = package(edition, parts, [item.name for item in listed])
    whole = {f"EPUB/{name}": content for name, content in parts.items()}
    whole |= {"mimetype": b"application/epub+zip", "META-INF/container.xml": _CONTAINER}
    write_whole(out, packed(whole, edition.report.settings.date, first="mimetype"))


def _style(own: list[tuple[str, OwnFont]], brand: Brand) -> str:
    """The style sheet; the report's own fonts give its families, and letters that ours lack."""
    sheet = (Path(__file__).parent / "epub.css").read_text(encoding="utf-8")
    end = sheet.index("\n", sheet.rindex("@font-face")) + 1
    names = [f"Own {number}" for number, _ in enumerate(own, 1)]
    return sheet[:end] + "".join(_faces(own)) + filled(sheet[end:], brand, own=names) + rules(brand)


def _faces(own: list[tuple[str, OwnFont]]) -> Iterator[str]:
    """Each font under its family's name, and under one of its own for what ours lack."""
    for number, (name, font) in enumerate(own, 1):
        yield f'@font-face {{ font-family: "Own {number}"; src: url("{name}"); }}\n'
        yield (
            f'@font-face {{ font-family: "{font.family}"; font-weight: {font.weight}; '
            f'font-style: {font.style}; src: url("{name}"); }}\n'
        )


def _listed(pages: list[_Page]) -> list[Item]:
    return [Item(page.name, page.title, page.language, page.sections) for page in pages]


def _pages(edition: Edition) -> list[_Page]:
    pages = [
        _Page("title", edition.words(edition.report.settings.title), edition.language, "frontmatter", _title(edition)),
        _Page("imprint", edition.label("imprint"), edition.language, "frontmatter", _imprint(edition)),
    ]
    for chapter in edition.chapters:
        text = chapter_page(chapter, edition, Medium.EPUB)
        body = element(
            "section", element("h1", text.front["title"]), opening(chapter, edition, text.front), parts_of(text.body)
        )
        body.set("epub:type", "chapter")
        body.set("role", "doc-chapter")
        sections = [(part.id, part.words) for part in text.sections if part.level == 2]
        pages.append(_Page(chapter.name, chapter.title, chapter.language, "bodymatter", body, sections))
    for page in generated_pages(edition, Medium.EPUB):
        listed = [(h.get("id", ""), words_of(h)) for h in page.body.iter("h2") if h.get("id")]
        body = element("section", element("h1", page.title), parts_of(page.body))
        pages.append(_Page(page.name, page.title, edition.language, "backmatter", body, listed))
    return pages


def _title(edition: Edition) -> Element:
    settings = edition.report.settings
    lines = (edition.words(settings.subtitle), edition.words(settings.publisher), edition.line)
    title = element("h1", edition.words(settings.title))
    return element("section", element("div", title, [element("p", line) for line in lines], class_="title-page"))


def _imprint(edition: Edition) -> Element:
    settings = edition.report.settings
    texts = [
        *authors_lines(edition),
        edition.words(settings.publisher),
        edition.words(settings.rights),
        settings.identifier,
        edition.label(f"state_{edition.state}"),
        edition.label("made_with", version=__version__),
        edition.label("epub_accessibility"),
    ]
    lines = [element("p", text) for text in texts if text]
    return element("section", element("h1", edition.label("imprint")), lines)


def _pictures(page: _Page, figures: Path) -> dict[str, bytes]:
    found: dict[str, bytes] = {}
    for image in page.body.iter("img"):
        source = image.get("src", "")
        path = figures / source.removeprefix("figures/")
        if not source.startswith("figures/") or "/" in source.removeprefix("figures/") or not path.is_file():
            raise BuildFailed(f"The EPUB may hold only figures of the report, not {source} ({page.name}).")
        found[source] = _drawing(path.read_text(encoding="utf-8"))
    return found


def _drawing(svg: str) -> bytes:
    """A drawing as EPUB wants it: no document type (it names files elsewhere), and no path without a line."""
    svg = re.sub(r"<!DOCTYPE[^>]*>\s*", "", svg)
    svg = re.sub(r"\s*<metadata>.*?</metadata>", "", svg, flags=re.DOTALL)
    # The outline of a space.
    return re.sub(r"<path (?![^>]*\bd=)", '<path d="M0 0" ', svg).encode()
