"""Links that lead out of a report, files that would be published unchecked, chapters of one name."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tiny_report import cases, found, tiny


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("docs/en/page.html", ["R012/may-run"]),
        ("docs/en/script.js", ["R012/may-run"]),
        ("docs/en/drawing.SVG", ["R012/may-run"]),
        ("docs/en/chapter.docx", ["R012/office"]),
        ("docs/en/table.XLSX", ["R012/office"]),
        ("docs/notes.md", ["R012/no-chapter"]),
        ("docs/de/01-a.md", ["R012/no-chapter"]),
        ("docs/en/deep/01-a.md", ["R012/no-chapter"]),
        ("docs/picture.png", []),
        ("docs/paper.pdf", []),
        ("docs/CNAME", []),
        ("docs/.hidden.html", []),
        ("docs/.well-known/a.html", []),
        ("data/page.html", []),  # published only where a source lists it
    ],
)
def test_what_stands_in_the_folders(tmp_path: Path, name: str, told: list[str]) -> None:
    assert cases(tiny(tmp_path, {name: "x"}), "R012") == told


@pytest.mark.parametrize(
    ("file", "restricted", "told"),
    [
        ("a.csv", False, []),
        ("a.html", False, ["R012"]),
        ("a.html", True, []),
        ("a.CSV", False, []),
        ("a.exe", False, ["R012"]),
    ],
)
def test_what_a_source_would_publish(tmp_path: Path, file: str, restricted: bool, told: list[str]) -> None:
    source = {"title": {"en": "S"}, "files": [file], "restricted": restricted}
    assert cases(tiny(tmp_path, {f"data/{file}": "x", "data/sources.yml": {"s": source}}), "R012") == told


@pytest.mark.parametrize(
    ("link", "target", "told"),
    [
        ("docs/en/02-b.md", "outside.md", ["R011/leads-out"]),
        ("docs/en/02-b.md", "report/docs/en/01-a.md", []),
        ("data/more", "outside", ["R011/leads-out"]),
        ("data/more", "report/docs", ["R011/link-folder"]),
        ("docs", "outside", ["R011/leads-out"]),
        ("build", "outside", ["R011/leads-out"]),
        ("glossary.yml", "outside.md", ["R011/leads-out"]),
    ],
)
def test_links(tmp_path: Path, link: str, target: str, told: list[str]) -> None:
    folder = tiny(tmp_path / "report", {"docs/en/01-a.md": "Words.", "data/a.csv": "a\n"})
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside.md").write_text("{}\n")
    if link == "docs":
        (folder / "docs").rename(tmp_path / "moved")
    (folder / link).symlink_to(tmp_path / target)
    assert cases(folder, "R011") == told


@pytest.mark.parametrize(
    ("first", "second", "told"),
    [
        ("01-a", "01-A", ["docs/en/01-a.md"]),
        ("01-a", "01-b", []),
        ("01-é", "01-e\u0301", ["docs/en/01-é.md"]),
    ],
)
def test_chapters_whose_names_are_one_on_many_computers(
    tmp_path: Path, first: str, second: str, told: list[str]
) -> None:
    folder = tiny(tmp_path, {f"docs/en/{name}.md": "Words." for name in (first, second)})
    assert [str(one.location.path) for one in found(folder, "X034")] == told
