"""Spaces at which no line ends, in every language."""

from __future__ import annotations

from xml.etree.ElementTree import fromstring

import pytest

from kerege.languages.unbroken import NBSP, unbroken
from kerege.render.elements import to_html
from kerege.render.spaces import bind_spaces


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("ru", "119 000 мигрантов и 650 000", "119~000~мигрантов и~650~000"),
        ("ru", "300 миллиардов долларов, 59,6 процента", "300~миллиардов долларов, 59,6~процента"),
        ("ru", "19 сентября 2016 года, с. 6, № 26", "19~сентября 2016~года, с.~6, №~26"),
        ("ky", "калктын 82 пайызы, 244 миллион киши", "калктын 82~пайызы, 244~миллион киши"),
        ("en", "244 million people, p. 6", "244~million people, p.~6"),
        ("en", "15 km of rope, chapter 5 by Dr. Smith, 4 in all", "15~km of rope, chapter~5 by Dr.~Smith, 4 in all"),
        ("ru", "10 ч 30 мин и т. д.: 3 га, глава 5, 5 в среднем", "10~ч 30~мин и~т.~д.: 3~га, глава~5, 5 в~среднем"),
        ("ky", "15 км аркан, таблица 3", "15~км аркан, таблица~3"),
        ("fr", "le 19 septembre", "le~19~septembre"),
        ("xx", "119 000 – and so on", "119~000~– and so on"),
    ],
)
def test_a_number_stays_in_one_piece_and_with_its_unit(language: str, text: str, expected: str) -> None:
    assert unbroken(text, language) == expected.replace("~", NBSP)
    assert unbroken(unbroken(text, language), language) == unbroken(text, language)


def test_a_page_is_bound_in_its_words_and_by_the_language_of_each_part() -> None:
    html = '<div><p title="в доме">в доме <code>в доме</code> в <em lang="en">a house</em> в доме</p><svg>в доме</svg></div>'
    root = fromstring(html)
    bind_spaces(root, "ru")
    assert to_html(root) == html.replace(">в доме <", f">в{NBSP}доме <", 1).replace(" в <em", f" в{NBSP}<em").replace(
        "a house", f"a{NBSP}house"
    ).replace("em> в доме</p", f"em> в{NBSP}доме</p")


def test_on_a_screen_no_number_draws_half_a_unit_after_it() -> None:
    assert unbroken("59.6 per cent", "en") == f"59.6{NBSP}per cent"
    assert unbroken("59.6 per cent of a million", "en", paper=False) == f"59.6 per cent of a{NBSP}million"
