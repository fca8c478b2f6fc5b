"""The printer's cover sheet: back, spine and front on one page, the spine as wide as the paper makes it."""

from __future__ import annotations

import hashlib
from pathlib import Path

from kerege.fonts import families, own_folders
from kerege.model.brand import address
from kerege.outputs.book.layout import lay_out, style_text
from kerege.outputs.book.pages import back_cover, front_cover, head
from kerege.outputs.book.press import BLEED, press_file
from kerege.render.direction import directed
from kerege.render.edition import Edition
from kerege.render.elements import Element, element, to_html
from kerege.render.links import Medium
from kerege.render.pictures import WIDTH, copy_name, photo_copy, shown_photos

_READABLE = 6.0
"""Millimetres from which a spine carries the title."""


def write_cover(edition: Edition, spine: float, cache: Path, profile: Path, condition: str) -> bytes:
    """The cover sheet as PDF/X-4."""
    html, style = cover_element(edition, spine), cover_style(edition, spine)
    own, files = own_folder(edition), report_pictures(edition)
    identifier = hashlib.sha256(to_html(html).encode("utf-8")).digest()[:16]
    document = lay_out(html, style, cache, cache, (edition.language,), own_fonts=own, files=files)
    return press_file(document, document.pages, profile=profile, condition=condition, identifier=identifier)


def own_folder(edition: Edition) -> tuple[Path, ...]:
    """The folders of the report's own fonts and of those that its languages ask for."""
    return own_folders(edition.report.root)


def own_families(edition: Edition) -> tuple[str, ...]:
    """The families of these."""
    return tuple(sorted(families(edition.report.root)))


def report_pictures(edition: Edition) -> dict[str, Path]:
    """The pictures of a report that its book may show, by what they are asked for."""
    report, width = edition.report, WIDTH[Medium.BOOK]
    found = {address(path): report.root / path for path in report.pictures}
    for photo in shown_photos(edition):
        found[f"photos/{copy_name(photo, width, 'jpg')}"] = photo_copy(report.root, photo, width, "jpg")
    return found


def cover_element(edition: Edition, spine: float) -> Element:
    """Back, spine, front, in the order in which they stand on the sheet."""
    title = element("p", edition.words(edition.report.settings.title)) if spine >= _READABLE else None
    body = element(
        "body",
        element("div", class_="ground"),
        back_cover(edition),
        element("div", title, class_="spine"),
        front_cover(edition),
        class_="sheet",
    )
    root = element("html", head(edition, generator="Kerege"), body, lang=edition.language)
    return directed(root, edition.language, top=True)


def cover_style(edition: Edition, spine: float) -> str:
    """The book's style with one page of two covers and a spine, and colour beyond the trim."""
    paper, brand = edition.report.settings.paper, edition.report.brand.in_language(edition.language)
    width, height = paper.width, paper.height
    sheet = 2 * width + spine
    # A book from right to left is bound at the right: its front stands at the left of the sheet.
    first, second = ("front", "back") if edition.pack.leftwards else ("back", "front")
    return (
        style_text(paper, brand, own_families(edition), edition.pack)
        + f"@page {{ size: {sheet}mm {height}mm; margin: 0; }}"
        "@page :left { margin: 0; @top-left { content: none } @bottom-left { content: none } }"
        "@page :right { margin: 0; @top-right { content: none } @bottom-right { content: none } }"
        # One ground for the whole sheet: between two of the same colour a hairline would show.
        f".sheet .ground {{ position: absolute; left: -{BLEED}mm; top: -{BLEED}mm; width: {sheet + 2 * BLEED}mm; "
        f"height: {height + 2 * BLEED}mm; background: {brand.light['cover']}; }} .sheet .cover {{ background-color: transparent; }}"
        f".sheet .cover, .sheet .spine {{ page: auto; position: absolute; break-before: auto; break-after: auto; "
        f"top: -{BLEED}mm; height: {height + 2 * BLEED}mm; }}"
        f".sheet .cover {{ width: {width + BLEED}mm; }}"
        f".sheet .cover--{first} {{ left: -{BLEED}mm; }} .sheet .cover--{second} {{ left: {width + spine}mm; }}"
        f".sheet .spine {{ left: {width}mm; width: {spine}mm; }}"
        f".sheet .spine p {{ position: absolute; left: {spine}mm; top: {30 + BLEED}mm; width: {height - 60}mm; margin: 0; "
        f"transform: rotate(90deg); transform-origin: 0 0; color: {brand.light['cover-text']}; "
        f'font: 600 9pt/{spine}mm "{brand.caption_family}", "Source Sans 3"; }}'
    )
