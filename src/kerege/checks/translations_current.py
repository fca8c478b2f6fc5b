"""Every block of a translation says what its original says now.

Passes: `docs/ru/05-methods.md` as it was when somebody said `kerege accept ru/05-methods`, and an original that has not
changed since but for values and line breaks.
Fails: a block of the original that the translation lacks (T006), a block whose original has changed (T007), a block that
only the translation has (T008), a translation of which nothing is remembered (T009). All are warnings: the pages say so
to readers, and show a missing block in the original language.
"""

from __future__ import annotations

from collections.abc import Iterator

from kerege.catalogue import problem
from kerege.checks.context import Parallels
from kerege.findings import Finding, Location
from kerege.messages import say
from kerege.model import Settings
from kerege.translate.state import Standing, Standings, Unit, claimed_status, place_of, standings_in

CODES = ("T006", "T007", "T008", "T009", "T020")
_RANKS = ("draft", "translated", "reviewed")


def check(parallels: Parallels, settings: Settings) -> Iterator[Finding]:
    """Yield a finding for each block that is behind its original."""
    for side, chapter in ((parallel, chapter) for parallel in parallels for chapter in parallel.chapters):
        found = standings_in(side, chapter, settings)
        if found is None:
            continue
        for unit in found.units:
            yield from _unit(found, unit)
        claimed = claimed_status(settings, chapter)
        above = _RANKS[: _RANKS.index(claimed)] if claimed in _RANKS else ()
        less = [unit.status for unit in found.of(Standing.CURRENT) if unit.status in above]
        if less:
            yield Finding(
                Location(chapter.path),
                problem(
                    "T020",
                    claimed=claimed,
                    count=len(less),
                    less=min(less, key=_RANKS.index),
                    language=chapter.language,
                    chapter=chapter.name,
                ),
            )
        if not found.recorded:
            yield Finding(
                Location(chapter.path),
                problem(
                    "T009",
                    count=len(found.of(Standing.UNRECORDED)),
                    language=chapter.language,
                    chapter=chapter.name,
                ),
            )


def _unit(found: Standings, unit: Unit) -> Iterator[Finding]:
    chapter, original = found.chapter, found.original
    accepted = say("kerege accept {language}/{chapter}", language=chapter.language, chapter=chapter.name)
    if unit.standing is Standing.MISSING and unit.source is not None:
        place = place_of(original, unit.source.start)
        yield Finding(
            Location(chapter.path, _line_for(found, unit)),
            problem("T006", form=unit.source.form, place=place, text=_brief(unit.source.text)),
            compared=place,
        )
    elif unit.standing is Standing.STALE and unit.target is not None and unit.source is not None:
        too = say("; the translation was edited as well") if unit.edited else ""
        yield Finding(
            place_of(chapter, unit.target.start),
            problem(
                "T007",
                original=place_of(original, unit.source.start),
                too=too,
                language=chapter.language,
                chapter=chapter.name,
                accepted=accepted,
            ),
            compared=place_of(original, unit.source.start),
        )
    elif unit.standing is Standing.EXTRA and unit.target is not None:
        yield Finding(
            place_of(chapter, unit.target.start),
            problem("T008", form=unit.target.form, text=_brief(unit.target.text)),
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
