"""A PDF read with poppler: every line with its place and the height of its letters, columns told by the geometry.

Poppler's own order of blocks is not trusted: it puts a short right column before the left one. On each page a gutter
parts lines into columns; lines that write across it part the page into bands, read from top to bottom.
"""

from __future__ import annotations

import html
import itertools
import re
import shutil
import statistics
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kerege.errors import KeregeError, MissingProgram
from kerege.intake.published.document import Line, Paragraph, Role
from kerege.messages import say

_TAG = re.compile(
    r"<page width=\"(?P<width>[\d.]+)\" height=\"(?P<height>[\d.]+)\">|<(?P<line>line) |"
    r"<word xMin=\"(?P<x0>[\d.-]+)\" yMin=\"(?P<y0>[\d.-]+)\" xMax=\"(?P<x1>[\d.-]+)\" yMax=\"(?P<y1>[\d.-]+)\">(?P<text>.*?)</word>"
)
_BULLET = re.compile(r"(?:[-–—•▪●■◦*·]|\d{1,2}[.)]|[a-z]\))\s")
_RAISED = 0.8
"""Digits lower than this share of their line's letters, behind a word, are the call of a note."""
_SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_NOTE = re.compile(r"(\d{1,3})[.)]?\s+\D")
_MINUTES = 5


@dataclass
class _Row:
    """One line on a page, in points."""

    x0: float
    y0: float
    x1: float
    y1: float
    text: str
    size: float


def read_pdf(path: Path) -> tuple[Paragraph, ...]:
    """The paragraphs of a PDF in reading order, with the pages' numbers counted from 1.

    Raises:
        MissingProgram: poppler's `pdftotext` is not there.
        KeregeError: the file is no PDF, is locked, or holds only pictures of pages.
    """
    program = shutil.which("pdftotext")
    if program is None:
        raise MissingProgram(say("Reading a PDF needs poppler; on Debian run: apt-get install poppler-utils"))
    if not path.is_file():
        raise KeregeError(say("{path} is not there.", path=path))
    try:
        done = subprocess.run(
            [program, "-bbox-layout", "-enc", "UTF-8", str(path), "-"],
            capture_output=True, timeout=60 * _MINUTES, check=False,
        )  # fmt: skip
    except subprocess.TimeoutExpired as error:
        raise KeregeError(
            say("{path} could not be read within {minutes} minutes.", path=path, minutes=_MINUTES)
        ) from error
    if done.returncode:
        said = (done.stderr.decode("utf-8", "replace").strip().splitlines() or [say("no reason given")])[
            -1
        ].removeprefix("Syntax Error: ")
        raise KeregeError(say("{path} could not be read: {said}.", path=path, said=said))
    paragraphs = tuple(_paragraphs(done.stdout.decode("utf-8", "replace")))
    if not any(re.search(r"\w", paragraph.text) for paragraph in paragraphs):
        raise KeregeError(say("{path} holds no text, only pictures of pages; let OCR read it first.", path=path))
    return paragraphs


def _paragraphs(layout: str) -> Iterator[Paragraph]:
    for page, rows in enumerate(_pages(layout), start=1):
        edges = sorted(rows, key=lambda row: row.y0)
        outer = {id(row) for row in (*edges[:2], *edges[-2:])}
        top = {id(row) for row in edges[:2]}
        number = 0
        for column in _columns(rows):
            for part in _parts(column):
                lines = []
                for row in part:
                    number += 1
                    lines.append(
                        Line(
                            row.text, page, number, row.x0, round(row.size, 1),
                            top=id(row) in top, bottom=id(row) in outer - top,
                        )
                    )  # fmt: skip
                role = Role.QUOTE if _is_set_in(part, column) else Role.BODY
                yield Paragraph("\n".join(line.text for line in lines), page, lines[0].number, role, tuple(lines))


def _pages(layout: str) -> Iterator[list[_Row]]:
    rows: list[_Row] = []
    words: list[tuple[float, float, float, float, str]] = []
    started = False
    for match in _TAG.finditer(layout):
        if match["width"] or match["line"]:
            if words:
                rows.append(_row(words))
                words = []
            if match["width"]:
                if started:
                    yield _with_calls(rows)
                rows, started = [], True
            continue
        box = tuple(float(match[key]) for key in ("x0", "y0", "x1", "y1"))
        words.append((*box, html.unescape(match["text"])))  # type: ignore[arg-type]
    if words:
        rows.append(_row(words))
    if started:
        yield _with_calls(rows)


def _with_calls(rows: list[_Row]) -> list[_Row]:
    """Raised digits that poppler made lines of their own, put back behind the words they stand at."""
    for call in [row for row in rows if re.fullmatch(r"\d{1,3}", row.text)]:
        for row in rows:
            touches = -1 < call.x0 - row.x1 < 3 and row.y0 - 2 <= call.y0 < row.y1
            if row is not call and touches and call.size < row.size * _RAISED:
                row.text, row.x1 = row.text + call.text.translate(_SUPERSCRIPT), call.x1
                rows.remove(call)
                break
    return rows


