"""Two columns that a program printed side by side on the same lines (`pdftotext -layout`), put one below the other.

A gutter is a place where many lines of a page have a wide gap. Lines that write across it (titles, wide leads) part the
page into bands; within a band the left column is read first.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

from kerege.intake.published.document import Line

_GAP = re.compile(r"(?<=\S)\s{2,}(?=\S)")
_ENOUGH = 0.3
"""Share of a page's filled lines that must have the gap."""


def unfold_columns(page: list[Line]) -> list[Line]:
    """The lines of a page in reading order; a page of one column comes back as it is."""
    gutter = _gutter(page)
    if gutter is None:
        return page
    result: list[Line] = []
    band: list[tuple[Line | None, Line | None]] = []
    for line in page:
        if not line.text.strip():
            band.append((line, line))
            continue
        halves = _halves(line.text, gutter)
        if halves is None:
            if any(half is not None and half.text.strip() for row in band for half in row):
                # What is set across the columns belongs to neither of them.
                result += [*_unfolded(band), replace(line, text="")]
            band = []
            result.append(line)
            continue
        left, right = halves
        band.append((replace(line, text=left), replace(line, text=right)))
    return result + _unfolded(band)


def _unfolded(band: list[tuple[Line | None, Line | None]]) -> list[Line]:
    left = [first for first, _ in band if first is not None]
    right = [second for _, second in band if second is not None]
    if not any(line.text.strip() for line in right):
        return left
    left, right = _closed_up(left), _closed_up(right)
    # A blank line keeps the last paragraph of the left column from running into the first of the right one.
    gap = [replace(left[-1], text="")] if left else []
    return [*left, *gap, *right]


def _closed_up(column: list[Line]) -> list[Line]:
    """A column whose lines stand at other heights than those beside it, without the blank lines that this leaves."""
    filled = [bool(line.text.strip()) for line in column]
    alternating = set()
    for index in range(2, len(filled) - 2):
        if filled[index] or not (filled[index - 1] and filled[index + 1]):
            continue
        beside = filled[index - 2], filled[index + 2]
        ended = re.search(r"[.!?:…][”’»\")]*\s*$", column[index - 1].text) is not None
        if not any(beside) or (not all(beside) and not ended):
            alternating.add(index)
    return [line for index, line in enumerate(column) if index not in alternating]


def _gutter(page: list[Line]) -> int | None:
    """The column at which most right halves begin, or None."""
    filled = [line.text for line in page if line.text.strip()]
    starts: Counter[int] = Counter()
    for text in filled:
        for gap in _GAP.finditer(text):
            if 15 <= gap.end() <= 110:
                starts[gap.end()] += 1
        indent = len(text) - len(text.lstrip())
        if indent > 30:
            starts[indent] += 1
    if not starts:
        return None
    place, _ = max(starts.items(), key=lambda item: (sum(starts[item[0] + d] for d in (-1, 0, 1)), item[1]))
    count = sum(starts[place + d] for d in (-1, 0, 1))
    longer = [text for text in filled if len(text) > place]
    if count < 5 or count < len(filled) * _ENOUGH or count < len(longer) * 0.5:
        return None
    # Two columns of prose: many lines fill their left half nearly to the gutter. A table's first column does not.
    sides = [(len(text[: place - 1].split()), len(text[place - 1 :].split())) for text in filled]
    prose = [right for left, right in sides if right >= 3 and (left >= 4 or left == 0)]
    beside = [left for left, _ in sides if left >= 4]
    return place - 1 if len(prose) >= max(4, count * 0.4) and len(beside) >= 4 else None


def _halves(text: str, gutter: int) -> tuple[str, str] | None:
    """A line's two halves, or None when it writes across the gutter."""
    if len(text) <= gutter:
        return text, ""
    if not text[:gutter].strip():
        return "", text[gutter:].rstrip()
    for gap in _GAP.finditer(text):
        if gap.start() <= gutter + 1 and gap.end() >= gutter - 1:
            # What stands in from the column's edge keeps its indent.
            return text[: gap.start()], " " * max(0, gap.end() - gutter) + text[gap.end() :]
    return None
