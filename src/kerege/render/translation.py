"""The page for translators: how far each chapter is, and every block that is behind, original and translation side by side."""

from __future__ import annotations

import re
from html import escape

from kerege.render.edition import Edition
from kerege.render.links import Links
from kerege.translate.progress import Progress, progress
from kerege.translate.state import Standing, Unit, standings
from kerege.translate.words import plain, word_changes

_NOTE = re.compile(r"\[\^[^\]\s]+\]:?")
_COLUMNS = ("blocks_all", "blocks_current", "blocks_reviewed", "blocks_stale", "blocks_missing")


def translation_html(edition: Edition, links: Links) -> str:
    """The page in an edition's language; the original's own page shows all languages, without the blocks."""
    settings = edition.report.settings
    if len(settings.languages) < 2:
        return ""
    rows = [row for row in progress(edition.report) if edition.language in (row.language, settings.original)]
    parts = [f"<p>{escape(edition.label('translation_lead'))}</p>", _table(edition, links, rows)]
    if edition.language != settings.original:
        parts += [_chapter(edition, links, row.chapter) for row in rows if row.stale or (row.missing and row.current)]
    return "\n".join(part for part in parts if part)


def _table(edition: Edition, links: Links, rows: list[Progress]) -> str:
    head = "".join(f'<th scope="col">{escape(edition.label(name))}</th>' for name in ("chapter", *_COLUMNS))
    titles = {chapter.name: chapter.title for chapter in edition.everything}
    body = []
    for row in rows:
        name = escape(titles.get(row.chapter, row.chapter))
        if edition.language == edition.report.settings.original:
            name += f" ({escape(edition.label(f'language_{row.language}'))})"
        numbers = (row.total, row.current + row.unrecorded, row.reviewed, row.stale, row.missing)
        cells = "".join(f"<td>{number}</td>" for number in numbers)
        body.append(f'<tr><th scope="row"><a href="{links.to_chapter(row.chapter)}">{name}</a></th>{cells}</tr>')
    title = escape(edition.label("translation_page"))
    return (
        f'<div class="k-table" tabindex="0" role="region" aria-label="{title}"><table><thead><tr>{head}</tr></thead>'
        f"<tbody>{''.join(body)}</tbody></table></div>"
    )


def _chapter(edition: Edition, links: Links, name: str) -> str:
    chapter = edition.report.chapter(edition.language, name)
    found = standings(edition.report, chapter) if chapter else None
    if chapter is None or found is None:
        return ""
    units = found.of(Standing.STALE, Standing.MISSING)
    blocks = "".join(_unit(edition, unit) for unit in units)
    return f'<h2 id="behind-{name}"><a href="{links.to_chapter(name)}">{escape(chapter.title)}</a></h2>{blocks}'


def _unit(edition: Edition, unit: Unit) -> str:
    original = edition.report.settings.original
    ours = _words(unit.source.text) if unit.source else ""
    changed = escape(ours)
    if unit.standing is Standing.STALE and unit.previous:
        # What was taken out of an original is never published again, not even struck out: `kerege status` shows it.
        tags = {" ": "{}", "+": "<ins>{}</ins>"}
        changed = " ".join(
            tags[mark].format(escape(words))
            for mark, words in word_changes(_words(unit.previous), ours)
            if mark in tags
        )
    theirs = escape(_words(unit.target.text)) if unit.target else escape(edition.label("blocks_missing"))
    return (
        f'<div class="k-sides"><div lang="{original}"><p>{changed}</p></div>'
        f'<div lang="{edition.language}"><p>{theirs}</p></div></div>'
    )


def _words(text: str) -> str:
    """A block in words; citations keep their key, calls of notes are left out: nothing here resolves them."""
    return _NOTE.sub("", plain(text)).replace("[@", "[")
