"""The manual is where the command says, and every help names the command."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from kerege import folders
from kerege.cli import cli
from kerege.cli import manual as manual_pages

ROOT = Path(__file__).parents[2]


def kerege(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(cli, arguments)
    return result.exit_code, result.output


def test_every_page_is_listed_by_name_and_title() -> None:
    code, told = kerege("manual")
    assert code == 0 and "  The codes of findings" in told
    assert {path.stem for path in (ROOT / "manual").glob("*.md")} == {
        line.split()[0] for line in told.splitlines()[:-2] if line
    }


@pytest.mark.parametrize("name", ["editor", "editor.md"])
def test_a_page_is_found(name: str) -> None:
    code, told = kerege("manual", name)
    assert code == 0 and Path(told.strip()).read_text(encoding="utf-8").startswith("# For editors")


@pytest.mark.parametrize("name", ["nothing", "../README", "/etc/passwd"])
def test_a_page_that_is_not_there_is_refused_with_those_that_are(name: str) -> None:
    code, told = kerege("manual", name)
    assert code == 2 and f"no page '{name}'; it has audit, bringing-in, claims, developer" in told


def test_the_manual_of_the_wheel_comes_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "manual").mkdir()
    (tmp_path / "manual" / "page.md").write_text("# Title\n", encoding="utf-8")
    monkeypatch.setattr(folders, "_PACKAGE", tmp_path)
    assert manual_pages.manual() == f"page  Title\n\nThe pages are in {tmp_path / 'manual'}"


@pytest.mark.parametrize("language", ["en", "ru", "ky"])
def test_the_help_names_it(language: str) -> None:
    _, told = kerege("--ui-language", language, "--help")
    assert "kerege manual" in told
