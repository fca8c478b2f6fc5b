"""What other programs read as markup, and Kerege would print as it is written, is a finding that says what to write here.

Passes: `H~2~O`, `!!! note "Title"`, `> [!NOTE]`, `$x^2$`, "\\\\*not a mark\\\\*", "5 * 3", `` `{{ x }}` ``.
Fails: `:::`, tabs, `{{ x }}`, `^[a note]`, `~~x~~`, `[x]{.c}`, `@fig-x`, `\\newpage`, `- [ ] x`, `[[page]]`, `[TOC]`, `.. note::`, a table
drawn with signs, a link without its target. (X030)

A sign behind a backslash, code and formulas are never meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from kerege.checks.context import Case
from kerege.findings import Finding
from kerege.model import Chapter, Scheme
from kerege.model import document as nodes
from kerege.model.document import CALLOUTS, Inline, Node, Span, walk
from kerege.read.markup import HARMFUL

CODES = ("X030",)

_BOX = "write a callout: a line '!!! note', and below it its text, each line indented by four blanks"
_KINDS = f"the kinds of callouts are {', '.join(CALLOUTS)}"
_TABS = "write one part below the other, each under a heading of its own"
_MADE = "write here what should be read; a number is tied to its record: [words](stat:ID)"
_NOTE = "write [^name] here, and a line '[^name]: …' below the paragraph"
_STRUCK = "write the words without these marks; *…* and **…** make words stand out"
_NO_ID = "delete it: only headings and captions have an id, {#…}, and no words have a class"
_REFERENCE = "refer with [Figure](fig:ID), [Table](table:ID) or [words](NAME.md#id)"
_LATEX = "leave LaTeX out: pages break by themselves, [@key] cites, [Figure](fig:ID) refers, $…$ is a formula"
_FORMULA = "write a formula between $…$, and one with a line of its own between $$…$$"
_TASK = "write an ordinary item, and say in words what is done"
_WIKI_LINK = "write [words](NAME.md) for a chapter, [words](https://…) for a page elsewhere"
_CONTENTS = "delete it: every edition has its table of contents"
_INCLUDE = "put the text itself here; what several reports share stands in shared/"
_SIGN = "write the sign itself, or delete it"
_ROLE = "write the words alone, or a tie such as [words](term:ID)"
_TABLE = "write a table as lines that begin and end with |, the second being |---|---|"
_CAPTION = "write the caption above the table: Table: words {#id}"
_HEADING = "begin a heading with ## and a blank"
_LINES = "end each line but the last with a backslash"
_ITEMS = "number the items 1. 2. 3., or begin each with -"
_TERM = "put it into glossary.yml and write [words](term:ID)"
_FRONT = "begin the file with three lines: ---, title: …, ---"
_MARKS = "put ** right before and right behind the words, or a backslash before a sign that is meant"
_LINK = "write [words](address), without blanks in the address"
_NO_TARGET = "write the target behind the words, [words](https://…), or a backslash before the bracket"
_ENTITY = "write the sign itself"
_POWER = "write x^2^, or a formula: $x^2$"
_TITLE = "delete the title behind the address: on paper nobody sees it, and nothing in it is checked"
_PLAIN_NUMBER = "write a number as text, not as a formula, and tie it: [words](stat:ID)"
_NOTED = "write what is meant for colleagues as <!-- … -->"
_CODE_END = "close it with another `, or put a backslash before it"


SCHEMES = tuple(scheme.value for scheme in Scheme)
"""A tie that is not whole is a finding of its own (X012, X013)."""


class Mark(NamedTuple):
    """A mark of another program."""

    pattern: re.Pattern[str]
    hint: str


def _mark(pattern: str, hint: str) -> Mark:
    return Mark(re.compile(pattern, re.MULTILINE), hint)


_KIND = r"(?:note|tip|info|hint|warning|caution|important|danger|error|attention|admonition|seealso|example|abstract|success|question|bug)"
_MARKS_OF_LINES = (
    _mark(r"^:::+.*$", _BOX),
    _mark(r"^(?:\?\?\?\+?|!!!)[^\n]*$", _BOX),
    _mark(r"^\[!\w[\w-]*\][^\n]*$", _BOX),
    _mark(r"^\[(?:NOTE|TIP|WARNING|IMPORTANT|CAUTION)\]$", _BOX),
    _mark(rf"^\.\. {_KIND}::.*$", _BOX),
    _mark(r"^===[!+]? +\"[^\n]*$", _TABS),
    _mark(r"^={2,6} [^\n]*\S[^\n]*$", _HEADING),
    _mark(r"^\+\+\+$|^#\+\w+:[^\n]*$", _FRONT),
    _mark(r"^#{1,6}[^\s#\ufffc][^\n]*$", _HEADING),
    _mark(r"^\[ ?[ xX]?\](?= )", _TASK),
    _mark(
        r"^@?\[\[?_?(?:TOC|toc)_?\]?\]|^\{:toc\}|^\.\. (?:contents|toctree)::.*$|^\[\[\ufffcTOC\ufffc\]\]", _CONTENTS
    ),
    _mark(
        r"^-*8<-+.*$|^\{![^\n]*!\}|^\.\. (?:literal)?include::.*$|^!include\b.*$|^include::\S+\[.*$|^@include\b.*$",
        _INCLUDE,
    ),
    _mark(r"^(?:import|export) [^\n]*(?: from ['\"]|\{|=)[^\n]*$", _MADE),
    _mark(r"^\.\. [\w-]+::.*$", _ROLE),
    _mark(r"^\+[-=:+]{3,}\+?[ \t]*$", _TABLE),
    _mark(r"^[-=]{2,}(?:[ \t]+[-=]{2,})+[ \t]*$", _TABLE),
    _mark(r"^\{\|.*$|^\|\}$|^\|-+$|^\|\|.*$", _TABLE),
    _mark(r"^\|[^\n]*\|[ \t]*$", _TABLE),
    _mark(r"^\|[ \t][^\n|]*$", _LINES),
    _mark(r"^:[ \t]+\S[^\n]*$", _CAPTION),
    _mark(r"^\(@\w*\) |^#\. |^\(?[aа][.)] (?=[^\n]*\n(?:[^\n]*\n)*?\(?[bб][.)] )", _ITEMS),
    _mark(r"^\*\[[^\]\n]+\]: \S[^\n]*$", _TERM),
    _mark(r"^\[[^\]\n]+\]: \S[^\n]*$", _NO_TARGET),
    _mark(r"^\([\w.-]+\)=$", _NO_ID),
)
"""Of whole lines, from where the line's words begin."""
_MARKS_OF_WORDS = (
    _mark(
        r"\{\{[^\n}]{0,80}\}*|\{%[^\n}]{0,80}\}?|<%[^\n>]{0,80}>?|\[%[^\n\]]{0,80}\]?|\{# [^\n}]{0,80}\}?|\$\{[^\n}]{0,80}\}?",
        _MADE,
    ),
    _mark(r"\{(?:\+\+|--|~~|==|>>)[^\n]{0,60}", _STRUCK),
    _mark(r"\^\[[^\n]{0,60}", _NOTE),
    _mark(r"~~\S[^\n~]{0,60}|==(?=[^\s=])[^\n=]{0,60}==|\+\+(?=[^\s+])[^\n+]{0,60}\+\+", _STRUCK),
    _mark(
        r"(?<=\])\{[^\n{}]{0,60}\}|\{(?::\s*[.#\w]|[.#])[^\n{}]{0,60}\}|\{[\w-]+=[^\n{}]{0,60}\}|\{\.unnumbered\}|\{-\}",
        _NO_ID,
    ),
    _mark(r"\{[\w:.+-]+\}(?=\ufffb)|:[\w:+-]+:(?=\ufffb)|(?<![\w:]):{1,2}[a-z][\w-]*\[(?=\S)", _ROLE),
    _mark(r"\[\[[^\n]{0,60}?\]\]|\[https?://\S+ [^\]\n]{0,60}\]", _WIKI_LINK),
    _mark(
        r"\\(?:ref|eqref|autoref|cref|pageref|label|cite\w*|footnote|newpage|pagebreak|clearpage|begin|end|textbf|textit|emph|url|href|item"
        r"|section|subsection|includegraphics|vspace|hspace|noindent|toc|tableofcontents|LaTeX|TeX|[a-zA-Z]+(?=\{))\b[^\n ]{0,40}",
        _LATEX,
    ),
    _mark(r"(?<![\w:/.]):(?:[a-z][a-z0-9]*(?:[_+-][a-z0-9]+)*|\+1|-1):(?![\w/])", _SIGN),
    _mark(r"\*{2,3}|(?<!\w)__(?=\S)|(?<=\S)__(?!\w)|''+(?=\S)", _MARKS),
    _mark(rf"\]\((?!\s*(?:{'|'.join([*SCHEMES, *HARMFUL])}):)", _LINK),
    _mark(r"%%(?=\S)", _NOTED),
    _mark(r":{3,}", _BOX),
    _mark(r"(?<=[-*+] )\[[ xX]\](?= )", _TASK),
    _mark(r"\|\|", _STRUCK),
    _mark(r"\]\[[^\]\n]{0,40}\]", _NO_TARGET),
    _mark(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});", _ENTITY),
    _mark(r"(?<=\w)\^(?=[\w({+-])|(?<=[\w)])_(?=\{)", _POWER),
    _mark(r"\$\$", _FORMULA),
    _mark(r"(?<![\w'‘’])`(?=\w)|``+", _CODE_END),
)
"""Anywhere in a line."""
_TEX = re.compile(r"\\(?P<open>[(\[])(?P<tex>(?:(?!\\[()\[\]])[^\n]){1,200})\\[)\]]")
_MATHEMATICAL = re.compile(r"\\[A-Za-z]|[\^_=]")
_LINK_TITLE = re.compile(r"\]\(\s*(?:<[^<>\n]*>|\S+)\s+[\"'(]")
_NUMBER = re.compile(r"[\d\s.,%\\{}~+−–-]*\d[\d\s.,%\\{}~+−–-]*")
_CROSS = re.compile(r"(?:fig|tbl|tab|sec|eq|lst|thm|lem|def|exm|cor|prp)[-:]")
_COLUMNS = re.compile(r"-{2,}[ \t]+-{2,}")
_HIDDEN, _CODE = "\ufffc", "\ufffb"
"""In place of a sign that is not printed as it is written, and of one within code."""


