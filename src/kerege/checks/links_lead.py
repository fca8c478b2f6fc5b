"""Links within the report lead somewhere, on the website as in print.

Passes: `[methods](05-methods.md#methods-areas)`. Fails: a chapter (X016) or a heading (X017) that is not there.
"""

from __future__ import annotations

import difflib
import posixpath
from collections.abc import Iterator
from urllib.parse import unquote

from kerege.checks.case import Case
from kerege.findings import Finding
from kerege.model import Chapter, Lead

CODES = ("X016", "X017")
_MADE = ("table-", "figure-", "quote-", "claim-", "stat-", "term-", "ref-", "fn")
"""Beginnings of anchors that Kerege itself writes."""


def check(case: Case) -> Iterator[Finding]:
    """Yield a finding for each link without a scheme that leads nowhere."""
    for chapter in case.chapters():
        for lead in chapter.leads:
            yield from _link(case, chapter, lead)


def _link(case: Case, chapter: Chapter, lead: Lead) -> Iterator[Finding]:
    path, _, anchor = unquote(lead.target).partition("#")
    name = posixpath.normpath(path).removesuffix(".md") if path else chapter.name
    report = case.report
    known = {c.name: c for code in (report.settings.original, chapter.language) for c in report.chapters.get(code, ())}
    if (path and not path.endswith(".md")) or name not in known:
        near = difflib.get_close_matches(name.strip("/"), known, n=1, cutoff=0.6)
        yield Finding(
            lead.location,
            "X016",
            f"'{lead.target}' leads to no chapter",
            f"did you mean '{near[0]}.md'?" if near else "write the file name of a chapter, such as 05-methods.md",
        )
    elif anchor and not anchor.startswith(_MADE):
        ids = [heading.id for heading in known[name].headings if heading.id]
        if anchor not in ids:
            near = difflib.get_close_matches(anchor, ids, n=1, cutoff=0.6)
            yield Finding(
                lead.location,
                "X017",
                f"{known[name].path} has no heading with the id '{anchor}'",
                f"did you mean '{near[0]}'?" if near else f"give the heading this id, {{#{anchor}}}",
            )
