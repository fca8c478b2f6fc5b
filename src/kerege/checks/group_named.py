"""The sentence that cites a statistic names the group it is about, so that women and men cannot be swapped.

Passes: "[87 per cent](stat:despair-women) of women" for a statistic with `of: {en: wom}`.
Fails: the same tie in "[87 per cent](stat:despair-women) of men". (S004) In a table the nearest of cell, row, column and
caption decides that names one group alone; a caption that names both decides nothing. Two statistics that differ by their group
alone say it (S060, a warning).

Where one sentence compares groups, each number, tied or not, has its group in the words next to it; `groups_beside.py` says
which that is.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import groupby

from kerege.catalogue import problem
from kerege.checks.context import Packs, Parallels, Statistics
from kerege.checks.groups_beside import Number, find_group, names, strangers
from kerege.checks.of_statistics import of_statistics
from kerege.evidence.record_texts import record_texts
from kerege.findings import Finding, Location
from kerege.languages import LanguagePack
from kerege.languages.reading import Form, read, unit_named_by
from kerege.languages.sentences import sentence_at
from kerege.model import (
    BlockKind,
    Chapter,
    Kind,
    Passage,
    Report,
    Scheme,
    Settings,
    Statistic,
    Tie,
    chapters_of,
    ties_of,
)

CODES = ("S004", "S060")
_FIGURES = (Form.NUMERAL, Form.RANGE)
"""A number without a unit may be of any, where it is written in figures."""


def check(parallels: Parallels, statistics: Statistics, settings: Settings, packs: Packs) -> Iterator[Finding]:
    """Yield a finding for each statistic about a group whose sentence does not name it."""
    families = {code: _families(statistics, code, settings.original) for code in packs}
    for chapter in chapters_of(parallels):
        grouped = [(tie, stems) for tie in chapter.ties if (stems := _stems(statistics, chapter, tie))]
        for index, ties in groupby(grouped, key=lambda pair: pair[0].passage):
            passage = chapter.passages[index]
            own, pack = families[chapter.language], packs[chapter.language]
            for tie, stems in _unnamed(chapter, passage, list(ties), statistics, own, pack):
                yield _finding(tie.location, tie.target, stems)
        yield from _labels(statistics, chapter)


def _labels(statistics: Statistics, chapter: Chapter) -> Iterator[Finding]:
    """Words beneath a statistic's block that name a group of this report of which the statistic is not."""
    language = chapter.language
    for passage in chapter.passages:
        if passage.kind is not Kind.LABEL or passage.block is None:
            continue
        block = chapter.blocks[passage.block]
        statistic = statistics.get(block.target) if block.kind is BlockKind.STATISTIC else None
        if statistic is None:
            continue
        own, label = statistic.of.get(language, ""), statistic.label.get(language, "")
        if own and names(passage.plain, own):
            continue
        for stems in _groups(statistics, language):
            if not _share_stem(own, stems) and names(passage.plain, stems) and not names(label, stems):
                named = passage.plain[next(find_group(passage.plain, stems)) :].split()[0]
                yield Finding(
                    passage.location, problem("S004/label", target=statistic.id, words=named), language=language
                )
                break


@of_statistics
def _groups(statistics: Mapping[str, Statistic], language: str) -> Sequence[str]:
    return sorted({stems for statistic in statistics.values() if (stems := statistic.of.get(language))})


def check_labels(statistics: Statistics, settings: Settings, packs: Packs) -> Iterator[Finding]:
    """Yield a warning for statistics whose labels differ by a word for persons alone, where two or more have no group.

    One of them may be the total.
    """
    if settings.imported:
        return  # its statistics are drafts that a program told
    original = settings.original
    pack = packs.get(original)
    alike: dict[tuple[object, ...], list[Statistic]] = {}
    for statistic in statistics.values() if pack else ():
        label = statistic.label.get(original, "")
        words = re.findall(r"[^\W\d_]+", label.casefold())
        persons = {word for word in words if pack and unit_named_by(word, pack.lexicon) == "persons"}
        if persons:
            rest = tuple("" if word in persons else word for word in words)
            alike.setdefault((statistic.source, statistic.unit, statistic.period, rest), []).append(statistic)
    for members in alike.values():
        without = [member for member in members if not member.of.get(original)]
        if len({member.label.get(original, "").casefold() for member in without}) < 2:
            continue
        for member in without:
            yield Finding(member.location, problem("S060", member=member.id))


def _finding(place: Location, target: str, stems: str) -> Finding:
    return Finding(
        place,
        problem("S004", target=target, stems=stems),
    )


