"""Page furniture: running heads, page numbers, marks of the printer; taken out and listed, never lost.

A line is furniture when it stands at the edge of several pages with the same words, numbers aside. Where a text has no
pages that can be trusted, the same short line four times anywhere is enough.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

from kerege.intake.published.document import Journal, Line, Paragraph, Role
from kerege.languages import kept_until_forgotten
from kerege.languages.recognised import either, whole_words, words
from kerege.messages import say

_LEADERS = re.compile(r"(?:\.[ \u00a0]?){4,}\s*\d{1,4}\s*$|…{2,}\s*\d{1,4}\s*$")
"""Dots that lead to a page number: a line of the table of contents."""
_MOST = 0.6
"""A line on more than this share of the pages names the book, not a chapter."""


@kept_until_forgotten
def _number_of_page() -> re.Pattern[str]:
    """A line that holds the number of a page and nothing else, whatever a page is called."""
    page = either(words("document", "page"))
    return re.compile(rf"\s*(?:[-–—|]\s*)?(?:{page}\s*)?\d{{1,5}}(?:-?\s*{page})?(?:\s*[-–—|])?\s*", re.IGNORECASE)


def without_furniture(paragraphs: tuple[Paragraph, ...], journal: Journal) -> tuple[Paragraph, ...]:
    """The paragraphs without what belongs to the page."""
    paragraphs = _without_contents(paragraphs, journal)
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


_PAGED = re.compile(r".*\S\s*[.…\s]+\d{1,3}\s*$|\d{1,3}\s+\S.*|\d{1,3}|[ivxl]{1,6}", re.DOTALL)


def _without_contents(paragraphs: tuple[Paragraph, ...], journal: Journal) -> tuple[Paragraph, ...]:
    """The paragraphs without a table of contents: below its title, lines that end with the number of a page."""
    start = next(
        (
            i
            for i, p in enumerate(paragraphs[:400])
            if whole_words("document", "contents").fullmatch(" ".join(p.text.split()))
        ),
        None,
    )
    if start is None or not paragraphs[start].lines:
        return paragraphs
    end, missed = start + 1, 0
    for index in range(start + 1, len(paragraphs)):
        paragraph = paragraphs[index]
        if paragraph.page > paragraphs[start].page + 6 or paragraph.role is Role.PICTURE:
            break
        lines = [line.text for line in paragraph.lines] or [paragraph.text.replace(" | ", " ")]
        if sum(_PAGED.fullmatch(line) is not None for line in lines) * 2 >= len(lines):
            end, missed = index + 1, 0
        elif len(paragraph.text.split()) > 30 or missed > 3:
            break
        else:
            missed += 1
    if (
        end - start < 2
        or sum(_PAGED.fullmatch(line.text) is not None for p in paragraphs[start:end] for line in p.lines) < 3
    ):
        return paragraphs
    for paragraph in paragraphs[start:end]:
        for text in [line.text for line in paragraph.lines] or [paragraph.text]:
            journal.leave(say("Table of contents"), paragraph.page, text.strip())
    return (*paragraphs[:start], *paragraphs[end:])


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
            numbered[key] += any(_number_of_page().fullmatch(other.text) for other in beside)
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
    if line.running:
        return True
    if (_masked(line.text), line.page) in running:
        return line.top or line.bottom or len(paragraph.lines) <= 4
    if _LEADERS.search(line.text):
        return True
    return bool(_number_of_page().fullmatch(line.text)) and (line.top or line.bottom or len(paragraph.lines) == 1)


def _masked(text: str) -> str:
    return re.sub(r"\d+", "#", " ".join(text.split())).casefold()
