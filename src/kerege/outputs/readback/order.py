"""Reading finished pages back as they are seen: the digits of a number stand in the order in which they were checked (A013).

A browser orders text by the directions of its letters (Unicode Standard Annex 9). This follows its rules for text without
explicit signs of direction; such signs, and marks that turn text, are findings by themselves wherever they stand. What a browser
isolates, `<bdi>` and inline elements with `dir`, is ordered by itself.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from xml.etree.ElementTree import Element

from kerege.catalogue import problem
from kerege.findings import Finding, Location
from kerege.languages.cldr import runs_leftwards
from kerege.messages import say

_SIGNS = re.compile(r"[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_INLINE = {
    "a", "abbr", "b", "bdi", "cite", "code", "del", "dfn", "em", "i", "ins", "kbd", "mark", "q", "s", "small", "span", "strong", "sub",
    "sup", "time", "u", "wbr",
}  # fmt: skip
_TURNS = re.compile(r"unicode-bidi\s*:\s*(?!normal|isolate\b|plaintext)|direction\s*:\s*rtl", re.IGNORECASE)
_LEFTWARDS = ("R", "AL", "AN")
_OVERRIDE = {"bdo"}
_MARKED = ("stat:", "claim:", "statistic:")
_NUMBER = re.compile(r"[+−–-]?\d[\d.,\u00a0\u202f\u2009]*\d|\d")


def order_problems(page: Element) -> Iterator[str]:
    """Sentences about a page on which readers see another order than its text has.

    Args:
        page: as `page_tree` reads it.
    """
    reading = _Reading()
    reading.element(page, "ltr", tied=False, leftwards=False)
    yield from dict.fromkeys(reading.problems)


def order_findings(page: Element, shown: PurePosixPath) -> Iterator[Finding]:
    """A013 for a page, which is called `shown`."""
    for trouble in order_problems(page):
        yield Finding(Location(shown), problem("A013", problem=trouble))


@dataclass
class _Run:
    """Text that is ordered by itself: a block, or within one an element that is isolated (`<bdi>`, or any with `dir`)."""

    direction: str
    """`ltr`, `rtl`, or `auto`: that of its first letter."""
    leftwards: bool = False
    """Its readers read from right to left: the page, or the block, is in such a language."""
    text: str = ""
    ranges: list[tuple[int, int]] = field(default_factory=list)
    """Where it states numbers of the report."""


class _Reading:
    """Gathers the text of each block with the ranges that state a number of the report."""

    def __init__(self) -> None:
        self.problems: list[str] = []
        self._runs = [_Run("ltr")]

    def element(self, element: Element, direction: str, *, tied: bool, leftwards: bool) -> None:
        """Take an element in.

        Args:
            direction: that of what holds it.
            tied: it stands within the words of a number.
            leftwards: who reads what holds it reads from right to left.
        """
        tag, own = element.tag, element.get("dir", "").casefold()
        if tag in _OVERRIDE or _TURNS.search(element.get("style", "")):
            self.problems.append(say("<{tag}> turns the direction of its text", tag=tag))
        if tag in ("script", "style"):
            return
        around = leftwards
        if tag not in _INLINE and own:
            leftwards = own == "rtl" and (tag in ("html", "body") or runs_leftwards(element.get("lang", "")))
        outer, direction = direction, own or ("auto" if tag == "bdi" else direction)
        isolated = tag in _INLINE and (tag == "bdi" or bool(own))
        number = element.get("data-kerege", "").startswith(_MARKED)
        if tag not in _INLINE:
            self._end_block(direction, leftwards)
        elif isolated:
            # The text around it sees one sign in its place.
            self._runs[-1].text += "\ufffc"
            self._runs.append(_Run(direction, leftwards))
        run = self._runs[-1]
        start = len(run.text)
        run.text += element.text or ""
        for child in element:
            self.element(child, direction, tied=tied or number, leftwards=leftwards)
            self._runs[-1].text += child.tail or ""
        last = self._runs[-1]
        if number or (isolated and tied):
            last.ranges.append((start if last is run else 0, len(last.text)))
        if tag not in _INLINE:
            self._end_block(outer, around)
        elif isolated and len(self._runs) > 1:
            self._judge(self._runs.pop())

    def _end_block(self, direction: str, leftwards: bool) -> None:
        for run in reversed(self._runs):
            self._judge(run)
        self._runs = [_Run(direction, leftwards)]

    def _judge(self, run: _Run) -> None:
        text = run.text
        for sign in _SIGNS.findall(text):
            name = unicodedata.name(sign)
            self.problems.append(say("it has a sign that turns the direction of text ({name})", name=name))
        leftwards = _first_is_leftwards(text) if run.direction == "auto" else run.direction == "rtl"
        if not leftwards and (text.isascii() or all(unicodedata.bidirectional(c) not in _LEFTWARDS for c in text)):
            return
        places = seen_places(text, leftwards=leftwards)
        for start, end in run.ranges:
            pieces = [(start, end)]
            if leftwards and run.leftwards:
                # Who reads from right to left reads the parts of a range so.
                pieces = [(start + m.start(), start + m.end()) for m in _NUMBER.finditer(text[start:end])]
            for first, last in pieces:
                order = [places[at] for at in range(first, last) if not text[at].isspace()]
                if order != sorted(order):
                    words = " ".join(text[start:end].split())
                    self.problems.append(say("readers see the parts of '{words}' in another order", words=words))


def _first_is_leftwards(text: str) -> bool:
    """The direction of a text that says none (P2, P3)."""
    kinds = (unicodedata.bidirectional(sign) for sign in text)
    return next((kind for kind in kinds if kind in ("L", "R", "AL")), "L") != "L"


def seen_places(text: str, *, leftwards: bool) -> list[int]:
    """For each character of a paragraph, its place in the line as it is seen, were there one line (Annex 9, W1 to L2)."""
    base = 1 if leftwards else 0
    kinds = _weak([unicodedata.bidirectional(c) or "L" for c in text], base)
    kinds = _neutral(_bracketed(text, kinds, base), base)
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


def _bracketed(text: str, kinds: list[str], base: int) -> list[str]:
    """Rule N0: both brackets of a pair take the direction of what they hold."""
    own, other = ("R", "L") if base else ("L", "R")
    for opening, closing in _pairs(text, kinds):
        held = {_direction_of(kind) for kind in kinds[opening + 1 : closing]}
        if own in held:
            kinds[opening] = kinds[closing] = own
        elif other in held:
            before = next((d for kind in reversed(kinds[:opening]) if (d := _direction_of(kind))), own)
            kinds[opening] = kinds[closing] = before
    return kinds


def _direction_of(kind: str) -> str:
    return {"L": "L", "R": "R", "EN": "R", "AN": "R"}.get(kind, "")


def _pairs(text: str, kinds: list[str]) -> list[tuple[int, int]]:
    """Pairs of brackets, in the order of the opening ones."""
    found: list[tuple[int, int]] = []
    waiting: list[int] = []
    for at, sign in enumerate(text):
        if kinds[at] != "ON" or not unicodedata.mirrored(sign):
            continue
        category = unicodedata.category(sign)
        if category == "Ps":
            waiting.append(at)
        elif category == "Pe":
            # A closing bracket stands one or two places behind its opening one in the tables of Unicode.
            opening = next((w for w in reversed(waiting) if ord(sign) - ord(text[w]) in (1, 2)), None)
            if opening is not None:
                found.append((opening, at))
                del waiting[waiting.index(opening) :]
    return sorted(found)


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
