"""The letters of a translation are those of its language.

Passes: «үй-бүлө», «Western Union» in Latin letters. Fails: a word that mixes the letters of two scripts, «cемья» with a
Latin c (T013); a word that lost letters which a keyboard lacks, «уй-було» (T014); text that nobody translated (T015).

Which letters a keyboard lacks, and which vowels never stand in one word, the pack of the language says (`[letters]`).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from kerege.catalogue import problem
from kerege.checks.by_key import ByKey, Said
from kerege.checks.context import Packs, Parallels, Statistics
from kerege.findings import Finding
from kerege.languages.cldr import letter_script, script_of
from kerege.languages.packfiles import WordLists
from kerege.messages import say
from kerege.model import Chapter, Parallel, Quote, Settings, Term
from kerege.translate.segments import Segment
from kerege.translate.state import place_in, place_of, translations_of
from kerege.translate.words import visible

CODES = ("T013", "T014", "T015")
_WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
_MANY = 5
"""So many words in a row are no name that stays as it is."""
_LETTERS = re.compile(r"[^\W\d_]+")
_ROW = re.compile(rf"(?:[^\W\d_]+[\s,]+){{{_MANY - 1},}}[^\W\d_]+")
"""Words in a row, with nothing but blanks and commas between them."""
_SMALL = re.compile(r"(?<![^\W_])[^\W\d_]{3,}(?![^\W_])")


def check_letters(parallels: Parallels, settings: Settings, packs: Packs) -> Iterator[Finding]:
    """Yield a finding for each word of mixed alphabets and for what nobody translated."""
    for parallel in parallels:
        for chapter in parallel.chapters:
            own = script_of(packs[chapter.language].babel_locale)
            yield from _in_chapter(chapter, _blocks(parallel, chapter, settings), own)


def _in_chapter(chapter: Chapter, blocks: Iterable[tuple[Segment, Segment, str]], own: str) -> Iterator[Finding]:
    for source, target, shown in blocks:
        # Without a letter of another script, as most blocks are, there is nothing to look for but what is left as it was.
        if shown.isascii() if own == "Latn" else not any(_is_foreign(letter, own) for letter in set(shown)):
            if own == "Latn":
                yield from _untranslated(chapter, source, target, shown, own)
            continue
        for word in _WORD.finditer(shown):
            yield from _mixed(chapter, target, word, own)
        yield from _untranslated(chapter, source, target, shown, own)


def _is_foreign(letter: str, own: str) -> bool:
    return letter_script(letter) not in ("", own)


def _blocks(parallel: Parallel, chapter: Chapter, settings: Settings) -> Iterator[tuple[Segment, Segment, str]]:
    """Each translated block of a chapter, with its visible words."""
    for _, source, target in translations_of(parallel, chapter, settings):
        yield source, target, visible(target.text)


def _counted(texts: Iterable[str]) -> Counter[str]:
    """The words of texts in lower case, taken apart at hyphens, and how often each stands there."""
    return Counter(part.casefold() for text in texts for word in _WORD.findall(text) for part in word.split("-"))


def _mixed(chapter: Chapter, target: Segment, word: re.Match[str], own: str) -> Iterator[Finding]:
    for part in re.split("[-’']", word[0]):
        foreign = [letter for letter in dict.fromkeys(part) if _is_foreign(letter, own)]
        if foreign and any(letter_script(letter) == own for letter in part):
            yield Finding(
                place_in(chapter, target, word.start(), word[0]),
                problem("T013", word=word[0], letters="".join(foreign)),
            )


def _untranslated(chapter: Chapter, source: Segment, target: Segment, shown: str, own: str) -> Iterator[Finding]:
    said = " ".join(source.text.split())
    if said == " ".join(target.text.split()) and sum(word.islower() for word in _SMALL.findall(shown)) > 1:
        left = [(said, place_of(chapter, target.start))]
    else:
        runs = [
            (" ".join(shown[start:end].split()), place_in(chapter, target, start, shown[start:end]))
            for start, end in _foreign_runs(shown, own)
        ]
        # A title or a name that the original, too, gives as one: it stays as it is.
        left = [(words, place) for words, place in runs if words in said and not _is_name(words)]
    for words, place in left:
        yield Finding(
            place,
            problem("T015", words=words[:60]),
        )


def _foreign_runs(text: str, own: str) -> Iterator[tuple[int, int]]:
    """Where five or more words in a row are in another script than the language's."""
    for row in _ROW.finditer(text):
        words = [(match.start(), match.end()) for match in _LETTERS.finditer(text, row.start(), row.end())]
        for foreign, run in groupby(words, key=lambda word: all(_is_foreign(sign, own) for sign in text[slice(*word)])):
            of_script = list(run)
            if foreign and len(of_script) >= _MANY:
                yield of_script[0][0], of_script[-1][1]


