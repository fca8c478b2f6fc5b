"""Whatever looks like a construct of ours is one.

Passes: a fence ```` ```quote ```` at the margin, closed, with an id.
Fails: ```` ```qoute ````, an indented fence, `[x](stats:y)`, a caption without a table. (X001 to X007)
"""

from __future__ import annotations

from collections.abc import Iterator

from kerege.checks.case import Case
from kerege.findings import Finding

CODES = ("X001", "X002", "X003", "X004", "X005", "X006", "X007")


def check(case: Case) -> Iterator[Finding]:
    """Yield the scanner's suspects."""
    for chapter in case.chapters():
        for suspect in chapter.suspects:
            yield Finding(suspect.location, suspect.code, suspect.message, suspect.hint)
