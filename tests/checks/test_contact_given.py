"""A report that will be on the web says whom readers can ask."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.tiny_report import tiny, told

ADDRESS = "https://example.org/"


@pytest.mark.parametrize(
    ("settings", "advised"),
    [
        ({"url": ADDRESS}, True),
        ({}, False),
        ({"url": ADDRESS, "contact": {"email": "a@example.org"}}, False),
        ({"url": ADDRESS, "contact": {"url": "https://example.org/us"}}, False),
        ({"url": ADDRESS, "imported": {"citation": "w"}}, False),
    ],
)
def test_when_it_is_advised(tmp_path: Path, settings: dict[str, Any], advised: bool) -> None:
    assert told(tiny(tmp_path, {}, **settings), "W007") == (["W007 report.yml:1"] if advised else [])
