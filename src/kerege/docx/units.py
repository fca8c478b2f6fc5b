"""Markdown as units that can be compared: words, signs, ties, citations, calls of notes, marks of emphasis.

Two texts say the same in the same way when their units have the same keys, however their lines are broken. A tie counts
as one unit, whatever its words are: words may be compared apart, and a tie can be kept whole while words around it change.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import quote, unquote

from kerege.model import document as nodes
from kerege.model.visible import visible
from kerege.read.markdown.tree import read_words

_PIECE = re.compile(
    r"(?P<escape>\\[!-/:-@\[-`{-~])|(?P<marks>\*+|(?<!\w)_+|_+(?!\w))|(?P<word>\w+(?:['’\-]\w+)*)|(?P<sign>\S)"
)
_OPENING = re.compile(r"(?P<indent>[ \t]*)(?P<mark>#{1,6}|[-*+]|\d+[.)])(?=[ \t]+\S)")
_QUOTED = re.compile(r"^[ \t]*>[ \t]?", re.MULTILINE)
_TITLED = re.compile(r'^(?P<opening>[ \t]*!!![ \t]+\w+[ \t]+")(?P<title>[^"\n]*)"(?=[ \t]*$)', re.MULTILINE)
_UNTITLED = re.compile(r"^[ \t]*!!![ \t]+\w+(?=[ \t]*$)", re.MULTILINE)
_HEADING_ID = re.compile(r"[ \t]*\{#[^}\s]+\}[ \t]*$")
FORMULA = "formula:"
_HARD = "\u00a0\u202f\u2009"


@dataclass(frozen=True, slots=True)
class Unit:
    """One piece of Markdown."""

    key: str
    """What it is compared by; whether and how it is spaced from the one before is part of it."""
    text: str
    """As it is written."""
    gap: str
    """The blanks before it, as they are written."""
    target: str = ""
    """Of a tie or link; `cite:…` for a citation, `note:LABEL` for the call of a note, `formula:…` for a formula."""
    words: str = ""
    """The visible words of a tie or link."""


def cite_target(citation: nodes.Citation) -> str:
    """A citation as the target of a link, so that it survives Word: `cite:fidh-2016,12;un-2015`.

    Words before a work and `-` stand before an `@`; a citation within a sentence begins with `cite:@`.
    """
    works = []
    for work in citation.works:
        before = f"{work.prefix} " if work.prefix else ""
        mark = f"{before}{'-' if work.suppress else ''}@" if before or work.suppress else ""
        works.append(quote(f"{mark}{work.key}{f',{work.rest}' if work.rest else ''}", safe=",:-_."))
    return f"cite:{'@' if citation.in_text else ''}{';'.join(works)}"


def cite_markdown(target: str) -> str:
    """What `cite_target` was made from, as it stands in a chapter."""
    coded = target.removeprefix("cite:")
    works = []
    for work in coded.removeprefix("@").split(";"):
        before, at, rest = unquote(work).rpartition("@")
        key, _, locator = (rest if at else unquote(work)).partition(",")
        end = f" [{locator.strip()}]" if coded.startswith("@") else f", {locator.strip()}"
        works.append(f"{before}@{key}{end if locator else ''}")
    return works[0] if coded.startswith("@") else f"[{'; '.join(works)}]"


def without_heading_id(source: str) -> tuple[str, str]:
    """A heading and the ` {#id}` that ends it."""
    match = _HEADING_ID.search(source) if source.startswith("#") else None
    return (source[: match.start()], match[0]) if match else (source, "")


def units(source: str) -> list[Unit]:
    """The units of a piece of Markdown."""
    # `>` before the lines of a quotation is spacing; blanks keep every offset.
    text = _QUOTED.sub(lambda match: " " * len(match[0]), source)
    # So is what opens a callout; its title is a paragraph.
    text = _TITLED.sub(lambda match: f"{' ' * len(match['opening'])}{match['title']}\n", text)
    text = _UNTITLED.sub(lambda match: " " * len(match[0]), text)
    spans = _spans(text)
    found: list[Unit] = []
    position = 0
    for start, end, target, words in spans:
        _pieces(text, source, position, start, found)
        key = "⟦note⟧" if target.startswith("note:") else f"⟦{target}⟧"
        _add(found, text, source, start, end, key, target, words)
        position = end
    _pieces(text, source, position, len(text), found)
    return found


def _spans(text: str) -> list[tuple[int, int, str, str]]:
    """Ties, links, citations and calls of notes: start, end, target, words."""
    return list(_placed(read_words(text)))


def _placed(children: Iterable[nodes.Inline]) -> Iterator[tuple[int, int, str, str]]:
    for node in children:
        match node:
            case nodes.Link():
                yield *node.span, node.target, visible(node.children).text
            case nodes.Tie():
                yield *node.span, f"{node.scheme}:{node.target}", visible(node.children).text
            case nodes.Citation():
                yield *node.span, cite_target(node), ""
            case nodes.Math():
                yield *node.span, f"{FORMULA}{node.tex}", node.tex
            case nodes.Call():
                yield *node.span, f"note:{node.label}", ""
            case nodes.Styled():
                yield from _placed(node.children)


def _pieces(text: str, source: str, start: int, end: int, found: list[Unit]) -> None:
    position = start
    while position < end:
        if text[position].isspace():
            position += 1
            continue
        at_line_start = not text[text.rfind("\n", 0, position) + 1 : position].strip()
        opening = _OPENING.match(text, position, end) if at_line_start else None
        if opening is not None and _opens_item(opening["mark"], text, position, found):
            mark = opening["mark"]
            level = (position - text.rfind("\n", 0, position) - 1) // 2
            key = f"⟦{mark}⟧" if mark.startswith("#") else f"⟦item{min(level, 8)}{'1' if mark[0].isdigit() else ''}⟧"
            _add(found, text, source, position, opening.end(), key)
            position = opening.end()
            continue
        match = _PIECE.match(text, position, end)
        assert match is not None
        key = match[0][1:] if match["escape"] else match[0]
        if match["marks"]:
            key = f"⟦{'*' * len(key)}⟧"
        _add(found, text, source, position, match.end(), key)
        position = match.end()


def _opens_item(mark: str, text: str, position: int, found: list[Unit]) -> bool:
    """Within a paragraph only `1.` begins a numbered list (CommonMark 5.3): `1996.` may stand at the start of a line."""
    if not mark[0].isdigit() or mark[:-1] == "1" or not found:
        return True
    return "\n\n" in found[-1].gap + text[:position].rpartition(found[-1].text)[2] or any(
        "⟦item" in u.key for u in found
    )


def _add(
    found: list[Unit], text: str, source: str, start: int, end: int, key: str, target: str = "", words: str = ""
) -> None:
    before = start
    while before > 0 and text[before - 1].isspace():
        before -= 1
    gap = text[before:start]
    opens = not found or key.startswith(("⟦item", "⟦#"))
    after_opening = bool(found) and found[-1].key.startswith(("⟦item", "⟦#"))
    if opens or after_opening:
        spacing = ""
    elif gap.count("\n") > 1:
        spacing = "¶"
    else:
        spacing = next((hard for hard in _HARD if hard in gap), " " if gap else "")
    found.append(Unit(spacing + key, source[start:end], source[before:start], target, words))


def plain(found: Sequence[Unit]) -> str:
    """The visible words of units, ties left out."""
    return "".join(_visible(found)).strip()


def _visible(found: Sequence[Unit]) -> Iterator[str]:
    for unit in found:
        if unit.target:
            yield " … "
        elif "⟦" not in unit.key:
            yield unit.key.replace("¶", " ")


_SPECIAL = re.compile(r"[\\`*\[\]<>|$]|(?<!\w)_|_(?!\w)|(?<![\w\\])@(?=[\w{])|~(?=\S*~)|\^(?=\S*\^)|&(?=#?\w+;)")


def escaped(text: str) -> str:
    """Text that Markdown would take for marks, with backslashes before them."""
    return _SPECIAL.sub(lambda match: "\\" + match[0], text)
