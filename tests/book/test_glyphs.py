"""Garbled glyphs, which text extraction cannot see: every letter of a PDF is compared, as pixels, with its font's own."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from fontTools.ttLib import TTFont
from PIL import Image, ImageDraw, ImageFont
from pypdfium2 import raw

from kerege.fonts import FOLDER

LANGUAGES = ("en", "ru", "ky")
SCALE, SIDE = 6, 24
LIMIT = 0.5
"""Ink that two pictures of a letter do not share, of 2: the same letter stays below, most other letters are above.

A neighbour that reaches into a letter's box can push one above, so the share of such letters is what is judged.
"""
WEIGHTS = {"": "400Regular", "Italic": "400Regular_Italic", "Semi-Bold": "600SemiBold", "Bold": "700Bold"}


def letters(path: Path, every: int) -> Iterator[tuple[str, str, Image.Image]]:
    """The first picture of each letter in each font, from every so many pages."""
    document = pypdfium2.PdfDocument(path)
    seen = set()
    try:
        for number in range(1, len(document) - 1, every):
            page = document[number]
            text = page.get_textpage()
            picture: Image.Image | None = None
            height = page.get_height()
            for index in range(text.count_chars()):
                letter = chr(raw.FPDFText_GetUnicode(text, index))
                font = font_name(text, index)
                if not letter.isalpha() or (font, letter) in seen or raw.FPDFText_GetFontSize(text, index) < 7:
                    continue
                seen.add((font, letter))
                if picture is None:
                    picture = page.render(scale=SCALE, grayscale=True).to_pil()
                left, bottom, right, top = text.get_charbox(index)
                box = (left * SCALE, (height - top) * SCALE, right * SCALE, (height - bottom) * SCALE)
                yield font, letter, picture.crop(tuple(round(side) for side in box))
    finally:
        document.close()


def font_name(text: Any, index: int) -> str:
    buffer, flags = ctypes.create_string_buffer(128), ctypes.c_int()
    raw.FPDFText_GetFontInfo(text, index, buffer, 128, flags)
    return buffer.value.decode("utf-8", errors="replace")


def face(font: str) -> str:
    """The file of a font of the PDF: `UDKGVI+Source-Serif-4-Semi-Bold` is SourceSerif4_600SemiBold.ttf."""
    family = "SourceSerif4" if "Serif" in font else "SourceSans3"
    weight = next((key for key in ("Semi-Bold", "Bold", "Italic") if key in font), "")
    return f"{family}_{WEIGHTS[weight]}.ttf"


def squared(picture: Image.Image) -> list[float]:
    """A letter cut to its ink and set into a square of greys from 0 (paper) to 1."""
    ink = Image.eval(picture.convert("L"), lambda grey: 255 - grey)
    box = ink.getbbox()
    assert box is not None, "no ink"
    shape = ink.crop(box)
    top = max(shape.tobytes())
    return [grey / top for grey in shape.resize((SIDE, SIDE), Image.Resampling.BOX).tobytes()]


def reference(name: str, letter: str) -> Image.Image:
    font = ImageFont.truetype(str(FOLDER / name), 100)
    picture = Image.new("L", (300, 220), 255)
    ImageDraw.Draw(picture).text((60, 40), letter, font=font, fill=0)
    return picture


def difference(one: list[float], other: list[float]) -> float:
    """How much of the ink of both is not shared."""
    apart = sum(abs(a - b) for a, b in zip(one, other, strict=True))
    return apart / max(sum(one) + sum(other), 1) * 2


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_letter_looks_like_its_font_s(built: Path, code: str) -> None:
    found = list(letters(built / "pdf" / f"women-and-labour-migration-{code}.pdf", every=5))
    assert len(found) > 120
    known = {name: TTFont(FOLDER / name).getBestCmap() for name in {face(font) for font, _, _ in found}}
    assert [(font, letter) for font, letter, _ in found if ord(letter) not in known[face(font)]] == []
    assert unlike(found, lambda letter: letter) < 0.03
    # The same measure does find garbled text: each letter compared with the next of the alphabet.
    assert unlike(found, lambda letter: chr(ord(letter) + (1 if letter not in "zZяЯ" else -1))) > 0.5


def unlike(found: Sequence[tuple[str, str, Image.Image]], meant: Callable[[str], str]) -> float:
    """The share of the pictures that do not look like the letter that is meant."""
    apart = [
        difference(squared(picture), squared(reference(face(font), meant(letter)))) for font, letter, picture in found
    ]
    return sum(value > LIMIT for value in apart) / len(apart)


def test_another_letter_is_told_apart() -> None:
    name = "SourceSerif4_400Regular.ttf"
    pairs = (("н", "п"), ("ө", "о"), ("ү", "у"), ("ң", "н"), ("a", "e"), ("R", "P"))
    for one, other in pairs:
        same = difference(squared(reference(name, one)), squared(reference(name, one)))
        apart = difference(squared(reference(name, one)), squared(reference(name, other)))
        assert same == 0 and apart > 0.1, (one, other, apart)
