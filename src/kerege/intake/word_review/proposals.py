"""What comes of reading a Word file: changes to decide on, things to tell, comments."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath


@dataclass(frozen=True)
class Change:
    """One block's new text."""

    number: int
    path: PurePosixPath
    line: int
    kind: str
    """changed, added, removed, split, merged, moved, or signs only."""
    start: int
    end: int
    """Offsets in the chapter's text, which `text` takes the place of."""
    text: str
    marked: str
    """Old and new words for a reader."""
    held: tuple[str, ...]
    authors: tuple[str, ...]
    signs: bool = False
    """Quotation marks, dashes and blanks alone: shown apart, and no part of `all`."""


@dataclass(frozen=True)
class Notice:
    """Something done in Word that is told and not proposed."""

    place: str
    """`docs/en/03-introduction.md:12`, or empty."""
    message: str


@dataclass(frozen=True)
class Remark:
    """A comment, with the place in the chapter that it stands at."""

    place: str
    author: str
    date: str
    text: str
    anchor: str
    done: bool


@dataclass(frozen=True)
class Review:
    """Everything a Word file says about the report."""

    language: str
    changes: tuple[Change, ...]
    notices: tuple[Notice, ...]
    remarks: tuple[Remark, ...]
