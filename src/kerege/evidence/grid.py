"""A printed table: heads above, labels at the left, some of them merged or stacked. Cells are found by label."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from kerege.catalogue import problem
from kerege.evidence.columns import UNKNOWN, Form, Marks, forms, is_number
from kerege.evidence.problems import TableProblem, folded
from kerege.evidence.tables import Ragged
from kerege.messages import say

PATH = " > "
"""Separates the labels of a stacked head: `under: "Women > Rural"`."""
_MARKERS = re.compile(r"\s*(?:[¹²³⁴⁵⁶⁷⁸⁹⁰*†‡§]+|\(\d{1,2}\)|\[\d{1,2}\])+\s*$")
_PARTS = re.compile(r"\s*(?:[\n|]|\s/\s)\s*")


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
    _cover: dict[tuple[int, int], tuple[int, int]] = field(default_factory=dict)
    _forms: list[Form] = field(default_factory=list)

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
        heads = [above for above in range(row) if self.cell(above, column).strip() and not _has_numbers(self, above)]
        head = len(self.rows[heads[-1]]) if heads else 0
        cells = len(self.rows[row])
        if heads and (cells < head or any(self.rows[row][head:])):
            return Ragged(self.lines[row], cells, head)
        return None

    def width(self) -> int:
        return max((len(row) for row in self.rows), default=0)


def locate(grid: Grid, row: str, under: str) -> tuple[int, int]:
    """Row and column (from 0) of the one cell that stands in the row labelled `row`, under the head `under`.

    Raises:
        TableProblem: S013 nothing has such a label, with the nearest labels; S014 several have, with their places.
    """
    rows = list(_rows(grid, row.split(PATH)))
    if not rows:
        near = _nearest(row, _row_labels(grid))
        raise TableProblem(
            problem("S013/no-row-labelled", grid=grid.name, row=row, near=near)
            if near
            else problem("S013/no-row-labelled-check-labels", grid=grid.name, row=row)
        )
    found = [(r, c) for r in rows for c in _columns(grid, r, under.split(PATH))]
    if not found:
        heads = {grid.cell(r, c) for r in range(max(rows)) for c in range(grid.width())}
        near = _nearest(under, heads)
        raise TableProblem(
            problem("S013/no-column-under", grid=grid.name, under=under, near=near)
            if near
            else problem("S013/no-column-under-check-labels", grid=grid.name, under=under)
        )
    if len(found) > 1:
        places = [say("row {line} column {column}", line=grid.lines[r], column=c + 1) for r, c in found[:6]]
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


def same_label(cell: str, label: str) -> bool:
    """Whether a cell bears a label: whole, without its note marker, or as one of the languages it is written in."""
    wanted = folded(label)
    return any(
        wanted in (folded(part), folded(_MARKERS.sub("", part))) for part in (cell, *_PARTS.split(cell)) if part.strip()
    )


def _rows(grid: Grid, path: Sequence[str]) -> Iterator[int]:
    *groups, last = path
    for row in range(len(grid.rows)):
        labels = _labels(grid, row)
        if not any(same_label(label, last) for label in labels) or not _has_numbers(grid, row):
            continue
        above = set(_groups(grid, row)) | set(labels)
        if all(any(same_label(label, group) for label in above) for group in groups):
            yield row


def _labels(grid: Grid, row: int) -> list[str]:
    """The texts at the left of a row, up to its first number."""
    labels = []
    for column in range(grid.width()):
        text = grid.cell(row, column)
        if is_number(text):
            break
        if text.strip():
            labels.append(text)
    return labels


def _groups(grid: Grid, row: int) -> Iterator[str]:
    """The row above that has a label and no number: it heads the rows below it."""
    for above in range(row - 1, -1, -1):
        if not _has_numbers(grid, above):
            labels = _labels(grid, above)
            if labels:
                yield from labels
                return


def _has_numbers(grid: Grid, row: int) -> bool:
    # A row of "…" and "-" is a row of the table too, without values.
    return any(is_number(cell) or cell.strip() in ("…", "-", "–", "—", "...") for cell in grid.rows[row])


def _columns(grid: Grid, row: int, path: Sequence[str]) -> Iterator[int]:
    *groups, last = path
    for column in range(grid.width()):
        heads = [(above, grid.cell(above, column)) for above in range(row)]
        places = [above for above, text in heads if not is_number(text) and same_label(text, last)]
        if not places or not grid.cell(row, column).strip() or column < _first_value(grid, row):
            continue
        over = [text for above, text in heads if above <= places[-1]]
        if all(any(same_label(text, group) for text in over) for group in groups):
            yield column


def _first_value(grid: Grid, row: int) -> int:
    for column in range(grid.width()):
        text = grid.cell(row, column)
        if is_number(text) or text.strip() in ("…", "-", "–", "—", "..."):
            return column
    return 0


def _row_labels(grid: Grid) -> set[str]:
    return {label for row in range(len(grid.rows)) for label in _labels(grid, row)}


def _nearest(label: str, among: set[str]) -> str:
    """The labels most like one, or nothing."""
    texts = sorted(" ".join(text.split()) for text in among if text.strip() and not is_number(text))
    near = difflib.get_close_matches(label, texts, n=3, cutoff=0.4)
    return "; ".join(f"'{text[:60]}'" for text in near)
