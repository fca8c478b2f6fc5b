"""Endings of languages that glue them on: made from a pack's templates by vowel harmony, never listed word by word."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

POSSESSIVE = "possessive"
PLURAL = "plural"


@dataclass(frozen=True)
class Harmony:
    """How an ending changes with the stem before it: the sections [cases] and [harmony] of a pack."""

    cases: Mapping[str, str]
    """Template by case: `гА`. A capital letter is a vowel that follows the stem's last one."""
    owned: Mapping[str, str]
    """Template by case behind a possessive ending: `нА`."""
    vowels: Mapping[tuple[str, str], str]
    """By capital letter and the stem's last vowel."""
    consonants: Sequence[tuple[str, str, str]]
    """First letter of a template, what must stand before it (`vowel`, `voiceless`, letters, or nothing), what it becomes."""
    voiceless: str
    voiced: Mapping[str, str]
    """What the last letter of a longer stem becomes before a vowel: к → г."""
    silent: str = ""
    """Signs without a sound that endings push out: ь."""
    sonorant: str = "n"
    """A voiced consonant of the language, to make samples with."""

    def forms(self, stem: str) -> Iterator[tuple[str, str]]:
        """The forms of a word with their cases, in the singular, the plural and with the possessive ending."""
        numbers = [stem]
        if PLURAL in self.cases:
            numbers.append(self.add(stem, self.cases[PLURAL]))
        for number in numbers:
            for case, template in self.cases.items():
                if case not in (POSSESSIVE, PLURAL, "ordinal"):
                    yield self.add(number, template), case
            if POSSESSIVE in self.cases:
                own = self.add(number, self.cases[POSSESSIVE])
                for case, template in self.owned.items():
                    yield self.add(own, template), f"poss {case}"

    def spoken(self, stem: str) -> bool:
        """Whether a stem has a vowel; an abbreviation such as млн has none, and takes the endings of the word that is said."""
        return any(letter in self._vowel_letters for letter in stem)

    def ordinal(self, stem: str) -> str:
        """бир → биринчи, or nothing."""
        return self.add(stem, self.cases["ordinal"]) if "ordinal" in self.cases else ""

    def add(self, stem: str, template: str) -> str:
        """A stem with an ending."""
        if not template:
            return stem
        bare = stem.rstrip(self.silent)
        lead = self._first(bare, template)
        if lead in self._capital_vowels and bare[-1] in self._vowel_letters:
            lead = ""
        elif lead in self._capital_vowels or not lead:
            bare = self._voiced(bare)
        word = bare
        for letter in lead + template[1:]:
            word += self._vowel(word, letter) if letter.isupper() else letter
        return word

    def _first(self, bare: str, template: str) -> str:
        for letter, before, becomes in self.consonants:
            if template[0] == letter and self._stands(bare, before):
                return becomes
        return template[0]

    def _stands(self, bare: str, before: str) -> bool:
        last = bare[-1:]
        if before == "vowel":
            return last in self._vowel_letters
        return not before or last in (self.voiceless if before == "voiceless" else before)

    @cached_property
    def _vowel_letters(self) -> frozenset[str]:
        return frozenset(vowel for _, vowel in self.vowels)

    @cached_property
    def _capital_vowels(self) -> frozenset[str]:
        """Capitals that stand for a vowel; others stand for a consonant that follows the vowels: Kazakh Қ is қ or к."""
        known = self._vowel_letters
        return frozenset(capital for capital, by in self._by_capital.items() if set(by.values()) <= known)

    @cached_property
    def _by_capital(self) -> dict[str, dict[str, str]]:
        table: dict[str, dict[str, str]] = {}
        for (capital, vowel), becomes in self.vowels.items():
            table.setdefault(capital, {})[vowel] = becomes
        return table

    def _voiced(self, bare: str) -> str:
        vowels = sum(letter in self._vowel_letters for letter in bare)
        return bare[:-1] + self.voiced[bare[-1]] if bare[-1:] in self.voiced and vowels > 1 else bare

    def _vowel(self, word: str, capital: str) -> str:
        known = self._by_capital.get(capital, {})
        last = next((letter for letter in reversed(word) if letter in known), "")
        return known.get(last, next(iter(known.values()), capital.lower()))

    def glued(self) -> Iterator[tuple[str, str]]:
        """Every ending in every harmony, with its case: what may stand glued to digits and signs (60тай, 59,6%ы)."""
        for stem in self._samples():
            for form, case in self.forms(stem):
                if len(form) > len(stem) and form.startswith(stem):
                    yield form[len(stem) :], case
            if ordinal := self.ordinal(stem).removeprefix(stem):
                yield ordinal, "ordinal"

    def _samples(self) -> Iterator[str]:
        voiceless, voiced = self.voiceless[:1], self.sonorant
        for vowel in sorted(self._vowel_letters):
            yield from (voiceless + vowel, vowel + voiced, vowel + voiceless)
