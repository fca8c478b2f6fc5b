"""Reading finished pages back as they are seen: the digits of a number stand in the order in which they were checked (A013).

A browser orders text by the directions of its letters (Unicode Standard Annex 9). This follows its rules for text without
explicit signs of direction; such signs, and marks that turn text, are findings by themselves wherever they stand.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from html.parser import HTMLParser

from kerege.messages import say

_SIGNS = re.compile(r"[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_INLINE = {
    "a", "abbr", "b", "bdi", "cite", "code", "del", "dfn", "em", "i", "ins", "kbd", "mark", "q", "s", "small", "span", "strong", "sub",
    "sup", "time", "u", "wbr",
}  # fmt: skip
_TURNS = re.compile(r"unicode-bidi\s*:\s*(?!normal|isolate\b|plaintext)|direction\s*:\s*rtl", re.IGNORECASE)
_OVERRIDE = {"bdo"}
_MARKED = ("stat:", "statistic:")
_NUMBER = re.compile(r"[+−–-]?\d[\d.,\u00a0\u202f\u2009]*\d|\d")


def order_problems(text: str) -> Iterator[str]:
    """Sentences about a page on which readers see another order than its text has."""
    page = _Page()
    page.feed(text)
    page.close()
    page.end_block()
    yield from dict.fromkeys(page.problems)


class _Page(HTMLParser):
    """Gathers the text of each block with the ranges that state a number of the report."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.problems: list[str] = []
        self._text = ""
        self._ranges: list[tuple[int, int]] = []
        self._open: list[tuple[str, str, int, bool]] = []
        self._hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag in _OVERRIDE or _TURNS.search(values.get("style", "")):
            self.problems.append(say("<{tag}> turns the direction of its text", tag=tag))
        if tag not in _INLINE:
            self.end_block()
        if tag in ("script", "style"):
            self._hidden += 1
        outer = self._open[-1][3] if self._open else False
        leftwards = values["dir"].casefold() == "rtl" if values.get("dir") else outer
        mark = values.get("data-kerege", "")
        if tag not in ("br", "img", "wbr", "hr", "meta", "link", "input", "col"):
            self._open.append((tag, mark, len(self._text), leftwards))

    def handle_endtag(self, tag: str) -> None:
        if tag in ("script", "style"):
            self._hidden = max(0, self._hidden - 1)
        while self._open:
            name, mark, start, _ = self._open.pop()
            if mark.startswith(_MARKED):
                self._ranges.append((start, len(self._text)))
            if name not in _INLINE:
                self.end_block()
            if name == tag:
                break

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self._text += data

    def end_block(self) -> None:
        text, ranges, self._text, self._ranges = self._text, self._ranges, "", []
        self._open = [(tag, mark, 0, leftwards) for tag, mark, _, leftwards in self._open]
        for sign in _SIGNS.findall(text):
            name = unicodedata.name(sign)
            self.problems.append(say("it has a sign that turns the direction of text ({name})", name=name))
        if text.isascii() or not any(unicodedata.bidirectional(c) in ("R", "AL", "AN") for c in text):
            return
        leftwards = self._open[-1][3] if self._open else False
        places = seen_places(text, leftwards=leftwards)
        for start, end in ranges:
            pieces = (
                [(start, end)]
                if not leftwards
                else [(start + m.start(), start + m.end()) for m in _NUMBER.finditer(text[start:end])]
            )
            for first, last in pieces:
                order = [places[at] for at in range(first, last) if not text[at].isspace()]
                if order != sorted(order):
                    words = " ".join(text[start:end].split())
                    self.problems.append(say("readers see the parts of '{words}' in another order", words=words))


def seen_places(text: str, *, leftwards: bool) -> list[int]:
    """For each character of a paragraph, its place in the line as it is seen, were there one line (Annex 9, W1 to L2)."""
    base = 1 if leftwards else 0
    kinds = _neutral(_weak([unicodedata.bidirectional(c) or "L" for c in text], base), base)
    levels = [_level(kind, base) for kind in kinds]
    order = list(range(len(text)))
    for level in range(max(levels, default=0), 0, -1):
        start = 0
        while start < len(order):
            end = start
            while end < len(order) and levels[order[end]] >= level:
                end += 1
            order[start:end] = order[start:end][::-1]
            start = max(end, start + 1)
    places = [0] * len(text)
    for place, at in enumerate(order):
        places[at] = place
    return places


def _level(kind: str, base: int) -> int:
    if base == 0:
        return {"L": 0, "R": 1}.get(kind, 2)
    return 1 if kind == "R" else 2


def _weak(kinds: list[str], base: int) -> list[str]:
    """Rules W1 to W7: marks, numbers and what stands beside them."""
    before = strong = "R" if base else "L"
    for at, kind in enumerate(kinds):
        if kind == "NSM":
            kinds[at] = before
        elif kind == "EN" and strong == "AL":
            kinds[at] = "AN"
        elif kind in ("L", "R", "AL"):
            strong = kind
        before = kinds[at]
    kinds = ["R" if kind == "AL" else kind for kind in kinds]
    for at in range(1, len(kinds) - 1):
        beside = (kinds[at - 1], kinds[at + 1])
        if beside == ("EN", "EN") and kinds[at] in ("ES", "CS"):
            kinds[at] = "EN"
        elif beside == ("AN", "AN") and kinds[at] == "CS":
            kinds[at] = "AN"
    joined = re.sub(
        r"T+(?=E)|(?<=E)T+",
        lambda match: "E" * len(match[0]),
        "".join({"ET": "T", "EN": "E"}.get(k, "x") for k in kinds),
    )
    kinds = ["EN" if sign == "E" else kind for sign, kind in zip(joined, kinds, strict=True)]
    kinds = ["ON" if kind in ("ES", "ET", "CS") else kind for kind in kinds]
    strong = "R" if base else "L"
    for at, kind in enumerate(kinds):
        if kind in ("L", "R"):
            strong = kind
        elif kind == "EN" and strong == "L":
            kinds[at] = "L"
    return kinds


def _neutral(kinds: list[str], base: int) -> list[str]:
    """Rules N1 and N2: neutral signs take the direction of what stands on both sides, or the paragraph's."""
    own = "R" if base else "L"
    at = 0
    while at < len(kinds):
        if kinds[at] in ("L", "R", "EN", "AN"):
            at += 1
            continue
        end = at
        while end < len(kinds) and kinds[end] not in ("L", "R", "EN", "AN"):
            end += 1
        before = kinds[at - 1] if at else own
        after = kinds[end] if end < len(kinds) else own
        sides = {"R" if kind in ("EN", "AN") else kind for kind in (before, after)}
        kinds[at:end] = [sides.pop() if len(sides) == 1 else own] * (end - at)
        at = end
    return kinds
