"""Faults that translators make, planted one by one: each is found, and the clean editions raise no alarm."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from kerege.checks import (
    editions_parallel,
    group_named,
    letters_right,
    marks_typeset,
    numbers_survive,
    numbers_tied,
    statistics_agree,
    terms_rendered,
    words_spelt,
)
from kerege.checks.context import ask, make_context
from kerege.evidence.ledger import Ledger, read_ledger
from kerege.findings import Finding
from kerege.model import Chapter, Report
from kerege.read import read_report
from kerege.read.chapter import read_chapter_text
from kerege.read.records import Complaints

ROOT = Path(__file__).parents[2]
RULES = (
    statistics_agree.check,
    group_named.check,
    numbers_tied.check,
    editions_parallel.check,
    numbers_survive.check,
    terms_rendered.check,
    letters_right.check_letters,
    letters_right.check_vowels,
    marks_typeset.check_blocks,
    marks_typeset.check_doubles,
    words_spelt.check,
)
"""Those that look at a translation's text; whether the original has changed is another matter."""
HOMOGLYPHS = {"а": "a", "е": "e", "о": "o", "р": "p", "с": "c", "у": "y", "х": "x"}
FRACTIONS = {"ru": ("трет", "четверт"), "ky": ("үчтөн", "төрттөн")}
HEDGES = {"ru": ("около", "более"), "ky": ("болжол менен", "кеминде")}
Fault = Callable[[str, random.Random, str], str | None]


def one(pattern: str, change: Callable[[re.Match[str], random.Random], str | None]) -> Fault:
    """A fault in one place that matches a pattern, chosen by chance."""

    def fault(text: str, chance: random.Random, code: str) -> str | None:
        places = list(re.finditer(pattern, text))
        if not places:
            return None
        match = chance.choice(places)
        new = change(match, chance)
        return None if new is None or new == match[0] else text[: match.start()] + new + text[match.end() :]

    return fault


def digit(match: re.Match[str], chance: random.Random) -> str:
    at = chance.randrange(len(match[1]))
    other = chance.choice([d for d in "123456789" if d != match[1][at]])
    return match[0].replace(match[1], match[1][:at] + other + match[1][at + 1 :], 1)


def homoglyph(match: re.Match[str], chance: random.Random) -> str | None:
    places = [n for n, letter in enumerate(match[0]) if letter in HOMOGLYPHS]
    if not places:
        return None
    at = chance.choice(places)
    return match[0][:at] + HOMOGLYPHS[match[0][at]] + match[0][at + 1 :]


def swapped(words: dict[str, tuple[str, str]]) -> Fault:
    def fault(text: str, chance: random.Random, code: str) -> str | None:
        first, second = words[code]
        return one(rf"\[[^\]]*?{first}[^\]]*\]\(stat:", lambda m, _: re.sub(first, second, m[0], count=1))(
            text, chance, code
        )

    return fault


def lost_letters(match: re.Match[str], _: random.Random) -> str:
    return match[0].translate(str.maketrans("өүң", "оун"))


FAULTS: dict[str, Fault] = {
    "digit of a tied figure": one(r"\[[^\]]*?(\d+)[^\]]*\]\(stat:", digit),
    "digit of a year": one(r"(?<![\w\[.,])((?:19|20)\d\d)(?![\w\]])", digit),
    "fraction": swapped(FRACTIONS),
    "hedge": swapped(HEDGES),
    "tie": one(r"\[([^\]]+)\]\(stat:[^)]*\)", lambda m, _: m[1]),
    "term tie": one(r"\[([^\]]+)\]\(term:[^)]*\)", lambda m, _: m[1]),
    "citation": one(r" \[@[^\]]*\]", lambda m, _: ""),
    "homoglyph": one(r"(?<![\w(:{#@-])[а-яёңөү]{5,}(?![\w})-])", homoglyph),
    "quotation marks": one(r"«([^»]*)»", lambda m, _: f'"{m[1]}"'),
}  # fmt: skip
KYRGYZ: dict[str, Fault] = {
    "lost letters": one(r"(?<![\w(:{#@-])[а-яёңөү]*[өү][а-яёңөү]*[өү][а-яёңөү]*(?![\w})-])", lost_letters),
    "one lost letter": one(
        r"(?<![\w(:{#@-])[бвгдежзийклмнпрстфхцчшщъьэңөү]*(?:ө[бвгдежзийклмнпрстфхцчшщъьэңөү]*ө|ү[бвгдежзийклмнпрстфхцчшщъьэңөү]*ү)[а-яёңөү]*(?![\w})-])",
        lambda m, _: re.sub("ө(?=.*ө)", "о", re.sub("ү(?=.*ү)", "у", m[0], count=1), count=1),
    ),
}


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


@pytest.fixture(scope="module")
def report() -> Report:
    return read_report(ROOT).report


@pytest.fixture(scope="module")
def ledger(report: Report) -> Ledger:
    return read_ledger(report)


def only(report: Report, chapter: Chapter) -> Report:
    """The report with one chapter: the rules on translations look at nothing else."""
    original = report.chapter("en", chapter.name)
    assert original is not None
    languages = replace(report.settings, languages=("en", chapter.language))
    return replace(report, settings=languages, chapters={"en": (original,), chapter.language: (chapter,)})


def findings(report: Report, chapter: Chapter, ledger: Ledger) -> list[Finding]:
    context = make_context(only(report, chapter), ledger)
    found = [finding for rule in RULES for finding in ask(rule, context)]
    return [finding for finding in found if finding.location.path == chapter.path]


def chances(report: Report, code: str, seed: int) -> Iterator[tuple[str, Chapter, str]]:
    chance = random.Random(seed)
    kinds = {**FAULTS, **(KYRGYZ if code == "ky" else {})}
    names = list(kinds)
    known = {word for c in report.chapters[code] for word in words(c.text)}
    while True:
        name = names[chance.randrange(len(names))]
        chapter = chance.choice(report.chapters[code])
        changed = kinds[name](chapter.text[chapter.body :], chance, code)
        # A word that lost its letters and became another right word is for a reader to find, not for a program.
        if changed is not None and not ("lost" in name and set(words(changed)) <= known):
            yield name, chapter, chapter.text[: chapter.body] + changed


@pytest.mark.parametrize(("code", "seed"), [("ru", 1), ("ky", 2)])
def test_fifty_faults_are_all_found(report: Report, ledger: Ledger, code: str, seed: int) -> None:
    missed, kinds = [], set()
    source = chances(report, code, seed)
    for _ in range(50):
        name, chapter, text = next(source)
        kinds.add(name)
        changed = read_chapter_text(text, chapter.path, code, Complaints())
        # Only the translation was touched: that the original is the same does not help to find it.
        if not findings(report, changed, ledger):
            old, new = chapter.text.split(), text.split()
            at = next((n for n, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), 0)
            missed.append(
                f"{name} in {chapter.path}: {' '.join(old[at - 2 : at + 3])} → {' '.join(new[at - 2 : at + 3])}"
            )
    assert missed == []
    assert len(kinds) >= 8


@pytest.mark.parametrize("code", ["ru", "ky"])
def test_the_clean_editions_raise_no_alarm(report: Report, ledger: Ledger, code: str) -> None:
    for chapter in report.chapters[code]:
        assert findings(report, chapter, ledger) == []
