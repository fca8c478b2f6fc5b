"""Numbers that a text makes of several cells: a change, a difference, a share, a sum, an average. Only where its words say so."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction

from kerege.audit.agreeing import says
from kerege.audit.tables import DataCell, DataTable
from kerege.languages import LanguagePack
from kerege.languages.reading import Form, Quantity
from kerege.languages.stems import bare_stem, is_small_word, words
from kerege.languages.tokens import tokenize
from kerege.languages.units import COUNTED
from kerege.messages import say

_SUM, _DIFFERENCE, _SHARE, _AVERAGE, _LOSS, _RELATIVE = "sum", "difference", "share", "average", "loss", "relative"
_MOST_SUMMED = 60
POINTS_MEANT = "points!"
"""Stands for the unit of a difference in points where the text says per cent."""


@dataclass(frozen=True)
class Made:
    """A value made of cells."""

    value: Fraction
    unit: str
    how: str
    """The reckoning with its addresses."""
    cell: DataCell
    """The last cell that it is made of."""
    sure: bool = False
    """Whether the sentence names every cell of it, so that another number contradicts it."""


@dataclass(frozen=True)
class Before:
    """What the text before a number names, by slot."""

    named: Mapping[int, Sequence[str]]
    """The labels of words and of numbers."""
    stated: Mapping[int, Sequence[str]]
    """The labels of the numbers that were just stated."""


@dataclass(frozen=True)
class Words:
    """What a sentence says of how its numbers are made."""

    kinds: frozenset[str] = field(default_factory=frozenset)
    changes: bool = False
    falls: bool = False
    other_years: bool = False
    """A year later, the year before."""


def told_by(text: str, pack: LanguagePack) -> Words:
    """The words of a sentence that say how a number was made of others."""
    heard = {bare_stem(word, pack.code) for word, _, _ in words(text)}
    plain = f" {' '.join(word for word, _, _ in words(text))} "
    kinds = set()
    for line in pack.words.lines("computed"):
        for listed in line.words:
            parts = [word for word, _, _ in words(listed)]
            short = len(parts) > 1 or is_small_word(parts[0], pack.code)
            if f" {' '.join(parts)} " in plain if short else bare_stem(parts[0], pack.code) in heard:
                kinds.add(line.value)
    ways = {value for word, _, _ in words(text) for value in _ways(word, pack)}
    return Words(frozenset(kinds), bool(ways), "down" in ways, _RELATIVE in kinds)


def _ways(word: str, pack: LanguagePack) -> Iterator[str]:
    """Up or down, where a word says so."""
    settings = pack.lexicon.settings
    tokens = tokenize(word, settings.decimal, settings.group)
    for match in pack.lexicon.matches(tokens, 0) if tokens else ():
        if match.entry.cls == "change":
            yield match.value


def is_directed(quantity: Quantity) -> bool:
    """Whether a number states a change or a difference rather than a level."""
    return bool(quantity.direction) or quantity.unit in ("points", "percentage_points") or quantity.form is Form.TIMES


def loses(kinds: Words) -> bool:
    """Whether the sentence speaks of a loss, so that a number without a sign may state a negative value."""
    return _LOSS in kinds.kinds or kinds.falls


def made(
    quantity: Quantity,
    table: DataTable,
    choice: Mapping[int, Sequence[str]],
    named: Mapping[int, Sequence[str]],
    before: Before,
    told: Words,
    by: bool = False,
) -> Iterator[Made]:
    """What a number could be made of.

    Args:
        choice: by slot the labels that the number belongs to.
        named: by slot every label that the sentence names, in its order.
        before: what the text before the sentence names.
        by: whether a word such as *by* stands before the number.
    """
    directed = by or is_directed(quantity)
    if directed or told.changes or _DIFFERENCE in told.kinds:
        yield from _changes(quantity, table, choice, {**before.stated, **named}, before.named, directed, told)
    if directed:
        return
    if quantity.unit in ("percent", "share") and (_SHARE in told.kinds or _is_of(quantity)):
        yield from _shares(table, choice, {**before.named, **named})
    if quantity.unit in ("percent", "share"):
        yield from _ratios(table, choice, named, before.named)
    if _SUM in told.kinds:
        yield from _sums(table, choice, named, before.named, average=False)
    if _AVERAGE in told.kinds:
        yield from _sums(table, choice, named, before.named, average=True)


def _is_of(quantity: Quantity) -> bool:
    return quantity.form in (Form.FRACTION, Form.RATIO)


def _changes(
    quantity: Quantity,
    table: DataTable,
    choice: Mapping[int, Sequence[str]],
    named: Mapping[int, Sequence[str]],
    inherited: Mapping[int, Sequence[str]],
    directed: bool,
    told: Words,
) -> Iterator[Made]:
    for number, slot in enumerate(table.slots):
        if not slot.chooses:
            continue
        for first, second, explicit in _pairs(number, table, {**inherited, **named}):
            explicit = explicit and number in named
            others = {key: labels for key, labels in choice.items() if key != number}
            for a, b in _cell_pairs(table, number, first, second, others):
                complete = explicit and all(
                    key in choice for key, _ in b.slots if key != number and table.slots[key].chooses
                )
                complete = complete and not slot.describes
                yield from _compared(quantity, a, b, complete, is_directed(quantity) or (directed and told.changes))


def _pairs(number: int, table: DataTable, named: Mapping[int, Sequence[str]]) -> Iterator[tuple[str, str, bool]]:
    """Labels to compare, the earlier first, and whether the sentence names both and no third."""
    order = list(table.slots[number].labels)
    years = table.slots[number].is_time
    if years:
        order.sort()
    mine = list(dict.fromkeys(named.get(number, ())))
    if len(mine) >= 2:
        for a, b in itertools.combinations(mine, 2):
            first, second = sorted((a, b), key=order.index) if years else (a, b)
            yield first, second, len(mine) == 2
            if not years:
                yield second, first, False
    elif years and len(mine) == 1:
        place = order.index(mine[0])
        for early, late in {(place - 1, place), (0, place), (place, len(order) - 1)}:
            if 0 <= early < late:
                yield order[early], order[late], False
    elif years and not mine and len(order) > 1:
        yield order[0], order[-1], False
        yield order[-2], order[-1], False


def _cell_pairs(
    table: DataTable, number: int, first: str, second: str, others: Mapping[int, Sequence[str]]
) -> Iterator[tuple[DataCell, DataCell]]:
    for place in sorted(chosen(table, {**others, number: [first]})):
        a = table.cells[place]
        b = table.at({**dict(a.slots), number: second})
        if b is not None and b.unit == a.unit:
            yield a, b


def chosen(table: DataTable, choice: Mapping[int, Sequence[str]]) -> set[int]:
    """The places of the cells that have the chosen labels."""
    places = set(range(len(table.cells)))
    for slot, labels in choice.items():
        places &= table.fitting(slot, labels)
    return places


def _compared(quantity: Quantity, a: DataCell, b: DataCell, complete: bool, directed: bool) -> Iterator[Made]:
    sure = complete and (directed or (quantity.unit == "percent" and a.unit != "percent"))
    difference = b.value - a.value
    places = f"{b.address.printed} − {a.address.printed} ({b.address.column}{b.address.row}, {a.address.column}{a.address.row})"
    percent = a.unit == "percent"
    points = quantity.unit in ("points", "percentage_points")
    if quantity.form is not Form.TIMES and quantity.unit not in ("percent", "share"):
        unit = "percentage_points" if points else a.unit
        yield Made(difference, unit, places, b, sure and (points or quantity.unit != ""))
    if a.value and (quantity.unit in ("percent", "share") or quantity.form is Form.TIMES):
        ratio = b.value / a.value
        how = f"{b.address.printed} / {a.address.printed} ({b.address.column}{b.address.row}, {a.address.column}{a.address.row})"
        if quantity.form is Form.TIMES:
            yield Made(ratio, "number", how, b, sure)
        else:
            yield Made((ratio - 1) * 100, "percent", f"{how} − 1", b, sure and not percent)
            if percent:
                yield Made(difference, POINTS_MEANT, places, b)


def _shares(
    table: DataTable, choice: Mapping[int, Sequence[str]], named: Mapping[int, Sequence[str]]
) -> Iterator[Made]:
    wider = {slot: (*labels, *named.get(slot, ())) for slot, labels in choice.items()}
    for place in sorted(chosen(table, wider)):
        part = table.cells[place]
        if part.unit == "percent":
            continue
        for number, label in part.slots:
            if table.slots[number].chooses and number in choice:
                for whole, name, total in _wholes(table, part, number, label):
                    if 0 < part.value <= whole:
                        how = f"{part.address.printed} / {name}"
                        sure = total and _is_named_part(table, part, number, choice, named)
                        yield Made(part.value / whole * 100, "percent", how, part, sure)


def _ratios(
    table: DataTable,
    choice: Mapping[int, Sequence[str]],
    named: Mapping[int, Sequence[str]],
    inherited: Mapping[int, Sequence[str]],
) -> Iterator[Made]:
    """One named thing as a percentage of another: women's wage, 75.6 per cent of men's."""
    for number, slot in enumerate(table.slots):
        mine = list(dict.fromkeys(named.get(number, ())))
        if slot.is_time or len(mine) < 2:
            continue
        others = {key: labels for key, labels in {**inherited, **choice}.items() if key != number}
        for first, second in itertools.permutations(mine, 2):
            for a, b in _cell_pairs(table, number, first, second, others):
                if b.value and a.unit not in ("", "percent"):
                    how = f"{a.address.printed} / {b.address.printed} ({a.address.column}{a.address.row}, {b.address.column}{b.address.row})"
                    yield Made(a.value / b.value * 100, "percent", how, a)


def _is_named_part(
    table: DataTable,
    part: DataCell,
    number: int,
    choice: Mapping[int, Sequence[str]],
    named: Mapping[int, Sequence[str]],
) -> bool:
    """Whether the sentence names this part of a whole and no other."""
    labels = table.slots[number].labels
    parts = [label for label in named.get(number, ()) if not is_total(labels[label].ways)]
    others = [(slot, label) for slot, label in part.slots if slot != number and table.slots[slot].chooses]
    return set(parts) == {part.label(number)} and all(label in choice.get(slot, ()) for slot, label in others)


def _wholes(table: DataTable, part: DataCell, number: int, label: str) -> Iterator[tuple[Fraction, str, bool]]:
    """The wholes that a cell may be a part of, and whether the table itself gives them as such."""
    rest = {key: one for key, one in part.slots if key != number}
    outer = table.at(rest)
    if outer is not None:
        yield outer.value, f"{outer.address.printed} ({outer.address.column}{outer.address.row})", True
    total = Fraction(0)
    for key, other in table.slots[number].labels.items():
        cell = table.at({**rest, number: key})
        if cell is None:
            continue
        if key != label and (is_total(other.ways) or _is_sum(table, number, key, rest)):
            yield cell.value, f"{cell.address.printed} ({cell.address.column}{cell.address.row})", True
        else:
            total += cell.value
    yield total, say("{total} (the sum)", total=f"{float(total):g}"), False


def _is_sum(table: DataTable, number: int, key: str, rest: Mapping[int, str]) -> bool:
    """Whether a label's cell is the sum of all the others of its slot."""
    cells = {one: table.at({**rest, number: one}) for one in table.slots[number].labels}
    own = cells.pop(key)
    others = [cell.value for cell in cells.values() if cell is not None]
    return own is not None and len(others) > 1 and abs(sum(others) - own.value) <= own.step * len(others)


