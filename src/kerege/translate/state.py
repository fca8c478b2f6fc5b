"""How each block of a translation stands: current, changed since, missing, or only there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from kerege.findings import Location
from kerege.languages import LanguagePack, language_pack
from kerege.messages import Vocabulary
from kerege.model import Chapter, Parallel, Remembered, Report, Settings
from kerege.translate.alignment import NEAR, Pair, align, is_text, nearness
from kerege.translate.digests import digest
from kerege.translate.segments import Segment, segments_of

STATUSES = ("draft", "translated", "reviewed")


class Standing(Vocabulary):
    """What a translator has to do about a block."""

    CURRENT = "current"
    STALE = "stale"
    """The original has changed since the block was translated."""
    MISSING = "missing"
    """The original has a block that the translation lacks."""
    EXTRA = "extra"
    """The translation has a block that the original lacks."""
    UNRECORDED = "unrecorded"
    """Nothing is remembered: whether the original has changed cannot be told."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A block and its translation."""

    source: Segment | None
    target: Segment | None
    standing: Standing
    status: str
    """draft, translated or reviewed; empty without a translation."""
    previous: str
    """For a stale block: the original as it was when it was translated."""
    edited: bool
    """The translation, too, has changed since it was recorded."""


@dataclass(frozen=True)
class Standings:
    """A translated chapter, block by block."""

    original: Chapter
    chapter: Chapter
    source: tuple[Segment, ...]
    target: tuple[Segment, ...]
    pairs: tuple[Pair, ...]
    """Of all segments, fences too."""
    units: tuple[Unit, ...]
    """The segments that hold words, in the order of the original, then what only the translation has."""

    def of(self, *standings: Standing) -> tuple[Unit, ...]:
        return tuple(unit for unit in self.units if unit.standing in standings)

    @property
    def recorded(self) -> bool:
        return not any(unit.standing is Standing.UNRECORDED for unit in self.units)

    @property
    def behind(self) -> int:
        """How many blocks of the original are not said, or not said as they are now."""
        return len(self.of(Standing.STALE, Standing.MISSING))


def standings(report: Report, chapter: Chapter) -> Standings | None:
    """The standings of a translated chapter; None for an original, or where the original has no such chapter."""
    original = report.chapter(report.settings.original, chapter.name)
    remembered = tuple(report.memory.get((chapter.language, chapter.name), ()))
    return _beside(original, chapter, remembered, report.settings)


def standings_in(parallel: Parallel, chapter: Chapter, settings: Settings) -> Standings | None:
    """The same for one of the sides of a chapter."""
    remembered = parallel.memory.get(chapter.language, ())
    return _beside(parallel.sides.get(settings.original), chapter, remembered, settings)


def _beside(
    original: Chapter | None, chapter: Chapter, remembered: tuple[Remembered, ...], settings: Settings
) -> Standings | None:
    if original is None or chapter.language == settings.original:
        return None
    return _standings(original, chapter, remembered, claimed_status(settings, chapter))


def translated(parallels: Iterable[Parallel], settings: Settings) -> Iterator[tuple[Chapter, Unit, Segment, Segment]]:
    """Every block that has a translation which is not known to be behind: chapter, unit, original, translation."""
    for parallel in parallels:
        for chapter in parallel.chapters:
            for unit, source, target in translations_of(parallel, chapter, settings):
                yield chapter, unit, source, target


def translations_of(
    parallel: Parallel, chapter: Chapter, settings: Settings
) -> Iterator[tuple[Unit, Segment, Segment]]:
    """The same blocks of one side: unit, original, translation."""
    found = standings_in(parallel, chapter, settings)
    for unit in found.of(Standing.CURRENT, Standing.UNRECORDED) if found else ():
        if unit.source is not None and unit.target is not None:
            yield unit, unit.source, unit.target


def place_of(chapter: Chapter, offset: int) -> Location:
    """Line and column of an offset in a chapter's text."""
    line = chapter.text.count("\n", 0, offset) + 1
    return Location(chapter.path, line, offset - chapter.text.rfind("\n", 0, offset))


def place_in(chapter: Chapter, segment: Segment, position: int, words: str) -> Location:
    """Where words stand that begin at a position of a segment's text; the first such words of the segment where its lines are
    not those of the file (a quotation, an item of a list).
    """
    start = chapter.text.find(segment.text, segment.start, segment.end)
    at = start + position if start >= 0 else chapter.text.find(words, segment.start, segment.end)
    return place_of(chapter, at if at >= 0 else segment.start)


def claimed_status(settings: Settings, chapter: Chapter) -> str:
    """What a translated chapter, or else its edition, says of itself."""
    return str(chapter.meta.get("status") or settings.status.get(chapter.language, "draft"))


