"""Spaces and acronyms of the book's HTML."""

from __future__ import annotations

import re
from xml.etree.ElementTree import fromstring

import pytest

from kerege.outputs.book.composing import NBSP, compose
from kerege.outputs.readback import compact
from kerege.render.elements import to_html


def composed(html: str, language: str) -> str:
    root = fromstring(html)
    compose(root, language)
    return to_html(root)


def shown(html: str) -> str:
    return re.sub(r"<[^>]*>", "", html)


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("ru", "Они уехали в город и не вернулись", "Они уехали в~город и~не~вернулись"),
        ("ru", "это 53 % женщин, 2 млн сомов — много", "это~53~% женщин, 2~млн~сомов~— много"),
        ("ru", "А. С. Пушкин", "А.~С. Пушкин".replace("С. ", "С.~")),
        ("ru", "что же делать", "что~же делать"),
        ("ky", "эң көп аял да, бала да", "эң~көп аял~да, бала~да"),
        ("ky", "бир миң сом — аз", "бир~миң~сом~— аз"),
        ("en", "59.6 per cent of a million", "59.6~per cent of a~million"),
        ("en", "she left — for a year", "she left~— for a~year"),
    ],
)
def test_spaces_that_must_not_break(language: str, text: str, expected: str) -> None:
    assert shown(composed(f"<p>{text}</p>", language)) == expected.replace("~", NBSP)


def test_a_part_in_another_language_is_set_by_its_own_rules() -> None:
    html = composed('<p>в доме <span lang="en">a house в доме</span> в доме</p>', "ru")
    assert shown(html) == f"в{NBSP}доме a{NBSP}house в доме в{NBSP}доме"


def test_a_space_before_a_tag_is_bound_too_and_tags_stay_as_they_are() -> None:
    html = composed('<p>в <a title="в доме и в саду" href="#x">доме</a></p>', "ru")
    assert html == f'<p>в{NBSP}<a title="в доме и в саду" href="#x">доме</a></p>'


@pytest.mark.parametrize("language", ["en", "ru", "ky"])
def test_no_letter_is_added_or_lost(language: str) -> None:
    text = "UN-Women, ЮНФПА-нын 1990-жылдары 15–24 жаш, 3,5 % — (а) в «доме»; US$ 5 &amp; 7"
    assert compact(shown(composed(f"<p>{text}</p>", language))) == compact(text)


def test_acronyms_are_marked_for_small_capitals_and_numbers_kept_whole() -> None:
    html = composed("<p>ЮНФПАнын 1990-жылдары UN</p>", "ky")
    assert '<span class="k-caps">ЮНФПА</span>нын' in html
    assert '<span class="k-whole">1990-жылдары</span>' in html
    assert ">UN<" not in html
