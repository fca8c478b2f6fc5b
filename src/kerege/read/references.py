"""`glossary.yml` and `references.json`."""

from __future__ import annotations

import json
from pathlib import Path, PurePosixPath
from typing import Any

from kerege.catalogue import problem
from kerege.findings import Location
from kerege.model import Reference, Term
from kerege.model.comments import drop
from kerege.read.records import Complaints, Record, read_text
from kerege.read.series import own_and_shared
from kerege.read.signs import sign_troubles


def read_term(key: str, record: Record) -> Term:
    """One entry of the glossary."""
    return Term(
        id=key,
        term=record.words("term"),
        definition=record.tied("definition"),
        acronym=record.flag("acronym"),
        stems=record.mapping("stems"),
        location=record.location,
    )


def read_references(root: Path, complaints: Complaints) -> dict[str, Reference]:
    """The cited works, by key: those that a series shares, and the report's own."""
    references: dict[str, Reference] = {}
    for file in own_and_shared(root, "references.json"):
        for key, reference in _read(root, PurePosixPath(file), complaints).items():
            if key in references:
                complaints.add(
                    reference.location,
                    problem("R008/reference-already-in", key=key, location=references[key].location),
                )
                continue
            references[key] = reference
    return references


def _read(root: Path, shown: PurePosixPath, complaints: Complaints) -> dict[str, Reference]:
    text = read_text(root / shown, shown, complaints)
    if text is None:
        return {}
    try:
        items = json.loads(text)
    except (json.JSONDecodeError, RecursionError) as error:
        line, column = (error.lineno, error.colno) if isinstance(error, json.JSONDecodeError) else (1, 1)
        complaints.add(
            Location(shown, line, column),
            problem("R001/not-valid-json", error=getattr(error, "msg", "too deep")),
        )
        return {}
    if not isinstance(items, list):
        complaints.add(Location(shown), problem("R004/should-be-list-works"))
        return {}
    references: dict[str, Reference] = {}
    line, position = 1, 0
    for item in items:
        key = str(item.get("id", "")) if isinstance(item, dict) else ""
        # From the item before on: from the top, a long list would be searched once for every item.
        at = text.find(f'"{key}"', position)
        if at >= 0:
            line, position = line + text.count("\n", position, at), at
        if not key or "type" not in item:
            complaints.add(Location(shown, line), problem("C002", key=key))
            continue
        if key in references:
            complaints.add(Location(shown, line), problem("R008/reference-there-twice", key=key))
            continue
        place = Location(shown, line)
        references[key] = Reference(
            key, {name: _words(value, place, complaints) for name, value in item.items()}, place
        )
    return references


def _words(value: Any, here: Location, complaints: Complaints) -> Any:
    """A field of a work without the comments of colleagues; signs that show readers something else are findings."""
    if isinstance(value, str):
        for trouble in sign_troubles(value, entities=False):
            complaints.add(here, trouble.problem)
        return drop(value)
    if isinstance(value, list):
        return [_words(item, here, complaints) for item in value]
    if isinstance(value, dict):
        return {name: _words(item, here, complaints) for name, item in value.items()}
    return value
