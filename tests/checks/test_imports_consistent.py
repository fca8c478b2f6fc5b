"""What an imported report says twice: sums that do not come out, and shares that cannot both be right."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tiny_report import found, tiny


def told(folder: Path, text: str, imported: bool = True) -> list[str]:
    settings = {"imported": {"citation": "w"}} if imported else {}
    return [one.code for one in found(tiny(folder, {"docs/en/01-a.md": text}, **settings), "S052", "S053")]


@pytest.mark.parametrize(
    ("text", "warned"),
    [
        ("There were 27 focus groups.\n\nWe held three focus groups in each of nine areas.", False),
        ("There were 28 focus groups.\n\nWe held three focus groups in each of nine areas.", True),
        ("There were 26 focus groups.\n\nWe held three focus groups in each of nine areas.", True),
        ("There were 28 interviews.\n\nWe held three focus groups in each of nine areas.", False),
        ("There were 2 focus groups.\n\nWe held three focus groups in each of nine areas.", False),
        ("There were 28 focus groups.\n\nWe held three focus groups in nine areas.", False),
    ],
)
def test_so_many_in_each_of_so_many(tmp_path: Path, text: str, warned: bool) -> None:
    assert told(tmp_path, text) == (["S053"] if warned else [])


def test_only_imported_reports_are_judged(tmp_path: Path) -> None:
    text = "There were 28 focus groups.\n\nWe held three focus groups in each of nine areas."
    assert told(tmp_path, text, imported=False) == []


def test_the_sum_and_both_sentences_are_named(tmp_path: Path) -> None:
    text = "There were 28 focus groups.\n\nWe held three focus groups in each of nine areas."
    folder = tiny(tmp_path, {"docs/en/01-a.md": text}, imported={"citation": "w"})
    (finding,) = found(folder, "S053")
    facts = [str(finding.fact(name)) for name in ("text_text", "text", "text2", "low")]
    assert facts == ["28 focus groups", "three", "nine", "27"]
    assert (finding.location.line, finding.fact("place").line) == (5, 7)


SHARE = "About {} per cent of migrant households received transfers from abroad."


@pytest.mark.parametrize(
    ("first", "second", "warned"), [(25, 80, True), (25, 25, False), (25, 44, False), (25, 45, True)]
)
def test_two_shares_of_one_thing(tmp_path: Path, first: int, second: int, warned: bool) -> None:
    assert told(tmp_path, f"{SHARE.format(first)}\n\n{SHARE.format(second)}") == (["S052"] if warned else [])
