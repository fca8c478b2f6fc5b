"""The structure tree of the screen PDF: what a screen reader is given, built from the laid-out boxes and their HTML.

One HTML element is one structure element, however many lines and pages it stands on. A list item is a label and a body,
whatever stands in it; a note is read where it is called; a link says its words once; running heads, repeated heads of
tables and leaders are artifacts. `weasyprint_70.own_structure` puts this in the place of WeasyPrint's own tree.

Sources: ISO 32000-1:2008, 14.7 and 14.8; ISO 14289-1:2014, 7.2, 7.5, 7.6, 7.9 and 7.18.5.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

_KINDS = {
    "a": "Link", "article": "Art", "aside": "Sect", "blockquote": "BlockQuote", "caption": "Caption", "div": "Div",
    "dl": "L", "dt": "Lbl", "dd": "LBody", "figcaption": "Caption", "figure": "Div", "h1": "H1", "h2": "H2", "h3": "H3",
    "h4": "H4", "h5": "H5", "h6": "H6", "img": "Figure", "k-note": "Note", "k-note::footnote-call": "Link",
    "k-note::footnote-marker": "Link", "li": "LI", "li::marker": "Lbl", "main": "Part", "ol": "L", "p": "P", "pre": "P",
    "section": "Sect", "{http://www.w3.org/2000/svg}svg": "Figure", "table": "Table", "tbody": "TBody", "td": "TD",
    "tfoot": "TFoot", "th": "TH", "thead": "THead", "tr": "TR", "ul": "L",
}  # fmt: skip
"""What an element is; one that is not here, as emphasis is not, is nothing of its own."""
_GROUPS = frozenset(("Document", "Part", "Art", "Sect", "Div", "BlockQuote"))
"""Elements that hold blocks; words right in one are a paragraph."""
_KEPT = frozenset(("TD", "TH"))
"""Elements that stay though they are empty: a row has its cells."""
_CONTENTS = {"L": "TOC", "LI": "TOCI", "LBody": "Reference"}
_PIXEL = 0.75
"""Points."""


@dataclass(eq=False)
class Marked:
    """A piece of a page's content."""

    page: int
    number: int
    """Its MCID."""


@dataclass(eq=False)
class Element:
    """A structure element in the making."""

    kind: str
    box: Any = None
    """The first box of its HTML element."""
    page: int = 0
    kids: list[Element | Marked] = field(default_factory=list)
    parent: Element | None = None
    annotations: list[tuple[int, Any]] = field(default_factory=list)
    """Pages and link annotations: one for each line of a link."""
    attributes: dict[str, Any] = field(default_factory=dict)
    language: str = ""
    after: str = ""
    """Words that the style sheet adds behind a link: the number of a page."""

    def add(self, kid: Element | Marked, index: int | None = None) -> None:
        """Put a kid at the end, or at an index."""
        self.kids.insert(len(self.kids) if index is None else index, kid)
        if isinstance(kid, Element):
            kid.parent = self

    def elements(self) -> Iterator[Element]:
        """This element and all below it, in reading order."""
        yield self
        for kid in self.kids:
            if isinstance(kid, Element):
                yield from kid.elements()


