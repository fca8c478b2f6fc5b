"""What stands around a chapter's text: its lead, the state of the translation; on the front page figures and chapters."""

from __future__ import annotations

from html import escape

from kerege.findings import Location
from kerege.languages.formats import format_date
from kerege.model import Block, BlockKind, Chapter
from kerege.render.behind import behind_count
from kerege.render.blocks import statistic_html
from kerege.render.edition import Edition
from kerege.render.links import Links, Medium


def opening_html(chapter: Chapter, edition: Edition, *, lead: bool = True) -> str:
    """The summary as a lead, the state of a translation, and a note before chapters on violence."""
    parts = []
    if chapter.language != edition.language:
        language = edition.label(f"language_{chapter.language}")
        notice = edition.label("not_translated", language=language)
        parts.append(
            f'<div class="k-status k-status--pending" role="note" lang="{edition.language}">{escape(notice)}</div>'
        )
    state = edition.speaking(chapter).state_of(chapter)
    if state in ("draft", "translated"):
        notice = edition.label(f"state_{state}")
        parts.append(f'<div class="k-status k-status--{state}" role="note">{escape(notice)}</div>')
    behind = behind_count(chapter, edition) if chapter.language == edition.language else 0
    if behind:
        notice = edition.label("behind_page", count=behind)
        parts.append(f'<div class="k-status k-status--behind" role="note">{escape(notice)}</div>')
    if edition.report.settings.imported:
        notice = edition.label("state_imported")
        parts.append(f'<div class="k-status k-status--draft" role="note">{escape(notice)}</div>')
    if lead and chapter.meta.get("summary"):
        parts.append(f'<p class="k-lead">{escape(str(chapter.meta["summary"]))}</p>')
    if chapter.meta.get("content_note"):
        note = escape(str(chapter.meta["content_note"]))
        parts.append(f'<div class="k-content-note k-status" role="note">{note}</div>')
        parts.append(_help_html(edition))
    return "\n".join(parts)


def _help_html(edition: Edition) -> str:
    """Helplines that somebody has tried, after the note on what a chapter tells of; empty where the report has none."""
    dated = ((line, format_date(line.checked, edition.pack)) for line in edition.report.settings.helplines)
    rows = "".join(
        f"<li>{escape(edition.words(line.name))}: {escape(line.contact)} "
        f'<span class="k-where">{escape(edition.label("help_checked", date=date))}</span></li>'
        for line, date in dated
    )
    title = escape(edition.label("help_title"))
    return (
        f'<div class="k-help" role="note" aria-label="{title}"><p><strong>{title}</strong></p><ul>{rows}</ul></div>'
        if rows
        else ""
    )


def publisher_name(edition: Edition) -> str:
    """The publisher as a citation names it: the first sentence of what `report.yml` says, which may explain more."""
    return edition.words(edition.report.settings.publisher).partition(". ")[0].rstrip(".")


def authors_lines(edition: Edition) -> list[str]:
    """The authors as the imprint names them: name, role, affiliation, ORCID; in one line where only names are known."""
    people = edition.report.settings.people
    if people and not any(person.role or person.affiliation or person.orcid for person in people):
        return ["; ".join(person.name for person in people)]
    found = []
    for person in people:
        orcid = f"https://orcid.org/{person.orcid}" if person.orcid else ""
        parts = (person.name, edition.words(person.role), edition.words(person.affiliation), orcid)
        found.append(", ".join(part for part in parts if part))
    return found


def title_with_edition(edition: Edition) -> str:
    """`Women and Labour Migration (edition 1)`."""
    settings = edition.report.settings
    return f"{edition.words(settings.title)} ({edition.label('edition_short', number=settings.edition)})"


def citation_text(edition: Edition, url: str, title: str = "") -> str:
    """How to cite the report, or the chapter `title` of it, in the author-date form of the list of references."""
    settings = edition.report.settings
    publisher = publisher_name(edition)
    who = ", ".join(settings.authors) or publisher
    after = f" {publisher}." if settings.authors else ""
    chapter = f"{title}. // " if title else ""
    return f"{who} ({settings.date[:4]}). {chapter}{title_with_edition(edition)}.{after} {url}"


def key_figures_html(edition: Edition) -> str:
    """The key figures of the report, each linked to its source."""
    links = Links(Medium.WEB, "index")
    place = Location(edition.report.settings.location.path)
    return "".join(
        statistic_html(edition, links, Block(BlockKind.STATISTIC, key, "", 0, 0, place), f"key-{key}")
        for key in edition.report.settings.key_figures
    )


def chapters_html(edition: Edition) -> str:
    """The chapters with what each found."""
    rows = []
    for chapter in edition.chapters:
        foreign = f' lang="{chapter.language}"' if chapter.language != edition.language else ""
        rows.append(
            f'<li{foreign}><a href="{chapter.name}/">{escape(chapter.title)}</a>'
            f"<p>{escape(str(chapter.meta.get('summary', '')))}</p></li>"
        )
    return f'<ol class="k-cards">{"".join(rows)}</ol>'


def state_html(edition: Edition) -> str:
    """Number, date and language state of the edition, and how much of it is translated."""
    line = edition.line
    own = sum(chapter.language == edition.language for chapter in edition.chapters)
    ready = edition.label("chapters_ready", done=own, total=len(edition.chapters))
    state = edition.label(f"state_{edition.state}")
    return f"<p>{escape(line.removesuffix('.'))}. {escape(state)} {escape(ready)}</p>"
