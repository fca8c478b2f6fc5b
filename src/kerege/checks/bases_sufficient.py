"""A share that is stated rests on enough answers.

Passes: a statistic with `base: 1500`, written or counted from the data, or one whose source gives no base. Fails: a percentage that is cited or part of a claim, over fewer than 25
unweighted cases (S041). Warns: fewer than 50 (S042).

Source of the limits: ICF, The DHS Program, "Guide to DHS Statistics": figures over fewer than 25 unweighted cases are
suppressed, those over 25 to 49 are shown in brackets.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from kerege.catalogue import problem
from kerege.checks.context import Statistics, Values
from kerege.findings import Finding
from kerege.model import Claim, Figure, Settings

CODES = ("S041", "S042")
_SUPPRESSED = 25
_WEAK = 50
_SHARES = ("percent", "percentage_points", "ratio")


def check(
    settings: Settings,
    cited: frozenset[str],
    figures: Mapping[str, Figure],
    claims: Mapping[str, Claim],
    statistics: Statistics,
    values: Values,
) -> Iterator[Finding]:
    """Yield a finding for each cited share over too few cases."""
    used = {*settings.key_figures, *cited}
    for figure in figures.values():
        used |= set(figure.data)
    for claim in claims.values():
        used |= set(claim.statistics)
    for key, statistic in statistics.items():
        value = values.get(key)
        base = statistic.base if value is None else value.base
        if base is None or statistic.unit not in _SHARES or key not in used:
            continue
        if base < _SUPPRESSED:
            yield Finding(
                statistic.location,
                problem("S041", key=key, base=base, suppressed=_SUPPRESSED),
            )
        elif base < _WEAK:
            yield Finding(
                statistic.location,
                problem("S042", key=key, base=base, weak=_WEAK),
            )
