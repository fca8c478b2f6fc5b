"""What could bear out a number that nothing is tied to: statistics and cells of data files with which its words agree, best first.

Each is judged as the check judges a tie: the whole quantity with its sign, scale, unit and hedge. What is proposed is true; whether
it is what the sentence speaks of, the words around the number tell as far as they can, and a person decides.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace

from kerege.checks.groups_beside import Number, find_group, names, strangers
from kerege.evidence.agreement import Outcome
from kerege.evidence.cells import Files
from kerege.evidence.phrases import counts_one_by_one, fact_of, named_over, printed_value, stated_passages
from kerege.evidence.problems import TableProblem
from kerege.evidence.stated import Hold, Stated, judge_hold, untied
from kerege.evidence.tolerances import Tolerances, tolerances
from kerege.languages import LanguagePack
from kerege.languages.formats import format_number
from kerege.languages.reading import Form, Kind, Named, Quantity, Span, read
from kerege.languages.sentences import sentence_at
from kerege.languages.stems import is_small_word, stem
from kerege.languages.units import COUNTED, canonical
from kerege.model import Chapter, Report, Scheme, Statistic, Value
from kerege.model import Kind as Of
from kerege.tying.drafts import cell_id, decimals_of, unit_of_head
from kerege.tying.shapes import Shape, shapes

MOST = 5
"""Proposals for one number: who must read more looks for the record."""
_WORD = re.compile(r"[^\W\d_]{3,}")
_YEAR = re.compile(r"(?:19|20)\d\d")


@dataclass(frozen=True, slots=True)
class Untied:
    """A number of a chapter that nothing is tied to."""

    passage: int
    stated: Stated
    span: Span
    start: int
    end: int
    """Offsets of its words in the file."""

    @property
    def words(self) -> str:
        return " ".join(self.stated.text[self.span.start : self.span.end].split())

    @property
    def sentence(self) -> str:
        first, last = sentence_at(self.stated.text, self.span.start)
        return " ".join(self.stated.text[first:last].split())


@dataclass(frozen=True, slots=True)
class Proposal:
    """A statistic that a number could be tied to, or a cell of which a statistic could be made."""

    key: str
    """The statistic's id; of a cell, the id that its record would have."""
    statistic: Statistic
    value: Value
    score: float
    shape: Shape | None = None
    """The table of the cell, where there is no record yet."""
    label: tuple[str, str] = ("", "")
    """Row and column of the cell."""

    @property
    def is_new(self) -> bool:
        return self.shape is not None


def untied_numbers(
    report: Report,
    chapter: Chapter,
    values: Mapping[str, Value],
    pack: LanguagePack,
    only: Collection[int] | None = None,
) -> Iterator[Untied]:
    """The numbers of a chapter that the check asks to be tied, in order."""
    for index, stated in stated_passages(report.statistics, chapter, values, pack, only):
        offsets = chapter.passages[index].offsets
        for span in (part for found in untied(stated) for part in _apart(found, values)):
            span = _bare(span, stated.text, pack)
            first, last = stated.place(span.start), stated.place(span.end - 1)
            if (
                span.kind is Kind.QUANTITY
                and last < len(offsets)
                and stated.place(span.end) - first == span.end - span.start
            ):
                yield Untied(index, stated, span, offsets[first], offsets[last] + 1)


def _apart(span: Span, values: Mapping[str, Value]) -> tuple[Span, ...]:
    """The two ends of a range, each of which may state a statistic of its own; the range itself where a value is one."""
    quantity = span.quantity
    if quantity is None or quantity.form is not Form.RANGE or len(quantity.ends) != 2:
        return (span,)
    ends = (float(quantity.low), float(quantity.high))
    close = float(quantity.step)
    whole = any(
        value.high is not None
        and abs(float(value.number) - ends[0]) <= close
        and abs(float(value.high) - ends[1]) <= close
        for value in values.values()
    )
    return (span,) if whole else quantity.ends


def _bare(span: Span, text: str, pack: LanguagePack) -> Span:
    """A number without the verb that says of it only that it is so: 31 per cent of *составила 31 процент*."""
    quantity = span.quantity
    if quantity is None or quantity.relation != "exact" or quantity.strict:
        return span
    words = list(re.finditer(r"\S+", text[span.start : span.end]))
    for first, last in ((1, len(words)), (2, len(words)), (0, len(words) - 1), (0, len(words) - 2)):
        if last - first < 1 or first >= last:
            continue
        start, end = span.start + words[first].start(), span.start + words[last - 1].end()
        found = read(text[start:end], pack.lexicon)
        same = found[0].quantity if len(found) == 1 and found[0].end == end - start and found[0].start == 0 else None
        if same is not None and (same.low, same.high, same.unit, same.relation) == (*_value(quantity), ""):
            return Span(start, end, span.kind, span.name, same)
    return span


