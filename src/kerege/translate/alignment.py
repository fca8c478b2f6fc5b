"""Which block of a translation belongs to which block of the original.

First what identifies itself in every language (heading ids, fences, cells, notes); then the pairs that were remembered,
wherever they have moved; then blocks of which only the translation is as remembered, by their likeness to what the original
said then. What is left is aligned in order by dynamic programming over kind, ties and length.
"""

from __future__ import annotations

import difflib
import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from kerege.languages import LanguagePack
from kerege.model import Remembered
from kerege.translate.digests import digest
from kerege.translate.segments import Form, Segment

_TIES = re.compile(r"\]\((?P<tie>(?:stat|claim|quote|term|fig|table|nostat|report):[^)\s]*)\)|\[(?P<cited>@[\w-]+)")
NEAR = 0.5
"""From here on a text is taken for a changed form of another."""
_GAP = -1.0
"""Leaving a block without a partner costs less than pairing two that have nothing in common."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Numbers of segments; None on one side: the block exists in one language only."""

    source: int | None
    target: int | None


def align(
    source: Sequence[Segment],
    target: Sequence[Segment],
    memory: Sequence[Remembered],
    packs: tuple[LanguagePack, LanguagePack],
) -> tuple[Pair, ...]:
    """Pairs in the order of the source; blocks that only the translation has stand last."""
    taken: dict[int, int] = {}
    free = set(range(len(target)))

    def pair(s: int, t: int) -> None:
        taken[s] = t
        free.discard(t)

    anchors = _unique({number: segment.anchor for number, segment in enumerate(target)})
    for anchor, number in _unique({n: segment.anchor for n, segment in enumerate(source)}).items():
        if anchor in anchors:
            pair(number, anchors[anchor])
    by_digest: dict[str, list[int]] = defaultdict(list)
    for number in sorted(free):
        by_digest[digest(target[number].text, packs[1])].append(number)
    remembered: dict[str, list[str]] = defaultdict(list)
    for entry in memory:
        remembered[entry.source].append(entry.target)
    for number, segment in enumerate(source):
        if number in taken or not segment.has_words:
            continue
        for known in remembered.get(digest(segment.text, packs[0]), ()):
            candidates = [n for n in by_digest.get(known, ()) if n in free and target[n].form is segment.form]
            if candidates:
                pair(number, candidates[0])
                break
    for s, t in _by_former_text(
        source, target, memory, [n for n in range(len(source)) if n not in taken], free, packs[1]
    ):
        pair(s, t)
    rest = [n for n in range(len(source)) if n not in taken and not source[n].anchor]
    left = [n for n in sorted(free) if not target[n].anchor]
    for s, t in _in_order([source[n] for n in rest], [target[n] for n in left]):
        pair(rest[s], left[t])
    pairs = [Pair(number, taken.get(number)) for number in range(len(source))]
    return (*pairs, *(Pair(None, number) for number in sorted(free)))


def _by_former_text(
    source: Sequence[Segment],
    target: Sequence[Segment],
    memory: Sequence[Remembered],
    rest: Sequence[int],
    free: set[int],
    pack: LanguagePack,
) -> list[tuple[int, int]]:
    """Blocks whose original was changed: the translation is known, and the original still resembles what it said then."""
    former = {entry.target: entry.text for entry in memory}
    chances = []
    for t in sorted(free):
        text = former.get(digest(target[t].text, pack))
        if text is None or not target[t].has_words:
            continue
        for s in rest:
            if source[s].form is target[t].form and not source[s].anchor:
                near = nearness(text, source[s].text)
                if near > NEAR:
                    chances.append((-near, s, t))
    pairs: list[tuple[int, int]] = []
    for _, s, t in sorted(chances):
        if not any(s == a or t == b for a, b in pairs):
            pairs.append((s, t))
    return pairs


def nearness(one: str, other: str) -> float:
    """How much two texts share, word by word: 0 nothing, 1 everything."""
    return difflib.SequenceMatcher(None, one.split(), other.split(), autojunk=False).ratio()


def _unique(anchors: dict[int, str]) -> dict[str, int]:
    counts = Counter(anchors.values())
    return {anchor: number for number, anchor in anchors.items() if anchor and counts[anchor] == 1}


def _in_order(source: Sequence[Segment], target: Sequence[Segment]) -> list[tuple[int, int]]:
    """The best pairing that keeps the order (Needleman and Wunsch, 1970)."""
    rows, columns = len(source), len(target)
    score = [[0.0] * (columns + 1) for _ in range(rows + 1)]
    for i in range(rows + 1):
        for j in range(columns + 1):
            if i or j:
                score[i][j] = max(
                    score[i - 1][j - 1] + likeness(source[i - 1], target[j - 1]) if i and j else float("-inf"),
                    score[i - 1][j] + _GAP if i else float("-inf"),
                    score[i][j - 1] + _GAP if j else float("-inf"),
                )
    pairs: list[tuple[int, int]] = []
    i, j = rows, columns
    while i and j:
        if score[i][j] == score[i - 1][j - 1] + likeness(source[i - 1], target[j - 1]):
            i, j = i - 1, j - 1
            pairs.append((i, j))
        elif score[i][j] == score[i - 1][j] + _GAP:
            i -= 1
        else:
            j -= 1
    return pairs[::-1]


def likeness(source: Segment, target: Segment) -> float:
    """How well two blocks go together: the same kind and section, the same ties, a likely length."""
    if source.form is not target.form:
        return -4.0
    ours, theirs = ties_of(source.text), ties_of(target.text)
    shared, most = (ours & theirs).total(), max(ours.total(), theirs.total())
    tied = 2.0 * shared / most - 1.0 if most else 0.3
    # Russian and Kyrgyz run about a sixth longer than English.
    ratio = (len(target.text) + 20) / (1.15 * len(source.text) + 20)
    length = 1.0 - min(2.0, abs(ratio - 1.0 if ratio > 1 else 1.0 / ratio - 1.0) * 1.5)
    return tied + length + (0.6 if source.section == target.section else -1.2)


def ties_of(text: str) -> Counter[str]:
    """The ties and citations of a block, quotes' ids among them, each with how often it stands there."""
    return Counter(match["tie"] or match["cited"] for match in _TIES.finditer(text))


def is_text(segment: Segment) -> bool:
    """Whether a translator has anything to do with it."""
    return segment.form is not Form.BLOCK and segment.has_words
