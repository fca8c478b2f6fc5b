"""Teaches the hyphenator the languages it has no dictionary for: it would leave their words whole without a word of warning."""

from __future__ import annotations

from pathlib import Path

import pyphen

from kerege.files import write_whole
from kerege.languages.typography import dictionary_text, typography


def teach(languages: tuple[str, ...], folder: Path) -> None:
    """Register the patterns of those of the languages that bring their own, as dictionaries in `folder`."""
    for code in languages:
        syllables = typography(code).syllables
        if syllables is None:
            continue
        path = folder / f"hyph_{code}.dic"
        text = dictionary_text(syllables)
        if not path.is_file() or path.read_text(encoding="utf-8") != text:
            write_whole(path, text)
        pyphen.LANGUAGES[code] = path
        pyphen.LANGUAGES_LOWERCASE[code.lower()] = code
