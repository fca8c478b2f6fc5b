"""Kerege's own sentences: a template in English, and the facts that fill it.

A `Message` is its English sentence, so that it can be joined, logged and compared like any text; it keeps its template and
its facts, so that another language can make the sentence anew from them (`kerege.languages.messages`). Nothing is ever read
back from a printed sentence.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

Facts = Mapping[str, Any]
"""What fills a template: words, numbers, places, other messages; a tuple of them is printed as a list."""


class Message(str):
    """One sentence, or a part of one."""

    __slots__ = ("count", "facts", "plural", "template")

    template: str
    """In English, with `{names}` for the facts; the key of its translations. Braces that are meant as such are doubled."""
    facts: Facts
    plural: str
    """The template where the count is not one; empty where the sentence counts nothing."""
    count: int | None

    def __new__(cls, template: str, facts: Facts, plural: str = "", count: int | None = None) -> Message:
        chosen = plural if plural and count != 1 else template
        sentence = super().__new__(cls, filled(chosen, {name: shown(fact) for name, fact in facts.items()}))
        sentence.template, sentence.facts, sentence.plural, sentence.count = template, facts, plural, count
        return sentence

    def __getnewargs__(self) -> tuple[str, Facts, str, int | None]:  # for processes that hand findings on
        return self.template, self.facts, self.plural, self.count


def say(template: str, /, **facts: Any) -> Message:
    """A message that counts nothing: `say("cannot read {file}", file=path)`."""
    return Message(template, facts)


def say_count(template: str, plural: str, count: int, /, **facts: Any) -> Message:
    """A message about a number of things: `say_count("{count} error", "{count} errors", 3)`."""
    return Message(template, {"count": count, **facts}, plural, count)


def shown(fact: Any) -> str:
    """A fact as it stands in an English sentence."""
    return ", ".join(map(shown, fact)) if isinstance(fact, tuple) else str(fact)


def filled(template: str, facts: Mapping[str, str]) -> str:
    """A template with its facts put in."""
    return template.format_map(facts) if "{" in template or "}" in template else template
