"""The front matter of a chapter: every word of a title is kept, and what is not understood is a finding."""

from __future__ import annotations

from pathlib import PurePosixPath

import pytest

from kerege.model import Chapter, Kind, Scheme
from kerege.read.chapter import read_chapter_text
from kerege.read.records import Complaints
from kerege.translate.segments import Form, segments_of, with_texts


def read(front: str) -> tuple[Chapter, list[tuple[str, int, int]]]:
    complaints = Complaints()
    chapter = read_chapter_text(f"---\n{front}\n---\n\nWords.\n", PurePosixPath("docs/en/01-a.md"), "en", complaints)
    return chapter, [(f.code, f.location.line, f.location.column) for f in complaints.findings]


@pytest.mark.parametrize(
    "title", ["2015", "yes", "true", "2015-01-01", "null and void", "5 * 3 = 15", "'Findings # in short'"]
)
def test_a_title_is_read_as_it_is_written(title: str) -> None:
    chapter, findings = read(f"title: {title}")
    assert (chapter.title, findings) == (title.strip("'"), [])
    front = [segment for segment in segments_of(chapter) if segment.form is Form.FRONT]
    assert [segment.text for segment in front] == [title.strip("'")]
    assert read_again(with_texts(chapter, {0: "2016"})).title == "2016"


def read_again(text: str) -> Chapter:
    return read_chapter_text(text, PurePosixPath("docs/en/01-a.md"), "en", Complaints())


def test_a_title_cut_by_a_sign_is_a_finding_at_the_sign() -> None:
    assert read("title: Findings # in short")[1] == [("R004", 2, 17)]
    assert read("title: A\nsummary: One #2 and # three")[1] == [("R004", 3, 14)]
    assert read('title: "Findings" # a comment')[1] == []
    assert read("title: C#")[1] == []
    assert read("title: It's # in short")[1] == [("R004", 2, 13)]


@pytest.mark.parametrize("title", ["", "~", "null", '""', "''"])
def test_no_title_is_a_finding(title: str) -> None:
    assert [code for code, *_ in read(f"title: {title}")[1]] == ["R005"]


def test_a_title_that_is_no_text_is_a_finding() -> None:
    assert [code for code, *_ in read("title: [a, b]")[1]] == ["R004"]


def test_unknown_fields_are_findings_with_the_one_that_was_meant() -> None:
    complaints = Complaints()
    text = "---\ntitle: A\nsumary: B\ntgas: [a]\n---\n"
    read_chapter_text(text, PurePosixPath("docs/en/01-a.md"), "en", complaints)
    assert [(f.code, f.location.line) for f in complaints.findings] == [("R007", 3), ("R007", 4)]
    assert "'summary'" in complaints.findings[0].hint


def test_fields_are_kept_as_what_they_mean() -> None:
    chapter, findings = read("title: A\npart: Part I\nnumbered: false\nappendix: yes\nprint: tight\nstatus: draft")
    assert findings == []
    assert chapter.meta == {
        "title": "A", "part": "Part I", "numbered": False, "appendix": True, "print": "tight", "status": "draft",
    }  # fmt: skip


@pytest.mark.parametrize(
    "field", ["numbered: perhaps", "appendix: [a]", "print: loose", "status: done", "part: {a: b}"]
)
def test_a_value_of_the_wrong_kind_is_a_finding(field: str) -> None:
    assert ("R004", 3) in [(code, line) for code, line, _ in read(f"title: A\n{field}")[1]]


SUMMARIES = [
    "summary: Of all, [59 per cent](stat:a) *read* it.",
    "summary: 'Of all, [59 per cent](stat:a) *read* it.'",
    'summary: "Of all, [59 per cent](stat:a) *read* it."',
    "summary: >-\n  Of all,\n  [59 per cent](stat:a)\n  *read* it.",
    "summary: |\n  Of all, [59 per cent](stat:a)\n  *read* it.",
    "summary: Of all,\n  [59 per\n  cent](stat:a) *read* it.",
    'summary: "Of all, [59 per \\\n  cent](stat:a) *read* it."',
]


@pytest.mark.parametrize("summary", SUMMARIES)
def test_ties_of_a_summary_have_their_places(summary: str) -> None:
    chapter, findings = read(f"title: A\n{summary}")
    assert findings == []
    (passage,) = [passage for passage in chapter.passages if passage.kind is Kind.SUMMARY]
    assert passage.plain == "Of all, 59 per cent read it."
    wrong = [
        sign
        for sign, offset in zip(passage.plain, passage.offsets, strict=True)
        if sign != " " and chapter.text[offset] != sign
    ]
    assert wrong == []
    (tie,) = chapter.ties
    assert (tie.scheme, tie.target, tie.words) == (Scheme.STATISTIC, "a", "59 per cent")
    assert chapter.text[tie.start] == "[" and chapter.text[tie.end - 1] == ")"


def test_what_yaml_writes_otherwise_has_the_place_of_what_was_found_last() -> None:
    chapter, _ = read('title: A\nsummary: "Of \\u0416 all"')
    (passage,) = [passage for passage in chapter.passages if passage.kind is Kind.SUMMARY]
    assert passage.plain == "Of Ж all"
    assert all(chapter.places.at(offset).line == 3 for offset in passage.offsets)


@pytest.mark.parametrize("title", ["$x^2$", "<br>", "&nbsp;", "—", "<!-- later -->"])
def test_a_title_without_words_is_none(title: str) -> None:
    complaints = Complaints()
    read_chapter_text(f'---\ntitle: "{title}"\n---\n\nText.\n', PurePosixPath("docs/en/01-a.md"), "en", complaints)
    assert [(f.code, f.location.line) for f in complaints.findings] == [("R005", 2)]


def test_notes_of_the_front_matter_are_numbered_as_they_are_printed() -> None:
    text = '---\ncontent_note: "b[^b]"\nsummary: "a[^a]"\ntitle: "T"\n---\n\n[^a]: A.\n\n[^b]: B.\n'
    chapter = read_chapter_text(text, PurePosixPath("docs/en/01-a.md"), "en", Complaints())
    assert list(chapter.document.front) == ["title", "summary", "content_note"]
    assert [note.label for note in chapter.notes] == ["a", "b"]


def test_a_choice_names_what_may_be_written_and_no_empty_word() -> None:
    complaints = Complaints()
    text = "---\ntitle: A\nprint: run-on\n---\n\nText.\n"
    read_chapter_text(text, PurePosixPath("docs/en/01-a.md"), "en", complaints)
    assert [str(finding.problem.remedy) for finding in complaints.findings] == ["write one of: tight"]
