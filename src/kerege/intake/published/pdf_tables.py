"""Tables of a page: ruled ones by their cells, those without rules by numbers that stand below each other."""

from __future__ import annotations

import re
import statistics
from dataclasses import dataclass, field

from kerege.intake.published.pdf_page import Box
from kerege.languages.recognised import folded_words, whole_words

_NUMERIC = re.compile(
    r"[(\[<>≤≥~*]?\s*[-–−+±]?\s*[$€£]?\s*\d[\d.,'’\s\u00a0\u202f]*\s*[%‰]?\s*[)\]]?\s*[*†‡a-z]{0,3}[¹²³⁰-⁹]*"
    r"|[-–—…:.xX*]{1,3}|n\s*/?\s*a\.?|n\.?d\.?",
    re.IGNORECASE,
)
_FEWEST = 3
"""Lines with numbers below each other that are a table."""


def _is_numeric(text: str) -> bool:
    """Whether a cell holds a number, or says that there is none."""
    return bool(_NUMERIC.fullmatch(text)) or text.casefold() in folded_words("sheet", "missing")


@dataclass
class Word:
    """One word with its place."""

    box: Box
    text: str


@dataclass
class _Line:
    """What stands at one height of a column: its parts from left to right."""

    parts: list[tuple[Box, str, list[Word]]]

    @property
    def box(self) -> Box:
        return Box(
            min(b.x0 for b, _, _ in self.parts), min(b.y0 for b, _, _ in self.parts),
            max(b.x1 for b, _, _ in self.parts), max(b.y1 for b, _, _ in self.parts),
        )  # fmt: skip

    def is_of_numbers(self) -> bool:
        """Whether behind its first part mostly numbers stand."""
        rest = self.parts[1:] if not _is_numeric(self.parts[0][1]) else self.parts
        numbers = sum(_is_numeric(text) for _, text, _ in rest)
        return (
            len(self.parts) > 1
            and numbers >= max(1, len(rest) * 0.6)
            and any(any(c.isdigit() for c in t) for _, t, _ in rest)
        )


@dataclass
class Found:
    """A table, and the words that it holds."""

    box: Box
    rows: list[list[str]]
    words: list[Word] = field(default_factory=list)
    heads: int = 1


def ruled(cells: list[list[Box | None]], words: list[Word]) -> Found:
    """A table whose cells are known: each word in the cell in which its middle lies."""
    used: list[Word] = []
    rows: list[list[str]] = []
    left = words
    for row in cells:
        texts = []
        for cell in row:
            inside = [w for w in left if cell.holds(*_middle(w.box))] if cell else []
            taken = {id(word) for word in inside}
            left = [w for w in left if id(w) not in taken] if taken else left
            used += inside
            texts.append(_text(inside))
        rows.append(texts)
    kept = [row for row in rows if any(row)]
    columns = [c for c in range(max((len(r) for r in kept), default=0)) if any(c < len(r) and r[c] for r in kept)]
    known = [cell for row in cells for cell in row if cell]
    box = Box(min(c.x0 for c in known), min(c.y0 for c in known), max(c.x1 for c in known), max(c.y1 for c in known))
    return Found(box, [[row[c] if c < len(row) else "" for c in columns] for row in kept], used)


def unruled(words: list[Word]) -> list[Found]:
    """Tables without rules among the words of a column."""
    lines = _lines(words)
    found: list[Found] = []
    start = 0
    while start < len(lines):
        run = _run(lines, start)
        numbers = [index for index in run if lines[index].is_of_numbers()]
        if len(numbers) >= _FEWEST:
            table = _table(lines, run, numbers, found[-1].box.y1 if found else -1.0)
            if table is not None:
                found.append(table)
                start = run[-1] + 1
                continue
        start += 1
    return found


def _run(lines: list[_Line], start: int) -> list[int]:
    """The lines from one of numbers on until no more follow; a label that fills a line of its own stands among them."""
    if not lines[start].is_of_numbers():
        return [start]
    run = [start]
    between: list[int] = []
    for index in range(start + 1, len(lines)):
        line, before = lines[index], lines[index - 1]
        far = line.box.y0 - before.box.y1 > 3.2 * (before.box.height or 10)
        if far or len(between) > 2:
            break
        if line.is_of_numbers():
            run += [*between, index]
            between = []
        elif len(line.parts) == 1 and len(line.parts[0][1].split()) <= 12:
            between.append(index)
        else:
            break
    return run


