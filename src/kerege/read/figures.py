"""`figures/<id>.yml` beside `figures/<id>.py`: what a figure draws and the words it needs."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path, PurePosixPath

from kerege.model import Figure
from kerege.read.records import ID, Complaints, Node, Record, read_records


def read_figures(root: Path, complaints: Complaints, languages: tuple[str, ...]) -> dict[str, Figure]:
    """The figures of a report, by id. A script without words, or words without a script, is finding F001."""
    figures: dict[str, Figure] = {}
    names = sorted({path.stem for path in (root / "figures").glob("*") if path.suffix in (".py", ".yml")})
    for name in names:
        words, script = root / "figures" / f"{name}.yml", root / "figures" / f"{name}.py"
        shown = PurePosixPath("figures", f"{name}.yml")
        if not words.is_file() or not script.is_file():
            missing = shown if not words.is_file() else shown.with_suffix(".py")
            complaints.add(Complaints.nowhere(shown), "F001", f"figure '{name}' has no {missing}", f"write {missing}")
            continue
        if not ID.fullmatch(name):
            hint = "use lower-case letters, digits and hyphens"
            complaints.add(Complaints.nowhere(shown), "R009", f"'{name}' is not an id", hint)
            continue
        node = read_records(words, shown, complaints)
        if node is not None:
            figures[name] = _figure(name, Record(node, f"figure '{name}'", complaints, languages))
    return figures


def _figure(name: str, record: Record) -> Figure:
    table = Record(record.node("table") or Node({}, record.location), f"'table' of {name}", record.complaints)
    size = Record(record.node("size") or Node({}, record.location), f"'size' of {name}", record.complaints)
    labels = record.node("labels")
    inner = Record(
        labels or Node({}, record.location), f"labels of figure '{name}'", record.complaints, record.languages
    )
    figure = Figure(
        id=name,
        script=PurePosixPath("figures", f"{name}.py"),
        data=record.texts("data"),
        table=table.file("file"),
        title=record.tied("title"),
        subtitle=record.tied("subtitle", needed=False),
        alt=record.tied("alt"),
        labels={key: inner.tied(key) for key in inner.names()},
        source=record.text("source"),
        width=size.decimal("width", Decimal(125)),
        height=size.decimal("height", Decimal(75)),
        location=record.location,
    )
    for part in (table, size, record):
        part.finish()
    return figure
