"""Claims in a translation: the same, in the same order, saying the same."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from kerege.checks import check_report
from kerege.read import read_report
from tests.claim_report import CLAIMS, STATISTICS
from tests.small_report import TEMPLATE

_CODES = ("T011", "T030", "T031", "S084", "S086")


def _codes(folder: Path, english: str, russian: str, kyrgyz: str) -> list[str]:
    shutil.copytree(TEMPLATE, folder)
    statistics = STATISTICS.replace("{en: wom}", "{en: wom, ru: женщин, ky: аял}").replace(
        "{en: men}", "{en: men, ru: мужчин, ky: эркек}"
    )
    for name, text in {"en": english, "ru": russian, "ky": kyrgyz}.items():
        page = f"---\ntitle: {name}\nsummary: {name}\n---\n\n{text}\n"
        (folder / "docs" / name / "50-claims.md").write_text(page, encoding="utf-8")
    (folder / "data" / "statistics" / "claims.yml").write_text(statistics, encoding="utf-8")
    (folder / "data" / "claims.yml").write_text(CLAIMS, encoding="utf-8")
    reading = read_report(folder)
    findings, _ = check_report(reading.report, reading.findings)
    return [finding.code for finding in findings if finding.code in _CODES]


EN = "Poverty [rose](claim:rise). Women read [more often](claim:more) than men."
RU = "Бедность [выросла](claim:rise). Женщины читают [чаще](claim:more) мужчин."
KY = "Жакырчылык [өстү](claim:rise). Аялдар эркектерге караганда [көбүрөөк](claim:more) окуйт."


def test_the_same_claims_pass(tmp_path: Path) -> None:
    assert _codes(tmp_path / "report", EN, RU, KY) == []


@pytest.mark.parametrize(
    ("russian", "kyrgyz", "codes"),
    [
        ("Женщины читают [чаще](claim:more) мужчин. Бедность [выросла](claim:rise).", KY, ["T030"]),
        (RU.replace("[выросла]", "не [выросла]"), KY, ["S084", "T031"]),
        (RU.replace("[выросла]", "[снизилась]"), KY, ["S084", "T031"]),
        (RU, KY.replace("[өстү]", "[өскөн жок]"), ["S084", "T031"]),
        (RU, KY.replace("[өстү](claim:rise)", "өстү"), ["T011"]),
        (RU, KY.replace("[көбүрөөк]", "[аз эмес]"), ["T031"]),
    ],
)
def test_what_a_translation_says_otherwise_is_told(tmp_path: Path, russian: str, kyrgyz: str, codes: list[str]) -> None:
    assert sorted(_codes(tmp_path / "report", EN, russian, kyrgyz)) == sorted(codes)


def test_a_number_within_a_claim_is_written_as_the_language_does(tmp_path: Path) -> None:
    english = "Poverty [rose by 8 percentage points](claim:rise)."
    russian = "Бедность [выросла на 8 процентных пунктов](claim:rise)."
    kyrgyz = "Жакырчылык [8 пайыздык пунктка өстү](claim:rise)."
    assert _codes(tmp_path / "report", english, russian, kyrgyz) == []
