"""Knowing a block again whose bookmark a program dropped: by its words, or by its neighbours."""

from __future__ import annotations

import difflib
import re
from collections.abc import Sequence

from kerege.docx.blocks import WordBlock, comparable
from kerege.docx.units import plain, units
from kerege.intake.word_review.base import Base
from kerege.intake.word_review.edits import same

_ALIKE = 0.6


def recognised(blocks: Sequence[WordBlock], bases: Sequence[Base]) -> list[WordBlock]:
    """The blocks, each with the bookmark of what it was; those that were nothing before stay without one."""
    there = {block.bookmark for block in blocks}
    missing = [base for base in bases if base.bookmark not in there and base.kind != "note" and base.shown]
    found: list[WordBlock] = []
    index = 0
    while index < len(blocks):
        block = blocks[index]
        known = next((b for b in found if block.bookmark and b.bookmark == block.bookmark), None)
        if known is not None:
            # The same block, interrupted: its parts belong together.
            known.items.extend(block.items)
            index += 1
            continue
        base, count = (None, 1) if block.bookmark else _match(blocks[index:], missing)
        if base is not None:
            missing.remove(base)
        items = [item for part in blocks[index : index + count] for item in part.items]
        found.append(WordBlock(base.bookmark if base is not None else block.bookmark, items))
        index += count
    return [_between(found, number, bases, missing) for number in range(len(found))]


def _match(blocks: Sequence[WordBlock], missing: Sequence[Base]) -> tuple[Base | None, int]:
    """The missing block that these paragraphs are, and how many of them it has."""
    loose = 0
    while loose < len(blocks) and not blocks[loose].bookmark:
        loose += 1
    for base in missing:
        shown = base.shown or ""
        for count in range(1, min(loose, shown.count("\n\n") + 1) + 1):
            items = [item for block in blocks[:count] for item in block.items]
            if same(shown, comparable(WordBlock("", items).markdown)):
                return base, count
    words = plain(units(comparable(blocks[0].markdown))).split()
    for base in missing:
        if base.kind == "prose":
            then = plain(units(base.shown or "")).split()
            if difflib.SequenceMatcher(None, then, words).ratio() >= _ALIKE:
                return base, 1
    return None, 1


def _between(found: Sequence[WordBlock], number: int, bases: Sequence[Base], missing: list[Base]) -> WordBlock:
    """A paragraph that stands alone where one of its kind is missing is that one, written anew."""
    block = found[number]
    if block.bookmark or not 0 < number < len(found) - 1:
        return block
    order = [base.bookmark for base in bases if base.kind != "note"]
    before, after = found[number - 1].bookmark, found[number + 1].bookmark
    if before in order and after in order and order.index(after) - order.index(before) == 2:
        mark = order[order.index(before) + 1]
        base = next((base for base in missing if base.bookmark == mark and base.kind == "prose"), None)
        if base is not None and _opening(base.shown or "") == _opening(block.markdown):
            missing.remove(base)
            return WordBlock(mark, block.items)
    return block


def _opening(markdown: str) -> str:
    """What kind of block it is."""
    match = re.match(r"#{1,6}(?= )|[-*](?= )|\d+\.(?= )", markdown)
    return "" if match is None else "1." if match[0][0].isdigit() else match[0]
