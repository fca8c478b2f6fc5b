"""Finding a name in any of its inflections, spellings and scripts: one matcher for the check and for reading finished files.

A village is written Кадамжай, Кадамжайда, Kadamzhai, Кадам-жай or Кадам&shy;жай. `folding.py` makes skeletons of words; here the inflected
end is cut off, and parts of a name that a hyphen, a blank or a line end divides, or no longer divides, are put together.
"""

from __future__ import annotations

import hashlib
import itertools
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from kerege.languages.folding import APOSTROPHES, Readable, skeletons

_PART = re.compile(rf"[^\W\d_]+(?:[{APOSTROPHES}][^\W\d_]+)*")
_HYPHEN = re.compile(r"[ \t]*[-‐‑‒–—−\u00b7\u30fb][ \t]*(?:\r?\n[ \t>*#|]*)?")
_BLANK = re.compile(r"[ \t\u00a0\u202f\u2009]+|[ \t]*\r?\n[ \t>*#|]*")
_BETWEEN = re.compile(r"[\s\-‐‑‒–—]+")
_VOWELS = tuple("aeiou")
_LONGEST_ENDING = 10
_SHORT = 5
"""A shorter skeleton is matched whole or with a known case ending: "Ош" must not be found in "ошибка"."""
_COMPOUND = 6
"""A skeleton that long is a name within another word, too."""
_JOINED = 4
"""A shorter one is not put together from parts."""
_PARTS = 4
ENDINGS = re.compile(
    r"(?:[aeiou]{1,3}|[aeiou]?(?:m|mi|h)|s|n|n[iu]n?|[gk][aeo]|n[aeo]|[dt][aeo](?:g[iu])?|[dt][aeo]n|[dt][iu]n?"
    r"|sk[aeiou]{1,2}(?:g?[aeiou]|m|h)?|l[iu][kg]\w{0,4}|c[iu]\w{0,3})?"
)
_CONCEALED = re.compile(
    r"(?P<capital>\^?)sha256:(?P<salt>[\w-]+):(?P<lengths>\d+(?:,\d+)*)(?:x(?P<parts>[1-9]))?:(?P<digest>[0-9a-f]{64})"
)


@dataclass(frozen=True, slots=True)
class NamedWord:
    """A word of a text that is one of the names looked for."""

    start: int
    end: int
    text: str
    key: str


@dataclass(frozen=True, slots=True)
class Stem:
    letters: str
    cut: bool
    """Whether the name ends in a vowel, which an ending may replace."""


@dataclass(frozen=True, slots=True)
class _Entry:
    key: str
    parts: tuple[tuple[Stem, ...], ...]
    """Of each word of the name, its stem in each reading."""
    whole: tuple[Stem, ...]
    """Of all its words as one."""
    capital: bool


@dataclass(frozen=True, slots=True)
class _Hidden:
    """A name of which only a digest is known."""

    key: str
    capital: bool
    parts: int
    """Of how many words it is."""


