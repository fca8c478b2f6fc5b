"""One work has one name: two references that are probably the same are pointed out.

Passes: `fidh-2016` and `fidh-2017`. Warns: "FIDH, 2016" and "FIHD, 2016"; "NSC & UNFPA, 2016" and "UNFPA & NSC, 2016"
(C003): readers would look for two works, and one of them does not exist.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping
from typing import Any

from kerege.catalogue import problem
from kerege.findings import Finding
from kerege.languages.stems import is_small_anywhere
from kerege.model import Reference, Settings
from kerege.model.works import work_in

CODES = ("C003",)
_SHORT = 4
"""Letters from which a name with two letters exchanged is taken for the same."""


def check(settings: Settings, references: Mapping[str, Reference]) -> Iterator[Finding]:
    """Yield a warning for each pair of references of one year whose authors differ only in order or spelling."""
    together: dict[tuple[str, str], list[tuple[Reference, str, str]]] = {}
    original = settings.languages[0]
    for reference in references.values():
        item = work_in(reference.item, original, original)
        author, year = _authors(item), _year(item)
        if author and year:
            together.setdefault((year, _title(item)), []).append((reference, author, year))
    for works in together.values():
        for (first, author, year), (second, other, when) in itertools.combinations(works, 2):
            if _alike(author, other):
                yield Finding(
                    second.location,
                    problem("C003", other=other, when=when, author=author, year=year, first=first.id),
                )


def _authors(item: Mapping[str, Any]) -> str:
    names = item.get("author")
    if not isinstance(names, list):
        return ""
    return " & ".join(
        str(name.get("literal") or name.get("family") or "") for name in names if isinstance(name, dict)
    ).strip(" &")


def _year(item: Mapping[str, Any]) -> str:
    try:
        return str(item["issued"]["date-parts"][0][0])
    except (KeyError, IndexError, TypeError):
        return ""


def _title(item: Mapping[str, Any]) -> str:
    return str(item.get("title", "")).casefold()


def _alike(first: str, second: str) -> bool:
    mine, theirs = _words(first), _words(second)
    if sorted(mine) == sorted(theirs):
        return True
    if len(mine) == len(theirs) == 1:
        return _misspelt(mine[0], theirs[0])
    return len(mine) == len(theirs) > 2 and len(set(mine) ^ set(theirs)) <= 2 and len(set(mine) & set(theirs)) >= 3


def _words(author: str) -> list[str]:
    return [word for word in re.findall(r"\w+", author.casefold()) if not is_small_anywhere(word)]


def _misspelt(first: str, second: str) -> bool:
    """The same letters with two neighbours exchanged, or one letter more, less or other in a long name."""
    if first == second or min(len(first), len(second)) < _SHORT:
        return first == second
    if sorted(first) == sorted(second):
        return sum(a != b for a, b in zip(first, second, strict=True)) == 2
    long = min(len(first), len(second)) >= 7
    short, other = sorted((first, second), key=len)
    if not long or len(other) - len(short) > 1:
        return False
    return any(other[:at] + other[at + 1 :] in (short, short[:at] + short[at + 1 :]) for at in range(len(other)))
