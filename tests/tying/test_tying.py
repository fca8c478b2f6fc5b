"""Drafting a whole table and tying a page of numbers: everything that is proposed agrees, and nothing is written unasked."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner

from kerege.checks import check_report
from kerege.cli import cli
from kerege.cli.draft import tie
from kerege.evidence.ledger import read_ledger
from kerege.findings import errors
from kerege.read import read_report
from kerege.tying.drafts import Asked, declared, table_drafts
from tests import page_of_twenty
from tools import mistakes


def _codes(root: Path) -> list[str]:
    reading = read_report(root)
    return [f.code for f in check_report(reading.report, reading.findings)[0]]


def _answers(given: Sequence[str]) -> tuple[list[str], Iterator[str]]:
    return [], iter([*given, *["q"] * 50])


def _tie(root: Path, chapter: str, *given: str) -> str:
    told, answers = _answers(given)
    tie(root, chapter, lambda _choices: next(answers), lambda line: told.append(str(line)))
    return "\n".join(told)


def _listed(root: Path, name: str) -> None:
    sources = root / "data" / "sources.yml"
    text = sources.read_text(encoding="utf-8")
    sources.write_text(text.replace("files: [", f"files: [{name}, "), encoding="utf-8")


@pytest.fixture
def page(tmp_path: Path) -> Path:
    return page_of_twenty.make(tmp_path / "r")


def test_a_page_of_twenty_numbers_is_tied_in_three_languages_with_sixteen_lines(page: Path) -> None:
    """`kerege draft` and twenty times Enter on the first proposal; then no number of the page has a finding."""
    asked = ["--report", str(page), "draft", "trust.csv", "--unit", "percent"]
    before = (page / "data" / "statistics" / "example.yml").read_text(encoding="utf-8")
    result = CliRunner().invoke(cli, asked)
    assert result.exit_code == 0 and "Nothing was written" in result.output
    assert (page / "data" / "statistics" / "example.yml").read_text(encoding="utf-8") == before
    assert CliRunner().invoke(cli, [*asked, "--accept"]).exit_code == 0
    after = (page / "data" / "statistics" / "example.yml").read_text(encoding="utf-8")
    assert len(after.splitlines()) - len(before.splitlines()) <= 20
    told = _tie(page, "02-trust", *["1"] * 20)
    assert told.endswith("60 numbers tied; docs/en/02-trust.md, docs/ky/02-trust.md, docs/ru/02-trust.md")
    assert [f for f in errors(check_report(read_report(page).report)[0]) if f.code != "S022"] == []


def test_the_first_proposal_is_the_one_that_the_sentence_speaks_of(page: Path) -> None:
    """Two cells with the same value: the words decide."""
    csv = (page / "data" / "trust.csv").read_text(encoding="utf-8")
    (page / "data" / "trust.csv").write_text(csv.replace("Banks,38.9", "Banks,31.5"), encoding="utf-8")
    CliRunner().invoke(cli, ["--report", str(page), "draft", "trust.csv", "--unit", "percent", "--accept"])
    told = _tie(page, "02-trust")
    assert told.index("1  stat:trust.courts.women") < told.index("2  stat:trust.banks.women")


def test_a_cell_becomes_a_record_when_it_is_accepted(page: Path) -> None:
    told = _tie(page, "02-trust", "1")
    assert "stat:trust-courts-women (new record)" in told
    record = (page / "data" / "statistics" / "example.yml").read_text(encoding="utf-8")
    assert (
        "trust-courts-women:\n  source: example-survey\n  at: {file: trust.csv, where: {Institution: Courts}, column: Women}\n  unit: percent\n"
        in record
    )
    for code, words in (("en", "31.5 per cent"), ("ru", "31,5 процента"), ("ky", "31,5 пайызы")):
        assert f"[{words}](stat:trust-courts-women)" in (page / "docs" / code / "02-trust.md").read_text(
            encoding="utf-8"
        )


def test_nothing_is_written_without_an_answer(page: Path) -> None:
    before = {path: path.read_bytes() for path in page.rglob("*") if path.is_file()}
    _tie(page, "02-trust", *["s"] * 5, "7", "n nothing", "q")
    assert {path: path.read_bytes() for path in page.rglob("*") if path.is_file()} == before


def test_translations_that_were_current_stay_current(tmp_path: Path) -> None:
    with mistakes.accepted_report() as accepted:
        root = tmp_path / "r"
        shutil.copytree(accepted, root)
    assert _codes(root) == []
    for code, words in (("en", "62.5 per cent"), ("ru", "62,5 процента"), ("ky", "62,5 пайызы")):
        path = root / "docs" / code / "01-example.md"
        text = path.read_text(encoding="utf-8")
        assert f"[{words}](stat:readers-share)" in text
        path.write_text(text.replace(f"[{words}](stat:readers-share)", words), encoding="utf-8")
    for code in ("ru", "ky"):
        CliRunner().invoke(cli, ["--report", str(root), "accept", f"{code}/01-example"])
    assert sorted(_codes(root)) == ["S005", "S005", "S005"]
    _tie(root, "ru/01-example", "1")
    reading = read_report(root)
    assert [f"{f.location} {f.code} {f.message}" for f in check_report(reading.report, reading.findings)[0]] == []


def test_what_is_not_true_is_not_proposed(page: Path) -> None:
    chapter = page / "docs" / "en" / "02-trust.md"
    text = chapter.read_text(encoding="utf-8")
    chapter.write_text(
        text.replace("31.5 per cent", "31.5 percentage points").replace("27.3 per cent", "27.4 per cent"),
        encoding="utf-8",
    )
    CliRunner().invoke(cli, ["--report", str(page), "draft", "trust.csv", "--unit", "percent", "--accept"])
    told = _tie(page, "02-trust", "s", "s", "s")
    blocks = told.split("\n\ndocs/")
    assert "nothing fits" in blocks[0] and "nothing fits" in blocks[2]
    assert "stat:trust.courts.men" in blocks[1]


def test_a_workbook_with_stacked_heads(page: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (
        ["Table 3. Households by oblast"], [], ["", "Households, thousand", "", "Poor, per cent", ""],
        ["", "2023", "2024", "2023", "2024"], ["Osh", 310, 315, 28.4, 30.1], ["Batken", 99, 101, 40.2, None], ["Source: office"],
    ):  # fmt: skip
        sheet.append(row)
    book.save(page / "data" / "house.xlsx")
    _listed(page, "house.xlsx")
    report = read_report(page).report
    (draft,) = table_drafts(report, "data/house.xlsx")
    statistics = declared(report, draft.text)
    one = statistics["house.batken.households-thousand-2024"]
    assert (one.scale, one.period) == (1000, "2024")
    poor = statistics["house.osh.poor-per-cent-2024"]
    assert (poor.unit, poor.decimals, poor.period) == ("percent", 1, "2024")
    assert "house.batken.poor-per-cent-2024" in draft.empty
    assert draft.values["house.osh.households-thousand-2023"].startswith("310000")


def test_microdata_become_shares_by_group(page: Path) -> None:
    rows = ["Osh,f,yes", "Osh,m,no", "Osh,f,no", "Batken,m,yes"]
    (page / "data" / "micro.csv").write_text("region,sex,trust\n" + "\n".join(rows) + "\n", encoding="utf-8")
    _listed(page, "micro.csv")
    report = read_report(page).report
    (draft,) = table_drafts(report, "micro.csv", asked=Asked("region", "sex", "trust=yes"))
    assert draft.values["micro-trust-yes.osh.f"].startswith("50")
    (page / "data" / "statistics" / "micro.yml").write_text(draft.text, encoding="utf-8")
    again = read_report(page).report
    assert read_ledger(again).values["micro-trust-yes.osh.f"].base == 2


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["nothing.csv"], "There is no file data/nothing.csv."),
        (["../x.csv"], "There is no file"),
        (["trust.csv", "--unit", "percents"], "'percents' is no unit"),
        (["trust.csv", "--share", "a=b"], "Microdata need --rows"),
        (["trust.csv", "--rows", "sex", "--share", "a=b"], "has no column 'sex'"),
    ],
)
def test_what_cannot_be_drafted_is_said_in_a_sentence(page: Path, arguments: list[str], said: str) -> None:
    result = CliRunner().invoke(cli, ["--report", str(page), "draft", *arguments])
    assert result.exit_code == 2 and said in result.output


def test_a_file_that_no_source_lists(page: Path) -> None:
    (page / "data" / "new.csv").write_text("a,b\nx,1\n", encoding="utf-8")
    result = CliRunner().invoke(cli, ["--report", str(page), "draft", "new.csv"])
    assert result.exit_code == 2 and "No source lists new.csv" in result.output


def test_units_and_scales_of_rows_and_the_year_of_a_head(page: Path) -> None:
    (page / "data" / "labour.csv").write_text(
        "Indicator;Sex;2019;2020\nEmployment rate, %;Women;45,2;43,8\nEmployment rate, %;Men;68,7;66,1\n"
        "Unemployed, thousand;Women;83,4;91,2\nUnemployed, thousand;Men;76,5;89,9\n"
        "Average wage, som;Women;14320;15210\nAverage wage, som;Men;19040;20115\n",
        encoding="utf-8",
    )
    _listed(page, "labour.csv")
    first = table_drafts(read_report(page).report, "labour.csv")[0]
    statistics = declared(read_report(page).report, first.text)
    assert {one.period for one in statistics.values()} == {"2019"}
    units = {name.partition(".")[2].partition(".")[0]: (one.unit, one.scale) for name, one in statistics.items()}
    assert units == {
        "employment-rate": ("percent", 1), "unemployed-thousand": ("number", 1000), "average-wage-som": ("KGS", 1),
    }  # fmt: skip
    assert any("83400" in said for said in first.values.values())


TABLES = {
    "poverty.csv": "Region,2019,2020,2021\nOsh,15.1,19.8,12.5\nBatken,32.6,34.1,29.9\nTotal,20.1,25.3,22.8\n",
    "opros.csv": "Ответ;Женщины;Мужчины;Всего\nДоверяют суду;31,5;42,0;36,8\nДоверяют прессе;42,0;42,0;42,0\n",
    "surak.csv": "Жооп,Аялдар,Эркектер,Баары\nСотко ишенет,41.5,52.0,46.7\n",
    "groups.csv": "Group,Urban 2015,Rural 2015,Urban 2020,Rural 2020\nWomen,61.4,48.9,66.2,55.0\nMen,70.3,63.5,74.1,68.8\n",
}
"""Years as heads, groups with totals, Russian and Kyrgyz heads, two groups in one cell."""
PAGES = {
    "en": """In 2021, [12.5 per cent](stat:poverty.osh.2021) of Osh were poor; in 2019 it had been [15.1](stat:poverty.osh.2019).

