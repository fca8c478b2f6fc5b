"""A coded project as every program's file comes down to: transcripts, codes, and the segments that carry them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Code:
    """An entry of the codebook."""

    guid: str
    path: tuple[str, ...]
    """Its name, after those of the codes above it."""
    description: str = ""


@dataclass(frozen=True, slots=True)
class Transcript:
    """One interview."""

    guid: str
    name: str
    """As the coding program shows it; may be a person's name, so it is never printed."""
    text: str
    """Empty when only segments were exported."""
    group: str = ""
    """The group of documents in which the program keeps it."""


@dataclass(frozen=True, slots=True)
class CodedSegment:
    """Words of a transcript with the codes they carry."""

    transcript: str
    """guid of the transcript."""
    words: str
    codes: tuple[str, ...]
    """guids of codes."""
    start: int = 0
    end: int = 0
    """Characters of the transcript's text, from 0; equal when only paragraphs are known."""
    place: str = ""
    """Paragraphs, as the coding program counts them."""
    comment: str = ""


@dataclass(frozen=True, slots=True)
class CodedProject:
    """What one file held."""

    name: str
    codes: tuple[Code, ...]
    transcripts: tuple[Transcript, ...]
    segments: tuple[CodedSegment, ...]
    left: tuple[str, ...] = ()
    """In words: whatever the file held and this does not."""
