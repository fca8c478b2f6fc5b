"""No setting of MkDocs takes a chapter from the website."""

from __future__ import annotations

from pathlib import Path

from kerege.build.build import build_report
from tests.small_report import english


def test_no_setting_keeps_a_chapter_off_the_website(tmp_path: Path) -> None:
    report = english(tmp_path / "report", {"02-more": "---\ntitle: More\n---\n\nText.\n"})
    with (report / "mkdocs.yml").open("a", encoding="utf-8") as file:
        file.write(
            "nav: [01-example.md]\nuse_directory_urls: false\nedit_uri: edit/\nedit_uri_template: x/{path}\nexclude_docs: 02-more.md\n"
        )
        file.write("draft_docs: 02-more.md\n")
    result = build_report(report, only=("site",), progress=lambda _: None)
    assert result.files, [f"{f.location} {f.message}" for f in result.findings]
    assert (report / "build" / "site" / "02-more" / "index.html").is_file()
