"""The letters of a translation are those of its language.

Passes: «үй-бүлө», «Western Union» in Latin letters. Fails: a word that mixes Latin and Cyrillic letters, «cемья» with a
Latin c (T013); a Kyrgyz word that lost ө, ү or ң, «уй-було» (T014); English text that nobody translated (T015).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from functools import lru_cache
from typing import Any

from kerege.checks.case import Case
from kerege.findings import Finding, Location, Severity
from kerege.model import Chapter
from kerege.translate.segments import Segment
from kerege.translate.state import place_of, translated
from kerege.translate.words import visible

CODES = ("T013", "T014", "T015")
_WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
_FOREIGN = re.compile(r"(?:[A-Za-z][A-Za-z’'-]*[\s,]+){4,}[A-Za-z’'-]+")
_ENGLISH = re.compile(r"\b[a-z]{3,}\b")
_ROUND = re.compile("у[бгджзйклмнпрстхчшң]+о(?!о)")
_FOLD = str.maketrans("өүңӨҮҢ", "оунОУН")
_LATIN, _CYRILLIC = re.compile(r"[A-Za-z]"), re.compile(r"[А-Яа-яЁёҢңӨөҮү]")


def check_letters(case: Case) -> Iterator[Finding]:
    """Yield a finding for each word of mixed alphabets and for what nobody translated."""
    for chapter, source, target, shown in _blocks(case):
        # Without a Latin letter, as most blocks are, there is nothing to look for.
        if not _LATIN.search(shown):
            continue
        for word in _WORD.finditer(shown):
            yield from _mixed(chapter, target, word)
        yield from _untranslated(chapter, source, target, shown)


def check_vowels(case: Case) -> Iterator[Finding]:
    """Yield a finding for each Kyrgyz word that lost its letters: every chapter bears witness to how a word is written."""
    vocabulary = _Vocabulary(case)
    blocks = list(_blocks(case, "ky"))
    doubtful = {part for part in set[str]().union(*(_parts(shown) for *_, shown in blocks)) if vocabulary.doubts(part)}
    for chapter, _, target, shown in blocks:
        if not doubtful.isdisjoint(_parts(shown)):
            for word in _WORD.finditer(shown):
                yield from _lost(chapter, target, word, vocabulary)


def _blocks(case: Case, language: str = "") -> Iterator[tuple[Chapter, Segment, Segment, str]]:
    """Each translated block of a language in Cyrillic letters, with its visible words."""
    for chapter, _, source, target in translated(case.report):
        if "я" in case.packs[chapter.language].alphabet and language in ("", chapter.language):
            yield chapter, source, target, visible(target.text)


@lru_cache(maxsize=200_000)
def _counted(text: str) -> Counter[str]:
    """The words of a text in lower case, taken apart at hyphens, and how often each stands there."""
    return Counter(part.casefold() for word in _WORD.findall(text) for part in word.split("-"))


def _parts(text: str) -> Collection[str]:
    return _counted(text).keys()


def _mixed(chapter: Chapter, target: Segment, word: re.Match[str]) -> Iterator[Finding]:
    if not _LATIN.search(word[0]):
        return
    for part in re.split("[-’']", word[0]):
        if _LATIN.search(part) and _CYRILLIC.search(part):
            latin = "".join(dict.fromkeys(_LATIN.findall(part)))
            yield Finding(
                _place(chapter, target, word),
                "T013",
                f"'{word[0]}' mixes Latin and Cyrillic letters ({latin} is Latin)",
                "type the word again in one alphabet: search and screen readers miss it otherwise",
            )


class _Vocabulary:
    """Every word that the report uses in Kyrgyz, in running text and records."""

    def __init__(self, case: Case) -> None:
        report = case.report
        texts = [passage.plain for chapter in report.chapters.get("ky", ()) for passage in chapter.passages]
        texts += [quote.text.get("ky", "") for quote in report.quotes.values()]
        texts += [term.definition.get("ky", "") + " " + term.term.get("ky", "") for term in report.terms.values()]
        texts += [statistic.label.get("ky", "") for statistic in report.statistics.values()]
        # A text that stands in many places is taken apart once.
        self._known: Counter[str] = Counter()
        for text, times in Counter(texts).items():
            for part, count in _counted(text).items():
                self._known[part] += count * times
        self._data = case.packs["ky"].phrases if "ky" in case.packs else {}
        self._bare = frozenset(self._data.get("bare_words", ()))
        self._by_fold: dict[str, list[str]] = {}
        for word in self._known:
            if _marks(word):
                self._by_fold.setdefault(word.translate(_FOLD), []).append(word)
        self._doubts: dict[str, str] = {}

    def doubts(self, part: str) -> str:
        """Why a part of a word looks wrong: a form that the report has, `?` for vowels that cannot stand together."""
        if part not in self._doubts:
            better = "" if part in self._bare else self._marked_form(part)
            wrong = not better and part not in self._bare and _disharmonious(part, self._data)
            self._doubts[part] = better or ("?" if wrong else "")
        return self._doubts[part]

    def _marked_form(self, part: str) -> str:
        """A form with more ө, ү, ң of a word that the report writes so nowhere else."""
        if len(part) < 3 or self._known[part] > 1 or not any(letter in part for letter in "оун"):
            return ""
        marks = _marks(part)
        forms = [word for word in self._by_fold.get(part.translate(_FOLD), ()) if _marks(word) > marks]
        return max(forms, key=lambda word: (self._known[word], word), default="")


def _lost(chapter: Chapter, target: Segment, word: re.Match[str], vocabulary: _Vocabulary) -> Iterator[Finding]:
    """A word without ө, ү, ң of which the report has a form with them, or whose vowels cannot stand together."""
    for part in word[0].casefold().split("-"):
        better = vocabulary.doubts(part)
        if not better:
            continue
        said = f"; this report has '{better}'" if better != "?" else ""
        yield Finding(
            _place(chapter, target, word),
            "T014",
            f"'{word[0]}' looks as if it had lost ө, ү or ң{said}",
            "type the letters of the Kyrgyz keyboard; a right word belongs under bare_words of the language",
            Severity.WARNING,
        )


def _marks(word: str) -> int:
    return sum(word.count(letter) for letter in "өүң")


def _disharmonious(part: str, data: Mapping[str, Any]) -> bool:
    """Vowels that no Kyrgyz word joins: ө or ү with a back vowel, or a short о in the syllable after у
    (harmony by row and by rounding; after ү there is ө).
    """
    crossed = ("ө" in part or "ү" in part) and re.search("[аоуы]", part)
    if not crossed and not _ROUND.search(part):
        return False
    return not any(part.startswith(stem) for stem in data.get("mixed_vowels", ()))


def _untranslated(chapter: Chapter, source: Segment, target: Segment, shown: str) -> Iterator[Finding]:
    said = " ".join(source.text.split())
    if said == " ".join(target.text.split()) and len(_ENGLISH.findall(shown)) > 1:
        left = [(said, place_of(chapter, target.start))]
    else:
        runs = [(" ".join(run[0].split()), _place(chapter, target, run)) for run in _FOREIGN.finditer(shown)]
        # A title or a name that the original, too, gives as one: it stays as it is.
        left = [(words, place) for words, place in runs if words in said and not _is_name(words)]
    for words, place in left:
        yield Finding(
            place,
            "T015",
            f"'{words[:60]}' is not translated",
            "translate it; a title that stays as it is belongs between *asterisks*",
        )


def _is_name(words: str) -> bool:
    long = [word for word in re.findall(r"[A-Za-z’'-]+", words) if len(word) > 3]
    return bool(long) and sum(word[0].isupper() for word in long) * 3 >= len(long) * 2


def _place(chapter: Chapter, target: Segment, match: re.Match[str]) -> Location:
    at = chapter.text.find(match[0], target.start, target.end)
    return place_of(chapter, at if at >= 0 else target.start)
