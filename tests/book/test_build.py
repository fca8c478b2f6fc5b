"""Building the books again: from the cache, in another folder, as a draft."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pikepdf
import pytest

from kerege.build.build import build_report
from kerege.findings import errors
from kerege.outputs.book import making

AGAIN = """
import sys
from pathlib import Path
from kerege.build.build import build_report
assert build_report(Path(sys.argv[1]), only=("pdf",), progress=lambda _: None).files
"""


def test_two_runs_in_two_folders_give_the_same_bytes(small: Path, tmp_path: Path) -> None:
    folder = tmp_path / "elsewhere" / "report"
    shutil.copytree(small, folder, ignore=shutil.ignore_patterns("build", ".kerege"))
    environment = {**os.environ, "PYTHONHASHSEED": "7", "TZ": "Asia/Bishkek", "SOURCE_DATE_EPOCH": "1"}
    subprocess.run([sys.executable, "-c", AGAIN, str(folder)], check=True, env=environment)
    made = sorted((small / "build" / "pdf").glob("*.pdf"))
    assert len(made) == 9, "screen, inside and cover in three languages"
    for path in made:
        assert (folder / "build" / "pdf" / path.name).read_bytes() == path.read_bytes(), path.name


def test_what_has_not_changed_is_not_laid_out_again(
    small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "report"
    shutil.copytree(small, folder)
    before = {path.name: path.read_bytes() for path in (folder / "build" / "pdf").glob("*.pdf")}
    shutil.rmtree(folder / "build")

    def never(*_: object, **__: object) -> None:
        raise AssertionError("laid out again")

    monkeypatch.setattr(making, "make_piece", never)
    assert build_report(folder, only=("pdf",), progress=lambda _: None).files
    assert {path.name: path.read_bytes() for path in (folder / "build" / "pdf").glob("*.pdf")} == before
    settings = folder / "report.yml"
    settings.write_text(settings.read_text(encoding="utf-8").replace('number: "1"', 'number: "2"'), encoding="utf-8")
    assert build_report(folder, only=("pdf",), languages=("en",), progress=lambda _: None).files, (
        "only the front matter"
    )
    chapter = folder / "docs" / "en" / "01-example.md"
    chapter.write_text(chapter.read_text(encoding="utf-8") + "\nOne sentence more.\n", encoding="utf-8")
    found = build_report(folder, only=("pdf",), languages=("en",), progress=lambda _: None).findings
    assert any("laid out again" in finding.message for finding in errors(found))


def test_a_draft_is_one_untagged_file_and_progress_is_told(small: Path, tmp_path: Path) -> None:
    folder = tmp_path / "report"
    shutil.copytree(small, folder, ignore=shutil.ignore_patterns("build", ".kerege"))
    told: list[str] = []
    result = build_report(folder, only=("pdf",), languages=("en",), draft=True, progress=told.append)
    made = list((folder / "build" / "pdf").glob("*.pdf"))
    assert result.files and len(made) == 1
    with pikepdf.open(made[0]) as draft:
        assert "/StructTreeRoot" not in draft.Root
    assert "en PDF done" in told


def test_a_profile_that_is_none_is_a_sentence(small: Path, tmp_path: Path) -> None:
    folder = tmp_path / "report"
    shutil.copytree(small, folder, ignore=shutil.ignore_patterns("build", ".kerege"))
    settings = folder / "report.yml"
    text = settings.read_text(encoding="utf-8")
    assert "print:" not in text
    settings.write_text(f"{text}\nprint: {{profile: paper.icc}}\n", encoding="utf-8")
    kerege = str(Path(sys.executable).with_name("kerege"))
    arguments = [kerege, "--report", str(folder), "pdf", "--language", "en"]
    run = subprocess.run(arguments, capture_output=True, text=True, check=False)
    assert run.returncode == 2
    assert "profile names paper.icc, which is no file of the report" in run.stderr
    assert "Traceback" not in run.stderr


@pytest.mark.parametrize("line", ["signature: 7", "weight: heavy", "weight: -90", "bulk: nan", "papr: A4"])
def test_print_settings_are_read_with_care(template: Path, findings_of: object, line: str) -> None:
    settings = template / "report.yml"
    settings.write_text(settings.read_text(encoding="utf-8") + f"\nprint: {{{line}}}\n", encoding="utf-8")
    found = [f for f in findings_of(template) if f.code in ("R004", "R007")]  # type: ignore[operator]
    assert found and found[0].location.path.name == "report.yml"
