"""Colleagues' comments: emptied at the reading, kept in the editor's file."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kerege.model.comments import drop, hollow, unbounded, with_comments
from kerege.read.chapter import read_chapter_text
from kerege.read.records import Complaints, parse_yaml
from kerege.translate.segments import segments_of, with_texts

CHAPTER = """---
title: Title <!-- SECRET front -->
summary: "A summary <!-- SECRET quoted --> of it."
---

<!-- SECRET block
over lines

with an empty one -->

## Head <!-- SECRET head -->ing {#a-b}

Words <!-- SECRET inline --> go on [62 <!-- SECRET tie --> per cent](stat:x) here.[^n]

- item <!-- SECRET item
  of two lines -->one

> quoted <!-- SECRET quotation --> words

Table: Caption <!-- SECRET caption | bar --> of it {#t}

| A | B |
| --- | --- |
| one <!-- SECRET cell --> | two |

```statistic
x
A label <!-- SECRET label --> here
```

<!-- SECRET behind --> words behind it.

[^n]: A note <!-- SECRET note --> too.
"""


def test_no_view_of_a_chapter_has_a_comment() -> None:
    chapter = read_chapter_text(CHAPTER, PurePosixPath("docs/en/01-a.md"), "en", Complaints())
    assert chapter.source == CHAPTER and len(chapter.text) == len(CHAPTER)
    assert "SECRET" not in repr(chapter).replace(repr(chapter.source), "")
    said = (
        [p.plain for p in chapter.passages] + [s.text for s in segments_of(chapter)] + [b.label for b in chapter.blocks]
    )
    assert not [words for words in said if "<!--" in words or "xxx" in words]
    assert chapter.title == "Title" and chapter.meta["summary"] == "A summary of it."
    assert {"Words go on 62 per cent here.", "Head ing", "item one", "Caption of it", "one", "A label here"} <= set(
        said
    )
    tie = next(tie for tie in chapter.ties if tie.target == "x")
    assert chapter.text[tie.start :].startswith("[62 ") and tie.location.line == CHAPTER[: tie.start].count("\n") + 1


def test_a_new_text_keeps_the_comments_of_the_editors_file() -> None:
    chapter = read_chapter_text(CHAPTER, PurePosixPath("docs/en/01-a.md"), "en", Complaints())
    number = next(i for i, s in enumerate(segments_of(chapter)) if s.text.startswith("Words"))
    written = with_texts(chapter, {number: "Other words [62 per cent](stat:x) here.[^n]"})
    assert "Other words [62 per cent](stat:x) here.[^n] <!-- SECRET inline --> <!-- SECRET tie -->" in written
    assert written.count("SECRET") == CHAPTER.count("SECRET")


def test_records_hold_no_comments_and_an_endless_one_is_a_finding() -> None:
    complaints = Complaints()
    node = parse_yaml("a: {en: words <!-- SECRET --> here}\nb: never <!-- ends\n", PurePosixPath("x.yml"), complaints)
    assert node is not None and node.plain() == {"a": {"en": "words here"}, "b": "never <!-- ends"}
    assert [(f.code, f.location.line) for f in complaints.findings] == [("X020", 2)]


def test_a_comment_that_markdown_would_end_is_told() -> None:
    assert list(unbounded("Words <!-- a\n\nb --> on")) == [6]
    assert list(unbounded("<!-- a\n\nb -->\n\n> <!-- c\n>\n> d -->\n")) == []


@given(st.text(alphabet="ab <!->\n|x", max_size=60))
@settings(max_examples=300, deadline=None)
def test_emptying_changes_no_place_and_twice_is_once(text: str) -> None:
    emptied = hollow(text)
    assert len(emptied) == len(text) and hollow(emptied) == emptied
    assert [i for i, c in enumerate(text) if c == "\n"] == [i for i, c in enumerate(emptied) if c == "\n"]
    assert drop(emptied) == drop(text)


@pytest.mark.parametrize(
    ("new", "kept"), [("b", "b <!-- c -->"), ("b <!--xxx--> d", "b <!-- c --> d"), ("", "<!-- c -->")]
)
def test_comments_stay_where_they_were_or_at_the_end(new: str, kept: str) -> None:
    assert with_comments(new, "a <!-- c -->") == kept


def test_no_output_of_a_report_has_a_comment(template: Path) -> None:
    from kerege.build.build import build_report
    from kerege.outputs.readback.privacy import read_back_privacy
    from kerege.outputs.readback.texts import texts_of
    from kerege.read import read_report

    comment = "<!-- told by her neighbour on the bus to town -->"
    chapter = template / "docs" / "en" / "01-example.md"
    chapter.write_text(
        chapter.read_text(encoding="utf-8") + f"\nA block without translation {comment} stands here.\n",
        encoding="utf-8",
    )
    result = build_report(template, progress=lambda _: None)
    assert result.files, [f"{f.location} {f.message}" for f in result.findings]
    build = template / "build"
    for path in (path for path in build.rglob("*") if path.is_file()):
        assert not any("neighbour" in text or "xxxxx" in text for text in texts_of(path.name, path.read_bytes())), path
    report = read_report(template).report
    assert [f.code for f in read_back_privacy(build, report)] == []
    page = build / "site" / "index.html"
    page.write_text(
        page.read_text(encoding="utf-8") + "<p>told by her <b>neighbour</b> on the bus to\ntown</p>", encoding="utf-8"
    )
    assert [f.code for f in read_back_privacy(build, report)] == ["A012"]
