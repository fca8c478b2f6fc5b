"""What a translator is told after the original has changed: exactly the blocks that have."""

from __future__ import annotations

import random
import re
import textwrap
from dataclasses import replace
from pathlib import Path, PurePosixPath

import pytest

from kerege.model import Chapter, Report
from kerege.read import read_report
from kerege.read.chapter import read_chapter_text
from kerege.read.records import Complaints
from kerege.translate.segments import Form, segments_of, with_texts
from kerege.translate.state import Standing, Standings, recorded_state, standings

ROOT = Path(__file__).parents[2]
EDITS = ("word", "number", "reflow", "move", "split", "insert", "word", "reflow")


@pytest.fixture(scope="module")
def report() -> Report:
    return read_report(ROOT).report


def with_original(report: Report, name: str, text: str) -> Report:
    original = read_chapter_text(text, PurePosixPath(f"docs/en/{name}.md"), "en", Complaints())
    others = [original if c.name == name else c for c in report.chapters["en"]]
    return replace(report, chapters={**report.chapters, "en": tuple(others)})


def with_translation(report: Report, chapter: Chapter, text: str) -> tuple[Report, Chapter]:
    new = read_chapter_text(text, chapter.path, chapter.language, Complaints())
    chapters = tuple(new if c.name == chapter.name else c for c in report.chapters[chapter.language])
    return replace(report, chapters={**report.chapters, chapter.language: chapters}), new


def remembered(report: Report, chapter: Chapter) -> Report:
    entries = recorded_state(report, chapter)
    return replace(report, memory={**report.memory, (chapter.language, chapter.name): entries})


class History:
    """A chapter that is edited again and again, with what a translator should be told by then."""

    def __init__(self, report: Report, chapter: Chapter, seed: int) -> None:
        self.random = random.Random(seed)
        self.report = remembered(report, chapter)
        self.chapter = chapter
        original = report.chapter("en", chapter.name)
        assert original is not None
        self.text = original.text
        self.stale: set[str] = set()
        self.missing: set[str] = set()
        found = self.standings()
        self.translation = {u.source.text: u.target.text for u in found.units if u.source and u.target}
        self.whole = set(self.translation)

    def standings(self) -> Standings:
        self.report = with_original(self.report, self.chapter.name, self.text)
        found = standings(self.report, self.chapter)
        assert found is not None
        return found

    def paragraphs(self) -> list[str]:
        original = self.report.chapter("en", self.chapter.name)
        assert original is not None
        return [s.text for s in segments_of(original) if s.form is Form.PARAGRAPH and self.text.count(s.text) == 1]

    def change(self, old: str, new: str) -> None:
        assert self.text.count(old) == 1
        self.text = self.text.replace(old, new)
        if old in self.translation:
            self.translation[new] = self.translation.pop(old)
        for texts in (self.missing, self.whole):
            if old in texts:
                texts.remove(old)
                texts.add(new)

    def edit(self, kind: str) -> bool:
        old = self.random.choice(self.paragraphs())
        return bool(getattr(self, f"_{kind}")(old))

    def _word(self, old: str) -> bool:
        bare = re.sub(r"\[[^\]]*\]\([^)]*\)|\[[@^][^\]]*\]|[*_`^{}]", lambda m: " " * len(m[0]), old)
        words = list(re.finditer(r"(?<![\w[])[a-z]{5,}(?![\w\]])", bare))
        if len(words) < 8:
            return False
        word = self.random.choice(words)
        self.change(old, old[: word.start()] + f"altered{self.random.randrange(10**6)}" + old[word.end() :])
        if old not in self.missing and (new := self.text) and new:
            self.stale |= {t for s, t in self.translation.items() if "altered" in s}
        return True

    def _number(self, old: str) -> bool:
        ties = list(re.finditer(r"\[[^\]]*?(\d+)[^\]]*\]\(stat:", old))
        if not ties:
            return False
        tie = self.random.choice(ties)
        self.change(old, old[: tie.start(1)] + str(int(tie[1]) + 1) + old[tie.end(1) :])
        return True

    def _reflow(self, old: str) -> bool:
        new = textwrap.fill(old, self.random.choice((50, 70, 200)), break_long_words=False, break_on_hyphens=False)
        if new != old:
            self.change(old, new)
        return True

    def _move(self, old: str) -> bool:
        other = self.random.choice(self.paragraphs())
        if other == old:
            return False
        self.text = self.text.replace(old + "\n\n", "", 1) if old + "\n\n" in self.text else self.text
        if old in self.text:
            return False
        self.text = self.text.replace(other, f"{other}\n\n{old}", 1)
        return True

    def _insert(self, old: str) -> bool:
        new = f"Sentence {self.random.randrange(10**9)} was written later, and nobody has put it into other words yet."
        self.text = self.text.replace(old, f"{old}\n\n{new}", 1)
        self.missing.add(new)
        return True

    def _split(self, old: str) -> bool:
        if old not in self.whole or old in self.missing:
            return False
        ends = [m.end() for m in re.finditer(r"[a-z]\.(?=\s+[A-Z])", old)]
        ends = [end for end in ends if abs(len(old[:end].split()) * 2 - len(old.split())) > 6]
        if not ends:
            return False
        end = self.random.choice(ends)
        halves = [old[:end], old[end:].strip()]
        self.text = self.text.replace(old, "\n\n".join(halves), 1)
        small, large = sorted(halves, key=lambda half: len(half.split()))
        target = self.translation.pop(old)
        self.translation[large] = target
        self.whole.discard(old)
        self.stale.add(target)
        self.missing.add(small)
        return True


