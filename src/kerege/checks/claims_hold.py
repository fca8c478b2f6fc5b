"""Every claim can be computed, its record is borne out by the data, and some text states it.

Passes: `{rank: {of: [a, b], first: a, by: highest}}` where `a` is the highest. Fails: a statistic that is unknown or has no
value (S081), units that do not go together (S082), a place or a share that is another one (S083), a change that leads back
in time (S091). A claim that neither a chapter nor a record states is a warning (S090).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from kerege.catalogue import problem
from kerege.checks.context import Statistics, Values
from kerege.evidence.claims import Trouble, contradiction, work_out
from kerege.evidence.record_texts import record_texts
from kerege.evidence.tolerances import Tolerances
from kerege.findings import Finding
from kerege.model import Claim, Report, Scheme, ties_of

CODES = ("S081", "S082", "S083", "S090", "S091")


def check(
    records: Report,
    claims: Mapping[str, Claim],
    claimed: frozenset[str],
    statistics: Statistics,
    values: Values,
    tolerances: Tolerances,
) -> Iterator[Finding]:
    """Yield a finding for each claim that cannot be computed, does not hold, or is not stated."""
    texts = (text for record in record_texts(records) for text in record.words.values())
    elsewhere = {tie.target for text in texts for tie in ties_of(text) if tie.scheme == Scheme.CLAIM.value}
    for key, claim in claims.items():
        result = work_out(claim, statistics, values, tolerances)
        trouble = result if isinstance(result, Trouble) else contradiction(claim, result)
        if trouble is not None and trouble.problem is not None:
            yield Finding(claim.location, trouble.problem)
        if key not in claimed and key not in elsewhere:
            yield Finding(
                claim.location,
                problem("S090", key=key),
            )
