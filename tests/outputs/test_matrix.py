"""Every construct in every container, in website, PDF, EPUB and Word: one report, built once, and each file read by others."""

from __future__ import annotations

import re
import subprocess
import zipfile
from collections.abc import Sequence
from pathlib import Path, PurePosixPath
from xml.etree.ElementTree import Element, fromstring

import pypandoc
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kerege.build.build import build_report
from kerege.findings import errors
from kerege.intake.word_review import review
from kerege.model import document as nodes
from kerege.outputs.finished import page_tree
from kerege.outputs.readback import compact
from kerege.outputs.readback.structure import expected_parts, file_parts, page_parts
from kerege.outputs.readback.validity import epub_problems
from kerege.read import read_report
from kerege.read.chapter import read_chapter_text
from kerege.read.records import Complaints
from kerege.render.edition import Edition, make_edition
from kerege.render.elements import inner_html
from kerege.render.html import chapter_page
from kerege.render.links import Medium
from tests.matrix import CONTAINERS, Pair, chapters, pairs
from tests.small_report import english

PAIRS = tuple(pairs())
LINED = tuple(pair._replace(shown=pair.shown[:-1]) if "script" in pair.construct else pair for pair in PAIRS)
"""What stands lower or higher is told in another way by programs that give plain text."""
RAW = re.compile(r"\]\(|\[@|\[\^|\{#|!!!|\[!|\*\*|\$\^?x|~x~|hidden")
"""What nobody wants to see printed."""


