"""A tie written where a number stands, and where the same block says it in the other languages; with its record, if it is new.

Only texts are made here; who calls decides what becomes of them. What is remembered of a translation is carried along where
both sides were current and both get the tie: nobody has to translate a block again because its numbers were tied.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from kerege.languages import LanguagePack
from kerege.model import Chapter, Offsets, Remembered, Report, Scheme, Statistic
from kerege.read.translations import memory_file, memory_text
from kerege.translate.digests import digest
from kerege.translate.segments import Segment
from kerege.translate.state import Standing, Unit, standings
from kerege.tying.drafts import single_record
from kerege.tying.proposals import Proposal, Proposer, Untied, tied_words, untied_numbers

_WHOLE = 1 << 30
"""Behind the end of any file."""


@dataclass(frozen=True, slots=True)
class Change:
    """A stretch of a file and what is to stand there; a file is named relative to the report's folder."""

    path: str
    start: int
    end: int
    text: str


@dataclass(frozen=True)
class Placed:
    """What accepting a proposal changes."""

    changes: tuple[Change, ...]
    languages: tuple[str, ...]
    """In which the number is tied now."""
    missed: tuple[str, ...]
    """Languages in which the same number was not found in the same block, or several could be meant."""


def placed(proposer: Proposer, chapter: Chapter, number: Untied, proposal: Proposal) -> Placed:
    """The changes by which a number is tied to what was proposed, in all languages."""
    changes = {chapter.language: _tied(chapter, number, proposal)}
    missed: list[str] = []
    block = _block(proposer.report, chapter, number)
    for other, segment in block.others(chapter.language) if block else ():
        same = _same(proposer, other, segment, proposal) if segment is not None else None
        if same is None:
            missed.append(other.language)
        else:
            changes[other.language] = _tied(other, same, proposal)
    made = list(changes.values())
    if block is not None and block.original.language in changes:
        made += _carried(proposer, block, changes)
    if proposal.is_new:
        made.append(_record(proposer.report, proposal))
    return Placed(tuple(made), tuple(changes), tuple(missed))


def _tied(chapter: Chapter, number: Untied, proposal: Proposal) -> Change:
    return Change(str(chapter.path), number.start, number.end, tied_words(chapter, number, proposal.key))


def declared_none(chapter: Chapter, number: Untied, key: str) -> tuple[Change, ...]:
    """The change by which a number is declared to be no statistic."""
    return (Change(str(chapter.path), number.start, number.end, tied_words(chapter, number, key, "nostat")),)


@dataclass(frozen=True)
class _Block:
    """A block of the original with its translations."""

    original: Chapter
    source: Segment
    units: Mapping[str, tuple[Chapter, Unit]]
    """By language."""

    def others(self, language: str) -> Iterator[tuple[Chapter, Segment | None]]:
        """What says the same in the other languages."""
        if language != self.original.language:
            yield self.original, self.source
        for code, (chapter, unit) in self.units.items():
            if code != language:
                yield chapter, unit.target


def _block(report: Report, chapter: Chapter, number: Untied) -> _Block | None:
    """The block in which a number stands, in all languages; None where it is in no translated one."""
    original = report.chapter(report.settings.original, chapter.name)
    if original is None:
        return None
    start = number.start
    if chapter is not original:
        known = standings(report, chapter)
        units = known.units if known else ()
        sources = (u.source for u in units if u.target is not None and u.target.start <= start < u.target.end)
        source = next(sources, None)
        if source is None:
            return None
        start = source.start
    found: dict[str, tuple[Chapter, Unit]] = {}
    for code in report.settings.languages:
        other = report.chapter(code, chapter.name)
        known = standings(report, other) if other is not None and other is not original else None
        for unit in known.units if known else ():
            if other is not None and unit.source is not None and unit.source.start <= start < unit.source.end:
                found[code] = (other, unit)
    sources = (unit.source for _, unit in found.values())
    block = next(sources, None)
    return _Block(original, block, found) if block is not None else None


def _with_change(segment: Segment, change: Change) -> str:
    """The words of a segment once a stretch of the file is tied; they may be folded otherwise than in the file."""
    words = re.sub(r"\A\[|\]\([^)]*\)\Z", "", change.text)
    ratio = (change.start - segment.start) / max(1, segment.end - segment.start)
    places = [match.start() for match in re.finditer(re.escape(words), segment.text)]
    if not places:
        return segment.text
    at = min(places, key=lambda place: abs(place - ratio * len(segment.text)))
    return segment.text[:at] + change.text + segment.text[at + len(words) :]


