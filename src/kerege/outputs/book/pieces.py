"""A piece of a book: a chapter, a generated page, the contents or the back cover, laid out and written by itself.

A piece knows neither its place in the book nor what stands at the head of its pages. It has no running heads; it begins on
a page as a chapter does, whichever side that will be; its links may lead out of it; and where it prints the number of a
page it holds the room for as many digits, with a comment in the content of the page that tells where (`numbers.py`).
`assembly.py` puts pieces together. What the rest of a build must know of a piece is in its facts, so that a piece that was
kept need not be opened for it.
"""

from __future__ import annotations

import copy
import io
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from kerege.messages import Message, as_data, from_data
from kerege.outputs.book import weasyprint_70
from kerege.outputs.book.archive import identify_archive, name_bookmarks
from kerege.outputs.book.fitting import page_maker
from kerege.outputs.book.footnotes import descendants, link_footnotes
from kerege.outputs.book.layout import Typesetter, nothing_else
from kerege.outputs.book.numbers import Printed
from kerege.outputs.book.overflow import crowded, headings, unfinished
from kerege.outputs.book.press import identify, ink, sheets
from kerege.outputs.book.structure import build_structure
from kerege.render.elements import Element, element

POINT = 0.75
"""Of a CSS pixel."""
_NO_NAME = bytes(16)


@dataclass(frozen=True)
class Leaf:
    """A page of a piece."""

    name: str = ""
    """The name of its page style."""
    groups: tuple[tuple[str, int], ...] = ()
    """Of pages with a name, as WeasyPrint counts them."""
    frame: tuple[float, float, float, float] = (0, 0, 0, 0)
    """Left, top, width and height of what is within its margins, CSS pixels."""
    strings: tuple[tuple[str, str], ...] = ()
    """Named strings that are set on it, for running heads."""
    is_blank: bool = False


@dataclass(frozen=True)
class Facts:
    """What is known of a piece; pages are counted from 0."""

    leaves: tuple[Leaf, ...]
    begins: str = "page"
    """What its first block asks for: `page`, `left`, `right` …"""
    anchors: Mapping[str, int] = field(default_factory=dict)
    links: tuple[str, ...] = ()
    """Anchors that it leads to."""
    fonts: Mapping[str, Any] = field(default_factory=dict)
    """By the name of each in the file: its description, and its glyphs with the text and the width of each."""
    printed: tuple[str, ...] = ()
    """Anchors whose page's number is to be written into it."""
    digits: tuple[tuple[str, ...], ...] = ()
    """Glyphs of the ten digits, in the ways in which it prints numbers."""
    is_even: bool = True
    """Digits are alike in width wherever it prints the number of a page."""
    bookmarks: tuple[tuple[int, str, int, float, float, str], ...] = ()
    """Level, words, page, place on it (points), `open` or `closed`."""
    notes: tuple[tuple[str, int, int, str], ...] = ()
    crowded: tuple[tuple[int, Any, str], ...] = ()
    headings: tuple[tuple[str, str], ...] = ()
    unfinished: tuple[tuple[int, str, bool, str], ...] = ()

    def as_data(self) -> dict[str, Any]:
        """As JSON can hold it."""
        return asdict(self)

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Facts:
        """The facts of which `as_data` made this."""
        leaves = tuple(Leaf(**{key: _tuples(value) for key, value in leaf.items()}) for leaf in data["leaves"])
        rest = {key: _tuples(value) for key, value in data.items() if key not in ("leaves", "crowded")}
        return cls(leaves, crowded=tuple((page, words, place) for page, words, place in data["crowded"]), **rest)


def _tuples(value: Any) -> Any:
    return tuple(map(_tuples, value)) if isinstance(value, list | tuple) else value


@dataclass(frozen=True)
class Piece:
    """A piece as it is kept."""

    facts: Facts
    screen: bytes
    """PDF without fonts."""
    press: bytes
    """The same in the colours of the press, with room for bleed; empty in a draft, and for a look."""


