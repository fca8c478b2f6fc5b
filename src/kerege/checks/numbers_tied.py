"""Every number in prose, headings, tables, captions, labels and figure words is tied, conventional, or declared.

Passes: `[59.6 per cent](stat:women-share-2015)`, "in 2015", "two sisters", `[40 winks](nostat:idiom)`.
Fails: "about 60 per cent of them" without a tie. (S005) A doubled percent sign is S006. A number word that only counts things in a
story needs no tie, unless a statistic of the report counts the same things: "six teachers" (S045).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from kerege.checks.context import Case
from kerege.checks.group_named import find_group
from kerege.evidence.agreement import Outcome, judge
from kerege.findings import Finding, Location
from kerege.languages.quantities import Kind, Quantity, find_quantities
from kerege.model import Chapter, Passage, Scheme, Statistic, Value, Words

CODES = ("S005", "S006", "S045")
_NEAR = 24
"""Characters after a number word in which the thing it counts is named."""
_DOUBLED = re.compile(r"%\s*%|%\s*(?:per ?cent|процент\w*|пайыз\w*)")
_TIMES, _THINGS = ("years", "months"), ("count", "persons")
_TYING = (Scheme.STATISTIC, Scheme.NOT_A_STATISTIC, Scheme.QUOTE, Scheme.TERM)


def check(case: Case) -> Iterator[Finding]:
    """Yield a finding for each number that nothing vouches for."""
    counting = tuple(_counting(case))
    counts = {code: _counts(counting, code) for code in case.packs}
    for chapter in case.chapters():
        spans: dict[int, list[tuple[int, int]]] = {}
        for tie in chapter.ties:
            if tie.scheme in _TYING:
                spans.setdefault(tie.passage, []).append((tie.plain_start, tie.plain_end))
        for index, passage in enumerate(chapter.passages):
            yield from _passage(case, chapter, passage, spans.get(index, []), counts[chapter.language])
    yield from _records(case)


Counts = Mapping[tuple[Decimal, Decimal], list[tuple[str, str, bool]]]
"""By lower and upper value: the statistic, the stems of what it counts, and whether it is a length of time."""


def _counting(case: Case) -> Iterator[tuple[Statistic, Value]]:
    """Small totals that the report states somewhere."""
    values = case.values
    for key, statistic in case.report.statistics.items():
        if statistic.unit in (*_TIMES, *_THINGS) and key in values and values[key].number <= 100:
            yield statistic, values[key]


def _counts(counting: Sequence[tuple[Statistic, Value]], language: str) -> Counts:
    """These totals by value: the statistic, and the stems of what it counts."""
    counts: dict[tuple[Decimal, Decimal], list[tuple[str, str, bool]]] = {}
    for statistic, value in counting:
        label = re.findall(r"[^\W\d_]{4,}", statistic.label.get(language, ""))
        stems = statistic.of.get(language, "") or "|".join(word[: max(4, len(word) - 2)] for word in label[:2])
        if stems:
            high = value.number if value.high is None else value.high
            counts.setdefault((value.number, high), []).append((statistic.id, stems, statistic.unit in _TIMES))
    return counts


def _stated(counts: Counts, plain: str, quantity: Quantity) -> str | None:
    """The statistic that a number word in a story states all the same: the same number of the same things."""
    for key, stems, time in counts.get((quantity.low, quantity.high), ()):
        # What is counted stands after the number; what took so many years may stand anywhere near.
        start, end = (
            (quantity.start - 3 * _NEAR, quantity.end + 3 * _NEAR) if time else (quantity.end, quantity.end + _NEAR)
        )
        near = plain[max(0, start) : end]
        if quantity.is_range or (quantity.low > 1 and next(find_group(near, stems), None) is not None):
            return key
    return None


def _passage(
    case: Case, chapter: Chapter, passage: Passage, spans: list[tuple[int, int]], counts: Counts
) -> Iterator[Finding]:
    pack = case.packs[chapter.language]
    for match in _DOUBLED.finditer(passage.plain):
        yield Finding(
            _place(chapter, passage, match.start()), "S006", f"'{match[0]}' says per cent twice", "delete one of them"
        )
    for quantity in find_quantities(passage.plain, pack):
        if any(_overlap(quantity, span) for span in spans):
            continue
        if quantity.kind is Kind.NARRATIVE:
            key = _stated(counts, passage.plain, quantity)
            if key is not None:
                yield Finding(
                    _place(chapter, passage, quantity.start),
                    "S045",
                    f"'{quantity.text.strip()}' counts what {key} counts, and is not tied",
                    f"write [{quantity.text.strip()}](stat:{key}), or (nostat:KEY) with a reason in report.yml",
                    language=chapter.language,
                )
            continue
        if quantity.kind is not Kind.QUANTITY:
            continue
        yield Finding(
            _place(chapter, passage, quantity.start),
            "S005",
            f"'{quantity.text.strip()}' is tied to no statistic",
            f"write [{quantity.text.strip()}](stat:ID), or (nostat:KEY) with a reason in report.yml",
            language=chapter.language,
        )


def _records(case: Case) -> Iterator[Finding]:
    """Words of records that readers see. Nothing can be tied there, so a number must be one of a record's own values."""
    report = case.report
    for figure in report.figures.values():
        texts = [figure.title, figure.subtitle, figure.alt, *figure.labels.values()]
        for text in texts:
            yield from _record(case, text, figure.data, figure.location, f"the words of figure '{figure.id}'")
    settings = report.settings
    for text in (settings.message, settings.title, settings.subtitle):
        yield from _record(case, text, settings.key_figures, settings.location, "report.yml")
    for term in report.terms.values():
        yield from _record(case, term.definition, (), term.location, f"the definition of '{term.id}'")
    for source in report.sources.values():
        for text in (source.title, source.population):
            data = tuple(s.id for s in report.statistics.values() if s.source == source.id) if text else ()
            yield from _record(case, text, data, source.location, f"the words of source '{source.id}'")


def _record(case: Case, text: Words, data: tuple[str, ...], place: Location, name: str) -> Iterator[Finding]:
    for language, words in text.items():
        if language not in case.packs:
            continue
        for quantity in find_quantities(words, case.packs[language]):
            if quantity.kind is Kind.QUANTITY and not _drawn(case, data, quantity):
                yield Finding(
                    place,
                    "S005",
                    f"'{quantity.text.strip()}' in {name} is none of its data",
                    "name a value that the record holds, or take the number out",
                    language=language,
                )


def _drawn(case: Case, data: tuple[str, ...], quantity: Quantity) -> bool:
    for key in data:
        statistic, value = case.report.statistics.get(key), case.values.get(key)
        if statistic is None or value is None:
            continue
        for pack in case.packs.values():
            verdict = judge(
                quantity.text,
                value.number,
                statistic.unit,
                statistic.decimals,
                pack,
                case.tolerances,
                value.high,
                statistic.bound,
            )
            if verdict.outcome in (Outcome.AGREES, Outcome.UNDERSTATES):
                return True
    return False


def _overlap(quantity: Quantity, span: tuple[int, int]) -> bool:
    return quantity.start < span[1] and span[0] < quantity.end


def _place(chapter: Chapter, passage: Passage, position: int) -> Location:
    if position >= len(passage.offsets):
        return passage.location
    offset = passage.offsets[position]
    line = chapter.text.count("\n", 0, offset) + 1
    return Location(chapter.path, line, offset - (chapter.text.rfind("\n", 0, offset) + 1) + 1)
