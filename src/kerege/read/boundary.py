"""What lies in a report's folder and may not: links out of it, and files that would be published without being checked.

MkDocs copies whatever stands in `docs/`, follows links there, and makes a page of every Markdown file; the website publishes
the files of sources as they are. So both are looked through before anything is built.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath

from kerege.files import inside
from kerege.findings import Finding, Location
from kerege.model import Source
from kerege.read.records import LEADS_OUT

_FOLDERS = ("docs", "data", "quotes", "figures", "translations", "transcripts")
_OURS = ("build", ".kerege")
"""Folders that Kerege writes into."""
_SHOWN_AS_IS = {".png", ".jpg", ".jpeg", ".gif", ".webp", ".ico", ".pdf", ".txt"}
_OFFICE = {".docx", ".doc", ".odt", ".rtf", ".xlsx", ".xls", ".ods", ".pptx"}
_SERVERS = {"CNAME"}
_DATA = {
    ".csv", ".tsv", ".tab", ".txt", ".json", ".jsonl", ".geojson", ".xlsx", ".xlsm", ".xls", ".ods", ".parquet", ".dta",
    ".sav", ".zsav", ".por", ".rds", ".pdf", ".md", ".yml", ".yaml", ".zip", ".gz", ".docx", ".odt", ".doc", ".rtf",
}  # fmt: skip
"""None of these runs in a browser."""


def look_around(root: Path, languages: tuple[str, ...], sources: Iterable[Source]) -> Iterator[Finding]:
    """R011 for each link that leads out of the report, R012 for each file that would be published as nobody checked it."""
    for name in (*_OURS, *sorted(path.name for path in root.iterdir() if path.suffix in (".yml", ".json"))):
        if (root / name).is_symlink():
            yield from _link(root, PurePosixPath(name))
    for name in _FOLDERS:
        for shown in _walk(root, PurePosixPath(name)):
            if (root / shown).is_symlink():
                yield from _link(root, shown)
            if name == "docs" and not (root / shown).is_dir():
                yield from _published(shown, languages)
    for source in sources:
        for file in source.files:
            if not source.restricted and file.suffix.casefold() not in _DATA:
                yield Finding(
                    source.location,
                    "R012",
                    f"'{file}' of source '{source.id}' is of a kind that is not published",
                    "save it as CSV, XLSX, PDF or another kind that a browser does not run",
                )


def _walk(root: Path, folder: PurePosixPath) -> Iterator[PurePosixPath]:
    """Everything below a folder, in order; a link is named and not followed."""
    pending = [folder]
    while pending:
        here = pending.pop()
        path = root / here
        if path.is_symlink():
            yield here
        elif path.is_dir():
            pending += [here / name for name in sorted(os.listdir(path), reverse=True)]
        elif path.exists():
            yield here


def _link(root: Path, shown: PurePosixPath) -> Iterator[Finding]:
    target = Path(os.path.realpath(root / shown))
    if not inside(target, root):
        yield Finding(Location(shown), "R011", *LEADS_OUT)
    elif target.is_dir() and shown.parts[0] not in _OURS:
        yield Finding(Location(shown), "R011", "is a link to a folder", "put the files themselves there")


def _published(shown: PurePosixPath, languages: tuple[str, ...]) -> Iterator[Finding]:
    hidden = any(part.startswith(".") for part in shown.parts)
    chapter = len(shown.parts) == 3 and shown.parts[1] in languages and shown.suffix == ".md"
    if hidden or chapter or shown.suffix.casefold() in _SHOWN_AS_IS or shown.name in _SERVERS:
        return
    if shown.suffix == ".md":
        what, hint = (
            "is no chapter, and would be published unchecked",
            "chapters stand in docs/LANGUAGE/ of a language of report.yml",
        )
    elif shown.suffix.casefold() in _OFFICE:
        what, hint = (
            "is no chapter, and would be published unchecked",
            "put its text into a .md file beside the other chapters, and move this file out of docs/",
        )
    else:
        what = "would be published as it is, and may run in a browser"
        hint = "draw it as a figure, save a picture as PNG, or move it out of docs/"
    yield Finding(Location(shown), "R012", what, hint)
