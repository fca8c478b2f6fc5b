"""Every phrase tied to a claim states what the data say, in the language of the page.

Passes: `[rose by 20 per cent](claim:poverty-rise)` for 40 → 48 per cent, `[by 8 points]`, `[from 40 to 48 per cent]`. Fails:
`[fell](claim:poverty-rise)`, a comparison with the wrong one, a place that another one has (S084); `[rose by 8 per cent]`, which
are points (S085); words that are not understood, or say nothing of the kind (S086). A difference that bases or confidence
intervals do not tell from chance is a warning (S088).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from kerege.catalogue import problem
from kerege.checks.context import Packs, Parallels, Statistics, Values
from kerege.evidence.claim_phrases import ClaimPhrase, RecordClaim, chapter_claim_phrases, record_claims
from kerege.evidence.noise import LIMIT
from kerege.evidence.tolerances import Tolerances
from kerege.evidence.wording import Ruling
from kerege.findings import Finding, Location
from kerege.model import Claim, Report, chapters_of

CODES = ("S084", "S085", "S086", "S088")


def check(
    parallels: Parallels,
    claims: Mapping[str, Claim],
    statistics: Statistics,
    values: Values,
    packs: Packs,
    tolerances: Tolerances,
) -> Iterator[Finding]:
    """Yield a finding for each phrase that its claim does not bear out."""
    for chapter in chapters_of(parallels):
        pack = packs[chapter.language]
        for phrase in chapter_claim_phrases(claims, statistics, chapter, values, pack, tolerances):
            end = phrase.tie.location.column + phrase.tie.end - phrase.tie.start
            for finding in _findings(phrase, phrase.tie.location):
                yield replace(finding, language=chapter.language, end_column=end)


def check_records(records: Report, values: Values, packs: Packs, tolerances: Tolerances) -> Iterator[Finding]:
    """The same for the words of records: titles and descriptions of figures, labels, definitions, report.yml."""
    for phrase in record_claims(records, values, packs, tolerances):
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
