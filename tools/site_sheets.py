"""Contact sheets of the website, to be looked at: the first screens of every kind of page, by language, width and colours.

    tools/run site_sheets BUILD/site OUT [--full]

Also of a series, and of any report. One PNG a language, width and colours (`ru-390-dark.png`), the pages beside each other; `--full` shows whole pages, cut at 3,000 pixels.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Iterable
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

from tools.site_kinds import kinds, served

WIDTHS, COLOURS = (1280, 768, 390, 320), ("light", "dark")
_SHOWN, _MOST, _ROW = 1100, 3000, 8
"""Pixels of a page's height that are shown, and with `--full` at most; pages in a row."""


def pictures(browser: Browser, places: Iterable[str], width: int, colours: str, full: bool) -> list[Image.Image]:
    """The first screens of pages."""
    high = _MOST if full else _SHOWN
    context = browser.new_context(viewport={"width": width, "height": high}, color_scheme=colours)  # type: ignore[arg-type]
    page, found = context.new_page(), list[Image.Image]()
    for place in places:
        page.goto(place, wait_until="networkidle")
        page.evaluate("document.querySelectorAll('img').forEach(image => image.loading = 'eager')")
        found.append(Image.open(io.BytesIO(page.screenshot(animations="disabled"))))
    context.close()
    return found


def sheet(pages: list[Image.Image], share: float) -> Image.Image:
    """Pictures beside each other, made smaller."""
    small = [page.resize((round(page.width * share), round(page.height * share))) for page in pages]
    wide, high = small[0].size
    whole = Image.new("RGB", ((wide + 8) * min(_ROW, len(small)), (high + 8) * -(-len(small) // _ROW)), "#888")
    for number, picture in enumerate(small):
        whole.paste(picture, ((number % _ROW) * (wide + 8), (number // _ROW) * (high + 8)))
    return whole


def main() -> None:
    """Write the sheets."""
    site, out = Path(sys.argv[1]), Path(sys.argv[2])
    out.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright, served(site) as address:
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox", "--disable-gpu"]
        )
        for code, places in kinds(site).items():
            for width in WIDTHS:
                for colours in COLOURS:
                    pages = [address + place for place in places.values()]
                    shown = pictures(browser, pages, width, colours, "--full" in sys.argv)
                    sheet(shown, min(1.0, 340 / width)).save(out / f"{code}-{width}-{colours}.png")
        browser.close()


if __name__ == "__main__":
    main()
