"""Reading back what was made: the finished pages and PDFs say what the checked chapters say.

A source check can miss what a renderer does. So every tie to a statistic or a claim, statistic block and testimony is looked for in the
finished files, word for word, and whatever the source does not have must not be there either.

Codes: A001 words missing or changed in a finished file, A002 one of our marks left unresolved, A003 a page that asks
another server for something, A004 a tied number in a finished file that no chapter has.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kerege.findings import Location
from kerege.model import BlockKind, Chapter, Scheme, Tie
from kerege.render.behind import borrowed
from kerege.render.edition import Edition
from kerege.render.testimony import paragraphs

CODES = ("A001", "A002", "A003", "A004")
_STATING = (Scheme.STATISTIC, Scheme.CLAIM)
_UNSEEN = re.compile(r"[\s\u00ad\u200b-\u200d\u2060\ufeff\ufffe\x02\-‐‑]+")


@dataclass(frozen=True, slots=True)
class Expected:
    """Words that a finished file must show, and where the source has them."""

    mark: str
    """`stat:ID`, `claim:ID`, `statistic:ID` or `quote:ID`."""
    words: str
    location: Location


def compact(text: str) -> str:
    """Text without spaces, hyphens and marks that have no ink: line ends and hyphenation are the renderer's business."""
    return _UNSEEN.sub("", text)


def expected_in(chapter: Chapter, edition: Edition) -> Iterator[Expected]:
    """What the finished form of a chapter must show, in the order of the source."""
    edition = edition.speaking(chapter)
    yield from _borrowed_ties(chapter, edition)
    for tie in chapter.ties:
        if tie.scheme in _STATING:
            yield _stated(tie, edition)
    for block in chapter.blocks:
        if block.kind is BlockKind.STATISTIC:
            yield Expected(f"statistic:{block.target}", edition.value_text(block.target), block.location)
        elif block.kind is BlockKind.QUOTE and block.target in edition.report.quotes:
            quote = edition.report.quotes[block.target]
            turns = paragraphs(edition.words(quote.text), edition.pack, quoted=not quote.is_paraphrase)
            yield Expected(f"quote:{block.target}", "".join(turns), block.location)


def _borrowed_ties(chapter: Chapter, edition: Edition) -> Iterator[Expected]:
    """What a chapter states in the original language, where its translation is missing."""
    original = edition.report.chapter(edition.report.settings.original, chapter.name)
    for block in borrowed(chapter, edition):
        for tie in original.ties if original else ():
            if tie.scheme in _STATING and block.start <= tie.start < block.end:
                yield _stated(tie, edition.speaking(original) if original else edition)


def _stated(tie: Tie, edition: Edition) -> Expected:
    return Expected(f"{tie.scheme.value}:{tie.target}", tie.words or edition.value_text(tie.target), tie.location)


def unmatched(expected: Sequence[Expected], found: Sequence[str]) -> tuple[list[Expected], list[str]]:
    """Which of the expected words are not among the found fragments, and which fragments nothing expects.

    A phrase that was broken over two lines or pages is found as two fragments that follow each other.
    """
    fragments: list[str | None] = [compact(text) for text in found]
    missing = []
    for item in expected:
        span = _span(fragments, compact(item.words))
        if span is None:
            missing.append(item)
        else:
            fragments[span[0] : span[1]] = [None] * (span[1] - span[0])
    return missing, [text for text, fragment in zip(found, fragments, strict=True) if fragment]


def _span(fragments: Sequence[str | None], words: str) -> tuple[int, int] | None:
    for start in range(len(fragments)):
        joined = ""
        for end in range(start, len(fragments)):
            piece = fragments[end]
            if piece is None or not words.startswith(joined + piece):
                break
            joined += piece
            if joined == words:
                return start, end + 1
    return None
