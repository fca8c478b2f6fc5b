"""RGB into the colours of a press: text and rules in black ink alone, everything else through the printer's ICC profile."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

Cmyk = tuple[float, float, float, float]
OURS = Path(__file__).parent / "profiles" / "ISOcoated_v2_300_bas.icc"
"""ISO Coated v2 300 % by basICColor (zlib licence beside it): FOGRA39, the usual offset on coated paper, at most 300 % ink."""
_NEUTRAL = 30 / 255
"""How far the channels of a colour may differ to be printed as grey."""
_TINTED = 0.3
"""The part of the strongest channel by which they may: a dark navy is a colour, however little its channels differ."""
_LIGHT = 0.86
"""From this lightness on a tint keeps its warmth: a large pale area is not made grey."""
_BLACK = 0.2
"""Darker greys than this are set in solid black: letters printed in a screen have ragged edges."""


def as_png(raw: bytes, size: tuple[int, int], *, is_grey: bool) -> bytes:
    """A PNG of the compressed lines of one, as a PDF holds them."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    head = struct.pack(">IIBBBBB", *size, 8, 0 if is_grey else 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", raw) + chunk(b"IEND", b"")


def press_picture(raw: bytes, profile: Path) -> bytes:
    """A picture file as a JPEG of four inks; greys are black ink alone."""
    from PIL import Image, ImageCms

    image = Image.open(io.BytesIO(raw))
    if image.mode == "L":
        none = Image.new("L", image.size, 0)
        inked: Any = Image.merge("CMYK", (none, none, none, image.point(lambda part: 255 - part)))
    else:
        inked = ImageCms.applyTransform(image.convert("RGB"), _transform(profile))
    target = io.BytesIO()
    inked.save(target, format="JPEG", quality=92, subsampling=0)
    return target.getvalue()


@cache
def _transform(profile: Path) -> Any:
    from PIL import ImageCms

    return ImageCms.buildTransform(
        ImageCms.createProfile("sRGB"),
        str(profile),
        "RGB",
        "CMYK",
        renderingIntent=ImageCms.Intent.RELATIVE_COLORIMETRIC,
        flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
    )


@cache
def press_colours(profile: Path) -> Callable[[float, float, float], Cmyk]:
    """The conversion for a profile; colours are parts of one."""
    from PIL import Image, ImageCms

    transform = _transform(profile)

    @cache
    def convert(red: float, green: float, blue: float) -> Cmyk:
        lightness = 0.299 * red + 0.587 * green + 0.114 * blue
        if min(red, green, blue) >= 0.999:
            return 0, 0, 0, 0
        spread = max(red, green, blue) - min(red, green, blue)
        if spread <= min(_NEUTRAL, _TINTED * max(red, green, blue)) and lightness < _LIGHT:
            return 0, 0, 0, 1 if lightness < _BLACK else round(1 - lightness, 3)
        pixel = Image.new("RGB", (1, 1), tuple(round(255 * part) for part in (red, green, blue)))
        converted = ImageCms.applyTransform(pixel, transform)
        assert converted is not None
        inks = converted.getpixel((0, 0))
        assert isinstance(inks, tuple)
        cyan, magenta, yellow, black = (round(part / 255, 3) for part in inks)
        return cyan, magenta, yellow, black

    return convert
