"""Pages that look finished: chapters' ends, figures that do not fit, lines that broke too early."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from kerege.model.paper import A4
from kerege.outputs.book.footnotes import descendants
from kerege.outputs.book.layout import lay_out, style_text
from kerege.outputs.book.overflow import unfinished

CHAPTER = '<section class="chapter" id="{name}"><h1>{name}</h1>{text}</section>'
PARAGRAPH = "<p>" + "Some words of the text that fill a line. " * 9 + "</p>"
FIGURE = (
    '<figure class="k-figure"><p class="k-figure__title">A figure</p><img class="k-figure__image" alt="-" width="720" '
    'height="{height}" src="kerege:///figures/drawing.svg" style="height: {shown}mm"></figure>'
)


def laid_out(tmp_path: Path, body: str, *, fit: bool, language: str = "en", before: str = "Contents") -> Any:
    svg = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 216 105"><path d="M0 0h216v105"/></svg>'
    (tmp_path / "drawing.svg").write_text(svg, encoding="utf-8")
    html = f'<html lang="{language}"><body><section class="contents">{before}</section>{body}</body></html>'
    return lay_out(html, style_text(A4), tmp_path, tmp_path, (language,), fit=fit)


def words(document: Any) -> list[str]:
    return [" ".join(getattr(box, "text", "") for box in descendants(page._page_box)) for page in document.pages]


def pages_of(document: Any, name: str) -> int:
    return sum(
        any(box.element is not None and box.element.get("id") == name for box in descendants(page._page_box))
        for page in document.pages
    )


@pytest.mark.parametrize("paragraphs", [16, 17])
def test_a_chapter_does_not_end_with_a_few_lines(tmp_path: Path, paragraphs: int) -> None:
    chapters = [CHAPTER.format(name=name, text=PARAGRAPH * paragraphs) for name in ("first", "second")]
    plain, fitted = (laid_out(tmp_path, "".join(chapters), fit=fit) for fit in (False, True))
    ends = {page.chapter for page in unfinished(plain)}
    assert ends == ({"first", "second"} if paragraphs == 17 else set())
    assert not list(unfinished(fitted))
    assert pages_of(fitted, "first") == pages_of(plain, "first") - (paragraphs == 17)
    said = [re.sub(r"\W", "", "".join(words(document))).count("fillaline") for document in (plain, fitted)]
    assert said == [2 * 9 * paragraphs] * 2


def test_the_text_behind_a_figure_fills_its_page(tmp_path: Path) -> None:
    marked = [PARAGRAPH.replace("Some", f"Paragraph{n}") for n in range(14)]
    figure = FIGURE.format(height=720, shown=120)
    body = CHAPTER.format(name="first", text="".join([*marked[:4], figure, *marked[4:]]))
    plain, fitted = (laid_out(tmp_path, body, fit=fit) for fit in (False, True))
    assert [page.page for page in unfinished(plain)] == [2]
    assert not list(unfinished(fitted))
    assert "Paragraph4" not in words(plain)[1] and "Paragraph4" in words(fitted)[1]
    assert sorted(re.findall(r"Paragraph\d+", " ".join(words(fitted)))) == sorted(
        re.findall(r"Paragraph\d+", " ".join(words(plain)))
    )


def test_page_numbers_are_those_of_the_pages(tmp_path: Path) -> None:
    chapters = "".join(CHAPTER.format(name=f"c{n}", text=PARAGRAPH * 18) for n in range(3))
    entries = "".join(f'<li><a href="#c{n}">entry</a></li>' for n in range(3))
    document = laid_out(tmp_path, chapters, fit=True, before=f"<ol>{entries}</ol>")
    begins = [next(n for n, page in enumerate(document.pages, 1) if f"c{k}" in page.anchors) for k in range(3)]
    assert [int(number) for number in re.findall(r"\.\s+(\d+)", words(document)[0])] == begins


def test_no_line_of_one_word_before_a_link(tmp_path: Path) -> None:
    text = (
        '<section class="chapter chapter--tight"><p>К мужчинам общество мягче. Мигрант, который заводит вторую семью '
        "и\u00a0продолжает содержать первую, не\u00a0делает ничего безнравственного в\u00a0глазах <a>22 процентов</a> "
        "женщин.</p></section>"
    )
    page = laid_out(tmp_path, text, fit=False, language="ru").pages[1]._page_box
    paragraph = next(box for box in descendants(page) if box.element_tag == "p")
    widths = [sum(child.margin_width() for child in line.children) for line in paragraph.children]
    assert all(width > 0.8 * paragraph.width for width in widths[:-1]), widths