_KNOWN: dict[tuple[str, str, tuple[Remembered, ...], str, str], Standings] = {}
"""The check, every renderer and the status page ask for the same chapters; the key is all that the answer depends on."""


def _standings(original: Chapter, chapter: Chapter, memory: tuple[Remembered, ...], status: str) -> Standings:
    key = (original.text, chapter.text, memory, status, chapter.language)
    found = _KNOWN.get(key)
    if found is None:
        packs = (language_pack(original.language), language_pack(chapter.language))
        source, target = segments_of(original), segments_of(chapter)
        pairs = align(source, target, memory, packs)
        units = units_of(source, target, pairs, memory, packs, status)
        if len(_KNOWN) > 2000:
            _KNOWN.clear()
        found = _KNOWN[key] = Standings(original, chapter, source, target, pairs, units)
    return found


def units_of(
    source: Sequence[Segment],
    target: Sequence[Segment],
    pairs: Sequence[Pair],
    memory: Sequence[Remembered],
    packs: tuple[LanguagePack, LanguagePack],
    status: str,
) -> tuple[Unit, ...]:
    """How each pair of segments that holds words stands; `status` is that of what was never recorded."""
    recorded = Counter((entry.source, entry.target) for entry in memory)
    by_pair = {(entry.source, entry.target): entry for entry in memory}
    digests: list[tuple[str, str]] = []
    for pair in pairs:
        s = digest(source[pair.source].text, packs[0]) if pair.source is not None else ""
        t = digest(target[pair.target].text, packs[1]) if pair.target is not None else ""
        digests.append((s, t))
        recorded[(s, t)] -= 1
    # Entries that no present pair uses up: blocks that have changed since, on one side or on both.
    unused = [entry for entry in memory if recorded[(entry.source, entry.target)] > 0]
    units = []
    for pair, (s, t) in zip(pairs, digests, strict=True):
        ours = source[pair.source] if pair.source is not None else None
        theirs = target[pair.target] if pair.target is not None else None
        if not any(segment is not None and is_text(segment) for segment in (ours, theirs)):
            continue
        if theirs is None:
            units.append(Unit(ours, None, Standing.MISSING, "", "", False))
        elif ours is None:
            units.append(Unit(None, theirs, Standing.EXTRA, status, "", False))
        elif (s, t) in by_pair:
            units.append(Unit(ours, theirs, Standing.CURRENT, by_pair[(s, t)].status, "", False))
        else:
            units.append(_changed(ours, theirs, (s, t), unused, status, bool(memory)))
    return tuple(units)


def _changed(
    ours: Segment, theirs: Segment, digests: tuple[str, str], unused: list[Remembered], status: str, known: bool
) -> Unit:
    if not known:
        return Unit(ours, theirs, Standing.UNRECORDED, status, "", False)
    s, t = digests
    same_source = next((entry for entry in unused if entry.source == s), None)
    if same_source is not None:
        # Only the translation was touched: nothing is behind, but whoever reviewed it read other words.
        lowered = "translated" if same_source.status == "reviewed" else same_source.status
        return Unit(ours, theirs, Standing.CURRENT, lowered, "", True)
    same_target = next((entry for entry in unused if entry.target == t), None)
    if same_target is not None:
        return Unit(ours, theirs, Standing.STALE, same_target.status, same_target.text, False)
    near = max(unused, key=lambda entry: nearness(entry.text, ours.text), default=None)
    if near is not None and nearness(near.text, ours.text) > NEAR:
        return Unit(ours, theirs, Standing.STALE, near.status, near.text, True)
    return Unit(ours, theirs, Standing.UNRECORDED, status, "", False)


def recorded_state(
    report: Report, chapter: Chapter, status: str = "", blocks: frozenset[str] | None = None
) -> tuple[Remembered, ...]:
    """What is to be remembered once a person has said that the translation says what the original says now.

    Args:
        status: of the blocks that are recorded now; empty keeps each block's own.
        blocks: digests of source blocks to record; None: all. Others keep what was remembered of them.
    """
    found = standings(report, chapter)
    if found is None:
        return ()
    packs = (language_pack(found.original.language), language_pack(chapter.language))
    memory = report.memory.get((chapter.language, chapter.name), ())
    kept: list[Remembered] = []
    for unit in found.units:
        if unit.source is None or unit.target is None:
            continue
        s, t = digest(unit.source.text, packs[0]), digest(unit.target.text, packs[1])
        if blocks is None or s in blocks:
            kept.append(Remembered(s, t, status or unit.status, unit.source.text))
        else:
            old = next((e for e in memory if e.target == t or e.source == s or e.text == unit.previous), None)
            kept += [old] if old is not None and old not in kept else []
    return tuple(kept)
