"""The tokens of the parser become the tree of a chapter."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from markdown_it.token import Token

from kerege.model import BlockKind, Scheme
from kerege.model import document as nodes
from kerege.model.document import Attributes, Block, Document, Inline, Span, Text
from kerege.read.markdown.grammar import parser
from kerege.read.markdown.places import Runs, at, place_inline

SCHEMES = frozenset(scheme.value for scheme in Scheme)
"""Of links that are ties."""
BLOCKS = frozenset(kind.value for kind in BlockKind)
_FRONT = re.compile(r"---[ \t]*\n(?P<yaml>.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_TARGET = re.compile(r"\]\(\s*<?[A-Za-z]+:")
_LABEL = re.compile(r"\[(?P<label>(?:\\.|[^\[\]\\])*)\]:", re.DOTALL)
_PARSER = parser()


def read_document(raw: str) -> Document:
    """A chapter's file as a tree; it never fails, whatever the text is."""
    text = raw.replace("\r\n", "\n").replace("\r", "\n")
    returns = tuple(match.start() - gone + 1 for gone, match in enumerate(re.finditer("\r\n", raw)))
    front = _FRONT.match(text)
    body = front.end() if front else 0
    # Blanked, not cut, so that the lines and offsets are those of the file.
    blanked = re.sub(r"[^\n]", " ", text[:body]) + text[body:]
    blocks = _Blocks(text, _PARSER.parse(blanked, {})).until("")
    notes: dict[str, nodes.Note] = {}
    for node in nodes.walk(*blocks):
        if isinstance(node, nodes.Note):
            notes.setdefault(node.label, node)
    return Document(text, body, blocks, notes, returns=returns)


def front_matter(text: str) -> re.Match[str] | None:
    """The front matter that begins a file: a match whose group `yaml` is what stands between its lines."""
    return _FRONT.match(text)


def read_words(text: str, runs: Runs | None = None) -> tuple[Inline, ...]:
    """Words with their marks that stand by themselves, such as a segment, a label or a summary.

    A note is taken as called whether or not it is written, and a reference link is text.

    Args:
        runs: where the text stands in the file, so that spans count there; without it they count in `text`.
    """
    tokens: list[Token] = []
    _PARSER.inline.parse(text, _PARSER, {}, tokens)
    return _Words(text, runs or [(0, 0)]).until(iter(tokens), "")


class _Caption(NamedTuple):
    """A table's caption until its table comes."""

    start: int
    attributes: Attributes
    children: tuple[Inline, ...]


