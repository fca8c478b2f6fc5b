"""A PDF: words and their places read with poppler, everything else that the file says of its pages with `pdf_page`.

Poppler's own order of blocks is not trusted: it puts a short right column before the left one. On each page gutters
part lines into columns, and columns into further ones; lines that write across part the page into bands, read from top to bottom.
Headings are those of the file's own structure or of its bookmarks where it has them.
"""

from __future__ import annotations

import html
import itertools
import re
import shutil
import statistics
import subprocess
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from kerege.errors import KeregeError, MissingProgram
from kerege.intake.published.document import FrontMatter, Holding, Line, Paragraph, Picture, Published, Role
from kerege.intake.published.leftward import as_read, in_order, runs_leftward, turned
from kerege.intake.published.outline import by_outline
from kerege.intake.published.pdf_page import Box, FileLook, Setting, heading_level, look_at
from kerege.intake.published.pdf_tables import Found, Word, ruled, unruled
from kerege.intake.published.signs import as_bullet
from kerege.messages import say

_TAG = re.compile(
    r"<page width=\"(?P<width>[\d.]+)\" height=\"(?P<height>[\d.]+)\">|<(?P<line>line) |"
    r"<word xMin=\"(?P<x0>[\d.-]+)\" yMin=\"(?P<y0>[\d.-]+)\" xMax=\"(?P<x1>[\d.-]+)\" yMax=\"(?P<y1>[\d.-]+)\">(?P<text>.*?)</word>"
)
_BULLET = re.compile(r"(?:[-–—•▪●■◦*·]|\d{1,2}[.)]|[a-z]\))\s")
_RAISED = 0.8
"""Digits lower than this share of their line's letters, behind a word, are the call of a note."""
_SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_PAGE_NUMBER = re.compile(r"^(?:\d{1,4}|[ivxl]{1,6})(?:\s{2,}|\s*[|·•]\s*|$)|(?:\s{2,}|[|·•]\s*)\d{1,4}$")
_NOTE = re.compile(r"(\d{1,3})[.)]?\s+\D")
_MINUTES = 5
_LIGATURE = re.compile("[\ufb00-\ufb06]")


@dataclass
class _Row:
    """One line on a page, in points, or what stands in the place of some."""

    x0: float
    y0: float
    x1: float
    y1: float
    text: str
    size: float
    words: list[Word] = field(default_factory=list)
    setting: Setting = field(default_factory=Setting)
    table: Found | None = None
    picture: str = ""
    running: bool = False
    """It stands at the edge of its page where lines stand on most pages."""

    @property
    def box(self) -> Box:
        return Box(self.x0, self.y0, self.x1, self.y1)


def read_pdf(path: Path) -> Published:
    """A PDF in reading order, with the pages' numbers counted from 1.

    Raises:
        MissingProgram: poppler's `pdftotext` is not there.
        KeregeError: the file is no PDF, is locked, or holds only pictures of pages.
    """
    program = shutil.which("pdftotext")
    if program is None:
        raise MissingProgram(say("Reading a PDF needs poppler; on Debian run: apt-get install poppler-utils"))
    if not path.is_file():
        raise KeregeError(say("{path} is not there.", path=path))
    pages = list(_pages(_poppler(program, path)))
    if not any(re.search(r"\w", row.text) for rows in pages for row in rows):
        raise KeregeError(say("{path} holds no text, only pictures of pages; let OCR read it first.", path=path))
    return _Reading(look_at(path), pages).published()


def _poppler(program: str, path: Path) -> str:
    """The layout of a file by poppler."""
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
    return done.stdout.decode("utf-8", "replace")


