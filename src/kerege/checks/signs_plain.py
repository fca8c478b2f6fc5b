"""Readers see the number that was checked: no sign turns, hides or imitates it.

Passes: `[62.5 per cent](stat:x)`, a soft hyphen within a word, a joiner where a script needs it, `m²`, `½`.
Fails: `[‮62.5‬ per cent](stat:x)` with a direction override, NUL (X030); a word joiner or a combining line within a number (X031);
`6О.5` with a Cyrillic О, `62¹`, `10^6^`, `⑤` (X032). In chapters, in records and behind entities; a report cannot turn these off.

Source: Unicode Technical Report 36 "Unicode Security Considerations", sections 2 and 3; Annex 9 for the order of digits.
"""

from __future__ import annotations

from collections.abc import Iterator

from kerege.catalogue import problem
from kerege.checks.context import Parallels
from kerege.findings import Finding, Location
from kerege.model import Chapter, Passage, Scheme, chapters_of
from kerege.model.document import Styled, Text, walk
from kerege.read.signs import look_alikes, mixed_words, number_troubles, sign_troubles

CODES = ("X030", "X031", "X032")


def check(parallels: Parallels) -> Iterator[Finding]:
    """Yield a finding for each sign of a chapter by which readers would see something else."""
    for chapter in chapters_of(parallels):
        yield from of_chapter(chapter)


def of_chapter(chapter: Chapter) -> Iterator[Finding]:
    """Those of one chapter."""
    text = chapter.text
    for trouble in (*sign_troubles(text), *number_troubles(text, chapter.language)):
        yield Finding(chapter.places.at(trouble.offset), trouble.problem, language=chapter.language)
    for node in walk(*chapter.front_nodes(), *chapter.document.blocks):
        if isinstance(node, Styled) and node.style in ("sup", "sub") and _joined_to_number(node, text):
            place, written = chapter.places.at(node.span.start), text[node.span.start : node.span.end]
            yield Finding(place, problem("X032/raised", found=written), language=chapter.language)
    for tie in chapter.ties:
        if tie.scheme is Scheme.STATISTIC:
            for trouble in mixed_words(tie.words):
                yield Finding(tie.location, trouble.problem, language=chapter.language)
    for number, passage in enumerate(chapter.passages):
        # What is knowingly not tied may be a label such as I2.
        labels = [tie for tie in chapter.ties_to(Scheme.NOT_A_STATISTIC) if tie.passage == number]
        for trouble in look_alikes(passage.plain):
            if not any(tie.plain_start <= trouble.offset < tie.plain_end for tie in labels):
                yield Finding(_place(chapter, passage, trouble.offset), trouble.problem, language=chapter.language)


def _joined_to_number(node: Styled, text: str) -> bool:
    first = next((inner.text for inner in walk(*node.children) if isinstance(inner, Text)), "")
    return text[node.span.start - 1 : node.span.start].isdigit() and first[:1].isdigit()


def _place(chapter: Chapter, passage: Passage, position: int) -> Location:
    offset = passage.offsets[position] if position < len(passage.offsets) else chapter.body
    return chapter.places.at(offset)
