"""The Markdown of a chapter: CommonMark, plugins, and the few rules that no plugin has."""

from __future__ import annotations

import re
from typing import NamedTuple

from markdown_it import MarkdownIt
from markdown_it.helpers import parseLinkLabel
from markdown_it.rules_block import StateBlock, reference
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from mdit_py_plugins.admon.index import admonition
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.dollarmath.index import math_block_dollar
from mdit_py_plugins.footnote import footnote_plugin

from kerege.read.markdown.places import cut_runs, record_places

_KEY = r"@(?:\{(?P<braced>[^{}\s]+)\}|(?P<key>\w(?:[\w:.#$%&+?<>~/-]*\w)?))"
_WORK = re.compile(rf"(?P<prefix>(?:.*\s)?)(?P<minus>-?){_KEY}(?P<rest>.*)", re.DOTALL)
_IN_TEXT = re.compile(rf"(?P<minus>-?){_KEY}(?:[ \n]\[(?P<rest>[^\]\[@]*)\](?![(\[]))?")
_PARTS = re.compile(r"(?<!\\);")
_ATTRIBUTES = re.compile(r"(?:^|[ \t]+)\{[ \t]*(?P<inner>(?:[#.][^\s{}#]+[ \t]*)+)\}[ \t]*$")
_CAPTION = re.compile(r"Table:[ \t]*\n?")


def citation(state: StateInline, silent: bool) -> bool:
    """`[see @a, p. 3; -@b]`, `@a [p. 3] says`: pandoc's forms."""
    found = _group(state) if state.src[state.pos] == "[" else _in_text(state)
    if found is None:
        return False
    works, end = found
    if not silent:
        token = state.push("citation", "cite", 0)
        token.meta.update(works=works, in_text=state.src[state.pos] != "[")
    state.pos = end
    return True


def _group(state: StateInline) -> tuple[list[CitedWork], int] | None:
    """A citation between brackets that begins here, and where it ends."""
    src, pos = state.src, state.pos
    end = parseLinkLabel(state, pos)
    if end < 0 or "@" not in src[pos:end] or src[end + 1 : end + 2] in ("(", "["):
        return None
    works, at = [], pos + 1
    for part in _PARTS.split(src[pos + 1 : end]):
        match = _WORK.fullmatch(part)
        if match is None:
            return None
        works.append(_work(match, at))
        at += len(part) + 1
    return works, end + 1


def _in_text(state: StateInline) -> tuple[list[CitedWork], int] | None:
    """A work that is cited as part of the sentence here, and where the citation ends."""
    src, pos = state.src, state.pos
    if src[pos] not in "@-" or (pos > 0 and (src[pos - 1].isalnum() or src[pos - 1] in "_\\")):
        return None
    match = _IN_TEXT.match(src, pos, state.posMax)
    return None if match is None else ([_work(match, 0)], match.end())


class CitedWork(NamedTuple):
    """One work of a citation; `start` and `end` are the places of its key."""

    key: str
    prefix: str
    rest: str
    suppress: bool
    start: int
    end: int


def _work(match: re.Match[str], at: int) -> CitedWork:
    name = "key" if match["key"] else "braced"
    prefix = (match.groupdict().get("prefix") or "").strip()
    start, end = at + match.start(name), at + match.end(name)
    return CitedWork(match[name], prefix, match["rest"] or "", bool(match["minus"]), start, end)


def small(state: StateInline, silent: bool) -> bool:
    """`H~2~O`, `m^2^`: no blanks within; what stands within is read like anything else."""
    mark = state.src[state.pos]
    if silent or mark not in "~^":
        return False
    start, end = state.pos + 1, state.src.find(mark, state.pos + 1, state.posMax)
    if (
        end <= start
        or re.search(r"\s", state.src[start:end])
        or state.src[start - 2 : start - 1] == mark
        or state.src[end + 1 : end + 2] == mark
    ):
        return False
    limit = state.posMax
    state.pos, state.posMax = start, end
    name = "sub" if mark == "~" else "sup"
    state.push(f"{name}_open", name, 1)
    state.md.inline.tokenize(state)
    state.push(f"{name}_close", name, -1)
    state.pos, state.posMax = end + 1, limit
    return True


_TICKS = re.compile("`+")
_MATH = re.compile(r"(?P<mark>\$\$?)(?![\s$])(?P<tex>(?:\\.|[^$\\])+?)(?<!\s)(?P=mark)(?![\d$])", re.DOTALL)


def math(state: StateInline, silent: bool) -> bool:
    """`$x$` and `$$x$$` within a line, as pandoc reads them; the plugin's rule runs past the end of a link's words.

    Code binds tighter, as everywhere in CommonMark: in ``$HOME and `$PATH` `` no formula begins.
    """
    match = _MATH.match(state.src, state.pos, state.posMax) if state.src[state.pos] == "$" else None
    if match is None or _ends_in_code(state.src, match.start(), match.end(), state.posMax):
        return False
    if not silent:
        token = state.push("math_inline", "math", 0)
        token.content, token.markup = match["tex"], match["mark"]
    state.pos = match.end()
    return True


