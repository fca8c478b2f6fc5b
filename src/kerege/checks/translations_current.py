"""Every block of a translation says what its original says now.

Passes: `docs/ru/05-methods.md` as it was when somebody said `kerege accept ru/05-methods`, and an original that has not
changed since but for values and line breaks.
Fails: a block of the original that the translation lacks (T006), a block whose original has changed (T007), a block that
only the translation has (T008), a translation of which nothing is remembered (T009). All are warnings: the pages say so
to readers, and show a missing block in the original language.
"""

from __future__ import annotations

from collections.abc import Iterator

from kerege.checks.context import Case
from kerege.findings import Finding, Location, Severity
from kerege.translate.state import Standing, Standings, Unit, claimed_status, place_of, standings

CODES = ("T006", "T007", "T008", "T009", "T020")
_RANKS = ("draft", "translated", "reviewed")


def check(case: Case) -> Iterator[Finding]:
    """Yield a finding for each block that is behind its original."""
    for chapter in case.chapters():
        found = standings(case.report, chapter)
        if found is None:
            continue
        for unit in found.units:
            yield from _unit(found, unit)
        claimed = claimed_status(case.report, chapter)
        above = _RANKS[: _RANKS.index(claimed)] if claimed in _RANKS else ()
        less = [unit.status for unit in found.of(Standing.CURRENT) if unit.status in above]
        if less:
            yield Finding(
                Location(chapter.path),
                "T020",
                f"this chapter says '{claimed}', and {len(less)} block(s) of it are recorded as '{min(less, key=_RANKS.index)}'",
                f"write status: {min(less, key=_RANKS.index)}; or, when a person has done it, run: "
                f"kerege accept {chapter.language}/{chapter.name} --status {claimed}",
            )
        if not found.recorded:
            yield Finding(
                Location(chapter.path),
                "T009",
                f"{len(found.of(Standing.UNRECORDED))} block(s) of this translation are not remembered, so changes of the "
                "original cannot be seen",
                f"when it says what the original says, run: kerege accept {chapter.language}/{chapter.name}",
                Severity.WARNING,
            )


def _unit(found: Standings, unit: Unit) -> Iterator[Finding]:
    chapter, original = found.chapter, found.original
    accepted = f"kerege accept {chapter.language}/{chapter.name}"
    if unit.standing is Standing.MISSING and unit.source is not None:
        place = place_of(original, unit.source.start)
        yield Finding(
            Location(chapter.path, _line_for(found, unit)),
            "T006",
            f"the {unit.source.form.value} at {place} is not translated: '{_brief(unit.source.text)}'",
            "translate it here; until then readers see it in the original language",
            Severity.WARNING,
            compared=place,
        )
    elif unit.standing is Standing.STALE and unit.target is not None and unit.source is not None:
        too = "; the translation was edited as well" if unit.edited else ""
        yield Finding(
            place_of(chapter, unit.target.start),
            "T007",
            f"the original has changed since this was translated ({place_of(original, unit.source.start)}){too}",
            f"'kerege status {chapter.language}/{chapter.name}' shows the words; translate them, then run: {accepted}",
            Severity.WARNING,
            compared=place_of(original, unit.source.start),
        )
    elif unit.standing is Standing.EXTRA and unit.target is not None:
        yield Finding(
            place_of(chapter, unit.target.start),
            "T008",
            f"the original has no such {unit.target.form.value}: '{_brief(unit.target.text)}'",
            "delete it, or write it in the original too",
            Severity.WARNING,
        )


def _line_for(found: Standings, missing: Unit) -> int:
    """The line of the translation after which a missing block belongs."""
    line = 1
    for unit in found.units:
        if unit is missing:
            break
        if unit.target is not None and unit.source is not None:
            line = place_of(found.chapter, unit.target.end).line
    return line


def _brief(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= 60 else f"{words[:57].rsplit(' ', 1)[0]} …"
