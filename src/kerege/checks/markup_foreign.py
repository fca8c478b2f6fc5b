"""What other programs read as markup, and Kerege would print as it is written, is a finding that says what to write here.

Passes: `H~2~O`, `!!! note "Title"`, `> [!NOTE]`, `$x^2$`, "\\\\*not a mark\\\\*", "5 * 3", `` `{{ x }}` ``.
Fails: `:::`, tabs, `{{ x }}`, `^[a note]`, `~~x~~`, `[x]{.c}`, `@fig-x`, `\\newpage`, `- [ ] x`, `[](https://…)`, `[[page]]`, `[TOC]`, `.. note::`, a table
drawn with signs, a link without its target. (X040)

A sign behind a backslash, code and formulas are never meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kerege.catalogue import problem
from kerege.checks.context import Parallels
from kerege.checks.fences import HARMED, fence_troubles
from kerege.findings import Finding
from kerege.model import Chapter, Scheme, chapters_of
from kerege.model import document as nodes
from kerege.model.document import CALLOUTS, Inline, Node, walk
from kerege.model.visible import visible
from kerege.read.markdown.foreign import CAPTION, TABLE, foreign_marks

CODES = ("X040",)

_ALERTS = ("important", "caution")
"""Further kinds of `> [!NOTE]`, shown as a note and as a warning."""
_KINDS = "kinds"
_REFERENCE = "reference"
_TITLE = "title"
_SHOWN_COMMENT = "shown-comment"
_NO_WORDS = "no-words"
_PLAIN_NUMBER = "plain-number"
_LINK_TITLE = re.compile(r"\]\(\s*(?:<[^<>\n]*>|\S+)\s+[\"'(]")
_NUMBER = re.compile(r"[\d\s.,%\\{}~+−–-]*\d[\d\s.,%\\{}~+−–-]*")
_CROSS = re.compile(r"(?:fig|tbl|tab|sec|eq|lst|thm|lem|def|exm|cor|prp)[-:]")
_BLOCK = re.compile(r"^(?:#{1,6}|>|[-*+]|```)(?=\s)")
_WORDS_ONLY = "words-only"
_COLUMNS = re.compile(r"-{2,}[ \t]+-{2,}")


def check(parallels: Parallels) -> Iterator[Finding]:
    """Yield a finding for each mark that nobody here reads."""
    for chapter in chapters_of(parallels):
        yield from of_chapter(chapter)


def of_chapter(chapter: Chapter) -> Iterator[Finding]:
    """Those of one chapter: one a line for each thing to do about it."""
    said: set[tuple[int, str]] = set()
    harmed = any(finding.code in HARMED for finding in fence_troubles(chapter))
    for start, length, case in _found(chapter):
        if harmed and chapter.text.startswith("```", start):
            continue  # The end of a block that begins elsewhere than it seems.
        place = chapter.places.at(start)
        if (place.line, case) not in said:
            said.add((place.line, case))
            shown = " ".join(chapter.text[start : start + length].split())[:40]
            yield Finding(place, problem(f"X040/{case}", shown=shown))


def _found(chapter: Chapter) -> Iterator[tuple[int, int, str]]:
    """Offset, length and case of each."""
    text = chapter.text
    yield from _nodes(walk(*chapter.document.blocks, *chapter.front_nodes()), text)
    for words in _stretches(chapter):
        yield from foreign_marks(words, text)
    for words in chapter.document.front.values():
        for before, node in zip((None, *words), words, strict=False):
            match = _BLOCK.match(node.text) if isinstance(node, nodes.Text) else None
            if match is not None and (before is None or isinstance(before, nodes.Break)):
                yield node.span.start, len(match[0]), _WORDS_ONLY


def _nodes(found: Iterator[Node], text: str) -> Iterator[tuple[int, int, str]]:
    """What is known of its node alone."""
    for node in found:
        start, end = node.span
        match node:
            case nodes.Callout() if node.kind not in (*CALLOUTS, *_ALERTS):
                yield start, text.find("\n", start) - start if "\n" in text[start:end] else end - start, _KINDS
            case nodes.Citation() if any(is_cross_reference(work.key) for work in node.works):
                yield start, end - start, _REFERENCE
            case nodes.Row() if _opens(node, text).startswith(("Table:", ": ")):
                yield start, end - start, CAPTION
            case nodes.Rule() if _COLUMNS.search(text, start, end):
                yield start, end - start, TABLE
            case nodes.Code() if "<!--" in node.text:
                yield start, end - start, _SHOWN_COMMENT
            case nodes.Link() | nodes.Tie() if _is_empty(node):
                yield start, end - start, _NO_WORDS
            case nodes.Link() if node.title:
                yield start, end - start, _TITLE
            case nodes.Tie() if _LINK_TITLE.match(text, node.words.end, end):
                yield start, end - start, _TITLE
            case nodes.Math() | nodes.Formula() if _NUMBER.fullmatch(node.tex):
                yield start, end - start, _PLAIN_NUMBER


def _is_empty(link: nodes.Link | nodes.Tie) -> bool:
    """Whether a link has no words; of a statistic the value is printed."""
    valued = isinstance(link, nodes.Tie) and link.scheme == Scheme.STATISTIC.value
    return not valued and not visible(link.children).text.strip()


def _opens(row: nodes.Row, text: str) -> str:
    """The first words of a table's row."""
    return text[slice(*row.cells[0].span)] if row.cells else ""


def is_cross_reference(key: str) -> bool:
    """Whether a citation's key is what other programs call a figure, a table or a section by: `fig-x`."""
    return _CROSS.match(key) is not None


def _stretches(chapter: Chapter) -> Iterator[tuple[Inline, ...]]:
    """The words of every block, and those of the front matter."""
    yield from (words for words in chapter.document.front.values() if words)
    for node in walk(*chapter.document.blocks):
        for words in _words_of(node):
            if words:
                yield words


def _words_of(node: Node) -> tuple[tuple[Inline, ...], ...]:
    match node:
        case nodes.Paragraph() | nodes.Heading() | nodes.Cell():
            return (node.children,)
        case nodes.Callout():
            return (node.title,)
        case nodes.Table():
            return (node.caption,)
        case nodes.Fence():
            return (node.label,)
    return ()
