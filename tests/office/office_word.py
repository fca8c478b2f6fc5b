"""A colleague at work in Word: tracked insertions and deletions, comments, paragraphs, as Word writes them."""

from __future__ import annotations

import copy
import zipfile
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
AUTHOR = {f"{W}author": "A. Colleague", f"{W}date": "2026-11-25T09:00:00Z"}


class Word:
    """One .docx, open."""

    def __init__(self, path: Path) -> None:
        self.path = path
        with zipfile.ZipFile(path) as archive:
            self.parts = {name: archive.read(name) for name in archive.namelist()}
        for _, (prefix, uri) in ElementTree.iterparse(path_of(self.parts["word/document.xml"]), events=["start-ns"]):
            ElementTree.register_namespace(prefix, uri)
        self.body = ElementTree.fromstring(self.parts["word/document.xml"])
        self.counter = 9000

    def save(self, path: Path) -> Path:
        self.parts["word/document.xml"] = ElementTree.tostring(self.body)
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in self.parts.items():
                archive.writestr(name, content)
        return path

    def drop(self, *prefixes: str) -> None:
        self.parts = {name: content for name, content in self.parts.items() if not name.startswith(prefixes)}

    def number(self) -> str:
        self.counter += 1
        return str(self.counter)

    def paragraph(self, words: str) -> Element:
        found = [p for p in self.body.iter(f"{W}p") if words in text_of(p)]
        assert len(found) == 1, (words, len(found))
        return found[0]

    def replace(self, where: str, old: str, new: str, *, tracked: bool = True, plain: bool = False) -> None:
        """Replace words of the paragraph that holds `where`; `plain` types the new words outside of any link."""
        replace_in(self.paragraph(where), old, new, self.number, tracked=tracked, plain=plain)

    def replace_in_note(self, old: str, new: str) -> None:
        root = ElementTree.fromstring(self.parts["word/footnotes.xml"])
        (paragraph,) = [p for p in root.iter(f"{W}p") if old in text_of(p)]
        replace_in(paragraph, old, new, self.number, tracked=True, plain=False)
        self.parts["word/footnotes.xml"] = ElementTree.tostring(root)

    def add_after(self, where: str, words: str, style: str = "BodyText") -> None:
        """Enter at the end of a paragraph, and go on writing."""
        container, index = self._place(self.paragraph(where))
        added = Element(f"{W}p")
        properties = ElementTree.SubElement(added, f"{W}pPr")
        ElementTree.SubElement(properties, f"{W}pStyle", {f"{W}val": style})
        mark = ElementTree.SubElement(properties, f"{W}rPr")
        ElementTree.SubElement(mark, f"{W}ins", {f"{W}id": self.number(), **AUTHOR})
        added.append(tracked_run("ins", words, self.number()))
        container.insert(index + 1, added)

    def delete(self, where: str) -> None:
        """Select a whole paragraph and press Delete, with tracked changes."""
        paragraph = self.paragraph(where)
        replace_in(paragraph, text_of(paragraph), "", self.number, tracked=True, plain=False)
        properties = paragraph.find(f"{W}pPr")
        assert properties is not None
        mark = ElementTree.SubElement(properties, f"{W}rPr")
        ElementTree.SubElement(mark, f"{W}del", {f"{W}id": self.number(), **AUTHOR})

    def comment(self, where: str, words: str, text: str) -> None:
        paragraph = self.paragraph(where)
        first, last = split(paragraph, words)
        number = self.number()
        holder, index = self._within(paragraph, first)
        holder.insert(index, Element(f"{W}commentRangeStart", {f"{W}id": number}))
        holder, index = self._within(paragraph, last)
        holder.insert(index + 1, Element(f"{W}commentRangeEnd", {f"{W}id": number}))
        root = ElementTree.fromstring(self.parts["word/comments.xml"])
        comment = ElementTree.SubElement(root, f"{W}comment", {f"{W}id": number, **AUTHOR})
        run = ElementTree.SubElement(ElementTree.SubElement(comment, f"{W}p"), f"{W}r")
        ElementTree.SubElement(run, f"{W}t").text = text
        self.parts["word/comments.xml"] = ElementTree.tostring(root)

    def _place(self, paragraph: Element) -> tuple[Element, int]:
        return self._within(self.body, paragraph)

    def _within(self, root: Element, child: Element) -> tuple[Element, int]:
        parent = next(e for e in root.iter() if any(c is child for c in e))
        return parent, next(i for i, c in enumerate(parent) if c is child)


