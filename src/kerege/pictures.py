"""Pictures that others made: drawings (SVG) and photographs, as pictures of pixels."""

from __future__ import annotations

import io
import struct
from functools import lru_cache
from pathlib import Path

from PIL import Image, ImageOps


def picture_in(path: Path, width: int, height: int) -> Image.Image:
    """A picture as large as has room in a box, with its transparent parts.

    Args:
        width, height: pixels.

    Raises:
        OSError: the file is no picture that can be read.
    """
    if path.suffix.lower() == ".svg":
        return _fitted(_drawing(path, width, height), width, height)
    with Image.open(path) as image:
        return _fitted(ImageOps.exif_transpose(image).convert("RGBA"), width, height)


def plain_bytes(path: Path) -> bytes:
    """A picture file without what a camera or a program wrote into it beside the picture; a drawing as it is.

    Raises:
        OSError: as `picture_in`.
    """
    if path.suffix.lower() == ".svg":
        return path.read_bytes()
    with Image.open(path) as image:
        kind = str(image.format)
        shown = ImageOps.exif_transpose(image)
        target = io.BytesIO()
        more = {"quality": 92} if kind == "JPEG" else {"lossless": True} if kind == "WEBP" else {"optimize": True}
        shown.info = {key: value for key, value in shown.info.items() if key == "transparency"}
        shown.save(target, format=kind, **more)
    return target.getvalue()


WIDTHS = (480, 960, 1600)
"""Widths of the copies of a photograph on the website, pixels; none is made larger than the picture is."""
_GPS = 0x8825


def tells_place(path: Path) -> bool:
    """Whether a picture file says where it was taken."""
    try:
        with Image.open(path) as image:
            return bool(image.getexif().get_ifd(_GPS))
    except (OSError, ValueError, SyntaxError):
        return False


def picture_size(path: Path) -> tuple[int, int]:
    """Width and height as it is shown, pixels.

    Raises:
        OSError: the file is no picture that can be read.
    """
    with Image.open(path) as image:
        width, height = image.size
        turned = image.getexif().get(0x0112, 1) in (5, 6, 7, 8)
    return (height, width) if turned else (width, height)


def photograph(path: Path, width: int, kind: str = "JPEG") -> bytes:
    """A copy of a photograph, no wider than `width`, with nothing in it but the picture.

    Args:
        kind: JPEG or WEBP.

    Raises:
        OSError: the file is no picture that can be read.
    """
    with Image.open(path) as opened:
        image = ImageOps.exif_transpose(opened).convert("RGBA")
    if image.width > width:
        image = image.resize((width, max(1, round(image.height * width / image.width))), Image.Resampling.LANCZOS)
    plain = Image.new("RGB", image.size, "#ffffff")
    plain.paste(image, mask=image.getchannel("A"))
    target = io.BytesIO()
    if kind == "WEBP":
        plain.save(target, format="WEBP", quality=80, method=4)
    else:
        plain.save(target, format="JPEG", quality=86, optimize=True, progressive=True)
    return target.getvalue()


def picture_over(path: Path, width: int, height: int) -> Image.Image:
    """A picture cut to fill a box: its left lower part where it is wider or higher.

    Raises:
        OSError: as `picture_in`.
    """
    if path.suffix.lower() == ".svg":
        image = _drawing(path, width, height, whole=False)
    else:
        with Image.open(path) as opened:
            image = ImageOps.exif_transpose(opened).convert("RGBA")
    return ImageOps.fit(image, (width, height), centering=(0.0, 1.0))


def _fitted(image: Image.Image, width: int, height: int) -> Image.Image:
    part = min(width / image.width, height / image.height)
    return image.resize(
        (max(1, round(image.width * part)), max(1, round(image.height * part))), Image.Resampling.LANCZOS
    )


def _drawing(path: Path, width: int, height: int, *, whole: bool = True) -> Image.Image:
    """An SVG drawn so large that it fits into a box, or covers it."""
    try:
        return _drawn(path.read_text(encoding="utf-8"), width, height, whole)
    except ValueError as error:
        raise OSError(f"{path.name}: {error}") from error


@lru_cache(maxsize=8)
def _drawn(text: str, width: int, height: int, whole: bool) -> Image.Image:
    """Kept, since every card of a website has the same drawings: not to be changed."""
    by_width = _pixels(text, width=width)
    is_low = by_width.height <= height
    return by_width if is_low == whole else _pixels(text, height=height)


def _pixels(text: str, *, width: int | None = None, height: int | None = None) -> Image.Image:
    import resvg_py

    # Without the letters of this machine: what is drawn is the same everywhere.
    drawn = resvg_py.svg_to_bytes(svg_string=text, skip_system_fonts=True, width=width, height=height, dpi=96)
    return Image.open(io.BytesIO(drawn)).convert("RGBA")


_SHOWN = {"JPEG": ".jpg", "PNG": ".png", "WEBP": ".webp", "TIFF": ".tif"}


def as_photograph(content: bytes) -> tuple[str, bytes] | None:
    """A picture that somebody's file held, as the file of a photograph: its ending and bytes; None where it cannot be shown.

    A kind that photographs do not have becomes PNG, and so does a picture that says where it was taken.
    """
    try:
        with Image.open(io.BytesIO(content)) as image:
            suffix = _SHOWN.get(str(image.format))
            if suffix and not image.getexif().get_ifd(_GPS):
                image.load()
                return suffix, content
            target = io.BytesIO()
            ImageOps.exif_transpose(image).convert("RGBA").save(target, format="PNG", optimize=True)
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError, MemoryError, struct.error):
        return None
    return ".png", target.getvalue()