def _same(proposer: Proposer, other: Chapter, segment: Segment, proposal: Proposal) -> Untied | None:
    """The one untied number of a block that states the same; None where there is none, or several."""
    inside = [index for index, passage in enumerate(other.passages) if _within(passage.offsets, segment)]
    if any(tie.target == proposal.key and tie.passage in inside for tie in other.ties_to(Scheme.STATISTIC)):
        return None
    pack = proposer.packs[other.language]
    found = [
        one
        for one in untied_numbers(proposer.report, other, proposer.values, pack, inside)
        if segment.start <= one.start < segment.end and proposer.fits(other, one, proposal.statistic, proposal.value)
    ]
    return found[0] if len(found) == 1 else None


def _within(offsets: Offsets, segment: Segment) -> bool:
    return len(offsets) > 0 and offsets[0] < segment.end and segment.start <= offsets[len(offsets) - 1]


def _carried(proposer: Proposer, block: _Block, changes: Mapping[str, Change]) -> Iterator[Change]:
    """What is remembered of the block's translations that were current, as they are once both sides have the tie."""
    report, original = proposer.report, proposer.packs[block.original.language]
    source = _with_change(block.source, changes[block.original.language])
    for language, (chapter, unit) in block.units.items():
        if language not in changes or unit.standing is not Standing.CURRENT or unit.edited or unit.target is None:
            continue
        target = _with_change(unit.target, changes[language])
        before = _digests(block.source.text, unit.target.text, original, proposer.packs[language])
        after = _digests(source, target, original, proposer.packs[language])
        entries = report.memory.get((language, chapter.name), ())
        now = tuple(
            Remembered(*after, entry.status, source) if (entry.source, entry.target) == before else entry
            for entry in entries
        )
        if now != entries:
            yield Change(str(memory_file(language, chapter.name)), 0, _WHOLE, memory_text(now))


def _digests(source: str, target: str, original: LanguagePack, pack: LanguagePack) -> tuple[str, str]:
    return digest(source, original), digest(target, pack)


def _record(report: Report, proposal: Proposal) -> Change:
    """The record of a new statistic, at the end of the file that holds its source's, or of a new one."""
    words = dict(proposal.statistic.label)
    path = statistics_file(report, proposal.statistic.source)
    held = report.root / path
    before = held.read_text(encoding="utf-8") if held.is_file() else ""
    gap = "" if not before else "\n" if before.endswith("\n") else "\n\n"
    return Change(path, len(before), len(before), gap + single_record(report, proposal.statistic, words))


def statistics_file(report: Report, source: str) -> str:
    """The file of `data/statistics/` in which a source's statistics stand, or are to stand."""
    known: Sequence[Statistic] = [one for one in report.statistics.values() if one.source == source]
    places = [str(one.location.path) for one in known if not str(one.location.path).startswith("..")]
    return max(places, key=places.count) if places else str(PurePosixPath("data", "statistics", f"{source}.yml"))


def applied(texts: Mapping[str, str], changes: Sequence[Change]) -> dict[str, str]:
    """The files as they are with some changes; offsets are those of the texts before any of them."""
    by_path: dict[str, list[Change]] = defaultdict(list)
    for change in changes:
        by_path[change.path].append(change)
    made = {}
    for path, own in by_path.items():
        text = texts.get(path, "")
        for change in sorted(own, key=lambda one: one.start, reverse=True):
            text = text[: change.start] + change.text + text[change.end :]
        made[path] = text
    return made


def stated_beside(report: Report, chapter: Chapter, number: Untied) -> set[str]:
    """The statistics that the same block ties in other languages."""
    found: set[str] = set()
    block = _block(report, chapter, number)
    for other, segment in block.others(chapter.language) if block else ():
        if segment is not None:
            found |= {t.target for t in other.ties_to(Scheme.STATISTIC) if segment.start <= t.start < segment.end}
    mine = {tie.target for tie in chapter.ties_to(Scheme.STATISTIC) if tie.passage == number.passage}
    return found - mine
