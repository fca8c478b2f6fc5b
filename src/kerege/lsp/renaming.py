"""An id under a new name, wherever it stands: chapters of all languages, records, locks, and what is remembered of translations.

What was published keeps its names: an id that a closed edition knows stays what it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from kerege.errors import KeregeError
from kerege.lsp.mentions import Mention
from kerege.lsp.session import Session
from kerege.messages import say
from kerege.model import Cell, Report, Statistic
from kerege.read.records import ID, Complaints, Node, parse_yaml
from kerege.read.translations import memory_file, memory_text
from kerege.translate.digests import digest
from kerege.translate.segments import segments_of
from kerege.tying.placing import Change

NAMED = (
    "stat",
    "claim",
    "quote",
    "term",
    "fig",
    "photo",
    "cite",
    "heading",
    "table",
    "source",
    "nostat",
    "speaker",
    "theme",
    "note",
)
"""What may be renamed."""
_DOTTED = re.compile(r"[a-z0-9]+(?:[-.][a-z0-9]+)*")
_KEY = re.compile(r"[\w][\w-]*")


@dataclass(frozen=True)
class Renaming:
    """What a new name changes."""

    changes: tuple[Change, ...]
    files: tuple[tuple[str, str], ...]
    """Files that get a new name: their old one, and the new one."""


def renamed(session: Session, path: str, mention: Mention, name: str) -> Renaming:
    """The changes by which something gets a new name.

    Raises:
        KeregeError: it cannot be renamed, or the name is no id, or somebody has it.
    """
    kind, old = mention.kind, mention.id
    if kind not in NAMED:
        raise KeregeError(say("'{name}' cannot be renamed here.", name=old))
    form = _KEY if kind in ("cite", "note") else _DOTTED if kind == "stat" and "." in name else ID
    if not form.fullmatch(name):
        raise KeregeError(say("'{name}' is no id: write small Latin letters, digits and hyphens.", name=name))
    if kind == "note":
        return Renaming(tuple(_note(session, path, old, name)), ())
    if any(True for _ in session.named(kind, name)) or name in _known(session.report, kind):
        raise KeregeError(say("'{name}' is taken.", name=name))
    if _published(session.report, kind, old):
        raise KeregeError(say("'{name}' was published under this name in an earlier edition and keeps it.", name=old))
    changes = [Change(where, one.start, one.end, name) for where, one in session.named(kind, old)]
    statistic = session.report.statistics.get(old)
    if kind == "stat" and statistic is not None and statistic.table:
        changes.append(_own_id(session, statistic, name))
    elif not changes:
        raise KeregeError(say("'{name}' stands nowhere in this report.", name=old))
    files = tuple(_files(session, old, name)) if kind == "fig" else ()
    return Renaming((*changes, *_remembered(session, kind, old, name)), files)


def _note(session: Session, path: str, old: str, name: str) -> Iterator[Change]:
    """The label of a note, which is its chapter's alone, in all languages of the chapter."""
    chapter = PurePosixPath(path).stem
    files = [f"docs/{code}/{chapter}.md" for code in session.report.settings.languages]
    named = [(file, one) for file in files for one in session.mentions(file) if one.kind == "note"]
    if any(one.id == name for _, one in named):
        raise KeregeError(say("'{name}' is taken.", name=name))
    yield from (Change(file, one.start, one.end, name) for file, one in named if one.id == old)
    yield from _remembered(session, "note", old, name, chapter)


def _known(report: Report, kind: str) -> Mapping[str, object]:
    known: Mapping[str, Mapping[str, object]] = {
        "stat": report.statistics, "claim": report.claims, "quote": {**report.quotes, **report.drafts}, "term": report.terms,
        "fig": {**report.figures, **report.photos}, "photo": {**report.figures, **report.photos}, "source": report.sources,
        "cite": report.references, "nostat": report.settings.nostat, "speaker": report.speakers, "theme": report.themes,
    }  # fmt: skip
    return known.get(kind, {})


def _published(report: Report, kind: str, key: str) -> bool:
    return any(
        key in getattr(edition, field, {})
        for edition in report.editions
        for field in {"stat": ("statistics",), "claim": ("claims",), "quote": ("quotes",)}.get(kind, ())
    )


