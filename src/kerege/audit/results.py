"""What became of each number of a text."""

from __future__ import annotations

from dataclasses import dataclass

from kerege.messages import Vocabulary, say, together


class Verdict(Vocabulary):
    """Whether the tables bear a number out."""

    FOUND = "found"
    CONTRADICTED = "contradicted"
    NOT_THERE = "not there"
    APART = "apart"
    """A year, a date, a reference, a number of a story: nothing that a table could bear out."""


class Sureness(Vocabulary):
    """How a number that was found agrees."""

    PRINTED = "as printed"
    ROUNDED = "rounded"
    WORDED = "by its words"
    """About, more than, a third."""
    COMPUTED = "computed"


@dataclass(frozen=True)
class CellAddress:
    """A cell of a table, as a person looks it up."""

    file: str
    sheet: str
    row: int
    """Its number in the file, from 1."""
    column: str
    """Its letters, as a spreadsheet shows them."""
    row_label: str
    column_label: str
    printed: str
    unit: str = ""

    def __str__(self) -> str:
        return self.where

    @property
    def where(self) -> str:
        """File, sheet and cell."""
        where = say("{file}, sheet '{sheet}'", file=self.file, sheet=self.sheet) if self.sheet else self.file
        return together(", ", where, f"{self.column}{self.row}")

    @property
    def labels(self) -> str:
        """Row and column by their labels."""
        return " × ".join(label for label in (self.row_label, self.column_label) if label)


@dataclass(frozen=True)
class Result:
    """One number of a text."""

    file: str
    place: str
    """Line and column, or paragraph or table of a Word file."""
    words: str
    """The number as it is written, with its unit."""
    verdict: Verdict
    sureness: Sureness | None = None
    cell: CellAddress | None = None
    named: str = ""
    """What of the cell's labels the sentence names."""
    reason: str = ""
    """Why it is contradicted, how it was computed, or which convention it is."""
    sentence: str = ""
