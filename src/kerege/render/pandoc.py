"""Pandoc's own document (pandoc-types 1.23): its pieces as data, and what it has typeset as our elements."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from itertools import groupby
from typing import Any

from kerege.languages.cldr import runs_leftwards
from kerege.render.direction import islands
from kerege.render.elements import Content, element, flat

Json = Any
"""Data as JSON has them."""
_VERSION = [1, 23, 1]
_TAGS = {"Emph": "em", "Strong": "strong", "Superscript": "sup", "Subscript": "sub", "Strikeout": "s", "Underline": "u"}
_WORDS = {"Space": " ", "SoftBreak": " "}


def el(kind: str, content: Json = None) -> Json:
    """A piece of a document: `el("Space")`, `el("Str", "word")`."""
    return {"t": kind} if content is None else {"t": kind, "c": content}


def attr(identifier: str = "", classes: Iterable[str] = (), **pairs: str) -> Json:
    """Id, classes and further attributes; `_` stands for `-`."""
    return [identifier, list(classes), [[key.replace("_", "-"), value] for key, value in pairs.items()]]


def text(words: str) -> list[Json]:
    """Words, cut at their blanks; a no-break space is no blank."""
    found: list[Json] = []
    for number, piece in enumerate(words.replace("\n", " ").split(" ")):
        if number:
            found.append(el("Space"))
        if piece:
            found.append(el("Str", piece))
    return found


def styled(style: str, *paragraphs: list[Json]) -> Json:
    """Paragraphs in a style of the reference document."""
    return el("Div", [attr(custom_style=style), [el("Para", words) for words in paragraphs]])


def link(words: list[Json], target: str, title: str = "") -> Json:
    return el("Link", [attr(), words, [target, title]])


def plain_table(heads: Iterable[str], rows: Iterable[Iterable[str]]) -> Json:
    """A table of words: the first column names its rows, the others are set to the right."""

    def row(cells: Iterable[str]) -> Json:
        return [attr(), [[attr(), el("AlignDefault"), 1, 1, [el("Plain", text(cell))]] for cell in cells]]

    named = list(heads)
    aligned = [el("AlignRight" if at else "AlignLeft") for at, _ in enumerate(named)]
    return table_of(aligned, row(named), [row(cells) for cells in rows])


def table_of(aligned: Sequence[Json], head: Json, rows: Sequence[Json]) -> Json:
    """A table as wide as the text, each of whose columns is as wide as its words ask."""
    lengths = [
        max((_length(row[1][at]) for row in (head, *rows) if at < len(row[1])), default=0) for at in range(len(aligned))
    ]
    shares = [min(max(length, _NARROW), _WIDE) for length in lengths]
    columns = [[align, el("ColWidth", share / sum(shares))] for align, share in zip(aligned, shares, strict=True)]
    return el("Table", [attr(), [None, []], columns, [attr(), [head]], [[attr(), 0, [], list(rows)]], [attr(), []]])


_NARROW, _WIDE = 9, 40
"""Letters by which the narrowest and the widest column of a table are measured."""


def _length(cell: Json) -> int:
    """Letters of the words of a cell."""
    return sum(len(plain(block["c"])) for block in cell[4] if block["t"] in ("Plain", "Para"))


def document(blocks: list[Json], meta: dict[str, Json] | None = None) -> str:
    """A whole document, as pandoc reads it with `-f json`."""
    return json.dumps({"pandoc-api-version": _VERSION, "meta": meta or {}, "blocks": blocks}, ensure_ascii=False)


def elements_of(inlines: Iterable[Json], link_of: Callable[[list[Content], str], Content]) -> list[Content]:
    """What pandoc has typeset as elements.

    Args:
        link_of: makes a link of its words and its target.
    """
    found: list[Content] = []
    for inline in inlines:
        kind, content = inline["t"], inline.get("c")
        if kind in _WORDS or kind == "Str":
            found.append(_WORDS.get(kind) or content)
        elif kind in _TAGS:
            found.append(element(_TAGS[kind], elements_of(content, link_of)))
        elif kind == "Link":
            found.append(link_of(elements_of(content[1], link_of), content[2][0]))
        elif kind == "Quoted":
            left, right = ("‘", "’") if content[0]["t"] == "SingleQuote" else ("“", "”")
            found += [left, *elements_of(content[1], link_of), right]
        elif kind == "Span" and dict(content[0][2]).get("lang"):
            found.append(element("span", elements_of(content[1], link_of), lang=dict(content[0][2])["lang"]))
        elif kind == "Span" and dict(content[0][2]).get("dir"):
            found.append(element("bdi", elements_of(content[1], link_of), dir=dict(content[0][2])["dir"]))
        elif kind in ("Span", "Cite", "SmallCaps"):
            found += elements_of(content if kind == "SmallCaps" else content[1], link_of)
        elif kind == "LineBreak":
            found.append(element("br"))
        elif kind in ("Code", "RawInline", "Math"):
            found.append(content[1])
    return found


def directed_tree(part: Json) -> Json:
    """Pieces of a document that is read from right to left: words of other directions, addresses and code say that they are not.

    Pandoc writes `w:rtl` to every run but those (of addresses Word would else set the last sign on the other side).
    """
    if isinstance(part, dict):
        kind: str = part["t"]
        content: Any = part.get("c")
        if kind == "Code":
            return el("Span", [_LEFT_TO_RIGHT, [part]])
        if kind == "Span" and _turns(content[0]):
            marked = [*content[0][:2], [*content[0][2], ["dir", "ltr"]]]
            return el("Span", [marked, content[1]])
        return part if content is None or kind in ("Str", "Math") else {**part, "c": directed_tree(content)}
    if not isinstance(part, list):
        return part
    found: list[Json] = []
    for is_text, pieces in groupby(
        part, key=lambda piece: isinstance(piece, dict) and piece.get("t") in ("Str", "Space")
    ):
        if is_text:
            words = "".join(piece.get("c", " ") for piece in pieces)
            for said, alone in islands(words):
                found += [el("Span", [_LEFT_TO_RIGHT, text(said)])] if alone else text(said)
        else:
            found += map(directed_tree, pieces)
    return found


_LEFT_TO_RIGHT = ["", [], [["dir", "ltr"]]]


def _turns(attributes: Json) -> bool:
    """Whether a span is in a language that is written from left to right."""
    facts = dict(attributes[2])
    return "lang" in facts and "dir" not in facts and not runs_leftwards(facts["lang"])


def unlinked(inlines: Iterable[Json]) -> list[Json]:
    """The same without links: only their words."""
    found: list[Json] = []
    for inline in inlines:
        if inline["t"] == "Link":
            found += unlinked(inline["c"][1])
        elif inline["t"] in _TAGS:
            found.append(el(inline["t"], unlinked(inline["c"])))
        else:
            found.append(inline)
    return found


_MARKS = str.maketrans({"'": "’", '"': "", "“": "", "”": "", "«": "", "»": "", "„": "", "‘": "’", "\u00a0": " "})
_HELD = {"Emph": None, "Strong": None, "SmallCaps": None, "Quoted": 1, "Span": 1, "Link": 1}
"""What holds words, and at which place."""


def spoken_in(inlines: Iterable[Json], words: str, language: str) -> list[Json]:
    """The same with the first run that says some words marked as being in a language; without one, as they are."""
    made, wanted = list(inlines), _folded(words)
    for start, inline in enumerate(made):
        at = _HELD.get(inline["t"], -1)
        if at != -1:
            inner = inline["c"] if at is None else inline["c"][at]
            marked = spoken_in(inner, words, language)
            if marked != inner:
                content = marked if at is None else [*inline["c"][:at], marked, *inline["c"][at + 1 :]]
                return [*made[:start], el(inline["t"], content), *made[start + 1 :]]
        for end in range(start + 1, len(made) + 1) if inline["t"] == "Str" or at != -1 else ():
            said = _folded(plain(made[start:end]))
            if said == wanted:
                run = el("Span", [attr(lang=language), made[start:end]])
                return [*made[:start], run, *made[end:]]
            if not wanted.startswith(said):
                break
    return made


def _folded(words: str) -> str:
    """Words as they are compared: without quotation marks, and without the sign that a style sets at the end."""
    return " ".join(words.translate(_MARKS).split()).rstrip(".,:;").casefold()


def plain(inlines: Iterable[Json]) -> str:
    """The words of what pandoc has typeset."""
    made = flat(elements_of(inlines, lambda words, _: words))
    return "".join(part if isinstance(part, str) else "".join(part.itertext()) for part in made)
