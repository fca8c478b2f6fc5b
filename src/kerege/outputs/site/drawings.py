"""Drawings within pages: where a page shows the picture of a figure, the drawings for screens take its place.

As part of the page their words can be found, copied and enlarged, their colours are those of the page, and each value is a link.
A figure that was not drawn for screens keeps its picture.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

_PLACE = re.compile(r'<div class="k-drawing" data-drawing="(?P<name>[\w-]+)">(?P<image><img [^>]*>)</div>')
_FACT = re.compile(r'([\w-]+)="([^"]*)"')
_WIDTH = re.compile(r'^<svg viewBox="0 0 (?P<wide>[\d.]+) (?P<high>[\d.]+)"[^>]*? width="(?P<least>\d+)"')
_STEPS = (22, 28, 34)
"""Widths of a frame, in units of 20 pixels, from which a wide drawing is shown."""
_UNIT = 20
_READABLE = 11 / 12
"""The width at which a drawing's letters are 11 pixels high, as a part of that at which they are 12."""


def with_drawings(html: str, folder: Path) -> str:
    """A page, or a part of one, with its drawings.

    Args:
        folder: where the figures were drawn.
    """

    def shown(match: re.Match[str]) -> str:
        wide, narrow = (_read(folder / f"{match['name']}.{kind}.svg") for kind in ("wide", "narrow"))
        if not wide:
            return match[0]
        facts = dict(_FACT.findall(match["image"]))
        home = facts["src"].rpartition("assets/figures/")[0]
        # Two drawings of which one is shown: the words of both are the same.
        named = f'role="group" aria-label="{facts.get("alt", "")}"'
        described = facts.get("aria-describedby")
        named += f' aria-describedby="{described}"' if described else ""
        drawings = "".join(
            drawing.replace("<svg ", f"<svg {named} ", 1).replace('href="#stat-', f'href="{home}statistics/#stat-')
            for drawing in (wide, narrow)
            if drawing
        )
        classes = " ".join(("k-drawing", *_classes(wide, narrow)))
        scrolled = "" if narrow else f' tabindex="0" role="region" aria-label="{facts.get("alt", "")}"'
        return f'<div class="{classes}"{scrolled}>{drawings}</div>'

    return _PLACE.sub(shown, html)


def drawings_in(html: str, languages: Sequence[str]) -> list[tuple[str, str]]:
    """The figures whose place a page has, each with its language."""
    names = dict.fromkeys(match["name"] for match in _PLACE.finditer(html))
    return [(name.removesuffix(f"-{code}"), code) for name in names for code in languages if name.endswith(f"-{code}")]


def heights(folder: Path, name: str) -> tuple[float, float]:
    """Of the wide and the narrow drawing of a figure: how high they are as a part of their width; 0 where there is none."""
    found = []
    for kind in ("wide", "narrow"):
        match = _WIDTH.match(_read(folder / f"{name}.{kind}.svg"))
        found.append(float(match["high"]) / float(match["wide"]) if match else 0.0)
    return found[0], found[1]


def _classes(wide: str, narrow: str) -> Iterator[str]:
    match = _WIDTH.match(wide)
    least = float(match["least"]) * _READABLE / _UNIT if match else 0
    step = next((step for step in _STEPS if step >= least), 0)
    if not narrow:
        yield "k-drawing--scrolled"
    elif step:
        yield f"k-drawing--from-{step}"
    else:
        yield "k-drawing--scrolled k-drawing--from-34"
    if "k-drawing--light" in wide:
        yield "k-drawing--light"


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8") if path.is_file() else ""
