"""A term is said as the report has agreed to say it.

Passes: a block on "remittances" whose Russian holds «перевод». Fails: one that holds none of the stems of
`translations/terms.yml`, or of a glossary term that is tied there (T012).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from kerege.checks.context import Case
from kerege.findings import Finding, Severity
from kerege.translate.state import place_of, translated
from kerege.translate.words import plain

CODES = ("T012",)
_TIED = re.compile(r"\]\(term:(?P<id>[^)\s]*)\)")


def check(case: Case) -> Iterator[Finding]:
    """Yield a finding for each term that a translated block does not render."""
    agreed = {
        language: [r for r in case.report.termbase if r.language == language and not r.advice and r.stems]
        for language in case.packs
    }
    for chapter, _, source, target in translated(case.report):
        ours, theirs = plain(source.text).casefold(), plain(target.text).casefold()
        wanted = [
            (r.source, r.term, r.stems)
            for r in agreed[chapter.language]
            # Most terms are not in most blocks, which is seen much sooner without an expression.
            if r.source in ours and _word(r.source).search(ours)
        ]
        for match in _TIED.finditer(source.text):
            term = case.report.terms.get(match["id"])
            stem = term.stems.get(chapter.language, "") if term else ""
            if term and stem:
                wanted.append((match["id"], term.term.get(chapter.language, ""), tuple(stem.split("|"))))
        for name, term_words, stems in wanted:
            if not any(stem.casefold() in theirs for stem in stems):
                yield Finding(
                    place_of(chapter, target.start),
                    "T012",
                    f"'{name}' is not said here as agreed ('{term_words}')",
                    "use the term, add another stem to translations/terms.yml or glossary.yml, or mark the entry 'advice: true'",
                    Severity.WARNING,
                )


@cache
def _word(term: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(term)}(?!\w)")