def _value(quantity: Quantity) -> tuple[object, object, str]:
    return quantity.low, quantity.high, quantity.unit


class Proposer:
    """Proposes for the numbers of a report; data files are read once."""

    def __init__(self, report: Report, values: Mapping[str, Value], packs: Mapping[str, LanguagePack]) -> None:
        self.report, self.values, self.packs = report, values, packs
        self.limits = tolerances(report.settings.tolerances)
        self._files = Files(report.root)
        self._cells: list[tuple[Statistic, Value, Shape, tuple[str, str]]] | None = None

    def proposals(
        self, chapter: Chapter, number: Untied, stated_elsewhere: Collection[str] = ()
    ) -> tuple[Proposal, ...]:
        """What fits a number, best first.

        Args:
            stated_elsewhere: the statistics that the same block states in another language and that are not tied here.
        """
        judge = _Judge(self, chapter, number)
        found = [
            Proposal(
                key,
                statistic,
                self.values[key],
                judge.score(statistic, self.values[key]) + 6 * (key in stated_elsewhere),
            )
            for key, statistic in self.report.statistics.items()
            if key in self.values and judge.agrees(statistic, self.values[key])
        ]
        for statistic, value, shape, label in self._new_cells():
            # A cell says nothing of its unit: where no other is known, it is that of the sentence.
            made = replace(statistic, unit=judge.unit) if statistic.unit == "number" else statistic
            if judge.agrees(made, value):
                found.append(Proposal(made.id, made, value, judge.score(made, value) - 1, shape, label))
        found = judge.by_group(found)
        found.sort(key=lambda one: (-one.score, one.key))
        return tuple(found[:MOST])

    def fits(self, chapter: Chapter, number: Untied, statistic: Statistic, value: Value) -> bool:
        """Whether a number states a statistic."""
        return _Judge(self, chapter, number).agrees(statistic, value)

    def _new_cells(self) -> list[tuple[Statistic, Value, Shape, tuple[str, str]]]:
        """The cells of the sources' files that no statistic points to."""
        if self._cells is None:
            known = {str(value.trail) for value in self.values.values()}
            self._cells = []
            for source in self.report.sources.values():
                for file in () if source.restricted else source.files:
                    try:
                        tables = shapes(self._files, source, file)
                    except TableProblem:
                        continue
                    for shape in tables:
                        for (row, column), value in shape.values.items():
                            if str(value.trail) not in known:
                                statistic = cell_statistic(self.report, source.id, shape, row, column, value)
                                self._cells.append((statistic, value, shape, (row, column)))
        return self._cells


def cell_statistic(report: Report, source: str, shape: Shape, row: str, column: str, value: Value) -> Statistic:
    """A cell as the statistic that a record would make of it."""
    label = f"{row}: {column}" if column else row
    record = report.sources[source]
    return Statistic(
        id=cell_id(report, shape, row, column),
        source=source,
        origin=shape.cell(row, column),
        unit=unit_of_head(shape, column, report.settings.original),
        decimals=decimals_of(value.raw),
        label=dict.fromkeys(report.settings.languages, label),
        of={},
        period="",
        base=None,
        bound="",
        complement="",
        note="",
        published="",
        location=record.location,
        origin_location=record.location,
    )


