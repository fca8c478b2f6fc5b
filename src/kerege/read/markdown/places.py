"""Exact source places for markdown-it-py: where every line of a block and every inline token stands in the text.

markdown-it-py says of a block which lines it has, and of inline tokens nothing. Two small recorders change that:

* `PlacedBlocks` is the block parser with its one loop written again. When a rule has made its tokens, the parser's state knows where
  each line's words begin behind `> `, list marks, indents and note labels; that is kept. Nothing is searched for afterwards.
* `SpanParser` is the inline parser with its one loop written again: whatever tokens a rule pushed, they were made from the
  text between the position before the rule and the position after it.
"""

from __future__ import annotations

from bisect import bisect_right
from operator import itemgetter
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.common.utils import MD_TRIM_CHARS, mdTrim
from markdown_it.parser_block import ParserBlock
from markdown_it.parser_inline import ParserInline
from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

Runs = list[tuple[int, int]]
"""Offsets of one text in another: (where a run begins in this text, where it begins in the other)."""

# --- blocks -----------------------------------------------------------------------------------------------------------


class PlacedBlocks(ParserBlock):
    """The block parser of markdown-it-py, its one loop written again: it keeps where the words of each line begin and end.

    After a rule has run, only its tokens know; what the state says of the lines is overwritten by the rules that follow.
    """

    def tokenize(self, state: StateBlock, startLine: int, endLine: int) -> None:
        rules = self.ruler.getRules("")
        limit = state.md.options.maxNesting
        line, blank = startLine, False
        while line < endLine:
            state.line = line = state.skipEmptyLines(line)
            if line >= endLine or state.sCount[line] < state.blkIndent:
                break
            if state.level >= limit:
                state.line = endLine
                break
            before, first = len(state.tokens), state.bMarks[line] + state.tShift[line]
            found = any(rule(state, line, endLine, False) for rule in rules)
            assert found and state.line > line  # every line is read by a rule
            _keep_lines(state, before, first)
            state.tight = not blank
            line = state.line
            blank = blank or (line - 1 < endLine and state.isEmpty(line - 1))
            if line < endLine and state.isEmpty(line):
                blank = True
                state.line = line = line + 1


def _keep_lines(state: StateBlock, before: int, first: int) -> None:
    if len(state.tokens) > before:
        state.tokens[before].meta.setdefault("at", first)
    for token in state.tokens[before:]:
        if token.map and "lines" not in token.meta and token.type in ("inline", "tr_open"):
            token.meta["lines"] = [
                (state.bMarks[n] + state.tShift[n], state.eMarks[n])
                for n in range(token.map[0], max(token.map[1], token.map[0] + 1))
            ]


def place_blocks(state: StateCore) -> None:
    """Core rule after `block`: gives every inline token `runs`, its content's offsets in the text."""
    cells: list[tuple[str, Runs, int]] = []
    end = 0
    for number, token in enumerate(state.tokens):
        if token.type == "tr_open":
            first, last = token.meta["lines"][0]
            cells = split_row(state.src, first, last)
            end = first + len(state.src[first:last].rstrip(" \t"))
            token.meta["cells"] = len(cells)
        elif token.type == "inline" and "lines" in token.meta:
            opener = state.tokens[number - 1]
            if opener.type in ("th_open", "td_open"):
                content, runs, at = cells.pop(0) if cells else ("", [], -1)
                assert content == token.content, (content, token.content)
                if not runs:  # An empty cell stands where its bars are; one that is not written, at the end of the row.
                    runs = [(0, at if at >= 0 else end)]
                token.meta["runs"] = runs
            else:
                token.meta["runs"] = _lines(state.src, token, opener)


def _lines(src: str, token: Token, opener: Token) -> Runs:
    runs: Runs = []
    length = 0
    lines = token.meta["lines"]
    while len(lines) > 1 and not mdTrim(src[slice(*lines[0])]):
        lines = lines[1:]  # only blanks that Markdown does not call so, such as a no-break space: trimmed by the parser
    for number, line in enumerate(token.content.split("\n")):
        first, last = lines[number]
        if (opener.type == "heading_open" and opener.markup[0] == "#") or opener.type == "admonition_title_open":
            first += len(opener.markup)
        words = line.lstrip(" \t")
        at = src.find(words, first, last)
        if at < 0:  # Words that the parser made, such as the title of an admonition that has none.
            return [(0, first)]
        # Blanks before the words are part of the line break; where a tab was expanded there are more than in the text.
        blanks = len(line) - len(words)
        if blanks:
            runs.append((length, max(at - blanks, first - blanks, 0)))
        runs.append((length + blanks, at))
        length += len(line) + 1
    return runs


def split_row(src: str, first: int, last: int) -> list[tuple[str, Runs, int]]:
    """A table's row as markdown-it cuts it (GFM: a bar behind a backslash opens no cell, and loses the backslash)."""
    row = src[first:last]
    first = last - len(row.lstrip(MD_TRIM_CHARS))
    last = max(first, first + len(mdTrim(row)))
    cells: list[tuple[int, int, list[int]]] = []
    begin, dropped, escaped = first, [], False
    for at in range(first, last):
        sign = src[at]
        if sign == "|":
            if escaped:
                dropped.append(at - 1)
            else:
                cells.append((begin, at, dropped))
                begin, dropped = at + 1, []
        escaped = sign == "\\"
    cells.append((begin, last, dropped))
    found = []
    for a, b, without in cells:
        pieces, runs, position, length = [], [], a, 0
        for stop in [*without, b]:
            if stop > position:
                pieces.append(src[position:stop])
                runs.append((length, position))
                length += stop - position
            position = stop + 1
        raw = "".join(pieces)
        content = mdTrim(raw)
        cut = raw.find(content)
        found.append((raw, content, cut, runs, a))
    if found and found[0][0] == "":
        found.pop(0)
    if found and found[-1][0] == "":
        found.pop()
    return [(content, cut_runs(runs, cut, cut + len(content)), a) for _, content, cut, runs, a in found]


