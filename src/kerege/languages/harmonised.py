"""The spelling of a language whose endings follow the vowels before them: Kyrgyz «балдар», never «балдер».

Nobody may pass on a dictionary of Kyrgyz, and a list of words would call most inflected forms wrong. So a word is judged by
what its language never does: vowels of the front and of the back in one word that is no loan, a short о after another vowel,
an ending that does not follow its stem, endings in an order that cannot be, letters that never stand side by side. Whatever breaks no such rule counts as right.

The section [spelling] of a pack says the rules, [stems] lists stems; the words of another language (`loans | ru`) are loans.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from itertools import pairwise

from kerege.languages.endings import Harmony
from kerege.languages.packfiles import WordLists

STEM = "stem"
"""The state in which endings begin."""
_LOAN_LEAST = 4
"""A shorter word of another language is too easily the beginning of a native one."""
_EDGE = "_"
"""Stands for where a word begins and ends."""
_STEM_LEAST = 2
_BEGINNING = 5
"""Letters of the beginnings that are listed as `marked`; shorter ones are too easily those of another word: көз, коз."""
_DEPTH = 5
"""More endings than this follow no stem."""

Ending = tuple[str, str, str]
"""The state before it, its template, the state after it."""


class Harmonised:
    """The rules of one language."""

    def __init__(self, lists: WordLists, harmony: Harmony, loan: Callable[[str], bool]) -> None:
        self._front = frozenset(lists.words("spelling", "front"))
        self._back = frozenset(lists.words("spelling", "back"))
        self._opposite = dict(zip(lists.words("spelling", "front-of"), lists.words("spelling", "back-of"), strict=True))
        only = [line for line in lists.lines("spelling") if line.value == "only-after"]
        self._only_after = {line.flags[0]: frozenset(line.words) for line in only}
        self._instead = {line.flags[0]: line.flags[1] for line in only}
        self._joined, self._lead = lists.words("spelling", "joined"), lists.words("spelling", "lead")
        self._loan_forms = [line.partition("+") for line in lists.words("spelling", "loan-form")]
        self._never = [line.split(">") for line in lists.words("spelling", "never")]
        self._nouns = frozenset(lists.words("stems", "noun"))
        self._mixed = frozenset(lists.words("stems", "mixed"))
        follow = [
            (line.flags[0], letter)
            for line in lists.lines("spelling")
            if line.value == "follow"
            for letter in line.words
        ]
        self._pairs = frozenset(follow)
        self._letters = "".join(sorted({letter for pair in follow for letter in pair if letter != _EDGE}))
        self._harmony, self._loan = harmony, loan
        lost = [line for line in lists.lines("letters") if line.value == "lost" and line.flags]
        # Of the lost letters only vowels go together: where one is, all are.
        self._marks = {ord(line.words[0]): line.flags[0] for line in lost if line.flags[0] in self._front}
        bare = {ord(letter): chr(plain) for plain, letter in self._marks.items()}
        self._beginnings = frozenset(lists.words("stems", "marked"))
        self._bare = frozenset(beginning.translate(bare) for beginning in self._beginnings)
        self._hard = {soft: letter for letter, soft in harmony.voiced.items()}
        self._endings: dict[str, list[Ending]] = {}
        self._inflections: list[Ending] = []
        for line in lists.lines("spelling"):
            if line.value in ("ending", "inflection"):
                before, after = line.flags
                for template in line.words:
                    self._endings.setdefault(before, []).append((before, template, after))
                    if line.value == "inflection":
                        self._inflections.append((before, template, after))

    def known(self, word: str) -> bool:
        """Whether nothing in a word is against the rules."""
        word = word.casefold()
        if any(signs in word for signs, _ in self._never):
            return False
        stems = list(self._stems(word))
        if any(self._reached(word, stem) for stem in stems):
            return True
        if any(True for stem in stems if stem in self._nouns for _ in self._meant(word, stem)):
            return False
        if self._strange(word):
            listed = any(len(stem) >= _LOAN_LEAST for stem in stems)
            return listed or self._borrowed(word) or self._put_together(word)
        if self._agrees(word, 0):
            return not any(True for _ in self._marked(word))
        mixed = any(self._agrees(word, len(stem) - 1) for stem in stems if stem in self._mixed)
        return mixed or self._borrowed(word) or self._put_together(word)

    def suggestions(self, word: str) -> Iterator[str]:
        """Words that may have been meant: the right endings of a listed stem, else vowels that agree with the others."""
        for signs, instead in self._never:
            word = word.replace(signs, instead)
        yield word
        yield from self._marked(word)
        for stem in self._stems(word):
            yield from self._meant(word, stem)
        yield from (near for near in slips(word, self._letters) if self.common(near))
        for at in self._vowels_of(word):
            if not self._follows(word, at):
                yield word[:at] + self._instead.get(word[at], word[at]) + word[at + 1 :]
                yield word[:at] + self._turned(word[at:], word[at] in self._front)
                yield self._turned(word[:at], word[at] not in self._front) + word[at:]

    def common(self, word: str) -> bool:
        """Whether a right word is surely one of the language: a listed stem with endings, a listed beginning, a loan."""
        reached = any(self._reached(word, stem) for stem in self._stems(word))
        loans = (word[:length] for length in range(len(word), _LOAN_LEAST - 1, -1))
        return (
            reached
            or word[:_BEGINNING] in self._beginnings
            or any(self._loan(loan) and self._reached(word, loan) for loan in loans)
        )

    def _strange(self, word: str) -> bool:
        """Whether letters follow each other, begin or end a word, as they do in no native one."""
        return bool(self._pairs) and any(pair not in self._pairs for pair in pairwise(f"{_EDGE}{word}{_EDGE}"))

    # --- vowels ---

    def _vowels_of(self, word: str) -> list[int]:
        return [at for at, letter in enumerate(word) if letter in self._front or letter in self._back]

    def _agrees(self, word: str, start: int) -> bool:
        """Whether each vowel behind `start` agrees with the one before it."""
        return all(self._follows(word, at) for at in self._vowels_of(word) if at > start)

    def _follows(self, word: str, at: int) -> bool:
        before = next((word[n] for n in range(at - 1, -1, -1) if word[n] in self._front or word[n] in self._back), "")
        if not before:
            return True
        if (before in self._front) != (word[at] in self._front):
            return False
        # A long vowel comes from a contraction: баалоо, иштөө.
        long = word[at + 1 : at + 2] == word[at] or word[at - 1] == word[at]
        return long or before in self._only_after.get(word[at], before)

    def _turned(self, part: str, to_back: bool) -> str:
        """Letters with the vowels of the other kind."""
        pairs = self._opposite if to_back else {back: front for front, back in self._opposite.items()}
        return "".join(pairs.get(letter, letter) for letter in part)

    def _marked(self, word: str) -> Iterator[str]:
        """A word with the letters that keyboards lack, where it begins as no word does that was typed with them: озгор."""
        if word[:_BEGINNING] in self._bare:
            yield word.translate(self._marks)

    # --- stems and endings ---

    def _stems(self, word: str) -> Iterator[str]:
        """The listed stems with which a word begins, the longest first; the last letter of a stem may have changed."""
        for length in range(len(word), _STEM_LEAST - 1, -1):
            for stem in (word[:length], word[: length - 1] + self._hard.get(word[length - 1], "")):
                if len(stem) == length and (stem in self._nouns or stem in self._mixed):
                    yield stem

    def _reached(self, word: str, form: str, state: str = STEM, depth: int = 0) -> bool:
        """Whether a word is a stem with endings, each as it must be."""
        if form == word:
            return True
        if depth == _DEPTH or len(form) > len(word) + 1:
            return False
        for _, template, after in self._endings.get(state, ()):
            for longer in self._added(form, template):
                if word.startswith(longer) and self._reached(word, longer, after, depth + 1):
                    return True
        return False

    def _added(self, form: str, template: str) -> Iterator[str]:
        """A form with an ending; before a vowel its last letter may be soft or not: тобу, банкы."""
        longer, last = self._harmony.add(form, template), len(form) - 1
        if longer != form:
            yield longer
            other = self._hard.get(longer[last]) or self._harmony.voiced.get(longer[last])
            if other and self._vowels_of(longer[last + 1 : last + 2]):
                yield longer[:last] + other + longer[last + 1 :]

    def _meant(self, word: str, stem: str) -> Iterator[str]:
        """What a noun with these endings would be, where that is another word: each ending as it must be, in the right order."""
        for chain in self._chains(word[len(stem) :]):
            state, right = STEM, stem
            places = [self._order.index(after) for _, after in chain]
            if places != sorted(places) and self._order[places[-1]] != self._order[0]:
                continue
            for template, after in sorted(chain, key=lambda ending: self._order.index(ending[1])):
                if (state, template, after) not in self._inflections:
                    break
                right, state = self._harmony.add(right, template), after
            else:
                if right != word:
                    yield right

    def _chains(self, rest: str, depth: int = 0) -> Iterator[tuple[tuple[str, str], ...]]:
        """The inflections, in any order and in any of their forms, of which letters consist."""
        if not rest:
            yield ()
        elif depth < _DEPTH:
            for ending, forms in self._variants.items():
                for form in forms:
                    if rest.startswith(form):
                        for chain in self._chains(rest[len(form) :], depth + 1):
                            if all(ending[1] != other[1] for other in chain):
                                yield (ending, *chain)

    @cached_property
    def _order(self) -> list[str]:
        """What comes before what: the plural, the possessive, the case."""
        return list(dict.fromkeys(after for *_, after in self._inflections))

    @cached_property
    def _variants(self) -> Mapping[tuple[str, str], frozenset[str]]:
        """Every form of each inflection."""
        named = (before for _, before, _ in self._harmony.consonants if before not in ("vowel", "voiceless"))
        ends = {
            "",
            self._harmony.sonorant,
            *self._harmony.voiceless,
            *(letter for before in named for letter in before),
        }
        samples = [vowel + end for vowel in self._front | self._back for end in ends]
        return {
            (template, after): frozenset(
                form for sample in samples if (form := self._harmony.add(sample, template)[len(sample) :])
            )
            for _, template, after in self._inflections
        }

    def _borrowed(self, word: str) -> bool:
        """Whether a word begins with one of the language that it lends from, and what follows agrees with it."""
        return any(
            self._agrees(word, length - 1) and self._is_loan(word[:length])
            for length in range(len(word), _LOAN_LEAST - 1, -1)
        )

    def _is_loan(self, stem: str) -> bool:
        hard = stem[:-1] + self._hard.get(stem[-1], stem[-1])
        forms = [hard, stem.capitalize()]
        if len(stem) > _LOAN_LEAST:
            forms += [stem.removesuffix(lost) + taken for lost, _, taken in self._loan_forms if stem.endswith(lost)]
        return self._loan(stem) or any(self._loan(form) for form in forms)

    def _put_together(self, word: str) -> bool:
        """Whether a word has parts that keep their own vowels, and each part is right."""
        for part in self._joined:
            at = word.find(part, _STEM_LEAST)
            if at > 0 and self._agrees(word, at + len(part) - 1) and self.known(word[:at]):
                return True
        return any(
            word.startswith(part) and len(word) > len(part) + 3 and self.known(word[len(part) :]) for part in self._lead
        )


def slips(word: str, letters: str) -> Iterator[str]:
    """Every word of which one slip of the hand makes this one, the likeliest slips first."""
    for at in range(len(word) - 1):
        yield word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    for at in range(len(word) + 1):
        yield from (word[:at] + letter + word[at:] for letter in letters)
    for at in range(len(word)):
        yield word[:at] + word[at + 1 :]
    for at in range(len(word)):
        yield from (word[:at] + letter + word[at + 1 :] for letter in letters)
