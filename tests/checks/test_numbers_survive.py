"""Years, articles, pages, hedges, terms and citations of the original stand in its translation."""

from __future__ import annotations

from pathlib import Path

import pytest

from kerege.checks.numbers_survive import untied_numbers
from kerege.languages import language_pack
from tests.tiny_report import SOURCE, cases, cited, found, tiny

CODES = ("T010", "T011", "T017")


def report(folder: Path, english: str, russian: str) -> Path:
    files: dict[str, object] = {
        "data/sources.yml": SOURCE,
        "data/statistics/a.yml": {"a": cited("33", label="Readers")},
        "glossary.yml": {
            "tie": {"term": {"en": "tie", "ru": "привязка"}, "definition": {"en": "A tie.", "ru": "Привязка."}}
        },
        "references.json": [{"id": "un", "type": "report", "title": "T"}],
        "docs/en/01-a.md": english,
        "docs/ru/01-a.md": russian,
    }
    return tiny(folder, files, languages=("en", "ru"))


@pytest.mark.parametrize(
    ("english", "russian", "told"),
    [
        ("Article 16 of 1993.", "Статья 16 от 1993 года.", []),
        ("Article 16 of 1993.", "Статья 17 от 1993 года.", ["T010/others"]),
        ("Article 16 of 1993.", "Статья 16.", ["T010/fewer"]),
        ("Article 16.", "Статья 16 от 1993 года.", ["T010/more"]),
        ("Section 2.1.3 says.", "Раздел 2.1.3 гласит.", []),
        ("Section 2.1.3 says.", "Раздел 2.1.4 гласит.", ["T010/others"]),
        ("It is [33%](stat:a).", "Это [треть](stat:a).", []),
        ("It is [about a third](stat:a).", "Это [около трети](stat:a).", []),
        ("It is [about a third](stat:a).", "Это [более трети](stat:a).", ["T017"]),
        ("It is [about a third](stat:a).", "Это [треть](stat:a).", ["T017"]),
        ("A [tie](term:tie) here.", "Здесь [привязка](term:tie).", []),
        ("A [tie](term:tie) here.", "Здесь привязка.", ["T011/original-not-in-its"]),
        ("A tie here.", "Здесь [привязка](term:tie).", ["T011/not-in-original-this"]),
        ("As told [@un].", "Как сказано [@un].", []),
        ("As told [@un].", "Как сказано.", ["T011/original-not-in-its"]),
        ("It is [33%](stat:a).", "Это так.", []),  # T004 says that
    ],
)
def test_what_survives(tmp_path: Path, english: str, russian: str, told: list[str]) -> None:
    assert cases(report(tmp_path, english, russian), *CODES) == told


def test_what_is_less_and_what_is_more(tmp_path: Path) -> None:
    (finding,) = found(report(tmp_path, "Articles 16 and 18, 1993.", "Статьи 17 и 18, 1993."), "T010")
    assert (finding.fact("less"), finding.fact("more")) == (["16"], ["17"]) or (
        tuple(finding.fact("less")),
        tuple(finding.fact("more")),
    ) == (("16",), ("17",))


@pytest.mark.parametrize(
    ("code", "text", "numbers"),
    [
        ("en", "2.5 and 1,000 of [40](stat:a)", {"2.5": 1, "1000": 1}),
        ("ru", "2,5 и 1 000 из [40](claim:a)", {"2.5": 1, "1000": 1}),
        ("en", "[40 winks](nostat:x) and [@un, p. 7]", {"40": 1}),
        ("en", "16 and 16", {"16": 2}),
        ("en", "no number[^1]", {}),
    ],
)
def test_the_numbers_of_a_block(code: str, text: str, numbers: dict[str, int]) -> None:
    assert dict(untied_numbers(text, language_pack(code))) == numbers
