"""The Word file that is handed on: contents, running heads, cross references and notes of Word's own, and nothing of the review."""

from __future__ import annotations

import re
import shutil
import zipfile
from pathlib import Path
from xml.etree.ElementTree import fromstring

import pypandoc
import pytest
from click.testing import CliRunner

from kerege.checks import check_report
from kerege.citations.citeproc import typeset_citations
from kerege.cli import cli
from kerege.outputs.readback.word import read_back_clean
from kerege.outputs.readback.word_pages import pages_of_places
from kerege.outputs.word import write_word
from kerege.outputs.word.clean import place
from kerege.read import read_report
from kerege.render.edition import Edition, make_edition
from tests.small_report import TEMPLATE, english, only_english

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
SETTINGS = """authors: [Aigul Asanova, Bakyt Osmonov]
keywords: {en: "reading, figures"}
short_title: {en: An example}
"""
WIDE = """

## A wide table {#example-wide-section}

See [the other chapter](02-more.md#more-first), [the report](https://example.org/) and [Table](table:wide).

Table: Turned with its page {#wide .landscape}

| Question | Answer |
| --- | --- |
| A | B |
"""
MORE = (
    "---\ntitle: More\nsummary: What is more.\n---\n\n## First {#more-first}\n\nHe said [trusts a figure](quote:r1).\n"
)


@pytest.fixture(scope="module")
def edition(tmp_path_factory: pytest.TempPathFactory) -> Edition:
    folder = tmp_path_factory.mktemp("clean") / "report"
    shutil.copytree(TEMPLATE, folder)
    only_english(folder, {"02-more": MORE}, SETTINGS)
    chapter = folder / "docs" / "en" / "01-example.md"
    text = chapter.read_text(encoding="utf-8").replace(
        "```statistic\nreaders-share\n```", "```statistics\nreaders-share\nwriters-share\n```"
    )
    chapter.write_text(text + WIDE, encoding="utf-8")
    (folder / "style").mkdir()
    square = '<svg xmlns="http://www.w3.org/2000/svg" width="20" height="20"><rect width="20" height="20" fill="#123456"/></svg>'
    (folder / "style" / "mark.svg").write_text(square, encoding="utf-8")
    (folder / "brand.yml").write_text("logo: style/mark.svg\ncolor: {primary: '#14523c'}\n", encoding="utf-8")
    reading = read_report(folder)
    _, ledger = check_report(reading.report, reading.findings)
    return make_edition(reading.report, "en", ledger.values, typeset_citations(reading.report, "en"))


