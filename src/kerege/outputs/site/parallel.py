"""A chapter in two languages side by side, block by block.

Blocks are matched by heading ids, by the records they show and by their order; where one language has a paragraph more,
the other column stays empty there, and the next heading brings both together again.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import zip_longest

from kerege.render.elements import Element, element, parts_of

Row = tuple[Element | None, Element | None]


def parallel_rows(first: Element, second: Element) -> tuple[Row, ...]:
    """The top-level blocks of two pages, taken out of them and matched; None where a block has no partner."""
    left, right = ([part for part in parts_of(body) if isinstance(part, Element)] for body in (first, second))
    rows: list[Row] = []
    i = j = 0
    for to_i, to_j in (*_meetings(left, right), (len(left), len(right))):
        rows += zip_longest(left[i:to_i], right[j:to_j])
        i, j = to_i, to_j
    return tuple(rows)


def _key(block: Element) -> str:
    """What a block is compared by: its record, or its heading's id; empty for one that has no name."""
    identifier = block.get("id", "") if block.tag != "p" else ""
    return block.get("data-kerege", "") or (f"{block.tag}#{identifier}" if identifier else "")


def _meetings(left: Sequence[Element], right: Sequence[Element]) -> Iterator[tuple[int, int]]:
    """Where both pages show the same heading or record: paragraphs have no name, so they only follow what has one."""
    named = [index for index, block in enumerate(left) if _key(block)]
    partners = [index for index, block in enumerate(right) if _key(block)]
    matcher = SequenceMatcher(None, [_key(left[i]) for i in named], [_key(right[j]) for j in partners], autojunk=False)
    for match in matcher.get_matching_blocks():
        for step in range(match.size):
            yield named[match.a + step], partners[match.b + step]


def parallel_element(first: Element, second: Element, languages: tuple[str, str], names: tuple[str, str]) -> Element:
    """The two texts as rows of two cells; ids of the second one carry its language, so that none stands twice."""
    one, other = languages
    rename_ids(second, f"-{other}")
    rows = [
        element("div", _cell(left, one), _cell(right, other), class_="k-row")
        for left, right in parallel_rows(first, second)
    ]
    titles = [element("p", name, lang=code) for name, code in zip(names, languages, strict=True)]
    head = element("div", titles, class_="k-row k-row--head", aria_hidden="true")
    return element("div", head, rows, class_="k-parallel")


def _cell(block: Element | None, language: str) -> Element:
    return element("div", block, class_="k-cell", lang=language)


def rename_ids(body: Element, ending: str) -> None:
    """Let the ids of a text, and the links to them within it, carry an ending, so that it can stand beside its twin."""
    for part in body.iter():
        if part.get("id"):
            part.set("id", f"{part.get('id')}{ending}")
        if part.get("href", "").startswith("#"):
            part.set("href", f"{part.get('href')}{ending}")
        if part.get("aria-describedby"):
            part.set("aria-describedby", f"{part.get('aria-describedby')}{ending}")
