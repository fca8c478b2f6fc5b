"""Which group each number of a sentence is about, told by the order in which groups and numbers stand.

Each number looks at the words between the number before it and itself, and at those between itself and the next. Where every
number of the sentence has a group before it ("of women 87, of men 89") that one is its own; where every number has one close
behind it ("87 of women and 89 of men"), that one; several groups and then as many numbers ("women and men: 87 and 89"), or the other
way round, belong together in their order. A number beside which no group stands continues the one before it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

_CLOSE = 4
"""A group so few words behind a number, with no mark between, is the number's own: 40 per cent of all the women."""
_MARK = re.compile(r"[,;:.()–—]")


@dataclass(frozen=True, slots=True)
class Number:
    """A number of a sentence."""

    start: int
    end: int
    stems: str = ""
    """The group that it should be about; empty where that is not known."""


def strangers(text: str, numbers: Sequence[Number], groups: Collection[str]) -> Iterator[int]:
    """The indexes of the numbers that stand with another group than their own, or with none.

    Args:
        text: the sentence.
        numbers: those that could be about one of the groups, in order.
        groups: stems of the groups that could be meant, those of the numbers among them.
    """
    sentence = _Sentence.of(text, numbers, groups)
    about: _Group = frozenset()
    for index, number in enumerate(numbers):
        about = sentence.about(index, number.stems, about)
        if number.stems and number.stems not in about:
            yield index


_Group = frozenset[str]
"""The groups that one word names: women are women, and women and girls."""


@dataclass(frozen=True)
class _Sentence:
    text: str
    numbers: Sequence[Number]
    gaps: Sequence[Sequence[tuple[int, _Group]]]
    """The groups before the first number, between each two, and behind the last: where each is named, and which it is."""

    @classmethod
    def of(cls, text: str, numbers: Sequence[Number], groups: Collection[str]) -> _Sentence:
        borders = [0, *(place for number in numbers for place in (number.start, number.end)), len(text)]
        gaps = []
        for start, end in zip(borders[::2], borders[1::2], strict=True):
            found: dict[int, set[str]] = {}
            for stems in groups:
                for at in find_group(text[start:end], stems):
                    found.setdefault(start + at, set()).add(stems)
            gaps.append([(at, frozenset(found[at])) for at in sorted(found)])
        return cls(text, numbers, gaps)

    def about(self, index: int, own: str, last: _Group) -> _Group:
        """The group of a number; its own where nothing decides between that one and another.

        Args:
            last: the group of the number before it.
        """
        before, behind = self.gaps[index], self.gaps[index + 1]
        close = self._close(index)
        if close and own in behind[0][1]:
            return behind[0][1]
        if not before and (ordered := self._in_order(index)):
            return ordered
        if not before and not behind:
            return last
        first = all(self.gaps[: len(self.numbers)])
        second = all(self._close(number) for number in range(len(self.numbers)))
        if len(self.numbers) > 1 and first != second:
            return (self._in_order(index) or before[-1][1]) if first else behind[0][1]
        if len(self.numbers) > 1 and first and (own in before[-1][1] or own in behind[0][1]):
            is_last = index == len(self.numbers) - 1
            return behind[0][1] if close and is_last else frozenset((own,))
        return self._beside(index, last, close)

    def _beside(self, index: int, last: _Group, close: bool) -> _Group:
        before, behind = self.gaps[index], self.gaps[index + 1]
        end = self.numbers[index].end
        if (
            not before
            and not close
            and last
            and index + 1 < len(self.numbers)
            and _MARK.search(self.text[end : behind[0][0]])
        ):
            return last  # what stands behind the mark begins what is said of the next number
        if not before or close:
            return behind[0][1]
        if not behind or _MARK.search(self.text[end : behind[0][0]]):
            return self._in_order(index) or before[-1][1]
        nearer = self.numbers[index].start - before[-1][0] <= behind[0][0] - end
        return before[-1][1] if nearer else behind[0][1]

    def _in_order(self, index: int) -> _Group | None:
        """The group of a number where as many groups are named before several numbers, or behind them, as there are numbers."""
        start = index
        while start > 0 and not self.gaps[start]:
            start -= 1
        end = index + 1
        while end < len(self.numbers) and not self.gaps[end]:
            end += 1
        # The first of them may be the group of the number before, close behind it.
        heads = self.gaps[start][1:] if start > 0 and self._close(start - 1) else self.gaps[start]
        owned = any(self._close(number) for number in range(start, end))
        named = list(dict.fromkeys(group for _, group in heads or self.gaps[end]))
        return named[index - start] if len(named) == end - start > 1 and not (heads and owned) else None

    def _close(self, index: int) -> bool:
        """Whether a group stands close behind a number."""
        behind = self.gaps[index + 1]
        between = self.text[self.numbers[index].end : behind[0][0]] if behind else ""
        return bool(behind) and len(between.split()) <= _CLOSE and not _MARK.search(between)


def names(text: str, stems: str) -> bool:
    """Whether a text names a group."""
    return next(find_group(text, stems), None) is not None


def find_group(text: str, stems: str) -> Iterator[int]:
    """Where words of the text begin with one of the stems (alternatives separated by `|`).

    Stems are matched at the beginnings of words, so that `men` is not found in `women`.
    """
    pattern = _beginning(stems)
    if pattern is not None:
        yield from (match.start() for match in pattern.finditer(text))


@cache
def _beginning(stems: str) -> re.Pattern[str] | None:
    alternatives = "|".join(re.escape(stem.strip()) for stem in stems.split("|") if stem.strip())
    return re.compile(rf"(?<!\w)(?:{alternatives})", re.IGNORECASE) if alternatives else None
