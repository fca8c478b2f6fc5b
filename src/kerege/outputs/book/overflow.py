"""What has no room on a laid-out page: words beyond their column, blocks that run over each other or off the page.

Text extraction cannot see this; the boxes of the layout can.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from kerege.messages import say
from kerege.outputs.book.fitting import SHORT
from kerege.outputs.book.footnotes import descendants

_SLACK = 1.5
"""CSS pixels that a letter may reach over, as italics do."""
_EMPTY = 0.3
"""The part of a page that may stay empty in the middle of a chapter."""
_STANDING = ("k-quote", "k-figure", "k-statistic", "k-pair", "message", "address", "words", "edition", "title-facts")


@dataclass(frozen=True)
class Crowded:
    """Something that has no room on its page."""

    words: str
    """A sentence, with the page as the reader counts from the front cover."""
    place: str = ""
    """File and line of the block that it came from; empty where no chapter has it."""
    page: int = 0
    """As the reader counts from the front cover."""


def crowded(document: Any) -> Iterator[Crowded]:
    """What has no room, page by page."""
    for number, page in enumerate(document.pages, 1):
        box = page._page_box
        standing = []
        for inner, place in placed(box):
            text = getattr(inner, "text", "")
            if text.strip() and inner.position_x + inner.width > page.width + _SLACK:
                yield Crowded(
                    say("page {number}: '{text}' runs off the page", number=number, text=text.strip()[:40]),
                    place,
                    number,
                )
            if text.strip() and inner.position_y + inner.height > page.height + _SLACK:
                yield Crowded(
                    say("page {number}: '{text}' runs off the foot of the page", number=number, text=text.strip()[:40]),
                    place,
                    number,
                )
            if inner.element is not None and inner.element_tag in ("figure", "aside", "div", "p"):
                kinds = (inner.element.get("class") or "").split()
                if any(kind in kinds for kind in _STANDING) and hasattr(inner, "hit_area"):
                    standing.append((kinds[-1], inner.hit_area(), inner.element, place))
        yield from _over_each_other(number, standing)


def placed(box: Any, place: str = "") -> Iterator[tuple[Any, str]]:
    """A box and everything in it, each with file and line of the innermost block that says where it came from."""
    place = (box.element.get("data-place") if box.element is not None else None) or place
    yield box, place
    for child in getattr(box, "all_children", tuple)():
        yield from placed(getattr(child, "_box", child), place)


_Standing = tuple[str, tuple[float, float, float, float], Any, str]


def _over_each_other(number: int, standing: list[_Standing]) -> Iterator[Crowded]:
    for index, (kind, (x, y, width, height), element, place) in enumerate(standing):
        for other, (x2, y2, width2, height2), element2, _ in standing[index + 1 :]:
            if element2 is element or element2 in list(element.iter()):
                continue
            across = min(x + width, x2 + width2) - max(x, x2)
            down = min(y + height, y2 + height2) - max(y, y2)
            if across > _SLACK and down > _SLACK:
                said = say("page {number}: {kind} and {other} overlap", number=number, kind=kind, other=other)
                yield Crowded(said, place, number)


@dataclass(frozen=True)
class Unfinished:
    """A page that looks as if something were missing."""

    page: int
    """As the reader counts from the front cover."""
    chapter: str
    """The anchor of the chapter, `chapter-<name>` or `page-<name>`."""
    ends: bool
    """The chapter ends there with a few lines; otherwise something behind it had no room."""
    place: str = ""
    """File and line of the chapter's last block, or of the block that had no room."""


def unfinished(document: Any) -> Iterator[Unfinished]:
    """Pages of chapters that are emptier than they should be, though everything was tried."""
    for number, page, chapter, after in _chapter_pages(document):
        goes_on = after is not None
        begins = any(inner.element_tag == "h1" for inner in descendants(chapter))
        bottoms = [_bottom(inner) for part in (chapter, *page.children[1:2]) for inner in descendants(part)]
        empty = (page.content_box_y() + page.height - max(bottoms, default=0.0)) / page.height
        if empty > (_EMPTY if goes_on else 1 - SHORT) and (goes_on or not begins):
            places = [place for _, place in placed(chapter if after is None else after) if place]
            place = places[-1 if after is None else 0] if places else ""
            yield Unfinished(number, str(chapter.element.get("id")), not goes_on, place)


def _chapter_pages(document: Any) -> Iterator[tuple[int, Any, Any, Any]]:
    """Number, page, the piece of a chapter on it, and the piece behind it; None at its end."""
    pages = [page._page_box for page in document.pages]
    found = [next((box for box in descendants(page) if _is_chapter(box)), None) for page in pages]
    for number, (page, chapter, after) in enumerate(zip(pages, found, [*found[1:], None], strict=True), 1):
        if chapter is not None:
            yield number, page, chapter, after if after is not None and after.element is chapter.element else None


def _is_chapter(box: Any) -> bool:
    return box.element_tag == "section" and "chapter" in (box.element.get("class") or "").split()


def _bottom(box: Any) -> float:
    text = getattr(box, "text", "")
    if text.strip() or (box.element is not None and box.element_tag == "img"):
        return float(box.position_y + box.height)
    return 0.0


def headings(document: Any) -> Iterator[tuple[str, str]]:
    """The words of each heading that has a bookmark, with file and line."""
    for page in document.pages:
        for box, place in placed(page._page_box):
            if box.bookmark_label and place:
                yield " ".join(box.bookmark_label.split()), place
