"""Where short testimonies are set."""

from __future__ import annotations

from xml.etree.ElementTree import fromstring

from kerege.outputs.book.pages import Measure, beside
from kerege.render.elements import parts_of, to_html

MEASURE = Measure(column=82, aside=21)
LONG, SHORT = "<p>" + "word " * 120 + "</p>", "<p>" + "word " * 40 + "</p>"
QUOTE = '<figure class="k-quote k-quote--paraphrase k-quote--margin" id="q"><p>A woman said that nobody had told her what would come of it.</p><figcaption>W</figcaption></figure>'


def placed(html: str) -> str:
    return to_html(beside(parts_of(fromstring(f"<x>{html}</x>")), MEASURE))


def test_a_short_testimony_stands_beside_a_paragraph_as_high() -> None:
    assert placed(f"{LONG}{QUOTE}{SHORT}") == f'<div class="k-beside">{LONG}{QUOTE}</div>{SHORT}'


def test_or_beside_two_that_are_as_high_together() -> None:
    two = f'<div class="k-beside k-beside--two">{SHORT}{QUOTE}{LONG}</div>'
    assert placed(f"{SHORT}{QUOTE}{LONG}") == two


def test_beside_lower_text_it_stays_in_the_column() -> None:
    html = f"<p>One line.</p>{QUOTE}<p>Another.</p>"
    assert placed(html) == html


def test_a_paragraph_with_a_note_stays_free_to_break() -> None:
    html = LONG.replace("</p>", "<k-note>Note.</k-note></p>") + QUOTE
    assert placed(html) == html


def test_two_testimonies_together_stay_together() -> None:
    html = f'{LONG}<div class="k-pair">{QUOTE}{QUOTE}</div>'
    assert placed(html) == html