@pytest.mark.parametrize("seed", range(10))
def test_twenty_edits_each_stale_exactly_what_they_touch(report: Report, seed: int) -> None:
    """Ten histories of twenty edits: words, numbers, moves, splits, insertions, new line breaks."""
    name = ("05-methods", "01-summary", "04-literature")[seed % 3]
    chapter = report.chapter("ky", name)
    assert chapter is not None
    history = History(report, chapter, seed)
    done = 0
    while done < 20:
        kind = history.random.choice(EDITS)
        if not history.edit(kind):
            continue
        done += 1
        found = history.standings()
        assert {u.target.text for u in found.of(Standing.STALE) if u.target} == history.stale, (kind, done)
        assert {" ".join(u.source.text.split()) for u in found.of(Standing.MISSING) if u.source} == {
            " ".join(text.split()) for text in history.missing
        }, (kind, done)
        assert not found.of(Standing.EXTRA, Standing.UNRECORDED), (kind, done)


def test_a_stale_block_remembers_what_the_original_said(report: Report) -> None:
    chapter = report.chapter("ru", "05-methods")
    assert chapter is not None
    report = remembered(report, chapter)
    original = report.chapter("en", "05-methods")
    assert original is not None and "The study rests on conversations." in original.text
    changed = original.text.replace("The study rests on conversations.", "The study rests on letters.")
    found = standings(with_original(report, "05-methods", changed), chapter)
    assert found is not None
    (unit,) = found.of(Standing.STALE)
    assert unit.previous.startswith("The study rests on conversations.") and unit.source is not None
    assert unit.source.text.startswith("The study rests on letters.") and not unit.edited
    again = with_original(report, "05-methods", changed)
    later = remembered(again, chapter)
    caught_up = standings(later, chapter)
    assert caught_up is not None and caught_up.behind == 0


def test_a_touched_translation_is_no_longer_reviewed(report: Report) -> None:
    chapter = report.chapter("ru", "05-methods")
    assert chapter is not None
    entries = recorded_state(report, chapter, "reviewed")
    report = replace(report, memory={**report.memory, ("ru", "05-methods"): entries})
    segment = next(s for s in segments_of(chapter) if s.form is Form.PARAGRAPH)
    numbers = {segments_of(chapter).index(segment): segment.text + " И ещё."}
    report, touched = with_translation(report, chapter, with_texts(chapter, numbers))
    found = standings(report, touched)
    assert found is not None and found.behind == 0
    assert [u.status for u in found.units if u.edited] == ["translated"]
    assert sum(u.status == "reviewed" for u in found.units) == len(found.units) - 1


@pytest.mark.parametrize("code", ["en", "ru", "ky"])
def test_what_is_not_retranslated_stays_byte_for_byte(report: Report, code: str) -> None:
    for chapter in report.chapters[code]:
        segments = segments_of(chapter)
        assert with_texts(chapter, {n: s.text for n, s in enumerate(segments)}) == chapter.text
        for number, segment in enumerate(segments):
            if segment.has_words and segment.form is not Form.FRONT:
                again = with_texts(chapter, {number: segment.text + " x"})
                assert again == chapter.text[: segment.end] + " x" + chapter.text[segment.end :]
