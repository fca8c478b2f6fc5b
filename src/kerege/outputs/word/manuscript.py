"""A chapter as the Markdown that pandoc turns into Word: every block in a bookmark, every tie a link with its scheme."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kerege.docx.pieces import Segment, SegmentKind, digest, segments
from kerege.docx.units import cite_target
from kerege.model import Block, BlockKind, Chapter, Scheme
from kerege.render.citations import Cited, Group, citation_content
from kerege.render.edition import Edition
from kerege.render.elements import words_of
from kerege.render.links import Links, Medium
from kerege.render.testimony import paragraphs

FORMAT = "commonmark+pipe_tables+footnotes+fenced_divs+bracketed_spans+attributes+raw_attribute"
_CHAPTER_LINK = re.compile(r"\]\((?:\./)?(?P<name>[\w-]+)\.md(?P<anchor>#[^)\s]*)?\)")
_CALL = re.compile(r"\[\^(?P<label>[^\]\s]+)\]")
_SPECIAL = re.compile(r"([\\`*_\[\]<>{}#|~^$@!])")


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
        self.parts: list[str] = []
        self.blocks: list[Written] = []
        self.notes: dict[tuple[str, str], str] = {}

    def text(self) -> str:
        return "\n\n".join(self.parts) + "\n"

    def made(self, markdown: str) -> None:
        """Something that stands in no chapter."""
        self._block("", "made", markdown, markdown)

    def chapter(self, chapter: Chapter) -> None:
        """A whole chapter, its title and summary first."""
        self._block(chapter.name, "front", chapter.title, f"# {plain(chapter.title)}")
        for key, style in (("summary", "Lead"), ("content_note", "Content Note")):
            if chapter.meta.get(key):
                text = str(chapter.meta[key])
                self._block(chapter.name, "front", text, styled(style, plain(text)))
        for segment in segments(chapter):
            self._segment(chapter, segment)

    def _block(
        self, chapter: str, kind: str, source: str, markdown: str, record: str = "", labels: tuple[str, ...] = ()
    ) -> None:
        bookmark = f"kb_{len(self.blocks) + 1:04d}_{digest(source)}"
        self.blocks.append(Written(bookmark, chapter, kind, source, record, labels))
        self.parts.append(f":::::: {{#{bookmark}}}\n{markdown}\n::::::")

    def _segment(self, chapter: Chapter, segment: Segment) -> None:
        kind, source = segment.kind, segment.source
        if kind is SegmentKind.BLOCK and segment.block is not None:
            block = segment.block
            scheme = {BlockKind.QUOTE: "quote", BlockKind.STATISTIC: "stat", BlockKind.FIGURE: "fig"}[block.kind]
            markdown = "\n\n".join(self._record(block))
            self._block(chapter.name, kind.value, source, markdown, f"{scheme}:{block.target}")
        elif kind in (SegmentKind.PROSE, SegmentKind.TABLE):
            labels = tuple(match["label"] for match in _CALL.finditer(source))
            start = segment.table.body_start if segment.table else segment.start
            markdown = self._tied(chapter, start, segment.end)
            if segment.table is not None and start != segment.start:
                caption = self._tied(chapter, segment.start, start).strip()
                markdown = f"{self._caption(caption, segment.table.id)}\n\n{markdown}"
            self._block(chapter.name, kind.value, source, markdown, labels=labels)
        elif kind is SegmentKind.NOTE:
            # A definition has no bookmark: Word keeps a note at its call.
            number = self._note_label(chapter, segment.label)
            text = self._tied(chapter, segment.start, segment.end)
            self.parts.append(re.sub(r"^\[\^[^\]]+\]:", f"[^{number}]:", text, count=1))
            self.blocks.append(Written(f"note:{number}", chapter.name, kind.value, source, segment.label))

    def _note_label(self, chapter: Chapter, label: str) -> str:
        return self.notes.setdefault((chapter.name, label), f"n{len(self.notes) + 1}")

    def _tied(self, chapter: Chapter, start: int, end: int) -> str:
        """A stretch of a chapter with its ties as links that pandoc understands."""
        pieces = sorted(piece for piece in self._replacements(chapter) if start <= piece[0] and piece[1] <= end)
        result, position = [], start
        for first, last, text in pieces:
            if first >= position:
                result += [self._calls(chapter, chapter.text[position:first]), text]
                position = last
        result.append(self._calls(chapter, chapter.text[position:end]))
        return "".join(result)

    def _calls(self, chapter: Chapter, text: str) -> str:
        text = _CALL.sub(lambda match: f"[^{self._note_label(chapter, match['label'])}]", text)
        # The sign of an anchor is masked: LibreOffice cuts it off.
        return _CHAPTER_LINK.sub(
            lambda match: f"](chapter:{match['name']}{(match['anchor'] or '').replace('#', '%23')})", text
        )

    def _replacements(self, chapter: Chapter) -> Iterator[tuple[int, int, str]]:
        edition = self.edition
        for tie in chapter.ties:
            target = f"{tie.scheme.value}:{tie.target}"
            words = chapter.text[tie.words_start : tie.words_end]
            number = ""
            if tie.scheme is Scheme.STATISTIC and not words.strip():
                words = plain(edition.value_text(tie.target))
            elif tie.scheme in (Scheme.FIGURE, Scheme.TABLE):
                numbers = edition.figure_numbers if tie.scheme is Scheme.FIGURE else edition.table_numbers
                if tie.target in numbers:
                    # Outside the link: LibreOffice gives everything within it the look of a link.
                    number = f'[\u00a0{numbers[tie.target]}]{{custom-style="Kerege Number"}}'
            yield tie.start, tie.end, f"[{words}]({target}){number}"
        groups: dict[tuple[int, int], list[tuple[str, str]]] = {}
        for citation in chapter.citations:
            groups.setdefault((citation.start, citation.end), []).append((citation.key, citation.locator))
        for (start, end), works in groups.items():
            group = Group(tuple(Cited(key, "", f", {at}" if at else "", False) for key, at in works), False)
            words = words_of(citation_content(edition, Links(Medium.WEB, chapter.name), group))
            yield start, end, f"[{plain(words)}]({cite_target(works)})"

    # --- what the tool prints ---

    def _caption(self, caption: str, key: str | None) -> str:
        words = re.sub(r"[ \t]*\{#[^}\s]+\}[ \t]*$", "", caption.removeprefix("Table:")).strip()
        number = self.edition.table_numbers.get(key or "", 0)
        label = numbered(self.edition, "table_number", number, "Table") if number else ""
        return styled("Table Caption", f"{label}{words}")

    def _record(self, block: Block) -> Iterator[str]:
        edition = self.edition
        if block.kind is BlockKind.QUOTE:
            yield from self._testimony(block.target)
        elif block.kind is BlockKind.STATISTIC:
            record = edition.report.statistics.get(block.target)
            yield styled("Statistic", f"[{plain(edition.value_text(block.target))}](stat:{block.target})")
            if record is not None:
                yield styled("Statistic Label", plain(block.label or edition.words(record.label)))
                if record.source:
                    source = edition.label("source_line", source=edition.source_line(record))
                    yield styled("Source Line", plain(source))
        else:
            yield from self._figure(block.target)

    def _testimony(self, key: str) -> Iterator[str]:
        edition = self.edition
        quote = edition.report.quotes.get(key)
        text = edition.words(quote.text) if quote is not None and not quote.withdrawn else ""
        if quote is None or not text:
            yield styled("Testimony", plain(edition.label("missing", what=f"quote:{key}")))
            return
        turns = paragraphs(text, edition.pack, quoted=not quote.is_paraphrase)
        yield styled("Testimony", "\n\n".join(plain(turn) for turn in turns))
        parts = [edition.words(edition.report.speakers.get(quote.speaker, {}))]
        if quote.is_paraphrase:
            parts.append(edition.label("paraphrase"))
        elif quote.original != edition.language:
            parts.append(edition.label("translated_from", language=edition.label(f"language_{quote.original}")))
        shown = " · ".join(plain(part) for part in parts if part)
        yield styled("Testimony Source", f"{shown} · [{key}](quote:{key})")

    def _figure(self, key: str) -> Iterator[str]:
        edition = self.edition
        figure = edition.report.figures.get(key)
        if figure is None:
            yield styled("Figure Caption", plain(edition.label("missing", what=f"figure:{key}")))
            return
        label = numbered(edition, "figure_number", edition.figure_numbers.get(key, 0), "Figure")
        yield styled("Figure Caption", f"{label}{plain(edition.words(figure.title))}")
        width = f"{min(float(figure.width), 150.0):.0f}mm"
        yield styled("Figure", f"![{plain(edition.words(figure.alt))}]({key}-{edition.language}.png){{width={width}}}")
        source = edition.report.sources.get(figure.source)
        if source is not None:
            yield styled("Source Line", plain(edition.label("source_line", source=edition.words(source.title))))


def styled(style: str, markdown: str) -> str:
    """Paragraphs in a style of the reference document."""
    return f'::: {{custom-style="{style}"}}\n{markdown}\n:::'


def plain(text: str) -> str:
    """Text in which pandoc sees no marks."""
    return _SPECIAL.sub(r"\\\1", " ".join(text.split(" ")).replace("\n", " "))


def numbered(edition: Edition, label: str, number: int, sequence: str) -> str:
    """`Figure 3. ` with a field that Word can count anew, in a style by which the import knows that it is not text."""
    before, _, after = edition.label(label, number="\0").partition("\0")
    style = '{custom-style="Kerege Number"}'
    field = (
        f'<w:fldSimple w:instr=" SEQ {sequence} \\* ARABIC "><w:r><w:rPr><w:rStyle w:val="KeregeNumber"/></w:rPr>'
        f"<w:t>{number}</w:t></w:r></w:fldSimple>"
    )
    return f"[{before}]{style}`{field}`{{=openxml}}[{after}\u00a0]{style}"
