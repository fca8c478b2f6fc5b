"""Every phrase tied to a claim states what the data say, in the language of the page.

Passes: `[rose by 20 per cent](claim:poverty-rise)` for 40 → 48 per cent, `[by 8 points]`, `[from 40 to 48 per cent]`. Fails:
`[fell](claim:poverty-rise)`, a comparison with the wrong one, a place that another one has (S084); `[rose by 8 per cent]`, which
are points (S085); words that are not understood, or say nothing of the kind (S086). A difference that bases or confidence
intervals do not tell from chance is a warning (S088).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kerege.checks.context import Case
from kerege.evidence.claim_phrases import ClaimPhrase, claim_phrases_of
from kerege.evidence.noise import LIMIT
from kerege.evidence.wording import Ruling
from kerege.findings import Finding, Severity

CODES = ("S084", "S085", "S086", "S088")


def check(case: Case) -> Iterator[Finding]:
    """Yield a finding for each phrase that its claim does not bear out."""
    for phrase in claim_phrases_of(case.report, case.values, case.packs, case.tolerances):
        end = phrase.tie.location.column + phrase.tie.end - phrase.tie.start
        for finding in _findings(phrase):
            yield replace(finding, language=phrase.chapter.language, end_column=end)


def _findings(phrase: ClaimPhrase) -> Iterator[Finding]:
    place, words, key = phrase.tie.location, phrase.words, phrase.claim.id
    reason, expected = phrase.verdict.reason, phrase.verdict.expected
    match phrase.verdict.ruling:
        case Ruling.DISAGREES:
            yield Finding(
                place,
                "S084",
                f"'{words}' does not agree with {key} ({expected}): {reason}",
                "say what the data say, or tie another claim",
            )
        case Ruling.POINTS:
            yield Finding(
                place,
                "S085",
                f"'{words}' takes percentage points for per cent, or per cent for points ({expected}): {reason}",
                "write points where shares are subtracted, per cent where the difference is divided by the first of them",
            )
        case Ruling.UNREAD:
            yield Finding(
                place,
                "S086",
                f"'{words}' cannot be judged as {key}: {reason}",
                "tie the words that say more, less, by how much, which place or what part, and nothing else",
            )
    if phrase.noise is not None:
        z = round(phrase.noise.z, 2)
        yield Finding(
            place,
            "S088",
            f"'{words}' may be chance: z is {z}, below {LIMIT} (95 per cent), by the bases or intervals of {key}",
            "say that there is no certain difference, or that it is small",
            Severity.WARNING,
        )
