"""Citations and the list of references, as citeproc has set them, with links to our pages.

The items are CSL-JSON. What is not known is left out, never filled in.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from kerege.model import Reference
from kerege.model.document import Citation
from kerege.model.works import OTHERS, title_in, work_in
from kerege.render.elements import Content, element
from kerege.render.links import Links
from kerege.render.pandoc import Json, attr, el, elements_of, spoken_in

if TYPE_CHECKING:
    from kerege.render.edition import Edition


class Cited(NamedTuple):
    """One work of a citation, as pandoc's forms can cite it."""

    key: str
    prefix: str
    suffix: str
    """The locator and what follows it, with the comma that stands before it."""
    suppressed: bool
    """The author is named in the sentence already."""


class Group(NamedTuple):
    """A citation: works in one pair of brackets, or one that the sentence speaks of (`@key says`)."""

    works: tuple[Cited, ...]
    in_text: bool


@dataclass(frozen=True)
class Typeset:
    """Citations and references as citeproc set them in one language: pandoc's inlines, whose links point to `#ref-KEY`."""

    groups: Mapping[Group, list[Json]]
    entries: Mapping[str, list[Json]]
    """Of each cited work, in the order of the list."""


def group_of(citation: Citation, text: str) -> Group:
    """What a citation of a chapter with this text asks of citeproc."""
    works = []
    for work in citation.works:
        comma = text[work.span.end :].lstrip("}").startswith(",")
        suffix = f", {work.rest}" if comma else work.rest if citation.in_text else f" {work.rest}"
        works.append(Cited(work.key, work.prefix, suffix if work.rest else "", work.suppress))
    return Group(tuple(works), citation.in_text)


def citation_content(edition: Edition, links: Links, group: Group) -> Content:
    """One citation: `(FIDH, 2016, p. 12; UN, 2015)`, each work linked to its entry."""
    inlines = edition.typeset.groups.get(group)
    if inlines is None:
        return f"({'; '.join(work.key for work in group.works)})"

    def link(words: list[Content], target: str) -> Content:
        key = target.removeprefix("#ref-")
        return element("a", words, class_="k-cite", href=links.reference(key), data_kerege=f"cite:{key}")

    return elements_of(inlines, link)


def short_name(item: Mapping[str, Any], edition: Edition) -> str:
    """`Kroeger & Anderson, 2011`."""
    work = work_in(item, edition.language, edition.report.settings.original, short=True)
    names = [author.get("literal") or author.get("family", "") for author in work.get("author", [])]
    if len(names) > 2 or names[1:] == [OTHERS]:
        who = f"{names[0]} {edition.label('et_al')}"
    elif names:
        who = " & ".join(names)
    else:
        who = str(work.get("publisher") or work.get("title") or item["id"])
    return f"{who}{edition.pack.between(',')}{edition.pack.in_digits(year(item)) or edition.label('no_date')}"


def year(item: Mapping[str, Any]) -> str:
    parts = item.get("issued", {}).get("date-parts") or [[]]
    return str(parts[0][0]) if parts[0] else ""


_TITLES = ("title", "container-title", "collection-title")


def entry_inlines(reference: Reference, edition: Edition) -> list[Json] | None:
    """The entry of a work as citeproc set it, with the language of its titles where it is another one (WCAG 2.2, 3.1.2)."""
    inlines = edition.typeset.entries.get(reference.id)
    for key in _TITLES if inlines is not None else ():
        title, code = title_in(reference.item, key, edition.language, edition.report.settings.original)
        if title and code and code.partition("-")[0] != edition.language.partition("-")[0]:
            inlines = spoken_in(inlines or [], title, code)
    if inlines is not None and edition.pack.leftwards and not _is_leftwards(reference, edition):
        return [el("Span", [attr(dir="ltr"), inlines])]
    return inlines


def _is_leftwards(reference: Reference, edition: Edition) -> bool:
    """Whether a work's title is written from right to left."""
    title = work_in(reference.item, edition.language, edition.report.settings.original).get("title") or ""
    return any(unicodedata.bidirectional(letter) in ("R", "AL") for letter in str(title))


def reference_content(reference: Reference, edition: Edition) -> Content:
    """One entry of the list of references; a work of which no title is known says so."""
    inlines = entry_inlines(reference, edition)
    entry = reference.id if inlines is None else elements_of(inlines, lambda words, url: element("a", words, href=url))
    return entry if reference.item.get("title") else [entry, f" {edition.label('title_unknown')}."]
