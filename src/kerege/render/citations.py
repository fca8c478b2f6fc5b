"""Citations and the list of references, as citeproc has set them, with links to our pages.

The items are CSL-JSON. What is not known is left out, never filled in.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Any

from kerege.model import Reference
from kerege.model.works import OTHERS, work_in
from kerege.render.escaping import literal
from kerege.render.links import Links

if TYPE_CHECKING:
    from kerege.render.edition import Edition

Group = tuple[tuple[str, str], ...]
"""Works with their locators, as one pair of brackets holds them."""

_LINK = re.compile(r'<a href="#ref-(?P<key>[^"]+)" role="doc-biblioref">')


@dataclass(frozen=True)
class Typeset:
    """Citations and references as citeproc set them in one language."""

    groups: Mapping[Group, str]
    """HTML of each bracketed group; its links point to `#ref-KEY`."""
    entries: Mapping[str, str]
    """HTML of each cited work, in the order of the list."""


def citation_html(edition: Edition, links: Links, works: list[tuple[str, str]]) -> str:
    """One bracketed group: `(FIDH, 2016, p. 12; UN, 2015)`, each work linked to its entry."""
    html = edition.typeset.groups.get(tuple(works), "")
    if not html:
        return literal(f"({escape('; '.join(key for key, _ in works))})")

    def link(match: re.Match[str]) -> str:
        key = match["key"]
        return f'<a class="k-cite" href="{links.reference(key)}" data-kerege="cite:{escape(key, quote=True)}">'

    return _LINK.sub(link, literal(html))


def short_name(item: Mapping[str, Any], edition: Edition) -> str:
    """`Kroeger & Anderson, 2011`."""
    work = work_in(item, edition.language, edition.report.settings.languages[0], short=True)
    names = [author.get("literal") or author.get("family", "") for author in work.get("author", [])]
    if len(names) > 2 or names[1:] == [OTHERS]:
        who = f"{names[0]} {edition.label('et_al')}"
    elif names:
        who = " & ".join(names)
    else:
        who = str(work.get("publisher") or work.get("title") or item["id"])
    return f"{who}, {year(item) or edition.label('no_date')}"


def year(item: Mapping[str, Any]) -> str:
    parts = item.get("issued", {}).get("date-parts") or [[]]
    return str(parts[0][0]) if parts[0] else ""


def reference_html(reference: Reference, edition: Edition) -> str:
    """One entry of the list of references; a work of which no title is known says so."""
    html = edition.typeset.entries.get(reference.id, escape(reference.id))
    return html if reference.item.get("title") else f"{html} {escape(edition.label('title_unknown'))}."