@dataclass
class _Tree:
    """The tree, and what was met on the way."""

    document: Element
    pages: list[Any]
    marks: Mapping[Any, Any] = field(default_factory=dict)
    """Of the page that is read: the marked content of each box that was drawn."""
    found: dict[tuple[int, str], Element] = field(default_factory=dict)
    """By HTML element (or what stands for it) and tag."""
    artifacts: list[tuple[int, int, str]] = field(default_factory=list)
    """Pages, MCIDs, and the kind of the artifact."""
    annotations: set[int] = field(default_factory=set)
    """Annotations that have an element."""

    def read_page(self, page: int, stream: Any) -> None:
        self.marks = stream._tags
        box = self.pages[page]._page_box
        for child in box.children:
            self._read(child, self.document, page)

    def _read(self, box: Any, parent: Element, page: int) -> None:
        box = getattr(box, "_box", box)
        kind = self._artifact_kind(box, page)
        if kind:
            self._artifact(box, page, kind)
        elif box in self.marks:
            self._words(box, parent, page)
        else:
            element = self._element(box, parent, page)
            self._link(box, element, page)
            if (box.element_tag or "").endswith("::after"):
                element.after += "".join(getattr(kid, "text", "") for kid in box.children if not kid.is_leader)
            for child in box.children:
                self._read(child, element, page)

    def _artifact_kind(self, box: Any, page: int) -> str:
        """Of running heads, leaders, pictures that say nothing, and heads of tables that were printed before."""
        from weasyprint.formatting_structure.boxes import MarginBox

        if isinstance(box, MarginBox):
            return "/Header" if "top" in box.at_keyword else "/Footer"
        if box.is_leader or (box.element_tag == "img" and not box.element.get("alt")):
            return "/Layout"
        head = self.found.get((id(box.element), "thead")) if box.element_tag == "thead" else None
        return "/Header" if head is not None and head.page != page else ""

    def _artifact(self, box: Any, page: int, kind: str) -> None:
        if box in self.marks:
            self.artifacts.append((page, self.marks[box]["mcid"], kind))
        link = self.found.get((id(box.element), box.element_tag or ""))
        if link is not None:
            # A link, or the call of a note, of a repeated head: it can be followed on each page, and is heard once.
            self._link(box, link, page)
        for child in getattr(box, "children", ()):
            self._artifact(getattr(child, "_box", child), page, kind)

    def _words(self, box: Any, parent: Element, page: int) -> None:
        """A text, or a picture."""
        if box.element is not None and box.element_tag in _KINDS and hasattr(box, "replacement"):
            parent = self._element(box, parent, page)
            self._link(box, parent, page)
            parent.attributes["A"] = self._layout(box, page)
            parent.attributes["Alt"] = _alternative(box.element)
        parent.add(Marked(page, self.marks[box]["mcid"]))

    def _layout(self, box: Any, page: int) -> dict[str, Any]:
        left, top = box.content_box_x() * _PIXEL, (self.pages[page].height - box.content_box_y()) * _PIXEL
        return {"O": "/Layout", "BBox": [left, top - box.height * _PIXEL, left + box.width * _PIXEL, top]}

    def _element(self, box: Any, parent: Element, page: int) -> Element:
        """The structure element of a box; that of its parent for boxes that are nothing of their own."""
        tag = "" if box.element is None else box.element_tag or ""
        language = box.element.get("lang") if box.element is not None and "::" not in tag else None
        kind = _kind_of(box, tag) or ("Span" if language and tag not in ("html", "body") else "")
        if not kind or (tag == "a" and not box.element.get("href")):
            return parent
        # Lines and pages part an element into boxes, and anonymous boxes within it have its tag.
        known = self.found.get((id(box.element), tag))
        if known is not None:
            return known
        element = Element(kind, box, page, language=language or "")
        self.found[id(box.element), tag] = element
        if tag == "li::marker":
            # It stands in the first line of the first block, and is none of its words.
            self.found[id(box.element), "li"].add(element, 0)
        elif tag == "k-note":
            self._add_note(element)
        else:
            parent.add(element)
        if kind in _KEPT:
            element.attributes["A"] = _cell(box, kind)
        elif kind == "Note":
            element.attributes["ID"] = box.element.get("id") or ""
        return element

    def _add_note(self, note: Element) -> None:
        """A note is read where it is called: beside its call, or behind the heading that it is called in."""
        call = self.found.get((id(note.box.element), "k-note::footnote-call"))
        if call is None or call.parent is None:
            self.document.add(note)
            return
        place, parent = call, call.parent
        while parent.kind[0] == "H" and parent.parent is not None:
            place, parent = parent, parent.parent
        parent.add(note, parent.kids.index(place) + 1)

    def _link(self, box: Any, element: Element, page: int) -> None:
        annotation = box.link_annotation
        if annotation is not None and element.kind == "Link" and id(annotation) not in self.annotations:
            self.annotations.add(id(annotation))
            element.annotations.append((page, annotation))


def _kind_of(box: Any, tag: str) -> str:
    """What the element of a box is; nothing for one that is nothing of its own."""
    names = (box.element.get("class") or "").split() if box.element is not None else []
    if tag == "figcaption" and "k-voice" in names:
        return "P"
    return "Lbl" if tag == "span" and "number" in names else _KINDS.get(tag, "")


def _cell(box: Any, kind: str) -> dict[str, Any]:
    """A head cell says what it heads, instead of lists of ids that break where a table does."""
    attributes: dict[str, Any] = {"O": "/Table"}
    if kind == "TH":
        attributes["Scope"] = "/Row" if box.element.get("scope") == "row" else "/Column"
    for key, span in (("ColSpan", box.colspan), ("RowSpan", box.rowspan)):
        if span != 1:
            attributes[key] = span
    return attributes if len(attributes) > 1 else {}


