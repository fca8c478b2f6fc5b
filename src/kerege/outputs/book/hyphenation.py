"""Hyphenation patterns of the languages: their own, or the dictionary that they name; without them words stay whole."""

from __future__ import annotations

from pathlib import Path

from kerege.files import write_whole
from kerege.languages.typography import dictionary_text, typography


def has_dictionary(name: str) -> bool:
    """Whether the hyphenator has a dictionary of this name, or of its language."""
    import pyphen

    return bool(pyphen.language_fallback(name))


def dictionaries(languages: tuple[str, ...], folder: Path) -> dict[str, Path]:
    """Write the patterns of those of the languages that bring their own into `folder`; the file of each.

    A language may name the dictionary of another, or of a country: en_GB.
    """
    import pyphen

    files = {}
    for code in languages:
        rules = typography(code)
        syllables = rules.syllables
        if syllables is None:
            name = rules.dictionary and pyphen.language_fallback(rules.dictionary)
            if name:
                files[code] = Path(pyphen.LANGUAGES[name])
            continue
        path = folder / f"hyph_{code}.dic"
        text = dictionary_text(syllables)
        if not path.is_file() or path.read_text(encoding="utf-8") != text:
            write_whole(path, text)
        files[code] = path
    return files