def is_total(ways: Sequence[Sequence[str]]) -> bool:
    """Whether a label names the whole."""
    return any("=total" in way for way in ways)


def _sums(
    table: DataTable,
    choice: Mapping[int, Sequence[str]],
    named: Mapping[int, Sequence[str]],
    inherited: Mapping[int, Sequence[str]],
    average: bool,
) -> Iterator[Made]:
    for number, slot in enumerate(table.slots):
        if not slot.chooses or slot.is_time:
            continue  # years are not added up
        mine = list(dict.fromkeys(named.get(number, ())))
        every = [key for key, label in slot.labels.items() if not is_total(label.ways)]
        before = list(dict.fromkeys(inherited.get(number, ())))
        lists = [mine] if len(mine) > 1 else [every, [k for k in every if not _summing(table, number, k)], before]
        others = {key: labels for key, labels in choice.items() if key != number}
        for labels in lists if len(every) <= _MOST_SUMMED else ():
            for place in sorted(chosen(table, {**others, number: labels[:1]})):
                start = table.cells[place]
                cells = [table.at({**dict(start.slots), number: label}) for label in labels]
                if len(cells) > 1 and all(cell is not None for cell in cells):
                    values = [cell.value for cell in cells if cell is not None]
                    total = sum(values, Fraction(0))
                    how = " + ".join(cell.address.printed for cell in cells if cell is not None)
                    if average:
                        yield Made(total / len(values), start.unit, f"({how}) / {len(values)}", start)
                    else:
                        sure = len(mine) > 1 and all(
                            not table.slots[s].chooses or s in choice for s, _ in start.slots if s != number
                        )
                        yield Made(total, start.unit, how, start, sure and start.unit != "percent")


