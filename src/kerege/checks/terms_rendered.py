"""A term is said as the report has agreed to say it.

Passes: a block on "remittances" whose Russian holds «перевод». Fails: one that holds none of the stems of
`translations/terms.yml`, or of a glossary term that is tied there; the same in a testimony, a figure, the glossary, a label
or report.yml (T012). Glossary and `translations/terms.yml` say a term alike (T021).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from kerege.catalogue import problem
from kerege.checks.context import Packs, Parallels
from kerege.findings import Finding, Location
from kerege.model import Rendering, Report, Settings, Term
from kerege.model.record_texts import record_texts, testimony_texts
from kerege.translate.state import place_of, translated
from kerege.translate.words import plain

CODES = ("T012", "T021")
_TIED = re.compile(r"\]\(term:(?P<id>[^)\s]*)\)")

Wanted = tuple[str, str, tuple[str, ...]]
"""A term as the original says it, as it is said here, and the stems of which a translation holds one."""


def check(
    parallels: Parallels,
    settings: Settings,
    packs: Packs,
    terms: Mapping[str, Term],
    termbase: tuple[Rendering, ...],
) -> Iterator[Finding]:
    """Yield a finding for each term that a translated block does not render."""
    agreed = _agreed(termbase, packs)
    for chapter, _, source, target in translated(parallels, settings):
        ours, theirs = plain(source.text).casefold(), plain(target.text).casefold()
        wanted = list(_wanted(ours, agreed[chapter.language]))
        for match in _TIED.finditer(source.text):
            term = terms.get(match["id"])
            stem = term.stems.get(chapter.language, "") if term else ""
            if term and stem:
                wanted.append((match["id"], term.term.get(chapter.language, ""), tuple(stem.split("|"))))
        yield from _missing(wanted, theirs, place_of(chapter, target.start))


def check_records(records: Report, packs: Packs) -> Iterator[Finding]:
    """Yield a finding for each term that a translated text of a record does not render."""
    agreed = _agreed(records.termbase, packs)
    original = records.settings.original
    for record in (*testimony_texts(records), *record_texts(records)):
        ours = record.words.get(original, "").casefold()
        if record.original != original or not ours:
            continue
        for language, text in record.words.items():
            if language != original and language in agreed:
                wanted = _wanted(ours, agreed[language])
                yield from _missing(wanted, text.casefold(), record.location, record.what, language)


def check_glossary(settings: Settings, terms: Mapping[str, Term], termbase: tuple[Rendering, ...]) -> Iterator[Finding]:
    """Yield a finding for each term that the glossary and the list of terms say in two ways."""
    original = settings.original
    known = {term.term.get(original, "").casefold(): term for term in terms.values()}
    for rendering in termbase:
        term = known.get(rendering.source)
        said = term.term.get(rendering.language, "") if term else ""
        if said and not rendering.advice and not _alike(said.casefold(), rendering):
            yield Finding(
                rendering.location,
                problem(
                    "T021/in-here-in-glossary",
                    source=rendering.source,
                    term=rendering.term,
                    language=rendering.language,
                    said=said,
                ),
                language=rendering.language,
            )


def _alike(said: str, rendering: Rendering) -> bool:
    other = rendering.term.casefold()
    agreed = not rendering.stems or any(stem.casefold() in said for stem in rendering.stems)
    return agreed and (said in other or other in said)


def _agreed(termbase: tuple[Rendering, ...], packs: Packs) -> Mapping[str, tuple[Rendering, ...]]:
    return {
        language: tuple(r for r in termbase if r.language == language and not r.advice and r.stems)
        for language in packs
    }


def _wanted(ours: str, agreed: Iterable[Rendering]) -> Iterator[Wanted]:
    for r in agreed:
        # Most terms are not in most blocks, which is seen much sooner without an expression.
        if r.source in ours and _word(r.source).search(ours):
            yield r.source, r.term, r.stems


def _missing(
    wanted: Iterable[Wanted], theirs: str, place: Location, what: str = "", language: str | None = None
) -> Iterator[Finding]:
    for name, term, stems in wanted:
        if not any(stem.casefold() in theirs for stem in stems):
            said = (
                problem("T012/in-record", name=name, what=what, term=term)
                if what
                else problem("T012/here", name=name, term=term)
            )
            yield Finding(place, said, language=language)


@cache
def _word(term: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(term)}(?!\w)")
