"""The structure of a finished file is that of the chapters' trees: headings, lists, tables, notes, records, in their order.

What is expected is read from the trees alone, what is found from the files alone; the renderer has no say here. A
difference is told at the line of the block that is missing or was expected there. (A014)
"""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element, fromstring

from kerege.catalogue import problem
from kerege.docx.document import M, W
from kerege.findings import Finding, Location
from kerege.messages import say
from kerege.model import GROUPS, Chapter, SourceTable
from kerege.model import document as n
from kerege.render.behind import lent
from kerege.render.edition import Edition
from kerege.render.html import numbered_notes

CODES = ("A014",)
_RECORDS = ("quote", "statistic", "figure", "photo")


@dataclass(frozen=True, slots=True)
class Part:
    """One piece of structure, as chapters and finished files have it."""

    kind: str
    """heading, list, table, quotation, callout, formula, record or call."""
    size: str = ""
    """Level of a heading, items of a list, rows and columns of a table, number of a note, what a record is."""
    place: Location | None = None
    """Where the chapter has it."""

    @property
    def key(self) -> tuple[str, str]:
        return self.kind, self.size

    def __str__(self) -> str:
        return f"{self.kind} {self.size}".strip()


def expected_parts(
    chapter: Chapter, edition: Edition, *, notes_at_call: bool = False, opened: bool = True
) -> list[Part]:
    """The structure of a chapter.

    Args:
        notes_at_call: what a note holds stands where the note is called, not below the text.
        opened: title, summary and content note are part of what is compared.
    """
    # In a PDF a note is known by its id; elsewhere by its number, as it is printed.
    digits = str if notes_at_call else edition.speaking(chapter).pack.in_digits
    gathered = _Gathered(chapter, notes_at_call, edition.report.tables, digits)
    if opened:
        gathered.words(chapter.front_nodes())
    original = edition.report.chapter(edition.report.settings.original, chapter.name)
    waiting = list(lent(chapter, edition))
    for block in chapter.document.blocks:
        while waiting and waiting[0][0] <= block.span.start:
            gathered.lent(waiting.pop(0)[1], original)
        gathered.block(block)
    for _, blocks in waiting:
        gathered.lent(blocks, original)
    if not notes_at_call:
        for label in gathered.numbers:
            gathered.blocks(chapter.document.notes[label].blocks)
    return gathered.parts


class _Gathered:
    """Grows while a tree is read."""

    def __init__(
        self,
        chapter: Chapter,
        notes_at_call: bool,
        tables: Mapping[str, SourceTable],
        digits: Callable[[str], str] = str,
        *,
        called: bool = True,
    ) -> None:
        self.digits = digits
        self.tables = tables
        self.chapter, self.notes_at_call, self.called = chapter, notes_at_call, called
        self.numbers = numbered_notes(chapter.document)
        self.seen: set[str] = set()
        self.parts: list[Part] = []

    def add(self, kind: str, size: object, node: n.Node) -> None:
        self.parts.append(Part(kind, str(size), self.chapter.places.at(node.span.start)))

    def lent(self, blocks: Iterable[n.Block], original: Chapter | None) -> None:
        if original is not None:
            inner = _Gathered(original, False, self.tables, called=False)
            inner.blocks(blocks)
            self.parts += inner.parts

    def blocks(self, blocks: Iterable[n.Block]) -> None:
        for block in blocks:
            self.block(block)

    def block(self, block: n.Block) -> None:
        match block:
            case n.Paragraph():
                self.words(block.children)
            case n.Heading():
                self.add("heading", block.level, block)
                self.words(block.children)
            case n.List():
                kinds = [item.kind == "term" for item in block.items]
                self.add("list", _defined(kinds) if block.kind == "definitions" else len(block.items), block)
                for item in block.items:
                    self.blocks(item.blocks)
            case n.Quotation():
                self.add("quotation", "", block)
                self.blocks(block.blocks)
            case n.Callout():
                self.add("callout", "", block)
                self.words(block.title)
                self.blocks(block.blocks)
            case n.Table():
                self.table(block)
            case n.Formula():
                self.add("formula", "", block)
            case n.Fence() if block.name in _RECORDS:
                self.add("record", f"{block.name}:{block.lines[0].text if block.lines else ''}", block)
                self.words(block.label)
            case n.Fence() if block.name == "table":
                table = self.tables.get(block.lines[0].text if block.lines else "")
                if table is not None:
                    self.add("table", f"{len(table.rows) + 1}×{len(table.columns) + 1}", block)
            case n.Fence() if block.name in GROUPS:
                kind = GROUPS[block.name][0].value
                for line in block.lines:
                    if line.text:
                        self.add("record", f"{kind}:{line.text}", line)

    def table(self, block: n.Table) -> None:
        self.add("table", f"{len(block.rows) + 1}×{len(block.head.cells)}", block)
        self.words(block.caption)
        for row in (block.head, *block.rows):
            for cell in row.cells:
                self.words(cell.children)

    def words(self, nodes: Iterable[n.Inline]) -> None:
        for node in n.walk(*nodes):
            if isinstance(node, n.Call) and self.called and node.label in self.numbers:
                self.add("call", self.digits(str(self.numbers[node.label])), node)
                if self.notes_at_call and node.label not in self.seen:
                    self.seen.add(node.label)
                    self.blocks(self.chapter.document.notes[node.label].blocks)


