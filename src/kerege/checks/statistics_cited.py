"""A declared statistic is cited somewhere: in prose, a block, a figure, a claim, or a formula that is.

Passes: a record that a chapter of the original language ties.
Warns: a record that nothing uses (S040): it may be a leftover, or a sentence that was forgotten.
"""

from __future__ import annotations

from collections.abc import Iterator

from kerege.catalogue import problem
from kerege.checks.context import Case
from kerege.evidence.record_texts import record_texts
from kerege.findings import Finding
from kerege.model import ties_of

CODES = ("S040",)


def check(case: Case) -> Iterator[Finding]:
    """Yield a warning for each statistic that nothing uses."""
    report = case.report
    used = {*report.settings.key_figures, *case.across.cited}
    for figure in report.figures.values():
        used |= set(figure.data)
    for claim in report.claims.values():
        used |= set(claim.statistics)
    for assertion in report.assertions:
        used |= {key for key in report.statistics if key in assertion.expression}
    for record in record_texts(report):
        used |= {tie.target for text in record.words.values() for tie in ties_of(text)}
    values = case.values
    used |= {part for key in used if key in values for part in values[key].parts}
    # Of a table declared whole, some cells may be cited and others not.
    tables = {report.statistics[key].table for key in used if key in report.statistics}
    told: set[str] = set()
    for key, statistic in report.statistics.items():
        if key not in used and not (statistic.table and statistic.table in tables | told):
            told.add(statistic.table)
            yield Finding(
                statistic.location,
                problem("S040", key=key),
            )
