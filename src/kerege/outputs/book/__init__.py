"""The books of an edition, by WeasyPrint: one layout, written for the screen and for the press.

This room is the only one that knows WeasyPrint. `pages` makes the HTML, `layout` the pages, `archive` and `structure` the
screen PDF, `press` and `cover` what the printer gets.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kerege.cache.store import digest_of
from kerege.fonts import usable_fonts
from kerege.model.brand import text_scale
from kerege.outputs.book.archive import write_screen
from kerege.outputs.book.cover import cover_element, own_families, own_folder, report_pictures, write_cover
from kerege.outputs.book.footnotes import Note, link_footnotes
from kerege.outputs.book.layout import Progress, lay_out, nothing_else, style_text
from kerege.outputs.book.overflow import Crowded, Unfinished, crowded, headings, unfinished
from kerege.outputs.book.pages import FIRST_CHAPTER, book_element
from kerege.outputs.book.press import padded, profile_of, spine_width, write_press
from kerege.render.edition import Edition
from kerege.render.elements import Element, to_html


@dataclass(frozen=True)
class BookFacts:
    """What became of a book."""

    path: Path
    pages: int
    notes_apart: tuple[Note, ...] = ()
    """Footnotes that stand on another page than their call."""
    crowded: tuple[Crowded, ...] = ()
    """Places where something runs out of its room or over something else."""
    headings: tuple[tuple[str, str], ...] = ()
    """The words of each heading, with file and line."""
    spine: float = 0
    """Millimetres."""
    unfinished: tuple[Unfinished, ...] = ()
    """Pages that hold so little that they look unfinished."""


def write_book(
    edition: Edition,
    figures: Path,
    out: Path,
    cache: Path,
    *,
    attachments: Sequence[Path] = (),
    press: bool = True,
    draft: bool = False,
    progress: Progress | None = None,
) -> BookFacts:
    """Write the PDFs of an edition; the same bytes for the same input.

    Args:
        figures: the folder of the drawings, `<id>-<language>.svg`.
        out: the screen PDF; `-print.pdf` and `-cover.pdf` are written beside it.
        cache: a folder for fonts and patterns.
        attachments: data files that the screen PDF carries.
        draft: a quick look: one file, neither tagged nor checked.

    Raises:
        BuildFailed: the HTML asked for a file it must not have, or the printer's profile cannot be used.
    """
    html = book_element(edition)
    out.parent.mkdir(parents=True, exist_ok=True)
    paper = edition.report.settings.paper
    style = style_text(paper, edition.report.brand.in_language(edition.language), own_families(edition), edition.pack)
    languages = edition.report.settings.languages
    refused: list[str] = []
    own = own_folder(edition)
    document = lay_out(
        html,
        style,
        figures,
        cache,
        languages,
        progress,
        refused,
        fit=not draft,
        own_fonts=own,
        paper=paper,
        files=report_pictures(edition),
        scale=text_scale(edition.report.brand.base.size),
    )
    with nothing_else(refused):
        return _write(edition, document, html, out, cache, attachments, press, draft)


def _write(
    edition: Edition,
    document: Any,
    html: Element,
    out: Path,
    cache: Path,
    attachments: Sequence[Path],
    press: bool,
    draft: bool,
) -> BookFacts:
    settings = edition.report.settings
    notes = link_footnotes(document)
    identifier = hashlib.sha256(to_html(html).encode("utf-8")).digest()[:16]
    if draft:
        document.write_pdf(out, pdf_identifier=identifier)
        return BookFacts(out, len(document.pages))
    first = next(n for n, page in enumerate(document.pages) if FIRST_CHAPTER in page.anchors)
    write_screen(document, out, date=settings.date, identifier=identifier, attachments=attachments, first_page=first)
    spine = 0.0
    if press:
        profile, condition = profile_of(edition.report)
        # The covers are a sheet of their own; an empty page fills the last signature.
        size = f"{settings.paper.width}mm {settings.paper.height}mm"
        blank = lay_out("", f"@page {{ size: {size}; margin: 0 }}", cache, cache, ()).pages[0]
        inside = padded(document.pages[1:-1], blank, settings.press)
        spine = spine_width(len(inside), settings.press)
        target = out.with_name(f"{out.stem}-print.pdf")
        write_press(
            document,
            inside,
            target,
            profile=profile,
            condition=condition,
            identifier=identifier,
            binding=float(settings.press.binding),
        )
        write_cover(edition, spine, out.with_name(f"{out.stem}-cover.pdf"), cache, profile, condition, identifier)
    return BookFacts(
        out,
        len(document.pages),
        tuple(note for note in notes if note.call_page != note.page),
        tuple(crowded(document)),
        tuple(headings(document)),
        spine,
        tuple(unfinished(document)),
    )


def companions(out: Path) -> tuple[Path, Path]:
    """The press file and the cover file that belong to a screen PDF."""
    return out.with_name(f"{out.stem}-print.pdf"), out.with_name(f"{out.stem}-cover.pdf")


def book_digest(edition: Edition, figures: Path, attachments: Sequence[Path], press: bool, draft: bool) -> str:
    """Of everything that the books of an edition are made from, save Kerege and the libraries themselves.

    Raises:
        BuildFailed: the printer's profile is no file of the report.
    """
    settings = edition.report.settings
    profile, condition = profile_of(edition.report)
    languages = {edition.language, *(chapter.language for chapter in edition.everything)}
    drawings = sorted(path for code in languages for path in figures.glob(f"*-{code}.svg"))
    files = [
        (path.name, digest_of(path.read_bytes()))
        for path in (*drawings, *attachments, profile, *usable_fonts(edition.report.root))
    ]
    files += [(name, digest_of(path.read_bytes())) for name, path in report_pictures(edition).items()]
    pages = (to_html(book_element(edition)), "" if draft or not press else to_html(cover_element(edition, 0.0)))
    return digest_of(
        pages,
        edition.report.brand,
        settings.paper,
        settings.press,
        settings.date,
        settings.languages,
        condition,
        files,
        press,
        draft,
    )
