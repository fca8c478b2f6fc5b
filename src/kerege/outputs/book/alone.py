"""One chapter as it stands in the book, for a quick look: its own piece, with the heads and numbers of its pages.

Nothing else is laid out. Where the pieces before it are kept the numbers are those of the book, otherwise about those. Links
to what is not in the file are left out; it is neither identified as an archive's nor read back.
"""

from __future__ import annotations

from pathlib import Path

from kerege.outputs.book.assembly import Assembly, Bookmark, Labels
from kerege.outputs.book.faces import make_fonts, used_fonts
from kerege.outputs.book.heads import make_heads
from kerege.outputs.book.making import Book


def write_alone(book: Book, key: str, out: Path) -> bool:
    """Write the pages of a chapter, and of those that run on behind it.

    Args:
        key: the anchor of the chapter.

    Returns:
        Whether the numbers of its pages are those of the book.

    Raises:
        BuildFailed: it asks for a file that it must not have.
    """
    run = next(run for run in book.chapters if any(inner.get("id") == key for inner in run.root.iter("section")))
    numbers, is_true = book.known_numbers(run)
    piece = book.piece(run, numbers)
    first = numbers[run.key]
    places = book.places_from(piece, first)
    heads = make_heads(book.printing, places, book.edition.language, first)
    fonts = make_fonts(book.printing.setter, used_fonts([piece.facts, heads.facts]))
    file = Assembly(piece.screen, fonts, heads.screen, numbers, facts=piece.facts)
    file.leave_out_links(set(piece.facts.anchors))
    out.parent.mkdir(parents=True, exist_ok=True)
    file.finish_screen([Bookmark(*mark) for mark in piece.facts.bookmarks], [Labels(0, "D", start=first)], out)
    return is_true
