"""What an imported report says twice agrees, and what it counts adds up.

Judged are only reports that were imported (`imported` in report.yml): elsewhere `data/assertions.yml` says what must hold.
Passes: "27 focus groups" beside "three focus groups in each of nine areas". Warns: "35 interviews" beside "two interviews
in each of nine areas" (S053); about 25 per cent in one sentence and nearly 80 in another about the same thing (S052).
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache

from kerege.catalogue import problem
from kerege.checks.context import Packs
from kerege.findings import Finding, Location
from kerege.languages import LanguagePack, available, word_lists
from kerege.languages.reading import Form, Kind, number_end, read
from kerege.languages.sentences import sentences
from kerege.languages.stems import is_small_anywhere
from kerege.languages.units import COUNTED
from kerege.model import Chapter, Passage, Settings
from kerege.model import Kind as PassageKind

CODES = ("S052", "S053")
_APART = 20
"""Percentage points between two figures that cannot both be right."""
_EVERYWHERE, _EVERYWHERE_AT_LEAST = 0.1, 8
"""A word in more than this share of the passages, and more than so many, is no word for one thing."""
_UNITS = frozenset(("percent", "percentage_points"))
_WORD = re.compile(r"[^\W\d_][\w’'-]+")


@dataclass(frozen=True)
class _Number:
    """A number of a sentence, without the noun that it counts."""

    start: int
    end: int
    text: str
    low: Fraction
    unit: str
    share: bool


@dataclass(frozen=True)
class _Said:
    """A sentence of a chapter."""

    chapter: Chapter
    place: Location
    text: str
    numbers: tuple[_Number, ...]


def check(chapters: Mapping[str, tuple[Chapter, ...]], settings: Settings, packs: Packs) -> Iterator[Finding]:
    """Yield a warning for each contradiction within an imported report."""
    if not settings.imported:
        return
    original = chapters[settings.original]
    sentences = [said for chapter in original for said in _said(chapter, packs[settings.original])]
    yield from _contradictions(original, sentences)
    yield from _sums(sentences)


def _said(chapter: Chapter, pack: LanguagePack) -> Iterator[_Said]:
    for passage in chapter.passages:
        if passage.kind not in (PassageKind.PARAGRAPH, PassageKind.ITEM):
            continue
        for start, end in sentences(passage.plain):
            text = passage.plain[start:end]
            numbers = tuple(_numbers(text, pack))
            if numbers:
                yield _Said(chapter, _place(chapter, passage, start + numbers[0].start), text, numbers)


def _numbers(text: str, pack: LanguagePack) -> Iterator[_Number]:
    for span in read(text, pack.lexicon):
        quantity = span.quantity
        if span.kind in (Kind.CONVENTION, Kind.UNREAD) or quantity is None:
            continue
        end = number_end(text, span, pack.lexicon, _UNITS)
        unit = "" if quantity.unit in COUNTED or quantity.noun else quantity.unit
        share = quantity.form in (Form.FRACTION, Form.RATIO) or unit == "percent"
        yield _Number(span.start, end, text[span.start : end], quantity.low, unit, share)


def _place(chapter: Chapter, passage: Passage, position: int) -> Location:
    if position >= len(passage.offsets):
        return passage.location
    offset = passage.offsets[position]
    line = chapter.text.count("\n", 0, offset) + 1
    return Location(chapter.path, line, offset - chapter.text.rfind("\n", 0, offset))


# --- two figures for one thing ---


def _contradictions(chapters: Sequence[Chapter], sentences: list[_Said]) -> Iterator[Finding]:
    shares = [(said, values) for said in sentences if (values := _percents(said))]
    common = _common(chapters)
    phrases = [_phrases(said, common) for said, _ in shares]
    named = [_names(said.text) for said, _ in shares]
    for one, other in itertools.combinations(range(len(shares)), 2):
        (first, mine), (second, theirs) = shares[one], shares[other]
        same = phrases[one] & phrases[other]
        nearest = min(abs(a - b) for a in mine for b in theirs)
        apart = named[one] and named[other] and not named[one] & named[other]
        if not same or nearest < _APART or apart:
            continue
        yield Finding(
            second.place,
            problem(
                "S052",
                second=_listed(second),
                first=_listed(first),
                place=first.place,
                text=" ".join(_written(second.text, min(same))),
            ),
        )


def _common(chapters: Sequence[Chapter]) -> frozenset[str]:
    """Words that stand everywhere in the report and so say nothing of what a sentence is about."""
    passages = [p for c in chapters for p in c.passages]
    seen = Counter(stem for passage in passages for stem in set(_stems(passage.plain)))
    return frozenset(
        stem for stem, count in seen.items() if count > max(_EVERYWHERE_AT_LEAST, len(passages) * _EVERYWHERE)
    )


def _phrases(said: _Said, common: frozenset[str]) -> frozenset[tuple[str, ...]]:
    """Three words that follow each other in the sentence, numbers and names left out, at most one of them common."""
    text = said.text
    for number in reversed(said.numbers):
        text = text[: number.start] + " " + text[number.end :]
    words = _stems(" ".join(word for word in _WORD.findall(text) if word[1:].islower() and not word[0].isupper()))
    return frozenset(
        three for three in zip(words, words[1:], words[2:], strict=False) if sum(word in common for word in three) < 2
    )


def _names(text: str) -> frozenset[str]:
    """Names within the sentence: two figures about two countries do not contradict each other."""
    within = re.finditer(r"(?P<before>[^\W\d_]|,) (?P<name>[^\W\d_]{4,})", text)
    return frozenset(
        m["name"] for m in within if m["name"][0].isupper() and (m["before"] == "," or m["before"].islower())
    )


def _written(text: str, stems: tuple[str, ...]) -> list[str]:
    """The words of a text whose stems these are."""
    return [next((w for w in _WORD.findall(text) if w.casefold()[:5] == stem), stem) for stem in stems]


def _percents(said: _Said) -> list[Fraction]:
    return [number.low for number in said.numbers if number.share]


def _listed(said: _Said) -> str:
    return ", ".join(number.text for number in said.numbers if number.share)


def _stems(text: str) -> list[str]:
    return [word.casefold()[:5] for word in _WORD.findall(text) if len(word) > 2]


# --- so many in each of so many ---


def _sums(sentences: list[_Said]) -> Iterator[Finding]:
    totals = [(said, number, _counted(said, number)) for said in sentences for number in said.numbers]
    for said in sentences:
        each = _each().search(said.text)
        after = [q for q in said.numbers if each and 0 <= q.start - each.end() <= 2]
        if each is None or not after:
            continue
        times = after[0].low
        for part in (q for q in said.numbers if q.end <= each.start() and not q.unit):
            thing = _counted(said, part)
            for other, total, what in totals:
                same = thing and what == thing and other is not said and not total.unit and total.low > part.low
                if same and total.low != part.low * times:
                    yield Finding(
                        other.place,
                        problem(
                            "S053",
                            text_text=f"{total.text} {' '.join(_written_out(other.text, thing))}",
                            place=said.place,
                            text=part.text,
                            text2=after[0].text,
                            low=part.low * times,
                        ),
                    )


@cache
def _each() -> re.Pattern[str]:
    """«In each of the», in any language: what a report was imported from need not say which it is in."""
    listed = {word for code in available() for word in word_lists(code).words("link", "each")}
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(listed, key=len, reverse=True)))}) ?", re.IGNORECASE)


@cache
def _plural_ends() -> tuple[str, ...]:
    """How words for several things end."""
    ends = (word_lists(code).settings("language").get("plural-ends", "") for code in available())
    return tuple({end.strip() for listed in ends for end in listed.split(",") if end.strip()})


def _counted(said: _Said, number: _Number) -> tuple[str, ...]:
    """The things that a number counts: the last two words of the group behind it, in their stems."""
    words: list[str] = []
    for match in _WORD.finditer(said.text[number.end : number.end + 60]):
        gap = said.text[number.end : number.end + match.start()][-2:]
        if (words and re.search(r"[,.;:()]", gap)) or is_small_anywhere(match[0].casefold()):
            break
        words.append(match[0].casefold())
        if len(words) == 4:
            break
    # "in-depth interviews", "individual in-depth interviews": what is counted ends the group.
    plural = [index for index, word in enumerate(words) if word.endswith(_plural_ends()) and len(word) > 3]
    if not plural:
        return ()
    return tuple(word[:6] for word in words[max(0, plural[-1] - 1) : plural[-1] + 1])


def _written_out(text: str, thing: tuple[str, ...]) -> list[str]:
    return [next((w for w in _WORD.findall(text) if w.casefold()[:6] == stem), stem) for stem in thing]
