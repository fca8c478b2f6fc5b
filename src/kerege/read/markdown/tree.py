"""Tokens → tree."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from markdown_it.token import Token

from kerege.model import document as n
from kerege.read.markdown.grammar import parser
from kerege.read.markdown.places import Runs, at

SCHEMES = ("stat", "claim", "quote", "term", "fig", "table", "nostat", "report")
_FRONT = re.compile(r"---[ \t]*\n(?P<yaml>.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_PARSER = parser()


def read_document(raw: str) -> n.Document:
    """A chapter's file as a tree."""
    text = raw.replace("\r\n", "\n").replace("\r", "\n")
    returns, gone = [], 0
    for match in re.finditer("\r\n", raw):
        returns.append(match.start() - gone + 1)
        gone += 1
    front = _FRONT.match(text)
    body = front.end() if front else 0
    # Blanked, not cut, so that the lines and offsets are those of the file.
    blanked = re.sub(r"[^\n]", " ", text[:body]) + text[body:]
    reader = _Reader(text, _PARSER.parse(blanked, {}))
    blocks = reader.blocks("")
    notes: dict[str, n.Note] = {}
    for node in n.walk(blocks):
        if isinstance(node, n.Note):
            notes.setdefault(node.label, node)
    return n.Document(text, body, blocks, notes, tuple(returns))


