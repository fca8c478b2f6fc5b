"""The texts of records that readers see, and what they state: titles, labels, definitions, the words of report.yml."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from kerege.evidence.agreement import Verdict
from kerege.evidence.phrases import counts_one_by_one, fact_of
from kerege.evidence.stated import Hold, Stated, judge_hold, state
from kerege.evidence.tolerances import Tolerances
from kerege.findings import Location
from kerege.languages import LanguagePack
from kerege.messages import say
from kerege.model import Report, Scheme, Statistic, Value, Words, WordTie, ties_of


@dataclass(frozen=True, slots=True)
class RecordText:
    """A text of a record that readers see."""

    words: Words
    data: tuple[str, ...]
    """The statistics whose values it may name without a tie."""
    location: Location
    name: str
    """What it is called in a finding."""


@dataclass(frozen=True, slots=True)
class RecordPhrase:
    """Words of a record that are tied to a statistic, judged with all that their text says of the number."""

    text: RecordText
    language: str
    words: str
    statistic: Statistic
    value: Value
    verdict: Verdict


def record_texts(report: Report) -> Iterator[RecordText]:
    """The texts of records in which numbers are judged."""
    for figure in report.figures.values():
        for text in (figure.title, figure.subtitle, figure.alt, figure.description, *figure.labels.values()):
            yield RecordText(
                text, figure.data, figure.location, say("the words of figure '{figure}'", figure=figure.id)
            )
    settings = report.settings
    for text in (settings.message, settings.title, settings.subtitle):
        yield RecordText(text, settings.key_figures, settings.location, "report.yml")
    for term in report.terms.values():
        yield RecordText(term.definition, (), term.location, say("the definition of '{term}'", term=term.id))
    by_source: dict[str, list[str]] = {}
    for key, statistic in report.statistics.items():
        by_source.setdefault(statistic.source, []).append(key)
    for source in report.sources.values():
        for text in (source.title, source.population):
            yield RecordText(
                text,
                tuple(by_source.get(source.id, ())),
                source.location,
                say("the words of source '{source}'", source=source.id),
            )
    for key, statistic in report.statistics.items():
        yield RecordText(statistic.label, (key,), statistic.location, say("the label of '{key}'", key=key))


def stated_record(words: str, pack: LanguagePack) -> Stated:
    """A text of a record, read with its ties."""
    return state(words, [Hold(tie.start, tie.end, tie) for tie in ties_of(words)], pack)


def record_phrases(
    report: Report, values: Mapping[str, Value], packs: Mapping[str, LanguagePack], tolerances: Tolerances
) -> Iterator[RecordPhrase]:
    """The tied phrases of all records."""
    for record in record_texts(report):
        for language, words in record.words.items():
            ties = ties_of(words) if language in packs else ()
            stated = stated_record(words, packs[language]) if ties else None
            for hold in stated.holds if stated else ():
                tie = hold.key
                assert isinstance(tie, WordTie) and stated is not None
                statistic, value = report.statistics.get(tie.target), values.get(tie.target)
                if tie.scheme == Scheme.STATISTIC.value and statistic is not None and value is not None:
                    hold = replace(hold, counts=counts_one_by_one(statistic))
                    fact = fact_of(statistic, value, language)
                    verdict = judge_hold(stated, hold, fact, packs[language], tolerances)
                    yield RecordPhrase(record, language, words[tie.start : tie.end], statistic, value, verdict)