class _Reading:
    """One reading of a file."""

    def __init__(self, look: FileLook, pages: list[list[_Row]]) -> None:
        self._look, self._pages = look, pages
        self._pictures: list[Picture] = []
        self._told: list[tuple[str, int, str]] = []
        self._left: list[tuple[str, int, str]] = []
        self._tables = self._cells = 0
        self._axes: dict[int, float] = {}
        """By number: pages written from right to left, and the sum of their edges."""

    def published(self) -> Published:
        if not self._look.is_known:
            self._told.append(
                (say("Tables, pictures, links and bookmarks were not looked at"), 1, "pip install 'kerege[pdf]'")
            )
        texts: list[str] = []
        for number, rows in enumerate(self._pages, start=1):
            if runs_leftward(row.text for row in rows):
                self._turn_over(number, rows)
            texts += [row.text for row in rows]
            self._look_at_page(number, rows)
        _mark_running(self._pages)
        paragraphs = tuple(
            paragraph
            for number, rows in enumerate(self._pages, start=1)
            for paragraph in self._paragraphs(number, rows)
        )
        paragraphs = by_outline(_by_tags(paragraphs), self._look.outline)
        title, paragraphs = _titled(paragraphs, self._look.title)
        links = [link for number in range(1, len(self._pages) + 1) for link in self._links(number)]
        return Published(
            paragraphs,
            Holding(tuple(texts), pictures=len(self._pictures), links=len(links), cells=self._cells),
            FrontMatter(title=title),
            tuple(self._pictures),
            tuple(self._told),
            tuple(self._left),
            tuple(links),
        )

    def _look_at_page(self, number: int, rows: list[_Row]) -> None:
        """Settings of the rows; tables and pictures in the place of the rows that they hold."""
        page = self._look.page(number)
        for row in rows:
            row.setting = page.setting(self._over(number, row.box))
            # Words that run up the margin are the printer's.
            row.running = row.y1 - row.y0 > 2.5 * (row.x1 - row.x0) and len(row.text) > 3
        if not rows and (page.is_picture or page.pictures):
            self._told.append((say("Pages without text, only a picture: let OCR read them"), number, ""))
        for cells in page.tables:
            if number in self._axes:
                cells = [[cell and self._over(number, cell) for cell in reversed(row)] for row in cells]
            self._put_table(rows, ruled(cells, [w for row in rows for w in row.words]))
        boxes = [(box, True) for box in page.drawings] + [(box, False) for box in page.pictures]
        for box, drawn in boxes:
            self._put_picture(number, rows, box, drawn=drawn)

    def _turn_over(self, number: int, rows: list[_Row]) -> None:
        """Rows that are written from right to left, as if they were written from left to right."""
        axis = min(row.x0 for row in rows) + max(row.x1 for row in rows)
        page, self._axes[number] = self._look.page(number), axis
        for row in rows:
            words = [Word(turned(word.box, axis), as_read(word, page.within(word.box))) for word in reversed(row.words)]
            row.words = in_order(words)
            row.x0, row.x1 = axis - row.x1, axis - row.x0
            row.text = " ".join(word.text for word in row.words)

    def _over(self, number: int, box: Box) -> Box:
        """A place of the file as it is read, and one as it is read in the file."""
        axis = self._axes.get(number)
        return box if axis is None else turned(box, axis)

    def _put_table(self, rows: list[_Row], found: Found) -> None:
        if len(found.rows) < 2 or max(len(row) for row in found.rows) < 2:
            return
        used = {id(word) for word in found.words}
        _take_words(rows, used)
        rows.append(_Row(*found.box, "", 0, table=found))
        self._cells += sum(bool(cell) for row in found.rows for cell in row)

    def _put_picture(self, number: int, rows: list[_Row], box: Box, *, drawn: bool) -> None:
        there, box = box, self._over(number, box)
        inside = [row for row in rows if row.table is None and not row.picture and row.box.overlap(box) > 0.6]
        if drawn and (
            any(row.table is not None and row.box.overlap(box) > 0.3 for row in rows)
            or any(len(row.text.split()) > 9 for row in inside)
            or sum(len(row.text.split()) for row in inside) > 8 * max(len(inside), 1)
        ):
            return  # a frame around text
        content = self._look.drawn(number, there)
        if not content:
            return
        key = f"picture-{len(self._pictures) + 1}"
        self._pictures.append(Picture(key, f"page {number}", content, ""))
        if drawn:
            for row in inside:
                self._left.append((say("Words within drawings, which stand in the pictures"), number, row.text))
                rows.remove(row)
        rows.append(_Row(*box, "", 0, picture=key))

    def _links(self, number: int) -> Iterator[tuple[int, str, str]]:
        """The words and addresses of a page's links; one that goes on in the next line is one."""
        found: list[tuple[list[Word], str]] = []
        words = [w for row in self._pages[number - 1] for w in (row.table.words if row.table else row.words)]
        for there, address in self._look.page(number).links:
            box = self._over(number, there)
            inside = [w for w in words if box.holds((w.box.x0 + w.box.x1) / 2, (w.box.y0 + w.box.y1) / 2)]
            if found and found[-1][1] == address:
                found[-1][0].extend(inside)
            else:
                found.append((inside, address))
        yield from ((number, " ".join(word.text for word in inside), address) for inside, address in found)

    def _paragraphs(self, page: int, rows: list[_Row]) -> Iterator[Paragraph]:
        edges = sorted(rows, key=lambda row: row.y0)
        outer = {id(row) for row in (*edges[:2], *edges[-2:])}
        top = {id(row) for row in edges[:2]}
        number = 0
        for column in _columns(self._with_unruled(rows)):
            for part in _parts(column):
                number += 1
                if part[0].table is not None or part[0].picture:
                    yield from self._object(part[0], page, number)
                    continue
                lines = []
                for row in part:
                    lines.append(
                        Line(
                            row.text, page, number, row.x0, round(row.size, 1), top=id(row) in top,
                            bottom=id(row) in outer - top, bold=row.setting.bold, tag=row.setting.tag,
                            running=row.running or row.setting.tag == "Artifact",
                        )
                    )  # fmt: skip
                    number += 1
                set_in = _is_set_in(part, column) or all(row.setting.italic for row in part)
                yield Paragraph(
                    "\n".join(line.text for line in lines),
                    page,
                    lines[0].number,
                    Role.BODY,
                    tuple(lines),
                    set_in=set_in,
                )

    def _object(self, row: _Row, page: int, number: int) -> Iterator[Paragraph]:
        if row.picture:
            yield Paragraph("", page, number, Role.PICTURE, fixed=True, key=row.picture)
            return
        assert row.table is not None
        self._tables += 1
        width = max(len(cells) for cells in row.table.rows)
        for place, cells in enumerate(row.table.rows):
            text = " | ".join([*cells, *[""] * (width - len(cells))])
            yield Paragraph(text, page, number, Role.TABLE, fixed=True, key=f"t{self._tables}", level=int(place == 0))

    def _with_unruled(self, rows: list[_Row]) -> list[_Row]:
        """The rows of a page, those of tables without rules as tables."""
        made = [*rows]
        for column in [*_columns(rows)]:
            words = [word for row in column if row.table is None and not row.running for word in row.words]
            for found in unruled(words):
                used = {id(word) for word in found.words}
                _take_words(made, used)
                made.append(_Row(*found.box, "", 0, table=found))
                self._cells += sum(bool(cell) for row in found.rows for cell in row)
        return made


