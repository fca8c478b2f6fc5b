"""Every testimony's text is the one that a person accepted (`quotes/quotes.lock`).

Passes: a record whose words are the accepted ones. Fails: a polished word, in any language (Q010): respondents said
what they said, and a paraphrase was agreed as it stands. Warns: a text nobody has accepted yet (Q011).
"""

from __future__ import annotations

from collections.abc import Iterator

from kerege.checks.context import Case
from kerege.evidence.acceptance import changed_texts
from kerege.findings import Finding, Severity

CODES = ("Q010", "Q011")


def check(case: Case) -> Iterator[Finding]:
    """Yield a finding for each text that changed since it was accepted."""
    for quote, code, had_one in changed_texts(case.report):
        if code not in case.report.settings.languages:
            continue
        if had_one:
            yield Finding(
                quote.location,
                "Q010",
                f"the {code} text of quote '{quote.id}' is not the one that was accepted",
                f"restore the words, or let a second person read them and run: kerege accept quote:{quote.id}",
                language=code,
            )
        else:
            yield Finding(
                quote.location,
                "Q011",
                f"nobody has accepted the {code} text of quote '{quote.id}'",
                f"read it against its source, then run: kerege accept quote:{quote.id}",
                Severity.WARNING,
                language=code,
            )
