"""Words that compare, rank or tell a change of tied numbers, and are tied to no claim.

Precision goes before completeness: an editor who is told what is none stops reading. So a word counts only where the sentence
shows that it is about the number: two numbers of one unit and a comparison, a verb of change with the level that was reached, a
superlative beside its number. Nouns (*growth*), words inside quotations and words that a tie owns already do not count.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from kerege.evidence.stated import Hold, Stated
from kerege.languages import LanguagePack
from kerege.languages.lexicon import Lexicon, Match
from kerege.languages.reading import Form, Kind, Span
from kerege.languages.reading.cursor import Cursor
from kerege.languages.reading.wording import OPEN
from kerege.languages.sentences import sentences
from kerege.languages.tokens import Sort
from kerege.languages.units import COUNTED
from kerege.model import ClaimKind, Scheme, Tie

_MARKS = {"up", "down"}
_STOPS = ".;:!?…"
_UNSURE = ("100..100", "0..20")
"""All, few: said of what was counted, or of time, more often than of what came out."""
_GROUP = 5
_BESIDE = 3
"""Tokens behind *all* or *no* among which those who are counted stand."""
_NEAR = 8
"""So many tokens may stand between a word and its number."""


@dataclass(frozen=True, slots=True)
class Unbound:
    """A word that states a claim of its own; offsets count in the stated text."""

    kind: ClaimKind
    start: int
    end: int
    holds: tuple[Hold, ...]
    """The numbers of which it says something."""


def unbound_in(stated: Stated, pack: LanguagePack, *, everywhere: bool = False) -> Iterator[Unbound]:
    """The same for a passage of a report, by its ties."""
    ties = [(hold, hold.key) for hold in stated.holds if isinstance(hold.key, Tie)]
    numbers = [hold for hold, tie in ties if tie.scheme is Scheme.STATISTIC]
    free = [(hold.start, hold.end) for hold, tie in ties if tie.scheme is not Scheme.STATISTIC]
    return unbound(stated, numbers, free, pack, everywhere=everywhere)


def unbound(
    stated: Stated,
    numbers: Sequence[Hold],
    free: Sequence[tuple[int, int]],
    pack: LanguagePack,
    *,
    everywhere: bool = False,
) -> Iterator[Unbound]:
    """The words of a passage that state claims without a tie.

    Args:
        numbers: the holds of statistics.
        free: stretches that are somebody else's: claims, quotations.
        everywhere: also words beside which no tied number stands ("Most people were poor"), and *all*, *few* or *no* before those
            who are counted.
    """
    if not numbers and not everywhere:
        return
    reader = _Reader(stated, numbers, free, pack, everywhere)
    for start, end in sentences(stated.text):
        inside = [hold for hold in numbers if start <= hold.start < end]
        if inside or everywhere:
            yield from reader.sentence(start, end, inside)


@lru_cache(maxsize=300)
def _cursor(text: str, lexicon: Lexicon) -> Cursor:
    """Kept for who writes: of a chapter, one passage changes at a time."""
    return Cursor(text, lexicon)


class _Reader:
    def __init__(
        self,
        stated: Stated,
        numbers: Sequence[Hold],
        free: Sequence[tuple[int, int]],
        pack: LanguagePack,
        everywhere: bool,
    ) -> None:
        self.c = _cursor(stated.text, pack.lexicon)
        self.stated, self.pack, self.everywhere = stated, pack, everywhere
        self.numbers = numbers
        self.taken = [*free, *((hold.start, hold.end) for hold in numbers), *((s.start, s.end) for s in self._spans())]

    def _spans(self) -> Iterator[Span]:
        """Numbers, which say themselves what stands in them."""
        for span in self.stated.spans:
            quantity = span.quantity
            if self.everywhere and self._counts_none(span):
                continue  # no women, «бир да аял»: told as a claim, since no rule asks for the number in it
            if (
                span.kind is Kind.CONVENTION
                or span.kind is Kind.UNREAD
                or (quantity is not None and quantity.form not in (Form.SHARE, Form.ORDINAL))
            ):
                yield span

    def _counts_none(self, span: Span) -> bool:
        if span.kind is Kind.NARRATIVE:
            return span.quantity is not None and span.quantity.high == 0
        return span.name == "idiom" and self.c.has(self._token(span.start), "quantity", "0..0") is not None

    def sentence(self, start: int, end: int, holds: Sequence[Hold]) -> Iterator[Unbound]:
        tokens = self.c.tokens
        places = [n for n, token in enumerate(tokens) if start <= token.start < end]
        behind = 0
        for place in places:
            token = tokens[place]
            if token.start < behind:
                continue  # part of the words before
            if token.sort is not Sort.WORD or self._taken(place) or self._means_else(place, places[0]):
                continue
            for reading in (self._change, self._rank, self._compare, self._share):
                found = reading(place, (places[0], places[-1] + 1), holds)
                if found is not None:
                    yield found
                    behind = found.end
                    break

    def _taken(self, place: int) -> bool:
        token = self.c.tokens[place]
        return any(start < token.end and token.start < end for start, end in self.taken)

    def _means_else(self, place: int, first: int) -> bool:
        """At *least*, *Higher* Education, 60,000 higher or *lower* than assumed."""
        if place > first and self.c.tokens[place].text[:1].isupper() and not self.c.glued(place):
            return True
        if self.c.has(place - 1, "or"):
            return True
        return any(match.end > place for n in (place - 1, place - 2) for match in self.c.all(n, "before"))

    def _at(self, place: int, cls: str) -> Match | None:
        """The longest entry of a class there that is sure to mean what it says."""
        found = self.c.all(place, cls)
        longest = [match for match in found if match.end == found[0].end]
        return found[0] if found and not any({"noun", "weak"} & set(m.entry.flags) for m in longest) else None

    def _change(self, place: int, sentence: tuple[int, int], holds: Sequence[Hold]) -> Unbound | None:
        """Rose to [48]; fell from [48] to [40]."""
        match = self._at(place, "change")
        open_ = self.c.has(place, "direction", OPEN)
        if match is None or match.value not in _MARKS or open_:
            return None
        near = [hold for hold in holds if self._level(match.end, hold)]
        # «Түшүп» is *came down*, unless a level is told.
        alone = self.everywhere and "level" not in match.entry.flags
        return self._made(ClaimKind.CHANGE, place, match, near) if near or alone else None

    def _level(self, place: int, hold: Hold) -> bool:
        """Whether a number behind a verb is the level that was reached, or left: words such as *to* and *from* stand between."""
        at = self._token(hold.start)
        if not place <= at <= place + _NEAR or self._parted(place, at):
            return False
        quantity = self._quantity(hold)
        if quantity is not None and quantity.quantity is not None and quantity.quantity.direction:
            return False  # by how much it rose is the statistic itself
        return any(self.c.has(n, cls, "from") for n in range(max(place, at - 3), at) for cls in ("to", "from"))

    def _compare(self, place: int, sentence: tuple[int, int], holds: Sequence[Hold]) -> Unbound | None:
        """[62] of women and [48] of men, more than before."""
        match = self._at(place, "compare") or self._at(place, "comparison")
        if match is None or match.value not in ("more", "less", "same"):
            return None
        if not self._compared(place, match, sentence) or self.c.has(place, "comparison", OPEN):
            return None
        near = [hold for hold in holds if abs(self._token(hold.start) - place) <= _NEAR]
        return self._made(ClaimKind.COMPARE, place, match, near) if near or self.everywhere else None

    def _compared(self, place: int, match: Match, sentence: tuple[int, int]) -> bool:
        """Whether what one compares with is told: *than* behind the word, «караганда» before it, or its case.

        «Эркектерден көп»; where the endings of nouns are not known («чаще мужчин»), by who is counted right behind it.
        """
        behind = range(match.end, min(match.end + _NEAR, sentence[1]))
        before = range(max(place - _NEAR, sentence[0]), place)
        if any(self._than(n, behind=False) for n in behind) or any(self._than(n, behind=True) for n in before):
            return True
        cases = {
            case for line in self.pack.words.lines("comparison") if line.value == "than-case" for case in line.words
        }
        if not cases:
            return False
        if "abl" in cases:
            nouns = [noun for n in before for noun in self.c.all(n, "unit") if noun.case.split()[-1:] == ["abl"]]
            return any(self._only_degrees(noun.end, place) for noun in nouns)
        noun = self.c.has(match.end, "unit")
        adverb = self.c.has(place, "compare") is not None
        return self.everywhere and adverb and noun is not None and noun.value in COUNTED

    def _than(self, place: int, *, behind: bool) -> bool:
        than = self.c.has(place, "comparison", "than")
        return than is not None and ("behind" in than.entry.flags) is behind and not self._taken(place)

    def _only_degrees(self, start: int, end: int) -> bool:
        """Whether nothing stands between but how much: «эркектерден бир аз көп»."""
        while start < end:
            degree = self.c.has(start, "extent")
            if degree is None:
                return False
            start = degree.end
        return start == end

    def _rank(self, place: int, sentence: tuple[int, int], holds: Sequence[Hold]) -> Unbound | None:
        """Highest in Osh, with [91]."""
        match = self._at(place, "rank")
        if match is None or match.value not in ("high", "low") or self._names_a_group(match):
            return None
        near = [hold for hold in holds if abs(self._token(hold.start) - place) <= _NEAR]
        return self._made(ClaimKind.RANK, place, match, near) if near or self.everywhere else None

    def _names_a_group(self, match: Match) -> bool:
        """The largest businesses, the lowest income quintile: those of which something is said, and no place that they have."""
        unit = self.c.has(match.end, "unit")
        if unit is not None and unit.value in COUNTED:
            return True
        behind = range(match.end, min(match.end + _GROUP, self.c.count))
        return any(self.c.has(n, cls) for n in behind for cls in ("reference", "level"))

    def _share(self, place: int, sentence: tuple[int, int], holds: Sequence[Hold]) -> Unbound | None:
        """Most of them ([52])."""
        match = self._at(place, "share")
        if match is None or match.value in _UNSURE:
            match = self._of_those_counted(place) if self.everywhere else None
        if match is None:
            return None
        near = [
            hold
            for hold in holds
            if 0 <= self._token(hold.start) - match.end <= 5 and not self._parted(match.end, self._token(hold.start))
        ]
        return self._made(ClaimKind.SHARE, place, match, near) if near or self.everywhere else None

    def _of_those_counted(self, place: int) -> Match | None:
        """Most women, no men, few of the households."""
        none = self.c.has(place, "negation")
        match = self.c.has(place, "share") or self.c.has(place, "quantity")
        match = match or (none if none and "none" in none.entry.flags else None)
        if match is None or match.value == OPEN:
            return None
        units = (self.c.has(n, "unit") for n in range(place, match.end + _BESIDE))
        unit = next((unit for unit in units if unit is not None), None)
        return match if unit is not None and unit.value in COUNTED else None

    def _token(self, offset: int) -> int:
        return next((n for n, token in enumerate(self.c.tokens) if token.end > offset), self.c.count)

    def _parted(self, first: int, last: int) -> bool:
        return any(self.c.sign(n, _STOPS) for n in range(first, last))

    def _quantity(self, hold: Hold) -> Span | None:
        return next((span for span in self.stated.touched(hold) if span.quantity is not None), None)

    def _made(self, kind: ClaimKind, place: int, match: Match, holds: Sequence[Hold]) -> Unbound:
        tokens = self.c.tokens
        return Unbound(kind, tokens[place].start, tokens[match.end - 1].end, tuple(holds))
