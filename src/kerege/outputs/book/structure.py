"""The structure tree of the screen PDF, where WeasyPrint's own is valid but poor.

What is mended: languages of parts, notes beside their calls, running heads and repeated table heads as artifacts, one
element for what goes over several pages, a table of contents that is one, scopes of table heads, words for links.
Sources: ISO 32000-1:2008, 14.7 and 14.8; ISO 14289-1:2014, 7.5, 7.9 and 7.18.5.

WeasyPrint has no hook for this, so `recorded` wraps two functions of its tag module while a file is written; the version
is fixed by `footnotes.require_known_version`.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from kerege.outputs.book.footnotes import descendants

_TAGS = {"k-note": "Note", "k-note::footnote-call": "Link", "k-note::footnote-marker": "Link", "aside": "Sect"}
_CONTENTS = {"L": "TOC", "LI": "TOCI", "LBody": "NonStruct"}
_MAY_BE_EMPTY = ("/TD", "/TH")


@dataclass
class Recorded:
    """What was seen while the tree was built."""

    fragments: dict[tuple[int, str, str], list[Any]] = field(default_factory=dict)
    """Structure elements of one HTML element, in reading order: several where it goes over pages."""
    boxes: list[tuple[Any, Any]] = field(default_factory=list)
    """Boxes with the structure element each became."""
    artifacts: dict[int, dict[int, str]] = field(default_factory=dict)
    """By page: marked content that is no part of the text, with the kind of its artifact."""
    calls: dict[int, Any] = field(default_factory=dict)
    """The structure element of each footnote call, by its HTML element."""
    notes: dict[int, Any] = field(default_factory=dict)


@contextmanager
def recorded() -> Iterator[Recorded]:
    """While this is open, WeasyPrint's tags are named as ours and remembered."""
    from weasyprint.pdf import tags

    plain_tag, plain_tree = tags._get_pdf_tag, tags._build_box_tree
    seen = Recorded()
    open_elements: set[tuple[int, str]] = set()
    unread = [False]

    def tag_of(tag: str | None) -> str:
        return _TAGS.get(tag or "") or str(plain_tag(tag))

    def tree(box: Any, parent: Any, pdf: Any, page: int, nums: Any, annotations: Any, marked: Any) -> Iterator[Any]:
        box = getattr(box, "_box", box)
        arguments = (box, parent, pdf, page, nums, annotations, marked)
        tag = "" if box.element is None else box.element_tag or ""
        key = (id(box.element), tag)
        if unread[0]:
            yield from plain_tree(*arguments)
            return
        kind = _artifact_kind(box, tag, key, seen)
        if kind:
            start, before = len(pdf.objects), set(nums)
            unread[0] = True
            tuple(plain_tree(*arguments))
            unread[0] = False
            for mcid in set(nums) - before:
                # The parent tree is an array by number: what is an artifact leaves a null.
                nums[mcid] = "null"
                seen.artifacts.setdefault(page, {})[mcid] = kind
            for orphan in pdf.objects[start:]:
                if orphan.get("Type") == "/StructElem":
                    orphan.clear()
            return
        # Anonymous boxes within an element carry the element's own tag.
        outermost = bool(tag) and key not in open_elements
        open_elements.add(key)
        for element in plain_tree(*arguments):
            if outermost and tag not in ("html", "body"):
                _remember(box, tag, key, element, seen)
            yield element
        if outermost:
            open_elements.discard(key)

    tags._get_pdf_tag, tags._build_box_tree = tag_of, tree
    try:
        yield seen
    finally:
        tags._get_pdf_tag, tags._build_box_tree = plain_tag, plain_tree


def _artifact_kind(box: Any, tag: str, key: tuple[int, str], seen: Recorded) -> str:
    """Whether a box is a running head or a table head that was printed before."""
    from weasyprint.formatting_structure.boxes import MarginBox

    if isinstance(box, MarginBox):
        return "/Header" if "top" in box.at_keyword else "/Footer"
    if tag == "thead" and (*key, "/THead") in seen.fragments:
        return "/Header"
    return ""


def _remember(box: Any, tag: str, key: tuple[int, str], element: Any, seen: Recorded) -> None:
    import pydyf

    seen.fragments.setdefault((*key, str(element["S"])), []).append(element)
    seen.boxes.append((box, element))
    lang = box.element.get("lang") if "::" not in tag else None
    if lang and tag != "html":
        element["Lang"] = pydyf.String(lang)
    if tag == "k-note":
        seen.notes.setdefault(id(box.element), element)
        element["ID"] = pydyf.String(box.element.get("id"))
    elif tag == "k-note::footnote-call":
        seen.calls[id(box.element)] = element
    if box.link_annotation:
        words = "".join(child.text for child in descendants(box) if hasattr(child, "text")).strip()
        if words:
            box.link_annotation["Contents"] = pydyf.String(words)


