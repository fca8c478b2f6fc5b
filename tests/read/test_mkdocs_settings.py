"""Settings of MkDocs that change nothing are told, and none of them takes a chapter from the website."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from kerege.build.build import build_report
from kerege.findings import Finding, Severity
from tests.small_report import english

Check = Callable[[Path], list[Finding]]


@pytest.mark.parametrize(
    ("setting", "remedy"),
    [
        ("markdown_extensions: [admonition]", "same reading"),
        ("validation: {links: {not_found: ignore}}", "kerege check"),
        ("nav: [01-example.md]", "order of their files"),
        ("extra_css: [a.css]", "brand.yml"),
        ("copyright: Me", "report.yml"),
        ("use_directory_urls: false", "address"),
    ],
)
def test_a_setting_without_effect_is_told_at_its_line(
    template: Path, findings_of: Check, setting: str, remedy: str
) -> None:
    path = template / "mkdocs.yml"
    before = path.read_text(encoding="utf-8")
    path.write_text(f"{before}{setting}\n", encoding="utf-8")
    (told,) = [f for f in findings_of(template) if f.code == "R017"]
    assert (str(told.location), told.severity) == (f"mkdocs.yml:{before.count(chr(10)) + 1}:1", Severity.WARNING)
    assert setting.partition(":")[0] in told.message and remedy in told.hint


def test_what_new_reports_have_is_used(template: Path, findings_of: Check) -> None:
    assert "R017" not in [f.code for f in findings_of(template)]


def test_no_setting_keeps_a_chapter_off_the_website(tmp_path: Path) -> None:
    report = english(tmp_path / "report", {"02-more": "---\ntitle: More\n---\n\nText.\n"})
    with (report / "mkdocs.yml").open("a", encoding="utf-8") as file:
        file.write("nav: [01-example.md]\nuse_directory_urls: false\nedit_uri: edit/\nexclude_docs: 02-more.md\n")
        file.write("draft_docs: 02-more.md\n")
    result = build_report(report, only=("site",), progress=lambda _: None)
    assert result.files, [f"{f.location} {f.message}" for f in result.findings]
    assert (report / "build" / "site" / "02-more" / "index.html").is_file()
