"""The fields of each kind of file, from the JSON Schemas that `tools/run schemas` makes of what the readers ask for."""

from __future__ import annotations

import json
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parents[1] / "schemas"
FILES: tuple[tuple[str, str], ...] = (
    ("data/statistics/*.yml", "statistics"),
    ("data/sources.yml", "sources"),
    ("data/claims.yml", "claims"),
    ("data/tables.yml", "tables"),
    ("data/units.yml", "units"),
    ("data/assertions.yml", "assertions"),
    ("quotes/speakers.yml", "speakers"),
    ("quotes/themes.yml", "themes"),
    ("quotes/drafts/*.yml", "quotes"),
    ("quotes/*.yml", "quotes"),
    ("figures/photos.yml", "photos"),
    ("figures/*.yml", "figure"),
    ("glossary.yml", "glossary"),
    ("privacy.yml", "privacy"),
    ("report.yml", "report"),
    ("brand.yml", "brand"),
    ("docs/*/*.md", "chapter"),
)
"""Which schema a file has; the front matter of a chapter has one too."""


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a record."""

    name: str
    kind: str
    """As JSON Schema calls it."""
    documentation: str
    choices: tuple[str, ...]
    needed: bool


def schema_of(path: str) -> str | None:
    """The name of a file's schema; None where it has none."""
    name = path.removeprefix("../shared/")
    for form, schema in FILES:
        if form == name or (fnmatchcase(name, form) and form.count("/") == name.count("/")):
            return schema
    return None


@cache
def schema(name: str) -> dict[str, Any]:
    """A schema by its name."""
    path = FOLDER / f"{name}.schema.json"
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
    return found


def fields_at(path: str, keys: tuple[str, ...]) -> list[Field]:
    """The fields that a mapping of a file may have; none where it is not known, or any key may stand there."""
    name = schema_of(path)
    if name is None:
        return []
    nodes = [schema(name)]
    for key in keys:
        nodes = [inner for node in nodes for inner in _below(node, key)]
    fields: dict[str, Field] = {}
    for node in nodes:
        for form in _forms(node):
            for key, inner in form.get("properties", {}).items():
                fields.setdefault(key, _field(key, inner, key in form.get("required", ())))
    return list(fields.values())


def _forms(node: dict[str, Any]) -> list[dict[str, Any]]:
    """A node, and what it may be instead."""
    return [node, *(form for name in ("anyOf", "oneOf") for one in node.get(name, ()) for form in _forms(one))]


def _below(node: dict[str, Any], key: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for form in _forms(node):
        if "items" in form:
            found += _below(form["items"], key)
        known = form.get("properties", {}).get(key)
        if known is not None:
            found.append(known)
        elif isinstance(form.get("additionalProperties"), dict):
            found.append(form["additionalProperties"])
    return found


def _field(name: str, node: dict[str, Any], needed: bool) -> Field:
    choices = tuple(str(one) for form in _forms(node) for one in form.get("enum", ()) if one != "")
    kinds = [str(form["type"]) for form in _forms(node) if isinstance(form.get("type"), str)]
    return Field(name, " | ".join(dict.fromkeys(kinds)), str(node.get("description", "")), choices, needed)
