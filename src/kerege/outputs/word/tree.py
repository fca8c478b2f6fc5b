"""A chapter's document tree as pandoc's own: what Word is made from, without Markdown in between.

Ties, links and citations become links with their schemes, by which the import knows them; the words of records are the
manuscript's business.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

from kerege.docx.document import NOTE_MARK
from kerege.docx.pieces import digest
from kerege.docx.units import cite_target
from kerege.latex import for_word
from kerege.model import Chapter, Scheme
from kerege.model import document as n
from kerege.render.citations import group_of
from kerege.render.edition import Edition
from kerege.render.pandoc import Json, attr, el, link, plain, styled, table_of, text

_CHAPTER = re.compile(r"(?:\./)?(?P<name>[^/?#]+)\.md(?P<anchor>#.*)?", re.DOTALL)
_TAG = re.compile(r"<(?P<close>/?)(?P<name>[a-z]+)\b(?:[^>]*?\blang=[\"'](?P<lang>[\w-]+))?[^>]*>", re.IGNORECASE)
_TAGS = {
    **{"em": "Emph", "i": "Emph", "cite": "Emph", "strong": "Strong", "b": "Strong"},
    **{"sub": "Subscript", "sup": "Superscript", "s": "Strikeout", "u": "Underline"},
}
_CALLED_AGAIN = (
    '<w:fldSimple w:instr=" NOTEREF {name} \\f \\h "><w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr>'
    "<w:t>{name}</w:t></w:r></w:fldSimple>"
)
"""A further call of a note; its number takes the place of the name when the file is whole."""
_NAMED = ('<w:bookmarkStart w:id="{name}" w:name="{name}"/>', '<w:bookmarkEnd w:id="{name}"/>')
_STYLES = {"emphasis": "Emph", "strong": "Strong", "sub": "Subscript", "sup": "Superscript"}
_ALIGNS = {"left": "AlignLeft", "right": "AlignRight", "center": "AlignCenter"}


class PandocTree:
    """Blocks of one chapter as pandoc's."""

    def __init__(self, chapter: Chapter, edition: Edition, record: Callable[[n.Fence], list[Json]]) -> None:
        """`record` prints a block of ours."""
        self.chapter, self.edition, self.record = chapter, edition, record
        self.within: list[str] = []
        """Labels of the notes that are being written."""
        self.called: set[str] = set()
        """Labels of the notes that stand in the file."""
        self.again = {note.label for note in chapter.notes if len(note.called) > 1}

    def blocks(self, blocks: Iterable[n.Block]) -> list[Json]:
        return [made for block in blocks for made in self.block(block)]

    def block(self, block: n.Block) -> list[Json]:
        match block:
            case n.Paragraph():
                words = self.inline(block.children)
                return [el("Plain" if block.tight else "Para", words)] if words else []
            case n.Heading():
                return [el("Header", [block.level, attr(block.attributes.id), self.inline(block.children)])]
            case n.Quotation():
                return [el("BlockQuote", self.blocks(block.blocks))]
            case n.List():
                return [self.listed(block)]
            case n.Callout():
                return self.callout(block)
            case n.Table():
                return self.table(block)
            case n.Fence():
                return self.record(block)
            case n.Formula():
                return [el("Para", [el("Math", [el("DisplayMath"), for_word(block.tex.strip())])])]
        return []  # a note stands at its call

    def listed(self, block: n.List) -> Json:
        if block.kind == "definitions":
            pairs: list[Json] = []
            for item in block.items:
                if item.kind == "term" or not pairs:
                    pairs.append([[], []])
                if item.kind == "term":
                    pairs[-1][0] = [made for part in self.blocks(item.blocks) for made in part["c"]]
                else:
                    pairs[-1][1].append(self.blocks(item.blocks))
            return el("DefinitionList", pairs)
        items = [self.blocks(item.blocks) for item in block.items]
        if block.kind == "bullet":
            return el("BulletList", items)
        return el("OrderedList", [[block.start, el("Decimal"), el("Period")], items])

    def callout(self, block: n.Callout) -> list[Json]:
        words = self.inline(block.title)
        if not words and block.kind != "box":
            label = self.edition.label(f"callout_{block.kind if block.kind in n.CALLOUTS else 'note'}")
            words = [_numeral(text(label))]  # nobody wrote it
        title = [styled("Callout Title", words)] if words else []
        return [*title, el("Div", [attr(custom_style="Callout"), self.blocks(block.blocks)])]

    def table(self, block: n.Table) -> list[Json]:
        def row(row: n.Row) -> Json:
            return [attr(), [self.cell(cell) for cell in row.cells]]

        words = self.inline(block.caption)  # its notes stand before those of the table
        aligned = [el(_ALIGNS.get(cell.align, "AlignDefault")) for cell in block.head.cells]
        made = table_of(aligned, row(block.head), [row(r) for r in block.rows])
        number = self.edition.table_numbers.get(block.attributes.id, "")
        label = numbered(self.edition, "table_number", number, "Table") if number else []
        return [styled("Table Caption", [*label, *words]), made] if label or words else [made]

    def cell(self, cell: n.Cell) -> Json:
        words = self.inline(cell.children)
        return [attr(), el("AlignDefault"), 1, 1, [el("Plain", words)] if words else []]

    # --- within a line ---

    def inline(self, children: Sequence[n.Inline]) -> list[Json]:
        found: list[list[Json]] = [[]]
        names: list[tuple[str, str]] = []

        def close() -> None:
            (name, language), inner = names.pop(), found.pop()
            kind = _TAGS.get(name)
            found[-1] += (
                [el(kind, inner)] if kind else [el("Span", [attr(lang=language), inner])] if language else inner
            )

        for node in children:
            tag = _TAG.fullmatch(node.html) if isinstance(node, n.Raw) else None
            if tag is None:
                found[-1] += self.node(node)
            elif tag["name"].lower() in ("br", "wbr"):
                found[-1] += [el("LineBreak")] if tag["name"].lower() == "br" else []
            elif not tag["close"]:
                names.append((tag["name"].lower(), tag["lang"] or ""))
                found.append([])
            elif any(name == tag["name"].lower() for name, _ in names):
                while names[-1][0] != tag["name"].lower():
                    close()
                close()
        while names:
            close()
        return found[0]

    def node(self, node: n.Inline) -> list[Json]:
        match node:
            case n.Text():
                return text(node.text)
            case n.Break():
                return [el("LineBreak" if node.hard else "SoftBreak")]
            case n.Styled():
                return [el(_STYLES[node.style], self.inline(node.children))]
            case n.Code():
                return [el("Code", [attr(), node.text])]
            case n.Math():
                return [el("Math", [el("DisplayMath" if node.display else "InlineMath"), for_word(node.tex)])]
            case n.Tie():
                return self.tie(node)
            case n.Citation():
                return self.citation(node)
            case n.Call():
                return self.call(node)
            case n.Link():
                match = _CHAPTER.fullmatch(node.target)
                # The sign of an anchor is masked: LibreOffice cuts it off.
                target = (
                    f"chapter:{match['name']}{(match['anchor'] or '').replace('#', '%23')}" if match else node.target
                )
                return [link(self.inline(node.children), target, node.title)]
            case n.Image():
                return self.inline(node.children)
        return []

    def tie(self, node: n.Tie) -> list[Json]:
        edition, words, number = self.edition, self.inline(node.children), []
        if node.scheme == Scheme.STATISTIC.value and not words:
            words = text(edition.value_text(node.target))
        elif node.scheme in (Scheme.FIGURE.value, Scheme.TABLE.value):
            numbers = edition.figure_numbers if node.scheme == Scheme.FIGURE.value else edition.table_numbers
            if node.target in numbers:
                # Outside the link: LibreOffice gives everything within it the look of a link.
                number = [_numeral([el("Str", f"\u00a0{edition.pack.in_digits(numbers[node.target])}")])]
        return [link(words, f"{node.scheme}:{node.target}"), *number]

    def citation(self, node: n.Citation) -> list[Json]:
        inlines = self.edition.typeset.groups.get(group_of(node, self.chapter.text))
        words = plain(inlines) if inlines else f"({'; '.join(work.key for work in node.works)})"
        return [link(text(words), cite_target(node))]

    def call(self, node: n.Call) -> list[Json]:
        note = self.chapter.document.notes.get(node.label)
        if note is None or node.label in self.within:
            return []
        name = f"{NOTE_MARK}{digest(f'{self.chapter.name} {node.label}')}"
        if node.label in self.called:
            return [el("RawInline", ["openxml", _CALLED_AGAIN.format(name=name)])]
        self.within.append(node.label)
        blocks = self.blocks(note.blocks)
        self.within.pop()
        if self.within:
            # Word has no notes within notes.
            return [el("Str", " ["), *_run_on(blocks), el("Str", "]")]
        self.called.add(node.label)
        if node.label not in self.again:
            return [el("Note", blocks)]
        start, end = (el("RawInline", ["openxml", mark.format(name=name)]) for mark in _NAMED)
        return [start, el("Note", blocks), end]


