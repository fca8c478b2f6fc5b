"""The cover of an EPUB as a picture: title and lattice, drawn with our own fonts, the same bytes every time."""

from __future__ import annotations

import io
from collections.abc import Sequence

from PIL import Image, ImageDraw

from kerege.fonts import usable_fonts
from kerege.fonts.lettering import Lettering
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
    own = usable_fonts(edition.report.root)
    title = [Lettering("SourceSerif4_600SemiBold", size, own) for size in (190, 150, 120, 96, 76, 60)]
    below = _words(drawing, edition.words(settings.title), title, 330, 1000)
    subtitle = [Lettering("SourceSans3_400Regular", size, own) for size in (68, 60, 52, 44, 36)]
    _words(drawing, edition.words(settings.subtitle), subtitle, below + 60, _HEIGHT - 900 - below)
    line = edition.line
    # On a ground of its own, so that the laths do not run through the words.
    small = Lettering("SourceSans3_400Regular", 46, own)
    place = (_MARGIN, _HEIGHT - 150)
    drawing.rectangle((place[0] - 24, place[1] - 6, place[0] + small.length(line) + 24, place[1] + 70), fill=_GROUND)
    small.draw(drawing, place, line, _INK)
    target = io.BytesIO()
    image.quantize(64, dither=Image.Dither.NONE).save(target, format="PNG", optimize=True)
    return target.getvalue()


def _lattice(drawing: ImageDraw.ImageDraw) -> None:
    """The kerege: crossing laths over the lower third."""
    top, step = _HEIGHT - 800, 114
    for x in range(-8 * step, _WIDTH + 8 * step, step):
        drawing.line((x, top, x + 800, _HEIGHT), fill=_LATH, width=9)
        drawing.line((x + 800, top, x, _HEIGHT), fill=_LATH, width=9)


def _words(drawing: ImageDraw.ImageDraw, text: str, sizes: Sequence[Lettering], top: int, room: int) -> int:
    """Set a text in the first size in which it has room; where it ends."""
    lines: list[str] = []
    for font in sizes:
        lines, height = _lines(text, font), round(font.size * 1.2)
        if len(lines) * height <= room and not any(_broken(line, text) for line in lines):
            break
    for number, line in enumerate(lines):
        font.draw(drawing, (_MARGIN, top + number * height), line, _INK)
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
