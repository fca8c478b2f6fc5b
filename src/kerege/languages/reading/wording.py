"""What a phrase says of several numbers without being one: rose, more than, highest, most, not.

A small grammar over tokens. Each token of the phrase is part of a number, of a listed word, or of nothing that is known; the
last makes whoever judges the phrase refuse it, so that no phrase is half-read. The words stand in a pack's `claims.txt`.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from enum import Enum
from functools import lru_cache

from kerege.languages.lexicon import Lexicon, Match
from kerege.languages.reading.cursor import Cursor
from kerege.languages.reading.passage import read
from kerege.languages.reading.spans import Form, Kind, Quantity, Span
from kerege.languages.sentences import sentence_at
from kerege.languages.tokens import Sort


class Says(Enum):
    """What a word of a phrase says; the value is the name in findings and tests."""

    DIRECTION = "direction"
    """up, down, same, near, other."""
    COMPARISON = "comparison"
    """more, less, same, near, other."""
    RANK = "rank"
    """high, low, last, only."""
    PLACE = "place"
    """A number from 1."""
    QUANTITY = "quantity"
    """A range of per cent: `50..100`."""
    EXTENT = "extent"
    """slight, some or strong."""
    HEDGE = "hedge"
    NEGATION = "negation"
    THAN = "than"
    """What one compares with stands behind it, or before it."""


_CLASSES = {
    "change": (Says.DIRECTION, ("direction", "change")),
    "compare": (Says.COMPARISON, ("comparison", "compare", "direction", "change")),
    "rank": (Says.RANK, ("rank",)),
    "share": (Says.QUANTITY, ("quantity", "share")),
}
"""By kind of claim: the sections whose words state it, those first that go before."""
OPEN = "open"
"""The value of words that say good or bad, or much, and not which way: improved, worse, many."""
_AS_DIRECTION = {"more": "up", "less": "down"}
_AS_COMPARISON = {"up": "more", "down": "less"}
_MARKS = ",-–—‑−()[]“”„‘’«»'\"/%"
_BOUNDS = ("over", "under", "at_least", "at_most")
_HEDGES = ("about", "nearly", "exact")
_REACH = 4
"""So many neutral words may stand between a phrase and a word that belongs to it."""
_STOPS = ".;:!?…"


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a phrase that says something; offsets count in the passage."""

    says: Says
    value: str
    start: int
    end: int
    flags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Number:
    """A number of a phrase with what it is there."""

    role: str
    """size (by how much), factor, from, to, ends (both), place, or nothing."""
    span: Span

    @property
    def quantity(self) -> Quantity:
        assert self.span.quantity is not None
        return self.span.quantity


@dataclass(frozen=True)
class Wording:
    """A phrase as it was read."""

    start: int
    end: int
    """With what of it stands outside the tied words: a negation, a hedge, the rest of a number."""
    words: tuple[Word, ...]
    numbers: tuple[Number, ...]
    years: tuple[str, ...]
    unknown: tuple[tuple[str, int], ...]
    """Words that are no part of the grammar, with their offsets: what the phrase is about, or what is not understood."""

    def values(self, says: Says) -> tuple[str, ...]:
        return tuple(word.value for word in self.words if word.says is says)

    @property
    def negations(self) -> int:
        return len(self.values(Says.NEGATION))


@lru_cache(maxsize=20_000)
def read_wording(
    text: str, start: int, end: int, kind: str, lexicon: Lexicon, held: tuple[tuple[int, int], ...] = ()
) -> Wording:
    """Read the phrase that stands in a stretch of a passage.

    Args:
        kind: change, compare, rank or share.
        held: stretches of the passage that other ties vouch for: none of the phrase.
    """
    return _Reading(text, start, end, kind, lexicon, held).wording()


def _longest(matches: Iterable[Match], limit: int) -> Match | None:
    """The longest of them, the first of equally long ones, that ends before a token."""
    return max((m for m in matches if not limit or m.end <= limit), key=lambda match: match.end, default=None)


