"""A copy of this repository's report, without the tool that stands beside it: for tests, mutants and measurements."""

from __future__ import annotations

import shutil
from collections.abc import Collection
from pathlib import Path

ROOT = Path(__file__).parents[1]
REPORT = (
    "report.yml", "brand.yml", "mkdocs.yml", "docs", "data", "quotes", "figures", "references.json", "glossary.yml", "privacy.yml",
    "spelling.txt", "style", "translations", "editions",
)  # fmt: skip
"""What a report is made of (DESIGN §1); not every report has all of it."""


def copy_report(folder: Path, root: Path = ROOT, *, without: Collection[str] = ()) -> Path:
    """Copy a report.

    Args:
        folder: where to; it must not be there yet.
        root: the report's folder.
        without: names of what is left out.

    Returns:
        The copy's folder.
    """
    folder.mkdir(parents=True)
    for name in REPORT:
        source = root / name
        if name in without or not source.exists():
            continue
        if source.is_dir():
            shutil.copytree(source, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy2(source, folder / name)
    return folder
