"""Every word is spelt as its language spells it.

Passes: "reports", «отчёты», «баяндамалар», a word of the report's own that stands in `spelling.txt`, a name.
Fails: "reprots", «отчоты», «баяндамалер» (L006); a line of `spelling.txt` that is no word (L007).

What a dictionary does not know may be a name: of capitalised words only those are told that are one slip from a common word.
Words of the glossary and of the works cited are right, and so is what stands in code. Languages whose packs know
nothing of spelling are not judged.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from kerege.catalogue import Problem, problem
from kerege.checks.context import Packs, Parallels
from kerege.findings import Finding
from kerege.languages import LanguagePack
from kerege.languages.speller import Listed, Speller, listed, speller
from kerege.model import Chapter, Passage, Privacy, Reference, Report, Settings, Source, Term, chapters_of
from kerege.model import document as nodes
from kerege.model.document import walk
from kerege.model.record_texts import record_texts, testimony_texts

CODES = ("L006", "L007")
_WORD = re.compile(
    r"(?<![\w@/.#&\\])(?<!\d[-‑–])[^\W\d_](?:[^\W\d_]|[\u0301\u00ad]|[-‑’'ʼ](?=[^\W\d_]))*(?![\w@/]|\.\w|://)"
)
_WITHIN = {ord("\u0301"): None, ord("\u00ad"): None, ord("‑"): "-", ord("ʼ"): "’"}
"""Signs of stress and of division, which no dictionary has."""
_LETTERS = re.compile(r"[^\W\d_]+")
_LEAST, _ABBREVIATED, _NAME = 3, 4, 7
"""The shortest words that are told: of all, of those before a full stop, of those that may be names."""
_OPENING = " \u00a0«“„\"'’‘([—–-*_"


def check(
    parallels: Parallels,
    packs: Packs,
    settings: Settings,
    spelling: tuple[str, ...],
    terms: Mapping[str, Term],
    sources: Mapping[str, Source],
    references: Mapping[str, Reference],
    privacy: Privacy,
) -> Iterator[Finding]:
    """Yield a finding for each word of a chapter that is not right, at its first place."""
    known = own_words(settings, spelling, terms, sources, references, privacy)
    for chapter in chapters_of(parallels):
        judge = speller(chapter.language)
        if judge is not None:
            yield from _in_chapter(chapter, judge, packs[chapter.language], known)


def check_records(records: Report, packs: Packs) -> Iterator[Finding]:
    """Yield a finding for each word of a record that is not right."""
    r = records
    known = own_words(r.settings, r.spelling, r.terms, r.sources, r.references, r.privacy)
    for record in (*testimony_texts(records), *record_texts(records)):
        for language, text in record.words.items():
            judge = speller(language) if language in packs else None
            if judge is not None:
                for word in dict.fromkeys(word for _, word in _doubtful(text, judge, packs[language], known)):
                    yield Finding(record.location, _said(word, judge), language=language)


def own_words(
    settings: Settings,
    spelling: tuple[str, ...],
    terms: Mapping[str, Term],
    sources: Mapping[str, Source],
    references: Mapping[str, Reference],
    privacy: Privacy,
) -> Listed:
    """The words that a report itself says are right: in `spelling.txt`, the glossary, the works and sources, its settings."""
    texts = [text for term in terms.values() for text in term.term.values()]
    texts += [text for source in sources.values() for text in source.title.values()]
    texts += [text for words in (settings.publisher, settings.contact.name) for text in words.values()]
    texts += [text for partner in settings.partners for text in partner.name.values()]
    texts += [*settings.authors, *(name for names in privacy.pseudonyms.values() for name in names)]
    texts += [text for reference in references.values() for text in _texts(reference.item)]
    stems = {f"{stem}*" for term in terms.values() for said in term.stems.values() for stem in said.split("|")}
    return _listed((*spelling, *sorted(stems)), tuple(texts))


@lru_cache(maxsize=8)
def _listed(words: tuple[str, ...], texts: tuple[str, ...]) -> Listed:
    return listed(
        [*(word for word in words if word != "*"), *(word for text in texts for word in _LETTERS.findall(text))]
    )


def _texts(item: object) -> Iterator[str]:
    """Every text of a work's record."""
    if isinstance(item, str):
        yield item
    elif isinstance(item, Mapping):
        for value in item.values():
            yield from _texts(value)
    elif isinstance(item, Iterable):
        for value in item:
            yield from _texts(value)


def _in_chapter(chapter: Chapter, judge: Speller, pack: LanguagePack, known: Listed) -> Iterator[Finding]:
    code = sorted(
        (node.span.start, node.span.end) for node in walk(*chapter.document.blocks) if isinstance(node, nodes.Code)
    )
    starts = [start for start, _ in code]
    told: set[str] = set()
    for passage in chapter.passages:
        for at, word in _doubtful(passage.plain, judge, pack, known):
            offset = _offset(chapter, passage, at)
            before = bisect_right(starts, offset) - 1
            if word not in told and not (before >= 0 and offset < code[before][1]):
                told.add(word)
                place = chapter.places.at(offset)
                end = place.column + len(word)
                yield Finding(place, _said(word, judge), language=chapter.language, end_column=end)


def _offset(chapter: Chapter, passage: Passage, at: int) -> int:
    return passage.offsets[at] if at < len(passage.offsets) else chapter.body


def _said(word: str, judge: Speller) -> Problem:
    near = judge.suggestions(word)
    return problem("L006/near", word=word, near=near) if near else problem("L006/alone", word=word)


def _doubtful(text: str, judge: Speller, pack: LanguagePack, known: Listed) -> Iterator[tuple[int, str]]:
    """The words of a text that are not right, each with where it begins."""
    for match in _WORD.finditer(text):
        word = match[0] if match[0].isalpha() else unicodedata.normalize("NFC", match[0].translate(_WITHIN))
        if judge.known(word) or not _judged(word, pack) or _listed_whole(word, known):
            continue
        # A soft hyphen stands within a word, or joins two.
        if "\u00ad" in match[0] and judge.known(match[0].replace("\u00ad", "-")):
            continue
        if len(word) <= _ABBREVIATED and text[match.end() : match.end() + 1] == ".":
            continue
        if word[0].isupper() and _is_name(word, text[: match.start()], judge):
            continue
        yield match.start(), word


def _judged(word: str, pack: LanguagePack) -> bool:
    """Whether a word is one of this language: in its letters, and no acronym."""
    letters = [letter for letter in word if letter.isalpha()]
    return (
        len(letters) >= _LEAST
        and not any(letter.isupper() for part in word.split("-") for letter in part[1:])
        and all(letter in pack.letters for letter in letters)
    )


def _listed_whole(word: str, known: Listed) -> bool:
    small = word.casefold()
    return small in known or small.partition("’")[0] in known or all(part in known for part in small.split("-"))


def _is_name(word: str, before: str, judge: Speller) -> bool:
    """Whether a capitalised word that no dictionary has is taken for a name."""
    lead = before.rstrip(_OPENING)
    begins = not lead or lead[-1] in ".!?:…;\n"
    return not begins or len(word) < _NAME or judge.may_be_name(word)
