"""What a release brings works where nothing else of this repository is."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import kerege
from tools import release

ROOT = Path(__file__).parents[1]


def test_the_wheel_alone_starts_a_report_and_checks_it(tmp_path: Path) -> None:
    tree = tmp_path / "tree"
    shutil.copytree(ROOT / "src", tree / "src", ignore=shutil.ignore_patterns("__pycache__", "*.egg-info"))
    shutil.copytree(ROOT / "manual", tree / "manual")
    (tree / "tools").mkdir()
    for name in ("tools/wheel.py", "pyproject.toml", "README.md", "LICENSE", "CHANGELOG.md"):
        shutil.copy2(ROOT / name, tree / name)
    out = tmp_path / "out"
    out.mkdir()
    wheel = release._hook(tree, "wheel", out, {**os.environ, "SOURCE_DATE_EPOCH": "1700000000"})
    assert release.missing_from(wheel, tree) == []
    assert release.try_wheel(wheel, tmp_path / "fresh") == f"kerege, version {kerege.__version__}"
