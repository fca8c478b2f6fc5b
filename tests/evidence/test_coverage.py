"""Rules about statistics that look beyond one phrase, each with a case that passes and one that does not."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from kerege.checks import check_report
from kerege.cli.explain import explain
from kerege.findings import Finding, Severity
from kerege.outputs.figures import draw_figures
from kerege.read import read_report

Check = Callable[[Path], list[Finding]]


def codes(found: list[Finding]) -> list[str]:
    return sorted(f.code for f in found)


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


RECORDS = Path("data") / "statistics" / "example.yml"


@pytest.mark.parametrize(
    ("base", "expected"), [("24", "S041"), ("25", "S042"), ("49", "S042"), ("50", ""), ("1500", "")]
)
def test_a_share_over_few_answers(template: Path, findings_of: Check, base: str, expected: str) -> None:
    edit(template / RECORDS, "readers-share:\n", f"readers-share:\n  base: {base}\n")
    assert [c for c in codes(findings_of(template)) if c in ("S041", "S042")] == [c for c in [expected] if c]


def test_complements_make_a_hundred(template: Path, findings_of: Check) -> None:
    with (template / "data" / "survey.csv").open("a", encoding="utf-8") as table:
        table.write("does not read,37.5\n")
    path = template / RECORDS
    text = path.read_text(encoding="utf-8")
    body = text[text.index("readers-share:\n") + len("readers-share:\n") : text.index("writers-share:")]
    other = body.replace("question: reads", "question: does not read").replace("who read", "who do not read")
    path.write_text(f"{text}others-share:\n{other}", encoding="utf-8")
    edit(path, "readers-share:\n", "readers-share:\n  complement: others-share\n")
    assert "S043" not in codes(findings_of(template))
    edit(path, "complement: others-share", "complement: writers-share")
    assert "S043" in codes(findings_of(template))


def test_one_fact_has_one_id(template: Path, findings_of: Check) -> None:
    path = template / RECORDS
    text = path.read_text(encoding="utf-8")
    body = text[text.index("readers-share:\n") + len("readers-share:\n") : text.index("writers-share:")]
    (path.parent / "copy.yml").write_text(f"again:\n{body}\n", encoding="utf-8")
    found = [f for f in findings_of(template) if f.code == "S050"]
    assert len(found) == 1 and "readers-share" in found[0].message and "again" in found[0].message
    edit(path.parent / "copy.yml", "question: reads", "question: writes")
    # Now it is another cell under the same label: another value for the same words.
    assert {"S050", "S051"} & set(codes(findings_of(template)))


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("report.yml", "message:\n  en: ", "message:\n  en: Seven in ten agree. "),
        ("glossary.yml", "definition:\n    en: ", "definition:\n    en: A share of 12 per cent. "),
        ("docs/en/09-risks.md", "## Work without a floor", "## Work for 40 per cent"),
        ("docs/en/05-methods.md", "| --- | --- | --- | --- |\n", "| --- | --- | --- | --- |\n| Others | 77 | 3 | x |\n"),
        ("docs/en/01-summary.md", "title: Summary", "title: Summary of 88 per cent"),
        ("docs/en/05-methods.md", "```statistic\nfamily-finances\nWomen", "```statistic\nfamily-finances\nMore than 70 per cent: women"),
    ],
)  # fmt: skip
def test_a_number_is_looked_for_everywhere(real: Path, findings_of: Check, file: str, old: str, new: str) -> None:
    path = real / file
    text = path.read_text(encoding="utf-8")
    if old not in text and "definition" in old:
        old = old.replace("definition:\n    en: ", "definition: {en: ")
        new = new.replace("definition:\n    en: ", "definition: {en: ")
        if old not in text:
            old, new = "en: ", "en: 12 per cent of it. "
            start = text.index("definition")
            at = text.index(old, start)
            path.write_text(text[:at] + new + text[at + len(old) :], encoding="utf-8")
            assert any(f.code == "S005" and str(f.location.path) == file for f in findings_of(real))
            return
    if old not in text:
        at = text.index("en: ", text.index("message"))
        path.write_text(text[:at] + "en: Seven in ten agree. " + text[at + 4 :], encoding="utf-8")
    else:
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
    assert any(f.code == "S005" and str(f.location.path) == file for f in findings_of(real))


def test_a_bound_must_be_said(real: Path, findings_of: Check) -> None:
    edit(real / "docs" / "ru" / "01-summary.md", "[почти шесть миллионов]", "[шесть миллионов]")
    found = [f for f in findings_of(real) if f.severity is Severity.ERROR]
    assert [(f.code, str(f.location.path)) for f in found] == [("S003", "docs/ru/01-summary.md")]
    assert "≈" in found[0].message


def test_a_figure_may_draw_only_its_own_numbers(real: Path) -> None:
    shutil.rmtree(real / ".kerege", ignore_errors=True)
    script = real / "figures" / "evidence.py"
    script.write_text(
        script.read_text(encoding="utf-8").replace(
            "def draw(figure, data, words):\n", "def draw(figure, data, words):\n    figure.text(0.5, 0.5, '73')\n"
        ),
        encoding="utf-8",
    )
    reading = read_report(real)
    _, ledger = check_report(reading.report, reading.findings)
    found = draw_figures(reading.report, ledger.values, real / "out", "ky")
    assert [(f.code, "'73'" in f.message) for f in found] == [("F004", True)]


def test_explain_names_the_class_of_every_number(real: Path) -> None:
    edit(
        real / "docs" / "en" / "09-risks.md",
        "Hardly anybody",
        "Two sisters called +996 312 000 000 on 19 September 2016 about Article 5. Hardly anybody",
    )
    said = explain(real, "docs/en/09-risks.md")
    for words in (
        "[Two sisters]N",
        "[+996 312 000 000]C",
        "[19 September 2016]C",
        "[Article 5]C",
        "tied to stat:",
    ):
        assert words in said, said