def check_records(records: Report, packs: Packs) -> Iterator[Finding]:
    """Yield a finding for each tie in the texts of records whose sentence names another group."""
    families = {code: _families(records.statistics, code, records.settings.original) for code in packs}
    for record in record_texts(records):
        for language, words in record.words.items():
            for tie in ties_of(words) if language in packs else ():
                statistic = records.statistics.get(tie.target)
                stems = statistic.of.get(language, "") if statistic else ""
                sentence = words[slice(*sentence_at(words, tie.start))]
                rivals = families[language].get(tie.target, frozenset())
                if stems and not names(sentence, stems) and any(names(sentence, rival) for rival in rivals):
                    yield _finding(record.location, tie.target, stems)


def _stems(statistics: Statistics, chapter: Chapter, tie: Tie) -> str:
    statistic = statistics.get(tie.target) if tie.scheme is Scheme.STATISTIC else None
    return statistic.of.get(chapter.language, "") if statistic else ""


Families = dict[str, frozenset[str]]
"""For each statistic about a group: the groups of those that differ from it by their group alone."""


@of_statistics
def _families(statistics: Mapping[str, Statistic], language: str, original: str) -> Families:
    by_label: dict[tuple[object, ...], list[Statistic]] = {}
    for statistic in statistics.values():
        if statistic.of.get(language):
            by_label.setdefault(_subject(statistic, original), []).append(statistic)
    found: Families = {}
    for members in by_label.values():
        groups = {member.of[language] for member in members}
        others = {own: frozenset(group for group in groups if not _share_stem(own, group)) for own in groups}
        found.update((member.id, others[member.of[language]]) for member in members)
    return found


def _subject(statistic: Statistic, language: str) -> tuple[object, ...]:
    """What a statistic is about but for its group: the words of its label that name none."""
    words = re.findall(r"[^\W\d_]+", statistic.label.get(language, "").casefold())
    stems = statistic.of.get(language, "")
    rest = frozenset(word for word in words if not (stems and names(word, stems)))
    return (statistic.source, statistic.unit, statistic.period, rest)


def _share_stem(one: str, other: str) -> bool:
    return bool(_alternatives(one) & _alternatives(other))


def _alternatives(stems: str) -> frozenset[str]:
    return frozenset(stem.strip().casefold() for stem in stems.split("|") if stem.strip())


def _unnamed(
    chapter: Chapter,
    passage: Passage,
    ties: list[tuple[Tie, str]],
    statistics: Statistics,
    families: Families,
    pack: LanguagePack,
) -> Iterator[tuple[Tie, str]]:
    if passage.kind is Kind.CELL:
        levels = list(_table_words(chapter, passage))
        for tie, stems in ties:
            if not _table_names(levels, stems, families.get(tie.target, frozenset())):
                yield tie, stems
        return
    for (start, end), members in groupby(ties, key=lambda pair: sentence_at(passage.plain, pair[0].plain_start)):
        sentence, words = list(members), passage.plain[start:end]
        rivals = frozenset().union(*(families.get(tie.target, frozenset()) for tie, _ in sentence))
        groups = rivals | {stems for _, stems in sentence}
        if len(groups) == 1:
            yield from ((tie, stems) for tie, stems in sentence if not names(words, stems))
            continue
        numbers = _numbers(words, start, sentence, statistics, pack)
        wrong = {numbers[index] for index in strangers(words, numbers, groups)}
        yield from ((tie, stems) for tie, stems in sentence if _number(tie, stems, start) in wrong)


def _numbers(
    words: str, start: int, ties: Sequence[tuple[Tie, str]], statistics: Statistics, pack: LanguagePack
) -> Sequence[Number]:
    """What a sentence says of the groups: its ties about one, and the other numbers that could be about one too."""
    tied = [_number(tie, stems, start) for tie, stems in ties]
    units = {statistics[tie.target].unit for tie, _ in ties}
    others = [
        Number(span.start, span.end)
        for span in read(words, pack.lexicon)
        if span.quantity is not None
        and (span.quantity.unit in units or (not span.quantity.unit and span.quantity.form in _FIGURES))
        and not any(span.start < number.end and number.start < span.end for number in tied)
    ]
    return sorted((*tied, *others), key=lambda number: number.start)


def _number(tie: Tie, stems: str, start: int) -> Number:
    return Number(tie.plain_start - start, tie.plain_end - start, stems)


def _table_words(chapter: Chapter, cell: Passage) -> Iterator[str]:
    """What may name the group of a cell, the nearest first: the cell, its row, its column, the caption."""
    same = [passage for passage in chapter.passages if passage.table == cell.table]
    yield cell.plain
    yield " ".join(p.plain for p in same if p.kind is Kind.CELL and p.row == cell.row and p is not cell)
    yield " ".join(p.plain for p in same if p.kind is Kind.CELL and p.row == 0 and p.column == cell.column)
    yield " ".join(p.plain for p in same if p.kind is Kind.CAPTION)


def _table_names(levels: Sequence[str], stems: str, rivals: Collection[str]) -> bool:
    for words in levels:
        own, other = names(words, stems), any(names(words, rival) for rival in rivals)
        if own != other:
            return own
    return False
