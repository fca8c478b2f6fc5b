"""What stands around a chapter's text: its lead, the state of the translation; on the front page figures and chapters."""

from __future__ import annotations

from html import escape

from kerege.findings import Location
from kerege.model import Block, BlockKind, Chapter
from kerege.render.behind import behind_count
from kerege.render.blocks import statistic_html
from kerege.render.edition import Edition
from kerege.render.links import Links, Medium


def opening_html(chapter: Chapter, edition: Edition) -> str:
    """The summary as a lead, the state of a translation, and a note before chapters on violence."""
    parts = []
    if chapter.language != edition.language:
        language = edition.label(f"language_{chapter.language}")
        notice = edition.label("not_translated", language=language)
        parts.append(f'<aside class="k-status k-status--pending" lang="{edition.language}">{escape(notice)}</aside>')
    state = edition.speaking(chapter).state_of(chapter)
    if state in ("draft", "translated"):
        parts.append(f'<aside class="k-status k-status--{state}">{escape(edition.label(f"state_{state}"))}</aside>')
    behind = behind_count(chapter, edition) if chapter.language == edition.language else 0
    if behind:
        parts.append(
            f'<aside class="k-status k-status--behind">{escape(edition.label("behind_page", count=behind))}</aside>'
        )
    if edition.report.settings.imported:
        parts.append(f'<aside class="k-status k-status--draft">{escape(edition.label("state_imported"))}</aside>')
    if chapter.meta.get("summary"):
        parts.append(f'<p class="k-lead">{escape(str(chapter.meta["summary"]))}</p>')
    if chapter.meta.get("content_note"):
        parts.append(f'<aside class="k-content-note k-status">{escape(str(chapter.meta["content_note"]))}</aside>')
        parts.append(_help_html(edition))
    return "\n".join(parts)


def _help_html(edition: Edition) -> str:
    """Helplines that somebody has tried, after the note on what a chapter tells of; empty where the report has none."""
    rows = "".join(
        f"<li>{escape(edition.words(line.name))}: {escape(line.contact)} "
        f'<span class="k-where">{escape(edition.label("help_checked", date=line.checked))}</span></li>'
        for line in edition.report.settings.helplines
    )
    title = escape(edition.label("help_title"))
    return (
        f'<aside class="k-help" aria-label="{title}"><p><strong>{title}</strong></p><ul>{rows}</ul></aside>'
        if rows
        else ""
    )


def front_page_html(edition: Edition) -> str:
    """Key figures, then the chapters with what each found, then the PDF."""
    links = Links(Medium.WEB, "index")
    place = Location(edition.report.settings.location.path)
    keys = "".join(
        statistic_html(edition, links, Block(BlockKind.STATISTIC, key, "", 0, 0, place), f"key-{key}")
        for key in edition.report.settings.key_figures
    )
    chapters = "".join(
        f'<li><a href="{chapter.name}/">{escape(chapter.title)}</a> {escape(str(chapter.meta.get("summary", "")))}</li>'
        for chapter in edition.chapters
    )
    parts = []
    if keys:
        parts.append(
            f'<h2 id="key-figures">{escape(edition.label("key_figures"))}</h2><div class="k-keys">{keys}</div>'
        )
    parts.append(f'<h2 id="chapters">{escape(edition.label("chapters"))}</h2><ul class="k-cards">{chapters}</ul>')
    return "\n".join(parts)
