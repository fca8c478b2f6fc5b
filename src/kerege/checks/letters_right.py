"""The letters of a translation are those of its language.

Passes: «үй-бүлө», «Western Union» in Latin letters. Fails: a word that mixes Latin and Cyrillic letters, «cемья» with a
Latin c (T013); a Kyrgyz word that lost ө, ү or ң, «уй-було» (T014); English text that nobody translated (T015).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from kerege.catalogue import problem
from kerege.checks.by_key import Grouped
from kerege.checks.context import Case
from kerege.findings import Finding, Location
from kerege.languages.packfiles import WordLists
from kerege.messages import say
from kerege.model import Chapter
from kerege.translate.segments import Segment
from kerege.translate.state import place_of, translations_of
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
    for chapter in case.chapters():
        for source, target, shown in _blocks(case, chapter):
            # Without a Latin letter, as most blocks are, there is nothing to look for.
            if not _LATIN.search(shown):
                continue
            for word in _WORD.finditer(shown):
                yield from _mixed(chapter, target, word)
            yield from _untranslated(chapter, source, target, shown)


def _blocks(case: Case, chapter: Chapter) -> Iterator[tuple[Segment, Segment, str]]:
    """Each translated block of a chapter in Cyrillic letters, with its visible words."""
    if "я" in case.packs[chapter.language].alphabet:
        for _, source, target in translations_of(case.report, chapter):
            yield source, target, visible(target.text)


def _counted(texts: Iterable[str]) -> Counter[str]:
    """The words of texts in lower case, taken apart at hyphens, and how often each stands there."""
    return Counter(part.casefold() for text in texts for word in _WORD.findall(text) for part in word.split("-"))


def _mixed(chapter: Chapter, target: Segment, word: re.Match[str]) -> Iterator[Finding]:
    if not _LATIN.search(word[0]):
        return
    for part in re.split("[-’']", word[0]):
        if _LATIN.search(part) and _CYRILLIC.search(part):
            latin = "".join(dict.fromkeys(_LATIN.findall(part)))
            yield Finding(
                _place(chapter, target, word),
                problem("T013", word=word[0], latin=latin),
            )


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
            problem("T015", words=words[:60]),
        )


def _is_name(words: str) -> bool:
    long = [word for word in re.findall(r"[A-Za-z’'-]+", words) if len(word) > 3]
    return bool(long) and sum(word[0].isupper() for word in long) * 3 >= len(long) * 2


def _place(chapter: Chapter, target: Segment, match: re.Match[str]) -> Location:
    at = chapter.text.find(match[0], target.start, target.end)
    return place_of(chapter, at if at >= 0 else target.start)


# --- words that lost their letters ---


@dataclass(frozen=True, slots=True)
class _Spelt:
    """One way to write a word, in a chapter or in the records."""

    word: str
    count: int
    """How often it stands in running text and records."""
    judged: bool
    """Whether it stands in a translated block."""


def _words(case: Case, chapter: Chapter) -> Mapping[str, tuple[_Spelt, ...]]:
    """The words of a Kyrgyz chapter: together stand those that are the same without ө, ү and ң."""
    if chapter.language != "ky":
        return {}
    judged = _counted(shown for *_, shown in _blocks(case, chapter)).keys()
    return _by_fold(_counted(passage.plain for passage in chapter.passages), judged)


def _words_of_records(case: Case) -> Mapping[str, tuple[_Spelt, ...]]:
    """Every chapter and record bears witness to how a word is written."""
    report = case.report
    # A text that stands in many records is taken apart once.
    texts = Counter(quote.text.get("ky", "") for quote in report.quotes.values())
    texts.update(words.get("ky", "") for term in report.terms.values() for words in (term.definition, term.term))
    texts.update(statistic.label.get("ky", "") for statistic in report.statistics.values())
    counted: Counter[str] = Counter()
    for text, times in texts.items():
        for word, count in _counted((text,)).items():
            counted[word] += count * times
    return _by_fold(counted, frozenset())


def _by_fold(counted: Counter[str], judged: Collection[str]) -> dict[str, tuple[_Spelt, ...]]:
    found: dict[str, tuple[_Spelt, ...]] = {}
    for word in sorted({*counted, *judged}):
        fold = word.translate(_FOLD)
        found[fold] = (*found.get(fold, ()), _spelt(word, counted[word], word in judged))
    return found


# Most chapters say most words once.
_spelt = lru_cache(maxsize=50_000)(_Spelt)


def _lost(
    case: Case, fold: str, chapters: Sequence[tuple[Chapter, tuple[_Spelt, ...]]], records: tuple[_Spelt, ...] | None
) -> Iterator[Finding]:
    """Words without ө, ү, ң of which the report has a form with them, or whose vowels cannot stand together."""
    known: Counter[str] = Counter()
    for ways in (*(ways for _, ways in chapters), records or ()):
        for spelt in ways:
            known[spelt.word] += spelt.count
    judged = {spelt.word for _, ways in chapters for spelt in ways if spelt.judged}
    data = case.packs["ky"].words
    doubtful = {word: better for word in judged if (better := _better(word, known, data))}
    for chapter, ways in chapters if doubtful else ():
        if any(spelt.word in doubtful for spelt in ways if spelt.judged):
            yield from _lost_in(case, chapter, doubtful)


def _better(word: str, known: Mapping[str, int], data: WordLists) -> str:
    """Why a word looks wrong: a form that the report has, `?` for vowels that cannot stand together; empty when it does not."""
    better = _marked_form(word, known) or ("?" if _disharmonious(word, data) else "")
    return "" if word in data.words("letters", "bare") else better


def _marked_form(word: str, known: Mapping[str, int]) -> str:
    """A form with more ө, ү, ң of a word that the report writes so nowhere else."""
    if len(word) < 3 or known[word] > 1 or not any(letter in word for letter in "оун"):
        return ""
    forms = [form for form, count in known.items() if count and _marks(form) > _marks(word)]
    return max(forms, key=lambda form: (known[form], form), default="")


def _lost_in(case: Case, chapter: Chapter, doubtful: Mapping[str, str]) -> Iterator[Finding]:
    for _, target, shown in _blocks(case, chapter):
        for word in _WORD.finditer(shown):
            for part in word[0].casefold().split("-"):
                better = doubtful.get(part)
                if not better:
                    continue
                said = say("; this report has '{better}'", better=better) if better != "?" else ""
                yield Finding(
                    _place(chapter, target, word),
                    problem("T014", word=word[0], said=said),
                )


def _marks(word: str) -> int:
    return sum(word.count(letter) for letter in "өүң")


def _disharmonious(part: str, data: WordLists) -> bool:
    """Vowels that no Kyrgyz word joins: ө or ү with a back vowel, or a short о in the syllable after у
    (harmony by row and by rounding; after ү there is ө).
    """
    crossed = ("ө" in part or "ү" in part) and re.search("[аоуы]", part)
    if not crossed and not _ROUND.search(part):
        return False
    return not any(part.startswith(stem) for stem in data.words("letters", "mixed"))


check_vowels = Grouped(_words, _lost, _words_of_records)
"""Yields a finding for each Kyrgyz word that lost its letters."""
