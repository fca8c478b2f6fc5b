"""Each number of a text beside the tables: found, contradicted, or not there.

A number is looked for where its sentence says that it stands: at the row and the column whose labels it names. Another value
there contradicts it; the same value elsewhere in that table does too, for the sentence names another row or column. A sentence
that names nothing of a table is only searched for by its value.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from kerege.audit.agreeing import digits_told, fits_unit, is_alike, is_slip, says, states
from kerege.audit.computed import (
    POINTS_MEANT,
    Before,
    Made,
    Words,
    chosen,
    fits,
    is_directed,
    is_total,
    loses,
    made,
    told_by,
)
from kerege.audit.documents import Piece, TextFile
from kerege.audit.mentions import Governing, Mention, Token, governing, mentions, tokens_of
from kerege.audit.results import CellAddress, Result, Sureness, Verdict
from kerege.audit.tables import DataCell, DataTable
from kerege.evidence.agreement import under_head
from kerege.languages import LanguagePack
from kerege.languages.reading import Form, Kind, Quantity, Span, read, unit_named
from kerege.languages.sentences import sentences
from kerege.languages.units import COUNTED
from kerege.messages import say

_EXACT = (Sureness.PRINTED, Sureness.ROUNDED)
_SURE, _SURE_ALONE = 0.65, 0.8
"""Of the weight of a label's words, so much must be said before another number contradicts its cell."""
_COUNTING = 10
"""From here on a number word that counts people or things is a result; below, a detail of a story."""


@dataclass(frozen=True)
class _Number:
    """A number of a sentence."""

    start: int
    end: int
    quantity: Quantity
    words: str
    narrative: bool = False
    by: bool = False
    """A word such as *by* stands before it: a change rather than a level."""
    begins: bool = False
    """It is the first end of *from A to B*: what was before."""
    in_range: bool = False
    """It is an end of *from A to B*, which tells of two times."""


@dataclass
class _Sentence:
    """A sentence with what it names."""

    text: str
    """The whole passage."""
    start: int
    end: int
    tokens: list[Token]
    numbers: list[_Number]
    told: Words
    strict: bool = False
    """A cell of a table in the text: its labels are its own."""


@dataclass(frozen=True)
class _Finding:
    """What one table says of a number; of several the weightiest counts."""

    weight: float
    verdict: Verdict
    cell: DataCell | None = None
    sureness: Sureness | None = None
    named: str = ""
    reason: str = ""
    by_one_label: bool = False
    """Only one label leads to the cell that contradicts."""
    table: DataTable | None = None
    """That of the cell."""


_UNIT_REASONS = {"percent": say("the unit: the cell is a percentage"), "count": say("the unit: the cell is a count")}
_NOTHING = _Finding(0, Verdict.NOT_THERE)


def audit(file: TextFile, tables: Sequence[DataTable], pack: LanguagePack) -> list[Result]:
    """What became of each number of a text, in its order."""
    return list(_Auditing(file, tables, pack).results())


