"""Reading a Word file: its paragraphs as Markdown with our ties, its comments, and who changed what.

Changes are read as if all were accepted; the names of those who made them are kept. Blocks are known by the bookmarks
that the export wrote (`kb_…`), which Word and LibreOffice keep where a person edits. Knows nothing of the report.
Source: ECMA-376 part 1, WordprocessingML.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from kerege.archives import DAMAGED, BadArchive, require_sane
from kerege.errors import KeregeError
from kerege.messages import say

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
CARRIED = "urn:kerege:word:1"
"""Namespace of the part in which the export keeps what each block was."""
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
NOTE_MARK = "kn_"
"""Begins the name of a bookmark around the first call of a note that is called again."""
OF_TABLE = "_table"
"""Ends the name of a bookmark in a table that ends a block of more than itself."""
BOOKMARK = re.compile(r"kb_(?P<number>\d+)_(?P<digest>[0-9a-f]{8})")
NUMBER_STYLE = "KeregeNumber"
"""Character style of what the tool prints into a text; it is no part of the words."""


@dataclass
class Run:
    """Words with one look."""

    text: str
    bold: bool = False
    italic: bool = False
    target: str = ""
    note: str = ""
    formula: bool = False


@dataclass
class Paragraph:
    """A paragraph, or a table's cell that holds one."""

    owner: str = ""
    """The bookmark of its block; empty for a paragraph that the export did not write."""
    style: str = ""
    level: int | None = None
    ordered: bool = False
    runs: list[Run] = field(default_factory=list)
    authors: set[str] = field(default_factory=set)
    goes_on: bool = False
    """Its end was deleted."""

    @property
    def is_empty(self) -> bool:
        return not any(run.text.strip() or run.note for run in self.runs)


@dataclass
class Grid:
    """A table: paragraphs by row and cell."""

    owner: str
    rows: list[list[list[Paragraph]]]
    authors: set[str] = field(default_factory=set)


@dataclass(frozen=True)
class Comment:
    """What somebody wrote in the margin."""

    author: str
    date: str
    text: str
    anchor: str
    """The words it stands at."""
    owner: str
    done: bool


@dataclass
class WordFile:
    """What a Word file holds."""

    items: list[Paragraph | Grid]
    notes: Mapping[str, list[Paragraph]]
    comments: list[Comment]
    carried: str
    """The text of the export's own part; empty when a program dropped it."""


def read_word(path: Path) -> WordFile:
    """Read a .docx.

    Raises:
        KeregeError: there is no such file, it is no Word file, it is damaged or hostile.
    """
    if not path.is_file():
        raise KeregeError(say("There is no file {path}.", path=path))
    try:
        require_sane(path)
    except BadArchive as error:
        raise KeregeError(
            say("{path_error}; save it as a Word document (.docx).", path_error=f"{path.name} {error}")
        ) from error
    try:
        with zipfile.ZipFile(path) as archive:
            if "word/document.xml" not in archive.namelist():
                raise KeregeError(say("{path} holds no Word document; save it as .docx.", path=path.name))
            return _Reading(archive).file()
    except (ParseError, DefusedXmlException, *DAMAGED) as error:
        raise KeregeError(say("{path} cannot be read: {error}.", path=path.name, error=error)) from error