class _Blocks:
    """Reads the token stream block by block."""

    def __init__(self, text: str, tokens: list[Token]) -> None:
        self.text, self.tokens, self.next = text, tokens, 0
        self.starts = [0, *(match.end() for match in re.finditer("\n", text))]
        self.caption: _Caption | None = None

    def until(self, closer: str) -> tuple[Block, ...]:
        """The blocks up to the token that closes their container; `""`: to the end."""
        found: list[Block] = []
        while self.next < len(self.tokens):
            token = self.tokens[self.next]
            self.next += 1
            if token.type == closer:
                break
            block = self.block(token)
            if block is not None:
                found.append(block)
        return tuple(found)

    def block(self, token: Token) -> Block | None:
        """The block that a token opens; None for a caption, which waits for its table."""
        span = self.span(token)
        match token.type:
            case "paragraph_open":
                return self.paragraph(token, span)
            case "heading_open":
                return nodes.Heading(span, int(token.tag[1]), self.attributes(token), self.words("heading_close"))
            case "bullet_list_open" | "ordered_list_open" | "dl_open":
                return self.items(token, span)
            case "blockquote_open":
                return nodes.Quotation(span, self.until("blockquote_close"))
            case "alert_open" | "admonition_open":
                return self.callout(token, span)
            case "table_open":
                return self.table(span)
            case "fence":
                return self.fence(token, span)
            case "code_block":
                return nodes.CodeBlock(span, token.content)
            case "math_block":
                return nodes.Formula(span, token.content)
            case "hr":
                return nodes.Rule(span)
            case "footnote_reference_open":
                return nodes.Note(span, token.meta["label"], self.until("footnote_reference_close"))
            case "link_definition":
                label = _LABEL.match(self.text, span.start)
                return nodes.LinkDefinition(span, label["label"] if label else "", token.content)
            case "html_block":
                return nodes.Raw(span, token.content)
        raise AssertionError(token.type)

    # --- places ---

    def span(self, token: Token) -> Span:
        """Of a block: its lines, without blank ones at its end."""
        first, last = token.map or (0, 0)
        start = self.starts[first]
        end = self.starts[last] if last < len(self.starts) else len(self.text)
        end = start + len(self.text[start:end].rstrip(" \t\n"))
        if "at" in token.meta:
            return Span(token.meta["at"], max(end, token.meta["at"]))
        return Span(end - len(self.text[start:end].lstrip(" \t\n")), end)

    def item_span(self, token: Token, blocks: tuple[Block, ...]) -> Span:
        """Of an item: from its mark on, which stands before its first block."""
        span = self.span(token)
        first = self.starts[token.map[0]] if token.map else span.start
        newline = self.text.find("\n", first)
        limit = blocks[0].span.start if blocks else newline if newline >= 0 else len(self.text)
        marks = (":", "~") if token.type == "dd_open" else (f"{token.info}{token.markup}",)
        start = max(self.text.rfind(mark, first, limit) for mark in marks)
        return Span(start, max(span.end, start))

    # --- blocks ---

    def paragraph(self, token: Token, span: Span) -> nodes.Paragraph | None:
        children = self.words("paragraph_close")
        if token.meta.get("caption"):
            self.caption = _Caption(span.start, self.attributes(token), children)
            return None
        return nodes.Paragraph(span, children, token.hidden)

    def callout(self, opener: Token, span: Span) -> nodes.Callout:
        title: tuple[Inline, ...] = ()
        if self.tokens[self.next].type in ("alert_title_open", "admonition_title_open"):
            inline = self.tokens[self.next + 1]
            # A title that nobody wrote is the renderer's to give, in the page's language.
            if opener.type == "admonition_open" and '"' in opener.info and inline.content:
                title = self.inline(inline)
            self.next += 3
        kind = opener.info.lower() if opener.type == "alert_open" else str(opener.meta["tag"])
        return nodes.Callout(span, kind, title, self.until(opener.type.replace("open", "close")))

    def items(self, opener: Token, span: Span) -> nodes.List:
        kind = {"bullet_list_open": "bullet", "ordered_list_open": "ordered", "dl_open": "definitions"}[opener.type]
        closer = opener.type.replace("open", "close")
        items: list[nodes.Item] = []
        while self.tokens[self.next].type != closer:
            token = self.tokens[self.next]
            self.next += 1
            items.append(self.term(token) if token.type == "dt_open" else self.item(token))
        self.next += 1
        tight = all(block.tight for item in items for block in item.blocks if isinstance(block, nodes.Paragraph))
        return nodes.List(span, kind, int(opener.attrs.get("start", 1)), tight, tuple(items))

    def item(self, token: Token) -> nodes.Item:
        blocks = self.until(token.type.replace("open", "close"))
        kind = "description" if token.type == "dd_open" else "item"
        return nodes.Item(self.item_span(token, blocks), kind, blocks)

    def term(self, token: Token) -> nodes.Item:
        children = self.words("dt_close")
        place = Span(children[0].span.start, children[-1].span.end) if children else self.span(token)
        return nodes.Item(place, "term", (nodes.Paragraph(place, children, True),))

    def table(self, span: Span) -> nodes.Table:
        caption = self.caption or _Caption(span.start, Attributes(), ())
        self.caption = None
        rows: list[nodes.Row] = []
        while (token := self.tokens[self.next]).type != "table_close":
            self.next += 1
            if token.type == "tr_open":
                rows.append(self.row(token))
        self.next += 1
        whole = Span(caption.start, span.end)
        return nodes.Table(whole, caption.children, caption.attributes, rows[0], tuple(rows[1:]), span)

    def row(self, opener: Token) -> nodes.Row:
        cells: list[nodes.Cell] = []
        while (token := self.tokens[self.next]).type != "tr_close":
            self.next += 1
            if token.type in ("th_open", "td_open"):
                cells.append(self.cell(token))
        return nodes.Row(self.span(opener), tuple(cells), opener.meta["cells"])

    def cell(self, opener: Token) -> nodes.Cell:
        inline = self.tokens[self.next]
        children = self.inline(inline, in_cell=True)
        begin = inline.meta["runs"][0][1]
        align = str(opener.attrs.get("style", "")).removeprefix("text-align:")
        return nodes.Cell(Span(begin, children[-1].span.end if children else begin), align, children)

    def fence(self, token: Token, span: Span) -> nodes.Fence:
        first, last = token.map or (0, 0)
        lines: list[Text] = []
        for number, line in enumerate(token.content.split("\n")[:-1], first + 1):
            words = line.strip()
            end = self.starts[number + 1] if number + 1 < len(self.starts) else len(self.text)
            place = self.text.rfind(words, self.starts[number], end) if words else self.starts[number]
            if place <= span.end:  # Blank lines at the end of a fence that is never closed are none of it.
                lines.append(Text(Span(place, place + len(words)), words))
        closed = self.text[self.starts[last - 1] : span.end].strip(" \t>").startswith(token.markup) and last - 1 > first
        name = token.info.strip()
        label = self.label(lines[1:]) if name in BLOCKS and closed else ()
        return nodes.Fence(span, name, tuple(lines), closed, label)

    def label(self, lines: list[Text]) -> tuple[Inline, ...]:
        """The words of lines of a block, as one."""
        lines = [line for line in lines if line.text]
        runs: Runs = []
        length = 0
        for line in lines:
            runs.append((length, line.span.start))
            length += len(line.text) + 1
        return read_words("\n".join(line.text for line in lines), runs) if lines else ()

    # --- words ---

    def attributes(self, token: Token) -> Attributes:
        if "attributes" not in token.meta:
            return Attributes()
        inner, start, end, runs = token.meta["attributes"]
        ids = [name[1:] for name in inner.split() if name[0] == "#"]
        classes = tuple(name[1:] for name in inner.split() if name[0] == ".")
        return Attributes(ids[-1] if ids else "", classes, Span(at(runs, start), at(runs, end - 1) + 1))

    def words(self, closer: str) -> tuple[Inline, ...]:
        """The words of the block that was just opened."""
        found: tuple[Inline, ...] = ()
        while (token := self.tokens[self.next]).type != closer:
            if token.type == "inline":
                found = self.inline(token)
            self.next += 1
        self.next += 1
        return found

    def inline(self, token: Token, *, in_cell: bool = False) -> tuple[Inline, ...]:
        return _Words(token.content, token.meta["runs"], in_cell).until(iter(token.children or []), "")


