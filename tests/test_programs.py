"""A program of others that never ends is ended, with what it has started."""

from __future__ import annotations

import subprocess
import time
from pathlib import Path

import pytest

from kerege.programs import run_to_end


def _runs(process: int) -> bool:
    """Whether it runs; one that has ended and that nobody has waited for does not."""
    try:
        return Path(f"/proc/{process}/stat").read_text(encoding="ascii").rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def test_what_a_program_has_started_does_not_hold_up_whoever_waits(tmp_path: Path) -> None:
    told = tmp_path / "child"
    with pytest.raises(subprocess.TimeoutExpired):
        run_to_end(["sh", "-c", f"sleep 600 & echo $! > {told}; wait"], 2)
    child = int(told.read_text(encoding="ascii"))
    for _ in range(100):
        if not _runs(child):
            return
        time.sleep(0.1)
    raise AssertionError("it still runs")


def test_what_a_program_has_made_stays(tmp_path: Path) -> None:
    run_to_end(["sh", "-c", f"echo made > {tmp_path / 'file'}; exit 3"], 60)
    assert (tmp_path / "file").read_text(encoding="ascii") == "made\n"
    with pytest.raises(OSError, match="no-such-program"):
        run_to_end(["no-such-program"], 1)
