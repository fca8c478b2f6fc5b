"""The findings as the panel of a page shows them: those of the page first, all of them counted, in the interface's language."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any
from urllib.parse import quote

from kerege.errors import KeregeError
from kerege.findings import Finding, Location, Severity
from kerege.languages import language_pack
from kerege.languages.messages import messages
from kerege.messages import say, word
from kerege.model import BlockKind, Chapter, Report, Scheme

SHOWN = 200
"""Findings that a panel lists; the rest is counted."""
_LABELS = (
    "preview_title", "preview_none", "preview_here", "preview_elsewhere", "preview_more", "preview_checking",
    "preview_unread", "preview_lost", "preview_last_good", "preview_numbers", "preview_numbers_none", "preview_tied",
    "preview_untied", "preview_convention", "preview_narrative", "preview_unread_number",
)  # fmt: skip


def labels(language: str) -> dict[str, str]:
    """The panel's own words."""
    pack = language_pack(language)
    return {name.removeprefix("preview_"): pack.wording(name) for name in (*_LABELS, "file_chapter")}


def panel(
    findings: Sequence[Finding],
    report: Report,
    chapters: Iterable[Chapter],
    language: str,
    *,
    unread: Sequence[str] = (),
    problem: str = "",
    checking: bool = False,
    editor: str = "",
) -> dict[str, Any]:
    """What the panel of a page shows.

    Args:
        chapters: those that the page shows.
        unread: files that could not be read, so that the page shows what they held before.
        problem: why the page is the last good one.
        checking: the findings are those before the last save, whose check is not over.
        editor: the address by which an editor opens a place, with {path}, {line} and {column}; empty where none is known.
    """
    chapters = tuple(chapters)
    own = {chapter.path for chapter in chapters}
    places = frozenset(_records(report, chapters))
    here = [f for f in findings if f.location.path in own or (f.location.path, f.location.line) in places]
    known = set(map(id, here))
    elsewhere = [f for f in findings if id(f) not in known]
    shown = [*here[:SHOWN], *elsewhere[: max(0, SHOWN - len(here))]]
    spoken = messages(language)
    entries = [
        {
            "place": str(f.location),
            "code": f.code,
            "severity": f.severity.value,
            "weight": spoken.say(word(f.severity)),
            "message": spoken.say(f.message),
            "hint": spoken.say(f.hint),
            "here": number < len(here),
            "begins": _passage(chapters, f.location),
            "address": _address(editor, report, f.location),
        }
        for number, f in enumerate(shown)
    ]
    return {
        "errors": sum(1 for f in findings if f.severity is Severity.ERROR),
        "count": len(findings),
        "here": len(here),
        "more": len(findings) - len(shown),
        "findings": entries,
        "unread": list(unread),
        "problem": spoken.say(problem),
        "checking": checking,
    }


def _passage(chapters: Iterable[Chapter], place: Location) -> str:
    """How the passage begins in which a place lies, as readers see it; empty where it is in none of the page's."""
    for chapter in chapters:
        if chapter.path == place.path and place.line <= len(chapter.places.lines):
            offset = chapter.places.offset(place)
            before = [one for one in chapter.passages if len(one.offsets) and one.offsets[0] <= offset + 2]
            holding = [one for one in before if offset <= one.offsets[len(one.offsets) - 1] + 1]
            found = max(holding or before, key=lambda one: one.offsets[0], default=None)
            return found.plain[:80] if found is not None else ""
    return ""


EDITORS = {
    "vscode": "vscode://file{path}:{line}:{column}",
    "vscodium": "vscodium://file{path}:{line}:{column}",
    "cursor": "cursor://file{path}:{line}:{column}",
    "zed": "zed://file{path}:{line}:{column}",
    "idea": "idea://open?file={path}&line={line}&column={column}",
    "textmate": "txmt://open?url=file://{path}&line={line}&column={column}",
    "emacs": "emacs://open?url=file://{path}&line={line}&column={column}",
    "nvim": "nvim://open?url=file://{path}&line={line}&column={column}",
}
"""The addresses by which editors open a place; the last two are those that people's own handlers are usually given."""


def editor_address(name: str) -> str:
    """The address of an editor that is known by name, or one that somebody wrote themselves.

    Raises:
        KeregeError: it is neither.
    """
    if not name or name in EDITORS:
        return EDITORS.get(name, "")
    if "{path}" in name and re.match(r"[a-z][a-z0-9+.-]*:", name) and not name.startswith(("javascript:", "data:")):
        return name
    raise KeregeError(
        say(
            "'{name}' is no editor that is known ({editors}), and no address with {{path}}.",
            name=name,
            editors=tuple(EDITORS),
        )
    )


def _address(editor: str, report: Report, place: Location) -> str:
    path = quote(str((report.root / place.path).resolve()))
    filled = {"{path}": path, "{line}": str(place.line), "{column}": str(place.column)}
    for name, text in filled.items():
        editor = editor.replace(name, text)
    return editor


def _records(report: Report, chapters: Iterable[Chapter]) -> Iterator[tuple[object, int]]:
    """The lines at which the records stand that the chapters use."""
    for chapter in chapters:
        statistics = [tie.target for tie in chapter.ties_to(Scheme.STATISTIC)]
        statistics += [block.target for block in chapter.blocks_of(BlockKind.STATISTIC)]
        for key in statistics:
            if (statistic := report.statistics.get(key)) is not None:
                yield from (_line(statistic.location), _line(statistic.origin_location))
        for block in chapter.blocks:
            record = report.quotes.get(block.target) or report.figures.get(block.target)
            if record is not None:
                yield _line(record.location)
        for tie in chapter.ties_to(Scheme.CLAIM):
            if (claim := report.claims.get(tie.target)) is not None:
                yield _line(claim.location)
        for tie in chapter.ties_to(Scheme.TERM):
            if (term := report.terms.get(tie.target)) is not None:
                yield _line(term.location)


def _line(location: Location) -> tuple[object, int]:
    return location.path, location.line
