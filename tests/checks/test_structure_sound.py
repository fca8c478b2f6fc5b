"""Parts in one piece, what a translation may not say otherwise, and appendices up to the last letter."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.tiny_report import cases, found, tiny

CODES = ("X044", "X045", "X046", "X047")


def chapters(*fields: str, language: str = "en") -> dict[str, object]:
    return {
        f"docs/{language}/{number:02}-c.md": f"---\ntitle: C{number}\n{line}\n---\n\nWords.\n"
        for number, line in enumerate(fields, 1)
    }


PARTS = {"parts": {"one": {"en": "One", "ru": "Один"}, "two": {"en": "Two", "ru": "Два"}}}


@pytest.mark.parametrize(
    ("fields", "settings", "told"),
    [
        (("part: one", "", "part: two"), PARTS, []),
        (("part: one", "part: one", "part: two"), PARTS, []),
        (("part: one", "part: two", "part: one"), PARTS, ["X045"]),
        (("part: one", "part: two", "", "part: one"), PARTS, ["X045"]),
        (("part: onne",), PARTS, ["X044/no-part-report-yml"]),
        (("part: zzzzz",), PARTS, ["X044/no-part-report-yml-write-its-title-under"]),
    ],
)
def test_parts(tmp_path: Path, fields: tuple[str, ...], settings: dict[str, Any], told: list[str]) -> None:
    assert cases(tiny(tmp_path, chapters(*fields), **settings), *CODES) == told


def test_the_part_that_was_meant_and_its_line(tmp_path: Path) -> None:
    (finding,) = found(tiny(tmp_path, chapters("summary: A summary.\npart: onne"), **PARTS), *CODES)
    assert (finding.fact("near"), finding.location.line) == ("one", 4)


@pytest.mark.parametrize(
    ("original", "translation", "told"),
    [
        ("", "", []),
        ("numbered: false", "numbered: false", []),
        ("numbered: false", "", []),  # the original's holds for every language
        ("", "numbered: false", ["X046"]),
        ("numbered: false", "numbered: true", ["X046"]),
        ("appendix: true", "appendix: true", []),
        ("", "appendix: true", ["X046"]),
        ("part: one", "part: two", ["X046"]),
    ],
)
def test_a_translation_is_built_as_its_original(
    tmp_path: Path, original: str, translation: str, told: list[str]
) -> None:
    files = {**chapters(original), **chapters(translation, language="ru")}
    assert cases(tiny(tmp_path, files, languages=("en", "ru"), **PARTS), *CODES) == told


def test_the_field_and_both_places_are_named(tmp_path: Path) -> None:
    files = {**chapters("numbered: false"), **chapters("status: draft\nnumbered: true", language="ru")}
    (finding,) = found(tiny(tmp_path, files, languages=("en", "ru")), "X046")
    assert (finding.fact("field"), str(finding.location)) == ("numbered", "docs/ru/01-c.md:4:1")
    assert (str(finding.compared), finding.language) == ("docs/en/01-c.md:3:1", "ru")


@pytest.mark.parametrize(("count", "told"), [(26, 0), (27, 1)])
def test_appendices_up_to_the_last_letter(tmp_path: Path, count: int, told: int) -> None:
    findings = found(tiny(tmp_path, chapters(*["appendix: true"] * count)), "X047")
    assert len(findings) == told
    for finding in findings:
        assert (finding.fact("appendices"), finding.fact("letters")) == (27, 26)
        assert str(finding.location.path) == "docs/en/27-c.md"