def _table(lines: list[_Line], run: list[int], numbers: list[int], after: float) -> Found | None:
    columns = _columns([lines[index] for index in numbers])
    if not columns:
        return None
    first = min(column[0] for column in columns)
    heads = _heads(lines, run[0], columns, after)
    rows: list[list[str]] = []
    used: list[Word] = []
    for index in [*heads, *run]:
        texts = [""] * (len(columns) + 1)
        for box, text, inside in lines[index].parts:
            places = [n for n, (x0, x1) in enumerate(columns) if box.x0 < x1 and x0 < box.x1]
            is_label = not places or (box.x0 < first - 2 and index in run and not _is_numeric(text))
            for place in [0] if is_label else [n + 1 for n in (places if index in heads else places[:1])]:
                texts[place] = f"{texts[place]} {text}".strip()
            used += inside
        rows.append(texts)
    head = rows[: len(heads)]
    if len(head) > 1:
        rows = [
            [" ".join(dict.fromkeys(filter(None, parts))) for parts in zip(*head, strict=True)],
            *rows[len(heads) :],
        ]
    filled = [sum(bool(row[c]) for row in rows[bool(head) :]) for c in range(1, len(columns) + 1)]
    if max(filled, default=0) < _FEWEST:
        return None
    if not head:
        rows = [[""] * (len(columns) + 1), *rows]
    boxes = [lines[index].box for index in (*heads, *run)]
    box = Box(min(b.x0 for b in boxes), boxes[0].y0, max(b.x1 for b in boxes), max(b.y1 for b in boxes))
    return Found(box, rows, used)


def _columns(lines: list[_Line]) -> list[tuple[float, float]]:
    """The columns of values: stretches of the page's width that numbers of several lines share."""
    spans = sorted(
        (box.x0, box.x1)
        for line in lines
        for place, (box, text, _) in enumerate(line.parts)
        if _is_numeric(text) and (place or len(line.parts) > 2)
    )
    merged: list[list[float]] = []
    counts: list[int] = []
    for x0, x1 in spans:
        if merged and x0 < merged[-1][1]:
            merged[-1][1] = max(merged[-1][1], x1)
            counts[-1] += 1
        else:
            merged.append([x0, x1])
            counts.append(1)
    return [(x0, x1) for (x0, x1), count in zip(merged, counts, strict=True) if count >= max(2, len(lines) * 0.25)]


def _heads(lines: list[_Line], first: int, columns: list[tuple[float, float]], after: float) -> list[int]:
    """The lines above a table that head its columns."""
    heads: list[int] = []
    left = min(column[0] for column in columns)
    for index in range(first - 1, max(-1, first - 6), -1):
        line, below = lines[index], lines[index + 1]
        if below.box.y0 - line.box.y1 > 2.2 * (line.box.height or 10) or line.box.y0 <= after:
            break
        over = [part for part in line.parts if any(part[0].x0 < x1 and x0 < part[0].x1 for x0, x1 in columns)]
        long = any(len(text.split()) > 9 for _, text, _ in line.parts)
        label = len(line.parts) == 1 and line.parts[0][0].x0 < left - 20 and len(over) == 1
        caption = whole_words("document", "table", "figure").match(line.parts[0][1])
        if not over or long or label or caption:
            break
        heads.insert(0, index)
    return heads


def _lines(words: list[Word]) -> list[_Line]:
    """Words by height, and within a height parted where a gap is wider than a blank."""
    heights = [w.box.height for w in words if w.box.height > 0]
    usual = statistics.median(heights) if heights else 10.0
    rows: list[list[Word]] = []
    for word in sorted(words, key=lambda w: ((w.box.y0 + w.box.y1) / 2, w.box.x0)):
        middle = (word.box.y0 + word.box.y1) / 2
        if rows and abs(middle - statistics.fmean((w.box.y0 + w.box.y1) / 2 for w in rows[-1])) < usual * 0.45:
            rows[-1].append(word)
        else:
            rows.append([word])
    lines = []
    for row in rows:
        parts: list[list[Word]] = []
        for word in sorted(row, key=lambda w: w.box.x0):
            gap = word.box.x0 - parts[-1][-1].box.x1 if parts else 0
            if parts and gap < max(usual * 0.75, 4):
                parts[-1].append(word)
            else:
                parts.append([word])
        lines.append(
            _Line([
                (Box(p[0].box.x0, min(w.box.y0 for w in p), p[-1].box.x1, max(w.box.y1 for w in p)), _text(p), p)
                for p in parts
            ])
        )  # fmt: skip
    return lines


def _middle(box: Box) -> tuple[float, float]:
    return (box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2


def _text(words: list[Word]) -> str:
    """Words of a cell from left to right, line by line."""
    rows: list[list[Word]] = []
    for word in sorted(words, key=lambda w: (w.box.y0, w.box.x0)):
        if rows and word.box.y0 < (rows[-1][0].box.y0 + rows[-1][0].box.y1) / 2:
            rows[-1].append(word)
        else:
            rows.append([word])
    return " ".join(word.text for row in rows for word in sorted(row, key=lambda w: w.box.x0)).replace("|", "/")
