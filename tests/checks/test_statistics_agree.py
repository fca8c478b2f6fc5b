"""A phrase and its statistic: each way in which they do not agree, and the nearest in which they do."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.tiny_report import SOURCE, cases, cited, found, tiny

CODES = ("S002", "S003", "S008", "S009", "S015", "S055")


def report(folder: Path, text: str, value: str = "40", **more: Any) -> Path:
    records = {"a": cited(value, label="Share of readers", **more)}
    files = {"data/sources.yml": SOURCE, "data/statistics/a.yml": records, "docs/en/01-a.md": text}
    return tiny(folder, files)


def told(folder: Path, text: str, value: str = "40", **more: Any) -> list[str]:
    return cases(report(folder, text, value, **more), *CODES)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("It is [40 per cent](stat:a).", []),
        ("It is [41 per cent](stat:a).", ["S003/source"]),
        ("It is [many](stat:a).", ["S002/states-no-number"]),
        ("It is [40 per cent and 41 per cent](stat:a).", ["S002/states-several-numbers"]),
        ("It is [40 years](stat:a).", ["S008"]),
        ("It is [40 euros](stat:a).", ["S008"]),
        ("It is more than [40 per cent](stat:a).", ["S003/source"]),
        ("It is at least [40 per cent](stat:a).", []),
        ("It is more than [20 per cent](stat:a).", ["S009"]),
        ("It is [two fifths](stat:a) of them.", []),
        ("It is [a third](stat:a) of them.", ["S003/source"]),
    ],
)
def test_each_outcome(tmp_path: Path, text: str, said: list[str]) -> None:
    assert told(tmp_path, text) == said


@pytest.mark.parametrize(
    ("value", "words", "right"),
    [
        ("12.5", "13 per cent", True),  # half goes up
        ("12.5", "12 per cent", False),
        ("12.49", "12 per cent", True),
        ("12.49", "13 per cent", False),
        ("12.45", "12.5 per cent", True),
        ("12.44", "12.5 per cent", False),
        ("-12.5", "−13 per cent", True),
        ("59.6", "59.6 per cent", True),
        ("59.6", "59.60 per cent", True),
        ("59.6", "59.61 per cent", False),
    ],
)
def test_rounding_to_what_is_written(tmp_path: Path, value: str, words: str, right: bool) -> None:
    assert (told(tmp_path, f"It is [{words}](stat:a).", value) == []) is right


def test_a_finding_says_what_stands_and_what_should(tmp_path: Path) -> None:
    (finding,) = found(report(tmp_path, "It is [41 per cent](stat:a)."), "S003")
    facts = {name: str(finding.fact(name)) for name in ("words", "said", "target", "expected", "source")}
    assert facts["words"] == "41 per cent" and facts["target"] == "a" and facts["source"] == "s"
    assert "41" in facts["said"] and "40" in facts["expected"] and finding.language == "en"
    assert (finding.location.column, finding.end_column) == (7, 7 + len("[41 per cent](stat:a)"))


def test_a_formula_has_no_source(tmp_path: Path) -> None:
    records = {
        "a": cited("40", label="A"),
        "b": {"formula": "{a} + 1", "unit": "percent", "label": {"en": "B"}},
    }
    files = {"data/sources.yml": SOURCE, "data/statistics/a.yml": records, "docs/en/01-a.md": "[40 per cent](stat:b)."}
    assert cases(tiny(tmp_path, files), "S003") == ["S003/computed"]


def test_the_texts_of_records_are_judged_too(tmp_path: Path) -> None:
    folder = report(tmp_path, "Words.")
    (folder / "data" / "statistics" / "b.yml").write_text(
        "b: {source: s, cited: {value: '5'}, unit: percent, label: {en: 'Beside [41 per cent](stat:a)'}}\n"
    )
    (finding,) = found(folder, "S003")
    assert str(finding.location.path) == "data/statistics/b.yml"
