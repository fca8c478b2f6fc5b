"""Running the scripts of figures in a process of their own (`drawing.py`), and ending it when it takes too much."""

from __future__ import annotations

from kerege.messages import say

import json
import os
import select
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

SECONDS = 60
"""What the script of a figure may compute; a slow one takes two."""
PATIENCE = 180.0
"""Seconds by the clock after which a figure is given up on a machine that is busy."""
MEMORY = 2_000_000_000
_MOST = 200_000_000
"""Bytes of an answer."""
_KEPT = ("PATH", "HOME", "LANG", "LC_ALL", "TMPDIR", "XDG_CACHE_HOME", "MPLCONFIGDIR")
"""What the process learns of its environment: no password that a build server keeps there."""


class Stopped(Exception):
    """The process ended, or was ended, before it had drawn the next figure; the message says why."""


def run(
    job: Mapping[str, Any], *, seconds: int = SECONDS, memory: int = MEMORY, patience: float = PATIENCE
) -> Iterator[dict[str, Any]]:
    """The answers for the figures of a job, each as soon as it is there.

    Raises:
        Stopped: the next figure took too long or too much, or brought the process down.
    """
    figures: Sequence[Any] = job["figures"]
    sent = {**job, "seconds": seconds * len(figures), "memory": memory}
    process = subprocess.Popen(
        [sys.executable, "-I", str(Path(__file__).with_name("drawing.py"))],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={key: os.environ[key] for key in _KEPT if key in os.environ} | {"OPENBLAS_NUM_THREADS": "1"},
        # A group of its own, so that nothing it started outlives it; Ctrl-C is for whoever waits here.
        start_new_session=True,
    )
    assert process.stdin is not None and process.stdout is not None
    try:
        with suppress(BrokenPipeError):
            process.stdin.write(json.dumps(sent).encode())
            process.stdin.close()
        lines = _lines(process.stdout.fileno(), patience)
        next(lines)
        for figure in figures:
            answer = json.loads(next(lines))
            if not isinstance(answer, dict) or answer.get("id") != figure["id"]:
                raise Stopped(say("it answered for another figure"))
            yield answer
    except StopIteration:
        raise Stopped(_reason(process)) from None
    except ValueError as error:
        raise Stopped(say("it gave no answer that can be read")) from error
    finally:
        _end(process)


def _lines(source: int, patience: float) -> Iterator[bytes]:
    kept = b""
    limit = time.monotonic() + patience
    while True:
        line, found, kept = kept.partition(b"\n")
        if found:
            yield line
            limit = time.monotonic() + patience
            continue
        ready, _, _ = select.select([source], [], [], max(0.0, limit - time.monotonic()))
        if not ready:
            raise Stopped(say("it took longer than {patience} seconds", patience=f'{patience:g}'))
        piece = os.read(source, 1 << 20)
        if not piece:
            return
        kept = line + piece
        if len(kept) > _MOST:
            raise Stopped(say("its drawing is too large"))


def _reason(process: subprocess.Popen[bytes]) -> str:
    code = process.wait(10)
    if code in (-signal.SIGXCPU, -signal.SIGKILL):
        return say("it computed too long or used too much memory")
    end = signal.Signals(-code).name if code < 0 else code
    return say("its process ended with {end}", end=end)


def _end(process: subprocess.Popen[bytes]) -> None:
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)
    for pipe in (process.stdin, process.stdout):
        if pipe is not None:
            with suppress(OSError):
                pipe.close()
    process.wait()
