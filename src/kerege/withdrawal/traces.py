"""Searching everything again: where in the folder a withdrawn testimony, or its id, still stands."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kerege.messages import Message, reason, say, together
from kerege.outputs.readback.texts import Unreadable, texts_of
from kerege.outputs.readback.words import Words

_NOT_OURS = {
    ".git",
    ".hg",
    ".svn",
    "__pycache__",
    "node_modules",
    ".venv",
    ".mypy_cache",
    ".pytest_cache",
    ".ruff_cache",
}
_LARGEST = 100_000_000


@dataclass(frozen=True, order=True)
class Trace:
    """A place where something is left."""

    file: str
    line: int
    """From 1; 0 where the file has no lines that a person could go to."""
    what: str

    @property
    def said(self) -> Message:
        return together(": ", f"{self.file}:{self.line}" if self.line else self.file, self.what)


def traces(root: Path, key: str, words: Words) -> Iterator[Trace]:
    """Every place of the folder that holds the words or the id, archives and hidden files included."""
    for path in files_below(root):
        name = path.relative_to(root).as_posix()
        if re.search(rf"(?<![\w-])quote[-_ :]{re.escape(key)}(?![\w-])", name):
            yield Trace(name, 0, say("the file is named after it"))
        yield from in_file(path, name, key, words)


def files_below(root: Path) -> Iterator[Path]:
    """Every file that may hold words of the report; links are not followed, since what they lead to is not the report's."""
    for folder, folders, files in os.walk(root):
        folders[:] = sorted(name for name in folders if name not in _NOT_OURS)
        for name in sorted(files):
            path = Path(folder, name)
            if path.is_file() and not path.is_symlink():
                yield path


def in_file(path: Path, name: str, key: str, words: Words) -> Iterator[Trace]:
    """Every place of one file that holds the words or the id; `name` is how findings call it."""
    try:
        if path.stat().st_size > _LARGEST:
            yield Trace(name, 0, say("too large to be searched: look yourself"))
            return
        raw = path.read_bytes()
    except OSError as error:
        yield Trace(name, 0, say("cannot be read ({strerror}): look yourself", strerror=reason(error)))
        return
    told: set[tuple[int, str]] = set()
    try:
        for number, text in enumerate(texts_of(path.name, raw)):
            # The first text of a plain file is the file itself, whose lines a person can go to.
            plain = number == 0 and not raw.startswith((b"PK", b"%PDF", b"\x1f\x8b", b"\x89PNG", b"\xff\xd8"))
            found = [(line, say("its words stand there")) for line in words.lines(text)]
            if not _is_note(name):
                found += [(line, say("it names 'quote:{key}'", key=key)) for line in _named(text, key)]
            for line, what in found:
                if plain or not any(what == other for _, other in told):
                    told.add((line if plain else 0, what))
    except Unreadable:
        if _holds_bytes(raw, words):
            told.add((0, say("its words stand there")))
    yield from (Trace(name, line, what) for line, what in sorted(told))


def _is_note(name: str) -> bool:
    """Whether a file is somebody's note beside the report (README.md, CHANGELOG.md), which may say what was withdrawn."""
    return "/" not in name and name.endswith((".md", ".txt", ".rst"))


def _named(text: str, key: str) -> Iterator[int]:
    """Lines of a text that name the record: a tie, a block, an entry of a lock, a waiver, an anchor on a page."""
    name = re.escape(key)
    pattern = re.compile(
        rf"quote[:-]\s*[\"']?{name}(?![\w-])|^[ \t>]*(?:`{{3,}}|~{{3,}})[ \t]*quote[^\n]*\n[ \t>]*{name}[ \t]*$",
        re.MULTILINE,
    )
    text = text.replace("\r\n", "\n")
    for match in pattern.finditer(text):
        yield text.count("\n", 0, match.start()) + 1


def _holds_bytes(raw: bytes, words: Words) -> bool:
    """Whether a file that nothing can read has the words in it as they are, in one of the usual encodings."""
    return any(words.stand_in(raw.decode(encoding, errors="ignore")) for encoding in ("utf-8", "utf-16-le", "cp1251"))


def in_history(root: Path, examples: list[str]) -> bool:
    """Whether the repository around the report remembers any of these lines of a file, as they stood in it."""
    git = ["git", "-C", str(root)]
    for example in examples:
        command = [*git, "log", "--all", "--format=%h", "-n", "1", f"-S{example}", "--", "."]
        try:
            found = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
        except (OSError, subprocess.TimeoutExpired):
            return (root / ".git").exists()
        if found.returncode == 0 and found.stdout.strip():
            return True
    return False
