"""The programs for whoever develops Kerege: one runner, which knows each of them."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

from tools.__main__ import programs

ROOT = Path(__file__).parents[1]


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": f"{ROOT / 'src'}"}
    return subprocess.run(
        [sys.executable, "-m", "tools", *arguments],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


def test_every_program_is_listed_with_what_it_does() -> None:
    assert {"bench", "faults", "fuzz", "lock", "messages", "mistakes", "mutate", "release", "supply"} <= set(programs())
    told = run()
    assert told.returncode == 0
    for name, does in programs().items():
        assert does.strip() and f"  {name} " in told.stdout and does in told.stdout


def test_a_program_gets_its_arguments_and_gives_back_its_exit_code() -> None:
    assert run("lock", "--check").returncode == 0
    refused = run("lock", "--no-such-option")
    assert refused.returncode == 2 and "usage: tools/run lock" in refused.stderr


def test_an_unknown_name_is_refused_with_those_there_are() -> None:
    refused = run("no-such-program")
    assert refused.returncode == 2 and "  supply " in refused.stderr and "Traceback" not in refused.stderr


def test_every_program_that_the_manual_names_is_there() -> None:
    pages = [*(ROOT / "manual").glob("*.md"), ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md"]
    named = {name for page in pages for name in re.findall(r"tools/run ([a-z_]+)", page.read_text(encoding="utf-8"))}
    assert named and named <= set(programs())
    scripts = {name for page in pages for name in re.findall(r"`scripts/([a-z_]+)", page.read_text(encoding="utf-8"))}
    assert scripts and scripts <= {path.name for path in (ROOT / "scripts").iterdir()}
