"""A chapter as segments: the pieces that a translator translates, with their exact places in the file.

What lies between segments (blank lines, list marks, fences, heading ids, table bars) belongs to no segment and is copied
byte for byte when a translation is written back.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

import yaml

from kerege.messages import Vocabulary, say
from kerege.model import Chapter
from kerege.model import document as nodes
from kerege.model.comments import drop, with_comments


class Form(Vocabulary):
    """What a segment is in its chapter."""

    FRONT = say("front matter")
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = say("list item")
    QUOTATION = "quotation"
    NOTE = "footnote"
    CAPTION = "caption"
    CELL = "cell"
    LABEL = "label"
    BLOCK = "block"
    """A fence, which holds no words; it is there so that what stands around it can be told apart."""


@dataclass(frozen=True, slots=True)
class Segment:
    """One piece of a chapter."""

    form: Form
    text: str
    """Its Markdown, without the marks that stand before each of its lines and without a heading's id."""
    start: int
    end: int
    """Its place in the file's text."""
    indent: str
    """What stands before its second and further lines: blanks, or `> `."""
    anchor: str
    """What identifies it in every language, e.g. `heading:motives-why`; empty for running text."""
    section: str
    """Id of the heading above it."""

    @property
    def has_words(self) -> bool:
        return self.form is not Form.BLOCK and bool(re.search(r"[^\W\d_]", self.text))


def segments_of(chapter: Chapter) -> tuple[Segment, ...]:
    """The segments of a chapter in the order of the file; they never overlap."""
    found = [*_front(chapter), *_Pieces(chapter).blocks(chapter.document.blocks, Form.PARAGRAPH, "")]
    return tuple(sorted(found, key=lambda segment: segment.start))


def with_texts(chapter: Chapter, texts: Mapping[int, str]) -> str:
    """The chapter's text with some segments said anew; everything else stays byte for byte.

    Args:
        texts: new Markdown by a segment's number in `segments_of`.
    """
    parts: list[str] = []
    position = 0
    for number, segment in enumerate(segments_of(chapter)):
        if number in texts and texts[number] != segment.text:
            text = with_comments(texts[number], chapter.source[segment.start : segment.end])
            parts += (chapter.source[position : segment.start], written(segment, text))
            position = segment.end
    return "".join([*parts, chapter.source[position:]])


def written(segment: Segment, text: str) -> str:
    """A segment's text as it must stand in the file."""
    if segment.form is Form.FRONT:
        return _scalar(_one_line(text))
    if segment.form is Form.CELL:
        return re.sub(r"(?<!\\)\|", r"\\|", _one_line(text))
    if segment.form in (Form.HEADING, Form.CAPTION):
        return _one_line(text)
    return text.strip("\n").replace("\n", "\n" + segment.indent)


def block_end(text: str, offset: int) -> int:
    """Where the list, table or paragraph that holds `offset` ends: the next blank line that nothing indented follows."""
    while True:
        at = text.find("\n\n", offset)
        if at < 0:
            return len(text.rstrip("\n"))
        if not text[at + 2 :].lstrip("\n").startswith((" ", "\t")):
            return at
        offset = at + 2


def _one_line(text: str) -> str:
    # No-break spaces stay: they hold a number and its unit together.
    return re.sub(r"[ \t\n]+", " ", text).strip(" ")


def _scalar(text: str) -> str:
    try:
        plain = yaml.safe_load(f"k: {text}") == {"k": text}
    except yaml.YAMLError:
        plain = False
    return text if plain else json.dumps(text, ensure_ascii=False)


_FIELD = re.compile(
    r"^(?P<key>title|short_title|summary|content_note):[ \t]*(?P<value>.*(?:\n[ \t]+.*)*)", re.MULTILINE
)


def _front(chapter: Chapter) -> Iterator[Segment]:
    for match in _FIELD.finditer(chapter.text, 0, chapter.body):
        text = chapter.meta.get(match["key"])
        if text:
            start = match.start("value")
            end = start + len(match["value"].rstrip())
            yield Segment(Form.FRONT, str(text), start, end, "  ", f"front:{match['key']}", "")