def _ends_in_code(text: str, start: int, end: int, limit: int) -> bool:
    """Whether code begins in a stretch of a text and goes on behind it."""
    position = start
    while (opening := _TICKS.search(text, position, end)) is not None:
        ticks = _TICKS.match(text, opening.start(), limit)
        assert ticks is not None
        closing = re.compile(f"(?<!`){ticks[0]}(?!`)").search(text, ticks.end(), limit)
        if closing is not None and closing.end() > end:
            return True
        position = ticks.end() if closing is None else closing.end()
    return False


def trim(state: StateCore) -> None:
    """Core rule: `Table:` and `{#id .class}` are cut off the words of a caption or a heading, with their places."""
    for number, token in enumerate(state.tokens):
        if token.type != "inline" or "runs" not in token.meta:
            continue
        opener = state.tokens[number - 1]
        after = state.tokens[number + 2] if number + 2 < len(state.tokens) else None
        start = 0
        if opener.type == "paragraph_open":
            match = _CAPTION.match(token.content)
            if match is None or after is None or after.type != "table_open" or after.level != opener.level:
                continue
            opener.meta["caption"] = True
            start = match.end()
        elif opener.type != "heading_open":
            continue
        _cut(opener, token, start)


def _cut(opener: Token, token: Token, start: int) -> None:
    """Cut the words before `start` and the attributes at the end off a block's words; the attributes go to the opener."""
    end, runs = len(token.content), token.meta["runs"]
    found = _ATTRIBUTES.search(token.content, start)
    if found is not None:
        end = found.start()
        opener.meta["attributes"] = (found["inner"], found.start("inner") - 1, found.end("inner") + 1, runs)
    if (start, end) != (0, len(token.content)):
        token.meta["runs"] = cut_runs(runs, start, end) or [(0, runs[0][1] + start)]
        token.content = token.content[start:end]


def definition(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """`[label]: target`: CommonMark's rule, which makes no token of it; `[@key]: …` is a citation and not for it."""
    first = state.bMarks[start] + state.tShift[start]
    if "@" in state.src[first : state.src.find("]", first)]:
        return False
    known = set(state.env.get("references", ()))
    if not reference(state, start, end, silent):
        return False
    if not silent:
        token = state.push("link_definition", "", 0)
        token.map, token.hidden = [start, state.line], True
        new = [label for label in state.env.get("references", ()) if label not in known]
        token.content = str(state.env["references"][new[0]]["href"]) if new else ""
    return True


def comment(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A comment with lines of its own, blank ones too. Words behind one are words: CommonMark would hide them in HTML."""
    first = state.bMarks[start] + state.tShift[start]
    if state.is_code_block(start) or not state.src.startswith("<!--", first):
        return False
    close = state.src.find("-->", first + 4)
    if close < 0:
        return False
    for line in range(start, end):
        if close < state.eMarks[line]:
            if state.src[close + 3 : state.eMarks[line]].strip():
                return False
            if not silent:
                token = state.push("html_block", "", 0)
                token.map, token.content = [start, line + 1], state.src[first : close + 3]
                state.line = line + 1
            return True
    return False


_CALLOUT = re.compile(r'!!![ \t]+[\w-]+(?:[ \t]+"[^"\n]*")?[ \t]*$', re.MULTILINE)


def callout(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """`!!! note "Title"`, and nothing of what the plugin takes besides (`???`, `!!!note`, a title without quotation marks)."""
    first = state.bMarks[start] + state.tShift[start]
    return _CALLOUT.match(state.src, first, state.eMarks[start]) is not None and admonition(state, start, end, silent)


def _as_written(address: str) -> str:
    return address


def grammar() -> MarkdownIt:
    """Every rule of a chapter's Markdown, in a parser that keeps no places."""
    md = MarkdownIt("commonmark", {"alerts": True, "maxNesting": 100}).enable("table")
    md.use(footnote_plugin, inline=False, move_to_end=False, always_match_refs=True)
    md.use(deflist_plugin)
    md.block.ruler.before("fence", "callout", callout, {"alt": ["paragraph", "reference", "blockquote", "list"]})
    md.block.ruler.before("fence", "math_block", math_block_dollar(allow_labels=False))
    md.block.ruler.at("reference", definition)
    md.block.ruler.at("html_block", comment, {"alt": ["paragraph", "reference", "blockquote", "list"]})
    md.inline.ruler.before("link", "citation", citation)
    md.inline.ruler.after("emphasis", "small", small)
    md.inline.ruler.before("escape", "math", math)
    # Addresses stay as they are written: a key may hold any letter, and a renderer encodes what it prints.
    md.normalizeLink = _as_written  # type: ignore[method-assign, assignment]
    md.normalizeLinkText = _as_written  # type: ignore[method-assign, assignment]
    return md


def parser() -> MarkdownIt:
    """A parser of the same rules whose tokens know their places; it also cuts captions and ids off their words."""
    md = record_places(grammar())
    md.core.ruler.after("places", "trim", trim)
    return md
