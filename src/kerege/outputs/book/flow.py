"""Figures that would leave a page half empty are set behind the next paragraphs.

WeasyPrint has no page floats: a figure that does not fit goes to the next page and what follows waits for it. To lay out
twice would double the time of a build, so the fill of a chapter's pages is reckoned beforehand from the number of
characters. A wrong reckoning moves a figure by a paragraph, never past a heading; the text refers to it by number.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_TAG = re.compile(r"<(?P<close>/?)(?P<name>[a-zA-Z][\w-]*)(?P<rest>[^>]*?)(?P<single>/?)>")
_VOID = {"img", "br", "hr", "col", "input", "line", "path"}
_SIZE = re.compile(r'<img[^>]* width="(?P<width>\d+)" height="(?P<height>\d+)"')
_WORTH = 0.16
"""The part of a page that must be saved before a figure is moved."""


@dataclass(frozen=True)
class Measure:
    """The page that is filled, in points, and the width of letters."""

    height: float
    width: float
    letter: float
    """The mean width of a letter of the text, points."""


@dataclass(frozen=True)
class _Block:
    html: str
    height: float
    kind: str
    """heading, figure, text."""


def flowing(html: str, opening: float, measure: Measure) -> str:
    """Chapter HTML with its figures where they leave least room empty.

    Args:
        opening: the height of what stands on the chapter's first page before this text, points.
    """
    blocks = [_Block(part, _height(part, measure), _kind(part)) for part in top_level(html)]
    placed: list[_Block] = []
    filled = opening
    waiting = list(blocks)
    while waiting:
        block = waiting.pop(0)
        room = measure.height - filled
        if block.kind == "figure" and block.height > room > _WORTH * measure.height:
            followers = _fitting(waiting, room)
            placed += followers
            chosen = {id(follower) for follower in followers}
            waiting = [block, *(other for other in waiting if id(other) not in chosen)]
            filled = 0.0
            # The figure now begins the next page.
            placed.append(waiting.pop(0))
            filled += block.height
            continue
        placed.append(block)
        filled += block.height
        if filled > measure.height:
            filled = block.height if block.kind == "figure" else filled - measure.height
    return "\n".join(block.html for block in placed)


def _fitting(blocks: Sequence[_Block], room: float) -> list[_Block]:
    """The blocks that fill a room, up to the next heading; other figures wait as well."""
    taken: list[_Block] = []
    for block in blocks:
        if block.kind == "heading" or room <= 0:
            break
        if block.kind == "figure":
            continue
        if block.height > room and not block.html.startswith("<p"):
            break
        taken.append(block)
        room -= block.height
    return taken


def top_level(html: str) -> Iterator[str]:
    """The outermost elements of a piece of HTML."""
    depth, start = 0, 0
    for match in _TAG.finditer(html):
        if match["single"] or match["name"].lower() in _VOID:
            continue
        depth += -1 if match["close"] else 1
        if depth == 0:
            yield html[start : match.end()].strip()
            start = match.end()
    if html[start:].strip():
        yield html[start:].strip()


def _kind(html: str) -> str:
    if re.match(r"<h\d", html):
        return "heading"
    return "figure" if html.startswith('<figure class="k-figure"') else "text"


def _height(html: str, measure: Measure) -> float:
    """What a block is likely to take, margins included; sizes are those of book.css."""
    if html.startswith("<h2"):
        return 44
    if html.startswith("<h3"):
        return 33
    if html.startswith('<figure class="k-figure"'):
        size = _SIZE.search(html)
        image = measure.width * int(size["height"]) / int(size["width"]) if size else 0
        return image + 33 + 13 * _lines(_part(html, "k-figure__title"), measure, 1.0) + 28
    if html.startswith("<aside"):
        return 87
    if html.startswith('<div class="k-pair"'):
        quotes = re.findall(r"<figure.*?</figure>", html, re.DOTALL)
        return 28 + max((_lines(quote, measure, 0.46) for quote in quotes), default=1) * 14 + 14
    if html.startswith('<div class="k-beside"'):
        return _lines(html, measure, 1.35) * 14 + 14
    if html.startswith("<figure"):
        return 26 + 14 + _lines(html, measure, 0.86) * 15
    if html.startswith('<div class="k-table"'):
        return 44 + sum(_lines(row, measure, 0.9) * 12 + 7 for row in re.findall(r"<tr.*?</tr>", html, re.DOTALL))
    if html.startswith("<blockquote"):
        return 32 + _lines(html, measure, 1.0) * 13
    if html.startswith(("<ul", "<ol")):
        return 7 + sum(_lines(item, measure, 0.95) * 14 + 3 for item in re.findall(r"<li.*?</li>", html, re.DOTALL))
    return 7 + _lines(html, measure, 1.0) * 14


def _part(html: str, kind: str) -> str:
    match = re.search(rf'class="{kind}".*?</p>', html, re.DOTALL)
    return match[0] if match else ""


def _lines(html: str, measure: Measure, share: float) -> int:
    """Lines of a text in a column that is `share` of the text's width; notes stand elsewhere."""
    text = re.sub(r"<k-note.*?</k-note>|<[^>]*>|\s+(?=\s)", "", html, flags=re.DOTALL)
    return max(1, round(len(text) * measure.letter / (measure.width * share) + 0.4))
