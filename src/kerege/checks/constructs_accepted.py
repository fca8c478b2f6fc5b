"""Whatever looks like a construct of ours is one.

Passes: a fence ```` ```quote ```` at the margin, closed, with an id.
Fails: ```` ```qoute ````, an indented fence, `[x](stats:y)`, a caption without a table. (X001 to X007); a tie with a
blank between its brackets (X012) or without the last one (X013); a heading that skips a level or repeats the title (X014); an
id given to two headings (X015).

Passes: `H<sub>2</sub>O`, `[a law](https://example.org/)`. Fails: `<iframe>`, `{: onclick=… }`, `[x](javascript:…)`,
`[x](../../notes.md)`, an image, a wall of brackets. (X020 to X025, which a report cannot turn off)
"""

from __future__ import annotations

from collections.abc import Iterator

from kerege.checks.context import Case
from kerege.findings import Finding

CODES = (
    *("X001", "X002", "X003", "X004", "X005", "X006", "X007", "X012", "X013", "X014", "X015"),
    *("X020", "X021", "X022", "X023", "X024", "X025"),
)


def check(case: Case) -> Iterator[Finding]:
    """Yield the scanner's suspects."""
    for chapter in case.chapters():
        for suspect in chapter.suspects:
            yield Finding(suspect.location, suspect.code, suspect.message, suspect.hint)
