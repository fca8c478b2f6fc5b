"""Which files of a report have changed. The system's messages say when to look; size and time of the files say what.

A save may be half done when the message comes: a file is written in steps, emptied and filled, or put aside and replaced.
So a file that was opened for writing is waited for until it is closed, and one that is empty or gone a little longer,
which is when editors put it back.
"""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer

FOLDERS = ("docs", "data", "quotes", "figures", "translations", "transcripts")
FILES = ("report.yml", "mkdocs.yml", "glossary.yml", "references.json", "privacy.yml", "spelling.txt")
SERIES, SHARED = "../series.yml", "../shared"
_MADE = ("build", "shared")
"""Folders of a series that hold no report."""
_SETTLE = 0.008
"""Seconds without a message after which a save is over."""
_OPEN = 0.15
"""Seconds for which a file that is being written is waited for."""
_BACK = 0.25
"""Seconds for which a file that is empty or gone is waited for."""
_LOOK = 2.0
"""Seconds after which the folder is looked at without a message: some file systems send none."""

State = Mapping[str, tuple[int, int, int]]


def state_of(root: Path, linked: Iterable[str] = ()) -> State:
    """Time, size and number of every file that a report is read from, by its path relative to `root`.

    Args:
        linked: chapters of other reports of its series.
    """
    found = dict(_files(root, FILES))
    for name in FOLDERS:
        found.update(_below(str(root / name), name))
    if in_series := dict(_files(root, (SERIES,))):
        found |= in_series
        found.update(_below(str(root / SHARED), SHARED))
        found.update(_files(root, (f"{folder}/report.yml" for folder in _others(root))))
        found.update(_files(root, linked))
    return found


def _files(root: Path, names: Iterable[str]) -> Iterator[tuple[str, tuple[int, int, int]]]:
    for name in names:
        try:
            status = os.stat(root / name)
        except OSError:
            continue
        yield name, (status.st_mtime_ns, status.st_size, status.st_ino)


def _others(root: Path) -> list[str]:
    """The folders beside the report, in which other reports of its series may stand, relative to it."""
    try:
        with os.scandir(root / "..") as entries:
            names = [entry.name for entry in entries if entry.is_dir() and entry.name not in _MADE]
    except OSError:
        return []
    own = root.resolve().name
    return [f"../{name}" for name in names if name != own and not name.startswith(".")]


def _below(folder: str, shown: str) -> Iterator[tuple[str, tuple[int, int, int]]]:
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                path = f"{shown}/{entry.name}"
                if entry.name.startswith(".") or entry.name.endswith(("~", ".tmp", ".swp")):
                    continue
                try:
                    if entry.is_dir(follow_symlinks=False):
                        yield from _below(entry.path, path)
                    else:
                        status = entry.stat()
                        yield path, (status.st_mtime_ns, status.st_size, status.st_ino)
                except OSError:
                    continue  # gone between two looks
    except OSError:
        return


class _Messages(FileSystemEventHandler):
    def __init__(self) -> None:
        self.came = threading.Event()
        self.open: dict[str, float] = {}
        """Files that are being written, and when that was seen last."""
        self.last = 0.0

    def dispatch(self, event: FileSystemEvent) -> None:
        if event.event_type in ("opened", "closed_no_write"):
            return
        path = os.fsdecode(event.src_path)
        if event.event_type == "modified" and not event.is_directory:
            self.open[path] = time.monotonic()
        elif event.event_type in ("closed", "moved", "deleted"):
            self.open.pop(path, None)
        self.last = time.monotonic()
        self.came.set()


class Watch:
    """Watches a report folder, and what it is read from beside it when it is one of a series."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._messages = _Messages()
        self._observer = Observer()
        self._watched: set[str] = set()
        self._linked: frozenset[str] = frozenset()
        self._schedule()
        self._observer.daemon = True
        self._observer.start()
        self._state = state_of(root)

    def _schedule(self) -> None:
        """Watch the folder itself, and each of ours that is there; never what is built or installed in it."""
        folders = [("", False), *((name, True) for name in FOLDERS)]
        if (self._root / SERIES).is_file():
            folders += [("..", False), (SHARED, True), *((name, False) for name in _others(self._root))]
            folders += [(name, False) for name in sorted({path.rpartition("/")[0] for path in self._linked})]
        for name, deep in folders:
            folder = (self._root / name).resolve()
            if name not in self._watched and folder.is_dir():
                self._observer.schedule(self._messages, str(folder), recursive=deep)
                self._watched.add(name)

    def follow(self, linked: frozenset[str]) -> frozenset[str]:
        """Watch these chapters of other reports, and no others; those that were not watched until now.

        What was read of them before may have changed before it was watched.
        """
        fresh = linked - self._linked
        if linked != self._linked:
            gone = self._linked - linked
            kept = {path: seen for path, seen in self._state.items() if path not in gone}
            self._state = kept | dict(_files(self._root, fresh))
            self._linked = linked
            self._schedule()
        return fresh

    def close(self) -> None:
        self._observer.stop()

    def wait(self, seconds: float) -> frozenset[str]:
        """The files that have changed, come or gone since the last answer; none when the time is over."""
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            if self._messages.came.wait(min(left, _LOOK)):
                self._settle()
            self._messages.came.clear()
            changed, now = self._changed()
            if changed and self._half_done(changed, now):
                changed, now = self._changed()
            if changed:
                self._state = now
                self._schedule()
                return changed
        return frozenset()

    def _settle(self) -> None:
        begun = time.monotonic()
        while True:
            now = time.monotonic()
            writing = any(now - seen < _OPEN for seen in list(self._messages.open.values()))
            quiet = now - self._messages.last
            if now - begun > _OPEN or (quiet >= _SETTLE and not writing):
                return
            time.sleep(max(0.001, _SETTLE - quiet))

    def _changed(self) -> tuple[frozenset[str], State]:
        now, before = state_of(self._root, self._linked), self._state
        return frozenset(path for path in now.keys() | before.keys() if now.get(path) != before.get(path)), now

    def _half_done(self, changed: frozenset[str], now: State) -> bool:
        """Wait for files that are empty or gone and were not before."""

        def lost(state: State) -> bool:
            return any(
                self._state.get(path, (0, 0, 0))[1] > 0 and state.get(path, (0, 0, 0))[1] == 0 for path in changed
            )

        end = time.monotonic() + _BACK
        waited = False
        while lost(now) and time.monotonic() < end:
            time.sleep(0.01)
            waited, now = True, state_of(self._root, self._linked)
        if waited:
            self._settle()
        return waited
