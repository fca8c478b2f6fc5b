"""Makes the data and pictures of this brief: forty schools of a town that does not exist. Every number is invented here.

Run it in this folder: python make_data.py (needs Pillow for the pictures)
"""

from __future__ import annotations

import csv
from pathlib import Path

from PIL import Image, ImageDraw

HERE = Path(__file__).parent
SCHOOLS = (("ramp", 11), ("door", 17), ("toilet", 6), ("lift", 1), ("helper", 4))
ALL = 40
SIZE, LARGER = (1500, 940), 2
SKY, WALL, ROOF, STEP, GRASS, INK, ORANGE = "#dbe9f1", "#f2e6cf", "#a5482c", "#b9b2a6", "#9cb878", "#37322d", "#e08a1e"


def main() -> None:
    """Write the table and draw the pictures."""
    with (HERE / "data" / "schools.csv").open("w", encoding="utf-8", newline="") as file:
        rows = [["all", ALL], *map(list, SCHOOLS)]
        csv.writer(file, lineterminator="\n").writerows([["what", "schools"], *rows])
    picture("steps.png", ramp=False)
    picture("ramp.png", ramp=True)


def picture(name: str, *, ramp: bool) -> None:
    """A school with steps before its door, or with a ramp beside them."""
    image = Image.new("RGB", tuple(side * LARGER for side in SIZE), SKY)
    draw = ImageDraw.Draw(image)

    def box(x: float, y: float, right: float, below: float, colour: str) -> None:
        draw.rectangle([part * LARGER for part in (x, y, right, below)], fill=colour)

    def shape(points: list[tuple[float, float]], colour: str) -> None:
        draw.polygon([(x * LARGER, y * LARGER) for x, y in points], fill=colour)

    box(0, 690, 1500, 940, GRASS)
    box(520, 250, 1330, 700, WALL)
    shape([(480, 255), (925, 110), (1370, 255)], ROOF)
    for x in (570, 700, 1090, 1220):
        box(x, 330, x + 80, 450, "#7fa3bb")
        box(x + 37, 330, x + 43, 450, WALL)
    box(870, 400, 985, 640, "#6b4a2f")
    for step in range(4):
        box(835 - step * 26, 640 + step * 26, 1020 + step * 26, 666 + step * 26, STEP)
    if ramp:
        shape([(835, 640), (835, 744), (300, 744)], "#cfc8bb")
        draw.line([part * LARGER for part in (300, 700, 835, 592)], fill=INK, width=7 * LARGER)
        for post in range(5):
            x = 320 + post * 124
            draw.line(
                [part * LARGER for part in (x, 744 - (x - 300) * 0.19, x, 700 - (x - 300) * 0.2)],
                fill=INK,
                width=5 * LARGER,
            )
    x, y = (470, 640) if ramp else (400, 690)
    wheelchair(draw, x, y)
    image.resize(SIZE, Image.Resampling.LANCZOS).quantize(64, dither=Image.Dither.NONE).save(
        HERE / "figures" / name, optimize=True
    )


def wheelchair(draw: ImageDraw.ImageDraw, x: float, y: float) -> None:
    """Somebody in a wheelchair, without a face."""

    def at(*points: float) -> list[float]:
        return [(x if n % 2 == 0 else y) * LARGER + part * LARGER for n, part in enumerate(points)]

    draw.ellipse(at(-42, -22, 42, 62), outline=INK, width=8 * LARGER)
    draw.ellipse(at(52, 36, 78, 62), outline=INK, width=6 * LARGER)
    draw.line(at(-38, -78, -30, 10, 44, 10, 62, 46), fill=INK, width=8 * LARGER, joint="curve")
    draw.line(at(-14, -84, -10, -14, 46, -14, 56, 40), fill=ORANGE, width=24 * LARGER, joint="curve")
    draw.line(at(-12, -66, 22, -40), fill=ORANGE, width=14 * LARGER)
    draw.ellipse(at(-38, -140, 8, -94), fill=ORANGE)


if __name__ == "__main__":
    main()
