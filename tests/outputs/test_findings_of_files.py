"""Findings about finished files, each from a file of a few lines: unfinished pages, turned numbers, another structure, broken EPUBs."""

from __future__ import annotations

import zipfile
from pathlib import Path, PurePosixPath
from types import SimpleNamespace
from typing import Any

import pytest

from kerege.findings import Location
from kerege.outputs.readback.printing import _unfinished
from kerege.outputs.readback.privacy import _order
from kerege.outputs.readback.structure import Part, compared
from kerege.outputs.readback.validity import epub_problems, read_back_validity

SETTINGS = Location(PurePosixPath("report.yml"))
CHAPTER: Any = SimpleNamespace(
    path=PurePosixPath("docs/en/01-a.md"),
    name="01-a",
    language="en",
    passages=(SimpleNamespace(plain="A link of words.", location=Location(PurePosixPath("docs/en/01-a.md"), 7)),),
)
EDITION: Any = SimpleNamespace(
    language="en", chapters=(CHAPTER,), report=SimpleNamespace(settings=SimpleNamespace(location=SETTINGS))
)


@pytest.mark.parametrize(
    ("ends", "place", "chapter", "case", "where"),
    [
        (True, "docs/en/01-a.md:9", "chapter-01-a", "few-lines", "docs/en/01-a.md:9:1"),
        (False, "", "chapter-01-a", "empty", "docs/en/01-a.md:1:1"),
        (False, "", "chapter-02-b", "empty", "report.yml:1:1"),
    ],
)
def test_a_page_that_looks_unfinished(ends: bool, place: str, chapter: str, case: str, where: str) -> None:
    page = SimpleNamespace(ends=ends, place=place, chapter=chapter, page=12)
    facts: Any = SimpleNamespace(path=Path("en.pdf"), unfinished=[page])
    (finding,) = _unfinished(facts, EDITION)
    assert (finding.code, finding.problem.case, str(finding.location)) == ("A009", case, where)
    assert (finding.fact("file"), finding.fact("page"), finding.language) == ("en.pdf", 12, "en")
    facts.unfinished = []
    assert list(_unfinished(facts, EDITION)) == []


@pytest.mark.parametrize(("words", "told"), [("about 12 of 30", False), ("about \u202e12 of 30\u202c", True)])
def test_a_number_whose_parts_readers_see_in_another_order(tmp_path: Path, words: str, told: bool) -> None:
    page = tmp_path / "page.html"
    page.write_text(f"<!doctype html><html><body><section><p>{words}</p></section></body></html>", encoding="utf-8")
    findings = list(_order(page, PurePosixPath("build/site/page.html")))
    assert {one.code for one in findings} == ({"A013"} if told else set())
    assert all(str(one.location.path) == "build/site/page.html" for one in findings)


HEADING, LIST, TABLE = (
    Part("heading", "2", Location(CHAPTER.path, 5)),
    Part("list", "3", Location(CHAPTER.path, 9)),
    Part("table", "3×2", Location(CHAPTER.path, 15)),
)


@pytest.mark.parametrize(
    ("found", "line", "here", "there"),
    [
        ([HEADING, LIST, TABLE], 0, "", ""),
        ([HEADING, TABLE], 9, "list 3", "nothing"),
        ([HEADING, LIST], 15, "table 3×2", "nothing"),
        ([HEADING, Part("list", "2"), TABLE], 9, "list 3", "list 2"),
        ([LIST, HEADING, TABLE], 5, "nothing", "list 3"),
        ([HEADING, LIST, TABLE, Part("heading", "3")], 15, "nothing", "heading 3"),
        ([], 5, "heading 2", "nothing"),
    ],
)
def test_the_first_difference_of_structure(found: list[Part], line: int, here: str, there: str) -> None:
    findings = list(compared([HEADING, LIST, TABLE], found, "page.html", CHAPTER))
    assert [(one.code, one.location.line) for one in findings] == ([("A014", line)] if line else [])
    for finding in findings:
        for name, words in (("here", here), ("there", there)):
            told = finding.fact(name)
            assert (told if isinstance(told, str) else told[0]) == words


PACKAGE = '<package xmlns="http://www.idpf.org/2007/opf"><manifest>{}</manifest></package>'
XHTML = '<html xmlns="http://www.w3.org/1999/xhtml"><body>{}</body></html>'


def epub(folder: Path, body: str, items: str = '<item href="01-a.xhtml"/>', mimetype: int = zipfile.ZIP_STORED) -> Path:
    path = folder / "en.epub"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/epub+zip", mimetype)
        archive.writestr("EPUB/package.opf", PACKAGE.format(items) if items else "")
        archive.writestr("EPUB/01-a.xhtml", XHTML.format(body))
    return path


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ('<p id="a">Words, <a href="#a">a link</a>.</p>', ""),
        ('<p id="a">x</p><p id="a">y</p>', "the id 'a' stands twice"),
        ('<p id="1a">x</p>', "'1a' is no id"),
        ('<p><a href="#b">A link of words.</a></p>', "the link to '#b' leads nowhere"),
        ('<p><a href="02-b.xhtml">x</a></p>', "the link to '02-b.xhtml' leads nowhere"),
        ('<p><a href="https://example.org/">x</a></p>', ""),
        ('<p><img src="a.png"/></p>', "the link to 'a.png' leads nowhere"),
        ("<p>x<div>y</div></p>", "div"),
        ("<ul><p>x</p></ul>", "p"),
        ("<p>x", "it is not well-formed"),
    ],
)
def test_what_an_epub_is_refused_for(tmp_path: Path, body: str, told: str) -> None:
    problems = list(epub_problems(epub(tmp_path, body)))
    assert len(problems) == bool(told) and all(told in trouble for _, trouble, _ in problems)


@pytest.mark.parametrize(
    ("items", "mimetype", "file", "told"),
    [
        ("", zipfile.ZIP_STORED, "package.opf", "not well-formed"),
        (
            '<item href="02-b.xhtml"/><item href="01-a.xhtml"/>',
            zipfile.ZIP_STORED,
            "package.opf",
            "'02-b.xhtml' is not there",
        ),
        ("<item/>", zipfile.ZIP_STORED, "package.opf", "'01-a.xhtml' is not listed"),
        ('<item href="01-a.xhtml"/>', zipfile.ZIP_DEFLATED, "mimetype", "not the first entry"),
    ],
)
def test_what_holds_an_epub_together(tmp_path: Path, items: str, mimetype: int, file: str, told: str) -> None:
    problems = list(epub_problems(epub(tmp_path, "<p>x</p>", items, mimetype)))
    assert any(name == file and told in trouble for name, trouble, _ in problems)


def test_a_broken_link_is_told_at_the_block_that_shows_it(tmp_path: Path) -> None:
    (finding,) = read_back_validity(epub(tmp_path, '<p><a href="#b">A link of words.</a></p>'), EDITION)
    assert (finding.code, str(finding.location)) == ("A015", "docs/en/01-a.md:7:1")
    assert list(read_back_validity(epub(tmp_path, "<p>x</p>"), EDITION)) == []
