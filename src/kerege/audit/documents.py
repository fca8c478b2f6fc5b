"""A text somebody wrote, as passages with their places: Markdown, Word (.docx), or plain text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from kerege.docx.document import Grid, Paragraph, WordFile, read_word
from kerege.errors import KeregeError
from kerege.evidence.problems import TableProblem
from kerege.evidence.tables import decoded
from kerege.findings import Location
from kerege.languages.recognised import within
from kerege.messages import say
from kerege.model import Chapter, Kind, Passage
from kerege.read.chapter import read_chapter_text
from kerege.read.records import Complaints

_MARKDOWN = (".md", ".markdown", ".mdown", ".qmd", ".rmd")
_LARGEST = 20_000_000


@dataclass(frozen=True)
class Piece:
    """A passage of a text, with what stands over it."""

    text: str
    place: Callable[[int], str]
    """Where an offset of the text stands, as a person looks it up."""
    above: tuple[str, ...] = ()
    """Heading and caption over it, the nearest last."""
    row: str = ""
    """For a cell of a table in the text: the labels of its row …"""
    head: str = ""
    """… and of its column."""
    table: int = 0
    """Of such a cell: which table of the text it is in, from 1."""
    is_heading: bool = False


@dataclass(frozen=True)
class TextFile:
    """The passages of a text in the order of reading."""

    name: str
    pieces: tuple[Piece, ...] = field(repr=False)

    @property
    def text(self) -> str:
        """Its words, to tell its language by."""
        return "\n".join(piece.text for piece in self.pieces)


def read_text_file(path: Path) -> TextFile:
    """Read a text of a kind that its name tells.

    Raises:
        KeregeError: it is not there, is no text, or is of another kind.
    """
    if not path.is_file():
        raise KeregeError(say("There is no file {path}.", path=path))
    ending = path.suffix.casefold()
    if ending == ".docx":
        pieces = tuple(_word_pieces(read_word(path)))
    elif ending in (".doc", ".odt", ".pdf", ".rtf"):
        raise KeregeError(
            say(
                "{path} is no text that 'audit' reads; save it as Word (.docx), Markdown or plain text.", path=path.name
            )
        )
    else:
        text = _plain_text(path)
        pieces = tuple(_markdown_pieces(path, text) if ending in _MARKDOWN else _text_pieces(text))
    if not any(any(map(str.isalnum, piece.text)) for piece in pieces):
        raise KeregeError(say("{path} holds no words.", path=path.name))
    return TextFile(str(path), pieces)


def _plain_text(path: Path) -> str:
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise KeregeError(say("{path} cannot be read: {strerror}.", path=path, strerror=error.strerror)) from error
    if len(raw) > _LARGEST:
        raise KeregeError(say("{path} is larger than {largest} bytes.", path=path, largest=f"{_LARGEST:,}"))
    try:
        text = decoded(raw)
    except TableProblem as problem:
        raise KeregeError(f"{path.name} {problem}.") from problem
    return text.replace("\r\n", "\n").replace("\r", "\n")


# --- Markdown ---


def _markdown_pieces(path: Path, text: str) -> Iterator[Piece]:
    chapter = read_chapter_text(text, PurePosixPath(path.name), "", Complaints())
    heading = ""
    captions: dict[int, str] = {}
    for passage in chapter.passages:
        if passage.kind in (Kind.HEADING, Kind.TITLE):
            heading = passage.plain
        if passage.kind is Kind.CAPTION and passage.table is not None:
            captions[passage.table] = passage.plain
        above = (heading,) if passage.kind not in (Kind.HEADING, Kind.TITLE) else ()
        if passage.kind is Kind.CELL and passage.table is not None:
            yield _markdown_cell(chapter, passage, (*above, captions.get(passage.table, "")))
            continue
        is_heading = passage.kind in (Kind.HEADING, Kind.TITLE)
        yield Piece(passage.plain, _line_of(chapter, passage), above, is_heading=is_heading)


def _line_of(chapter: Chapter, passage: Passage) -> Callable[[int], str]:
    def place(offset: int) -> str:
        if offset >= len(passage.offsets):
            return _line(passage.location)
        return _line(chapter.places.at(passage.offsets[offset]))

    return place


def _line(location: Location) -> str:
    return f"{location.line}:{location.column}"


def _markdown_cell(chapter: Chapter, passage: Passage, above: tuple[str, ...]) -> Piece:
    assert passage.table is not None and passage.row is not None and passage.column is not None
    rows = chapter.tables[passage.table].rows
    row, head = _labels(rows, passage.row, passage.column)
    return Piece(passage.plain, _line_of(chapter, passage), above, row, head, passage.table + 1)


def _labels(rows: Sequence[Sequence[str]], row: int, column: int) -> tuple[str, str]:
    """What stands at the left of a cell, and over it; nothing for a head or a label itself."""
    cells = rows[row]
    if row == 0 or column == 0:
        return "", ""
    left = [cells[0], *(text for text in cells[1:column] if not any(map(str.isdigit, text)))]
    heads = [rows[0][column]] if column < len(rows[0]) else []
    return "; ".join(text for text in left if text.strip()), "; ".join(heads)


# --- plain text ---


def _text_pieces(text: str) -> Iterator[Piece]:
    """Paragraphs between blank lines; a single short line without a full stop is a heading."""
    heading, start = "", 0
    for match in re.finditer(r"\n[ \t]*\n|\Z", text):
        block, begin = text[start : match.start()], start
        start = match.end()
        if not block.strip():
            continue
        plain = block.replace("\n", " ")
        short = "\n" not in block.strip() and len(block) < 90 and block.strip()[-1:] not in ".!?;:,"
        yield Piece(plain, _lines_from(text, begin), () if short else (heading,), is_heading=short)
        heading = block.strip() if short else heading


def _lines_from(text: str, begin: int) -> Callable[[int], str]:
    def place(offset: int) -> str:
        at = begin + offset
        return f"{text.count(chr(10), 0, at) + 1}:{at - text.rfind(chr(10), 0, at)}"

    return place


# --- Word ---


def _word_pieces(file: WordFile) -> Iterator[Piece]:
    heading, last, number, tables = "", "", 0, 0
    for item in file.items:
        if isinstance(item, Grid):
            tables += 1
            yield from _grid_pieces(item, tables, (heading, last))
            continue
        number += 1
        text = _words(item)
        if not text.strip():
            continue
        is_heading = bool(within("document", "heading-style").match(item.style))
        above = () if is_heading else (heading,)
        yield Piece(text, _named(say("paragraph {number}", number=number)), above, is_heading=is_heading)
        heading = text if is_heading else heading
        last = text if within("document", "caption-style").search(item.style) or len(text) < 200 else ""
    for name, note in file.notes.items():
        for paragraph in note:
            if (text := _words(paragraph)).strip():
                yield Piece(text, _named(say("note {name}", name=name)))


def _words(paragraph: Paragraph) -> str:
    return "".join(run.text for run in paragraph.runs)


def _named(name: str) -> Callable[[int], str]:
    return lambda offset: name


def _grid_pieces(grid: Grid, number: int, above: tuple[str, ...]) -> Iterator[Piece]:
    rows = [[" ".join(_words(paragraph) for paragraph in cell) for cell in row] for row in grid.rows]
    for r, cells in enumerate(rows):
        for c, text in enumerate(cells):
            if text.strip():
                row, head = _labels(rows, r, c)
                place = _named(say("table {number}, row {r}, cell {c}", number=number, r=r + 1, c=c + 1))
                yield Piece(text, place, above, row, head, number)
