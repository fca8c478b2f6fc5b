"""The page that each figure has for itself: to link to, to share, to take away, and to show within the page of another website.

It carries no menu, so that it can stand in a frame; servers let nobody frame any other page (`policy.py`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from math import ceil
from pathlib import Path

from kerege.model import BlockKind, Chapter
from kerege.outputs.figures import cited_figures
from kerege.outputs.site import metadata
from kerege.outputs.site.bridge import Templates
from kerege.outputs.site.drawings import heights, with_drawings
from kerege.outputs.site.layout import Entry, Layout, SiteContext, frame, write
from kerege.outputs.site.numbers import number_store
from kerege.outputs.site.urls import figure_place, link, way_up
from kerege.render.blocks import figure_element
from kerege.render.direction import directed
from kerege.render.elements import element, to_html, words_of
from kerege.render.links import Links, Medium
from kerege.render.pages import chapter_authors, citation_text

_FRAMES = ((626, 626), (346, 286))
"""CSS pixels of a drawing and of a line of words in the frames that the suggested height is made for: 660, and phones of 320 to 380."""
_AROUND = 280
"""CSS pixels of what stands above and below a drawing, beside its words."""
_LETTER, _LINE = 8.4, 23
"""CSS pixels that a letter of these words takes, and a line of them."""
_TOLD = (
    "<script>addEventListener('message',function(e){document.querySelectorAll('iframe').forEach(function(f){"
    "if(f.contentWindow===e.source&&e.data.keregeHeight)f.height=+e.data.keregeHeight})})</script>"
)
"""For the page around the frame: where it runs scripts, the frame is as high as what it shows, at any width."""


def shown_figures(site_context: SiteContext, code: str) -> Iterator[tuple[str, Chapter]]:
    """The figures of an edition, each with the chapter that shows it first: in its language, or in the original's."""
    seen = set()
    known = set(cited_figures(site_context.editions[code].report))
    for chapter in site_context.editions[code].everything:
        for block in chapter.blocks_of(BlockKind.FIGURE):
            if block.target in known and block.target not in seen:
                seen.add(block.target)
                yield block.target, chapter


def write_figure_pages(site_context: SiteContext, templates: Templates, code: str, drawings: Path, site: Path) -> None:
    """Write the page of each figure of a language.

    Args:
        drawings: where the figures were drawn.
    """
    for key, chapter in shown_figures(site_context, code):
        here = figure_place(site_context.place(code), chapter.language, key)
        write(site / here / "index.html", figure_page(site_context, templates, code, key, chapter, drawings).encode())


def figure_page(
    site_context: SiteContext, templates: Templates, code: str, key: str, chapter: Chapter, drawings: Path
) -> str:
    """The page of a figure, as HTML."""
    template = templates.env.get_template("partials/kerege/figure.html")
    return template.render(k=figure_layout(site_context, code, key, chapter, drawings))


def figure_layout(site_context: SiteContext, code: str, key: str, chapter: Chapter, drawings: Path) -> Layout:
    """The page of a figure."""
    edition = site_context.editions[code].speaking(chapter)
    figure = edition.report.figures[key]
    here = figure_place(site_context.place(code), edition.language, key)
    links = Links(Medium.WEB, "figures", up=link(here, site_context.place(code)))
    body = element("div", figure_element(edition, links, key, alone=True))
    directed(body, edition.language)
    title = edition.words(figure.title)
    around = frame(site_context, code, "index", here)
    home = link(here, site_context.place(code))
    settings = edition.report.settings
    url = site_context.url + here if settings.url else ""
    authors = [person.name for person in chapter_authors(chapter)]
    image = (
        f"{site_context.url}{site_context.place(code)}assets/figures/{key}-{edition.language}.png"
        if settings.url
        else ""
    )
    tags = metadata.sharing_tags(edition, title, edition.words(figure.alt), url, image, "article") if url else ()
    words = [words_of(part) for part in body[0] if part.tag != "details"]
    words.append(f"{edition.label('figure_in_report')}: {chapter.title} · {around['publisher']}")
    place = Entry(chapter.title, f"{home}{'' if chapter.is_front_page else f'{chapter.name}/'}#figure-{key}")
    return Layout(
        kind="figure",
        more=True,
        title=title,
        description=edition.words(figure.alt),
        content=with_drawings(to_html(list(body)), drawings),
        content_language=edition.language,
        previous=place,
        citation=citation_text(edition, url, title, authors).rstrip(),
        canonical=url,
        # A card of another size than those of pages.
        tags=tuple(tag for tag in tags if not tag[1].startswith("og:image:")),
        sections={"frame": _embedded(url, title, words, drawings, f"{key}-{edition.language}") if url else ""},
        cards=number_store(edition, links, [f"stat:{datum}" for datum in figure.data], way_up(here)),
        **{**around, "home": home},
    )


def _embedded(url: str, title: str, words: Sequence[str], drawings: Path, name: str) -> str:
    """What another website writes to show the figure.

    Args:
        words: what stands around the drawing, each part from a new line on: a frame without scripts is high enough for it.
    """
    high = max(
        part * drawing + _AROUND + _LINE * sum(ceil(len(text) * _LETTER / line) for text in words if text)
        for part, (drawing, line) in zip(heights(drawings, name), _FRAMES, strict=True)
    )
    return (
        f'<iframe src="{escape(url)}" title="{escape(title)}" width="100%" height="{ceil(high / 10) * 10}" loading="lazy" '
        f'frameborder="0"></iframe>{_TOLD}'
    )
