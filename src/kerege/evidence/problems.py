"""What is wrong with a table, and how labels are compared."""

from __future__ import annotations

import unicodedata
from pathlib import PurePosixPath


class TableProblem(Exception):
    """A table or cell that cannot be used; `code` is the finding's code, the message names what was found."""

    def __init__(
        self,
        code: str,
        message: str,
        hint: str,
        line: int = 0,
        file: PurePosixPath | None = None,
        *,
        is_missing: bool = False,
    ) -> None:
        """Say what is wrong.

        Args:
            line: of the file, where the finding belongs there and not to the record that points to it.
            file: that file, relative to the report's folder.
            is_missing: the cell says itself that there is no value.
        """
        super().__init__(message)
        self.code = code
        self.hint = hint
        self.line = line
        self.file = file
        self.is_missing = is_missing


def folded(label: str) -> str:
    """A label as it is compared: NFC, all kinds of space the same."""
    return " ".join(unicodedata.normalize("NFC", label).split()).casefold()
