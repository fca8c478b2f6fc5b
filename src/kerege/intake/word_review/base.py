"""What a Word file was made from, and where that stands in the report today."""

from __future__ import annotations

import difflib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kerege.docx.blocks import WordBlock
from kerege.docx.document import BOOKMARK, WordFile
from kerege.docx.pieces import Segment, SegmentKind, segments
from kerege.errors import KeregeError
from kerege.intake.word_review.alignment import aligned
from kerege.messages import say
from kerege.model import Chapter, Report
from kerege.model.comments import drop


@dataclass(frozen=True)
class Base:
    """One block as the export wrote it."""

    bookmark: str
    chapter: str
    kind: str
    """prose, table, block, note; `front` for words of the front matter, `made` for words of the tool."""
    source: str
    shown: str | None
    """None when the file no longer tells; then only text that has not changed since can be compared."""
    record: str = ""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Standing:
    """The blocks of a file, and what became of each in the report."""

    language: str
    bases: tuple[Base, ...]
    places: Mapping[str, tuple[Chapter, Segment]]
    """By bookmark: the same text in the chapter as it is now. A block that changed since has no place."""
    complete: bool
    """Whether the file still carries what it was made from."""
    marked: bool = True
    """Whether its paragraphs still have their bookmarks; else they were known again by their words."""


def standing(report: Report, file: WordFile, name: str, blocks: Sequence[WordBlock]) -> Standing:
    """Find out what a file was made from.

    Raises:
        KeregeError: it was not made by `kerege export docx`, or from another report.
    """
    marked = bool(file.carried) or any(BOOKMARK.fullmatch(block.bookmark) for block in blocks)
    if file.carried:
        language, bases = _carried(report, file.carried, name)
    elif not marked:
        language, bases = _by_words(report, blocks, name)
    else:
        language, bases = _guessed(report, blocks, name)
    places: dict[str, tuple[Chapter, Segment]] = {}
    for chapter in report.chapters.get(language, ()):
        own = [base for base in bases if base.chapter == chapter.name and base.kind not in ("front", "made")]
        places |= _placed(chapter, own)
    return Standing(language, tuple(bases), places, bool(file.carried), marked)


def _by_words(report: Report, blocks: Sequence[WordBlock], name: str) -> tuple[str, list[Base]]:
    """For a file that lost its bookmarks: each piece of the chapters at the paragraphs that have its words, which get its mark."""
    language, matched = aligned(report, blocks)
    if not language:
        raise KeregeError(
            say(
                "{name} was not made by 'kerege export docx', or not from this report: none of its chapters stands in it word for word.",
                name=name,
            )
        )
    bases = []
    for number, one in enumerate(matched):
        segment, mark = one.segment, f"kb_{number}_{one.segment.digest}"
        record = f"{segment.block.kind.value}:{segment.block.target}" if segment.block is not None else ""
        if one.first >= 0 or segment.kind is not SegmentKind.NOTE:
            bases.append(Base(mark, one.chapter.name, segment.kind.value, segment.source, None, record))
        for block in blocks[one.first : one.first + one.count] if one.first >= 0 else ():
            block.bookmark = mark
    return language, bases


def _carried(report: Report, text: str, name: str) -> tuple[str, list[Base]]:
    try:
        facts = json.loads(text)
        slug, language = str(facts["report"]), str(facts["language"])
        bases = [
            Base(
                str(block["bookmark"]), str(block["chapter"]), str(block["kind"]), str(block["source"]),
                str(block["shown"]), str(block["record"]), tuple(str(note) for note in block["notes"]),
            )
            for block in facts["blocks"]
        ]  # fmt: skip
    except (ValueError, KeyError, TypeError) as error:
        raise KeregeError(
            say("{name} carries a damaged record of what it was made from; export it anew.", name=name)
        ) from error
    if slug != report.settings.slug:
        raise KeregeError(
            say(
                "{name} was made from the report '{slug}'; this one is '{slug2}'.",
                name=name,
                slug=slug,
                slug2=report.settings.slug,
            )
        )
    if language not in report.settings.languages:
        raise KeregeError(
            say("{name} is in '{language}', which is no language of this report.", name=name, language=language)
        )
    return language, bases


def _guessed(report: Report, blocks: Sequence[WordBlock], name: str) -> tuple[str, list[Base]]:
    """For a file whose own part was dropped: bookmarks hold the digest of each block's text."""
    marks = [match for block in blocks if (match := BOOKMARK.fullmatch(block.bookmark))]
    best: tuple[str, list[Base]] = ("", [])
    for language in report.settings.languages:
        known: dict[str, tuple[str, Segment]] = {}
        for chapter in report.chapters.get(language, ()):
            for segment in segments(chapter):
                known.setdefault(segment.digest, (chapter.name, segment))
        bases = []
        for mark in marks:
            if mark["digest"] in known:
                chapter_name, segment = known[mark["digest"]]
                record = ""
                if segment.block is not None:
                    record = f"{segment.block.kind.value}:{segment.block.target}"
                bases.append(Base(mark[0], chapter_name, segment.kind.value, segment.source, None, record))
            else:
                bases.append(Base(mark[0], "", "made", "", None))
        if sum(base.kind != "made" for base in bases) > sum(base.kind != "made" for base in best[1]):
            best = (language, bases)
    if not best[0]:
        raise KeregeError(
            say("Nothing in {name} is as the report has it now, and the file no longer tells what it was.", name=name)
        )
    return best


def _placed(chapter: Chapter, bases: Sequence[Base]) -> dict[str, tuple[Chapter, Segment]]:
    """The blocks that stand in the chapter as they were, in their order; then those that were only moved."""
    now = [segment for segment in segments(chapter) if segment.kind is not SegmentKind.OTHER]
    # A file that an older Kerege wrote carries the comments.
    then = [" ".join(drop(base.source).split()) for base in bases]
    have = [" ".join(drop(segment.source).split()) for segment in now]
    matcher = difflib.SequenceMatcher(None, then, have, autojunk=False)
    places: dict[str, tuple[Chapter, Segment]] = {}
    taken: set[int] = set()
    for first, second, length in matcher.get_matching_blocks():
        for step in range(length):
            places[bases[first + step].bookmark] = (chapter, now[second + step])
            taken.add(second + step)
    for base, text in zip(bases, then, strict=True):
        if base.bookmark not in places:
            free = [index for index, other in enumerate(have) if other == text and index not in taken]
            if len(free) == 1:
                taken.add(free[0])
                places[base.bookmark] = (chapter, now[free[0]])
    return places
