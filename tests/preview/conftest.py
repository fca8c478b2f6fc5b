"""A report being served, as `kerege serve` serves it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from preview_served import Served

from kerege.findings import Finding
from kerege.preview.server import Preview


@pytest.fixture
def serve() -> Iterator[Callable[[Path], Served]]:
    """Serve a folder; ended when the test ends."""
    running: list[Preview] = []

    def begin(root: Path, language: str = "en") -> Served:
        told: list[str] = []
        findings: list[Sequence[Finding]] = []
        preview = Preview(root, 0, language, told.append, findings.append)
        running.append(preview)
        preview.check()
        return Served(root, preview, told, findings)

    yield begin
    for preview in running:
        preview.close()
