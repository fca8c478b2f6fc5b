"""The cover of an EPUB as a picture: title and lattice, drawn with our own fonts, the same bytes every time."""

from __future__ import annotations

import io

from PIL import Image, ImageDraw, ImageFont

from kerege.fonts import FOLDER as FONTS
from kerege.render.edition import Edition

_WIDTH, _HEIGHT = 1600, 2400
_MARGIN = 150
_GROUND, _LATH, _INK = "#8c2f2b", "#b4605a", "#ffffff"


def cover_png(edition: Edition) -> bytes:
    """The cover as PNG, 1600 × 2400."""
    settings = edition.report.settings
    image = Image.new("RGB", (_WIDTH, _HEIGHT), _GROUND)
    drawing = ImageDraw.Draw(image)
    _lattice(drawing)
    below = _words(drawing, edition.words(settings.title), "SourceSerif4_600SemiBold", (190, 150, 120), 330, 4)
    _words(drawing, edition.words(settings.subtitle), "SourceSans3_400Regular", (68, 60, 52), below + 60, 8)
    line = edition.line
    # On a ground of its own, so that the laths do not run through the words.
    font = _font("SourceSans3_400Regular", 46)
    box = drawing.textbbox((_MARGIN, _HEIGHT - 150), line, font=font)
    drawing.rectangle((box[0] - 24, box[1] - 18, box[2] + 24, box[3] + 18), fill=_GROUND)
    drawing.text((_MARGIN, _HEIGHT - 150), line, font=font, fill=_INK)
    target = io.BytesIO()
    image.quantize(64, dither=Image.Dither.NONE).save(target, format="PNG", optimize=True)
    return target.getvalue()


def _font(face: str, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(FONTS / f"{face}.ttf"), size, layout_engine=ImageFont.Layout.BASIC)


def _lattice(drawing: ImageDraw.ImageDraw) -> None:
    """The kerege: crossing laths over the lower third."""
    top, step = _HEIGHT - 800, 114
    for x in range(-8 * step, _WIDTH + 8 * step, step):
        drawing.line((x, top, x + 800, _HEIGHT), fill=_LATH, width=9)
        drawing.line((x + 800, top, x, _HEIGHT), fill=_LATH, width=9)


def _words(drawing: ImageDraw.ImageDraw, text: str, face: str, sizes: tuple[int, ...], top: int, most: int) -> int:
    """Set a text in the first size in which it takes at most so many lines; where it ends."""
    lines: list[str] = []
    font = _font(face, sizes[-1])
    for size in sizes:
        font = _font(face, size)
        lines = _lines(text, font)
        if len(lines) <= most and all(font.getlength(line) <= _WIDTH - 2 * _MARGIN for line in lines):
            break
    height = round(font.size * 1.2)
    for number, line in enumerate(lines):
        drawing.text((_MARGIN, top + number * height), line, font=font, fill=_INK)
    return top + len(lines) * height


def _lines(text: str, font: ImageFont.FreeTypeFont) -> list[str]:
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and font.getlength(longer) <= _WIDTH - 2 * _MARGIN:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines
