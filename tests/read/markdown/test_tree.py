"""The tree of any text: nodes nest, follow each other without gap, and say what stands at their places."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from mixed_markdown import TEXTS, examples

from kerege.model import document as nodes
from kerege.model.document import Document, Inline, Node, Span, walk
from kerege.read.markdown.tree import read_document, read_words

ROOT = Path(__file__).parents[3]


def require_covered(children: tuple[Inline, ...], parent: Span) -> None:
    """The words of a block follow each other without gap, within it."""
    last = None
    for child in children:
        assert last is None or child.span.start == last
        assert parent.start <= child.span.start <= child.span.end <= parent.end
        last = child.span.end


def require_nested(node: Node) -> None:
    for name in node.parts:
        inner = getattr(node, name)
        for child in inner if isinstance(inner, tuple) else (inner,):
            assert node.span.start <= child.span.start <= child.span.end <= node.span.end
    for name in ("children", "caption", "title"):
        words = getattr(node, name, ())
        if isinstance(words, tuple) and not isinstance(node, nodes.Code):
            require_covered(words, node.span)


def require_true(node: Node, piece: str, text: str) -> None:
    """What a node says stands at its place."""
    match node:
        case nodes.Text():
            assert node.text == piece or (node.text == " " and "\n" in piece) or piece[0] in "\\&"
        case nodes.Link() | nodes.Tie() if node.children:
            assert (node.children[0].span.start, node.children[-1].span.end) == node.words
        case nodes.Code():
            assert "".join(line.text for line in node.children) == node.text
        case nodes.Work():
            assert piece == node.key
        case nodes.Call():
            assert piece == f"[^{node.label}]"
        case nodes.Math():
            assert node.tex in piece.replace("\\|", "|") or node.tex in piece or "\n" in node.tex
        case nodes.Break():
            assert "\n" in piece
        case nodes.LinkDefinition():
            assert piece.startswith(f"[{node.label}]:")
    if isinstance(node, nodes.Tie) and node.at is not None:
        assert text[slice(*node.at)] == node.target


def require_sound(document: Document) -> None:
    for node in walk(*document.blocks):
        require_nested(node)
        require_true(node, document.text[slice(*node.span)], document.text)


@settings(max_examples=examples(300), deadline=None, suppress_health_check=list(HealthCheck))
@given(TEXTS)
def test_nodes_nest_tile_and_are_true(text: str) -> None:
    require_sound(read_document(text.replace("\0", "")))


@settings(max_examples=examples(200), deadline=None, suppress_health_check=list(HealthCheck))
@given(TEXTS)
def test_carriage_returns_change_nothing_but_the_places_on_disk(text: str) -> None:
    document = read_document(text.replace("\0", ""))
    returned = document.text.replace("\n", "\r\n")
    other = read_document(returned)
    assert other.blocks == document.blocks
    for node in walk(*other.blocks):
        piece = document.text[slice(*node.span)]
        if isinstance(node, nodes.Text) and piece and "\n" not in piece:
            assert returned[other.raw(node.span.start) : other.raw(node.span.end - 1) + 1] == piece


@settings(max_examples=examples(200), deadline=None, suppress_health_check=list(HealthCheck))
@given(TEXTS)
def test_words_alone_tile_too(text: str) -> None:
    text = text.replace("\0", "").replace("\r", "\n")
    children = read_words(text)
    require_covered(children, Span(0, len(text)))
    if children:
        assert (children[0].span.start, children[-1].span.end) == (0, len(text))


@pytest.mark.parametrize("language", ["en", "ru", "ky"])
def test_so_it_is_in_this_report(language: str) -> None:
    for path in sorted((ROOT / "docs" / language).glob("*.md")):
        require_sound(read_document(path.read_text(encoding="utf-8")))


def test_ten_nested_lists_lose_nothing() -> None:
    text = "".join(f"{'  ' * level}- item {level}\n" for level in range(40))
    assert [node.text for node in walk(*read_document(text).blocks) if isinstance(node, nodes.Text)] == [
        f"item {level}" for level in range(40)
    ]


def test_a_definition_of_a_link_is_a_node() -> None:
    document = read_document("[a][r] and [b]\n\n[r]: https://example.org 'A title'\n[b]: 05-methods.md\n")
    kinds = [(node.label, node.target) for node in document.blocks if isinstance(node, nodes.LinkDefinition)]
    assert kinds == [("r", "https://example.org"), ("b", "05-methods.md")]


@pytest.mark.parametrize(
    ("text", "formulas"),
    [
        ("$HOME/x. Ensure `$PATH` is", []), ("a $x$ `b $ c` $y$", ["x", "y"]), ("`a $b` c$ d", []), ("$x$ and `code`", ["x"]),
        ("``a $`b`` c$", []), ("cost $5 and `x$`", []), ("$a$ `b` " * 3000, ["a"] * 3000),
    ],
)  # fmt: skip
def test_code_binds_tighter_than_a_formula(text: str, formulas: list[str]) -> None:
    found = [node.tex for node in walk(*read_document(text).blocks) if isinstance(node, nodes.Math)]
    assert found == formulas
