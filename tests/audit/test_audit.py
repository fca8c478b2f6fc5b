"""`kerege audit`: numbers of any text beside any tables; some hundred and sixty sown faults, with the counts asserted as bounds."""

from __future__ import annotations

import json
import re
import zipfile
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner

from kerege.audit import Verdict
from kerege.cli import cli
from tests.audit.sown import Sample, audited, samples, sown, wrong

SAMPLES = list(samples())
TABLE = "Region,2015,2019\nOsh,12.4,9.8\nBatken,15.6,14.9\n"


def run(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(cli, ["audit", *arguments])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.exit_code, result.output


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.name)
def test_a_right_text_is_found_without_a_false_alarm(tmp_path: Path, sample: Sample) -> None:
    results = audited(tmp_path, sample, sample.text)
    assert wrong(results, Verdict.CONTRADICTED) == []
    assert len(wrong(results, Verdict.NOT_THERE)) == sample.elsewhere
    assert len(wrong(results, Verdict.FOUND)) >= 6


def test_sown_faults_are_told(tmp_path: Path) -> None:
    """Tools that were there before told 26 to 34 of such 60, with 4 to 18 false alarms."""
    told = contradicted = alarms = count = 0
    for sample in SAMPLES:
        clean = {result.words for result in audited(tmp_path / sample.name, sample, sample.text)}
        for old, new, _ in sample.faults:
            results = audited(tmp_path / sample.name, sample, sown(sample, old, new))
            bad = wrong(results, Verdict.CONTRADICTED)
            count += 1
            contradicted += bool(bad)
            told += bool(bad) or len(wrong(results, Verdict.NOT_THERE)) > sample.elsewhere
            innocent = [r.words for r in results if r.verdict is Verdict.CONTRADICTED and r.words in clean]
            alarms += sum(not set(re.findall(r"\d+", words)) <= set(re.findall(r"\d+", new)) for words in innocent)
    assert count >= 140
    assert contradicted >= 0.89 * count
    assert told == count
    assert alarms == 0


def test_text_output_fits_eighty_columns_and_ends_with_a_summary(tmp_path: Path) -> None:
    (tmp_path / "rates.csv").write_text(TABLE, encoding="utf-8")
    text = tmp_path / "report.md"
    text.write_text("# Rates\n\nIn Osh the rate was 9.8 in 2019. In Batken it was 19.4 in 2019.\n", encoding="utf-8")
    code, output = run(str(text), "--against", str(tmp_path / "rates.csv"))
    lines = output.splitlines()
    assert code == 1
    assert all(len(line) <= 80 for line in lines[1:-1])
    assert "CONTRADICTED" in output and "Batken × 2019 = 14.9" in " ".join(output.split())
    assert lines[-1].startswith("2 numbers: 1 found, 1 contradicted, 0 not there")


def test_json_names_place_cell_and_sureness(tmp_path: Path) -> None:
    (tmp_path / "rates.csv").write_text(TABLE, encoding="utf-8")
    text = tmp_path / "report.txt"
    text.write_text("In Osh the rate was 10 per cent in 2019.\n", encoding="utf-8")
    code, output = run("--format", "json", str(text), "--against", str(tmp_path))
    data = json.loads(output)
    number = data["numbers"][0]
    assert code == 0 and data["summary"]["found"] == 1
    assert (number["line"], number["column"], number["sureness"]) == (1, 21, "rounded")
    assert (number["cell"]["row"], number["cell"]["column"], number["cell"]["printed"]) == (2, "C", "9.8")


def test_a_word_file_beside_a_workbook(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for line in (["Область", 2020, 2021], ["Ошская область", 0.124, 0.098], ["Баткенская область", 0.156, 0.149]):
        sheet.append(line)
    for cells in sheet["B2:C3"]:
        for cell in cells:
            cell.number_format = "0.0%"
    book.save(tmp_path / "уровень.xlsx")
    words = "В Ошской области в 2021 году было 9,8 процента, в Баткенской области 41,9 процента."
    body = f"<w:p><w:r><w:t>{words}</w:t></w:r></w:p>"
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    with zipfile.ZipFile(tmp_path / "отчёт.docx", "w") as archive:
        archive.writestr("word/document.xml", f'<w:document xmlns:w="{space}"><w:body>{body}</w:body></w:document>')
    code, output = run(str(tmp_path / "отчёт.docx"), "--against", str(tmp_path / "уровень.xlsx"))
    told = " ".join(output.split())
    assert code == 1
    assert "paragraph 1: В Ошской области" in told and "found 9,8 процента" in told and "CONTRADICTED 41,9" in told
    assert "Баткенская область × 2021 = 14.9%" in told


@pytest.mark.parametrize(
    ("files", "message"),
    [
        (["none.md", "--against", "t.csv"], "There is no file"),
        (["t.md", "--against", "none.csv"], "There is no file"),
        (["t.pdf", "--against", "t.csv"], "save it as Word"),
        (["empty.md", "--against", "t.csv"], "holds no words"),
        (["t.md", "--against", "empty"], "There are no tables in"),
    ],
)
def test_what_cannot_be_read_is_said_in_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, files: list[str], message: str
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("t.csv").write_text(TABLE, encoding="utf-8")
    Path("t.md").write_text("In 2019 it was 9.8.\n", encoding="utf-8")
    Path("t.pdf").write_bytes(b"%PDF-1.7\n")
    Path("empty.md").write_text("\n", encoding="utf-8")
    Path("empty").mkdir()
    code, output = run(*files)
    assert code == 2 and message in output