def _take_words(rows: list[_Row], used: set[int]) -> None:
    """Take words out of rows, for a table holds them; a row that has none left goes."""
    for row in [*rows]:
        if row.table is not None or not any(id(word) in used for word in row.words):
            continue
        rows.remove(row)
        rest = [word for word in row.words if id(word) not in used]
        if rest:
            rows.append(replace(_row([(*w.box, w.text) for w in rest]), setting=row.setting, running=row.running))


def _mark_running(pages: list[list[_Row]]) -> None:
    """Mark lines at the edge of a page that stand at one height on most pages, whatever they say: running heads that vary.

    The first and last lines of a text stand at one height, too: a running head stands apart from them, and is repeated, numbered or
    set otherwise.
    """
    for last in (False, True):
        heights: Counter[int] = Counter()
        said: Counter[str] = Counter()
        edge: list[list[_Row]] = []
        for rows in pages:
            texts = sorted((row for row in rows if row.text and not row.running), key=lambda row: row.y0, reverse=last)
            edge.append(texts[:4])
            heights.update({round(row.y0 / 3) for row in texts[:4] if len(row.text) < 100})
            said.update({re.sub(r"\d+", "#", row.text) for row in texts[:4]})
        for texts, rows in zip(edge, pages, strict=True):
            size = statistics.median([row.size for row in rows if row.text] or [0])
            pitch = _pitch(rows) or size
            for place, row in enumerate(texts):
                often = sum(heights[round(row.y0 / 3) + d] for d in (-1, 0, 1))
                most = often >= 0.6 * len(pages)
                rest = [other for other in rows if other.text and not other.running and other is not row]
                inner = [o for o in rest if (o.y0 < row.y0 if last else o.y0 > row.y0) and abs(o.y0 - row.y0) > 2]
                gap = min((abs(o.y0 - row.y0) for o in inner), default=0)
                apart = gap > 1.25 * max(row.size, 1) if most else gap > 1.7 * max(row.size, 1)
                small = row.size <= size * (1.4 if most else 1.15) and len(row.text) < 100
                level = [other for other in rows if abs(other.y0 - row.y0) < 3 and other.text]
                told = (
                    gap > 2 * pitch
                    or (gap > 1.2 * pitch and (row.size < 0.95 * size or row.setting.italic))
                    or (said[re.sub(r"\d+", "#", row.text)] > 1 and (gap > 1.2 * pitch or most))
                    or any(_PAGE_NUMBER.search(other.text) for other in level)
                )
                if (
                    often < max(4, 0.4 * len(pages))
                    or not (small and apart and told)
                    or (place and not texts[place - 1].running)
                ):
                    break
                for beside in level:
                    beside.running = True


