"""What a colleague changes in a callout goes back into it: its title between its marks, every line behind four blanks."""

from __future__ import annotations

import pytest

from kerege.docx.units import units
from kerege.intake.word_review.edits import edited
from kerege.languages import language_pack

SOURCE = """!!! note "Editor’s note"
    The summary says so. Perhaps more
    people were there."""
SHOWN = "Editor’s note\n\nThe summary says so. Perhaps more people were there."


def test_the_marks_of_a_callout_are_no_words() -> None:
    assert [unit.key for unit in units(SOURCE)] == [unit.key for unit in units(SHOWN)]
    assert [unit.key for unit in units("!!! tip\n    Words.")] == [unit.key for unit in units("Words.")]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("Perhaps", "Maybe", SOURCE.replace("Perhaps", "Maybe")),
        ("The summary", "A summary", SOURCE.replace("The summary", "A summary")),
        ("Editor’s note", "Our note", SOURCE.replace("Editor’s note", "Our note")),
        ("there.", "there.\n\nMore words.", SOURCE + "\n\n    More words."),
    ],
)
def test_an_edit_leaves_them_where_they_are(old: str, new: str, expected: str) -> None:
    assert edited(SOURCE, SHOWN, SHOWN.replace(old, new), language_pack("en")).text == expected
