"""A small report's books, made once, for tests that change them."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from kerege.build.build import build_report
from tests.conftest import once

TEMPLATE = Path(__file__).parents[2] / "src" / "kerege" / "report_template"


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a fresh report with its PDFs built."""

    def build(folder: Path) -> None:
        shutil.copytree(TEMPLATE, folder)
        result = build_report(folder, only=("pdf",), progress=lambda _: None)
        assert result.files, [f"{f.location} {f.message}" for f in result.findings]

    return once(tmp_path_factory, "small", build)
