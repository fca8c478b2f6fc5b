"""What the layout knows and text extraction does not: room on the page, notes on the page of their call."""

from __future__ import annotations

from pathlib import Path

import pytest

from kerege.model.paper import A4
from kerege.outputs.book.footnotes import link_footnotes
from kerege.outputs.book.layout import lay_out, style_text
from kerege.outputs.book.overflow import crowded

PLACED = '<figure class="k-quote" style="position: absolute; left: {left}mm; top: {top}mm; width: 50mm; height: 20mm"><p>Words</p></figure>'


@pytest.mark.parametrize(
    ("html", "told"),
    [
        (PLACED.format(left=0, top=0) + PLACED.format(left=20, top=10), "k-quote and k-quote overlap"),
        (PLACED.format(left=0, top=0) + PLACED.format(left=60, top=10), ""),
        ('<p style="white-space: nowrap">' + "overlong " * 40 + "</p>", "runs off the page"),
        ('<p style="position: absolute; top: 290mm">Too low</p>', "runs off the foot of the page"),
        ("<p>" + "room enough " * 60 + "</p>", ""),
    ],
)
def test_what_has_no_room_is_told(tmp_path: Path, html: str, told: str) -> None:
    found = list(crowded(lay_out(html, "@page { size: A4 }", tmp_path, tmp_path, ())))
    assert [told in crowd.words for crowd in found] == ([True] if told else []), found


@pytest.mark.parametrize("length", [3, 9, 17, 40])
def test_every_note_stands_on_the_page_of_its_call(tmp_path: Path, length: int) -> None:
    note = '<k-note id="note-{n}">' + "a note that goes on " * (length // 3) + "</k-note>"
    body = "".join(
        f"<p>{'text ' * (50 + 13 * n % 90)}call{note.format(n=n)} {'and on ' * length}</p>"
        f"{'<blockquote><p>' + 'kept together ' * 40 + '</p></blockquote>' if n % 3 == 0 else ''}"
        for n in range(60)
    )
    document = lay_out(f'<html lang="en"><body>{body}</body></html>', style_text(A4), tmp_path, tmp_path, ("en",))
    notes = link_footnotes(document)
    assert len(notes) == 60 and len(document.pages) > 8
    assert [note.name for note in notes if note.call_page != note.page] == []
