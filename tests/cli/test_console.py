"""A console that lacks a letter shows another in its place, on every stream; programs are told what was meant."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import polib
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kerege.cli import cli, console

CONSOLES = [("cp1252", "ru"), ("cp1251", "ky"), ("cp866", "ky"), ("ascii", "ru"), ("koi8-r", "ky"), ("cp437", "ru")]


def kerege(encoding: str, language: str, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    environment = {**os.environ, "PYTHONIOENCODING": encoding, "KEREGE_UI_LANGUAGE": language}
    program = "from kerege.cli import main; main()"
    return subprocess.run(
        [sys.executable, "-c", program, *arguments], env=environment, capture_output=True, check=False, timeout=60
    )


@pytest.fixture
def wrong(template: Path) -> Path:
    """A report with a mistake in each language, one of them in a word that no old console can show."""
    for code, phrase in (("en", "99.9 per cent"), ("ru", "99,9 процента"), ("ky", "99,9 пайызы")):
        path = template / "docs" / code / "01-example.md"
        path.write_text(path.read_text(encoding="utf-8") + f"\n[{phrase}](stat:өңү-жок)\n", encoding="utf-8")
    return template


@pytest.mark.parametrize(("encoding", "language"), CONSOLES)
def test_findings_are_read_whatever_the_console_can_show(encoding: str, language: str, wrong: Path) -> None:
    run = kerege(encoding, language, "--report", str(wrong), "check")
    told = run.stdout.decode(encoding)
    assert run.returncode == 1 and b"Traceback" not in run.stderr
    assert told.count("docs/") >= 3 and "?" not in told and "\\u" not in told


def test_kyrgyz_letters_become_their_neighbours_where_the_console_is_cyrillic(wrong: Path) -> None:
    assert "ката, башка эскертуу: " in kerege("cp1251", "ky", "--report", str(wrong), "check").stdout.decode("cp1251")
    assert "ону-жок" in kerege("cp1251", "ky", "--report", str(wrong), "check").stdout.decode("cp1251")


def test_russian_is_written_in_latin_letters_where_there_are_no_others(wrong: Path) -> None:
    assert "oshibka" in kerege("cp1252", "ru", "--report", str(wrong), "check").stdout.decode("cp1252")


@pytest.mark.parametrize(("encoding", "language"), CONSOLES[:4])
def test_json_tells_programs_the_letters_themselves(encoding: str, language: str, wrong: Path) -> None:
    run = kerege(encoding, language, "--report", str(wrong), "check", "--format", "json")
    found = json.loads(run.stdout.decode(encoding))
    there = json.loads(kerege("utf-8", language, "--report", str(wrong), "check", "--format", "json").stdout)
    assert found == there and any("өңү-жок" in finding["message"] for finding in found)


@pytest.mark.parametrize(("encoding", "language"), CONSOLES[:4])
@pytest.mark.parametrize("arguments", [("status",), ("explain", "stat:жөнү"), ("no-such-командасы",), ("join", "нет")])
def test_answers_and_refusals_too(encoding: str, language: str, arguments: tuple[str, ...], template: Path) -> None:
    run = kerege(encoding, language, "--report", str(template), *arguments)
    assert run.returncode in (0, 2) and (run.stdout + run.stderr).decode(encoding).strip()
    assert b"Traceback" not in run.stderr and b"\\u0" not in run.stderr


@pytest.mark.parametrize(("encoding", "language"), CONSOLES[:4])
def test_the_help_of_every_command(
    encoding: str, language: str, monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    monkeypatch.setenv("KEREGE_UI_LANGUAGE", language)
    for name in (None, *cli.list_commands(None)):  # type: ignore[arg-type]
        raw = io.BytesIO()
        with monkeypatch.context() as own:
            own.setattr(sys, "stdout", io.TextIOWrapper(raw, encoding=encoding))
            console.accept_any_letter()
            cli.main([*([name] if name else []), "--help"], prog_name="kerege", standalone_mode=False)
            sys.stdout.flush()
        assert len(raw.getvalue().decode(encoding)) > 100, name


def test_a_file_name_that_is_no_utf_8_stops_nothing(tmp_path: Path, template: Path) -> None:
    folder = Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9"))
    template.rename(folder)
    (folder / "report.yml").unlink()
    run = kerege("utf-8", "en", "--report", str(folder), "check")
    assert run.returncode == 2 and b"caf" in run.stderr and b"Traceback" not in run.stderr


def test_who_chose_how_to_treat_letters_keeps_that(template: Path) -> None:
    run = kerege("cp1252:replace", "ru", "--report", str(template), "check")
    assert b"??????" in run.stdout


def stream(encoding: str, monkeypatch: pytest.MonkeyPatch) -> io.TextIOWrapper:
    made = io.TextIOWrapper(io.BytesIO(), encoding=encoding)
    with monkeypatch.context() as own:
        own.setattr(sys, "stdout", made)
        console.accept_any_letter()
    return made


@pytest.mark.parametrize(
    "encoding", ["ascii", "cp1252", "cp1251", "cp866", "latin-1", "koi8-r", "gbk", "shift_jis", "utf-8"]
)
def test_any_text_goes_through_any_console(encoding: str, monkeypatch: pytest.MonkeyPatch) -> None:
    out = stream(encoding, monkeypatch)

    @settings(max_examples=150, deadline=None)
    @given(st.text(st.characters()))
    def goes_through(text: str) -> None:
        out.write(text)
        out.flush()

    goes_through()


@pytest.mark.parametrize("language", ["ru", "ky"])
@pytest.mark.parametrize("encoding", ["cp1252", "cp1251", "cp866", "ascii"])
def test_no_message_of_kerege_loses_a_letter(encoding: str, language: str, monkeypatch: pytest.MonkeyPatch) -> None:
    out = stream(encoding, monkeypatch)
    catalogue = Path(console.__file__).parents[1] / "languages" / language / "messages.po"
    for said in (entry.msgstr for entry in polib.pofile(str(catalogue))):
        out.seek(0)
        out.truncate()
        out.write(said)
        out.flush()
        assert out.buffer.getvalue().count(b"?") <= said.count("?"), said  # type: ignore[attr-defined]
