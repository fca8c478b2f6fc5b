"""A report is built as its front matter says: parts that report.yml names, each in one piece, alike in every language.

Passes: chapters 03 to 06 with `part: findings`, which stands in `parts` of report.yml. Fails: `part: findngs` (X044), a part that ends
and begins again (X045), `numbered: false` in a translation of a numbered chapter (X046), more appendices than letters (X047).
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator

from kerege.catalogue import problem
from kerege.checks.context import Case
from kerege.findings import Finding, Location
from kerege.languages import language_pack
from kerege.model import Chapter

CODES = ("X044", "X045", "X046", "X047")
_STRUCTURE = ("part", "numbered", "appendix", "kind", "run_on")
"""Fields of the front matter that say how the report is built: the original's hold for every language."""


def check(case: Case) -> Iterator[Finding]:
    """Yield a finding for each chapter whose place in the report is not understood."""
    settings = case.report.settings
    original = case.report.chapters.get(settings.original, ())
    yield from _parts(original, list(settings.parts))
    by_name = {chapter.name: chapter for chapter in original}
    for chapter in case.report.all_chapters():
        first = by_name.get(chapter.name)
        if first is not None and chapter.language != settings.original:
            yield from _alike(chapter, first, _STRUCTURE if settings.parts else _STRUCTURE[1:])
    appendices = [c for c in original if c.meta.get("appendix") or c.meta.get("kind") == "appendix"]
    for code in settings.languages:
        letters = language_pack(code).appendix_letters
        if letters and len(appendices) > len(letters):
            chapter = appendices[len(letters)]
            yield Finding(
                _place(chapter, "appendix"),
                problem("X047", appendices=len(appendices), letters=len(letters), code=code),
                language=code,
            )


def _parts(chapters: tuple[Chapter, ...], names: list[str]) -> Iterator[Finding]:
    before, ended = "", set[str]()
    for chapter in chapters:
        part = str(chapter.meta.get("part", before))
        if "part" in chapter.meta and names and part not in names:
            near = difflib.get_close_matches(part, names, n=1)
            said = ", ".join(names) or "none"
            yield Finding(
                _place(chapter, "part"),
                (
                    problem("X044/no-part-report-yml", part=part, near=near[0])
                    if near
                    else problem("X044/no-part-report-yml-write-its-title-under", part=part, said=said)
                ),
            )
        elif part != before and part in ended:
            yield Finding(
                _place(chapter, "part"),
                problem("X045", part=part),
            )
        if part != before:
            ended.add(before)
        before = part


def _alike(chapter: Chapter, original: Chapter, fields: tuple[str, ...]) -> Iterator[Finding]:
    for field in fields:
        if field in chapter.meta and chapter.meta[field] != original.meta.get(field):
            yield Finding(
                _place(chapter, field),
                problem("X046", field=field, path=original.path),
                language=chapter.language,
                compared=_place(original, field),
            )


def _place(chapter: Chapter, field: str) -> Location:
    """Where the front matter says a field; its top where it does not."""
    for number, line in enumerate(chapter.text[: chapter.body].split("\n"), 1):
        if line.startswith(f"{field}:"):
            return Location(chapter.path, number)
    return Location(chapter.path)
