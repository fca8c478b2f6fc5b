"""Formulas that every edition can show, and those that would be printed as they are written."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tiny_report import cases, found, tiny


@pytest.mark.parametrize(
    ("formula", "told"),
    [
        (r"\frac{a}{b}", []),
        (r"x_1^2 \le \sqrt{y}", []),
        (r"\fraction{a}{b}", ["X035"]),
        (r"\frac{a}{b", ["X035/unknown"]),
        (r"\text{өлкө}", ["X035/letters"]),
    ],
)
@pytest.mark.parametrize("form", ["In words ${}$ here.", "$$\n{}\n$$"])
def test_in_a_line_and_alone(tmp_path: Path, form: str, formula: str, told: list[str]) -> None:
    assert cases(tiny(tmp_path, {"docs/en/01-a.md": form.replace("{}", formula)}), "X035") == told


def test_what_is_unknown_is_named_at_its_place(tmp_path: Path) -> None:
    folder = tiny(tmp_path, {"docs/en/01-a.md": f"Words $\\begin{{foo}}{'a' * 50}\\end{{foo}}$."})
    (finding,) = found(folder, "X035")
    assert (finding.location.line, finding.location.column) == (5, 7)
    assert len(finding.fact("text")) == 40 and finding.fact("unknown") == "\\begin{foo}"
    assert "\\mathrm{…}" in finding.hint


def test_each_letter_that_no_formula_has_is_named_once(tmp_path: Path) -> None:
    (finding,) = found(tiny(tmp_path, {"docs/en/01-a.md": r"$\text{үөү}$"}), "X035")
    assert finding.fact("letters") == "үө" or finding.fact("letters") == "өү"
