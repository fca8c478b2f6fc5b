"""The words of a claim in their sentence."""

from __future__ import annotations

from pathlib import Path

import pytest

from kerege.languages.messages import messages
from tests.claim_report import claim_report, codes, found


@pytest.mark.parametrize(
    "text",
    [
        "Poverty [rose](claim:rise).",
        "Poverty [rose from 40 to 48 per cent](claim:rise).",
        "Poverty [rose by 8 percentage points](claim:rise), from [40](stat:poor-2010) to [48 per cent](stat:poor-2015).",
        "Poverty did not [fall](claim:rise).",
        "Poverty [rose](claim:rise) sharply.",
        "[More women than men](claim:more) read.",
        "Women read [twice as often](claim:more) as men.",
        "Women [more often](claim:more) read than men.",
        "Compared with men, women [more often](claim:more) read.",
        "Reading is [most common](claim:first) in Osh and [least common](claim:last) in Batken.",
        "Naryn comes [second](claim:second).",
        "Osh is [the only one above 39 per cent](claim:only).",
        "[Most](claim:most) women read; [a minority](claim:part) were helped.",
    ],
)
def test_true_words_pass(tmp_path: Path, text: str) -> None:
    assert codes(claim_report(tmp_path / "report", text)) == []


@pytest.mark.parametrize(
    ("text", "code", "part"),
    [
        ("Poverty [fell](claim:rise).", "S084", "the other way round"),
        ("Poverty did not [rise](claim:rise).", "S084", "not rise"),
        ("Poverty has never [risen](claim:rise).", "S084", "never risen"),
        ("Poverty [rose by 9 points](claim:rise).", "S084", "8 percentage points"),
        ("Poverty [rose by 8 per cent](claim:rise).", "S085", "not per cent"),
        ("Poverty [rose](claim:rise) slightly.", "S084", "more than a little"),
        ("[More men than women](claim:more) read.", "S084", "compares with women"),
        ("Men read [more often](claim:more).", "S084", "is about men"),
        ("Women [read](claim:more).", "S086", ""),
        ("Reading is [most common](claim:first) in Naryn.", "S084", "names naryn"),
        ("Reading is [least common](claim:first) in Osh.", "S084", "place 3"),
        ("[Nearly all](claim:most) women read.", "S084", "52 per cent"),
        ("Poverty [rose in a way](claim:rise).", "S086", "'way'"),
        ("Poverty [improved](claim:rise).", "S086", "good or bad"),
        ("Poverty [](claim:rise).", "X040", "[](claim:rise)"),
        ("Women read [more than any other](claim:more).", "S086", "more than any other"),
        ("Poverty [rose](claim:ryse).", "S080", "ryse"),
    ],
)
def test_other_words_are_found_at_their_place(tmp_path: Path, text: str, code: str, part: str) -> None:
    findings = found(claim_report(tmp_path / "report", text))
    assert [finding.code for finding in findings] == [code]
    assert part in findings[0].message
    assert findings[0].location.line == 6
    assert findings[0].location.column == text.index("[") + 1


def test_the_reason_is_said_in_the_language_of_the_reader(tmp_path: Path) -> None:
    (finding,) = found(claim_report(tmp_path / "report", "Poverty [fell](claim:rise)."))
    assert messages("ru").say(finding.message).endswith("всё наоборот")
    assert messages("ky").say(finding.message).endswith("тескерисинче")


def test_a_number_in_a_claim_is_vouched_for_and_judged(tmp_path: Path) -> None:
    assert codes(claim_report(tmp_path / "true", "Poverty [rose to 48 per cent](claim:rise).")) == []
    assert codes(claim_report(tmp_path / "false", "Poverty [rose to 49 per cent](claim:rise).")) == ["S084"]
    assert codes(claim_report(tmp_path / "beside", "Poverty [rose](claim:rise) by 8 points.")) == ["S005"]


@pytest.mark.parametrize(
    ("of", "with_", "chance"),
    [("weak-women", "weak-men", True), ("sure-women", "sure-men", False), ("wide-women", "wide-men", True)],
)
def test_a_difference_within_chance_is_a_warning(tmp_path: Path, of: str, with_: str, chance: bool) -> None:
    claims = f"noise: {{compare: {{of: {of}, with: {with_}}}}}\n"
    findings = found(claim_report(tmp_path / "report", "It is [higher](claim:noise) among women.", claims))
    assert [finding.code for finding in findings] == ["S088"] * chance
    claims = f"noise: {{compare: {{of: {of}, with: {with_}}}}}\n"
    negated = found(claim_report(tmp_path / "negated", "It is [not lower](claim:noise) among women.", claims))
    assert negated == []


def test_bounds_tell_a_direction_and_no_size(tmp_path: Path) -> None:
    claims = "b: {compare: {of: sent, with: kept}}\nc: {compare: {of: sent, with: given}}\nr: {compare: {of: abroad, with: people}}\n"
    assert codes(claim_report(tmp_path / "a", "It is [more](claim:b).", claims)) == []
    assert codes(claim_report(tmp_path / "b", "It is [50 per cent more](claim:b).", claims)) == ["S084"]
    assert codes(claim_report(tmp_path / "c", "It is [more](claim:c), or [less](claim:c).", claims)) == ["S084", "S084"]
    assert codes(claim_report(tmp_path / "d", "They are [more](claim:r).", claims)) == []
