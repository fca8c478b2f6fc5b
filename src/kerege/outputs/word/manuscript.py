"""Chapters as the document that pandoc turns into Word: every block in a bookmark, every tie a link with its scheme."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass

from kerege.docx.pieces import Segment, SegmentKind, digest, segments
from kerege.model import GROUPS, BlockKind, Chapter
from kerege.model import document as n
from kerege.outputs.word.tree import PandocTree, numbered
from kerege.render.blocks import bases
from kerege.render.edition import Edition
from kerege.render.html import landscape_parts
from kerege.render.pandoc import Json, attr, directed_tree, document, el, link, plain_table, styled, text
from kerege.render.testimony import paragraphs

_SCHEMES = {
    BlockKind.QUOTE: "quote", BlockKind.STATISTIC: "stat", BlockKind.FIGURE: "fig", BlockKind.PHOTO: "photo",
    BlockKind.TABLE: "table",
}  # fmt: skip
UPRIGHT, ACROSS = "<!--upright-->", "<!--across-->"
"""Stand where pages of one direction end; what they hold is known when pandoc has written the last of them."""


@dataclass(frozen=True)
class Written:
    """One block of the Word file."""

    bookmark: str
    chapter: str
    kind: str
    """That of its segment; `front` for words of the front matter, `made` for what the tool prints."""
    source: str
    record: str = ""
    """What a block names: `quote:b01`."""
    labels: tuple[str, ...] = ()
    """Of the notes it calls, in order."""


class Manuscript:
    """Grows while chapters are written; the blocks are numbered through."""

    def __init__(self, edition: Edition) -> None:
        self.edition = edition
        self.parts: list[Json] = []
        self.blocks: list[Written] = []
        self.notes: dict[tuple[str, str], str] = {}

    def text(self) -> str:
        """The document as pandoc reads it."""
        return document(directed_tree(self.parts) if self.edition.pack.leftwards else self.parts)

    def made(self, blocks: list[Json]) -> None:
        """Something that stands in no chapter."""
        self._put("", "made", json.dumps(blocks, ensure_ascii=False), blocks)

    def chapter(self, chapter: Chapter) -> None:
        """A whole chapter, its title and summary first."""
        tree = PandocTree(chapter, self.edition, lambda block: list(self._record(tree, block)))
        front = chapter.document.front
        title = tree.inline(front["title"]) if "title" in front else text(chapter.title)
        self._front(chapter, "title", chapter.title, el("Header", [1, attr(), title]))
        for key, style in (("summary", "Lead"), ("content_note", "Content Note")):
            if front.get(key):
                self._front(chapter, key, str(chapter.meta[key]), styled(style, tree.inline(front[key])))
        written = {segment.start: segment for segment in segments(chapter)}
        for part, is_across in landscape_parts(chapter.document.blocks):
            if is_across:
                self._end_pages(UPRIGHT)
            for block in part:
                self._segment(chapter, tree, written[block.span.start], block)
            if is_across:
                self._end_pages(ACROSS)

    def _front(self, chapter: Chapter, key: str, source: str, block: Json) -> None:
        labels = self._called(chapter, *chapter.document.front.get(key, ()))
        self._put(chapter.name, "front", source, [block], labels=labels)

    def _called(self, chapter: Chapter, *nodes: n.Node) -> tuple[str, ...]:
        """The labels of the notes that are called, which have their numbers then."""
        labels = tuple(node.label for node in n.walk(*nodes) if isinstance(node, n.Call))
        for label in labels:
            self._note(chapter, label)
        return labels

    def _end_pages(self, mark: str) -> None:
        self.parts.append(el("RawBlock", ["openxml", f"<w:p><w:pPr>{mark}</w:pPr></w:p>"]))

    def _put(
        self, chapter: str, kind: str, source: str, blocks: list[Json], record: str = "", labels: tuple[str, ...] = ()
    ) -> None:
        bookmark = f"kb_{len(self.blocks) + 1:04d}_{digest(source)}"
        self.blocks.append(Written(bookmark, chapter, kind, source, record, labels))
        self.parts.append(el("Div", [attr(bookmark), blocks]))

    def _segment(self, chapter: Chapter, tree: PandocTree, segment: Segment, block: n.Block) -> None:
        kind, source = segment.kind, segment.source
        if kind is SegmentKind.BLOCK and segment.block is not None:
            record = f"{_SCHEMES[segment.block.kind]}:{segment.block.target}"
            self._put(chapter.name, kind.value, source, tree.block(block), record)
        elif kind in (SegmentKind.PROSE, SegmentKind.TABLE):
            labels = self._called(chapter, block)
            self._put(chapter.name, kind.value, source, tree.block(block), labels=labels)
        elif kind is SegmentKind.NOTE:
            # A definition has no bookmark: Word keeps a note at its call.
            number = self._note(chapter, segment.label)
            self.blocks.append(Written(f"note:{number}", chapter.name, kind.value, source, segment.label))

    def _note(self, chapter: Chapter, label: str) -> str:
        return self.notes.setdefault((chapter.name, label), f"n{len(self.notes) + 1}")

    # --- what the tool prints ---

    def _record(self, tree: PandocTree, block: n.Fence) -> Iterator[Json]:
        edition, target = self.edition, block.lines[0].text if block.lines else ""
        if block.name in GROUPS:
            kind = GROUPS[block.name][0].value
            for line in block.lines:
                if line.text:
                    yield from self._record(tree, n.Fence(block.span, kind, (line,), True))
        elif block.name == BlockKind.PHOTO.value:
            yield from self._photo(target)
        elif block.name == BlockKind.TABLE.value:
            yield from self._table(target)
        elif block.name == BlockKind.QUOTE.value:
            yield from self._testimony(target)
        elif block.name == BlockKind.FIGURE.value:
            yield from self._figure(target)
        elif block.name == BlockKind.STATISTIC.value:
            record = edition.report.statistics.get(target)
            yield styled("Statistic", self._value(target))
            if record is not None:
                yield styled("Statistic Label", tree.inline(block.label) or text(edition.words(record.label)))
                if record.source:
                    yield styled("Source Line", text(edition.label("source_line", source=edition.source_line(record))))

    def _value(self, target: str) -> list[Json]:
        return [link(text(self.edition.value_text(target)), f"stat:{target}")]

    def _testimony(self, key: str) -> Iterator[Json]:
        edition = self.edition
        quote = edition.report.quotes.get(key)
        said = edition.words(quote.text) if quote is not None and not quote.withdrawn else ""
        if quote is None or not said:
            yield styled("Testimony", text(edition.label("missing", what=f"quote:{key}")))
            return
        yield styled("Testimony", *map(text, paragraphs(said, edition.pack, quoted=not quote.is_paraphrase)))
        parts = [edition.words(edition.report.speakers.get(quote.speaker, {}))]
        if quote.is_paraphrase:
            parts.append(edition.label("paraphrase"))
        elif quote.original != edition.language:
            parts.append(edition.label("translated_from", language=edition.label(f"language_{quote.original}")))
        shown = " · ".join(part for part in parts if part)
        yield styled("Testimony Source", [*text(f"{shown} · "), link(text(key), f"quote:{key}")])

    def _photo(self, key: str) -> Iterator[Json]:
        photo = self.edition.report.photos.get(key)
        if photo is None or photo.file is None:
            yield styled("Figure Caption", text(self.edition.label("missing", what=f"photo:{key}")))
            return
        image = el("Image", [attr(width="150mm"), text(self.edition.words(photo.alt)), [f"photo-{key}.jpg", ""]])
        yield styled("Figure", [image])
        credit = self.edition.words(photo.credit)
        told = [self.edition.words(photo.caption), self.edition.words(photo.place), photo.date]
        told += [self.edition.label("photo_credit", credit=credit)] if credit else []
        yield styled("Source Line", text(" · ".join(part for part in told if part)))

    def _table(self, key: str) -> Iterator[Json]:
        """A table from a source: its numbers are not for colleagues to change."""
        edition = self.edition
        table = edition.report.tables.get(key)
        if table is None:
            yield styled("Table Caption", text(edition.label("missing", what=f"table:{key}")))
            return
        label = numbered(edition, "table_number", edition.table_numbers.get(key, ""), "Table")
        yield styled("Table Caption", [*label, *text(edition.words(table.title))])
        heads = [edition.words(table.stub), *(edition.words(words) for words in table.columns.values())]
        rows = [
            [edition.words(words), *(edition.cell_text(table, row, column) for column in table.columns)]
            for row, words in table.rows.items()
        ]
        yield plain_table(heads, rows)
        source = edition.report.sources.get(table.source)
        said = [edition.words(table.note)]
        said += [edition.label("source_line", source=edition.words(source.title))] if source is not None else []
        yield styled("Source Line", text(" ".join(part for part in said if part)))

    def _figure(self, key: str) -> Iterator[Json]:
        edition = self.edition
        figure = edition.report.figures.get(key)
        if figure is None:
            yield styled("Figure Caption", text(edition.label("missing", what=f"figure:{key}")))
            return
        label = numbered(edition, "figure_number", edition.figure_numbers.get(key, ""), "Figure")
        yield styled("Figure Caption", [*label, *text(edition.words(figure.title))])
        width = attr(width=f"{min(float(figure.width), 150.0):.0f}mm")
        image = el("Image", [width, text(edition.words(figure.alt)), [f"{key}-{edition.language}.png", ""]])
        yield styled("Figure", [image])
        source = edition.report.sources.get(figure.source)
        said = [edition.label("source_line", source=edition.words(source.title))] if source is not None else []
        told = " · ".join(filter(None, (*said, bases(edition, figure))))
        if told:
            yield styled("Source Line", text(told))
