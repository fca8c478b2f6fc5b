"""Findings as text for people, JSON and SARIF for programs, annotations for GitHub."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import quote

from kerege import __version__
from kerege.catalogue import Entry, entry
from kerege.cli.console import json_text
from kerege.cli.interface_language import hint, message, severity, ui_language
from kerege.findings import Finding
from kerege.languages.known import SOURCE


def as_text(findings: Sequence[Finding]) -> str:
    """One finding a line, what to do about it indented below."""
    lines = []
    for finding in findings:
        lines.append(f"{finding.location}: {severity(finding)} {finding.code} {message(finding)}")
        if finding.hint:
            lines.append(f"    {hint(finding)}")
    return "\n".join(lines)


def as_json(findings: Sequence[Finding]) -> str:
    """A list of objects; keys are stable."""
    return json_text([as_data(finding) for finding in findings], indent=2)


def as_data(finding: Finding) -> dict[str, object]:
    """One finding as plain data: English, so that programs need not care who ran it; with its translation beside."""
    code = ui_language()
    translation = {} if code == SOURCE else {f"message_{code}": message(finding), f"hint_{code}": hint(finding)}
    return {
        "path": str(finding.location.path),
        "line": finding.location.line,
        "column": finding.location.column,
        "code": finding.code,
        "severity": finding.severity.value,
        "message": str(finding.message),
        "hint": str(finding.hint),
        "facts": finding.problem.plain_facts(),
        "language": finding.language,
        **translation,
    }


def as_github(findings: Sequence[Finding]) -> str:
    """Workflow commands, which GitHub shows beside the line."""
    lines = []
    for finding in findings:
        level = {"error": "error", "warning": "warning", "note": "notice"}[finding.severity.value]
        text = f"{message(finding)}. {hint(finding)}".replace("%", "%25").replace("\n", "%0A")
        place = finding.location
        lines.append(f"::{level} file={place.path},line={place.line},col={place.column},title={finding.code}::{text}")
    return "\n".join(lines)


_LEVELS = {"error": "error", "warning": "warning", "note": "note"}


def as_sarif(findings: Sequence[Finding]) -> str:
    """SARIF 2.1.0 (OASIS, 27 March 2020), as code scanning of GitHub and editors read it; English, with the facts."""
    told = sorted({finding.code for finding in findings})
    rules = [_rule(entry(code)) for code in told]
    results = [_result(finding, told.index(finding.code)) for finding in findings]
    driver = {"name": "kerege", "version": __version__, "rules": rules}
    runs = [{"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}]
    return json_text({"$schema": _SCHEMA, "version": "2.1.0", "runs": runs}, indent=2)


_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def _rule(entry: Entry) -> dict[str, object]:
    help_text = "\n".join(
        f"{name}: {sample}" for name, sample in (("Passes", entry.passes), ("Fails", entry.fails)) if sample
    )
    return {
        "id": entry.code,
        "shortDescription": {"text": entry.summary},
        "defaultConfiguration": {"level": _LEVELS[entry.severity.value]},
        **({"help": {"text": help_text}} if help_text else {}),
    }


def _result(finding: Finding, rule: int) -> dict[str, object]:
    place = finding.location
    region = {"startLine": place.line, "startColumn": place.column}
    if finding.end_column:
        region["endColumn"] = finding.end_column
    return {
        "ruleId": finding.code,
        "ruleIndex": rule,
        "level": _LEVELS[finding.severity.value],
        "message": {"text": ". ".join(filter(None, (finding.message, finding.hint)))},
        "locations": [
            {"physicalLocation": {"artifactLocation": {"uri": quote(place.path.as_posix())}, "region": region}}
        ],
        "properties": {"facts": finding.problem.plain_facts(), "hint": str(finding.hint)},
    }


FORMATS = {"text": as_text, "json": as_json, "github": as_github, "sarif": as_sarif}
