"""Plants one mistake at a time in a copy of the report and asks whether `kerege check` finds it, at its file and line.

The mistakes are those of the people who write reports: a wrong digit, two figures swapped, a number left untied, women
and men exchanged, a cell of the data changed, another fraction word. Which mistakes are made follows from the seed. A
mistake that leaves the sentence true (a hedge that still holds) is not planted; whether it does is reckoned here, from
the cell and plain arithmetic, not by the judge that is being tested.
"""

from __future__ import annotations

import argparse
import csv
import io
import random
import re
import sys
import tempfile
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from kerege.checks import check_report
from kerege.evidence.ledger import Ledger
from kerege.model import Cell, Chapter, Report, Scheme, Tie
from kerege.read import find_report, read_report
from tools.report_copy import copy_report

_BY_WORDS = ("women and men", "fraction word", "scale", "unit", "hedge outside")
"""Kinds that are made with words: in the languages of which they stand here."""
FRACTIONS = {
    "en": ["a third", "half", "a quarter", "two thirds", "a fifth", "three quarters"],
    "ru": ["трети", "половины", "четверти", "двух третей", "пятой части"],
    "ky": ["үчтөн бири", "жарымы", "төрттөн бири", "үчтөн экиси", "бештен бири"],
}
FRACTION_WORDS = {
    "en": r"two[- ]thirds|(?:a|one)[- ]third|half|(?:a|one)[- ]quarter|(?:a|one)[- ]fifth",
    "ru": r"двух третей|две трети|тре(?:ть|ти)|половин\w+|четверт\w+|пят\w+ част\w+",
    "ky": r"үчтөн эки\w*|үчтөн бир\w*|жарым\w*|төрттөн бир\w*|бештен бир\w*",
}
GROUPS = {
    "en": [(r"\bwomen\b", "men"), (r"\bmen\b", "women")],
    "ru": [(r"\bженщин\b", "мужчин"), (r"\bмужчин\b", "женщин")],
    "ky": [(r"\bаялдардын\b", "эркектердин"), (r"\bэркектердин\b", "аялдардын")],
}
_NUMERAL = re.compile(r"\d(?:[\d.,\u00a0\u202f ]*\d)?")
SCALES = {"en": "million", "ru": "млн", "ky": "млн"}
UNITS = {"en": (r"per cent|percent|%", "years"), "ru": (r"процент\w*|%", "лет"), "ky": (r"пайыз\w*|%", "жыл")}
HEDGES = {"en": ("more than", "less than"), "ru": ("более", "менее"), "ky": ("дээрлик", "көп дегенде")}
"""Of a plain number: a word that is false where it is not below the value, and one that is false where it is."""


@dataclass(frozen=True)
class Mutant:
    """One planted mistake."""

    kind: str
    path: str
    text: str
    """The whole file with the mistake in it."""
    what: str
    expected: tuple[tuple[str, int, int], ...]
    """Files, with the lines from and to, at which a finding counts."""


