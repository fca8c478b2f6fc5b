"""The cell that a statistic points to: in a tidy table by `where` and `column`, in a printed one by `row` and `under`."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache
from pathlib import Path, PurePosixPath

from kerege.evidence.columns import DECIMALS, Form, Marks, Stored, number
from kerege.evidence.grid import Grid, locate
from kerege.evidence.problems import TableProblem, folded
from kerege.evidence.tables import Ragged, Table, read_rows, table_of
from kerege.evidence.workbook import SHEETS, UNCOUNTED, read_sheet
from kerege.model import DATA, Cell, Source, Value


class Files:
    """The data files of a report; each is read once."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._kept: dict[tuple[PurePosixPath, str], Table | Grid | TableProblem] = {}

    def path(self, file: PurePosixPath, source: Source | None) -> Path:
        """Where a file of a source lies.

        Raises:
            TableProblem: S011, it is missing, outside `data/`, or not listed by its source.
        """
        folder = (self._root / (source.folder if source is not None else "data")).resolve()
        path = (folder / file).resolve()
        if folder not in path.parents:
            raise TableProblem("S011", f"'{file}' lies outside the folder data/", "move the file into data/")
        if source is not None and file not in source.files:
            raise TableProblem(
                "S011", f"source '{source.id}' does not list {file}", "add it to 'files' in data/sources.yml"
            )
        if not path.is_file():
            raise TableProblem("S011", f"there is no file data/{file}", "check its name, or put it there")
        return path

    def table(self, file: PurePosixPath, source: Source | None, sheet: str = "") -> Table:
        """A file as a table with one head row."""
        found = self._once(file, source, f"table {sheet}", sheet)
        assert isinstance(found, Table)
        return found

    def grid(self, file: PurePosixPath, source: Source | None, sheet: str = "") -> Grid:
        """A file as it was printed."""
        found = self._once(file, source, f"grid {sheet}", sheet)
        assert isinstance(found, Grid)
        return found

    def _once(self, file: PurePosixPath, source: Source | None, kind: str, sheet: str) -> Table | Grid:
        key = (_place(file, source), kind)
        if key not in self._kept:
            try:
                self._kept[key] = self._read(file, source, kind, sheet)
            except TableProblem as problem:
                self._kept[key] = problem
        found = self._kept[key]
        if isinstance(found, TableProblem):
            raise TableProblem(found.code, str(found), found.hint)
        return found

    def _read(self, file: PurePosixPath, source: Source | None, kind: str, sheet: str) -> Table | Grid:
        path = self.path(file, source)
        shown = str(_place(file, source))
        marks = marks_of(source)
        try:
            if path.suffix.casefold() in SHEETS:
                grid = replace(read_sheet(path, sheet, shown), marks=marks)
                return grid if kind.startswith("grid") else _as_table(grid)
            rows = read_rows(path)
            marks = replace(marks, delimiter=rows.delimiter)
            if kind.startswith("grid"):
                return Grid(
                    shown, [row for _, row in rows.cells], [line for line, _ in rows.cells], marks=marks, exact=True
                )
            return table_of(rows.cells, marks)
        except TableProblem as problem:
            raise TableProblem(problem.code, f"{shown} {problem}", problem.hint) from problem

    def ragged(self) -> Iterator[TableProblem]:
        """The rows of all tables read that have more or fewer cells than their head, each at its place."""
        for (place, _), found in self._kept.items():
            for row in found.ragged if isinstance(found, Table) else ():
                yield at_its_row(row, place)


def at_its_row(row: Ragged, file: PurePosixPath) -> TableProblem:
    """What is wrong with a row, at its place in the file."""
    problem = row.problem()
    problem.file = file
    return problem


def marks_of(source: Source | None) -> Marks:
    """What a source says of how its numbers are written."""
    if source is None:
        return Marks()
    return Marks(DECIMALS.get(source.decimal, ""), missing=source.missing)


def value_of(origin: Cell, files: Files, source: Source | None) -> Value:
    """The value of the one cell that matches.

    Raises:
        TableProblem: S011 to S015, S019: the file, the match or the cell is no good; the message says why.
    """
    if origin.row or origin.under:
        return _printed(origin, files, source)
    return _tidy(origin, files, source)


def _place(file: PurePosixPath, source: Source | None) -> PurePosixPath:
    return _joined(source.folder if source is not None else DATA, file)


# A table of a thousand cells that are cited is asked for a thousand times.
@lru_cache(maxsize=1000)
def _joined(folder: PurePosixPath, file: PurePosixPath) -> PurePosixPath:
    return folder / file


