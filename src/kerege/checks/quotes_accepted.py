"""Every testimony's text is the one that a person accepted (`quotes/quotes.lock`).

Passes: a record whose words are the accepted ones. Fails: a polished word, in any language (Q010): respondents said
what they said, and a paraphrase was agreed as it stands. Warns: a text nobody has accepted yet (Q011).
"""

from __future__ import annotations

from collections.abc import Iterator

from kerege.catalogue import problem
from kerege.evidence.acceptance import changed_texts
from kerege.findings import Finding
from kerege.model import Report

CODES = ("Q010", "Q011")


def check(records: Report) -> Iterator[Finding]:
    """Yield a finding for each text that changed since it was accepted."""
    for quote, code, had_one in changed_texts(records):
        if code not in records.settings.languages:
            continue
        if had_one:
            yield Finding(
                quote.location,
                problem("Q010", code=code, quote=quote.id),
                language=code,
            )
        else:
            yield Finding(
                quote.location,
                problem("Q011", code=code, quote=quote.id),
                language=code,
            )