def _pitch(rows: list[_Row]) -> float:
    """The usual distance between the lines of a page."""
    heights = sorted({round(row.y0, 1) for row in rows if row.text})
    steps = [b - a for a, b in itertools.pairwise(heights) if b - a > 4]
    return statistics.median(steps) if len(steps) > 3 else 0.0


def _by_tags(paragraphs: tuple[Paragraph, ...]) -> tuple[Paragraph, ...]:
    """The paragraphs with the headings that the file's own structure names."""
    levels = [heading_level(p.lines[0].tag) if p.lines else 0 for p in paragraphs]
    if sum(level > 0 for level in levels) < 3:
        return paragraphs
    lowest = min(level for level in levels if level)
    result = []
    for paragraph, level in zip(paragraphs, levels, strict=True):
        same = bool(paragraph.lines) and all(line.tag == paragraph.lines[0].tag for line in paragraph.lines)
        if level and same and re.search(r"[^\W\d_]", paragraph.text):
            level -= lowest - 1
            role = Role.CHAPTER if level == 1 else Role.HEADING
            result.append(replace(paragraph, role=role, level=level, fixed=True))
        else:
            result.append(replace(paragraph, told=True))
    return tuple(result)


def _titled(paragraphs: tuple[Paragraph, ...], named: str) -> tuple[str, tuple[Paragraph, ...]]:
    """The title on the first pages and the paragraphs without it; no title where nothing is set so large, or it opens a chapter.

    Args:
        named: what the file's properties say, which is believed where the same words stand on a page.
    """
    sizes = Counter(line.size for p in paragraphs for line in p.lines for _ in line.text)
    usual = sizes.most_common(1)[0][0] if sizes else 0.0
    first = [(n, p) for n, p in enumerate(paragraphs[:40]) if p.page <= 2 and p.lines and not p.lines[0].running]
    wanted = " ".join(named.split()).casefold()
    same = [n for n, p in first if wanted and " ".join(p.text.split()).casefold() == wanted]
    large = [
        (p.size, -n) for n, p in first if p.page == 1 and p.size > 1.25 * usual and re.search(r"[^\W\d_]{3}", p.text)
    ]
    at = same[0] if same else -max(large)[1] if large else None
    if at is None or paragraphs[at].role is not Role.BODY or len(paragraphs[at].text) > 250:
        return "", paragraphs
    end = at + 1
    while (
        end < len(paragraphs) and not same and paragraphs[end].size == paragraphs[at].size and paragraphs[end].page == 1
    ):
        end += 1
    text = " ".join(" ".join(p.text.split()) for p in paragraphs[at:end])
    if len(text) > 250 or not (paragraphs[at].told or same):
        # Where sizes alone tell headings, the largest line is the first of them.
        return "", paragraphs
    return text, (*paragraphs[:at], *paragraphs[end:])


def _apart(match: re.Match[str]) -> str:
    """The letters of a ligature."""
    return unicodedata.normalize("NFKC", match[0])


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
        words.append((*box, _LIGATURE.sub(_apart, html.unescape(match["text"]))))  # type: ignore[arg-type]
    if words:
        rows.append(_row(words))
    if started:
        yield _with_calls(rows)


def _with_calls(rows: list[_Row]) -> list[_Row]:
    """Raised digits and marks of lists that poppler made lines of their own, put back at the words they belong to."""
    for mark in [row for row in rows if len(row.text) == 1 and as_bullet(row.text) != row.text]:
        mark.text = as_bullet(mark.text)
        middle = (mark.y0 + mark.y1) / 2
        level = [row for row in rows if row.x0 >= mark.x1 - 1 and row.y0 < middle < row.y1 and row is not mark]
        if level:
            first = min(level, key=lambda row: row.x0)
            first.text, first.x0 = f"{mark.text} {first.text}", mark.x0
            first.words.insert(0, Word(mark.box, mark.text))
            rows.remove(mark)
    for call in [row for row in rows if re.fullmatch(r"\d{1,3}", row.text)]:
        for row in rows:
            touches = -1 < call.x0 - row.x1 < 3 and row.y0 - 2 <= call.y0 < row.y1
            if row is not call and touches and call.size < row.size * _RAISED:
                raised = call.text.translate(_SUPERSCRIPT)
                row.text, row.x1 = row.text + raised, call.x1
                if row.words:
                    last = row.words[-1]
                    row.words[-1] = Word(Box(last.box.x0, last.box.y0, call.x1, last.box.y1), last.text + raised)
                rows.remove(call)
                break
    return rows


