"""Where a build is made, and how it takes the place of the last one: one build at a time, and never none standing.

A build is made in `.kerege/staging` under a lock that the system takes back from a process that ends, however it ends.
When it is finished, it and the old one change places in one step where the file system can do that; where it cannot, a
kill between the two steps is made good by the next build.
"""

from __future__ import annotations

import ctypes
import fcntl
import hashlib
import os
import shutil
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Self

from kerege.build.manifest import MANIFEST, listed_files
from kerege.errors import KeregeError
from kerege.messages import reason, say

_PATIENCE = 3.0
"""Seconds in which the processes of a killed build have ended."""
_AT_FDCWD, _RENAME_EXCHANGE = -100, 2


@contextmanager
def held(root: Path) -> Iterator[Path]:
    """The report's only build while it lasts; the empty folder in which it is made.

    Raises:
        KeregeError: another build is running; its files were not touched.
        OSError: the report's folder cannot be written.
    """
    home = root / ".kerege"
    home.mkdir(exist_ok=True)
    with (home / "lock").open("a+", encoding="utf-8") as lock:
        _take(lock)
        _recover(root / "build", home / "old")
        staging = home / "staging"
        _clear(staging)
        staging.mkdir()
        yield staging


def _take(lock: IO[str]) -> None:
    until = time.monotonic() + _PATIENCE
    while True:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            break
        except BlockingIOError:
            if time.monotonic() > until:
                lock.seek(0)
                who = lock.read(20).strip() or "unknown"
                raise KeregeError(
                    say(
                        "Another build of this report is running (process {who}). Wait until it has ended, or end it.",
                        who=who,
                    )
                ) from None
        time.sleep(0.1)
    lock.truncate(0)
    lock.write(f"{os.getpid()}\n")
    lock.flush()


def _recover(out: Path, old: Path) -> None:
    """Put back what a build had moved aside when it was killed before its own stood."""
    if not out.exists() and old.is_dir():
        old.rename(out)
    _clear(old)


def _clear(path: Path) -> None:
    if path.is_symlink():
        path.unlink()
    elif path.exists():
        shutil.rmtree(path, ignore_errors=True)


def take_over(staging: Path, out: Path) -> None:
    """Add to a build of some outputs the others from the last one, as far as its manifest vouches for them."""
    # A website is built whole: pages of an earlier one must not live on in it.
    built = (staging / "site").is_dir()
    for name, digest in listed_files(out).items():
        path, target = out / name, staging / name
        if target.exists() or (built and name.startswith("site/")) or not path.is_file() or path.is_symlink():
            continue
        if hashlib.sha256(path.read_bytes()).hexdigest() == digest:
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(path, target)


def swap(staging: Path, out: Path, manifest: str = MANIFEST) -> None:
    """Put a finished folder in place of the old one.

    Raises:
        KeregeError: the file system refused; the old one stands.
    """
    if not (staging / manifest).is_file():
        raise KeregeError(say("The finished build has no manifest and was not put in place."))
    old = out.with_name(".kerege") / "old"
    try:
        if not out.exists():
            staging.rename(out)
        elif _exchange(staging, out):
            _clear(staging)
        else:
            out.rename(old)
            staging.rename(out)
    except OSError as error:
        if old.exists() and not out.exists():
            old.rename(out)
        raise KeregeError(
            say("The finished build could not be put in place: {strerror}.", strerror=reason(error))
        ) from error
    _clear(old)


def _exchange(one: Path, other: Path) -> bool:
    """Let two folders change names in one step: Linux can, on most file systems."""
    try:
        rename = ctypes.CDLL(None, use_errno=True).renameat2
    except (OSError, AttributeError):
        return False
    return bool(rename(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _RENAME_EXCHANGE) == 0)


class EndsWithBuild:
    """Ends the processes of a build together with it: a killed build leaves none behind that still write.

    The build alone holds the writing end of a pipe; who reads its end knows that the build is no more.
    """

    def __init__(self) -> None:
        self._reading, self._writing = os.pipe()

    def tie(self) -> None:
        """Called in a forked process."""
        os.close(self._writing)
        threading.Thread(target=self._wait, daemon=True).start()

    def _wait(self) -> None:
        os.read(self._reading, 1)
        os._exit(1)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *reason: object) -> None:
        """The build's processes have ended."""
        os.close(self._writing)
        os.close(self._reading)
