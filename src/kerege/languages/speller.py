"""Whether a word is spelt as its language spells it, and what may have been meant.

A pack has a dictionary (`spelling.aff` and `spelling.dic`, as Hunspell reads them), or rules (the sections [spelling] and
[stems], `harmonised.py`), or neither: then nothing is said of its spelling. Words that a dictionary lacks stand in
[spelling] too: `word | гендер*` is whatever begins so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from importlib.resources import as_file
from itertools import islice
from typing import Any, Protocol

from kerege.languages import lexicon, pack_file, word_lists
from kerege.languages.harmonised import Harmonised, slips

DICTIONARY = "spelling"
"""The name of a pack's dictionary, without its endings `.aff` and `.dic`."""
_SUGGESTED = 3
_REST = 5
"""Letters that a word has behind a prefix, at least."""


class _Judge(Protocol):
    """What knows the words of a language."""

    def known(self, word: str) -> bool:
        """Whether a word is right as it stands."""

    def suggestions(self, word: str) -> Iterator[str]:
        """Words that may have been meant, right or not."""

    def common(self, word: str) -> bool:
        """Whether a right word is surely one of the language, and no name."""


@dataclass(frozen=True)
class Listed:
    """Words that are right, in small letters: as they stand, or whatever begins like one that ends in an asterisk."""

    whole: frozenset[str]
    begun: tuple[str, ...]

    def __contains__(self, word: object) -> bool:
        return isinstance(word, str) and (word in self.whole or word.startswith(self.begun))


def listed(words: Iterable[str]) -> Listed:
    """Words of a list."""
    lower = {word.casefold() for word in words}
    begun = tuple(sorted(word[:-1] for word in lower if word.endswith("*") and len(word) > 1))
    return Listed(frozenset(word for word in lower if not word.endswith("*")), begun)


class Speller:
    """The spelling of one language."""

    def __init__(self, code: str, judge: _Judge) -> None:
        lists = word_lists(code)
        self._judge = judge
        self._extra = listed(lists.words("spelling", "word"))
        self._cut = lists.words("spelling", "cut")
        self._lead, self._prefixes = frozenset(lists.words("spelling", "lead")), lists.words("spelling", "prefix")
        self.known = lru_cache(maxsize=200_000)(self._known)
        self.suggestions = lru_cache(maxsize=5_000)(self._suggestions)

    def may_be_name(self, word: str) -> bool:
        """Whether a capitalised word that is not known is no common word misspelt."""
        return not any(self._judge.common(near.casefold()) for near in self.suggestions(word))

    def _known(self, word: str) -> bool:
        """Whether a word of a text, or each part of one with hyphens, is right: as it stands, or in small letters."""
        if self._right(word):
            return True
        *leading, last = word.split("-")
        if leading:
            leads = all(not part or part.casefold() in self._lead or self._right(part) for part in leading)
            return leads and (not last or self._right(last) or self._prefixed(last))
        return self._prefixed(word)

    def _prefixed(self, word: str) -> bool:
        """Whether a word is a right one with a prefix that stands before any."""
        rests = (
            word.casefold().removeprefix(prefix) for prefix in self._prefixes if word.casefold().startswith(prefix)
        )
        return any(len(rest) >= _REST and self._right(rest) for rest in rests)

    def _right(self, word: str) -> bool:
        forms = [word, *(word.removesuffix(end) for end in self._cut if word.endswith(end))]
        return any(
            form.casefold() in self._extra or self._judge.known(form) or self._judge.known(form.casefold())
            for form in forms
        )

    def _suggestions(self, word: str) -> tuple[str, ...]:
        """At most three words that may have been meant, the likeliest first."""
        found = (
            near for near in self._judge.suggestions(word.casefold()) if near != word.casefold() and self._near(near)
        )
        first = islice(dict.fromkeys(found), _SUGGESTED)
        return tuple(near.capitalize() if word[:1].isupper() else near for near in first)

    def _near(self, word: str) -> bool:
        return all(part in self._extra.whole or self._judge.known(part) for part in word.split(" "))


class Dictionary:
    """A dictionary in the format of Hunspell."""

    def __init__(self, code: str) -> None:
        self._code = code

    @cached_property
    def _hunspell(self) -> Any:
        from hunspell import Hunspell

        affixes, words = (pack_file(self._code, f"{DICTIONARY}{ending}") for ending in (".aff", ".dic"))
        assert affixes is not None and words is not None
        with as_file(affixes) as _, as_file(words) as path:
            return Hunspell(DICTIONARY, hunspell_data_dir=str(path.parent))

    def known(self, word: str) -> bool:
        return bool(self._hunspell.spell(word))

    def common(self, word: str) -> bool:
        return self.known(word)

    def bases(self, word: str) -> tuple[str, ...]:
        """The forms under which a dictionary lists a word; none of one that it does not know."""
        return tuple(self._hunspell.stem(word)) if self.known(word) else ()

    def suggestions(self, word: str) -> Iterator[str]:
        letters = "".join(sorted({letter for letter in self._letters if letter.isalpha() and letter.islower()}))
        yield from slips(word, letters)
        yield from (f"{word[:at]} {word[at:]}" for at in range(2, len(word) - 1))

    @cached_property
    def _letters(self) -> str:
        return "".join(word_lists(self._code).settings("language").get("alphabet", "").split())


@cache
def dictionary(code: str) -> Dictionary | None:
    """The dictionary of a language; None where its pack has none."""
    return Dictionary(code) if pack_file(code, f"{DICTIONARY}.dic") else None


@cache
def speller(code: str) -> Speller | None:
    """The spelling of a language; None where its pack knows nothing of it."""
    if words := dictionary(code):
        return Speller(code, words)
    harmony = lexicon(code).harmony
    if harmony is None or not word_lists(code).words("spelling", "front"):
        return None
    return Speller(code, Harmonised(word_lists(code), harmony, _loan(word_lists(code).words("spelling", "loans"))))


def _loan(codes: Iterable[str]) -> Callable[[str], bool]:
    """Whether a word is one of other languages, as their dictionaries list it."""
    lending = [words for code in codes if (words := dictionary(code))]
    return lambda word: any(word in words.bases(word) for words in lending)
