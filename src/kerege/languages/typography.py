"""How a language is set: where its words may be divided and which of them must not hang at the end of a line.

All of it is data, `languages/<code>/typography.yml`; a language without that file is set as it comes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise

from kerege.languages import available, pack_file
from kerege.languages.data import load_data

_EXCEPTION = 9
"""The highest level of a pattern: an exception overrules every rule. Odd levels allow a break, even ones forbid it."""


@dataclass(frozen=True)
class Syllables:
    """The letters and habits from which hyphenation patterns are made."""

    vowels: str
    consonants: str
    signs: str = ""
    iotated: str = ""
    onsets: tuple[str, ...] = ()
    together: tuple[str, ...] = ()
    """Letters of several signs: sh, o‘."""
    exceptions: tuple[str, ...] = ()


@dataclass(frozen=True)
class Typography:
    """How a language is set."""

    language: str
    dictionary: str = ""
    """The name of a dictionary of the hyphenator; empty when `syllables` says where words are divided."""
    syllables: Syllables | None = None
    undivided: bool = False
    """Its words are never divided, as in Arabic."""
    bind_after: frozenset[str] = field(default_factory=frozenset)
    """Short words, lower case, that stay with the word after them."""
    bind_before: frozenset[str] = field(default_factory=frozenset)
    """Particles and units that stay with the word before them."""


@cache
def typography(code: str) -> Typography:
    """How a language is set; a language without data gets no rules."""
    file = pack_file(code, "typography.yml") if code in available() else None
    if file is None:
        return Typography(code)
    data = load_data(file.read_text(encoding="utf-8"))
    hyphenation: Mapping[str, object] = data.get("hyphenation") or {}
    dictionary = str(hyphenation.get("dictionary", ""))
    return Typography(
        code,
        dictionary,
        None if dictionary or "vowels" not in hyphenation else _syllables(hyphenation),
        bool(hyphenation.get("never", False)),
        frozenset(str(word).casefold() for word in data.get("bind_after", ())),
        frozenset(str(word).casefold() for word in data.get("bind_before", ())),
    )


def _syllables(data: Mapping[str, object]) -> Syllables:
    def words(key: str) -> tuple[str, ...]:
        found = data.get(key) or ()
        return tuple(str(word) for word in found) if isinstance(found, list | tuple) else ()

    return Syllables(
        vowels=str(data["vowels"]),
        consonants=str(data["consonants"]),
        signs=str(data.get("signs", "")),
        iotated=str(data.get("iotated", "")),
        onsets=words("onsets"),
        together=words("together"),
        exceptions=words("exceptions"),
    )


def patterns(syllables: Syllables) -> Iterator[str]:
    """Hyphenation patterns in Liang's notation (F. M. Liang, "Word Hy-phen-a-tion by Com-put-er", 1983).

    The last consonant before a vowel begins a syllable (`1ба`), so do an iotated vowel after another vowel (`а1я`) or
    after a sign (`ь1е`); a cluster at the beginning of a word holds together (`.с2т`); an exception says itself where
    it is divided, and everything that begins with it follows.
    """
    for consonant in syllables.consonants:
        for vowel in syllables.vowels:
            yield f"1{consonant}{vowel}"
    for second in syllables.iotated:
        for first in (*syllables.vowels, *syllables.signs):
            if first != second:
                yield f"{first}1{second}"
    for letter in syllables.together:
        yield "2".join(letter)
        if letter[0] in syllables.consonants:
            for vowel in syllables.vowels:
                yield f"1{letter}{vowel}"
    for onset in syllables.onsets:
        yield "." + "2".join(onset)
    for word in syllables.exceptions:
        yield _exception(word)


def _exception(word: str) -> str:
    """`кыр-гыз` → `.к8ы8р9г8ы8з`: no break but those written."""
    parts = word.split("-")
    inner = [f"{_EXCEPTION - 1}".join(part) for part in parts]
    return "." + f"{_EXCEPTION}".join(inner)


def dictionary_text(syllables: Syllables) -> str:
    """The patterns as a hyphenation dictionary in the form that LibreOffice and Pyphen read."""
    return "\n".join(["UTF-8", *dict.fromkeys(patterns(syllables))]) + "\n"


def divided(word: str, positions: list[int]) -> str:
    """A word with hyphens where it may be divided."""
    cuts = [0, *positions, len(word)]
    return "-".join(word[start:end] for start, end in pairwise(cuts))
