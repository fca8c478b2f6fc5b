"""What a PDF says of its pages beside the words: tables, fonts, tags, links, pictures, bookmarks. Read with pdfplumber and PDFium.

Both are an optional extra (`kerege[pdf]`); without it the words come in all the same, and what could not be looked at is told.
Coordinates are points from the upper left corner of the page, as poppler gives them.
"""

from __future__ import annotations

import io
import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

_SMALLEST = 28.0
"""Points: a smaller picture is a sign, a rule or a bullet."""
_WHOLE = 0.8
"""Share of a page's height and width: a larger picture is the page itself, scanned, or its background."""
_DRAWN = 12
"""So many strokes and surfaces side by side are a drawing."""
_RESOLUTION = 200
_HEADINGS = {f"H{n}": n for n in range(1, 7)} | {"H": 2, "Title": 1}
_MOST_TABLE_WORDS = 40
"""Words of a cell above which a frame holds running text."""


class Box(NamedTuple):
    """A place on a page."""

    x0: float
    y0: float
    x1: float
    y1: float

    def holds(self, x: float, y: float) -> bool:
        return self.x0 <= x <= self.x1 and self.y0 <= y <= self.y1

    @property
    def width(self) -> float:
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        return self.y1 - self.y0

    def overlap(self, other: Box) -> float:
        """The share of this box that lies in another."""
        wide = min(self.x1, other.x1) - max(self.x0, other.x0)
        high = min(self.y1, other.y1) - max(self.y0, other.y0)
        area = self.width * self.height
        return wide * high / area if wide > 0 and high > 0 and area > 0 else 0.0


class Letter(NamedTuple):
    """One letter, or a ligature of some."""

    x: float
    """Of its middle, as `y`."""
    y: float
    font: str
    tag: str
    text: str = ""


@dataclass(frozen=True)
class Setting:
    """How the letters of a line are set."""

    bold: bool = False
    italic: bool = False
    tag: str = ""
    """The kind of its element in the file's structure: H1, P, Caption …; Artifact for what belongs to the page."""


@dataclass
class PageLook:
    """One page."""

    size: tuple[float, float] = (0, 0)
    tables: list[list[list[Box | None]]] = field(default_factory=list)
    """Each its rows of cells; None where a merged cell reaches."""
    links: list[tuple[Box, str]] = field(default_factory=list)
    pictures: list[Box] = field(default_factory=list)
    drawings: list[Box] = field(default_factory=list)
    is_picture: bool = False
    """A picture covers the page."""
    letters: list[Letter] = field(default_factory=list)
    """From top to bottom."""

    def within(self, box: Box) -> list[Letter]:
        """The letters in a box."""
        first = bisect_left(self.letters, box.y0, key=lambda letter: letter.y)
        last = bisect_right(self.letters, box.y1, key=lambda letter: letter.y)
        return [letter for letter in self.letters[first:last] if box.x0 <= letter.x <= box.x1]

    def setting(self, box: Box) -> Setting:
        """How the letters in a box are set."""
        here = self.within(box)
        if not here:
            return Setting()
        fonts = Counter(letter.font for letter in here)
        bold = sum(count for font, count in fonts.items() if _is_bold(font))
        italic = sum(count for font, count in fonts.items() if _is_italic(font))
        tag, count = Counter(letter.tag for letter in here).most_common(1)[0]
        return Setting(bold > 0.8 * len(here), italic > 0.8 * len(here), tag if count > 0.6 * len(here) else "")


@cache
def _is_bold(font: str) -> bool:
    return re.search(r"bold|black|heavy|demi|semib|cmbx|sfbx|-bd\b|\bBd\b", font, re.IGNORECASE) is not None


@cache
def _is_italic(font: str) -> bool:
    return re.search(r"ital|obliq", font, re.IGNORECASE) is not None


@dataclass(frozen=True)
class Bookmark:
    """An entry of the outline."""

    title: str
    level: int
    """From 1."""
    page: int


