"""The tables of a data file as rows and columns of labels, each cell tried before anything is proposed of it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product
from pathlib import PurePosixPath

from kerege.evidence.cells import Files, value_of
from kerege.evidence.columns import is_value
from kerege.evidence.grid import PATH
from kerege.evidence.layout import RowKind
from kerege.evidence.problems import TableProblem, folded
from kerege.evidence.tables import Table
from kerege.languages.recognised import folded_words
from kerege.model import Cell, Source, Value

_YEAR = re.compile(r"(?:19|20)\d\d")
_MOST_CELLS = 2000
"""A larger table is microdata: nobody cites all of it."""


@dataclass(frozen=True)
class Shape:
    """One table of a file."""

    file: PurePosixPath
    sheet: str
    by: tuple[str, str, str]
    """Of a tidy file: the columns that hold rows, columns (or nothing) and values; empty for a printed one."""
    where: Mapping[str, str]
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    values: Mapping[tuple[str, str], Value] = field(default_factory=dict)
    """By row and column: what was read there."""

    def cell(self, row: str, column: str) -> Cell:
        """Where a value stands, as a record says it."""
        if not self.by[0]:
            return Cell(self.file, {}, "", "", self.sheet, row, column)
        if not self.by[2]:
            return Cell(self.file, {self.by[0]: row}, column, "", self.sheet, "", "")
        named = {self.by[0]: row, **({self.by[1]: column} if self.by[1] else {}), **self.where}
        return Cell(self.file, named, self.by[2], "", self.sheet, "", "")


def shapes(files: Files, source: Source | None, file: PurePosixPath, sheet: str = "") -> tuple[Shape, ...]:
    """The tables of a file, with every value that could be read; cells that cannot are left out.

    Raises:
        TableProblem: the file cannot be read at all.
    """
    found: list[Shape] = []
    try:
        table = files.table(file, source, sheet)
        found = [_tried(shape, files, source) for shape in _tidy(table, file, sheet)]
    except TableProblem:
        table = None
    best = sum(len(shape.values) for shape in found)
    printed = [_tried(shape, files, source) for shape in _printed(files, source, file, sheet)]
    if sum(len(shape.values) for shape in printed) > best:
        found = printed
    return tuple(shape for shape in found if shape.values)


def _tried(shape: Shape, files: Files, source: Source | None) -> Shape:
    values: dict[tuple[str, str], Value] = {}
    for row, column in product(shape.rows, shape.columns or ("",)):
        try:
            values[row, column] = value_of(shape.cell(row, column), files, source)
        except TableProblem:
            continue
    filled, headed = ({key[place] for key in values} for place in (0, 1))
    rows = tuple(row for row in shape.rows if row in filled)
    columns = tuple(column for column in shape.columns if column in headed)
    return Shape(shape.file, shape.sheet, shape.by, shape.where, rows, columns, values)


def _is_beside(column: str) -> bool:
    """Whether a column says something of a row and is neither its name nor its value."""
    return folded(column) in folded_words("sheet", "cases", "beside")


def _tidy(table: Table, file: PurePosixPath, sheet: str) -> Iterator[Shape]:
    numbers = [column for column in table.columns if column and _holds_values(table, column)]
    texts = [column for column in table.columns if column and column not in numbers and not _is_beside(column)]
    values = [column for column in numbers if not _is_beside(column) and folded(column) != "high"]
    labels = _labels(table, texts)
    if labels is None or not values or len(table.rows) * len(values) > _MOST_CELLS:
        return
    if len(labels) == 1:
        rows = tuple(dict.fromkeys(cells[labels[0]] for _, cells in table.rows))
        if len(values) == 1:
            yield Shape(file, sheet, (labels[0], "", values[0]), {}, rows, ())
        else:
            yield Shape(file, sheet, (labels[0], "", ""), {}, rows, tuple(values))
        return
    first, second, *rest = labels
    for combination in dict.fromkeys(tuple(cells[name] for name in rest) for _, cells in table.rows):
        where = dict(zip(rest, combination, strict=True))
        within = [cells for _, cells in table.rows if all(cells[name] == text for name, text in where.items())]
        rows = tuple(dict.fromkeys(cells[first] for cells in within))
        columns = tuple(dict.fromkeys(cells[second] for cells in within))
        for value in values:
            yield Shape(file, sheet, (first, second, value), where, rows, columns)


def _holds_values(table: Table, column: str) -> bool:
    """Whether the cells of a column are values, and no years that name rows."""
    cells = [text for _, row in table.rows if (text := row.get(column, "").strip())]
    numbers = [text for text in cells if is_value(text)]
    if not numbers or len(numbers) * 2 < len(cells):
        return False
    return not all(_YEAR.fullmatch(text) for text in numbers)


def _labels(table: Table, texts: Sequence[str]) -> list[str] | None:
    """The fewest columns at the left by which each row is told from all others."""
    for count in range(1, len(texts) + 1):
        chosen = list(texts[:count])
        keys = [tuple(folded(cells.get(name, "")) for name in chosen) for _, cells in table.rows]
        if all(all(key) for key in keys) and len(set(keys)) == len(keys):
            return chosen
    return None


def _printed(files: Files, source: Source | None, file: PurePosixPath, sheet: str) -> Iterator[Shape]:
    try:
        grid = files.grid(file, source, sheet)
    except TableProblem:
        return
    layout = grid.layout
    for block in layout.blocks:
        data = [row for row in block.rows if layout.kinds[row] is RowKind.DATA]
        if not data or len(data) * len(block.values) > _MOST_CELLS:
            continue
        names = [_path([*layout.groups(row)[::-1], *layout.labels(row)]) for row in data]
        short = [_path(layout.labels(row)[-1:]) for row in data]
        times = Counter(short)
        rows = [long if times[one] > 1 else one for one, long in zip(short, names, strict=True)]
        heads = [layout.column_heads(block, column) for column in block.values]
        last = [_path(head[-1:]) for head in heads]
        columns = [_path(head) if last.count(one) > 1 else one for one, head in zip(last, heads, strict=True)]
        kept = tuple(dict.fromkeys(name for name in columns if name and not _is_beside(name)))
        yield Shape(file, sheet, ("", "", ""), {}, tuple(dict.fromkeys(filter(None, rows))), kept)


def _path(labels: Sequence[str]) -> str:
    return PATH.join(" ".join(label.split()) for label in labels if label.strip())
