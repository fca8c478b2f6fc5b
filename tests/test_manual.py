"""The manual names every code that a finding can have, and no other."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[1]


def test_every_code_is_in_the_manual() -> None:
    used = set()
    for path in sorted((ROOT / "src" / "kerege").rglob("*.py")):
        used |= set(re.findall(r'"([SQPTFCXRALH]\d{3})"', path.read_text(encoding="utf-8")))
    listed = set(re.findall(r"^\| ([A-Z]\d{3}) \|", (ROOT / "manual" / "rules.md").read_text(encoding="utf-8"), re.M))
    assert used == listed
