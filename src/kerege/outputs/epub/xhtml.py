"""A file of an EPUB: our elements as XHTML that is well-formed and may be read as HTML too."""

from __future__ import annotations

from xml.etree.ElementTree import Element, SubElement

from kerege.render.direction import directed
from kerege.render.elements import to_html
from kerege.render.spaces import bind_spaces

XHTML = "http://www.w3.org/1999/xhtml"
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
    bind_spaces(html, language)
    directed(html, language, top=True)
    for element in html.iter():
        if "lang" in element.attrib:
            element.set("xml:lang", element.attrib["lang"])
    # Some reading systems parse EPUB as HTML.
    text = to_html(html, xml=True)
    return f'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html>\n{text}\n'.encode()
