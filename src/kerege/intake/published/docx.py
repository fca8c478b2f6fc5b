"""A published report as a Word file, read with pandoc: roles come from its styles, notes are joined to their calls already.

Text that follows a style is not guessed at again; only attributions, quotations, numbers and works are looked for. What pandoc
does not give (comments, pictures' bytes, what the file holds for the account) is read from the file's own XML.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from kerege.archives import BadArchive, require_sane
from kerege.errors import KeregeError, MissingProgram
from kerege.intake.published.document import FrontMatter, Look, Paragraph, Picture, Published, Role, Span, Style
from kerege.intake.published.docx_holding import PackageParts, package_parts
from kerege.languages import recognised
from kerege.messages import say

_LARGEST = 100_000_000
_LOOKS = {
    "Emph": Look.EMPHASIS,
    "Strong": Look.STRONG,
    "Superscript": Look.SUP,
    "Subscript": Look.SUB,
}
_CODE = re.compile(
    r"(?:source|html|html-)?[ _]?code(?! ?book)|codeblock|listing|verbatim|preformatted|macro ?text|literal|console|terminal|_?code\w*",
    re.IGNORECASE,
)
_SCHEME = re.compile(r"(?:https?|mailto|ftp|tel):", re.IGNORECASE)


def read_word(path: Path) -> Published:
    """A Word file.

    Raises:
        MissingProgram: pandoc is not there.
        KeregeError: the file is no Word file, or holds no words.
    """
    try:
        import pypandoc
    except ImportError as error:
        raise MissingProgram(say("Reading Word needs pandoc; run: pip install pypandoc-binary")) from error
    if not path.is_file():
        raise KeregeError(say("{path} is not there.", path=path))
    if path.stat().st_size > _LARGEST or path.read_bytes()[:2] != b"PK":
        raise KeregeError(say("{path} is no Word file (.docx); save it as one in Word or LibreOffice.", path=path))
    try:
        require_sane(path)
        parts = package_parts(path)
        text = pypandoc.convert_file(str(path), "json", format="docx+styles", extra_args=["--sandbox"])
    except (BadArchive, RuntimeError, OSError) as error:
        raise KeregeError(say("{path} could not be read as a Word file.", path=path)) from error
    whole = json.loads(text)
    document = _Document(parts)
    document.take(whole["blocks"])
    document.put_missing_pictures()
    front = _front(whole["meta"])
    paragraphs = (*document.paragraphs, *document.notes)
    said = [front.title, front.subtitle, *front.authors, *front.abstract, *(paragraph.text for paragraph in paragraphs)]
    if not any(re.search(r"\w", words) for words in said) and not document.pictures:
        raise KeregeError(say("{path} holds no words.", path=path))
    # What stood in frames, and heads that became one, are cells no more.
    holding = replace(parts.holding, cells=max(0, parts.holding.cells - document.folded))
    return Published(
        _settled(paragraphs),
        holding,
        front,
        tuple(document.pictures),
        (*((say("Comments in the file"), 1, comment) for comment in parts.comments), *document.told),
        (*((say("Heads and feet of the pages"), 1, line) for line in parts.edges), *document.left),
    )


def _settled(paragraphs: tuple[Paragraph, ...]) -> tuple[Paragraph, ...]:
    """Where styles say what a heading is, nothing else is one; and the highest level that is used opens chapters."""
    levels = [p.level for p in paragraphs if p.role in (Role.CHAPTER, Role.HEADING)]
    if not levels:
        return tuple(_bold_heading(paragraph) for paragraph in paragraphs)
    up = min(levels) - 1
    result = []
    for paragraph in paragraphs:
        if paragraph.role in (Role.CHAPTER, Role.HEADING):
            level = paragraph.level - up
            paragraph = replace(paragraph, level=level, role=Role.CHAPTER if level == 1 else Role.HEADING)
        result.append(replace(paragraph, fixed=True))
    return tuple(result)


def _bold_heading(paragraph: Paragraph) -> Paragraph:
    """A short paragraph all in bold is a heading where no style says what headings are; nothing else is."""
    text = paragraph.text
    bold = any(s.look is Look.STRONG and s.start == 0 and s.end >= len(text) for s in paragraph.styles)
    short = len(text) <= 110 and not re.search(r"[.,;:]$", text) and re.search(r"[^\W\d_]{3}", text)
    if paragraph.role is Role.BODY and bold and short:
        return replace(paragraph, role=Role.HEADING, level=2, fixed=True, styles=())
    return replace(paragraph, fixed=True)


def _front(meta: Mapping[str, Any]) -> FrontMatter:
    def texts(key: str) -> tuple[str, ...]:
        return tuple(text for text in _meta_texts(meta.get(key)) if text)

    return FrontMatter(
        " ".join(texts("title")),
        " ".join(texts("subtitle")),
        texts("author"),
        " ".join(texts("date")),
        texts("abstract"),
    )


def _meta_texts(value: Any) -> Iterator[str]:
    if value is None:
        return
    kind, content = value["t"], value["c"]
    if kind == "MetaList":
        for item in content:
            yield from _meta_texts(item)
    elif kind == "MetaInlines":
        # A line break parts names, and the lines of a title.
        for line in _lines_of(content):
            words = _Words()
            words.take(line)
            yield words.done().text
    elif kind == "MetaBlocks":
        inner = _Document(PackageParts())
        inner.take(content)
        yield from (paragraph.text for paragraph in inner.paragraphs)
    else:
        yield str(content)


def _lines_of(inlines: list[Mapping[str, Any]]) -> Iterator[list[Mapping[str, Any]]]:
    line: list[Mapping[str, Any]] = []
    for inline in inlines:
        if inline["t"] == "LineBreak":
            yield line
            line = []
        else:
            line.append(inline)
    yield line


@dataclass(frozen=True)
class _Rich:
    """Words with everything that stands in them."""

    text: str = ""
    marks: tuple[tuple[int, str], ...] = ()
    spans: tuple[Span, ...] = ()
    styles: tuple[Style, ...] = ()
    pictures: tuple[str, ...] = ()
    anchors: tuple[str, ...] = ()

    def moved(self, by: int) -> _Rich:
        return replace(
            self,
            marks=tuple((at + by, label) for at, label in self.marks),
            spans=tuple(Span(s.start + by, s.end + by, s.target) for s in self.spans),
            styles=tuple(Style(s.start + by, s.end + by, s.look) for s in self.styles),
        )


def _together(parts: list[_Rich], between: str) -> _Rich:
    """Several stretches in one."""
    text = ""
    moved = []
    for number, part in enumerate(parts):
        text += between if number else ""
        moved.append(part.moved(len(text)))
        text += part.text
    return _Rich(
        text,
        tuple(mark for part in moved for mark in part.marks),
        tuple(span for part in moved for span in part.spans),
        tuple(style for part in moved for style in part.styles),
        tuple(key for part in moved for key in part.pictures),
        tuple(name for part in moved for name in part.anchors),
    )


@dataclass
class _Words:
    """The inlines of one paragraph, read from left to right; blanks are folded as they come."""

    document: _Document | None = None
    text: str = ""
    marks: list[tuple[int, str]] = field(default_factory=list)
    spans: list[Span] = field(default_factory=list)
    styles: list[Style] = field(default_factory=list)
    pictures: list[str] = field(default_factory=list)
    anchors: list[str] = field(default_factory=list)

    def done(self) -> _Rich:
        end = len(self.text.rstrip())
        return _Rich(
            self.text[:end],
            tuple((min(at, end), label) for at, label in self.marks),
            tuple(Span(s.start, min(s.end, end), s.target) for s in self.spans if s.start < end),
            tuple(Style(s.start, min(s.end, end), s.look) for s in self.styles if s.start < min(s.end, end)),
            tuple(self.pictures),
            tuple(self.anchors),
        )

    def put(self, text: str) -> None:
        text = re.sub(r"[^\S\u00a0\u202f\u2009]+", " ", text)
        if text.startswith(" ") and (not self.text or self.text.endswith(" ")):
            text = text[1:]
        self.text += text

    def take(self, inlines: list[Mapping[str, Any]]) -> None:
        for inline in inlines:
            kind, content = inline["t"], inline.get("c")
            start = len(self.text)
            if kind == "Str":
                self.put(str(content))
            elif kind in ("Space", "SoftBreak", "LineBreak"):
                self.put(" ")
            elif kind in _LOOKS:
                self.take(content)  # type: ignore[arg-type]
                self.styles.append(Style(start, len(self.text), _LOOKS[kind]))
            elif kind in ("Underline", "Strikeout", "SmallCaps"):
                self.take(content)  # type: ignore[arg-type]
            else:
                self._other(kind, content, start)

    def _other(self, kind: str, content: Any, start: int) -> None:
        if kind == "Span":
            if "anchor" in content[0][1] or content[0][0]:
                self.anchors.append(content[0][0])
            self.take(content[1])
        elif kind == "Link":
            self.take(content[1])
            self._linked(str(content[2][0]), start)
        elif kind == "Quoted":
            left, right = ("“", "”") if content[0]["t"] == "DoubleQuote" else ("‘", "’")
            self.put(left)
            self.take(content[1])
            self.put(right)
        elif kind == "Code":
            self.put(str(content[1]))
            self._span(start, "code:")
        elif kind == "RawInline":
            self.put(str(content[1]))
        elif kind == "Math":
            self.put(" ".join(str(content[1]).split()))
            self._span(start, "display:" if content[0]["t"] == "DisplayMath" else "formula:")
        elif kind == "Note" and self.document is not None:
            self.marks.append((len(self.text.rstrip()), self.document.note(content)))
        elif kind == "Image":
            if self.document is not None:
                words = _Words()
                words.take(content[1])
                self.pictures.append(self.document.picture(str(content[2][0]), words.done().text))
        elif kind == "Cite":
            self.take(content[1])

    def _linked(self, address: str, start: int) -> None:
        if address.startswith("#") or _SCHEME.match(address):
            self._span(start, f"link:{address}")
        elif self.document is not None and address:
            self.document.left.append(
                (say("Links that lead to no page on the internet"), 1, f"{self.text[start:]}: {address}")
            )

    def _span(self, start: int, target: str) -> None:
        end = len(self.text.rstrip())
        self.spans = [span for span in self.spans if span.end <= start]
        if start < end:
            self.spans.append(Span(start, end, target))


@dataclass
class _Document:
    """The growing result of one reading."""

    parts: PackageParts
    paragraphs: list[Paragraph] = field(default_factory=list)
    notes: list[Paragraph] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)
    told: list[tuple[str, int, str]] = field(default_factory=list)
    left: list[tuple[str, int, str]] = field(default_factory=list)
    tables: int = 0
    folded: int = 0
    """Cells that are none in the report: frames around text, heads that were put together."""

    def put_missing_pictures(self) -> None:
        """Put pictures that pandoc does not give (in groups, drawings, text boxes) behind the words before them."""
        given = [picture.name.casefold() for picture in self.pictures]
        for name, before in self.parts.shown:
            if name.casefold() in given:
                given.remove(name.casefold())
                continue
            words = " ".join(before.split())[-25:]
            place = next(
                (n + 1 for n, p in enumerate(self.paragraphs) if words and words in " ".join(p.text.split())),
                len(self.paragraphs),
            )
            key = self.picture(f"media/{name}", "")
            self.paragraphs.insert(place, Paragraph("", 1, 0, Role.PICTURE, fixed=True, key=key))

    def take(self, blocks: list[Mapping[str, Any]], role: Role = Role.BODY, *, within: int = 0) -> None:
        for block in blocks:
            kind = block["t"]
            content: Any = block.get("c")
            if kind == "Header":
                level = content[0]
                opens = Role.CHAPTER if level == 1 else Role.HEADING
                self._add(content[2], opens, level=level, anchors=(content[1][0],))
            elif kind in ("Para", "Plain"):
                self._add(content, role, within=within)
            elif kind == "BlockQuote":
                # Pandoc takes whatever is set in for a quotation; a style says so, or quotation marks do.
                self.take(content, role, within=within)
            elif kind == "Div":
                self._styled(content, role, within)
            elif kind in ("BulletList", "OrderedList"):
                first = content[0][0] if kind == "OrderedList" else 0
                for number, item in enumerate(content if kind == "BulletList" else content[1]):
                    self._item(item, str(first + number) if kind == "OrderedList" else "", within)
            elif kind == "DefinitionList":
                for term, definitions in content:
                    self._add(term, role, within=within)
                    for definition in definitions:
                        self.take(definition, role, within=within)
            elif kind == "Table":
                self._table(content)
            elif kind == "Figure":
                self.take(content[2], role, within=within)
                self.take(content[1][1], Role.CAPTION)
            elif kind == "LineBlock":
                for line in content:
                    self._add(line, role)
            elif kind in ("CodeBlock", "RawBlock"):
                self._put(Paragraph(str(content[1]), 1, 0, Role.CODE, fixed=True))

    def _styled(self, content: list[Any], role: Role, within: int) -> None:
        attributes, blocks = content
        style = dict(attributes[2]).get("custom-style", "")
        level = self.parts.levels.get(style.casefold(), 0)
        if level and all(block["t"] in ("Para", "Plain") for block in blocks) and role is Role.BODY:
            for block in blocks:
                self._add(block["c"], Role.CHAPTER if level == 1 else Role.HEADING, level=level)
            return
        if recognised.within("document", "quote-style").search(style) and role is not Role.NOTE:
            role = Role.QUOTE
        elif recognised.within("document", "caption-style").search(style):
            role = Role.CAPTION
        elif _CODE.match(style) and role is Role.BODY and all(block["t"] in ("Para", "Plain") for block in blocks):
            inner = _Document(self.parts)
            inner.take(blocks)
            if all(paragraph.role is Role.BODY and not paragraph.marks for paragraph in inner.paragraphs):
                for paragraph in inner.paragraphs:
                    self._put(Paragraph(paragraph.text, 1, 0, Role.CODE, fixed=True))
                return
        elif recognised.within("document", "contents-style").fullmatch(style):
            inner = _Document(self.parts)
            inner.take(blocks)
            self.left += [(say("Table of contents"), 1, paragraph.text) for paragraph in inner.paragraphs]
            return
        self.take(blocks, role, within=within)

    def _item(self, blocks: list[Mapping[str, Any]], key: str, within: int) -> None:
        begin = len(self.paragraphs)
        self.take(blocks, Role.ITEM, within=within + 1)
        first = True
        for index in range(begin, len(self.paragraphs)):
            paragraph = self.paragraphs[index]
            if paragraph.role is Role.ITEM and paragraph.within == within + 1:
                self.paragraphs[index] = replace(paragraph, key=key if first else "+")
                first = False

    def _add(
        self,
        inlines: list[Mapping[str, Any]],
        role: Role,
        *,
        level: int = 0,
        within: int = 0,
        anchors: tuple[str, ...] = (),
    ) -> None:
        words = _Words(self)
        words.take(inlines)
        rich = words.done()
        formula = len(rich.spans) == 1 and rich.spans[0].target == "display:"
        if formula and (rich.spans[0].start, rich.spans[0].end) == (0, len(rich.text)):
            self._put(Paragraph(rich.text, 1, 0, Role.FORMULA, fixed=True))
            return
        styles = () if role in (Role.CHAPTER, Role.HEADING) else rich.styles
        paragraph = Paragraph(
            rich.text, 1, 0, role, level=level, fixed=role is not Role.BODY, marks=rich.marks, spans=rich.spans,
            styles=styles, anchors=(*anchors, *rich.anchors), within=within,
        )  # fmt: skip
        if rich.text or rich.marks:
            self._put(paragraph)
        for key in rich.pictures:
            self._put(Paragraph("", 1, 0, Role.PICTURE, fixed=True, key=key))

    def _put(self, paragraph: Paragraph) -> None:
        self.paragraphs.append(replace(paragraph, number=len(self.paragraphs) + 1))

    def _table(self, table: list[Any]) -> None:
        self.take(table[1][1], Role.CAPTION)
        rows, heads = _grid(table)
        cells = [cell for row in rows for cell in row if cell is not None]
        if len(cells) == 1:
            # A frame around text, and no table.
            self.folded += 1
            self.take(cells[0])
            return
        if rows and max(map(len, rows)) == 1:
            self.folded += len(rows)
        self.tables += 1
        key = f"t{self.tables}"
        pictures: list[str] = []
        made = [[self._cell(cell) for cell in row] for row in rows]
        if heads > 1:
            self.folded += sum(cell is not None for row in rows[:heads] for cell in row) - len(made[0])
            made = [_one_head(made[:heads]), *made[heads:]]
        for number, row in enumerate(made):
            rich = _together(row, " | ")
            pictures += rich.pictures
            self._put(
                Paragraph(
                    rich.text, 1, 0, Role.TABLE, fixed=True, key=key, level=int(number == 0 and heads > 0),
                    marks=rich.marks, spans=rich.spans, styles=rich.styles,
                )
            )  # fmt: skip
        for picture in pictures:
            self._put(Paragraph("", 1, 0, Role.PICTURE, fixed=True, key=picture))

    def _cell(self, blocks: list[Mapping[str, Any]] | None) -> _Rich:
        if blocks is None:
            return _Rich()
        inner = _Document(self.parts, notes=self.notes, pictures=self.pictures, left=self.left)
        inner.take(blocks)
        parts = [
            _Rich(p.text.replace("|", "/"), p.marks, p.spans, p.styles)
            for p in inner.paragraphs
            if p.role is not Role.PICTURE
        ]
        keys = tuple(p.key for p in inner.paragraphs if p.role is Role.PICTURE)
        return replace(_together([part for part in parts if part.text or part.marks], " "), pictures=keys)

    def picture(self, source: str, alt: str) -> str:
        """The key of a picture, which is taken from the file; where it lies elsewhere, that is told."""
        found = self.parts.picture(source)
        key = f"picture-{len(self.pictures) + 1}"
        if found is None:
            self.told.append((say("Pictures that are not in the file"), 1, source))
        self.pictures.append(Picture(key, source.rpartition("/")[2], found or b"", alt))
        return key

    def note(self, blocks: list[Mapping[str, Any]]) -> str:
        inner = _Document(self.parts, pictures=self.pictures, left=self.left)
        label = str(len(self.notes) + 1)
        # Reserved first, so that notes keep the order of their calls.
        self.notes.append(Paragraph("", 1, 0, Role.NOTE, (), fixed=True, key=label))
        inner.take(blocks)
        rich = _together([_Rich(p.text, p.marks, p.spans, p.styles) for p in inner.paragraphs if p.text], " ")
        self.notes[int(label) - 1] = Paragraph(
            rich.text, 1, 0, Role.NOTE, (), fixed=True, key=label, spans=rich.spans, styles=rich.styles
        )
        return label


_Cells = list[list[list[Mapping[str, Any]] | None]]


def _grid(table: list[Any]) -> tuple[_Cells, int]:
    """The cells of a table at their places, None where a merged one reaches; and how many rows are its head."""
    head, bodies, foot = table[3], table[4], table[5]
    rows = [*head[1], *(row for body in bodies for row in (*body[2], *body[3])), *foot[1]]
    grid: dict[tuple[int, int], list[Mapping[str, Any]] | None] = {}
    merged_head = 0
    for r, row in enumerate(rows):
        c = 0
        for cell in row[1]:
            while (r, c) in grid:
                c += 1
            down, across = max(1, cell[2]), max(1, cell[3])
            for dr in range(min(down, len(rows) - r)):
                grid.update({(r + dr, c + dc): None for dc in range(across)})
            grid[r, c] = cell[4]
            if r == 0 and across > 1:
                merged_head = 2
            if r == 0 and down > 1:
                merged_head = max(merged_head, down)
            c += across
    width = max((c for _, c in grid), default=-1) + 1
    made = [[grid.get((r, c)) for c in range(width)] for r in range(len(rows))]
    heads = max(len(head[1]), 1)
    if merged_head and len(rows) > merged_head and rows[0][1] and len(rows[0][1]) > 1:
        heads = max(heads, merged_head)
    return made, min(heads, len(rows))


def _one_head(rows: list[list[_Rich]]) -> list[_Rich]:
    """Several rows of heads in one: what spreads over columns is said at each."""
    carried: list[list[_Rich]] = []
    for number, row in enumerate(rows):
        said: list[_Rich] = []
        last = _Rich()
        for column, cell in enumerate(row):
            below = any(lower[column].text for lower in rows[number + 1 :])
            last = cell if cell.text or not below else last
            # Pictures and calls of notes stand once, at the head's own place.
            said.append(cell if cell.text or not below else replace(last, pictures=(), marks=()))
        carried.append(said)
    return [_together([row[c] for row in carried if row[c].text], " – ") for c in range(len(rows[0]))]
