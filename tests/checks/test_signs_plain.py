"""No sign turns, hides or imitates a number."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from kerege.findings import Finding
from kerege.read.signs import look_alikes, mixed_words, number_troubles, sign_troubles
from tests.small_report import only_english

Check = Callable[[Path], list[Finding]]


def codes(text: str, language: str = "en") -> list[str]:
    found = [*sign_troubles(text), *number_troubles(text, language), *look_alikes(text), *mixed_words(text)]
    return sorted({trouble.problem.code for trouble in found})


@pytest.mark.parametrize("sign", [*"\u061c\u200e\u200f\u2066\u2067\u2068\u2069", *map(chr, range(0x202A, 0x202F))])
def test_signs_of_direction_are_refused_everywhere(sign: str) -> None:
    assert "X030" in codes(f"far from a number{sign} in prose")
    assert "X030" in codes(f"behind an entity &#{ord(sign)}; or &#x{ord(sign):X};")


@pytest.mark.parametrize("sign", ["\0", "\x01", "\x0b", "\x7f", "\x85", "\u2028", "\u2029", "\ufffe"])
def test_control_characters_are_refused(sign: str) -> None:
    assert codes(f"a{sign}b") == ["X030"]


@pytest.mark.parametrize(
    "text",
    [
        "6\u03322.5", "62.5\u0305 per cent", "5\ufe0f\u20e3", "62\u20605", "62.\u200b5", "62,5\u00ad пайыз", "\ufeff62.5", "62.5\u200d",
        "[women\u2060](quote:x)", "[\u200ba third](stat:x)", "[a third](stat:x)\u200b", "са\u200cло", "A\U000e0041b", "a\u034fb",
        "a\u3164b", "gone\u0336", "a" + "\u0301" * 6, " \u0301a",
    ],
)  # fmt: skip
def test_invisible_signs_and_marks_are_refused(text: str) -> None:
    assert codes(text) == ["X031"]


@pytest.mark.parametrize(
    "text",
    [
        "6О.5 per cent",
        "1О",
        "l0 people",
        "1Ο",
        "З0 процентов",
        "62¹",
        "10⁶",
        "¹2",
        "⑤",
        "Ⅳ",
        "５0",
        "٥ per cent",
        "𝟓 per cent",
        "пpоцент",
    ],
)
def test_what_only_looks_like_a_digit_is_refused(text: str) -> None:
    assert "X032" in codes(text.replace("З0", "5З0"))


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("сель\u00adские жители", "ru"), ("می\u200cشود", "fa"), ("۵۰ در صد", "fa"), ("क\u094d\u200dष ३", "hi"), ("e\u0301té й\u0301", "en"),
        ("👩\u200d🌾 and ☎\ufe0f here", "en"), ("5 m² и 3 км²", "ru"), ("2½ and ¾", "en"), ("H2O, CO2, COVID-19, 3B, G20, 5 l", "en"),
        ("в 90-х годах, 7б, 1-й", "ru"), ("<bdi>שלום</bdi> 3–10", "en"), ("word\u2060word", "en"), ("in 2014/15, 1,234.5 %", "en"),
    ],
)  # fmt: skip
def test_what_a_script_needs_is_allowed_away_from_numbers(text: str, language: str) -> None:
    assert codes(text, language) == []


def test_letters_that_run_leftwards_may_not_stand_beside_a_number() -> None:
    assert codes("in שלום 3–10 of them") == ["X030"]
    assert codes('<span dir="rtl">3–10</span>') == ["X030"]
    assert codes("A number, 3–10\n{: dir=rtl}") == ["X030"]


def test_chapters_and_records_in_every_language_are_told_with_their_place(template: Path, findings_of: Check) -> None:
    for code, old in (("en", "62.5 per"), ("ru", "62,5 процента"), ("ky", "62,5 пайызы")):
        path = template / "docs" / code / "01-example.md"
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, "\u202e" + old), encoding="utf-8")
    for name, old in (
        ("figures/reading.yml", "title: {"),
        ("quotes/example.yml", "    ru: "),
        ("report.yml", "title: {en: "),
    ):
        path = template / name
        text = path.read_text(encoding="utf-8")
        assert old in text, name
        path.write_text(text.replace(old, old + ("\u202b" if old.endswith(" ") else "en: \u202b"), 1), encoding="utf-8")
    found = [f for f in findings_of(template) if f.code == "X030"]
    assert {str(f.location.path) for f in found} >= {
        "docs/en/01-example.md", "docs/ru/01-example.md", "docs/ky/01-example.md", "quotes/example.yml", "report.yml",
    }  # fmt: skip
    line, column = found[0].location.line, found[0].location.column
    text = (template / "docs" / "en" / "01-example.md").read_text(encoding="utf-8")
    assert text.split("\n")[line - 1][column - 1] == "\u202e"


def test_they_cannot_be_switched_off(template: Path, findings_of: Check) -> None:
    path = template / "docs" / "en" / "01-example.md"
    path.write_text(path.read_text(encoding="utf-8") + "\nA sign\u200f here.\n", encoding="utf-8")
    settings = template / "report.yml"
    settings.write_text(settings.read_text(encoding="utf-8") + "checks: {off: [X030]}\n", encoding="utf-8")
    assert "X030" in [f.code for f in findings_of(template)]


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("\u202e62.5\u202c", "X030"), ("62\u061c.5", "X030"), ("62.5\0", "X030"), ("6\u200b2.5", "X031"), ("6\u03362.5", "X031"),
        ("6O.5", "X032"), ("62.5²", "X032"), ("𝟔𝟐.5", "X032"), ("٦٢.٥", "X032"),
    ],
)  # fmt: skip
def test_what_follows_from_a_sign_is_not_told_beside_it(
    template: Path, findings_of: Check, written: str, code: str
) -> None:
    """That a number with such a sign in it cannot be read, or has no font, is the same mistake."""
    path = template / "docs" / "en" / "01-example.md"
    text = path.read_text(encoding="utf-8")
    path.write_text(
        text.replace("[62.5 per", f"[{written} per").replace("[a third](stat:w", "[a half](stat:w"), encoding="utf-8"
    )
    found = [f for f in findings_of(template) if f.severity.name == "ERROR" and f.location.path.parts[1] == "en"]
    # The other mistake in the same line is told.
    assert {f.code for f in found} - {"X030"} == ({code, "S003"} - {"X030"})


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("[62.5^1^ per cent](stat:readers-share)", True), ("about 10^6^ of them", True), ("in 20~16~", True), ("2^10^ bits", True),
        ("H~2~O, SO~4~^2-^, C~6~H~12~O~6~, m^2^, s^-1^, R^2^", False), ("the 2^nd^ time", False), ("a formula: $10^6$", False),
    ],
)  # fmt: skip
def test_a_raised_digit_is_no_part_of_a_number(template: Path, findings_of: Check, written: str, told: bool) -> None:
    only_english(template, {"02-more": f"---\ntitle: More\n---\n\nThat is {written} here.\n"})
    found = [f.code for f in findings_of(template) if f.location.path.name == "02-more.md"]
    assert found == (["X032"] if told else [])
