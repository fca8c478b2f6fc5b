"""Numbers in the words of records: a figure's title, a label, report.yml; tied, named by a key of `nostat`, or of their data."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from kerege.findings import Finding, Severity
from kerege.model.words import TiedText, tied_text, ties_of
from kerege.read import read_report

Check = Callable[[Path], list[Finding]]


def titled(folder: Path, title: str, nostat: str = "") -> Path:
    """A report whose figure has this English title, and whose report.yml has these keys of `nostat`."""
    figure = folder / "figures" / "reading.yml"
    text = figure.read_text(encoding="utf-8")
    figure.write_text(text.replace("More people read than write", f'"{title}"'), encoding="utf-8")
    settings = folder / "report.yml"
    settings.write_text(settings.read_text(encoding="utf-8") + f"nostat: {{{nostat}}}\n", encoding="utf-8")
    return folder


def told(folder: Path, check: Check) -> list[str]:
    """The codes of errors of records."""
    return [f.code for f in check(folder) if f.severity is Severity.ERROR and f.location.path.parts[0] != "docs"]


@pytest.mark.parametrize(
    ("title", "codes"),
    [
        ("[62.5 per cent](stat:readers-share) read", []),
        ("[33.3 per cent](stat:readers-share) read", ["S003"]),
        ("62.5 per cent read", []),
        ("33.3 per cent read", ["S005"]),
        ("33.3 per cent read and 62.5 per cent write", ["S005"]),
        ("[62.5](stat:reader-share) read", ["S001"]),
        ("[99](nostat:age) and over read", []),
        ("[99](nostat:limit) and over read", ["S007"]),
        ("[98](nostat:age) and over read", ["S059"]),
        ("Those of more than 40 winks read", ["S005"]),
        ("The 99 read", []),
        ("More than [62.5 per cent](stat:readers-share) read", ["S003"]),
    ],
)
def test_a_number_in_a_title(title: str, codes: list[str], template: Path, findings_of: Check) -> None:
    folder = titled(template, title, 'age: {reason: An age., words: ["99", 99 and over, The 99]}')
    found = [code for code in told(folder, findings_of) if code in ("S001", "S003", "S005", "S007", "S059")]
    assert found == codes


def test_readers_see_no_marks(template: Path) -> None:
    report = read_report(titled(template, "[62.5 per cent](stat:readers-share) read")).report
    title = report.figures["reading"].title["en"]
    assert title == tied_text("[62.5 per cent](stat:readers-share) read") and str(title)[:13] == "62.5 per cent"
    (tie,) = ties_of(title)
    assert (tie.target, title[tie.start : tie.end]) == ("readers-share", "62.5 per cent")


def test_a_text_with_another_tie_is_another_text() -> None:
    one, other = tied_text("[5](stat:a)"), tied_text("[5](stat:b)")
    assert isinstance(one, TiedText) and one != other and one != "5" and one == tied_text("[5](stat:a)")


def test_a_key_that_names_its_words_is_for_no_others(template: Path, findings_of: Check) -> None:
    titled(template, "More people read", "age: {reason: An age., words: [15 women]}")
    chapter = template / "docs" / "en" / "01-example.md"
    chapter.write_text(
        chapter.read_text(encoding="utf-8") + "\n[15 women](nostat:age), [16 women](nostat:age).\n", encoding="utf-8"
    )
    found = [f for f in findings_of(template) if f.code in ("S059", "S005")]
    assert [f.code for f in found] == ["S059"] and "16 women" in found[0].message
