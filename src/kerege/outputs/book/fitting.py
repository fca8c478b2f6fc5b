"""Makes the pages of a book so that they look finished: no chapter ends with a few lines, no figure leaves a hole.

WeasyPrint makes one page after the other. While it does, this module looks at each: where a figure that did not fit leaves
much of a page empty, the text behind it fills the page first, and only that page is made again; where the last page of a
chapter holds a few lines, that chapter alone is set a little closer or wider (`spacing`) and made again. The
outcome depends on nothing but the book, so two runs give the same bytes.

Page numbers of the contents are known after the first pass. WeasyPrint then makes the pages concerned twice more; here the
numbers are filled in before a page is made again (`_fill_in`): that pays for the chapters made again.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from kerege.outputs.book.footnotes import descendants
from kerege.outputs.book.spacing import Spacing, factors, furthest, space

SHORT, ENOUGH, _AIM = 0.25, 0.3, 0.34
"""Parts of a page: a chapter's last page that holds less looks unfinished; what it must hold when it has been made again,
and what is aimed at."""
_HOLE, _LARGE_HOLE = 0.12, 0.22
"""Parts of a page that a figure may leave empty: without more ado, and before its section is left."""
_FRAME, _SMALLEST = 108, 0.85
"""CSS pixels of a figure without its image, and the smallest part of its width to which an image is shrunk for want of room."""
_STEPS = 8
"""Steps of a whole degree of spacing."""
_MORE = 0.25
"""Degrees that are added when those reckoned were not enough, since pages do not break wherever they should."""
_HEADINGS = ("h2", "h3", "h4")


@dataclass
class _Making:
    """The pages made so far, and what WeasyPrint makes them from."""

    context: Any
    root: Any
    html: Any
    pages: list[Any] = field(default_factory=list)
    shrunk: list[tuple[Any, Any]] = field(default_factory=list)
    """Styles of the images of this chapter that were made smaller, with their width before."""

    def next_page(self) -> None:
        """Make one page more."""
        from weasyprint.layout.page import remake_page
        from weasyprint.logger import PROGRESS_LOGGER

        index = len(self.pages)
        PROGRESS_LOGGER.info("Step 5 - Creating layout - Page %d", index + 1)
        self.context.page_maker[index][-1].update(_unchanged())
        page, _ = remake_page(index, self.context, self.root, self.html)
        self.pages.append(page)

    def begins(self) -> Any:
        """Where the next page begins in the tree of boxes; None at the end."""
        return self.context.page_maker[len(self.pages)][0]

    def ended(self) -> bool:
        return bool(self.pages) and self.begins() is None and not self.context.reported_footnotes

    def back_to(self, count: int, footnotes: list[Any]) -> None:
        """Forget the pages after the first `count`, at whose end `footnotes` waited."""
        del self.pages[count:]
        del self.context.page_maker[count + 1 :]
        self.context.footnotes = footnotes.copy()
        self.context.reported_footnotes = []


def _unchanged() -> dict[str, Any]:
    return {"content_changed": False, "pages_wanted": False, "anchors": [], "content_lookups": []}


def page_maker() -> Callable[[Any, Any, Any, list[Any]], list[Any]]:
    """What makes the pages of one book with the care of this module, in the place of WeasyPrint's `make_all_pages`."""
    seen: dict[int, str] = {}

    def make_all_pages(context: Any, root: Any, html: Any, pages: list[Any]) -> list[Any]:
        context.rendered_notes = []
        made = _first_pass(context, root, html) if not pages else _later_pass(context, root, html, pages, seen)
        context.page_maker = context.page_maker[: len(made) + 1]
        context.broken_out_of_flow.clear()
        context.reported_footnotes.clear()
        _fill_in(context)
        return made

    return make_all_pages


def _first_pass(context: Any, root: Any, html: Any) -> list[Any]:
    making = _Making(context, root, html)
    while not making.ended():
        section, inside = _place(root, making.begins())
        if section is not None and inside is None and not context.reported_footnotes:
            _fit_chapter(making, section)
        else:
            making.next_page()
    return making.pages


def _later_pass(context: Any, root: Any, html: Any, pages: list[Any], seen: dict[int, str]) -> list[Any]:
    """Make again what numbers of pages have changed; a page that would be made from the same things stays."""
    making = _Making(context, root, html)
    while not making.ended():
        index = len(making.pages)
        state = context.page_maker[index][-1]
        if state["content_changed"] or state["pages_wanted"] or index >= len(pages):
            ingredients = _ingredients(context, index)
            if index >= len(pages) or seen.get(index) != ingredients:
                making.next_page()
                seen[index] = ingredients
                continue
            state.update(content_changed=False, pages_wanted=False)
        making.pages.append(pages[index])
    return making.pages