@dataclass
class FileLook:
    """A whole file."""

    pages: list[PageLook] = field(default_factory=list)
    outline: tuple[Bookmark, ...] = ()
    title: str = ""
    path: Path | None = None
    is_known: bool = True
    """Whether the readers were there."""

    def page(self, number: int) -> PageLook:
        """A page, from 1."""
        return self.pages[number - 1] if number <= len(self.pages) else PageLook()

    def drawn(self, number: int, box: Box) -> bytes:
        """A part of a page as a picture; empty where it cannot be drawn."""
        if self.path is None:
            return b""
        return _render(self.path, number, box)


def look_at(path: Path) -> FileLook:
    """What a PDF says beside its words. Parts that are damaged are left out: its words are read by another program."""
    try:
        import pdfplumber
        import pypdfium2
    except ImportError:
        return FileLook(is_known=False)
    look = FileLook(path=path)
    try:
        document = pypdfium2.PdfDocument(str(path))
        look.outline = tuple(_outline(document))
        look.title = document.get_metadata_value("Title") or ""
        document.close()
    except (pypdfium2.PdfiumError, ValueError, OSError):
        look.outline = ()
    try:
        with pdfplumber.open(path) as file:
            for page in file.pages:
                # A page that cannot be taken apart must not cost the others; pdfminer raises whatever its parsers raise.
                made = PageLook()
                with suppress(Exception):
                    made = _page(page)
                look.pages.append(made)
                page.close()
    except Exception:
        # Its readers raise what they raise on damaged files.
        return look
    _without_repeated(look)
    return look


def _outline(document: Any) -> Iterator[Bookmark]:
    for item in document.get_toc(max_depth=8):
        with suppress(Exception):
            title = " ".join((item.get_title() or "").split())
            dest = item.get_dest()
            page = dest.get_index() if dest is not None else None
            if title and page is not None:
                yield Bookmark(title, item.level + 1, page + 1)


def _page(page: Any) -> PageLook:
    look = PageLook(size=(float(page.width), float(page.height)))
    tags = _tags(page)
    for char in page.chars:
        tag = "Artifact" if char.get("tag") == "Artifact" else tags.get(char.get("mcid"), "")
        middle = (char["x0"] + char["x1"]) / 2, (char["top"] + char["bottom"]) / 2
        look.letters.append(Letter(*middle, str(char.get("fontname", "")), tag, str(char.get("text", ""))))
    look.letters.sort(key=lambda letter: letter.y)
    look.links = [
        (Box(link["x0"], link["top"], link["x1"], link["bottom"]), str(link["uri"]))
        for link in page.hyperlinks
        if link.get("uri")
    ]
    for table in page.find_tables():
        rows = [[Box(*cell) if cell else None for cell in row.cells] for row in table.rows]
        if _is_table(rows, look):
            look.tables.append(rows)
    frames = [_around(rows) for rows in look.tables]
    for image in page.images:
        box = Box(
            max(0.0, image["x0"]),
            max(0.0, image["top"]),
            min(page.width, image["x1"]),
            min(page.height, image["bottom"]),
        )
        if box.width > _WHOLE * page.width and box.height > _WHOLE * page.height:
            look.is_picture = True
        elif (
            box.width >= _SMALLEST and box.height >= _SMALLEST and not any(box.overlap(o) > 0.9 for o in look.pictures)
        ):
            look.pictures.append(box)
    look.drawings = [box for box in _drawings(page, frames) if not any(p.overlap(box) > 0.5 for p in look.pictures)]
    return look


def _tags(page: Any) -> dict[int, str]:
    """By number of marked content: the nearest kind of element that says something."""
    found: dict[int, str] = {}

    def walk(elements: Sequence[Any], above: str) -> None:
        for element in elements:
            kind = str(element.get("type", ""))
            said = (
                kind if kind in _HEADINGS or kind in ("P", "LI", "Caption", "Note", "BlockQuote", "TD", "TH") else above
            )
            found.update(dict.fromkeys(element.get("mcids", ()), said))
            walk(element.get("children", ()), said)

    with suppress(Exception):
        walk(page.structure_tree, "")
    return found


def heading_level(tag: str) -> int:
    """The level of a heading's tag; 0 for another."""
    return _HEADINGS.get(tag, 0)


