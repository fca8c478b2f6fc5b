"""Edits in a table: cells each by themselves, rows and columns that came, went or moved each as one; lines otherwise untouched."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kerege.docx.as_markdown import paragraphs_markdown
from kerege.docx.blocks import WordBlock
from kerege.docx.document import Paragraph
from kerege.docx.units import plain, units
from kerege.intake.word_review.edits import Edit, NotGivenBack, edited, held_for, written
from kerege.languages import LanguagePack
from kerege.messages import say

_CELL = re.compile(r"(?P<row>\d+)\.(?P<column>\d+) ?(?P<text>.*)")
_BAR = re.compile(r"(?<!\\)\|")
_CAPTION = re.compile(r"(?P<mark>Table:[ \t]*)(?P<words>.*?)(?P<id>[ \t]*(?:\{#[^}\s]+\})?[ \t]*)$")
_ALIKE = 0.5
"""Share of the cells of two rows, or columns, that must be the same for the two to be one."""


@dataclass(frozen=True)
class Part:
    """One change of a table."""

    kind: str
    start: int
    end: int
    """Offsets in the table's source, which the edit's text takes the place of."""
    edit: Edit


def table_parts(source: str, shown: str | None, block: WordBlock, pack: LanguagePack) -> list[Part]:
    """What was changed in a table, each row that came or went apart; one part where columns changed or rows moved.

    Args:
        shown: what the export showed of it; None where the file no longer tells: then it is what the source says.

    Raises:
        NotGivenBack: cells were merged, or a cell holds what Word cannot give back.
    """
    return _Table(source, shown, block, pack).parts()


class _Table:
    def __init__(self, source: str, shown: str | None, block: WordBlock, pack: LanguagePack) -> None:
        self.source, self.block, self.pack = source, block, pack
        self.lines = source.split("\n")
        self.starts = [0, *itertools.accumulate(len(line) + 1 for line in self.lines)]
        barred = [number for number, line in enumerate(self.lines) if _BAR.search(line)]
        if len(barred) < 2:
            raise NotGivenBack(say("the table's lines are not its rows"))
        # The line of dashes under the head is no row.
        self.dashes = barred[1]
        self.rows = [barred[0], *barred[2:]]
        self.caption: str | None = None
        if shown is not None:
            self.caption, self.before = _shown(shown)
        else:
            self.before = self._of_source()
        self.known = shown is not None
        self.after = block.grid or []
        if len(self.rows) != len(self.before):
            raise NotGivenBack(say("the table's lines are not its rows"))
        if len({len(row) for row in self.after}) != 1 or len({len(row) for row in self.before}) != 1:
            raise NotGivenBack(say("cells of the table were merged or parted"))

    def _of_source(self) -> list[list[str]]:
        return [[self.lines[n][start:end].strip() for start, end in _spans(self.lines[n])] for n in self.rows]

    def parts(self) -> list[Part]:
        keys = [[_key(cell) for cell in row] for row in self.before]
        new = [[_key(cell) for cell in row] for row in self.after]
        rows = _matched(keys, new, first=True)
        pairs = [(b, a) for a, b in enumerate(rows) if b is not None]
        columns = _matched(
            [[keys[b][column] for b, _ in pairs] for column in range(len(keys[0]))],
            [[new[a][column] for _, a in pairs] for column in range(len(new[0]))],
        )
        kept = [row for row in rows if row is not None]
        same_columns = columns == [*range(len(keys[0]))]
        if same_columns and rows == [*range(len(keys))]:
            return self._cells()
        if same_columns and kept == sorted(kept) and rows[0] == 0:
            return [*self._captioned(), *self._lines(rows)]
        return [*self._captioned(), self._anew(rows, columns)]

    # --- cells, and whole lines ---

    def _cells(self) -> list[Part]:
        """Edits of cells and caption, as one."""
        whole, marked = Edit(self.source, ""), list[str]()
        lines = [*self.lines]
        for number, edit, changed in self._caption_edit():
            lines[number] = edit.text
            _take(whole, edit, changed, marked)
        for row, number in enumerate(self.rows):
            lines[number] = self._row(number, row, row, whole, marked)
        whole.text, whole.marked = "\n".join(lines), "; ".join(marked)
        return [Part(say("changed"), 0, len(self.source), whole)]

    def _caption_edit(self) -> Iterator[tuple[int, Edit, bool]]:
        printed = [item for item in self.block.items if isinstance(item, Paragraph)]
        if not printed and not self.known:
            return  # it may stand apart from its table
        for number, line in enumerate(self.lines):
            match = _CAPTION.fullmatch(line)
            if match is not None:
                word = paragraphs_markdown(printed)
                edit = edited(match["words"], self.caption, word, self.pack)
                edit.text = f"{match['mark']}{edit.text}{match['id']}"
                yield number, edit, self.caption != word if self.known else edit.text != line
                return

    def _captioned(self) -> Iterator[Part]:
        for number, edit, changed in self._caption_edit():
            if changed and edit.text != self.lines[number]:
                yield Part(say("changed"), self.starts[number], self.starts[number] + len(self.lines[number]), edit)

    def _lines(self, rows: Sequence[int | None]) -> Iterator[Part]:
        """Rows that came and went, each apart, and the cells edited in the others."""
        at = self.starts[self.dashes] + len(self.lines[self.dashes])
        for place, row in enumerate(rows):
            if row is None:
                line = f"| {' | '.join(map(_cell, self.after[place]))} |"
                edit = Edit(f"\n{line}", f"{{+{line}+}}", held=held_for("", line, self.pack))
                edit.added = [unit.target for unit in units(line) if unit.target]
                yield Part(say("row added"), at, at, edit)
                continue
            number = self.rows[row]
            start, end = self.starts[number], self.starts[number] + len(self.lines[number])
            edit, marked = Edit("", ""), list[str]()
            edit.text = self._row(number, row, place, edit, marked)
            edit.marked = "; ".join(marked)
            if edit.text != self.lines[number]:
                yield Part(say("changed"), start, end, edit)
            at = end if row else at
        for row, number in enumerate(self.rows):
            if row not in rows:
                line = self.lines[number]
                # With the line break before it, so that no line is left empty.
                edit = Edit("", f"[-{line.strip()}-]", held=held_for(line, "", self.pack))
                yield Part(say("row removed"), self.starts[number] - 1, self.starts[number] + len(line), edit)

    def _row(self, number: int, row: int, place: int, whole: Edit, marked: list[str]) -> str:
        line = self.lines[number]
        spans = _spans(line)
        if len(spans) != len(self.before[row]):
            raise NotGivenBack(say("the table's lines are not its rows"))
        for (start, end), old, new in reversed(list(zip(spans, self.before[row], self.after[place], strict=True))):
            if old == new:
                continue
            cell = line[start:end]
            edit = edited(cell.strip(), old if self.known else None, new, self.pack)
            _take(whole, edit, True, marked)
            if edit.text != cell.strip():
                lead = cell[: len(cell) - len(cell.lstrip())] or " "
                line = f"{line[:start]}{lead}{edit.text} {line[end:]}" if edit.text else f"{line[:start]} {line[end:]}"
        return line

    # --- the table anew ---

    def _anew(self, rows: Sequence[int | None], columns: Sequence[int | None]) -> Part:
        """The table with its rows and columns in Word's order."""
        whole, marked = Edit("", ""), list[str]()
        lines = [self._line(place, row, columns, whole, marked) for place, row in enumerate(rows)]
        dashes = [self.lines[self.dashes][start:end].strip() for start, end in _spans(self.lines[self.dashes])]
        lines.insert(1, "|" + "|".join("---" if column is None else dashes[column] for column in columns) + "|")
        first, last = min(self.rows[0], self.dashes), self.rows[-1]
        start, end = self.starts[first], self.starts[last] + len(self.lines[last])
        whole.text = "\n".join(lines)
        kind, told = self._told(rows, columns)
        whole.marked = "; ".join((*told, *marked))
        whole.held = list(dict.fromkeys((*whole.held, *held_for(self.source[start:end], whole.text, self.pack))))
        return Part(kind, start, end, whole)

    def _line(self, place: int, row: int | None, columns: Sequence[int | None], whole: Edit, marked: list[str]) -> str:
        cells = []
        spans = _spans(self.lines[self.rows[row]]) if row is not None else []
        for column, word in zip(columns, self.after[place], strict=True):
            if row is None or column is None:
                cells.append(_cell(word))
                continue
            start, end = spans[column]
            cell, old = self.lines[self.rows[row]][start:end].strip(), self.before[row][column]
            if old != word:
                edit = edited(cell, old if self.known else None, word, self.pack)
                _take(whole, edit, edit.text != cell, marked)
                cell = edit.text
            cells.append(cell)
        return f"| {' | '.join(cells)} |"

    def _told(self, rows: Sequence[int | None], columns: Sequence[int | None]) -> tuple[str, list[str]]:
        """The kind of a change of the whole, and what came, went and moved."""
        told: list[str] = []
        kinds: list[str] = []
        for place, column in enumerate(columns):
            if column is None:
                told.append(f"{{+{' / '.join(plain(units(row[place])) for row in self.after)}+}}")
                kinds.append(say("column added"))
        for column in range(len(self.before[0])):
            if column not in columns:
                told.append(f"[-{' / '.join(plain(units(row[column])) for row in self.before)}-]")
                kinds.append(say("column removed"))
        for place, row in enumerate(rows):
            if row is None:
                told.append(f"{{+{' | '.join(self.after[place])}+}}")
                kinds.append(say("row added"))
        for row, cells in enumerate(self.before):
            if row not in rows:
                told.append(f"[-{' | '.join(cells)}-]")
                kinds.append(say("row removed"))
        for order, axis, kind in (
            (rows, [" | ".join(map(_key, row)) for row in self.before], say("row moved")),
            (columns, [" / ".join(_key(row[c]) for row in self.before) for c in range(len(self.before[0]))], say("column moved")),
        ):  # fmt: skip
            for moved in _out_of_order([one for one in order if one is not None]):
                told.append(f"{{~{axis[moved]}~}}")
                kinds.append(kind)
        several = len(set(kinds)) > 1
        return (say("rows and columns changed") if several else kinds[0] if kinds else say("changed")), told


