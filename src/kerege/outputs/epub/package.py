"""The package document and the navigation of an EPUB."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape

from kerege.model import Scheme
from kerege.outputs.epub.xhtml import document
from kerege.render.edition import Edition
from kerege.render.elements import Element, element
from kerege.render.ties import home

_TYPES = {
    "xhtml": "application/xhtml+xml", "css": "text/css", "png": "image/png", "svg": "image/svg+xml", "jpg": "image/jpeg", "jpeg": "image/jpeg", "webp": "image/webp",
    "ttf": "application/vnd.ms-opentype", "otf": "application/vnd.ms-opentype", "txt": "text/plain",
}  # fmt: skip
_FEATURES = (
    "alternativeText",
    "displayTransformability",
    "readingOrder",
    "structuralNavigation",
    "tableOfContents",
)


@dataclass(frozen=True)
class Item:
    """One file of the reading order, with its sections."""

    name: str
    title: str
    language: str
    sections: Sequence[tuple[str, str]]
    """Anchor and heading."""
    part: str = ""
    """The title of the part that begins with it: an entry above those of its chapters."""


def package(edition: Edition, parts: Mapping[str, bytes], order: Sequence[str]) -> bytes:
    """`package.opf`.

    Args:
        parts: every file of the book but this one, by name.
        order: names, without `.xhtml`, of the files between cover and end, as they are read.
    """
    spine = [
        '<itemref idref="cover-xhtml"/>',
        f'<itemref idref="{_id(order[0] + ".xhtml")}"/>',
        '<itemref idref="nav-xhtml"/>',
        *(f'<itemref idref="{_id(name + ".xhtml")}"/>' for name in order[1:]),
    ]
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        '<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="book-id" '
        f'xml:lang="{edition.language}" prefix="schema: http://schema.org/">\n'
        f'<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">\n{_lines(_metadata(edition))}</metadata>\n'
        f"<manifest>\n{_lines(_manifest(parts))}</manifest>\n<spine{_progression(edition)}>\n{_lines(spine)}</spine>\n</package>\n"
    ).encode()


def _progression(edition: Edition) -> str:
    """In which direction the pages of a book from right to left are turned."""
    return ' page-progression-direction="rtl"' if edition.pack.leftwards else ""


def _lines(lines: Iterable[str]) -> str:
    return "".join(f"{line}\n" for line in lines)


def _metadata(edition: Edition) -> list[str]:
    settings = edition.report.settings
    # The same edition in the same language is the same publication, wherever it is made.
    name = f"{settings.url or settings.slug}|{settings.edition}|{edition.language}"
    identifier = f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, name)}"
    lines = [
        f'<dc:identifier id="book-id">{identifier}</dc:identifier>',
        f'<dc:title id="title">{escape(edition.words(settings.title))}</dc:title>',
        '<meta refines="#title" property="title-type">main</meta>',
        f"<dc:language>{edition.language}</dc:language>",
        f'<meta property="dcterms:modified">{settings.date}T00:00:00Z</meta>',
        f"<dc:date>{settings.date}</dc:date>",
        f"<dc:publisher>{escape(edition.words(settings.publisher))}</dc:publisher>",
        *_creators(edition),
        f"<dc:description>{escape(edition.words(settings.message))}</dc:description>",
        f"<dc:rights>{escape(edition.words(settings.rights))}</dc:rights>",
        *(f"<dc:subject>{escape(word)}</dc:subject>" for word in settings.subjects(edition.language)),
        '<meta name="cover" content="cover-png"/>',
    ]
    numbers = [f"doi:{settings.doi}"] if settings.doi else []
    numbers += [f"urn:isbn:{isbn.replace('-', '').replace(' ', '')}" for isbn in settings.isbn]
    numbers += [f"urn:issn:{settings.issn}"] if settings.issn else []
    lines += [f"<dc:source>{escape(number)}</dc:source>" for number in (*numbers, settings.number) if number]
    waiting = {chapter.language for chapter in edition.chapters} - {edition.language}
    lines += [f"<dc:language>{language}</dc:language>" for language in sorted(waiting)]
    properties = [
        ("bookEdition", edition.line),
        ("version", settings.edition),
        ("accessMode", "textual"),
        ("accessMode", "visual"),
        ("accessModeSufficient", "textual"),
    ]
    properties += [("accessibilityFeature", feature) for feature in _FEATURES]
    properties += [("accessibilityHazard", "none"), ("accessibilitySummary", edition.label("epub_accessibility"))]
    return lines + [f'<meta property="schema:{key}">{escape(value)}</meta>' for key, value in properties]


def _creators(edition: Edition) -> Iterator[str]:
    for number, person in enumerate(edition.report.settings.people, 1):
        yield f'<dc:creator id="author-{number}">{escape(person.name)}</dc:creator>'
        yield f'<meta refines="#author-{number}" property="role" scheme="marc:relators">aut</meta>'


def _manifest(parts: Mapping[str, bytes]) -> list[str]:
    rows = []
    for name in sorted(parts):
        properties = {"nav.xhtml": ' properties="nav"', "cover.png": ' properties="cover-image"'}.get(name, "")
        if name.endswith(".xhtml") and b"<math " in parts[name]:
            properties = ' properties="mathml"'
        kind = _TYPES[name.rpartition(".")[2]]
        rows.append(f'<item id="{_id(name)}" href="{escape(name, quote=True)}" media-type="{kind}"{properties}/>')
    return rows


def _id(name: str) -> str:
    """A file's name as an XML id, which must not begin with a digit."""
    plain = name.replace("/", "-").replace(".", "-")
    return plain if plain[0].isalpha() else f"x-{plain}"


