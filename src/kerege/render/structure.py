"""Where each chapter stands in its report: its number or letter, its part, what kind it is, whether it begins a page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import count

from kerege.model import Chapter, Part, Report

_NUMBERED = ("chapter", "introduction", "conclusion", "appendix")


@dataclass(frozen=True, slots=True)
class Place:
    """The place of one chapter."""

    number: str = ""
    """`3`, or the letter of an appendix; empty for a chapter that has none."""
    kind: str = "chapter"
    """chapter, appendix, or what the front matter says: foreword, preface, acknowledgements, summary …"""
    part: Part | None = None
    """The part that begins with it."""
    within: str = ""
    """The key of the part that it belongs to."""
    is_front: bool = False
    """It stands before the first chapter that has a number: its pages have roman ones."""
    run_on: bool = False
    """It begins on the page on which the one before it ends."""

    @property
    def is_appendix(self) -> bool:
        return self.kind == "appendix"


def places(
    chapters: Iterable[Chapter], structure: Mapping[str, Chapter], parts: Mapping[str, Part], letters: str
) -> dict[str, Place]:
    """The place of each chapter, by name.

    Args:
        chapters: those of an edition, in reading order, without the front page.
        structure: the original's chapters by name: their front matter says how the report is built.
        letters: of appendices.
    """
    shown = list(chapters)
    metas = [_meta(chapter, structure) for chapter in shown]
    first = next((n for n, meta in enumerate(metas) if is_numbered(meta)), 0)
    found: dict[str, Place] = {}
    numbers, appendices = count(1), iter(letters)
    part = ""
    for index, (chapter, meta) in enumerate(zip(shown, metas, strict=True)):
        kind = kind_of(meta)
        number = ""
        if kind == "appendix":
            number = next(appendices, "")
        elif is_numbered(meta):
            number = str(next(numbers))
        named = str(meta.get("part", part))
        begins = parts.get(named) if named != part else None
        found[chapter.name] = Place(
            number, kind, begins, named, index < first, bool(meta.get("run_on")) and index > 0 and begins is None
        )
        part = named
    return found


def written_parts(report: Report, structure: Mapping[str, Chapter]) -> dict[str, Part]:
    """The parts of a report without `parts` in report.yml: chapters write their titles, each in its own language."""
    found: dict[str, Part] = {}
    for chapter in structure.values():
        title = str(chapter.meta.get("part", ""))
        if title and title not in found:
            same = {code: report.chapter(code, chapter.name) for code in report.settings.languages}
            words = {code: str(other.meta.get("part", title)) if other else title for code, other in same.items()}
            found[title] = Part(str(len(found) + 1), words)
    return found


def _meta(chapter: Chapter, structure: Mapping[str, Chapter]) -> Mapping[str, object]:
    return structure.get(chapter.name, chapter).meta


def kind_of(meta: Mapping[str, object]) -> str:
    """What a chapter is."""
    return "appendix" if meta.get("appendix") else str(meta.get("kind") or "chapter")


def is_numbered(meta: Mapping[str, object]) -> bool:
    """Whether a chapter has a number, or a letter."""
    kind = kind_of(meta)
    return bool(meta.get("numbered", kind in _NUMBERED))


def roman(number: int) -> str:
    """`IV`, as parts are numbered."""
    text = ""
    for value, letters in ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")):
        while number >= value:
            text, number = text + letters, number - value
    return text
