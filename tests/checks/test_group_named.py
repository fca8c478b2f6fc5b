"""The group that a statistic is about: in its sentence, in a table's nearest words, beneath a block, and in labels."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.tiny_report import SOURCE, cited, found, tiny

WOMEN, MEN = {"of": {"en": "wom"}}, {"of": {"en": "men"}}
STATISTICS = {
    "women": cited("60", label="Women who read", **WOMEN),
    "men": cited("40", label="Men who read", **MEN),
    "rural": cited("30", label="Rural women who read", of={"en": "rural"}),
}


def told(folder: Path, text: str, statistics: dict[str, Any] | None = None, **settings: Any) -> list[tuple[str, str]]:
    files = {
        "data/sources.yml": SOURCE,
        "data/statistics/a.yml": statistics or STATISTICS,
        "docs/en/01-a.md": text,
    }
    findings = found(tiny(folder, files, **settings), "S004", "S060")
    return [(one.code, str(one.fact("target") or one.fact("member"))) for one in findings]


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("Of women, [60%](stat:women) read.", []),
        ("Of men, [60%](stat:women) read.", ["women"]),
        ("Of all, [60%](stat:women) read.", ["women"]),
        ("There are women. [60%](stat:women) read.", ["women"]),  # another sentence
        ("Of women, [60%](stat:women) read, of men [40%](stat:men).", []),
        ("Of women, [40%](stat:men) read, of men [60%](stat:women).", ["men", "women"]),
        ("Of women, [60%](stat:women) read, of men 40 per cent.", []),
    ],
)
def test_sentences(tmp_path: Path, text: str, wrong: list[str]) -> None:
    assert told(tmp_path, text) == [("S004", key) for key in wrong]


TABLE = "Table: {caption} {{#t}}\n\n| Group | {head} |\n|---|---|\n| {row} | {cell}[](stat:women) |"


@pytest.mark.parametrize(
    ("caption", "head", "row", "cell", "right"),
    [
        ("Readers", "Share", "Women", "", True),
        ("Readers", "Share", "Men", "", False),
        ("Readers", "Women", "All", "", True),
        ("Women", "Men", "All", "", False),  # the column is nearer than the caption
        ("Women", "Share", "All", "", True),
        ("Women and men", "Share", "All", "", False),  # which of both is not said
        ("Men", "Men", "Women", "", True),  # the row is nearer
        ("Women", "Women", "Women", "men ", False),
        ("Readers", "Share", "All", "", False),
    ],
)
def test_the_nearest_words_of_a_table(
    tmp_path: Path, caption: str, head: str, row: str, cell: str, right: bool
) -> None:
    text = TABLE.format(caption=caption, head=head, row=row, cell=cell)
    assert told(tmp_path, text) == ([] if right else [("S004", "women")])


@pytest.mark.parametrize(
    ("words", "right"), [("women who read", True), ("men who read", False), ("people who read", True)]
)
def test_the_words_beneath_a_block(tmp_path: Path, words: str, right: bool) -> None:
    assert told(tmp_path, f"```statistic\nwomen\n{words}\n```") == ([] if right else [("S004", "women")]) or right


@pytest.mark.parametrize(
    ("words", "right"),
    [
        ("Of women, [60%](stat:women) read", True),
        ("Of men, [60%](stat:women) read", False),
        ("[60%](stat:women)", True),
    ],
)
def test_the_texts_of_records_name_no_other_group(tmp_path: Path, words: str, right: bool) -> None:
    statistics = {**STATISTICS, "z": cited("5", label=f"Beside this: {words}")}
    assert told(tmp_path, "Words.", statistics) == ([] if right else [("S004", "women")])


@pytest.mark.parametrize(
    ("first", "second", "settings", "members"),
    [
        ({}, {}, {}, ["a", "b"]),
        (WOMEN, MEN, {}, []),
        (WOMEN, {}, {}, []),  # one may be the total
        ({}, {"period": "2015"}, {}, []),
        ({}, {"unit": "ratio"}, {}, []),
        ({}, {}, {"imported": {"citation": "w"}}, []),
    ],
)
def test_labels_that_differ_by_their_group_alone(
    tmp_path: Path, first: dict[str, Any], second: dict[str, Any], settings: dict[str, Any], members: list[str]
) -> None:
    pair = {
        "a": {**cited("60", label="Women who read"), **first},
        "b": {**cited("40", label="Men who read"), **second},
    }
    findings = told(tmp_path, "Words.", pair, **settings)
    assert [key for code, key in findings if code == "S060"] == members


def test_the_stems_are_named(tmp_path: Path) -> None:
    files = {
        "data/sources.yml": SOURCE,
        "data/statistics/a.yml": STATISTICS,
        "docs/en/01-a.md": "Of men, [60%](stat:women) read.",
    }
    (finding,) = found(tiny(tmp_path, files), "S004")
    assert finding.fact("stems") == "wom" and finding.location.column == 9
