"""Signs of a published file that a report cannot print: put in an ordinary form where Unicode has one, else shown as what they are."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cache

from kerege.fonts import our_letters

_DROPPED = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe00-\ufe0f\ufeff]")
"""Invisible: hyphens that may be, joiners, marks of direction."""
_BULLETS = {
    "\uf0b7": "•",
    "\uf0a7": "▪",
    "\uf0d8": "▸",
    "\uf0fc": "✓",
    "\uf06e": "■",
    "\uf0e0": "→",
    "\uf0a8": "□",
    "\uf02d": "-",
}
"""What fonts of signs keep in the private area of Unicode: bullets of word processors."""
_SCRIPTS = (
    ("\u0530", "\u1fff"),
    ("\u3000", "\u30ff"),
    ("\ua4d0", "\uabff"),
    ("\ufe10", "\ufe6f"),
    ("\uff00", "\uffef"),
)
"""Where Unicode keeps scripts with punctuation of their own."""
_PLAIN = {
    "☐": "[ ]", "☑": "[x]", "☒": "[x]", "✔": "✓", "➔": "→", "➢": "▸", "➤": "▸", "►": "▸", "❖": "◆", "✦": "*", "✱": "*",
    "∗": "*", "⋅": "·", "∙": "•", "\u2028": " ", "\u2029": " ", "\t": " ", "\x0b": " ", "\x0c": " ",
}  # fmt: skip


def shown(text: str) -> str:
    """A text in signs that can be printed, and that mean the same."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(_shown(sign) for sign in _DROPPED.sub("", text))


@cache
def _shown(sign: str) -> str:
    if sign == "\n" or (sign.isprintable() and _prints(sign)) or sign in "\u00a0\u202f\u2009":
        return sign
    for known in (_BULLETS.get(sign), _PLAIN.get(sign)):
        if known is not None:
            return known if all(map(_prints, known)) else "*"
    plain = unicodedata.normalize("NFKC", sign)
    if plain != sign and plain.isprintable() and all(map(_prints, plain)):
        return plain
    if unicodedata.category(sign)[0] in "LMN" or _is_of_script(sign):
        # Letters stay, and a script's own punctuation: what a script needs is a font in the folder `fonts/`, as the check says.
        return sign
    # A blank before a letter, so that 900B0 is not read as a number with a mistake in it.
    number = re.sub(r"(?<=\d)(?=[A-F])", " ", f"{ord(sign):04X}")
    return " " if unicodedata.category(sign) == "Zs" else f"[U+{number}]"


def _is_of_script(sign: str) -> bool:
    """Whether a sign is the punctuation of one script or a few: Arabic comma, danda, ideographic full stop."""
    return unicodedata.category(sign)[0] == "P" and any(first <= sign <= last for first, last in _SCRIPTS)


def as_bullet(word: str) -> str:
    """A sign of a font's own that stands where a list has its marks, as an ordinary mark."""
    private = len(word) == 1 and unicodedata.category(word) in ("Co", "Cn")
    return _BULLETS.get(word, "•") if private else word


def unprintable(texts: Iterable[str]) -> dict[str, int]:
    """The signs that are shown by their numbers, and how often each stands in the texts."""
    found: dict[str, int] = {}
    for text in texts:
        if not text.isascii():
            for sign in text:
                if _shown(sign).startswith("[U+"):
                    found[_shown(sign)[1:-1]] = found.get(_shown(sign)[1:-1], 0) + 1
    return found


@cache
def _letters() -> frozenset[int]:
    return our_letters()


def _prints(sign: str) -> bool:
    return ord(sign) in _letters() or sign.isspace()
