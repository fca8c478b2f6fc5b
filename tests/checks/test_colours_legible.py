"""Colours at the border of what WCAG 2.2 asks for: 4.5:1 for what is read, 3:1 for what is drawn."""

from __future__ import annotations

from pathlib import Path

import pytest

from kerege.findings import Finding, Severity
from kerege.model.brand import contrast
from tests.tiny_report import found, tiny


def told(folder: Path, color: dict[str, object], **more: object) -> list[Finding]:
    return found(tiny(folder, {"brand.yml": {"color": color, **more}}), "H001")


@pytest.mark.parametrize(("grey", "ratio", "passes"), [("#767676", 4.54, True), ("#777777", 4.48, False)])
def test_text_at_the_border(tmp_path: Path, grey: str, ratio: float, passes: bool) -> None:
    assert round(contrast(grey, "#ffffff"), 2) == ratio
    findings = told(tmp_path, {"link": grey})
    assert (findings == []) is passes
    for finding in findings:
        assert finding.severity is Severity.ERROR
        assert (finding.fact("measured"), finding.fact("ratio"), finding.fact("scheme")) == ("4.48", "4.5", "light")
        assert (finding.fact("front"), finding.fact("back")) == ("link #777777", "background #ffffff")


@pytest.mark.parametrize(("grey", "passes"), [("#949494", True), ("#959595", False)])
def test_signs_and_parts_of_charts_at_the_border(tmp_path: Path, grey: str, passes: bool) -> None:
    sign = told(tmp_path / "sign", {"danger": {"light": grey, "dark": "#ffffff"}})
    assert (sign == []) is passes and all(one.severity is Severity.WARNING for one in sign)


def test_both_schemes_are_looked_at(tmp_path: Path) -> None:
    (finding,) = told(tmp_path, {"link": {"light": "#000000", "dark": "#000000"}})
    assert finding.fact("scheme") == "dark"


def test_without_a_house_style_nothing_is_judged(tmp_path: Path) -> None:
    assert found(tiny(tmp_path, {}), "H001") == []


def test_two_colours_are_told_once(tmp_path: Path) -> None:
    (finding,) = told(tmp_path, {"palette": {"pale": "#f0f0f0"}, "link": "pale", "danger": "pale"})[:1]
    same = list(told(tmp_path / "x", {"palette": {"p": "#f0f0f0"}, "link": "p", "danger": "p"}))
    assert finding.fact("front") == "link #f0f0f0"
    assert [one.fact("front") for one in same if one.fact("scheme") == "light"] == ["link #f0f0f0"]


def test_letterings_have_the_colours_of_their_own(tmp_path: Path) -> None:
    typography = {"headings": {"color": "#dddddd"}, "monospace-block": {"background-color": "#222222"}}
    findings = told(tmp_path, {}, typography=typography)
    assert {str(one.fact("front")).split()[0] for one in findings} == {"headings", "block"}
    assert all(one.fact("ratio") == "4.5" for one in findings)
