"""The layout of each page that MkDocs makes: front page, chapter, generated page."""

from __future__ import annotations

from html import escape

from kerege.model import Chapter
from kerege.outputs.site.content import chapter_headings, headings, minutes
from kerege.outputs.site.house_style import partners_list
from kerege.outputs.site.layout import Layout, SiteContext, frame, head, neighbours, pair_entries
from kerege.outputs.site.numbers import number_store, numbers_of
from kerege.outputs.site.urls import way_up
from kerege.render.direction import directed_html
from kerege.render.edition import Edition
from kerege.render.generated import GeneratedPage
from kerege.render.html import Page, front_text
from kerege.render.links import Links, Medium
from kerege.render.notices import DOWNLOADS
from kerege.render.pages import chapter_cards, key_figures, opening, state_element

_DESCRIPTIONS = {"charts": "charts_note", "statistics": "all_figures_note"}


def chapter_layout(site_context: SiteContext, code: str, chapter: Chapter, page: Page, content: str) -> Layout:
    """A chapter, or the front page.

    Args:
        page: what the renderer made.
        content: its HTML as MkDocs has it.
    """
    if chapter.is_front_page:
        return _front_layout(site_context, code, content)
    edition = site_context.editions[code]
    here = site_context.place(code, chapter.name)
    summary = front_text(chapter, edition, "summary")
    before, after = neighbours(site_context, code, chapter.name, here)
    own = chapter.language == code
    around = frame(site_context, code, chapter.name, here)
    facts = head(site_context, code, chapter.name, chapter.title, summary)
    links = Links(Medium.WEB, chapter.name)
    notices = opening(chapter, edition, links, page.front, lead=False)
    number = next((at for at, c in enumerate(edition.chapters, 1) if c.name == chapter.name), 0)
    return Layout(
        kind="chapter",
        title=chapter.title,
        heading=directed_html(page.front["title"], chapter.language),
        lead=directed_html(page.front.get("summary"), chapter.language),
        number=number,
        place_line=_place_line(edition, chapter.name),
        content=content,
        content_language=chapter.language,
        toc=chapter_headings(page.sections, chapter.language),
        pairs=pair_entries(site_context, code, chapter.name, here),
        previous=before,
        next=after,
        reading_time=edition.label("reading_time", minutes=minutes(page.body)),
        sections={"notices": directed_html(notices, chapter.language)},
        indexed=own,
        description=summary or edition.words(edition.report.settings.subtitle),
        cards=number_store(edition.speaking(chapter), links, numbers_of(content), around["root"], facts["citation"]),
        **around,
        **facts,
    )  # fmt: skip


def _place_line(edition: Edition, name: str) -> str:
    """Which chapter it is, and of how many that have a number."""
    here = edition.place(name)
    if not here.number or here.is_appendix:
        return edition.chapter_label(name)
    numbered = [c for c in edition.chapters if edition.place(c.name).number and not edition.place(c.name).is_appendix]
    return edition.label("chapter_of", number=here.number, count=len(numbered))


def _front_layout(site_context: SiteContext, code: str, content: str) -> Layout:
    edition = site_context.editions[code]
    settings = edition.report.settings
    here = site_context.place(code)
    title = edition.words(settings.title)
    description = edition.words(settings.subtitle)
    line = edition.line
    sections = {
        "edition": escape(line),
        "keys": directed_html(key_figures(edition), code),
        "chapters": directed_html(chapter_cards(edition), code),
        "partners": directed_html(partners_list(edition, way_up(here)), code),
        "downloads": DOWNLOADS,
        "state": directed_html(state_element(edition), code),
    }
    around = frame(site_context, code, "index", here)
    facts = head(site_context, code, "index", title, description)
    shown = numbers_of(sections["keys"] + content)
    return Layout(
        kind="front",
        title=title,
        subtitle=edition.words(settings.subtitle),
        message=edition.words(settings.message),
        content=content,
        content_language=code,
        sections=sections,
        description=description,
        cards=number_store(edition, Links(Medium.WEB, "index"), shown, around["root"], facts["citation"]),
        **around,
        **facts,
    )


def generated_layout(site_context: SiteContext, code: str, page: GeneratedPage, content: str) -> Layout:
    """A page made from records."""
    edition = site_context.editions[code]
    here = site_context.place(code, page.name)
    title = edition.words(edition.report.settings.title)
    description = edition.label(_DESCRIPTIONS[page.name]) if page.name in _DESCRIPTIONS else f"{title}: {page.title}"
    around = frame(site_context, code, page.name, here)
    return Layout(
        kind="page",
        more=page.name in ("statistics", "testimonies"),
        title=page.title,
        content=content,
        content_language=code,
        toc=headings(page.body),
        description=description,
        cards=number_store(edition, Links(Medium.WEB, page.name), numbers_of(content), around["root"]),
        **around,
        **head(site_context, code, page.name, page.title, description),
    )