def _files(session: Session, old: str, name: str) -> Iterator[tuple[str, str]]:
    """A figure is called as its files are."""
    for ending in (".yml", ".py"):
        if (session.root / "figures" / f"{old}{ending}").is_file():
            yield f"figures/{old}{ending}", f"figures/{name}{ending}"


def _own_id(session: Session, statistic: Statistic, name: str) -> Change:
    """The id of one cell of a table, said at its row."""
    path, text = str(statistic.location.path), session.text(str(statistic.location.path))
    lines = session.lines(path)
    at = lines.at(statistic.location)
    origin = statistic.origin
    column = ""
    if isinstance(origin, Cell):
        column = (
            origin.under or origin.column
            if not origin.where or len(origin.where) == 1
            else list(origin.where.values())[1]
        )
    row = _node_at(parse_yaml(text, PurePosixPath(path), Complaints()), statistic)
    if row is not None and isinstance(row.value, dict):
        ids = row.value.get("ids")
        if ids is not None and isinstance(ids.value, dict):
            if column in ids.value:
                start = lines.at(ids.value[column].location)
                start += text[start : start + 1] in ("'", '"')
                return Change(path, start, start + len(str(ids.value[column].value)), name)
            start = lines.at(ids.location)
            if text[start : start + 1] == "{":
                return Change(path, start + 1, start + 1, f"{_scalar(column)}: {name}, ")
        if row.value and ids is None:
            first = lines.at(min(row.keys.values()))
            brace = text.rfind("{", at, first)
            if brace >= 0 and not text[brace + 1 : first].strip():
                return Change(path, first, first, f"ids: {{{_scalar(column)}: {name}}}, ")
            indent = first - text.rfind("\n", 0, first) - 1
            return Change(path, first, first, f"ids: {{{_scalar(column)}: {name}}}\n{' ' * indent}")
    raise KeregeError(
        say(
            "Write the rows of table '{table}' as a table with a line each; then its ids can be named.",
            table=statistic.table,
        )
    )


def _node_at(tree: Node | None, statistic: Statistic) -> Node | None:
    """The record of a statistic's row."""
    entry = tree.value.get(statistic.table) if tree is not None and isinstance(tree.value, dict) else None
    rows = entry.value.get("rows") if entry is not None and isinstance(entry.value, dict) else None
    if rows is None or not isinstance(rows.value, dict):
        return None
    return next((rows.value[key] for key, place in rows.keys.items() if place == statistic.location), None)


def _scalar(text: str) -> str:
    return text if re.fullmatch(r"[^\W\d][\w -]*", text) else '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _remembered(session: Session, kind: str, old: str, name: str, only: str = "") -> Iterator[Change]:
    """What is remembered of translations, with the new name: no block is behind because an id is called otherwise.

    Args:
        only: the one chapter that is meant.
    """
    scheme = {"photo": "fig", "cite": "@"}.get(kind, kind)
    tie = re.compile(rf"(?<=\]\({re.escape(scheme)}:){re.escape(old)}(?=\))")
    if scheme == "@":
        tie = re.compile(rf"(?<=@){re.escape(old)}(?![\w-])")
    elif kind == "note":
        tie = re.compile(rf"(?<=\[\^){re.escape(old)}(?=\])")
    elif kind == "heading":
        tie = re.compile(rf"(?<=#){re.escape(old)}(?=\))")
    report = session.report
    for (language, chapter), entries in report.memory.items():
        if only not in ("", chapter):
            continue
        original = report.chapter(report.settings.original, chapter)
        translation = report.chapter(language, chapter)
        packs = (session.pack(report.settings.original), session.pack(language))
        renewed: dict[str, str] = {}
        texts = [(entry.text, packs[0]) for entry in entries]
        texts += [(segment.text, packs[0]) for segment in segments_of(original)] if original else []
        texts += [(segment.text, packs[1]) for segment in segments_of(translation)] if translation else []
        for text, pack in texts:
            if tie.search(text):
                renewed[digest(text, pack)] = digest(tie.sub(name, text), pack)
        if not renewed:
            continue
        now = [
            type(entry)(
                renewed.get(entry.source, entry.source),
                renewed.get(entry.target, entry.target),
                entry.status,
                tie.sub(name, entry.text),
            )
            for entry in entries
        ]
        place = str(memory_file(language, chapter))
        if tuple(now) != entries:
            yield Change(place, 0, len(session.text(place)), memory_text(now))