def _summing(table: DataTable, number: int, key: str) -> bool:
    for cell in table.cells:
        if cell.label(number) == key:
            return _is_sum(table, number, key, {k: v for k, v in cell.slots if k != number})
    return False


def fits(quantity: Quantity, said: str, one: Made, pack: LanguagePack) -> bool:
    """Whether a number states a value that was made of others."""
    unit = one.unit
    if unit == POINTS_MEANT:
        return False
    if unit == "percentage_points":
        return says(quantity, said, one.value, unit, pack) or _turned(quantity, said, one, pack)
    if unit in ("", "count"):
        unit = "count" if not quantity.unit or quantity.unit in COUNTED else quantity.unit
    if quantity.unit == "share":
        unit = "percent"
    if quantity.unit not in ("", "share", "times", unit) and quantity.unit not in COUNTED:
        return False
    return says(quantity, said, one.value, unit, pack) or _turned(quantity, said, one, pack)


def _turned(quantity: Quantity, said: str, one: Made, pack: LanguagePack) -> bool:
    """A difference that is told without its direction."""
    if quantity.direction in ("up", "down") or quantity.signed or one.value >= 0:
        return False
    unit = one.unit if one.unit not in ("", "count") else "count"
    return says(replace(quantity, direction=""), said, -one.value, unit, pack)