def _alternative(element: Any) -> str:
    title = element.find("{http://www.w3.org/2000/svg}title")
    return element.get("alt") or element.get("aria-label") or (title.text if title is not None else "") or ""


def build_structure(pdf: Any, document: Any, version: Any, streams: Any) -> None:
    """Give a PDF its structure tree, in the place of `weasyprint.pdf.tags.add_tags`, whose arguments these are."""
    import pydyf

    tree = _Tree(Element("Document"), document.pages)
    for page, stream in enumerate(streams):
        tree.read_page(page, stream)
    for element in [*tree.document.elements()]:
        _order_item(element)
        _order_definitions(element)
        _order_note(element)
        _order_words(element)
        _order_numbers(element)
    _contents(tree.document)
    _prune(tree.document)
    _mark_artifacts(streams, tree.artifacts)
    _write(pdf, tree.document, [len(stream._tags) for stream in streams])
    pdf.catalog["ViewerPreferences"] = pydyf.Dictionary({"DisplayDocTitle": "true"})
    pdf.catalog["MarkInfo"] = pydyf.Dictionary({"Marked": "true"})


def _order_item(item: Element) -> None:
    """An item of a list is its label and one body that holds everything else."""
    if item.kind != "LI" or all(_kind(kid) in ("Lbl", "LBody") for kid in item.kids):
        return
    kids, item.kids = item.kids, []
    body = Element("LBody", page=item.page)
    for kid in kids:
        (item if _kind(kid) == "Lbl" else body).add(kid)
    item.add(body)


def _order_definitions(definitions: Element) -> None:
    """Terms and what they mean, each pair an item."""
    if definitions.kind != "L" or not any(_kind(kid) in ("Lbl", "LBody") for kid in definitions.kids):
        return
    kids, definitions.kids = definitions.kids, []
    item: Element | None = None
    for kid in kids:
        if item is None or (_kind(kid) == "Lbl" and _kind(item.kids[-1]) == "LBody"):
            item = Element("LI", page=kid.page)
            definitions.add(item)
        item.add(kid)


def _order_note(note: Element) -> None:
    """The mark of a note, which leads back to its call, is its label."""
    if note.kind != "Note" or not note.kids:
        return
    mark = note.kids[0]
    if isinstance(mark, Element) and mark.kind == "Link":
        note.kids[0] = label = Element("Lbl", page=mark.page, parent=note)
        label.add(mark)


def _order_words(group: Element) -> None:
    """Words that stand right in a group of blocks are a paragraph."""
    if group.kind not in _GROUPS:
        return
    kids, group.kids = group.kids, []
    paragraph: Element | None = None
    for kid in kids:
        if _kind(kid) not in ("", "Link", "Span") and not (paragraph and _kind(kid) == "Note"):
            paragraph = None
            group.add(kid)
            continue
        if paragraph is None:
            paragraph = Element("P", page=kid.page)
            group.add(paragraph)
        paragraph.add(kid)


def _order_numbers(group: Element) -> None:
    """The number of a chapter is heard with its title, by whoever goes from heading to heading."""
    for before, heading in itertools.pairwise([kid for kid in group.kids if isinstance(kid, Element)]):
        if before.kind == "P" and heading.kind in ("H1", "H2") and "chapter-number" in _classes(before.box):
            group.kids.remove(before)
            before.kind = "Span"
            before.attributes["ActualText"] = f"{''.join(before.box.element.itertext()).strip()} "
            heading.add(before, 0)


def _classes(box: Any) -> list[str]:
    return [] if box is None or box.element is None else (box.element.get("class") or "").split()


def _kind(kid: Element | Marked) -> str:
    return kid.kind if isinstance(kid, Element) else ""


def _contents(document: Element) -> None:
    """Lists of the pages of contents are a table of contents."""
    for element in document.elements():
        box = element.box
        if box is not None and box.element is not None and "contents" in (box.element.get("class") or "").split():
            for inner in [*element.elements()]:
                inner.kind = _CONTENTS.get(inner.kind, inner.kind)
                if inner.kind == "Reference" and inner.parent is not None:
                    below = [kid for kid in inner.kids if _kind(kid) in ("L", "TOC")]
                    inner.kids = [kid for kid in inner.kids if kid not in below]
                    for kid in below:
                        inner.parent.add(kid)


