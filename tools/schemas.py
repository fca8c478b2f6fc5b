"""JSON Schemas of every kind of record, for completion in editors and for any YAML editor: made of what the readers ask for.

Each reader is run on records of which nothing is known, and every question that it asks is written down: which field, as what, of which
choices. A reader that asks further questions where a field is there is run again with that field there. What a field means is what
the model says of it (the text below its line), so nothing here can say other than the program does.
"""

from __future__ import annotations

import ast
import copy
import json
import re
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path, PurePosixPath
from typing import Any

from kerege.findings import Location
from kerege.read import (
    claims,
    figures,
    photos,
    quotes,
    references,
    settings,
    statistic_tables,
    statistics,
    tables,
    units,
)
from kerege.read.chapter import _meta
from kerege.read.records import Complaints, Node, Record

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "src" / "kerege" / "schemas"
DRAFT = "https://json-schema.org/draft/2020-12/schema"
_NOWHERE = Location(PurePosixPath("record.yml"))
_LANGUAGES = ("en", "ru")
_MOST_RUNS = 60

Schema = dict[str, Any]
TEXT: Schema = {"type": ["string", "number", "boolean", "null"]}
WORDS: Schema = {"type": ["object", "null"], "additionalProperties": {"type": ["string", "number", "null"]}}


class _Seen:
    """What was asked of one mapping."""

    def __init__(self) -> None:
        self.fields: dict[str, list[Schema]] = {}
        self.inner: dict[str, _Seen] = {}
        self.entries: dict[str, _Seen] = {}
        self.needed: dict[str, int] = {}
        """Of each field, how often a reader could not do without it."""
        self.read = 0
        """How often it was read."""
        self.had: set[str] = set()
        """Fields of which a reader asked only whether they are there."""
        self.free: Schema | None = None
        """What stands under keys that the editor chooses."""
        self.finished = False

    def note(self, key: str, form: Schema, needed: bool = False) -> None:
        known = self.fields.setdefault(key, [])
        if form not in known:
            known.append(form)
        if needed:
            self.needed[key] = self.needed.get(key, 0) + 1


class _Watch:
    """Notes what readers ask; `there` are the fields that a record is said to have."""

    def __init__(self, there: frozenset[tuple[str, ...]]) -> None:
        self.there = there
        self.roots: list[_Seen] = []
        self._nodes: dict[int, tuple[_Seen, tuple[str, ...]]] = {}
        self._keep: list[Node] = []
        self.asked: set[tuple[str, ...]] = set()

    def node(self, seen: _Seen, path: tuple[str, ...], value: Any = None) -> Node:
        made = Node({} if value is None else value, _NOWHERE)
        self._nodes[id(made)] = (seen, path)
        self._keep.append(made)
        return made

    def seen(self, node: Node) -> tuple[_Seen, tuple[str, ...]]:
        return self._nodes.get(id(node), (_Seen(), ("?",)))