class Names:
    """Names to look for, by key."""

    def __init__(self, names: Mapping[str, Iterable[str]]) -> None:
        self._by_start: dict[str, list[_Entry]] = {}
        self._beginnings: set[str] = set()
        self._long: dict[str, str] = {}
        self._concealed: dict[tuple[str, int], dict[str, _Hidden]] = {}
        self._begun: dict[str, tuple[tuple[int, _Hidden], ...]] = {}
        """By skeleton: files say the same words over and over."""
        self._most = 1
        self._reach = _PARTS + 1
        """How many words a name may be of in a text."""
        self._known: dict[str, bool] = {}
        for key, forms in names.items():
            for form in forms:
                self._add(key, form)

    def _add(self, key: str, form: str) -> None:
        concealed = _CONCEALED.fullmatch(form)
        if concealed is not None:
            hidden = _Hidden(key, bool(concealed["capital"]), int(concealed["parts"] or 1))
            for length in concealed["lengths"].split(","):
                self._concealed.setdefault((concealed["salt"], int(length)), {})[concealed["digest"]] = hidden
            self._most = max(self._most, hidden.parts)
            self._reach = max(self._reach, 2 * self._most + 1)
            return
        # A name that is an ordinary word too is written ^Name: only its capitalised form is one.
        capital = form.startswith("^")
        words = [word for word in _BETWEEN.split(form.lstrip("^")) if _PART.search(word)]
        if not words:
            return
        whole = stems_of("".join(words))
        entry = _Entry(key, tuple(map(stems_of, words)), whole, capital)
        self._reach = max(self._reach, len(words) + 1)
        for stem in dict.fromkeys((*entry.parts[0], *whole)):
            if stem.letters:
                self._by_start.setdefault(stem.letters[:2], []).append(entry)
        for stem in whole:
            if len(stem.letters) >= _JOINED:
                self._beginnings |= {stem.letters[:length] for length in range(2, len(stem.letters))}
            if len(stem.letters) >= _COMPOUND and not capital:
                self._long.setdefault(stem.letters, key)

    def __bool__(self) -> bool:
        return bool(self._by_start or self._concealed)

    def find(self, text: str) -> Iterator[NamedWord]:
        """Every word (or run of words) of the text that is one of the names, in any inflection; places are those of the text."""
        if not self:
            return
        readable = Readable(text)
        # Few words begin a name: each is asked once, and only those are looked at in their places.
        said = _PART.findall(readable.text)
        beginning = set(filter(self._may_begin, set(said)))
        if not self._concealed and not beginning:
            return
        begins = [at for at, word in enumerate(said) if self._concealed or word in beginning]
        matches = list(_PART.finditer(readable.text)) if begins else []
        told: set[tuple[int, str]] = set()
        for at in begins:
            words = matches[at : at + self._reach]
            word = words[0]
            found: Iterable[tuple[int, str]] = self._at(readable.text, words, 0) if word[0] in beginning else ()
            if self._concealed:
                found = itertools.chain(found, self._hidden_runs(readable.text, words, 0))
            for end, key in found:
                if (word.start(), key) not in told:
                    told.add((word.start(), key))
                    start, stop = readable.place(word.start()), readable.place(end - 1) + 1
                    yield NamedWord(start, stop, text[start:stop], key)

    def _at(self, text: str, words: list[re.Match[str]], index: int) -> Iterator[tuple[int, str]]:
        """The names that begin with a word: where each ends, and its key."""
        word = words[index]
        capital = text[word.start()].isupper()
        read = skeletons(word[0])
        if (key := self._within(read, capital)) is not None:
            yield word.end(), key
        for entry in self._candidates(read):
            run = words[index : index + len(entry.parts)]
            if (capital or not entry.capital) and _near(text, run) and _all_are(run, entry.parts):
                yield run[-1].end(), entry.key
        yield from self._put_together(text, words, index, capital)

    def _put_together(
        self, text: str, words: list[re.Match[str]], index: int, capital: bool
    ) -> Iterator[tuple[int, str]]:
        """Names that are divided otherwise than in their entry, or are one word here and several there."""
        joined, blank = words[index][0], False
        for count in range(1, _PARTS + 1):
            if count > 1:
                following = index + count - 1
                if following >= len(words) or not any(s in self._beginnings for s in skeletons(joined)):
                    return
                gap = text[words[following - 1].end() : words[following].start()]
                if not _HYPHEN.fullmatch(gap):
                    if not _BLANK.fullmatch(gap):
                        return
                    blank = True
                before, joined = joined, joined + words[following][0]
            read = skeletons(joined)
            for entry in self._candidates(read):
                stems = [stem for stem in entry.whole if count == 1 or self._needs(stem, before)]
                # Two words with a blank between them are one name where the entry has two, or where they begin like a name.
                if (capital or not (entry.capital or (blank and len(entry.parts) == 1))) and _is(read, stems):
                    yield words[index + count - 1].end(), entry.key

    @staticmethod
    def _needs(stem: Stem, before: str) -> bool:
        """Whether a name takes in more than the parts before the last one."""
        return len(stem.letters) >= _JOINED and all(len(read) < len(stem.letters) for read in skeletons(before))

    def _candidates(self, read: tuple[str, ...]) -> Iterator[_Entry]:
        seen: set[int] = set()
        for start in {skeleton[:2] for skeleton in read}:
            for entry in self._by_start.get(start, ()):
                if id(entry) not in seen:
                    seen.add(id(entry))
                    yield entry

    def _within(self, read: tuple[str, ...], capital: bool) -> str | None:
        """The long name that is part of a compound, or the concealed one with which the word begins."""
        for skeleton in read:
            for letters, key in self._long.items():
                if letters in skeleton:
                    return key
            for hidden in self._hidden(skeleton, 0):
                if capital or not hidden.capital:
                    return hidden.key
        return None

    def _hidden(self, skeleton: str, longer_than: int) -> Iterator[_Hidden]:
        """The concealed names with which a word, or a run of words, begins."""
        known = self._begun.get(skeleton)
        if known is None:
            known = self._begun[skeleton] = tuple(self._concealed_in(skeleton))
        return (hidden for length, hidden in known if length > longer_than)

    def _concealed_in(self, skeleton: str) -> Iterator[tuple[int, _Hidden]]:
        for (salt, length), digests in self._concealed.items():
            if length <= len(skeleton) <= length + _LONGEST_ENDING:
                hidden = digests.get(_digest(salt, skeleton[:length]))
                if hidden is not None and (length >= _SHORT or ENDINGS.fullmatch(skeleton[length:])):
                    yield length, hidden

    def _hidden_runs(self, text: str, words: list[re.Match[str]], index: int) -> Iterator[tuple[int, str]]:
        """The concealed names of several words, or divided by a hyphen, that begin here: where each ends, and its key."""
        joined, blank = words[index][0], False
        capital = text[words[index].start()].isupper()
        for following in range(index + 1, min(index + max(self._most, 2), len(words)) if self._concealed else 0):
            gap = text[words[following - 1].end() : words[following].start()]
            if not _HYPHEN.fullmatch(gap):
                if self._most == 1 or not _BLANK.fullmatch(gap):
                    return
                blank = True
            before, joined = max(map(len, skeletons(joined)), default=0), joined + words[following][0]
            for hidden in (hidden for read in skeletons(joined) for hidden in self._hidden(read, before)):
                if (hidden.parts > 1 or not blank) and (capital or not hidden.capital):
                    yield words[following].end(), hidden.key

    def _may_begin(self, word: str) -> bool:
        """Whether a word may be the first one of a name, or hold one."""
        known = self._known.get(word)
        if known is None:
            read = skeletons(word)
            known = (
                any(skeleton in self._beginnings for skeleton in read)
                or any(_is(read, entry.parts[0]) or _is(read, entry.whole) for entry in self._candidates(read))
                or self._within(read, True) is not None
            )
            self._known[word] = known
        return known


