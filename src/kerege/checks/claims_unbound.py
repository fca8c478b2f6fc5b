"""stub"""

from __future__ import annotations

from collections.abc import Iterator

from kerege.checks.context import Case
from kerege.findings import Finding

CODES = ("S089",)


def check(case: Case) -> Iterator[Finding]:
    """Nothing yet."""
    return iter(())
