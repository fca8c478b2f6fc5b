"""Pages of the website that tell about it: all charts, about and citing, accessibility, privacy."""

from __future__ import annotations

from html import escape

from kerege.model import BlockKind, Chapter
from kerege.render.blocks import figure_html
from kerege.render.edition import Edition
from kerege.render.links import Links
from kerege.render.pages import authors_lines, citation_text, state_html

DOWNLOADS = "<!--kerege:downloads-->"
"""Stands where the list of files goes: their sizes are known only when every output is finished."""


def charts_html(edition: Edition, links: Links) -> str:
    """Every drawing under the chapter that shows it."""
    parts = []
    for chapter in edition.everything:
        targets = [block.target for block in chapter.blocks_of(BlockKind.FIGURE)]
        if not targets:
            continue
        lang = f' lang="{chapter.language}"' if chapter.language != edition.language else ""
        drawings = "".join(_chart(edition, links, chapter, target) for target in targets)
        parts.append(f'<section><h2 id="charts-{chapter.name}"{lang}>{escape(chapter.title)}</h2>{drawings}</section>')
    note = f'<p class="k-where">{escape(edition.label("charts_note"))}</p>'
    return f"{note}{''.join(parts)}" if parts else ""


def _chart(edition: Edition, links: Links, chapter: Chapter, target: str) -> str:
    speaking = edition.speaking(chapter)
    lang = f' lang="{chapter.language}"' if chapter.language != edition.language else ""
    href = links.to(chapter.name, f"figure-{target}")
    number = escape(edition.label("figure_number", number=edition.figure_numbers.get(target, 0)).rstrip("."))
    return (
        f"<div{lang}>{figure_html(speaking, links, target)}</div>"
        f'<p class="k-where"><a href="{href}">{number}: {escape(chapter.title)}</a></p>'
    )


def about_html(edition: Edition, links: Links) -> str:
    """Who publishes the edition, its state, how to cite it, what may be done with it, and files for programs."""
    settings = edition.report.settings
    up = links.root() + ("" if edition.language == settings.original else "../")
    rows = [("publisher", edition.words(settings.publisher)), ("authors", "; ".join(authors_lines(edition)))]
    people = "".join(f"<dt>{escape(edition.label(key))}</dt><dd>{escape(text)}</dd>" for key, text in rows if text)
    home = settings.url + ("" if edition.language == settings.original else f"{edition.language}/")
    machine = (
        ("CITATION.cff", f"{up}CITATION.cff"),
        ("DataCite JSON", f"{up}datacite.json"),
        ("BibTeX", f"{links.root()}cite.bib"),
        ("RIS", f"{links.root()}cite.ris"),
        (edition.label("feed"), f"{links.root()}feed.xml"),
    )
    files = "".join(f'<li><a href="{href}">{escape(name)}</a></li>' for name, href in machine)
    parts = [
        f'<dl class="k-facts">{people}</dl>',
        f'<h2 id="cite">{escape(edition.label("cite_report"))}</h2>'
        f'<p class="k-citation">{escape(citation_text(edition, home))}</p>',
        f'<h2 id="state">{escape(edition.label("state_of_edition"))}</h2>{state_html(edition)}',
        f'<h2 id="rights">{escape(edition.label("rights"))}</h2><p>{escape(edition.words(settings.rights))}</p>',
        f'<h2 id="downloads">{escape(edition.label("downloads"))}</h2>{DOWNLOADS}',
        f'<h2 id="machines">{escape(edition.label("machine_files"))}</h2><ul>{files}</ul>',
    ]
    return "\n".join(parts)


def accessibility_html(edition: Edition, links: Links) -> str:
    """What was done so that everybody can read, and what was not tested."""
    return _paragraphs(edition, "accessibility_text")


def privacy_html(edition: Edition, links: Links) -> str:
    """What the website learns about its readers: nothing."""
    return _paragraphs(edition, "privacy_text")


def _paragraphs(edition: Edition, label: str) -> str:
    return "".join(f"<p>{escape(' '.join(text.split()))}</p>" for text in edition.label(label).split("\n\n"))