def _row(words: list[tuple[float, float, float, float, str]]) -> _Row:
    heights = [y1 - y0 for _, y0, _, y1, text in words for _ in text]
    size = statistics.median(heights)
    text = ""
    made: list[Word] = []
    for x0, y0, x1, y1, word in words:
        # Written as superscripts, so that nobody takes them for numbers; also where a line begins with one.
        raised = y1 - y0 < size * _RAISED and re.fullmatch(r"\d{1,3}", word)
        shown = word.translate(_SUPERSCRIPT) if raised else word if made or len(words) < 2 else as_bullet(word)
        text += shown if raised or not text else f" {shown}"
        made.append(Word(Box(x0, y0, x1, y1), shown))
    return _Row(
        min(w[0] for w in words),
        min(w[1] for w in words),
        max(w[2] for w in words),
        max(w[3] for w in words),
        text,
        size,
        made,
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
                yield from _columns(left)
                yield from _columns(right)
                left, right = [], []
            wide.append(row)
            continue
        if wide:
            yield wide
            wide = []
        (left if row.x1 <= gutter else right).append(row)
    if wide:
        yield wide
    yield from _columns(left)
    yield from _columns(right)


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
        if not left_edge + width * 0.15 < place < left_edge + width * 0.85:
            continue
        left = [row for row in rows if row.x1 <= place]
        right = [row for row in rows if row.x0 >= place]
        across = len(rows) - len(left) - len(right)
        # A full line on each side: otherwise a table's column or an indented line would make a gutter.
        full_left = [r for r in left if _is_full(r, width)]
        full_right = [r for r in right if _is_full(r, width)]
        if len(full_left) < 3 or len(full_right) < 2 or across > min(len(left), len(right) * 2) + 4:
            continue
        beside = sum(1 for r in right if any(x.y0 < r.y1 and r.y0 < x.y1 for x in left))
        if beside < min(3, len(right)):
            continue
        score = len(left) + len(right) - 3 * across
        if best is None or score > best[0]:
            best = (score, place)
    return best[1] if best else None


def _is_full(row: _Row, width: float) -> bool:
    """Whether a line fills a column with words."""
    words = row.text.split()
    letters = sum(sign.isalpha() for sign in row.text)
    return row.x1 - row.x0 > max(width * 0.18, 70) and len(words) >= 3 and letters > 0.6 * len("".join(words))


def _parts(column: list[_Row]) -> Iterator[list[_Row]]:
    """Paragraphs of a column: parted by a gap, another height of letters, an indent, or the mark of an item."""
    texts = [row for row in column if row.text]
    pitches = [b.y0 - a.y0 for a, b in itertools.pairwise(texts) if 0 < b.y0 - a.y0 < 3 * a.size]
    pitch = statistics.median(pitches) if pitches else 0
    margin = _margin(column)
    part: list[_Row] = []
    for row in column:
        if row.table is not None or row.picture:
            if part:
                yield part
            yield [row]
            part = []
            continue
        if part and _parted(part, row, pitch, margin):
            yield part
            part = []
        part.append(row)
    if part:
        yield part


def _margin(column: list[_Row]) -> float:
    lefts = [round(row.x0) for row in column if row.text]
    return statistics.mode(lefts) if lefts else 0


def _parted(part: list[_Row], row: _Row, pitch: float, margin: float) -> bool:
    before = part[-1]
    if row.running != before.running or heading_level(row.setting.tag) != heading_level(before.setting.tag):
        return True
    if row.setting.bold != before.setting.bold and (row.setting.bold or len(part) <= 2):
        return True
    if abs(row.size - before.size) > before.size * 0.08:
        return True
    gap = row.y0 - before.y0
    if gap < 0 or (pitch and gap > pitch * 1.35):
        return True
    if _BULLET.match(row.text):
        return True
    if re.match(r"[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}\s*\w", row.text):
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
    margin, size = _margin(column), statistics.median(row.size for row in column if row.text)
    same = [row for row in column if abs(row.x0 - margin) < 2]
    if len(same) < len(column) * 0.4 or abs(part[0].size - size) > size * 0.15:
        return False
    return all(8 < row.x0 - margin < 80 for row in part) and len({round(row.x0) for row in part}) <= 2
