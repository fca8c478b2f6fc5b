"""Every phrase tied to a claim states what the data say, in the language of the page.

Passes: `[rose by 20 per cent](claim:poverty-rise)` for 40 → 48 per cent, `[by 8 points]`, `[from 40 to 48 per cent]`. Fails:
`[fell](claim:poverty-rise)`, a comparison with the wrong one, a place that another one has (S084); `[rose by 8 per cent]`, which
are points (S085); words that are not understood, or say nothing of the kind (S086). A difference that bases or confidence
intervals do not tell from chance is a warning (S088).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kerege.catalogue import problem
from kerege.checks.context import Case
from kerege.evidence.claim_phrases import ClaimPhrase, RecordClaim, claim_phrases_of, record_claims
from kerege.evidence.noise import LIMIT
from kerege.evidence.wording import Ruling
from kerege.findings import Finding, Location

CODES = ("S084", "S085", "S086", "S088")


def check(case: Case) -> Iterator[Finding]:
    """Yield a finding for each phrase that its claim does not bear out."""
    for phrase in claim_phrases_of(case.report, case.values, case.packs, case.tolerances):
        end = phrase.tie.location.column + phrase.tie.end - phrase.tie.start
        for finding in _findings(phrase, phrase.tie.location):
            yield replace(finding, language=phrase.chapter.language, end_column=end)


def check_records(case: Case) -> Iterator[Finding]:
    """The same for the words of records: titles and descriptions of figures, labels, definitions, report.yml."""
    for phrase in record_claims(case.report, case.values, case.packs, case.tolerances):
        for finding in _findings(phrase, phrase.text.location):
            yield replace(finding, language=phrase.language)


def _findings(phrase: ClaimPhrase | RecordClaim, place: Location) -> Iterator[Finding]:
    words, key = phrase.words, phrase.claim.id
    reason, expected = phrase.verdict.reason, phrase.verdict.expected
    match phrase.verdict.ruling:
        case Ruling.DISAGREES:
            yield Finding(
                place,
                problem("S084", words=words, key=key, expected=expected, reason=reason),
            )
        case Ruling.POINTS:
            yield Finding(
                place,
                problem("S085", words=words, expected=expected, reason=reason),
            )
        case Ruling.UNREAD:
            yield Finding(
                place,
                problem("S086", words=words, key=key, reason=reason),
            )
    if phrase.noise is not None:
        z = round(phrase.noise.z, 2)
        yield Finding(
            place,
            problem("S088", words=words, z=z, limit=LIMIT, key=key),
        )