@dataclass(frozen=True)
class Printing:
    """How the pieces of a book are made."""

    setter: Typesetter
    profile: Path
    """ICC profile of the press."""
    is_draft: bool = False
    is_look: bool = False
    """Nothing is made for the press."""


@dataclass(frozen=True)
class Base:
    """What makes the front matter the file that pieces are put into."""

    identifier: bytes
    condition: str
    """Of printing."""
    attachments: Sequence[Any]
    """WeasyPrint's, for the file for the screen."""


@dataclass(frozen=True)
class Asked:
    """What a piece must know of the rest of its book."""

    numbers: Mapping[str, int] = field(default_factory=dict)
    """Of the pages of anchors that it may print."""
    rooms: frozenset[str] = frozenset()
    """The anchors of which the number only says how many digits there will be."""
    turned: bool = False
    """It begins on the other side than pieces do where nothing depends on that."""
    nowhere: frozenset[str] = frozenset()
    """Anchors that it leads to and that the book does not have: their words stay, and the link goes."""


def make_piece(printing: Printing, root: Element, asked: Asked) -> Piece:
    """Lay out and write a piece.

    Args:
        root: the HTML; it stays as it is.

    Raises:
        BuildFailed: it asks for a file that it must not have.
    """
    html = copy.deepcopy(root)
    body = html.find("body")
    assert body is not None
    # An empty cover stands first: what follows it is set as in the book, at the head of a page. It is not written.
    covers = 2 if asked.turned else 1
    for _ in range(covers):
        body.insert(0, element("section", class_="cover"))
    document = _laid_out(printing, html, asked.numbers)
    pages = document.pages[covers:]
    while pages and pages[0]._page_box.page_type.blank:
        pages = pages[1:]
    before = len(document.pages) - len(pages)
    notes = link_footnotes(document)
    for page in pages:
        page.links[:] = [link for link in page.links if link[0] != "internal" or link[1] not in asked.nowhere]
    name_bookmarks(document)
    printed = Printed({name: asked.numbers[name] for name in asked.rooms})
    found = _facts(document, pages, before)
    screen, press, fonts = write_both(printing, document, pages, printed)
    return Piece(
        Facts(
            **found,
            fonts=fonts,
            printed=tuple(dict.fromkeys(printed.anchors)),
            digits=tuple(printed.digits),
            is_even=printed.is_even,
            notes=tuple((n.name, n.call_page - before, n.page - before, n.place) for n in notes),
        ),
        screen,
        press,
    )


def _laid_out(printing: Printing, html: Element, numbers: Mapping[str, int]) -> Any:
    with weasyprint_70.apart(numbers):
        return printing.setter.lay_out(html, make_pages=None if printing.is_draft else page_maker())


def make_front(printing: Printing, root: Element, base: Base) -> Piece:
    """Lay out and write the front matter, the file that pieces are put into.

    Raises:
        BuildFailed: it asks for a file that it must not have.
    """
    document = _laid_out(printing, copy.deepcopy(root), {})
    link_footnotes(document)
    found = _facts(document, document.pages, 0)
    screen, press, fonts = write_both(printing, document, document.pages, base=base)
    return Piece(Facts(**found, fonts=fonts), screen, press)


def _facts(document: Any, pages: list[Any], before: int) -> dict[str, Any]:
    """What can be told before the piece is written."""
    anchors: dict[str, int] = {}
    for number, page in enumerate(pages):
        for name in page.anchors:
            anchors.setdefault(name, number)
    bookmarks = []
    for number, page in enumerate(pages):
        for level, label, (x, y), state in page.bookmarks:
            bookmarks.append((level, label, number, x * POINT, (page.height - y) * POINT, state))
        page.bookmarks[:] = []
    return {
        "leaves": tuple(leaf_of(page) for page in pages),
        "begins": _begins(pages),
        "anchors": anchors,
        "links": tuple(dict.fromkeys(link[1] for page in pages for link in page.links if link[0] == "internal")),
        "bookmarks": tuple(bookmarks),
        "crowded": tuple(
            (c.page - before - 1, as_data(c.words), c.place) for c in crowded(document) if c.page > before
        ),
        "headings": tuple(headings(document)),
        "unfinished": tuple((u.page - before - 1, u.chapter, u.ends, u.place) for u in unfinished(document)),
    }


