"""The stems by which the website's search finds the forms of a word: what `search.js` does in the browser, for proving a pack.

`pairs` of `search.yml` are words that must be found by each other: `[[аялдарга, аял], [мектепке, мектептер]]`.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

LONGEST_ENDING = 10
"""Letters of the longest ending; a longer one in a pack would never be taken off."""
_APOSTROPHES = "'’ʼʻ‘`´ʹ′"
_DROPPED = str.maketrans("", "", _APOSTROPHES + "\u00ad\u0640")
"""Apostrophes, the soft hyphen and the Arabic stretching stroke are no letters to a search."""


class Stems:
    """The stems of one language."""

    def __init__(self, rules: Mapping[str, Any]) -> None:
        self._rules = rules
        self._steps = [self._step(step) for step in rules.get("steps") or ()]
        self._roots = {self.fold(word) for word in rules.get("roots") or ()}
        self._wholes = [self.fold(word) for word in rules.get("whole") or ()]
        self._starts = [self.fold(word) for word in rules.get("starts") or ()]
        self._groups: dict[str, int] = {}
        for number, words in enumerate(rules.get("same") or ()):
            self._groups.update({self.stem(word): number for word in words})

    def equal(self, one: str, other: str) -> bool:
        """Whether a search for one finds the other."""
        first, second = self.stem(one), self.stem(other)
        group = self._groups.get(first)
        return first == second or (group is not None and group == self._groups.get(second))

    def fold(self, word: str) -> str:
        """A word in small letters, as it is compared: without stress marks and apostrophes, with the pack's own folding."""
        bare = unicodedata.normalize("NFD", word.translate(_DROPPED)).replace("\u0301", "")
        letters = self._rules.get("fold") or {}
        folded = "".join(str(letters.get(sign, sign)) for sign in unicodedata.normalize("NFC", bare).lower())
        return "".join(str(unicodedata.decimal(sign)) if sign.isdecimal() else sign for sign in folded)

    def stem(self, word: str) -> str:
        """What is left of a word without its endings: equal for the forms of one word, no more is asked of it."""
        word = self.fold(word)
        if any(sign.isdecimal() for sign in word):
            return word
        for begin, instead in (self._rules.get("rewrite") or {}).items():
            if word.startswith(self.fold(begin)):
                word = self.fold(instead) + word[len(self.fold(begin)) :]
                break
        word = self._without_start(word)
        if whole := next((root for root in self._wholes if word.startswith(root)), ""):
            return whole
        for _ in range(self._rules.get("passes", 1)):
            for number, step in enumerate(self._steps):
                for _ in range(self._rules.get("repeat", 1) if number == 0 else 1):
                    word = self._without(word, step)
        return word

    def _without_start(self, word: str) -> str:
        """Without what is glued to the front of a word: the article of Arabic."""
        for start in sorted(self._starts, key=len, reverse=True):
            if word.startswith(start) and len(word) - len(start) >= self._least:
                return word[len(start) :]
        return word

    @property
    def _least(self) -> int:
        return int(self._rules.get("least", 3))

    def _without(self, word: str, step: Mapping[str, str]) -> str:
        for length in range(min(LONGEST_ENDING, len(word) - 2), 0, -1):
            begin, end = word[:-length], word[-length:]
            if end in step:
                left = begin + step[end]
                if len(left) >= self._least or left in self._roots:
                    return left
        return word

    def _step(self, step: Sequence[object]) -> dict[str, str]:
        found = {}
        for entry in step:
            for form in self._harmonised(str(entry)):
                ending, _, instead = self.fold(form).partition(">")
                found[ending] = instead
        return found

    def _harmonised(self, entry: str) -> Iterator[str]:
        forms = [entry]
        for sign, vowels in (self._rules.get("harmony") or {}).items():
            forms = [form.replace(sign, vowel) for form in forms for vowel in (vowels if sign in form else " ")]
        return iter(forms)


def failing_pairs(rules: Mapping[str, Any]) -> list[tuple[str, str]]:
    """The pairs of `search.yml` of which one does not find the other."""
    stems = Stems(rules)
    return [(str(one), str(other)) for one, other in rules.get("pairs") or () if not stems.equal(str(one), str(other))]