def cut_runs(runs: Runs, start: int, end: int) -> Runs:
    """The runs of a slice of a text."""
    result: Runs = []
    for number, (begin, place) in enumerate(runs):
        stop = runs[number + 1][0] if number + 1 < len(runs) else max(end, begin + 1)
        a, b = max(begin, start), min(stop, end)
        if a < b:
            result.append((a - start, place + a - begin))
    return result


def at(runs: Runs, offset: int) -> int:
    """Where the character at `offset` of a text stands in the other."""
    begin, place = runs[bisect_right(runs, offset, key=itemgetter(0)) - 1]
    return place + offset - begin


# --- inline -----------------------------------------------------------------------------------------------------------


class SpanParser(ParserInline):
    """The inline parser of markdown-it-py; every token carries `meta["span"]`, its place in the inline text.

    The spans of a text's tokens follow one another without gap and cover it whole.
    """

    def tokenize(self, state: StateInline) -> None:
        rules = self.ruler.getRules("")
        begin, end, held = state.pos, state.posMax, -1
        limit = state.md.options["maxNesting"]
        while state.pos < end:
            before, start = len(state.tokens), state.pos
            found = False
            if state.level < limit:
                for rule in rules:
                    if rule(state, False):
                        found = True
                        break
            if not found:
                state.append_pending(state.src[start])
                state.pos = start + 1
            if len(state.tokens) == before:
                held = start if held < 0 else held
            else:
                if held >= 0 and state.tokens[before].type == "text":
                    # The words that were waiting. A line break may have taken the blanks at their end.
                    waited = state.tokens[before]
                    waited.meta["span"] = (held, held + len(waited.content))
                    before += 1
                held = -1
                _record(state, state.tokens[before:], start, state.pos)
        if state.pending:
            state.pushPending().meta["span"] = (held, end)
        state.env["inner"] = (begin, end)

    def parse(self, src: str, md: MarkdownIt, env: Any, tokens: list[Token]) -> list[Token]:
        state = StateInline(src, md, env, tokens)
        self.tokenize(state)
        for rule in self.ruler2.getRules(""):
            rule(state)
        return state.tokens


def _record(state: StateInline, tokens: list[Token], start: int, end: int) -> None:
    """Spans for the tokens that one rule made of the text from `start` to `end`."""
    tokens = [token for token in tokens if "span" not in token.meta]
    if not tokens:
        return
    if len(tokens) == 1:
        token = tokens[0]
        token.meta["span"] = (start, end)
        if token.type == "image":
            _shift(token.children or [], start + 2)
    elif all(token.type == "text" for token in tokens):
        for token in tokens:  # the marks of emphasis, one by one
            token.meta["span"] = (start, start + len(token.content))
            start += len(token.content)
    elif tokens[0].markup == "autolink":
        opener, words, closer = tokens
        opener.meta["span"] = (start, start + 1)
        words.meta["span"] = (start + 1, end - 1)
        closer.meta["span"] = (end - 1, end)
    else:  # something that holds others: what stands inside was read by `tokenize` just before
        inner = state.env["inner"]
        tokens[0].meta["span"] = (start, inner[0])
        tokens[-1].meta["span"] = (inner[1], end)


def _shift(tokens: list[Token], by: int) -> None:
    for token in tokens:
        start, end = token.meta["span"]
        token.meta["span"] = (start + by, end + by)
        _shift(token.children or [], by)


def place_inline(token: Token) -> tuple[int, int]:
    """The place of an inline token in the text that was parsed."""
    start, end = token.meta["span"]
    return start, end


def join_fragments(state: StateInline) -> None:
    """In place of `fragments_join`: texts that touch become one, with the span of both; `**` becomes one mark again."""
    result: list[Token] = []
    level = 0
    for token in state.tokens:
        start, end = token.meta["span"]
        last = result[-1] if result else None
        if token.type in ("softbreak", "hardbreak"):
            # Blanks that were cut off before the break belong to it.
            token.meta["span"] = (last.meta["span"][1] if last else 0, end) if start else (start, end)
        if token.nesting < 0:
            level -= 1
        token.level = level
        if token.nesting > 0:
            level += 1
        if token.type == "text" and not token.content and last is not None and last.type == "strong_close":
            last.meta["span"] = (last.meta["span"][0], end)
            continue
        if token.type == "strong_open" and last is not None and last.type == "text" and not last.content:
            token.meta["span"] = (last.meta["span"][0], end)
            result.pop()
            last = result[-1] if result else None
        elif token.type == "text" and token.content and last is not None and last.type == "text" and last.content:
            last.content += token.content
            last.meta["span"] = (last.meta["span"][0], end)
            continue
        result.append(token)
    state.tokens[:] = result


def record_places(md: MarkdownIt) -> MarkdownIt:
    """Make a parser record places; call it when all its rules are there."""
    spans = SpanParser()
    spans.ruler, spans.ruler2 = md.inline.ruler, md.inline.ruler2
    spans.terminator_re = md.inline.terminator_re
    md.inline = spans
    spans.ruler2.at("fragments_join", join_fragments)
    md.core.ruler.disable("text_join")
    blocks = PlacedBlocks()
    blocks.ruler = md.block.ruler
    md.block = blocks
    md.core.ruler.after("block", "places", place_blocks)
    return md
