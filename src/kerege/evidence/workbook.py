"""Reading a sheet of an XLSX file, by python-calamine; number formats by openpyxl, since calamine does not tell them."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from decimal import Decimal
from functools import lru_cache
from pathlib import Path

from kerege.archives import BadArchive, require_sane
from kerege.evidence.columns import Stored
from kerege.evidence.formats import is_percent, printed
from kerege.evidence.grid import Grid
from kerege.evidence.problems import TableProblem

SHEETS = (".xlsx", ".xlsm")
"""Endings of workbooks."""


def read_sheet(path: Path, sheet: str, shown: str) -> Grid:
    """A sheet as a grid of texts; numbers with the 15 digits that a spreadsheet keeps, percentages as they are shown.

    Args:
        sheet: its name; empty when the file has only one.
        shown: the file's name in findings.

    Raises:
        TableProblem: S012 the file is no workbook, is too large unpacked, or lacks the sheet; S019 the sheet is hidden.
    """
    _require_sane(path)
    return _sheet(path, sheet, shown, path.stat().st_mtime_ns)


@lru_cache(maxsize=32)
def _sheet(path: Path, sheet: str, shown: str, _changed: int) -> Grid:
    from python_calamine import CalamineError, CalamineWorkbook, SheetVisibleEnum

    try:
        workbook = CalamineWorkbook.from_path(str(path))
    except (CalamineError, OSError, ValueError) as error:
        raise TableProblem("S012", f"is no workbook: {error}", "save it as .xlsx") from error
    visible = {entry.name: entry.visible is SheetVisibleEnum.Visible for entry in workbook.sheets_metadata}
    name = sheet or (workbook.sheet_names[0] if len(workbook.sheet_names) == 1 else "")
    if name not in workbook.sheet_names:
        listed = ", ".join(f"'{entry}'" for entry in workbook.sheet_names[:8])
        raise TableProblem("S012", f"has no sheet '{sheet}'", f"sheets: {listed}")
    if not visible.get(name, True):
        raise TableProblem(
            "S019", f"hides its sheet '{name}'", "unhide the sheet, or point to the one that was published"
        )
    try:
        content = workbook.get_sheet_by_name(name)
        # Without this addresses shift when a sheet does not begin in A1.
        raw = content.to_python(skip_empty_area=False)
        merged = content.merged_cell_ranges or []
    except (CalamineError, ValueError) as error:
        raise TableProblem(
            "S012", f"has a sheet '{name}' that cannot be read: {error}", "save it anew as .xlsx"
        ) from error
    formats, empty = _formats(path, name)
    rows = []
    for r, cells in enumerate(raw):
        rows.append([_text(value, formats.get((r, c), "")) for c, value in enumerate(cells)])
    for (r, c), told in empty.items():
        if r < len(rows) and c < len(rows[r]) and not rows[r][c]:
            rows[r][c] = told
    ranges = [((top, left), (bottom, right)) for (top, left), (bottom, right) in merged]
    return Grid(f"{shown}, sheet '{name}'", rows, list(range(1, len(rows) + 1)), ranges)


def visible_sheets(path: Path) -> list[str]:
    """The names of the sheets that are not hidden.

    Raises:
        TableProblem: S012, the file is no workbook.
    """
    from python_calamine import CalamineError, CalamineWorkbook, SheetVisibleEnum

    _require_sane(path)
    try:
        workbook = CalamineWorkbook.from_path(str(path))
    except (CalamineError, OSError, ValueError) as error:
        raise TableProblem("S012", f"is no workbook: {error}", "save it as .xlsx") from error
    return [entry.name for entry in workbook.sheets_metadata if entry.visible is SheetVisibleEnum.Visible]


UNCOUNTED = "#NOT-CALCULATED"
"""Stands for a formula whose result was never saved, or is an error."""


def _text(value: object, form: str) -> str:
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, (int, float)):
        # A spreadsheet keeps 15 significant digits; the rest of a float is noise.
        if is_percent(form, value):
            text = f"{float(f'{value * 100:.13g}'):.15g}"
            return Stored(f"{text}%", Decimal(text), printed(value, form), percent=True)
        text = f"{value:.15g}" if abs(value) < 1e15 else str(value)
        return Stored(text, Decimal(text), printed(value, form))
    if isinstance(value, (datetime.date, datetime.datetime, datetime.time)):
        return value.isoformat()
    return str(value)


def _formats(path: Path, sheet: str) -> tuple[Mapping[tuple[int, int], str], Mapping[tuple[int, int], str]]:
    """Number formats, and what is told of a cell that seems empty, by row and column from 0."""
    import openpyxl

    formats: dict[tuple[int, int], str] = {}
    empty: dict[tuple[int, int], str] = {}
    try:
        workbook = openpyxl.load_workbook(path, read_only=True, data_only=False)
    except Exception as error:  # openpyxl raises whatever its XML and zip readers raise
        raise TableProblem("S012", f"is no workbook: {error}", "save it as .xlsx") from error
    try:
        for row in workbook[sheet].iter_rows():
            for cell in row:
                if cell.value is None:
                    continue
                place = (cell.row - 1, cell.column - 1)
                if (cell.number_format or "General") != "General":
                    formats[place] = cell.number_format
                if cell.data_type == "f":
                    empty[place] = UNCOUNTED
                elif cell.data_type == "e":
                    empty[place] = str(cell.value)
    except Exception as error:
        raise TableProblem(
            "S012", f"has a sheet '{sheet}' that cannot be read: {error}", "save it anew as .xlsx"
        ) from error
    finally:
        workbook.close()
    return formats, empty


def _require_sane(path: Path) -> None:
    try:
        require_sane(path)
    except BadArchive as error:
        raise TableProblem(
            "S012", str(error), "save it as .xlsx; of a large file, only the table that is cited"
        ) from error