def _is_name(words: str) -> bool:
    long = [word for word in re.findall(r"[^\W\d_’'-]+", words) if len(word) > 3]
    return bool(long) and sum(word[0].isupper() for word in long) * 3 >= len(long) * 2


# --- words that lost their letters ---


@dataclass(frozen=True, slots=True)
class _Spelt:
    """One way to write a word, in a chapter or in the records."""

    word: str
    count: int
    """How often it stands in running text and records."""
    judged: bool
    """Whether it stands in a translated block."""


def _words(parallel: Parallel, chapter: Chapter, settings: Settings, packs: Packs) -> Mapping[str, tuple[_Spelt, ...]]:
    """The words of a chapter in a language with letters that keyboards lack: together stand those that are the same without them."""
    lost = _lost_letters(packs[chapter.language].words)
    if not lost:
        return {}
    judged = _counted(shown for *_, shown in _blocks(parallel, chapter, settings)).keys()
    return _by_fold(chapter.language, _counted(passage.plain for passage in chapter.passages), judged, lost)


def _lost_letters(words: WordLists) -> dict[str, str]:
    """Letters that are typed without their marks where a keyboard lacks them: `lost ө | о`."""
    return {line.flags[0]: line.words[0] for line in words.lines("letters") if line.value == "lost" and line.flags}


def _words_of_records(
    quotes: Mapping[str, Quote], terms: Mapping[str, Term], statistics: Statistics, packs: Packs
) -> Mapping[str, tuple[_Spelt, ...]]:
    """Every chapter and record bears witness to how a word is written."""
    found: dict[str, tuple[_Spelt, ...]] = {}
    for code, pack in packs.items():
        lost = _lost_letters(pack.words)
        if not lost:
            continue
        # A text that stands in many records is taken apart once.
        texts = Counter(quote.text.get(code, "") for quote in quotes.values())
        texts.update(words.get(code, "") for term in terms.values() for words in (term.definition, term.term))
        texts.update(statistic.label.get(code, "") for statistic in statistics.values())
        counted: Counter[str] = Counter()
        for text, times in texts.items():
            for word, count in _counted((text,)).items():
                counted[word] += count * times
        found |= _by_fold(code, counted, frozenset(), lost)
    return found


def _by_fold(
    code: str, counted: Counter[str], judged: Collection[str], lost: Mapping[str, str]
) -> dict[str, tuple[_Spelt, ...]]:
    found: dict[str, tuple[_Spelt, ...]] = {}
    table = str.maketrans(dict(lost))
    for word in sorted({*counted, *judged}):
        fold = f"{code}:{word.translate(table)}"
        found[fold] = (*found.get(fold, ()), _spelt(word, counted[word], word in judged))
    return found


# Most chapters say most words once.
_spelt = lru_cache(maxsize=50_000)(_Spelt)


