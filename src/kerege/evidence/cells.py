"""The cell that a statistic points to: in a tidy table by `where` and `column`, in a printed one by `row` and `under`."""

from __future__ import annotations

import difflib
from decimal import Decimal
from functools import lru_cache
from pathlib import Path, PurePosixPath

from kerege.evidence.grid import Grid, locate
from kerege.evidence.tables import Table, TableProblem, number, read_rows, read_table, table_of
from kerege.evidence.workbook import UNCOUNTED, read_sheet
from kerege.model import DATA, Cell, Source, Value

_WORKBOOKS = (".xlsx", ".xlsm")


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
        try:
            if path.suffix.casefold() in _WORKBOOKS:
                grid = read_sheet(path, sheet, shown)
                return grid if kind.startswith("grid") else _as_table(grid)
            if kind.startswith("grid"):
                rows = read_rows(path)
                return Grid(shown, [row for _, row in rows], [line for line, _ in rows])
            return read_table(path)
        except TableProblem as problem:
            raise TableProblem(problem.code, f"{shown} {problem}", problem.hint) from problem


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
    raw = grid.cell(row, column)
    place = f"{grid.name}, row {grid.lines[row]}, column {_letters(column)}"
    return Value(_number(raw, place), None, place, _place(origin.file, source), grid.lines[row], raw)


def _tidy(origin: Cell, files: Files, source: Source | None) -> Value:
    table = files.table(origin.file, source, origin.sheet)
    shown = str(_place(origin.file, source)) + (f", sheet '{origin.sheet}'" if origin.sheet else "")
    for column in (*origin.where, origin.column, *([origin.high] if origin.high else [])):
        if column not in table.columns:
            near = difflib.get_close_matches(column, table.columns, n=1)
            hint = f"did you mean '{near[0]}'?" if near else f"columns: {', '.join(table.columns)}"
            raise TableProblem("S013", f"{shown} has no column '{column}'", hint)
    rows = table.find(origin.where)
    if len(rows) != 1:
        asked = ", ".join(f"{key} = {value}" for key, value in origin.where.items())
        if not rows:
            raise TableProblem("S013", f"no row of {shown} has {asked}", _candidates(table, origin))
        lines = ", ".join(str(table.rows[row][0]) for row in rows)
        raise TableProblem("S014", f"several rows of {shown} have {asked}: lines {lines}", "add a column to 'where'")
    line, cells = table.rows[rows[0]]
    raw = cells.get(origin.column, "")
    low = _number(raw, f"{shown}, row {line}")
    high = _number(cells.get(origin.high, ""), f"{shown}, row {line}") if origin.high else None
    return Value(low, high, f"{shown}, row {line}, {origin.column}", _place(origin.file, source), line, raw)


def _number(raw: str, place: str) -> Decimal:
    if raw == UNCOUNTED:
        raise TableProblem(
            "S015",
            f"{place} holds a formula whose result was never saved",
            "open the workbook in a spreadsheet program and save it",
        )
    try:
        return number(raw)
    except TableProblem as problem:
        raise TableProblem(problem.code, f"{place}: {problem}", problem.hint) from problem


def _as_table(grid: Grid) -> Table:
    """A sheet that is tidy: its first row with two or more texts is the head."""
    for index, row in enumerate(grid.rows):
        if sum(1 for cell in row if cell.strip()) > 1:
            columns = tuple(cell.strip() for cell in row)
            rows = [
                (grid.lines[r], dict(zip(columns, cells, strict=False)))
                for r, cells in enumerate(grid.rows)
                if r > index and any(cells)
            ]
            return table_of(columns, rows)
    raise TableProblem("S012", "has no head row", "name the columns in the first row")


def _candidates(table: Table, origin: Cell) -> str:
    """Rows that are nearest to what was asked for."""
    asked = " ".join(origin.where.values())
    rows = {" · ".join(cells.get(c, "") for c in origin.where): line for line, cells in table.rows}
    near = difflib.get_close_matches(asked, rows, n=3, cutoff=0.3)
    return "nearest: " + "; ".join(f"row {rows[text]}: {text}" for text in near) if near else "check the labels"


def _letters(column: int) -> str:
    """A column's letters, as a spreadsheet shows them."""
    letters, column = "", column + 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
