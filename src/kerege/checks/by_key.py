"""Rules about one thing that is said in several chapters: the same sentence, the same word.

What each chapter says of a thing is kept by the thing's key, and judged key by key. So a chapter that has changed is gone
through alone, and only the things of which it says something else are judged again.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import PurePosixPath
from typing import Any, Generic, TypeVar

from kerege.checks.context import parameters
from kerege.findings import Finding
from kerege.model import Chapter, Parallel

Entry = TypeVar("Entry")


@dataclass(frozen=True)
class Said(Generic[Entry]):
    """What a chapter says of a thing."""

    parallel: Parallel
    chapter: Chapter
    entry: Entry


def _nothing() -> Mapping[Any, object]:
    return {}


@dataclass(frozen=True)
class ByKey:
    """Such a rule, of functions that ask by their parameters as other rules do."""

    entries: Callable[..., Mapping[Any, object]]
    """What a chapter says, by key; of chapters it is given this `chapter` and those that are `parallel` to it."""
    judge: Callable[..., Iterator[Finding]]
    """The findings of a `key`, from what is `said` of it in the order of reading, and what is `recorded` of it or None.
    Whether there is one depends on these and on no other chapter; where it is, on the chapters too."""
    records: Callable[..., Mapping[Any, object]] = _nothing
    """What the records say, by key."""

    @cached_property
    def __signature__(self) -> inspect.Signature:
        """The parameters of all three: as a rule it is given each of them once."""
        asked = dict.fromkeys(
            name
            for part in (self.entries, self.judge, self.records)
            for name in parameters(part)
            if name not in ("parallel", "chapter", "key", "said", "recorded")
        )
        return inspect.Signature(
            [inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY) for name in ("parallels", *asked)]
        )

    def __call__(self, parallels: Iterable[Parallel], **given: object) -> Iterator[Finding]:
        """Every finding."""
        return iter(Entries(self).begin(parallels, given))


class Entries:
    """What the chapters say and what was found, kept from check to check."""

    def __init__(self, rule: ByKey) -> None:
        self._rule = rule
        self._records: Mapping[Hashable, object] = {}
        self._said: dict[PurePosixPath, Mapping[Hashable, Said[object]]] = {}
        self._found: dict[Hashable, tuple[Finding, ...]] = {}

    def begin(self, parallels: Iterable[Parallel], given: Mapping[str, object]) -> list[Finding]:
        """Go through everything.

        Args:
            given: what the rule is given besides.
        """
        self._records = _asked(self._rule.records, given)
        self._said, self._found = self._read(parallels, given), {}
        self._judge(None, list(self._said), given)
        return self._findings()

    def change(
        self,
        parallels: Iterable[Parallel],
        names: Collection[str],
        order: Iterable[Chapter],
        given: Mapping[str, object],
    ) -> list[Finding]:
        """Go through the chapters that have changed, come or gone.

        Args:
            names: what they are called.
            order: all chapters, in the order of reading.
        """
        changed: set[Hashable] = set()
        fresh = self._read(parallels, given)
        for path in {path for path in self._said if path.stem in names} | fresh.keys():
            old, new = self._said.pop(path, {}), fresh.get(path, {})
            # Words that stand where they stood say the same; what was found of them may have moved with its chapter.
            changed |= {
                key
                for key in old.keys() | new.keys()
                if key in self._found or key not in old or key not in new or old[key].entry != new[key].entry
            }
        self._said |= fresh
        self._judge(changed, [chapter.path for chapter in order], given)
        return self._findings()

    def _read(
        self, parallels: Iterable[Parallel], given: Mapping[str, object]
    ) -> dict[PurePosixPath, Mapping[Hashable, Said[object]]]:
        found: dict[PurePosixPath, Mapping[Hashable, Said[object]]] = {}
        for parallel in parallels:
            for chapter in parallel.chapters:
                entries = _asked(self._rule.entries, {**given, "parallel": parallel, "chapter": chapter})
                found[chapter.path] = {key: Said(parallel, chapter, entry) for key, entry in entries.items()}
        return found

    def _findings(self) -> list[Finding]:
        return [finding for found in self._found.values() for finding in found]

    def _judge(self, keys: set[Hashable] | None, order: Iterable[PurePosixPath], given: Mapping[str, object]) -> None:
        """Judge these keys; None: all."""
        said: dict[Hashable, list[Said[object]]] = {}
        for path in order:
            entries = self._said[path]
            for key in entries if keys is None else keys & entries.keys():
                said.setdefault(key, []).append(entries[key])
        for key in keys or ():
            self._found.pop(key, None)
        for key, chapters in said.items():
            asked = {**given, "key": key, "said": chapters, "recorded": self._records.get(key)}
            if found := tuple(_asked(self._rule.judge, asked)):
                self._found[key] = found


Answer = TypeVar("Answer")


def _asked(function: Callable[..., Answer], given: Mapping[str, object]) -> Answer:
    return function(**{name: given[name] for name in parameters(function)})