def _lost(
    key: str,
    said: Sequence[Said[tuple[_Spelt, ...]]],
    recorded: tuple[_Spelt, ...] | None,
    settings: Settings,
    packs: Packs,
) -> Iterator[Finding]:
    """Words without such letters of which the report has a form with them, or whose vowels cannot stand together."""
    known: Counter[str] = Counter()
    for ways in (*(one.entry for one in said), recorded or ()):
        for spelt in ways:
            known[spelt.word] += spelt.count
    judged = {spelt.word for one in said for spelt in one.entry if spelt.judged}
    data = packs[key.partition(":")[0]].words
    doubtful = {word: better for word in judged if (better := _better(word, known, data))}
    for one in said if doubtful else ():
        if any(spelt.word in doubtful for spelt in one.entry if spelt.judged):
            letters = tuple(_lost_letters(packs[one.chapter.language].words))
            yield from _lost_in(one.chapter, _blocks(one.parallel, one.chapter, settings), doubtful, letters)


def _better(word: str, known: Mapping[str, int], data: WordLists) -> str:
    """Why a word looks wrong: a form that the report has, `?` for vowels that cannot stand together; empty when it does not."""
    better = _marked_form(word, known, _lost_letters(data)) or ("?" if _disharmonious(word, data) else "")
    return "" if word in data.words("letters", "bare") else better


def _marked_form(word: str, known: Mapping[str, int], lost: Mapping[str, str]) -> str:
    """A form with more of the letters that keyboards lack, of a word that the report writes so nowhere else."""
    if len(word) < 3 or known[word] > 1 or not any(letter in word for letter in lost.values()):
        return ""
    own = _marks(word, lost)
    forms = [form for form, count in known.items() if count and _marks(form, lost) > own]
    return max(forms, key=lambda form: (known[form], form), default="")


def _lost_in(
    chapter: Chapter,
    blocks: Iterable[tuple[Segment, Segment, str]],
    doubtful: Mapping[str, str],
    letters: tuple[str, ...],
) -> Iterator[Finding]:
    for _, target, shown in blocks:
        for word in _WORD.finditer(shown):
            for part in word[0].casefold().split("-"):
                better = doubtful.get(part)
                if not better:
                    continue
                said = say("; this report has '{better}'", better=better) if better != "?" else ""
                yield Finding(
                    place_in(chapter, target, word.start(), word[0]),
                    problem("T014", word=word[0], letters=letters, said=said),
                )


def _marks(word: str, lost: Mapping[str, str]) -> int:
    return sum(word.count(letter) for letter in lost)


def _disharmonious(part: str, data: WordLists) -> bool:
    """Vowels that no word of the language joins: those that the pack keeps apart (`apart ө ү | а, о, у, ы`), or a vowel in the
    syllable after another that forbids it (`not-after у | о`), where it is short.
    """
    lines = data.lines("letters")
    crossed = any(
        any(letter in part for letter in line.flags) and any(letter in part for letter in line.words)
        for line in lines
        if line.value == "apart"
    )
    followed = any(
        _follows(part, line.flags[0], vowel, _vowels(data))
        for line in lines
        if line.value == "not-after"
        for vowel in line.words
    )
    if not crossed and not followed:
        return False
    return not any(part.startswith(stem) for stem in data.words("letters", "mixed"))


def _vowels(data: WordLists) -> frozenset[str]:
    return frozenset(vowel for line in data.lines("harmony") if "=" in line.value for vowel in line.words)


def _follows(part: str, first: str, vowel: str, vowels: frozenset[str]) -> bool:
    """Whether a vowel, and that a short one, stands in the syllable after another."""
    for at, letter in enumerate(part):
        if letter != first:
            continue
        behind = at + 1
        while behind < len(part) and part[behind] not in vowels:
            behind += 1
        if behind > at + 1 and part[behind : behind + 1] == vowel and part[behind + 1 : behind + 2] != vowel:
            return True
    return False


check_vowels = ByKey(_words, _lost, _words_of_records)
"""Yields a finding for each word that lost its letters."""
