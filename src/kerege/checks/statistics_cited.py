"""A declared statistic is cited somewhere: in prose, a block, a figure, a claim, or a formula that is.

Passes: a record that a chapter of the original language ties.
Warns: a record that nothing uses (S040): it may be a leftover, or a sentence that was forgotten.
"""

from __future__ import annotations

from collections.abc import Iterator

from kerege.checks.context import Case
from kerege.findings import Finding, Severity

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
    values = case.values
    used |= {part for key in used if key in values for part in values[key].parts}
    for key, statistic in report.statistics.items():
        if key not in used:
            yield Finding(
                statistic.location,
                "S040",
                f"statistic '{key}' is cited nowhere",
                "tie it where the text states it, or delete the record",
                Severity.WARNING,
            )
