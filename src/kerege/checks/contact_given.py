"""Readers can ask somebody: a published report says whom.

Passes: `contact: {email: info@example.org}`. Advises: a report with an address on the web and no `contact` (W007): each page's foot,
the statement on accessibility and the card of every number have nobody to name who would mend a mistake.
"""

from __future__ import annotations

from collections.abc import Iterator

from kerege.catalogue import problem
from kerege.findings import Finding
from kerege.model import Contact, Settings

CODES = ("W007",)


def check(settings: Settings) -> Iterator[Finding]:
    """Yield the advice for a report that will be on the web."""
    if settings.url and not settings.imported and settings.contact == Contact():
        yield Finding(settings.location, problem("W007"))
