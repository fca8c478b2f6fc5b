"""Words are spelt as their language spells them (L006), and `spelling.txt` is read (L007)."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from kerege.findings import Finding, Severity
from kerege.languages.speller import speller

Check = Callable[[Path], list[Finding]]
EN, RU, KY = (f"docs/{code}/01-example.md" for code in ("en", "ru", "ky"))
NOTES = {EN: "The figures are invented.", RU: "Числа вымышлены.", KY: "Сандар ойдон чыгарылган."}


def told(findings: list[Finding]) -> list[str]:
    return [str(dict(finding.problem.facts)["word"]) for finding in findings if finding.code == "L006"]


@pytest.fixture
def written(template: Path, findings_of: Check) -> Callable[[str, str], list[Finding]]:
    """The findings of a new report with other words in the note of a chapter."""

    def write(file: str, words: str) -> list[Finding]:
        path = template / file
        path.write_text(path.read_text(encoding="utf-8").replace(NOTES[file], words), encoding="utf-8")
        return findings_of(template)

    return write


@pytest.mark.parametrize(
    ("file", "words", "wrong", "near"),
    [
        (EN, "The figuers are invented.", "figuers", "figures"),
        (EN, "A behavoiur of women’s groups.", "behavoiur", "behaviour"),
        (EN, "It says self-employd women.", "self-employd", ""),
        (RU, "Числа вымешлены.", "вымешлены", "вымышлены"),
        (RU, "Это маленкий отчёт и отчет.", "маленкий", "маленький"),
        (KY, "Бул балдер ойдон чыгарылган.", "балдер", "балдар"),
        (KY, "Мугалимдар ойдон чыгарылган.", "Мугалимдар", "Мугалимдер"),
        (KY, "Бул топтар ойдон чыгарылган.", "топтар", "топтор"),
        (KY, "Бул байандамо ойдон чыгарылган.", "байандамо", "баяндама"),
        (KY, "Бул мигарнттар ойдон чыгарылган.", "мигарнттар", "мигранттар"),
        (KY, "Озгоруш болгон жок.", "Озгоруш", "Өзгөрүш"),
        (KY, "Министрлар ойдон чыгарылган.", "Министрлар", "Министрлер"),
        (KY, "Китептин үйүдөн чыгарган.", "үйүдөн", "үйүнөн"),
    ],
)
def test_a_misspelt_word_is_told_with_what_may_be_meant(
    written: Callable[[str, str], list[Finding]], file: str, words: str, wrong: str, near: str
) -> None:
    findings = [finding for finding in written(file, words) if finding.code == "L006"]
    assert told(findings) == [wrong]
    assert not near or near in dict(findings[0].problem.facts)["near"]
    assert str(findings[0].location).startswith(f"{file}:")
    assert findings[0].severity is Severity.WARNING


@pytest.mark.parametrize(
    ("file", "words"),
    [
        (EN, "Aigerim’s organization, UNFPA, MaxQDA and Wrzpl agree; see `grpah` and https://exmaple.org, etc."),
        (EN, "Realise, realize, colour, color, isn’t, women’s, well-known, café, Kyrgyzstan."),
        (EN, "Pre-migration plans, self-employed and post-soviet; ethnicities."),
        (RU, "Постмодернистская электромобильность, анти-кампания, г-жа Иванова."),
        (EN, "The Kyrgyz word «баланын» is in other letters."),
        (RU, "Отчёт и отчет, по-русски, бизнес-план, мигранток, 2013-го, т. д., за\u0301мок."),
        (KY, "Мугалимдер, мамлекеттин, министрлердин, кызматкерлерге, ишканалар, июлда, уникалдуу."),
        (KY, "Баалоо, иштөө, тоого, топтун тобу, китебинен, балдарыбызга, үй-бүлөнүн, эбактан бери."),
        (KY, "Муратбек юридикалык консультациялардын рыногунда. Гүлнара компьютерлер, автобекет, Нургүлдүн."),
    ],
)
def test_right_words_and_names_are_not_told(
    written: Callable[[str, str], list[Finding]], file: str, words: str
) -> None:
    assert told(written(file, words)) == []


def test_a_report_has_words_of_its_own(template: Path, written: Callable[[str, str], list[Finding]]) -> None:
    (template / "spelling.txt").write_text("# ours\nimmiserab*\nреинтеграционк*\n", encoding="utf-8")
    assert told(written(EN, "An immiserability, immiserable.")) == []
    assert told(written(RU, "Это реинтеграционку и реинтеграцоинка.")) == ["реинтеграцоинка"]


def test_words_of_the_glossary_and_of_works_are_right(
    template: Path, written: Callable[[str, str], list[Finding]]
) -> None:
    glossary = template / "glossary.yml"
    glossary.write_text(glossary.read_text(encoding="utf-8").replace("en: tie,", "en: kelinism,"), encoding="utf-8")
    assert told(written(EN, "The kelinism of a tie, and one kelinisms.")) == ["kelinisms"]


@pytest.mark.parametrize(("line", "found"), [("two words", 1), ("1990", 1), ("word # why", 0), ("", 0), ("слово*", 0)])
def test_a_line_of_the_list_is_one_word(template: Path, findings_of: Check, line: str, found: int) -> None:
    (template / "spelling.txt").write_text(f"right\n{line}\n", encoding="utf-8")
    findings = [finding for finding in findings_of(template) if finding.code == "L007"]
    assert [str(finding.location) for finding in findings] == ["spelling.txt:2:1"] * found


def test_a_list_that_is_no_text_is_told(template: Path, findings_of: Check) -> None:
    (template / "spelling.txt").write_bytes("слово".encode("cp1251"))
    assert "L007" in {finding.code for finding in findings_of(template)}


def test_records_are_read_too(template: Path, findings_of: Check) -> None:
    quotes = template / "quotes" / "example.yml"
    text = quotes.read_text(encoding="utf-8")
    quotes.write_text(text.replace("she trusts a figure", "she trsuts a figure"), encoding="utf-8")
    found = [finding for finding in findings_of(template) if finding.code == "L006"]
    assert [(str(finding.location.path), finding.language) for finding in found] == [("quotes/example.yml", "en")]


def test_a_word_of_wrong_letters_is_told_once(written: Callable[[str, str], list[Finding]]) -> None:
    found = [finding.code for finding in written(RU, "Числа вымышленo.") if finding.code in ("T013", "L006")]
    assert found == ["T013"]


def test_a_language_without_a_dictionary_is_not_judged() -> None:
    assert speller("fr") is None and speller("kk") is None
