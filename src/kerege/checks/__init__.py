"""The rules. Each is one module: a sentence, a passing and a failing sample, `CODES`, `check`.

The tuple below is the whole list; nothing is discovered.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from kerege.checks import (
    bases_sufficient,
    blocks_known,
    constructs_accepted,
    editions_parallel,
    facts_single,
    group_named,
    imports_consistent,
    letters_right,
    links_lead,
    marks_typeset,
    numbers_survive,
    numbers_tied,
    privacy_kept,
    quotes_accepted,
    quotes_publishable,
    references_known,
    sources_accepted,
    statistics_agree,
    statistics_cited,
    terms_rendered,
    transcripts_hold,
    translations_current,
    works_distinct,
)
from kerege.checks.case import Case, make_case
from kerege.checks.consequences import causes
from kerege.evidence.ledger import Ledger, read_ledger
from kerege.findings import Finding, Severity, in_order
from kerege.model import Report
from kerege.read.markup import UNSAFE

Rule = Callable[[Case], Iterator[Finding]]

RULES: tuple[Rule, ...] = (
    constructs_accepted.check,
    references_known.check,
    links_lead.check,
    works_distinct.check,
    blocks_known.check,
    statistics_agree.check,
    group_named.check,
    numbers_tied.check,
    statistics_cited.check,
    bases_sufficient.check,
    facts_single.check,
    imports_consistent.check,
    sources_accepted.check,
    quotes_publishable.check,
    quotes_accepted.check,
    transcripts_hold.check,
    privacy_kept.check_chapters,
    privacy_kept.check_records,
    privacy_kept.check_files,
    editions_parallel.check,
    translations_current.check,
    numbers_survive.check,
    terms_rendered.check,
    letters_right.check_letters,
    letters_right.check_vowels,
    marks_typeset.check_blocks,
    marks_typeset.check_doubles,
)


def check_report(
    report: Report, found: tuple[Finding, ...] = (), ledger: Ledger | None = None
) -> tuple[tuple[Finding, ...], Ledger]:
    """Every finding of a report, in order, and the ledger that was used.

    Args:
        report: what `read_report` made.
        found: the findings of the reading, which are part of the answer.
        ledger: the values, when they are known already.
    """
    ledger = ledger or read_ledger(report)
    case = make_case(report, ledger)
    findings = [*found, *ledger.findings]
    for rule in RULES:
        findings.extend(rule(case))
    return judged(report, findings), ledger


def judged(report: Report, findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """What the rules found, as it is told: in order, with languages, without what follows or the report has switched off."""
    off = set(report.settings.off).difference(UNSAFE)
    kept = [_softened(_with_language(finding, report), report) for finding in findings if finding.code not in off]
    return in_order(causes(kept, report))


def _with_language(finding: Finding, report: Report) -> Finding:
    """Fill in the language that the path tells."""
    parts = finding.location.path.parts
    if finding.language is None and len(parts) > 2 and parts[0] == "docs" and parts[1] in report.settings.languages:
        return replace(finding, language=parts[1])
    return finding


def _softened(finding: Finding, report: Report) -> Finding:
    """An error of a rule that the report lists under `warn` is a warning."""
    if finding.severity is Severity.ERROR and finding.code in report.settings.warn and finding.code not in UNSAFE:
        return replace(finding, severity=Severity.WARNING)
    return finding