class Planter:
    """Makes mutants of one report."""

    def __init__(self, root: Path, seed: int) -> None:
        reading = read_report(root)
        findings, ledger = check_report(reading.report, reading.findings)
        self.clean = findings
        self.report: Report = reading.report
        self.ledger: Ledger = ledger
        self.random = random.Random(seed)
        self.chapters = [c for c in self.report.all_chapters() if c.ties_to(Scheme.STATISTIC)]

    def make(self, kind: str) -> Mutant | None:
        makers: dict[str, Callable[[], Mutant | None]] = {
            "digit": self.digit,
            "swapped ids": self.swapped_ids,
            "untied": self.untied,
            "women and men": self.women_and_men,
            "data cell": self.data_cell,
            "fraction word": self.fraction_word,
            "digit joined": self.digit_joined,
            "range end untied": self.range_end,
            "sign": self.sign,
            "scale": self.scale,
            "unit": self.unit,
            "hedge outside": self.hedge_outside,
            "swap in one language": self.swap_in_translation,
        }
        chapters = self.chapters
        if kind in _BY_WORDS:
            self.chapters = [chapter for chapter in chapters if chapter.language in FRACTIONS]
        try:
            return self._first(makers[kind]) if self.chapters else None
        finally:
            self.chapters = chapters

    def _first(self, maker: Callable[[], Mutant | None]) -> Mutant | None:
        for _ in range(200):
            mutant = maker()
            if mutant is not None:
                return mutant
        return None

    def _tie(self) -> tuple[Chapter, Tie]:
        chapter = self.random.choice(self.chapters)
        return chapter, self.random.choice(chapter.ties_to(Scheme.STATISTIC))

    def digit(self) -> Mutant | None:
        chapter, tie = self._tie()
        words = chapter.text[tie.words_start : tie.words_end]
        places = [match.start() for match in re.finditer(r"\d", words)]
        if not places:
            return None
        place = self.random.choice(places)
        digit = self.random.choice([d for d in "123456789" if d != words[place]])
        changed = words[:place] + digit + words[place + 1 :]
        if self._may_still_be_true(chapter, tie, words, changed):
            return None
        text = chapter.text[: tie.words_start] + changed + chapter.text[tie.words_end :]
        return Mutant("digit", str(chapter.path), text, f"{words} → {changed}", self._lines(chapter, tie))

    def _may_still_be_true(self, chapter: Chapter, tie: Tie, words: str, changed: str) -> bool:
        """A phrase with a hedge may stay true with another digit: only plain numerals, or changes by a fifth, count."""
        if len(re.findall(r"[^\W\d]{2,}", words.replace("per cent", "").replace("percent", ""))) == 0:
            return False
        value = self.ledger.values[tie.target].number
        numbers = [
            Decimal(n.replace(",", "."))
            for n in re.findall(r"\d+(?:[.,]\d+)?", re.sub(r"(?<=\d)[\s,](?=\d{3})", "", changed))
        ]
        if len(numbers) != 1 or value == 0:
            return True
        scale = Decimal(1000) if re.search(r"тыс|миң|thousand", words) else Decimal(1)
        scale = Decimal(1000000) if re.search(r"млн|милл|million", words) else scale
        number = numbers[0] * scale
        hedged = re.search(
            r"about|more|less|over|under|nearly|almost|around|some|least|most|between|up to|свыше|более|менее|около|почти|примерно|больше|меньше|до |не "
            r"|көп|аз|жакын|болжол|ашык|дээрлик|кем|чейин|чамасы",
            words,
        )
        if not hedged:
            return False
        over = re.search(r"more|over|least|свыше|более|больше|не менее|көп|ашык|кем эмес", words)
        far = abs(number - value) > abs(value) / 5
        return not far or (bool(over) and number < value) or (not over and number > value)

    def swapped_ids(self) -> Mutant | None:
        chapter, one = self._tie()
        other = self.random.choice(chapter.ties_to(Scheme.STATISTIC))
        first, second = sorted((one, other), key=lambda tie: tie.start)
        a, b = self.ledger.values.get(first.target), self.ledger.values.get(second.target)
        if (
            first.target == second.target
            or a is None
            or b is None
            or abs(a.number - b.number) <= max(a.number, b.number) / 5
        ):
            return None
        text = chapter.text
        for tie, target in ((second, first.target), (first, second.target)):
            link = text[tie.start : tie.end].replace(f"stat:{tie.target}", f"stat:{target}")
            text = text[: tie.start] + link + text[tie.end :]
        lines = (*self._lines(chapter, first), *self._lines(chapter, second))
        return Mutant("swapped ids", str(chapter.path), text, f"{first.target} ↔ {second.target}", lines)

    def untied(self) -> Mutant | None:
        chapter, tie = self._tie()
        words = chapter.text[tie.words_start : tie.words_end]
        if not words:
            return None
        text = chapter.text[: tie.start] + words + chapter.text[tie.end :]
        return Mutant("untied", str(chapter.path), text, words, self._lines(chapter, tie, passage=True))

    def women_and_men(self) -> Mutant | None:
        chapter, tie = self._tie()
        target = tie.target
        twin = re.sub(r"-women$", "-men", target) if target.endswith("-women") else re.sub(r"-men$", "-women", target)
        if twin == target or twin not in self.report.statistics:
            return None
        if self.random.random() < 0.5:
            link = chapter.text[tie.start : tie.end].replace(f"stat:{target}", f"stat:{twin}")
            text = chapter.text[: tie.start] + link + chapter.text[tie.end :]
            return Mutant("women and men", str(chapter.path), text, f"{target} → {twin}", self._lines(chapter, tie))
        passage = chapter.passages[tie.passage]
        start, end = passage.offsets[0], passage.offsets[-1] + 1
        body = chapter.text[start:end]
        pattern = "|".join(p for p, _ in GROUPS[chapter.language])
        if len(re.findall(pattern, body)) < 2 or len({m.lower() for m in re.findall(pattern, body)}) < 2:
            return None
        swap = {re.sub(r"\\b", "", p): r for p, r in GROUPS[chapter.language]}
        body = re.sub(pattern, lambda match: swap[match[0]], body)
        text = chapter.text[:start] + body + chapter.text[end:]
        lines = self._lines(chapter, tie, passage=True)
        return Mutant("women and men", str(chapter.path), text, "words exchanged in the paragraph", lines)

    def data_cell(self) -> Mutant | None:
        chapter, tie = self._tie()
        statistic, value = self.report.statistics[tie.target], self.ledger.values[tie.target]
        if not isinstance(statistic.origin, Cell) or value.file is None or value.row is None or not tie.words:
            return None
        path = self.report.root / value.file
        if path.suffix not in (".csv", ".tsv"):
            return None
        lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
        cells = next(csv.reader([lines[value.row - 1]]))
        column = next(csv.reader([lines[0]])).index(statistic.origin.column)
        changed = str(value.number * 2 + 1) if value.number < 40 else str((value.number / 2).quantize(Decimal(1)))
        cells[column] = changed
        target = io.StringIO(newline="")
        csv.writer(target, lineterminator="\n").writerow(cells)
        lines[value.row - 1] = target.getvalue()
        place = statistic.origin_location
        expected = (*self._lines(chapter, tie), (str(place.path), place.line, place.line))
        return Mutant("data cell", str(value.file), "".join(lines), f"{value.raw} → {changed}", expected)

    def fraction_word(self) -> Mutant | None:
        chapter, tie = self._tie()
        words = chapter.text[tie.words_start : tie.words_end]
        match = re.search(FRACTION_WORDS[chapter.language], words)
        if match is None:
            return None
        other = self.random.choice(FRACTIONS[chapter.language])
        if other.casefold()[:5] == match[0].casefold()[:5]:
            return None
        changed = words[: match.start()] + other + words[match.end() :]
        if re.search(r"more than|over|более|больше|көб|көп|ашык", words):
            return None
        text = chapter.text[: tie.words_start] + changed + chapter.text[tie.words_end :]
        return Mutant("fraction word", str(chapter.path), text, f"{words} → {changed}", self._lines(chapter, tie))

    def _plain_numeral(self, least: int = 1) -> tuple[Chapter, Tie, re.Match[str]] | None:
        """A tie whose words begin with a numeral, behind a blank or at the beginning of a line."""
        chapter, tie = self._tie()
        words = chapter.text[tie.words_start : tie.words_end]
        numeral = _NUMERAL.match(words)
        value = self.ledger.values.get(tie.target)
        before = chapter.text[tie.start - 1 : tie.start]
        if numeral is None or value is None or value.number <= least or not before.isspace():
            return None
        # A number or a hedge before it would be part of it already.
        near = chapter.text[max(0, tie.start - 24) : tie.start]
        return (chapter, tie, numeral) if not re.search(r"[\d\]–—-]", near) else None

    def _put(self, kind: str, chapter: Chapter, tie: Tie, start: int, end: int, words: str, what: str) -> Mutant:
        """A mutant with these words in place of a stretch of the chapter."""
        text = chapter.text[:start] + words + chapter.text[end:]
        return Mutant(kind, str(chapter.path), text, what, self._lines(chapter, tie))

    def digit_joined(self) -> Mutant | None:
        found = self._plain_numeral()
        if found is None:
            return None
        chapter, tie, _ = found
        digit = self.random.choice("123456789")
        if tie.words[-1:].isdecimal() and self.random.random() < 0.5:
            return self._put("digit joined", chapter, tie, tie.end, tie.end, digit, f"{tie.words} + {digit}")
        return self._put("digit joined", chapter, tie, tie.start, tie.start, digit, f"{digit} + {tie.words}")

    def range_end(self) -> Mutant | None:
        found = self._plain_numeral(1)
        if found is None:
            return None
        chapter, tie, _ = found
        return self._put("range end untied", chapter, tie, tie.start, tie.start, "1–", f"1–{tie.words}")

    def sign(self) -> Mutant | None:
        found = self._plain_numeral(0)
        if found is None:
            return None
        chapter, tie, _ = found
        return self._put("sign", chapter, tie, tie.start, tie.start, "−", f"−{tie.words}")

    def scale(self) -> Mutant | None:
        found = self._plain_numeral(0)
        if found is None or re.search(r"тыс|миң|thousand|млн|милл|million|bn|млрд", found[1].words):
            return None
        chapter, tie, numeral = found
        place = tie.words_start + numeral.end()
        rest = tie.words[numeral.end() :]
        if rest and not rest[0].isspace():
            return None
        word = SCALES[chapter.language]
        return self._put("scale", chapter, tie, place, place, f" {word}", f"{tie.words}: {word}")

    def unit(self) -> Mutant | None:
        chapter, tie = self._tie()
        pattern, other = UNITS[chapter.language]
        words = chapter.text[tie.words_start : tie.words_end]
        match = re.search(pattern, words)
        if match is None or self.report.statistics[tie.target].unit != "percent":
            return None
        start, end = tie.words_start + match.start(), tie.words_start + match.end()
        return self._put(
            "unit", chapter, tie, start, end, f" {other}" if match[0] == "%" else other, f"{words}: {other}"
        )

    def hedge_outside(self) -> Mutant | None:
        found = self._plain_numeral()
        if found is None:
            return None
        chapter, tie, numeral = found
        digits = re.sub(r"(?<=\d)[\s\u00a0\u202f,](?=\d{3})", "", numeral[0]).replace(",", ".")
        unhedged = re.fullmatch(r"[\d.,\s\u00a0\u202f]+(?:per cent|percent|процент\w*|пайыз\w*|%)?", tie.words)
        if unhedged is None or digits.count(".") > 1:
            return None
        number, value = Decimal(digits), self.ledger.values[tie.target].number
        hedge = HEDGES[chapter.language][0 if number >= value or chapter.language == "ky" else 1]
        if (chapter.language == "ky" and number > value) or (chapter.language != "ky" and number < value):
            return None
        return self._put("hedge outside", chapter, tie, tie.start, tie.start, f"{hedge} ", f"{hedge} {tie.words}")

    def swap_in_translation(self) -> Mutant | None:
        """Two links change places in a translation: each still states its statistic."""
        chapter, one = self._tie()
        same = [tie for tie in chapter.ties_to(Scheme.STATISTIC) if tie.passage == one.passage]
        other = self.random.choice(same)
        first, second = sorted((one, other), key=lambda tie: tie.start)
        a, b = (self.report.statistics[tie.target] for tie in (first, second))
        if chapter.language == self.report.settings.original or a is b or a.unit != b.unit:
            return None
        text = chapter.text
        links = [text[tie.start : tie.end] for tie in (first, second)]
        text = text[: first.start] + links[1] + text[first.end : second.start] + links[0] + text[second.end :]
        # A link of two lines takes its lines along.
        starts = (first.start, second.start + len(links[1]) - len(links[0]))
        lines = tuple(
            (str(chapter.path), text.count("\n", 0, start) + 1, text.count("\n", 0, start + len(link)) + 1)
            for start, link in zip(starts, reversed(links), strict=True)
        )
        return Mutant("swap in one language", str(chapter.path), text, f"{links[0]} ↔ {links[1]}", lines)

    def _lines(self, chapter: Chapter, tie: Tie, passage: bool = False) -> tuple[tuple[str, int, int], ...]:
        first = chapter.text.count("\n", 0, tie.start) + 1
        last = chapter.text.count("\n", 0, tie.end) + 1
        if passage:
            offsets = chapter.passages[tie.passage].offsets
            first = chapter.text.count("\n", 0, offsets[0]) + 1
            last = max(last, chapter.text.count("\n", 0, offsets[-1]) + 1)
        return ((str(chapter.path), first, last),)