@dataclass
class _Auditing:
    file: TextFile
    tables: Sequence[DataTable]
    pack: LanguagePack
    heard: set[str] = field(default_factory=set)
    """Every stem of the text."""

    def __post_init__(self) -> None:
        for piece in self.file.pieces:
            self.heard |= {token.stem for token in self._tokens(piece.text, 0, len(piece.text), ())}

    def _tokens(self, text: str, start: int, end: int, spans: Sequence[Span]) -> list[Token]:
        return tokens_of(text, start, end, spans, self.pack.code)

    def results(self) -> Iterator[Result]:
        for number, pieces in groupby(self.file.pieces, lambda piece: piece.table):
            if number:
                yield from self._table(list(pieces))
                continue
            for piece in pieces:
                yield from self._passage(piece, read(piece.text, self.pack.lexicon))

    # --- passages ---

    def _passage(self, piece: Piece, spans: Sequence[Span]) -> Iterator[Result]:
        above = [token for text in piece.above for token in self._tokens(text, 0, len(text), ())]
        earlier: list[list[Token] | _Finding] = [above]
        around = above + self._tokens(piece.text, 0, len(piece.text), ())
        for start, end in sentences(piece.text):
            here = [span for span in spans if start <= span.start < end]
            tokens = self._tokens(piece.text, start, end, here)
            here, tokens = self._without_labels(piece.text, start, end, here, tokens)
            numbers = [n for n in _numbers(piece.text, here, self.pack) if not self._in_label(n, tokens)]
            told = told_by(piece.text[start:end], self.pack)
            sentence = _Sentence(piece.text, start, end, tokens, numbers, told)
            judged: dict[int, _Finding] = {}
            for which, number in enumerate(numbers):
                judged[number.start] = self._judge(sentence, which, [*earlier, *judged.values()], around)
            judged = _each_of_its_own(judged)
            yield from self._told(piece, sentence, here, judged)
            earlier += [tokens, *judged.values()]

    def _without_labels(
        self, text: str, start: int, end: int, spans: list[Span], tokens: list[Token]
    ) -> tuple[list[Span], list[Token]]:
        """Numbers that are a label of a table, such as «15–24», are words of the sentence."""
        kept = []
        for span in spans:
            plain = span.kind is Kind.QUANTITY and span.quantity is not None and not span.quantity.point
            if plain and span.quantity is not None and self._is_label(text[span.start : span.end]):
                kept.append(replace(span, kind=Kind.CONVENTION, name=say("label of a table")))
            else:
                kept.append(span)
        return kept, self._tokens(text, start, end, kept) if kept != spans else tokens

    def _in_label(self, number: _Number, tokens: Sequence[Token]) -> bool:
        """Whether a number is a word of a label that the sentence names: before they are 18."""
        digits = {token.stem for token in self._tokens(number.words, 0, len(number.words), ()) if token.stem.isdigit()}
        if not digits:
            return False
        heard = {token.stem for token in tokens}
        return any(
            digits <= set(way) and len(heard & set(way)) >= max(2, len(way) - len(digits) - 1)
            for table in self.tables
            for slot in table.slots
            for label in slot.labels.values()
            for way in label.ways
        )

    def _is_label(self, words: str) -> bool:
        digits = {token.stem for token in self._tokens(words, 0, len(words), ()) if token.stem.isdigit()}
        return len(digits) > 1 and any(
            digits == {one for one in way if one.isdigit()}
            for table in self.tables
            for slot in table.slots
            for label in slot.labels.values()
            for way in label.ways
        )

    def _told(
        self, piece: Piece, sentence: _Sentence, spans: Sequence[Span], judged: Mapping[int, _Finding]
    ) -> Iterator[Result]:
        plain = " ".join(sentence.text[sentence.start : sentence.end].split())
        for span in spans:
            ends = [n for n in sentence.numbers if span.start <= n.start and n.end <= span.end and n.start in judged]
            for number in ends:
                found = judged[number.start]
                if number.narrative and found.verdict is Verdict.NOT_THERE:
                    found = _Finding(0, Verdict.APART, reason="narrative")
                yield self._result(piece, number.start, number.words, found, plain)
            if not ends:
                name = span.name or (say("label of a table") if span.kind is Kind.QUANTITY else span.kind.value)
                reason = "unread" if span.kind is Kind.UNREAD else name
                words = sentence.text[span.start : span.end]
                verdict = Verdict.NOT_THERE if span.kind is Kind.UNREAD else Verdict.APART
                yield self._result(piece, span.start, words, _Finding(0, verdict, reason=reason), plain)

    def _result(self, piece: Piece, start: int, words: str, found: _Finding, sentence: str) -> Result:
        address: CellAddress | None = found.cell.address if found.cell else None
        return Result(
            self.file.name, piece.place(start), " ".join(words.split()), found.verdict, found.sureness, address,
            found.named, found.reason, sentence,
        )  # fmt: skip

    # --- tables in the text ---

    def _table(self, pieces: Sequence[Piece]) -> Iterator[Result]:
        """The cells of a table of the text; where few agree, it is another table than any of the data."""
        results = [r for piece in pieces for r in self._cell(piece, read(piece.text, self.pack.lexicon))]
        found = sum(result.verdict is Verdict.FOUND for result in results)
        contradicted = [result for result in results if result.verdict is Verdict.CONTRADICTED]
        for result in results:
            if result.verdict is Verdict.CONTRADICTED and found <= len(contradicted):
                result = replace(
                    result, verdict=Verdict.NOT_THERE, reason=say("the table agrees with none of the data")
                )
            yield result

    def _cell(self, piece: Piece, spans: Sequence[Span]) -> Iterator[Result]:
        if not piece.head and not piece.row:
            return
        labels = f"{piece.row}; {piece.head}"
        tokens = self._tokens(labels, 0, len(labels), ())
        above = [token for text in piece.above for token in self._tokens(text, 0, len(text), ())]
        named = unit_named(piece.head, self.pack.lexicon)
        numbers = [
            replace(number, quantity=under_head(number.quantity, named))
            for number in _numbers(piece.text, spans, self.pack)
        ]
        whole = [
            _Number(span.start, span.end, under_head(span.quantity, named), piece.text)
            for span in spans
            if span.kind is Kind.CONVENTION and span.name == "year" and span.quantity and len(spans) == 1
        ]
        sentence = _Sentence(piece.text, 0, len(piece.text), tokens, numbers or whole, Words(), strict=True)
        judged = {
            number.start: self._judge(sentence, which, [above], above + tokens)
            for which, number in enumerate(sentence.numbers)
        }
        if whole and not numbers and any(found.verdict is not Verdict.FOUND for found in judged.values()):
            judged = {}
        yield from self._told(piece, sentence, spans, judged)

    # --- one number ---

    def _judge(
        self,
        sentence: _Sentence,
        which: int,
        earlier: Sequence[Sequence[Token] | _Finding],
        around: Sequence[Token],
    ) -> _Finding:
        best = _NOTHING
        for table in self.tables:
            found = _Looking(self, sentence, which, table, earlier, {token.stem for token in around}).finding()
            if found.weight > best.weight:
                best = replace(found, table=table)
        return best


