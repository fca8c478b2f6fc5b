"""One text as it travels: out as an `Entry`, back as a `Returned`."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from pathlib import PurePosixPath

from kerege.findings import Location

BEHIND = "behind"
"""The original has changed since this was translated."""
UNRECORDED = "unrecorded"
"""Nobody has said yet that the translation says what the original says."""
RECORDS = "records"
"""Name of the file that holds the texts of all records: report.yml, glossary, figures, testimonies, data."""

_BREAK = re.compile(r"(?P<blanks>[ \t]*)(?P<slash>\\?)\n[ \t]*")
_ID = re.compile(
    r"(?P<language>[a-z]{2,3}(?:-\w+)*)/(?P<where>[^#]+)#(?P<name>.+)@(?P<digest>[0-9a-f]{16})\.(?P<print>[0-9a-f]{8}|-)"
)


@dataclass(frozen=True, slots=True)
class Key:
    """What a text is known by: its place and the digest of its original."""

    where: str
    """Name of the chapter, or path of the YAML file."""
    name: str
    """In a chapter which of the blocks with this digest; in a file the way to the text: `ala-kachuu/definition`."""
    digest: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A text of the report with its translation, as it stands now."""

    language: str
    key: Key
    kind: str
    location: Location
    """Of the original."""
    source: str
    """Markdown, soft line breaks as spaces."""
    target: str
    """The same of the translation; empty: there is none."""
    status: str
    """draft, translated, reviewed, `behind`, `unrecorded`; empty without a translation."""
    previous: str = ""
    """For a text that is behind: the original as it was when it was translated."""
    notes: tuple[str, ...] = ()
    number: int = -1
    """Of its segment in the original chapter."""

    @property
    def id(self) -> str:
        return f"{self.language}/{self.key.where}#{self.key.name}@{self.key.digest}.{fingerprint(self.target)}"


@dataclass(frozen=True, slots=True)
class ExchangeFile:
    """What travels in one file."""

    name: str
    """A chapter's name, or `records`."""
    title: str
    source_language: str
    language: str
    entries: tuple[Entry, ...]

    @property
    def originals(self) -> dict[PurePosixPath, list[Entry]]:
        """The entries by the file in which their original stands, in order."""
        found: dict[PurePosixPath, list[Entry]] = {}
        for entry in self.entries:
            found.setdefault(entry.location.path, []).append(entry)
        return found


@dataclass(frozen=True, slots=True)
class Mark:
    """Words, or a code by its number."""

    words: str = ""
    number: str = ""
    side: str = ""
    """open, close or alone; empty for words."""


@dataclass(frozen=True, slots=True)
class Returned:
    """A text as a file brought it back."""

    id: str
    source: str
    target: str
    status: str
    """As in `Entry`; empty when the file does not say."""
    location: Location
    """In the file that brought it."""
    source_marks: tuple[Mark, ...] = ()
    target_marks: tuple[Mark, ...] = ()
    """The same texts with their codes by number, where the format has them: programs rewrite what stands in a code."""


@dataclass(frozen=True, slots=True)
class Id:
    """An id taken apart."""

    language: str
    key: Key
    print: str
    """Fingerprint of the translation that was sent out."""


def read_id(text: str) -> Id | None:
    """The parts of an `Entry.id`; None when it is none."""
    match = _ID.fullmatch(text)
    if match is None:
        return None
    return Id(match["language"], Key(match["where"], match["name"], match["digest"]), match["print"])


def folded(text: str) -> str:
    """Markdown without soft line breaks: translators see running text. Hard breaks and no-break spaces stay."""

    def joined(match: re.Match[str]) -> str:
        if match["slash"]:
            return match["blanks"] + "\\\n"
        return "  \n" if len(match["blanks"]) > 1 else " "

    return _BREAK.sub(joined, text.replace("\r\n", "\n")).strip(" \t\n")


def fingerprint(text: str) -> str:
    """8 hexadecimal digits of the sha256 of a text as it travels; `-` for no text."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()[:8] if text else "-"
