"""Tables and figures that have no room as they are."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from kerege.model.paper import paper_named
from kerege.outputs.book.footnotes import descendants
from kerege.outputs.book.layout import lay_out, style_text
from kerege.outputs.book.overflow import crowded

NAMES = [
    "Respondents",
    "Households",
    "Remittances",
    "Grandmothers",
    "Neighbourhood",
    "Unemployment",
    "Agriculture",
    "Construction",
]


def table(columns: int, rows: int, cell: str = "value") -> str:
    head = "".join(f"<th>{NAMES[n % 8]}</th>" for n in range(columns))
    body = "".join(f"<tr><th>row</th>{f'<td>{cell}</td>' * (columns - 1)}</tr>" for _ in range(rows))
    return (
        f'<div class="k-table" id="table-t"><table><caption>Caption</caption><thead><tr>{head}</tr></thead>'
        f"<tbody>{body}</tbody></table></div>"
    )


def pages(tmp_path: Path, body: str, paper: str = "A4") -> Any:
    (tmp_path / "drawing.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"/>', encoding="utf-8"
    )
    html = f'<html lang="en"><body><section class="chapter" id="c"><h1>T</h1>{body}</section></body></html>'
    return lay_out(html, style_text(paper_named(paper)), tmp_path, tmp_path, ("en",), paper=paper_named(paper))


def page_of(document: Any, tag: str, word: str = "") -> int:
    """The first page that holds an element, with a word."""
    return next(
        number
        for number, page in enumerate(document.pages)
        for box in descendants(page._page_box)
        if box.element_tag == tag and word in "".join(getattr(inner, "text", "") for inner in descendants(box))
    )


@pytest.mark.parametrize(
    ("cell", "rows"),
    [("value", 24), ("many words " * 60, 24), ("many words " * 500, 3)],
    ids=["low", "high", "taller than a page"],
)
def test_a_caption_stands_with_the_first_row_and_a_long_table_begins_where_it_stands(
    tmp_path: Path, cell: str, rows: int
) -> None:
    begun = set()
    for lines in (18, 28, 32, 34, 36, 38, 40):
        document = pages(tmp_path, f"<p>{'Words of a text.<br>' * lines}</p>{table(2, rows, cell)}")
        place = page_of(document, "caption")
        assert place == page_of(document, "td"), lines
        begun.add(place)
        assert not list(crowded(document))
    assert begun == {0, 1}


def test_a_table_that_has_room_on_a_page_is_not_divided(tmp_path: Path) -> None:
    document = pages(tmp_path, f"<p>{'Words of a text.<br>' * 34}</p>{table(2, 12)}")
    assert page_of(document, "caption") == page_of(document, "td") == 1


@pytest.mark.parametrize("paper", ["A4", "B5", "Letter"])
@pytest.mark.parametrize("columns", [2, 8, 12, 30])
def test_no_table_runs_off_the_page(tmp_path: Path, paper: str, columns: int) -> None:
    document = pages(tmp_path, f"<p>Before.</p>{table(columns, 3)}<p>After.</p>", paper)
    for page in document.pages:
        # A wide table may go into the margin, on either side as far.
        spread = paper_named(paper).spread * 96 / 25.4 if page.width < page.height else 0
        right = page._page_box.content_box_x() + page._page_box.width + spread
        for box in descendants(page._page_box):
            if getattr(box, "text", "").strip():
                assert box.position_x + box.width <= right + 1, (columns, box.text)
    turned = [page.width > page.height for page in document.pages]
    assert turned.count(True) == (columns >= {"A4": 12, "B5": 8, "Letter": 12}[paper]), turned
    assert not turned[-1]


def test_a_word_of_200_letters_is_broken_and_others_are_not(tmp_path: Path) -> None:
    word = "abcdefghij" * 20
    cell = f'<span class="k-long">{word}</span>'
    text = f"<p>Text {cell} text.</p><ul><li>{cell}</li></ul><blockquote><p>{cell}</p></blockquote>{table(3, 2, cell)}"
    assert not list(crowded(pages(tmp_path, text)))


@pytest.mark.parametrize("height", [120, 280, 2000])
@pytest.mark.parametrize("title", ["Short", "A long title of a figure that takes lines. " * 5])
def test_a_tall_figure_stands_on_one_page_with_title_and_source(tmp_path: Path, height: int, title: str) -> None:
    figure = (
        f'<figure class="k-figure"><p class="k-figure__title">{title}</p><p class="k-figure__subtitle">Subtitle</p>'
        f'<img class="k-figure__image" alt="-" width="720" height="{height * 6}" src="kerege:///figures/drawing.svg" '
        f'style="aspect-ratio: 120 / {height}"><figcaption class="k-figure__source">Source</figcaption></figure>'
    )
    document = pages(tmp_path, f"<p>Before.</p>{figure}<p>After.</p>")
    assert len({page_of(document, tag) for tag in ("figure", "img", "figcaption")}) == 1
    for page in document.pages:
        for box in descendants(page._page_box):
            if box.element_tag == "figcaption":
                assert box.position_y + box.height <= page.height - 27 * 96 / 25.4 + 1