class _Judge:
    """One number, and what its sentence says."""

    def __init__(self, proposer: Proposer, chapter: Chapter, number: Untied) -> None:
        self.limits: Tolerances = proposer.limits
        self.pack = proposer.packs[chapter.language]
        self.number = number
        self.named: Named = named_over(chapter, chapter.passages[number.passage], self.pack)
        text = number.stated.text
        first, last = sentence_at(text, number.span.start)
        self.first, self.near = first, text[first:last]
        self.in_cell = chapter.passages[number.passage].kind in (Of.CELL, Of.LABEL)
        self.passage = text
        self.stems = _stems(self.near, self.pack.code)
        self.around = _stems(text, self.pack.code)
        self.years = set(_YEAR.findall(self.near))
        self.beside = {
            tie.target.rpartition("-")[0] or tie.target
            for tie in chapter.ties_to(Scheme.STATISTIC)
            if abs(tie.passage - number.passage) <= 2
        }
        self.report = proposer.report

    @property
    def unit(self) -> str:
        """The unit in which the sentence states the number."""
        quantity = self.number.span.quantity
        unit = self.named.unit or (quantity.unit if quantity else "")
        if unit == "share":
            return "percent"
        return unit or "number"

    def agrees(self, statistic: Statistic, value: Value) -> bool:
        quantity = self.number.span.quantity
        if quantity is None or not near(quantity.low, quantity.high, value):
            return False
        hold = Hold(self.number.span.start, self.number.span.end, None, counts=counts_one_by_one(statistic))
        stated = replace(self.number.stated, holds=(*self.number.stated.holds, hold))
        verdict = judge_hold(
            stated, hold, fact_of(statistic, value, self.pack.code), self.pack, self.limits, self.named
        )
        return verdict.outcome in (Outcome.AGREES, Outcome.UNDERSTATES)

    def by_group(self, found: list[Proposal]) -> list[Proposal]:
        """Without what S004 would refuse: a group that the sentence does not name; what is about another group comes later."""
        if self.in_cell:
            return found
        groups = {stems for one in found if (stems := one.statistic.of.get(self.pack.code, ""))}
        named = [one for one in found if not (of := one.statistic.of.get(self.pack.code, "")) or names(self.near, of)]
        return [
            replace(one, score=one.score - 4)
            if self._of_another(one.statistic.of.get(self.pack.code, ""), groups)
            else one
            for one in named
        ]

    def _of_another(self, stems: str, groups: Collection[str]) -> bool:
        """Whether the number stands with another of these groups."""
        if not stems or len(groups) < 2:
            return False
        own = self.number.span
        others = [span for span in self.number.stated.spans if span.quantity is not None and not _overlap(span, own)]
        numbers = [Number(span.start - self.first, span.end - self.first) for span in others]
        mine = Number(own.start - self.first, own.end - self.first, stems)
        inside = [one for one in (*numbers, mine) if one.start >= 0 and one.end <= len(self.near)]
        return bool(list(strangers(self.near, sorted(inside, key=lambda one: one.start), groups)))

    def score(self, statistic: Statistic, value: Value) -> float:
        """How much speaks for it: the words of its label, its group, its period, its digits, its neighbours."""
        language = self.pack.code
        stems = _stems(statistic.label.get(language, ""), language)
        shared = len(stems & self.stems) + 0.3 * len((stems - self.stems) & self.around)
        score = 4 * shared / (1 + len(stems)) + 0.4 * shared
        groups = [stem for stem in statistic.of.get(language, "").split("|") if stem.strip()]
        if groups:
            score += 2 if next(find_group(self.near, "|".join(groups)), None) is not None else -2
        if self.years and statistic.period:
            score += 1 if self.years & set(_YEAR.findall(statistic.period)) else -1
        quantity = self.number.span.quantity
        unit = quantity.unit if quantity is not None else ""
        if unit and canonical(statistic.unit) == unit:
            score += 1
        if statistic.unit == "number" or (unit in COUNTED and canonical(statistic.unit) not in ("persons", "count")):
            score -= 0.5
        printed = format_number(value.number, statistic.decimals, self.pack)
        if printed in self.number.words:
            score += 1
        if any(statistic.id.startswith(prefix) for prefix in self.beside):
            score += 0.7
        return score


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def near(low: object, high: object, value: Value) -> bool:
    """Whether a value can agree at all: far cheaper than judging."""
    first, last = float(low), float(high)  # type: ignore[arg-type]
    number = float(value.number)
    top = float(value.high) if value.high is not None else number
    for one in (number, top):
        for scale in (1, 100, 0.01, 1000, 0.001, 1e6, 1e-6, 1e9, 1e-9):
            if min(first, last) * 0.4 <= abs(one) * scale <= max(first, last) * 2.5 + 1e-9:
                return True
    return first == last == 0 == number


def _stems(text: str, language: str) -> set[str]:
    words = (word for word in _WORD.findall(text.casefold()) if not is_small_word(word, language))
    return {stem(word, language) for word in words}


def printed(proposal: Proposal, pack: LanguagePack) -> str:
    """The value of a proposal as a page prints it."""
    return printed_value(proposal.statistic, proposal.value, pack)


def tied_words(chapter: Chapter, number: Untied, key: str, scheme: str = "stat") -> str:
    """The words of a number as a tie: what stands in the file now, between brackets."""
    return f"[{chapter.text[number.start : number.end]}]({scheme}:{key})"