def _printed(origin: Cell, files: Files, source: Source | None) -> Value:
    if not origin.row or not origin.under:
        raise TableProblem("S013", "a cell of a printed table needs both 'row' and 'under'", "name both labels")
    grid = files.grid(origin.file, source, origin.sheet)
    row, column = locate(grid, origin.row, origin.under)
    if (ragged := grid.ragged(row, column)) is not None:
        raise at_its_row(ragged, _place(origin.file, source))
    raw = grid.cell(row, column)
    place = f"{grid.name}, row {grid.lines[row]}, column {column_letters(column)}"
    value = _number(raw, grid.form(column), column_letters(column), place, grid.marks)
    return Value(value, None, place, _place(origin.file, source), grid.lines[row], _printed_form(raw))


def _tidy(origin: Cell, files: Files, source: Source | None) -> Value:
    table = files.table(origin.file, source, origin.sheet)
    shown = str(_place(origin.file, source)) + (f", sheet '{origin.sheet}'" if origin.sheet else "")
    for column in (*origin.where, origin.column, *([origin.high] if origin.high else [])):
        if column not in table.columns:
            near = difflib.get_close_matches(column, table.columns, n=1)
            hint = f"did you mean '{near[0]}'?" if near else f"columns: {', '.join(table.columns)}"
            raise TableProblem("S013", f"{shown} has no column '{column}'", hint)
    rows = table.find(origin.where)
    if not rows and table.ragged:
        # What is sought may stand in the row that cannot be read.
        raise at_its_row(table.ragged[0], _place(origin.file, source))
    if len(rows) != 1:
        asked = ", ".join(f"{key} = {value}" for key, value in origin.where.items())
        if not rows:
            raise TableProblem("S013", f"no row of {shown} has {asked}", _candidates(table, origin))
        lines = ", ".join(str(table.rows[row][0]) for row in rows)
        raise TableProblem("S014", f"several rows of {shown} have {asked}: lines {lines}", "add a column to 'where'")
    line, cells = table.rows[rows[0]]
    raw = cells.get(origin.column, "")

    def read(column: str) -> Decimal:
        return _number(cells.get(column, ""), table.forms[column], column, f"{shown}, row {line}", table.marks)

    high = read(origin.high) if origin.high else None
    trail = f"{shown}, row {line}, {origin.column}"
    return Value(
        read(origin.column),
        high,
        trail,
        _place(origin.file, source),
        line,
        _printed_form(raw),
        base=_base(cells, table),
        qualifier=next((text for name, text in cells.items() if folded(name) == "qualifier"), ""),
    )


_BASES = frozenset({"base", "n", "cases", "unweighted base", "unweighted n", "unweighted cases"})
"""How columns are named that say over how many cases a row was counted."""


def _base(cells: Mapping[str, str], table: Table) -> int | None:
    """The number of cases that the row itself gives."""
    for column, text in cells.items():
        if folded(column) in _BASES and not table.marks.lacks(text):
            with suppress(TableProblem):
                value = number(text, table.forms[column], column)
                if value == value.to_integral_value():
                    return int(value)
    return None


def _printed_form(cell: str) -> str:
    return cell.printed if isinstance(cell, Stored) else cell


def _number(raw: str, form: Form, column: str, place: str, marks: Marks) -> Decimal:
    if raw == UNCOUNTED:
        raise TableProblem(
            "S015",
            f"{place} holds a formula whose result was never saved, or is an error",
            "open the workbook in a spreadsheet program and save it",
        )
    try:
        if raw and marks.lacks(raw):
            raise TableProblem(
                "S015", f"holds '{raw[:60]}', which says that there is no value", "point to another cell"
            )
        return number(raw, form, column)
    except TableProblem as problem:
        raise TableProblem(problem.code, f"{place}: {problem}", problem.hint) from problem


def _as_table(grid: Grid) -> Table:
    """A sheet that is tidy: its first row with two or more texts is the head."""
    for index, row in enumerate(grid.rows):
        if sum(1 for cell in row if cell.strip()) > 1:
            rows = [(grid.lines[r], list(grid.rows[r])) for r in range(index, len(grid.rows))]
            return table_of(rows, grid.marks, exact=False)
    raise TableProblem("S012", "has no head row", "name the columns in the first row")


def _candidates(table: Table, origin: Cell) -> str:
    """Rows that are nearest to what was asked for."""
    asked = " ".join(origin.where.values())
    rows = {" · ".join(cells.get(c, "") for c in origin.where): line for line, cells in table.rows}
    near = difflib.get_close_matches(asked, rows, n=3, cutoff=0.3)
    return "nearest: " + "; ".join(f"row {rows[text]}: {text}" for text in near) if near else "check the labels"


def column_letters(column: int) -> str:
    """A column's letters, as a spreadsheet shows them."""
    letters, column = "", column + 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
