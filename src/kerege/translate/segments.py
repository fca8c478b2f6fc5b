"""A chapter as segments: the pieces that a translator translates, with their exact places in the file.

What lies between segments (blank lines, list marks, fences, heading ids, table bars) belongs to no segment and is copied
byte for byte when a translation is written back. The structure is what the scanner has found.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum

import yaml

from kerege.model import Chapter, Kind, Stretch
from kerege.read.records import LOADER
from kerege.read.scan import cells_of


class Form(Enum):
    """What a segment is in its chapter."""

    FRONT = "front matter"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "list item"
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


_FIELD = re.compile(r"^(?P<key>title|summary|content_note):[ \t]*(?P<value>.*(?:\n[ \t]+.*)*)", re.MULTILINE)
_HEADING = re.compile(r"(?P<marks>#{1,6}[ \t]+)(?P<words>.*?)(?P<id>[ \t]*\{#(?P<name>[^}\s]+)\})?[ \t#]*\Z", re.DOTALL)
_CAPTION = re.compile(r"Table:[ \t]*(?P<words>.*?)(?P<id>[ \t]*\{#(?P<name>[^}\s]+)\})?[ \t]*\Z", re.DOTALL)


def segments_of(chapter: Chapter) -> tuple[Segment, ...]:
    """The segments of a chapter in the order of the file; they never overlap."""
    return tuple(sorted([*_front(chapter), *_Outline(chapter).segments()], key=lambda segment: segment.start))


def with_texts(chapter: Chapter, texts: Mapping[int, str]) -> str:
    """The chapter's text with some segments said anew; everything else stays byte for byte.

    Args:
        texts: new Markdown by a segment's number in `segments_of`.
    """
    parts: list[str] = []
    position = 0
    for number, segment in enumerate(segments_of(chapter)):
        if number in texts and texts[number] != segment.text:
            parts += (chapter.text[position : segment.start], written(segment, texts[number]))
            position = segment.end
    return "".join([*parts, chapter.text[position:]])


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


def _front(chapter: Chapter) -> Iterator[Segment]:
    for match in _FIELD.finditer(chapter.text, 0, chapter.body):
        value = match["value"].rstrip()
        try:
            text = yaml.load(value, Loader=LOADER)
        except yaml.YAMLError:
            continue  # A finding of the reader (R001) already.
        if isinstance(text, str) and text:
            start = match.start("value")
            yield Segment(Form.FRONT, text, start, start + len(value), "  ", f"front:{match['key']}", "")


class _Outline:
    """Walks the lines of one chapter."""

    def __init__(self, chapter: Chapter) -> None:
        self.chapter = chapter
        self.text = chapter.text
        self.lines = self.text.split("\n")
        self.starts = [0]
        for line in self.lines:
            self.starts.append(self.starts[-1] + len(line) + 1)
        self.section = ""
        self.tables = {table.start: table for table in chapter.tables}
        self.notes: dict[str, int] = {}

    def segments(self) -> Iterator[Segment]:
        for stretch in self.chapter.stretches:
            yield from self._stretch(stretch)
        yield from self._blocks()
        yield from self._cells()

    def _stretch(self, stretch: Stretch) -> Iterator[Segment]:
        content, first, last = stretch.content, stretch.first, stretch.last
        if stretch.kind is Kind.HEADING:
            yield from self._heading(first)
            return
        start = self.starts[first] + max(self.lines[first].find(content.split("\n")[0].rstrip()), 0)
        while last - 1 > first and not self.lines[last - 1].strip():
            last -= 1
        end = self.starts[last - 1] + len(self.lines[last - 1].rstrip())
        raw = self.text[start:end]
        caption = _CAPTION.match(raw) if self.starts[first] in self.tables else None
        if caption is not None and caption["words"]:
            table = self.tables[self.starts[first]]
            name = f"caption:{table.id}" if table.id else ""
            a, b = start + caption.start("words"), start + caption.end("words")
            yield Segment(Form.CAPTION, _one_line(caption["words"]), a, b, "", name, self.section)
            return
        form, anchor = self._form(stretch)
        second = self.lines[first + 1] if first + 1 < last else ""
        follow = content.split("\n")[1] if "\n" in content else ""
        indent = second[: max(second.find(follow), 0)] if follow else self._indent(form, first, start)
        yield Segment(form, content.rstrip(), start, end, indent, anchor, self.section)

    def _form(self, stretch: Stretch) -> tuple[Form, str]:
        if stretch.kind is Kind.NOTE:
            number = self.notes[stretch.note] = self.notes.get(stretch.note, 0) + 1
            return Form.NOTE, f"note:{stretch.note}:{number}"
        if stretch.kind is Kind.ITEM:
            return Form.ITEM, ""
        return (Form.QUOTATION if stretch.quoted else Form.PARAGRAPH), ""

    def _indent(self, form: Form, line: int, start: int) -> str:
        before = self.text[self.starts[line] : start]
        if form is Form.NOTE:
            return "    "
        return before if form is Form.QUOTATION else " " * len(before)

    def _heading(self, line: int) -> Iterator[Segment]:
        match = _HEADING.match(self.lines[line].rstrip())
        if match is not None and match["words"]:
            begin = self.starts[line]
            self.section = match["name"] or self.section
            anchor = f"heading:{match['name']}" if match["name"] else ""
            yield Segment(
                Form.HEADING, match["words"], begin + match.start("words"), begin + match.end("words"), "", anchor,
                self.section,
            )  # fmt: skip

    def _blocks(self) -> Iterator[Segment]:
        for block in self.chapter.blocks:
            anchor = f"{block.kind.value}:{block.target}"
            if not block.label:
                yield Segment(Form.BLOCK, "", block.start, block.end, "", anchor, "")
                continue
            raw = self.text[block.start : block.end]
            first = block.start + raw.index("\n", raw.index("\n") + 1) + 1
            last = block.start + raw.rstrip().rfind("\n")
            yield Segment(Form.LABEL, self.text[first:last], first, last, "", f"label:{anchor}", "")

    def _cells(self) -> Iterator[Segment]:
        for number, table in enumerate(self.chapter.tables):
            name = table.id or str(number)
            line = self.text.count("\n", 0, table.body_start)
            rows = [k for k in range(line, self.text.count("\n", 0, table.end) + 1) if k != line + 1]
            for row, k in enumerate(rows):
                for column, (a, b) in enumerate(cells_of(self.lines[k])):
                    raw = self.lines[k][a:b]
                    words = raw.strip()
                    begin = self.starts[k] + a + (len(raw) - len(raw.lstrip()))
                    if words:
                        yield Segment(
                            Form.CELL, words, begin, begin + len(words), "", f"cell:{name}:{row}:{column}", ""
                        )
