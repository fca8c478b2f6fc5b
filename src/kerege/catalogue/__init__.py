"""Every finding that Kerege can make: codes, sentences, remedies, weights, samples.

A rule names a code, the case of it, and the facts; what is said about them stands here and nowhere else. `manual/rules.md`
and the rule metadata of SARIF are made from these entries.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib import import_module
from typing import Any

from kerege.catalogue.entry import Entry, Sentence, Severity
from kerege.messages import Message, as_data, from_data, plain, settled

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
    "H": "house_style",
    "W": "website",
    "E": "editions",
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
    subject: tuple[Any, str] | None = None
    """What the sentence is about, where it stands in front of it, and what stands between."""

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
        said = Message(self.sentence.text, facts, self.sentence.plural, count)
        if self.subject is None:
            return said
        return Message(f"{{subject}}{self.subject[1]}{{problem}}", {"subject": self.subject[0], "problem": said})

    @property
    def remedy(self) -> Message:
        """What to do about it; empty where that is plain."""
        return Message(self.sentence.remedy, dict(self.facts))

    def fact(self, name: str) -> Any:
        """One of its facts; None where it has none of that name."""
        return dict(self.facts).get(name)

    def plain_facts(self) -> dict[str, Any]:
        """Its facts for other programs: numbers, English words, lists of them."""
        return {name: plain(fact) for name, fact in self.facts}

    def of(self, subject: Any, between: str = " ") -> Problem:
        """The same problem, with what it is about in front of its sentence."""
        return replace(self, subject=(subject, between))

    def as_data(self) -> list[Any]:
        """As JSON can hold it; `from_data` makes it again."""
        subject = [as_data(self.subject[0]), self.subject[1]] if self.subject else None
        return [self.code, self.case, [[name, as_data(fact)] for name, fact in self.facts], subject]

    @classmethod
    def from_data(cls, data: Sequence[Any]) -> Problem:
        """The problem of which `as_data` made this."""
        code, case, facts, subject = data
        kept = tuple((name, from_data(fact)) for name, fact in facts)
        return cls(code, case, kept, (from_data(subject[0]), subject[1]) if subject else None)


def problem(key: str, /, **facts: Any) -> Problem:
    """A problem of a code (`"S003"`), or of one case of it (`"S002/several"`).

    Args:
        facts: what the sentence and its remedy name. A list becomes a tuple, so that a problem can be compared and kept.
    """
    code, _, case = key.partition("/")
    return Problem(code, case, tuple((name, settled(fact)) for name, fact in facts.items()))


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
