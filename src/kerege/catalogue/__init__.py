"""Every finding that Kerege can make: codes, sentences, remedies, weights, samples.

A rule names a code, the case of it, and the facts; what is said about them stands here and nowhere else. `manual/rules.md`
and the rule metadata of SARIF are made from these entries.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import Any

from kerege.catalogue.entry import Entry, Sentence, Severity
from kerege.messages import Message

__all__ = ["FAMILIES", "Entry", "Problem", "Sentence", "Severity", "entries", "entry", "problem"]

FAMILIES: Mapping[str, str] = {
    "R": "records",
    "S": "statistics",
    "Q": "quotes",
    "T": "translations",
    "X": "chapters",
    "C": "citations",
    "L": "letters",
    "F": "figures",
    "P": "privacy",
    "A": "artifacts",
}
"""The module of each family's letter, in the order of the manual."""


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong, as data: a code, which of its sentences says it, and the facts that fill the sentence."""

    code: str
    case: str
    facts: tuple[tuple[str, Any], ...]

    @property
    def sentence(self) -> Sentence:
        return entry(self.code).sentences[self.case]

    @property
    def severity(self) -> Severity:
        return self.sentence.severity or entry(self.code).severity

    @property
    def message(self) -> Message:
        """What is wrong, in English; its translations are made from the same facts."""
        facts = dict(self.facts)
        count = facts.get("count") if self.sentence.plural else None
        return Message(self.sentence.text, facts, self.sentence.plural, count)

    @property
    def remedy(self) -> Message:
        """What to do about it; empty where that is plain."""
        return Message(self.sentence.remedy, dict(self.facts))

    def fact(self, name: str) -> Any:
        """One of its facts; None where it has none of that name."""
        return dict(self.facts).get(name)


def problem(key: str, /, **facts: Any) -> Problem:
    """A problem of a code (`"S003"`), or of one case of it (`"S002/several"`).

    Args:
        facts: what the sentence and its remedy name. A list becomes a tuple, so that a problem can be compared and kept.
    """
    code, _, case = key.partition("/")
    return Problem(code, case, tuple((name, _kept(fact)) for name, fact in facts.items()))


def _kept(fact: Any) -> Any:
    if isinstance(fact, (list, set, frozenset, dict)) or hasattr(fact, "__next__"):
        return tuple(map(_kept, fact))
    return fact


@cache
def _family(letter: str) -> Mapping[str, Entry]:
    module = import_module(f"kerege.catalogue.{FAMILIES[letter]}")
    found: tuple[Entry, ...] = module.ENTRIES
    return {each.code: each for each in found}


def entry(code: str) -> Entry:
    """The entry of a code."""
    return _family(code[0])[code]


def entries() -> tuple[Entry, ...]:
    """All entries, family by family."""
    return tuple(each for letter in FAMILIES for each in _family(letter).values())