def check(case: Case) -> Iterator[Finding]:
    """Yield a finding for each mark that nobody here reads."""
    for chapter in case.chapters():
        yield from of_chapter(chapter)


def of_chapter(chapter: Chapter) -> Iterator[Finding]:
    """Those of one chapter: one a line for each thing to do about it."""
    said: set[tuple[int, str]] = set()
    for start, length, hint in _found(chapter):
        place = chapter.places.at(start)
        if (place.line, hint) not in said:
            said.add((place.line, hint))
            shown = " ".join(chapter.text[start : start + length].split())[:40]
            message = f"'{shown}' is a mark of another program: here it would be printed as it is written, or be lost"
            yield Finding(place, "X030", message, hint)


def _found(chapter: Chapter) -> Iterator[tuple[int, int, str]]:
    """Offset, length and remedy of each."""
    text = chapter.text
    yield from _nodes(walk(*chapter.document.blocks, *chapter.front_nodes()), text)
    for words in _stretches(chapter):
        start, shown = words[0].span.start, _shown(words, text)
        taken: list[tuple[int, int]] = []
        for mark in (*_MARKS_OF_LINES, *_MARKS_OF_WORDS):
            for match in mark.pattern.finditer(shown):
                if not any(a < match.end() and match.start() < b for a, b in taken):
                    taken.append(match.span())
                    yield start + match.start(), match.end() - match.start(), mark.hint
        for match in _TEX.finditer(text, start, words[-1].span.end):
            escaped = shown[match.start() - start :].startswith(_HIDDEN * 2)  # not code
            if escaped and _MATHEMATICAL.search(match["tex"]):
                yield match.start(), match.end() - match.start(), _FORMULA