def _row(words: list[tuple[float, float, float, float, str]]) -> _Row:
    heights = [y1 - y0 for _, y0, _, y1, text in words for _ in text]
    size = statistics.median(heights)
    text = ""
    for _, y0, _, y1, word in words:
        # Written as superscripts, so that nobody takes them for numbers; also where a line begins with one.
        raised = y1 - y0 < size * _RAISED and re.fullmatch(r"\d{1,3}", word)
        shown = word.translate(_SUPERSCRIPT) if raised else word
        text += shown if raised or not text else f" {shown}"
    return _Row(
        min(w[0] for w in words),
        min(w[1] for w in words),
        max(w[2] for w in words),
        max(w[3] for w in words),
        text,
        size,
    )


def _columns(rows: list[_Row]) -> Iterator[list[_Row]]:
    """The lines of a page, band by band and column by column."""
    if not rows:
        return
    gutter = _gutter(rows)
    ordered = sorted(rows, key=lambda row: (row.y0, row.x0))
    if gutter is None:
        yield _level(ordered)
        return
    left: list[_Row] = []
    right: list[_Row] = []
    wide: list[_Row] = []
    for row in ordered:
        if row.x0 < gutter < row.x1:
            if left or right:
                yield from (column for column in (left, right) if column)
                left, right = [], []
            wide.append(row)
            continue
        if wide:
            yield wide
            wide = []
        (left if row.x1 <= gutter else right).append(row)
    yield from (column for column in (wide, left, right) if column)


def _level(rows: list[_Row]) -> list[_Row]:
    """Rows whose heights on the page overlap, from left to right."""
    result: list[_Row] = []
    for row in rows:
        before = result[-1] if result else None
        if before and row.x0 < before.x0 and row.y0 < (before.y0 + before.y1) / 2 and row.x1 <= before.x0:
            result.insert(len(result) - 1, row)
        else:
            result.append(row)
    return result


def _gutter(rows: list[_Row]) -> float | None:
    """The place between two columns: many lines lie wholly on each side of it, side by side, and few across."""
    left_edge, right_edge = min(row.x0 for row in rows), max(row.x1 for row in rows)
    width = right_edge - left_edge
    best: tuple[int, float] | None = None
    for start in sorted({row.x0 for row in rows}):
        place = start - 1
        if not left_edge + width * 0.25 < place < left_edge + width * 0.75:
            continue
        left = [row for row in rows if row.x1 <= place]
        right = [row for row in rows if row.x0 >= place]
        across = len(rows) - len(left) - len(right)
        # A full line on each side: otherwise a table's column or an indented line would make a gutter.
        full_left = [r for r in left if r.x1 - r.x0 > width * 0.3]
        full_right = [r for r in right if r.x1 - r.x0 > width * 0.3]
        if len(full_left) < 3 or len(full_right) < 2 or across > min(len(left), len(right) * 2) + 4:
            continue
        beside = sum(1 for r in right if any(x.y0 < r.y1 and r.y0 < x.y1 for x in left))
        if beside < min(3, len(right)):
            continue
        score = len(left) + len(right) - 3 * across
        if best is None or score > best[0]:
            best = (score, place)
    return best[1] if best else None


def _parts(column: list[_Row]) -> Iterator[list[_Row]]:
    """Paragraphs of a column: parted by a gap, another height of letters, an indent, or the mark of an item."""
    pitches = [b.y0 - a.y0 for a, b in itertools.pairwise(column) if 0 < b.y0 - a.y0 < 3 * a.size]
    pitch = statistics.median(pitches) if pitches else 0
    margin = _margin(column)
    part: list[_Row] = []
    for row in column:
        if part and _parted(part, row, pitch, margin):
            yield part
            part = []
        part.append(row)
    if part:
        yield part


def _margin(column: list[_Row]) -> float:
    lefts = [round(row.x0) for row in column]
    return statistics.mode(lefts)


def _parted(part: list[_Row], row: _Row, pitch: float, margin: float) -> bool:
    before = part[-1]
    if abs(row.size - before.size) > before.size * 0.08:
        return True
    gap = row.y0 - before.y0
    if gap < 0 or (pitch and gap > pitch * 1.35):
        return True
    if _BULLET.match(row.text):
        return True
    note, first = _NOTE.match(row.text), _NOTE.match(part[0].text)
    if note and first and int(note[1]) == int(first[1]) + 1:
        return True
    shift = row.x0 - before.x0
    if abs(shift) > 6 and len(part) > 1 and abs(before.x0 - part[-2].x0) < 2:
        return True
    first_line = row.x0 - margin > 6 and abs(before.x0 - margin) < 2
    return first_line and re.search(r"[.!?:…][”’»\")]*$", before.text) is not None


def _is_set_in(part: list[_Row], column: list[_Row]) -> bool:
    """Whether all lines stand in from the margin of their column, as a block quote does."""
    if len(part) < 2 or len(column) < 6 or _BULLET.match(part[0].text):
        return False
    margin, size = _margin(column), statistics.median(row.size for row in column)
    same = [row for row in column if abs(row.x0 - margin) < 2]
    if len(same) < len(column) * 0.4 or abs(part[0].size - size) > size * 0.15:
        return False
    return all(8 < row.x0 - margin < 80 for row in part) and len({round(row.x0) for row in part}) <= 2
