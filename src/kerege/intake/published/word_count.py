"""Whether every word of the input still stands somewhere: in a chapter, a record, or a list of the import report."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from kerege.intake.published.document import words_of


@dataclass(frozen=True)
class Account:
    """The words counted."""

    total: int
    kept: int
    missing: tuple[str, ...]
    """Words that stand fewer times in what was made than in the input."""

    @property
    def share(self) -> float:
        return self.kept / self.total if self.total else 1.0


def account(given: Iterable[str], made: Iterable[str]) -> Account:
    """Compare the words of the input with those of everything that was made; a word counts as often as it stands."""
    wanted, found = Counter[str](), Counter[str]()
    for text in given:
        wanted.update(words_of(text))
    for text in made:
        found.update(words_of(text))
    missing = {word: count - found[word] for word, count in wanted.items() if count > found[word]}
    total = sum(wanted.values())
    listed = tuple(f"{word} ×{count}" if count > 1 else word for word, count in sorted(missing.items()))
    return Account(total, total - sum(missing.values()), listed)
