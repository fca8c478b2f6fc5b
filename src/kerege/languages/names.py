"""Finding a name in any of its inflections and in any of three scripts.

A village is written Кадамжай, Кадамжайда, Кадамжае, Kadamjay or Kadamzhai. All of these have the same skeleton of Latin
letters once vowels that spellings disagree about are folded and the inflected end is cut off, so one entry finds them all.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

_LETTERS = {
    "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ё": "e", "ж": "j", "з": "z", "и": "i", "й": "i", "к": "k",
    "л": "l", "м": "m", "н": "n", "ң": "n", "о": "o", "ө": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ү": "u",
    "ф": "f", "х": "h", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "sh", "ъ": "", "ы": "i", "ь": "", "э": "e", "ю": "iu", "я": "ia",
    "y": "i", "w": "v", "q": "k", "x": "ks", "ı": "i", "ø": "o",
}  # fmt: skip
_LATIN = str.maketrans(_LETTERS)
_SPELLINGS = (("dzh", "j"), ("zh", "j"), ("kh", "h"), ("gh", "g"), ("ng", "n"), ("ck", "k"), ("yo", "e"))
_PART = re.compile(r"[^\W\d_](?:[\u00ad\u200b-\u200d\u2060\ufeff]*[^\W\d_])*")
_INVISIBLE = re.compile(r"[\u00ad\u200b-\u200d\u2060\ufeff]")
_LONGEST_ENDING = 10
_SHORT = 5
"""A shorter skeleton is matched whole or with a known case ending: "Ош" must not be found in "ошибка"."""
_ENDINGS = re.compile(
    r"(?:[aeiou]{1,3}|[aeiou]?(?:m|mi|h)|n|n[iu]n?|[gk][aeo]|n[aeo]|[dt][aeo](?:g[iu])?|[dt][aeo]n|[dt][iu]n?"
    r"|sk[aeiou]{1,2}(?:g?[aeiou]|m|h)?|l[iu][kg]\w{0,4}|ch[iu]\w{0,3})?"
)


@dataclass(frozen=True, slots=True)
class NamedWord:
    """A word of a text that is one of the names looked for."""

    start: int
    end: int
    text: str
    key: str


@dataclass(frozen=True, slots=True)
class _Stem:
    letters: str
    cut: bool
    """Whether the name ends in a vowel, which an ending may replace."""


class Names:
    """Names to look for, by key."""

    def __init__(self, names: Mapping[str, Iterable[str]]) -> None:
        self._stems: dict[str, list[tuple[tuple[_Stem, ...], str, bool]]] = {}
        for key, forms in names.items():
            for form in forms:
                # A name that is an ordinary word too is written ^Name: only its capitalised form is one.
                capital = form.startswith("^")
                words = tuple(
                    _Stem(_stem(word), skeleton(word)[-1:] in tuple("aeiou"))
                    for word in re.split(r"[\s\-‐‑]+", form.lstrip("^"))
                    if word.strip()
                )
                if words and words[0].letters:
                    self._stems.setdefault(words[0].letters[:2], []).append((words, key, capital))
        self._known: dict[str, bool] = {}

    def __bool__(self) -> bool:
        return bool(self._stems)

    def find(self, text: str) -> Iterator[NamedWord]:
        """Every word (or run of words) of the text that is one of the names, in any inflection."""
        # Most texts hold no name: their words, each once, tell so faster than a walk through them.
        if not self._stems or not any(map(self._begins, set(_PART.findall(text)))):
            return
        words = list(_PART.finditer(text))
        for index, word in enumerate(words):
            if not self._begins(word[0]):
                continue
            start = word.start()
            for stems, key, capital in self._stems.get(skeleton(word[0])[:2], ()):
                if capital and not text[start].isupper():
                    continue
                run = words[index : index + len(stems)]
                if len(run) == len(stems) and all(_is(skeleton(w[0]), s) for w, s in zip(run, stems, strict=True)):
                    yield NamedWord(start, run[-1].end(), text[start : run[-1].end()], key)

    def _begins(self, word: str) -> bool:
        """Whether a word may be the first one of a name."""
        known = self._known.get(word)
        if known is None:
            first = skeleton(word)
            known = any(_is(first, stems[0]) for stems, _, _ in self._stems.get(first[:2], ()))
            self._known[word] = known
        return known


# A report says the same words over and over, and every finished file says them once more.
@lru_cache(maxsize=1 << 18)
def skeleton(word: str) -> str:
    """A word in Latin letters, spellings folded: `Кадамжае` and `Kadamzhai` begin alike."""
    plain = unicodedata.normalize("NFKC", _INVISIBLE.sub("", word)).casefold()
    latin = plain.translate(_LATIN)
    if not latin.isascii():
        latin = "".join(c for c in unicodedata.normalize("NFD", latin) if not unicodedata.combining(c))
    for old, new in _SPELLINGS:
        latin = latin.replace(old, new)
    return re.sub(r"(.)\1+", r"\1", latin)


def _stem(word: str) -> str:
    """The part of a name that no ending changes."""
    full = skeleton(word)
    while len(full) > _SHORT - 1 and full[-1] in "aeiou":
        full = full[:-1]
    return full


def _is(word: str, stem: _Stem) -> bool:
    if not word.startswith(stem.letters):
        return False
    rest = word[len(stem.letters) :]
    if len(stem.letters) < _SHORT:
        ending = re.sub(r"^[aeiou]{1,2}", "", rest) if stem.cut else rest
        return _ENDINGS.fullmatch(rest) is not None or _ENDINGS.fullmatch(ending) is not None
    return len(rest) <= _LONGEST_ENDING