def _around(rows: list[list[Box | None]]) -> Box:
    cells = [cell for row in rows for cell in row if cell]
    return Box(min(c.x0 for c in cells), min(c.y0 for c in cells), max(c.x1 for c in cells), max(c.y1 for c in cells))


def _is_table(rows: list[list[Box | None]], look: PageLook) -> bool:
    """Whether ruled cells are those of a table, and no frame, letterhead or chart."""
    if len(rows) < 2 or max(len(row) for row in rows) < 2:
        return False
    cells = [cell for row in rows for cell in row if cell]
    counts = [len(look.within(cell)) for cell in cells]
    filled = sum(count > 0 for count in counts)
    return filled >= 4 and filled >= 0.35 * len(cells) and sum(counts) / max(filled, 1) < 6 * _MOST_TABLE_WORDS


def _drawings(page: Any, frames: list[Box]) -> list[Box]:
    """Drawings made of many strokes and surfaces, charts above all."""
    parts: list[Box] = []
    for kind in (page.curves, page.rects, page.lines):
        for one in kind:
            box = Box(one["x0"], one["top"], one["x1"], one["bottom"])
            large = box.width > _WHOLE * page.width or box.height > _WHOLE * page.height
            if not large and not any(Box(*box).overlap(frame) > 0.9 or frame.holds(box.x0, box.y0) for frame in frames):
                parts.append(box)
    if not _DRAWN <= len(parts) <= 20_000:
        return []
    groups = _grouped(parts)
    drawn = []
    for box, count in groups:
        if count >= _DRAWN and box.width > 90 and box.height > 60:
            drawn.append(
                Box(max(0, box.x0 - 4), max(0, box.y0 - 4), min(page.width, box.x1 + 4), min(page.height, box.y1 + 4))
            )
    return drawn


def _grouped(parts: list[Box]) -> list[tuple[Box, int]]:
    """Boxes that lie within a few points of each other, as one, with how many they are."""
    near = 14.0
    groups: list[tuple[Box, int]] = []
    for box in sorted(parts, key=lambda b: (b.y0, b.x0)):
        merged, count, rest = box, 1, []
        for other, number in groups:
            apart = (
                other.x0 > merged.x1 + near or other.x1 < merged.x0 - near
                or other.y0 > merged.y1 + near or other.y1 < merged.y0 - near
            )  # fmt: skip
            if apart:
                rest.append((other, number))
            else:
                merged = Box(
                    min(merged.x0, other.x0),
                    min(merged.y0, other.y0),
                    max(merged.x1, other.x1),
                    max(merged.y1, other.y1),
                )
                count += number
        groups = [*rest, (merged, count)]
        if len(groups) > 400:
            return []
    return groups


def _without_repeated(look: FileLook) -> None:
    """Take out pictures that stand at one place of many pages: they belong to the page, as a letterhead does."""
    places: Counter[tuple[int, ...]] = Counter()
    for page in look.pages:
        places.update({tuple(round(edge / 4) for edge in box) for box in page.pictures})
    for page in look.pages:
        page.pictures = [
            box
            for box in page.pictures
            if places[tuple(round(edge / 4) for edge in box)] < max(3, len(look.pages) * 0.3)
        ]


def _render(path: Path, number: int, box: Box) -> bytes:
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(str(path))
        page = document[number - 1]
        width, height = page.get_size()
        crop = (max(0, box.x0), max(0, height - box.y1), max(0, width - box.x1), max(0, box.y0))
        image = page.render(scale=_RESOLUTION / 72, crop=crop).to_pil().convert("RGB")
        png, jpeg = io.BytesIO(), io.BytesIO()
        image.save(png, format="PNG", optimize=True)
        image.save(jpeg, format="JPEG", quality=88)
        document.close()
    except (pypdfium2.PdfiumError, ValueError, OSError, SystemError, MemoryError):
        return b""
    # A chart is smaller as PNG and stays sharp; a photograph is not.
    return png.getvalue() if png.tell() < 3 * jpeg.tell() else jpeg.getvalue()
