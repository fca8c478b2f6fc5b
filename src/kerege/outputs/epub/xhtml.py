"""Our HTML as XHTML for an EPUB: well-formed, footnotes as pop-ups, links between the files of the book.

The HTML comes from `render/` and from Python-Markdown, so its tags are balanced and only void elements stay open; this
is no parser for HTML from outside.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from html.parser import HTMLParser
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

XHTML = "http://www.w3.org/1999/xhtml"
EPUB = "http://www.idpf.org/2007/ops"
_VOID = {"area", "br", "col", "hr", "img", "wbr"}
_CHAPTER = re.compile(r"(?:\./)?(?P<name>[\w-]+)\.md(?P<anchor>#.*)?")


class _Tree(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("section")
        self.open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        # A boolean attribute has no value in HTML and must have one in XML.
        element = SubElement(self.open[-1], tag, {name: name if value is None else value for name, value in attrs})
        if tag not in _VOID:
            self.open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in _VOID:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        if any(element.tag == tag for element in self.open[1:]):
            while self.open.pop().tag != tag:
                pass

    def handle_data(self, data: str) -> None:
        parent = self.open[-1]
        if len(parent):
            parent[-1].tail = (parent[-1].tail or "") + data
        else:
            parent.text = (parent.text or "") + data


def section(html: str, chapters: Collection[str], back_label: str) -> Element:
    """A `<section>` with the content of one file.

    Args:
        html: what `render/` made for the EPUB.
        chapters: names of the files that the book holds; a link to any other chapter goes to the contents.
        back_label: what the way back from a footnote is called, for those who hear the book.
    """
    tree = _Tree()
    tree.feed(html)
    tree.close()
    _links(tree.root, chapters)
    _footnotes(tree.root, back_label)
    _plain_ids(tree.root)
    return tree.root


def _links(root: Element, chapters: Collection[str]) -> None:
    for link in root.iter("a"):
        match = _CHAPTER.fullmatch(link.get("href", ""))
        if match is not None:
            known = match["name"] in chapters
            link.set("href", f"{match['name']}.xhtml{match['anchor'] or ''}" if known else "nav.xhtml")
        elif link.get("href", "").startswith("index.xhtml"):
            link.set("href", "nav.xhtml")


def _footnotes(root: Element, back_label: str) -> None:
    """Python-Markdown's list of notes as asides, which a reading system shows where they are called."""
    parents = {child: parent for parent in root.iter() for child in parent}
    for call in root.iter("sup"):
        link = call.find("a")
        if link is not None and link.get("class") == "footnote-ref":
            link.set("epub:type", "noteref")
            link.set("role", "doc-noteref")
    for frame in [element for element in root.iter("div") if element.get("class") == "footnote"]:
        notes = Element("section", {"class": "notes", "epub:type": "footnotes", "role": "doc-endnotes"})
        SubElement(notes, "hr")
        for number, item in enumerate(frame.iter("li"), start=1):
            notes.append(_note(item, number, back_label))
        parent = parents[frame]
        parent[list(parent).index(frame)] = notes


def _note(item: Element, number: int, back_label: str) -> Element:
    note = Element("aside", {"id": item.get("id", ""), "epub:type": "footnote", "role": "doc-footnote"})
    note.extend(list(item))
    first = note.find("p")
    if first is not None:
        label = Element("span", {"class": "note-number"})
        label.text, label.tail, first.text = f"{number}.", f"\u00a0{first.text or ''}", None
        first.insert(0, label)
    for back in note.iter("a"):
        if back.get("class") == "footnote-backref":
            back.set("role", "doc-backlink")
            back.set("aria-label", f"{back_label} {number}")
            back.attrib.pop("title", None)
            back.text = "↩"
    return note


def _plain_ids(root: Element) -> None:
    """`fn:a` as `fn-a`: a colon is not allowed in an XML id."""
    for element in root.iter():
        if ":" in element.get("id", ""):
            element.set("id", element.get("id", "").replace(":", "-"))
        if "#" in element.get("href", "") and ":" not in element.get("href", "").partition("#")[0]:
            file, _, anchor = element.get("href", "").partition("#")
            element.set("href", f"{file}#{anchor.replace(':', '-')}")


def document(body: Element, title: str, language: str, body_type: str = "") -> bytes:
    """A whole XHTML file."""
    html = Element("html", {"xmlns": XHTML, "xmlns:epub": EPUB, "lang": language, "xml:lang": language})
    head = SubElement(html, "head")
    SubElement(head, "meta", {"charset": "utf-8"})
    SubElement(head, "title").text = title
    SubElement(head, "link", {"rel": "stylesheet", "type": "text/css", "href": "epub.css"})
    outer = SubElement(html, "body", {"epub:type": body_type} if body_type else {})
    outer.append(body)
    for element in html.iter():
        if "lang" in element.attrib:
            element.set("xml:lang", element.attrib["lang"])
    text = ElementTree.tostring(html, encoding="unicode", short_empty_elements=True)
    # In HTML only void elements may be closed in one tag; some reading systems parse EPUB as HTML.
    text = re.sub(r"<(?!(?:area|br|col|hr|img|wbr|meta|link)\b)(\w+)([^<>]*?) />", r"<\1\2></\1>", text)
    return f'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html>\n{text}\n'.encode()
