"""Comparisons of tied numbers without a claim."""

from __future__ import annotations

from pathlib import Path

import pytest

from kerege.evidence.stated import state
from kerege.evidence.unbound import unbound
from kerege.findings import Finding, Severity
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


def of_the_chapter(report: Path) -> list[Finding]:
    return [f for f in found(report) if f.code == "S089" and f.location.path.name == "50-claims.md"]


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
    assert [f.severity.value for f in of_the_chapter(report)] == severities


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
    assert [dict(f.problem.facts)["words"] for f in of_the_chapter(report)] == words
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


FIGURE = """
data: [women, men]
title: {en: "%s"}
alt: {en: "Two bars."}
source: s
labels: {women: {en: Women}, men: {en: Men}}
size: {width: 120, height: 60}
"""


def with_figure(folder: Path, title: str, settings: str = "") -> Path:
    report = claim_report(folder, "A chart:\n\n```figure\nchart\n```", settings=settings)
    (report / "figures").mkdir(exist_ok=True)
    (report / "figures" / "chart.yml").write_text(FIGURE % title, encoding="utf-8")
    (report / "figures" / "chart.py").write_text(
        "def draw(axes, data, words):\n    axes.bar([0, 1], [52, 26])\n", encoding="utf-8"
    )
    return report


@pytest.mark.parametrize(
    ("title", "advised", "required"),
    [
        ("The majority, 52 per cent, of women read", ["The majority"], ["The majority"]),
        ("[The majority](claim:most), 52 per cent, of women read", [], []),
        ("Most women read", [], ["Most"]),
        ("[Most](claim:most) women read", [], []),
        ("Women and men who read", [], []),
    ],
)
def test_titles_of_figures_compare_too(tmp_path: Path, title: str, advised: list[str], required: list[str]) -> None:
    for setting, expected in (("advise", advised), ("require", required)):
        report = with_figure(tmp_path / setting, title, f"claims: {setting}")
        told = [f for f in found(report) if f.code == "S089" and f.location.path.name == "chart.yml"]
        assert [dict(f.problem.facts)["words"] for f in told] == expected


def test_claims_of_a_title_are_judged(tmp_path: Path) -> None:
    codes = [f.code for f in found(with_figure(tmp_path / "false", "[A minority](claim:most) of women read"))]
    assert "S084" in codes
    assert "S090" not in [
        f.code for f in found(with_figure(tmp_path / "true", "[Most](claim:most) women read")) if "most" in f.message
    ]
    assert "S080" in [f.code for f in found(with_figure(tmp_path / "unknown", "[Most](claim:mosst) women read"))]
