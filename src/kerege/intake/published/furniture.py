"""Page furniture: running heads, page numbers, marks of the printer; taken out and listed, never lost.

A line is furniture when it stands at the edge of several pages with the same words, numbers aside. Where a text has no
pages that can be trusted, the same short line four times anywhere is enough.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

from kerege.intake.published.document import Journal, Line, Paragraph

_NUMBER = re.compile(r"\s*(?:[-–—|]\s*)?(?:page |стр\. ?|бет )?\d{1,4}(?:\s*[-–—|])?\s*", re.IGNORECASE)


def without_furniture(paragraphs: tuple[Paragraph, ...], journal: Journal) -> tuple[Paragraph, ...]:
    """The paragraphs without what belongs to the page."""
    edge: dict[str, set[int]] = {}
    anywhere: Counter[str] = Counter()
    for paragraph in paragraphs:
        for line in paragraph.lines:
            key = _masked(line.text)
            if not key or len(key) > 90:
                continue
            if line.top or line.bottom:
                edge.setdefault(key, set()).add(line.page)
        if len(paragraph.lines) == 1 and len(paragraph.text) < 60:
            anywhere[_masked(paragraph.text)] += 1
    running = {key for key, pages in edge.items() if len(pages) >= 3 and key != "#"}
    running |= {key for key, count in anywhere.items() if count >= 4 and key != "#"}
    running |= _titles_again(paragraphs)
    kept = []
    for paragraph in paragraphs:
        lines = tuple(line for line in paragraph.lines if not _is_furniture(line, running, paragraph))
        for line in paragraph.lines:
            if line not in lines:
                journal.leave("Page furniture", line.page, line.text.strip())
        if paragraph.lines and not lines:
            continue
        if len(lines) != len(paragraph.lines):
            paragraph = replace(paragraph, lines=lines, text="\n".join(line.text for line in lines))
        kept.append(paragraph)
    return tuple(kept)


def _titles_again(paragraphs: tuple[Paragraph, ...]) -> set[str]:
    """Lines that repeat a title of the first page, with a line in capitals directly above."""
    titles = {_masked(p.text) for p in paragraphs if p.page == 1 and p.text.strip()[:1].isupper() and len(p.lines) < 4}
    again: set[str] = set()
    for index, paragraph in enumerate(paragraphs):
        if paragraph.page > 1 and len(paragraph.lines) < 4 and _masked(paragraph.text) in titles:
            again |= {_masked(line.text) for line in paragraph.lines}
            before = paragraphs[index - 1]
            if before.page == paragraph.page and len(before.lines) == 1 and before.text.isupper():
                again.add(_masked(before.text))
    return again


def _is_furniture(line: Line, running: set[str], paragraph: Paragraph) -> bool:
    key = _masked(line.text)
    if key in running:
        return line.top or line.bottom or len(paragraph.lines) <= 4
    return bool(_NUMBER.fullmatch(line.text)) and (line.top or line.bottom or len(paragraph.lines) == 1)


def _masked(text: str) -> str:
    return re.sub(r"\d+", "#", " ".join(text.split())).casefold()
