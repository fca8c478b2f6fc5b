"""Comparisons of tied numbers without a claim."""

from __future__ import annotations

from pathlib import Path

import pytest

from kerege.evidence.stated import state
from kerege.evidence.unbound import unbound
from kerege.findings import Severity
from kerege.languages import language_pack
from tests.claim_report import claim_report, found

TOLD = {
    "Poverty fell to [48 per cent](stat:poor-2015).": "fell",
    "Poverty has risen from [40 per cent](stat:poor-2010) to [48 per cent](stat:poor-2015).": "risen",
    "Reading is highest in Osh, with [40 per cent](stat:osh).": "highest",
    "Reading was lower in Batken ([21 per cent](stat:batken)) than in Naryn ([38 per cent](stat:naryn)).": "lower",
    "The majority ([52 per cent](stat:women)) of women read.": "The majority",
}
NOT_TOLD = (
    "Poverty [rose](claim:rise) to [48 per cent](stat:poor-2015).",
    "In Osh [40 per cent](stat:osh) read.",
    "At least [40 per cent](stat:osh) read.",
    "Those with Higher Education are [40 per cent](stat:osh).",
    "The largest families are [40 per cent](stat:osh) of them.",
    "Growth was slow, and [40 per cent](stat:osh) read.",
    "Most people went away. In Osh [40 per cent](stat:osh) read.",
    "Life improved to [40 per cent](stat:osh).",
)


@pytest.mark.parametrize(("text", "word"), TOLD.items())
def test_a_comparison_without_a_claim_is_a_note(tmp_path: Path, text: str, word: str) -> None:
    findings = [finding for finding in found(claim_report(tmp_path / "report", text)) if finding.code == "S089"]
    assert [finding.message.split("'")[1] for finding in findings] == [word]
    assert findings[0].severity is Severity.NOTE
    assert findings[0].location.column == text.index(word) + 1


@pytest.mark.parametrize("text", NOT_TOLD)
def test_what_is_none_is_not_told(tmp_path: Path, text: str) -> None:
    assert [f.code for f in found(claim_report(tmp_path / "report", text)) if f.code == "S089"] == []


@pytest.mark.parametrize(("setting", "severities"), [("off", []), ("advise", ["note"]), ("require", ["error"])])
def test_the_report_says_what_becomes_of_it(tmp_path: Path, setting: str, severities: list[str]) -> None:
    report = claim_report(tmp_path / "report", next(iter(TOLD)), settings=f"claims: {setting}")
    assert [f.severity.value for f in found(report) if f.code == "S089"] == severities


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Most people were poor.", ["Most"]),
        ("No women work, and poverty rose.", ["No women", "rose"]),
        ("All women work.", ["All"]),
        ("Reading is highest in Osh.", ["highest"]),
        ("Reading is [highest](claim:first) in Osh.", []),
        ("All in all, this is the most important change.", []),
    ],
)
def test_where_claims_are_required_words_without_a_number_are_told(tmp_path: Path, text: str, words: list[str]) -> None:
    report = claim_report(tmp_path / "report", text, settings="claims: require")
    assert [dict(f.problem.facts)["words"] for f in found(report) if f.code == "S089"] == words
    report = claim_report(tmp_path / "other", text, settings="claims: advise")
    assert [f for f in found(report) if f.code == "S089"] == []


@pytest.mark.parametrize(
    ("language", "told", "other"),
    [
        (
            "ru",
            (
                "Большинство людей были бедны.",
                "Ни одна женщина там не работает.",
                "Бедность выросла.",
                "Женщины зарабатывают меньше, чем мужчины.",
                "Женщины уезжают чаще мужчин.",
                "Ниже всего бедность в Бишкеке.",
                "Все женщины работают.",
            ),
            (
                "С тех пор у неё больше времени.",
                "Он не имеет жены и не видел людей.",
                "Эксперты подняли вопрос об этом.",
                "Рост цен был предметом спора.",
            ),
        ),
        (
            "ky",
            (
                "Адамдардын көпчүлүгү кедей болгон.",
                "Ал жерде бир да аял иштебейт.",
                "Жакырчылык өстү.",
                "Аялдар эркектерге караганда аз табат.",
                "Аялдар эркектерден бир аз көбүрөөк кетишет.",
                "Жакырчылык Бишкекте эң төмөн.",
                "Бардык аялдар иштейт.",
            ),
            (
                "Ошондон бери анын убактысы көбүрөөк.",
                "Кичинекей балдары жок адамдар түшүп калды.",
                "Билимдин сапатын жогорулатуу керек.",
                "Долбоор ишке ашты.",
                "Түштүк облустарда иштейт.",
            ),
        ),
    ],
)
def test_russian_and_kyrgyz_ask_for_claims_as_english_does(
    language: str, told: tuple[str, ...], other: tuple[str, ...]
) -> None:
    pack = language_pack(language)

    def words(text: str) -> list[str]:
        return [text[u.start : u.end] for u in unbound(state(text, (), pack), (), (), pack, everywhere=True)]

    assert [text for text in told if not words(text)] == []
    assert {text: words(text) for text in other if words(text)} == {}
