"""Every tie, citation and footnote leads to something that is there.

Passes: `[kelin](term:kelin)` with `kelin` in glossary.yml; `[^a]` with a line `[^a]: …`.
Fails: `[59.6 per cent](stat:women-shre-2015)` (S001), an unknown claim (S080), quote (Q001; Q004 while it is a draft), term, figure or table (X010),
work (C001), footnote (X011), `nostat:` key without a reason in report.yml (S007), a report, chapter or heading of the series that is not there (X018).
"""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterator, Mapping

from kerege.catalogue import problem
from kerege.checks.context import Parallels, Statistics
from kerege.checks.markup_foreign import is_cross_reference
from kerege.evidence.record_texts import record_texts
from kerege.findings import Finding, Location
from kerege.model import (
    Chapter,
    Claim,
    Figure,
    Quote,
    Reference,
    Report,
    Scheme,
    Settings,
    Sibling,
    Term,
    chapters_of,
    ties_of,
)
from kerege.model.document import Note as WrittenNote
from kerege.model.document import walk
from kerege.read.series import split_target

CODES = ("S001", "S007", "S080", "Q001", "Q004", "X010", "X011", "X018", "C001")

_WRONG = {
    Scheme.STATISTIC: "S001",
    Scheme.CLAIM: "S080",
    Scheme.QUOTE: "Q001",
    Scheme.TERM: "X010/term",
    Scheme.FIGURE: "X010/figure",
    Scheme.TABLE: "X010/table",
    Scheme.NOT_A_STATISTIC: "S007",
}


def check(
    parallels: Parallels,
    statistics: Statistics,
    claims: Mapping[str, Claim],
    quotes: Mapping[str, Quote],
    drafts: Mapping[str, Quote],
    terms: Mapping[str, Term],
    figures: Mapping[str, Figure],
    drawn: Mapping[str, frozenset[str]],
    table_ids: Mapping[str, frozenset[str]],
    harmed: frozenset[str],
    settings: Settings,
) -> Iterator[Finding]:
    """Yield a finding for each tie that leads nowhere."""
    for chapter in chapters_of(parallels):
        code = chapter.language
        shown: Collection[str] = drawn[code]
        if code in harmed or not figures.keys() >= drawn[code]:
            shown = {*shown, *figures}  # its block is there and misspelt, which has a finding of its own
        known: Mapping[Scheme, Collection[str]] = {
            Scheme.STATISTIC: statistics,
            Scheme.CLAIM: claims,
            Scheme.QUOTE: quotes,
            Scheme.TERM: terms,
            Scheme.FIGURE: shown,
            Scheme.TABLE: table_ids[code],
            Scheme.NOT_A_STATISTIC: settings.nostat,
        }
        for tie in chapter.ties:
            if tie.scheme is Scheme.REPORT:
                continue
            if tie.scheme is Scheme.QUOTE and tie.target in drafts:
                yield draft(tie.location, tie.target)
            elif tie.target not in known[tie.scheme]:
                yield unknown(tie.location, _WRONG[tie.scheme], tie.target, known[tie.scheme])


def check_notes(
    parallels: Parallels, references: Mapping[str, Reference], siblings: Mapping[str, Sibling]
) -> Iterator[Finding]:
    """Yield a finding for each citation, footnote mark and link to another report that leads nowhere."""
    for chapter in chapters_of(parallels):
        yield from _elsewhere(siblings, chapter)
        for citation in chapter.citations:
            if citation.key not in references and not is_cross_reference(citation.key):
                yield unknown(citation.location, "C001", citation.key, references)
        yield from _notes(chapter)


def check_records(records: Report) -> Iterator[Finding]:
    """Yield a finding for each tie in the texts of records that leads nowhere."""
    known: Mapping[Scheme, Collection[str]] = {
        Scheme.STATISTIC: records.statistics,
        Scheme.CLAIM: records.claims,
        Scheme.NOT_A_STATISTIC: records.settings.nostat,
    }
    for record in record_texts(records):
        for tie in (tie for text in record.words.values() for tie in ties_of(text)):
            scheme = Scheme(tie.scheme)
            if tie.target not in known[scheme]:
                yield unknown(record.location, _WRONG[scheme], tie.target, known[scheme])


def _elsewhere(siblings: Mapping[str, Sibling], chapter: Chapter) -> Iterator[Finding]:
    """Links to other reports of the series."""
    for tie in chapter.ties_to(Scheme.REPORT):
        slug, name, anchor = split_target(tie.target)
        sibling = siblings.get(slug)
        if sibling is None:
            yield unknown(tie.location, "X018/report", slug, siblings)
            continue
        # Where the other report lacks this language, the link leads to its original.
        code = chapter.language if chapter.language in sibling.languages else sibling.languages[0]
        if name in sibling.pending.get(code, ()):
            code = sibling.languages[0]
        ids = sibling.anchors.get((code, name or "index"))
        if ids is None:
            yield Finding(
                tie.location,
                problem("X018/chapter", slug=slug, name=name, code=code),
            )
        elif anchor and anchor not in ids:
            yield unknown(tie.location, "X018/heading", anchor, ids, chapter=f"{slug}/{name}", code=code)


def _notes(chapter: Chapter) -> Iterator[Finding]:
    first: dict[str, Location] = {}
    for node in walk(*chapter.document.blocks):
        if isinstance(node, WrittenNote):
            place = chapter.places.at(node.span.start)
            if first.setdefault(node.label, place) is not place:
                yield Finding(
                    place, problem("X011/footnote-written-twice-first", label=node.label, line=first[node.label].line)
                )
    lone = [note.label for note in chapter.notes if not note.called]
    for note in chapter.notes:
        if note.written is None:
            near = difflib.get_close_matches(note.label, lone, n=1, cutoff=0.3)
            lone = [label for label in lone if label not in near]
            yield Finding(
                note.called[0],
                (
                    problem("X011/footnote-called-not-written", label=note.label, near=near[0])
                    if near
                    else problem("X011/footnote-called-not-written-add-line", label=note.label)
                ),
            )
    for note in chapter.notes:
        if note.label in lone and note.written is not None:
            yield Finding(
                note.written,
                problem("X011/footnote-written-never-called", label=note.label),
            )


def draft(location: Location, target: str) -> Finding:
    """The finding for a testimony that was brought in and that nobody has agreed to publish."""
    return Finding(
        location,
        problem("Q004/nobody-has-agreed-that-record-consent-generalise-move", target=target),
    )


def unknown(location: Location, key: str, target: str, known: Collection[str], **facts: str) -> Finding:
    """The finding for an id that nothing answers to, with the id that was probably meant.

    Args:
        key: a code, or a case of it; its sentences are `unknown` and, where an id is near, `near`.
    """
    near = difflib.get_close_matches(target, known, n=1, cutoff=0.6)
    code, _, case = key.partition("/")
    case = "-".join(part for part in (case, "near" if near else "unknown") if part)
    given = facts | ({"near": near[0]} if near else {})
    return Finding(location, problem(f"{code}/{case}", target=target, **given))