KINDS = (
    "digit", "swapped ids", "untied", "women and men", "data cell", "fraction word", "digit joined", "range end untied", "sign", "scale", "unit",
    "hedge outside", "swap in one language",
)  # fmt: skip


def try_mutant(folder: Path, mutant: Mutant) -> str:
    """`caught`, `elsewhere` (found, but not at its place) or `missed`; the folder is left as it was."""
    path = folder / mutant.path
    whole = path.read_bytes()
    path.write_text(mutant.text, encoding="utf-8")
    try:
        reading = read_report(folder)
        findings, _ = check_report(reading.report, reading.findings)
    finally:
        path.write_bytes(whole)
    # The clean report has no finding at all, so a warning is a catch too ("more than a third" for 51 per cent).
    found = findings
    for finding in found:
        for file, first, last in mutant.expected:
            if str(finding.location.path) == file and first <= finding.location.line <= last:
                return "caught"
    return "elsewhere" if found else "missed"


def _work(job: tuple[Path, list[Mutant]]) -> list[str]:
    folder, mutants = job
    return [try_mutant(folder, mutant) for mutant in mutants]


def run(root: Path, count: int, seed: int, kinds: tuple[str, ...] = KINDS) -> tuple[int, list[tuple[Mutant, str]]]:
    """Plant `count` mistakes; return the findings on the clean report, and each mutant with its outcome."""
    planter = Planter(root, seed)
    mutants = []
    for number in range(count):
        mutant = planter.make(kinds[number % len(kinds)])
        if mutant is not None:
            mutants.append(mutant)
    return len(planter.clean), tried(root, mutants)


