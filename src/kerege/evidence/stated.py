"""What a passage states: its spans, with the ties laid over them.

The passage is read, not the tie. A tie owns the whole quantity that it touches, so digits, scale, unit, sign, hedge or
negation outside the tie are judged with it. Each end of a range is a number of its own: it may have its own tie, and
without one it is as untied as any other. A tie without words prints its value, so the passage is read with the value.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from kerege.evidence.agreement import (
    Fact,
    Outcome,
    Verdict,
    chosen_spans,
    judge_quantity,
    refused_ahead,
    stated_end,
    under_head,
)
from kerege.evidence.tolerances import DEFAULT, Tolerances
from kerege.languages import LanguagePack
from kerege.languages.reading import Form, Kind, Named, Quantity, Span, read
from kerege.languages.units import canonical


@dataclass(frozen=True, slots=True)
class Hold:
    """A stretch of a passage that somebody vouches for: a tie's words."""

    start: int
    end: int
    key: object = None
    """What the caller knows it by."""
    printed: str = ""
    """What the tool prints in its place, where it has no words."""
    counts: bool = False
    """It states a count: of "12 of 30 villages" it vouches for the number that it touches, and not for the share."""


@dataclass(frozen=True)
class Stated:
    """A passage with its spans and holds; offsets count in `text`."""

    text: str
    spans: tuple[Span, ...]
    holds: tuple[Hold, ...]
    insertions: tuple[tuple[int, int], ...] = ()
    """Where printed values were filled in: place in the passage, and length."""

    def place(self, offset: int) -> int:
        """The offset in the passage of an offset in `text`."""
        for at, length in self.insertions:
            if offset <= at:
                break
            offset -= min(length, offset - at)
        return offset

    def touched(self, hold: Hold) -> tuple[Span, ...]:
        """The spans that a hold touches."""
        return tuple(span for span in self.spans if _touch(span, hold))


def state(plain: str, holds: Sequence[Hold], pack: LanguagePack) -> Stated:
    """Read a passage, with the values that the tool prints in their places."""
    parts: list[str] = []
    placed: list[Hold] = []
    insertions: list[tuple[int, int]] = []
    done = added = 0
    for hold in sorted(holds, key=lambda one: (one.start, one.end)):
        filled = hold.printed if hold.start == hold.end else ""
        placed.append(replace(hold, start=hold.start + added, end=hold.end + added + len(filled)))
        if filled:
            parts += [plain[done : hold.start], filled]
            insertions.append((hold.start, len(filled)))
            done, added = hold.start, added + len(filled)
    text = "".join(parts) + plain[done:]
    return Stated(text, read(text, pack.lexicon), tuple(placed), tuple(insertions))


def _touch(span: Span, hold: Hold) -> bool:
    return span.start < hold.end and hold.start < span.end


def judge_hold(
    stated: Stated,
    hold: Hold,
    fact: Fact,
    pack: LanguagePack,
    tolerances: Tolerances = DEFAULT,
    named: Named = Named(),  # noqa: B008 (frozen)
) -> Verdict:
    """Whether what a hold owns states a fact.

    Args:
        named: the unit and scale that the head of a column gives to its bare numbers.
    """
    expected = fact.printed(pack)
    chosen = chosen_spans(stated.touched(hold), stated.text, canonical(fact.unit))
    if isinstance(chosen, str):
        return Verdict(Outcome.UNREAD, stated.text[hold.start : hold.end], expected, chosen)
    if not chosen:
        return Verdict(Outcome.NO_NUMBER, "", expected)
    if len(chosen) > 1:
        said = ", ".join(stated.text[span.start : span.end] for span in chosen)
        return Verdict(Outcome.SEVERAL, said, expected)
    ends = chosen[0].quantity.ends if chosen[0].quantity else ()
    span = stated_end(chosen[0], [end for end in ends if _touch(end, hold)], canonical(fact.unit))
    quantity = span.quantity
    assert quantity is not None
    unknown = refused_ahead(stated.text[hold.start : chosen[0].start], fact, pack)
    if unknown:
        return Verdict(Outcome.UNREAD, stated.text[hold.start : hold.end], expected, unknown)
    quantity = _known_noun(quantity, stated, span, hold)
    quantity = under_head(quantity, named)
    return judge_quantity(quantity, stated.text[span.start : span.end], fact, pack, tolerances)


def _known_noun(quantity: Quantity, stated: Stated, span: Span, hold: Hold) -> Quantity:
    """A word outside the tie that is no known unit is only the next word of the sentence."""
    inside = stated.text[hold.start : hold.end].casefold()
    return replace(quantity, noun="") if quantity.noun and quantity.noun.casefold() not in inside else quantity


def untied(stated: Stated, owns: Callable[[Hold, Span], bool] = lambda hold, span: True) -> Iterator[Span]:
    """Quantities, and what cannot be read, that no hold owns; of a range each end that none touches.

    Args:
        owns: whether a hold that touches a span clears it.
    """
    for span in stated.spans:
        if span.kind not in (Kind.QUANTITY, Kind.UNREAD):
            continue
        holds = [hold for hold in stated.holds if _touch(span, hold) and owns(hold, span)]
        if not holds:
            yield span
            continue
        apart = span.quantity is not None and (span.quantity.form is Form.RANGE or all(hold.counts for hold in holds))
        for end in span.quantity.ends if span.quantity and apart else ():
            if not any(_touch(end, hold) for hold in holds):
                yield end
