"""Hyphenation patterns of the languages that bring their own: the hyphenator would leave their words whole without a warning."""

from __future__ import annotations

from pathlib import Path

from kerege.files import write_whole
from kerege.languages.typography import dictionary_text, typography


def dictionaries(languages: tuple[str, ...], folder: Path) -> dict[str, Path]:
    """Write the patterns of those of the languages that bring their own into `folder`; the file of each."""
    files = {}
    for code in languages:
        syllables = typography(code).syllables
        if syllables is None:
            continue
        path = folder / f"hyph_{code}.dic"
        text = dictionary_text(syllables)
        if not path.is_file() or path.read_text(encoding="utf-8") != text:
            write_whole(path, text)
        files[code] = path
    return files
