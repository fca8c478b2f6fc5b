"""A translated block states the numbers of its original, in its ties and beside them.

Passes: "Article 16" and «статья 16»; `[about a third](stat:poor-2016)` and `[около трети](stat:poor-2016)`.
Fails: a year, article or page that is another one (T010); a tie, a term, a cross reference or a citation that only one of
the two has (T011); a hedge that says something else, «более трети» for "about a third" (T017).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

from kerege.catalogue import problem
from kerege.checks.context import Packs, Parallels
from kerege.findings import Finding
from kerege.languages import LanguagePack
from kerege.languages.reading import read
from kerege.languages.tokens import Sort, tokenize
from kerege.model import Chapter, Settings
from kerege.translate.alignment import ties_of
from kerege.translate.segments import Segment
from kerege.translate.state import place_of, translated

CODES = ("T010", "T011", "T017")
_STATED = re.compile(r"\[(?P<words>(?:[^\[\]\\]|\\.)*)\]\(stat:(?P<target>[^)\s]*)\)")
_VOUCHED = re.compile(r"\[(?:[^\[\]\\]|\\.)*\]\((?:stat|claim):[^)\s]*\)")
_UNSEEN = re.compile(r"\]\([^)\s]*\)|\[@[^\]]*\]|\[\^[^\]]*\]|\{[^}]*\}")
HEDGES = frozenset(
    (
        "about",
        "nearly",
        "over",
        "under",
        "at_least",
        "at_most",
        "just_over",
        "just_under",
        "far_over",
        "far_under",
        "odd",
    )
)
"""Relations that a translation must keep."""


def check(parallels: Parallels, settings: Settings, packs: Packs) -> Iterator[Finding]:
    """Yield a finding for each number, hedge, tie or citation that did not survive translation."""
    original = packs[settings.original]
    for chapter, _, source, target in translated(parallels, settings):
        pack = packs[chapter.language]
        yield from _numbers(chapter, source, target, (original, pack))
        yield from _ties(chapter, source, target)
        yield from _hedges(chapter, source, target, (original, pack))


def _numbers(
    chapter: Chapter, source: Segment, target: Segment, packs: tuple[LanguagePack, LanguagePack]
) -> Iterator[Finding]:
    ours, theirs = untied_numbers(source.text, packs[0]), untied_numbers(target.text, packs[1])
    if ours != theirs:
        lost, added = sorted((ours - theirs).elements()), sorted((theirs - ours).elements())
        case = "others" if lost and added else "fewer" if lost else "more"
        facts = {"form": target.form, "less": lost, "more": added}
        yield Finding(place_of(chapter, target.start), problem(f"T010/{case}", **facts))


# A block of the original is compared with each of its translations.
@lru_cache(maxsize=200_000)
def untied_numbers(text: str, pack: LanguagePack) -> Counter[str]:
    """The numerals of a block that no statistic vouches for (years, articles, ages), with the decimal point of English."""
    bare = _UNSEEN.sub("]", _VOUCHED.sub(" ", text))
    settings = pack.lexicon.settings
    numbers: Counter[str] = Counter()
    for token in tokenize(bare, settings.decimal, settings.group):
        if token.sort is Sort.NUMERAL:
            value, decimals = token.readings[0]
            numbers[str(value) if not decimals else f"{float(value):.{decimals}f}"] += 1
        elif token.sort in (Sort.DOTTED, Sort.ODD):
            numbers.update(re.findall(r"\d+", token.text))
    return numbers


def _ties(chapter: Chapter, source: Segment, target: Segment) -> Iterator[Finding]:
    ours, theirs = _other_ties(source.text), _other_ties(target.text)
    for key in sorted((ours - theirs).elements()):
        yield Finding(place_of(chapter, target.start), problem("T011/original-not-in-its", key=key))
    for key in sorted((theirs - ours).elements()):
        yield Finding(place_of(chapter, target.start), problem("T011/not-in-original-this", key=key))


@lru_cache(maxsize=200_000)
def _other_ties(text: str) -> Counter[str]:
    """The ties of a block but those to statistics: where one of these was lost or added is T004, which also knows where."""
    return Counter({key: count for key, count in ties_of(text).items() if not key.startswith("stat:")})


def _hedges(
    chapter: Chapter, source: Segment, target: Segment, packs: tuple[LanguagePack, LanguagePack]
) -> Iterator[Finding]:
    ours, theirs = _hedged(source.text, packs[0]), _hedged(target.text, packs[1])
    for key, (kinds, hedges) in ours.items():
        if key in theirs and theirs[key][0] != kinds:
            yield Finding(
                place_of(chapter, target.start),
                problem("T017", key=key, hedges=hedges, theirs=theirs[key][1]),
            )


@lru_cache(maxsize=200_000)
def _hedged(text: str, pack: LanguagePack) -> dict[str, tuple[set[str], str]]:
    """For each tied statistic the kinds of hedges, and the words in which they stand."""
    found: dict[str, tuple[set[str], str]] = {}
    for tie in _STATED.finditer(" ".join(text.split())):
        spans = read(tie["words"], pack.lexicon)
        hedges = {span.quantity.relation for span in spans if span.quantity and span.quantity.relation in HEDGES}
        known, said = found.get(tie["target"], (set(), ""))
        found[tie["target"]] = known | hedges, f"{said}, {tie['words']}" if said else tie["words"]
    return found
