"""A finished page of the website as elements, for whoever reads what was published: the search, the comparison with the tree."""

from __future__ import annotations

from html.parser import HTMLParser
from xml.etree.ElementTree import Element

from kerege.render.elements import VOID, add


class _Tree(HTMLParser):
    """Our own pages, so that tags are balanced; this is no parser for HTML from outside."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("page")
        self.open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        made = Element(tag, {name: value or "" for name, value in attrs})
        self.open[-1].append(made)
        if tag not in VOID:
            self.open.append(made)

    def handle_endtag(self, tag: str) -> None:
        if any(element.tag == tag for element in self.open[1:]):
            while self.open.pop().tag != tag:
                pass

    def handle_data(self, data: str) -> None:
        add(self.open[-1], data)


def page_tree(html: str) -> Element:
    """The page, below one root."""
    tree = _Tree()
    tree.feed(html)
    tree.close()
    return tree.root