def mend_structure(pdf: Any, seen: Recorded) -> None:
    """Put right what was recorded, in the PDF's objects."""
    elements = {item.reference: item for item in _structure_elements(pdf)}
    parent_tree = _parent_tree(pdf)
    _mark_artifacts(pdf, seen)
    _scopes(seen)
    removed = _join_fragments(seen, elements, parent_tree)
    _notes_beside_calls(seen, elements, removed)
    _drop(elements, removed)
    _contents(seen, elements)


def _structure_elements(pdf: Any) -> Iterator[Any]:
    for item in pdf.objects:
        if isinstance(item, dict) and item.get("Type") == "/StructElem":
            yield item


def _parent_tree(pdf: Any) -> Any:
    root = pdf.objects[_number(pdf.catalog["StructTreeRoot"])]
    return pdf.objects[_number(root["ParentTree"])]["Nums"]


def _number(reference: bytes) -> int:
    return int(reference.split()[0])


def _mark_artifacts(pdf: Any, seen: Recorded) -> None:
    for page, kinds in seen.artifacts.items():
        stream = pdf.objects[_number(pdf.objects[_number(pdf.page_references[page])]["Contents"])].stream
        for index, item in enumerate(stream):
            if isinstance(item, dict) and "MCID" in item and item["MCID"] in kinds:
                stream[index - 1] = "/Artifact"
                kind = kinds[item.pop("MCID")]
                item.update({"Type": "/Pagination", "Subtype": kind})


def _scopes(seen: Recorded) -> None:
    """Each head cell says what it heads, instead of lists of ids that break where a table does."""
    for box, element in seen.boxes:
        if element["S"] in ("/TH", "/TD") and isinstance(element.get("A"), dict):
            element.pop("ID", None)
            element["A"].pop("Headers", None)
            if element["S"] == "/TH":
                row = box.element is not None and box.element.get("scope") == "row"
                element["A"]["Scope"] = "/Row" if row else "/Column"
            if len(element["A"]) == 1:
                del element["A"]


def _join_fragments(seen: Recorded, elements: Any, parent_tree: Any) -> set[bytes]:
    """Make one element of the pieces that pages cut it into."""
    import pydyf

    removed: set[bytes] = set()
    moved: dict[bytes, bytes] = {}
    for pieces in seen.fragments.values():
        first = pieces[0]
        for piece in pieces[1:]:
            for kid in piece["K"]:
                if isinstance(kid, int):
                    first["K"].append(pydyf.Dictionary({"Type": "/MCR", "Pg": piece["Pg"], "MCID": kid}))
                    continue
                first["K"].append(kid)
                if isinstance(kid, bytes) and kid in elements:
                    elements[kid]["P"] = first.reference
            removed.add(piece.reference)
            moved[piece.reference] = first.reference
    for index in range(1, len(parent_tree), 2):
        entry = parent_tree[index]
        if isinstance(entry, list):
            entry[:] = [moved.get(reference, reference) for reference in entry]
        elif entry in moved:
            parent_tree[index] = moved[entry]
    return removed


def _notes_beside_calls(seen: Recorded, elements: Any, removed: set[bytes]) -> None:
    """A note is read where it is called, not at the end of the page."""
    for key, note in seen.notes.items():
        call = seen.calls.get(key)
        if call is None:
            continue
        old, new = elements[note["P"]], elements[call["P"]]
        old["K"].remove(note.reference)
        new["K"].insert(new["K"].index(call.reference) + 1, note.reference)
        note["P"] = new.reference


def _drop(elements: Any, removed: set[bytes]) -> None:
    """Take out the pieces that were joined, and elements that hold nothing."""
    while True:
        for element in elements.values():
            if "K" in element:
                element["K"][:] = [kid for kid in element["K"] if not isinstance(kid, bytes) or kid not in removed]
        empty = {
            reference
            for reference, element in elements.items()
            if reference not in removed and "K" in element and not element["K"] and element["S"] not in _MAY_BE_EMPTY
        }
        if not empty:
            break
        removed |= empty
    for reference in removed:
        elements.pop(reference).clear()


def _contents(seen: Recorded, elements: Any) -> None:
    """Lists of the pages of contents are a table of contents."""
    for box, element in seen.boxes:
        if "contents" in (box.element.get("class") or "").split() and "K" in element:
            stack = _kids(element, elements)
            while stack:
                inner = stack.pop()
                name = _CONTENTS.get(str(inner["S"])[1:])
                if name:
                    inner["S"] = f"/{name}"
                stack += _kids(inner, elements)


def _kids(element: Any, elements: Any) -> list[Any]:
    return [elements[kid] for kid in element["K"] if isinstance(kid, bytes) and kid in elements]
