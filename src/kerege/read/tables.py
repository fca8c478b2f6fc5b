"""`data/tables.yml`: tables whose rows and columns are taken from a source by their labels."""

from __future__ import annotations

from kerege.catalogue import problem
from kerege.messages import say
from kerege.model import SourceTable, Words
from kerege.read.records import Node, Record
from kerege.read.statistics import SCALES, require_unit

FILE = "data/tables.yml"


def read_table(key: str, record: Record, own: frozenset[str] = frozenset()) -> SourceTable:
    """One table.

    Args:
        own: the codes of the report's own units.
    """
    at = Record(
        record.node("at") or Node({}, record.location),
        say("'at' of {key}", key=key),
        record.complaints,
        record.languages,
    )
    by = Record(at.node("by") or Node({}, record.location), say("'by' of {key}", key=key), record.complaints)
    tidy = (by.text("rows"), by.text("columns"), by.text("value"))
    if any(tidy) and not all(tidy):
        record.complaints.add(at.place("by"), problem("R005/by-lacks-column", name=record.name))
    if not record.has("at"):
        record.lacks("at")
    columns = _labels(at, "columns")
    units = _by_column(record, "unit", tuple(columns), "number")
    for unit in dict.fromkeys(units.values()):
        require_unit(record, unit, own)
    decimals = _by_column(record, "decimals", tuple(columns), "")
    scale = record.text("scale")
    table = SourceTable(
        id=key,
        source=record.text("source", needed=True),
        file=at.file("file", needed=True),
        sheet=at.text("sheet"),
        rows=_labels(at, "rows"),
        columns=columns,
        by=tidy,
        where=at.mapping("where"),
        title=record.words("title"),
        stub=record.words("stub", needed=False),
        note=record.words("note", needed=False),
        units=units,
        decimals={name: int(text) for name, text in decimals.items() if text.isdecimal()},
        scale=SCALES.get(scale, 1),
        landscape=record.flag("landscape"),
        location=record.location,
    )
    if scale and scale not in SCALES:
        record.complaints.add(
            record.place("scale"), problem("R004/scale-of", name=record.name, scale=scale, scales=tuple(SCALES))
        )
    for part in (by, at):
        part.finish()
    return table


def _labels(at: Record, key: str) -> dict[str, Words]:
    """Labels of the source with their words: a table of both, or a list where readers see the labels as they are."""
    node = at.node(key)
    if node is None or node.value in (None, {}, []):
        at.lacks(key)
        return {}
    if isinstance(node.value, dict):
        inner = Record(node, say("'{key}' of {name}", key=key, name=at.name), at.complaints, at.languages)
        return {label: inner.words(label) for label in inner.names()}
    if isinstance(node.value, list) and len(at.languages) > 1:
        example = ", ".join(f"{code}: …" for code in at.languages)
        at.complaints.add(at.place(key), problem("R006/labels", key=key, name=at.name, example=example))
    return {label: dict.fromkeys(at.languages, label) for label in at.texts(key)}


def _by_column(record: Record, key: str, columns: tuple[str, ...], usual: str) -> dict[str, str]:
    """A field that is the same for all columns, or is said of each."""
    node = record.node(key)
    if node is not None and isinstance(node.value, dict):
        said = record.mapping(key)
        for name in said:
            if name not in columns:
                record.complaints.add(
                    node.keys[name], problem("R007/no-column", key=key, name=record.name, column=name[:40])
                )
        return {name: said.get(name, usual) for name in columns}
    return dict.fromkeys(columns, record.text(key, usual))
