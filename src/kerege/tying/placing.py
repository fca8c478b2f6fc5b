"""A tie written where a number stands, and where the same block says it in the other languages; with its record, if it is new.

Only texts are made here; who calls decides what becomes of them. What is remembered of a translation is carried along where
both sides were current and both get the tie: nobody has to translate a block again because its numbers were tied.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from kerege.languages import LanguagePack
from kerege.model import Chapter, Offsets, Remembered, Report, Scheme, Statistic
from kerege.read.translations import memory_file, memory_text
from kerege.translate.digests import digest
from kerege.translate.segments import Segment
from kerege.translate.state import Standing, Unit, standings
from kerege.tying.drafts import single_record
from kerege.tying.proposals import Proposal, Proposer, Untied, tied_words, untied_numbers


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
    report = proposer.report
    changes = [Change(str(chapter.path), number.start, number.end, tied_words(chapter, number, proposal.key))]
    found, missed = [chapter.language], []
    memory: dict[tuple[str, str], list[tuple[Unit, str, str]]] = defaultdict(list)
    own = _line(changes[0])
    for other, unit, mine, theirs in _counterparts(report, chapter, number):
        same = _same(proposer, other, theirs, proposal) if theirs is not None else None
        if same is None:
            missed.append(other.language)
            continue
        changes.append(Change(str(other.path), same.start, same.end, tied_words(other, same, proposal.key)))
        found.append(other.language)
        if unit.standing is Standing.CURRENT and not unit.edited:
            pair = (mine, theirs) if chapter.language == report.settings.original else (theirs, mine)
            texts = (
                (own, _line(changes[-1])) if chapter.language == report.settings.original else (_line(changes[-1]), own)
            )
            memory[(other.language if pair[0] is mine else chapter.language, chapter.name)].append(
                (unit, _with_change(pair[0], texts[0]), _with_change(pair[1], texts[1]))
            )
    changes += _carried(proposer, memory)
    if proposal.is_new:
        changes.append(_record(report, proposal))
    return Placed(tuple(changes), tuple(found), tuple(missed))


def declared_none(chapter: Chapter, number: Untied, key: str) -> tuple[Change, ...]:
    """The change by which a number is declared to be no statistic."""
    return (Change(str(chapter.path), number.start, number.end, tied_words(chapter, number, key, "nostat")),)


_Cut = tuple[int, int, str]


def _line(change: Change) -> _Cut:
    return change.start, change.end, change.text


def _with_change(segment: Segment | None, cut: _Cut) -> str:
    """The words of a segment once a stretch of the file is replaced; they may be folded otherwise than in the file."""
    assert segment is not None
    start, _end, text = cut
    words = re.sub(r"\A\[|\]\([^)]*\)\Z", "", text)
    ratio = (start - segment.start) / max(1, segment.end - segment.start)
    places = [match.start() for match in re.finditer(re.escape(words), segment.text)]
    if not places:
        return segment.text
    at = min(places, key=lambda place: abs(place - ratio * len(segment.text)))
    return segment.text[:at] + text + segment.text[at + len(words) :]


def _counterparts(
    report: Report, chapter: Chapter, number: Untied
) -> Iterator[tuple[Chapter, Unit, Segment, Segment | None]]:
    """Each chapter of another language with the block that says what the number's block says: its unit, ours, theirs."""
    original = report.settings.original
    if chapter.language == original:
        others = [
            c for code in report.settings.languages if (c := report.chapter(code, chapter.name)) and c is not chapter
        ]
        for other in others:
            known = standings(report, other)
            for unit in known.units if known else ():
                if unit.source is not None and unit.source.start <= number.start < unit.source.end:
                    yield other, unit, unit.source, unit.target
        return
    known, first = standings(report, chapter), report.chapter(original, chapter.name)
    for unit in known.units if known and first else ():
        if unit.target is not None and unit.target.start <= number.start < unit.target.end and first is not None:
            yield first, unit, unit.target, unit.source
            # And from the original on to the languages beside this one.
            for other in (c for code in report.settings.languages if (c := report.chapter(code, chapter.name))):
                if other.language in (original, chapter.language) or unit.source is None:
                    continue
                beside = standings(report, other)
                for one in beside.units if beside else ():
                    if one.source is not None and one.source.start == unit.source.start:
                        yield other, replace(one, edited=True), unit.target, one.target


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


def _carried(proposer: Proposer, memory: Mapping[tuple[str, str], Sequence[tuple[Unit, str, str]]]) -> Iterator[Change]:
    """What is remembered of translations, with the blocks as they are once they have the tie."""
    report, original = proposer.report, proposer.packs[proposer.report.settings.original]
    for (language, name), units in memory.items():
        entries = report.memory.get((language, name), ())
        now = list(entries)
        for unit, source, target in units:
            assert unit.source is not None and unit.target is not None
            before = _digests(unit.source.text, unit.target.text, original, proposer.packs[language])
            after = _digests(source, target, original, proposer.packs[language])
            now = [
                Remembered(*after, entry.status, source) if (entry.source, entry.target) == before else entry
                for entry in now
            ]
        if tuple(now) != entries:
            yield Change(str(memory_file(language, name)), 0, len(memory_text(entries)), memory_text(now))


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
    for other, _, _, theirs in _counterparts(report, chapter, number):
        if theirs is not None:
            found |= {tie.target for tie in other.ties_to(Scheme.STATISTIC) if theirs.start <= tie.start < theirs.end}
    mine = {tie.target for tie in chapter.ties_to(Scheme.STATISTIC) if tie.passage == number.passage}
    return found - mine
