"""One text in several languages; the ties of a text that stands in a record."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

Words = Mapping[str, str]
"""One text in several languages, by language code."""
_TIE = re.compile(r"\[((?:[^\[\]\\]|\\.)*)\]\((stat|claim|nostat):([^)\s]*)\)")


@dataclass(frozen=True, slots=True)
class WordTie:
    """Words of a record's text that state a statistic (`stat`) or a claim, or are declared to state none (`nostat`)."""

    scheme: str
    target: str
    start: int
    end: int
    """Offsets in the visible text."""


class TiedText(str):
    """A text of a record as readers see it, with the ties that were written in it."""

    ties: tuple[WordTie, ...] = ()

    def __eq__(self, other: object) -> bool:
        return str.__eq__(self, other) is True and isinstance(other, TiedText) and self.ties == other.ties

    def __ne__(self, other: object) -> bool:
        return not self == other

    __hash__ = str.__hash__


def tied_text(text: str) -> str:
    """A text without the marks of its ties: `[59.6 per cent](stat:women)` is "59.6 per cent", and remembered."""
    parts: list[str] = []
    ties: list[WordTie] = []
    done = length = 0
    for match in _TIE.finditer(text):
        words = match[1]
        start = length + match.start() - done
        parts += [text[done : match.start()], words]
        done, length = match.end(), start + len(words)
        ties.append(WordTie(match[2], match[3], start, length))
    if not ties:
        return text
    found = TiedText("".join(parts) + text[done:])
    found.ties = tuple(ties)
    return found


def ties_of(text: str) -> tuple[WordTie, ...]:
    """The ties of a text that was read with `tied_text`."""
    return text.ties if isinstance(text, TiedText) else ()


def words_in(words: Words, language: str) -> str:
    """The text in a language, or empty: a missing language is for a check to report, not for a renderer to crash on."""
    return words.get(language, "")
