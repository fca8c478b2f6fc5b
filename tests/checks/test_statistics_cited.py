"""A statistic that nothing uses is pointed out; each way to use one counts."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.tiny_report import SOURCE, cited, found, tiny


def unused(folder: Path, text: str = "Words.", more: dict[str, object] | None = None, **settings: Any) -> list[str]:
    records = {"a": cited("40", label="A"), "b": {"formula": "{a} + 1", "unit": "percent", "label": {"en": "B"}}}
    files = {"data/sources.yml": SOURCE, "data/statistics/a.yml": records, "docs/en/01-a.md": text, **(more or {})}
    return [str(one.fact("key")) for one in found(tiny(folder, files, **settings), "S040")]


@pytest.mark.parametrize(
    ("text", "more", "settings", "left"),
    [
        ("Words.", {}, {}, ["a", "b"]),
        ("[40 per cent](stat:a).", {}, {}, ["b"]),
        ("[41 per cent](stat:b).", {}, {}, []),  # and with it what it is computed from
        ("```statistic\na\n```", {}, {}, ["b"]),
        ("Words.", {}, {"key_figures": ["a"]}, ["b"]),
        ("Words.", {"data/claims.yml": {"m": {"share": {"of": "a", "below": 50}}}}, {}, ["b"]),
        ("Words.", {"data/assertions.yml": [{"holds": "a < 50"}]}, {}, ["b"]),
        ("Words.", {"data/assertions.yml": [{"holds": "b > 1"}]}, {}, []),
        (
            "[x](term:t)",
            {"glossary.yml": {"t": {"term": {"en": "t"}, "definition": {"en": "[40](stat:a)"}}}},
            {},
            ["b"],
        ),
    ],
)
def test_what_uses_a_statistic(
    tmp_path: Path, text: str, more: dict[str, object], settings: dict[str, Any], left: list[str]
) -> None:
    assert unused(tmp_path, text, more, **settings) == left
