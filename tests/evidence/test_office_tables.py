"""Tables as offices print them: heads of years, groups that have totals, note marks, missing values with their reasons."""

from __future__ import annotations

import time
import zipfile
from decimal import Decimal
from pathlib import Path, PurePosixPath

import openpyxl
import pytest
from openpyxl.styles import Alignment

from kerege.evidence.cells import Files, value_of
from kerege.evidence.layout import layout_of
from kerege.evidence.problems import TableProblem
from kerege.findings import Location
from kerege.model import Cell, Source, Value

HERE = Location(PurePosixPath("data/sources.yml"))
MIGRATION: list[list[object]] = [
    ["Миграциялык өсүш / Net migration", None, None, None, None],
    ["(адам / persons)", None, None, None, None],
    ["Items", 2019, 2020, 2021, "2022 1)"],
    ["Kyrgyz Republic", -6242, -4894, "17.1*", ".."],
    ["Male", -2101, -1990, "12.3p", "…"],
    ["Female", -4141, -2904, "1\u2009234", "x"],
    ["Batken oblast", -1032, "45.6 %", "12³", "–"],
    ["Male", -500, -600, "7 1", 2],
    ["Female", -532, -634, -1, "n/a"],
    ["1) preliminary data", None, None, None, None],
]


def sheet(root: Path, rows: list[list[object]], merged: tuple[str, ...] = ()) -> Path:
    (root / "data").mkdir(exist_ok=True)
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    for row in rows:
        page.append(row)
    for cells in merged:
        page.merge_cells(cells)
    book.save(root / "data" / "t.xlsx")
    return root


def cell(root: Path, row: str, under: str, name: str = "t.xlsx", brackets: str = "") -> Value:
    origin = Cell(PurePosixPath(name), {}, "", "", "", row, under)
    source = Source("s", {}, None, (PurePosixPath(name),), {}, "", False, "", HERE, brackets=brackets)
    return value_of(origin, Files(root), source)


@pytest.mark.parametrize(
    ("row", "under", "value"),
    [
        ("Kyrgyz Republic", "2019", "-6242"),
        ("Kyrgyz Republic", "2021", "17.1"),
        ("Kyrgyz Republic > Male", "2021", "12.3"),
        ("Kyrgyz Republic > Female", "2021", "1234"),
        ("Batken oblast", "2020", "45.6"),
        ("Batken oblast", "2021", "12"),
        ("Batken oblast > Male", "2022", "2"),
        ("Batken oblast > Male", "2022 1)", "2"),
        ("Batken oblast > Female", "2019", "-532"),
    ],
)
def test_years_groups_and_note_marks(tmp_path: Path, row: str, under: str, value: str) -> None:
    assert cell(sheet(tmp_path, MIGRATION), row, under).number == Decimal(value)


@pytest.mark.parametrize(
    ("row", "under", "code", "words"),
    [
        ("Kyrgyz Republic", "2022", "S015", "not available"),
        ("Kyrgyz Republic > Male", "2022", "S015", "not available"),
        ("Kyrgyz Republic > Female", "2022", "S015", "not shown"),
        ("Batken oblast", "2022", "S015", "nothing to count"),
        ("Batken oblast > Female", "2022", "S015", "not applicable"),
        ("Male", "2019", "S014", "B5, B8"),
        ("Chui oblast > Male", "2019", "S013", "Chui"),
    ],
)
def test_what_has_no_single_value_says_why(tmp_path: Path, row: str, under: str, code: str, words: str) -> None:
    with pytest.raises(TableProblem) as caught:
        cell(sheet(tmp_path, MIGRATION), row, under)
    assert caught.value.code == code and words in str(caught.value)


def test_a_label_survives_new_rows_and_columns(tmp_path: Path) -> None:
    longer = [[*row[:1], None if row[0] != "Items" else 2018, *row[1:]] for row in MIGRATION]
    longer.insert(3, ["World", 1, 2, 3, 4, 5])
    assert cell(sheet(tmp_path, longer), "Batken oblast > Female", "2019").number == -532


DHS: list[list[object]] = [
    ["Table 3.1 Background characteristics", None, None, None, None],
    ["Background characteristic", "Women", None, "Men", None],
    [None, "Percent", "Unweighted number", "Percent", "Unweighted number"],
    ["Age", None, None, None, None],
    ["15-19", 18.2, 1512, "(17.1)", 39],
    ["20-24", "17.6", "1,430", "*", 7],
    ["Note: Figures in parentheses are based on 25-49 unweighted cases.", None, None, None, None],
]


def test_brackets_that_a_note_explains_and_the_cases_beside(tmp_path: Path) -> None:
    root = sheet(tmp_path, DHS, ("B2:C2", "D2:E2"))
    found = cell(root, "Age > 15-19", "Men > Percent")
    assert (found.number, found.raw, found.base) == (Decimal("17.1"), "(17.1)", 39)
    assert cell(root, "20-24", "Women > Percent").base == 1430
    with pytest.raises(TableProblem, match="too few cases"):
        cell(root, "20-24", "Men > Percent")


