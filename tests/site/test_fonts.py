"""The fonts of the website hold what their rules in the style sheet say, drawn as in our own."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.ttLib import TTFont

from kerege.fonts import FOLDER
from kerege.outputs.site.fonts import FACES, SCRIPTS, file_name, letters, web_fonts


def code_points(ranges: str) -> Iterator[int]:
    """The code points of a `unicode-range`."""
    for low, high in re.findall(r"U\+([0-9A-F]+)(?:-([0-9A-F]+))?", ranges):
        yield from range(int(low, 16), int(high or low, 16) + 1)


def drawn(font: TTFont, letter: int) -> tuple[object, int]:
    """Outline and advance of a letter."""
    glyphs = font.getGlyphSet()
    name = font.getBestCmap()[letter]
    pen = DecomposingRecordingPen(glyphs)
    glyphs[name].draw(pen)
    return pen.value, glyphs[name].width


@pytest.mark.parametrize("face", FACES)
def test_each_file_holds_the_letters_of_its_rule_as_we_draw_them(face: str) -> None:
    whole = TTFont(FOLDER / f"{face}.ttf")
    for script in SCRIPTS:
        cut = TTFont(FOLDER / "web" / file_name(face, script))
        wanted = set(code_points(letters(face, script))) & set(whole.getBestCmap())
        assert set(cut.getBestCmap()) == wanted and len(wanted) > 30, f"run: tools/run web_fonts; {face} {script}"
        assert [hex(letter) for letter in wanted if drawn(cut, letter) != drawn(whole, letter)] == []
        tables = [cut[table].table.FeatureList for table in ("GPOS", "GSUB")]
        assert "kern" in {record.FeatureTag for table in tables for record in table.FeatureRecord}


def test_no_file_lies_there_that_nobody_asks_for() -> None:
    assert {path.name for path in (FOLDER / "web").iterdir()} == set(web_fonts())
