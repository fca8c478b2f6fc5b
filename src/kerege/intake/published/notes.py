"""Footnotes joined to their marks.

Extraction glues a raised number to the word before it: `structures”.1`, `ethnicity13`, `in 2012.8`. Such a number is a
mark when a note of that number stands on its page or a neighbouring one; each note is called once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from kerege.intake.published.document import Journal, Paragraph, Role, is_open
from kerege.languages.recognised import not_small
from kerege.messages import say

_SUPERSCRIPT = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_WIDER = 1.3
"""How much longer the lines may be in which a note goes on: a text set wider is no part of it."""
_MARK = re.compile(
    r"(?<=[^\W\d_])(?P<a>\d{1,3})(?![\w-])"
    r"|(?<=[^\W\d_][.,;:!?”’\"'»)\]])(?P<b>\d{1,3})(?![\w%-])"
    r"|(?<=[)\]”’»\"])(?P<c>\d{1,3})(?![\w%-])"
    r"|(?<=[)\]”’»\"][.,;:])(?P<g>\d{1,3})(?=\s|$)"
    r"|(?<=\d{4}[.,;)])(?P<d>\d{1,2})(?=\s+[^\W\d_]|\s*$)"
    rf"|(?<=[.!?”] )(?P<h>\d{{1,2}})(?= {not_small()})"
    r"|(?P<e>[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3})"
    r"|(?<=\S)\[(?P<f>\d{1,3})\]"
)


@dataclass(frozen=True)
class _Mark:
    paragraph: int
    start: int
    end: int
    label: str
    page: int
    raised: bool
    """Written as a superscript or in brackets: a mark even without its note."""
    free: bool
    """A blank stands before it."""


def joined_notes(
    paragraphs: tuple[Paragraph, ...], journal: Journal
) -> tuple[tuple[Paragraph, ...], tuple[Paragraph, ...]]:
    """The text with its calls, and the notes, keyed as the calls are.

    A note without a mark goes back to the text as a paragraph, and is listed; so is a mark without a note.
    """
    paragraphs = _continued(paragraphs)
    if any(p.role is Role.NOTE and p.fixed for p in paragraphs):
        journal.count(say("footnotes joined to their marks"), sum(p.role is Role.NOTE for p in paragraphs))
        return (
            tuple(p for p in paragraphs if p.role is not Role.NOTE),
            tuple(p for p in paragraphs if p.role is Role.NOTE),
        )
    notes = [p for p in paragraphs if p.role is Role.NOTE]
    marks = [mark for index, p in enumerate(paragraphs) if p.role is not Role.NOTE for mark in _marks(index, p)]
    pairs: dict[int, _Mark] = {}
    used: set[_Mark] = set()
    for number, note in enumerate(notes):
        same = [m for m in marks if m.label == note.key and m not in used]
        near = [m for m in same if abs(m.page - note.page) <= 1]
        if not near and sum(other.key == note.key for other in notes) == 1:
            # Notes at the end of a chapter: the only note of its number answers the last such mark before it.
            near = [m for m in same if m.page <= note.page][-1:]
        if near:
            # A number that stands free between two sentences is the last that is taken for a call.
            pairs[number] = min(
                near, key=lambda mark: (mark.free, abs(mark.page - note.page), mark.page, mark.paragraph)
            )
            used.add(pairs[number])
    for mark in marks:
        if mark.raised and mark not in used:
            journal.ask(say("Footnote marks without a note"), mark.page, mark.label)
    labels = [note.key for note in notes]
    keys = {n: note.key if labels.count(note.key) == 1 else f"{note.page}-{note.key}" for n, note in enumerate(notes)}
    journal.count(say("footnotes joined to their marks"), len(pairs))
    text, written = [], []
    number = -1
    for index, paragraph in enumerate(paragraphs):
        if paragraph.role is not Role.NOTE:
            called = [(mark, keys[n]) for n, mark in pairs.items() if mark.paragraph == index]
            text.append(_called(paragraph, called))
            continue
        number += 1
        if number in pairs:
            written.append(replace(paragraph, key=keys[number]))
        else:
            journal.ask(say("Notes whose mark was not found"), paragraph.page, f"{paragraph.key} {paragraph.text[:80]}")
            text.append(
                replace(paragraph, role=Role.BODY, text=f"{paragraph.key} {paragraph.text}", key="", fixed=True)
            )
    return tuple(text), tuple(written)


def _continued(paragraphs: tuple[Paragraph, ...]) -> tuple[Paragraph, ...]:
    """Notes whose address was broken over a blank line, put together."""
    result: list[Paragraph] = []
    for paragraph in paragraphs:
        before = result[-1] if result else None
        single = len(paragraph.text.split()) == 1 and re.search(r"[/_.]\w", paragraph.text)
        if before is not None and before.role is Role.NOTE and paragraph.role in (Role.BODY, Role.HEADING):
            address = re.search(r"(?:https?://|www\.)\S*$", before.text.rstrip()) is not None
            if address and single:
                result[-1] = replace(before, text=before.text + paragraph.text.strip())
                continue
            alike = paragraph.width <= before.width * _WIDER and abs(paragraph.size - before.size) < 0.5
            flows = paragraph.page == before.page and alike and not paragraph.fixed
            if not address and is_open(before.text) and flows:
                result[-1] = replace(
                    before, text=f"{before.text} {paragraph.text}", lines=before.lines + paragraph.lines
                )
                continue
        result.append(paragraph)
    return tuple(result)


def called_labels(paragraphs: tuple[Paragraph, ...]) -> frozenset[tuple[int, str]]:
    """Page and number of everything that looks like a call of a note."""
    return frozenset(
        (line.page, next(value for value in match.groupdict().values() if value).translate(_SUPERSCRIPT))
        for paragraph in paragraphs
        for line in paragraph.lines
        for match in _MARK.finditer(line.text)
    )


def _marks(index: int, paragraph: Paragraph) -> Iterator[_Mark]:
    for match in _MARK.finditer(paragraph.text):
        word = paragraph.text[: match.start()].split(" ")[-1]
        if "/" in word or "_" in word or "@" in word:
            continue
        kind, raw = next((kind, value) for kind, value in match.groupdict().items() if value)
        label = raw.translate(_SUPERSCRIPT)
        yield _Mark(
            index, match.start(), match.end(), label, paragraph.page_at(match.start()), kind in ("e", "f"), kind == "h"
        )


def _called(paragraph: Paragraph, called: list[tuple[_Mark, str]]) -> Paragraph:
    """The paragraph with its marks taken out of the text and kept as calls."""
    text = paragraph.text
    marks: list[tuple[int, str]] = []
    for mark, key in sorted(called, key=lambda pair: -pair[0].start):
        start = len(text[: mark.start].rstrip())
        length = mark.end - start
        # A call that began a line has the blank of the line's end before it.
        rest = text[mark.end :]
        blank = " " if start < mark.start and rest[:1] not in (" ", "") else ""
        text = text[:start] + blank + rest
        marks = [(start, key), *((offset - length + len(blank), other) for offset, other in marks)]
    return replace(paragraph, text=text, marks=tuple(marks)) if called else paragraph
