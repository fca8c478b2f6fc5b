"""A translation has the marks of its language.

Passes: «кавычки», «59,6 %» with a space that does not break (Russian), «59,6%» (Kyrgyz), «№ 5», an em dash between words.
Fails: another language's quotation marks or decimal mark, a percent sign, № or unit set wrong, a hyphen for a dash (T016); a block much
shorter or longer than its original (T018); the same sentence of the original translated in two ways (T019).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from kerege.catalogue import Problem, problem
from kerege.checks.by_key import ByKey, Said
from kerege.checks.context import Packs, Parallels
from kerege.findings import Finding
from kerege.languages import LanguagePack
from kerege.model import Chapter, Parallel, Scheme, Settings, chapters_of
from kerege.translate.segments import Segment
from kerege.translate.state import place_in, place_of, translated, translations_of
from kerege.translate.words import plain, visible

CODES = ("T016", "T018", "T019")
_QUOTES = '“”„«»"‹›'
_SHORT, _LONG = 0.45, 2.2
"""Russian and Kyrgyz of this report run between 0.6 and 1.5 times the English, block by block."""


def check_blocks(parallels: Parallels, settings: Settings, packs: Packs) -> Iterator[Finding]:
    """Yield a finding for each mark that is not the language's, and for lengths that look wrong."""
    for chapter in chapters_of(parallels):
        yield from _decimal_points(chapter, packs[chapter.language])
    for chapter, _, source, target in translated(parallels, settings):
        yield from _marks(chapter, target, packs[chapter.language])
        yield from _length(chapter, source, target)


_Sentence = tuple[str, str]
"""A language, and words of the original."""
_Ways = tuple[tuple[str, int], ...]
"""How a chapter translates them, and where, in the order of the original."""


def _sentences(parallel: Parallel, chapter: Chapter, settings: Settings) -> Mapping[_Sentence, _Ways]:
    found: dict[_Sentence, _Ways] = {}
    for _, source, target in translations_of(parallel, chapter, settings):
        ours = plain(source.text)
        if len(ours) > 3:
            key = (chapter.language, ours)
            found[key] = (*found.get(key, ()), (plain(target.text), target.start))
    return found


def _two_ways(key: _Sentence, said: Sequence[Said[_Ways]]) -> Iterator[Finding]:
    ours, first = key[1], said[0]
    known, place = first.entry[0][0], place_of(first.chapter, first.entry[0][1])
    for one in said:
        for theirs, at in one.entry:
            if theirs != known:
                yield Finding(
                    place_of(one.chapter, at),
                    problem("T019", ours=ours[:50], theirs=theirs[:50], known=known[:50], place=place),
                )


check_doubles = ByKey(_sentences, _two_ways)
"""Yields a finding for each sentence that is translated in two ways."""


def _decimal_points(chapter: Chapter, pack: LanguagePack) -> Iterator[Finding]:
    """Numbers with the decimal mark of another language, which is read all the same."""
    usual = pack.lexicon.settings.decimal[0]
    for tie in chapter.ties_to(Scheme.STATISTIC):
        found = re.search(r"\d+[.,]\d+", tie.words)
        right = found and re.sub("[.,]", usual, found[0])
        if found and right != found[0] and usual != ".":
            yield Finding(
                tie.location,
                problem("T016/decimal-mark", found=found[0], right=right),
            )


def _marks(chapter: Chapter, target: Segment, pack: LanguagePack) -> Iterator[Finding]:
    shown = visible(target.text)
    allowed = {mark for pair in pack.quotation_marks for mark in pair}
    for match in re.finditer(f"[{re.escape(_QUOTES)}]", shown):
        if match[0] not in allowed:
            left, right = pack.quotation_marks[0]
            yield _mark(chapter, target, match, problem("T016/quotation-mark", mark=match[0], right=f"{left}…{right}"))
    form = pack.formats.get("percent", "{n}%")
    space = form.partition("}")[2].partition("%")[0]
    for match in re.finditer(r"\d(\s*)%", shown) if form.endswith("%") else ():
        if match[1] != space:
            case = "percent-space" if space else "percent-no-space"
            yield _mark(chapter, target, match, problem(f"T016/{case}", found=" ".join(match[0].split())))
    for match in re.finditer(r"№(?!\u00a0)", shown):
        yield _mark(chapter, target, match, problem("T016/number-sign"))
    dashed = pack.words.settings("language").get("dash") == "long"
    for match in re.finditer(r"(?<=\w) [-–] (?=\w)", shown) if dashed else ():
        yield _mark(chapter, target, match, problem("T016/dash", found=match[0].strip()))


def _mark(chapter: Chapter, target: Segment, match: re.Match[str], wrong: Problem) -> Finding:
    return Finding(place_in(chapter, target, match.start(), match[0]), wrong)


def _length(chapter: Chapter, source: Segment, target: Segment) -> Iterator[Finding]:
    ours, theirs = len(plain(source.text)), len(plain(target.text))
    if ours > 80 and not _SHORT < theirs / ours < _LONG:
        yield Finding(
            place_of(chapter, target.start),
            problem("T018", form=target.form, theirs=f"{theirs / ours:.1f}"),
        )