def names_of(names: Mapping[str, Sequence[str]]) -> Names:
    """Names to look for, which remember the words of earlier texts."""
    return _names_of(tuple((key, tuple(forms)) for key, forms in names.items()))


@lru_cache(maxsize=8)
def _names_of(names: tuple[tuple[str, tuple[str, ...]], ...]) -> Names:
    return Names(dict(names))


def concealed(name: str, salt: str) -> list[str]:
    """A name as entries of `privacy.yml` from which nobody reads it: a digest of its stem in each reading.

    Args:
        name: as it would stand in `privacy.yml`; with `^` in front, only its capitalised form is the name.
        salt: letters and digits; the same in all entries of a file.
    """
    words = [word for word in _BETWEEN.split(name.lstrip("^")) if _PART.search(word)]
    stems = dict.fromkeys(stem.letters for stem in stems_of("".join(words)))
    capital, parts = "^" if name.startswith("^") else "", f"x{len(words)}" if len(words) > 1 else ""
    return [f"{capital}sha256:{salt}:{len(letters)}{parts}:{_digest(salt, letters)}" for letters in stems]


def is_concealed(form: str) -> str:
    """The salt of a concealed entry of `privacy.yml`; nothing for a name in clear."""
    found = _CONCEALED.fullmatch(form)
    return found["salt"] if found else ""


def _digest(salt: str, letters: str) -> str:
    return hashlib.sha256(f"{salt} {letters}".encode()).hexdigest()


def _all_are(run: list[re.Match[str]], parts: tuple[tuple[Stem, ...], ...]) -> bool:
    return len(run) == len(parts) and all(_is(skeletons(w[0]), stems) for w, stems in zip(run, parts, strict=True))


def _near(text: str, run: list[re.Match[str]]) -> bool:
    gaps = (text[first.end() : second.start()] for first, second in itertools.pairwise(run))
    return all(_HYPHEN.fullmatch(gap) or _BLANK.fullmatch(gap) for gap in gaps)


def stems_of(word: str) -> tuple[Stem, ...]:
    """The part of a name that no ending changes, in each reading."""
    found = []
    for full in skeletons(word):
        letters = full
        while len(letters) > _SHORT - 1 and letters[-1] in _VOWELS:
            letters = letters[:-1]
        found.append(Stem(letters, full[-1:] in _VOWELS))
    return tuple(dict.fromkeys(found))


def _is(read: Iterable[str], stems: Iterable[Stem]) -> bool:
    return any(_inflects(skeleton, stem) for stem in stems for skeleton in read)


def _inflects(word: str, stem: Stem) -> bool:
    if not stem.letters or not word.startswith(stem.letters):
        return False
    rest = word[len(stem.letters) :]
    if len(stem.letters) < _SHORT:
        ending = re.sub(r"^[aeiou]{1,2}", "", rest) if stem.cut else rest
        return ENDINGS.fullmatch(rest) is not None or ENDINGS.fullmatch(ending) is not None
    return len(rest) <= _LONGEST_ENDING
