"""The forms of one word known as one: endings taken off by a pack's `search.yml`, as the website's search does it.

What is left is no word of the language and is compared with nothing but its like.
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from typing import Any

from kerege.languages import available, search_rules, word_lists

_WORD = re.compile(r"[^\W_]+")
_LONGEST_ENDING = 10


def words(text: str) -> Iterator[tuple[str, int, int]]:
    """The words and numbers of a text in small letters, each with where it begins and ends."""
    for match in _WORD.finditer(text):
        yield match[0].casefold(), match.start(), match.end()


@lru_cache(maxsize=50_000)
def stem(word: str, language: str) -> str:
    """What the forms of a word have in common; words that a pack lists as the same, or as one group, are one."""
    rules = _rules(language)
    bare = rules.bare(word)
    return rules.groups.get(bare, bare)


@lru_cache(maxsize=50_000)
def bare_stem(word: str, language: str) -> str:
    """What the forms of one word have in common; other words for the same thing stay others."""
    return _rules(language).bare(word)


def is_small_word(word: str, language: str) -> bool:
    """Whether a word says nothing by itself: of, и, менен."""
    return _rules(language).folded(word) in _rules(language).ignored


@lru_cache(maxsize=10_000)
def is_small_anywhere(word: str) -> bool:
    """Whether a word says nothing by itself in some language: for texts of which nobody says what language they are in."""
    return any(is_small_word(word, code) for code in available())


class _Rules:
    """The rules of one language."""

    def __init__(self, given: Mapping[str, Any], groups: Mapping[str, Sequence[str]]) -> None:
        self._fold = str.maketrans(dict(given.get("fold") or {}))
        self._least, self._repeat = int(given.get("least", 3)), int(given.get("repeat", 1))
        self._passes = int(given.get("passes", 1))
        harmony = dict(given.get("harmony") or {})
        self._steps = [_step(entries, harmony, self._fold) for entries in given.get("steps") or ()]
        self._whole = [self.folded(word) for word in given.get("whole") or ()]
        self._roots = {self.folded(word) for word in given.get("roots") or ()}
        self._rewrite = {self.folded(a): self.folded(b) for a, b in (given.get("rewrite") or {}).items()}
        self.ignored = frozenset(self.folded(word) for word in given.get("ignore") or ())
        self.groups: dict[str, str] = {}
        for number, same in enumerate(given.get("same") or ()):
            self.groups |= {self.bare(word): f"={number}" for word in same}
        for name, listed in groups.items():
            self.groups |= {self.bare(word): f"={name}" for word in listed}

    def folded(self, word: str) -> str:
        plain = unicodedata.normalize("NFC", unicodedata.normalize("NFD", word).replace("\u0301", ""))
        return plain.casefold().translate(self._fold)

    def bare(self, word: str) -> str:
        """A word without its endings."""
        word = self.folded(word)
        if any(sign.isdigit() for sign in word):
            return word
        for begin, becomes in self._rewrite.items():
            if word.startswith(begin):
                word = becomes + word[len(begin) :]
                break
        for root in self._whole:
            if word.startswith(root):
                return root
        for _ in range(self._passes):
            for number, step in enumerate(self._steps):
                for _ in range(self._repeat if number == 0 else 1):
                    shorter = self._without(word, step)
                    if shorter == word:
                        break
                    word = shorter
        return word

    def _without(self, word: str, step: Mapping[str, str]) -> str:
        for length in range(min(_LONGEST_ENDING, len(word) - 2), 0, -1):
            becomes = step.get(word[-length:])
            if becomes is not None:
                left = word[:-length] + becomes
                if len(left) >= self._least or left in self._roots:
                    return left
        return word


def _step(entries: Sequence[str], harmony: Mapping[str, str], fold: dict[int, str]) -> dict[str, str]:
    """Endings with what takes their place; a capital letter stands for each vowel of the harmony."""
    step: dict[str, str] = {}
    for entry in entries:
        places = [harmony.get(sign, sign) for sign in str(entry)]
        for form in itertools.product(*places):
            ending, _, becomes = "".join(form).translate(fold).partition(">")
            step[ending] = becomes
    return step


@cache
def _rules(language: str) -> _Rules:
    groups: dict[str, list[str]] = {}
    for line in word_lists(language).lines("group"):
        groups.setdefault(line.value, []).extend(line.words)
    return _Rules(search_rules(language), groups)
