"""What lies in a report's folder and may not: links out of it, and files that would be published without being checked.

MkDocs copies whatever stands in `docs/`, follows links there, and makes a page of every Markdown file; the website publishes
the files of sources as they are. So both are looked through before anything is built.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath
from unicodedata import normalize

from kerege.catalogue import problem
from kerege.files import inside
from kerege.findings import Finding, Location
from kerege.model import Source, Website
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


def look_around(
    root: Path, languages: tuple[str, ...], sources: Iterable[Source], website: Website | None = None
) -> Iterator[Finding]:
    """R011 for each link that leads out of the report, R012 for each file that would be published as nobody checked it,
    X034 for each chapter whose name is another's too."""
    for name in (*_OURS, *sorted(path.name for path in root.iterdir() if path.suffix in (".yml", ".json"))):
        if (root / name).is_symlink():
            yield from _link(root, PurePosixPath(name))
    chapters: list[str] = []
    named = {file.path for file in (website.files if website else ())}
    for name in _FOLDERS:
        for shown, linked in _walk(root, name):
            if linked:
                yield from _link(root, PurePosixPath(shown))
            if name == "docs" and _is_chapter(shown, languages):
                chapters.append(shown)
            elif name == "docs" and PurePosixPath(shown) not in named and not (linked and (root / shown).is_dir()):
                yield from _published(PurePosixPath(shown))
    yield from _apart(chapters)
    for source in sources:
        for file in source.files:
            if not source.restricted and file.suffix.casefold() not in _DATA:
                yield Finding(
                    source.location,
                    problem("R012", file=file, source=source.id),
                )


def _apart(chapters: Iterable[str]) -> Iterator[Finding]:
    """X034: chapters of one language whose names are one name on many computers."""
    known: dict[str, str] = {}
    for shown in sorted(chapters):
        first = known.setdefault(normalize("NFC", shown).casefold(), shown)
        if first is not shown:
            yield Finding(
                Location(PurePosixPath(shown)),
                problem("X034", first=PurePosixPath(first).name),
            )


def _walk(root: Path, folder: str) -> Iterator[tuple[str, bool]]:
    """Everything below a folder, and whether it is a link, which is not followed."""
    # Asked at every save of the preview: a listing tells the kind of each entry, where a path would ask the disk.
    top = root / folder
    if top.is_symlink() or top.is_file():
        yield folder, top.is_symlink()
        return
    pending = [folder] if top.is_dir() else []
    while pending:
        here = pending.pop()
        with os.scandir(root / here) as entries:
            for entry in entries:
                shown = f"{here}/{entry.name}"
                if entry.is_dir(follow_symlinks=False):
                    pending.append(shown)
                else:
                    yield shown, entry.is_symlink()


def _link(root: Path, shown: PurePosixPath) -> Iterator[Finding]:
    target = Path(os.path.realpath(root / shown))
    if not inside(target, root):
        yield Finding(Location(shown), LEADS_OUT)
    elif target.is_dir() and shown.parts[0] not in _OURS:
        yield Finding(Location(shown), problem("R011/link-folder"))


def _is_chapter(shown: str, languages: tuple[str, ...]) -> bool:
    parts = shown.split("/")
    return len(parts) == 3 and parts[1] in languages and shown.endswith(".md")


def _published(shown: PurePosixPath) -> Iterator[Finding]:
    hidden = any(part.startswith(".") for part in shown.parts)
    if hidden or shown.suffix.casefold() in _SHOWN_AS_IS or shown.name in _SERVERS:
        return
    office = shown.suffix.casefold() in _OFFICE
    case = "no-chapter" if shown.suffix == ".md" else "office" if office else "may-run"
    yield Finding(Location(shown), problem(f"R012/{case}"))
