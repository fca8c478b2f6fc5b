"""What a language says where the importer must recognise something, compiled from `words.yml`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

from kerege.errors import UnknownLanguage
from kerege.languages.data import load_data
from kerege.messages import say


@dataclass(frozen=True)
class Speech:
    """One language's patterns and words."""

    words: Mapping[str, str]

    def pattern(self, key: str) -> re.Pattern[str]:
        """A pattern of `words.yml` as whole words."""
        return re.compile(rf"(?<!\w)(?:{self.words[key]})(?!\w)", re.IGNORECASE)

    def whole(self, key: str) -> re.Pattern[str]:
        """The same, to be matched against a whole line; numbering before it is allowed."""
        return re.compile(rf"(?:\d+(?:\.\d+)*\.?\s+)?(?:{self.words[key]})\s*:?", re.IGNORECASE)


@cache
def speech(language: str) -> Speech:
    """The speech of a language.

    Raises:
        UnknownLanguage: `words.yml` does not know it.
    """
    text = (resources.files(__package__) / "words.yml").read_text(encoding="utf-8")
    data = load_data(text)
    if language not in data:
        raise UnknownLanguage(
            say("Reports in '{language}' cannot be brought in yet; known are {data}.", language=language, data=data)
        )
    return Speech(data[language])