class _Reading:
    def __init__(self, archive: zipfile.ZipFile) -> None:
        self.archive = archive
        self.names = set(archive.namelist())
        self.formats = self._formats()
        self.links: dict[str, str] = {}
        self.open: list[tuple[str, str]] = []
        """Bookmarks of blocks that are open: id and name."""
        self.anchors: dict[str, tuple[str, list[str]]] = {}
        """Of comments: owner and words."""
        self.anchored: set[str] = set()
        self.fields: list[list[str]] = []
        self.naming = ""
        """The bookmark that waits for the call of its note."""
        self.named: dict[str, str] = {}
        """Word's number of each note that is called again, by bookmark."""

    def file(self) -> WordFile:
        self.links = self._relations("document.xml")
        root = self._part("word/document.xml")
        body = root.find(f"{W}body") if root is not None else None
        items = list(self._body(body)) if body is not None else []
        notes: dict[str, list[Paragraph]] = {}
        root = self._part("word/footnotes.xml")
        if root is not None:
            self.links = self._relations("footnotes.xml")
            for note in root.iter(f"{W}footnote"):
                notes[note.get(f"{W}id", "")] = [p for item in self._body(note) for p in _paragraphs(item)]
        return WordFile(_joined(items), notes, self._comments(), self._carried())

    def _part(self, name: str) -> Element | None:
        if name not in self.names:
            return None
        root: Element = fromstring(self.archive.read(name))
        return root

    def _relations(self, name: str) -> dict[str, str]:
        root = self._part(f"word/_rels/{name}.rels")
        return {r.get("Id", ""): r.get("Target", "") for r in root.iter(_RELATION)} if root is not None else {}

    def _carried(self) -> str:
        for name in sorted(self.names):
            if re.fullmatch(r"customXml/item\d+\.xml", posixpath.normpath(name)):
                root = self._part(name)
                if root is not None and root.tag == f"{{{CARRIED}}}kerege":
                    return root.text or ""
        return ""

    def _formats(self) -> dict[tuple[str, str], bool]:
        """Whether a list's level is numbered, by list and level."""
        root = self._part("word/numbering.xml")
        if root is None:
            return {}
        abstract = {
            item.get(f"{W}abstractNumId", ""): {
                level.get(f"{W}ilvl", ""): _value(level, "numFmt") not in ("bullet", "none", "")
                for level in item.iter(f"{W}lvl")
            }
            for item in root.iter(f"{W}abstractNum")
        }
        return {
            (item.get(f"{W}numId", ""), level): ordered
            for item in root.iter(f"{W}num")
            for level, ordered in abstract.get(_value(item, "abstractNumId"), {}).items()
        }

    # --- blocks ---

    def _body(self, parent: Element) -> Iterator[Paragraph | Grid]:
        last: Paragraph | Grid | None = None
        for child in parent:
            if child.tag == f"{W}p":
                last = self._paragraph(child)
                yield last
            elif child.tag == f"{W}tbl":
                grid = self._grid(child)
                # A table belongs to its caption.
                captioned = isinstance(last, Paragraph) and last.style.endswith("TableCaption")
                if not grid.owner and last is not None and captioned:
                    grid.owner = last.owner
                last = grid
                yield grid
            elif child.tag == f"{W}sdt":
                content = child.find(f"{W}sdtContent")
                if content is not None:
                    yield from self._body(content)
            elif child.tag in (f"{W}ins", f"{W}moveTo", f"{W}customXml", f"{W}smartTag"):
                yield from self._body(child)
            else:
                self._mark(child)

    def _mark(self, element: Element) -> None:
        """Bookmarks and comment ranges open and close wherever they stand."""
        key = element.get(f"{W}id", "")
        if element.tag == f"{W}bookmarkStart" and element.get(f"{W}name", "").startswith(NOTE_MARK):
            self.naming = element.get(f"{W}name", "")
        elif element.tag == f"{W}bookmarkStart" and BOOKMARK.fullmatch(
            element.get(f"{W}name", "").removesuffix(OF_TABLE)
        ):
            # LibreOffice opens a bookmark anew in its last paragraph, and closes only that one.
            name = element.get(f"{W}name", "").removesuffix(OF_TABLE)
            self.open = [*(pair for pair in self.open if pair[1] != name), (key, name)]
        elif element.tag == f"{W}bookmarkEnd":
            self.open = [pair for pair in self.open if pair[0] != key]
        elif element.tag == f"{W}commentRangeStart":
            self.anchors[key] = (self.owner, [])
            self.anchored.add(key)
        elif element.tag == f"{W}commentRangeEnd":
            self.anchored.discard(key)

    @property
    def owner(self) -> str:
        return self.open[-1][1] if self.open else ""

    def _grid(self, table: Element) -> Grid:
        grid = Grid(self.owner, [])
        for row in table.iter(f"{W}tr"):
            properties = row.find(f"{W}trPr")
            marks = list(properties) if properties is not None else []
            grid.authors |= {m.get(f"{W}author", "") for m in marks if m.tag in (f"{W}ins", f"{W}del")}
            if any(mark.tag == f"{W}del" for mark in marks):
                continue
            is_head = not grid.rows
            cells = [[p for p in self._body(cell) if isinstance(p, Paragraph)] for cell in row.findall(f"{W}tc")]
            if is_head:
                # The head is bold by the table's style, which some programs write out.
                for run in (run for cell in cells for paragraph in cell for run in paragraph.runs):
                    run.bold = False
            grid.rows.append(cells)
            grid.authors |= {author for cell in cells for paragraph in cell for author in paragraph.authors}
            grid.owner = grid.owner or next((p.owner for cell in cells for p in cell if p.owner), "")
        return grid

    def _paragraph(self, element: Element) -> Paragraph:
        paragraph = Paragraph()
        properties = element.find(f"{W}pPr")
        if properties is not None:
            paragraph.style = _value(properties, "pStyle")
            numbering = properties.find(f"{W}numPr")
            if numbering is not None and _value(numbering, "numId") not in ("", "0"):
                level = _value(numbering, "ilvl") or "0"
                paragraph.level = int(level)
                paragraph.ordered = self.formats.get((_value(numbering, "numId"), level), False)
            for tag in ("ins", "del", "moveFrom", "moveTo"):
                mark = properties.find(f"{W}rPr/{W}{tag}")
                if mark is not None:
                    paragraph.authors.add(mark.get(f"{W}author", ""))
                    # Where the end of a paragraph is deleted, it goes on in the next one.
                    paragraph.goes_on |= tag in ("del", "moveFrom")
        self._inline(element, paragraph, "")
        paragraph.owner = paragraph.owner or self.owner
        return paragraph

    def _inline(self, parent: Element, paragraph: Paragraph, target: str) -> None:
        for child in parent:
            name = child.tag.removeprefix(W)
            if name == "r":
                self._run(child, paragraph, target)
            elif name == "hyperlink":
                link = self.links.get(child.get(f"{R}id", ""), "")
                self._inline(child, paragraph, _target(link, child.get(f"{W}anchor", "")) or target)
            elif name in ("ins", "moveTo"):
                if any(True for _ in child.iter(f"{W}r")):
                    paragraph.authors.add(child.get(f"{W}author", ""))
                self._inline(child, paragraph, target)
            elif name in ("del", "moveFrom"):
                if any(True for _ in child.iter(f"{W}r")):
                    paragraph.authors.add(child.get(f"{W}author", ""))
            elif name in ("smartTag", "customXml", "dir", "bdo"):
                self._inline(child, paragraph, target)
            elif name == "fldSimple":
                link = _field_target(child.get(f"{W}instr", ""))
                if link:
                    self._inline(child, paragraph, link)
                self._called_again(child.get(f"{W}instr", ""), paragraph)
            elif name == "sdt":
                content = child.find(f"{W}sdtContent")
                if content is not None:
                    self._inline(content, paragraph, target)
            elif name in (f"{M}oMath", f"{M}oMathPara"):
                # So much that it is seen to be there, and to be the same: its LaTeX cannot be told from Word's form of it.
                formula = "".join(part.text or "" for part in child.iter(f"{M}t"))
                paragraph.runs.append(Run(formula, formula=True))
            elif name != "pPr":
                self._mark(child)
                if name == "bookmarkStart" and not paragraph.owner:
                    paragraph.owner = self.owner

    def _run(self, element: Element, paragraph: Paragraph, target: str) -> None:
        properties = element.find(f"{W}rPr")
        look = properties if properties is not None else Element("none")
        if _value(look, "rStyle") == NUMBER_STYLE:
            return
        run = Run("", _on(look, "b"), _on(look, "i"), target)
        for child in element:
            name = child.tag.removeprefix(W)
            if name == "fldChar":
                self._field(child.get(f"{W}fldCharType", ""), paragraph)
            elif name == "instrText":
                if self.fields:
                    self.fields[-1][1] += child.text or ""
            elif name == "t":
                run.text += child.text or ""
            elif name in ("tab", "br", "cr"):
                run.text += " "
            elif name == "noBreakHyphen":
                run.text += "\u2011"
            elif name == "footnoteReference":
                run.note = child.get(f"{W}id", "")
                if self.naming:
                    self.named[self.naming], self.naming = run.note, ""
        if self.fields:
            # A link may be a field: everything between 'separate' and 'end' is its words.
            link = _field_target(self.fields[-1][1])
            if self.fields[-1][0] != "separate" or not link:
                return
            run.target = link
        if run.text or run.note:
            if not paragraph.owner and run.text.strip():
                paragraph.owner = self.owner
            paragraph.runs.append(run)
            for key in self.anchored:
                owner, words = self.anchors[key]
                self.anchors[key] = (owner or self.owner, [*words, run.text])

    def _called_again(self, instruction: str, paragraph: Paragraph) -> None:
        """A field that refers to a note is one more call of it."""
        match = re.match(r"\s*NOTEREF\s+(?P<name>\S+)", instruction)
        if match is not None and match["name"] in self.named:
            paragraph.runs.append(Run("", note=self.named[match["name"]]))

    def _field(self, kind: str, paragraph: Paragraph) -> None:
        if kind == "begin":
            self.fields.append(["begin", ""])
        elif self.fields and kind == "separate":
            self.fields[-1][0] = "separate"
            self._called_again(self.fields[-1][1], paragraph)
        elif self.fields and kind == "end":
            self.fields.pop()

    # --- comments ---

    def _comments(self) -> list[Comment]:
        root = self._part("word/comments.xml")
        if root is None:
            return []
        extended = self._part("word/commentsExtended.xml")
        done = set()
        for element in extended.iter() if extended is not None else ():
            facts = {key.rpartition("}")[2]: value for key, value in element.attrib.items()}
            if facts.get("done") == "1":
                done.add(facts.get("paraId", ""))
        found = []
        for element in root.iter(f"{W}comment"):
            owner, words = self.anchors.get(element.get(f"{W}id", ""), ("", []))
            paragraphs = list(element.iter(f"{W}p"))
            ids = {v for p in paragraphs for k, v in p.attrib.items() if k.endswith("}paraId")}
            text = "\n".join("".join(t.text or "" for t in p.iter(f"{W}t")) for p in paragraphs).strip()
            anchor = " ".join("".join(words).split())
            author, date = element.get(f"{W}author", ""), element.get(f"{W}date", "")
            found.append(Comment(author, date, text, anchor, owner, bool(ids & done)))
        return found


