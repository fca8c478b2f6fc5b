"""What changed in a block, word by word."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from functools import lru_cache

_HIDDEN = re.compile(r"\((?<=\]\()[^)\s]*\)|\[@[^\]]*\]|\[\^[^\]]*\]|\{[^}]*\}|<[^>]*>|\*[^*\n]*\*")
_LINK = re.compile(r"\[(?P<words>(?:[^\[\]\\]|\\.)*)\]\([^)\s]*\)")


@lru_cache(maxsize=200_000)
def plain(text: str) -> str:
    """A block's Markdown as a reader sees it, near enough to be compared: links are their words."""
    return " ".join(_LINK.sub(lambda link: link["words"], text).replace("**", "").split())


@lru_cache(maxsize=100_000)
def visible(text: str) -> str:
    """A block's Markdown with blanks in the place of addresses, marks, tags and what stands between asterisks."""
    return _HIDDEN.sub(lambda match: " " * len(match[0]), text)


def word_changes(before: str, after: str) -> Iterator[tuple[str, str]]:
    """Pairs of a mark and words, in order: ` ` unchanged, `-` only before, `+` only after."""
    old, new = before.split(), after.split()
    for kind, a, b, c, d in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            yield " ", " ".join(old[a:b])
            continue
        if b > a:
            yield "-", " ".join(old[a:b])
        if d > c:
            yield "+", " ".join(new[c:d])
