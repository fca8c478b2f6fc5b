"""Writing files of the report so that nothing is ever half-written."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path


def write_whole(path: Path, content: str | bytes) -> None:
    """Write a file in one step: a reader, or a kill, sees the old content or the new one, never a part.

    Raises:
        OSError: the folder cannot be written; the old file stands.
    """
    raw = content.encode("utf-8") if isinstance(content, str) else content
    temporary = _beside(path, raw)
    try:
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def write_all(contents: Mapping[Path, bytes]) -> None:
    """Write several files, or none: all stand complete beside their places before the first is put there.

    Raises:
        OSError: a folder cannot be written; the old files stand.
    """
    before = {path: path.read_bytes() if path.exists() else None for path in contents}
    beside: dict[Path, Path] = {}
    placed: list[Path] = []
    try:
        for path, raw in contents.items():
            beside[path] = _beside(path, raw)
        for path, temporary in beside.items():
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
        for temporary in beside.values():
            temporary.unlink(missing_ok=True)
        raise


def _beside(path: Path, raw: bytes) -> Path:
    """The content in a file of another name in the same folder, readable by the same people."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
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


def _umask() -> int:
    current = os.umask(0)
    os.umask(current)
    return current