class _Reader:
    def __init__(self, text: str, tokens: list[Token]) -> None:
        self.text, self.tokens, self.at = text, tokens, 0
        self.starts = [0, *(match.end() for match in re.finditer("\n", text))]

    def span(self, token: Token) -> n.Span:
        """The lines of a block, without blank ones at its end."""
        first, last = token.map or (0, 0)
        start = self.starts[first]
        end = self.starts[last] if last < len(self.starts) else len(self.text)
        end = start + len(self.text[start:end].rstrip(" \t\n"))
        if "at" in token.meta:
            return n.Span(token.meta["at"], max(end, token.meta["at"]))
        return n.Span(end - len(self.text[start:end].lstrip(" \t\n")), end)

    def item(self, token: Token, blocks: tuple[n.Block, ...]) -> n.Span:
        """Of a list's item: from its mark on."""
        span = self.span(token)
        first = self.starts[token.map[0]]
        limit = blocks[0].span.start if blocks else len(self.text[:first]) + len(self.text[first:].split("\n", 1)[0])
        mark = {"dd_open": (":", "~")}.get(token.type, (f"{token.info}{token.markup}",))
        start = max(self.text.rfind(sign, first, limit) for sign in mark)
        return n.Span(start, max(span.end, start))

    def blocks(self, closer: str) -> tuple[n.Block, ...]:
        found: list[n.Block] = []
        while self.at < len(self.tokens):
            token = self.tokens[self.at]
            self.at += 1
            if token.type == closer:
                break
            block = self.block(token)
            if block is not None:
                if isinstance(block, n.Table) and found and isinstance(found[-1], _Caption):
                    caption = found.pop()
                    block = n.Table(
                        n.Span(caption.span.start, block.span.end),
                        caption.children,
                        caption.attributes,
                        block.head,
                        block.rows,
                        block.body,
                    )
                found.append(block)
        return tuple(found)

    def block(self, token: Token) -> n.Block | None:
        kind, span = token.type, self.span(token)
        if kind == "paragraph_open":
            children = self.words("paragraph_close")
            if token.meta.get("caption"):
                return _Caption(span, self.attributes(token), children)
            return n.Paragraph(span, children, token.hidden)
        if kind == "heading_open":
            return n.Heading(span, int(token.tag[1]), self.attributes(token), self.words("heading_close"))
        if kind in ("bullet_list_open", "ordered_list_open", "dl_open"):
            return self.list(token, span)
        if kind == "blockquote_open":
            return n.Quotation(span, self.blocks("blockquote_close"))
        if kind in ("alert_open", "admonition_open"):
            title: tuple[n.Inline, ...] = ()
            if self.tokens[self.at].type in ("alert_title_open", "admonition_title_open"):
                inline = self.tokens[self.at + 1]
                # A title that nobody wrote is the renderer's to give, in the page's language.
                if kind == "admonition_open" and '"' in token.info and inline.content:
                    title = self.inline(inline)
                self.at += 3
            name = token.info.lower() if kind == "alert_open" else str(token.meta["tag"])
            return n.Callout(span, name, title, self.blocks(kind.replace("open", "close")))
        if kind == "table_open":
            return self.table(span)
        if kind == "fence":
            return self.fence(token, span)
        if kind == "code_block":
            return n.CodeBlock(span, token.content)
        if kind == "math_block":
            return n.Formula(span, token.content)
        if kind == "hr":
            return n.Rule(span)
        if kind == "footnote_reference_open":
            return n.Note(span, token.meta["label"], self.blocks("footnote_reference_close"))
        if kind == "html_block":
            return n.Raw(span, token.content)
        raise ValueError(f"no node for {kind}")

    def list(self, opener: Token, span: n.Span) -> n.List:
        kind = {"bullet_list_open": "bullet", "ordered_list_open": "ordered", "dl_open": "definitions"}[opener.type]
        closer = opener.type.replace("open", "close")
        items: list[n.Item] = []
        while self.tokens[self.at].type != closer:
            token = self.tokens[self.at]
            self.at += 1
            if token.type == "dt_open":
                inline = self.tokens[self.at]
                children = self.words("dt_close")
                place = n.Span(children[0].span.start, children[-1].span.end) if children else self.span(token)
                items.append(n.Item(place, "term", (n.Paragraph(place, children, True),)))
            else:
                blocks = self.blocks(token.type.replace("open", "close"))
                items.append(
                    n.Item(self.item(token, blocks), "description" if token.type == "dd_open" else "item", blocks)
                )
        self.at += 1
        tight = all(block.tight for item in items for block in item.blocks if isinstance(block, n.Paragraph))
        return n.List(span, kind, int(opener.attrs.get("start", 1)), tight, tuple(items))

    def table(self, span: n.Span) -> n.Table:
        rows: list[n.Row] = []
        cells: list[n.Cell] = []
        row = None
        while (token := self.tokens[self.at]).type != "table_close":
            self.at += 1
            if token.type == "tr_open":
                row, cells = token, []
            elif token.type in ("th_open", "td_open"):
                inline = self.tokens[self.at]
                children = self.inline(inline, True)
                begin = inline.meta["runs"][0][1]
                place = n.Span(begin, children[-1].span.end if children else begin)
                cells.append(n.Cell(place, str(token.attrs.get("style", "")).removeprefix("text-align:"), children))
            elif token.type == "tr_close" and row is not None:
                rows.append(n.Row(self.span(row), tuple(cells), row.meta["cells"]))
        self.at += 1
        return n.Table(span, (), n.Attributes(), rows[0], tuple(rows[1:]), span)

    def fence(self, token: Token, span: n.Span) -> n.Fence:
        first, last = token.map or (0, 0)
        lines: list[n.Text] = []
        for number, line in enumerate(token.content.split("\n")[:-1], first + 1):
            words = line.strip()
            end = self.starts[number + 1] if number + 1 < len(self.starts) else len(self.text)
            place = self.text.rfind(words, self.starts[number], end) if words else self.starts[number]
            lines.append(n.Text(n.Span(place, place + len(words)), words))
        closed = self.text[self.starts[last - 1] : span.end].strip(" \t>").startswith(token.markup) and last - 1 > first
        return n.Fence(span, token.info.strip(), tuple(lines), closed)

    def attributes(self, token: Token) -> n.Attributes:
        if "attributes" not in token.meta:
            return n.Attributes()
        inner, start, end, runs = token.meta["attributes"]
        ids = [name[1:] for name in inner.split() if name[0] == "#"]
        return n.Attributes(
            ids[-1] if ids else "",
            tuple(name[1:] for name in inner.split() if name[0] == "."),
            n.Span(at(runs, start), at(runs, end - 1) + 1),
        )

    def words(self, closer: str) -> tuple[n.Inline, ...]:
        found: tuple[n.Inline, ...] = ()
        while (token := self.tokens[self.at]).type != closer:
            if token.type == "inline":
                found = self.inline(token)
            self.at += 1
        self.at += 1
        return found

    def inline(self, token: Token, in_cell: bool = False) -> tuple[n.Inline, ...]:
        return _Inline(token.content, token.meta["runs"], in_cell).nodes(iter(token.children or []), "")