def _fill_in(context: Any) -> None:
    """Set the numbers of pages that are printed to what they are now, and have the pages made again that printed others.

    WeasyPrint 70 marks no page for a number whose target an attribute names (`target-counter(attr(href), page)`: it keeps the
    number under the name None), and sets one only when it has made the page, so that it makes it a third time.
    """
    for (box, kind), item in context.target_collector.counter_lookup_items.items():
        if kind == "content" and item.page_maker_index is not None:
            printed = _printed(box)
            item.parse_again(context.page_maker[item.page_maker_index + 1][3][1])
            if _printed(box) != printed:
                context.page_maker[item.page_maker_index][-1]["content_changed"] = True


def _printed(box: Any) -> str:
    return "".join(getattr(inner, "text", "") for inner in descendants(box))


def _ingredients(context: Any, index: int) -> str:
    """What a page is made from that can change between passes: where it begins, and the numbers printed on it."""
    numbers = [
        _printed(box)
        for (box, _), item in context.target_collector.counter_lookup_items.items()
        if item.page_maker_index == index
    ]
    return repr((context.page_maker[index][:4], numbers))


def _place(root: Any, resume: Any) -> tuple[Any, Any]:
    """The chapter in which a page begins, and where in it: None at its beginning.

    A page of the front matter begins in no chapter; it may begin within a paragraph, whose lines no box holds yet.
    """
    box = root
    while resume:
        index, resume = tuple(resume.items())[-1]
        if index >= len(getattr(box, "children", ())):
            break
        box = box.children[index]
        if _is_chapter(box):
            return box, resume
    return None, None


def _fit_chapter(making: _Making, section: Any) -> None:
    """Make the pages of a chapter, again if its last page looks unfinished."""
    start, footnotes, order = len(making.pages), making.context.footnotes.copy(), list(section.children)
    spacing = Spacing()
    making.shrunk.clear()
    _make_chapter(making, section)
    plain = len(making.pages) - start
    wanted = _degrees(_filled(making.pages[start:]), section) if _ends_short(making, start, section, SHORT) else []
    # When nothing helps, the chapter is as it was.
    for degree in [*wanted, 0.0] if wanted else []:
        making.back_to(start, footnotes)
        section.children = list(order)
        while making.shrunk:
            style, width = making.shrunk.pop()
            style["width"] = width
        space(section, spacing, degree)
        _make_chapter(making, section)
        if not _ends_short(making, start, section, ENOUGH) and len(making.pages) - start <= plain:
            return


def _make_chapter(making: _Making, section: Any) -> None:
    while True:
        footnotes = making.context.footnotes.copy()
        making.next_page()
        if making.begins() is None or _place(making.root, making.begins())[0] is not section:
            return
        _close_hole(making, section, footnotes)
        if making.begins() is None or _place(making.root, making.begins())[0] is not section:
            return


def _close_hole(making: _Making, section: Any, footnotes: list[Any]) -> None:
    """Fill the page on which a figure had no room: with the figure, a little smaller, or with the text behind it."""
    _, inside = _place(making.root, making.begins())
    page = making.pages[-1]
    if not inside or making.context.reported_footnotes or page.height * _HOLE > _room(page, section):
        return
    ((first, within),) = tuple(inside.items())[-1:]
    children = list(section.children)
    figure = first
    while figure < len(children) and children[figure].element_tag in _HEADINGS:
        figure += 1
    if within is not None or figure >= len(children) or not _is_figure(children[figure]):
        return
    if figure > first or not _made_smaller(making, section, figure, footnotes):
        _fill_before(making, section, figure, footnotes)


def _made_smaller(making: _Making, section: Any, index: int, footnotes: list[Any]) -> bool:
    """Make the image of a figure so much smaller that it has room on the last page. False leaves the page as it was."""
    image = next((box for box in descendants(section.children[index]) if box.element_tag == "img"), None)
    page, count = making.pages[-1], len(making.pages)
    if image is None or not image.element.get("width"):
        return False
    full = _fragment(page, section).width * float(image.element.get("height")) / float(image.element.get("width"))
    lacking = full + _FRAME - _room(page, section)
    if lacking > (1 - _SMALLEST) * full:
        return False
    width, state = image.style["width"], making.context.page_maker[count]
    making.shrunk.append((image.style, width))
    for scale in dict.fromkeys((round(1 - lacking / full, 2), _SMALLEST)):
        image.style["width"] = width._replace(value=width.value * min(1.0, scale))
        making.back_to(count - 1, footnotes)
        making.next_page()
        found, inside = _place(making.root, making.begins())
        if found is not section or not inside or tuple(inside)[-1] > index:
            return True
    making.shrunk.pop()
    image.style["width"] = width
    making.context.page_maker[count] = state
    return False


