"""Contact sheets of PDFs, to look at every page: text extraction sees neither a garbled glyph nor a stranded heading."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import pypdfium2
from PIL import Image

ROOT = Path(__file__).parents[1]
COLUMNS, ROWS = 7, 3
SCALE, GAP = 0.62, 4
"""Pixels a point, and between pages."""


def sheets(path: Path, columns: int = COLUMNS, rows: int = ROWS, scale: float = SCALE) -> Iterator[Image.Image]:
    """The pages of a PDF, some dozens to a picture."""
    document = pypdfium2.PdfDocument(path)
    try:
        for start in range(0, len(document), columns * rows):
            stop = min(start + columns * rows, len(document))
            yield _sheet([document[n].render(scale=scale).to_pil() for n in range(start, stop)], columns)
    finally:
        document.close()


def _sheet(pictures: Sequence[Image.Image], columns: int) -> Image.Image:
    width = max(picture.width for picture in pictures) + GAP
    height = max(picture.height for picture in pictures) + GAP
    sheet = Image.new("RGB", (width * min(columns, len(pictures)), height * -(-len(pictures) // columns)), "#888")
    for index, picture in enumerate(pictures):
        sheet.paste(picture, (index % columns * width, index // columns * height))
    return sheet


def main(names: Sequence[str]) -> None:
    paths = [Path(name) for name in names] or sorted((ROOT / "build" / "pdf").glob("*.pdf"))
    if not paths:
        raise SystemExit("There are no PDFs in build/pdf; run scripts/build first.")
    out = ROOT / "build" / "pages"
    out.mkdir(parents=True, exist_ok=True)
    for path in paths:
        for number, sheet in enumerate(sheets(path), 1):
            sheet.save(out / f"{path.stem}-{number:02}.png")
        print(f"{path.name}: {number} sheet(s)")
    print(f"in {out.relative_to(ROOT)}")


if __name__ == "__main__":
    main(sys.argv[1:])
