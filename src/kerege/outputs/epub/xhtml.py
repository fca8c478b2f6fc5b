"""A file of an EPUB: our elements as XHTML that is well-formed and may be read as HTML too."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element, SubElement

from kerege.render.direction import directed
from kerege.render.elements import to_html

XHTML = "http://www.w3.org/1999/xhtml"
_NAMING = ("id", "for", "headers", "aria-labelledby", "aria-describedby")
"""Attributes that hold ids."""
_OUTWARD = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)
EPUB = "http://www.idpf.org/2007/ops"


def document(body: Element, title: str, language: str, body_type: str = "") -> bytes:
    """A whole XHTML file."""
    html = Element("html", {"xmlns": XHTML, "xmlns:epub": EPUB, "lang": language, "xml:lang": language})
    head = SubElement(html, "head")
    SubElement(head, "meta", {"charset": "utf-8"})
    SubElement(head, "title").text = title
    SubElement(head, "link", {"rel": "stylesheet", "type": "text/css", "href": "epub.css"})
    outer = SubElement(html, "body", {"epub:type": body_type} if body_type else {})
    outer.append(body)
    directed(html, language, top=True)
    for element in html.iter():
        if "lang" in element.attrib:
            element.set("xml:lang", element.attrib["lang"])
        _name(element)
    # Some reading systems parse EPUB as HTML.
    text = to_html(html, xml=True)
    return f'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html>\n{text}\n'.encode()


def _name(element: Element) -> None:
    """Ids, and links to them, as XML asks for: HTML allows an id that begins with a digit, XML's names (NCName) do not."""
    for key in _NAMING:
        if key in element.attrib:
            element.set(key, " ".join(_xml_name(one) for one in element.attrib[key].split()))
    target, mark, fragment = element.get("href", "").partition("#")
    if mark and fragment and not _OUTWARD.match(target):
        element.set("href", f"{target}#{_xml_name(fragment)}")


def _xml_name(identifier: str) -> str:
    return identifier if identifier[:1].isalpha() or identifier[:1] == "_" else f"_{identifier}"
