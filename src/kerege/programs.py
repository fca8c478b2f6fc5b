"""Programs of others, such as LibreOffice, that start further ones and may never end."""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Sequence
from contextlib import suppress


def run_to_end(command: Sequence[str], seconds: float) -> None:
    """Run a program; what it says is not wanted, and whether it did its work is seen in what it made.

    Raises:
        OSError: it cannot be started.
        subprocess.TimeoutExpired: it took longer; it was ended, with all that it had started.
    """
    # A group of its own: what a program has started would hold the pipe open, and so whoever waits, after its own end.
    process = subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )
    try:
        process.wait(seconds)
    finally:
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
