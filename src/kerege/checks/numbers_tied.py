"""Every number in prose, headings, tables, captions, labels and figure words is tied, conventional, or declared.

Passes: `[59.6 per cent](stat:women-share-2015)`, "in 2015", "two sisters", `[40 winks](nostat:idiom)`.
Fails: "about 60 per cent of them" without a tie, and the end of a range that is not tied (S005); digits that cannot be
read completely (S055). A doubled percent sign is S006. A number word that only counts things in a story needs no tie,
unless a statistic of the report counts the same things: "six teachers" (S045). Ten or more people or events in words are a
result: "twelve women were deported" (S056, a warning).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from kerege.checks.context import Case
from kerege.checks.group_named import find_group, names
from kerege.evidence.agreement import judge_quantity
from kerege.evidence.phrases import fact_of, stated_passages
from kerege.evidence.stated import Hold, Stated, untied
from kerege.findings import Finding, Location, Severity
from kerege.languages import LanguagePack
from kerege.languages.reading import Form, Kind, Span, doubled_percent, read
from kerege.languages.sentences import sentence_at
from kerege.languages.units import COUNTED
from kerege.model import Chapter, Passage, Scheme, Statistic, Tie, Value, Words

CODES = ("S005", "S006", "S045", "S055", "S056")
_NEAR = 24
"""Characters after a number word in which the thing it counts is named."""
_TIMES, _THINGS = ("years", "months"), ("count", "persons")
_MANY = 10
"""So many people or events, in words, are no longer a detail of a story."""
_SMALL = 100
"""Statistics up to this are known again in number words."""


def check(case: Case) -> Iterator[Finding]:
    """Yield a finding for each number that nothing vouches for."""
    counting = tuple(_counting(case))
    counts = {code: _counts(counting, code) for code in case.packs}
    for chapter in case.chapters():
        pack = case.packs[chapter.language]
        for index, stated in stated_passages(case.report, chapter, case.values, pack):
            passage = _Place(chapter, chapter.passages[index], stated)
            yield from _doubled(passage, pack)
            yield from _untied(passage)
            yield from _counted(passage, counts[chapter.language])
    yield from _records(case)


@dataclass(frozen=True)
class _Place:
    """A passage, with what it says of where its words stand."""

    chapter: Chapter
    passage: Passage
    stated: Stated

    def of(self, position: int) -> Location:
        """The place in the file of an offset in the stated text."""
        position = self.stated.place(position)
        if position >= len(self.passage.offsets):
            return self.passage.location
        offset = self.passage.offsets[position]
        text = self.chapter.text
        return Location(self.chapter.path, text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset))

    def words(self, span: Span) -> str:
        return " ".join(self.stated.text[span.start : span.end].split())


def _doubled(place: _Place, pack: LanguagePack) -> Iterator[Finding]:
    for start, end in doubled_percent(place.stated.text, pack.lexicon):
        said = place.stated.text[start:end]
        yield Finding(place.of(start), "S006", f"'{said}' says per cent twice", "delete one of them")


def _untied(place: _Place) -> Iterator[Finding]:
    for span in untied(place.stated, _vouches):
        words, language = place.words(span), place.chapter.language
        if span.kind is Kind.UNREAD:
            yield Finding(
                place.of(span.start),
                "S055",
                f"'{words}' cannot be read as a number: {span.name}",
                "write the number plainly, or (nostat:KEY) with a reason in report.yml",
                language=language,
            )
            continue
        yield Finding(
            place.of(span.start),
            "S005",
            f"'{words}' is tied to no statistic",
            f"write [{words}](stat:ID), or (nostat:KEY) with a reason in report.yml",
            language=language,
        )


def _vouches(hold: Hold, span: Span) -> bool:
    """A quotation vouches for its own words only; what a statistic's tie owns is judged with it."""
    quoted = isinstance(hold.key, Tie) and hold.key.scheme is Scheme.QUOTE
    return not quoted or (hold.start <= span.start and span.end <= hold.end)


Counts = Mapping[tuple[Fraction, Fraction], list[tuple[str, str, bool]]]
"""By lower and upper value: the statistic, the stems of what it counts, and whether it is a length of time."""