def _shown(shown: str) -> tuple[str, list[list[str]]]:
    caption: list[str] = []
    rows: list[list[str]] = []
    for line in shown.split("\n"):
        match = _CELL.fullmatch(line)
        if match is None:
            if rows and line.strip():
                raise NotGivenBack(say("a cell holds several paragraphs"))
            caption.append(line)
        elif int(match["row"]) < len(rows):
            rows[-1].append(match["text"])
        else:
            rows.append([match["text"]])
    return "\n".join(caption).strip(), rows


def _spans(line: str) -> list[tuple[int, int]]:
    """The cells of a line, from bar to bar."""
    edges = [-1, *(match.start() for match in _BAR.finditer(line)), len(line)]
    spans = [(a + 1, b) for a, b in itertools.pairwise(edges)]
    if line.lstrip().startswith("|"):
        spans = spans[1:]
    return spans[:-1] if line.rstrip().endswith("|") else spans


def _key(cell: str) -> str:
    return " ".join(plain(units(cell)).split()).casefold()


def _cell(word: str) -> str:
    """A cell that was written in Word."""
    return _BAR.sub(r"\|", " ".join(written(word).split()))


def _matched(
    before: Sequence[Sequence[str]], after: Sequence[Sequence[str]], *, first: bool = False
) -> list[int | None]:
    """For each row, or column, of Word the one that it was.

    Args:
        first: the first is the head of the rest and stays it, where anything of it stayed.
    """
    scores = sorted(
        (
            (_likeness(old, new), -abs(b - a), -a, b)
            for b, old in enumerate(before)
            for a, new in enumerate(after)
            if not first or (a == 0) == (b == 0)
        ),
        reverse=True,
    )
    found: dict[int, int] = {0: 0} if first and before and after and _likeness(before[0], after[0]) > 0 else {}
    for score, _, a, b in scores:
        if score >= _ALIKE and -a not in found and b not in found.values():
            found[-a] = b
    for place in range(len(after)):
        # One that was written anew between the same neighbours, where none came or went.
        if place not in found and len(before) == len(after) and place not in found.values():
            beside = all(found.get(n, n) == n for n in (place - 1, place + 1))
            if beside:
                found[place] = place
    return [found.get(place) for place in range(len(after))]


def _likeness(old: Sequence[str], new: Sequence[str]) -> float:
    """The share of cells that both have; the first, which names a row or column, counts for half."""
    ours, theirs = Counter(filter(None, old)), Counter(filter(None, new))
    most = max(ours.total(), theirs.total())
    share = (ours & theirs).total() / most if most else float(len(old) == len(new))
    named = bool(old and new and old[0] and old[0] == new[0])
    return max(share, 0.5 * named + 0.5 * share)


def _out_of_order(order: Sequence[int]) -> list[int]:
    """The fewest that must be moved so that the rest stand in order."""
    best: list[list[int]] = []
    for place, one in enumerate(order):
        before = [chain for chain, last in zip(best, order[:place], strict=True) if last < one]
        best.append([*max(before, key=len, default=[]), one])
    steady = max(best, key=len, default=[])
    return [one for one in order if one not in steady]


def _take(whole: Edit, edit: Edit, changed: bool, marked: list[str]) -> None:
    whole.kept += edit.kept
    whole.held += edit.held
    whole.added += edit.added
    if changed:
        marked.append(edit.marked)