def _defined(terms: Sequence[bool]) -> int:
    """How many times a list of definitions goes from descriptions to a term."""
    return sum(here and not before for before, here in zip((False, *terms), terms, strict=False))


def compared(expected: Sequence[Part], found: Sequence[Part], shown: str, chapter: Chapter) -> Iterator[Finding]:
    """A finding for the first difference between a chapter and what was made of it."""
    matcher = SequenceMatcher(None, [part.key for part in expected], [part.key for part in found], autojunk=False)
    for tag, i, j, k, m in matcher.get_opcodes():
        if tag == "equal":
            continue
        there = [str(part) for part in found[k:m][:3]] or say("nothing")
        here = [str(part) for part in expected[i:j][:3]] or say("nothing")
        near = expected[i] if i < len(expected) else expected[-1] if expected else None
        place = near.place if near is not None and near.place is not None else Location(chapter.path)
        yield Finding(
            place,
            problem("A014", shown=shown, there=there, here=here),
            language=chapter.language,
        )
        return


# --- pages ---


def page_parts(page: Element) -> list[Part]:
    """The structure of the text of a page of the website, as `page_tree` reads it."""
    text = next((part for part in page.iter("div") if "k-text" in part.get("class", "").split()), page)
    return list(_found(text))


def file_parts(xhtml: str) -> list[Part]:
    """The structure of the text of a file of an EPUB, without the title and what stands before the text."""
    root = fromstring(xhtml)
    for part in root.iter():
        part.tag = part.tag.rpartition("}")[2]
    return list(_found(root))


def _found(parent: Element) -> Iterator[Part]:
    for child in parent:
        mark, names = child.get("data-kerege", ""), child.get("class", "").split()
        if mark.partition(":")[0] in _RECORDS and child.tag in ("figure", "aside"):
            yield Part("record", mark)
            yield from (part for part in _found(child) if part.kind == "call")  # in a statistic's label
            continue
        if "k-help" in names:
            continue
        if child.tag in ("h2", "h3", "h4", "h5", "h6"):
            yield Part("heading", child.tag[1])
        elif child.tag in ("ul", "dl") or (child.tag == "ol" and "footnote" not in parent.get("class", "")):
            kinds = [item.tag == "dt" for item in child]
            yield Part("list", str(_defined(kinds) if child.tag == "dl" else len(child)))
        elif child.tag == "table":
            rows = list(child.iter("tr"))
            yield Part("table", f"{len(rows)}×{max(map(len, rows), default=0)}")
        elif child.tag == "blockquote":
            yield Part("quotation")
        elif "k-callout" in names:
            yield Part("callout")
        elif "k-formula" in names:
            yield Part("formula")
        elif child.tag == "sup" and len(child) and "footnote-ref" in child[0].get("class", ""):
            yield Part("call", child[0].text or "")
        yield from _found(child)


# --- books ---


def book_parts(book: Any) -> list[list[Part]]:
    """The structure of each part of a PDF that begins with a title, by its structure tree."""
    import pikepdf

    found: list[list[Part]] = [[]]

    def go(kids: Any) -> None:
        for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
            if not isinstance(kid, pikepdf.Dictionary) or "/S" not in kid:
                continue
            kind = str(kid.S)[1:]
            if kind == "H1":
                found.append([])
            elif kind[0] == "H" and kind[1:].isdigit():
                found[-1].append(Part("heading", kind[1:]))
            elif kind == "L":
                found[-1].append(Part("list", str(len(_kids(kid, "LI")))))
            elif kind == "Table":
                rows = [row for part in _kids(kid, "THead", "TBody") for row in _kids(part, "TR")]
                widest = max((len(_kids(row, "TH", "TD")) for row in rows), default=0)
                found[-1].append(Part("table", f"{len(rows)}×{widest}"))
            elif kind == "Note":
                found[-1].append(Part("call", str(kid.get("/ID", "")).rpartition("-")[2]))
            if "/K" in kid and kind != "TOC":
                go(kid.K)

    go(book.Root.StructTreeRoot.K)
    return found[1:]


