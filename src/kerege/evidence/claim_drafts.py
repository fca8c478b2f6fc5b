"""Drafts of claims, from sentences that state two numbers or more: records for an editor to read, correct and keep.

Nothing is decided here. What a sentence compares is guessed from its numbers: two of the same label in different periods
changed; a superlative ranks all numbers of its sentence; any other two are compared, the larger with the smaller.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import yaml

from kerege.evidence.claims import PairResult, RankResult, Result, Trouble, arithmetic, unit_of, work_out
from kerege.evidence.phrases import stated_passages
from kerege.evidence.stated import Hold, Stated
from kerege.evidence.tolerances import Tolerances
from kerege.evidence.unbound import unbound_in
from kerege.findings import Location
from kerege.languages import LanguagePack
from kerege.languages.sentences import sentences
from kerege.model import Chapter, Claim, ClaimKind, Pair, Rank, Report, Scheme, Statistic, Tie, Value

_WIDEST = 6
"""More numbers in a sentence are a list, and compared two by two they would fill pages."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A record that might be kept."""

    claim: Claim
    result: Result
    sentence: str
    word: str
    """The word of the sentence that states it, as far as one was found."""

    @property
    def record(self) -> str:
        """Its line for `data/claims.yml`."""
        about: dict[str, object] = {}
        match self.claim.about:
            case Pair(base, other) if self.claim.kind is ClaimKind.CHANGE:
                about = {"from": base, "to": other}
            case Pair(base, other):
                about = {"of": other, "with": base}
            case Rank(among, which):
                about = {"of": list(among), "first": which, "by": "highest"}
        inner = yaml.safe_dump({self.claim.kind.value: about}, default_flow_style=True, sort_keys=False, width=10_000)
        return f"{self.claim.id}: {inner.strip()}"

    @property
    def arithmetic(self) -> str:
        return "; ".join(arithmetic(self.result))


def drafts(report: Report, values: Mapping[str, Value], pack: LanguagePack, tolerances: Tolerances) -> Iterator[Draft]:
    """Drafts from the chapters of the original language, in reading order; what a claim says already is left out."""
    known = {_about(claim) for claim in report.claims.values()}
    taken = set(report.claims)
    guesses: dict[object, tuple[Claim, str, str]] = {}
    for chapter in report.chapters.get(report.settings.original, ()):
        for index, stated in stated_passages(report.statistics, chapter, values, pack):
            for sentence in _sentences(stated):
                place = _place(chapter, index, stated, sentence)
                text = " ".join(stated.text[sentence[0] : sentence[1]].split())
                for claim, word in _guessed(report, stated, sentence, pack, place):
                    about = _about(claim)
                    # Of several sentences the first that says it in a word.
                    if about not in known and (about not in guesses or (word and not guesses[about][1])):
                        guesses[about] = (claim, word, text)
    for claim, word, text in guesses.values():
        named = _named(claim, taken)
        result = work_out(named, report.statistics, values, tolerances)
        if isinstance(result, Trouble):
            continue
        taken.add(named.id)
        ordered = _ordered(named, result)
        again = work_out(ordered, report.statistics, values, tolerances)
        yield Draft(ordered, result if isinstance(again, Trouble) else again, text, word)


def _sentences(stated: Stated) -> Iterator[tuple[int, int]]:
    for start, end in sentences(stated.text):
        if len(_keys(stated, (start, end))) > 1:
            yield start, end


def _keys(stated: Stated, sentence: tuple[int, int]) -> list[str]:
    """The statistics that a sentence states, in its order."""
    ties = [hold.key for hold in stated.holds if sentence[0] <= hold.start < sentence[1]]
    return list(dict.fromkeys(tie.target for tie in ties if isinstance(tie, Tie) and tie.scheme is Scheme.STATISTIC))


def _guessed(
    report: Report, stated: Stated, sentence: tuple[int, int], pack: LanguagePack, place: Location
) -> Iterator[tuple[Claim, str]]:
    records = [report.statistics[key] for key in _keys(stated, sentence) if key in report.statistics]
    words = [found for found in unbound_in(stated, pack) if sentence[0] <= found.start < sentence[1]]
    for group in _of_one_unit(records):
        ranked = next((found for found in words if found.kind is ClaimKind.RANK), None)
        if ranked is not None and len(group) > 2:
            keys = tuple(statistic.id for statistic in group)
            claim = Claim("", ClaimKind.RANK, Rank(keys, _target(ranked.holds, keys), 1, True), {}, "", place)
            yield claim, stated.text[ranked.start : ranked.end]
            continue
        for one, other in pairwise(group):
            kind = ClaimKind.CHANGE if _same_thing(one, other, pack.code) else ClaimKind.COMPARE
            first, second = (one, other) if _year(one) <= _year(other) else (other, one)
            word = next((stated.text[f.start : f.end] for f in words if f.kind is kind), "")
            if unit_of(one) == "count" and not word:
                continue  # 27 groups and 18 families: a list of what was counted
            yield Claim("", kind, Pair(first.id, second.id), {}, "", place), word


def _of_one_unit(records: Sequence[Statistic]) -> Iterator[list[Statistic]]:
    """Those of one source and unit: what comes from two sources was seldom counted alike."""
    by_unit: dict[tuple[str, str], list[Statistic]] = {}
    for record in records:
        by_unit.setdefault((unit_of(record), record.source), []).append(record)
    for group in by_unit.values():
        if 1 < len(group) <= _WIDEST:
            yield group


def _target(holds: Sequence[Hold], keys: Sequence[str]) -> str:
    near = [hold.key.target for hold in holds if isinstance(hold.key, Tie)]
    return next((key for key in near if key in keys), keys[0])


def _year(statistic: Statistic) -> str:
    years = re.findall(r"\d{4}", statistic.period)
    return years[0] if years else ""


def _same_thing(one: Statistic, other: Statistic, language: str) -> bool:
    """Whether two statistics differ by their period alone."""
    first, second = (re.sub(r"\d+", "", s.label.get(language, "")) for s in (one, other))
    return bool(_year(one) and _year(other) and _year(one) != _year(other) and first == second)


def _about(claim: Claim) -> tuple[object, ...]:
    kind = "pair" if isinstance(claim.about, Pair) else claim.kind.value
    return kind, frozenset(claim.statistics)


def _ordered(claim: Claim, result: Result) -> Claim:
    """A comparison with what is more as its subject; a rank with the one that is first."""
    if isinstance(result, RankResult) and isinstance(claim.about, Rank):
        return replace(claim, about=replace(claim.about, which=result.order[0].statistic.id))
    if isinstance(result, PairResult) and isinstance(claim.about, Pair) and claim.kind is ClaimKind.COMPARE:
        base, other = claim.about.base, claim.about.other
        return replace(claim, about=Pair(other, base)) if result.direction == "down" else claim
    return claim


def _named(claim: Claim, taken: set[str]) -> Claim:
    """The claim with an id of its own, from what its statistics' ids share."""
    parts = [key.split("-") for key in claim.statistics]
    shared = [part for part, *rest in zip(*parts, strict=False) if all(part == other for other in rest)]
    base = "-".join([*(shared or parts[0]), claim.kind.value])
    name, number = base, 1
    while name in taken:
        number += 1
        name = f"{base}-{number}"
    return replace(claim, id=name)


def _place(chapter: Chapter, index: int, stated: Stated, sentence: tuple[int, int]) -> Location:
    passage = chapter.passages[index]
    at = stated.place(sentence[0])
    return chapter.places.at(passage.offsets[at]) if at < len(passage.offsets) else passage.location
