"""A translated block states the claims of its original, in the same order and with the same meaning.

Passes: «[не выросла](claim:wages)» for "[did not rise](claim:wages)". Fails: claims that stand in another order (T030); a claim
that is *more* in the original and *less* in its translation, or *not more* and *more* (T031).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from kerege.catalogue import problem
from kerege.checks.context import Packs, Parallels
from kerege.evidence.wording import states
from kerege.findings import Finding
from kerege.languages import LanguagePack
from kerege.languages.reading.wording import read_wording
from kerege.messages import say
from kerege.model import Claim, Scheme, Settings
from kerege.translate.state import place_of, translated

CODES = ("T030", "T031")
_TIE = re.compile(
    r"\[(?P<words>(?:[^\[\]\\]|\\.)*)\]\((?P<scheme>stat|claim|nostat|term|quote|fig|table|report):(?P<target>[^)\s]*)\)"
)
_NOTES = re.compile(r"\[\^[^\]]*\]|\[@[^\]]*\]")


def check(parallels: Parallels, claims: Mapping[str, Claim], settings: Settings, packs: Packs) -> Iterator[Finding]:
    """Yield a finding for each claim that a translation states otherwise."""
    if not claims:
        return
    original = packs[settings.original]
    for chapter, _, source, target in translated(parallels, settings):
        ours, theirs = _claims(source.text), _claims(target.text)
        if sorted(key for key, *_ in ours) != sorted(key for key, *_ in theirs):
            continue  # what was lost or added is T011
        pack = packs[chapter.language]
        places = chapter.places_of_ties(Scheme.CLAIM, target.start, target.end)
        for number, (mine, here) in enumerate(zip(ours, theirs, strict=True)):
            place = places[number] if len(places) == len(theirs) else place_of(chapter, target.start)
            if mine[0] != here[0]:
                yield Finding(
                    place,
                    problem("T030", here=here[0], mine=mine[0]),
                )
                break
            claim = claims.get(mine[0])
            said = _said(claim, source.text, mine[1], mine[2], original) if claim else ()
            told = _said(claim, target.text, here[1], here[2], pack) if claim else ()
            if said != told:
                yield Finding(
                    place,
                    problem("T031", mine=mine[0], said=_shown(said), told=_shown(told)),
                )


def _shown(said: tuple[str, ...]) -> str:
    return " ".join(said) or say("no direction")


@lru_cache(maxsize=50_000)
def _claims(text: str) -> tuple[tuple[str, int, int], ...]:
    """The claims of a block with the places of their words."""
    return tuple(
        (match["target"], match.start("words"), match.end("words"))
        for match in _TIE.finditer(text)
        if match["scheme"] == "claim"
    )


def _said(claim: Claim, text: str, start: int, end: int, pack: LanguagePack) -> tuple[str, ...]:
    """What the words of a claim state, with what stands around them."""
    plain, places = _plain(text)
    wording = read_wording(plain, places[start], places[end], claim.kind.value, pack.lexicon)
    return states(claim, wording)


@lru_cache(maxsize=5_000)
def _plain(text: str) -> tuple[str, tuple[int, ...]]:
    """A block without the marks of its ties, and where each of its offsets lies in that."""
    drop: list[tuple[int, int]] = []
    for match in _TIE.finditer(text):
        drop += [(match.start(), match.start("words")), (match.end("words"), match.end())]
    drop += [match.span() for match in _NOTES.finditer(text) if not any(a <= match.start() < b for a, b in drop)]
    parts: list[str] = []
    places: list[int] = []
    length, position = 0, 0
    for start, end in (*sorted(drop), (len(text), len(text))):
        parts.append(text[position:start])
        places += range(length, length + start - position)
        length += start - position
        places += [length] * (end - start)
        position = end
    return "".join(parts), (*places, length)
