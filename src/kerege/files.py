"""Files of the report: where they lie, and writing them so that nothing is ever half-written, by whatever a command is stopped.

One file is replaced in one step. Several files of a report that belong together are written down first, in
`.kerege/writing.json`, and then put in their places: who is killed in between has the rest done by the next command.
"""

from __future__ import annotations

import fcntl
import fnmatch
import hashlib
import io
import json
import os
import shutil
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from pathlib import Path, PurePosixPath

from kerege.errors import KeregeError
from kerege.messages import say

_PREFIX, _SUFFIX = ".kerege-", ".new"
_LEFT_OVER = 3600.0
"""Seconds after which a file that waits beside its place is what a killed command left; writing takes moments."""

_UNSAVED: ContextVar[Mapping[Path, bytes]] = ContextVar("kerege_unsaved", default={})  # noqa: B039 (never written to)


@contextmanager
def unsaved(contents: Mapping[Path, bytes]) -> Iterator[None]:
    """While this lasts, these files are read as an editor holds them, and not as they lie on the disk."""
    before = _UNSAVED.set(contents)
    try:
        yield
    finally:
        _UNSAVED.reset(before)


def content(path: Path) -> bytes:
    """What a file holds.

    Raises:
        OSError: it cannot be read.
    """
    held = _UNSAVED.get().get(path)
    return path.read_bytes() if held is None else held


def there(path: Path) -> bool:
    """Whether a file lies on the disk, or an editor holds it."""
    return path in _UNSAVED.get() or path.is_file()


def names_in(folder: Path, pattern: str = "*") -> list[str]:
    """The names in a folder that fit a pattern, in order, with those of files that an editor holds and nobody has saved yet."""
    try:
        names = set(os.listdir(folder))
    except (FileNotFoundError, NotADirectoryError, PermissionError):
        names = set()
    names.update(path.name for path in _UNSAVED.get() if path.parent == folder)
    # Editors and file systems put their own beside ours: .#01-start.md, ._01-start.md.
    return sorted(name for name in fnmatch.filter(names, pattern) if not name.startswith("."))


def listed(folder: Path, pattern: str = "*") -> list[Path]:
    """The same as paths."""
    return [folder / name for name in names_in(folder, pattern)]


def inside(path: Path, folder: Path) -> bool:
    """Whether a path, every link on its way followed, lies in a folder."""
    try:
        return Path(os.path.realpath(path)).is_relative_to(os.path.realpath(folder))
    except (OSError, ValueError):
        return False


def write_whole(path: Path, content: str | bytes) -> None:
    """Write a file in one step: a reader, or a kill, sees the old content or the new one, never a part.

    Raises:
        OSError: the folder cannot be written; the old file stands.
    """
    raw = content.encode("utf-8") if isinstance(content, str) else content
    path.parent.mkdir(parents=True, exist_ok=True)
    _sweep(path.parent)
    temporary = _aside(path, raw, path.parent)
    try:
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    _to_disk(path.parent)


def write_all(contents: Mapping[Path, bytes], root: Path | None = None) -> None:
    """Write several files, or none: all stand complete on the disk before the first is put in its place.

    Args:
        root: of the report that holds the files. Then even a kill leaves none or all: `finish_writing` completes them.

    Raises:
        OSError: a folder cannot be written; the old files stand.
    """
    if root is None:
        _write_all(contents, None)
        return
    with _alone(root):
        _finish(root)
        waiting = root / ".kerege" / "new"
        shutil.rmtree(waiting, ignore_errors=True)
        waiting.mkdir()
        try:
            _write_all(contents, root)
        finally:
            shutil.rmtree(waiting, ignore_errors=True)


def finish_writing(root: Path) -> None:
    """Put in their places the files that a killed command had ready; nearly always there are none.

    Raises:
        KeregeError: such a file was changed since; nothing was written.
        OSError: a folder cannot be written.
    """
    if _journal(root).is_file():
        with _alone(root):
            _finish(root)


def _write_all(contents: Mapping[Path, bytes], root: Path | None) -> None:
    before = {path: path.read_bytes() if path.exists() else None for path in contents}
    missing = {folder for path in contents for folder in path.parents if not folder.exists()}
    aside: dict[Path, Path] = {}
    placed: list[Path] = []
    try:
        for path, raw in contents.items():
            if root is None or not _same_disk(path, root):
                path.parent.mkdir(parents=True, exist_ok=True)
                aside[path] = _aside(path, raw, path.parent)
            else:
                aside[path] = _aside(path, raw, root / ".kerege" / "new")
        if root is not None:
            told = _told(root, aside, before, contents).encode("utf-8")
            _aside(_journal(root), told, root / ".kerege" / "new").replace(_journal(root))
            _to_disk(root / ".kerege")
        for path, temporary in aside.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            temporary.replace(path)
            placed.append(path)
    except BaseException:
        for path in placed:
            old = before[path]
            with suppress(OSError):
                if old is None:
                    path.unlink()
                else:
                    write_whole(path, old)
        for temporary in aside.values():
            temporary.unlink(missing_ok=True)
        for folder in sorted(missing, reverse=True):
            with suppress(OSError):
                folder.rmdir()
        if root is not None:
            _journal(root).unlink(missing_ok=True)
        raise
    for folder in {path.parent for path in contents}:
        _to_disk(folder)
    if root is not None:
        _journal(root).unlink()


