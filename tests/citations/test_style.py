"""The words of a language in the style of citations, and which groups of works a report cites."""

from __future__ import annotations

from pathlib import Path

import pytest

from kerege.citations.citeproc import _date_part, _style, _term, cited_groups
from kerege.read import read_report
from tests.tiny_report import tiny


@pytest.mark.parametrize(
    ("name", "form", "words", "xml"),
    [
        ("et-al", "", ("et al.",), '<term name="et-al">et al.</term>'),
        ("no-date", "short", ("n.d.",), '<term name="no date" form="short">n.d.</term>'),
        (
            "page",
            "short",
            ("p.", "pp."),
            '<term name="page" form="short"><single>p.</single><multiple>pp.</multiple></term>',
        ),
        ("and", "", ("R & D",), '<term name="and">R &amp; D</term>'),
    ],
)
def test_a_term(name: str, form: str, words: tuple[str, ...], xml: str) -> None:
    assert _term(name, form, words) == xml


@pytest.mark.parametrize(
    ("piece", "xml"),
    [
        ("{day} ", '<date-part name="day" form="numeric" prefix="" suffix=" "/>'),
        ("den {month}", '<date-part name="month" prefix="den " suffix=""/>'),
        ("{year}<", '<date-part name="year" prefix="" suffix="&lt;"/>'),
    ],
)
def test_a_part_of_a_date(piece: str, xml: str) -> None:
    assert _date_part(piece) == xml


@pytest.mark.parametrize(
    ("code", "quote", "month", "and_word", "region"),
    [("en", "“", "May", "and", "en-"), ("ru", "«", "мая", "и", "ru-"), ("ky", "«", "май", "жана", "ky-")],
)
def test_a_language_brings_its_words(code: str, quote: str, month: str, and_word: str, region: str) -> None:
    style = _style(code)
    assert f'<term name="open-quote">{quote}</term>' in style and f'<term name="and">{and_word}</term>' in style
    assert f'<term name="month-05">{month}' in style and f'<locale xml:lang="{region}' in style
    assert 'punctuation-in-quote="false"' in style and style.count("<locale ") == 1
    parts = [part.split('"')[0] for part in style.split('<date-part name="')[1:]]
    assert {"day", "month", "year"} <= set(parts)


def test_each_group_once_and_only_of_known_works(tmp_path: Path) -> None:
    works = [{"id": key, "type": "report", "title": key} for key in ("a", "b")]
    text = "One [@a]. Two [@a; @b]. Again [@a]. Unknown [@c]. Half [@a; @c]. Pages [@a, p. 5]."
    files = {"references.json": works, "docs/en/01-a.md": text, "docs/en/02-b.md": "Again [@a]."}
    groups = cited_groups(read_report(tiny(tmp_path, files)).report)
    assert [[work.key for work in group.works] for group in groups] == [["a"], ["a", "b"], ["a"]]
    assert ["5" in group.works[0].suffix for group in groups] == [False, False, True]
