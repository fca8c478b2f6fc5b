"""The EPUB 3 of an edition, from the same HTML as website and book: accessible, fonts inside, the same bytes every time.

The package is written here and not by pandoc: pandoc keeps neither our marks, by which the finished file is read back,
nor notes in the form that reading systems show as pop-ups. Sources: EPUB 3.2, EPUB Accessibility 1.0.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.etree.ElementTree import Element, tostring

from kerege import __version__
from kerege.cache.store import digest_of
from kerege.errors import BuildFailed
from kerege.files import write_whole
from kerege.fonts import FOLDER as FONTS
from kerege.fonts import OwnFont, licence_of, own_fonts, usable_fonts
from kerege.languages import LanguagePack, font_families
from kerege.messages import say
from kerege.model import Brand
from kerege.model.brand import address
from kerege.outputs.epub.cover import cover_png
from kerege.outputs.epub.package import Item, navigation, package
from kerege.outputs.epub.xhtml import document
from kerege.outputs.zip_archive import packed
from kerege.pictures import plain_bytes
from kerege.render.edition import Edition
from kerege.render.elements import element, parts_of, words_of
from kerege.render.generated import generated_pages
from kerege.render.html import chapter_page
from kerege.render.links import Links, Medium
from kerege.render.pages import authors_lines, citation_text, contact_element, opening
from kerege.render.pictures import WIDTH as PHOTO_WIDTH
from kerege.render.pictures import copy_name, photo_copy, shown_photos
from kerege.render.sheets import counted, filled, rules
from kerege.render.spaces import bind_spaces

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


_KINDS = {
    "foreword": ("foreword", "doc-foreword"), "preface": ("preface", "doc-preface"), "summary": ("abstract", "doc-abstract"),
    "acknowledgements": ("acknowledgments", "doc-acknowledgments"), "introduction": ("introduction", "doc-introduction"),
    "conclusion": ("conclusion", "doc-conclusion"), "afterword": ("afterword", "doc-afterword"),
    "appendix": ("appendix", "doc-appendix"), "abbreviations": ("chapter", "doc-chapter"),
}  # fmt: skip
"""What a chapter is in the words of EPUB and DPUB-ARIA."""


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
    part: str = ""
    """The title of the part that begins with it."""


def epub_digest(edition: Edition, figures: Path) -> str:
    """Of everything that the EPUB of an edition is made from.

    Raises:
        BuildFailed: as `write_epub`.
    """
    pages = _pages(edition)
    marks, photos = _marks(edition), _photos(edition)
    bodies = [
        (p.name, p.title, p.language, p.kind, tostring(p.body), _pictures(p, figures, marks, photos)) for p in pages
    ]
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
    # What packages lend for another language's letters stands in that language's book.
    needed = {family.casefold() for family in font_families(edition.language)}
    usable = [font for font in own_fonts(edition.report.root) if not font.problem]
    fonts = [font for font in usable if not font.lent or font.family.casefold() in needed]
    parts |= {f"fonts/{font.family}-licence.txt".replace(" ", ""): text for font in fonts if (text := licence_of(font))}
    own = [(f"fonts/own-{n}{font.path.suffix.lower()}", font) for n, font in enumerate(fonts, 1)]
    parts |= {name: font.path.read_bytes() for name, font in own}
    parts["epub.css"] = _style(own, edition.report.brand.in_language(edition.language), edition.pack).encode("utf-8")
    for face in _FACES:
        parts[f"fonts/{face}"] = (FONTS / face).read_bytes()
    for licence in ("SourceSerif4-OFL.txt", "SourceSans3-OFL.txt"):
        parts[f"fonts/{licence}"] = (FONTS / licence).read_bytes()
    marks, photos = _marks(edition), _photos(edition)
    for page in pages:
        parts |= _pictures(page, figures, marks, photos)
        parts[f"{page.name}.xhtml"] = document(page.body, page.title, page.language, page.kind)
    listed = _listed(pages)
    parts["nav.xhtml"] = navigation(edition, listed)
    parts["package.opf"] = package(edition, parts, [item.name for item in listed])
    whole = {f"EPUB/{name}": content for name, content in parts.items()}
    whole |= {"mimetype": b"application/epub+zip", "META-INF/container.xml": _CONTAINER}
    write_whole(out, packed(whole, edition.report.settings.date, first="mimetype"))


def _style(own: list[tuple[str, OwnFont]], brand: Brand, pack: LanguagePack) -> str:
    """The style sheet; the report's own fonts give its families, and letters that ours lack."""
    sheet = (Path(__file__).parent / "epub.css").read_text(encoding="utf-8")
    end = sheet.index("\n", sheet.rindex("@font-face")) + 1
    names = [f"Own {number}" for number, _ in enumerate(own, 1)]
    return sheet[:end] + "".join(_faces(own)) + filled(sheet[end:], brand, own=names) + counted((pack,)) + rules(brand)


