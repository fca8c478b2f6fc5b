"""What a language says where the importer must recognise something: [document] of its pack."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kerege.errors import UnknownLanguage
from kerege.languages import LanguagePack, available, language_pack, recognised
from kerege.messages import say


@dataclass(frozen=True)
class Speech:
    """One language's words."""

    pack: LanguagePack

    def pattern(self, key: str) -> re.Pattern[str]:
        """The words of a kind as whole words anywhere in a text."""
        return recognised.whole_words("document", key, language=self.pack.code)

    def either(self, key: str) -> str:
        """The same as a part of a regular expression."""
        return recognised.either(recognised.words("document", key, language=self.pack.code))

    def endings(self, key: str) -> tuple[str, ...]:
        """Endings of a kind, to be asked of words in small letters; none where the language's pack lists none."""
        return recognised.words("document", key, language=self.pack.code)

    def link(self, value: str) -> str:
        """Its words for *and*, *of*, as a part of a regular expression."""
        return recognised.either(self.pack.words.words("link", value))

    def whole(self, key: str) -> re.Pattern[str]:
        """The same, to be matched against a whole line; numbering before it is allowed."""
        return re.compile(rf"(?:\d+(?:\.\d+)*\.?\s+)?{self.either(key)}\s*:?", re.IGNORECASE)

    def label(self, key: str) -> str:
        """What stands in the report that is made."""
        return self.pack.label(f"imported_{key}")


def speech(language: str) -> Speech:
    """The speech of a language.

    Raises:
        UnknownLanguage: Kerege has no such language.
    """
    if language not in available():
        raise UnknownLanguage(
            say(
                "Reports in '{language}' cannot be brought in yet; known are {data}.",
                language=language,
                data=available(),
            )
        )
    return Speech(language_pack(language))
