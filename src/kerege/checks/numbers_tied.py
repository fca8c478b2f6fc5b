"""Every number in prose, headings, tables, captions, labels and figure words is tied, conventional, or declared.

Passes: `[59.6 per cent](stat:women-share-2015)`, "in 2015", "two sisters", `[40 winks](nostat:idiom)`.
Fails: "about 60 per cent of them" without a tie, and the end of a range that is not tied (S005); digits that cannot be
read completely (S055). A doubled percent sign is S006. A number word that only counts things in a story needs no tie,
unless a statistic of the report counts the same things: "six teachers" (S045). Ten or more people or events in words are a
result: "twelve women were deported" (S056, a warning). A key of `nostat` that names its words is for no others (S059).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from kerege.catalogue import problem
from kerege.checks.context import Packs, Parallels, Statistics, Values
from kerege.checks.groups_beside import find_group, names
from kerege.checks.ties_ordered import kind_of, stems_of
from kerege.evidence.agreement import judge_quantity
from kerege.evidence.phrases import fact_of, stated_passages
from kerege.evidence.record_texts import RecordText, record_texts, stated_record
from kerege.evidence.stated import Hold, Stated, untied
from kerege.evidence.tolerances import Tolerances
from kerege.findings import Finding, Location
from kerege.languages import LanguagePack
from kerege.languages.reading import Form, Kind, Span, doubled_percent, read
from kerege.languages.sentences import sentence_at
from kerege.languages.units import COUNTED
from kerege.model import Chapter, Passage, Report, Scheme, Settings, Statistic, Tie, Value, chapters_of, ties_of

CODES = ("S005", "S006", "S045", "S055", "S056", "S059")
_NEAR = 24
"""Characters after a number word in which the thing it counts is named."""
_TIMES, _THINGS = ("years", "months"), ("count", "persons")
_MANY = 10
"""So many people or events, in words, are no longer a detail of a story."""
_SMALL = 100
"""Statistics up to this are known again in number words."""


def check(
    parallels: Parallels, statistics: Statistics, values: Values, settings: Settings, packs: Packs
) -> Iterator[Finding]:
    """Yield a finding for each number that nothing vouches for."""
    counting = tuple(_counting(statistics, values))
    counts = {code: _counts(counting, code) for code in packs}
    for chapter in chapters_of(parallels):
        pack = packs[chapter.language]
        for index, stated in stated_passages(statistics, chapter, values, pack):
            passage = _Place(chapter, chapter.passages[index], stated)
            yield from _doubled(passage, pack)
            yield from _untied(passage)
            yield from _counted(passage, counts[chapter.language])
        for tie in chapter.ties_to(Scheme.NOT_A_STATISTIC):
            yield from _other_words(settings, tie.target, tie.words, tie.location, chapter.language)


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
    if not any(span.quantity is not None and span.quantity.unit == "percent" for span in place.stated.spans):
        return
    for start, end in doubled_percent(place.stated.text, pack.lexicon):
        said = place.stated.text[start:end]
        yield Finding(place.of(start), problem("S006", said=said))


def _untied(place: _Place) -> Iterator[Finding]:
    for span in untied(place.stated, _vouches):
        words, language = place.words(span), place.chapter.language
        if span.kind is Kind.UNREAD:
            yield Finding(
                place.of(span.start),
                problem("S055/cannot-be-read-as", words=words, span=span.name),
                language=language,
            )
            continue
        yield Finding(
            place.of(span.start),
            problem("S005/tied-no-statistic", words=words),
            language=language,
        )


def _vouches(hold: Hold, span: Span) -> bool:
    """A quotation vouches for its own words only; what a statistic's tie owns is judged with it."""
    quoted = isinstance(hold.key, Tie) and hold.key.scheme is Scheme.QUOTE
    return not quoted or (hold.start <= span.start and span.end <= hold.end)


Counts = Mapping[tuple[Fraction, Fraction], list[tuple[str, str, bool]]]
"""By lower and upper value: the statistic, the stems of what it counts, and whether it is a length of time."""


def _counting(statistics: Statistics, values: Values) -> Iterator[tuple[Statistic, Value]]:
    """Small totals that the report states somewhere."""
    for key, statistic in statistics.items():
        if statistic.unit in (*_TIMES, *_THINGS) and key in values and values[key].number <= _SMALL:
            yield statistic, values[key]


