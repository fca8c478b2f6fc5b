"""The anchor of every place that states a statistic or a claim, so that source and statement can link to each other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from kerege.model import BlockKind, Chapter, Scheme
from kerege.render.links import Medium

_STATING = (Scheme.STATISTIC, Scheme.CLAIM)


@dataclass(frozen=True, slots=True)
class Anchor:
    """One place that states a statistic or a claim."""

    scheme: Scheme
    target: str
    name: str
    """The `id` of its element."""


def anchors(chapter: Chapter, medium: Medium) -> Mapping[int, Anchor]:
    """The anchors of a chapter's ties to statistics and claims and of its statistic blocks, by the offset at which each begins, in reading order.

    On the website a name is unique on its page; the book is one page, so there the chapter's name is part of it.
    """
    places = [(t.start, t.target, scheme) for scheme in _STATING for t in chapter.ties_to(scheme)]
    places += [(b.start, b.target, Scheme.STATISTIC) for b in chapter.blocks_of(BlockKind.STATISTIC)]
    prefix = f"claim-{chapter.name}-" if medium is Medium.BOOK else "claim-"
    seen: Counter[str] = Counter()
    found: dict[int, Anchor] = {}
    for start, target, scheme in sorted(places, key=lambda place: place[0]):
        seen[target] += 1
        found[start] = Anchor(scheme, target, f"{prefix}{target}{f'-{seen[target]}' if seen[target] > 1 else ''}")
    return found
