"""The marks of a language, a block's length at its borders, and one sentence that is said in two ways."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tiny_report import SOURCE, cases, cited, found, tiny

CODES = ("T016", "T018", "T019")


def report(folder: Path, english: str, translation: str, code: str = "ru") -> Path:
    files: dict[str, object] = {
        "data/sources.yml": SOURCE,
        "data/statistics/a.yml": {"a": cited("59.6", label="Readers", decimals=1)},
        "docs/en/01-a.md": english,
        f"docs/{code}/01-a.md": translation,
    }
    return tiny(folder, files, languages=("en", code))


@pytest.mark.parametrize(
    ("code", "text", "told"),
    [
        ("ru", "Слово «дом» здесь.", []),
        ("ru", "Слово „дом“ здесь.", []),
        ("ru", "Слово “дом” здесь.", ["T016/quotation-mark"] * 1),
        ("ru", 'Слово "дом" здесь.', ["T016/quotation-mark"] * 2),
        ("ru", "Это [59,6\u00a0%](stat:a).", []),
        ("ru", "Это [59.6\u00a0%](stat:a).", ["T016/decimal-mark"]),
        ("ru", "Это [59,6%](stat:a).", ["T016/percent-space"]),
        ("ru", "Это [59,6 %](stat:a).", ["T016/percent-space"]),
        ("ky", "Бул [59,6%](stat:a).", []),
        ("ky", "Бул [59,6\u00a0%](stat:a).", ["T016/percent-no-space"]),
        ("ru", "Закон №\u00a0юридический.", []),
        ("ru", "Закон № юридический.", ["T016/number-sign"]),
        ("ru", "Дом — это дом.", []),
        ("ru", "Дом - это дом.", ["T016/dash"]),
        ("ru", "Дом – это дом.", ["T016/dash"]),
        ("ru", "Кто-то дома.", []),
    ],
)
def test_marks(tmp_path: Path, code: str, text: str, told: list[str]) -> None:
    english = "It is [59.6%](stat:a)." if "stat:" in text else "Words."
    assert cases(report(tmp_path, english, text, code), "T016") == told


def test_what_stands_there_and_what_should(tmp_path: Path) -> None:
    folder = report(tmp_path, "It is [59.6%](stat:a).", "Это [59.6\u00a0%](stat:a).")
    (finding,) = found(folder, "T016")
    assert (finding.fact("found"), finding.fact("right"), finding.location.column) == ("59.6", "59,6", 5)
    first, second = found(report(tmp_path / "m", "Words.", 'А "дом".'), "T016")
    assert (first.fact("mark"), first.fact("right"), first.location.column) == ('"', "«…»", 3)
    assert second.location.column == 7


def letters(count: int, letter: str) -> str:
    """A paragraph of so many letters without marks."""
    return letter * count


@pytest.mark.parametrize(
    ("ours", "theirs", "told"),
    [
        (80, 20, False),  # too short to judge
        (81, 36, True),
        (100, 45, True),
        (100, 46, False),
        (100, 219, False),
        (100, 220, True),
    ],
)
def test_a_block_much_shorter_or_longer(tmp_path: Path, ours: int, theirs: int, told: bool) -> None:
    folder = report(tmp_path, letters(ours, "a"), letters(theirs, "я"))
    assert (found(folder, "T018") != []) is told


def test_how_much_longer_it_is(tmp_path: Path) -> None:
    (finding,) = found(report(tmp_path, letters(100, "a"), letters(250, "я")), "T018")
    assert finding.fact("theirs") == "2.5" and str(finding.location) == "docs/ru/01-a.md:5:1"


@pytest.mark.parametrize(
    ("english", "russian", "told"),
    [
        ("Women read.\n\nWomen read.", "Женщины читают.\n\nЖенщины читают.", 0),
        ("Women read.\n\nWomen read.", "Женщины читают.\n\nЧитают женщины.", 1),
        ("Women read.\n\nMen read.", "Женщины читают.\n\nМужчины читают.", 0),
        ("Yes\n\nYes", "Да\n\nТак", 0),  # three letters may mean anything
        ("Read\n\nRead", "Читай\n\nПрочти", 1),
    ],
)
def test_one_sentence_in_two_ways(tmp_path: Path, english: str, russian: str, told: int) -> None:
    findings = found(report(tmp_path, english, russian), "T019")
    assert len(findings) == told
    for finding in findings:
        assert str(finding.location) == "docs/ru/01-a.md:7:1" and str(finding.fact("place")) == "docs/ru/01-a.md:5:1"
