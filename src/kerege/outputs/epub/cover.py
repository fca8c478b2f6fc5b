"""The cover of an EPUB as a picture: title, picture and mark of the house style, the same bytes every time."""

from __future__ import annotations

import io
from collections.abc import Sequence

from PIL import Image, ImageDraw

from kerege.fonts import usable_fonts
from kerege.fonts.lettering import Lettering
from kerege.pictures import picture_in, picture_over
from kerege.render.edition import Edition

_WIDTH, _HEIGHT = 1600, 2400
_MARGIN = 150


def cover_png(edition: Edition) -> bytes:
    """The cover as PNG, 1600 × 2400."""
    settings, root = edition.report.settings, edition.report.root
    brand = edition.report.brand.in_language(edition.language)
    ground, ink = brand.light["cover"], brand.light["cover-text"]
    image = Image.new("RGBA", (_WIDTH, _HEIGHT), ground)
    if brand.cover_picture is not None:
        high = _HEIGHT if brand.cover_full else 800
        image.alpha_composite(picture_over(root / brand.cover_picture, _WIDTH, high), (0, _HEIGHT - high))
    logo = brand.logo()
    if logo is not None:
        mark = picture_in(root / logo.dark, 600, 220)
        image.alpha_composite(mark, (_WIDTH - _MARGIN - mark.width, _HEIGHT - 120 - mark.height))
    drawing = ImageDraw.Draw(image)
    own = usable_fonts(root)
    title = [
        Lettering("SourceSerif4_600SemiBold", size, own, brand.heading_family) for size in (190, 150, 120, 96, 76, 60)
    ]
    below = _words(drawing, edition.words(settings.title), title, 330, 1000, ink)
    subtitle = [Lettering("SourceSans3_400Regular", size, own, brand.caption_family) for size in (68, 60, 52, 44, 36)]
    _words(drawing, edition.words(settings.subtitle), subtitle, below + 60, _HEIGHT - 900 - below, ink)
    line = edition.line
    # On a ground of its own, so that no picture runs through the words.
    small = Lettering("SourceSans3_400Regular", 46, own, brand.caption_family)
    place = (_MARGIN, _HEIGHT - 150)
    drawing.rectangle((place[0] - 24, place[1] - 6, place[0] + small.length(line) + 24, place[1] + 70), fill=ground)
    small.draw(drawing, place, line, ink)
    target = io.BytesIO()
    plain = image.convert("RGB")
    # A photograph keeps its shades.
    photograph = brand.cover_picture is not None and brand.cover_picture.suffix != ".svg"
    (plain if photograph else plain.quantize(64, dither=Image.Dither.NONE)).save(target, format="PNG", optimize=True)
    return target.getvalue()


def _words(drawing: ImageDraw.ImageDraw, text: str, sizes: Sequence[Lettering], top: int, room: int, ink: str) -> int:
    """Set a text in the first size in which it has room; where it ends."""
    lines: list[str] = []
    for font in sizes:
        lines, height = _lines(text, font), round(font.size * 1.2)
        if len(lines) * height <= room and not any(_broken(line, text) for line in lines):
            break
    for number, line in enumerate(lines):
        font.draw(drawing, (_MARGIN, top + number * height), line, ink)
    return top + len(lines) * height


def _broken(line: str, text: str) -> bool:
    """Whether a line ends or begins within a word."""
    return not f" {text} ".count(f" {line} ")


def _lines(text: str, font: Lettering) -> list[str]:
    """The text in lines that have room; a word that is longer than a line is broken."""
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and font.length(longer) <= _WIDTH - 2 * _MARGIN:
            lines[-1] = longer
            continue
        lines.append("")
        for letter in word:
            if lines[-1] and font.length(lines[-1] + letter) > _WIDTH - 2 * _MARGIN:
                lines.append("")
            lines[-1] += letter
    return lines
