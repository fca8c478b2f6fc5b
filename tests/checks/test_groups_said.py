"""Statistics that differ by their group alone say it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from kerege.findings import Finding

Check = Callable[[Path], list[Finding]]


@pytest.mark.parametrize(
    ("labels", "told"),
    [
        (("Women who read", "Men who read"), ["S060", "S060"]),
        (("Women who read", "Women who write"), []),
        (("Women who read,of", "Men who read,of"), []),
        (("Women who read,of", "People who read"), []),
        (("Schools that read", "Villages that read"), []),
    ],
)
def test_a_sibling_without_its_group(
    labels: tuple[str, ...], told: list[str], template: Path, findings_of: Check
) -> None:
    lines = []
    for number, label in enumerate(labels):
        words, _, group = label.partition(",")
        of = f", of: {{en: {words.split()[0].lower()}}}" if group else ""
        lines.append(
            f'g{number}: {{source: example-survey, cited: {{value: "{number + 5}"}}, unit: percent, label: {{en: {words}}}{of}}}'
        )
    (template / "data" / "statistics" / "groups.yml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    assert [f.code for f in findings_of(template) if f.code == "S060"] == told


@pytest.mark.parametrize(
    ("target", "label", "told"),
    [
        ("women", "Women who read", []),
        ("women", "Men who read", ["S004"]),
        ("everyone", "Men who read", ["S004"]),
        ("everyone", "Everyone who reads", []),
        ("pairs", "Women and men who read", []),
    ],
)
def test_words_beneath_a_statistic_name_no_other_group(
    target: str, label: str, told: list[str], template: Path, findings_of: Check
) -> None:
    records = {"women": ("Women who read", "wom"), "men": ("Men who read", "men"), "everyone": ("Readers", "")}
    records["pairs"] = ("Women and men who read", "")
    lines = [
        f'{key}: {{source: example-survey, cited: {{value: "5"}}, unit: percent, label: {{en: {words}}}'
        + (f", of: {{en: {of}}}}}" if of else "}")
        for key, (words, of) in records.items()
    ]
    (template / "data" / "statistics" / "groups.yml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    chapter = f"---\ntitle: Case\n---\n\n```statistic\n{target}\n{label}\n```\n"
    (template / "docs" / "en" / "02-case.md").write_text(chapter, encoding="utf-8")
    assert [f.code for f in findings_of(template) if f.code == "S004"] == told
