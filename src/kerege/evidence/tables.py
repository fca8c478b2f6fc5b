"""A delimited text file as a table: its encoding and delimiter, rows that have as many cells as the head, cells found by label."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from kerege.catalogue import problem
from kerege.evidence.columns import UNKNOWN, Form, Marks, forms
from kerege.evidence.problems import TableProblem, folded
from kerege.files import content
from kerege.languages import recognised
from kerege.languages.cldr import letter_script
from kerege.languages.recognised import folded_words
from kerege.messages import reason

MAX_BYTES = 200_000_000
"""A larger table is refused: microdata belong to a query, not to a cell."""
_DELIMITERS = (";", "\t", "|", ",")
"""In the order in which they are preferred where several would do: the comma is a decimal mark, too."""
_LOOKED_AT = 500
"""Rows from which the delimiter is told."""
_LETTER = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True)
class Rows:
    """A delimited text file, row by row."""

    cells: list[tuple[int, list[str]]]
    """The line of the file in which each row begins, and its cells."""
    delimiter: str


@dataclass(frozen=True)
class Ragged:
    """A row that does not have as many cells as the head."""

    line: int
    cells: int
    head: int

    def problem(self) -> TableProblem:
        """S026, at that row."""
        if self.cells > self.head:
            return TableProblem(problem("S026/more", cells=self.cells, head=self.head), self.line)
        return TableProblem(problem("S026/fewer", cells=self.cells, head=self.head), self.line)


@dataclass
class Table:
    """A table with a head, indexed by the columns it has been asked for."""

    columns: tuple[str, ...]
    rows: list[tuple[int, dict[str, str]]]
    """Line of the file, and the cells by column."""
    marks: Marks = UNKNOWN
    ragged: tuple[Ragged, ...] = ()
    """Rows that are not among `rows`, since nobody knows which of their cells belongs where."""
    _indexes: dict[tuple[str, ...], dict[tuple[str, ...], list[int]]] = field(default_factory=dict)

    def find(self, where: Mapping[str, str]) -> list[int]:
        """Indexes of the rows whose cells equal `where`, found without walking the table twice for the same columns."""
        columns = tuple(sorted(where))
        if columns not in self._indexes:
            index: dict[tuple[str, ...], list[int]] = {}
            for number, (_, cells) in enumerate(self.rows):
                index.setdefault(tuple(folded(cells.get(c, "")) for c in columns), []).append(number)
            self._indexes[columns] = index
        return self._indexes[columns].get(tuple(folded(where[c]) for c in columns), [])

    @cached_property
    def forms(self) -> Mapping[str, Form]:
        """How the numbers of each column are written."""
        cells = [[row.get(column, "") for _, row in self.rows] for column in self.columns]
        return dict(zip(self.columns, forms(cells, self.marks), strict=True))


def table_of(rows: list[tuple[int, list[str]]], marks: Marks, exact: bool = True) -> Table:
    """A table from its head and its rows.

    Args:
        exact: whether each row says itself how many cells it has, as in a text file; in a workbook the sheet does.

    Raises:
        TableProblem: S012, a column has no name of its own.
    """
    columns = tuple(name.strip() for name in rows[0][1]) if rows else ()
    named = [name for name in columns if name]
    if len(set(named)) != len(named) or not named:
        raise TableProblem(problem("S012/has-no-head-or"))
    kept, ragged = [], []
    for line, cells in rows[1:]:
        if not any(cells):
            continue
        if (exact and len(cells) < len(columns)) or any(cells[len(columns) :]):
            ragged.append(Ragged(line, len(cells), len(columns)))
        else:
            kept.append((line, dict(zip(columns, cells, strict=False))))
    return Table(columns, kept, marks, tuple(ragged))


def read_rows(path: Path) -> Rows:
    """The rows of a CSV or TSV file.

    Raises:
        TableProblem: S011 or S012, with the reason.
    """
    try:
        if path.stat().st_size > MAX_BYTES:
            raise TableProblem(problem("S012/larger-than-bytes", max_bytes=f"{MAX_BYTES:,}"))
        raw = content(path)
    except OSError as error:
        raise TableProblem(problem("S011/cannot-be-read", strerror=reason(error))) from error
    return rows_of(decoded(raw))


def rows_of(text: str) -> Rows:
    """The rows of a delimited text.

    Raises:
        TableProblem: S012, it is no table.
    """
    first, _, rest = text.partition("\n")
    declared = re.fullmatch(r"\"?sep=(.)\"?\r?", first, re.IGNORECASE)
    before = 1 if declared else 0
    try:
        delimiter = declared[1] if declared else _delimiter(text)
        reader = csv.reader(io.StringIO(rest if declared else text, newline=""), delimiter=delimiter)
        rows: list[tuple[int, list[str]]] = []
        shift = before
        for row in reader:
            # A row's number is the line it begins in, which is where a person looks.
            rows.append((before + 1, row))
            before = shift + reader.line_num
    except csv.Error as error:
        raise TableProblem(problem("S012/not-table", error=error)) from error
    return Rows(rows, delimiter)


def _delimiter(text: str) -> str:
    """The sign that cuts most rows into the same number of cells."""

    def fit(delimiter: str) -> tuple[int, int]:
        widths: Counter[int] = Counter()
        for number, row in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)):
            if number == _LOOKED_AT:
                break
            widths[len(row)] += 1
        widths.pop(0, None)
        widths.pop(1, None)
        return max(((count, width) for width, count in widths.items()), default=(0, 0))

    fits = {delimiter: fit(delimiter) for delimiter in _DELIMITERS if delimiter in text}
    return max(fits, key=lambda delimiter: fits[delimiter]) if any(fits.values()) else ","


def decoded(raw: bytes) -> str:
    """A text file in UTF-8, UTF-16 or an encoding that the packs name for texts from before Unicode.

    Raises:
        TableProblem: S012, its encoding cannot be told for certain, or it is no text.
    """
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) and not raw.startswith(codecs.BOM_UTF32_LE):
        return _strictly(raw, "utf-16")
    if b"\0" in raw[:4096]:
        for encoding in ("utf-16-le", "utf-16-be"):
            start = raw[:4096].decode(encoding, errors="replace")
            if all(sign.isprintable() or sign in "\r\n\t" for sign in start) and _is_plain(start):
                return _strictly(raw, encoding)
        raise TableProblem(problem("S012/not-text"))
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    for encoding in recognised.words("sheet", "encoding"):
        text = raw.decode(encoding, errors="replace")
        if _reads_like_words(text):
            return text
    raise TableProblem(problem("S012/not-utf-its-encoding"))


def _is_plain(text: str) -> bool:
    """Whether nearly all signs are of the alphabets of Europe: read from the wrong end, UTF-16 gives signs of Asia."""
    return sum(sign < "\u0530" or "\u2000" <= sign < "\u2200" for sign in text) >= 0.95 * len(text)


def _strictly(raw: bytes, encoding: str) -> str:
    try:
        return raw.decode(encoding).removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        raise TableProblem(problem("S012/not-text")) from error


def _reads_like_words(text: str) -> bool:
    """Whether what was decoded in an encoding from before Unicode reads like words: other encodings give signs, and letters in
    disorder. The frequent letters of a language ([sheet] frequent) are three of five in its texts, and far fewer else."""
    foreign = [sign for sign in text if not sign.isascii()]
    usual = folded_words("sheet", "frequent")
    scripts = {letter_script(sign) for sign in usual}
    letters = [sign for sign in foreign if sign.isalpha() and letter_script(sign) in scripts]
    signs = sum(sign in "№«»–—…“”„’°±\u00a0" for sign in foreign)
    if "\ufffd" in foreign or len(letters) + signs < len(foreign):
        return False
    words = [word for word in _LETTER.findall(text) if not word.isascii()]
    odd = sum(1 for word in words if any(sign.isascii() for sign in word) or not _is_cased(word))
    frequent = sum(sign.casefold() in usual for sign in letters)
    return bool(letters) and 10 * odd <= len(words) and frequent >= max(1, 0.35 * len(letters))


def _is_cased(word: str) -> bool:
    """Whether capitals stand where people write them: no decoding mistake turns small letters into capitals only."""
    return word[1:] == word[1:].lower() or word == word.upper()