@contextmanager
def _watching(watch: _Watch) -> Iterator[None]:
    kept = {name: getattr(Record, name) for name in vars(Record) if callable(getattr(Record, name))}
    begin = Record.__init__

    def init(self: Record, node: Node, name: str, complaints: Complaints, languages: Any = ()) -> None:
        begin(self, node, name, complaints, languages)
        self._seen, self._path = watch.seen(node)  # type: ignore[attr-defined]
        self._seen.read += 1  # type: ignore[attr-defined]

    def ask(self: Any, key: str, form: Schema, needed: bool = False) -> Any:
        self._seen.note(key, form, needed)
        return None

    def there(self: Any, key: str) -> bool:
        path = (*self._path, key)
        watch.asked.add(path)
        return path in watch.there

    def text(self: Any, key: str, default: str = "", *, needed: bool = False) -> str:
        ask(self, key, TEXT, needed)
        return default

    def node(self: Any, key: str) -> Node | None:
        if not there(self, key):
            self._seen.fields.setdefault(key, [])
            return watch.node(self._seen.inner.setdefault(key, _Seen()), (*self._path, key)) if key in _TABLES else None
        return watch.node(self._seen.inner.setdefault(key, _Seen()), (*self._path, key))

    def has(self: Any, key: str) -> bool:
        self._seen.had.add(key)
        return there(self, key)

    def items(self: Any, key: str) -> list[Node]:
        ask(self, key, {"type": ["array", "null"]})
        return [watch.node(self._seen.entries.setdefault(key, _Seen()), (*self._path, key, "[]"))]

    def texts(self: Any, key: str) -> tuple[str, ...]:
        ask(self, key, {"anyOf": [TEXT, {"type": "array", "items": TEXT}]})
        return ()

    def names(self: Any) -> tuple[str, ...]:
        self._seen.free = {}
        return ()

    def choice(self: Any, key: str, allowed: tuple[str, ...], default: str) -> str:
        ask(self, key, {"enum": [one for one in allowed if one]})
        return default

    patched: dict[str, Callable[..., Any]] = {
        "__init__": init,
        "text": text,
        "node": node,
        "has": has,
        "items": items,
        "texts": texts,
        "names": names,
        "choice": choice,
        "file": lambda self, key, *, needed=False: ask(self, key, {"type": "string"}, needed),
        "files": lambda self, key: texts(self, key),
        "language": lambda self, key, *, needed=False: (ask(self, key, {"type": "string"}, needed), "en")[1],
        "flag": lambda self, key, default=False: (ask(self, key, {"enum": [True, False, "yes", "no"]}), default)[1],
        "whole": lambda self, key: ask(self, key, {"type": ["integer", "string", "null"]}),
        "decimal": lambda self, key, default: (ask(self, key, {"type": ["number", "string", "null"]}), default)[1],
        "mapping": lambda self, key: (ask(self, key, {"type": ["object", "null"], "additionalProperties": TEXT}), {})[
            1
        ],
        "words": lambda self, key, *, needed=True: (ask(self, key, WORDS, needed), {})[1],
        "tied": lambda self, key, *, needed=True: (ask(self, key, WORDS, needed), {})[1],
        "finish": lambda self: setattr(self._seen, "finished", True),
        "lacks": lambda self, key: None,
    }
    for name, method in patched.items():
        setattr(Record, name, method)
    try:
        yield
    finally:
        for name, method in kept.items():
            setattr(Record, name, method)


_TABLES = frozenset(
    {
        "at",
        "by",
        "cited",
        "consent",
        "source",
        "segment",
        "size",
        "table",
        "forms",
        "change",
        "compare",
        "rank",
        "share",
    }
)
"""Fields whose tables readers look into whether they are there or not."""


def schema_of(read: Callable[[str, Record], object], file: str = "record.yml") -> Schema:
    """The schema of one record, from its reader."""
    total = _Seen()
    waiting: list[frozenset[tuple[str, ...]]] = [frozenset()]
    done: set[frozenset[tuple[str, ...]]] = set()
    asked: set[tuple[str, ...]] = set()
    while waiting and len(done) < _MOST_RUNS:
        there = waiting.pop(0)
        if there in done:
            continue
        done.add(there)
        watch = _Watch(there)
        # A reader that wants more than nothing has asked by then what it asks.
        wanting = suppress(TypeError, AttributeError, KeyError, IndexError, ValueError, StopIteration)
        with _watching(watch), wanting:
            read("key", Record(watch.node(total, ()), file, Complaints(), _LANGUAGES))
        for path in watch.asked - asked:
            waiting.append(frozenset({path[: n + 1] for n in range(len(path))}))
        asked |= watch.asked
    return _made(total)