class _Pieces:
    """Walks the tree of one chapter."""

    def __init__(self, chapter: Chapter) -> None:
        self.text = chapter.text
        self.printed = {block.fence: block for block in chapter.blocks}
        self.section = ""
        self.tables = 0
        self.notes: dict[str, int] = {}

    def blocks(self, blocks: tuple[nodes.Block, ...], form: Form, note: str) -> Iterator[Segment]:
        """The segments of these blocks.

        Args:
            form: what their paragraphs are.
            note: label of the footnote that they are part of.
        """
        for block in blocks:
            match block:
                case nodes.Paragraph():
                    yield from self.words(form, block.children, self.anchor(note))
                case nodes.Heading():
                    name = block.attributes.id
                    self.section = name or self.section
                    yield from self.words(Form.HEADING, block.children, f"heading:{name}" if name else "")
                case nodes.List():
                    for item in block.items:
                        yield from self.blocks(item.blocks, form if note else Form.ITEM, note)
                case nodes.Quotation():
                    yield from self.blocks(block.blocks, Form.QUOTATION if form is Form.PARAGRAPH else form, note)
                case nodes.Callout():
                    yield from self.words(Form.CAPTION, block.title, "")
                    yield from self.blocks(block.blocks, form, note)
                case nodes.Note():
                    yield from self.blocks(block.blocks, Form.NOTE, block.label)
                case nodes.Table():
                    yield from self.table(block)
                case nodes.Fence() if block.span.start in self.printed:
                    yield self.printed_block(block)

    def anchor(self, note: str) -> str:
        """Of the next paragraph of a note; nothing elsewhere."""
        if not note:
            return ""
        self.notes[note] = self.notes.get(note, 0) + 1
        return f"note:{note}:{self.notes[note]}"

    def table(self, table: nodes.Table) -> Iterator[Segment]:
        name = table.attributes.id or str(self.tables)
        self.tables += 1
        yield from self.words(Form.CAPTION, table.caption, f"caption:{name}" if table.attributes.id else "")
        for number, row in enumerate((table.head, *table.rows)):
            for column, cell in enumerate(row.cells):
                for segment in self.words(Form.CELL, cell.children, f"cell:{name}:{number}:{column}"):
                    yield replace(segment, section="")

    def printed_block(self, fence: nodes.Fence) -> Segment:
        anchor = f"{fence.name}:{fence.lines[0].text}"
        if not fence.label:
            return Segment(Form.BLOCK, "", *fence.span, "", anchor, "")
        lines = [line for line in fence.lines[1:] if line.text]
        start, end = lines[0].span.start, lines[-1].span.end
        return Segment(Form.LABEL, drop(self.text[start:end]), start, end, "", f"label:{anchor}", "")

    def words(self, form: Form, children: tuple[nodes.Inline, ...], anchor: str) -> Iterator[Segment]:
        """The words of one block as a segment, without what stands before each of its lines."""
        if not children:
            return
        start, end = children[0].span.start, children[-1].span.end
        end = start + len(self.text[start:end].rstrip())
        breaks = [node.span for node in nodes.walk(*children) if isinstance(node, nodes.Break) and node.span.end <= end]
        pieces, position = [], start
        for first, last in breaks:
            # A break is the blanks that end a line, the line's end, and what stands before the next line's words.
            marks = self.text[first:last].rpartition("\n")
            pieces += [self.text[position:first], marks[0], "\n"]
            position = last
        text = drop("".join([*pieces, self.text[position:end]])).strip()
        if form in (Form.HEADING, Form.CAPTION):
            text = _one_line(text)
        indent = self.text[slice(*breaks[0])].rpartition("\n")[2] if breaks else self.indent(form, start)
        yield Segment(form, text, start, end, indent, anchor, self.section)

    def indent(self, form: Form, start: int) -> str:
        """What stands before further lines of a segment that has one."""
        before = self.text[self.text.rfind("\n", 0, start) + 1 : start]
        if form in (Form.HEADING, Form.CAPTION, Form.CELL):
            return ""
        if form is Form.NOTE:
            return "    "
        return re.sub(r"[^>\s]", " ", before)
