"""Page furniture: running heads, page numbers, marks of the printer; taken out and listed, never lost.

A line is furniture when it stands at the edge of several pages with the same words, numbers aside. Where a text has no
pages that can be trusted, the same short line four times anywhere is enough.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

from kerege.intake.published.document import Journal, Line, Paragraph
from kerege.messages import say

_NUMBER = re.compile(r"\s*(?:[-–—|]\s*)?(?:page |стр\. ?|бет )?\d{1,4}(?:\s*[-–—|])?\s*", re.IGNORECASE)

_LEADERS = re.compile(r"(?:\.[ \u00a0]?){4,}\s*\d{1,4}\s*$|…{2,}\s*\d{1,4}\s*$")
"""Dots that lead to a page number: a line of the table of contents."""
_MOST = 0.6
"""A line on more than this share of the pages names the book, not a chapter."""


def without_furniture(paragraphs: tuple[Paragraph, ...], journal: Journal) -> tuple[Paragraph, ...]:
    """The paragraphs without what belongs to the page."""
    running = _running(paragraphs)
    titles = _titles_again(paragraphs)
    kept = []
    for paragraph in paragraphs:
        lines = tuple(line for line in paragraph.lines if not _is_furniture(line, running | titles, paragraph))
        for line in paragraph.lines:
            if line not in lines:
                what = say("Table of contents") if _LEADERS.search(line.text) else say("Page furniture")
                journal.leave(what, line.page, line.text.strip())
        if paragraph.lines and not lines:
            continue
        if len(lines) != len(paragraph.lines):
            paragraph = replace(paragraph, lines=lines, text="\n".join(line.text for line in lines))
        kept.append(paragraph)
    return tuple(kept)


def _running(paragraphs: tuple[Paragraph, ...]) -> set[tuple[str, int]]:
    """Lines that run from page to page, each with its pages.

    A line on most pages names the book and goes everywhere. One on a run of pages names their chapter: where the run
    begins it is the chapter's title, and stays.
    """
    edge: dict[str, set[int]] = {}
    alone: Counter[str] = Counter()
    numbered: Counter[str] = Counter()
    for index, paragraph in enumerate(paragraphs):
        for line in paragraph.lines:
            key = _masked(line.text)
            if (line.top or line.bottom) and 0 < len(key) <= 90 and key != "#":
                edge.setdefault(key, set()).add(line.page)
        if len(paragraph.lines) == 1 and len(paragraph.text) < 60:
            key = _masked(paragraph.text)
            alone[key] += 1
            beside = paragraphs[max(0, index - 1) : index] + paragraphs[index + 1 : index + 2]
            numbered[key] += any(_NUMBER.fullmatch(other.text) for other in beside)
    last = max((p.page for p in paragraphs), default=1)
    found: set[tuple[str, int]] = set()
    for key, pages in edge.items():
        if len(pages) >= 3:
            begins = set() if len(pages) > last * _MOST else {p for p in pages if not pages & {p - 1, p - 2, p - 3}}
            found |= {(key, page) for page in pages - begins}
    everywhere = {p.page for p in paragraphs}
    for key, count in alone.items():
        # Without pages that can be trusted, a number beside most of its places tells a running head.
        if count >= 4 and key != "#" and (key.endswith(":") or (last == 1 and numbered[key] * 2 > count)):
            found |= {(key, page) for page in everywhere}
    return found


def _titles_again(paragraphs: tuple[Paragraph, ...]) -> set[tuple[str, int]]:
    """Lines that repeat a title of the first page, with a line in capitals directly above."""
    titles = {_masked(p.text) for p in paragraphs if p.page == 1 and p.text.strip()[:1].isupper() and len(p.lines) < 4}
    again: set[tuple[str, int]] = set()
    for index, paragraph in enumerate(paragraphs):
        if paragraph.page > 1 and len(paragraph.lines) < 4 and _masked(paragraph.text) in titles:
            again |= {(_masked(line.text), paragraph.page) for line in paragraph.lines}
            before = paragraphs[index - 1]
            if before.page == paragraph.page and len(before.lines) == 1 and before.text.isupper():
                again.add((_masked(before.text), before.page))
    return again


def _is_furniture(line: Line, running: set[tuple[str, int]], paragraph: Paragraph) -> bool:
    if (_masked(line.text), line.page) in running:
        return line.top or line.bottom or len(paragraph.lines) <= 4
    if _LEADERS.search(line.text):
        return True
    return bool(_NUMBER.fullmatch(line.text)) and (line.top or line.bottom or len(paragraph.lines) == 1)


def _masked(text: str) -> str:
    return re.sub(r"\d+", "#", " ".join(text.split())).casefold()