class _Inline:
    def __init__(self, content: str, runs: Runs, in_cell: bool) -> None:
        self.content, self.runs, self.in_cell = content, runs, in_cell
        self.cuts = [begin for begin, _ in runs][1:]

    def place(self, start: int, end: int) -> n.Span:
        """A break, which ends with its line's prefix, ends where the next words begin; so nodes follow each other without gap."""
        if not self.content:
            return n.Span(self.runs[0][1], self.runs[0][1])
        first = at(self.runs, start)
        if end <= start:
            return n.Span(first, first)
        if end < len(self.content) and self.content[end - 1] in "\n \t" and "\n" in self.content[start:end]:
            return n.Span(first, at(self.runs, end))
        return n.Span(first, at(self.runs, end - 1) + 1)

    def nodes(self, tokens: Iterator[Token], closer: str) -> tuple[n.Inline, ...]:
        found: list[n.Inline] = []
        for token in tokens:
            if token.type == closer:
                self.closed = token
                break
            found += self.node(token, tokens)
        return tuple(found)

    def node(self, token: Token, tokens: Iterator[Token]) -> Iterator[n.Inline]:
        start, end = token.meta["span"]
        span = self.place(start, end)
        kind = token.type
        if kind == "text":
            yield from self.text(token, start, end)
        elif kind == "text_special":
            yield n.Text(span, token.content)
        elif kind in ("softbreak", "hardbreak"):
            yield n.Break(span, kind == "hardbreak")
        elif kind in ("em_open", "strong_open", "sub_open", "sup_open"):
            children = self.nodes(tokens, kind.replace("open", "close"))
            yield n.Styled(
                self.place(start, self.closed.meta["span"][1]), {"em": "emphasis"}.get(kind[:-5], kind[:-5]), children
            )
        elif kind == "link_open":
            children = self.nodes(tokens, "link_close")
            inner, last = self.closed.meta["span"]
            span = self.place(start, last)
            words = n.Span(self.place(end, end + 1).start, self.place(inner, inner + 1).start)
            target = str(token.attrs.get("href", ""))
            scheme, _, rest = target.partition(":")
            form = "auto" if token.markup == "autolink" else "inline" if self.content[last - 1] == ")" else "reference"
            if scheme.lower() in SCHEMES and form == "inline":
                opening = re.compile(r"\]\(\s*<?[A-Za-z]+:").match(self.content, inner)
                first = opening.end() if opening else 0
                written = self.content.startswith(rest, first) and rest
                place = self.place(first, first + len(rest)) if written else None
                yield n.Tie(span, scheme.lower(), rest, words, place, children)
            else:
                yield n.Link(span, target, str(token.attrs.get("title", "")), form, words, children)
        elif kind == "code_inline":
            yield n.Code(span, token.content, tuple(self.code(token, start, end)))
        elif kind == "math_inline":
            yield n.Math(span, token.content, token.markup == "$$")
        elif kind == "citation":
            works = tuple(
                n.Work(self.place(a, b), key, prefix, rest.strip(" ,\n"), suppress)
                for key, prefix, rest, suppress, a, b in token.meta["works"]
            )
            yield n.Citation(span, works, token.meta["in_text"])
        elif kind == "footnote_ref":
            yield n.Call(span, token.meta["label"])
        elif kind == "image":
            yield n.Image(span, str(token.attrs.get("src", "")), self.nodes(iter(token.children or []), ""))
        elif kind == "html_inline":
            yield n.Raw(span, token.content)
        else:
            raise ValueError(f"no node for {kind}")

    def code(self, token: Token, start: int, end: int) -> Iterator[n.Text]:
        raw = self.content[start + len(token.markup) : end - len(token.markup)]
        position = start + len(token.markup) + (1 if len(raw) > len(token.content) else 0)
        words = self.content[position : position + len(token.content)]
        for number, line in enumerate(words.split("\n")):
            if number:
                yield n.Text(self.place(position - 1, position), " ")
            if line:
                yield from self.pieces(position, position + len(line))
            position += len(line) + 1

    def text(self, token: Token, start: int, end: int) -> Iterator[n.Text]:
        if token.content != self.content[start:end]:  # the words of an autolink, as they are shown
            yield n.Text(self.place(start, end), token.content)
        else:
            yield from self.pieces(start, end)

    def pieces(self, start: int, end: int) -> Iterator[n.Text]:
        """A stretch of the content, cut where the file has something between."""
        position = start
        for cut in [*self.cuts[bisect_right(self.cuts, start) : bisect_left(self.cuts, end)], end]:
            # In a cell, the bar behind a backslash: a node of its own, backslash included.
            place = at(self.runs, position)
            if position in self.cuts and self.content[position] == "|" and self.in_cell:
                yield n.Text(n.Span(place - 1, place + 1), "|")
                position += 1
            if position < cut:
                yield n.Text(self.place(position, cut), self.content[position:cut])
            position = cut


@dataclass(frozen=True, slots=True)
class _Caption(n.Node):
    """A table's caption until its table comes."""

    attributes: n.Attributes
    children: tuple[n.Inline, ...]
