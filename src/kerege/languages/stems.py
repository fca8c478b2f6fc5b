"""The forms of one word known as one: endings taken off by a pack's `search.yml`, as `search.js` does it in the browser.

`pairs` of `search.yml` are words that must be found by each other: `[[аялдарга, аял], [мектепке, мектептер]]`. What is left
is no word of the language and is compared with nothing but its like.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from kerege.languages import available, kept_until_forgotten, search_rules, word_lists
from kerege.languages.tokens import APOSTROPHES

_WORD = re.compile(r"[^\W_]+")
LONGEST_ENDING = 10
"""Letters of the longest ending; a longer one in a pack would never be taken off."""
_DROPPED = str.maketrans("", "", APOSTROPHES + "\u00ad\u0640")
"""Apostrophes, the soft hyphen and the Arabic stretching stroke are no letters to a search."""


def words(text: str) -> Iterator[tuple[str, int, int]]:
    """The words and numbers of a text in small letters, each with where it begins and ends."""
    for match in _WORD.finditer(text):
        yield match[0].casefold(), match.start(), match.end()


@kept_until_forgotten
def stem(word: str, language: str) -> str:
    """What the forms of a word have in common; words that a pack lists as the same, or as one group, are one."""
    rules = _rules(language)
    bare = rules.stem(word)
    return rules.groups.get(bare, bare)


@kept_until_forgotten
def bare_stem(word: str, language: str) -> str:
    """What the forms of one word have in common; other words for the same thing stay others."""
    return _rules(language).stem(word)


def is_small_word(word: str, language: str) -> bool:
    """Whether a word says nothing by itself: of, и, менен."""
    return _rules(language).fold(word) in _rules(language).ignored


@kept_until_forgotten
def is_small_anywhere(word: str) -> bool:
    """Whether a word says nothing by itself in some language: for texts of which nobody says what language they are in."""
    return any(is_small_word(word, code) for code in available())


class Stems:
    """The stems of one language."""

    def __init__(self, given: Mapping[str, Any], groups: Mapping[str, Sequence[str]] | None = None) -> None:
        """Take rules into use.

        Args:
            given: what `search.yml` says.
            groups: further words that answer for each other, by the name of their group.
        """
        self._fold = str.maketrans({str(sign): str(becomes) for sign, becomes in (given.get("fold") or {}).items()})
        self._least, self._repeat = int(given.get("least", 3)), int(given.get("repeat", 1))
        self._passes = int(given.get("passes", 1))
        harmony = {str(sign): str(vowels) for sign, vowels in (given.get("harmony") or {}).items()}
        self._steps = [self._step(entries, harmony) for entries in given.get("steps") or ()]
        self._roots, self.ignored = self._folded(given, "roots"), self._folded(given, "ignore")
        self._wholes = [self.fold(str(word)) for word in given.get("whole") or ()]
        self._starts = sorted(self._folded(given, "starts"), key=len, reverse=True)
        self._rewrite = {self.fold(str(a)): self.fold(str(b)) for a, b in (given.get("rewrite") or {}).items()}
        self.groups: dict[str, str] = {}
        named = {str(number): same for number, same in enumerate(given.get("same") or ())} | dict(groups or {})
        for name, listed in named.items():
            self.groups |= {self.stem(str(word)): f"={name}" for word in listed}

    def equal(self, one: str, other: str) -> bool:
        """Whether a search for one word finds the other."""
        first, second = self.stem(one), self.stem(other)
        return self.groups.get(first, first) == self.groups.get(second, second)

    def fold(self, word: str) -> str:
        """A word in small letters, as it is compared: without stress marks and apostrophes, with the pack's own folding."""
        bare = unicodedata.normalize("NFD", word.translate(_DROPPED)).replace("\u0301", "")
        folded = unicodedata.normalize("NFC", bare).lower().translate(self._fold)
        return "".join(str(unicodedata.decimal(sign)) if sign.isdecimal() else sign for sign in folded)

    def stem(self, word: str) -> str:
        """A word without its endings: equal for the forms of one word, no more is asked of it."""
        word = self.fold(word)
        if any(sign.isdecimal() for sign in word):
            return word
        begin = next((begin for begin in self._rewrite if word.startswith(begin)), "")
        word = self._without_start(self._rewrite[begin] + word[len(begin) :] if begin else word)
        if whole := next((root for root in self._wholes if word.startswith(root)), ""):
            return whole
        for _ in range(self._passes):
            for number, step in enumerate(self._steps):
                for _ in range(self._repeat if number == 0 else 1):
                    shorter = self._without(word, step)
                    if shorter == word:
                        break
                    word = shorter
        return word

    def _folded(self, given: Mapping[str, Any], key: str) -> frozenset[str]:
        return frozenset(self.fold(str(word)) for word in given.get(key) or ())

    def _without_start(self, word: str) -> str:
        """Without what is glued to the front of a word: the article of Arabic."""
        for start in self._starts:
            if word.startswith(start) and len(word) - len(start) >= self._least:
                return word[len(start) :]
        return word

    def _without(self, word: str, step: Mapping[str, str]) -> str:
        for length in range(min(LONGEST_ENDING, len(word) - 2), 0, -1):
            becomes = step.get(word[-length:])
            if becomes is not None:
                left = word[:-length] + becomes
                if len(left) >= self._least or left in self._roots:
                    return left
        return word

    def _step(self, entries: Sequence[object], harmony: Mapping[str, str]) -> dict[str, str]:
        """Endings with what takes their place; a capital letter stands for each vowel of the harmony."""
        step: dict[str, str] = {}
        for entry in entries:
            forms = [str(entry)]
            for sign, vowels in harmony.items():
                forms = [form.replace(sign, vowel) for form in forms for vowel in (vowels if sign in form else " ")]
            for form in forms:
                ending, _, becomes = self.fold(form).partition(">")
                step[ending] = becomes
        return step


def failing_pairs(rules: Mapping[str, Any]) -> list[tuple[str, str]]:
    """The pairs of `search.yml` of which one does not find the other."""
    stems = Stems(rules)
    return [(str(one), str(other)) for one, other in rules.get("pairs") or () if not stems.equal(str(one), str(other))]


@kept_until_forgotten
def _rules(language: str) -> Stems:
    groups: dict[str, list[str]] = {}
    for line in word_lists(language).lines("group"):
        groups.setdefault(line.value, []).extend(line.words)
    return Stems(search_rules(language), groups)
