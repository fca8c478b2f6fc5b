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

_BOX = "box"
_TABS = "tabs"
_MADE = "made"
_NOTE = "note"
_STRUCK = "struck"
_NO_ID = "no-id"
_LATEX = "latex"
_FORMULA = "formula"
_TASK = "task"
_WIKI_LINK = "wiki-link"
_CONTENTS = "contents"
_INCLUDE = "include"
_SIGN = "sign"
_ROLE = "role"
TABLE = "table"
CAPTION = "caption"
_HEADING = "heading"
_LINES = "lines"
_ITEMS = "items"
_TERM = "term"
_FRONT = "front"
_MARKS = "marks"
_LINK = "link"
_NO_TARGET = "no-target"
_ENTITY = "entity"
_POWER = "power"
_NOTED = "noted"
_CODE_END = "code-end"


_TIES = tuple(scheme.value for scheme in Scheme)
"""A tie that is not whole is a finding of its own (X012, X013)."""


class Mark(NamedTuple):
    """A mark of another program."""

    pattern: re.Pattern[str]
    case: str
    """Which case of X040: what to write instead."""


def _mark(pattern: str, case: str) -> Mark:
    return Mark(re.compile(pattern, re.MULTILINE), case)


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
    """Where a mark stands in the text, how long it is, which case of X040 it is.

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
                yield start + match.start(), match.end() - match.start(), mark.case
    for match in _TEX.finditer(text, start, words[-1].span.end):
        # Not code.
        escaped = shown[match.start() - start :].startswith(_HIDDEN * 2)
        if escaped and _MATHEMATICAL[match["open"]].search(match["tex"]):
            yield match.start(), match.end() - match.start(), _FORMULA


_PUNCTUATION = re.compile(r"[!-/:-@\[-`{-~]")


def guarded(markdown: str) -> str:
    """The words of one block with a backslash before what would be a mark of another program."""
    for _ in range(len(markdown)):
        marks = [*foreign_marks(read_words(markdown), markdown)]
        bracket = next((at for at, _, _ in marks if markdown.startswith("\\[", at)), None)
        if bracket is not None:
            # A backslash makes a formula of it: an entity does not.
            markdown = f"{markdown[:bracket]}&#91;{markdown[bracket + 2 :]}"
            continue
        found = next((mark for mark in marks if not markdown.startswith("\\(", mark[0])), None)
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