def counting_chapters(
    report: Report, packs: Packs, values: Sequence[Values], changed: Collection[str]
) -> frozenset[str]:
    """The names of the chapters that may count in words (S045) what has changed its value, though they do not state it.

    Args:
        values: those of before, and those of now.
        changed: the statistics whose value has changed.
    """
    records = {key: report.statistics[key] for key in changed if key in report.statistics}
    totals = {key for key, statistic in records.items() if statistic.unit in (*_TIMES, *_THINGS)}
    found = (known[key].number for known in values for key in totals if key in known)
    small = {Fraction(number) for number in found if number <= _SMALL}
    return frozenset(chapter.name for chapter in report.all_chapters() if small and _tells(packs, chapter, small))


def _tells(packs: Packs, chapter: Chapter, numbers: Collection[Fraction]) -> bool:
    lexicon = packs[chapter.language].lexicon
    spans = (span for passage in chapter.passages for span in read(passage.plain, lexicon))
    told = (span.quantity for span in spans if span.kind is Kind.NARRATIVE and span.quantity is not None)
    return any(quantity.low in numbers or quantity.high in numbers for quantity in told)


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
                problem("S056", words=words),
                language=place.chapter.language,
            )
        if key is not None:
            yield Finding(
                place.of(span.start),
                problem("S045", words=words, key=key),
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


def _other_words(settings: Settings, key: str, words: str, place: Location, language: str) -> Iterator[Finding]:
    """A key of `nostat` that names its words, tied to others."""
    meant = settings.nostat_words.get(key)
    if meant is not None and not _among(words, meant):
        yield Finding(
            place,
            problem("S059", words=words, key=key),
            language=language,
        )


def _among(words: str, listed: Collection[str]) -> bool:
    folded = {" ".join(word.casefold().split()) for word in listed}
    return " ".join(words.casefold().split()) in folded


def check_records(records: Report, values: Values, packs: Packs, tolerances: Tolerances) -> Iterator[Finding]:
    """The same for words of records that readers see: a number there is tied, named by a key of `nostat`, or one of its values.

    The labels of an imported report are drafts, cut out of its sentences by a program; nobody has written them yet.
    """
    judge = _Drawn(records.statistics, values, tolerances)
    for record in () if records.settings.imported else record_texts(records):
        for language, words in record.words.items():
            if language in packs:
                yield from _record(records.settings, record, packs[language], words, judge)


def _record(settings: Settings, record: RecordText, pack: LanguagePack, words: str, drawn: _Drawn) -> Iterator[Finding]:
    language = pack.code
    for tie in ties_of(words):
        if tie.scheme == Scheme.NOT_A_STATISTIC.value:
            yield from _other_words(settings, tie.target, words[tie.start : tie.end], record.location, language)
    named = [word for listed in settings.nostat_words.values() for word in listed]
    for span in untied(stated_record(words, pack)):
        said = words[span.start : span.end]
        if _among(said, named) or drawn.holds(record.data, words, span, pack):
            continue
        yield Finding(
            record.location,
            problem("S005/in-none-its-data-name-value-that-record", said=said, record=record.name),
            language=language,
        )


@dataclass(frozen=True)
class _Drawn:
    """The values of which records may speak."""

    statistics: Statistics
    values: Values
    tolerances: Tolerances

    def holds(self, data: tuple[str, ...], words: str, span: Span, pack: LanguagePack) -> bool:
        """Whether a number in a record's words is a value of its data, of what the words beside it name."""
        first, last = sentence_at(words, span.start)
        spans = read(words, pack.lexicon)
        first = max((one.end for one in spans if first <= one.end <= span.start), default=first)
        last = min((one.start for one in spans if span.end <= one.start <= last), default=last)
        sentence = words[first:last]
        quantities = [end.quantity for end in span.quantity.ends] if span.quantity else []
        wanted = [quantity for quantity in (quantities or [span.quantity]) if quantity]
        records = [self.statistics[key] for key in data if key in self.statistics and key in self.values]
        fits = [record for record in records if _meant(record, records, sentence, pack.code)]
        said = words[span.start : span.end]
        return bool(wanted) and all(
            any(
                judge_quantity(
                    quantity, said, fact_of(record, self.values[record.id], pack.code), pack, self.tolerances
                ).holds
                for record in fits
            )
            for quantity in wanted
        )


def _meant(record: Statistic, records: Sequence[Statistic], sentence: str, language: str) -> bool:
    """Whether a sentence may be about a statistic: it names it, or none of the others that its words might be about."""
    own = record.of.get(language, "")
    groups = [other.of.get(language, "") for other in records]
    if own and any(group and group != own and names(sentence, group) for group in groups) and not names(sentence, own):
        return False
    rivals = [other for other in records if other is not record and kind_of(other) == kind_of(record)]
    if not rivals or names(sentence, stems_of(record, rivals, language)):
        return True
    return not any(names(sentence, stems_of(rival, [record], language)) for rival in rivals)