@dataclass
class _Looking:
    """One number looked for in one table."""

    auditing: _Auditing
    sentence: _Sentence
    which: int
    table: DataTable
    earlier: Sequence[Sequence[Token] | _Finding]
    """What stands before the number: the words of sentences, and what became of their numbers."""
    around: set[str]

    def __post_init__(self) -> None:
        self.pack = self.auditing.pack
        self.number = self.sentence.numbers[self.which]
        self.quantity = self.number.quantity
        if self.quantity.relation == "at_most" and self.sentence.told.changes:
            self.quantity = replace(self.quantity, relation="")  # «вырос до 2 210»: the level that was reached
        self.other_years = self.number.begins or (self.sentence.told.other_years and self._clause_tells_other_year())
        self.found = mentions(self.sentence.tokens, self.table)
        self.named = {slot: _labels(found) for slot, found in self.found.items()}
        self.governed = {slot: self._governing(slot, found) for slot, found in self.found.items()}
        self.choice = self._agreeing_slots({slot: one.labels for slot, one in self.governed.items()})
        self.inherited = self._inherited(self.earlier)
        self.recent = self._recent()
        self.topic = self._topic()

    def _governing(self, slot: int, found: Sequence[Mention]) -> Governing:
        if self.sentence.strict:
            return Governing(_labels(found))
        directed = self.number.by or is_directed(self.quantity)
        fitting = [mention for mention in found if self._may_be_at(slot, mention, self.quantity)]
        numbers = [
            (number.start, number.end)
            for number in self.sentence.numbers
            if number is self.number
            or (
                (number.by or is_directed(number.quantity)) == directed
                and (not fitting or any(self._may_be_at(slot, mention, number.quantity) for mention in fitting))
            )
        ]
        which = numbers.index((self.number.start, self.number.end))
        own = governing(fitting or found, numbers, which, self.sentence.text)
        if not (self.other_years) or not self.table.slots[slot].is_time:
            return own
        order = sorted(self.table.slots[slot].labels)
        places = [order.index(label) for label in own.labels]
        beside = [order[p] for place in places for p in (place - 1, place + 1) if 0 <= p < len(order)]
        return replace(own, others=(*own.others, *(label for label in beside if label not in own.labels)))

    def _clause_tells_other_year(self) -> bool:
        """Whether a phrase such as *a year later* stands in the clause of the number."""
        text, start, end = self.sentence.text, self.number.start, self.number.end
        first = max(self.sentence.start, *(text.rfind(sign, self.sentence.start, start) + 1 for sign in ",;"))
        ends = [at for sign in ",;" if (at := text.find(sign, end, self.sentence.end)) >= 0]
        return told_by(text[first : min(ends, default=self.sentence.end)], self.pack).other_years

    def _may_be_at(self, slot: int, mention: Mention, quantity: Quantity) -> bool:
        """Whether a label has values in the unit of a number."""
        units = {self.table.cells[place].unit for place in self.table.having(slot, mention.labels)}
        return any(fits_unit(quantity, unit) for unit in units)

    def _agreeing_slots(self, choice: dict[int, tuple[str, ...]]) -> dict[int, tuple[str, ...]]:
        """Labels that stand at one cell: of slots that exclude each other the ones that leave most named."""
        while choice and not chosen(self.table, choice):
            without = [{key: labels for key, labels in choice.items() if key != left} for left in choice]
            choice = max(without, key=lambda one: len(chosen(self.table, one)))
        return choice

    def _inherited(self, earlier: Sequence[Sequence[Token] | _Finding]) -> dict[int, tuple[str, ...]]:
        """Labels that an earlier number, sentence, the heading or the caption names, of slots that this sentence leaves open."""
        taken: dict[int, tuple[str, ...]] = {}
        for are_numbers, ones in groupby(reversed(earlier), lambda one: isinstance(one, _Finding)):
            together: dict[int, tuple[str, ...]] = {}
            for slot, labels in (named for one in ones for named in self._named_by(one)):
                together[slot] = (
                    tuple(dict.fromkeys((*labels, *together.get(slot, ()))))
                    if are_numbers
                    else together.get(slot, labels)
                )
            for slot, labels in together.items():
                wider = {**self.choice, **taken, slot: labels}
                places = chosen(self.table, wider) if slot not in self.choice and slot not in taken else set()
                if any(self._may_be_made_of(self.table.cells[place].unit) for place in places):
                    taken[slot] = labels
        return taken

    def _named_by(self, earlier: Sequence[Token] | _Finding) -> Iterator[tuple[int, tuple[str, ...]]]:
        """The labels that words name, or by which the cell of a number was found."""
        if isinstance(earlier, _Finding):
            yield from self._confirmed(earlier)
        else:
            yield from ((slot, _labels(found)) for slot, found in mentions(earlier, self.table).items())

    def _stated_before(self) -> dict[int, tuple[str, ...]]:
        """By slot the labels of the numbers that the sentence, or the one before it, has stated so far."""
        found: dict[int, tuple[str, ...]] = {}
        for are_numbers, ones in groupby(reversed(self.earlier), lambda one: isinstance(one, _Finding)):
            if are_numbers:
                for slot, labels in (named for one in ones for named in self._confirmed(one)):
                    found[slot] = tuple(dict.fromkeys((*labels, *found.get(slot, ()))))
                break
        return found

    def _confirmed(self, earlier: Sequence[Token] | _Finding) -> Iterator[tuple[int, tuple[str, ...]]]:
        """The labels, but for years, of the cell that an earlier number states."""
        if not isinstance(earlier, _Finding) or earlier.verdict is not Verdict.FOUND:
            return
        if earlier.table is self.table and earlier.cell is not None:
            for slot, label in earlier.cell.slots:
                if self.table.slots[slot].chooses and not self.table.slots[slot].is_time:
                    yield slot, (label,)

    def _may_be_made_of(self, unit: str) -> bool:
        """Whether the number may be a value in a unit, or a change of such values."""
        if self.quantity.unit in ("points", "percentage_points"):
            return unit in ("percent", "points", "")
        return fits_unit(self.quantity, unit) or is_directed(self.quantity) or self.number.by

    def _recent(self) -> dict[int, tuple[str, ...]]:
        """By slot every label that the earlier sentences of the passage name."""
        named: dict[int, tuple[str, ...]] = {}
        for tokens in self.earlier[1:]:
            if isinstance(tokens, _Finding):
                continue
            for slot, found in mentions(tokens, self.table).items():
                named[slot] = tuple(dict.fromkeys((*named.get(slot, ()), *_labels(found))))
        return named

    def _topic(self) -> bool | None:
        """Whether the text around speaks of what the table is about; None where nobody can tell."""
        known = self.table.topic & self.auditing.heard
        if not known or (self.sentence.strict and not known & self.around):
            return None
        return bool(known & self.around)

    @property
    def _bonus(self) -> float:
        return {True: 15.0, None: 0.0, False: -10.0}[self.topic]

    def finding(self) -> _Finding:
        """The weightiest thing that the table says of the number."""
        computed = self._computed()
        if computed is not None and computed.verdict is Verdict.FOUND:
            return computed
        allowed = chosen(self.table, self.choice) if self.choice else set()
        found = self._at_labels(allowed) or self._at_other_labels()
        if found is not None:
            return found
        if computed is not None:
            return computed
        allowed = self._without_free(allowed)
        contradicted = self._contradicted(allowed) or self._elsewhere(allowed)
        if contradicted is not None:
            return contradicted
        return self._by_value() or _NOTHING

    def _without_free(self, allowed: set[int]) -> set[int]:
        """The cells of the wholes, where the parts are named only later."""
        bound = {slot: labels for slot, labels in self.choice.items() if not self.governed[slot].free}
        free = [slot for slot in self.choice if slot not in bound]
        wholes = {
            place
            for place in (chosen(self.table, bound) if bound else set())
            if all(self.table.cells[place].label(slot) is None for slot in free)
        }
        return wholes or allowed

    # --- found ---

    def _states(self, cell: DataCell) -> Sureness | None:
        sureness = states(self.quantity, self.number.words, cell, self.pack)
        if sureness is None and cell.value < 0 and not self.quantity.signed and self._speaks_of_loss(cell):
            positive = replace(cell, value=-cell.value, bare=-cell.bare)
            sureness = states(self.quantity, self.number.words, positive, self.pack)
        return sureness

    def _speaks_of_loss(self, cell: DataCell) -> bool:
        labels = f"{cell.address.row_label} {cell.address.column_label}"
        return loses(self.sentence.told) or loses(told_by(labels, self.pack))

    def _open(self, cell: DataCell, choice: Mapping[int, Sequence[str]]) -> list[int]:
        """Slots in which the cell has a label that nothing names; of a whole nobody need say that it is the whole."""
        return [
            slot
            for slot, label in cell.slots
            if self.table.slots[slot].chooses
            and slot not in choice
            and not is_total(self.table.slots[slot].labels[label].ways)
        ]

    def _at_labels(self, allowed: set[int]) -> _Finding | None:
        """A cell whose labels the sentence names, and that says the same."""
        if not self.choice and not self.inherited:
            return None
        best: _Finding | None = None
        places = allowed if self.choice else chosen(self.table, self.inherited)
        for place in sorted(places):
            cell = self.table.cells[place]
            sureness = self._states(cell)
            if sureness is None or self._of_another_time(cell):
                continue
            open_slots = self._open(cell, self.choice)
            further = [s for s in open_slots if cell.label(s) in self.inherited.get(s, ())]
            hits = len([s for s, _ in cell.slots if s in self.choice])
            weight = 100 + 10.0 * hits - 25 * len(open_slots) + 15 * len(further) + self._bonus
            weight += 10 * (digits_told(self.quantity) > 2) + 3 * (sureness is Sureness.PRINTED)
            if not hits:
                weight -= 20
            if best is None or weight > best.weight:
                best = _Finding(weight, Verdict.FOUND, cell, sureness, self._names(cell))
        return best

    def _of_another_time(self, cell: DataCell) -> bool:
        """Whether the sentence before spoke of one other year, which this sentence does not change."""
        for slot, labels in self.recent.items():
            label = cell.label(slot)
            if self.other_years or self.number.in_range or not self.table.slots[slot].is_time:
                continue
            if self.choice and slot not in self.choice and len(labels) == 1 and label not in (None, *labels):
                there = self.table.at({**dict(cell.slots), slot: labels[0]})
                if there is not None and there.unit == cell.unit:
                    return True
        return False

    def _at_other_labels(self) -> _Finding | None:
        """The same where the order of the sentence leaves open which label the number belongs to."""
        for slot, governed in self.governed.items():
            without = {key: labels for key, labels in self.choice.items() if key != slot}
            choices = [self._agreeing_slots({**self.choice, slot: (other,)}) for other in governed.others]
            for choice in [*choices, without] if governed.free and without else choices:
                for place in sorted(chosen(self.table, choice)):
                    cell = self.table.cells[place]
                    sureness = self._states(cell)
                    if sureness is not None:
                        weight = 90 - 25 * len(self._open(cell, choice)) + self._bonus
                        return _Finding(weight, Verdict.FOUND, cell, sureness, self._names(cell))
        return None

    def _by_value(self) -> _Finding | None:
        """The number anywhere in the table, where the sentence names none of its labels."""
        quantity = self.quantity
        if self.choice or quantity.form not in (Form.NUMERAL, Form.WORDS) or self.number.narrative:
            return None
        if digits_told(quantity) < 2 or is_directed(quantity):
            return None
        for cell in self.table.near(quantity.low, quantity.mantissa or quantity.low):
            sureness = states(quantity, self.number.words, cell, self.pack)
            if sureness in _EXACT:
                return _Finding(
                    30 + self._bonus + 10 * (digits_told(quantity) > 2), Verdict.FOUND, cell, sureness, "nothing"
                )
        return None

    def _names(self, cell: DataCell) -> str:
        """What of a cell's labels the sentence, or the text before it, names."""
        kinds = {self.table.slots[slot].name for slot, _ in cell.slots if slot in self.choice}
        kinds |= {self.table.slots[slot].name for slot, label in cell.slots if label in self.inherited.get(slot, ())}
        wanted = {self.table.slots[slot].name for slot, _ in cell.slots if self.table.slots[slot].chooses}
        if not self._open(cell, {**self.choice, **self.inherited}) and kinds | wanted == kinds:
            return " and ".join(name for name in ("row", "column") if name in kinds)
        return " and ".join(name for name in ("row", "column") if name in kinds) or "nothing"

    # --- contradicted ---

    def _contradicted(self, allowed: set[int]) -> _Finding | None:
        """A cell whose every label is named, and that says something else."""
        if not self.choice or is_directed(self.quantity) or self.quantity.form in (Form.SHARE, Form.VAGUE):
            return None
        sure: list[DataCell] = []
        weak: list[DataCell] = []
        for place in sorted(allowed):
            cell = self.table.cells[place]
            if not self._open(cell, self.choice):
                sure.append(cell)
            elif not self._open(cell, {**self.choice, **self.inherited}) and all(
                cell.label(slot) in labels for slot, labels in self.inherited.items() if cell.label(slot)
            ):
                weak.append(cell)
        for cells in (self._least(sure), self._least(weak), self._only_fitting(allowed)):
            if len(cells) == 1 and (found := self._against(cells[0])) is not None:
                return found
        return self._wrong_unit_within(allowed)

    def _against(self, cell: DataCell) -> _Finding | None:
        """The number contradicted by the one cell that the sentence means."""
        named = all(slot in self.choice for slot, _ in cell.slots if self.table.slots[slot].chooses)
        alike = is_alike(self.quantity, cell)
        elsewhere = self._stands_elsewhere()
        if not fits_unit(self.quantity, cell.unit):
            return self._wrong_unit(cell) if not self.number.narrative else None
        if not self._surely_named(cell):
            return None
        if self.topic is False or not (alike or elsewhere or (self.topic and named and not self._counts_other(cell))):
            return None
        if self._has_one_label(cell) and not alike:
            return None
        if not named and not (elsewhere or is_slip(self.quantity, cell, least=2)):
            return None
        if self.number.narrative and not alike:
            return None
        hits = len([s for s, _ in cell.slots if s in self.choice])
        weight = 70 + 10 * named + 3 * hits + self._bonus
        names, why, alone = self._names(cell), self._why(cell), self._has_one_label(cell)
        return _Finding(weight, Verdict.CONTRADICTED, cell, None, names, why, alone)

    def _has_one_label(self, cell: DataCell) -> bool:
        return sum(self.table.slots[slot].chooses for slot, _ in cell.slots) == 1

    def _surely_named(self, cell: DataCell) -> bool:
        """Whether the sentence has nearly all words of the labels: a few of many may name something else."""
        least = _SURE_ALONE if self._has_one_label(cell) else _SURE
        before = {(slot, label) for one in self.earlier for slot, labels in self._confirmed(one) for label in labels}
        for slot, label in cell.slots:
            if (slot, label) in before:
                continue
            shares = [mention.share for mention in self.found.get(slot, ()) if label in mention.labels]
            if slot in self.choice and max(shares, default=0) < least:
                return False
        return True

    def _only_fitting(self, allowed: set[int]) -> list[DataCell]:
        """The one cell of what is named that the number looks like, but for a slip."""
        cells = [self.table.cells[place] for place in sorted(allowed)]
        slips = [cell for cell in cells if fits_unit(self.quantity, cell.unit) and is_slip(self.quantity, cell)]
        return slips[:1] if len({cell.value for cell in slips}) == 1 else []

    def _least(self, cells: list[DataCell]) -> list[DataCell]:
        """Of cells whose labels are all named, those in the unit of the number, and with the most labels."""
        fitting = [cell for cell in cells if fits_unit(self.quantity, cell.unit)] or cells
        known = [cell for cell in fitting if self.quantity.unit and cell.unit == self.quantity.unit]
        fitting = known or fitting
        most = max((len(cell.slots) for cell in fitting), default=0)
        return [cell for cell in fitting if len(cell.slots) == most]

    def _counts_other(self, cell: DataCell) -> bool:
        """Whether the number counts things that neither the table nor its labels speak of."""
        quantity = self.quantity
        if quantity.unit not in COUNTED and not quantity.noun:
            return False
        tokens = self.auditing._tokens(self.number.words + " " + quantity.noun, 0, 10_000, ())
        words = {token.stem for token in tokens if not token.stem.isdigit()}
        labels = {
            one for slot in self.table.slots for label in slot.labels.values() for way in label.ways for one in way
        }
        return not words & (labels | self.table.topic)

    def _stands_elsewhere(self) -> DataCell | None:
        """The cell of the same table that does say what the text says."""
        quantity = self.quantity
        if quantity.form not in (Form.NUMERAL, Form.WORDS) or quantity.relation:
            return None
        enough = 2 if quantity.unit and quantity.unit not in COUNTED else 3
        if digits_told(quantity) < enough:
            return None
        for cell in self.table.near(quantity.low, quantity.mantissa or quantity.low):
            if self._states(cell) in _EXACT:
                return cell
        return None

    def _elsewhere(self, allowed: set[int]) -> _Finding | None:
        """The number stands in a row or column that the sentence does not name, while it names another."""
        if not self.choice or self.topic is False or is_directed(self.quantity) or self.number.narrative:
            return None
        there = self._stands_elsewhere()
        if there is None:
            return None
        labels = dict(there.slots)
        wanted = dict(labels)
        for slot, chosen_labels in self.choice.items():
            if len(chosen_labels) == 1:
                wanted[slot] = chosen_labels[0]
        cell = self.table.at(wanted)
        if cell is not None and any(
            not self.table.slots[slot].is_time for slot in self._open(cell, {**self.inherited, **self.choice})
        ):
            return None  # nothing says that the sentence is about this row
        if cell is None or cell is there or not fits_unit(self.quantity, cell.unit) or not self._surely_named(cell):
            return None
        names, why, alone = self._names(cell), self._why(cell, there), self._has_one_label(cell)
        return _Finding(55 + self._bonus, Verdict.CONTRADICTED, cell, None, names, why, alone)

    def _wrong_unit_within(self, allowed: set[int]) -> _Finding | None:
        """The same in a row or column that is named, where the number is long enough to be known by itself."""
        if digits_told(self.quantity) < 3 or self.topic is False:
            return None
        cells = [self.table.cells[place] for place in sorted(allowed)]
        found = (self._wrong_unit(cell) for cell in cells if not fits_unit(self.quantity, cell.unit))
        return next((one for one in found if one is not None), None)

    def _wrong_unit(self, cell: DataCell) -> _Finding | None:
        """The number of the cell with another unit behind it."""
        quantity = replace(self.quantity, unit="", noun="", scaled=False)
        bare = replace(cell, unit="", scaled=True)
        plain = [quantity]
        if quantity.mantissa:
            mantissa, step = quantity.mantissa, quantity.step * quantity.mantissa / quantity.low
            plain.append(replace(quantity, low=mantissa, high=mantissa, step=step, others=()))
        said = any(states(one, self.number.words, bare, self.pack) for one in plain)
        if quantity.form is not Form.NUMERAL or not said:
            return None
        return _Finding(
            85 + self._bonus,
            Verdict.CONTRADICTED,
            cell,
            None,
            self._names(cell),
            _UNIT_REASONS.get(cell.unit, say("the unit: the cell is in '{unit}'", unit=cell.unit)),
        )

    def _why(self, cell: DataCell, there: DataCell | None = None) -> str:
        there = there or self._stands_elsewhere()
        if there is not None and there is not cell:
            return say(
                "it stands at {labels} ({column_row})",
                labels=there.address.labels,
                column_row=f"{there.address.column}{there.address.row}",
            )
        if self.quantity.low == -cell.value:
            return say("the sign")
        return ""

    # --- computed ---

    def _computed(self) -> _Finding | None:
        quantity = self.quantity
        choice = {**self.inherited, **self.choice}
        contrary: list[Made] = []
        confirmed = self._stated_before()
        points: _Finding | None = None
        before = Before(self.inherited, confirmed)
        for one in made(quantity, self.table, choice, self.named, before, self.sentence.told, self.number.by):
            if fits(quantity, self.number.words, one, self.pack):
                hits = len(self.named)
                weight = 75 + 10 * hits + self._bonus + 5 * is_directed(quantity)
                return _Finding(weight, Verdict.FOUND, one.cell, Sureness.COMPUTED, self._names(one.cell), one.how)
            apart = abs(one.value) if not quantity.direction else one.value
            if one.unit == POINTS_MEANT and says(quantity, self.number.words, apart, "percent", self.pack):
                reason = say("percentage points, not per cent: {how}", how=one.how)
                points = points or _Finding(
                    78 + self._bonus, Verdict.CONTRADICTED, one.cell, None, self._names(one.cell), reason
                )
                continue
            if (
                one.sure
                and one.unit != POINTS_MEANT
                and self.topic is not False
                and all(s in self.named for s in self.choice)
                and not self._open(one.cell, {**confirmed, **self.named})
            ):
                contrary.append(one)
        values = {one.value for one in contrary}
        if points is not None:
            return points
        if len(values) == 1:
            one = contrary[0]
            result = f"{float(one.value):.4g}"
            return _Finding(
                78 + self._bonus, Verdict.CONTRADICTED, one.cell, None, self._names(one.cell), f"{one.how} = {result}"
            )
        return None