def navigation(edition: Edition, items: Sequence[Item]) -> bytes:
    """`nav.xhtml`: contents, figures and tables, landmarks."""
    rows = []
    for item in items:
        file = f"{item.name}.xhtml"
        inner = [element("li", element("a", title, href=f"{file}#{anchor}")) for anchor, title in item.sections]
        language = item.language if item.language != edition.language else None
        if item.part:
            rows.append(element("li", element("a", item.part, href=file)))
        title = element("a", item.title, href=file)
        rows.append(element("li", title, element("ol", inner) if inner else None, lang=language))
    contents = edition.label("contents")
    toc = _nav("toc", element("h1", contents), rows)
    toc.set("role", "doc-toc")
    body = element("section", toc, _list_of_figures(edition), _landmarks(edition, items))
    return document(body, contents, edition.language, "frontmatter")


def _nav(kind: str, heading: Element, rows: list[Element], identifier: str = "") -> Element:
    return element("nav", heading, element("ol", rows), id=identifier or kind, **{"epub:type": kind})


def _list_of_figures(edition: Edition) -> Element | None:
    rows = [
        (f"{home(edition, Scheme.FIGURE, key)}.xhtml#figure-{key}", f"{label} {edition.words(title)}")
        for key, label, title in edition.listed_figures()
    ]
    rows += [
        (f"{home(edition, Scheme.TABLE, key)}.xhtml#table-{key}", f"{label} {caption}")
        for key, label, caption, _ in edition.listed_tables()
    ]
    rows = [(href, title) for href, title in rows if not href.startswith("index.")]
    if not rows:
        return None
    heading = element("h2", edition.label("list_of_figures"))
    return _nav("loi", heading, [element("li", element("a", title, href=href)) for href, title in rows])


def _landmarks(edition: Edition, items: Sequence[Item]) -> Element:
    first = next((item for item in items if item.name in {c.name for c in edition.chapters}), items[0])
    places = [
        ("cover", "cover.xhtml", edition.label("cover")),
        ("toc", "nav.xhtml#toc", edition.label("contents")),
        ("bodymatter", f"{first.name}.xhtml", first.title),
    ]
    rows = [element("li", element("a", title, href=href, **{"epub:type": kind})) for kind, href, title in places]
    made = _nav("landmarks", element("h2", edition.label("contents")), rows)
    made.set("hidden", "hidden")
    return made
