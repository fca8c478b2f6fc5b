"""A report is built as its front matter says: parts that report.yml names, each in one piece, alike in every language.

Passes: chapters 03 to 06 with `part: findings`, which stands in `parts` of report.yml. Fails: `part: findngs` (X044), a part that ends
and begins again (X045), `numbered: false` in a translation of a numbered chapter (X046), more appendices than letters (X047).
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath

from kerege.catalogue import problem
from kerege.checks.overview import BUILT, Built
from kerege.findings import Finding, Location
from kerege.languages import language_pack
from kerege.model import Settings

CODES = ("X044", "X045", "X046", "X047")


def check(settings: Settings, built: Mapping[str, Mapping[str, Built]]) -> Iterator[Finding]:
    """Yield a finding for each chapter whose place in the report is not understood."""
    original = built.get(settings.original, {})
    yield from _parts(settings.original, original, list(settings.parts))
    fields = BUILT if settings.parts else tuple(field for field in BUILT if field != "part")
    for code, chapters in built.items():
        if code != settings.original:
            for name in (name for name in chapters if name in original):
                yield from _alike((settings.original, code), name, (original[name], chapters[name]), fields)
    appendices = [n for n, c in original.items() if c.said.get("appendix") or c.said.get("kind") == "appendix"]
    for code in settings.languages:
        letters = language_pack(code).appendix_letters
        if letters and len(appendices) > len(letters):
            name = appendices[len(letters)]
            yield Finding(
                _place(settings.original, name, original[name], "appendix"),
                problem("X047", appendices=len(appendices), letters=len(letters), code=code),
                language=code,
            )


def _parts(code: str, chapters: Mapping[str, Built], names: list[str]) -> Iterator[Finding]:
    before, ended = "", set[str]()
    for name, chapter in chapters.items():
        part = str(chapter.said.get("part", before))
        if "part" in chapter.said and names and part not in names:
            near = difflib.get_close_matches(part, names, n=1)
            said = ", ".join(names) or "none"
            yield Finding(
                _place(code, name, chapter, "part"),
                (
                    problem("X044/no-part-report-yml", part=part, near=near[0])
                    if near
                    else problem("X044/no-part-report-yml-write-its-title-under", part=part, said=said)
                ),
            )
        elif part != before and part in ended:
            yield Finding(_place(code, name, chapter, "part"), problem("X045", part=part))
        if part != before:
            ended.add(before)
        before = part


def _alike(codes: tuple[str, str], name: str, pair: tuple[Built, Built], fields: tuple[str, ...]) -> Iterator[Finding]:
    original, chapter = pair
    for field in fields:
        if field in chapter.said and chapter.said[field] != original.said.get(field):
            there = _place(codes[0], name, original, field)
            yield Finding(
                _place(codes[1], name, chapter, field),
                problem("X046", field=field, path=there.path),
                language=codes[1],
                compared=there,
            )


def _place(code: str, name: str, chapter: Built, field: str) -> Location:
    """Where the front matter says a field; its top where it does not."""
    return Location(PurePosixPath("docs", code, f"{name}.md"), chapter.lines.get(field, 1))
