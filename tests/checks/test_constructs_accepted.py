"""Whatever looks like a construct of ours is one."""

from __future__ import annotations

from pathlib import PurePosixPath

import pytest

from kerege.checks.constructs_accepted import of_chapter
from kerege.read.chapter import read_chapter_text
from kerege.read.records import Complaints


def found(text: str) -> list[tuple[str, int, int]]:
    chapter = read_chapter_text(f"---\ntitle: A\n---\n{text}\n", PurePosixPath("docs/en/01-a.md"), "en", Complaints())
    return [(f.code, f.location.line - 3, f.location.column) for f in of_chapter(chapter)]


@pytest.mark.parametrize(
    ("text", "code", "line", "column"),
    [
        ("```quoet\nq1\n```", "X002", 1, 1),
        ("```python\nprint(12)\n```", "X002", 1, 1),
        ("```mermaid\na --> b\n```", "X002", 1, 1),
        ("```\nwords\n```", "X002", 1, 1),
        ("```quote extra\nq1\n```", "X002", 1, 1),
        ("```quote\nq1", "X003", 1, 1),
        ("```quote\nq1\n\n```figure\nf\n```", "X003", 1, 1),
        ("- a\n\n  ```quote\n  q1\n  ```", "X004", 3, 3),
        ("> ```quote\n> q1\n> ```", "X004", 1, 3),
        ("    ```quote\n    q1\n    ```", "X004", 1, 5),
        ("```quote\n\n```", "X005", 1, 1),
        ("    code", "X006", 1, 5),
        ("Table: Shares\n\nWords.", "X007", 1, 1),
        ("[59 per cent] (stat:a)", "X012", 1, 1),
        ("Of all, [59 per cent](stat:a read.", "X013", 1, 9),
        ("[a](stats:b)", "X001", 1, 1),
        ("[a][r]\n\n[r]: stat:b", "X001", 1, 1),
        ("# Title", "X014", 1, 3),
        ("##", "X014", 1, 1),
        ("## $x^2$", "X014", 1, 1),
        ("## <!-- told by nobody -->\n\nText.", "X014", 1, 1),
        ("## One\n\n#### Two", "X014", 3, 6),
        ("## One {#a}\n\n## Two {#a}", "X015", 3, 4),
    ],
)
def test_what_is_none_is_a_finding_at_its_place(text: str, code: str, line: int, column: int) -> None:
    assert (code, line, column) in found(text)


@pytest.mark.parametrize(
    "text",
    [
        "```quote\nq1\n```\n\n~~~figure\nf\nA label with [a tie](stat:a)\n~~~",
        "Table: Shares {#t}\n\n| a |\n|---|\n| 1 |",
        "Words $a<b$ and $\\frac{x=1}{y}$.\n\n$$\na<b\n$$",
        "[" * 3000,
        "## One\n\n### Two\n\n#### Three\n\n## Four",
    ],
)
def test_what_is_one_is_none(text: str) -> None:
    assert found(text) == []