@contextmanager
def new_folder(folder_name: Path) -> Iterator[Path]:
    """A folder to be filled, which takes its place as `folder_name` when all of it is there; after an error nothing is left.

    Raises:
        KeregeError: `folder_name` is there and not empty.
        OSError: the place cannot be written.
    """
    if folder_name.exists() and (not folder_name.is_dir() or any(folder_name.iterdir())):
        raise KeregeError(say("{folder_name} is not empty; name a new folder.", folder_name=folder_name))
    folder_name.parent.mkdir(parents=True, exist_ok=True)
    _sweep(folder_name.parent)
    filled = Path(tempfile.mkdtemp(prefix=_PREFIX, suffix=_SUFFIX, dir=folder_name.parent))
    try:
        yield filled
        filled.chmod(0o777 & ~_umask())
        if not folder_name.exists():
            filled.rename(folder_name)
            return
        # Somebody may stand in it, so it must stay the same folder; what makes it a report comes last.
        for path in sorted(filled.iterdir(), key=lambda path: path.name == "report.yml"):
            path.rename(folder_name / path.name)
    finally:
        shutil.rmtree(filled, ignore_errors=True)


@contextmanager
def naming_files() -> Iterator[None]:
    """Name the file in an error that names none: when a disk is full, the system says so without saying where.

    Raises:
        OSError: what happened, with the file's name where it can be known, also in another process.
    """
    try:
        yield
    except OSError as error:
        if error.filename2 is not None:  # a copy tells both files; what is read is not what has no room
            error.filename, error.filename2 = error.filename2, None
        elif error.filename is None and error.errno is not None:
            error.filename = _file_at_work(error)
        raise


def _file_at_work(error: OSError) -> str | None:
    """The file that was written when the error arose: the innermost call that holds an open one, or the path of one."""
    calls = []
    trace = error.__traceback__
    while trace is not None:
        calls.append(trace.tb_frame.f_locals)
        trace = trace.tb_next
    for held in reversed(calls):
        for value in held.values():
            name = getattr(value, "name", None) if isinstance(value, io.IOBase) else None
            if isinstance(name, str):
                return {"<stdout>": say("standard output"), "<stderr>": say("standard error")}.get(name, name)
        for name in ("path", "target", "out"):
            if isinstance(held.get(name), Path):
                return str(held[name])
    return None


# --- what is written down before several files are put in their places ------------------------------------------------


def _journal(root: Path) -> Path:
    return root / ".kerege" / "writing.json"


@contextmanager
def _alone(root: Path) -> Iterator[None]:
    """One command at a time writes into a report; the system lets go of the lock when a command is killed."""
    (root / ".kerege").mkdir(exist_ok=True)
    with (root / ".kerege" / "writing.lock").open("a") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _told(
    root: Path, aside: Mapping[Path, Path], before: Mapping[Path, bytes | None], contents: Mapping[Path, bytes]
) -> str:
    entries = [
        [
            path.relative_to(root).as_posix(),
            temporary.relative_to(root).as_posix(),
            _digest(before[path]),
            _digest(contents[path]),
        ]
        for path, temporary in aside.items()
    ]
    return json.dumps(entries, ensure_ascii=False, indent=1)


def _finish(root: Path) -> None:
    journal = _journal(root)
    if not journal.is_file():
        return
    shown = journal.relative_to(root)
    moves: list[tuple[Path, Path]] = []
    try:
        entries = [
            (_inside(root, a), _inside(root, b), old, new) for a, b, old, new in json.loads(journal.read_bytes())
        ]
    except (ValueError, TypeError) as error:
        raise KeregeError(say("{shown} was not written by Kerege; delete it.", shown=shown)) from error
    for path, temporary, old, new in entries:
        now = _digest(path.read_bytes() if path.is_file() else None)
        if now == new:
            temporary.unlink(missing_ok=True)
        elif now == old and temporary.is_file() and _digest(temporary.read_bytes()) == new:
            moves.append((temporary, path))
        else:
            raise KeregeError(
                say(
                    "A command was stopped while it wrote, and {path} was changed since. Compare it with {temporary}, then delete {shown}.",
                    path=path.relative_to(root),
                    temporary=temporary.relative_to(root),
                    shown=shown,
                )
            )
    for temporary, path in moves:
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary.replace(path)
    journal.unlink()


def _inside(root: Path, name: str) -> Path:
    """Raises ValueError when the path leads out of the report, be it through a link."""
    path = root / PurePosixPath(name)
    if not path.resolve().is_relative_to(root.resolve()):
        raise ValueError(name)
    return path


def _digest(raw: bytes | None) -> str:
    return "" if raw is None else hashlib.sha256(raw).hexdigest()


# --- one file ---------------------------------------------------------------------------------------------------------


def _aside(path: Path, raw: bytes, folder: Path) -> Path:
    """The content in a file of another name in `folder`, readable by the same people, and on the disk."""
    handle, name = tempfile.mkstemp(prefix=_PREFIX, suffix=_SUFFIX, dir=folder)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(raw)
            file.flush()
            os.fsync(file.fileno())
        # mkstemp makes files private; an editor's colleagues must be able to read them.
        mode = path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~_umask()
        temporary.chmod(mode)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    return temporary


def _sweep(folder: Path) -> None:
    """Remove what killed commands left in a folder."""
    for path in folder.glob(f"{_PREFIX}*{_SUFFIX}"):
        with suppress(OSError):
            if time.time() - path.stat().st_mtime > _LEFT_OVER:
                shutil.rmtree(path) if path.is_dir() else path.unlink()


def _same_disk(path: Path, root: Path) -> bool:
    """Whether a file can be moved from the report's own folder to `path` in one step."""
    there = next(folder for folder in path.parents if folder.exists())
    return there.stat().st_dev == root.stat().st_dev


def _to_disk(folder: Path) -> None:
    """The names in a folder outlive a power cut too. Some file systems cannot promise that."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _umask() -> int:
    current = os.umask(0)
    os.umask(current)
    return current
