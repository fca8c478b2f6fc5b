"""A small report's books, made once, for tests that change them."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from kerege.outputs.build import build_report

TEMPLATE = Path(__file__).parents[2] / "src" / "kerege" / "report_template"


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a fresh report with its PDFs built."""
    folder = tmp_path_factory.mktemp("small") / "report"
    shutil.copytree(TEMPLATE, folder)
    result = build_report(folder, only=("pdf",), progress=lambda _: None)
    assert result.files, [f"{f.location} {f.message}" for f in result.findings]
    return folder
