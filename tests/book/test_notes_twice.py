"""A footnote that is called twice is one note with one number; a note that a note calls has its number right behind."""

from __future__ import annotations

import re
from pathlib import Path, PurePosixPath

import pytest

from kerege.read import read_report
from kerege.read.chapter import read_chapter_text
from kerege.read.records import Complaints
from kerege.render.edition import make_edition
from kerege.render.html import chapter_html
from kerege.render.links import Medium

TEXT = """# T

One[^n] and again[^n] and another[^m].

[^m]: Another.

[^n]: The note, which calls a third[^o].

[^o]: The third.
"""


@pytest.mark.parametrize("medium", list(Medium))
def test_notes_are_numbered_by_their_calls_in_every_medium(template: Path, medium: Medium) -> None:
    chapter = read_chapter_text(TEXT, PurePosixPath("docs/en/01-a.md"), "en", Complaints())
    html = chapter_html(chapter, make_edition(read_report(template).report, "en", {}), medium)
    ids = re.findall(r'<(?:k-note|li|aside)\b[^>]*? ?id="(note-01-a-\d)"', html)
    assert ids == ["note-01-a-1", "note-01-a-2", "note-01-a-3"]
    places = [html.index(words) for words in ("The note, which", "The third.", "Another.")]
    assert places == sorted(places) and html.count("The note, which") == 1
    if medium is not Medium.BOOK:
        assert re.findall(r'href="#(note-[^"]+)"[^>]*>(\d)</a>', html) == [
            ("note-01-a-1", "1"), ("note-01-a-1", "1"), ("note-01-a-3", "3"), ("note-01-a-2", "2"),
        ]  # fmt: skip
