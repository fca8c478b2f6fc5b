"""Drafts of claims, and what `kerege explain claim:ID` tells."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from kerege.cli.claims import suggested
from kerege.cli.explain import explain
from kerege.errors import KeregeError
from kerege.read import read_report
from tests.claim_report import claim_report, found

TEXT = (
    "In 2010 [40 per cent](stat:poor-2010) and in 2015 [48 per cent](stat:poor-2015) were poor.\n\n"
    "Of women [62 per cent](stat:sure-women) sing, of men [48 per cent](stat:sure-men).\n\n"
    "Reading is highest in Osh: [40](stat:osh), [38](stat:naryn) and [21 per cent](stat:batken)."
)


def test_drafts_are_records_that_can_be_read(tmp_path: Path) -> None:
    report = claim_report(tmp_path / "report", TEXT)
    (report / "data" / "claims.yml").unlink()
    drafts = yaml.safe_load(suggested(report))
    assert list(drafts.values())[1:] == [  # the first is of the template's own chapter
        {"change": {"from": "poor-2010", "to": "poor-2015"}},
        {"compare": {"of": "sure-women", "with": "sure-men"}},
        {"rank": {"of": ["osh", "naryn", "batken"], "first": "osh", "by": "highest"}},
    ]
    (report / "data" / "claims.yml").write_text(suggested(report) + "\n", encoding="utf-8")
    assert [finding.code for finding in found(report, ("S090", "S022", "S040", "Q011", "S050", "S051", "S089"))] == []
    assert len(read_report(report).report.claims) == 4
    assert yaml.safe_load(suggested(report)) is None


def test_explain_shows_the_arithmetic(tmp_path: Path) -> None:
    report = claim_report(tmp_path / "report", "Poverty [rose by 8 points](claim:rise).")
    told = explain(report, "claim:rise")
    assert "48 − 40 = +8" in told and "48 ÷ 40 = 1.2" in told and "+20%" in told
    assert "docs/en/50-claims.md:6:9  rose by 8 points  (agrees)" in told
    with pytest.raises(KeregeError, match="did you mean 'claim:rise'"):
        explain(report, "claim:rize")