@pytest.fixture(scope="module")
def file(edition: Edition, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("clean") / "clean.docx"
    write_word(edition, path, clean=True)
    return path


@pytest.fixture(scope="module")
def parts(file: Path) -> dict[str, str]:
    with zipfile.ZipFile(file) as archive:
        return {n: archive.read(n).decode("utf-8") for n in archive.namelist() if n.endswith((".xml", ".rels"))}


def test_nothing_of_the_review_is_in_it(parts: dict[str, str]) -> None:
    everything = "".join(parts.values())
    for mark in ("kb_0", "stat:", "cite:", "quote:", "chapter:", "trackRevisions", "For review"):
        assert mark not in everything, mark
    assert not [name for name in parts if name.startswith("customXml")]


def test_every_link_within_the_file_has_its_place(parts: dict[str, str]) -> None:
    document = parts["word/document.xml"]
    places = set(re.findall(r'<w:bookmarkStart[^>]*w:name="([^"]+)"', document))
    asked = set(re.findall(r'w:anchor="([^"]+)"', document + parts["word/footnotes.xml"]))
    asked |= set(re.findall(r"PAGEREF (\w+)", document))
    assert {"figure_reading", "table_wide", "more_first", "ref_example_2026", "term_tie"} <= asked
    assert asked <= places
    assert all(len(name) <= 40 and re.fullmatch(r"\w+", name) for name in asked)


def test_figures_and_tables_are_listed_by_their_captions_in_any_locale(parts: dict[str, str]) -> None:
    document = parts["word/document.xml"]
    # A list of styles (\\t) is parted by a sign that differs from one Windows to another; sequences are not.
    assert r'TOC \h \z \c "Figure"' in document and r'TOC \h \z \c "Table"' in document and r"\t " not in document
    listed = re.findall(r'<w:pStyle w:val="TableofFigures" ?/>.*?<w:t xml:space="preserve">([^<]+)</w:t>', document)
    assert [words.partition(".")[0] for words in listed] == ["Figure 1", "Table 1", "Table 2"]
    assert " SEQ Table " in document and " SEQ Figure " in document


def test_a_table_is_as_wide_as_the_text(parts: dict[str, str]) -> None:
    document = parts["word/document.xml"]
    width, left, right = (int(re.findall(rf'w:{name}="(\d+)"', document)[-1]) for name in ("w", "left", "right"))
    for grid in re.findall(r"<w:tblGrid>(.*?)</w:tblGrid>", document, re.DOTALL):
        columns = [int(column) for column in re.findall(r'<w:gridCol w:w="(\d+)"', grid)]
        assert abs(sum(columns) - (width - left - right)) <= len(columns)


def test_contents_and_running_heads_are_fields(parts: dict[str, str]) -> None:
    document = parts["word/document.xml"]
    assert r'TOC \o "1-2" \h \z \u' in document and document.count('w:dirty="true"') == 3, (
        "three lists, no number of a page that nobody knows"
    )
    assert document.count('fldCharType="begin"') == document.count('fldCharType="end"')
    listed = re.findall(r'<w:pStyle w:val="TOC(\d)" ?/>.*?<w:t xml:space="preserve">([^<]+)</w:t>', document)
    assert listed[:2] == [("1", "1.\u2002Example"), ("2", "What was found")] and ("1", "References") in listed
    assert 'STYLEREF "heading 1"' in parts["word/header1.xml"] and "An example" in parts["word/header1.xml"]
    body = fromstring(document)
    sections = list(body.iter(f"{W}sectPr"))
    assert len(sections) == 3, "pages upright, across, and upright again"
    for section in sections:
        assert section.find(f"{W}headerReference") is not None and section.find(f"{W}footerReference") is not None
    across = sections[1].find(f"{W}pgSz")
    assert across is not None and across.get(f"{W}orient") == "landscape"


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice lays the file out")
def test_the_contents_have_the_pages_on_which_libreoffice_sets_the_titles(tmp_path: Path) -> None:
    root = english(tmp_path / "r", {"02-later": "# Later\n\nText.\n"})
    done = CliRunner().invoke(cli, ["--report", str(root), "export", "docx", "--clean", "--numbered"])
    assert done.exit_code == 0, done.output
    (path,) = root.glob("build/docx/*-clean.docx")
    with zipfile.ZipFile(path) as file:
        document = file.read("word/document.xml").decode()
    told = dict(re.findall(r'<w:hyperlink w:anchor="(chapter_\w+)".*?<w:r><w:t>(\d+)</w:t></w:r>', document))
    assert {name: int(page) for name, page in told.items()} == {
        name: page for name, page in pages_of_places(path).items() if name.startswith("chapter_")
    }
    assert len(told) > 1 and len(set(told.values())) == len(told)


def test_the_title_page_has_no_running_head_and_later_pages_have(parts: dict[str, str]) -> None:
    sections = list(fromstring(parts["word/document.xml"]).iter(f"{W}sectPr"))
    assert sections[0].find(f"{W}titlePg") is not None
    assert [section.find(f"{W}titlePg") for section in sections[1:]] == [None, None]


def test_notes_captions_and_styles_are_word_s_own(parts: dict[str, str]) -> None:
    document = parts["word/document.xml"]
    assert document.count("<w:footnoteReference ") == 1 and "The figures are invented." in parts["word/footnotes.xml"]
    assert "SEQ Figure" in document and "SEQ Table" in document
    styles = set(re.findall(r'<w:pStyle w:val="(\w+)"', document))
    known = set(re.findall(r'w:styleId="(\w+)"', parts["word/styles.xml"]))
    assert styles <= known, styles - known
    assert "14523C" in parts["word/styles.xml"]


def test_statistics_of_a_row_stand_side_by_side(file: Path) -> None:
    document = pypandoc.convert_file(str(file), "plain", extra_args=["--columns=200"])
    assert re.search(r"62\.5.*33\.3|62\.5.*a third|62\.5 ?(?:%|per cent)\s+\S", document)


def test_it_says_who_wrote_it_and_what_it_is_about(parts: dict[str, str]) -> None:
    facts = parts["docProps/core.xml"]
    assert "<dc:creator>Aigul Asanova; Bakyt Osmonov</dc:creator>" in facts
    assert "<cp:keywords>reading, figures</cp:keywords>" in facts and "Kerege" not in facts
    assert "<Company>Your organisation</Company>" in parts["docProps/app.xml"]


def test_it_says_what_the_chapters_say_and_a_harmed_one_is_told(edition: Edition, file: Path, tmp_path: Path) -> None:
    assert list(read_back_clean(file, edition.chapters, edition)) == []
    harmed = tmp_path / "harmed.docx"
    with zipfile.ZipFile(file) as source, zipfile.ZipFile(harmed, "w") as target:
        for name in source.namelist():
            target.writestr(name, source.read(name).replace(b"62.5", b"26.5"))
    assert {finding.code for finding in read_back_clean(harmed, edition.chapters, edition)} == {"A001"}


def test_the_same_report_gives_the_same_bytes(edition: Edition, file: Path, tmp_path: Path) -> None:
    write_word(edition, tmp_path / "again.docx", clean=True)
    assert (tmp_path / "again.docx").read_bytes() == file.read_bytes()


def test_one_chapter_of_it_from_the_command_line(edition: Edition, tmp_path: Path) -> None:
    out = tmp_path / "one.docx"
    arguments = [
        "--report",
        str(edition.report.root),
        "export",
        "docx",
        "--clean",
        "--chapter",
        "02-more",
        "--out",
        str(out),
    ]
    run = CliRunner().invoke(cli, arguments)
    assert run.exit_code == 0, run.output
    text = pypandoc.convert_file(str(out), "plain")
    assert "What is more." in text and "Every number is a" not in text


def test_a_chapter_that_waits_for_its_translation_stands_in_it_in_the_original(tmp_path: Path) -> None:
    folder = tmp_path / "report"
    shutil.copytree(TEMPLATE, folder)
    settings = folder / "report.yml"
    settings.write_text(settings.read_text(encoding="utf-8") + "pending: {ru: [01-example]}\n", encoding="utf-8")
    (folder / "docs" / "ru" / "01-example.md").unlink()
    reading = read_report(folder)
    _, ledger = check_report(reading.report, reading.findings)
    edition = make_edition(reading.report, "ru", ledger.values, typeset_citations(reading.report, "ru"))
    write_word(edition, tmp_path / "ru.docx", clean=True)
    assert list(read_back_clean(tmp_path / "ru.docx", edition.chapters, edition)) == []
    text = pypandoc.convert_file(str(tmp_path / "ru.docx"), "plain")
    assert "Эта глава" in text and "A reader said" in text
    with zipfile.ZipFile(tmp_path / "ru.docx") as archive:
        assert 'w:lang w:val="en"' in archive.read("word/document.xml").decode("utf-8")
        assert [name for name in archive.namelist() if name.startswith("word/media/")]


def test_places_are_names_that_word_takes() -> None:
    long = place("chapter-" + "a-very-long-name-of-a-chapter-" * 3)
    assert len(long) == 40 and long != place("chapter-" + "a-very-long-name-of-a-chapter-" * 4)
    assert place("figure-x") == "figure_x"
