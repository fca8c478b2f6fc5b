"""A chapter in two languages side by side, block by block.

Blocks are matched by heading ids, by the records they show and by their order; where one language has a paragraph more,
the other column stays empty there, and the next heading brings both together again.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import zip_longest

from kerege.outputs.site.content import Piece, pieces, renamed_ids

Row = tuple[str, str]


def parallel_rows(first: str, second: str) -> tuple[Row, ...]:
    """The blocks of two pages, matched; an empty string where a block has no partner."""
    left, right = pieces(first), pieces(second)
    rows: list[Row] = []
    i = j = 0
    for to_i, to_j in (*_meetings(left, right), (len(left), len(right))):
        rows += [
            (one.html if one else "", other.html if other else "")
            for one, other in zip_longest(left[i:to_i], right[j:to_j])
        ]
        i, j = to_i, to_j
    return tuple(rows)


def _meetings(left: Sequence[Piece], right: Sequence[Piece]) -> Iterator[tuple[int, int]]:
    """Where both pages show the same heading or record: paragraphs have no name, so they only follow what has one."""
    named = [index for index, piece in enumerate(left) if piece.is_named]
    partners = [index for index, piece in enumerate(right) if piece.is_named]
    matcher = SequenceMatcher(None, [left[i].key for i in named], [right[j].key for j in partners], autojunk=False)
    for block in matcher.get_matching_blocks():
        for step in range(block.size):
            yield named[block.a + step], partners[block.b + step]


def parallel_html(first: str, second: str, languages: tuple[str, str], names: tuple[str, str]) -> str:
    """The two texts as rows of two cells; ids of the second one carry its language, so that none stands twice."""
    one, other = languages
    rows = []
    for left, right in parallel_rows(first, second):
        right = renamed_ids(right, f"-{other}")
        rows.append(
            f'<div class="k-row"><div class="k-cell" lang="{one}">{left}</div>'
            f'<div class="k-cell" lang="{other}">{right}</div></div>'
        )
    head = f'<div class="k-row k-row--head" aria-hidden="true"><p lang="{one}">{names[0]}</p><p lang="{other}">{names[1]}</p></div>'
    return f'<div class="k-parallel">{head}{"".join(rows)}</div>'
