"""Findings as text for people, JSON for programs, annotations for GitHub."""

from __future__ import annotations

from collections.abc import Sequence

from kerege.cli.console import json_text
from kerege.cli.interface_language import hint, message, severity, ui_language
from kerege.findings import Finding


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
    translation = {} if code == "en" else {f"message_{code}": message(finding), f"hint_{code}": hint(finding)}
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


FORMATS = {"text": as_text, "json": as_json, "github": as_github}
