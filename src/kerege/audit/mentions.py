"""Which labels of a table a sentence names, and which of them each of its numbers belongs to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kerege.audit.tables import DataTable, Slot
from kerege.languages.reading import Kind, Span
from kerege.languages.stems import is_small_word, stem, words

_ENOUGH = 0.5
"""Of the weight of a label's words, so much must stand in the sentence."""
_NEAR = 8
"""Words of a label stand within so many words of each other."""
_CLOSE = 1
"""Side by side: where the words of one label stand among those of another, only these count."""
_SAME = 0.05
_BREAKS = ",;:()—–[]"


@dataclass(frozen=True)
class Token:
    """A word of a passage, without its endings."""

    stem: str
    start: int
    end: int


@dataclass(frozen=True)
class Mention:
    """A place where a label is named; several labels where the words fit them equally."""

    labels: tuple[str, ...]
    start: int
    end: int


def tokens_of(text: str, start: int, end: int, spans: Sequence[Span], language: str) -> list[Token]:
    """The words of a sentence; digits that state a quantity are no words."""
    stated = [(span.start, span.end) for span in spans if span.kind is Kind.QUANTITY]
    found = []
    for word, first, last in words(text[start:end]):
        first, last = first + start, last + start
        digits = any(map(str.isdigit, word))
        if digits and any(a <= first < b for a, b in stated):
            continue
        if not is_small_word(word, language):
            found.append(Token(stem(word, language), first, last))
    return found


def mentions(tokens: Sequence[Token], table: DataTable) -> dict[int, list[Mention]]:
    """By slot the labels that a sentence names, in the order of the text."""
    return {
        number: found
        for number, slot in enumerate(table.slots)
        if slot.chooses and (found := list(_in_slot(tokens, slot)))
    }


@dataclass(frozen=True)
class _Fit:
    label: str
    score: float
    matched: int
    start: int
    end: int


def _in_slot(tokens: Sequence[Token], slot: Slot) -> list[Mention]:
    places: dict[str, list[int]] = {}
    for place, token in enumerate(tokens):
        places.setdefault(token.stem, []).append(place)
    fits = [
        fit
        for key, label in slot.labels.items()
        for way in label.ways
        for fit in _fits(key, way, places, tokens, slot.weights)
    ]
    fits.sort(key=lambda fit: (-fit.matched * fit.score, -fit.score))
    taken: list[_Fit] = []
    for fit in fits:
        over = [one for one in taken if one.start < fit.end and fit.start < one.end]
        if any(one.label == fit.label or not _equal(one, fit) for one in over):
            continue
        taken.append(fit)
    found: dict[tuple[int, int], list[str]] = {}
    for fit in sorted(taken, key=lambda fit: fit.start):
        found.setdefault((fit.start, fit.end), []).append(fit.label)
    return [Mention(tuple(labels), start, end) for (start, end), labels in found.items()]


def _equal(one: _Fit, other: _Fit) -> bool:
    same = (one.start, one.end, one.matched) == (other.start, other.end, other.matched)
    return same and abs(one.score - other.score) < _SAME


def _fits(
    key: str, way: Sequence[str], places: dict[str, list[int]], tokens: Sequence[Token], weights: dict[str, float]
) -> list[_Fit]:
    there = [one for one in way if one in places]
    if not there:
        return []
    whole = sum(weights[one] for one in way)
    if sum(weights[one] for one in there) / whole < _ENOUGH:
        return []
    rarest = max(there, key=lambda one: weights[one])
    found = []
    for anchor in places[rarest]:
        for reach in (_NEAR, _CLOSE):
            mine = {}
            for one in dict.fromkeys(there):
                near = min(places[one], key=lambda place: abs(place - anchor))
                if abs(near - anchor) <= reach:
                    mine[one] = near
            score = sum(weights[one] for one in way if one in mine) / whole
            if score >= _ENOUGH:
                first, last = min(mine.values()), max(mine.values())
                found.append(_Fit(key, score, len(mine), tokens[first].start, tokens[last].end))
    return list(dict.fromkeys(found))


@dataclass(frozen=True)
class Governing:
    """The labels that a number belongs to in one slot."""

    labels: tuple[str, ...]
    others: tuple[str, ...] = ()
    """Labels that it may belong to instead, where the order of the sentence leaves that open."""
    free: bool = False
    """Whether it may belong to none of them: they are named only later, in another clause (6,242, of them 4,141 women)."""


def governing(found: Sequence[Mention], numbers: Sequence[tuple[int, int]], which: int, text: str) -> Governing:
    """Which of several named labels a number belongs to.

    Where as many labels are named as numbers stated, each has its own, in order. Elsewhere the label in the same clause
    counts, or the one before; the other neighbour stays possible.
    """
    start, end = numbers[which]
    free = all(mention.start >= end and _broken(text, mention, start, end) for mention in found)
    distinct = list(dict.fromkeys(label for mention in found for label in mention.labels))
    if len({mention.labels for mention in found}) == 1:
        return Governing(found[0].labels, free=free)
    if len(found) == len(numbers):
        return Governing(found[which].labels)
    before = [mention for mention in found if mention.start < start]
    after = [mention for mention in found if mention.start >= start]
    sides = [side for side in (before[-1] if before else None, after[0] if after else None) if side is not None]
    near = [side for side in sides if not _broken(text, side, start, end)]
    first = min(near or sides, key=lambda side: max(start - side.end, side.start - end))
    open_order = len(near) != 1 or len(sides) == 1
    others = distinct if len(numbers) == 1 else [label for side in sides for label in side.labels] if open_order else []
    return Governing(first.labels, tuple(label for label in others if label not in first.labels), free)


def _broken(text: str, mention: Mention, start: int, end: int) -> bool:
    """Whether a clause ends between a label and a number."""
    between = text[mention.end : start] if mention.end <= start else text[end : mention.start]
    return any(sign in between for sign in _BREAKS)
