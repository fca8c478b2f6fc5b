"""Running heads and printed page numbers of a whole book: empty pages in its style, one for each page of the book.

Which page style a page has, on which side it stands, and which words its heads repeat is known from the pieces; WeasyPrint
makes the margin boxes of that, and `assembly.py` puts each behind the content of its page.
"""

from __future__ import annotations

import copy
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from kerege.outputs.book.pieces import Facts, Leaf, Piece, Printing, leaf_of, write_both
from kerege.render.elements import Element, element


@dataclass(frozen=True)
class Place:
    """A page of the book: a leaf of a piece on its side."""

    leaf: Leaf
    is_right: bool


def make_heads(printing: Printing, places: Sequence[Place], language: str, first: int = 1) -> Piece:
    """Empty pages with the heads of the pages of a book, the frames of their text among the facts.

    Args:
        first: the number of the first page.
    """
    body = element("body", [_page(place.leaf) for place in places if not place.leaf.is_blank])
    root = element("html", element("head"), body, lang=language)
    document = printing.setter.lay_out(root, make_pages=partial(_make_pages, places, first))
    leaves = tuple(leaf_of(page) for page in document.pages)
    for page in document.pages:
        box = page._page_box
        # What is behind the text of a page is drawn with the text.
        box.background = box.canvas_background = None
    screen, press, fonts = write_both(printing, document, document.pages)
    return Piece(Facts(leaves, fonts=fonts), screen, press)


def _page(leaf: Leaf) -> Element:
    inner = []
    for name, text in leaf.strings:
        inner.append(element("div", style=f"string-set: {name} attr(data-text)", data_text=text))
    return element("div", inner, style="break-before: page")


def _make_pages(places: Sequence[Place], first: int, context: Any, root: Any, html: Any, _: list[Any]) -> list[Any]:
    """Pages of the styles that are asked for, in the place of WeasyPrint's `make_all_pages`."""
    from weasyprint.layout.page import PageType, make_page, set_page_type_computed_styles

    made: list[Any] = []
    resume = None
    context.rendered_notes = []
    context.page_maker[0][3][1]["page"] = [first - 1]
    for index, place in enumerate(places):
        leaf, side = place.leaf, "right" if place.is_right else "left"
        state = copy.deepcopy(context.page_maker[index][3])
        kind = PageType(side, leaf.is_blank, leaf.name, index, leaf.groups)
        set_page_type_computed_styles(kind, html, context.style_for)
        context.forced_break = True
        page, resume, after = make_page(context, root, kind, resume, index + 1, state)
        fresh: dict[str, Any] = {"content_changed": False, "pages_wanted": False, "anchors": [], "content_lookups": []}
        context.page_maker[index][-1].update(content_changed=False, pages_wanted=False)
        context.page_maker[index + 1 :] = [(resume, after, not place.is_right, state, fresh)]
        made.append(page)
    return made
