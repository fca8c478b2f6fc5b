"""HTML as elements: made by one small builder, and written as text only where a program must have a text.

What comes in is words and elements; nothing here reads HTML. A text is escaped when it is written, so no sign of a record
or of a chapter means anything on a page.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape
from typing import TypeAlias
from xml.etree.ElementTree import Element

__all__ = [
    "VOID",
    "Content",
    "Element",
    "add",
    "element",
    "flat",
    "inner_html",
    "joined",
    "parts_of",
    "to_html",
    "words_of",
]

VOID = {"area", "br", "col", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
Content: TypeAlias = "Element | str | Iterable[Content] | None"
"""What may stand in an element. An element that is put somewhere has no tail, and stands in one place only."""


def element(tag: str, *content: Content, **attributes: str | bool | None) -> Element:
    """An element: `element("a", "words", class_="k-ref", data_kerege="stat:x")`.

    Args:
        attributes: `_` stands for `-`, one at the end is dropped; None and False leave the attribute out, True is one
            without a value (`download`).
    """
    made = Element(tag)
    for name, value in attributes.items():
        if value is not None and value is not False:
            made.set(name.rstrip("_").replace("_", "-"), "" if value is True else value)
    add(made, *content)
    return made


def add(parent: Element, *content: Content) -> None:
    """Put words and elements behind what an element holds."""
    for part in content:
        if isinstance(part, Element):
            parent.append(part)
        elif not isinstance(part, str):
            if part is not None:
                add(parent, *part)
        elif len(parent):
            parent[-1].tail = (parent[-1].tail or "") + part
        else:
            parent.text = (parent.text or "") + part


def flat(content: Content) -> Iterator[Element | str]:
    """The words and elements of some content, in order."""
    if content is None:
        return
    if isinstance(content, (str, Element)):
        yield content
        return
    for part in content:
        yield from flat(part)


def joined(parts: Iterable[Content], between: str) -> list[Content]:
    """Parts with words between each two."""
    found: list[Content] = []
    for part in parts:
        found += [between, part] if found else [part]
    return found


def parts_of(parent: Element) -> list[Element | str]:
    """What an element holds, taken out of it, ready to be put elsewhere."""
    parts: list[Element | str] = [parent.text] if parent.text else []
    for child in list(parent):
        parent.remove(child)
        tail, child.tail = child.tail, None
        parts += [child, tail] if tail else [child]
    parent.text = None
    return parts


def to_html(content: Content, *, xml: bool = False) -> str:
    """Some content as HTML; `xml`: well-formed too, void elements alone closed in one tag."""
    found: list[str] = []
    for part in flat(content):
        if isinstance(part, str):
            found.append(_escaped(part))
        else:
            _write(part, found, "/>" if xml else ">")
    return "".join(found)


def inner_html(parent: Element) -> str:
    """What an element holds, as HTML."""
    found: list[str] = []
    _write_inside(parent, found, ">")
    return "".join(found)


def _write(part: Element, into: list[str], void: str) -> None:
    """HTML with `<` escaped in attributes too, so that whatever looks for tags finds tags only."""
    if callable(part.tag):  # as ElementTree tells a comment
        into.append(f"<!--{part.text}-->")
        return
    attributes = "".join([f' {name}="{escape(value)}"' for name, value in part.items()])
    if part.tag in VOID:
        into.append(f"<{part.tag}{attributes}{void}")
        return
    into.append(f"<{part.tag}{attributes}>")
    _write_inside(part, into, void)
    into.append(f"</{part.tag}>")


def _write_inside(parent: Element, into: list[str], void: str) -> None:
    if parent.text:
        into.append(_escaped(parent.text))
    for child in parent:
        _write(child, into, void)
        if child.tail:
            into.append(_escaped(child.tail))


def _escaped(text: str) -> str:
    return escape(text, quote=False)


def words_of(content: Content) -> str:
    """The words of some content, blanks folded."""
    texts = (part if isinstance(part, str) else "".join(part.itertext()) for part in flat(content))
    return " ".join("".join(texts).split())