def _run_on(blocks: Json) -> list[Json]:
    """The words of blocks as one line."""
    found: list[Json] = []
    stack = [blocks]
    while stack:
        part = stack.pop()
        if isinstance(part, dict) and part["t"] in ("Para", "Plain"):
            found += [el("Space"), *part["c"]] if found else part["c"]
        elif isinstance(part, dict):
            stack.append(part.get("c"))
        elif isinstance(part, list):
            stack += reversed(part)
    return found


def _numeral(words: list[Json]) -> Json:
    """In a style by which the import knows that it is not text."""
    return el("Span", [attr(custom_style="Kerege Number"), words])


def numbered(edition: Edition, label: str, number: str, sequence: str) -> list[Json]:
    """`Figure 3. ` with a field that Word can count anew; in an appendix, `Figure A.1. `, it begins from its own number."""
    before, _, after = edition.label(label, number="\0").partition("\0")
    letter, _, count = number.rpartition(".")
    if not count.isdecimal():
        return [_numeral(text(f"{before}{number}{after}\u00a0"))]
    again = f"\\r {count} " if letter else ""
    written = edition.pack.in_digits(count)
    # Word counts in 0 to 9 only: where the language has other digits, the field stays as it is until somebody unlocks it.
    lock = "" if written == count else ' w:fldLock="true"'
    field = (
        f'<w:fldSimple w:instr=" SEQ {sequence} \\* ARABIC {again}"{lock}><w:r><w:rPr><w:rStyle w:val="KeregeNumber"/></w:rPr>'
        f"<w:t>{written}</w:t></w:r></w:fldSimple>"
    )
    before += f"{letter}." if letter else ""
    return [_numeral(text(before)), el("RawInline", ["openxml", field]), _numeral(text(f"{after}\u00a0"))]