def crowded_words(data: Any, page: int) -> Message:
    """The sentence about something without room, on a page as the reader counts it."""
    words = from_data(data)
    return Message(words.template, {**words.facts, "number": page})


def leaf_of(page: Any) -> Leaf:
    """What is remembered of a laid-out page."""
    box = page._page_box
    strings = [
        (str(name), str(text))
        for child in box.descendants(placeholders=True)
        if child.string_set and child.string_set != "none"
        for name, text in child.string_set
    ]
    frame = (box.content_box_x(), box.content_box_y(), box.width, box.height)
    kind = box.page_type
    return Leaf(
        str(kind.name or ""),
        tuple((str(name), index) for name, index in kind.groups),
        frame,
        tuple(strings),
        kind.blank,
    )


def _begins(pages: list[Any]) -> str:
    for box in descendants(pages[0]._page_box) if pages else ():
        if box.element is not None and box.element_tag == "section":
            return str(box.style["break_before"])
    return "page"


def write_both(
    printing: Printing, document: Any, pages: list[Any], printed: Printed | None = None, base: Base | None = None
) -> tuple[bytes, bytes, dict[str, Any]]:
    """Pages for the screen and for the press, without fonts, and what they use of fonts.

    Args:
        printed: where numbers of pages are printed, which it is told.
        base: of the front matter; its cover is no page of the press's file.
    """
    fonts: dict[str, Any] = {}
    marked = printed or Printed({})
    screen, press = io.BytesIO(), io.BytesIO()
    options: dict[str, Any] = {"pdf_identifier": base.identifier if base else _NO_NAME}

    def finish_screen(_: Any, pdf: Any) -> None:
        if base is not None:
            identify_archive(document.metadata, pdf)

    def finish_press(_: Any, pdf: Any) -> None:
        ink(pdf, printing.profile)
        if base is not None:
            identify(document.metadata, pdf, printing.profile, base.condition, base.identifier)

    def changes(build: Any) -> Any:
        return weasyprint_70.writing_apart(build, partial(_gather, fonts), marked.draw)

    with nothing_else(printing.setter.refused):
        if printing.is_draft:
            with changes(None):
                document.copy(pages).write_pdf(screen, **options)
            return screen.getvalue(), b"", fonts
        with changes(build_structure):
            attached = base.attachments if base else None
            document.copy(pages).write_pdf(
                screen, finisher=finish_screen, pdf_variant="pdf/a-3a", attachments=attached, **options
            )
        if printing.is_look:
            return screen.getvalue(), b"", fonts
        with changes(None):
            inside = sheets(document, pages if base is None else pages[1:])
            inside.write_pdf(press, finisher=finish_press, pdf_version="1.6", **options)
    return screen.getvalue(), press.getvalue(), fonts


_JOINER = "\u200d"
"""Has no ink and no width; searches and screen readers pass it over."""


def _gather(gathered: dict[str, Any], fonts: Mapping[Any, Any]) -> None:
    """Remember the glyphs that were used of fonts, the first use of each telling which text it stands for."""
    for font in fonts.values():
        known = gathered.setdefault(font.hash, {"description": font.description, "glyphs": {}})["glyphs"]
        for glyph, text in font.to_unicode.items():
            # Of several glyphs that show one letter WeasyPrint gives the text to the first; PDF/A and PDF/UA want one of each.
            known.setdefault(str(glyph), (text or _JOINER, font.widths[glyph]))
