"""Every letter of a chapter is printed, or a finding says that it is not."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kerege.checks.words_lost import of_chapter, uncovered
from kerege.read.chapter import read_chapter_text
from kerege.read.markdown.tree import read_document
from kerege.read.records import Complaints

ROOT = Path(__file__).parents[2]


def found(text: str) -> list[tuple[str, int, int]]:
    chapter = read_chapter_text(f"---\ntitle: A\n---\n{text}\n", PurePosixPath("docs/en/01-a.md"), "en", Complaints())
    return [(f.code, f.location.line - 3, f.location.column) for f in of_chapter(chapter)]


@pytest.mark.parametrize(
    "text",
    [
        "Words *of* `all` [kinds](https://example.org) [@key, 12] $x$ H~2~O[^n].\n\n[^n]: A note.",
        "1. One\n22. Two\n\n- [words][law] and [law] and [Law][]\n\n[law]: https://example.org",
        "## Heading {#id .class}\n\nTable: A *caption* {#t}\n\n| a | b |\n|---|---|\n| x |\n",
        '!!! note "A title"\n    Words.\n\n> [!NOTE]\n> Words.\n\nTerm\n: Definition\n',
        "```figure\nid\nLabel\n```\n\n<!-- a comment of 12 words -->\n\n    code 12\n",
        "> " * 30 + "deep 12",
        "| a |\n|---|\n| `x\\|y` 1 \\| 2 |",
    ],
)
def test_what_is_printed_is_no_finding(text: str) -> None:
    assert found(text) == []


def test_a_row_with_more_cells_than_its_head_is_a_finding() -> None:
    assert found("| a | b |\n|---|---|\n| 1 | 2 | 33 |\n| 1 |") == [("X042", 3, 1)]


def test_a_target_that_no_link_uses_is_a_finding() -> None:
    assert found("Words.\n\n[law]: https://example.org 'A title'") == [("X043", 3, 1)]
    assert found("[law]\n\n[law]: https://a.org\n[Law]: https://b.org") == [("X043", 4, 1)]


def test_what_the_nesting_hides_is_a_finding() -> None:
    text = "> " * 120 + "deep 12"
    assert [code for code, *_ in found(text)] == ["X041"]


@pytest.mark.parametrize("language", ["en", "ru", "ky"])
def test_nothing_of_this_report_is_lost(language: str) -> None:
    for path in sorted((ROOT / "docs" / language).glob("*.md")):
        assert list(uncovered(read_document(path.read_text(encoding="utf-8")))) == []


@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
@given(
    st.lists(
        st.sampled_from(
            ["> ", "- ", "1. ", "12 ", "word ", "\n", "\n\n", "    ", "*", "`", "| ", "|---|\n", "[^n]", "\n[^n]: "]
        )
    ).map("".join)
)
def test_plain_structures_lose_nothing(text: str) -> None:
    for start, end in uncovered(read_document(text)):
        pytest.fail(f"{text[start:end]!r} of {text!r}")