def _fill_before(making: _Making, section: Any, figure: int, footnotes: list[Any]) -> None:
    """Set the text behind a figure, up to the next heading, before it as far as the last page has room.

    Where a heading follows at once and much of the page would stay empty, the next section begins before the figure.
    """
    children = list(section.children)
    after = _until_heading(children, figure + 1)
    if after == figure + 1 and _room(making.pages[-1], section) > _LARGE_HOLE * making.pages[-1].height:
        while after < len(children) and children[after].element_tag in _HEADINGS:
            after += 1
        after = _until_heading(children, after)
    if after == figure + 1:
        return
    section.children = [*children[:figure], *children[figure + 1 : after], children[figure], *children[after:]]
    making.back_to(len(making.pages) - 1, footnotes)
    making.next_page()
    found, inside = _place(making.root, making.begins())
    if found is section and inside:
        ((broken, within),) = tuple(inside.items())[-1:]
        if broken < after - 1:
            # The figure stands where the page breaks, behind the paragraph that goes over.
            rest = list(section.children)
            rest.insert(broken + (within is not None), rest.pop(after - 1))
            section.children = rest


def _until_heading(children: list[Any], start: int) -> int:
    """Where the text that begins at `start` meets a heading or a figure."""
    while start < len(children) and children[start].element_tag not in _HEADINGS and not _is_figure(children[start]):
        start += 1
    return start


def _is_figure(box: Any) -> bool:
    return box.element is not None and "k-figure" in (box.element.get("class") or "").split()


def _filled(pages: list[Any]) -> list[Any]:
    """Without the blank page that may stand before a chapter."""
    return [page for page in pages if page.children[0].children]


def _fragment(page: Any, section: Any) -> Any:
    """The piece of a chapter that stands on a page; a chapter that runs on may stand behind it."""
    return next(box for box in descendants(page.children[0]) if box.element is section.element)


def _runs_on(page: Any, section: Any) -> bool:
    """Whether the next chapter begins on the page on which this one ends."""
    found = [box.element for box in descendants(page.children[0]) if _is_chapter(box)]
    return bool(found) and found[-1] is not section.element


def _is_chapter(box: Any) -> bool:
    return box.element is not None and "chapter" in (box.element.get("class") or "").split()


def _lowest(page: Any, section: Any) -> float:
    """Where the text of a page ends."""
    last = _fragment(page, section).children[-1]
    return float(last.position_y + last.margin_height() - last.margin_bottom)


def _room(page: Any, section: Any) -> float:
    """The height that is empty at the foot of a page, above its notes."""
    notes = page.children[1]
    foot = notes.position_y if notes.children else page.content_box_y() + page.height
    return float(foot - _lowest(page, section))


def _ends_short(making: _Making, start: int, section: Any, part: float) -> bool:
    """Whether the last page of a chapter that has several holds less than a part of a page."""
    page = making.pages[-1]
    if _runs_on(page, section):
        return False
    return len(_filled(making.pages[start:])) > 1 and _lowest(page, section) - page.content_box_y() < part * page.height


def _degrees(pages: list[Any], section: Any) -> list[float]:
    """The degrees of spacing that are likely to help, those first that change least."""
    last = pages[-1]
    surplus = _lowest(last, section) - last.content_box_y()
    lines = gaps = 0.0
    for page in pages[:-1]:
        children = [child for child in _fragment(page, section).children if child.is_in_normal_flow()]
        tops = [child.position_y + child.margin_top for child in children]
        bottoms = [child.position_y + child.margin_height() - child.margin_bottom for child in children]
        gaps += sum(max(0.0, top - bottom) for bottom, top in zip(bottoms, tops[1:], strict=False))
        lines += sum(
            bottom - top
            for child, bottom, top in zip(children, bottoms, tops, strict=True)
            if not _is_figure(child) and child.element_tag != "h1"
        )
    found = []
    for sign, needed in ((-1.0, surplus + 8), (1.0, _AIM * last.height - surplus)):
        for step in range(1, round(furthest(sign) * _STEPS) + 1):
            degree = sign * step / _STEPS
            between, leading, size = factors(degree)
            # Smaller letters save height in two ways: lower lines, and fewer of them.
            if abs(gaps * (between - 1) + lines * (leading * size * size - 1)) >= needed:
                more = sign * min(furthest(sign), abs(degree) + _MORE)
                found += list(dict.fromkeys((degree, more)))
                break
    return sorted(found, key=lambda degree: (abs(degree), degree))
