"""Words on a picture (Pillow): a letter that the face lacks is taken from another font, never drawn as a box."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import groupby
from pathlib import Path

from PIL import ImageDraw, ImageFont

from kerege.fonts import FOLDER, face_of


class Lettering:
    """A face of ours in one size, with the fonts that help out: the other faces, then the report's own."""

    def __init__(self, face: str, size: int, own: Sequence[Path] = (), family: str = "") -> None:
        """`family`: the house style's, where one of the report's fonts has it; its letters come before ours."""
        self.size = size
        wanted = face_of(own, family, bold="Bold" in face)
        self._paths = (*wanted, FOLDER / f"{face}.ttf", FOLDER / "SourceSans3_400Regular.ttf", *own)

    def length(self, text: str) -> float:
        """How long a line is, in pixels."""
        return sum(font.getlength(piece) for piece, font in self._pieces(text))

    def draw(self, drawing: ImageDraw.ImageDraw, place: tuple[float, float], text: str, fill: str) -> None:
        """Write a line; `place` is its left upper corner."""
        x, y = place
        # Faces differ in height: all stand on the line of the first.
        base = y + _font(self._paths[0], self.size).getmetrics()[0]
        for piece, font in self._pieces(text):
            drawing.text((x, base), piece, font=font, fill=fill, anchor="ls")
            x += font.getlength(piece)

    def _pieces(self, text: str) -> Iterator[tuple[str, ImageFont.FreeTypeFont]]:
        for path, letters in groupby(text, key=self._path):
            yield "".join(letters), _font(path, self.size)

    def _path(self, letter: str) -> Path:
        return next((path for path in self._paths if ord(letter) in _letters(path)), self._paths[0])


@lru_cache(maxsize=64)
def _font(path: Path, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(path), size, layout_engine=ImageFont.Layout.BASIC)


@lru_cache(maxsize=64)
def _letters(path: Path) -> frozenset[int]:
    from fontTools.ttLib import TTFont

    with TTFont(path, lazy=True) as font:
        return frozenset(font.getBestCmap())
