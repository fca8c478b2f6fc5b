"""What an edition lacks, adds or states elsewhere than the original."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from kerege.findings import Severity
from tests.tiny_report import SOURCE, cases, cited, found, tiny

CODES = ("T001", "T002", "T003", "T004", "T005")
STATISTICS = {"a": cited("40", label="Readers"), "b": cited("41", label="Writers")}


def report(folder: Path, texts: dict[str, str], languages: tuple[str, ...] = ("en", "ru"), **settings: Any) -> Path:
    files: dict[str, object] = {"data/sources.yml": SOURCE, "data/statistics/a.yml": STATISTICS}
    files |= {f"docs/{path}.md": text for path, text in texts.items()}
    return tiny(folder, files, languages=languages, **settings)


def pair(folder: Path, english: str, russian: str) -> Path:
    return report(folder, {"en/01-a": english, "ru/01-a": russian})


@pytest.mark.parametrize(
    ("texts", "settings", "told"),
    [
        ({"en/01-a": "Words.", "ru/01-a": "Слова."}, {}, []),
        ({"en/01-a": "Words."}, {}, ["T001/chapter-missing-in"]),
        ({"ru/01-a": "Слова."}, {}, ["T001/has-no-original-in"]),
        ({"en/01-a": "Words."}, {"pending": {"ru": ["01-a"]}}, []),
        ({"en/01-a": "Words.", "ru/01-a": "Слова."}, {"pending": {"ru": ["01-a"]}}, ["T001/listed-as-pending-in"]),
        ({}, {"pending": {"ru": ["01-a"]}}, ["T001/pending-names-which-has"]),
    ],
)
def test_chapters(tmp_path: Path, texts: dict[str, str], settings: dict[str, Any], told: list[str]) -> None:
    assert cases(report(tmp_path, texts, **settings), *CODES) == told


@pytest.mark.parametrize(
    ("english", "russian", "told"),
    [
        ("## A {#a}\n\n## B {#b}", "## А {#a}\n\n## Б {#b}", []),
        ("## A {#a}\n\n## B {#b}", "## А {#a}\n\n## Б {#c}", ["T002"]),
        ("## A {#a}\n\n## B {#b}", "## Б {#b}\n\n## А {#a}", ["T002"]),
        ("```statistic\na\n```", "```statistic\na\n```", []),
        ("```statistic\na\n```", "```statistic\nb\n```", ["T003/missing", "T003/not-in"]),
        ("```statistic\na\n```\n\nWords.", "```statistic\na\n```\n\n```statistic\na\n```\n\nСлова.", ["T003/not-in"]),
        ("[40%](stat:a).", "[40 %](stat:a).", []),
        ("[40%](stat:a).", "Сорок.", ["T004/tied-time-less-often"]),
        ("Forty.", "[40 %](stat:a).", ["T004/tied-here-not-in"]),
        ("[40%](stat:a), [40%](stat:a).", "[40 %](stat:a).", ["T004/tied-time-less-often"]),
        ("[40%](stat:a).", "[40 %](stat:a), [40 %](stat:a).", ["T004/tied-here-not-in"]),
    ],
)
def test_headings_blocks_and_ties(tmp_path: Path, english: str, russian: str, told: list[str]) -> None:
    assert sorted(cases(pair(tmp_path, english, russian), *CODES)) == sorted(told)


def test_how_often_a_tie_is_missing_and_where_it_stands(tmp_path: Path) -> None:
    (finding,) = found(
        pair(tmp_path, "A.\n\n[40%](stat:a), [40%](stat:a), [40%](stat:a).", "А.\n\n[40 %](stat:a)."), "T004"
    )
    assert (finding.fact("count"), finding.fact("target"), str(finding.fact("location"))) == (
        2,
        "a",
        "docs/en/01-a.md:7:1",
    )
    assert str(finding.location) == "docs/ru/01-a.md:7:2" and finding.severity is Severity.ERROR


def test_what_every_translation_has_the_original_has_lost(tmp_path: Path) -> None:
    texts = {"en/01-a": "Forty.", "ru/01-a": "[40 %](stat:a).", "ky/01-a": "[40%](stat:a)."}
    (finding,) = found(report(tmp_path, texts, ("en", "ru", "ky")), "T004")
    assert (finding.problem.case, str(finding.location.path)) == ("not-tied-here-every", "docs/en/01-a.md")


def test_what_one_of_two_translations_has_is_told_there(tmp_path: Path) -> None:
    texts = {"en/01-a": "Forty.", "ru/01-a": "[40 %](stat:a).", "ky/01-a": "Кырк."}
    (finding,) = found(report(tmp_path, texts, ("en", "ru", "ky")), "T004")
    assert (finding.problem.case, str(finding.location.path)) == ("tied-here-not-in", "docs/ru/01-a.md")


TABLE = "Table: T {{#t}}\n\n| A | B |\n|---|---|\n| x | [](stat:{}) |\n| y | [](stat:{}) |"


def test_cells_that_change_places(tmp_path: Path) -> None:
    folder = pair(tmp_path, TABLE.format("a", "b"), TABLE.format("b", "a"))
    findings = found(folder, "T005")
    assert [(one.fact("target"), one.fact("target2")) for one in findings] == [("b", "a"), ("a", "b")]
    assert [one.location.line for one in findings] == [9, 10]
    assert found(pair(tmp_path / "same", TABLE.format("a", "b"), TABLE.format("a", "b")), "T005") == []


def test_where_both_translations_agree_the_original_is_blamed(tmp_path: Path) -> None:
    other = TABLE.format("b", "a")
    texts = {"en/01-a": TABLE.format("a", "b"), "ru/01-a": other, "ky/01-a": other}
    findings = found(report(tmp_path, texts, ("en", "ru", "ky")), "T005")
    assert {str(one.location.path) for one in findings} == {"docs/en/01-a.md"} and len(findings) == 2
