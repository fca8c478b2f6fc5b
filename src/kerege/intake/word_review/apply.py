"""Putting accepted changes into the chapters: all of them or none, every other byte as it was."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping, Sequence
from pathlib import PurePosixPath

from kerege.errors import KeregeError
from kerege.files import write_all
from kerege.intake.word_review.proposals import Change
from kerege.messages import reason, say
from kerege.model import Report
from kerege.model.comments import with_comments


def changed_files(report: Report, changes: Iterable[Change]) -> dict[PurePosixPath, tuple[bytes, bytes]]:
    """The bytes of each changed chapter before and after.

    Raises:
        KeregeError: a chapter was saved since it was read, or its line ends are mixed.
    """
    chapters = {chapter.path: chapter for chapter in report.all_chapters()}
    by_path: dict[PurePosixPath, list[Change]] = {}
    for change in changes:
        by_path.setdefault(change.path, []).append(change)
    files: dict[PurePosixPath, tuple[bytes, bytes]] = {}
    for path, own in sorted(by_path.items()):
        text = chapters[path].source
        raw = (report.root / path).read_bytes()
        mark = b"\xef\xbb\xbf" if raw.startswith(b"\xef\xbb\xbf") else b""
        ends = "\r\n" if b"\r\n" in raw else "\n"
        if mark + text.replace("\n", ends).encode("utf-8") != raw:
            raise KeregeError(
                say(
                    "{path} has lines that end in different ways, or was saved just now; nothing was written.",
                    path=path,
                )
            )
        files[path] = (raw, mark + _changed(text, own).replace("\n", ends).encode("utf-8"))
    return files


def _changed(text: str, changes: Sequence[Change]) -> str:
    # From the end, so that offsets stay true; what is added after a block comes after what that block became.
    for change in sorted(changes, key=lambda change: (change.start, change.end, change.number), reverse=True):
        new = with_comments(change.text, text[change.start : change.end]) if change.text else ""
        text = text[: change.start] + new + text[change.end :]
    return text


def write_changes(report: Report, changes: Iterable[Change]) -> tuple[PurePosixPath, ...]:
    """Write the changes into the chapters; the files written.

    Raises:
        KeregeError: nothing was written, or what had been written was put back.
    """
    files = changed_files(report, changes)
    try:
        write_all({report.root / path: new for path, (_, new) in files.items()}, report.root)
    except OSError as error:
        raise KeregeError(
            say(
                "Nothing was changed: {filename}: {strerror}.",
                filename=error.filename or "",
                strerror=reason(error) or error,
            )
        ) from error
    return tuple(files)


def as_patch(files: Mapping[PurePosixPath, tuple[bytes, bytes]]) -> bytes:
    """A patch that `git apply` takes."""
    parts: list[str] = []
    for path, (old, new) in sorted(files.items()):
        if old == new:
            continue
        # Split at line feeds only: a carriage return is part of its line.
        before, after = _lines(old), _lines(new)
        parts.append(f"diff --git a/{path} b/{path}\n")
        for line in difflib.unified_diff(before, after, f"a/{path}", f"b/{path}", n=3):
            parts.append(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n")
    return "".join(parts).encode("utf-8", "surrogateescape")


def _lines(raw: bytes) -> list[str]:
    text = raw.decode("utf-8", "surrogateescape")
    lines = [f"{line}\n" for line in text.split("\n")]
    lines[-1] = lines[-1][:-1]
    return lines if lines[-1] else lines[:-1]
