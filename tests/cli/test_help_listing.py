"""`kerege --help` lists every command without importing those whose options cost time."""

from __future__ import annotations

import subprocess
import sys

import click
import pytest

from kerege.cli import _ELSEWHERE, _told_of, cli

LISTED = """
import sys
from click.testing import CliRunner
from kerege.cli import _ELSEWHERE, cli
shown = CliRunner().invoke(cli, ["--help"]).output
assert all(f"\\n  {name} " in shown for name in _ELSEWHERE), shown
print(sorted(place.partition(":")[0] for place in _ELSEWHERE.values() if place.partition(":")[0] in sys.modules))
"""


def test_commands_are_listed_without_being_imported() -> None:
    run = subprocess.run([sys.executable, "-c", LISTED], capture_output=True, text=True, check=False)
    assert run.stdout.strip() == "[]", run.stderr


@pytest.mark.parametrize("name", _ELSEWHERE)
def test_what_is_listed_is_what_the_command_says(name: str) -> None:
    command = cli.get_command(click.Context(cli), name)
    assert command is not None
    assert _told_of(name).get_short_help_str(45) == command.get_short_help_str(45)
