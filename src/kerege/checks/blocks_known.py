"""Every block names a record that is there.

Passes: ```` ```quote ```` with `b01`, a record of quotes/.
Fails: a quote (Q001; Q004 while it is a draft), a statistic (S001), a figure (F005), a photograph (F007) or a table (F012) that no file holds;
a figure or photograph that stands twice (F013), so that its number and its links would lead to two places.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from pathlib import PurePosixPath

from kerege.catalogue import problem
from kerege.checks.context import Parallels, Statistics
from kerege.checks.references_known import draft, unknown
from kerege.findings import Finding
from kerege.model import BlockKind, Figure, Photo, Quote, SourceTable, chapters_of

CODES = ("Q001", "Q004", "S001", "F005", "F007", "F012", "F013")


def check(
    parallels: Parallels,
    quotes: Mapping[str, Quote],
    drafts: Mapping[str, Quote],
    statistics: Statistics,
    figures: Mapping[str, Figure],
    photos: Mapping[str, Photo],
    tables: Mapping[str, SourceTable],
    printed: Mapping[str, Mapping[str, PurePosixPath]],
) -> Iterator[Finding]:
    """Yield a finding for each block whose record is missing."""
    records: Mapping[BlockKind, tuple[str, Collection[str]]] = {
        BlockKind.QUOTE: ("Q001", quotes),
        BlockKind.STATISTIC: ("S001", statistics),
        BlockKind.FIGURE: ("F005", figures),
        BlockKind.PHOTO: ("F007", photos),
        BlockKind.TABLE: ("F012", tables),
    }
    for chapter in chapters_of(parallels):
        here: set[str] = set()
        for block in chapter.blocks:
            code, known = records[block.kind]
            if block.kind is BlockKind.QUOTE and block.target in drafts:
                yield draft(block.location, block.target)
            elif block.target not in known:
                yield unknown(block.location, code, block.target, known)
            elif block.kind in (BlockKind.FIGURE, BlockKind.PHOTO):
                record = f"{block.kind.value}:{block.target}"
                first = printed[chapter.language][record]
                if first != chapter.path or record in here:
                    yield Finding(block.location, problem("F013", target=block.target, first=first))
                here.add(record)