def _counting(case: Case) -> Iterator[tuple[Statistic, Value]]:
    """Small totals that the report states somewhere."""
    values = case.values
    for key, statistic in case.report.statistics.items():
        if statistic.unit in (*_TIMES, *_THINGS) and key in values and values[key].number <= _SMALL:
            yield statistic, values[key]


def _counts(counting: Sequence[tuple[Statistic, Value]], language: str) -> Counts:
    """These totals by value: the statistic, and the stems of what it counts."""
    counts: dict[tuple[Fraction, Fraction], list[tuple[str, str, bool]]] = {}
    for statistic, value in counting:
        label = re.findall(r"[^\W\d_]{4,}", statistic.label.get(language, ""))
        stems = statistic.of.get(language, "") or "|".join(word[: max(4, len(word) - 2)] for word in label[:2])
        if stems:
            low, high = Fraction(value.number), Fraction(value.number if value.high is None else value.high)
            counts.setdefault((low, high), []).append((statistic.id, stems, statistic.unit in _TIMES))
    return counts


def _counted(place: _Place, counts: Counts) -> Iterator[Finding]:
    """Number words in a story that state a statistic all the same."""
    for span in place.stated.spans:
        if span.kind is not Kind.NARRATIVE or any(
            hold.start < span.end and span.start < hold.end for hold in place.stated.holds
        ):
            continue
        key, words = _stated(counts, place.stated.text, span), place.words(span)
        if key is None and _result(span):
            yield Finding(
                place.of(span.start),
                "S056",
                f"'{words}' counts people or events, and is tied to no statistic",
                f"write [{words}](stat:ID), or (nostat:KEY) with a reason in report.yml",
                Severity.WARNING,
                language=place.chapter.language,
            )
        if key is not None:
            yield Finding(
                place.of(span.start),
                "S045",
                f"'{words}' counts what {key} counts, and is not tied",
                f"write [{words}](stat:{key}), or (nostat:KEY) with a reason in report.yml",
                language=place.chapter.language,
            )


def _result(span: Span) -> bool:
    """Whether number words count so many that they are a result: "twelve women were deported", but not "two sisters"."""
    quantity = span.quantity
    counted = quantity is not None and quantity.unit in COUNTED and quantity.form in (Form.WORDS, Form.RANGE)
    return counted and quantity is not None and quantity.high >= _MANY


def _stated(counts: Counts, text: str, span: Span) -> str | None:
    """The statistic that a number word in a story states all the same: the same number of the same things."""
    quantity = span.quantity
    if quantity is None or quantity.form not in (Form.WORDS, Form.RANGE):
        return None
    for key, stems, time in counts.get((quantity.low, quantity.high), ()):
        # What is counted stands after the number; what took so many years may stand anywhere near.
        start, end = (span.start - 3 * _NEAR, span.end + 3 * _NEAR) if time else (span.start, span.end + _NEAR)
        near = text[max(0, start) : end]
        if not quantity.point or (quantity.low > 1 and next(find_group(near, stems), None) is not None):
            return key
    return None


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
        pack = case.packs[language]
        for span in read(words, pack.lexicon):
            if span.kind not in (Kind.QUANTITY, Kind.UNREAD) or _drawn(case, data, words, span, pack):
                continue
            yield Finding(
                place,
                "S005",
                f"'{words[span.start : span.end]}' in {name} is none of its data",
                "name a value that the record holds, with its group, or take the number out",
                language=language,
            )


def _drawn(case: Case, data: tuple[str, ...], words: str, span: Span, pack: LanguagePack) -> bool:
    """Whether a number in a record's words is a value of its data, of the group that its sentence names."""
    sentence = words[slice(*sentence_at(words, span.start))]
    quantities = [end.quantity for end in span.quantity.ends] if span.quantity else []
    wanted = [quantity for quantity in (quantities or [span.quantity]) if quantity]
    stems = {key: case.report.statistics[key].of.get(pack.code, "") for key in data if key in case.report.statistics}
    named = {stem for stem in stems.values() if stem and names(sentence, stem)}
    fits = [key for key, stem in stems.items() if not stem or not named or stem in named]
    return bool(wanted) and all(
        any(
            judge_quantity(
                quantity,
                words[span.start : span.end],
                fact_of(case.report.statistics[key], case.values[key], pack.code),
                pack,
                case.tolerances,
            ).holds
            for key in fits
            if key in case.values
        )
        for quantity in wanted
    )
