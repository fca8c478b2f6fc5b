"""A figure stands in a report once, so that its number and its links lead to one place."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from kerege.findings import Finding

Check = Callable[[Path], list[Finding]]
BLOCK = "\n```figure\nreading\n```\n"


def test_a_figure_that_stands_twice_is_told_at_its_second_place_in_each_language(
    template: Path, findings_of: Check
) -> None:
    for code in ("en", "ru"):
        path = template / "docs" / code / "01-example.md"
        path.write_text(path.read_text(encoding="utf-8") + BLOCK, encoding="utf-8")
    (template / "docs" / "en" / "02-more.md").write_text(f"---\ntitle: More\n---\n{BLOCK}", encoding="utf-8")
    found = [f for f in findings_of(template) if f.code == "F013"]
    assert [f.location.path.as_posix() for f in found] == [
        "docs/en/01-example.md", "docs/en/02-more.md", "docs/ru/01-example.md",
    ]  # fmt: skip
    assert "docs/en/01-example.md" in found[1].message and "fig:reading" in found[0].hint


def test_one_place_is_none(template: Path, findings_of: Check) -> None:
    assert "F013" not in [f.code for f in findings_of(template)]
