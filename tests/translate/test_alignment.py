"""Which block of a translation belongs to which of the original: by ids, by memory, by likeness, in order."""

from __future__ import annotations

from pathlib import PurePosixPath

import pytest

from kerege.languages import language_pack
from kerege.model import Remembered
from kerege.read.chapter import read_chapter_text
from kerege.read.records import Complaints
from kerege.translate.alignment import Pair, align, is_text, likeness, nearness, ties_of
from kerege.translate.digests import digest
from kerege.translate.segments import Segment, segments_of

PACKS = language_pack("en"), language_pack("ru")


def segments(text: str, code: str = "en") -> tuple[Segment, ...]:
    path = PurePosixPath("docs", code, "01-a.md")
    return segments_of(read_chapter_text(f"---\ntitle: T\n---\n\n{text}\n", path, code, Complaints()))


def pairs(english: str, russian: str, memory: tuple[Remembered, ...] = ()) -> list[tuple[str, str]]:
    """The texts of each pair, those of one side with nothing on the other, but for the title."""
    source, target = segments(english), segments(russian, "ru")
    found = align(source, target, memory, PACKS)
    texts = [
        (source[p.source].text if p.source is not None else "", target[p.target].text if p.target is not None else "")
        for p in found
    ]
    return [pair for pair in texts if pair != ("T", "T")]


def remember(english: str, russian: str) -> Remembered:
    return Remembered(digest(english, PACKS[0]), digest(russian, PACKS[1]), "translated", english)


ONE, TWO, THREE = "First words here.", "Second words are here too.", "The third and last of them."
ODIN, DVA, TRI = "Первые слова здесь.", "Вторые слова тоже здесь.", "Третьи и последние из них."


@pytest.mark.parametrize(
    ("english", "russian", "expected"),
    [
        ([ONE, TWO], [ODIN, DVA], [(ONE, ODIN), (TWO, DVA)]),
        (
            [ONE, "[40%](stat:a) of them."],
            ["[40\u00a0%](stat:a) из них."],
            [(ONE, ""), ("[40%](stat:a) of them.", "[40\u00a0%](stat:a) из них.")],
        ),
        (["## A {#a}", "## B {#b}"], ["## Б {#b}", "## А {#a}"], [("A", "А"), ("B", "Б")]),
        (["- an item", ONE], [ODIN], [("an item", ""), (ONE, ODIN)]),
    ],
)
def test_without_a_memory(english: list[str], russian: list[str], expected: list[tuple[str, str]]) -> None:
    assert pairs("\n\n".join(english), "\n\n".join(russian)) == expected


def test_what_only_the_translation_has_stands_last() -> None:
    found = align(segments(ONE), segments(f"{ODIN}\n\n{DVA}", "ru"), (), PACKS)
    assert found[-1].source is None and all(pair.source is not None for pair in found[:-1])
    assert Pair(None, 2) == found[-1]


def test_remembered_pairs_are_found_wherever_they_have_moved() -> None:
    memory = (remember(ONE, ODIN), remember(TWO, DVA))
    assert pairs(f"{ONE}\n\n{TWO}", f"{DVA}\n\n{ODIN}", memory) == [(ONE, ODIN), (TWO, DVA)]


def test_a_translation_is_known_by_what_its_original_said_before() -> None:
    changed = "Second words are here again."
    memory = (remember(ONE, ODIN), remember(TWO, DVA), remember(THREE, TRI))
    assert pairs(f"{changed}\n\n{ONE}", f"{ODIN}\n\n{DVA}", memory) == [(changed, DVA), (ONE, ODIN)]


@pytest.mark.parametrize(
    ("one", "other", "near"),
    [("a b c d", "a b c d", 1.0), ("a b", "c d", 0.0), ("a b c d", "a b x y", 0.5), ("", "", 1.0)],
)
def test_how_near_two_texts_are(one: str, other: str, near: float) -> None:
    assert nearness(one, other) == near


def test_likeness_is_of_form_ties_length_and_section() -> None:
    (_, one, tied, item, heading, below) = segments(
        f"{ONE}\n\n[40%](stat:a) of words.\n\n- {ONE}\n\n## H {{#h}}\n\n{ONE}"
    )
    (_, same, long) = segments(f"{ODIN}\n\n{ODIN * 9}", "ru")
    assert likeness(item, same) == -4.0 == likeness(heading, same)
    assert likeness(one, same) > likeness(tied, same) and likeness(one, same) > likeness(one, long)
    assert likeness(one, same) - likeness(below, same) == pytest.approx(1.8)


@pytest.mark.parametrize(
    ("text", "ties"),
    [
        ("[40%](stat:a), [40%](stat:a) and [x](term:t)", {"stat:a": 2, "term:t": 1}),
        ("[a](https://example.org) and [b](01-a.md)", {}),
        ("told [@un-2016, p. 5]", {"@un-2016": 1}),
        ("[x](quote:q) [y](claim:c) [z](nostat:n) [f](fig:f) [t](table:t) [r](report:r/a)", {
            "quote:q": 1, "claim:c": 1, "nostat:n": 1, "fig:f": 1, "table:t": 1, "report:r/a": 1}),
    ],
)  # fmt: skip
def test_the_ties_of_a_block(text: str, ties: dict[str, int]) -> None:
    assert dict(ties_of(text)) == ties


def test_a_translator_has_nothing_to_do_about_a_fence() -> None:
    kinds = {segment.text: is_text(segment) for segment in segments(f"{ONE}\n\n```quote\nq\n```")}
    assert kinds[ONE] is True and kinds["T"] is True and [text for text, does in kinds.items() if not does] != []
