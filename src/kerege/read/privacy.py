"""`privacy.yml`: what must not be published, and what may be shown of participants."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path, PurePosixPath

from kerege.messages import say
from kerege.model import FrameRow, Privacy, Waiver
from kerege.read.records import Complaints, Record, read_records
from kerege.read.series import own_and_shared

PATH = PurePosixPath("privacy.yml")
LISTS = ("banned", "in_quotes", "doubtful", "pseudonyms")
"""The lists of names, by key."""


def read_privacy(root: Path, complaints: Complaints) -> Privacy:
    """The privacy settings of a report; without the file nothing is banned and no attribute may be shown."""
    found = Privacy()
    for file in own_and_shared(root, str(PATH)):
        found = _together(found, _read(root, PurePosixPath(file), complaints))
    return found


def _together(shared: Privacy, own: Privacy) -> Privacy:
    """What a series hides is hidden in each of its reports; a report may hide more, never less, and waives for itself."""
    return replace(
        own,
        banned=_merged(shared.banned, own.banned),
        in_quotes=_merged(shared.in_quotes, own.in_quotes),
        doubtful=_merged(shared.doubtful, own.doubtful),
        pseudonyms=_merged(shared.pseudonyms, own.pseudonyms),
        allowed=tuple(dict.fromkeys((*shared.allowed, *own.allowed))),
        k=max(shared.k, own.k),
        k_sensitive=max(shared.k_sensitive, own.k_sensitive),
    )


def _merged(one: Mapping[str, tuple[str, ...]], other: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    return {key: tuple(dict.fromkeys((*one.get(key, ()), *other.get(key, ())))) for key in (*one, *other)}


def _read(root: Path, path: PurePosixPath, complaints: Complaints) -> Privacy:
    node = read_records(root / path, path, complaints)
    if node is None:
        return Privacy()
    record = Record(node, str(path), complaints)
    privacy = Privacy(
        **{key: _names(record, key, complaints) for key in LISTS},
        allowed=record.texts("allowed"),
        k=record.whole("k") or 3,
        k_sensitive=record.whole("k_sensitive") or 5,
        frame=tuple(_frame(record, complaints)),
        waivers=tuple(_waivers(record, complaints)),
    )
    record.finish()
    return privacy


def _names(record: Record, key: str, complaints: Complaints) -> dict[str, tuple[str, ...]]:
    node = record.node(key)
    if node is None:
        return {}
    inner = Record(node, say("'{key}' of {path}", key=key, path=PATH), complaints)
    names = {name: inner.texts(name) for name in inner.names()}
    inner.finish()
    return names


def _frame(record: Record, complaints: Complaints) -> list[FrameRow]:
    rows = []
    for item in record.items("frame"):
        row = Record(item, say("'frame' of {path}", path=PATH), complaints)
        count = row.whole("count") or 0
        shown = {name: row.text(name) for name in row.names() if name != "count"}
        rows.append(FrameRow(shown, count, item.location))
        row.finish()
    return rows


def _waivers(record: Record, complaints: Complaints) -> list[Waiver]:
    waivers = []
    for item in record.items("waivers"):
        row = Record(item, say("'waivers' of {path}", path=PATH), complaints)
        row.has("name")
        waivers.append(
            Waiver(
                row.text("code", needed=True),
                row.text("file", needed=True),
                row.text("place") or row.text("name"),
                row.text("word"),
                row.text("quote"),
                row.text("reason", needed=True),
                row.text("by", needed=True),
                item.location,
            )
        )
        row.finish()
    return waivers