def _kids(element: Any, *names: str) -> list[Any]:
    import pikepdf

    kids = element.get("/K", [])
    listed = kids if isinstance(kids, pikepdf.Array) else [kids]
    return [kid for kid in listed if isinstance(kid, pikepdf.Dictionary) and str(kid.get("/S", ""))[1:] in names]


def read_back_structure(path: Path, edition: Edition) -> Iterator[Finding]:
    """Findings about the structure of a PDF."""
    import pikepdf

    with pikepdf.open(path) as book:
        parts = book_parts(book)
    # A part of the report has a page with a title of its own before its first chapter.
    begun = [chapter for c in edition.chapters for chapter in ([None, c] if edition.place(c.name).part else [c])]
    titled = parts[len(parts) - len(begun) - _generated(parts, edition) :]
    for chapter, found in zip(begun, titled, strict=False):
        if chapter is None:
            continue
        yield from compared(list(_in_book(chapter, edition)), found, path.name, chapter)


def _generated(parts: Sequence[list[Part]], edition: Edition) -> int:
    """How many titled parts stand behind the chapters: the pages that nobody writes."""
    from kerege.render.generated import generated_pages
    from kerege.render.links import Medium

    return len(generated_pages(edition, Medium.BOOK))


def _in_book(chapter: Chapter, edition: Edition) -> Iterator[Part]:
    """What of a chapter's structure the tags of a PDF tell apart: a note that is called again has no tag of its own."""
    helped = chapter.document.front.get("content_note") and edition.report.settings.helplines
    if helped:
        yield Part("list", str(len(edition.report.settings.helplines)))
    called = set()
    for part in expected_parts(chapter, edition, notes_at_call=True):
        if part.kind == "call":
            if part.size not in called:
                yield part
            called.add(part.size)
        elif part.kind in ("heading", "list", "table"):
            yield part


# --- Word ---


def word_parts(path: Path) -> list[list[Part]]:
    """The structure of each part of a Word file that begins with a title: headings, tables, calls of notes, formulas."""
    with zipfile.ZipFile(path) as archive:
        body = fromstring(archive.read("word/document.xml"))
    found: list[list[Part]] = [[]]

    def go(parent: Element) -> None:
        for child in parent:
            style = child.find(f"{W}pPr/{W}pStyle") if child.tag == f"{W}p" else None
            name = style.get(f"{W}val", "") if style is not None else ""
            if name == "Heading1":
                found.append([])
            elif name.startswith("Heading"):
                found[-1].append(Part("heading", name[-1]))
            elif child.tag == f"{W}tbl":
                rows = child.findall(f"{W}tr")
                widest = max((len(row.findall(f"{W}tc")) for row in rows), default=0)
                found[-1].append(Part("table", f"{len(rows)}×{widest}"))
            elif child.tag == f"{W}footnoteReference" or "NOTEREF" in child.get(f"{W}instr", ""):
                found[-1].append(Part("call"))
            elif child.tag == f"{M}oMath":
                found[-1].append(Part("formula"))
            go(child)

    go(body)
    return found[1:]


def read_back_word_structure(path: Path, chapters: Sequence[Chapter], edition: Edition) -> Iterator[Finding]:
    """Findings about the structure of a Word file."""
    for chapter, found in zip(chapters, word_parts(path), strict=False):
        yield from compared(list(_in_word(chapter, edition)), found, path.name, chapter)


def _in_word(chapter: Chapter, edition: Edition) -> Iterator[Part]:
    for block in (*chapter.front_nodes(), *chapter.document.blocks):
        for node in () if isinstance(block, n.Note) else _captions_first(block):
            place = chapter.places.at(node.span.start)
            match node:
                case n.Heading():
                    yield Part("heading", str(node.level), place)
                case n.Table():
                    yield Part("table", f"{len(node.rows) + 1}×{len(node.head.cells)}", place)
                case n.Fence() if node.name == "table" and node.lines and node.lines[0].text in edition.report.tables:
                    table = edition.report.tables[node.lines[0].text]
                    yield Part("table", f"{len(table.rows) + 1}×{len(table.columns) + 1}", place)
                case n.Call() if node.label in chapter.document.notes:
                    yield Part("call", "", place)
                case n.Math() | n.Formula():
                    yield Part("formula", "", place)


def _captions_first(node: n.Node) -> Iterator[n.Node]:
    """The nodes in the order of a Word file, where a table's caption is a paragraph before it."""
    if isinstance(node, n.Table):
        yield from n.walk(*node.caption)
        yield node
        yield from n.walk(node.head, *node.rows)
        return
    yield node
    for name in node.parts:
        inner = getattr(node, name)
        for child in inner if isinstance(inner, tuple) else (inner,):
            yield from _captions_first(child)
