"""The editions are parallel: the same chapters, with the same headings, blocks and ties.

Passes: `docs/ru/05-methods.md` beside `docs/en/05-methods.md`, with the same ids in the same order.
Fails: a chapter missing or added (T001), a heading id (T002), a block (T003) or a tied statistic (T004) that only one has;
a table's cell that states another statistic than the same cell of the original (T005).

What the original has gained since a block was translated is for `translations_current` to tell; a tie that differs in such
a block is a warning, and a heading in it no finding here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import PurePosixPath

from kerege.catalogue import problem
from kerege.checks.context import Parallels
from kerege.checks.overview import Ids
from kerege.findings import Finding, Location, Severity
from kerege.messages import say
from kerege.model import FRONT_PAGE, Chapter, Kind, Parallel, Scheme, Settings, Tie
from kerege.translate.segments import Form
from kerege.translate.state import Standing, standings_in

CODES = ("T001", "T002", "T003", "T004", "T005")


def check(parallels: Parallels, settings: Settings) -> Iterator[Finding]:
    """Yield a finding for each difference between an edition and the original."""
    for parallel in parallels:
        for language in settings.languages:
            yield from _side(parallel, language, settings)
        original = parallel.sides.get(settings.original)
        if original is not None:
            translations = [chapter for code, chapter in parallel.sides.items() if code != settings.original]
            yield from _added(parallel, original, translations, settings)
            yield from _cells(original, translations)


def _side(parallel: Parallel, language: str, settings: Settings) -> Iterator[Finding]:
    """Whether a language has the chapter as the original has it."""
    name, code = parallel.name, settings.original
    original, chapter = parallel.sides.get(code), parallel.sides.get(language)
    place = Location(PurePosixPath("docs", language, f"{name}.md"))
    if original is None and chapter is None and name != FRONT_PAGE:
        return
    if name in settings.pending.get(language, ()):
        if chapter is not None:
            yield Finding(place, problem("T001/listed-as-pending-in", name=name))
            yield from _compare(parallel, original, chapter, settings) if original is not None else ()
    elif chapter is None:
        said = problem("T001/chapter-missing-in", name=name, language=language, original=code)
        yield Finding(place, said, language=language)
    elif original is None:
        yield Finding(place, problem("T001/has-no-original-in", name=name, original=code), language=language)
    elif language != code:
        yield from _compare(parallel, original, chapter, settings)


def check_pending(settings: Settings, headings: Mapping[str, Mapping[str, Ids]]) -> Iterator[Finding]:
    """Yield a finding for each chapter that is said to be translated later and that there is not."""
    for language in settings.languages:
        known = headings.get(settings.original, {}).keys() | headings.get(language, {}).keys()
        for name in settings.pending.get(language, ()):
            if name not in known:
                yield Finding(settings.location, problem("T001/pending-names-which-has", name=name))


@dataclass(frozen=True)
class _Behind:
    """Places of a translation and its original that say different things for a known reason."""

    source: tuple[tuple[int, int], ...]
    target: tuple[tuple[int, int], ...]
    headings: frozenset[str]
    """Ids that only one of the two has."""

    def weight(self, tie: Tie, *, in_source: bool) -> Severity:
        spans = self.source if in_source else self.target
        return Severity.WARNING if any(start <= tie.start < end for start, end in spans) else Severity.ERROR


def _behind(parallel: Parallel, chapter: Chapter, settings: Settings) -> _Behind:
    found = standings_in(parallel, chapter, settings)
    units = found.of(Standing.STALE, Standing.MISSING, Standing.EXTRA) if found is not None and found.recorded else ()
    lone = [unit.source or unit.target for unit in units if unit.source is None or unit.target is None]
    return _Behind(
        tuple((unit.source.start, unit.source.end) for unit in units if unit.source is not None),
        tuple((unit.target.start, unit.target.end) for unit in units if unit.target is not None),
        frozenset(s.anchor.removeprefix("heading:") for s in lone if s is not None and s.form is Form.HEADING),
    )


def _compare(parallel: Parallel, original: Chapter, chapter: Chapter, settings: Settings) -> Iterator[Finding]:
    top = Location(chapter.path)
    behind = _behind(parallel, chapter, settings)
    headings = [heading.id for heading in original.headings if heading.id not in behind.headings]
    if [heading.id for heading in chapter.headings if heading.id not in behind.headings] != headings:
        theirs = {heading.id for heading in chapter.headings}
        lost = [str(key) for key in headings if key not in theirs]
        what = say("lacks {lost}", lost=lost) if lost else say("has others, or in another order")
        yield Finding(
            top,
            problem("T002", path=original.path, what=what),
        )
    blocks = [(block.kind, block.target) for block in original.blocks]
    for block in chapter.blocks:
        if (block.kind, block.target) in blocks:
            blocks.remove((block.kind, block.target))
        else:
            yield Finding(
                block.location,
                problem("T003/not-in", kind=block.kind, target=block.target, path=original.path),
            )
    for kind, target in blocks:
        yield Finding(top, problem("T003/missing", kind=kind, target=target, path=original.path))
    mine = Counter(tie.target for tie in chapter.ties_to(Scheme.STATISTIC))
    theirs_count = Counter(tie.target for tie in original.ties_to(Scheme.STATISTIC))
    for target, count in sorted((theirs_count - mine).items()):
        place, tie = _counterpart(original, chapter, target)
        yield Finding(
            place,
            problem("T004/tied-time-less-often", target=target, count=count, location=tie.location),
            behind.weight(tie, in_source=True),
        )


def _added(parallel: Parallel, original: Chapter, translations: list[Chapter], settings: Settings) -> Iterator[Finding]:
    """Ties that translations have and the original has not: when all have them, it is the original that lost one."""
    counted = Counter(tie.target for tie in original.ties_to(Scheme.STATISTIC))
    extra: dict[str, list[Tie]] = {}
    for chapter in translations:
        added = Counter(tie.target for tie in chapter.ties_to(Scheme.STATISTIC)) - counted
        for target in added:
            extra.setdefault(target, []).append(next(tie for tie in chapter.ties if tie.target == target))
    for target, ties in sorted(extra.items()):
        if len(ties) == len(translations) > 1:
            source = next(c for c in translations if c.path == ties[0].location.path)
            yield Finding(
                _counterpart(source, original, target)[0],
                problem("T004/not-tied-here-every", target=target, location=ties[0].location),
            )
            continue
        for tie in ties:
            chapter = next(c for c in translations if c.path == tie.location.path)
            weight = _behind(parallel, chapter, settings).weight(tie, in_source=False)
            yield Finding(tie.location, problem("T004/tied-here-not-in", target=target, path=original.path), weight)


def _cells(original: Chapter, translations: list[Chapter]) -> Iterator[Finding]:
    """Cells of a table that state another statistic than the same cell elsewhere: no sentence there names the group."""
    mine = _tied_cells(original)
    differing: dict[tuple[str, int, int], list[tuple[Chapter, Tie]]] = {}
    for chapter in translations:
        for cell, tie in _tied_cells(chapter).items():
            if cell in mine and mine[cell].target != tie.target:
                differing.setdefault(cell, []).append((chapter, tie))
    for cell, ties in differing.items():
        targets = {tie.target for _, tie in ties}
        blamed = [(original, mine[cell])] if len(ties) == len(translations) > 1 and len(targets) == 1 else ties
        for chapter, tie in blamed:
            other = ties[0][1] if chapter is original else mine[cell]
            yield Finding(
                tie.location,
                problem("T005", target=tie.target, location=other.location, target2=other.target),
            )


def _tied_cells(chapter: Chapter) -> dict[tuple[str, int, int], Tie]:
    """The statistic ties of tables that have an id, by table, row and column."""
    cells = {}
    for tie in chapter.ties_to(Scheme.STATISTIC):
        passage = chapter.passages[tie.passage]
        if passage.kind is Kind.CELL and passage.table is not None:
            table = chapter.tables[passage.table]
            if table.id:
                cells[table.id, passage.row or 0, passage.column or 0] = tie
    return cells


def _counterpart(original: Chapter, chapter: Chapter, target: str) -> tuple[Location, Tie]:
    """Where a chapter should have a tie that its counterpart has, and that tie.

    Passages are matched by their kind and their other ties; the first that has the tie less often is the place.
    """
    mine, theirs = _shape(chapter, target), _shape(original, target)
    matches = SequenceMatcher(None, theirs, mine, autojunk=False).get_matching_blocks()
    ties = [tie for tie in original.ties_to(Scheme.STATISTIC) if tie.target == target]
    here = Counter(tie.passage for tie in chapter.ties_to(Scheme.STATISTIC) if tie.target == target)
    there = Counter(tie.passage for tie in ties)
    for tie in ties:
        for start, place, length in matches:
            passage = place + tie.passage - start
            if start <= tie.passage < start + length and here[passage] < there[tie.passage]:
                return chapter.passages[passage].location, tie
    return Location(chapter.path), ties[0]


def _shape(chapter: Chapter, but: str) -> list[tuple[Kind, tuple[str, ...]]]:
    ties: dict[int, list[str]] = {}
    for tie in chapter.ties:
        if tie.target != but:
            ties.setdefault(tie.passage, []).append(tie.target)
    return [(passage.kind, tuple(sorted(ties.get(n, ())))) for n, passage in enumerate(chapter.passages)]
