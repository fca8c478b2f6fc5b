"""A real editor drives the server: Neovim of Debian, without a screen."""

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
NVIM = shutil.which("nvim")
SCRIPT = Path(__file__).parent / "neovim" / "drive.lua"


@pytest.mark.skipif(NVIM is None, reason="Neovim is not installed (apt-get install neovim)")
def test_neovim_reads_a_diagnostic_applies_the_fix_and_renames_an_id_over_three_languages(tmp_path: Path) -> None:
    with mistakes.accepted_report() as accepted:
        root = tmp_path / "r"
        shutil.copytree(accepted, root)
    out = tmp_path / "seen.jsonl"
    environment = {
        **os.environ,
        "KEREGE_ROOT": str(root),
        "KEREGE_OUT": str(out),
        "KEREGE_COMMAND": json.dumps([sys.executable, "-c", PROGRAM]),
        "PYTHONPATH": str(SOURCE),
        "XDG_STATE_HOME": str(tmp_path),
        "XDG_CONFIG_HOME": str(tmp_path),
        "XDG_DATA_HOME": str(tmp_path),
        "LANG": "C.UTF-8",
    }
    done = subprocess.run(
        [str(NVIM), "--headless", "--clean", "-n", "-u", "NONE", "-S", str(SCRIPT)],
        env=environment,
        capture_output=True,
        text=True,
        timeout=180,
        check=False,
    )
    lines = out.read_text(encoding="utf-8").splitlines() if out.is_file() else []
    seen = {one["step"]: one["seen"] for one in map(json.loads, lines)}
    assert done.returncode == 0 and "failed" not in seen, (seen, done.stderr[-2000:])
    assert seen["diagnostic"]["code"] == "S003" and "readers-share is 62,5" in seen["diagnostic"]["message"]
    assert seen["fix"] == "write “62,5 процента”" and seen["mended"] == "62,5 процента"
    assert all(seen["renamed"][code] >= 2 for code in ("en", "ru", "ky"))
    assert "`stat:reading-people`" in seen["hover"]
    # What Neovim wrote is a report without a finding.
    reading = read_report(root)
    assert [f"{f.location} {f.code}" for f in check_report(reading.report, reading.findings)[0]] == []
