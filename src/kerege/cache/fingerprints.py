"""The state of a folder as digests of its files: a glance where nothing was touched, and never wrong where something was.

A digest of earlier is believed only while size, both times (to the nanosecond) and inode are the same, and only when the
file had been at rest for a while before it was read then: who writes twice within a tick of the clock leaves no other trace
(Git calls this "racy"). The time of the last change of the inode cannot be set back by programs that keep a file's date.
"""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Collection, Iterator, Mapping
from dataclasses import astuple, dataclass, replace
from pathlib import Path
from typing import Any

_REST = 2_000_000_000
"""Nanoseconds: the coarsest clock of a file system in use (FAT) ticks every two seconds."""
UNREADABLE = ""
"""Instead of a digest: nothing can be said about the file, so it counts as changed."""
_ASIDE = {
    ".git", ".hg", ".svn", ".kerege", "__pycache__", "node_modules", ".mypy_cache", ".pytest_cache", ".ruff_cache",
    ".hypothesis", ".idea", ".vscode", ".github", ".tox", ".nox", ".import_linter_cache",
}  # fmt: skip
"""Folders of other programs, whose content no output is made from."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One file as it was when it was read."""

    size: int
    modified: int
    changed: int
    inode: int
    looked: int
    """When its digest was begun, nanoseconds."""
    digest: str

    def speaks_for(self, stat: os.stat_result) -> bool:
        """Whether the file is surely still the one that was read."""
        same = (self.size, self.modified, self.changed, self.inode) == (
            stat.st_size,
            stat.st_mtime_ns,
            stat.st_ctime_ns,
            stat.st_ino,
        )
        return same and self.digest != UNREADABLE and max(self.modified, self.changed) + _REST < self.looked


Marks = Mapping[str, Mark]
"""By path below the folder, with slashes."""


def look(folder: Path, known: Marks | None = None, leave_out: Collection[str] = ()) -> dict[str, Mark]:
    """The marks of every file below a folder, symbolic links followed; read again only where `known` cannot be believed.

    Args:
        leave_out: names of folders and files directly in `folder` that do not count.
    """
    known = known or {}
    return {name: mark_of(Path(path), known.get(name)) for name, path in sorted(_files(str(folder), leave_out))}


def mark_of(path: Path, known: Mark | None = None) -> Mark:
    """The mark of one file."""
    looked = time.time_ns()
    try:
        stat = path.stat()
        if known is not None and known.speaks_for(stat):
            return known
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return Mark(0, 0, 0, 0, looked, UNREADABLE)
    return Mark(stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns, stat.st_ino, looked, digest)


def same_content(before: Marks, now: Marks) -> bool:
    """Whether both are the same files with the same content."""
    return before.keys() == now.keys() and all(
        mark.digest != UNREADABLE and mark.digest == now[name].digest for name, mark in before.items()
    )


def untouched(before: Marks, now: Marks) -> bool:
    """Whether nobody has written to any of the files, not even what it held before."""
    return before.keys() == now.keys() and all(
        replace(mark, looked=now[name].looked) == now[name] for name, mark in before.items()
    )


def whole_digest(marks: Marks) -> str:
    """One digest of all names and contents."""
    lines = "".join(f"{name}\0{mark.digest}\n" for name, mark in sorted(marks.items()))
    return hashlib.sha256(lines.encode("utf-8", "surrogateescape")).hexdigest()


def as_json(marks: Marks) -> dict[str, list[Any]]:
    return {name: list(astuple(mark)) for name, mark in marks.items()}


def from_json(told: Mapping[str, list[Any]]) -> dict[str, Mark]:
    """The other way; TypeError for what is none."""
    return {name: Mark(*values) for name, values in told.items()}


def _files(folder: str, leave_out: Collection[str]) -> Iterator[tuple[str, str]]:
    """Names below the folder and full paths."""
    seen: set[tuple[int, int]] = set()
    waiting = [(folder, "")]
    while waiting:
        here, prefix = waiting.pop()
        try:
            stat = os.stat(here)
            entries = list(os.scandir(here))
        except OSError:
            continue
        # A link to a folder above would go round for ever.
        if (stat.st_dev, stat.st_ino) in seen or any(entry.name == "pyvenv.cfg" for entry in entries):
            continue
        seen.add((stat.st_dev, stat.st_ino))
        for entry in entries:
            name = prefix + entry.name
            if not prefix and entry.name in leave_out:
                continue
            if entry.is_dir():
                if entry.name not in _ASIDE:
                    waiting.append((entry.path, f"{name}/"))
            elif entry.is_file() or entry.is_symlink():
                yield name, entry.path
