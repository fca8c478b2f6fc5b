"""Reading a sheet of an XLSX file, by python-calamine; number formats by openpyxl, since calamine does not tell them."""

from __future__ import annotations

import datetime
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from xml.etree.ElementTree import ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from kerege.archives import DAMAGED, BadArchive, require_sane
from kerege.catalogue import problem
from kerege.evidence.columns import Stored
from kerege.evidence.formats import is_percent, printed
from kerege.evidence.grid import Grid
from kerege.evidence.problems import TableProblem
from kerege.messages import say

_OPENXML = (".xlsx", ".xlsm")
SHEETS = (*_OPENXML, ".xlsb", ".ods", ".xls")
"""Endings of workbooks. Of .xls and .xlsb nothing tells whether a number is shown as a percentage: it is taken as it is stored."""
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_COMPOUND = bytes.fromhex("d0cf11e0a1b11ae1")
"""How a compound file begins. Source: MS-CFB, 2.2."""
_MOST_REPEATED = 10_000
"""Empty rows and columns at the end of a sheet are written as one that is repeated a million times."""


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
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetVisibleEnum

    try:
        workbook = CalamineWorkbook.from_path(str(path))
    except PasswordError as error:
        raise TableProblem(problem("S012/locked")) from error
    except (CalamineError, OSError, ValueError) as error:
        raise TableProblem(problem("S012/no-workbook", error=error)) from error
    visible = {entry.name: entry.visible is SheetVisibleEnum.Visible for entry in workbook.sheets_metadata}
    name = sheet or (workbook.sheet_names[0] if len(workbook.sheet_names) == 1 else "")
    if name not in workbook.sheet_names:
        listed = ", ".join(f"'{entry}'" for entry in workbook.sheet_names[:8])
        raise TableProblem(problem("S012/has-no-sheet", sheet=sheet, listed=listed))
    if not visible.get(name, True):
        raise TableProblem(problem("S019", name=name))
    try:
        content = workbook.get_sheet_by_name(name)
        # Without this addresses shift when a sheet does not begin in A1.
        raw = content.to_python(skip_empty_area=False)
        merged = content.merged_cell_ranges or []
    except (CalamineError, ValueError) as error:
        raise TableProblem(problem("S012/has-sheet-that-cannot", name=name, error=error)) from error
    seen = _looked_over(path, name)
    rows = []
    for r, cells in enumerate(raw):
        rows.append([_text(value, seen.formats.get((r, c), "")) for c, value in enumerate(cells)])
    for (r, c), told in seen.empty.items():
        if r < len(rows) and c < len(rows[r]) and not rows[r][c]:
            rows[r][c] = told
    for (r, c), indent in seen.indents.items():
        # An indented label belongs to the one above: it begins with blanks, as in a text file.
        if r < len(rows) and c < len(rows[r]):
            rows[r][c] = " " * indent + rows[r][c]
    ranges = [((top, left), (bottom, right)) for (top, left), (bottom, right) in merged]
    return Grid(say("{shown}, sheet '{name}'", shown=shown, name=name), rows, list(range(1, len(rows) + 1)), ranges)


def visible_sheets(path: Path) -> list[str]:
    """The names of the sheets that are not hidden.

    Raises:
        TableProblem: S012, the file is no workbook.
    """
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetVisibleEnum

    _require_sane(path)
    try:
        workbook = CalamineWorkbook.from_path(str(path))
    except PasswordError as error:
        raise TableProblem(problem("S012/locked")) from error
    except (CalamineError, OSError, ValueError) as error:
        raise TableProblem(problem("S012/no-workbook", error=error)) from error
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


@dataclass
class _Seen:
    """What calamine does not tell of cells, by row and column from 0."""

    formats: dict[tuple[int, int], str] = field(default_factory=dict)
    """Number formats."""
    empty: dict[tuple[int, int], str] = field(default_factory=dict)
    """What is told of a cell that seems empty."""
    indents: dict[tuple[int, int], int] = field(default_factory=dict)


def _looked_over(path: Path, sheet: str) -> _Seen:
    seen = _Seen()
    if path.suffix.casefold() == ".ods":
        seen.formats.update(dict.fromkeys(_percentages(path, sheet), "0.##############%"))
    if path.suffix.casefold() not in _OPENXML:
        return seen
    import openpyxl

    try:
        workbook = openpyxl.load_workbook(path, read_only=True, data_only=False)
    except Exception as error:  # openpyxl raises whatever its XML and zip readers raise
        raise TableProblem(problem("S012/no-workbook", error=error)) from error
    try:
        for row in workbook[sheet].iter_rows():
            for cell in row:
                if cell.value is None:
                    continue
                place = (cell.row - 1, cell.column - 1)
                if (cell.number_format or "General") != "General":
                    seen.formats[place] = cell.number_format
                if cell.data_type == "f":
                    seen.empty[place] = UNCOUNTED
                elif cell.data_type == "e":
                    seen.empty[place] = str(cell.value)
                elif cell.data_type == "s" and cell.alignment.indent:
                    seen.indents[place] = int(cell.alignment.indent)
    except Exception as error:
        raise TableProblem(problem("S012/has-sheet-that-cannot-save-anew-as-xlsx", sheet=sheet, error=error)) from error
    finally:
        workbook.close()
    return seen


def _percentages(path: Path, sheet: str) -> Iterator[tuple[int, int]]:
    """The cells of an OpenDocument sheet that hold percentages. Source: OpenDocument 1.3, part 3, 9 and 19.385."""
    try:
        with zipfile.ZipFile(path) as archive:
            root = fromstring(archive.read("content.xml"))
    except (ParseError, DefusedXmlException, *DAMAGED) as error:
        raise TableProblem(problem("S012/no-workbook", error=error)) from error
    for table in root.iter(f"{_TABLE}table"):
        row = 0
        for line in table.iter(f"{_TABLE}table-row") if table.get(f"{_TABLE}name") == sheet else ():
            column, rows = 0, int(line.get(f"{_TABLE}number-rows-repeated", "1"))
            for cell in line:
                columns = int(cell.get(f"{_TABLE}number-columns-repeated", "1"))
                if cell.get(f"{_OFFICE}value-type") == "percentage":
                    for r in range(row, row + min(rows, _MOST_REPEATED)):
                        yield from ((r, c) for c in range(column, column + min(columns, _MOST_REPEATED)))
                column += columns
            row += rows


def _require_sane(path: Path) -> None:
    if path.suffix.casefold() == ".xls":
        return  # no zip
    with suppress(OSError), path.open("rb") as file:
        if file.read(len(_COMPOUND)) == _COMPOUND:
            # Excel puts a workbook with a password into a file of its older kind.
            raise TableProblem(problem("S012/locked"))
    try:
        require_sane(path)
    except BadArchive as error:
        raise TableProblem(problem("S012/archive", said=error.args[0])) from error
