"""A chapter with the translations that came back: changed blocks in their places, new ones where the original has them.

Afterwards the new text is read again: every block must be the one that was meant, or nothing is written.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from pathlib import PurePosixPath

from kerege.messages import say
from kerege.model import Chapter
from kerege.model.comments import drop
from kerege.read.chapter import read_chapter_text
from kerege.read.records import Complaints
from kerege.translate.alignment import is_text
from kerege.translate.exchange.wrapping import as_written
from kerege.translate.segments import Form, Segment, block_end, segments_of, with_texts, written
from kerege.translate.state import Standings


class Misplaced(Exception):
    """A text cannot stand where it belongs."""

    def __init__(self, number: int, reason: str) -> None:
        super().__init__(reason)
        self.number = number
        """Of the segment in the original; -1: unknown which."""


def new_chapter(original: Chapter, path: PurePosixPath, language: str, texts: Mapping[int, str]) -> Chapter | None:
    """A chapter that had no translation; None when a text is still missing.

    Raises:
        Misplaced: a text does not stay one block.
    """
    segments = segments_of(original)
    if any(is_text(segment) and number not in texts for number, segment in enumerate(segments)):
        return None
    wrapped = {number: as_written(segments[number], text) for number, text in texts.items()}
    # What colleagues noted in the original is about the original.
    chapter = _scanned(drop(with_texts(original, wrapped)), path, language)
    _require_same(segments, wrapped, {number: number for number in texts}, chapter)
    return chapter


def changed_chapter(found: Standings, texts: Mapping[int, str]) -> Chapter:
    """A translated chapter with new texts.

    Args:
        texts: translations by the number of the original's segment.

    Raises:
        Misplaced: a text does not stay one block, or the translation has no place for it.
    """
    partners = {p.source: p.target for p in found.pairs if p.source is not None and p.target is not None}
    numbers = {partners[number]: number for number in texts if number in partners}
    replaced = {
        target: as_written(found.target[target], texts[source], found.target[target])
        for target, source in numbers.items()
    }
    chapter = _scanned(with_texts(found.chapter, replaced), found.chapter.path, found.chapter.language)
    _require_same(found.target, replaced, numbers, chapter)
    added = {number: text for number, text in texts.items() if number not in partners}
    return _with_added(found, chapter, added) if added else chapter


def _scanned(text: str, path: PurePosixPath, language: str) -> Chapter:
    return read_chapter_text(text, path, language, Complaints())


def _require_same(
    before: tuple[Segment, ...], texts: Mapping[int, str], numbers: Mapping[int, int], chapter: Chapter
) -> None:
    """Every segment is the same as before, or what was to be put there."""
    after = segments_of(chapter)
    for number, segment in enumerate(before):
        wanted = _shown(segment, texts.get(number, segment.text))
        if number >= len(after) or (after[number].form, _shown(after[number], after[number].text)) != (
            segment.form,
            wanted,
        ):
            changed = [n for n in texts if n <= number]
            guilty = max(changed, default=number)
            raise Misplaced(numbers.get(guilty, -1), say("would not stay one {form}", form=before[guilty].form.value))
    if len(after) != len(before):
        raise Misplaced(-1, say("would make further blocks"))


def _shown(segment: Segment, text: str) -> str:
    words = " ".join(text.split())
    return re.sub(r"(?<!\\)\|", r"\\|", words) if segment.form is Form.CELL else words


# --- blocks that the translation lacks --------------------------------------------------------------------------------


def _with_added(found: Standings, chapter: Chapter, texts: Mapping[int, str]) -> Chapter:
    insertions: list[tuple[int, str]] = []
    target = segments_of(chapter)
    place, item, last = chapter.body, -1, -1
    for pair in found.pairs:
        if pair.source is None:
            continue
        segment = found.source[pair.source]
        if pair.target is not None:
            there = target[pair.target]
            if there.form not in (Form.NOTE, Form.FRONT):
                place = max(chapter.body, block_end(chapter.text, there.end))
                item = _line_end(chapter.text, there.end) if there.form is Form.ITEM else -1
        elif pair.source in texts:
            new = _block(found.original, segment, texts[pair.source])
            if last == pair.source - 1 and _same_list(found.source[last], segment):
                at, before = insertions[-1]
                insertions[-1] = (at, f"{before}\n{new}")
            else:
                insertions.append(_insertion(chapter, segment, new, place, item, pair.source))
            last = pair.source
    text = chapter.source
    # From the end to the beginning, so that places stay valid; what goes to one place keeps its order.
    for at, new in sorted(insertions, key=lambda insertion: insertion[0])[::-1]:
        text = text[:at] + new + text[at:]
    return _require_added(found, chapter, _scanned(text, chapter.path, chapter.language), texts)


def _same_list(before: Segment, segment: Segment) -> bool:
    return before.form is segment.form is Form.ITEM and before.section == segment.section


def _block(original: Chapter, segment: Segment, text: str) -> str:
    """The block's lines as the original has them, marks and ids included, with the new words."""
    first = original.text.rfind("\n", 0, segment.start) + 1
    last = _line_end(original.text, segment.end)
    wrapped = as_written(segment, text)
    return drop(original.text[first : segment.start] + written(segment, wrapped) + original.text[segment.end : last])


def _insertion(chapter: Chapter, segment: Segment, new: str, place: int, item: int, number: int) -> tuple[int, str]:
    text = chapter.text
    if segment.form is Form.FRONT:
        if not chapter.body:
            raise Misplaced(number, say("has no front matter in {path} to stand in", path=chapter.path))
        return text.rfind("---", 0, chapter.body), f"{new}\n"
    if segment.form is Form.NOTE and segment.anchor.endswith(":1"):
        return len(text), f"\n{new}\n" if text.endswith("\n") else f"\n\n{new}\n"
    if segment.form is Form.ITEM and item >= 0:
        return item, f"\n{new}"
    if segment.form in (Form.PARAGRAPH, Form.HEADING, Form.QUOTATION, Form.ITEM):
        if place > chapter.body:
            return place, f"\n\n{new}"
        return place, f"\n{new}\n" if text[place:].startswith("\n") else f"{new}\n\n"
    raise Misplaced(
        number,
        say("is a {form} for which {path} has no table, block or note yet", form=segment.form.value, path=chapter.path),
    )


def _require_added(found: Standings, before: Chapter, after: Chapter, texts: Mapping[int, str]) -> Chapter:
    def counted(segments: tuple[Segment, ...]) -> Counter[tuple[Form, str]]:
        return Counter((segment.form, _shown(segment, segment.text)) for segment in segments)

    wanted = counted(segments_of(before))
    for number, text in texts.items():
        segment = found.source[number]
        wanted[segment.form, _shown(segment, text)] += 1
    order = [_shown(segment, segment.text) for segment in segments_of(after)]
    have = counted(segments_of(after))
    for number, text in texts.items():
        segment = found.source[number]
        if have[segment.form, _shown(segment, text)] < wanted[segment.form, _shown(segment, text)]:
            raise Misplaced(
                number, say("would not stand as one {form} in {path}", form=segment.form.value, path=before.path)
            )
    running = (Form.PARAGRAPH, Form.HEADING, Form.QUOTATION, Form.ITEM)
    places = [order.index(_shown(found.source[n], texts[n])) for n in sorted(texts) if found.source[n].form in running]
    if have != wanted or places != sorted(places):
        raise Misplaced(min(texts), say("would change its neighbours in {path}", path=before.path))
    return after


def _line_end(text: str, offset: int) -> int:
    at = text.find("\n", offset)
    return len(text) if at < 0 else at