def _made(seen: _Seen) -> Schema:
    properties: Schema = {}
    for key in sorted({*seen.fields, *seen.inner, *seen.entries, *seen.had}):
        # Descriptions are written into them later.
        forms = copy.deepcopy(seen.fields.get(key, []))
        if (
            key in seen.inner
            and (inner := seen.inner[key])
            and (inner.fields or inner.inner or inner.had or inner.free is not None)
        ):
            forms = [form for form in forms if form != TEXT or key in _EITHER]
            forms.append(_made(inner))
            if key in _EITHER and TEXT not in forms:
                forms.insert(0, dict(TEXT))
        if key in seen.entries:
            forms = [form for form in forms if form.get("type") != ["array", "null"]]
            entry = seen.entries[key]
            forms.append({"type": ["array", "null"], "items": _made(entry) if entry.fields or entry.inner else {}})
        properties[key] = forms[0] if len(forms) == 1 else {"anyOf": forms} if forms else {}
    made: Schema = {"type": ["object", "null"], "properties": properties}
    if seen.free is not None:
        made["additionalProperties"] = WORDS if not properties else seen.free
    elif seen.finished:
        made["additionalProperties"] = False
    needed = sorted(key for key, often in seen.needed.items() if often >= seen.read and key not in seen.inner)
    if needed:
        made["required"] = needed
    return made


_EITHER = frozenset({"source", "authors", "contact", "rights", "logo"})
"""Fields that may be a text or a table."""


# --- what the model says of a field ---


def documentation() -> Mapping[str, Mapping[str, str]]:
    """By class of the model and field: the text below its line."""
    found: dict[str, dict[str, str]] = {}
    for path in sorted((ROOT / "src" / "kerege" / "model").glob("*.py")):
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.ClassDef):
                found[node.name] = dict(_said(node))
    return found


def _said(node: ast.ClassDef) -> Iterator[tuple[str, str]]:
    for line, below in zip(node.body, [*node.body[1:], None], strict=True):
        if isinstance(line, ast.AnnAssign) and isinstance(line.target, ast.Name):
            doc = below.value.value if isinstance(below, ast.Expr) and isinstance(below.value, ast.Constant) else ""
            yield line.target.id, " ".join(str(doc).split())


FIELDS = ROOT / "tools" / "schema_fields.yml"
"""What fields mean that the model calls otherwise, or says nothing of."""


def _described(schema: Schema, model: Mapping[str, str], more: Mapping[str, Any]) -> Schema:
    for key, inner in schema.get("properties", {}).items():
        said = more.get(key)
        text = said.get("", "") if isinstance(said, dict) else said or model.get(key, "")
        if text:
            inner["description"] = text
        below = said if isinstance(said, dict) else {}
        for form in (inner, *inner.get("anyOf", ())):
            _described(form, {}, below)
            if "items" in form:
                _described(form["items"], {}, below)
    return schema


def _record(read: Callable[[str, Record], object], model: str, name: str) -> Schema:
    from kerege.languages.data import load_data

    more = load_data(FIELDS.read_text(encoding="utf-8"))
    return _described(schema_of(read), documentation().get(model, {}), more.get(name, {}))


def _keyed(record: Schema) -> Schema:
    # Whoever reads such a file says which fields nobody asked for.
    record = {**record, "additionalProperties": False}
    return {
        "type": ["object", "null"],
        "propertyNames": {"pattern": "^[a-z0-9]+(-[a-z0-9]+)*$"},
        "additionalProperties": record,
    }


def _one_of(record: Schema, *names: str) -> Schema:
    """A record that has exactly one of these fields: a statistic says once where its value stands."""
    return {**record, "oneOf": [{"required": [name]} for name in names]}