def _each_of_its_own(judged: Mapping[int, _Finding]) -> dict[int, _Finding]:
    """Two numbers of a sentence do not state one cell: where one does, another is not contradicted by it."""
    taken = {
        found.cell.value
        for found in judged.values()
        if found.cell is not None and found.verdict is Verdict.FOUND and found.named != "nothing"
    }
    return {
        start: _NOTHING if found.by_one_label and found.cell is not None and found.cell.value in taken else found
        for start, found in judged.items()
    }


def _labels(found: Sequence[Mention]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(label for mention in found for label in mention.labels))


def _numbers(text: str, spans: Sequence[Span], pack: LanguagePack) -> Iterator[_Number]:
    """The numbers that tables may bear out; each end of *from A to B* is one of its own."""
    for span in spans:
        quantity = span.quantity
        if quantity is None:
            continue
        words = text[span.start : span.end]
        if span.kind is Kind.QUANTITY and len(quantity.ends) == 2 and quantity.relation != "between":
            for end in quantity.ends:
                if end.quantity is not None:
                    own = replace(end.quantity, unit=end.quantity.unit or quantity.unit, relation="")
                    first = quantity.relation == "from" and end is quantity.ends[0]
                    yield _Number(
                        end.start,
                        end.end,
                        own,
                        text[end.start : end.end],
                        begins=first,
                        in_range=quantity.relation == "from",
                    )
        elif span.kind is Kind.QUANTITY:
            yield _Number(span.start, span.end, quantity, words, by=_behind_by(text, span, pack))
        elif span.kind is Kind.NARRATIVE and _is_result(quantity):
            yield _Number(span.start, span.end, quantity, words, narrative=True)


def _is_result(quantity: Quantity) -> bool:
    return quantity.form is Form.WORDS and quantity.unit in COUNTED and quantity.low >= _COUNTING


def _behind_by(text: str, span: Span, pack: LanguagePack) -> bool:
    word = text[: span.start].rstrip().rpartition(" ")[2].casefold()
    return any(entry.cls == "by" for entry in pack.lexicon.whole_words(word))
