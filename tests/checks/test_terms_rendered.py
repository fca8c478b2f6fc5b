"""Terms are said as agreed in every text of a report, and in one way."""

from __future__ import annotations

from pathlib import Path

import pytest

from kerege.checks import check_report
from kerege.read import read_report

TERMS = """remittances:
  ru: {term: денежные переводы, stems: [перевод]}
  ky: {term: акча которуулар, stems: [котор]}
"""


def codes(folder: Path) -> list[tuple[str, str, str]]:
    reading = read_report(folder)
    findings, _ = check_report(reading.report, reading.findings)
    return [(f.code, str(f.location.path), f.language or "") for f in findings if f.code in ("T012", "T021")]


@pytest.fixture
def agreed(real: Path) -> Path:
    (real / "translations" / "terms.yml").write_text(TERMS, encoding="utf-8")
    return real


@pytest.mark.parametrize(
    ("file", "old", "new", "found"),
    [
        ("quotes/motives.yml", "The wages on offer", "Remittances: the wages on offer", {"ru", "ky"}),
        ("figures/evidence.yml", "en: ", "en: Remittances, ", {"ru", "ky"}),
        (
            "glossary.yml",
            "The close study of one family",
            "Remittances, and the close study of one family",
            {"ru", "ky"},
        ),
        ("data/statistics/scale.yml", "    en: ", "    en: Remittances, ", {"ru", "ky"}),
        ("report.yml", "en: Work abroad can", "en: Remittances can", {"ru", "ky"}),
        ("quotes/themes.yml", "en: Money sent home", "en: Remittances", {"ru", "ky"}),
    ],
)
def test_a_term_is_looked_for_in_every_record(agreed: Path, file: str, old: str, new: str, found: set[str]) -> None:
    path = agreed / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    before = codes(agreed)
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    said = [entry for entry in codes(agreed) if entry not in before]
    assert {language for _, _, language in said} == found
    assert {(code, place) for code, place, _ in said} == {("T012", file)}


def test_the_glossary_and_the_list_of_terms_agree(agreed: Path) -> None:
    assert "T021" not in {code for code, _, _ in codes(agreed)}
    path = agreed / "glossary.yml"
    path.write_text(
        path.read_text(encoding="utf-8").replace("ru: денежные переводы", "ru: деньги из-за рубежа", 1),
        encoding="utf-8",
    )
    assert ("T021", "translations/terms.yml", "ru") in codes(agreed)
