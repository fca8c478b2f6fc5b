"""Where figures and short testimonies are set."""

from __future__ import annotations

from kerege.outputs.book.flow import Measure, flowing, top_level
from kerege.outputs.book.pages import beside

MEASURE = Measure(height=694, width=374, letter=4.6)
PARAGRAPH = "<p>" + "word " * 80 + "</p>"
FIGURE = '<figure class="k-figure"><p class="k-figure__title">T</p><img src="x" width="720" height="600"></figure>'


def kinds(html: str) -> str:
    return "".join({"<p": "p", "<f": "F", "<h": "h", "<b": "b", "<a": "a"}[part[:2]] for part in top_level(html))


def test_a_figure_waits_for_the_page_to_be_filled() -> None:
    html = "\n".join([PARAGRAPH] * 5 + [FIGURE] + [PARAGRAPH] * 4)
    assert kinds(flowing(html, 130, MEASURE)).index("F") > 5


def test_a_figure_that_fits_stays() -> None:
    html = "\n".join([PARAGRAPH, FIGURE, PARAGRAPH])
    assert flowing(html, 130, MEASURE) == html


def test_a_figure_never_leaves_its_section() -> None:
    html = "\n".join([PARAGRAPH] * 5 + [FIGURE, '<h2 id="a">Next</h2>'] + [PARAGRAPH] * 4)
    assert kinds(flowing(html, 130, MEASURE)) == "pppppFhpppp"


def test_nothing_is_lost_or_doubled() -> None:
    parts = [PARAGRAPH.replace("word", f"w{n}") for n in range(14)]
    html = "\n".join([*parts[:5], FIGURE, *parts[5:7], FIGURE.replace("x", "y"), *parts[7:]])
    assert sorted(top_level(flowing(html, 130, MEASURE))) == sorted(top_level(html))


QUOTE = '<figure class="k-quote k-quote--paraphrase k-quote--short" id="q"><p>A woman said that nobody had told her what would come of it.</p><figcaption>W</figcaption></figure>'


def test_a_short_testimony_stands_beside_a_paragraph_as_high() -> None:
    assert beside(f"{PARAGRAPH}\n{QUOTE}") == f'<div class="k-beside">{PARAGRAPH}{QUOTE}</div>'


def test_beside_a_lower_paragraph_it_stays_in_the_column() -> None:
    html = f"<p>One line.</p>\n{QUOTE}"
    assert beside(html) == html


def test_two_testimonies_together_stay_together() -> None:
    html = f'{PARAGRAPH}\n<div class="k-pair">{QUOTE}{QUOTE}</div>'
    assert beside(html) == html
