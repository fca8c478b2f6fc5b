"""The pages of chapters in two languages: their text, their menus, the links that keep the pair."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import replace
from html import escape
from pathlib import Path

from kerege.outputs.site.bridge import Templates
from kerege.outputs.site.content import minutes
from kerege.outputs.site.drawings import with_drawings
from kerege.outputs.site.layout import Entry, Layout, SiteContext, frame, write
from kerege.outputs.site.numbers import numbers_of
from kerege.outputs.site.parallel import parallel_element
from kerege.outputs.site.urls import link, parallel_place, rebase, way_up
from kerege.render.direction import directed
from kerege.render.edition import Edition
from kerege.render.elements import Element, to_html


def write_parallel(
    site_context: SiteContext, templates: Templates, site: Path, code: str, other: str, drawings: Path
) -> None:
    """Every chapter that two languages have, in both orders.

    Args:
        drawings: where the figures were drawn.
    """
    for first, second, name in parallel_pages(site_context, code, other):
        layout = parallel_layout(site_context, first, second, name)
        layout = replace(layout, content=with_drawings(layout.content, drawings))
        write(site / parallel_place(first, second, name) / "index.html", templates.page(layout).encode())


def parallel_pages(site_context: SiteContext, code: str, other: str) -> Iterator[tuple[str, str, str]]:
    """The pages of two languages: the language of the interface, the other one, the chapter's name."""
    for first, second in ((code, other), (other, code)):
        for name in _shared(site_context, first, second):
            yield first, second, name


def parallel_layout(site_context: SiteContext, code: str, other: str, name: str) -> Layout:
    """A chapter in two languages, its interface in the first one."""
    names = (site_context.editions[code].pack.name, site_context.editions[other].pack.name)
    first, second = parallel_texts(site_context, code, other, name)
    time = site_context.editions[code].label("reading_time", minutes=minutes(first))
    content = to_html(directed(parallel_element(first, second, (code, other), names), code))
    around = parallel_frame(site_context, code, other, name)
    return replace(around, content=content, reading_time=time, cards=_cards(site_context, (code, other), name, content))


def _cards(site_context: SiteContext, codes: tuple[str, str], name: str, content: str) -> str:
    """The cards of the numbers of a chapter, in each language."""
    here = parallel_place(*codes, name)
    shown = numbers_of(content)
    return "".join(
        site_context.cards[code].store(shown, link(here, site_context.place(code)), way_up(here)) for code in codes
    )


def parallel_texts(site_context: SiteContext, code: str, other: str, name: str) -> tuple[Element, Element]:
    """The text of a chapter in each of two languages, with links as they lead from the page of both."""
    here = parallel_place(code, other, name)
    in_pair = {
        site_context.place(key, n): parallel_place(code, other, n)
        for n in _shared(site_context, code, other)
        for key in (code, other)
    }

    def text(key: str) -> Element:
        body = deepcopy(site_context.text(key, name).body)
        rebase(body, site_context.place(key, name), here, lambda target: in_pair.get(target, target))
        return body

    return text(code), text(other)


def parallel_frame(site_context: SiteContext, code: str, other: str, name: str) -> Layout:
    """What stands around a chapter in two languages."""
    here = parallel_place(code, other, name)
    edition = site_context.editions[code]
    chapter = next(c for c in edition.chapters if c.name == name)
    names = (edition.pack.name, site_context.editions[other].pack.name)
    before, after = _pair_neighbours(site_context, code, other, name, here)
    single = tuple(
        Entry(
            f"{site_context.editions[key].label('one_language')}: {site_context.editions[key].pack.name}",
            link(here, site_context.place(key, name)),
            lang=key,
        )
        for key in (code, other)
    )
    # The switch keeps two languages where it can: the chosen one comes first, this one beside it.
    languages = tuple(
        Entry(
            site_context.editions[key].pack.name,
            link(here, parallel_place(key, code if key != code else other, name)),
            key == code,
            key,
        )
        if key == code or code in site_context.pairs_of(key, name)
        else Entry(site_context.editions[key].pack.name, link(here, site_context.place(key, name)), False, key)
        for key in site_context.editions
    )
    titles = " / ".join(dict.fromkeys((chapter.title, _title(site_context.editions[other], name))))
    around = frame(site_context, code, name, here) | {"languages": languages}
    around["fonts"] = tuple(dict.fromkeys((*site_context.fonts(code), *site_context.fonts(other))))
    return Layout(
        kind="parallel",
        title=chapter.title,
        head_title=f"{chapter.title} ({names[0]} – {names[1]})",
        description=f"{titles}. {edition.label('side_by_side_note')}",
        lead=escape(edition.label("side_by_side_note")),
        content_language=code,
        pairs=single,
        previous=before,
        next=after,
        canonical=site_context.url + site_context.place(code, name),
        indexed=False,
        **around,
    )


def _title(edition: Edition, name: str) -> str:
    return next((c.title for c in edition.chapters if c.name == name), name)


def _pair_neighbours(
    site_context: SiteContext, code: str, other: str, name: str, here: str
) -> tuple[Entry | None, Entry | None]:
    """The nearest chapters before and after that stand in both languages."""
    names = _shared(site_context, code, other)
    at = names.index(name)

    def entry(index: int) -> Entry | None:
        if not 0 <= index < len(names):
            return None
        return Entry(
            _title(site_context.editions[code], names[index]), link(here, parallel_place(code, other, names[index]))
        )

    return entry(at - 1), entry(at + 1)


def _shared(site_context: SiteContext, code: str, other: str) -> list[str]:
    """The chapters that stand in both languages."""
    return [c.name for c in site_context.editions[code].chapters if other in site_context.pairs_of(code, c.name)]
