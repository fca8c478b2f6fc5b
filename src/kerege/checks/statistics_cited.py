"""A declared statistic is cited somewhere: in prose, a block, a figure, a claim, or a formula that is.

Passes: a record that a chapter of the original language ties.
Warns: a record that nothing uses (S040): it may be a leftover, or a sentence that was forgotten.
"""

from __future__ import annotations

from collections.abc import Iterator

from kerege.catalogue import problem
from kerege.checks.context import Values
from kerege.evidence.record_texts import record_texts
from kerege.findings import Finding
from kerege.model import Report, ties_of

CODES = ("S040",)


def check(records: Report, cited: frozenset[str], values: Values) -> Iterator[Finding]:
    """Yield a warning for each statistic that nothing uses."""
    used = {*records.settings.key_figures, *cited}
    for figure in records.figures.values():
        used |= set(figure.data)
    for claim in records.claims.values():
        used |= set(claim.statistics)
    for assertion in records.assertions:
        used |= {key for key in records.statistics if key in assertion.expression}
    for record in record_texts(records):
        used |= {tie.target for text in record.words.values() for tie in ties_of(text)}
    used |= {part for key in used if key in values for part in values[key].parts}
    # Of a table declared whole, some cells may be cited and others not.
    tables = {records.statistics[key].table for key in used if key in records.statistics}
    told: set[str] = set()
    for key, statistic in records.statistics.items():
        if key not in used and not (statistic.table and statistic.table in tables | told):
            told.add(statistic.table)
            yield Finding(
                statistic.location,
                problem("S040", key=key),
            )
