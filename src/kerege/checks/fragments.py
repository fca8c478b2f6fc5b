"""Whether words are somebody's words: what "word for word" means for every rule."""

from __future__ import annotations

import re

_LEFT_OUT = re.compile(r"…|\.\.\.|\[[^\]]*\]")


def missing_piece(words: str, text: str) -> str:
    """The first piece of `words` that does not stand in `text`, or empty when all do, in order.

    Pieces are what remains between … and [ ], which mark words left out or put in. Spaces and the case of letters do
    not count: a fragment may begin a sentence that was none, and a line may break anywhere.
    """
    whole = _folded(text)
    position = 0
    for piece in _LEFT_OUT.split(words):
        folded = _folded(piece)
        if not folded:
            continue
        found = whole.find(folded, position)
        if found < 0:
            return " ".join(piece.split())
        position = found + len(folded)
    return ""


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()
