"""`figures/<id>.yml` beside `figures/<id>.py`: what a figure draws and the words it needs."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path, PurePosixPath

from kerege.catalogue import problem
from kerege.files import listed, there
from kerege.messages import say
from kerege.model import Figure
from kerege.read.records import ID, Complaints, Node, Record, read_records


def read_figures(root: Path, complaints: Complaints, languages: tuple[str, ...]) -> dict[str, Figure]:
    """The figures of a report, by id. A script without words, or words without a script, is finding F001."""
    figures: dict[str, Figure] = {}
    names = {path.stem for path in listed(root / "figures") if path.suffix in (".py", ".yml")} - {"photos"}
    for name in sorted(names):
        words, script = root / "figures" / f"{name}.yml", root / "figures" / f"{name}.py"
        shown = PurePosixPath("figures", f"{name}.yml")
        if not there(words) or not there(script):
            missing = shown if not there(words) else shown.with_suffix(".py")
            complaints.add(Complaints.nowhere(shown), problem("F001", name=name, missing=missing))
            continue
        if not ID.fullmatch(name):
            complaints.add(Complaints.nowhere(shown), problem("R009/not-id", name=name))
            continue
        node = read_records(words, shown, complaints)
        if node is not None:
            figures[name] = _figure(name, Record(node, say("figure '{name}'", name=name), complaints, languages))
    return figures


def _figure(name: str, record: Record) -> Figure:
    table = Record(
        record.node("table") or Node({}, record.location), say("'table' of {name}", name=name), record.complaints
    )
    size = Record(
        record.node("size") or Node({}, record.location), say("'size' of {name}", name=name), record.complaints
    )
    labels = record.node("labels")
    inner = Record(
        labels or Node({}, record.location),
        say("labels of figure '{name}'", name=name),
        record.complaints,
        record.languages,
    )
    figure = Figure(
        id=name,
        script=PurePosixPath("figures", f"{name}.py"),
        data=record.texts("data"),
        table=table.file("file"),
        title=record.tied("title"),
        subtitle=record.tied("subtitle", needed=False),
        alt=record.tied("alt"),
        description=record.tied("description", needed=False),
        labels={key: inner.tied(key) for key in inner.names()},
        source=record.text("source"),
        width=size.decimal("width", Decimal(125)),
        height=size.decimal("height", Decimal(75)),
        location=record.location,
    )
    for part in (table, size, record):
        part.finish()
    return figure