def _prune(element: Element) -> None:
    """Take out what holds nothing, and links that lead nowhere."""
    for kid in [*element.kids]:
        if isinstance(kid, Element):
            _prune(kid)
            if not kid.kids and not kid.annotations and kid.kind not in _KEPT:
                element.kids.remove(kid)
    if element.kind == "Link" and not element.annotations:
        element.kind = "Span"


def _mark_artifacts(streams: Any, artifacts: list[tuple[int, int, str]]) -> None:
    kinds: dict[int, dict[int, str]] = {}
    for page, number, kind in artifacts:
        kinds.setdefault(page, {})[number] = kind
    for page, numbers in kinds.items():
        content = streams[page].stream
        for index, item in enumerate(content):
            if isinstance(item, dict) and item.get("MCID") in numbers:
                kind = numbers[item.pop("MCID")]
                content[index - 1] = "/Artifact"
                item.update({"Type": "/Layout"} if kind == "/Layout" else {"Type": "/Pagination", "Subtype": kind})


@dataclass
class _Writer:
    """The PDF that the tree is written into."""

    pdf: Any
    pages: tuple[bytes, ...]
    """References of the pages."""
    numbers: list[Any]
    """By page and MCID: the element that a piece of content belongs to. What is an artifact belongs to none."""
    annotations: list[tuple[Any, bytes]] = field(default_factory=list)
    """With the element that each belongs to."""

    def write(self, element: Element, parent: bytes) -> bytes:
        """Make the objects of an element and of all below it; its reference."""
        import pydyf

        made = pydyf.Dictionary({"Type": "/StructElem", "S": f"/{element.kind}", "P": parent, "K": pydyf.Array()})
        self.pdf.add_object(made)
        reference: bytes = made.reference
        made["Pg"] = self.pages[element.page]
        made.update(_attributes(element))
        self._link(element, made)
        for kid in element.kids:
            if isinstance(kid, Element):
                made["K"].append(self.write(kid, reference))
                continue
            self.numbers[kid.page][kid.number] = reference
            mark = {"Type": "/MCR", "Pg": self.pages[kid.page], "MCID": kid.number}
            made["K"].append(kid.number if kid.page == element.page else pydyf.Dictionary(mark))
        return reference

    def _link(self, element: Element, made: Any) -> None:
        import pydyf

        words = _link_words(element)
        for page, annotation in element.annotations:
            place = {"Type": "/OBJR", "Obj": annotation.reference, "Pg": self.pages[page]}
            made["K"].append(pydyf.Dictionary(place))
            self.annotations.append((annotation, made.reference))
            if words:
                annotation["Contents"] = pydyf.String(words)


def _write(pdf: Any, document: Element, marked: list[int]) -> None:
    """Make the PDF's objects of the tree, and the tree of parents: what each piece of content and each link belongs to."""
    import pydyf

    parents = pydyf.Dictionary({})
    root = pydyf.Dictionary({"Type": "/StructTreeRoot"})
    for item in (parents, root):
        pdf.add_object(item)
    writer = _Writer(pdf, pdf.page_references, [pydyf.Array(["null"] * count) for count in marked])
    root.update({"ParentTree": parents.reference, "K": pydyf.Array([writer.write(document, root.reference)])})
    numbers = pydyf.Array()
    for references in writer.numbers:
        numbers.extend((len(numbers) // 2, references))
    for annotation, reference in writer.annotations:
        annotation["StructParent"] = len(numbers) // 2
        numbers.extend((len(numbers) // 2, reference))
    parents["Nums"] = numbers
    pdf.catalog["StructTreeRoot"] = root.reference


def _attributes(element: Element) -> dict[str, Any]:
    import pydyf

    made: dict[str, Any] = {}
    for key, value in element.attributes.items():
        if key == "A" and value:
            made[key] = pydyf.Dictionary(
                {name: pydyf.Array(item) if isinstance(item, list) else item for name, item in value.items()}
            )
        elif value:
            made[key] = pydyf.String(value)
    if element.language:
        made["Lang"] = pydyf.String(element.language)
    return made


def _link_words(element: Element) -> str:
    """What a link says, the number of a page that the style sheet adds included; a note's call and mark are numbers."""
    if not element.annotations:
        return ""
    if "::" in (element.box.element_tag or ""):
        return "".join(getattr(box, "text", "") for box in element.box.descendants()).strip()
    return " ".join(f"{''.join(element.box.element.itertext())} {element.after}".split())
