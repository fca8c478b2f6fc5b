"""Parts, front matter, appendices, run-on chapters, authors, partners: in the book, the EPUB, on the website, and chapter by chapter."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pikepdf
import pytest

from kerege.build.build import build_report
from kerege.checks import check_report
from kerege.outputs.readback.printing import contents_titles, outline_titles
from kerege.read import read_report
from kerege.render.edition import make_edition
from tests.conftest import once
from tests.small_report import english

SETTINGS = """downloads: [chapters, summary]
short_title: {en: Example}
isbn: 978-3-16-148410-0
contact: {name: {en: Office of Examples}, email: info@example.org, phone: "+996 312 000000"}
partners:
- {name: {en: Fund for Examples}, role: {en: With the support of}, url: "https://example.org/fund", logo: style/mark.svg}
- {name: Another Partner}
parts:
  first: {en: The first part}
  more: {title: {en: The second part}, summary: {en: What else there is.}}
"""
CHAPTERS = {
    "00-foreword": "---\ntitle: Foreword\nkind: foreword\nauthors: [{name: A. Head, role: Director, affiliation: Office}]\n---\n\nWhy.\n",
    "00-summary": "---\ntitle: Summary\nkind: summary\n---\n\nMost read [62.5 per cent](stat:readers-share). See [the second](02-second.md).\n",
    "02-second": (
        "---\ntitle: A very long title of a chapter\nshort_title: Long chapter\npart: more\n"
        "authors: [{name: B. Writer, orcid: 0000-0002-1825-0097}]\n---\n\nText [@example-2026].\n\n## Section {#second-a}\n\nText.\n"
    ),
    "03-short": "---\ntitle: A short chapter\nrun_on: true\n---\n\nOnly a line.\n",
    "90-method": (
        "---\ntitle: Method\nappendix: true\n---\n\nTable: Of the appendix {#annex-t}\n\n| A | B |\n|---|---|\n| a | b |\n\n"
        "See [Table](table:annex-t).\n"
    ),
    "91-data": "---\ntitle: Data\nappendix: true\n---\n\nMore.\n",
}
MARK = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 120 40"><circle cx="20" cy="20" r="18" fill="#1d5c3a"/></svg>'
)


def report(folder: Path, **changed: str) -> Path:
    root = english(folder, {**CHAPTERS, **changed}, SETTINGS)
    first = root / "docs" / "en" / "01-example.md"
    first.write_text(first.read_text(encoding="utf-8").replace("---\n", "---\npart: first\n", 1), encoding="utf-8")
    (root / "style").mkdir()
    (root / "style" / "mark.svg").write_text(MARK, encoding="utf-8")
    return root


@pytest.fixture(scope="module")
def build(tmp_path_factory: pytest.TempPathFactory) -> Path:
    def make(folder: Path) -> None:
        result = build_report(report(folder), progress=lambda _: None)
        assert result.files, [f"{f.location} {f.message}" for f in result.findings]

    return once(tmp_path_factory, "structure", make) / "build"


def test_numbers_letters_and_parts(tmp_path: Path) -> None:
    edition = make_edition(read_report(report(tmp_path / "r")).report, "en", {})
    assert [(c.name, edition.chapter_label(c.name)) for c in edition.chapters] == [
        ("00-foreword", ""),
        ("00-summary", ""),
        ("01-example", "1"),
        ("02-second", "2"),
        ("03-short", "3"),
        ("90-method", "Appendix A"),
        ("91-data", "Appendix B"),
    ]
    assert [edition.place(c.name).is_front for c in edition.chapters] == [True, True, *[False] * 5]
    assert edition.table_numbers["annex-t"] == "A.1"
    begins = {c.name: edition.place(c.name).part for c in edition.chapters}
    assert {name: part.key for name, part in begins.items() if part} == {"01-example": "first", "02-second": "more"}


def test_a_part_may_be_its_title(tmp_path: Path) -> None:
    root = english(tmp_path / "r", {"02-second": "---\ntitle: S\npart: What was found\n---\n\nText.\n"})
    reading = read_report(root)
    assert not [f for f in check_report(reading.report, reading.findings)[0] if f.code.startswith("X04")]
    edition = make_edition(reading.report, "en", {})
    part = edition.place("02-second").part
    assert part is not None and edition.part_line(part) == "What was found" and edition.part_label(part) == ""


@pytest.mark.parametrize(
    ("chapter", "text", "code"),
    [
        ("03-short", "---\ntitle: S\npart: frist\n---\n\nText.\n", "X044"),
        ("03-short", "---\ntitle: S\npart: first\n---\n\nText.\n", "X045"),
        ("03-short", "---\ntitle: S\nkind: forward\n---\n\nText.\n", "R004"),
        ("03-short", "---\ntitle: S\nauthors: [{nme: X}]\n---\n\nText.\n", "R007"),
    ],
)
def test_structure_that_is_not_understood_is_told(tmp_path: Path, chapter: str, text: str, code: str) -> None:
    reading = read_report(report(tmp_path / "r", **{chapter: text}))
    findings, _ = check_report(reading.report, reading.findings)
    told = [f for f in findings if f.code == code]
    assert told and all(f.location.path.name == f"{chapter}.md" and f.location.line > 1 for f in told)


def test_the_book(build: Path) -> None:
    with pikepdf.open(build / "pdf" / "example-en.pdf") as book:
        outline = outline_titles(book)
        assert outline == contents_titles(book)
        assert [title for title in outline if title.startswith(("Part", "Appendix"))] == [
            "Part I. The first part",
            "Part II. The second part",
            "Appendix A. Method",
            "Appendix B. Data",
        ]
        with book.open_outline() as tree:
            part = next(item for item in tree.root if item.title.startswith("Part II"))
            assert [child.title for child in part.children][:1] == ["A very long title of a chapter"]
        labels = [page.label for page in book.pages]
    words = pages(build / "pdf" / "example-en.pdf")
    foreword, first = (
        next(n for n, text in enumerate(words) if start in text) for start in ("A. Head, Director", "Part I ")
    )
    assert labels[foreword].strip("ivx") == "" and labels[first] == "1"
    short = next(n for n, text in enumerate(words) if "Only a line." in text)
    assert "Section" in words[short], "the short chapter runs on"
    assert "ISBN 978-3-16-148410-0" in words[2] and "How to cite" in words[2] and "Fund for Examples" in words[2]


def pages(path: Path) -> list[str]:
    import subprocess

    text = subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, text=True, check=True).stdout
    return [" ".join(page.split()) for page in text.split("\f")]


def test_a_chapter_as_a_file_of_its_own(build: Path) -> None:
    (text, *_) = pages(build / "pdf" / "example-en-02-second.pdf")
    assert (
        "B. Writer (2026). A very long title of a chapter. // An example report" in text
        and "An invented source" in text
    )
    with pikepdf.open(build / "pdf" / "example-en-00-summary.pdf") as book:
        targets = {str(a.A.URI) for page in book.pages for a in page.get("/Annots", []) if "/A" in a}
        assert targets >= {"https://example.org/02-second/", "https://example.org/statistics/#stat-readers-share"}
        assert book.pages[0].label == "1" and str(book.docinfo.Title) == "Summary – An example report"
    page = (build / "site" / "02-second" / "index.html").read_text(encoding="utf-8")
    assert "downloads/example-en-02-second.pdf" in page and "B. Writer" in page
    front = (build / "site" / "index.html").read_text(encoding="utf-8")
    assert "downloads/example-en-00-summary.pdf" in front and "downloads/example-en-02-second.pdf" not in front


def test_the_epub_and_the_website(build: Path) -> None:
    with zipfile.ZipFile(build / "epub" / "example-en.epub") as archive:
        nav = archive.read("EPUB/nav.xhtml").decode()
        assert "Part II. The second part" in nav and "Appendix A. Method" in nav
        assert 'role="doc-foreword"' in archive.read("EPUB/00-foreword.xhtml").decode()
        assert "house/style/mark.svg" in archive.read("EPUB/imprint.xhtml").decode()
    front = (build / "site" / "index.html").read_text(encoding="utf-8")
    assert "Fund for Examples" in front and 'href="mailto:info@example.org"' in front and "The second part" in front
    assert (build / "site" / "assets" / "house" / "style" / "mark.svg").read_text(encoding="utf-8") == MARK
    chapter = (build / "site" / "02-second" / "index.html").read_text(encoding="utf-8")
    data = json.loads(chapter.partition('ld+json">')[2].partition("</script>")[0])
    assert data["author"][0]["name"] == "B. Writer" and data["author"][0]["@id"].endswith("0000-0002-1825-0097")
