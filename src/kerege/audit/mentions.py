"""Which labels of a table a sentence names, and which of them each of its numbers belongs to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kerege.audit.tables import DataTable, Slot
from kerege.languages.reading import Kind, Span
from kerege.languages.stems import is_small_word, stem, words

_ENOUGH = 0.5
"""Of the weight of a label's words, so much must stand in the sentence."""
_FIRST = 0.33
_NEAR = 8
"""Words of a label stand within so many words of each other."""
_CLOSE = 1
"""Side by side: where the words of one label stand among those of another, only these count."""
_SAME = 0.05
_BREAKS = ",;:()[]"


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
    weak: bool = False
    """Only a word such as *all* or *total* names it, which sentences use for other things too."""
    share: float = 1.0
    """How much of the label's words stand there, by what they tell."""


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
    """Words of a sentence that may name a label."""

    label: str
    score: float
    places: frozenset[int]
    """Which of its tokens."""
    weak: bool

    @property
    def gaps(self) -> int:
        """How many other words stand among them."""
        return max(self.places) - min(self.places) + 1 - len(self.places)

    @property
    def rank(self) -> tuple[float, float]:
        """Words side by side before words scattered over a sentence, many before few."""
        return (float(self.gaps > _CLOSE), -len(self.places) * self.score)


def _in_slot(tokens: Sequence[Token], slot: Slot) -> list[Mention]:
    places: dict[str, list[int]] = {}
    for place, token in enumerate(tokens):
        places.setdefault(token.stem, []).append(place)
    fits = {
        fit for key, label in slot.labels.items() for way in label.ways for fit in _fits(key, way, places, slot.weights)
    }
    taken: list[_Fit] = []
    for fit in sorted(fits, key=lambda fit: (fit.rank, fit.label, sorted(fit.places))):
        over = [one for one in taken if one.places & fit.places]
        if any(one.label == fit.label or not _equal(one, fit) for one in over):
            continue
        taken.append(fit)
    found: dict[frozenset[int], list[_Fit]] = {}
    for fit in sorted(taken, key=lambda fit: min(fit.places)):
        found.setdefault(fit.places, []).append(fit)
    return [
        Mention(
            tuple(fit.label for fit in same),
            tokens[min(at)].start,
            tokens[max(at)].end,
            all(fit.weak for fit in same),
            max(fit.score for fit in same),
        )
        for at, same in found.items()
    ]


def _equal(one: _Fit, other: _Fit) -> bool:
    return one.places == other.places and abs(one.score - other.score) < _SAME


def _fits(key: str, way: Sequence[str], places: dict[str, list[int]], weights: dict[str, float]) -> list[_Fit]:
    there = [one for one in dict.fromkeys(way) if one in places]
    if not set(there) - {"=measure"}:
        return []
    whole = sum(weights[one] for one in way)
    # The first or last word of a label is what it is called by: petrol, for «Petrol AI-92»; wage, for «Average monthly wage».
    called = {one for one in (way[0], way[-1]) if one in there and weights[one] == 1 and len(one) > 2}
    enough = _FIRST if called else _ENOUGH
    if sum(weights[one] for one in there) / whole < enough:
        return []
    rarest = max(there, key=lambda one: weights[one])
    found = []
    for anchor in places[rarest]:
        for reach in (_NEAR, _CLOSE, 0):
            mine = {}
            for one in there:
                near = min(places[one], key=lambda place: abs(place - anchor))
                if abs(near - anchor) <= reach:
                    mine[one] = near
            score = sum(weights[one] for one in way if one in mine) / whole
            if score >= (enough if called & set(mine) else _ENOUGH):
                weak = set(mine) <= {"=total", "=measure"}
                found.append(_Fit(key, score, frozenset(mine.values()), weak))
    return found


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
    inside = [mention for mention in found if start <= mention.start < end and not mention.weak]
    if len(inside) == 1:
        return Governing(inside[0].labels)
    strong = [mention for mention in found if not mention.weak]
    weak = [mention for mention in found if mention.weak]
    if strong and weak:
        near = [mention for mention in weak if not _broken(text, mention, start, end)]
        if near and all(_broken(text, mention, start, end) for mention in strong):
            return Governing(near[-1].labels)
        own = governing(strong, numbers, which, text)
        further = [label for mention in weak for label in mention.labels if label not in own.labels]
        return Governing(own.labels, (*own.others, *further), own.free)
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
    open_order = not near or (len(numbers) == 1 and len(near) == len(sides))
    others = distinct if open_order else [one for side in near for one in side.labels]
    return Governing(first.labels, tuple(label for label in others if label not in first.labels), free)


def _broken(text: str, mention: Mention, start: int, end: int) -> bool:
    """Whether a clause ends between a label and a number."""
    between = text[mention.end : start] if mention.end <= start else text[end : mention.start]
    return any(sign in between for sign in _BREAKS)
