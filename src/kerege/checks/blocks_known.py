"""Every block names a record that is there.

Passes: ```` ```quote ```` with `b01`, a record of quotes/.
Fails: a quote (Q001; Q004 while it is a draft), a statistic (S001), a figure (F005), a photograph (F007) or a table (F012) that no file holds.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from kerege.checks.context import Case
from kerege.checks.references_known import draft, unknown
from kerege.findings import Finding
from kerege.model import BlockKind

CODES = ("Q001", "Q004", "S001", "F005", "F007", "F012")


def check(case: Case) -> Iterator[Finding]:
    """Yield a finding for each block whose record is missing."""
    records: Mapping[BlockKind, tuple[str, Collection[str]]] = {
        BlockKind.QUOTE: ("Q001", case.report.quotes),
        BlockKind.STATISTIC: ("S001", case.report.statistics),
        BlockKind.FIGURE: ("F005", case.report.figures),
        BlockKind.PHOTO: ("F007", case.report.photos),
        BlockKind.TABLE: ("F012", case.report.tables),
    }
    for chapter in case.chapters():
        for block in chapter.blocks:
            code, known = records[block.kind]
            if block.kind is BlockKind.QUOTE and block.target in case.report.drafts:
                yield draft(block.location, block.target)
            elif block.target not in known:
                yield unknown(block.location, code, block.target, known)
