"""What is told of findings that change, file by file, is what would be told of all of them at once."""

from __future__ import annotations

import random
import re
from pathlib import Path, PurePosixPath

from kerege.catalogue import Problem, entry
from kerege.checks.judging import Judging, judged
from kerege.findings import Finding, Location, by_file
from kerege.read import read_report
from tests.small_report import english

_CODES = (
    "R001",
    "Q001",
    "S001",
    "S011",
    "S003",
    "S005",
    "S016",
    "T004",
    "T006",
    "T013",
    "L006",
    "X001",
    "X030",
    "X004",
)
"""Causes, and what follows from them: of records, chapters, blocks, lines, words, files of data."""
_FILES = ("quotes/a.yml", "data/statistics/a.yml", "docs/en/index.md", "docs/en/01-start.md", "docs/en/02-b.md")
_SOURCES = ("rule", "another", "reading")


def _findings(chance: random.Random) -> list[Finding]:
    def place() -> Location:
        return Location(PurePosixPath(chance.choice(_FILES)), chance.randint(1, 5), chance.randint(1, 3))

    found = []
    for _ in range(chance.randint(0, 8)):
        code = chance.choice(_CODES)
        case, sentence = next(iter(entry(code).sentences.items()))
        names = sorted(set(re.findall(r"\{(\w+)", sentence.text + (sentence.plural or "") + sentence.remedy)))
        facts = tuple((name, chance.randint(1, 2)) for name in names)
        compared = place() if chance.random() < 0.3 else None
        found.append(Finding(place(), Problem(code, case, facts), compared=compared))
    return found


def test_what_changes_is_told_as_if_everything_were_told_anew(tmp_path: Path) -> None:
    report = read_report(english(tmp_path / "report", {"02-b": "# B {#b}\n\nOne\ntwo.\n\nThree.\n"})).report
    chance = random.Random(29)
    judging, dropped = Judging(), 0
    known: dict[str, list[Finding]] = {source: [] for source in _SOURCES}
    for _ in range(600):
        source = chance.choice(_SOURCES)
        known[source] = _findings(chance)
        judging.put(source, by_file(known[source]))
        before = judging.told
        judging.judge(report, frozenset())
        all_found = [one for found in known.values() for one in found]
        assert judging.findings == judged(report, all_found)
        dropped += len(set(all_found)) - len(judging.findings)
        same = [path for path, told in judging.told.items() if before.get(path) == told]
        assert all(judging.told[path] is before[path] for path in same)
    assert dropped > 600, "too little followed from anything else"
