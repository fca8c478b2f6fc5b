"""What is wrong with a table, and how labels are compared."""

from __future__ import annotations

import unicodedata
from pathlib import PurePosixPath

from kerege.catalogue import Problem
from kerege.messages import Message


class TableProblem(Exception):
    """A table or cell that cannot be used."""

    def __init__(
        self, problem: Problem, line: int = 0, file: PurePosixPath | None = None, *, is_missing: bool = False
    ) -> None:
        """Say what is wrong.

        Args:
            problem: what the finding will say.
            line: of the file, where the finding belongs there and not to the record that points to it.
            file: that file, relative to the report's folder.
            is_missing: the cell says itself that there is no value.
        """
        super().__init__(problem.message)
        self.problem = problem
        self.line = line
        self.file = file
        self.is_missing = is_missing

    @property
    def code(self) -> str:
        return self.problem.code

    @property
    def hint(self) -> Message:
        """What to do about it."""
        return self.problem.remedy


def folded(label: str) -> str:
    """A label as it is compared: NFC, all kinds of space the same."""
    return " ".join(unicodedata.normalize("NFC", label).split()).casefold()
