"""Tables, drawings and the message of the back cover are told before they are printed too small, and only then."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from kerege.build.build import build_report
from kerege.checks.sizes_printable import MESSAGE
from kerege.findings import Finding, Severity
from kerege.model.paper import paper_named
from kerege.outputs.book.footnotes import descendants
from kerege.outputs.book.layout import lay_out, style_text
from tests.small_report import only_english

Check = Callable[[Path], list[Finding]]

WORDS = (
    "Respondents", "Households", "Remittances", "Grandmothers", "Neighbourhood", "Unemployment", "Agriculture", "Construction",
)  # fmt: skip


def heads(columns: int) -> list[str]:
    return [WORDS[number % len(WORDS)] for number in range(columns)]


def chapter(columns: int, first: str = "", before: str = "") -> str:
    """A chapter with a table; `first` and `before`: what stands before its first and its other lines, as in a list."""
    rows = (heads(columns), ["---"] * columns, ["words"] * columns)
    lines = ["Table: A table {#wide}", "", *(f"| {' | '.join(row)} |" for row in rows)]
    table = [f"{first if number == 0 else before}{line}" for number, line in enumerate(lines)]
    return "\n".join(["---", "title: Wide", "---", "", "Text.[^a]", "", *table, "", "[^a]: Note.", ""])


def told(findings: Sequence[Finding]) -> list[tuple[str, str, Severity]]:
    return [(f.code, str(f.location), f.severity) for f in findings if f.code in ("L003", "L004", "L005")]


def broken(tmp_path: Path, columns: int, paper: str, around: str = "{}") -> bool:
    """Whether the printed table breaks one of its words."""
    head = "".join(f"<th>{word}</th>" for word in heads(columns))
    body = "<td>words</td>" * columns
    table = f'<div class="k-table" id="t"><table><caption>A table</caption><thead><tr>{head}</tr></thead><tbody><tr>{body}</tr></tbody></table></div>'
    html = f'<html lang="en"><body><section class="chapter" id="c"><h1>T</h1>{around.format(table)}</section></body></html>'
    document = lay_out(html, style_text(paper_named(paper)), tmp_path, tmp_path, ("en",), paper=paper_named(paper))
    printed = [
        getattr(box, "text", "").strip()
        for page in document.pages
        for box in descendants(page._page_box)
        if box.element_tag == "th::line" or box.element_tag == "th"
    ]
    assert any(printed)
    return not {word for text in printed for word in text.split()} <= set(WORDS)


@pytest.mark.parametrize(
    ("paper", "first", "before", "around"),
    [
        ("A4", "", "", "{}"),
        ("B5", "", "", "{}"),
        ("Letter", "", "", "{}"),
        ("A4", "- ", "  ", "<ul><li>{}</li></ul>"),
        ("B5", "1. - ", "     ", "<ol><li><ul><li>{}</li></ul></li></ol>"),
        ("A4", "> ", "> ", "<blockquote>{}</blockquote>"),
        ("A4", "Term\n: ", "  ", "<dl><dt>Term</dt><dd>{}</dd></dl>"),
    ],
)
def test_a_table_is_told_just_where_its_words_are_broken(
    template: Path, findings_of: Check, tmp_path: Path, paper: str, first: str, before: str, around: str
) -> None:
    only_english(template, {"02-wide": chapter(3)}, f"print: {{paper: {paper}}}")
    path = template / "docs" / "en" / "02-wide.md"

    def is_told(columns: int) -> bool:
        path.write_text(chapter(columns, first, before), encoding="utf-8")
        findings = findings_of(template)
        assert {f.code for f in findings if f.severity is Severity.ERROR} == set()
        found = told(findings)
        assert found in ([], [("L003", place, Severity.WARNING)])
        return bool(found)

    line = 7 + first.count("\n")
    place = f"docs/en/02-wide.md:{line}:{len(first.rpartition(chr(10))[2]) + 1}"
    columns = next(columns for columns in range(3, 40) if is_told(columns))
    assert not broken(tmp_path, columns - 1, paper, around)
    assert broken(tmp_path, columns + 2, paper, around)


@pytest.mark.parametrize(("height", "found"), [(90, False), (300, False), (306, True), (600, True)])
def test_a_drawing_is_told_where_it_is_made_much_smaller(
    template: Path, findings_of: Check, height: int, found: bool
) -> None:
    only_english(template)
    path = template / "figures" / "reading.yml"
    words = path.read_text(encoding="utf-8")
    changed, count = re.subn(r"height: \d+", f"height: {height}", words)
    assert count == 1
    path.write_text(changed, encoding="utf-8")
    expected = [("L004", "figures/reading.yml:1:1", Severity.WARNING)] if found else []
    assert told(findings_of(template)) == expected


def test_the_longest_message_has_room_on_the_smallest_paper_and_a_longer_one_is_told(
    template: Path, findings_of: Check
) -> None:
    message = ("What this report found, in the plainest words that there are for it. " * 60)[: MESSAGE - 1] + "."
    only_english(template, None, f"print: {{paper: B5}}\nmessage: {{en: {json.dumps(message)}}}")
    assert told(findings_of(template)) == []
    result = build_report(template, only=("pdf",), languages=("en",), progress=lambda _: None)
    assert result.files, [f"{f.location} {f.code} {f.message}" for f in result.findings]
    settings = template / "report.yml"
    settings.write_text(
        settings.read_text(encoding="utf-8").replace("What this", "What then this", 1), encoding="utf-8"
    )
    assert told(findings_of(template)) == [("L005", "report.yml:1:1", Severity.ERROR)]
