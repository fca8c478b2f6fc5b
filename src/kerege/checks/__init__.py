"""The rules. Each is one module: a sentence, a passing and a failing sample, `CODES`, `check`.

The table below is the whole list; nothing is discovered.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from enum import Enum, auto

from kerege.checks import (
    attributes_shared,
    bases_sufficient,
    blocks_known,
    claims_agree,
    claims_hold,
    claims_parallel,
    claims_unbound,
    colours_legible,
    constructs_accepted,
    contact_given,
    corrections_told,
    editions_parallel,
    facts_single,
    formulas_readable,
    group_named,
    imports_consistent,
    letters_printable,
    letters_right,
    links_lead,
    marks_typeset,
    markup_foreign,
    numbers_survive,
    numbers_tied,
    period_named,
    photos_publishable,
    privacy_kept,
    quotes_accepted,
    quotes_publishable,
    references_known,
    signs_plain,
    sizes_printable,
    sources_accepted,
    statistics_agree,
    statistics_cited,
    structure_sound,
    terms_rendered,
    testimony_general,
    ties_ordered,
    transcripts_hold,
    translations_current,
    waivers,
    words_lost,
    words_spelt,
    works_distinct,
)
from kerege.checks.context import Case, make_case
from kerege.checks.judging import judged
from kerege.evidence.ledger import Ledger, read_ledger
from kerege.findings import Finding
from kerege.model import Report

Rule = Callable[[Case], Iterator[Finding]]


class Scope(Enum):
    """What the findings of a rule depend on: what must have changed for it to be asked again (`again.py`)."""

    CHAPTER = auto()
    """In a chapter: on that chapter in all languages, on records, and on what chapters say together (`across.py`);
    elsewhere: on no chapter."""
    REPORT = auto()
    """On anything in the report that the rule reads."""
    STATED = auto()
    """In a chapter: as CHAPTER, and on the values of the statistics that the chapter states or counts in words; of no others."""
    GROUPED = auto()
    """In a chapter: on that chapter in all languages, on records, and on what other chapters say of the same (`grouped.py`)."""
    FILES = auto()
    """On files that are no part of `Report`."""


RULES: Mapping[Rule, Scope] = {
    constructs_accepted.check: Scope.CHAPTER,
    signs_plain.check: Scope.CHAPTER,
    markup_foreign.check: Scope.CHAPTER,
    words_lost.check: Scope.CHAPTER,
    formulas_readable.check: Scope.CHAPTER,
    references_known.check: Scope.CHAPTER,
    links_lead.check: Scope.CHAPTER,
    works_distinct.check: Scope.REPORT,
    blocks_known.check: Scope.CHAPTER,
    statistics_agree.check: Scope.STATED,
    claims_hold.check: Scope.REPORT,
    claims_agree.check: Scope.STATED,
    claims_agree.check_records: Scope.REPORT,
    claims_parallel.check: Scope.CHAPTER,
    claims_unbound.check: Scope.STATED,
    claims_unbound.check_records: Scope.REPORT,
    group_named.check: Scope.CHAPTER,
    period_named.check: Scope.CHAPTER,
    numbers_tied.check: Scope.STATED,
    statistics_cited.check: Scope.REPORT,
    corrections_told.check: Scope.REPORT,
    bases_sufficient.check: Scope.REPORT,
    facts_single.check: Scope.REPORT,
    imports_consistent.check: Scope.REPORT,
    sources_accepted.check: Scope.FILES,
    quotes_publishable.check: Scope.CHAPTER,
    quotes_accepted.check: Scope.REPORT,
    photos_publishable.check: Scope.FILES,
    transcripts_hold.check: Scope.FILES,
    privacy_kept.check_chapters: Scope.CHAPTER,
    privacy_kept.check_records: Scope.REPORT,
    privacy_kept.check_files: Scope.FILES,
    testimony_general.check: Scope.REPORT,
    attributes_shared.check: Scope.REPORT,
    waivers.check: Scope.REPORT,
    editions_parallel.check: Scope.CHAPTER,
    translations_current.check: Scope.CHAPTER,
    numbers_survive.check: Scope.CHAPTER,
    ties_ordered.check: Scope.CHAPTER,
    terms_rendered.check: Scope.CHAPTER,
    terms_rendered.check_records: Scope.REPORT,
    terms_rendered.check_glossary: Scope.REPORT,
    letters_printable.check_fonts: Scope.FILES,
    letters_printable.check_chapters: Scope.CHAPTER,
    letters_printable.check_records: Scope.REPORT,
    sizes_printable.check: Scope.CHAPTER,
    structure_sound.check: Scope.REPORT,
    contact_given.check: Scope.REPORT,
    colours_legible.check: Scope.REPORT,
    letters_right.check_letters: Scope.CHAPTER,
    letters_right.check_vowels: Scope.GROUPED,
    marks_typeset.check_blocks: Scope.CHAPTER,
    marks_typeset.check_doubles: Scope.GROUPED,
    words_spelt.check: Scope.CHAPTER,
    words_spelt.check_records: Scope.REPORT,
}
"""In the order in which they are asked."""


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
