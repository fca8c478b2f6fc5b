"""The records of claims, against the data."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.claim_report import claim_report, found


@pytest.mark.parametrize(
    ("record", "code", "part"),
    [
        ("{change: {from: poor-2010, to: poor-215}}", "S081", "did you mean 'poor-2015'"),
        ("{compare: {of: women, with: people}}", "S082", "percent"),
        ("{compare: {of: sent, with: kept}}", "", ""),
        ("{compare: {of: women, with: ratio}}", "", ""),
        ("{share: {of: people, above: 50}}", "S082", "people"),
        ("{share: {of: helped, in: nothing}}", "S082", "nothing"),
        ("{share: {of: helped, in: people, above: 50}}", "S083", "40"),
        ("{share: {of: men, above: 50}}", "S083", "26"),
        ("{share: {of: men, above: 20, below: 30}}", "", ""),
        ("{rank: {of: [osh, naryn, batken], first: naryn, by: highest}}", "S083", "place 2, not 1"),
        ("{rank: {of: [osh, naryn, batken], first: batken, by: lowest}}", "", ""),
        ("{rank: {of: [osh, poor-2010, batken], first: osh, by: highest}}", "S083", "cannot be told"),
        ("{rank: {of: [osh, naryn, batken], which: naryn, place: 2}}", "", ""),
        ("{rank: {of: [osh, naryn], only: osh, above: 30}}", "S083", "30"),
        ("{change: {from: poor-2015, to: poor-2010}}", "S091", "2015"),
        ("{}", "R016", "once"),
        ("{change: {from: osh, to: naryn}, share: {of: men}}", "R016", "once"),
        ("{change: {from: osh, until: naryn}}", "R005", "'to'"),
        ("{rank: {of: [osh], first: osh}}", "R004", "fewer than two"),
        ("{rank: {of: [osh, naryn], first: batken}}", "R004", "'batken'"),
        ("{rank: {of: [osh, naryn]}}", "R016", "which place"),
        ("{rank: {of: [osh, naryn], only: osh}}", "R016", "above or below"),
        ("{rank: {of: [osh, naryn], which: osh, place: 5}}", "R004", "5"),
        ("{share: {of: men, above: half}}", "R004", "half"),
    ],
)
def test_each_record_is_judged(tmp_path: Path, record: str, code: str, part: str) -> None:
    findings = found(claim_report(tmp_path / "report", "Nothing.", f"tried: {record}\n"))
    told = [finding for finding in findings if "claims.yml" in str(finding.location.path)]
    if not code:
        assert told == []
        return
    assert code in [finding.code for finding in told]
    one = next(finding for finding in told if finding.code == code)
    assert part in one.message + one.hint
    assert one.location.line == 10


def test_a_claim_that_nobody_states_is_a_warning(tmp_path: Path) -> None:
    findings = found(claim_report(tmp_path / "report", "Poverty [rose](claim:rise)."), beside=())
    unstated = [finding for finding in findings if finding.code == "S090"]
    assert len(unstated) == 7
    assert not any("'rise'" in finding.message for finding in unstated)


def test_a_share_over_few_cases_is_told_where_only_a_claim_uses_it(tmp_path: Path) -> None:
    statistics = 'few-women: {source: s, cited: {value: "52"}, unit: percent, base: 30, label: {en: Women}}\n'
    report = claim_report(
        tmp_path / "report", "They read [more](claim:few).", "few: {compare: {of: few-women, with: men}}\n", statistics
    )
    assert "S042" in [finding.code for finding in found(report)]
