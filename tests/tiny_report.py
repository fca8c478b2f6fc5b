"""A report of a few lines, which a test of one rule writes out of dicts, and what is found in it."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

from kerege.checks import check_report
from kerege.findings import Finding
from kerege.read import read_report

_NAMES = {"en": "Words", "ru": "Слова", "ky": "Сөздөр"}


def tiny(
    folder: Path,
    files: Mapping[str, object],
    *,
    languages: Sequence[str] = ("en",),
    **settings: Any,
) -> Path:
    """Write a report of one page in each language, and these files.

    Args:
        files: by path: text as it stands, bytes, or data for YAML and JSON. A chapter without front matter gets a title.
        settings: fields of `report.yml`.
    """
    named = {code: _NAMES.get(code, "Words") for code in languages}
    fields = {
        "slug": "tiny",
        "title": named,
        "languages": [*languages],
        "publisher": {**named},
        "edition": {"number": "1", "date": "2026-06-30"},
        "rights": {**named},
        "message": {**named},
        **({"status": dict.fromkeys(languages[1:], "draft")} if languages[1:] else {}),
        **settings,
    }
    pages = {f"docs/{code}/index.md": f"---\ntitle: {named[code]}\n---\n" for code in languages}
    for name, content in {"report.yml": fields, **pages, **files}.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else _text(name, content).encode())
    return folder


def _text(name: str, content: object) -> str:
    if not isinstance(content, str):
        dump = json.dumps if name.endswith((".json", ".lock")) else yaml.safe_dump
        return dump(content, allow_unicode=True, sort_keys=False) if dump is yaml.safe_dump else json.dumps(content)
    if name.endswith(".md") and not content.startswith("---"):
        return f"---\ntitle: Chapter\n---\n\n{content}\n"
    return content


def found(folder: Path, *codes: str) -> list[Finding]:
    """What is found in a report of these codes, in the order in which it is told."""
    reading = read_report(folder)
    findings, _ = check_report(reading.report, reading.findings)
    for finding in findings:
        # Whoever makes a finding gives every fact that its sentence and its remedy name.
        assert "None" not in f"{finding.message} {finding.hint}", finding
    return [finding for finding in findings if finding.code in codes]


def told(folder: Path, *codes: str) -> list[str]:
    """The same as words: `S041 data/statistics/a.yml:1`."""
    return [f"{one.code} {one.location.path}:{one.location.line}" for one in found(folder, *codes)]


def cases(folder: Path, *codes: str) -> list[str]:
    """Which sentences of these codes are said: `S043/make-not`; the code alone where it has one."""
    return [f"{one.code}/{one.problem.case}".removesuffix("/") for one in found(folder, *codes)]


def cited(value: str, unit: str = "percent", label: str = "", **more: Any) -> dict[str, Any]:
    """The record of a statistic that somebody has read in a document; its source is called `s`."""
    return {"source": "s", "cited": {"value": value}, "unit": unit, "label": {"en": label or f"Share {value}"}, **more}


SOURCE = {"s": {"title": {"en": "Survey"}}}
