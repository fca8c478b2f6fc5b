"""Whatever stands in a file: a finding or a sentence, never a traceback, and nothing is lost."""

from __future__ import annotations

import itertools
from pathlib import Path, PurePosixPath

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kerege.languages import language_pack
from kerege.languages.reading import read
from kerege.read import read_report
from kerege.read.chapter import read_chapter_text
from kerege.read.records import Complaints, parse_yaml
from kerege.render.edition import make_edition
from kerege.render.html import chapter_html
from kerege.render.links import Medium
from kerege.translate.segments import segments_of, with_texts

PIECES = st.sampled_from(
    [
        "```quote\n", "```statistic\nx\n", "```\n", "~~~\n", "[1](stat:a)", "[](stat:", "](quote:b)", "[@a, 1]", "[^n]", "[^n]: ", "| a | b |\n",
        "|---|---|\n", "Table: c {#t}\n", "## h {#i}\n", "> ", "- ", "1. ", "    ", "\t", "---\n", "title: 'a'\n", "summary: |\n  b\n", "\n", "\n\n",
        "<script>", "<!-- ", "-->", "{: .x }", "*", "**", "`", "\\", "&#0;", "\u0000", "\u202e", "\u00ad", "𝟝", "٣", "½", "%", "59,6 %",
        "59.6 per cent", "үчтөн бири", "около трети", "from 1 to ", "a" * 50,
    ]
)  # fmt: skip
MARKDOWN = st.lists(st.one_of(PIECES, st.text(max_size=12)), max_size=40).map("".join)
CALM = settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)


def scanned(text: str, language: str = "en"):  # type: ignore[no-untyped-def]
    clean = text.replace("\r\n", "\n").replace("\r", "\n")
    return read_chapter_text(clean, PurePosixPath(f"docs/{language}/01-a.md"), language, Complaints())


@CALM
@given(MARKDOWN, st.booleans())
def test_any_chapter_can_be_taken_apart_and_put_together(text: str, front: bool) -> None:
    chapter = scanned(f"---\n{text}\n---\n{text}" if front else text)
    segments = segments_of(chapter)
    assert with_texts(chapter, {n: s.text for n, s in enumerate(segments)}) == chapter.text
    assert all(a.end <= b.start for a, b in itertools.pairwise(segments))
    for tie in chapter.ties:
        assert chapter.text[tie.start] == "[" and 0 <= tie.words_start <= tie.words_end <= tie.end


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    import shutil

    root = tmp_path_factory.mktemp("hostile") / "report"
    shutil.copytree(Path(__file__).parents[1] / "src" / "kerege" / "report_template", root)
    return root


@settings(CALM, max_examples=80)
@given(text=MARKDOWN)
def test_any_chapter_can_be_rendered(folder: Path, text: str) -> None:
    edition = make_edition(read_report(folder).report, "en", {})
    for medium in Medium:
        assert isinstance(chapter_html(scanned(text), edition, medium), str)


@CALM
@given(st.sampled_from(["en", "ru", "ky"]), st.lists(st.one_of(PIECES, st.text(max_size=8)), max_size=12).map("".join))
def test_numbers_of_any_text_are_read_in_order(code: str, text: str) -> None:
    found = read(text, language_pack(code).lexicon)
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))
    assert all(0 <= span.start < span.end <= len(text) for span in found)


@CALM
@given(st.text(max_size=200))
def test_any_yaml_is_read_or_told(text: str) -> None:
    complaints = Complaints()
    parse_yaml(text, PurePosixPath("x.yml"), complaints)
