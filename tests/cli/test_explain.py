"""`kerege explain` tells the class of each number, and why, with and without colours."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner

from kerege.cli import cli
from tests.small_report import english

TEXT = (
    "In 2015 about a third of women in Table 3 earned less than 12,000 soms; two sisters came on 5 May with 12x4 goats."
)


def test_a_text_from_standard_input_is_classed_without_a_report(tmp_path: Path) -> None:
    result = CliRunner().invoke(cli, ["explain", "-"], input=TEXT)
    lines = [" ".join(line.split()) for line in result.output.splitlines()]
    assert result.exit_code == 0
    assert "\x1b" not in result.output
    assert "In [2015]C [about a third]U of women in [Table 3]C earned [less than 12,000 soms]U; [two" in result.output
    assert "C 2015 a year: it counts nothing" in lines
    assert "U less than 12,000 soms read as under 12000 KGS; no tie touches it" in lines
    assert "N two sisters a number word that only counts things in a story" in lines
    assert any(line.startswith("? 12x4") for line in lines)
    assert lines[-5:] == ["T tied", "U untied", "C convention", "N narrative", "? unread"]


def test_colours_stand_beside_the_letters() -> None:
    result = CliRunner().invoke(
        cli, ["explain", "-", "--language", "ru"], input="В 2015 году было 340 овец.", color=True
    )
    assert "\x1b[34m" in result.output and "\x1b[31m" in result.output
    assert "[2015 году]C" in result.output and "[340 овец]U" in result.output


def test_a_line_of_a_chapter_names_its_ties(tmp_path: Path) -> None:
    line = "[62.5 per cent](stat:readers-share) read, [63 per cent](stat:readers-share) do not."
    root = english(
        tmp_path / "r", {"02-more": f"---\ntitle: More\n---\n\n## What {{#more-what}}\n\n{line}\n\nIn 2015 12.\n"}
    )
    result = CliRunner().invoke(cli, ["--report", str(root), "explain", "02-more.md:7"])
    assert result.exit_code == 0, result.output
    assert "[62.5 per cent]T read, [63 per cent]T do not" in result.output
    assert "tied to stat:readers-share, which is 62.5" in result.output
    assert "2015" not in result.output


def test_what_is_no_chapter_is_said(tmp_path: Path) -> None:
    result = CliRunner().invoke(cli, ["--report", str(english(tmp_path / "r")), "explain", "99-none.md"])
    assert result.exit_code == 2 and "There is no chapter '99-none.md'" in result.output
    empty = CliRunner().invoke(cli, ["explain", "-"], input="Nothing here.")
    assert empty.output == "no numbers there\n"
