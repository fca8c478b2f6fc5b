"""The editions are parallel: the same chapters, with the same headings, blocks and ties.

Passes: `docs/ru/05-methods.md` beside `docs/en/05-methods.md`, with the same ids in the same order.
Fails: a chapter missing or added (T001), a heading id (T002), a block (T003) or a tied statistic (T004) that only one has.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import PurePosixPath

from kerege.checks.case import Case
from kerege.findings import Finding, Location
from kerege.model import Chapter, Scheme

CODES = ("T001", "T002", "T003", "T004")


def check(case: Case) -> Iterator[Finding]:
    """Yield a finding for each difference between an edition and the original."""
    report = case.report
    original = report.settings.original
    originals = {chapter.name: chapter for chapter in report.chapters.get(original, ())}
    for language in report.settings.languages:
        chapters = {chapter.name: chapter for chapter in report.chapters.get(language, ())}
        for name in sorted({*originals, *chapters} | {"index"}):
            path = PurePosixPath("docs", language, f"{name}.md")
            if name not in chapters:
                yield Finding(
                    Location(path),
                    "T001",
                    f"the chapter '{name}' is missing in '{language}'",
                    f"translate docs/{original}/{name}.md, or delete it in every language",
                    language=language,
                )
            elif name not in originals:
                yield Finding(
                    Location(path),
                    "T001",
                    f"'{name}' has no original in '{original}'",
                    f"write docs/{original}/{name}.md, or delete this file",
                    language=language,
                )
            elif language != original:
                yield from _compare(originals[name], chapters[name])


def _compare(original: Chapter, chapter: Chapter) -> Iterator[Finding]:
    top = Location(chapter.path)
    headings = [heading.id for heading in original.headings]
    if [heading.id for heading in chapter.headings] != headings:
        theirs = {heading.id for heading in chapter.headings}
        lost = [str(key) for key in headings if key not in theirs]
        what = f"lacks {', '.join(lost)}" if lost else "has others, or in another order"
        yield Finding(
            top,
            "T002",
            f"the headings differ from {original.path}: this file {what}",
            "give each heading the id of its original, {#…}",
        )
    blocks = [(block.kind, block.target) for block in original.blocks]
    for block in chapter.blocks:
        if (block.kind, block.target) in blocks:
            blocks.remove((block.kind, block.target))
        else:
            yield Finding(
                block.location,
                "T003",
                f"the {block.kind.value} '{block.target}' is not in {original.path}",
                "delete it here, or add it there",
            )
    for kind, target in blocks:
        yield Finding(top, "T003", f"the {kind.value} '{target}' of {original.path} is missing", "add the block")
    mine = Counter(tie.target for tie in chapter.ties_to(Scheme.STATISTIC))
    theirs_count = Counter(tie.target for tie in original.ties_to(Scheme.STATISTIC))
    for target, count in sorted((theirs_count - mine).items()):
        place = next(tie.location for tie in original.ties if tie.target == target)
        yield Finding(
            top, "T004", f"{target} is tied {count} time(s) less often than in {place}", "tie the number here too"
        )
    for target in sorted(mine - theirs_count):
        place = next(tie.location for tie in chapter.ties if tie.target == target)
        yield Finding(
            place, "T004", f"{target} is tied here and not in {original.path}", "tie it there too, or untie it"
        )
