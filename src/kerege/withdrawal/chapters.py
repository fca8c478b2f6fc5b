"""Taking a testimony out of chapters and of the words of records: its blocks, and the fragments that cite it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from kerege.model import Block, BlockKind, Chapter, Scheme

GAP = "[…]"
"""What stands where a fragment was: a reader sees that something was left out."""


def cited_fragments(chapters: Iterable[Chapter], key: str) -> Iterator[str]:
    """The words of each tie to the testimony, wherever it stands, the front matter included."""
    for chapter in chapters:
        yield from (match["words"] for match in tie_pattern(key).finditer(chapter.source))
        yield from (tie.words for tie in chapter.ties_to(Scheme.QUOTE) if tie.target == key)


def tie_pattern(key: str) -> re.Pattern[str]:
    """A tie to the testimony as it is written, in Markdown or in the words of a record."""
    words = r"(?P<words>(?:[^\[\]\\]|\\.|\[[^\[\]]*\])*)"
    return re.compile(rf"\[{words}\]\(\s*<?quote:{re.escape(key)}>?(?:\s+(?:\"[^\"]*\"|'[^']*'))?\s*\)", re.DOTALL)


def chapter_without(raw: str, chapter: Chapter, key: str) -> tuple[str, int]:
    """A chapter's file without the testimony, and how many places were edited; every other character stays.

    Args:
        raw: the file as it is, line ends included.
    """
    text = chapter.text
    blocks = [b for b in chapter.blocks if (b.kind, b.target) == (BlockKind.QUOTE, key)]
    kept = {b.fence for b in chapter.blocks if b.target != key}
    spans = sorted({_lines_of(text, block, alone=block.fence not in kept) for block in blocks})
    ties = [(t.start, t.end) for t in chapter.ties if (t.scheme, t.target) == (Scheme.QUOTE, key)]
    # What the reader of chapters does not take for a tie, such as one in the front matter, holds the words all the same.
    ties += [match.span() for match in tie_pattern(key).finditer(chapter.source)]
    apart: list[tuple[int, int, str]] = [(start, end, "") for start, end in spans]
    for start, end in sorted(set(ties), key=lambda span: (span[0], -span[1])):
        if not any(begin < end and start < stop for begin, stop, _ in apart):
            # In YAML a bracket at the beginning of a value would open a list.
            apart.append((start, end, "…" if start < chapter.body else GAP))
    places = _places_in(raw)
    for start, end, instead in sorted(apart, reverse=True):
        raw = raw[: places[start]] + instead + raw[places[end] :]
    return raw, len(apart)


def _lines_of(text: str, block: Block, *, alone: bool) -> tuple[int, int]:
    """The lines of a testimony: its own in a group, and the whole fence where no other is left in it."""
    if not alone or block.start == block.fence:
        return _whole_lines(text, block.start, block.end)
    closing = re.compile(r"^[ \t]*(?:`{3,}|~{3,})[ \t]*$", re.MULTILINE).search(text, block.end)
    return _whole_lines(text, block.fence, closing.end() if closing else len(text))


def _whole_lines(text: str, start: int, end: int) -> tuple[int, int]:
    """A block with its line, and with the blank lines after it where blank lines stand before it."""
    begin = text.rfind("\n", 0, start) + 1
    stop = text.find("\n", end)
    stop = len(text) if stop < 0 else stop + 1
    if begin == 0 or text[:begin].endswith("\n\n"):
        while text.startswith("\n", stop):
            stop += 1
    return begin, stop


def _places_in(raw: str) -> list[int]:
    """For each offset in a text with plain line ends, its offset in the file as it is."""
    places = []
    at = 1 if raw.startswith("\ufeff") else 0
    while at < len(raw):
        places.append(at)
        at += 2 if raw.startswith("\r\n", at) else 1
    return [*places, len(raw)]
