"""Links without a scheme lead to chapters and headings that are there."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from kerege.findings import Finding
from tests.small_report import only_english

Check = Callable[[Path], list[Finding]]


@pytest.mark.parametrize(
    ("link", "codes"),
    [
        ("01-example.md", []), ("01-example.md#example-found", []), ("#more-a", []), ("02-more.md#more-a", []),
        ("03-more.md", ["X016"]), ("#more-b", ["X017"]), ("01-example.md#found", ["X017"]), ("01-example", ["X016"]),
        # What Kerege numbers is referred to by its record: such anchors are not the same in every edition.
        ("#table-shares", ["X017"]), ("01-example.md#figure-reading", ["X017"]), ("#quote-r1", ["X017"]), ("#table-of-all", []),
    ],
)  # fmt: skip
def test_where_a_link_may_lead(template: Path, findings_of: Check, link: str, codes: list[str]) -> None:
    text = f"---\ntitle: More\n---\n\n## A {{#more-a}}\n\n### B {{#table-of-all}}\n\nSee [there]({link}).\n"
    only_english(template, {"02-more": text})
    assert [f.code for f in findings_of(template) if f.location.path.name == "02-more.md"] == codes