_STYLES = {"em": "emphasis", "strong": "strong", "sub": "sub", "sup": "sup"}


class _Words:
    """Reads the inline tokens of one block's words."""

    def __init__(self, content: str, runs: Runs, in_cell: bool = False) -> None:
        self.content, self.runs, self.in_cell = content, runs, in_cell
        self.cuts = [begin for begin, _ in runs][1:]
        self.closed = (0, 0)
        """The place in the content of the token that closed what was read last."""

    def place(self, start: int, end: int) -> Span:
        """Where a stretch of the content stands in the file.

        A break, which ends with its line's prefix, ends where the next words begin; so nodes follow each other without gap.
        """
        if not self.content:
            return Span(self.runs[0][1], self.runs[0][1])
        begin, place = self.runs[bisect_right(self.cuts, start)]
        first = place + start - begin
        if end <= start:
            return Span(first, first)
        if end < len(self.content) and self.content[end - 1] in "\n \t" and "\n" in self.content[start:end]:
            return Span(first, at(self.runs, end))
        begin, place = self.runs[bisect_left(self.cuts, end)]
        return Span(first, place + end - begin)

    def until(self, tokens: Iterator[Token], closer: str) -> tuple[Inline, ...]:
        """The nodes up to the token that closes what holds them; `""`: to the end."""
        found: list[Inline] = []
        for token in tokens:
            if token.type == closer:
                self.closed = place_inline(token)
                break
            if token.type == "text":
                found += self.text(token)
            else:
                found.append(self.node(token, tokens))
        return tuple(found)

    def node(self, token: Token, tokens: Iterator[Token]) -> Inline:
        start, end = place_inline(token)
        span = self.place(start, end)
        match token.type:
            case "text_special":
                return Text(span, token.content)
            case "softbreak" | "hardbreak":
                return nodes.Break(span, token.type == "hardbreak")
            case "em_open" | "strong_open" | "sub_open" | "sup_open":
                children = self.until(tokens, token.type.replace("open", "close"))
                return nodes.Styled(self.place(start, self.closed[1]), _STYLES[token.type[:-5]], children)
            case "link_open":
                return self.link(token, tokens)
            case "code_inline":
                return nodes.Code(span, token.content, tuple(self.code(token, start, end)))
            case "math_inline":
                return nodes.Math(span, token.content, token.markup == "$$")
            case "citation":
                return self.citation(token, span)
            case "footnote_ref":
                return nodes.Call(span, token.meta["label"])
            case "image":
                return nodes.Image(span, str(token.attrs.get("src", "")), self.until(iter(token.children or []), ""))
            case "html_inline":
                return nodes.Raw(span, token.content)
        raise AssertionError(token.type)

    def link(self, token: Token, tokens: Iterator[Token]) -> nodes.Link | nodes.Tie:
        start, end = place_inline(token)
        children = self.until(tokens, "link_close")
        inner, last = self.closed
        span = self.place(start, last)
        words = Span(self.place(end, end + 1).start, self.place(inner, inner + 1).start)
        target = str(token.attrs.get("href", ""))
        scheme, _, rest = target.partition(":")
        form = "auto" if token.markup == "autolink" else "inline" if self.content[last - 1] == ")" else "reference"
        if scheme.lower() not in SCHEMES or form != "inline":
            return nodes.Link(span, target, str(token.attrs.get("title", "")), form, words, children)
        return nodes.Tie(span, scheme.lower(), rest, words, self.written(rest, inner), children)

    def written(self, target: str, inner: int) -> Span | None:
        """Where a tie's target is written; None where an escape or an entity stands in it."""
        opening = _TARGET.match(self.content, inner)
        first = opening.end() if opening else 0
        if not target or not self.content.startswith(target, first):
            return None
        return self.place(first, first + len(target))

    def citation(self, token: Token, span: Span) -> nodes.Citation:
        works = tuple(
            nodes.Work(self.place(work.start, work.end), work.key, work.prefix, work.rest.strip(" ,\n"), work.suppress)
            for work in token.meta["works"]
        )
        return nodes.Citation(span, works, token.meta["in_text"])

    def code(self, token: Token, start: int, end: int) -> Iterator[Text]:
        raw = self.content[start + len(token.markup) : end - len(token.markup)]
        position = start + len(token.markup) + (1 if len(raw) > len(token.content) else 0)
        words = self.content[position : position + len(token.content)]
        for number, line in enumerate(words.split("\n")):
            if number:
                yield Text(self.place(position - 1, position), " ")
            if line:
                yield from self.pieces(position, position + len(line))
            position += len(line) + 1

    def text(self, token: Token) -> Iterator[Text]:
        start, end = place_inline(token)
        if token.content != self.content[start:end]:  # the words of an autolink, as they are shown
            yield Text(self.place(start, end), token.content)
        else:
            yield from self.pieces(start, end)

    def pieces(self, start: int, end: int) -> Iterator[Text]:
        """A stretch of the content, cut where the file has something between."""
        following = bisect_right(self.cuts, start)
        last = bisect_left(self.cuts, end, following)
        if following == last and not (self.in_cell and start in self.cuts):
            yield Text(self.place(start, end), self.content[start:end])
            return
        position = start
        for cut in [*self.cuts[following:last], end]:
            # In a cell, the bar behind a backslash: a node of its own, backslash included.
            place = at(self.runs, position)
            if position in self.cuts and self.content[position] == "|" and self.in_cell:
                yield Text(Span(place - 1, place + 1), "|")
                position += 1
            if position < cut:
                yield Text(self.place(position, cut), self.content[position:cut])
            position = cut
