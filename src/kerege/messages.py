"""Kerege's own sentences: a template in English, and the facts that fill it.

A `Message` is its English sentence, so that it can be joined, logged and compared like any text; it keeps its template and
its facts, so that another language can make the sentence anew from them (`kerege.languages.messages`). Nothing is ever read
back from a printed sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from enum import Enum
from typing import Any

Facts = Mapping[str, Any]
"""What fills a template: words, numbers, places, other messages; a tuple of them is printed as a list."""


class Vocabulary(Enum):
    """An enumeration whose values are words of Kerege's own: as facts they are said in the language that is spoken."""


class Message(str):
    """One sentence, or a part of one."""

    __slots__ = ("facts", "number", "plural", "template")

    template: str
    """In English, with `{names}` for the facts; the key of its translations. Braces that are meant as such are doubled."""
    facts: Facts
    plural: str
    """The template where the count is not one; empty where the sentence counts nothing."""
    number: int | None
    """How many things it counts."""

    def __new__(cls, template: str, facts: Facts, plural: str = "", number: int | None = None) -> Message:
        chosen = plural if plural and number != 1 else template
        sentence = super().__new__(cls, filled(chosen, {name: shown(fact) for name, fact in facts.items()}))
        sentence.template, sentence.facts, sentence.plural, sentence.number = template, facts, plural, number
        return sentence

    def __add__(self, other: str) -> Message:
        return together("", self, other)

    def __radd__(self, other: str) -> Message:
        return together("", other, self)

    def __getnewargs__(self) -> tuple[str, Facts, str, int | None]:  # type: ignore[override]
        # For processes that hand findings on.
        return self.template, self.facts, self.plural, self.number


def say(template: str, /, **facts: Any) -> Message:
    """A message that counts nothing: `say("cannot read {file}", file=path)`."""
    return Message(template, {name: settled(fact) for name, fact in facts.items()})


def word(one: Vocabulary) -> Message:
    """A word of a vocabulary."""
    return Message(str(one.value), {})


def say_count(template: str, plural: str, count: int, /, **facts: Any) -> Message:
    """A message about a number of things: `say_count("{count} error", "{count} errors", 3)`."""
    return Message(template, {"count": count, **{name: settled(fact) for name, fact in facts.items()}}, plural, count)


def reason(error: OSError) -> Message:
    """Why the system refused something, e.g. that a file is not there."""
    return Message(error.strerror or str(error).partition("\n")[0].replace("{", "{{").replace("}", "}}"), {})


def together(between: str, /, *parts: Any) -> Message:
    """Parts in one line, of which each is said in the language that is spoken; `str.join` would keep the English."""
    names = [f"part{number}" for number in range(1, len(parts) + 1)]
    template = between.replace("{", "{{").replace("}", "}}").join(f"{{{name}}}" for name in names)
    return Message(template, dict(zip(names, parts, strict=True)))


def settled(fact: Any) -> Any:
    """A fact that can be compared and kept: whatever is listed, as a tuple; an exception, as what it says."""
    if isinstance(fact, BaseException):
        said = fact.args[0] if fact.args else ""
        return said if isinstance(said, Message) else str(fact)
    if isinstance(fact, (tuple, list, set, frozenset, dict, Iterator)) and not hasattr(fact, "_fields"):
        return tuple(map(settled, fact))
    return fact


def shown(fact: Any) -> str:
    """A fact as it stands in an English sentence."""
    if isinstance(fact, tuple):
        return ", ".join(map(shown, fact))
    return str(fact.value) if isinstance(fact, Vocabulary) else str(fact)


def plain(fact: Any) -> Any:
    """A fact for other programs: numbers, English words, lists of them."""
    if isinstance(fact, tuple):
        return [plain(each) for each in fact]
    return fact if isinstance(fact, int) else shown(fact)


def as_data(fact: Any) -> Any:
    """A fact as JSON can hold it, with all that its translation needs."""
    if isinstance(fact, tuple):
        return [as_data(each) for each in fact]
    if isinstance(fact, Vocabulary):
        return as_data(word(fact))
    if isinstance(fact, Message):
        facts = {name: as_data(each) for name, each in fact.facts.items()}
        return {"template": fact.template, "facts": facts, "plural": fact.plural, "number": fact.number}
    return fact if isinstance(fact, int) else shown(fact)


def from_data(data: Any) -> Any:
    """The fact of which `as_data` made this."""
    if isinstance(data, list):
        return tuple(map(from_data, data))
    if isinstance(data, dict):
        facts = {name: from_data(each) for name, each in data["facts"].items()}
        return Message(data["template"], facts, data["plural"], data["number"])
    return data


def placeholders(template: str) -> frozenset[str]:
    """The names of a template's placeholders; braces that are meant as such are doubled."""
    return frozenset(re.findall(r"(?<!\{)(?:\{\{)*\{(\w+)(?:!r)?\}", template))


_UNPRINTABLE = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufff9-\ufffb\ud800-\udfff]"
)
"""Controls, signs that turn text, halves of letters: a terminal would obey them, or show another order."""


def plain_signs(text: str) -> str:
    """A text as a terminal can show it: of such signs, the escapes by which programs write them (`\\u202e`)."""
    return _UNPRINTABLE.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def filled(template: str, facts: Mapping[str, str]) -> str:
    """A template with its facts put in."""
    return template.format_map(facts) if "{" in template or "}" in template else template


_SYSTEM = (
    say("No such file or directory"),
    say("Permission denied"),
    say("Is a directory"),
    say("Not a directory"),
    say("No space left on device"),
)
"""What `reason` says most, so that it has translations."""
