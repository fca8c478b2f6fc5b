"""Marks that other programs read and Kerege prints as they are written: where they stand in some words, and what to write instead."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from kerege.model import BlockKind, Scheme
from kerege.model import document as nodes
from kerege.model.document import Inline, Span, walk
from kerege.read.markdown.tree import read_words
from kerege.read.markup import HARMFUL

_BOX = "write a callout: a line '!!! note', and below it its text, each line indented by four blanks"
_TABS = "write one part below the other, each under a heading of its own"
_MADE = "write here what should be read; a number is tied to its record: [words](stat:ID)"
_NOTE = "write [^name] here, and a line '[^name]: …' below the paragraph"
_STRUCK = "write the words without these marks; *…* and **…** make words stand out"
_NO_ID = "delete it: only headings and captions have an id, {#…}, and no words have a class"
_LATEX = "leave LaTeX out: pages break by themselves, [@key] cites, [Figure](fig:ID) refers, $…$ is a formula"
_FORMULA = "write a formula between $…$, and one with a line of its own between $$…$$"
_TASK = "write an ordinary item, and say in words what is done"
_WIKI_LINK = "write [words](NAME.md) for a chapter, [words](https://…) for a page elsewhere"
_CONTENTS = "delete it: every edition has its table of contents"
_INCLUDE = "put the text itself here; what several reports share stands in shared/"
_SIGN = "write the sign itself, or delete it"
_ROLE = "write the words alone, or a tie such as [words](term:ID)"
TABLE = "write a table as lines that begin and end with |, the second being |---|---|"
CAPTION = "write a caption above its table: Table: words {#id}; a definition stands right below its term"
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
_NOTED = "write what is meant for colleagues as <!-- … -->"
_CODE_END = "close it with another `, or put a backslash before it"


_TIES = tuple(scheme.value for scheme in Scheme)
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
    _mark(r"^\+[-=:+]{3,}\+?[ \t]*$", TABLE),
    _mark(r"^[-=]{2,}(?:[ \t]+[-=]{2,})+[ \t]*$", TABLE),
    _mark(r"^\{\|.*$|^\|\}$|^\|-+$|^\|\|.*$", TABLE),
    _mark(r"^\|[^\n]*\|[ \t]*$", TABLE),
    _mark(r"^\|[ \t][^\n|]*$", _LINES),
    _mark(r"^:[ \t]+\S[^\n]*$", CAPTION),
    _mark(r"^\(@\w*\) |^#\. |^\(?[aа][.)] (?=[^\n]*\n(?:[^\n]*\n){0,5}?\(?[bб][.)] )", _ITEMS),
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
    _mark(rf"\]\((?!\s*(?:{'|'.join([*_TIES, *HARMFUL])}):)", _LINK),
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
_MATHEMATICAL = {
    "(": re.compile(r"(?<!\\)\\[A-Za-z]|[\^_=]"),
    "[": re.compile(r"(?<!\\)\\[A-Za-z]{2}|\s=\s"),
}
"""Between brackets that a backslash stands before, words of an editor are more usual than formulas."""
UNREAD = re.compile(
    rf"\]\((?:{'|'.join(_TIES)}):[^)]*\)|```(?:{'|'.join(kind.value for kind in BlockKind)})\b|\[@[\w-]+"
)
"""A mark of ours among the words of a finished page."""
_HIDDEN, _CODE = "\ufffc", "\ufffb"
"""In place of a sign that is not printed as it is written, and of one within code."""


def foreign_marks(words: tuple[Inline, ...], text: str) -> Iterator[tuple[int, int, str]]:
    """Where a mark stands in the text, how long it is, what to write instead.

    Args:
        words: those of one block.
        text: that in which their spans count.
    """
    if not words:
        return
    start, shown = words[0].span.start, _shown(words, text)
    taken = bytearray(len(shown))
    for mark in (*_MARKS_OF_LINES, *_MARKS_OF_WORDS):
        for match in mark.pattern.finditer(shown):
            first, last = match.span()
            if not any(taken[first:last]):
                taken[first:last] = b"\1" * (last - first)
                yield start + match.start(), match.end() - match.start(), mark.hint
    for match in _TEX.finditer(text, start, words[-1].span.end):
        # Not code.
        escaped = shown[match.start() - start :].startswith(_HIDDEN * 2)
        if escaped and _MATHEMATICAL[match["open"]].search(match["tex"]):
            yield match.start(), match.end() - match.start(), _FORMULA


_PUNCTUATION = re.compile(r"[!-/:-@\[-`{-~]")


def guarded(markdown: str) -> str:
    """The words of one block with a backslash before what would be a mark of another program."""
    for _ in range(len(markdown)):
        marks = foreign_marks(read_words(markdown), markdown)
        found = next((mark for mark in marks if not markdown.startswith(("\\(", "\\["), mark[0])), None)
        sign = _PUNCTUATION.search(markdown, found[0], found[0] + found[1]) if found else None
        if sign is None:
            break
        markdown = f"{markdown[: sign.start()]}\\{markdown[sign.start() :]}"
    return markdown


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
