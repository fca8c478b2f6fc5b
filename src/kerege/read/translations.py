"""`translations/<language>/<chapter>.json`: what is remembered of every translated block.

Only `kerege accept` and the imports of translations write these files, whole and never in part.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path, PurePosixPath

from kerege.catalogue import problem
from kerege.findings import Location
from kerege.model import Remembered
from kerege.read.records import Complaints, read_text

_NOTE = "Written by 'kerege accept' and by imports of translations: do not edit by hand."
RECORDS_MEMORY = "_records"
"""Stands for a chapter's name in what is remembered of the texts of records: titles, glossary, testimonies, labels."""
_FIELDS = ("source", "target", "status", "text")


def memory_file(language: str, chapter: str) -> PurePosixPath:
    """Where a chapter's translation is remembered, relative to the report's folder."""
    return PurePosixPath("translations", language, f"{chapter}.json")


def read_memory(
    root: Path, languages: Sequence[str], complaints: Complaints
) -> Mapping[tuple[str, str], tuple[Remembered, ...]]:
    """What is remembered, by language and chapter; a file that cannot be read is a finding and remembers nothing."""
    found = {}
    for language in languages:
        for path in sorted((root / "translations" / language).glob("*.json")):
            found[(language, path.stem)] = _entries(path, memory_file(language, path.stem), complaints)
    return found


def memory_text(entries: Sequence[Remembered]) -> str:
    """The file's content."""
    blocks = [{name: getattr(entry, name) for name in _FIELDS} for entry in entries]
    return json.dumps({"note": _NOTE, "blocks": blocks}, ensure_ascii=False, indent=1) + "\n"


def _entries(path: Path, shown: PurePosixPath, complaints: Complaints) -> tuple[Remembered, ...]:
    text = read_text(path, shown, complaints)
    if text is None:
        return ()
    try:
        blocks = json.loads(text)["blocks"]
        return tuple(Remembered(*(str(block[name]) for name in _FIELDS)) for block in blocks)
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        complaints.add(
            Location(shown, getattr(error, "lineno", 1)),
            problem("R001/not-what-kerege-accept", parts=shown.parts[1], stem=path.stem),
        )
        return ()
