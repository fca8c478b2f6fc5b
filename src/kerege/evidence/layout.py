"""How a printed table is built: which rows are heads, groups, values or notes, and which labels stand over and beside a cell.

Offices head columns by years, number them (1, 2, 3 …), spread a head over several columns, leave a repeated label out, and give
a group's row values of its own. What follows tells these apart from the cells alone, for every row of a table at once.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import Enum
from functools import lru_cache

from kerege.evidence.columns import is_missing, is_value
from kerege.evidence.problems import folded
from kerege.languages.recognised import folded_words

MARKERS = re.compile(r"\s*(?:[¹²³⁴⁵⁶⁷⁸⁹⁰*†‡§]+|\(\d{1,2}\)|\[\d{1,2}\]|(?<=\s)\d{1,2}\))+\s*$")
"""Marks of notes behind a label: 2022 1), Agree*, Total (2)."""
PARTS = re.compile(r"\s*(?:[\n|]|\s/\s)\s*")
"""What stands between the languages of a label."""
_YEAR = re.compile(r"(?:19|20)\d\d")
_LONGEST_STEP = 10
"""Between two years that head columns side by side."""
_ORDER_SIGNS = frozenset(("", "№", "#", "n"))


class RowKind(Enum):
    """What a row of a sheet is."""

    BLANK = "blank"
    TITLE = "title"
    HEAD = "head"
    GROUP = "group"
    """A label without values, over the rows below it."""
    DATA = "data"
    NOTE = "note"


@dataclass
class Block:
    """One table of a sheet: its heads and what stands below them."""

    heads: list[int] = field(default_factory=list)
    rows: list[int] = field(default_factory=list)
    """Rows of values and groups, in order."""
    titles: list[int] = field(default_factory=list)
    labels: tuple[int, ...] = ()
    """Columns that hold labels."""
    values: tuple[int, ...] = ()
    """Columns that hold values."""


@dataclass
class Layout:
    """The rows of a sheet by kind, and its tables."""

    cell: Callable[[int, int], str]
    kinds: list[RowKind]
    blocks: list[Block]
    parents: dict[int, int] = field(default_factory=dict)
    """By row: the row whose group it belongs to."""
    _block_of: dict[int, Block] = field(default_factory=dict)
    _labels: dict[int, list[tuple[int, str]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for block in self.blocks:
            self._block_of |= dict.fromkeys(block.rows, block)
            self._find_labels(block)
            self._find_parents(block)

    def block(self, row: int) -> Block | None:
        """The table that a row of values or a group belongs to."""
        return self._block_of.get(row)

    def data_rows(self) -> Iterator[int]:
        return (row for row, kind in enumerate(self.kinds) if kind is RowKind.DATA)

    def labels(self, row: int) -> list[str]:
        """The labels at the left of a row, those that were left out since they repeat among them."""
        return [text for _, text in self.labels_by_column(row)]

    def labels_by_column(self, row: int) -> list[tuple[int, str]]:
        """The labels of a row with their columns."""
        return self._labels.get(row, [])

    def _find_labels(self, block: Block) -> None:
        above: dict[int, str] = {}
        for row in block.rows:
            found: list[tuple[int, str]] = []
            texts = {column: self.cell(row, column) for column in block.labels}
            for place, column in enumerate(block.labels):
                text = texts[column]
                later = any(texts[other].strip() for other in block.labels[place + 1 :])
                if not text.strip() and later and not found:
                    text = above.get(column, "")
                if text.strip():
                    found.append((column, text))
            self._labels[row] = found
            if self.kinds[row] is RowKind.DATA:
                above |= {column: text for column, text in texts.items() if text.strip()}

    def groups(self, row: int) -> list[str]:
        """The labels of the rows that lead the groups of a row, the innermost first."""
        return [text for texts in self.ancestors(row) for text in texts]

    def ancestors(self, row: int) -> list[list[str]]:
        """The same for each group apart, since a row may have a label in several languages."""
        found: list[list[str]] = []
        while row in self.parents:
            row = self.parents[row]
            found.append(self.labels(row) or self._texts(row)[:1])
        return found

    def _texts(self, row: int) -> list[str]:
        block = self._block_of[row]
        columns = range(max((*block.labels, *block.values, 0)) + 1)
        return list(dict.fromkeys(text for column in columns if (text := self.cell(row, column)).strip()))

    def heads(self, row: int, column: int) -> list[str]:
        """The heads over a cell, the outermost first."""
        block = self._block_of.get(row)
        return self.column_heads(block, column) if block else []

    def column_heads(self, block: Block, column: int) -> list[str]:
        """The heads of a column of a table, the outermost first."""
        found: list[str] = []
        for place, head in enumerate(block.heads):
            text = self.cell(head, column)
            below = any(self.cell(lower, column).strip() for lower in block.heads[place + 1 :])
            if not text.strip() and below and column in block.values:
                text = self._spread(block, head, column)
            if text.strip() and text not in found:
                found.append(text)
        return found

    def _spread(self, block: Block, head: int, column: int) -> str:
        """The head at the left that spreads over a column."""
        for left in range(column - 1, -1, -1):
            if left in block.labels:
                return ""
            if text := self.cell(head, left).strip():
                return text
        return ""

    def _find_parents(self, block: Block) -> None:
        keys = {row: tuple(folded(text) for text in self.labels(row)) or (str(row),) for row in block.rows}
        counts = Counter(keys.values())
        indents: list[tuple[int, int]] = []
        rarer: list[tuple[int, int]] = []
        group: int | None = None
        for row in block.rows:
            indent, count = self._indent(block, row), counts[keys[row]]
            # Of the rows above, those that the next ones may belong to: each less indented, or rarer, than the one below it.
            parent = _nearest_below(indents, indent) if indent else None
            seldom = _nearest_below(rarer, count)
            if parent is None and count > 1:
                parent = seldom
            if parent is None and self.kinds[row] is RowKind.DATA:
                parent = group
            if parent is not None:
                self.parents[row] = parent
            indents.append((indent, row))
            rarer.append((count, row))
            group = row if self.kinds[row] is RowKind.GROUP else group

    def _indent(self, block: Block, row: int) -> int:
        text = next((self.cell(row, column) for column in block.labels if self.cell(row, column).strip()), "")
        return len(text) - len(text.lstrip(" \u00a0"))


def _nearest_below(waiting: list[tuple[int, int]], size: int) -> int | None:
    """The row of the last of some sizes that is below one; those that are not are taken off, since no later row can want them."""
    while waiting and waiting[-1][0] >= size:
        waiting.pop()
    return waiting[-1][1] if waiting else None


def same_label(cell: str, label: str) -> bool:
    """Whether a cell bears a label: whole, without its note marker, or as one of the languages it is written in."""
    return folded(label) in names_of(cell)


@lru_cache(maxsize=20_000)
def names_of(cell: str) -> frozenset[str]:
    """What a label may be called: whole, without its note marker, in each of its languages."""
    parts = [part for part in (cell, *PARTS.split(cell)) if part.strip()]
    return frozenset(folded(name) for part in parts for name in (part, MARKERS.sub("", part)))


def _counts_rows(head: str) -> bool:
    """Whether a column is headed as the numbers of its rows are."""
    return head in _ORDER_SIGNS or head in folded_words("sheet", "order")


def is_gap(text: str) -> bool:
    """Whether a cell is marked as having no value."""
    return bool(text.strip()) and is_missing(text)


def layout_of(cell: Callable[[int, int], str], height: int, width: int) -> Layout:
    """How the cells of a sheet are arranged.

    Args:
        cell: the text of a cell by row and column from 0; a merged one has the text of its range.
    """
    return _Arranging(cell, height, width).layout()


class _Arranging:
    def __init__(self, cell: Callable[[int, int], str], height: int, width: int) -> None:
        self.cell, self.height, self.width = cell, height, width
        self.texts = [[cell(row, column) for column in range(width)] for row in range(height)]
        self.numbers = [[is_value(text) for text in row] for row in self.texts]
        self._numbered: set[int] | None = None
        """Columns in which a row of values has a number, once it is known which rows are."""
        self._last = -1
        """The last row of values."""

    def layout(self) -> Layout:
        kinds: list[RowKind | None] = [self._kind(row) for row in range(self.height)]
        blocks = self._blocks(kinds)
        for block in blocks:
            self._columns(block, kinds)
        for block in blocks:
            self._settle(block, kinds)
        return Layout(self.cell, [kind or RowKind.NOTE for kind in kinds], blocks)

    def _filled(self, row: int) -> list[int]:
        return [column for column in range(self.width) if self.texts[row][column].strip()]

    def _kind(self, row: int) -> RowKind | None:
        """What a row is by itself; None where that depends on its neighbours."""
        filled = self._filled(row)
        if not filled:
            return RowKind.BLANK
        numbers = [column for column in filled if self.numbers[row][column]]
        if numbers:
            return RowKind.HEAD if self._years(row, numbers) or self._counting(row, filled, numbers) else RowKind.DATA
        gaps = [column for column in filled if is_gap(self.texts[row][column])]
        return RowKind.DATA if gaps and gaps[0] > filled[0] and gaps == filled[-len(gaps) :] else None

    def _years(self, row: int, numbers: list[int]) -> bool:
        """Whether the numbers of a row are years that head their columns."""
        years = [self.texts[row][column].strip() for column in numbers]
        if not all(_YEAR.fullmatch(year) for year in years):
            return False
        steps = [int(b) - int(a) for a, b in itertools.pairwise(years)]
        # A year may be repeated under several heads: 2019, 2020, 2019, 2020.
        period = next((n for n in range(1, len(years) + 1) if years == years[:n] * (len(years) // n)), len(years))
        steps = steps[: period - 1]
        if not (all(0 < s <= _LONGEST_STEP for s in steps) or all(0 < -s <= _LONGEST_STEP for s in steps)):
            return False
        for column in numbers:
            below = [self.texts[r][column].strip() for r in range(row + 1, self.height) if self.numbers[r][column]]
            if below and sum(_YEAR.fullmatch(text) is not None for text in below) * 2 >= len(below):
                return False
            if not below and not any(is_gap(self.texts[r][column]) for r in range(row + 1, self.height)):
                return False
        return not any(self.numbers[row - 1][column] for column in numbers) if row else True

    def _counting(self, row: int, filled: list[int], numbers: list[int]) -> bool:
        """Whether a row only numbers the columns: А, Б, 1, 2, 3."""
        texts = [self.texts[row][column].strip() for column in numbers]
        letters = [self.texts[row][column].strip() for column in filled if column not in numbers]
        first = int(texts[0]) if texts[0].isdecimal() else -1
        counts = first in (1, 2) and texts == [str(first + n) for n in range(len(texts))]
        bare = all(len(letter) == 1 for letter in letters)
        above = self._filled(row - 1) if row else []
        return counts and bare and len(filled) >= 3 and len(above) >= 2 and not any(self.numbers[row - 1])

    def _blocks(self, kinds: list[RowKind | None]) -> list[Block]:
        """The tables of a sheet: a row of heads below values begins another one."""
        blocks, seen = [Block()], False
        for row in range(self.height):
            block, kind = blocks[-1], kinds[row]
            if kind is RowKind.BLANK:
                continue
            if kind is None:
                kind = kinds[row] = self._text_row(row, block, kinds, seen)
            if kind is RowKind.HEAD and seen:
                block, seen = Block(), False
                blocks.append(block)
            seen = seen or kind is RowKind.DATA
            if kind is RowKind.HEAD:
                block.heads.append(row)
            elif kind in (RowKind.DATA, RowKind.GROUP):
                block.rows.append(row)
            else:
                block.titles.append(row)
        return [block for block in blocks if any(kinds[row] is RowKind.DATA for row in block.rows)]

    def _text_row(self, row: int, block: Block, kinds: list[RowKind | None], seen: bool) -> RowKind:
        """A row of texts alone."""
        filled = self._filled(row)
        wide = len({self.texts[row][column] for column in filled}) == 1
        if self._numbered is None:
            data = [one for one in range(self.height) if kinds[one] is RowKind.DATA]
            self._last = data[-1] if data else -1
            self._numbered = {c for c in range(self.width) if any(self.numbers[one][c] for one in data)}
        over_numbers = not self._numbered.isdisjoint(filled)
        if wide and (filled[0] == 0 or len(filled) == self.width or not over_numbers):
            follows = self._last > row
            return RowKind.GROUP if (block.heads or seen) and follows else RowKind.TITLE
        if not over_numbers and (block.heads or seen):
            return RowKind.GROUP
        return RowKind.HEAD

    def _columns(self, block: Block, kinds: list[RowKind | None]) -> None:
        """Which columns hold labels, and which values."""
        data = [row for row in block.rows if kinds[row] is RowKind.DATA]
        labels: list[int] = []
        values: list[int] = []
        for column in range(self.width):
            texts = [self.texts[row][column].strip() for row in data]
            numbers = [text for row, text in zip(data, texts, strict=True) if self.numbers[row][column]]
            words = sum(bool(text) for text in texts) - len(numbers) - sum(is_gap(text) for text in texts)
            head = next((folded(self.texts[h][column]) for h in reversed(block.heads) if self.texts[h][column]), "")
            if words > len(numbers):
                labels.append(column)
            elif not numbers and not any(texts):
                continue
            elif self._is_year_column(numbers, head, bool(values)):
                labels.append(column)
            elif not (_counts_rows(head) and _in_order(numbers) and not values):
                values.append(column)
        if not labels and len(values) > 1:
            labels.append(values.pop(0))
        block.labels, block.values = tuple(labels), tuple(values)

    @staticmethod
    def _is_year_column(numbers: Sequence[str], head: str, behind_values: bool) -> bool:
        years = bool(numbers) and all(_YEAR.fullmatch(text) for text in numbers)
        if not years or head in folded_words("sheet", "year"):
            return years
        return not _YEAR.fullmatch(head) and (not behind_values or len(numbers) > 1)

    def _settle(self, block: Block, kinds: list[RowKind | None]) -> None:
        """Groups below the last values are notes."""
        last = max(row for row in block.rows if kinds[row] is RowKind.DATA)
        for row in [row for row in block.rows if row > last]:
            kinds[row] = RowKind.NOTE
            block.rows.remove(row)


def _in_order(numbers: Sequence[str]) -> bool:
    return list(numbers) == [str(n) for n in range(1, len(numbers) + 1)] and len(numbers) > 1
