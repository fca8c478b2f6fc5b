"""The picture of a page that messengers show with a link to it: 1200 × 630, made here, in the page's language."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Sequence
from pathlib import Path

from PIL import Image, ImageDraw

from kerege.files import write_whole
from kerege.fonts.lettering import Lettering
from kerege.model import Brand
from kerege.pictures import picture_in, picture_over

_SIZE = (1200, 630)
_MARGIN = 80
_VERSION = "3"
"""Changed when the drawing changes, so that cards kept from earlier are made anew."""


def card(
    cache: Path,
    kicker: str,
    title: str,
    foot: str,
    own: Sequence[Path] = (),
    brand: Brand | None = None,
    root: Path = Path(),
) -> bytes:
    """The picture as PNG; made once and kept in `cache`.

    Args:
        kicker: above the title, small: the report of a chapter.
        foot: below it: edition and publisher.
        own: fonts that the report brings, for its families and for letters that ours lack.
        brand: the house style, whose files lie below `root`.
    """
    brand = brand or Brand()
    fonts = [hashlib.sha256(font.read_bytes()).hexdigest() for font in own]
    fonts += [hashlib.sha256((root / path).read_bytes()).hexdigest() for path in brand.files]
    digest = hashlib.sha256("\0".join((_VERSION, kicker, title, foot, repr(brand), *fonts)).encode()).hexdigest()[:24]
    path = cache / f"{digest}.png"
    if not path.is_file():
        write_whole(path, _draw(kicker, title, foot, own, brand, root))
    return path.read_bytes()


def _draw(kicker: str, title: str, foot: str, own: Sequence[Path], brand: Brand, root: Path) -> bytes:
    colours = brand.light
    image = Image.new("RGB", _SIZE, colours["background"])
    draw = ImageDraw.Draw(image)
    width = _SIZE[0] - 2 * _MARGIN
    small = Lettering("SourceSans3_600SemiBold", 32, own, brand.caption_family)
    small.draw(draw, (_MARGIN, 70), _wrapped(kicker, small, width)[0], colours["primary"])
    for size in (84, 76, 68, 60, 52, 44):
        large = Lettering("SourceSerif4_600SemiBold", size, own, brand.heading_family)
        lines = _wrapped(title, large, width)
        if len(lines) * size * 1.15 <= 310:
            break
    for number, line in enumerate(lines[:6]):
        large.draw(draw, (_MARGIN, 130 + number * size * 1.15), line, colours["foreground"])
    plain = Lettering("SourceSans3_400Regular", 28, own, brand.caption_family)
    plain.draw(draw, (_MARGIN, 470), _wrapped(foot, plain, width)[0], colours["secondary"])
    _band(image, brand, root)
    target = io.BytesIO()
    # Few colours: a card is a third as heavy so.
    image.quantize(64).save(target, format="PNG", optimize=True)
    return target.getvalue()


def _band(image: Image.Image, brand: Brand, root: Path) -> None:
    """The foot of a card: the cover's ground, with its picture and the publisher's mark."""
    top, width = 540, _SIZE[0]
    band = Image.new("RGBA", (width, _SIZE[1] - top), brand.light["cover"])
    if brand.cover_picture is not None:
        band.alpha_composite(picture_over(root / brand.cover_picture, *band.size))
    logo = brand.logo()
    if logo is not None:
        mark = picture_in(root / logo.dark, 420, band.height - 24)
        band.alpha_composite(mark, (width - _MARGIN - mark.width, (band.height - mark.height) // 2))
    image.paste(band, (0, top), band)


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
