"""The rules. Each is one module: a sentence, a passing and a failing sample, `CODES`, `check`.

The table below is the whole list; nothing is discovered.
"""

from __future__ import annotations

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
    labels_written,
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
from kerege.checks.context import Rule, ask, make_context
from kerege.checks.judging import judged
from kerege.evidence.ledger import Ledger, read_ledger
from kerege.findings import Finding
from kerege.model import Report

RULES: tuple[Rule, ...] = (
    constructs_accepted.check,
    signs_plain.check,
    markup_foreign.check,
    words_lost.check,
    formulas_readable.check,
    references_known.check,
    references_known.check_notes,
    references_known.check_records,
    links_lead.check,
    works_distinct.check,
    blocks_known.check,
    statistics_agree.check,
    statistics_agree.check_records,
    claims_hold.check,
    claims_agree.check,
    claims_agree.check_records,
    claims_parallel.check,
    claims_unbound.check,
    claims_unbound.check_records,
    group_named.check,
    group_named.check_records,
    group_named.check_labels,
    period_named.check,
    period_named.check_labels,
    numbers_tied.check,
    numbers_tied.check_records,
    statistics_cited.check,
    corrections_told.check,
    bases_sufficient.check,
    facts_single.check,
    imports_consistent.check,
    sources_accepted.check,
    quotes_publishable.check,
    quotes_publishable.check_records,
    quotes_accepted.check,
    photos_publishable.check,
    transcripts_hold.check,
    privacy_kept.check_chapters,
    privacy_kept.check_records,
    privacy_kept.check_files,
    testimony_general.check,
    attributes_shared.check,
    waivers.check,
    editions_parallel.check,
    editions_parallel.check_pending,
    translations_current.check,
    numbers_survive.check,
    ties_ordered.check,
    terms_rendered.check,
    terms_rendered.check_records,
    terms_rendered.check_glossary,
    letters_printable.check_fonts,
    letters_printable.check_chapters,
    letters_printable.check_records,
    sizes_printable.check,
    sizes_printable.check_records,
    structure_sound.check,
    contact_given.check,
    labels_written.check,
    colours_legible.check,
    letters_right.check_letters,
    letters_right.check_vowels,
    marks_typeset.check_blocks,
    marks_typeset.check_doubles,
    words_spelt.check,
    words_spelt.check_records,
)
"""In the order in which they are asked. What a rule depends on, its parameters say (`context.py`)."""


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
    context = make_context(report, ledger)
    findings = [*found, *ledger.findings]
    for rule in RULES:
        findings.extend(ask(rule, context))
    return judged(report, findings), ledger
