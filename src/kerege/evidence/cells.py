"""The cell that a statistic points to: in a tidy table by `where` and `column`, in a printed one by `row` and `under`."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache
from pathlib import Path, PurePosixPath

from kerege.catalogue import problem
from kerege.evidence.columns import (
    DECIMALS,
    Form,
    Marks,
    Stored,
    bracketed,
    is_number,
    no_value,
    number,
    without_status,
)
from kerege.evidence.cubes import read_cube
from kerege.evidence.grid import Grid, column_letters, locate
from kerege.evidence.layout import same_label
from kerege.evidence.problems import TableProblem, folded
from kerege.evidence.tables import Ragged, Table, read_rows, table_of
from kerege.evidence.workbook import SHEETS, UNCOUNTED, read_sheet
from kerege.languages.recognised import folded_words, within
from kerege.messages import say, together
from kerege.model import DATA, Cell, Source, Value

CUBES = (".px", ".json")
"""Endings of tables whose cells are known by variables: PX and JSON-stat."""
_NOTE = 20
"""A longer text than this explains something."""


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
            raise TableProblem(problem("S011/lies-outside-folder-data", file=file))
        if source is not None and file not in source.files:
            raise TableProblem(problem("S011/source-does-not-list", source=source.id, file=file))
        if not path.is_file():
            raise TableProblem(problem("S011/there-no-file-data", file=file))
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
            except TableProblem as error:
                self._kept[key] = error
        found = self._kept[key]
        if isinstance(found, TableProblem):
            raise TableProblem(found.problem)
        return found

    def _read(self, file: PurePosixPath, source: Source | None, kind: str, sheet: str) -> Table | Grid:
        path = self.path(file, source)
        shown = str(_place(file, source))
        marks = marks_of(source)
        try:
            if path.suffix.casefold() in SHEETS:
                grid = replace(read_sheet(path, sheet, shown), marks=marks)
                grid = replace(grid, marks=replace(marks, brackets=marks.brackets or _brackets(grid)))
                return grid if kind.startswith("grid") else _as_table(grid)
            if path.suffix.casefold() in CUBES:
                if kind.startswith("grid"):
                    raise TableProblem(problem("S012/cube-by-labels"))
                return read_cube(path, sheet, marks)
            rows = read_rows(path)
            marks = replace(marks, delimiter=rows.delimiter)
            if kind.startswith("grid"):
                cells, lines = [row for _, row in rows.cells], [line for line, _ in rows.cells]
                grid = Grid(shown, cells, lines, marks=marks, exact=True)
                return replace(grid, marks=replace(marks, brackets=marks.brackets or _brackets(grid)))
            return table_of(rows.cells, marks)
        except TableProblem as error:
            raise TableProblem(error.problem.of(shown)) from error

    def ragged(self) -> Iterator[TableProblem]:
        """The rows of all tables read that have more or fewer cells than their head, each at its place."""
        for (place, _), found in self._kept.items():
            for row in found.ragged if isinstance(found, Table) else ():
                yield at_its_row(row, place)


def at_its_row(row: Ragged, file: PurePosixPath) -> TableProblem:
    """What is wrong with a row, at its place in the file."""
    error = row.problem()
    error.file = file
    return error


def marks_of(source: Source | None) -> Marks:
    """What a source says of how its numbers are written."""
    if source is None:
        return Marks()
    return Marks(DECIMALS.get(source.decimal, ""), missing=source.missing, brackets=source.brackets)


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
        raise TableProblem(problem("S013/cell-printed-table-needs"))
    grid = files.grid(origin.file, source, origin.sheet)
    row, column = locate(grid, origin.row, origin.under)
    if (ragged := grid.ragged(row, column)) is not None:
        raise at_its_row(ragged, _place(origin.file, source))
    raw = grid.cell(row, column)
    place = say(
        "{grid}, row {lines}, column {column}", grid=grid.name, lines=grid.lines[row], column=column_letters(column)
    )
    value = _number(raw, grid.form(column), column_letters(column), place, grid.marks)
    base = _printed_base(grid, row, column)
    return Value(value, None, place, _place(origin.file, source), grid.lines[row], _printed_form(raw), base=base)


def _tidy(origin: Cell, files: Files, source: Source | None) -> Value:
    table = files.table(origin.file, source, origin.sheet)
    shown = str(_place(origin.file, source)) + (say(", sheet '{sheet}'", sheet=origin.sheet) if origin.sheet else "")
    for column in (*origin.where, origin.column, *([origin.high] if origin.high else [])):
        if column not in table.columns:
            near = difflib.get_close_matches(column, table.columns, n=1)
            raise TableProblem(
                problem("S013/has-no-column", shown=shown, column=column, near=near[0])
                if near
                else problem("S013/has-no-column-columns", shown=shown, column=column, columns=table.columns)
            )
    rows = table.find(origin.where)
    if not rows and table.ragged:
        # What is sought may stand in the row that cannot be read.
        raise at_its_row(table.ragged[0], _place(origin.file, source))
    if len(rows) != 1:
        asked = ", ".join(f"{key} = {value}" for key, value in origin.where.items())
        if not rows:
            near = _candidates(table, origin)
            raise TableProblem(
                problem("S013/no-row-has", shown=shown, asked=asked, near=together("; ", *near))
                if near
                else problem("S013/no-row-has-check-labels", shown=shown, asked=asked)
            )
        lines = ", ".join(str(table.rows[row][0]) for row in rows)
        raise TableProblem(problem("S014/several-rows-have-lines", shown=shown, asked=asked, lines=lines))
    line, cells = table.rows[rows[0]]
    raw = cells.get(origin.column, "")

    def read(column: str) -> Decimal:
        return _number(
            cells.get(column, ""),
            table.forms[column],
            column,
            say("{shown}, row {line}", shown=shown, line=line),
            table.marks,
        )

    high = read(origin.high) if origin.high else None
    trail = say("{shown}, row {line}, {column}", shown=shown, line=line, column=origin.column)
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


def _printed_base(grid: Grid, row: int, column: int) -> int | None:
    """The number of cases that a printed table gives for a cell: beside it below the same head, or in a row of its own."""
    layout = grid.layout
    block = layout.block(row)
    over = layout.heads(row, column)
    if block is None or any(_names_cases(label) for label in (*over, *layout.labels(row))):
        return None
    beside = [
        (row, other)
        for other in block.values
        if (heads := layout.heads(row, other)) and _names_cases(heads[-1]) and heads[:-1] == over[:-1]
    ]
    groups = layout.groups(row)
    below = [(r, column) for r in block.rows if any(map(_names_cases, layout.labels(r))) and layout.groups(r) == groups]
    for places in (beside, below):
        if len(places) == 1:
            with suppress(TableProblem):
                value = number(grid.cell(*places[0]), grid.form(places[0][1]), "")
                return int(value) if value == value.to_integral_value() else None
    return None


def _names_cases(label: str) -> bool:
    return any(same_label(label, name) for name in folded_words("sheet", "cases"))


def _base(cells: Mapping[str, str], table: Table) -> int | None:
    """The number of cases that the row itself gives."""
    for column, text in cells.items():
        if folded(column) in folded_words("sheet", "cases") and not table.marks.lacks(text):
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
            problem("S015/holds-formula-whose-result", place=place),
        )
    try:
        if raw and marks.lacks(raw):
            raise _lacking(raw, marks)
        if inner := bracketed(raw):
            return _in_brackets(raw, inner, form, column, marks)
        return number(without_status(raw), form, column)
    except TableProblem as error:
        raise TableProblem(error.problem.of(place, ": "), is_missing=error.is_missing) from error


def _lacking(raw: str, marks: Marks) -> TableProblem:
    """S015: a mark stands in the place of a value; what it means to most offices is said."""
    # What the file itself says of a mark goes before what most offices mean by it.
    meaning = dict(marks.reasons).get(raw.strip()) or no_value(raw)
    if meaning is not None:
        return TableProblem(problem("S015/holds-mark-no-value", raw=raw[:60], meaning=meaning), is_missing=True)
    return TableProblem(problem("S015/holds-which-says-that", raw=raw[:60]), is_missing=True)


def _in_brackets(raw: str, inner: str, form: Form, column: str, marks: Marks) -> Decimal:
    """(17.1): few cases to an office of statistics, a negative number to an accountant."""
    if not marks.brackets:
        raise TableProblem(problem("S015/holds-brackets", raw=raw[:60]))
    value = number(inner, form, column)
    return -value if marks.brackets == "negative" else value


def _brackets(grid: Grid) -> str:
    """What brackets mean in a sheet: a note explains them, or another number is shown with a minus, so that they mean few cases.

    Where the workbook itself shows a negative number in brackets, that is what they mean.
    """
    texts = [cell for row in grid.rows for cell in row if cell]
    if not any(map(bracketed, texts)):
        return ""
    stored = [cell for cell in texts if isinstance(cell, Stored) and cell.value < 0]
    if any(bracketed(cell.printed.strip()) for cell in stored):
        return "negative"
    texts = [_printed_form(cell) for cell in texts]
    explains = within("sheet", "bracket")
    explained = any(len(text) > _NOTE and explains.search(text) for text in texts)
    signed = any(text.lstrip()[:1] in ("-", "\u2212") and is_number(text) for text in texts)
    return "few" if explained or signed else ""


def _as_table(grid: Grid) -> Table:
    """A sheet that is tidy: its first row with two or more texts is the head."""
    for index, row in enumerate(grid.rows):
        if sum(1 for cell in row if cell.strip()) > 1:
            # A merged cell has its text in each row that it spans.
            rows = [
                (grid.lines[r], [grid.cell(r, c) if r > index else cell for c, cell in enumerate(grid.rows[r])])
                for r in range(index, len(grid.rows))
            ]
            return table_of(rows, grid.marks, exact=False)
    raise TableProblem(problem("S012/has-no-head-row"))


def _candidates(table: Table, origin: Cell) -> list[str]:
    """Rows that are nearest to what was asked for."""
    asked = " ".join(origin.where.values())
    rows = {" · ".join(cells.get(c, "") for c in origin.where): line for line, cells in table.rows}
    near = difflib.get_close_matches(asked, rows, n=3, cutoff=0.3)
    return [say("row {line}: {text}", line=rows[text], text=text) for text in near]
