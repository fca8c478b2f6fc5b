"""Any tables as cells with everything that is written beside and over them.

Each table of a sheet has slots: the labels of its rows, the groups above them, each level of its heads. A cell has one label
in every slot, and a sentence that names a label of each slot names the cell.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property, partial
from pathlib import Path

from kerege.audit.results import CellAddress
from kerege.errors import KeregeError
from kerege.evidence.columns import Marks, Stored, bracketed, number, without_status
from kerege.evidence.grid import Grid, column_letters
from kerege.evidence.layout import MARKERS, PARTS, Block, Layout, RowKind
from kerege.evidence.problems import TableProblem, folded
from kerege.evidence.tables import read_rows
from kerege.evidence.workbook import SHEETS, read_sheet, visible_sheets
from kerege.languages import available, language_pack
from kerege.languages.guess import guess_language
from kerege.languages.reading import Named, unit_named
from kerege.languages.stems import is_small_word, stem, words
from kerege.languages.tokens import Sort, tokenize
from kerege.languages.units import COUNTED
from kerege.messages import say, together

_MOST_PERCENT = 1000
"""A larger number below a title that says per cent counts something."""
_NAME = 3
"""Words of a name, on average."""
_MEASURE = 0.2
"""What words such as *number* and *rate* tell beside the words of what is measured."""
_YEAR_WITHIN = re.compile(r"(?<!\d)(?:19|20)\d\d(?:/\d\d)?(?!\d)")
_MARKS = (", ", "; ", ": ", " – ", " — ", " - ", "_")
"""What stands between the parts of a label that says two things."""
TABLES = (".csv", ".tsv", ".tab", *SHEETS)
"""Endings of files that hold tables."""


@dataclass(frozen=True)
class Label:
    """A label of a table, as the words by which a sentence may name it."""

    text: str
    ways: tuple[tuple[str, ...], ...]
    """For each language that it is written in, the stems of its words."""


@dataclass
class Slot:
    """Labels that exclude each other: the rows of a table, the groups, one level of heads."""

    name: str
    """row or column."""
    labels: dict[str, Label] = field(default_factory=dict)
    """By folded text."""
    needed: bool = True
    """Whether rows are told apart by it; a column of remarks tells nothing that the others do not."""

    @cached_property
    def weights(self) -> dict[str, float]:
        """How much a stem tells: one over the number of labels that have it."""
        counts: dict[str, int] = defaultdict(int)
        for label in self.labels.values():
            for one in {one for way in label.ways for one in way}:
                counts[one] += 1
        return {one: (_MEASURE if one == "=measure" else 1) / count for one, count in counts.items()}

    @cached_property
    def describes(self) -> bool:
        """Whether its labels are descriptions of different things, rather than names of the like."""
        lengths = [len(way) for label in self.labels.values() for way in label.ways]
        return sum(lengths) > _NAME * len(lengths)

    @cached_property
    def is_time(self) -> bool:
        """Whether its labels are years."""
        return all(any(map(str.isdigit, key)) for key in self.labels)

    @property
    def chooses(self) -> bool:
        """Whether it has labels to choose between."""
        return self.needed and len(self.labels) > 1


@dataclass(frozen=True)
class DataCell:
    """A number of a table."""

    value: Fraction
    """With the scale that its head names."""
    bare: Fraction
    """As it stands in the cell."""
    step: Fraction
    """The size of its last place."""
    unit: str
    """Its code, `count` for what is counted, or empty where the table does not tell."""
    scaled: bool
    address: CellAddress
    slots: tuple[tuple[int, str], ...]
    """For each slot that it has a label in: its number, and the folded label."""

    def label(self, slot: int) -> str | None:
        """Its label in a slot."""
        return next((key for number, key in self.slots if number == slot), None)


@dataclass
class DataTable:
    """One table of a file."""

    name: str
    cells: list[DataCell]
    slots: list[Slot]
    topic: frozenset[str]
    """Stems of its title, its file's and sheet's names and what else stands over all of it."""
    _index: dict[tuple[int, str], set[int]] = field(default_factory=dict)
    _by_labels: dict[frozenset[tuple[int, str]], DataCell] = field(default_factory=dict)
    _by_size: list[tuple[float, int]] = field(default_factory=list)

    def __post_init__(self) -> None:
        for place, cell in enumerate(self.cells):
            self._by_labels.setdefault(frozenset(cell.slots), cell)
            self._by_size += [(abs(float(value)), place) for value in {cell.value, cell.bare}]
            for key in cell.slots:
                self._index.setdefault(key, set()).add(place)
        self._by_size.sort()

    def near(self, *numbers: Fraction) -> list[DataCell]:
        """The cells whose values are about one of these, in the order of the table."""
        places: set[int] = set()
        for one in numbers:
            for factor in (1.0, 0.01):  # shares of one
                size = abs(float(one)) * factor
                first = bisect_left(self._by_size, (size * 0.85, -1))
                last = bisect_left(self._by_size, (size * 1.15, len(self.cells)))
                places |= {place for _, place in self._by_size[first:last]}
        return [self.cells[place] for place in sorted(places)]

    def having(self, slot: int, labels: Sequence[str]) -> set[int]:
        """The places of the cells with one of these labels in a slot."""
        found: set[int] = set()
        for label in labels:
            found |= self._index.get((slot, label), set())
        return found

    def lacking(self, slot: int) -> set[int]:
        """The places of the cells that have no label in a slot."""
        return set(range(len(self.cells))) - self.having(slot, list(self.slots[slot].labels))

    def fitting(self, slot: int, labels: Sequence[str]) -> set[int]:
        """The places of the cells with one of these labels; where the slot holds years, also of those that are of no year."""
        found = self.having(slot, labels)
        return found | self.lacking(slot) if self.slots[slot].is_time else found

    def at(self, labels: dict[int, str]) -> DataCell | None:
        """The one cell with these labels and no others."""
        return self._by_labels.get(frozenset(labels.items()))


def read_tables(paths: Sequence[Path], language: str) -> list[DataTable]:
    """The tables of files and folders.

    Args:
        language: of the text that is read beside them: labels are compared as its words.

    Raises:
        KeregeError: there is no such file, it is of a kind that is not read, or it is damaged.
    """
    found: list[DataTable] = []
    for path in _files(paths):
        for grid, sheet in _grids(path):
            found += _tables(grid, path, sheet, language)
    return found


def _files(paths: Sequence[Path]) -> Iterator[Path]:
    for path in paths:
        if path.is_dir():
            inside = sorted(file for file in path.rglob("*") if file.suffix.casefold() in TABLES)
            if not inside:
                raise KeregeError(
                    say("There are no tables in {path}; 'audit' reads {tables}.", path=path, tables=TABLES)
                )
            yield from inside
        elif not path.is_file():
            raise KeregeError(say("There is no file {path}.", path=path))
        else:
            yield path


def _grids(path: Path) -> Iterator[tuple[Grid, str]]:
    try:
        if path.suffix.casefold() in SHEETS:
            names = visible_sheets(path)
            for name in names:
                yield read_sheet(path, name, path.name), name if len(names) > 1 else ""
            return
        rows = read_rows(path)
        yield (
            Grid(
                path.name,
                [row for _, row in rows.cells],
                [line for line, _ in rows.cells],
                marks=Marks(delimiter=rows.delimiter),
            ),
            "",
        )
    except TableProblem as error:
        raise KeregeError(together("; ", error.problem.of(path.name).message, error.problem.remedy) + ".") from error


def _tables(grid: Grid, path: Path, sheet: str, language: str) -> Iterator[DataTable]:
    layout = grid.layout
    titles = [row for row, kind in enumerate(layout.kinds) if kind.value == "title"]
    for block in layout.blocks:
        over = [grid.cell(row, c) for row in titles if row < block.rows[0] for c in range(grid.width())]
        yield _Building(grid, layout, block, path.name, sheet, language, [text for text in over if text]).table()


class _Building:
    """One table while it is put together."""

    def __init__(
        self, grid: Grid, layout: Layout, block: Block, file: str, sheet: str, language: str, over: list[str]
    ) -> None:
        self.grid, self.layout, self.block, self.language = grid, layout, block, language
        self.file, self.sheet = file, sheet
        self.over = list(dict.fromkeys(over))
        self.slots: dict[tuple[str, int, int], Slot] = {}
        self.twins = self._twin_columns()
        self.keys = self._key_columns()
        self.split = self._split_heads()

    def table(self) -> DataTable:
        placed = [
            (row, column) for row in self.block.rows for column in self.block.values if self.grid.cell(row, column)
        ]
        keyed = {place: list(self._keys(*place)) for place in placed}
        numbers = {key: place for place, key in enumerate(self.slots)}
        slots = list(self.slots.values())
        counts = {column: self._counts(column) for column in self.block.values}
        cells = []
        for row, column in placed:
            mine = tuple((numbers[key], label) for key, label in keyed[row, column])
            cell = self._cell(row, column, mine, counts[column])
            if cell is not None:
                cells.append(cell)
        return DataTable(f"{self.file} {self.sheet}".strip(), cells, slots, self._topic(slots))

    def _keys(self, row: int, column: int) -> Iterator[tuple[tuple[str, int, int], str]]:
        groups = self.layout.ancestors(row)
        own: dict[int, list[str]] = {}
        for place, text in self.layout.labels_by_column(row):
            own.setdefault(self.twins.get(place, place), []).append(text)
        first = self.block.labels[0] if self.block.labels else 0
        for place, texts in own.items():
            yield from self._key(("row", place, len(groups) if place == first else 0), "\n".join(texts))
        for level, texts in enumerate(reversed(groups)):
            yield from self._key(("row", first, level), "\n".join(texts))
        for level, text in enumerate(self.layout.column_heads(self.block, column)):
            for part, piece in enumerate(self.split.get(level, {}).get(text, [text])):
                yield from self._key(("column", part, level), piece)

    def _split_heads(self) -> dict[int, dict[str, list[str]]]:
        """By level: heads that say two things at once, such as «Women 2019», taken apart."""
        levels: dict[int, list[str]] = {}
        for column in self.block.values:
            for level, text in enumerate(self.layout.column_heads(self.block, column)):
                levels.setdefault(level, []).append(text)
        return {level: parts for level, texts in levels.items() if (parts := _factors(texts))}

    def _key(self, key: tuple[str, int, int], text: str) -> Iterator[tuple[tuple[str, int, int], str]]:
        needed = key[0] == "column" or key[1] in self.keys
        slot = self.slots.setdefault(key, Slot(key[0], needed=needed))
        name = folded(text)
        known = slot.labels.get(name)
        if known is None:
            slot.labels[name] = self._label(text)
        yield key, name

    def _label(self, text: str) -> Label:
        ways = [way for part in PARTS.split(text) if (way := tuple(label_stems(part, self.language)))]
        return Label(" ".join(text.split()), tuple(dict.fromkeys(ways)))

    def _twin_columns(self) -> dict[int, int]:
        """Columns of labels that say the same in another language, with the first of them."""
        labels = self.block.labels
        twins: dict[int, int] = {}
        for place, column in enumerate(labels):
            for other in labels[:place]:
                pairs = {
                    (folded(self.grid.cell(row, other)), folded(self.grid.cell(row, column))) for row in self.block.rows
                }
                lefts, rights = {left for left, _ in pairs}, {right for _, right in pairs}
                worded = all(any(map(str.isalpha, right)) for right in rights)
                if other not in twins and worded and len(pairs) == len(lefts) == len(rights) > 1:
                    twins[column] = other
                    break
        return twins

    def _key_columns(self) -> set[int]:
        """The columns of labels, from the left, that together tell the rows apart."""
        rows = [row for row in self.block.rows if self.layout.kinds[row] is RowKind.DATA]
        labels = {row: dict(self.layout.labels_by_column(row)) for row in rows}
        groups = {row: tuple(self.layout.groups(row)) for row in rows}
        keys: list[int] = []
        told = 0
        for column in (column for column in self.block.labels if column not in self.twins):
            tried = [*keys, column]
            apart = len({(groups[row], *(folded(labels[row].get(c, "")) for c in tried)) for row in rows})
            if apart > told:
                keys, told = tried, apart
        return set(keys)

    def _cell(self, row: int, column: int, slots: tuple[tuple[int, str], ...], counts: bool) -> DataCell | None:
        text = self.grid.cell(row, column)
        try:
            plain = bracketed(text) or without_status(text)
            value = Fraction(number(plain, self.grid.form(column), column_letters(column)))
        except TableProblem:
            return None
        printed = text.printed if isinstance(text, Stored) else text.strip()
        named = self._named(row, column)
        if named.unit == "percent" and (counts or abs(value) > _MOST_PERCENT):
            named, counts = Named(scale=named.scale), value.denominator == 1
        percent = printed.endswith("%") or (isinstance(text, Stored) and text.percent)
        unit = "percent" if percent else named.unit or ("count" if counts else "")
        labels = [
            self._shown([text for c, text in self.layout.labels_by_column(row) if self.twins.get(c, c) == key])
            for key in self.block.labels
            if key in self.keys
        ]
        groups = [self._shown(texts) for texts in reversed(self.layout.ancestors(row))]
        first = list(dict.fromkeys(label for label in (*groups, *labels) if label))
        address = CellAddress(
            self.file,
            self.sheet,
            self.grid.lines[row],
            column_letters(column),
            ", ".join(first),
            ", ".join(self._shown([head]) for head in self.layout.column_heads(self.block, column)),
            printed,
            "%" if unit == "percent" else "",
        )
        step = _step(printed) if not isinstance(text, Stored) else _step(str(text.value))
        return DataCell(value * named.scale, value, step * named.scale, unit, named.scale != 1, address, slots)

    def _named(self, row: int, column: int) -> Named:
        """The unit and scale that the heads of a column, the labels of the row or the title name."""
        for texts in (
            list(reversed(self.layout.column_heads(self.block, column))),
            [*self.layout.labels(row), *self.layout.groups(row)],
            self.over,
        ):
            for text in texts:
                named = _named(text, self.language)
                if named.unit or named.scale != 1:
                    return named
        return Named()

    def _counts(self, column: int) -> bool:
        """Whether a column counts things one by one: whole numbers, some above a hundred."""
        values = []
        for row in self.block.rows:
            try:
                values.append(number(self.grid.cell(row, column), self.grid.form(column), ""))
            except TableProblem:
                continue
        return bool(values) and all(v == v.to_integral_value() for v in values) and max(map(abs, values)) > 100

    def _shown(self, texts: Sequence[str]) -> str:
        return _in_language(texts, self.language)

    def _topic(self, slots: list[Slot]) -> frozenset[str]:
        single = [label.text for slot in slots if not slot.chooses for label in slot.labels.values()]
        corners = [self.grid.cell(head, column) for head in self.block.heads for column in self.block.labels]
        names = [Path(self.file).stem, self.sheet]
        texts = [*self.over, *single, *names]
        stems = {one for text in texts for part in PARTS.split(text) for one in label_stems(part, self.language)}
        corner = {one for text in corners for part in PARTS.split(text) for one in label_stems(part, self.language)}
        return frozenset(one for one in stems - corner if not one.isdigit())


def _factors(texts: Sequence[str]) -> dict[str, list[str]]:
    """Labels as a year and the rest, or at a mark that each of them has, where that makes fewer of them.

    Beside labels with years others may stand that are of no year: «Households», «Poor 2014», «Poor 2015».
    """
    cuts: list[Callable[[str], list[str]]] = [_at_year, *(partial(_at_mark, mark) for mark in _MARKS)]
    for cut in cuts:
        parts = {text: cut(text) for text in texts}
        widths = {len(one) for one in parts.values()}
        if len(parts) > 1 and widths and widths != {1} and len(widths) == 1:
            columns = list(zip(*parts.values(), strict=True))
            if all(len(set(column)) < len(parts) for column in columns) or any(
                len(set(column)) == 1 for column in columns
            ):
                return parts
    parts = {text: _at_year(text) for text in texts}
    dated = [one[0] for one in parts.values() if len(one) > 1]
    return parts if len(set(dated)) < len(dated) else {}


def _at_year(text: str) -> list[str]:
    years = _YEAR_WITHIN.findall(text)
    rest = " ".join(_YEAR_WITHIN.sub(" ", text).split()).strip(" _,;:-–—()")
    return [rest, years[0]] if len(years) == 1 and rest else [text]


def _at_mark(mark: str, text: str) -> list[str]:
    return [part.strip() for part in text.split(mark) if part.strip()] or [text]


def _short(text: str) -> str:
    return " ".join(MARKERS.sub("", text).split())


def _in_language(texts: Sequence[str], language: str) -> str:
    """Of a label in several languages the part in that of the text."""
    parts = [part for text in texts for part in PARTS.split(text) if part.strip()]
    mine = [part for part in parts if guess_language(part) == language]
    return _short((mine or parts or [""])[0])


def _step(printed: str) -> Fraction:
    digits = printed.strip().rstrip("%").strip()
    for mark in ".,":
        whole, found, rest = digits.rpartition(mark)
        decimals = "".join(sign for sign in rest if sign.isdigit())
        if found and decimals and (len(decimals) != 3 or whole in ("0", "-0", "")):
            return Fraction(1, 10 ** len(decimals))
    return Fraction(1)


def _named(text: str, language: str) -> Named:
    """The unit that a label names in any of the languages that it may be written in."""
    for code in _languages(text, language):
        named = unit_named(" ".join(text.split()), language_pack(code).lexicon)
        if named.unit or named.scale != 1:
            return named
    return Named()


def _languages(text: str, language: str) -> tuple[str, ...]:
    """The languages whose words a label may be: by its letters, that of the text first."""
    letters = {sign for sign in text.casefold() if sign.isalpha()}
    fits = [code for code in available() if letters <= language_pack(code).letters]
    return tuple(sorted(fits, key=lambda code: (code != language, code))) or (language,)


def label_stems(text: str, language: str) -> Iterator[str]:
    """The stems of a label's words, without small words, units and marks of notes."""
    text = MARKERS.sub("", text)
    code = _languages(text, language)[0]
    pack = language_pack(code)
    measured = {
        token.fold
        for token in tokenize(text, pack.lexicon.settings.decimal, pack.lexicon.settings.group)
        if token.sort is Sort.WORD
        and any(
            (entry.cls == "unit" and entry.value not in COUNTED) or (entry.cls == "scale")
            for entry in pack.lexicon.whole_words(token.fold)
        )
    }
    every = [word for word, _, _ in words(text) if not is_small_word(word, code)]
    kept = [word for word in every if word not in measured]
    for word in kept or every:
        yield stem(word, code)
