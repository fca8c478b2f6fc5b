"""PX and JSON-stat: cells by codes and labels of any language, values that may be left out, marks with their reasons."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path, PurePosixPath

import pytest

from kerege.evidence.cells import Files, value_of
from kerege.evidence.columns import Marks
from kerege.evidence.cubes import read_cube
from kerege.evidence.problems import TableProblem
from kerege.model import Cell

PX = """CHARSET="ANSI";
AXIS-VERSION="2000";
CODEPAGE="windows-1251";
LANGUAGE="en";
LANGUAGES="en","ru";
TITLE="Women in work; by region";
CONTENTS="Share of women";
STUB="region","sex";
STUB[ru]="регион","пол";
HEADING="year";
HEADING[ru]="год";
VALUES("region")="Kyrgyz"
" Republic","Osh";
VALUES[ru]("регион")="Кыргызская Республика","Ош";
CODES("region")="417","41706";
VALUES("sex")="Women","Men";
VALUES[ru]("пол")="Женщины","Мужчины";
VALUES("year")="2019","2020";
VALUES[ru]("год")="2019","2020";
ELIMINATION("region")="Kyrgyz Republic";
DATASYMBOL2="too few women were asked";
DATA=
12.5 13
14 15.25
".." 17
18 -19.5;
"""
JSON_STAT = {
    "version": "2.0", "class": "dataset", "label": "Work", "id": ["sex", "year"], "size": [2, 2],
    "dimension": {
        "sex": {"label": "Sex of the respondent", "category": {"index": ["F", "M"], "label": {"F": "Women", "M": "Men"}}},
        "year": {"category": {"index": {"2020": 1, "2019": 0}}},
    },
    "value": [12.5, None, 14, 15],
    "status": {"1": "..."},
}  # fmt: skip


def cell(folder: Path, name: str, text: str | bytes, column: str = "value", **where: str) -> Decimal:
    (folder / "data").mkdir(exist_ok=True)
    (folder / "data" / name).write_bytes(text if isinstance(text, bytes) else text.encode("windows-1251"))
    asked = Cell(PurePosixPath(name), where, column, "", "", "", "")
    return value_of(asked, Files(folder), None).number


@pytest.mark.parametrize(
    ("where", "value"),
    [
        ({"region": "Osh", "sex": "Women", "year": "2020"}, "17"),
        ({"region": "41706", "sex": "men", "year": "2020"}, "-19.5"),
        ({"регион": "Ош", "пол": "Мужчины", "год": "2019"}, "18"),
        ({"region": "Kyrgyz Republic", "sex": "Women", "year": "2019"}, "12.5"),
        ({"sex": "Women", "year": "2020"}, "13"),
    ],
)
def test_a_cell_of_a_px_file_is_known_by_codes_and_labels(tmp_path: Path, where: dict[str, str], value: str) -> None:
    assert cell(tmp_path, "work.px", PX, **where) == Decimal(value)
    assert cell(tmp_path, "work.px", PX, "Share of women", **where) == Decimal(value)


def test_a_mark_has_the_reason_that_the_file_gives(tmp_path: Path) -> None:
    with pytest.raises(TableProblem) as told:
        cell(tmp_path, "work.px", PX, region="Osh", sex="Women", year="2019")
    assert told.value.is_missing and "too few women were asked" in str(told.value)


def test_what_leaves_a_variable_open_is_told(tmp_path: Path) -> None:
    with pytest.raises(TableProblem) as told:
        cell(tmp_path, "work.px", PX, region="Osh", sex="Women")
    assert told.value.problem.code == "S014"


def test_a_file_that_was_cut_off_is_told(tmp_path: Path) -> None:
    with pytest.raises(TableProblem) as told:
        cell(tmp_path, "work.px", PX.replace("18 -19.5", "18"), region="Osh", sex="Men", year="2019")
    assert told.value.problem.case == "cube-cells"


def test_json_stat_is_addressed_in_the_same_way(tmp_path: Path) -> None:
    text = json.dumps(JSON_STAT).encode()
    assert cell(tmp_path, "work.json", text, sex="F", year="2019") == Decimal("12.5")
    assert cell(tmp_path, "work.json", text, **{"Sex of the respondent": "Men", "year": "2020"}) == 15
    old = json.dumps(
        {
            "dataset": {
                **{k: v for k, v in JSON_STAT.items() if k not in ("id", "size", "version")},
                "dimension": {**JSON_STAT["dimension"], "id": ["sex", "year"], "size": [2, 2]},
            }
        }
    )  # type: ignore[dict-item]
    assert cell(tmp_path, "old.json", old.encode(), sex="Women", year="2019") == Decimal("12.5")
    with pytest.raises(TableProblem) as told:
        cell(tmp_path, "work.json", text, sex="F", year="2020")
    assert told.value.is_missing


@pytest.mark.parametrize(
    ("name", "text"), [("a.px", b"nothing"), ("a.json", b"[1, 2"), ("b.json", b"{}"), ("c.json", b"[]")]
)
def test_other_files_get_a_sentence(tmp_path: Path, name: str, text: bytes) -> None:
    with pytest.raises(TableProblem) as told:
        cell(tmp_path, name, text, sex="F")
    assert told.value.problem.code == "S012"


def test_a_quotation_mark_within_a_text_costs_no_table(tmp_path: Path) -> None:
    text = PX.replace('STUB="region"', 'CONTACT="Ewa Eri"ksson, Statistics#Tel: 1; 2";\nSTUB="region"')
    assert cell(tmp_path, "a.px", text, region="Osh", sex="Men", year="2019") == 18


def test_a_label_that_two_values_bear_is_no_address_and_a_code_is(tmp_path: Path) -> None:
    twice = {**JSON_STAT, "dimension": {
        "sex": {"category": {"index": ["F", "M"], "label": {"F": "All", "M": "All"}}},
        "year": JSON_STAT["dimension"]["year"],  # type: ignore[index]
    }}  # fmt: skip
    with pytest.raises(TableProblem):
        cell(tmp_path, "t.json", json.dumps(twice), sex="All", year="2019")
    assert cell(tmp_path, "t.json", json.dumps(twice), sex="M", year="2019") == 14


def test_several_data_sets_are_listed_and_signs_keep_their_reasons(tmp_path: Path) -> None:
    both = json.dumps({"one": JSON_STAT, "two": JSON_STAT})
    with pytest.raises(TableProblem) as told:
        cell(tmp_path, "b.json", both, sex="F", year="2019")
    assert told.value.problem.case == "several-data-sets" and "'one', 'two'" in str(told.value.problem.remedy)
    with pytest.raises(TableProblem) as none:
        cell(tmp_path, "n.json", '{"a": 1}', sex="F", year="2019")
    assert none.value.problem.case == "no-json-stat"
    secret = {**JSON_STAT, "status": {"1": "c"}, "extension": {"status": {"label": {"c": "confidential"}}}}
    with pytest.raises(TableProblem) as kept:
        cell(tmp_path, "c.json", json.dumps(secret), sex="F", year="2020")
    assert "confidential" in str(kept.value)


@pytest.mark.parametrize("keys", [("B", "C"), ("C", "B")])
def test_keys_of_rows_stand_in_the_order_of_the_stub_or_of_their_own(tmp_path: Path, keys: tuple[str, str]) -> None:
    rows = [("B1", "C1", "1 2"), ("B2", "C1", "3 4"), ("B2", "C2", "5 6")]
    lines = [",".join(f'"{dict(zip("BC", row, strict=False))[key]}"' for key in keys) + f", {row[2]}" for row in rows]
    text = (
        'CHARSET="ANSI";\nTITLE="t";\nCONTENTS="c";\nUNITS="u";\nSTUB="B","C";\nHEADING="A";\nLAST.UPDATED="20110728";\n'
        'VALUES("B")="B1","B2";\nVALUES("C")="C1","C2";\nVALUES("A")="A1","A2";\n'
        + "".join(f'KEYS("{key}")=VALUES;\n' for key in keys)
        + "DATA=\n" + "\n".join(lines) + ";\n"
    )  # fmt: skip
    path = tmp_path / "t.px"
    path.write_text(text, encoding="ascii")
    cube = read_cube(path, "", Marks())
    found = [cube.rows[at][1]["value"] for at in cube.find({"B": "B2", "C": "C1", "A": "A2"})]
    assert found == ["4"]
    assert [cube.rows[at][1]["value"] for at in cube.find({"B": "B1", "C": "C2", "A": "A1"})] == ["0"]
