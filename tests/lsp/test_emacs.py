"""A second real editor drives the server: Emacs with Eglot, without a screen, with the settings of the manual."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from kerege.checks import check_report
from kerege.read import read_report
from tools import mistakes
from tools.lsp_client import PROGRAM, SOURCE

pytest.importorskip("pygls")
EMACS = shutil.which("emacs")
SCRIPT = Path(__file__).parent / "emacs" / "drive.el"
_NEEDS = "(progn (package-initialize) (require 'eglot) (require 'markdown-mode))"


def _ready() -> bool:
    if EMACS is None:
        return False
    done = subprocess.run([EMACS, "-q", "--batch", "--eval", _NEEDS], capture_output=True, timeout=60, check=False)
    return done.returncode == 0


@pytest.mark.skipif(
    not _ready(), reason="Emacs is not installed (apt-get install emacs-nox elpa-eglot elpa-markdown-mode)"
)
def test_emacs_reads_a_diagnostic_applies_the_fix_and_renames_an_id_over_three_languages(tmp_path: Path) -> None:
    root = tmp_path / "r"
    with mistakes.accepted_report() as accepted:
        shutil.copytree(accepted, root)
    environment = {
        **os.environ,
        "HOME": str(tmp_path),
        "KEREGE_ROOT": str(root),
        "KEREGE_COMMAND": json.dumps([sys.executable, "-c", PROGRAM]),
        "PYTHONPATH": str(SOURCE),
        "LANG": "C.UTF-8",
    }
    done = subprocess.run(
        [str(EMACS), "-q", "--batch", "-l", str(SCRIPT)],
        env=environment,
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
    )
    seen = {}
    for line in done.stderr.splitlines():
        if line.startswith('{"step"'):
            one = json.loads(line)
            seen[one["step"]] = one["seen"]
    assert done.returncode == 0 and seen.get("done") == "yes", (seen, done.stderr[-2000:])
    assert seen["opened"] == "yes" and seen["locked"] == "yes" and not seen["others"]
    assert "S003" in seen["diagnostic"] and "readers-share" in seen["diagnostic"]
    assert seen["fix"] == "write “62,5 процента”"
    assert "`stat:readers-share`" in seen["hover"] and seen["references"] >= 10
    for code in ("en", "ru", "ky"):
        assert "(stat:reading-people)" in (root / "docs" / code / "01-example.md").read_text(encoding="utf-8")
    # What Emacs wrote is a report without a finding.
    reading = read_report(root)
    assert [f"{f.location} {f.code}" for f in check_report(reading.report, reading.findings)[0]] == []