def path_of(content: bytes) -> object:
    import io

    return io.BytesIO(content)


def text_of(paragraph: Element) -> str:
    return "".join(t.text or "" for t in paragraph.iter(f"{W}t"))


def tracked_run(kind: str, words: str, number: str, like: Element | None = None) -> Element:
    change = Element(f"{W}{kind}", {f"{W}id": number, **AUTHOR})
    run = ElementTree.SubElement(change, f"{W}r")
    if like is not None and like.find(f"{W}rPr") is not None:
        run.append(copy.deepcopy(like.find(f"{W}rPr")))  # type: ignore[arg-type]
    ElementTree.SubElement(run, f"{W}t", {XML_SPACE: "preserve"}).text = words
    return change


def split(paragraph: Element, words: str) -> tuple[Element, Element]:
    """Cut the runs so that the words are whole runs; the first and the last of them."""
    runs = [run for run in paragraph.iter(f"{W}r") if run.find(f"{W}t") is not None]
    text = "".join(run.findtext(f"{W}t") or "" for run in runs)
    assert text.count(words) == 1, (words, text)
    start = text.index(words)
    inside: list[Element] = []
    position = 0
    for run in runs:
        own = run.findtext(f"{W}t") or ""
        a, b = max(start - position, 0), min(start + len(words) - position, len(own))
        if a < b:
            inside.append(_cut(paragraph, run, own, a, b))
        position += len(own)
    return inside[0], inside[-1]


def _cut(paragraph: Element, run: Element, own: str, a: int, b: int) -> Element:
    parent = next(e for e in paragraph.iter() if any(c is run for c in e))
    index = next(i for i, c in enumerate(parent) if c is run)
    pieces = []
    for words in (own[:a], own[a:b], own[b:]):
        piece = copy.deepcopy(run)
        text = piece.find(f"{W}t")
        assert text is not None
        text.text = words
        text.set(XML_SPACE, "preserve")
        pieces.append(piece)
    parent.remove(run)
    for piece in [p for p in reversed(pieces) if p.findtext(f"{W}t")]:
        parent.insert(index, piece)
    return pieces[1]


def replace_in(
    paragraph: Element, old: str, new: str, number: Callable[[], str], *, tracked: bool, plain: bool
) -> None:
    first, last = split(paragraph, old)
    runs = [run for run in paragraph.iter(f"{W}r") if run.find(f"{W}t") is not None]
    chosen = runs[runs.index(first) : runs.index(last) + 1]
    for run in chosen:
        parent = next(e for e in paragraph.iter() if any(c is run for c in e))
        index = next(i for i, c in enumerate(parent) if c is run)
        parent.remove(run)
        if tracked:
            change = Element(f"{W}del", {f"{W}id": number(), **AUTHOR})
            text = run.find(f"{W}t")
            assert text is not None
            text.tag = f"{W}delText"
            change.append(run)
            parent.insert(index, change)
            index += 1
        if run is last and new:
            added = tracked_run("ins", new, number(), run)
            if plain:
                index = (
                    next(i for i, c in enumerate(paragraph) if c is parent or c is parent) + 1
                    if parent is not paragraph
                    else index
                )
                parent = paragraph
                properties = added.find(f"{W}r/{W}rPr")
                if properties is not None:
                    added.find(f"{W}r").remove(properties)  # type: ignore[union-attr]
            if not tracked:
                added = added.find(f"{W}r")  # type: ignore[assignment]
            parent.insert(index, added)