@pytest.fixture(scope="module")
def matrix(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built report with all pairs."""
    root = english(tmp_path_factory.mktemp("matrix") / "report", chapters())
    built = build_report(root)
    assert [str(finding) for finding in errors(built.findings)] == []
    return root


def missing(text: str, expected: Sequence[Pair] = PAIRS) -> list[str]:
    """The pairs whose words do not stand in a text."""
    shown = compact(text)
    return [f"{pair.construct} in {pair.container}" for pair in expected if compact(pair.shown) not in shown]


def test_the_website_shows_every_pair_and_nothing_raw(matrix: Path) -> None:
    for container in CONTAINERS:
        number = 20 + list(CONTAINERS).index(container)
        html = (matrix / "build" / "site" / f"{number}-matrix" / "index.html").read_text(encoding="utf-8")
        text = " ".join(_words(next(p for p in page_tree(html).iter("div") if p.get("class") == "k-text")))
        assert missing(text, [pair for pair in PAIRS if pair.container == container]) == []
        assert RAW.search(text) is None, text
        assert "<math " in html


def _words(element: Element) -> list[str]:
    """The words below an element; those of formulas left out."""
    if element.tag == "math":
        return [element.tail or ""]
    found = [element.text or ""]
    for child in element:
        found += _words(child)
    return ["".join(found) + (element.tail or "")]


def test_the_pdf_shows_every_pair_and_nothing_raw(matrix: Path) -> None:
    (path,) = (matrix / "build" / "pdf").glob("*-en.pdf")
    text = subprocess.run(["pdftotext", "-raw", path, "-"], capture_output=True, text=True, check=True).stdout
    assert missing(text, LINED) == []
    assert RAW.search(text) is None


def test_the_epub_shows_every_pair_and_is_valid(matrix: Path) -> None:
    (path,) = (matrix / "build" / "epub").glob("*.epub")
    assert list(epub_problems(path)) == []
    judged = subprocess.run(
        ["java", "-jar", "/usr/bin/epubcheck", "--failonwarnings", str(path)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert judged.returncode == 0, judged.stdout + judged.stderr
    with zipfile.ZipFile(path) as archive:
        for number, container in enumerate(CONTAINERS, 20):
            text = "".join(fromstring(archive.read(f"EPUB/{number}-matrix.xhtml")).itertext())
            assert missing(text, [pair for pair in PAIRS if pair.container == container]) == []


def test_word_shows_every_pair_and_comes_back_without_a_change(matrix: Path) -> None:
    (path,) = (matrix / "build" / "docx").glob("*-en.docx")
    text = pypandoc.convert_file(str(path), "plain", extra_args=["--wrap=none"])
    assert missing(text, LINED) == []
    assert RAW.search(text) is None
    with zipfile.ZipFile(path) as archive:
        equations = sum(archive.read(f"word/{name}.xml").count(b"<m:oMath>") for name in ("document", "footnotes"))
    assert equations == sum(pair.construct == "formula" for pair in PAIRS)
    found = review(read_report(matrix).report, path)
    assert (found.changes, found.notices, found.remarks) == ((), (), ())


# --- whatever stands within whatever ---

WORDS = st.sampled_from(
    ["alpha", "**beta**", "*gamma*", "`delta`", "h~x~", "m^y^", "\\*eps\\*", "zeta[^n]", "a\\\nb", "eta [x](01-a.md) b"]
)
PARAGRAPH = st.lists(WORDS, min_size=1, max_size=4).map(lambda words: [*" ".join(words).split("\n")])
TABLE = st.lists(WORDS, min_size=1, max_size=3).map(
    lambda words: ["| a | b |", "|---|--:|", *(f"| {word.splitlines()[0].rstrip(chr(92))} | c |" for word in words)]
)


def within(inner: st.SearchStrategy[list[str]]) -> st.SearchStrategy[list[str]]:
    """Blocks in a list, a quotation, a callout, a definition."""
    marks = st.sampled_from(
        [("- ", "  "), ("1. ", "   "), ("> ", "> "), ('!!! note "T"\n', "    "), ("Term\n: ", "  ")]
    )

    def put(mark: tuple[str, str], parts: list[list[str]]) -> list[str]:
        first, rest = mark
        lines = "\n\n".join("\n".join(part) for part in parts).split("\n")
        head, newline, opening = first.rpartition("\n")
        opening = opening or rest
        return [*([head] if newline else []), f"{opening}{lines[0]}", *(f"{rest}{line}".rstrip() for line in lines[1:])]

    return st.builds(put, marks, st.lists(inner, min_size=1, max_size=3))


BLOCK = st.recursive(st.one_of(PARAGRAPH, TABLE), within, max_leaves=8)


@pytest.fixture(scope="module")
def edition(tmp_path_factory: pytest.TempPathFactory) -> Edition:
    return make_edition(read_report(english(tmp_path_factory.mktemp("nested") / "report")).report, "en", {})


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
@given(blocks=st.lists(BLOCK, min_size=1, max_size=4), note=BLOCK)
def test_pages_have_the_structure_and_the_words_of_the_tree(
    edition: Edition, blocks: list[list[str]], note: list[str]
) -> None:
    written = ["---", "title: T", "---", "", *(line for block in blocks for line in (*block, "", "End.", ""))]
    written += [f"[^n]: {note[0]}", *(f"    {line}".rstrip() for line in note[1:]), ""]
    chapter = read_chapter_text("\n".join(written), PurePosixPath("docs/en/01-a.md"), "en", Complaints())
    expected = [part.key for part in expected_parts(chapter, edition)]
    readers = ((Medium.WEB, lambda html: page_parts(page_tree(html))), (Medium.EPUB, file_parts))
    for medium, parts in readers:
        html = inner_html(chapter_page(chapter, edition, medium).body)
        page = re.sub(r"<(br|hr)>", r"<\1/>", html) if medium is Medium.EPUB else html
        page = page.replace(' epub:type="', ' data-type="')
        assert [part.key for part in parts(f"<div class='k-text'>{page}</div>")] == expected, html
    body = chapter_page(chapter, edition, Medium.WEB).body
    for part in [
        part for part in body.iter() if part.get("class") == "footnote" or (part.tag == "sup" and part.get("id"))
    ]:
        tail = part.tail
        part.clear()
        part.tail = tail
    text = [block for block in chapter.document.blocks if not isinstance(block, nodes.Note)]
    words = "".join(node.text for node in nodes.walk(*text) if isinstance(node, nodes.Text))
    assert compact("".join(body.itertext())) == compact(words)