def _nodes(found: Iterator[Node], text: str) -> Iterator[tuple[int, int, str]]:
    """What is known of its node alone."""
    for node in found:
        start, end = node.span
        match node:
            case nodes.Callout() if node.kind not in CALLOUTS:
                yield start, text.find("\n", start) - start if "\n" in text[start:end] else end - start, _KINDS
            case nodes.Citation() if any(is_cross_reference(work.key) for work in node.works):
                yield start, end - start, _REFERENCE
            case nodes.Row() if _opens(node, text).startswith(("Table:", ": ")):
                yield start, end - start, _CAPTION
            case nodes.Rule() if _COLUMNS.search(text, start, end):
                yield start, end - start, _TABLE
            case nodes.Link() if node.title:
                yield start, end - start, _TITLE
            case nodes.Tie() if _LINK_TITLE.match(text, node.words.end, end):
                yield start, end - start, _TITLE
            case nodes.Math() | nodes.Formula() if _NUMBER.fullmatch(node.tex):
                yield start, end - start, _PLAIN_NUMBER


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


def _shown(words: tuple[Inline, ...], text: str) -> str:
    """The source of some words, as long as it is, with only those signs that are printed as they are written."""
    start, end = words[0].span.start, words[-1].span.end
    signs = [_HIDDEN] * (end - start)
    code = Span(start, start)
    for node in walk(*words):
        first, last = node.span
        if isinstance(node, nodes.Code):
            code = node.span
            signs[first - start : last - start] = _CODE * (last - first)
        elif isinstance(node, nodes.Break):
            signs[last - start - 1] = "\n"
        elif isinstance(node, nodes.Text) and node.text == text[first:last] and first >= code.end:
            signs[first - start : last - start] = node.text
    return "".join(signs)
