"""`kerege new` at a terminal: what is asked, and what it answers to a slip."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

ANSWERS = "ru, xx\nru, ky\nA committee\nstatistics\nbulletin\n"


def test_a_slip_is_told_and_asked_again(tmp_path: Path) -> None:
    try:
        ours, theirs = pty.openpty()
    except OSError:
        pytest.skip("this machine lends no terminals (a chroot without /dev/pts)")
    os.write(ours, ANSWERS.encode())
    run = subprocess.run(
        [Path(sys.executable).with_name("kerege"), "new", "rep"],
        cwd=tmp_path,
        stdin=theirs,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    os.close(ours)
    os.close(theirs)
    said = run.stdout + run.stderr
    assert run.returncode == 0, said
    assert "no language 'xx'" in said and "'statistics' is not one of" in said
    assert "languages: [ru, ky]" in (tmp_path / "rep" / "report.yml").read_text(encoding="utf-8")