def schemas() -> dict[str, Schema]:
    """Every schema by its name."""
    root, nowhere = Path("/nonexistent"), Complaints()
    statistic = _record(statistics.read_statistic, "Statistic", "statistics")
    table = _record(statistic_tables.read_statistics, "Statistic", "statistics")
    for name in statistic_tables.SHARED:
        table["properties"].setdefault(name, statistic["properties"].get(name, {}))
    merged = {**statistic, "properties": {**table["properties"], **statistic["properties"]}}
    merged.pop("required", None)
    for name in ("table", "ids", "rows", "columns"):
        merged["properties"][name] = table["properties"].get(name, {})
    line = {
        "type": ["object", "null"],
        "properties": {
            **{name: merged["properties"].get(name, {}) for name in statistic_tables.SHARED},
            "key": {"type": ["string", "number", "null"], "description": "Its part of the ids of its statistics."},
            "label": {**WORDS, "description": merged["properties"].get("label", {}).get("description", "")},
            "ids": {"type": "object", "additionalProperties": TEXT, "description": "Ids of single cells, by column."},
        },
        "additionalProperties": False,
    }
    lines = {"anyOf": [{"type": "array", "items": TEXT}, {"type": "object", "additionalProperties": line}]}
    for name in ("rows", "columns"):
        merged["properties"][name] = {**lines, "description": merged["properties"][name].get("description", "")}
    made = {
        "statistics": _keyed(_one_of(merged, "at", "sql", "formula", "cited", "table")),
        "sources": _keyed(_record(statistics.read_source, "Source", "sources")),
        "claims": _keyed(_one_of(_record(claims.read_claim, "Claim", "claims"), "change", "compare", "rank", "share")),
        "tables": _keyed(_record(tables.read_table, "SourceTable", "tables")),
        "units": {"type": ["object", "null"], "additionalProperties": _record(units.read_unit, "Unit", "units")},
        "quotes": _keyed(_record(quotes.read_quote, "Quote", "quotes")),
        "photos": _keyed(_record(partial(photos._photo, root, nowhere), "Photo", "photos")),
        "figure": _record(lambda key, record: figures._figure(key, record), "Figure", "figure"),
        "glossary": _keyed(_record(references.read_term, "Term", "glossary")),
        "report": _record(lambda key, record: settings.read_settings(record, root), "Settings", "report"),
        "chapter": _record(lambda key, record: _meta(record), "Chapter", "chapter"),
    }
    # Questions that are asked of the answer, not of the record.
    made["report"]["properties"]["edition"]["properties"]["date"] = {
        "type": "string",
        "pattern": r"^\d{4}-\d{2}-\d{2}$",
    }
    made["chapter"]["required"] = ["title"]
    made["chapter"]["properties"]["status"]["enum"] = [state for state in settings.STATES if state]
    themes = {"type": ["object", "null"], "additionalProperties": WORDS}
    made |= {
        "themes": themes,
        "speakers": {
            "type": ["object", "null"],
            "properties": {
                "roles": {**themes, "description": "How speakers are called, by id."},
                "attributes": {
                    "type": ["object", "null"],
                    "additionalProperties": themes,
                    "description": "What readers may be told of them, by attribute and value.",
                },
            },
            "additionalProperties": False,
        },
        "assertions": {
            "type": ["array", "null"],
            "items": {
                "type": "object",
                "properties": {"holds": TEXT, "fails": TEXT, "reason": WORDS},
                "oneOf": [{"required": ["holds"]}, {"required": ["fails"]}],
                "additionalProperties": False,
            },
        },
    }
    return {
        name: {"$schema": DRAFT, "$id": f"kerege:{name}", "title": f"Kerege: {name}", **schema}
        for name, schema in sorted(made.items())
    }


def text(schema: Schema) -> str:
    return json.dumps(schema, ensure_ascii=False, indent=1, sort_keys=False) + "\n"


def main() -> int:
    """Write them."""
    FOLDER.mkdir(exist_ok=True)
    for name, schema in schemas().items():
        (FOLDER / f"{name}.schema.json").write_text(text(schema), encoding="utf-8")
        print(name, ", ".join(_fields(schema)))
    return 0


def _fields(schema: Schema) -> list[str]:
    inner = schema.get("additionalProperties")
    return list((inner if isinstance(inner, dict) and "properties" in inner else schema).get("properties", {}))


def undocumented() -> Iterator[str]:
    """Fields of which nothing is said."""
    for name, schema in schemas().items():
        inner = schema.get("additionalProperties")
        for key, field in (inner if isinstance(inner, dict) else schema).get("properties", {}).items():
            if not re.search(r"\w", field.get("description", "")):
                yield f"{name}.{key}"


if __name__ == "__main__":
    sys.exit(main())
