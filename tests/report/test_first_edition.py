"""What `editions/1.json` says of this report's first edition is what the repository's history holds, and what changed since is told."""

from __future__ import annotations

import json
import subprocess
from collections import Counter
from pathlib import Path

import pytest

from kerege.model.editions import Change
from kerege.read import read_report
from kerege.read.editions import closed_edition
from tools.first_edition import RECORD, REVISION, ROOT, closed, differs, lay_out

HAS_REVISION = subprocess.run(["git", "-C", ROOT, "cat-file", "-e", REVISION], capture_output=True).returncode == 0


@pytest.mark.skipif(not HAS_REVISION, reason="this clone does not hold the revision of the first edition")
def test_the_record_is_what_that_revision_said(tmp_path: Path) -> None:
    lay_out(tmp_path / "report")
    kept = closed_edition(json.loads(RECORD.read_text(encoding="utf-8")))
    found = closed(tmp_path / "report")
    assert list(differs(found, kept)) == []
    assert len(found.quotes) == 153 and len(found.statistics) == 97 and not found.files
    assert list(
        differs(found, closed_edition({**json.loads(RECORD.read_text(encoding="utf-8")), "date": "2026-11-30"}))
    )


def test_everything_that_is_another_one_now_is_told_in_three_languages() -> None:
    report = read_report(ROOT).report
    counts = Counter((entry.kind, entry.change) for entry in report.corrections)
    assert counts["quote", Change.REVISION] == len(report.quotes) == 122
    assert counts["quote", Change.WITHDRAWAL] == 31
    assert all(set(entry.reason) == {"en", "ru", "ky"} for entry in report.corrections)
