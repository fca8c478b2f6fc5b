"""One text in several languages."""

from __future__ import annotations

from collections.abc import Mapping

Words = Mapping[str, str]
"""One text in several languages, by language code."""


def words_in(words: Words, language: str) -> str:
    """The text in a language, or empty: a missing language is for a check to report, not for a renderer to crash on."""
    return words.get(language, "")
