"""Citations and the list of references: author, year, locator, in the words of the edition.

The items are CSL-JSON. What is not known is left out, never filled in.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape
from typing import Any

from kerege.render.edition import Edition
from kerege.render.links import Links

_PAGES = re.compile(r"\d[\d\s,–-]*")


def citation_html(edition: Edition, links: Links, works: list[tuple[str, str]]) -> str:
    """One bracketed group: `(FIDH, 2016, p. 12; UN, 2015)`, each work linked to its entry."""
    parts = []
    for key, locator in works:
        reference = edition.report.references.get(key)
        name = short_name(reference.item, edition) if reference else key
        where = f", {_locator(edition, locator)}" if locator else ""
        parts.append(
            f'<a class="k-cite" href="{links.reference(key)}" data-kerege="cite:{key}">{escape(name + where)}</a>'
        )
    return f"({'; '.join(parts)})"


def _locator(edition: Edition, locator: str) -> str:
    return edition.label("cited_page", page=locator) if _PAGES.fullmatch(locator) else locator


def short_name(item: Mapping[str, Any], edition: Edition) -> str:
    """`Kroeger & Anderson, 2011`."""
    names = [author.get("literal") or author.get("family", "") for author in item.get("author", [])]
    if len(names) > 2:
        who = f"{names[0]} {edition.label('et_al')}"
    elif names:
        who = " & ".join(names)
    else:
        who = str(item.get("publisher") or item.get("title") or item["id"])
    return f"{who}, {year(item) or edition.label('no_date')}"


def year(item: Mapping[str, Any]) -> str:
    parts = item.get("issued", {}).get("date-parts") or [[]]
    return str(parts[0][0]) if parts[0] else ""


def reference_html(item: Mapping[str, Any], edition: Edition) -> str:
    """One entry of the list of references."""
    names = []
    for author in item.get("author", []):
        given = f", {author['given']}" if author.get("given") else ""
        names.append(author.get("literal") or f"{author.get('family', '')}{given}")
    head = "; ".join(names) or str(item.get("publisher", ""))
    parts = [f"{escape(head)} ({year(item) or edition.label('no_date')})." if head else ""]
    if item.get("title"):
        parts.append(f"<cite>{escape(str(item['title']))}</cite>.")
    else:
        parts.append(escape(edition.label("title_unknown")) + ".")
    for key in ("container-title", "publisher", "publisher-place"):
        if item.get(key) and str(item[key]) != head:
            parts.append(escape(str(item[key])) + ".")
    if item.get("URL"):
        url = escape(str(item["URL"]), quote=True)
        parts.append(f'<a href="{url}">{url}</a>')
    return " ".join(part for part in parts if part)