def _faces(own: list[tuple[str, OwnFont]]) -> Iterator[str]:
    """Each font under its family's name, and under one of its own for what ours lack."""
    for number, (name, font) in enumerate(own, 1):
        yield f'@font-face {{ font-family: "Own {number}"; src: url("{name}"); }}\n'
        yield (
            f'@font-face {{ font-family: "{font.family}"; font-weight: {font.weight}; '
            f'font-style: {font.style}; src: url("{name}"); }}\n'
        )


def _marks(edition: Edition) -> dict[str, Path]:
    """Pictures of the house style and of partners, by their address."""
    return {address(path): edition.report.root / path for path in edition.report.pictures}


def _listed(pages: list[_Page]) -> list[Item]:
    return [Item(page.name, page.title, page.language, page.sections, page.part) for page in pages]


def _pages(edition: Edition) -> list[_Page]:
    pages = [
        _Page("title", edition.words(edition.report.settings.title), edition.language, "frontmatter", _title(edition)),
        _Page("imprint", edition.label("imprint"), edition.language, "frontmatter", _imprint(edition)),
    ]
    for chapter in edition.chapters:
        text = chapter_page(chapter, edition, Medium.EPUB)
        where = edition.place(chapter.name)
        label = edition.chapter_label(chapter.name)
        part = "" if where.part is None else edition.part_line(where.part)
        body = element(
            "section",
            element("p", part, class_="k-part") if part else None,
            element("p", label, class_="k-chapter-number") if label else None,
            element("h1", text.front["title"]),
            opening(chapter, edition, Links(Medium.EPUB, chapter.name), text.front),
            parts_of(text.body),
        )
        bind_spaces(body, chapter.language)
        kind, role = _KINDS.get(where.kind, ("chapter", "doc-chapter"))
        body.set("epub:type", kind)
        if role:
            body.set("role", role)
        sections = [(section.id, section.words) for section in text.sections if section.level == 2]
        title = f"{label}. {chapter.title}" if label else chapter.title
        matter = "frontmatter" if where.is_front else "backmatter" if where.is_appendix else "bodymatter"
        pages.append(_Page(chapter.name, title, chapter.language, matter, body, sections, part))
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
        edition.line,
        *authors_lines(edition),
        edition.words(settings.publisher),
        edition.words(settings.rights),
        settings.identifier,
        f"{edition.label('suggested_citation')}: {citation_text(edition, settings.cited_at)}",
        edition.label(f"state_{edition.state}"),
        edition.label("made_with", version=__version__),
        edition.unread,
        edition.label("epub_accessibility"),
    ]
    lines = [element("p", text) for text in texts if text]
    asked = contact_element(edition)
    partners = [
        element(
            "p",
            element("img", src=f"house/{address(partner.logo)}", alt=edition.words(partner.name), class_="k-mark")
            if partner.logo
            else None,
            " ",
            ": ".join(text for text in (edition.words(partner.role), edition.words(partner.name)) if text),
        )
        for partner in settings.partners
    ]
    return element("section", element("h1", edition.label("imprint")), lines, asked, partners)


def _photos(edition: Edition) -> dict[str, Path]:
    """The photographs of an EPUB, by the address that its pages have for them."""
    width, root = PHOTO_WIDTH[Medium.EPUB], edition.report.root
    return {
        f"photos/{copy_name(photo, width, 'jpg')}": photo_copy(root, photo, width, "jpg")
        for photo in shown_photos(edition)
    }


def _pictures(page: _Page, figures: Path, marks: Mapping[str, Path], photos: Mapping[str, Path]) -> dict[str, bytes]:
    """Drawings, marks and photographs that a page shows, by their address."""
    found: dict[str, bytes] = {}
    for image in page.body.iter("img"):
        source = image.get("src", "")
        if source.startswith("house/") and source.removeprefix("house/") in marks:
            found[source] = plain_bytes(marks[source.removeprefix("house/")])
            continue
        if source in photos:
            found[source] = photos[source].read_bytes()
            continue
        path = figures / source.removeprefix("figures/")
        if not source.startswith("figures/") or "/" in source.removeprefix("figures/") or not path.is_file():
            raise BuildFailed(
                say(
                    "The EPUB may hold only figures of the report, not {source} ({page}).",
                    source=source,
                    page=page.name,
                )
            )
        found[source] = _drawing(path.read_text(encoding="utf-8"))
    return found


def _drawing(svg: str) -> bytes:
    """A drawing as EPUB wants it: no document type (it names files elsewhere), and no path without a line."""
    svg = re.sub(r"<!DOCTYPE[^>]*>\s*", "", svg)
    svg = re.sub(r"\s*<metadata>.*?</metadata>", "", svg, flags=re.DOTALL)
    # The outline of a space.
    return re.sub(r"<path (?![^>]*\bd=)", '<path d="M0 0" ', svg).encode()
