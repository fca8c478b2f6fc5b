"""A footnote that is called twice is printed at both calls, each under an id of its own."""

from __future__ import annotations

import re
from pathlib import Path, PurePosixPath

from kerege.read import read_report
from kerege.read.chapter import read_chapter_text
from kerege.read.records import Complaints
from kerege.render.chapters import chapter_html
from kerege.render.edition import make_edition
from kerege.render.links import Medium


def test_a_note_called_again_has_an_id_of_its_own(template: Path) -> None:
    text = "# T\n\nOne[^n] and again[^n] and another[^m].\n\n[^n]: The note.\n\n[^m]: Another.\n"
    chapter = read_chapter_text(text, PurePosixPath("docs/en/01-a.md"), "en", Complaints())
    html = chapter_html(chapter, make_edition(read_report(template).report, "en", {}), Medium.BOOK)
    assert re.findall(r'<k-note id="([^"]+)">(.*?)</k-note>', html) == [
        ("note-01-a-n", "The note."),
        ("note-01-a-n-2", "The note."),
        ("note-01-a-m", "Another."),
    ]
