"""A sentence that compares, ranks or tells a change of tied numbers says so with a claim.

Passes: "Poverty [fell](claim:poverty-fall) to [22 per cent](stat:poor-2015)". Told (S089): "Poverty fell to [22 per cent](stat:…)",
where nobody vouches for *fell*. A note; under `claims: off` nothing. Under `claims: require` in report.yml an error, also where no tied number stands beside
the words ("Most people were poor", "No women work"): then whatever compares, ranks or counts by words is tied or explained.
"""

from __future__ import annotations

from collections.abc import Iterator

from kerege.catalogue import problem
from kerege.checks.context import Case
from kerege.evidence.phrases import stated_passages
from kerege.evidence.unbound import unbound_in
from kerege.findings import Finding, Severity

CODES = ("S089",)


def check(case: Case) -> Iterator[Finding]:
    """Yield a note for each word that states a claim of its own."""
    wanted = case.report.settings.claims
    if wanted == "off":
        return
    severity = Severity.ERROR if wanted == "require" else Severity.NOTE
    for chapter in case.chapters():
        pack = case.packs[chapter.language]
        for index, stated in stated_passages(case.report, chapter, case.values, pack):
            passage = chapter.passages[index]
            for found in unbound_in(stated, pack, everywhere=wanted == "require"):
                at = stated.place(found.start)
                place = chapter.places.at(passage.offsets[at]) if at < len(passage.offsets) else passage.location
                words = stated.text[found.start : found.end]
                yield Finding(
                    place,
                    problem("S089", words=words),
                    severity,
                    language=chapter.language,
                )