Batken: [32.6 per cent](stat:poverty.batken.2019) in 2019, [34.1](stat:poverty.batken.2020) in 2020.

| Region | 2019 | 2021 |
|---|---|---|
| Total | [20.1 %](stat:poverty.total.2019) | [22.8 %](stat:poverty.total.2021) |

Of urban women [61.4 per cent](stat:groups.women.urban-2015) worked in 2015; of rural women [48.9](stat:groups.women.rural-2015).

Rural men went from [63.5](stat:groups.men.rural-2015) to [68.8 per cent](stat:groups.men.rural-2020).

Nobody is named here: 66.2 per cent.
""",
    "ru": """Среди женщин суду доверяют [31,5 %](stat:opros.doveryayut-sudu.zhenshchiny), среди мужчин — [42,0](stat:opros.doveryayut-sudu.muzhchiny).

Прессе доверяют [42,0 %](stat:opros.doveryayut-presse.zhenshchiny) женщин и [42,0 %](stat:opros.doveryayut-presse.muzhchiny) мужчин.

В целом доля доверяющих суду составила [36,8 процента](stat:opros.doveryayut-sudu.vsego).
""",
    "ky": """Сотко аялдардын [41,5 пайызы](stat:surak.sotko-ishenet.ayaldar), эркектердин [52,0 пайызы](stat:surak.sotko-ishenet.erkekter) ишенет.

Баары болуп сотко ишенгендер [46,7 пайызды](stat:surak.sotko-ishenet.baary) түзөт.
""",
}


def test_tables_of_other_shapes_and_the_sentences_that_cite_them(tmp_path: Path) -> None:
    """The first proposal of each number is right; what the check would refuse is not proposed."""
    root = tmp_path / "r"
    shutil.copytree(page_of_twenty.TEMPLATE, root)
    for name, text in TABLES.items():
        (root / "data" / name).write_text(text, encoding="utf-8")
        _listed(root, name)
        drafted = CliRunner().invoke(cli, ["--report", str(root), "draft", name, "--unit", "percent", "--accept"])
        assert drafted.exit_code == 0, drafted.output
    for code, page in PAGES.items():
        chapter = root / "docs" / code / "02-own.md"
        bare = re.sub(r"\[([^\[\]]+)\]\(stat:[^)]+\)", r"\1", page)
        chapter.write_text(f"---\ntitle: Own\n---\n\n{bare}", encoding="utf-8")
        told = _tie(root, f"{code}/02-own", *["1"] * page.count("(stat:"))
        assert chapter.read_text(encoding="utf-8").partition("---\n\n")[2] == page, told
