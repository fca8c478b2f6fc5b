"""Links within the report lead somewhere, on the website as in print.

Passes: `[methods](05-methods.md#methods-areas)`. Fails: a chapter (X016) or a heading (X017) that is not there.
"""

from __future__ import annotations

import difflib
import posixpath
from collections.abc import Iterator, Mapping
from unicodedata import normalize
from urllib.parse import unquote

from kerege.catalogue import problem
from kerege.checks.context import Parallels
from kerege.checks.overview import Ids
from kerege.findings import Finding
from kerege.model import Chapter, Lead, Settings, chapters_of

CODES = ("X016", "X017")
_MADE = ("table-", "figure-", "quote-", "claim-", "stat-", "term-", "ref-", "fn")
"""Beginnings of anchors that Kerege itself writes, in one edition so and in another otherwise."""


def check(parallels: Parallels, headings: Mapping[str, Mapping[str, Ids]], settings: Settings) -> Iterator[Finding]:
    """Yield a finding for each link without a scheme that leads nowhere."""
    linking = [chapter for chapter in chapters_of(parallels) if chapter.leads]
    # What is not translated is read in the original language.
    known = {
        language: _known(headings, (settings.original, language))
        for language in {chapter.language for chapter in linking}
    }
    for chapter in linking:
        for lead in chapter.leads:
            yield from _link(chapter, lead, known[chapter.language])


def _known(headings: Mapping[str, Mapping[str, Ids]], codes: tuple[str, ...]) -> Mapping[str, tuple[str, Ids]]:
    """The chapters that links can lead to: where they stand, and the ids of their headings."""
    return {name: (f"docs/{code}/{name}.md", ids) for code in codes for name, ids in headings.get(code, {}).items()}


def _link(chapter: Chapter, lead: Lead, chapters: Mapping[str, tuple[str, Ids]]) -> Iterator[Finding]:
    file, _, anchor = normalize("NFC", unquote(lead.target)).partition("#")
    name = posixpath.normpath(file).removesuffix(".md") if file else chapter.name
    if (file and not file.endswith(".md")) or name not in chapters:
        near = difflib.get_close_matches(name.strip("/"), chapters, n=1, cutoff=0.6)
        yield Finding(
            lead.location,
            (
                problem("X016/leads-no-chapter", target=lead.target, near=near[0])
                if near
                else problem("X016/leads-no-chapter-write-file-name-chapter", target=lead.target)
            ),
        )
    elif anchor and anchor not in chapters[name][1]:
        path, ids = chapters[name]
        if anchor.startswith(_MADE):
            yield Finding(lead.location, problem("X017/made", anchor=anchor))
        else:
            near = difflib.get_close_matches(anchor, ids, n=1, cutoff=0.6)
            yield Finding(
                lead.location,
                (
                    problem("X017/has-no-heading-with", path=path, anchor=anchor, near=near[0])
                    if near
                    else problem("X017/has-no-heading-with-give-heading-this-id", path=path, anchor=anchor)
                ),
            )
