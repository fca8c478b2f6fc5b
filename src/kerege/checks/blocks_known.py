"""Every block names a record that is there.

Passes: ```` ```quote ```` with `b01`, a record of quotes/.
Fails: a quote (Q001; Q004 while it is a draft), a statistic (S001), a figure (F005), a photograph (F007) or a table (S059) that no file holds.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from kerege.checks.context import Case
from kerege.checks.references_known import draft, unknown
from kerege.findings import Finding
from kerege.model import BlockKind

CODES = ("Q001", "Q004", "S001", "F005", "F007", "S059")


def check(case: Case) -> Iterator[Finding]:
    """Yield a finding for each block whose record is missing."""
    records: Mapping[BlockKind, tuple[str, Collection[str], str]] = {
        BlockKind.QUOTE: ("Q001", case.report.quotes, "quotes/"),
        BlockKind.STATISTIC: ("S001", case.report.statistics, "data/statistics/"),
        BlockKind.FIGURE: ("F005", case.report.figures, "figures/"),
        BlockKind.PHOTO: ("F007", case.report.photos, "figures/photos.yml"),
        BlockKind.TABLE: ("S059", case.report.tables, "data/tables.yml"),
    }
    for chapter in case.chapters():
        for block in chapter.blocks:
            code, known, place = records[block.kind]
            if block.kind is BlockKind.QUOTE and block.target in case.report.drafts:
                yield draft(block.location, block.target)
            elif block.target not in known:
                yield unknown(block.location, code, block.kind.value, block.target, known, place)
