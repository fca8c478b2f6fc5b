"""Codes that one small change of a new report brings, and that the report without it does not have."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from kerege.findings import Finding
from kerege.languages import language_pack
from tests.small_report import only_english

Check = Callable[[Path], list[Finding]]
EN, RU, STATISTICS = "docs/en/01-example.md", "docs/ru/01-example.md", "data/statistics/example.yml"
NOTE = "[^example-note]: The figures are invented."
CELLS = "| Читает | [](stat:readers-share) |\n| Пишет | [](stat:writers-share) |"
CHANGES = [
    ("R006", STATISTICS, ", ky: Баяндама окуган адамдар", ""),
    ("R010", STATISTICS, "  at: {file: survey.csv, where: {question: reads}, column: percent}\n", ""),
    ("S002", EN, "[62.5 per cent]", "[many people]"),
    ("S002", EN, "[62.5 per cent]", "[62.5 per cent and 3 per cent]"),
    ("S009", EN, "[62.5 per cent]", "[more than 10 per cent]"),
    ("S031", "data/assertions.yml", "", "- {fails: readers-share > writers-share, reason: r}\n"),
    ("S032", "data/assertions.yml", "", "- {holds: readers-share ><, reason: r}\n"),
    ("S089", EN, NOTE, f"{NOTE} More people [read](stat:readers-share) than [write](stat:writers-share)."),
    ("Q002", "quotes/example.yml", "    ky: Окурман аял санга анын кайдан алынганын көргөндө ишенерин айтты.\n", ""),
    ("Q005", "quotes/example.yml", "  form: paraphrase", "  form: paraphrase\n  withdrawn: true"),
    ("T002", RU, "{#example-found}", "{#example-other}"),
    (
        "T005",
        RU,
        CELLS,
        CELLS.replace("readers", "x").replace("writers", "readers").replace("(stat:x", "(stat:writers"),
    ),
    ("T008", RU, "```statistic", "Здесь стоит лишний абзац, которого нет в оригинале.\n\n```statistic"),
    ("T009", "translations/ru/01-example.json", None, ""),
    ("T010", RU, "Числа вымышлены.", "Числа вымышлены в статье 2021."),
    ("T011", RU, "[привязка](term:tie)", "привязка"),
    ("T013", RU, "читают отчёты", "читают oтчёты"),
    ("T017", RU, "[62,5 процента]", "[около 62,5 процента]"),
    (
        "T018",
        RU,
        "Среди опрошенных [62,5 процента](stat:readers-share) читают отчёты, а [треть](stat:writers-share) их пишет [@example-2026].[^example-note] Каждое число — [привязка](term:tie); см. [Рисунок](fig:reading) и [Таблица](table:example).",
        "[62,5 процента](stat:readers-share), [треть](stat:writers-share).",
    ),
    ("X046", RU, "status: draft", "status: draft\nnumbered: false"),
    ("X035", EN, "are invented.", "are invented: $\\frac{1$."),
    ("X035", EN, "are invented.", "are invented: $\\text{өлкө}$."),
    ("W007", "report.yml", "contact: {email: you@example.org}\n", ""),
    ("C002", "references.json", '"type": "report", ', ""),
]


@pytest.mark.parametrize(("code", "file", "old", "new"), CHANGES, ids=[f"{c}-{n[:12]}" for c, _, _, n in CHANGES])
def test_a_change_brings_its_code(
    template: Path, findings_of: Check, code: str, file: str, old: str | None, new: str
) -> None:
    assert code not in {finding.code for finding in findings_of(template)}
    path = template / file
    if old is None:
        path.unlink()
    else:
        text = path.read_text(encoding="utf-8") if path.exists() else ""
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
    assert code in {finding.code for finding in findings_of(template)}


def _edit(folder: Path, file: str, old: str, new: str) -> None:
    text = (folder / file).read_text(encoding="utf-8")
    assert old in text
    (folder / file).write_text(text.replace(old, new, 1), encoding="utf-8")


@pytest.mark.parametrize(("year", "told"), [("2017", False), ("2018", True), ("2019", False)])
def test_a_sentence_about_another_year_than_its_statistic(
    template: Path, findings_of: Check, year: str, told: bool
) -> None:
    _edit(template, STATISTICS, "  decimals: 1\nwriters", '  decimals: 1\n  period: "2019"\nwriters')
    text = (template / STATISTICS).read_text(encoding="utf-8")
    text = text.replace("People who write reports", "People who read reports") + '  period: "2018"\n'
    (template / STATISTICS).write_text(text, encoding="utf-8")
    _edit(template, EN, "Of those asked, [62.5", f"In {year}, of those asked, [62.5")
    found = {str(finding.fact("target")) for finding in findings_of(template) if finding.code == "S057"}
    assert any("readers-share" in target for target in found) is told


@pytest.mark.parametrize(("label", "told"), [("in 2016", True), ("in towns", False)])
def test_two_labels_that_differ_by_a_year_alone(template: Path, findings_of: Check, label: str, told: bool) -> None:
    _edit(template, STATISTICS, "en: People who read reports", "en: People who read reports in 2015")
    _edit(template, STATISTICS, "en: People who write reports", f"en: People who read reports {label}")
    assert ("S058" in {finding.code for finding in findings_of(template)}) is told


def test_a_file_that_is_named_after_a_banned_place(template: Path, findings_of: Check) -> None:
    (template / "privacy.yml").write_text("banned:\n  nook: [Nookat]\n", encoding="utf-8")
    (template / "data" / "list.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    assert "P009" not in {finding.code for finding in findings_of(template)}
    (template / "data" / "list.csv").rename(template / "data" / "nookat.csv")
    assert "P009" in {finding.code for finding in findings_of(template)}


def _claims(folder: Path, english: str, russian: str) -> None:
    (folder / "data" / "claims.yml").write_text(
        "readers-more: {compare: {of: readers-share, with: writers-share}}\n"
        "writers-fewer: {compare: {of: writers-share, with: readers-share}}\n",
        encoding="utf-8",
    )
    _edit(folder, EN, "The figures are invented.", english)
    _edit(folder, RU, "Числа вымышлены.", russian)


@pytest.mark.parametrize(("word", "told"), [("больше", False), ("меньше", True)])
def test_a_translation_that_turns_a_claim_round(template: Path, findings_of: Check, word: str, told: bool) -> None:
    _claims(template, "The share is [higher](claim:readers-more).", f"Доля [{word}](claim:readers-more).")
    assert ("T031" in {finding.code for finding in findings_of(template)}) is told


@pytest.mark.parametrize("turned", [False, True])
def test_claims_in_another_order(template: Path, findings_of: Check, turned: bool) -> None:
    said = ["[больше](claim:readers-more)", "[меньше](claim:writers-fewer)"]
    first, last = reversed(said) if turned else said
    _claims(
        template,
        "It is [more](claim:readers-more) here and [less](claim:writers-fewer) there.",
        f"Здесь {first}, там {last}.",
    )
    assert ("T030" in {finding.code for finding in findings_of(template)}) is turned


@pytest.mark.parametrize(("further", "told"), [(0, False), (1, True)])
def test_an_appendix_more_than_the_alphabet_has_letters(
    template: Path, findings_of: Check, further: int, told: bool
) -> None:
    only_english(template)
    for number in range(len(language_pack("en").appendix_letters) + further):
        text = f"---\ntitle: Appendix {number}\nappendix: true\n---\n\nWords.\n"
        (template / "docs" / "en" / f"{number + 10}-appendix.md").write_text(text, encoding="utf-8")
    assert ("X047" in {finding.code for finding in findings_of(template)}) is told


@pytest.mark.parametrize(("words", "told"), [("three readers", True), ("four readers", False), ("three dogs", False)])
def test_a_number_word_that_counts_what_a_statistic_counts(
    template: Path, findings_of: Check, words: str, told: bool
) -> None:
    only_english(template)
    text = (template / STATISTICS).read_text(encoding="utf-8")
    text += "readers:\n  source: example-survey\n  cited: {value: '3'}\n  unit: persons\n  label: {en: Readers}\n"
    (template / STATISTICS).write_text(text, encoding="utf-8")
    _edit(template, EN, "The figures are invented.", f"They come from {words}.")
    assert ("S045" in {finding.code for finding in findings_of(template)}) is told
