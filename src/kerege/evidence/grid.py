"""A printed table: heads above, labels at the left, some of them merged or stacked. Cells are found by label."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from kerege.catalogue import problem
from kerege.evidence.columns import UNKNOWN, Form, Marks, forms
from kerege.evidence.layout import Layout, layout_of, names_of, same_label
from kerege.evidence.problems import TableProblem, folded
from kerege.evidence.tables import Ragged

PATH = " > "
"""Separates the labels of a stacked head: `under: "Women > Rural"`."""


@dataclass(frozen=True)
class Grid:
    """Cells as text, row by row, and which of them are merged."""

    name: str
    """As shown in findings: the file, and the sheet where there is one."""
    rows: Sequence[Sequence[str]]
    lines: Sequence[int]
    """For each row, its number in the file, from 1."""
    merged: Sequence[tuple[tuple[int, int], tuple[int, int]]] = ()
    """First and last cell of each merged range, rows and columns from 0."""
    marks: Marks = UNKNOWN
    exact: bool = False
    """Whether each row says itself how many cells it has, as in a text file."""
    _cover: dict[tuple[int, int], tuple[int, int]] = field(init=False, default_factory=dict)
    _forms: list[Form] = field(init=False, default_factory=list)

    def __post_init__(self) -> None:
        for (top, left), (bottom, right) in self.merged:
            for row in range(top, min(bottom, len(self.rows) - 1) + 1):
                for column in range(left, right + 1):
                    self._cover[row, column] = (top, left)

    def cell(self, row: int, column: int) -> str:
        """The text of a cell; a merged cell has the text of its range."""
        row, column = self._cover.get((row, column), (row, column))
        cells = self.rows[row]
        return cells[column] if column < len(cells) else ""

    def form(self, column: int) -> Form:
        """How the numbers of a column are written."""
        if not self._forms:
            cells = [[row[c] if c < len(row) else "" for row in self.rows] for c in range(self.width())]
            self._forms.extend(forms(cells, self.marks))
        return self._forms[column]

    def ragged(self, row: int, column: int) -> Ragged | None:
        """What is wrong with a row that has not as many cells as the head above one of its cells."""
        if not self.exact:
            return None
        block = self.layout.block(row)
        heads = [head for head in block.heads if self.cell(head, column).strip()] if block else []
        head = len(self.rows[heads[-1]]) if heads else 0
        cells = len(self.rows[row])
        if heads and (cells < head or any(self.rows[row][head:])):
            return Ragged(self.lines[row], cells, head)
        return None

    @cached_property
    def layout(self) -> Layout:
        """How its cells are arranged."""
        return layout_of(self.cell, len(self.rows), self.width())

    def width(self) -> int:
        return max((len(row) for row in self.rows), default=0)


def locate(grid: Grid, row: str, under: str) -> tuple[int, int]:
    """Row and column (from 0) of the one cell that stands in the row labelled `row`, under the head `under`.

    Raises:
        TableProblem: S013 nothing has such a label, with the nearest labels; S014 several have, with their places; S015 the one
            that has holds nothing.
    """
    layout = grid.layout
    rows = list(_rows(layout, row.split(PATH)))
    if not rows:
        near = _nearest(row, {one for r in layout.data_rows() for one in (*layout.labels(r), *layout.groups(r))})
        raise TableProblem(
            problem("S013/no-row-labelled", grid=grid.name, row=row, near=near)
            if near
            else problem("S013/no-row-labelled-check-labels", grid=grid.name, row=row)
        )
    found = [(r, c) for r in rows for c in _columns(grid, r, under.split(PATH))]
    if not found:
        empty = next(((r, c) for r in rows for c in _columns(grid, r, under.split(PATH), filled=False)), None)
        if empty is not None:
            place = f"{column_letters(empty[1])}{grid.lines[empty[0]]}"
            raise TableProblem(problem("S015/cell-is-empty", grid=grid.name, place=place), is_missing=True)
        near = _nearest(under, {head for r in rows for c in range(grid.width()) for head in layout.heads(r, c)})
        raise TableProblem(
            problem("S013/no-column-under", grid=grid.name, under=under, near=near)
            if near
            else problem("S013/no-column-under-check-labels", grid=grid.name, under=under)
        )
    if len(found) > 1:
        places = [f"{column_letters(c)}{grid.lines[r]}" for r, c in found[:6]]
        raise TableProblem(
            problem(
                "S014/several-cells-stand-in",
                grid=grid.name,
                row=row,
                under=under,
                places=places,
                path_under=f"{PATH}{under}",
            ),
        )
    return found[0]


def column_letters(column: int) -> str:
    """A column's letters, as a spreadsheet shows them."""
    letters, column = "", column + 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def _rows(layout: Layout, path: Sequence[str]) -> Iterator[int]:
    *groups, last = (folded(label) for label in path)
    for row in layout.data_rows():
        labels = [names_of(label) for label in layout.labels(row)]
        if not any(last in names for names in labels):
            continue
        above = [*(names_of(label) for label in layout.groups(row)), *labels] if groups else []
        if all(any(group in names for names in above) for group in groups):
            yield row


def _columns(grid: Grid, row: int, path: Sequence[str], *, filled: bool = True) -> Iterator[int]:
    *groups, last = path
    block = grid.layout.block(row)
    for column in block.values if block else ():
        heads = grid.layout.heads(row, column)
        places = [place for place, text in enumerate(heads) if same_label(text, last)]
        if not places or (filled and not grid.cell(row, column).strip()):
            continue
        over = heads[: places[-1] + 1]
        if all(any(same_label(text, group) for text in over) for group in groups):
            yield column


def _nearest(label: str, among: set[str]) -> str:
    """The labels most like one, or nothing."""
    texts = sorted({" ".join(text.split()) for text in among if text.strip()})
    near = difflib.get_close_matches(label, texts, n=3, cutoff=0.4)
    return "; ".join(f"'{text[:60]}'" for text in near)
