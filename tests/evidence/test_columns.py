"""How a column is written is decided over all its cells, the same for cells, queries and microdata; what stays open is asked."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path, PurePosixPath
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.worksheet.worksheet import Worksheet

from kerege.checks import check_report
from kerege.evidence.cells import Files, value_of
from kerege.evidence.columns import Marks, forms, number, only_number
from kerege.evidence.counting import counting
from kerege.evidence.formats import is_percent, printed
from kerege.evidence.microdata import Microdata
from kerege.evidence.problems import TableProblem
from kerege.evidence.query import Database
from kerege.evidence.tables import decoded, rows_of, table_of
from kerege.findings import Finding, Location
from kerege.model import Cell, Source
from kerege.read import read_report

HERE = Location(PurePosixPath("data/sources.yml"))


def source(name: str, decimal: str = "", missing: tuple[str, ...] = ()) -> Source:
    return Source(
        "s", {}, None, (PurePosixPath(name),), {}, "", False, "", HERE, decimal=decimal, missing=missing
    )  # fmt: skip


def looked_up(root: Path, name: str, its: Source, row: str = "b") -> Decimal:
    return value_of(Cell(PurePosixPath(name), {"k": row}, "v", "", "", "", ""), Files(root), its).number


def queried(root: Path, name: str, its: Source, row: str = "b") -> Decimal:
    table = Files(root).table(PurePosixPath(name), its)
    return Database({PurePosixPath(name): table}).value(f"select v from t where k = '{row}'")[0]


def by_duckdb(root: Path, name: str, its: Source, row: str = "b") -> Decimal:
    from kerege.evidence.cells import marks_of

    files = {PurePosixPath(name): root / "data" / name}
    return Microdata(files, marks_of(its)).value(f"select v from t where k = '{row}'")[0]


WAYS = [looked_up, queried, by_duckdb]
Way = Callable[[Path, str, Source, str], Decimal]


def write(root: Path, cells: list[str], delimiter: str, quote: bool = False) -> None:
    (root / "data").mkdir(exist_ok=True)
    lines = [f"k{delimiter}v"]
    for key, cell in zip("bcdefg", cells, strict=False):
        text = f'"{cell}"' if quote or delimiter in cell else cell
        lines.append(f"{key}{delimiter}{text}")
    (root / "data" / "t.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(
    ("cells", "delimiter", "value"),
    [
        (["0,625", "0,333"], ";", "0.625"),
        (["1,234", "2,345"], ";", "1.234"),
        (["1,234", "2,5"], "\t", "1.234"),
        (["1.234", "2.345"], ",", "1.234"),
        (["1.234", "0.5"], ";", "1.234"),
        (["12", "13"], ";", "12"),
    ],
)
def test_the_column_and_the_delimiter_decide_the_same_everywhere(
    tmp_path: Path, way: Way, cells: list[str], delimiter: str, value: str
) -> None:
    write(tmp_path, cells, delimiter)
    assert way(tmp_path, "t.csv", source("t.csv"), "b") == Decimal(value)


@pytest.mark.parametrize("way", WAYS[:2])
@pytest.mark.parametrize(
    ("cells", "delimiter", "value"),
    [
        (["1,234", "12,345,678"], "\t", "1234"),
        (["1.234", "1.234.567,5"], ";", "1234"),
        (["1.234", "5,5"], ";", "1234"),
        (["1,234", "2,345"], ",", "1234"),
        (["1 234,5", "7"], ";", "1234.5"),
        (["1\u00a0234", "7"], ",", "1234"),
        (["1\u202f234,567", "7"], "\t", "1234.567"),
        (["1'234.5", "7"], ",", "1234.5"),
        (["62,5 %", "33,3 %"], ";", "62.5"),
        (["62.5*", "33.3"], ",", "62.5"),
        (["62.5¹", "-"], ",", "62.5"),
        (["−5", "3"], ",", "-5"),
        (["1e3", "2"], ",", "1000"),
    ],
)
def test_grouping_percent_notes_and_signs(
    tmp_path: Path, way: Way, cells: list[str], delimiter: str, value: str
) -> None:
    write(tmp_path, cells, delimiter)
    assert way(tmp_path, "t.csv", source("t.csv"), "b") == Decimal(value)


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(
    ("cells", "delimiter", "decimal", "value"),
    [(["1,234", "2,345"], "\t", "comma", "1.234"), (["1.234", "2.345"], "\t", "point", "1.234")],
)
def test_what_stays_open_asks_and_obeys_the_answer(
    tmp_path: Path, way: Way, cells: list[str], delimiter: str, decimal: str, value: str
) -> None:
    write(tmp_path, cells, delimiter)
    with pytest.raises(TableProblem) as caught:
        way(tmp_path, "t.csv", source("t.csv"), "b")
    assert caught.value.code == "S027" and f"decimal: {decimal}" in caught.value.hint
    assert way(tmp_path, "t.csv", source("t.csv", decimal), "b") == Decimal(value)


@pytest.mark.parametrize("way", WAYS[:2])
def test_another_column_tells_and_two_marks_in_one_column_ask(tmp_path: Path, way: Way) -> None:
    (tmp_path / "data").mkdir()
    path = tmp_path / "data" / "t.csv"
    path.write_text("k\tv\tw\nb\t1,234\t2,5\nc\t2,345\t3,5\n", encoding="utf-8")
    assert way(tmp_path, "t.csv", source("t.csv"), "b") == Decimal("1.234")
    path.write_text("k\tv\nb\t1,5\nc\t2.5\n", encoding="utf-8")
    with pytest.raises(TableProblem, match=r"decimal mark of column 'v', where '2.5; 1,5' stands"):
        way(tmp_path, "t.csv", source("t.csv"), "b")


def test_with_a_given_mark_a_cell_of_the_other_kind_is_no_number(tmp_path: Path) -> None:
    write(tmp_path, ["1.5", "2,5"], ";")
    with pytest.raises(TableProblem, match="no number with 'decimal: comma'") as caught:
        looked_up(tmp_path, "t.csv", source("t.csv", "comma"))
    assert caught.value.code == "S015"


@pytest.mark.parametrize("cell", ["-", "…", "..", "n/a", "NA", ":", "x", "н/д"])
def test_what_says_that_there_is_no_value_is_no_number_and_null(tmp_path: Path, cell: str) -> None:
    write(tmp_path, [cell, "4", "6"], ",")
    with pytest.raises(TableProblem):
        looked_up(tmp_path, "t.csv", source("t.csv"))
    table = Files(tmp_path).table(PurePosixPath("t.csv"), source("t.csv"))
    assert Database({PurePosixPath("t.csv"): table}).value("select avg(v) from t")[0] == 5


def test_a_source_may_name_its_own_word_for_no_value(tmp_path: Path) -> None:
    write(tmp_path, ["refused", "4", "6"], ",")
    table = Files(tmp_path).table(PurePosixPath("t.csv"), source("t.csv", missing=("Refused",)))
    assert Database({PurePosixPath("t.csv"): table}).value("select avg(v) from t")[0] == 5


@pytest.mark.parametrize("cell", ["<5", ">100", "(1,234)", "5 (2)", "$5", "12.05.2015", "1,23,456", "a", "1 23"])
def test_what_is_more_than_a_number_is_not_half_read(cell: str) -> None:
    with pytest.raises(TableProblem):
        only_number(cell)


def test_a_number_typed_into_a_record_stands_alone() -> None:
    numbers = [only_number(text) for text in ("2.5", "2,5", "1 234", "0,625")]
    assert numbers == [Decimal(text) for text in ("2.5", "2.5", "1234", "0.625")]
    with pytest.raises(TableProblem, match=r"'1234' or as '1.234'"):
        only_number("1,234")


@settings(max_examples=100)
@given(
    st.lists(st.decimals(min_value=-10_000_000, max_value=10_000_000, places=3), min_size=1, max_size=20),
    st.sampled_from([(".", ","), (",", "."), (",", " "), (".", " "), (".", "'")]),
)
def test_a_column_is_read_right_or_asked_about(values: list[Decimal], marks: tuple[str, str]) -> None:
    decimal, group = marks
    cells = [f"{v:,.3f}".replace(",", "G").replace(".", decimal).replace("G", group) for v in values]
    (form,) = forms([cells], Marks())
    for cell, value in zip(cells, values, strict=True):
        try:
            assert number(cell, form, "v") == value
        except TableProblem as problem:
            assert problem.code == "S027"


# --- rows, delimiters, encodings --------------------------------------------------------------------------------------


def ragged(text: str) -> list[tuple[int, int]]:
    rows = rows_of(text)
    return [(row.line, row.cells) for row in table_of(rows.cells, Marks()).ragged]


def test_rows_with_more_or_fewer_cells_than_the_head() -> None:
    assert ragged('a,b,c\n1,2,3\n1,2,3,4\n"x\ny",2,3\n1,2\n,,\n\n1,2,3,,\n') == [(3, 4), (6, 2)]


@pytest.mark.parametrize(
    "sql", ["", "select percent from survey where question = 'writes'", "select count(*) from survey"]
)
def test_a_ragged_row_is_told_at_its_row_and_gives_no_value(template: Path, sql: str) -> None:
    (template / "data" / "survey.csv").write_text("question,base,percent\nreads,1,500,62.5\nwrites,900,33.3\n", "utf-8")
    if sql:
        (template / "data" / "statistics" / "more.yml").write_text(
            f'more:\n  source: example-survey\n  sql: "{sql}"\n  unit: number\n  label: {{en: M, ru: М, ky: М}}\n',
            "utf-8",
        )
    reading = read_report(template)
    found, ledger = check_report(reading.report, reading.findings)
    told = [f for f in found if f.code == "S026"]
    assert [str(f.location) for f in told] == ["data/survey.csv:2:1"], [f.message for f in found]
    assert "more cells than the head: 4 instead of 3" in told[0].message
    assert "readers-share" not in ledger.values and "more" not in ledger.values
    assert ledger.values["writers-share"].number == Decimal("33.3")
    assert not [f for f in found if f.code in ("S013", "S016", "S003")]


def test_a_printed_table_tells_a_row_that_is_longer_than_its_head(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "t.csv").write_text("Table 1\nAnswer,Women,Men\nAgree,1,234,64\nDisagree,49,36\n", "utf-8")
    files, its = Files(tmp_path), source("t.csv")

    def at(row: str) -> Any:
        return value_of(Cell(PurePosixPath("t.csv"), {}, "", "", "", row, "Men"), files, its)

    assert at("Disagree").number == 36
    with pytest.raises(TableProblem) as caught:
        at("Agree")
    assert (caught.value.code, caught.value.line, str(caught.value.file)) == ("S026", 3, "data/t.csv")


@pytest.mark.parametrize(
    ("text", "delimiter"),
    [
        ("a;b, per cent\nx;1,5\n", ";"),
        ("a,b\nx;y,1\n", ","),
        ("sep=;\na;b\n1;2\n", ";"),
        ("a|b\n1|2\n", "|"),
        ("title\na\tb\n1\t2\n", "\t"),
        ("only\n1\n", ","),
    ],
)
def test_the_delimiter_is_the_sign_that_cuts_most_rows_alike(text: str, delimiter: str) -> None:
    assert rows_of(text).delimiter == delimiter


def test_rows_behind_a_line_that_names_the_delimiter_keep_their_line() -> None:
    assert rows_of("sep=;\na;b\n1;2\n").cells == [(2, ["a", "b"]), (3, ["1", "2"])]


WORDS = "вопрос;доля\nчитают отчёты;62,5\nпишут отчёты;33,3\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1251"])
def test_encodings_of_the_region(encoding: str) -> None:
    assert decoded(WORDS.encode(encoding)) == WORDS


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (WORDS, "cp866"),
        (WORDS, "koi8-r"),
        ("café;naïve\n1;2\n", "cp1252"),
        ("größe;1\n", "cp1252"),
        (WORDS, "mac-cyrillic"),
    ],
)
def test_an_encoding_that_is_not_certain_is_a_finding(text: str, encoding: str) -> None:
    with pytest.raises(TableProblem, match="cannot be told for certain"):
        decoded(text.encode(encoding))


# --- workbooks --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("form", "value", "percent", "shown"),
    [
        ("0.0%", 0.625, True, "62.5%"),
        ('0.0"%"', 62.5, False, "62.5%"),
        ("0.0\\%", 62.5, False, "62.5%"),
        ("0%;-0%", -0.25, True, "-25%"),
        ('0.0"%";-0.0"%"', -2.5, False, "-2.5%"),
        ('[Red]0.0"% of all"', 2.5, False, "2.5% of all"),
        ("#,##0.0", 1234.56, False, "1,234.6"),
        ("#,##0,", 1_234_567, False, "1,235"),
        ("General", 62.5, False, "62.5"),
        ("0.00E+00", 62.5, False, "62.5"),
        ("0.##", 62.5, False, "62.5"),
    ],
)
def test_number_formats(form: str, value: float, percent: bool, shown: str) -> None:
    assert (is_percent(form, value), printed(value, form)) == (percent, shown)


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    rows: list[tuple[str, object, str]] = [
        ("percent", 0.625, "0.0%"),
        ("literal", 62.5, '0.0"%"'),
        ("text", "1,234", "General"),
        ("sure", "2,5", "General"),
        ("fraction", 0.33, "General"),
        ("date", datetime.date(2015, 3, 1), "yyyy-mm-dd"),
        ("error", "#N/A", "General"),
        ("formula", "=B2*2", "General"),
        ("rounded", 0.3333, "0%"),
    ]
    sheet.append(["k", "v"])
    for key, value, form in rows:
        sheet.append([key, value])
        sheet.cell(row=sheet.max_row, column=2).number_format = form
    (tmp_path / "data").mkdir()
    book.save(tmp_path / "data" / "t.xlsx")
    return tmp_path


@pytest.mark.parametrize(
    ("key", "value", "raw"),
    [
        ("percent", "62.5", "62.5%"),
        ("literal", "62.5", "62.5%"),
        ("text", "1.234", "1,234"),
        ("rounded", "33.33", "33%"),
    ],
)
def test_cells_of_a_workbook_keep_what_is_printed_and_what_is_stored(
    workbook: Path, key: str, value: str, raw: str
) -> None:
    found = value_of(Cell(PurePosixPath("t.xlsx"), {"k": key}, "v", "", "", "", ""), Files(workbook), source("t.xlsx"))
    assert (found.number, found.raw) == (Decimal(value), raw)


@pytest.mark.parametrize(
    ("key", "code", "words"),
    [
        ("fraction", "S027", "among percentages"),
        ("date", "S015", "2015-03-01"),
        ("error", "S015", "holds the error '#N/A'"),
        ("formula", "S015", "never saved"),
    ],
)
def test_cells_of_a_workbook_that_hold_no_number(workbook: Path, key: str, code: str, words: str) -> None:
    with pytest.raises(TableProblem, match=words) as caught:
        looked_up(workbook, "t.xlsx", source("t.xlsx"), key)
    assert caught.value.code == code


# --- over how many cases ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sql", "counted"),
    [
        ("select 100.0*sum(w*y)/sum(w) from svy", "select count(*), count(*), count(w) from svy"),
        (
            "select avg(y) from svy s where r = 'a;b (c)' limit 1",
            "select count(*), count(y) from  svy s where r = 'a;b (c)' ",
        ),
        (
            "select 100.0*count(*) filter (where y=1)/count(*) from svy",
            "select count(*), count(*) filter (where y=1), count(*) from  svy",
        ),
        ("select v from svy where k = 1", None),
        ("select sum(a.w) from a join b on a.k = b.k", None),
        ("select sum(w) from svy group by r", None),
        ("with s as (select 1) select sum(w) from s", None),
        ("select sum(w) / (select sum(w) from svy) from svy", None),
        ("select sum(w) from (select w from svy)", None),
    ],
)
def test_what_counts_the_cases_of_a_query(sql: str, counted: str | None) -> None:
    found = counting(sql)
    assert (found and " ".join(found.sql.split())) == (counted and " ".join(counted.split()))


MICRODATA = "region,w,y\n" + "".join(f"{n % 2},{1 + n % 3},{n % 4 == 0:d}\n" for n in range(60))


@pytest.mark.parametrize(
    ("base", "sql", "told"),
    [
        ("99999", "select 100.0*sum(w*y)/sum(w) from svy", "computed from 60 cases, and 'base' says 99999"),
        ("60", "select 100.0*sum(w*y)/sum(w) from svy", ""),
        ("30", "select 100.0*sum(w*y)/sum(w) from svy where region = 1", ""),
        ("60", "select 100.0*sum(w*y)/sum(w) from svy where region = 1", "computed from 30 cases"),
        ("30", "select 100.0*count(*) filter (where y = 1)/count(*) filter (where region = 0) from svy", ""),
        ("15", "select 100.0*count(*) filter (where y = 1)/count(*) from svy", "computed from 60 cases"),
    ],
)
def test_a_base_is_compared_with_the_rows_that_were_used(template: Path, base: str, sql: str, told: str) -> None:
    found = with_microdata(template, f'sql: "{sql}"\n  base: {base}')
    said = [f.message for f in found if f.code == "S028"]
    assert told in said[0] if told else not said, said


def test_a_base_that_nobody_wrote_is_counted_and_judged(template: Path) -> None:
    few = with_microdata(template, 'sql: "select 100.0*sum(w*y)/sum(w) from svy where region = 1 and w = 3"')
    assert any(f.code == "S041" and "a share over 10 cases" in f.message for f in few), [f.message for f in few]


def with_microdata(report: Path, body: str) -> list[Finding]:
    (report / "data" / "svy.csv").write_text(MICRODATA, "utf-8")
    with (report / "data" / "sources.yml").open("a", encoding="utf-8") as stream:
        stream.write("svy:\n  title: {en: S, ru: С, ky: С}\n  files: [svy.csv]\n")
    (report / "data" / "statistics" / "more.yml").write_text(
        f"more:\n  source: svy\n  {body}\n  unit: percent\n  label: {{en: M, ru: М, ky: М}}\n", "utf-8"
    )
    file = report / "report.yml"
    file.write_text(file.read_text("utf-8").replace("key_figures: [", "key_figures: [more, "), "utf-8")
    reading = read_report(report)
    return list(check_report(reading.report, reading.findings)[0])


def test_a_base_of_a_row_is_compared_with_its_column(template: Path) -> None:
    (template / "data" / "survey.csv").write_text("question,n,percent\nreads,1500,62.5\nwrites,900,33.3\n", "utf-8")
    path = template / "data" / "statistics" / "example.yml"
    path.write_text(path.read_text("utf-8").replace("  decimals: 1\n", "  decimals: 1\n  base: 900\n"), "utf-8")
    reading = read_report(template)
    found, ledger = check_report(reading.report, reading.findings)
    assert [f.message for f in found if f.code == "S028"] == [
        "'readers-share' is computed from 1500 cases, and 'base' says 900"
    ]
    assert ledger.values["readers-share"].base == 1500
