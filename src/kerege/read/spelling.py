"""`spelling.txt`: the words of a report that no dictionary has, one a line; `word*` is whatever begins so, `#` begins a remark."""

from __future__ import annotations

import re
from pathlib import Path, PurePosixPath

from kerege.catalogue import problem
from kerege.findings import Location
from kerege.read.records import Complaints
from kerege.read.series import own_and_shared

PATH = PurePosixPath("spelling.txt")
_WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*\*?")


def read_spelling(root: Path, complaints: Complaints) -> tuple[str, ...]:
    """The words that a report, and the series that it is part of, says are right."""
    found: dict[str, None] = {}
    for file in own_and_shared(root, str(PATH)):
        try:
            lines = (root / file).read_text(encoding="utf-8-sig").splitlines()
        except (OSError, UnicodeDecodeError):
            complaints.add(Location(PurePosixPath(file)), problem("L007/file"))
            continue
        for number, line in enumerate(lines, 1):
            word = line.partition("#")[0].strip()
            if _WORD.fullmatch(word):
                found[word] = None
            elif word:
                complaints.add(Location(PurePosixPath(file), number), problem("L007/line", line=word[:40]))
    return tuple(found)
