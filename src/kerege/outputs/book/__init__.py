"""The books of an edition, by WeasyPrint: pieces that are laid out by themselves, and put together for the screen and the press.

This room is the only one that knows WeasyPrint. `pages` makes the HTML, `layout` and `pieces` the pages, `making` decides
which pieces must be made, `heads` and `faces` make what belongs to the whole book, `assembly` the files; `archive` and
`structure` know what the screen PDF must have, `press` and `cover` what the printer asks for.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from kerege.cache.store import Store, digest_of
from kerege.fonts import usable_fonts
from kerege.model.paper import POINT
from kerege.outputs.book.assembly import Assembly, Part, book_labels
from kerege.outputs.book.cover import cover_element, report_pictures
from kerege.outputs.book.footnotes import Note
from kerege.outputs.book.making import Book, bookmarks, require_links
from kerege.outputs.book.overflow import Crowded, Unfinished
from kerege.outputs.book.pages import FIRST_CHAPTER
from kerege.outputs.book.pieces import Piece, crowded_words
from kerege.outputs.book.press import missing_pages, spine_width
from kerege.render.edition import Edition
from kerege.render.elements import to_html


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
    store: Store | None = None,
    tools: str = "",
) -> BookFacts:
    """Write the PDFs of an edition; the same bytes for the same input.

    Args:
        figures: the folder of the drawings, `<id>-<language>.svg`.
        out: the screen PDF; `-print.pdf` and `-cover.pdf` are written beside it.
        cache: a folder for fonts and patterns.
        attachments: data files that the screen PDF carries.
        draft: a quick look: one file, neither tagged nor checked.
        store: where pieces are kept.
        tools: the digest of Kerege, the libraries and the environment, under which they are.

    Raises:
        BuildFailed: the HTML asked for a file it must not have, or the printer's profile cannot be used.
    """
    return put_together(Book(edition, figures, cache, store, tools, draft=draft), out, attachments, press=press)


def put_together(book: Book, out: Path, attachments: Sequence[Path] = (), *, press: bool = True) -> BookFacts:
    """Make what is lacking of a book, and write its files; see `write_book`."""
    front = book.front(attachments)
    pieces, numbers, heads = book.settled(front)
    made = (front, *pieces.values(), heads)
    require_links(piece.facts for piece in made)
    fonts = book.fonts(piece.facts for piece in made)
    out.parent.mkdir(parents=True, exist_ok=True)
    parts = book.parts(pieces, heads, front, "screen")
    screen = Assembly(front.screen, fonts, heads.screen, numbers)
    for part in parts:
        screen.add(part)
    before = len(front.facts.leaves)
    starts = list(_starts(parts, before))
    pages = starts[-1] + len(parts[-1].facts.leaves)
    first = next(
        (
            at + part.facts.anchors[FIRST_CHAPTER]
            for at, part in zip(starts, parts, strict=True)
            if FIRST_CHAPTER in part.facts.anchors
        ),
        before,
    )
    screen.finish_screen(bookmarks(parts, before), book_labels(first, pages), out)
    if book.draft:
        return BookFacts(out, pages)
    spine = _write_for_press(book, front, pieces, heads, fonts, numbers, out) if press else 0.0
    return BookFacts(out, pages, *_told(parts, starts), spine, tuple(_unfinished(parts, starts)))


def _starts(parts: Sequence[Part], page: int) -> Iterator[int]:
    """The index of the first page of each part."""
    for part in parts:
        page += part.blank_before
        yield page
        page += len(part.facts.leaves)


def _told(
    parts: Sequence[Part], starts: Sequence[int]
) -> tuple[tuple[Note, ...], tuple[Crowded, ...], tuple[tuple[str, str], ...]]:
    """Notes that stand apart from their calls, what has no room, and the headings."""
    placed = list(zip(starts, (part.facts for part in parts), strict=True))
    notes = [
        Note(name, at + call, at + page, place)
        for at, f in placed
        for name, call, page, place in f.notes
        if call != page
    ]
    crowd = [
        Crowded(crowded_words(words, at + page + 1), place, at + page + 1)
        for at, facts in placed
        for page, words, place in facts.crowded
    ]
    return tuple(notes), tuple(crowd), tuple(heading for _, facts in placed for heading in facts.headings)


def _unfinished(parts: Sequence[Part], starts: Sequence[int]) -> Iterator[Unfinished]:
    for at, part in zip(starts, parts, strict=True):
        for page, chapter, ends, place in part.facts.unfinished:
            yield Unfinished(at + page + 1, chapter, ends, place)


def _write_for_press(
    book: Book,
    front: Piece,
    pieces: Mapping[str, Piece],
    heads: Piece,
    fonts: bytes,
    numbers: Mapping[str, int],
    out: Path,
) -> float:
    """Write the inside and the cover sheet; how thick the inside is, millimetres."""
    settings = book.edition.report.settings.press
    # The covers are a sheet of their own; empty pages fill the last sheet of the inside.
    inside = Assembly(front.press, fonts, heads.press, numbers, first_head=1)
    for part in book.parts(pieces, heads, front, "press")[:-1]:
        inside.add(part)
    pages = len(inside.book.pages)
    missing = missing_pages(pages, settings)
    target, cover = companions(out)
    inside.finish_press(missing, float(settings.binding) * POINT, target)
    spine = spine_width(pages + missing, settings)
    cover.write_bytes(book.cover(spine))
    return spine


def companions(out: Path) -> tuple[Path, Path]:
    """The press file and the cover file that belong to a screen PDF."""
    return out.with_name(f"{out.stem}-print.pdf"), out.with_name(f"{out.stem}-cover.pdf")


def book_digest(book: Book, attachments: Sequence[Path], press: bool) -> str:
    """Of everything that the books of an edition are made from, save Kerege and the libraries themselves."""
    edition = book.edition
    settings = edition.report.settings
    languages = {edition.language, *(chapter.language for chapter in edition.everything)}
    drawings = sorted(path for code in languages for path in book.figures.glob(f"*-{code}.svg"))
    files = [
        (path.name, digest_of(path.read_bytes()))
        for path in (*drawings, *attachments, book.profile, *usable_fonts(edition.report.root))
    ]
    files += [(name, digest_of(path.read_bytes())) for name, path in report_pictures(edition).items()]
    cover = "" if book.draft or not press else to_html(cover_element(edition, 0.0))
    return digest_of(
        book.identifier,
        cover,
        edition.report.brand,
        settings.paper,
        settings.press,
        settings.date,
        settings.languages,
        book.condition,
        files,
        press,
        book.draft,
    )
