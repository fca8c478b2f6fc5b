"""Ids of headings in an EPUB: what HTML allows, XML's names do not."""

from __future__ import annotations

from kerege.outputs.epub.xhtml import document
from kerege.render.elements import element


def test_an_id_that_begins_with_a_digit_is_a_name_of_xml_and_links_follow() -> None:
    body = element(
        "section",
        element("h2", "The year", id="2-x"),
        element("a", "there", href="#2-x"),
        element("a", "elsewhere", href="02-more.xhtml#3-y"),
        element("a", "out", href="https://example.org/#4"),
        element("p", "words", id="plain"),
    )
    text = document(body, "Title", "en").decode()
    assert 'id="_2-x"' in text and 'href="#_2-x"' in text and 'href="02-more.xhtml#_3-y"' in text
    assert 'href="https://example.org/#4"' in text and 'id="plain"' in text