def tried(root: Path, mutants: list[Mutant]) -> list[tuple[Mutant, str]]:
    """Each mutant with its outcome; they are tried in copies of the report, two at a time."""
    workers = 2
    with tempfile.TemporaryDirectory() as scratch:
        jobs = [
            (copy_report(Path(scratch) / f"copy{n}", root, without=("editions",)), mutants[n::workers])
            for n in range(workers)
        ]
        with ProcessPoolExecutor(workers) as pool:
            results = list(pool.map(_work, jobs))
    return [pair for n in range(workers) for pair in zip(mutants[n::workers], results[n], strict=True)]


def print_table(kinds: tuple[str, ...], clean: int, outcomes: list[tuple[Mutant, str]]) -> int:
    """Print what became of each kind of mistake; 0 where every one was caught."""
    print(f"findings on the unmutated report: {clean}")
    tally = Counter((mutant.kind, outcome) for mutant, outcome in outcomes)
    print(f"{'mistake':24}{'planted':>8}{'caught':>8}{'elsewhere':>10}{'missed':>8}")
    for kind in kinds:
        row = [tally[kind, outcome] for outcome in ("caught", "elsewhere", "missed")]
        print(f"{kind:24}{sum(row):8}{row[0]:8}{row[1]:10}{row[2]:8}")
    for mutant, outcome in outcomes:
        if outcome != "caught":
            file, first, last = mutant.expected[0]
            print(f"{outcome}: {mutant.kind} in {file}:{first}-{last}: {' '.join(mutant.what.split())}")
    caught = sum(1 for _, outcome in outcomes if outcome == "caught")
    print(f"score: {caught} of {len(outcomes)}")
    return 0 if caught == len(outcomes) and outcomes else 1


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("count", nargs="?", type=int, default=120)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--report", type=Path, default=Path("."))
    parser.add_argument("--privacy", action="store_true", help="plant leaks of names and places instead")
    parser.add_argument("--claims", action="store_true", help="plant every mistake in claims instead")
    arguments = parser.parse_args()
    if arguments.claims:
        from tools.mutate_claims import report_on as report_on_claims

        return report_on_claims(find_report(arguments.report))
    if arguments.privacy:
        from tools.mutate_privacy import report_on

        return report_on(find_report(arguments.report), arguments.count, arguments.seed)
    clean, outcomes = run(find_report(arguments.report), arguments.count, arguments.seed)
    return print_table(KINDS, clean, outcomes)


if __name__ == "__main__":
    sys.exit(main())
