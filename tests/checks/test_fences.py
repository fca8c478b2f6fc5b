"""Fenced blocks whose name, end, place or content is wrong, and those that are right."""

from __future__ import annotations

from pathlib import Path

import pytest

from kerege.model import GROUPS
from tests.tiny_report import cases, found, tiny

CODES = ("X002", "X003", "X004", "X005", "X006")


def told(folder: Path, text: str) -> list[str]:
    return cases(tiny(folder, {"docs/en/01-a.md": text}), *CODES)


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("```quote\na\n```", []),
        ("```qoute\na\n```", ["X002/not-block-that-kerege-write"]),
        ("```Quote\na\n```", ["X002/not-block-that-kerege-write"]),
        ("```zzzzz\na\n```", ["X002/not-block-that-kerege"]),
        ("```mermaid\na\n```", ["X002/code-that-another-program"]),
        ("```python\na\n```", ["X002/code-that-another-program"]),
        ("```\na\n```", ["X002/fenced-block-without-name"]),
        ("```quote\na\n", ["X003"]),
        ("```quote\na\n```quote\nb\n```", ["X003/next-begins"]),
        ("- an item\n\n  ```quote\n  a\n  ```", ["X004/inside"]),
        ("    ```quote\n    a\n    ```", ["X004"]),
        ("```quote\n```", ["X005"]),
        ("Words.\n\n    indented words", ["X006"]),
        ("Words.\n\n   words moved in by three", []),
    ],
)
def test_each_form(tmp_path: Path, text: str, codes: list[str]) -> None:
    assert told(tmp_path, text) == codes


_, LEAST, MOST = GROUPS["statistics"]
_COUNTS = [(0, False), (LEAST - 1, False), (LEAST, True), (MOST, True), (MOST + 1, False)]


@pytest.mark.parametrize(("count", "right"), _COUNTS)
def test_how_many_records_a_group_of_statistics_shows(tmp_path: Path, count: int, right: bool) -> None:
    lines = "".join(f"a{number}\n" for number in range(count))
    codes = told(tmp_path, f"```statistics\n{lines}```")
    assert (codes == []) is right


def test_a_line_of_a_group_that_is_no_id(tmp_path: Path) -> None:
    folder = tiny(tmp_path, {"docs/en/01-a.md": "```statistics\na\nb c\n```"})
    (finding,) = [one for one in found(folder, "X005") if one.problem.case == "no-id"]
    assert (finding.location.line, finding.fact("text"), finding.fact("block")) == (7, "b c", "statistics")


def test_the_finding_stands_at_the_fence_and_names_the_next(tmp_path: Path) -> None:
    folder = tiny(tmp_path, {"docs/en/01-a.md": "Words.\n\n```quote\na\n```quote\nb\n```"})
    finding = next(one for one in found(folder, "X003") if one.problem.case)
    assert (finding.location.line, finding.fact("name"), finding.fact("line")) == (7, "quote", 9)


def test_the_block_that_was_meant_is_named(tmp_path: Path) -> None:
    (finding,) = found(tiny(tmp_path, {"docs/en/01-a.md": "```{.figre}\na\n```"}), "X002")
    assert finding.fact("near") == "figure"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("```quote\na\n", "the quote block is never closed"),
        ("- an item\n\n  ```quote\n  a\n  ```", "quote"),
        ("    ```quote more\n    a\n    ```", "quote"),
        ("    ~~~quote\n    a\n    ~~~", "quote"),
        ("    ```\n    a\n    ```", "fenced"),
        ("```quote\n```", "the quote block names no record"),
        ("```zz zz\na\n```", "zz zz"),
        ("```zz\na\n```", "quote, "),
        ("```\na\n```", "quote, "),
        ("```qoute\na\n```", "qoute"),
        ("```mermaid\na\n```", "mermaid"),
    ],
)
def test_the_sentence_names_the_block(tmp_path: Path, text: str, said: str) -> None:
    (finding, *_) = found(tiny(tmp_path, {"docs/en/01-a.md": text}), *CODES)
    assert said in f"{finding.message} {finding.hint}"


@pytest.mark.parametrize("name", ["mermaid", "dot", "graphviz", "plantuml", "plot", "python", "r", "ojs"])
def test_code_of_other_programs(tmp_path: Path, name: str) -> None:
    assert told(tmp_path, f"```{{{name} more}}\na\n```") == ["X002/code-that-another-program"]


def test_how_many_records_a_group_has_and_may_have(tmp_path: Path) -> None:
    text = "```statistics\n" + "a\n" * (MOST + 1) + "```"
    (finding,) = found(tiny(tmp_path, {"docs/en/01-a.md": text}), "X005")
    facts = [finding.fact(name) for name in ("block", "count", "least", "most")]
    assert facts == ["statistics", MOST + 1, LEAST, MOST]


def test_a_long_line_of_a_group_is_cut_at_forty_letters(tmp_path: Path) -> None:
    line = "word " * 9
    (finding, *_) = found(tiny(tmp_path, {"docs/en/01-a.md": f"```statistics\na\n{line}\n```"}), "X005")
    assert finding.fact("text") == line[:40]
