"""Two statistics of one kind that change places in a translation, and the words by which they are told apart."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from kerege.checks.ties_ordered import kind_of, stems_of
from kerege.read import read_report
from tests.tiny_report import SOURCE, cited, found, tiny


def words(value: str, english: str, russian: str, **more: Any) -> dict[str, Any]:
    return {**cited(value, **more), "label": {"en": english, "ru": russian}}


STATISTICS = {
    "readers": words("62", "People who read", "Люди, которые читают"),
    "writers": words("33", "People who write", "Люди, которые пишут"),
    "count": words("5", "Villages", "Сёла", unit="count"),
    "teachers": words("6", "Teachers", "Учителя", unit="persons"),
}
ENGLISH = "[62%](stat:readers) read and [33%](stat:writers) write."


def report(folder: Path, english: str, russian: str) -> Path:
    files = {
        "data/sources.yml": SOURCE,
        "data/statistics/a.yml": STATISTICS,
        "docs/en/01-a.md": english,
        "docs/ru/01-a.md": russian,
    }
    return tiny(folder, files, languages=("en", "ru"))


@pytest.mark.parametrize(
    ("english", "russian", "told"),
    [
        (ENGLISH, "[62 %](stat:readers) читают, а [33 %](stat:writers) пишут.", []),
        (ENGLISH, "[33 %](stat:writers) пишут, а [62 %](stat:readers) читают.", []),
        (ENGLISH, "Это [33 %](stat:writers), а то [62 %](stat:readers).", ["writers", "readers"]),
        (ENGLISH, "Это [33 %](stat:writers) читают. А то [62 %](stat:readers) пишут.", ["writers", "readers"]),
        (ENGLISH, "Это [33 %](stat:writers).", []),  # what was lost is T004
        ("[5](stat:count) and [33%](stat:writers).", "[33 %](stat:writers) и [5](stat:count).", []),  # of two kinds
        ("[5](stat:count) and [6](stat:teachers).", "[6](stat:teachers) и [5](stat:count).", ["teachers", "count"]),
    ],
)
def test_which_stand_elsewhere(tmp_path: Path, english: str, russian: str, told: list[str]) -> None:
    findings = found(report(tmp_path, english, russian), "T021")
    assert [one.fact("tie") for one in findings] == told
    assert {one.location.line for one in findings} <= {5}


def test_persons_and_things_are_both_counted(tmp_path: Path) -> None:
    statistics = read_report(report(tmp_path, "A.", "А.")).report.statistics
    kinds = {key: kind_of(statistic) for key, statistic in statistics.items()}
    assert kinds == {"readers": "percent", "writers": "percent", "count": "count", "teachers": "count"}


def test_the_words_that_a_rival_has_too_name_nothing(tmp_path: Path) -> None:
    statistics = read_report(report(tmp_path, "A.", "А.")).report.statistics
    own, rival = statistics["readers"], statistics["writers"]
    assert stems_of(own, [rival], "en") == "rea" and stems_of(rival, [own], "en") == "wri"
    assert stems_of(own, [own], "en") != ""  # where nothing differs, all of its words are left
