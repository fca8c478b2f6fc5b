"""The anchor of every place that states a statistic or a claim, so that source and statement can link to each other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from kerege.model import GROUPS, BlockKind, Chapter, Scheme
from kerege.model.document import Fence, Tie, walk
from kerege.render.links import Medium


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
    places: list[tuple[int, str, Scheme]] = []
    for node in walk(*chapter.front_nodes(), *chapter.document.blocks):
        if isinstance(node, Tie) and node.scheme in (Scheme.STATISTIC.value, Scheme.CLAIM.value):
            places.append((node.span.start, node.target, Scheme(node.scheme)))
        elif isinstance(node, Fence) and node.name == BlockKind.STATISTIC.value and node.lines:
            places.append((node.span.start, node.lines[0].text, Scheme.STATISTIC))
        elif isinstance(node, Fence) and GROUPS.get(node.name, ("",))[0] is BlockKind.STATISTIC:
            places += [(line.span.start, line.text, Scheme.STATISTIC) for line in node.lines if line.text]
    prefix = f"claim-{chapter.name}-" if medium is Medium.BOOK else "claim-"
    seen: Counter[str] = Counter()
    found: dict[int, Anchor] = {}
    for start, target, scheme in sorted(places, key=lambda place: place[0]):
        seen[target] += 1
        found[start] = Anchor(scheme, target, f"{prefix}{target}{f'-{seen[target]}' if seen[target] > 1 else ''}")
    return found
