"""Places of every token, on any text: they tile the words, lead to the same signs in the file, and change nothing of the parsing."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from markdown_it import MarkdownIt
from markdown_it.token import Token
from mixed_markdown import TEXTS, examples

from kerege.read.markdown.grammar import grammar, parser
from kerege.read.markdown.places import Runs, at

PLACED = parser()
PLAIN = grammar()
"""The same rules in markdown-it's own parser, which keeps no places."""


def source(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")


def require_tiled(content: str, children: list[Token]) -> None:
    """The spans of inline tokens follow one another and cover the words whole."""
    position = 0
    linked = any(token.markup == "autolink" for token in children)
    for token in children:
        start, end = token.meta["span"]
        assert start == position <= end
        position = end
        piece = content[start:end]
        if token.type == "text":
            assert token.content == piece or (piece and linked)
        elif token.type == "text_special":
            assert token.markup == piece
        elif token.type == "html_inline":
            assert token.content == piece
        elif token.type == "code_inline":
            assert piece.startswith(token.markup)
            assert piece.endswith(token.markup)
            assert piece.strip("`").replace("\n", " ").strip(" ") == token.content.strip(" ")
    assert position == len(content)


def require_mapped(src: str, content: str, runs: Runs) -> None:
    """Every sign of the words stands in the file where the runs say, each behind the one before."""
    last = -1
    for offset, sign in enumerate(content):
        if sign not in " \t\n":
            place = at(runs, offset)
            assert src[place] == sign
            assert place > last
            last = place


@settings(max_examples=examples(300), deadline=None, suppress_health_check=list(HealthCheck))
@given(TEXTS)
def test_spans_tile_the_words_and_lead_to_the_file(text: str) -> None:
    src = source(text)
    tokens = PLACED.parse(src, {})
    for number, block in enumerate(tokens):
        if block.type != "inline" or "runs" not in block.meta:
            continue
        opener = tokens[number - 1]
        require_tiled(block.content, block.children or [])
        if opener.type != "admonition_title_open":
            require_mapped(src, block.content, block.meta["runs"])


@settings(max_examples=examples(300), deadline=None, suppress_health_check=list(HealthCheck))
@given(TEXTS)
def test_keeping_places_changes_nothing_that_is_printed(text: str) -> None:
    src = source(text)
    assert rendered(src) == PLAIN.render(src, {})


@pytest.mark.parametrize(
    "text",
    [
        "*a **b** c* `d` [e](f) ![g *h*](i) <http://j.k> \\* &amp;\nl  \nm",
        "| a \\| b | c |\n|---|---|\n| `x\\|y` | [d](e) |\n",
        "a[^n] ***b** c* ~~d~~ H~2~O m^2^\n\n[^n]: - e\n    - f\n",
        "> - a\n>   b\n> lazy\n\nterm\n: words\n\n!!! note\n    in\n",
    ],
)  # fmt: skip
def test_the_loop_is_that_of_markdown_it(text: str) -> None:
    """Fails when a further markdown-it-py reads inline text by another loop than the one that is written again in `places`."""
    assert rendered(text) == PLAIN.render(text, {})


def rendered(src: str) -> str:
    """By the parser that keeps places, without what the tree wants besides: escapes apart, captions and ids cut off."""
    PLACED.core.ruler.enable("text_join")
    PLACED.core.ruler.disable("trim")
    try:
        return str(PLACED.render(src, {}))
    finally:
        PLACED.core.ruler.disable("text_join")
        PLACED.core.ruler.enable("trim")


def test_the_parsers_are_two() -> None:
    assert isinstance(PLAIN, MarkdownIt)
    assert type(PLAIN.inline) is not type(PLACED.inline)
    assert type(PLAIN.block) is not type(PLACED.block)
