"""Claims in a translation: the same, in the same order, saying the same."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from kerege.checks import check_report
from kerege.findings import Finding
from kerege.read import read_report
from tests.claim_report import CLAIMS, STATISTICS
from tests.small_report import TEMPLATE

_CODES = ("T011", "T030", "T031", "S084", "S086")


def _codes(folder: Path, english: str, russian: str, kyrgyz: str) -> list[str]:
    return [finding.code for finding in _found(folder, english, russian, kyrgyz) if finding.code in _CODES]


def _found(folder: Path, english: str, russian: str, kyrgyz: str) -> tuple[Finding, ...]:
    shutil.copytree(TEMPLATE, folder)
    statistics = STATISTICS.replace(
        "{en: Women who read}", "{en: Women who read, ru: Читающие женщины, ky: Окуган аялдар}"
    )
    statistics = statistics.replace(
        "{en: Women who sing}", "{en: Women who sing, ru: Поющие женщины, ky: Ырдаган аялдар}"
    )
    statistics = statistics.replace("{en: wom}", "{en: wom, ru: женщин, ky: аял}").replace(
        "{en: men}", "{en: men, ru: мужчин, ky: эркек}"
    )
    for name, text in {"en": english, "ru": russian, "ky": kyrgyz}.items():
        page = f"---\ntitle: {name}\nsummary: {name}\n---\n\n{text}\n"
        (folder / "docs" / name / "50-claims.md").write_text(page, encoding="utf-8")
    (folder / "data" / "statistics" / "claims.yml").write_text(statistics, encoding="utf-8")
    (folder / "data" / "claims.yml").write_text(CLAIMS, encoding="utf-8")
    reading = read_report(folder)
    return check_report(reading.report, reading.findings)[0]


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


def test_a_place_in_a_quotation_of_several_lines_is_that_in_the_file(tmp_path: Path) -> None:
    quoted = "> Жакырчылык бул жылдары\n> бир аз эмес, бүт өлкөдө\n> [өскөн жок](claim:rise)."
    found = _found(tmp_path / "report", "> Poverty [rose](claim:rise).", "> Бедность [выросла](claim:rise).", quoted)
    assert [(f.location.line, f.location.column) for f in found if f.code == "T031"] == [(8, 3)]


EN_TWO = "Of women [52 per cent](stat:women) read and [62 per cent](stat:sure-women) sing. It is so."


@pytest.mark.parametrize(
    ("russian", "told"),
    [
        ("[52 процента](stat:women) женщин читают, а [62 процента](stat:sure-women) женщин поют. Это так.", []),
        ("Поют [62 процента](stat:sure-women) женщин, а читают [52 процента](stat:women) женщин.", []),
        ("[62 процента](stat:sure-women) женщин читают, а [52 процента](stat:women) женщин поют.", ["sure-women"]),
        # What the next sentence says is not said of the number.
        ("[62 процента](stat:sure-women) женщин читают, а [52 процента](stat:women) нет. Поют и читают все.", ["sure-women"]),
    ],
)  # fmt: skip
def test_figures_of_one_group_do_not_change_places(tmp_path: Path, russian: str, told: list[str]) -> None:
    kyrgyz = "Аялдардын [52 пайызы](stat:women) окуйт, [62 пайызы](stat:sure-women) ырдайт."
    found = _found(tmp_path / "report", EN_TWO, russian, kyrgyz)
    assert sorted(f.fact("tie") for f in found if f.code == "T021") == told
