"""Rules about one thing that is said in several chapters: the same sentence, the same word.

What each chapter says of a thing is kept by the thing's key, and judged key by key. So a chapter that has changed is gone
through alone, and only the things of which it says something else are judged again.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Generic, TypeVar

from kerege.checks.context import Case
from kerege.findings import Finding
from kerege.model import Chapter

Key = TypeVar("Key", bound=Hashable)
Entry = TypeVar("Entry")


def _nothing(_case: Case) -> Mapping[Key, Entry]:
    return {}


@dataclass(frozen=True)
class Grouped(Generic[Key, Entry]):
    """Such a rule; it is called as any other."""

    entries: Callable[[Case, Chapter], Mapping[Key, Entry]]
    """What a chapter says, by key: depends on that chapter in all languages, what is remembered of it, and records."""
    judge: Callable[[Case, Key, Sequence[tuple[Chapter, Entry]], Entry | None], Iterator[Finding]]
    """The findings of a key, from what the chapters say in reading order, and what the records say. Whether there is one
    depends on these alone; where it is, on the chapters too."""
    records: Callable[[Case], Mapping[Key, Entry]] = _nothing
    """What the records say, by key."""

    def __call__(self, case: Case) -> Iterator[Finding]:
        """Every finding."""
        return iter(Groups(self).begin(case))


class Groups(Generic[Key, Entry]):
    """What the chapters say and what was found, kept from check to check."""

    def __init__(self, rule: Grouped[Key, Entry]) -> None:
        self._rule = rule
        self._records: Mapping[Key, Entry] = {}
        self._entries: dict[PurePosixPath, Mapping[Key, Entry]] = {}
        self._found: dict[Key, tuple[Finding, ...]] = {}

    def begin(self, case: Case) -> list[Finding]:
        """Go through everything."""
        self._records = self._rule.records(case)
        chapters = case.report.all_chapters()
        self._entries = {chapter.path: self._rule.entries(case, chapter) for chapter in chapters}
        self._found = {}
        self._judge(case, None)
        return self._findings()

    def change(self, case: Case, part: Case, names: Collection[str]) -> list[Finding]:
        """Go through the chapters of these names, which are all that have changed, come or gone: `part` has no others."""
        changed: set[Key] = set()
        fresh = {chapter.path: self._rule.entries(part, chapter) for chapter in part.chapters()}
        for path in {path for path in self._entries if path.stem in names} | fresh.keys():
            old, new = self._entries.pop(path, {}), fresh.get(path, {})
            both = old.keys() | new.keys()
            # Words that stand where they stood say the same; what was found of them may have moved with its chapter.
            changed |= {key for key in both if key in self._found or old.get(key) != new.get(key)}
        self._entries |= fresh
        self._judge(case, changed)
        return self._findings()

    def _findings(self) -> list[Finding]:
        return [finding for found in self._found.values() for finding in found]

    def _judge(self, case: Case, keys: set[Key] | None) -> None:
        """Judge these keys; None: all."""
        said: dict[Key, list[tuple[Chapter, Entry]]] = {}
        for chapter in case.report.all_chapters():
            entries = self._entries[chapter.path]
            for key in entries if keys is None else keys & entries.keys():
                said.setdefault(key, []).append((chapter, entries[key]))
        for key in keys or ():
            self._found.pop(key, None)
        for key, entries_of_key in said.items():
            if found := tuple(self._rule.judge(case, key, entries_of_key, self._records.get(key))):
                self._found[key] = found
