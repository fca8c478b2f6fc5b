"""Plants mistakes in claims, in a copy of the report: does `kerege check` find each at its file and line?

Six kinds: the direction turned in the words, the two statistics of a record exchanged, "per cent" said of points, a superlative
for another row, "most" of a share of 48 per cent, a negation dropped in one language. Whether a mistake leaves the
sentence true is reckoned here from the values, not by the judge that is being tested.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

from kerege.checks import check_report
from kerege.model import Chapter, ClaimKind, Pair, Rank, Report, Scheme, Share, Tie
from kerege.read import read_report
from tools.mutate import Mutant, print_table, tried

KINDS = (
    "direction turned",
    "operands exchanged",
    "per cent for points",
    "superlative of another",
    "most of 48",
    "negation dropped",
)
_TURNS = {
    "en": (("more", "less"), ("fewer", "more"), ("most", "least"), ("lowest", "highest"), ("fell", "rose"), ("doubled", "halved"),
           ("twice as many", "half as many"), ("twice as often", "half as often"), ("half as much", "twice as much"), ("less", "more")),
    "ru": (("больше", "меньше"), ("меньше", "больше"), ("большего", "меньшего"), ("чаще", "реже"), ("реже", "чаще"), ("самая низкая", "самая высокая"),
           ("сократилась", "увеличилась"), ("выросли вдвое", "сократились вдвое")),
    "ky": (("көбүрөөгү", "азыраагы"), ("көбүрөөк", "азыраак"), ("көбөйгөн", "азайган"), ("көбү", "азы"), ("көп", "аз"), ("төмөндөгөн", "жогорулаган"),
           ("эң төмөн", "эң жогору"), ("сейрегирээк", "көбүрөөк"), ("аз", "көп")),
}  # fmt: skip
"""Words with their contraries; the first that a phrase holds is turned."""
_SIZES = {"en": "{n} per cent more", "ru": "на {n} процентов больше", "ky": "{n} пайызга көп"}
_LESS = {"en": "{n} per cent fewer", "ru": "на {n} процентов меньше", "ky": "{n} пайызга аз"}
_NEGATIONS = {"en": ("no ", "not "), "ru": ("не ",), "ky": (" эмеси", " эмес")}
_RECORDS = "data/claims.yml"


class Planter:
    """All mutants of one report."""

    def __init__(self, root: Path) -> None:
        reading = read_report(root)
        self.clean, self.ledger = check_report(reading.report, reading.findings)
        self.report: Report = reading.report
        self.records = (root / _RECORDS).read_text(encoding="utf-8")

    def mutants(self) -> Iterator[Mutant]:
        for chapter in self.report.all_chapters():
            for tie in chapter.ties_to(Scheme.CLAIM):
                yield from self._turned(chapter, tie)
                yield from self._points(chapter, tie)
                yield from self._negation(chapter, tie)
        for claim in self.report.claims.values():
            yield from self._record(claim.id)

    def _value(self, key: str) -> Decimal:
        return self.ledger.values[key].number

    def _exact(self, keys: tuple[str, ...]) -> bool:
        return all(not self.report.statistics[key].bound and self.ledger.values[key].high is None for key in keys)

    def _worded(self, kind: str, chapter: Chapter, tie: Tie, words: str) -> Mutant:
        text = chapter.text[: tie.words_start] + words + chapter.text[tie.words_end :]
        first = chapter.text.count("\n", 0, tie.start) + 1
        last = chapter.text.count("\n", 0, tie.end) + 1
        old = " ".join(tie.words.split())
        return Mutant(kind, str(chapter.path), text, f"{old} → {words}", ((str(chapter.path), first, last),))

    def _turned(self, chapter: Chapter, tie: Tie) -> Iterator[Mutant]:
        words = " ".join(tie.words.split())
        if any(mark.strip() in words.split() for mark in _NEGATIONS[chapter.language]):
            return
        for word, contrary in _TURNS[chapter.language]:
            changed = re.sub(rf"(?<!\w){word}(?!\w)", contrary, words, count=1)
            if changed != words:
                yield self._worded("direction turned", chapter, tie, changed)
                return

    def _points(self, chapter: Chapter, tie: Tie) -> Iterator[Mutant]:
        """The difference of two shares said in per cent; where both give the same number, nothing is wrong."""
        claim = self.report.claims[tie.target]
        if (
            claim.kind is not ClaimKind.COMPARE
            or not isinstance(claim.about, Pair)
            or not self._exact(claim.statistics)
        ):
            return
        base, other = self._value(claim.about.base), self._value(claim.about.other)
        shares = self.report.statistics[claim.about.base].unit == "percent"
        gap, relative = abs(other - base), abs(other - base) / base * 100
        if not shares or gap < 1 or abs(gap - relative) < 1:
            return
        form = (_SIZES if other > base else _LESS)[chapter.language]
        yield self._worded("per cent for points", chapter, tie, form.format(n=round(gap)))

    def _negation(self, chapter: Chapter, tie: Tie) -> Iterator[Mutant]:
        words = " ".join(tie.words.split())
        for mark in _NEGATIONS[chapter.language]:
            if words.startswith(mark) or words.endswith(mark):
                yield self._worded("negation dropped", chapter, tie, words.replace(mark, "", 1))
                return

    def _record(self, key: str) -> Iterator[Mutant]:
        claim = self.report.claims[key]
        match claim.about:
            case Pair(base, other):
                if self._value(base) != self._value(other) and not self._says_alike(key):
                    yield self._changed("operands exchanged", key, {base: other, other: base})
            case Rank(among, which):
                for rival in among:
                    if rival != which:
                        yield self._moved(key, which, rival)
            case Share(of) if (claim.about.above or 0) >= 50:
                low = next(
                    (
                        k
                        for k, v in self.ledger.values.items()
                        if v.number == 48 and self.report.statistics[k].unit == "percent"
                    ),
                    "",
                )
                if low:
                    yield self._changed("most of 48", key, {of: low, f"above: {claim.about.above}": "above: 40"})

    def _says_alike(self, key: str) -> bool:
        """Whether a claim only says that two are alike: exchanged, it is as true."""
        difference = abs(
            self._value(self.report.claims[key].statistics[0]) - self._value(self.report.claims[key].statistics[1])
        )
        return difference <= 3 and not any(word in key for word in ("fewer", "less", "more"))

    def _changed(self, kind: str, key: str, exchanges: dict[str, str]) -> Mutant:
        line = next(line for line in self.records.splitlines() if line.startswith(f"{key}:"))
        pattern = "|".join(rf"(?<![\w-]){re.escape(old)}(?![\w-])" for old in exchanges)
        body = line[len(key) + 1 :]
        changed = key + ":" + re.sub(pattern, lambda match: exchanges[match[0]], body)
        return Mutant(kind, _RECORDS, self.records.replace(line, changed), changed, tuple(self._places(key)))

    def _moved(self, key: str, which: str, rival: str) -> Mutant:
        line = next(line for line in self.records.splitlines() if line.startswith(f"{key}:"))
        changed = re.sub(rf"(first|last|second|third|which): {re.escape(which)}(?![\w-])", rf"\1: {rival}", line)
        return Mutant(
            "superlative of another", _RECORDS, self.records.replace(line, changed), changed, tuple(self._places(key))
        )

    def _places(self, key: str) -> Iterator[tuple[str, int, int]]:
        """The record, and every phrase that states it."""
        number = next(n for n, line in enumerate(self.records.splitlines(), 1) if line.startswith(f"{key}:"))
        yield _RECORDS, number, number
        for chapter in self.report.all_chapters():
            for tie in chapter.ties_to(Scheme.CLAIM):
                if tie.target == key:
                    first = chapter.text.count("\n", 0, tie.start) + 1
                    yield str(chapter.path), first, chapter.text.count("\n", 0, tie.end) + 1


def run(root: Path) -> tuple[int, list[tuple[Mutant, str]]]:
    """Plant every mistake; return the findings on the clean report, and each mutant with its outcome."""
    planter = Planter(root)
    return len(planter.clean), tried(root, list(planter.mutants()))


def report_on(root: Path) -> int:
    """Print the table; 0 where every mistake was caught."""
    return print_table(KINDS, *run(root))