class _Reading:
    def __init__(
        self, text: str, start: int, end: int, kind: str, lexicon: Lexicon, held: Collection[tuple[int, int]]
    ) -> None:
        self.c = Cursor(text, lexicon)
        self.kind, self.held = kind, held
        self.start, self.end = start, end
        self.says, self.classes = _CLASSES[kind]
        self.spans = [span for span in read(text, lexicon) if self._is_number(span) and not self._is_anothers(span)]
        self.sentence = sentence_at(text, start)
        self.words: list[Word] = []
        self.numbers: list[Number] = []
        self.years: list[str] = []
        self.unknown: list[tuple[str, int]] = []

    def _is_number(self, span: Span) -> bool:
        """Whether a span is read as a number here: *most* and *second* are words of the grammar."""
        quantity = span.quantity
        if span.kind is Kind.CONVENTION:
            return span.name == "year" or quantity is not None
        if quantity is None:
            return span.kind is Kind.UNREAD
        if quantity.form is Form.SHARE:
            return False
        if quantity.form is Form.ORDINAL:
            return self.kind == "rank"
        counted = bool(quantity.relation or quantity.direction) and quantity.low > 1
        return span.kind is not Kind.NARRATIVE or (quantity.form is not Form.TIMES and counted)

    def _is_anothers(self, span: Span) -> bool:
        """Whether only the hedge of a number that another tie holds stands in the phrase: [twice as many] as the [28]."""
        return any(span.start < start < span.end and self.end <= start for start, _ in self.held)

    def wording(self) -> Wording:
        tokens = self.c.tokens
        inside = [n for n, token in enumerate(tokens) if token.start < self.end and self.start < token.end]
        if not inside:
            return Wording(self.start, self.end, (), (), (), ())
        first, last = self._with_numbers(inside[0], inside[-1] + 1)
        first = self._leftward(first)
        last = self._rightward(last)
        place = first
        while place < last:
            place = self._take(place, last)
        start, end = tokens[first].start, tokens[last - 1].end
        return Wording(
            min(start, self.start),
            max(end, self.end),
            tuple(self.words),
            tuple(self.numbers),
            tuple(self.years),
            tuple(self.unknown),
        )

    # -- how far the phrase reaches ---------------------------------------------------------------------------------------
    def _with_numbers(self, first: int, last: int) -> tuple[int, int]:
        """With the whole of each number that it touches."""
        tokens = self.c.tokens
        for span in self.spans:
            if span.start < tokens[last - 1].end and tokens[first].start < span.end:
                while first > 0 and tokens[first - 1].start >= span.start:
                    first -= 1
                while last < self.c.count and tokens[last].start < span.end:
                    last += 1
        return first, last

    def _free(self, place: int) -> bool:
        """Whether a token of the sentence is no other tie's, no number and no end of a clause."""
        token = self.c.tokens[place]
        low, high = self.sentence
        if not low <= token.start < high or (token.sort is Sort.SIGN and token.text in _STOPS + ",()–—"):
            return False
        taken = (*self.held, *((span.start, span.end) for span in self.spans))
        return not any(start < token.end and token.start < end for start, end in taken)

    def _leftward(self, first: int) -> int:
        """Where the phrase begins with the words before it that belong to it: did not [rise], almost [as many]."""
        reached = place = first
        while place > 0 and first - place <= _REACH and self._free(place - 1):
            place -= 1
            if self._belongs(place, first):
                reached = place
            elif not self._passes(place):
                break
        return reached

    def _rightward(self, last: int) -> int:
        """Where it ends with the words behind it: [rose] sharply, «[көбөйгөн] жок»."""
        reached = place = last
        while place < self.c.count and place - last <= _REACH and self._free(place):
            match = self._stating(place) or self._beside(place)
            belongs = match and (match.entry.cls not in ("not", "before") or self.c.settings.not_after)
            if match and belongs:
                reached = place = match.end
            elif self._passes(place):
                place += 1
            else:
                break
        return reached

    def _belongs(self, place: int, first: int) -> bool:
        match = self._stating(place) or self._beside(place)
        return match is not None and match.end <= first

    def _passes(self, place: int) -> bool:
        return self._neutral(place) is not None

    # -- what it says ------------------------------------------------------------------------------------------------------
    def _stating(self, place: int, limit: int = 0) -> Match | None:
        """The longest entry that states what this kind of claim says; of equally long ones the first section's.

        Args:
            limit: the token before which it must end, if any.
        """
        found = [match for cls in self.classes for match in self.c.all(place, cls)]
        found = [m for m in found if not (m.entry.cls == "comparison" and m.value == "than")]
        negated = [m for m in self.c.all(place, "negation") if m.value not in ("not", "x")]
        return _longest((*negated, *found), limit)

    def _beside(self, place: int, limit: int = 0) -> Match | None:
        """A negation, an extent or a hedge."""
        found = [match for cls in ("negation", "not", "extent") for match in self.c.all(place, cls)]
        found += [match for match in self.c.all(place, "before") if match.value in _HEDGES]
        return _longest(found, limit)

    def _neutral(self, place: int) -> Match | None:
        return self.c.has(place, "neutral")

    def _take(self, place: int, last: int) -> int:
        tokens = self.c.tokens
        span = next((s for s in self.spans if s.start <= tokens[place].start < s.end), None)
        if span is not None:
            self._number(place, self._bounded(place, span))
            while place < self.c.count and tokens[place].start < span.end:
                place += 1
            return place
        if (bound := self._bound(place)) is not None:
            return bound.end
        limit = max(last, place + 1)
        known = (self._stating(place, limit), self._beside(place, limit), self._than(place), self._neutral(place))
        match = max((m for m in known if m is not None and m.end <= limit), key=lambda m: m.end, default=None)
        other = self._of_another_kind(place)
        if other is not None and (match is None or other.end > match.end):
            # «Больше всех» is no comparison: what another kind of claim says is not half-read.
            end = tokens[other.end - 1].end
            self.unknown.append((self.c.text[tokens[place].start : end], tokens[place].start))
            return other.end
        if match is not None:
            self._word(place, match)
            return match.end
        if tokens[place].sort is not Sort.SIGN or tokens[place].text not in _MARKS:
            self.unknown.append((tokens[place].text, tokens[place].start))
        return place + 1

    def _bound(self, place: int) -> Match | None:
        """A bound that the reading of numbers left apart from its number: only one *above* 39, «*более чем* на 7»."""
        for match in self.c.all(place, "before"):
            by = self.c.has(match.end, "by")
            end = by.end if by else match.end
            behind = self.c.tokens[end].start if end < self.c.count else -1
            if match.value in _BOUNDS and any(span.start == behind for span in self.spans):
                return match
        return None

    def _bounded(self, place: int, span: Span) -> Span:
        """The number with such a bound before it."""
        before = [
            bound for n in range(max(0, place - 4), place) if (bound := self._bound(n)) and place - bound.end <= 1
        ]
        if not before or span.quantity is None or span.quantity.relation:
            return span
        return replace(span, quantity=replace(span.quantity, relation=before[0].value))

    def _of_another_kind(self, place: int) -> Match | None:
        """The longest entry that states a place or a quantity, where the claim states neither."""
        others = [cls for cls in ("rank", "quantity") if cls not in self.classes]
        found = [match for cls in others for match in self.c.all(place, cls) if match.end - place > 1]
        return max(found, key=lambda match: match.end, default=None)

    def _than(self, place: int) -> Match | None:
        return self.c.has(place, "comparison", "than")

    def _word(self, place: int, match: Match) -> None:
        tokens = self.c.tokens
        cls, value = match.entry.cls, match.value
        start, end = tokens[place].start, tokens[match.end - 1].end
        if cls == "neutral":
            return
        if cls == "negation" and value not in ("not", "x"):
            # «Көбөйбөдү»: the ending of the verb says no.
            self.words.append(Word(Says.NEGATION, "not", start, end))
            self.words.append(Word(self.says, self._turned(value), start, end))
            return
        if cls in ("negation", "not"):
            self.words.append(Word(Says.NEGATION, "not", start, end))
        elif cls == "extent":
            self.words.append(Word(Says.EXTENT, value, start, end))
        elif cls == "before":
            self.words.append(Word(Says.HEDGE, value, start, end))
        elif cls == "comparison" and value == "than":
            self.words.append(Word(Says.THAN, value, start, end, match.entry.flags))
        else:
            self.words.append(Word(self.says, self._turned(value), start, end, match.entry.flags))

    def _turned(self, value: str) -> str:
        """*Up* is *more* in a comparison, and *more* is *up* in a change."""
        table = _AS_DIRECTION if self.says is Says.DIRECTION else _AS_COMPARISON
        return table.get(value, value) if self.says in (Says.DIRECTION, Says.COMPARISON) else value

    def _number(self, place: int, span: Span) -> None:
        written = self.c.text[span.start : span.end]
        quantity = span.quantity
        if span.kind is Kind.CONVENTION and span.name == "year":
            self.years += re.findall(r"\d{4}", written)
        elif quantity is None or span.kind is Kind.UNREAD or span.kind is Kind.CONVENTION:
            self.unknown.append((written, span.start))
        elif quantity.form is Form.ORDINAL:
            self.words.append(Word(Says.PLACE, str(quantity.low), span.start, span.end))
        else:
            role = self._role(place, span, quantity)
            level = role == "to" and quantity.relation == "at_most"
            self.numbers.append(Number(role, replace(span, quantity=replace(quantity, relation="")) if level else span))

    def _role(self, place: int, span: Span, quantity: Quantity) -> str:
        c = self.c
        if quantity.form is Form.TIMES:
            return "factor"
        if quantity.relation == "from" and quantity.ends:
            return "ends"
        level = any("level" in match.entry.flags for match in c.all(place, "before"))
        # «С 40 процентов в 2010 году до 48»: the level reached, which is no bound.
        reaches = self.kind == "change" and quantity.relation == "at_most"
        if level and (not quantity.relation or reaches or any(number.role == "from" for number in self.numbers)):
            return "to"
        if quantity.direction or quantity.unit in ("percentage_points", "points"):
            return "size"
        behind = next((n for n in range(place, c.count) if c.tokens[n].start >= span.end), c.count)
        reached = c.has(behind, "change")
        if reached and "level" in reached.entry.flags and "dat" in quantity.case.split():
            return "to"
        limit = c.before(behind, "after")
        if reached and self.kind == "change" and limit is not None and limit.value == "at_most":
            return "to"  # «48 пайызга чейин өстү»: the level reached, which is no bound
        if reached and c.settings.by_case and quantity.unit == "percent" and quantity.case in ("", "nom"):
            return "size"  # «yüzde 20 arttı»
        by = c.has(place - 1, "by")
        if by and by.end == place:
            return "size"
        for cls, role in (("to", "to"), ("from", "from")):
            if any(
                match.end == place and match.value == "from"
                for n in range(max(0, place - 3), place)
                for match in c.all(n, cls)
            ):
                return role
        return "from" if "abl" in quantity.case.split() else ""
