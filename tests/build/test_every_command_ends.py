"""Every mistake of tests/mistakes, and every way in which a figure's script fails, through every command: each ends, with its code.

What a mistake stops at the check is tried through all commands; the rest, for which outputs would be made, through the
fastest of them, since each takes seconds. The limit is by the clock and ends the command with an error.
"""

from __future__ import annotations

import contextlib
import io
import shutil
import signal
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from kerege.cli import cli
from kerege.outputs.figures import running
from tools.mistakes import Mistake, accepted_report, mistakes

SECONDS = 60.0
CHEAP = (
    ("check", "--format", "json"),
    ("status",),
    ("status", "ru"),
    ("explain", "stat:readers-share"),
    ("explain", "quote:r1"),
    ("explain", "docs/en/01-example.md"),
    ("withdraw", "quote:nobody"),
    ("accept", "--all", "--dry-run"),
    ("export", "po", "--language", "ru", "--out", "{out}"),
    ("export", "tmx", "--language", "ru", "--out", "{out}"),
)
BUILDS = (("build",), ("site",), ("pdf",))
QUICK = ("build", "--only", "docx", "--language", "en")


@contextlib.contextmanager
def limited(what: object) -> Iterator[None]:
    def ring(*_: object) -> None:
        raise TimeoutError(f"{what} did not end within {SECONDS:.0f} seconds")

    before = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def run(report: Path, command: Sequence[str]) -> tuple[int, str]:
    """The exit code of a command, and all that it says."""
    printed = io.StringIO()
    arguments = ["--report", str(report), *(part.format(out=report.parent / "out") for part in command)]
    code: object = 0
    with limited(command), contextlib.redirect_stdout(printed), contextlib.redirect_stderr(printed):
        try:
            cli.main(arguments, prog_name="kerege")
        except SystemExit as end:
            code = end.code or 0
    said = printed.getvalue()
    assert isinstance(code, int) and "Traceback" not in said, (command, said)
    return code, said


@pytest.fixture(scope="module")
def accepted() -> Iterator[Path]:
    with accepted_report() as report:
        yield report


@pytest.fixture
def report(accepted: Path, tmp_path: Path) -> Path:
    shutil.copytree(accepted, tmp_path / "report")
    return tmp_path / "report"


@pytest.mark.parametrize("mistake", mistakes(), ids=lambda mistake: mistake.does.replace(" ", "-")[:50])
def test_every_mistake_ends_every_command_with_its_code(report: Path, mistake: Mistake) -> None:
    mistake.make(report)
    checked, _ = run(report, ("check",))
    assert checked in (0, 1, 2)
    for command in CHEAP:
        code, said = run(report, command)
        assert code in (0, 1, 2) and (said or code == 0), command
    if checked:
        for command in BUILDS:
            code, said = run(report, command)
            assert code == checked and not (report / "build" / "site").exists(), (command, said)
    elif mistake.run[0] != "check":
        return  # the mistake is in the command, which tests/mistakes has
    else:
        code, said = run(report, QUICK)
        assert code == 0, said


DRAW = "def draw(figure, data, words):\n    "


@pytest.mark.parametrize(
    ("script", "code"),
    [
        (DRAW + "raise ValueError('x')", "F002"),
        (DRAW + "raise SystemExit(0)", "F002"),
        (DRAW + "figure.text(0.5, 0.5, 'A label that is much too long ' * 9)", "F003"),
        (DRAW + "import os; os._exit(1)", "F006"),
        (DRAW + "while True: pass", "F006"),
        (DRAW + "import time; time.sleep(3600)", "F006"),
        (DRAW + "x = bytearray(10 ** 10)", "F002"),
    ],
)
def test_a_figure_that_fails_ends_every_command(
    report: Path, monkeypatch: pytest.MonkeyPatch, script: str, code: str
) -> None:
    monkeypatch.setattr(running, "SECONDS", 1)
    monkeypatch.setattr(running.run, "__kwdefaults__", {"seconds": 1, "memory": running.MEMORY, "patience": 6.0})
    (report / "figures" / "reading.py").write_text(script + "\n", encoding="utf-8")
    assert run(report, ("check",))[0] == 0
    ended, said = run(report, ("figures" if code == "F003" else "site",))
    assert ended == 1 and f"error {code}" in said, said
    ended, said = run(report, ("site",)) if code == "F003" else (ended, said)
    assert ended == 1 and "skipped, since it needs" in said and not (report / "build" / "site").exists()