def test_brackets_that_nothing_explains_are_asked_about(tmp_path: Path) -> None:
    root = sheet(tmp_path, list(DHS[:-1]), ("B2:C2", "D2:E2"))
    with pytest.raises(TableProblem, match="few cases or a negative number") as caught:
        cell(root, "15-19", "Men > Percent")
    assert "brackets: few" in caught.value.hint
    assert cell(root, "15-19", "Men > Percent", brackets="few").number == Decimal("17.1")
    assert cell(root, "15-19", "Men > Percent", brackets="negative").number == Decimal("-17.1")


def test_numbered_columns_heads_that_spread_and_labels_left_out(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "t.csv").write_text(
        "Регион;Пол;Город;;Село;\n;;2019;2020;2019;2020\nА;Б;1;2;3;4\nОш;муж.;10,5;11,5;12,5;13,5\n;жен.;20,5;21,5;22,5;23,5\n"
        "Баткен;муж.;30,5;31,5;32,5;33,5\n;жен.;40,5;41,5;42,5;43,5\n",
        encoding="utf-8",
    )
    assert cell(tmp_path, "Ош > жен.", "Село > 2019", "t.csv").number == Decimal("22.5")
    assert cell(tmp_path, "Баткен > жен.", "Город > 2020", "t.csv").number == Decimal("41.5")
    with pytest.raises(TableProblem, match=r"C5, E5"):
        cell(tmp_path, "Ош > жен.", "2019", "t.csv")


def test_an_indented_label_belongs_to_the_one_above(tmp_path: Path) -> None:
    rows: list[list[object]] = [["", 2019, 2020], ["Osh", 3, 4], ["women", 1, 2], ["Naryn", 5, 6], ["men", 7, 8]]
    root = sheet(tmp_path, rows)
    book = openpyxl.load_workbook(root / "data" / "t.xlsx")
    for place in ("A3", "A5"):
        book.active[place].alignment = Alignment(indent=1)
    book.save(root / "data" / "t.xlsx")
    assert cell(root, "Osh > women", "2019").number == 1
    with pytest.raises(TableProblem, match="Osh > men"):
        cell(root, "Osh > men", "2019")


def test_an_opendocument_sheet_with_percentages(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()

    def text(words: str) -> str:
        return f'<table:table-cell office:value-type="string"><text:p>{words}</text:p></table:table-cell>'

    def value(kind: str, number: str) -> str:
        return f'<table:table-cell office:value-type="{kind}" office:value="{number}"><text:p>{number}</text:p></table:table-cell>'

    rows = (
        f"<table:table-row>{text('Region')}{value('float', '2019')}{text('2020')}</table:table-row>"
        f"<table:table-row>{text('Osh')}{value('percentage', '0.596')}{value('float', '12')}</table:table-row>"
    )
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text")
    )
    content = (
        f'<office:document-content {spaces} office:version="1.3"><office:body><office:spreadsheet>'
        f'<table:table table:name="A">{rows}</table:table></office:spreadsheet></office:body></office:document-content>'
    )
    with zipfile.ZipFile(tmp_path / "data" / "t.ods", "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr(
            "META-INF/manifest.xml",
            '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>',
        )
        archive.writestr("content.xml", content)
    assert cell(tmp_path, "Osh", "2019", "t.ods").number == Decimal("59.6")
    assert cell(tmp_path, "Osh", "2020", "t.ods").number == 12


def test_brackets_mean_what_the_workbook_itself_shows_a_negative_number_in(tmp_path: Path) -> None:
    rows: list[list[object]] = [["In millions", "2021", "2022"], ["Trade", -81, "(29)"], ["Services", 12, 40]]
    root = sheet(tmp_path, rows)
    book = openpyxl.load_workbook(root / "data" / "t.xlsx")
    book.active["B2"].number_format = "#,##0;(#,##0)"  # type: ignore[index]
    book.save(root / "data" / "t.xlsx")
    assert cell(root, "Trade", "2022").number == -29
    assert cell(root, "Trade", "2021").number == -81


def test_an_empty_cell_is_told_as_one_and_is_not_zero(tmp_path: Path) -> None:
    root = sheet(tmp_path, [["Items", 2012, 2013], ["January", 5, 6], ["August", 7, None]])
    with pytest.raises(TableProblem, match=r"cell C3 of .* is empty") as caught:
        cell(root, "August", "2013")
    assert caught.value.is_missing


def test_a_workbook_with_a_password_is_told_as_one(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "t.xlsx").write_bytes(bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600))
    with pytest.raises(TableProblem, match="locked with a password"):
        cell(tmp_path, "August", "2013")


def test_a_long_list_of_words_is_arranged_in_linear_time() -> None:
    # 20,000 rows of text took a minute and more: each of them looked at all the others.
    words = [[f"word {number}", "meaning"] for number in range(20_000)]
    started = time.process_time()
    assert not list(layout_of(lambda row, column: words[row][column], len(words), 2).data_rows())
    assert time.process_time() - started < 5
