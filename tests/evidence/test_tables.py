"""Tables of every kind that statistics offices hand out, made here as real files."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path, PurePosixPath

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from kerege.evidence.cells import Files, value_of
from kerege.evidence.problems import TableProblem
from kerege.findings import Location
from kerege.model import Cell, Source

HERE = Location(PurePosixPath("data/sources.yml"))


def source(*names: str) -> Source:
    return Source("s", {}, None, tuple(PurePosixPath(name) for name in names), {}, "", False, "", HERE)


def cell(file: str, **parts: str) -> Cell:
    where = {key[1:]: value for key, value in parts.items() if key.startswith("_")}
    return Cell(
        PurePosixPath(file),
        where,
        parts.get("column", ""),
        parts.get("high", ""),
        parts.get("sheet", ""),
        parts.get("row", ""),
        parts.get("under", ""),
    )


def read(root: Path, origin: Cell) -> Decimal:
    return value_of(origin, Files(root), source(str(origin.file))).number


def problem(root: Path, origin: Cell) -> TableProblem:
    with pytest.raises(TableProblem) as caught:
        read(root, origin)
    assert caught.value.hint
    return caught.value


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1251"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_delimited_text(tmp_path: Path, encoding: str, delimiter: str) -> None:
    lines = [["пол", "доля"], ["женщины", "59,6"], ["мужчины", "40,4"]]
    quoted = [[f'"{c}"' if delimiter in c else c for c in line] for line in lines]
    (tmp_path / "data").mkdir()
    text = "\r\n".join(delimiter.join(line) for line in quoted)
    (tmp_path / "data" / "t.csv").write_bytes(text.encode(encoding))
    assert read(tmp_path, cell("t.csv", _пол="женщины", column="доля")) == Decimal("59.6")


def test_a_printed_table_in_csv(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "t.csv").write_text(
        "Table 4.2,,\nAnswer,Women,Men\nAgree,51,64\nDisagree,49,36\n", encoding="utf-8"
    )
    assert read(tmp_path, cell("t.csv", row="Agree", under="Men")) == 64
    assert "nearest: 'Disagree'" in problem(tmp_path, cell("t.csv", row="Disagre", under="Men")).hint


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    """A table as the statistics office prints it: begins in C3, merged trilingual heads, notes, percent formats."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = "Table 4.2"
    rows: list[list[object]] = [
        ["Жооп / Ответ / Answer", "Аялдар\nЖенщины\nWomen¹", None, "Эркектер\nМужчины\nMen", None],
        [None, "Urban", "Rural", "Urban", "Rural"],
        ["Ош / Osh", None, None, None, None],
        ["Agree*", 0.32, 0.515, 0.64, "…"],
        ["Disagree", 0.68, 0.485, 0.36, "-"],
        ["Бишкек / Bishkek", None, None, None, None],
        ["Agree*", 0.1, 0.2, 0.3, 0.4],
        ["Total (2)", 1500, 1250.5, "=B9+1", 3],
    ]
    for r, row in enumerate(rows):
        for c, value in enumerate(row):
            place = sheet.cell(row=r + 3, column=c + 3, value=value)
            if isinstance(value, float) and value < 1:
                place.number_format = "0.0%"
    sheet.merge_cells("D3:E3")
    sheet.merge_cells("F3:G3")
    hidden = book.create_sheet("Working")
    hidden.sheet_state = "hidden"
    hidden["A1"], hidden["B1"], hidden["A2"], hidden["B2"] = "x", "Women", "Agree", 7
    tidy = book.create_sheet("Tidy")
    for line in (["sex", "percent"], ["women", 51], ["men", 64]):
        tidy.append(line)
    (tmp_path / "data").mkdir()
    book.save(tmp_path / "data" / "t.xlsx")
    return tmp_path


def at(row: str, under: str, sheet: str = "Table 4.2") -> Cell:
    return cell("t.xlsx", sheet=sheet, row=row, under=under)


@pytest.mark.parametrize(
    ("row", "under", "value"),
    [
        ("Osh > Agree", "Women > Urban", "32"),
        ("Osh > Agree", "Женщины > Rural", "51.5"),
        ("Ош > Agree", "Эркектер > Urban", "64"),
        ("Bishkek > Agree", "Men > Rural", "40"),
        ("Disagree", "Women > Rural", "48.5"),
        ("Total", "Women > Urban", "1500"),
        ("Total", "Women > Rural", "1250.5"),
    ],
)
def test_a_workbook_is_addressed_by_labels(workbook: Path, row: str, under: str, value: str) -> None:
    assert read(workbook, at(row, under)) == Decimal(value)


def test_the_trail_is_an_address_a_person_can_look_up(workbook: Path) -> None:
    found = value_of(at("Total", "Men > Rural"), Files(workbook), source("t.xlsx"))
    assert found.trail == "data/t.xlsx, sheet 'Table 4.2', row 10, column G"


@pytest.mark.parametrize(
    ("row", "under", "sheet", "code", "words"),
    [
        ("Agree", "Women > Urban", "Table 4.2", "S014", "D6, D9"),
        ("Osh > Agree", "Women", "Table 4.2", "S014", "D6, E6"),
        ("Osh > Agree", "Children", "Table 4.2", "S013", "Children"),
        ("Osh > Agre", "Women > Urban", "Table 4.2", "S013", "Agre"),
        ("Osh > Agree", "Men > Rural", "Table 4.2", "S015", "…"),
        ("Disagree", "Men > Rural", "Table 4.2", "S015", "-"),
        ("Total", "Men > Urban", "Table 4.2", "S015", "never saved"),
        ("Agree", "Women", "Working", "S019", "Working"),
        ("Agree", "Women", "Tabel 4.2", "S012", "Tabel 4.2"),
    ],
)
def test_what_is_no_single_value_is_told(
    workbook: Path, row: str, under: str, sheet: str, code: str, words: str
) -> None:
    found = problem(workbook, at(row, under, sheet))
    assert found.code == code
    assert words in str(found)


def test_a_tidy_sheet(workbook: Path) -> None:
    assert read(workbook, cell("t.xlsx", sheet="Tidy", _sex="men", column="percent")) == 64
    assert (
        "nearest: row 2: women" in problem(workbook, cell("t.xlsx", sheet="Tidy", _sex="woman", column="percent")).hint
    )
