"""Banned names are known in every place and script, and what cannot be compared is told."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from kerege.findings import Finding

Check = Callable[[Path], list[Finding]]


@pytest.mark.parametrize(
    "written",
    [
        "Қадамжай",
        "Kadamzhai",
        "Кадам-жай",
        "Кадам&shy;жай",
        "Кадам\u00adжай",
        "Kaдамжай",
        "*Кадам*жай",
        "Кадам<!-- x -->жай",
        "Кадамжайлык",
    ],
)
def test_a_chapter_names_a_banned_place(template: Path, findings_of: Check, written: str) -> None:
    (template / "privacy.yml").write_text("banned: {kadamjay: [Кадамжай]}\n", encoding="utf-8")
    chapter = template / "docs" / "ru" / "01-example.md"
    chapter.write_text(chapter.read_text(encoding="utf-8") + f"\nВ селе {written} жили.\n", encoding="utf-8")
    found = [f for f in findings_of(template) if f.code == "P001"]
    assert [(f.location.line, f.location.column) for f in found] == [
        (chapter.read_text(encoding="utf-8").count("\n"), 8 + written.startswith("*"))
    ]


def test_letters_that_nothing_compares_are_told(template: Path, findings_of: Check) -> None:
    (template / "privacy.yml").write_text("banned: {beijing: [北京], osh: [Ош]}\n", encoding="utf-8")
    chapter = template / "docs" / "ru" / "01-example.md"
    chapter.write_text(chapter.read_text(encoding="utf-8") + "\nСлово თბილისი здесь.\n", encoding="utf-8")
    found = {str(f.location.path): f.message for f in findings_of(template) if f.code == "P017"}
    assert "北京" in found["privacy.yml"] and "თბილსი"[:2] in found["docs/ru/01-example.md"]
    (template / "privacy.yml").write_text("banned: {osh: [Ош]}\n", encoding="utf-8")
    chapter.write_text(chapter.read_text(encoding="utf-8").replace("თბილისი", "Токмок"), encoding="utf-8")
    assert "P017" not in [f.code for f in findings_of(template)]
