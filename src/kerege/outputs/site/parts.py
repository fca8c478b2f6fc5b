"""The website in parts: the pages of each language, by MkDocs; those of each two languages; and what all of them share.

A part is known by what goes into it: the text of each page as MkDocs gets it, and what the template shows around it. So a
paragraph that changed in one language leaves the pages of the others as they were. What a plugin that is not known here
does to a page cannot be foreseen; where `mkdocs.yml` names one, the website is made as a whole (`build_site`).
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from kerege.cache.store import digest_of
from kerege.outputs.site.extras import card_words, tables
from kerege.outputs.site.figure_pages import figure_layout, shown_figures
from kerege.outputs.site.layout import SiteContext
from kerege.outputs.site.pages import chapter_layout, generated_layout
from kerege.outputs.site.pairs import parallel_layout, parallel_pages
from kerege.render.elements import inner_html


def language_digest(site_context: SiteContext, code: str) -> str:
    """Of everything that the pages of a language, and the files that go with them, are made from; without the drawings."""
    names = [
        [(p.name, p.title) for p in site_context.generated[code]],
        [(key, e.pack.name) for key, e in site_context.editions.items()],
    ]
    return digest_of(
        list(_pages(site_context, code)),
        sorted(tables(site_context, code).items()),
        sorted(card_words(site_context, code).items()),
        names,
    )


def _pages(site_context: SiteContext, code: str) -> Iterator[tuple[object, ...]]:
    edition = site_context.editions[code]
    for chapter in edition.everything:
        page = site_context.text(code, chapter.name)
        layout = chapter_layout(site_context, code, chapter, page, inner_html(page.body))
        yield chapter.language, sorted(chapter.meta.items()), layout
    for generated in site_context.generated[code]:
        yield code, generated_layout(site_context, code, generated, generated.html)
    for key, chapter in shown_figures(site_context, code):
        yield code, figure_layout(site_context, code, key, chapter, Path())


def pair_digest(site_context: SiteContext, pair: tuple[str, str]) -> str:
    """Of everything that the pages of two languages are made from."""
    return digest_of([parallel_layout(site_context, *page) for page in parallel_pages(site_context, *pair)])
