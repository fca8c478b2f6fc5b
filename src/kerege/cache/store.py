"""What earlier runs made, kept in `.kerege/cache` by what it was made from.

A unit (a PDF, the website, a drawing) is kept under the digest of everything it was made from, its files under the digest
of their content. Files are written beside their place and renamed, so a killed run, or two runs at once, leave whole files
or none. Whatever is taken is compared with its digest first: a damaged file counts as missing, and is made again. A cache
that cannot be written (a full disk) costs time and is no error.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

CACHE, PRINT = Path(".kerege") / "cache", Path(".kerege") / "print"
"""Of a report: what was made and may be taken again; fonts and patterns of the books."""
LIMIT = 600_000_000
"""Bytes that the cache may hold after a build: a handful of versions of a report of this size."""
_STRAY = 600
"""Seconds after which a file that no unit names is nobody's: what a killed run began."""


def digest_of(*parts: object) -> str:
    """One digest of several parts; those that are not bytes by their `repr`, which frozen records spell out whole."""
    whole = hashlib.sha256()
    for part in parts:
        raw = part if isinstance(part, bytes) else repr(part).encode("utf-8", "surrogatepass")
        whole.update(len(raw).to_bytes(8, "big") + raw)
    return whole.hexdigest()


@dataclass(frozen=True)
class Kept:
    """A unit that was taken from the cache."""

    value: Any
    """What its maker returned, as JSON knows it."""
    files: Mapping[str, bytes] = field(default_factory=dict)


class Store:
    """The cache in one folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def has(self, key: str) -> bool:
        """Whether something is known of a unit; that its files are whole is seen when they are read."""
        return self._unit(key).is_file()

    def read(self, key: str) -> Kept | None:
        """The files of a unit; None when the cache has not all of them, whole."""
        place = self._unit(key)
        record = _record(place)
        if record is None:
            return None
        files: dict[str, bytes] = {}
        try:
            for name, content in record["files"].items():
                files[name] = self._content(content).read_bytes()
                if hashlib.sha256(files[name]).hexdigest() != content:
                    raise ValueError(name)
        except (OSError, ValueError):
            self._forget(place, record)
            return None
        with suppress(OSError):
            os.utime(place)  # what was used last is thrown away last
        return Kept(record["value"], files)

    def take(self, key: str, into: Path) -> Kept | None:
        """Put the files of a unit into a folder; None when the cache has not all of them, whole."""
        kept = self.read(key)
        for name, raw in kept.files.items() if kept is not None else ():
            target = into / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(raw)
        return kept

    def keep(self, key: str, files: Mapping[str, bytes | Path], value: Any = None) -> None:
        """Keep files by their names, and a value that JSON can hold, under a key."""
        with suppress(OSError):
            contents = {}
            for name, file in files.items():
                raw = file.read_bytes() if isinstance(file, Path) else file
                contents[name] = hashlib.sha256(raw).hexdigest()
                if not self._has(contents[name]):
                    self._write(self._content(contents[name]), raw)
            record = {"value": value, "files": contents}
            text = json.dumps({**record, "digest": digest_of(json.dumps(record, sort_keys=True))}, ensure_ascii=False)
            # Written last: until then nobody knows of the files.
            self._write(self._unit(key), text.encode("utf-8"))

    def prune(self, limit: int = LIMIT) -> None:
        """Throw away what was used longest ago, until the rest fits."""
        units = sorted(self._files("units"), key=_age, reverse=True)
        sizes = {path.name: path.stat().st_size for path in self._files("contents")}
        wanted: set[str] = set()
        total = 0
        for place in units:
            record = _record(place)
            if record is None:
                place.unlink(missing_ok=True)
                continue
            new = set(record["files"].values()) - wanted
            total += sum(sizes.get(content, 0) for content in new)
            if total > limit:
                place.unlink(missing_ok=True)  # and so for every one that was used longer ago
            else:
                wanted |= new
        for path in self._files("contents"):
            if path.name not in wanted and not _begun_lately(path):
                path.unlink(missing_ok=True)

    def _unit(self, key: str) -> Path:
        return self._folder / "units" / key[:2] / key

    def _content(self, digest: str) -> Path:
        return self._folder / "contents" / digest[:2] / digest

    def _has(self, content: str) -> bool:
        path = self._content(content)
        return path.is_file() and hashlib.sha256(path.read_bytes()).hexdigest() == content

    def _forget(self, place: Path, record: dict[str, Any]) -> None:
        """Drop a unit whose files are not whole, and those that are damaged."""
        with suppress(OSError):
            place.unlink(missing_ok=True)
            for content in record["files"].values():
                if not self._has(content):
                    self._content(content).unlink(missing_ok=True)

    def _files(self, part: str) -> Iterator[Path]:
        return (path for path in (self._folder / part).glob("*/*") if path.is_file())

    @staticmethod
    def _write(path: Path, raw: bytes) -> None:
        """In one step. Without waiting for the disk: what a power cut leaves is found by its digest."""
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=".", dir=path.parent)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(raw)
            os.replace(name, path)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise


def empty(folder: Path) -> None:
    """Forget everything that is kept in `.kerege` to save time."""
    for name in ("cache", "print", "cards", "site-figures"):
        shutil.rmtree(folder / name, ignore_errors=True)


def _record(place: Path) -> dict[str, Any] | None:
    """What is known of a unit; None where that cannot be read or was damaged."""
    try:
        record = json.loads(place.read_bytes())
        told = record.pop("digest")
        return record if told == digest_of(json.dumps(record, sort_keys=True)) else None
    except (OSError, ValueError, KeyError, AttributeError, TypeError):
        return None


def _age(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except OSError:
        return 0


def _begun_lately(path: Path) -> bool:
    """A content that no unit names yet: another run may be about to name it."""
    return time.time() - _age(path) < _STRAY
