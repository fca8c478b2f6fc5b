"""What the website adds to a page's text: permalinks, links to records; and what its layout needs to know of a text."""

from __future__ import annotations

import math
from dataclasses import dataclass

from kerege.model import Chapter
from kerege.render.direction import directed
from kerege.render.edition import Edition
from kerege.render.elements import Element, add, element, words_of
from kerege.render.html import Page, Section, chapter_page
from kerege.render.links import Medium
from kerege.render.spaces import bind_spaces

_WORDS_A_MINUTE = 200
_LETTERS_A_WORD = 6
"""Kyrgyz builds long words; counting letters treats the three languages alike. Six with the space is the English mean."""
_FIRST = 6
"""Words of a testimony that tell the link to it from others."""
_SECTIONS = ("h2", "h3", "h4")


@dataclass(frozen=True)
class Heading:
    """An entry of a page's table of contents."""

    id: str
    text: str
    lang: str = ""
    """Set where it is in another language than its page."""


def site_page(chapter: Chapter, edition: Edition) -> Page:
    """A chapter as a page of the website shows it, links to its own places and to records included."""
    page = chapter_page(chapter, edition, Medium.WEB)
    if not chapter.is_front_page:
        speaking = edition.speaking(chapter)
        add_permalinks(page.body, speaking)
        _add_records(page.body, speaking)
    bind_spaces(page.body, chapter.language)
    directed(page.body, chapter.language)
    return page


def add_permalinks(body: Element, edition: Edition) -> None:
    """Give every section, and every passage that carries a claim, a link to itself."""
    for part in list(body.iter()):
        if part.tag in _SECTIONS and part.get("id"):
            title = words_of(part)
            label = edition.label("section_permalink", title=title)
            # Else a screen reader says the title twice: of the heading and of the link within it.
            part.set("aria-label", title)
            add(part, " ", _permalink(part.get("id", ""), label))
        elif part.tag in ("p", "li") and not any(
            inner.tag in ("p", "li") for inner in part.iter() if inner is not part
        ):
            claim = next(
                (
                    inner
                    for inner in part.iter("a")
                    if "k-stat" in (inner.get("class") or "").split() and inner.get("id")
                ),
                None,
            )
            if claim is not None:
                label = edition.label("statement_permalink", text=words_of(claim))
                add(part, " ", _permalink(claim.get("id", ""), label))


def _permalink(anchor: str, label: str) -> Element:
    # The sign is drawn by the style sheet, so that it is neither copied, printed nor found by a search.
    return element("a", class_="k-permalink", href=f"#{anchor}", aria_label=label, data_pagefind_ignore=True)


def _add_records(body: Element, edition: Edition) -> None:
    """Give every testimony a link to its record on the page of all testimonies."""
    for figure in body.iter("figure"):
        kind, _, key = figure.get("data-kerege", "").partition(":")
        source = figure.find("figcaption")
        if kind == "quote" and source is not None:
            href = f"../testimonies/#quote-{key}"
            label = edition.label("among_testimonies")
            said = " ".join(words_of(figure.find("div")).split()[:_FIRST]) if figure.find("div") is not None else key
            link = element(
                "a", label, class_="k-record", href=href, aria_label=f"{label}: {said} …", data_pagefind_ignore=True
            )
            add(source, " ", link)


def chapter_headings(sections: tuple[Section, ...], language: str) -> tuple[Heading, ...]:
    """The sections of a chapter, as its contents list them."""
    return tuple(
        Heading(section.id, section.words, section.language if section.language != language else "")
        for section in sections
        if section.level == 2
    )


def headings(body: Element) -> tuple[Heading, ...]:
    """The sections of a generated page."""
    return tuple(
        Heading(part.get("id", ""), words_of(part), part.get("lang", "")) for part in body.iter("h2") if part.get("id")
    )


def minutes(body: Element) -> int:
    """How long reading takes, at least one minute."""
    return max(1, math.ceil(len(words_of(body)) / _LETTERS_A_WORD / _WORDS_A_MINUTE))
