"""The mistakes people make with numbers, on the real report: each is found at its place. More mistakes: tests/mistakes."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from kerege.findings import Finding, errors

Check = Callable[[Path], list[Finding]]
KEREGE = str(Path(sys.executable).with_name("kerege"))

EDITS = [
    # a digit in Kyrgyz
    ("docs/ky/01-summary.md", "[59,6 пайызы]", "[58,6 пайызы]", "S003", "docs/ky/01-summary.md:19"),
    # a cell of the data: found in all three languages, here in Russian
    ("data/un-2015/women-share.csv", "59.6", "61.6", "S003", "docs/ru/01-summary.md:"),
    # a fraction word
    ("docs/ru/01-summary.md", "[около трети]", "[около половины]", "S003", "docs/ru/01-summary.md:"),
    # a hedge that does not hold
    ("docs/en/01-summary.md", "[about a third](stat:poor-2016)", "[about half](stat:poor-2016)", "S003", "docs/en/01-summary.md:"),
    # women and men swapped
    ("docs/en/01-summary.md", "(stat:despair-women) of women", "(stat:despair-women) of men", "S004", "docs/en/01-summary.md:"),
    # a number without a tie
    ("docs/ru/05-methods.md", "В основе исследования", "У 73 процентов опрошенных в основе исследования", "S005", "docs/ru/05-methods.md:7:"),
    ("docs/ky/05-methods.md", "Изилдөөнүн негизи", "Катышуучулардын 73 пайызы үчүн изилдөөнүн негизи", "S005", "docs/ky/05-methods.md:8:"),
]  # fmt: skip


@pytest.mark.parametrize(("file", "old", "new", "code", "place"), EDITS, ids=[f"{e[3]} {e[0]}" for e in EDITS])
def test_a_mistake_is_found_at_its_place(
    real: Path, findings_of: Check, file: str, old: str, new: str, code: str, place: str
) -> None:
    path = real / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    found = [f for f in errors(findings_of(real)) if f.code == code]
    assert any(str(f.location).startswith(place) for f in found), [f"{f.location} {f.message}" for f in found]
    assert all(f.hint for f in found)


def test_the_report_itself_has_no_error(real: Path, findings_of: Check) -> None:
    assert errors(findings_of(real)) == ()


def test_a_chapter_deleted_in_one_language_is_missed(real: Path, findings_of: Check) -> None:
    (real / "docs" / "ky" / "05-methods.md").unlink()
    found = [f for f in errors(findings_of(real)) if f.code == "T001"]
    assert [str(f.location.path) for f in found] == ["docs/ky/05-methods.md"]


def test_check_names_both_values_and_the_row(real: Path) -> None:
    path = real / "docs" / "ky" / "01-summary.md"
    path.write_text(path.read_text(encoding="utf-8").replace("[59,6 пайызы]", "[59,7 пайызы]"), encoding="utf-8")
    run = subprocess.run([KEREGE, "--report", str(real), "check"], capture_output=True, text=True, check=False)
    assert run.returncode == 1
    assert "docs/ky/01-summary.md:19:1: error S003 '59,7 пайызы' says 59,7; women-share-2015 is 59,6" in run.stdout
    assert "data/un-2015/women-share.csv, row " in run.stdout
    assert "Traceback" not in run.stdout + run.stderr


def test_without_a_report_one_sentence_and_exit_2(tmp_path: Path) -> None:
    run = subprocess.run([KEREGE, "--report", str(tmp_path), "check"], capture_output=True, text=True, check=False)
    assert run.returncode == 2
    assert "No report.yml" in run.stderr
    assert "Traceback" not in run.stderr


def test_a_file_that_cannot_be_read_is_the_only_thing_said(real: Path, findings_of: Check) -> None:
    # A file of quotes and the file of sources: dozens of quotes and statistics would be unknown only because of them.
    quotes = real / "quotes" / "ambivalence.yml"
    quotes.write_text(quotes.read_text(encoding="utf-8") + "- [\n", encoding="utf-8")
    (real / "data" / "sources.yml").unlink()
    said = [(f.code, f.location.path.as_posix()) for f in findings_of(real)]
    assert said == [("R002", "data/sources.yml"), ("R001", "quotes/ambivalence.yml")]


def test_what_follows_is_said_when_a_report_silences_the_cause(template: Path, findings_of: Check) -> None:
    (template / "data" / "sources.yml").unlink()
    report = template / "report.yml"
    report.write_text(report.read_text(encoding="utf-8") + "checks:\n  off: {R002: tried out}\n", encoding="utf-8")
    codes = {f.code for f in errors(findings_of(template))}
    assert "S010" in codes and "R002" not in codes


def test_ctrl_c_stops_a_build_with_one_sentence(template: Path) -> None:
    (template / "build").mkdir()
    (template / "build" / "good.txt").write_text("good", encoding="utf-8")
    run = subprocess.Popen(
        [KEREGE, "--report", str(template), "build"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        start_new_session=True, preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    )  # fmt: skip
    assert run.stdout is not None
    assert run.stdout.readline() == "… check the report\n" and run.stdout.readline().startswith("… ")
    os.killpg(run.pid, signal.SIGINT)
    _, said = run.communicate(timeout=60)
    assert (run.returncode, said) == (130, "Stopped before it was finished; the last good output stands.\n")
    assert [path.name for path in (template / "build").iterdir()] == ["good.txt"]
    with pytest.raises(ProcessLookupError):  # nobody of it works on, once the system has put the killed away
        for _ in range(100):
            os.killpg(run.pid, 0)
            time.sleep(0.05)


def test_a_build_with_errors_leaves_the_last_output(template: Path) -> None:
    (template / "build").mkdir()
    (template / "build" / "good.txt").write_text("good", encoding="utf-8")
    path = template / "docs" / "en" / "01-example.md"
    path.write_text(path.read_text(encoding="utf-8").replace("62.5", "63.5"), encoding="utf-8")
    run = subprocess.run([KEREGE, "--report", str(template), "build"], capture_output=True, text=True, check=False)
    assert run.returncode == 1
    assert (template / "build" / "good.txt").read_text(encoding="utf-8") == "good"


def test_new_makes_a_report_that_checks_and_builds_clean(tmp_path: Path) -> None:
    folder = tmp_path / "fresh"
    for arguments in (["new", str(folder)], ["--report", str(folder), "check"], ["--report", str(folder), "build"]):
        run = subprocess.run([KEREGE, *arguments], capture_output=True, text=True, check=False)
        assert run.returncode == 0, run.stdout + run.stderr
    assert (folder / "build" / "site" / "ky" / "01-example" / "index.html").is_file()
    assert (folder / "build" / "pdf" / "fresh-ru.pdf").is_file()


def test_planted_mistakes_are_all_caught() -> None:
    from tools import mutate

    clean, outcomes = mutate.run(Path(__file__).parents[1], 26, seed=4)
    assert clean == 0
    assert len(outcomes) == 26
    missed = [f"{mutant.path}: {mutant.kind}: {mutant.what}" for mutant, outcome in outcomes if outcome != "caught"]
    assert missed == []
