"""The picture of a page that messengers show with a link to it: 1200 × 630, made here, in the page's language."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Sequence
from pathlib import Path

from PIL import Image, ImageDraw

from kerege.files import write_whole
from kerege.fonts.lettering import Lettering

_SIZE = (1200, 630)
_MARGIN = 80
_PAPER, _INK, _QUIET, _MADDER, _OCHRE = "#fbf8f3", "#22201d", "#5f5850", "#8c2f2b", "#d9b36c"
_VERSION = "2"
"""Changed when the drawing changes, so that cards kept from earlier are made anew."""


def card(cache: Path, kicker: str, title: str, foot: str, own: Sequence[Path] = ()) -> bytes:
    """The picture as PNG; made once and kept in `cache`.

    Args:
        kicker: above the title, small: the report of a chapter.
        foot: below it: edition and publisher.
        own: fonts that the report brings, for letters that ours lack.
    """
    fonts = [hashlib.sha256(font.read_bytes()).hexdigest() for font in own]
    digest = hashlib.sha256("\0".join((_VERSION, kicker, title, foot, *fonts)).encode()).hexdigest()[:24]
    path = cache / f"{digest}.png"
    if not path.is_file():
        write_whole(path, _draw(kicker, title, foot, own))
    return path.read_bytes()


def _draw(kicker: str, title: str, foot: str, own: Sequence[Path]) -> bytes:
    image = Image.new("RGB", _SIZE, _PAPER)
    draw = ImageDraw.Draw(image)
    _lattice(draw)
    width = _SIZE[0] - 2 * _MARGIN
    small = Lettering("SourceSans3_600SemiBold", 32, own)
    small.draw(draw, (_MARGIN, 70), _wrapped(kicker, small, width)[0], _MADDER)
    for size in (84, 76, 68, 60, 52, 44):
        large = Lettering("SourceSerif4_600SemiBold", size, own)
        lines = _wrapped(title, large, width)
        if len(lines) * size * 1.15 <= 310:
            break
    for number, line in enumerate(lines[:6]):
        large.draw(draw, (_MARGIN, 130 + number * size * 1.15), line, _INK)
    plain = Lettering("SourceSans3_400Regular", 28, own)
    plain.draw(draw, (_MARGIN, 470), _wrapped(foot, plain, width)[0], _QUIET)
    target = io.BytesIO()
    # Few colours: a card is a third as heavy so.
    image.quantize(48).save(target, format="PNG", optimize=True)
    return target.getvalue()


def _lattice(draw: ImageDraw.ImageDraw) -> None:
    """The crossing laths of a kerege along the foot."""
    top, bottom, step = 545, 630, 85
    for x in range(-step, _SIZE[0] + step, step // 2):
        draw.line((x, bottom, x + step, top), fill=_OCHRE, width=5)
        draw.line((x, top, x + step, bottom), fill=_MADDER, width=5)
    draw.rectangle((0, top - 6, _SIZE[0], top), fill=_MADDER)


def _wrapped(text: str, font: Lettering, width: int) -> list[str]:
    """The text in lines no wider than `width`."""
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if font.length(longer) <= width or not lines[-1]:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines
