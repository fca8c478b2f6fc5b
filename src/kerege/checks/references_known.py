"""Every tie, citation and footnote leads to something that is there.

Passes: `[kelin](term:kelin)` with `kelin` in glossary.yml; `[^a]` with a line `[^a]: …`.
Fails: `[59.6 per cent](stat:women-shre-2015)` (S001), an unknown claim (S080), quote (Q001; Q004 while it is a draft), term, figure or table (X010),
work (C001), footnote (X011), `nostat:` key without a reason in report.yml (S007), a report, chapter or heading of the series that is not there (X018).
"""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterator, Mapping

from kerege.checks.context import Case
from kerege.checks.markup_foreign import is_cross_reference
from kerege.evidence.record_texts import record_texts
from kerege.findings import Finding, Location
from kerege.model import Chapter, Scheme, ties_of
from kerege.model.document import Note as WrittenNote
from kerege.model.document import walk
from kerege.read.series import split_target

CODES = ("S001", "S007", "S080", "Q001", "Q004", "X010", "X011", "X018", "C001")

_WHERE = {
    Scheme.STATISTIC: ("S001", "statistic", "data/statistics/"),
    Scheme.CLAIM: ("S080", "claim", "data/claims.yml"),
    Scheme.QUOTE: ("Q001", "quote", "quotes/"),
    Scheme.TERM: ("X010", "term", "glossary.yml"),
    Scheme.FIGURE: ("X010", "figure", "the ```figure blocks of this language"),
    Scheme.TABLE: ("X010", "table", "the tables of this language, e.g. 'Table: Caption {#id}'"),
    Scheme.NOT_A_STATISTIC: ("S007", "reason", "'nostat' of report.yml"),
}


def check(case: Case) -> Iterator[Finding]:
    """Yield a finding for each tie, citation and footnote mark that leads nowhere."""
    report = case.report
    for code, chapters in report.chapters.items():
        figures: Collection[str] = case.across.drawn[code]
        if code in case.across.harmed or not set(report.figures).issuperset(figures):
            figures = {*figures, *report.figures}  # its block is there and misspelt, which has a finding of its own
        known: Mapping[Scheme, Collection[str]] = {
            Scheme.STATISTIC: report.statistics,
            Scheme.CLAIM: report.claims,
            Scheme.QUOTE: report.quotes,
            Scheme.TERM: report.terms,
            Scheme.FIGURE: figures,
            Scheme.TABLE: case.across.tables[code],
            Scheme.NOT_A_STATISTIC: report.settings.nostat,
        }
        for chapter in chapters:
            yield from _elsewhere(case, chapter)
            for tie in chapter.ties:
                if tie.scheme is Scheme.REPORT:
                    continue
                letter, name, place = _WHERE[tie.scheme]
                if tie.scheme is Scheme.QUOTE and tie.target in report.drafts:
                    yield draft(tie.location, tie.target)
                elif tie.target not in known[tie.scheme]:
                    yield unknown(tie.location, letter, name, tie.target, known[tie.scheme], place)
            for citation in chapter.citations:
                if citation.key not in report.references and not is_cross_reference(citation.key):
                    yield unknown(citation.location, "C001", "work", citation.key, report.references, "references.json")
            yield from _notes(chapter)
    yield from _records(case)


def _records(case: Case) -> Iterator[Finding]:
    """Ties in the texts of records."""
    known: Mapping[Scheme, Collection[str]] = {
        Scheme.STATISTIC: case.report.statistics,
        Scheme.NOT_A_STATISTIC: case.report.settings.nostat,
    }
    for record in record_texts(case.report):
        for tie in (tie for text in record.words.values() for tie in ties_of(text)):
            scheme = Scheme(tie.scheme)
            letter, name, place = _WHERE[scheme]
            if tie.target not in known[scheme]:
                yield unknown(record.location, letter, name, tie.target, known[scheme], place)


def _elsewhere(case: Case, chapter: Chapter) -> Iterator[Finding]:
    """Links to other reports of the series."""
    for tie in chapter.ties_to(Scheme.REPORT):
        slug, name, anchor = split_target(tie.target)
        sibling = case.report.siblings.get(slug)
        if sibling is None:
            yield unknown(tie.location, "X018", "other report", slug, case.report.siblings, "the series")
            continue
        # Where the other report lacks this language, the link leads to its original.
        code = chapter.language if chapter.language in sibling.languages else sibling.languages[0]
        if name in sibling.pending.get(code, ()):
            code = sibling.languages[0]
        ids = sibling.anchors.get((code, name or "index"))
        if ids is None:
            yield Finding(
                tie.location,
                "X018",
                f"report '{slug}' has no chapter '{name}' in '{code}'",
                "name a file of its docs/, without .md",
            )
        elif anchor and anchor not in ids:
            yield unknown(tie.location, "X018", f"heading in '{slug}/{name}'", anchor, ids, f"that chapter in '{code}'")


def _notes(chapter: Chapter) -> Iterator[Finding]:
    first: dict[str, Location] = {}
    for node in walk(*chapter.document.blocks):
        if isinstance(node, WrittenNote):
            place = chapter.places.at(node.span.start)
            if first.setdefault(node.label, place) is not place:
                message = f"footnote '{node.label}' is written twice; the first is in line {first[node.label].line}"
                yield Finding(place, "X011", message, "give one of them another label, and its call too")
    lone = [note.label for note in chapter.notes if not note.called]
    for note in chapter.notes:
        if note.written is None:
            near = difflib.get_close_matches(note.label, lone, n=1, cutoff=0.3)
            lone = [label for label in lone if label not in near]
            yield Finding(
                note.called[0],
                "X011",
                f"footnote '{note.label}' is called and not written",
                f"did you mean '[^{near[0]}]'?" if near else f"add a line '[^{note.label}]: …'",
            )
    for note in chapter.notes:
        if note.label in lone and note.written is not None:
            yield Finding(
                note.written,
                "X011",
                f"footnote '{note.label}' is written and never called",
                f"put [^{note.label}] where it belongs, or delete the note",
            )


def draft(location: Location, target: str) -> Finding:
    """The finding for a testimony that was brought in and that nobody has agreed to publish."""
    return Finding(
        location,
        "Q004",
        f"nobody has agreed that quote '{target}' be published: it is a draft",
        "record the consent, generalise it, and move its record from quotes/drafts/ to quotes/",
    )


def unknown(location: Location, code: str, name: str, target: str, known: Collection[str], place: str) -> Finding:
    """The finding for an id that nothing answers to, with the id that was probably meant."""
    near = difflib.get_close_matches(target, known, n=1, cutoff=0.6)
    hint = f"did you mean '{near[0]}'?" if near else f"add it to {place}, or correct the id"
    return Finding(location, code, f"there is no {name} '{target}'", hint)
