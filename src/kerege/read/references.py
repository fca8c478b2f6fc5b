"""`glossary.yml` and `references.json`."""

from __future__ import annotations

import difflib
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

_VARIABLES = """
    abstract accessed annote archive archive-place archive_collection archive_location authority author available-date
    call-number categories chair chapter-number citation-key citation-label citation-number collection-editor collection-number
    collection-title compiler composer container container-author container-title container-title-short contributor curator custom
    dimensions director division DOI edition editor editorial-director editortranslator event event-date event-place event-title
    executive-producer first-reference-note-number genre guest host id illustrator interviewer ISBN ISSN issue issued
    journalAbbreviation jurisdiction keyword language locator medium narrator note number number-of-pages number-of-volumes
    organizer original-author original-date original-publisher original-publisher-place original-title page page-first part
    part-number part-title performer PMCID PMID printing printing-number producer publisher publisher-place recipient references
    reviewed-author reviewed-genre reviewed-title scale script-writer section series-creator shortTitle source status submitted
    suffix supplement supplement-number title title-short translator type URL version volume volume-title
    volume-title-short year-suffix
"""
"""Names of CSL-JSON (schema of CSL 1.0.2). Programs that manage works add names of their own, which do no harm."""
_BY_FOLD = {name.casefold(): name for name in _VARIABLES.split()}
_SLIP = 0.8
"""So much is alike at least in a name and what it was meant for: titel, titles, isbn are told, and system_id is not."""


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
        for name in item:
            if meant := _meant(name):
                complaints.add(place, problem("R007/has-unknown-field", name=f"'{key}'", key=name, near=meant))
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


def _meant(name: str) -> str:
    """The name of CSL-JSON that a slip stands for; empty where it is one, or a name of somebody's own."""
    folded = name.casefold()
    if _BY_FOLD.get(folded) == name or name.startswith("_"):
        return ""
    near = difflib.get_close_matches(folded, _BY_FOLD, n=1, cutoff=_SLIP)
    return _BY_FOLD[near[0]] if near else ""
