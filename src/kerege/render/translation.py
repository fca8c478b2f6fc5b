"""The page for translators: how far each chapter is, and every block that is behind, original and translation side by side."""

from __future__ import annotations

import re

from kerege.render.edition import Edition
from kerege.render.elements import Content, Element, element, joined
from kerege.render.links import Links
from kerege.translate.progress import Progress, progress
from kerege.translate.state import Standing, Unit, standings
from kerege.translate.words import plain, word_changes

_NOTE = re.compile(r"\[\^[^\]\s]+\]:?")
_COLUMNS = ("blocks_all", "blocks_current", "blocks_reviewed", "blocks_stale", "blocks_missing")


def translation_page(edition: Edition, links: Links) -> Content:
    """The page in an edition's language; the original's own page shows all languages, without the blocks."""
    settings = edition.report.settings
    if len(settings.languages) < 2:
        return None
    rows = [row for row in progress(edition.report) if edition.language in (row.language, settings.original)]
    parts: list[Content] = [element("p", edition.label("translation_lead")), _table(edition, links, rows)]
    if edition.language != settings.original:
        parts += [_chapter(edition, links, row.chapter) for row in rows if row.stale or (row.missing and row.current)]
    return parts


def _table(edition: Edition, links: Links, rows: list[Progress]) -> Element:
    heads = [element("th", edition.label(name), scope="col") for name in ("chapter", *_COLUMNS)]
    titles = {chapter.name: chapter.title for chapter in edition.everything}
    body = []
    for row in rows:
        name = titles.get(row.chapter, row.chapter)
        if edition.language == edition.report.settings.original:
            name += f" ({edition.label(f'language_{row.language}')})"
        numbers = (row.total, row.current + row.unrecorded, row.reviewed, row.stale, row.missing)
        title = element("th", element("a", name, href=links.to_chapter(row.chapter)), scope="row")
        body.append(element("tr", title, [element("td", edition.pack.in_digits(str(number))) for number in numbers]))
    table = element("table", element("thead", element("tr", heads)), element("tbody", body))
    label = edition.label("translation_page")
    return element("div", table, class_="k-table", tabindex="0", role="region", aria_label=label)


def _chapter(edition: Edition, links: Links, name: str) -> Content:
    chapter = edition.report.chapter(edition.language, name)
    found = standings(edition.report, chapter) if chapter else None
    if chapter is None or found is None:
        return None
    title = element("h2", element("a", chapter.title, href=links.to_chapter(name)), id=f"behind-{name}")
    return title, [_unit(edition, unit) for unit in found.of(Standing.STALE, Standing.MISSING)]


def _unit(edition: Edition, unit: Unit) -> Element:
    ours = _words(unit.source.text) if unit.source else ""
    changed: Content = ours
    if unit.standing is Standing.STALE and unit.previous:
        # What was taken out of an original is never published again, not even struck out: `kerege status` shows it.
        changes = [change for change in word_changes(_words(unit.previous), ours) if change[0] != "-"]
        changed = joined([element("ins", words) if mark == "+" else words for mark, words in changes], " ")
    theirs = _words(unit.target.text) if unit.target else edition.label("blocks_missing")
    return element(
        "div",
        element("div", element("p", changed), lang=edition.report.settings.original),
        element("div", element("p", theirs), lang=edition.language),
        class_="k-sides",
    )


def _words(text: str) -> str:
    """A block in words; citations keep their key, calls of notes are left out: nothing here resolves them."""
    return _NOTE.sub("", plain(text)).replace("[@", "[")