def _paragraphs(item: Paragraph | Grid) -> list[Paragraph]:
    """A paragraph, or those of a table's cells."""
    return [item] if isinstance(item, Paragraph) else [p for row in item.rows for cell in row for p in cell]


def _value(parent: Element, name: str) -> str:
    found = parent.find(f"{W}{name}")
    return found.get(f"{W}val", "") if found is not None else ""


def _on(look: Element, name: str) -> bool:
    found = look.find(f"{W}{name}")
    return found is not None and found.get(f"{W}val", "1") not in ("0", "false", "off")


def _field_target(instruction: str) -> str:
    match = re.match(r'\s*HYPERLINK\s+"(?P<target>[^"]*)"', instruction)
    return _target(match["target"], "") if match else ""


def _target(link: str, anchor: str) -> str:
    """A link's target as a chapter writes it."""
    if link.startswith("chapter:"):
        name, _, place = unquote(link.removeprefix("chapter:")).partition("#")
        return f"{name}.md{f'#{place}' if place else ''}"
    if not link:
        return f"#{anchor}" if anchor else ""
    return link if link.startswith(("http:", "https:", "mailto:", "cite:")) else unquote(link)


def _joined(items: list[Paragraph | Grid]) -> list[Paragraph | Grid]:
    """Paragraphs whose end was deleted, joined with the next one."""
    joined: list[Paragraph | Grid] = []
    waiting: Paragraph | None = None
    for item in items:
        if isinstance(item, Paragraph):
            if waiting is not None:
                empty = waiting.is_empty
                item.runs = [*waiting.runs, *item.runs]
                item.authors |= waiting.authors
                if not empty:
                    item.owner, item.style, item.level = waiting.owner, waiting.style, waiting.level
                waiting = None
            if item.goes_on:
                waiting = item
                continue
        joined.append(item)
    if waiting is not None:
        joined.append(waiting)
    return joined
