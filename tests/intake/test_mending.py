"""Lines of a published file joined to running text, with the file's own words as the dictionary."""

from __future__ import annotations

import pytest

from kerege.intake.published.columns import unfold_columns
from kerege.intake.published.document import Journal, Line, Paragraph
from kerege.intake.published.mending import _unmatched, mended
from kerege.intake.published.signs import as_bullet, shown, unprintable


def paragraph(text: str) -> Paragraph:
    return Paragraph(text, 1, 1, lines=tuple(Line(line, 1, n) for n, line in enumerate(text.split("\n"), 1)))


def mend(text: str, rest: str = "") -> str:
    return mended((paragraph(text), paragraph(rest or "x")), Journal())[0].text


@pytest.mark.parametrize(
    ("text", "rest", "said"),
    [
        ("The vil-\nlage is", "a village", "The village is"),
        ("A well-\nknown one", "a well-known one", "A well-known one"),
        ("A strange-\nword", "", "A strangeword"),  # nothing tells: a guess
        ("In 2015-\n2016", "", "In 2015-2016"),
        ("Kara-\nBalta", "", "Kara-Balta"),  # a capital goes on
        ("one\ntwo   three", "", "one two three"),
        ("of 12 500 people", "", "of 12\u00a0500 people"),
        ("in 2015 500 people", "", "in 2015 500 people"),
        ("they need ed it", "needed", "they needed it"),
        ("they need ed it", "needed ed ed", "they need ed it"),
        ("a {b) c", "", "a (b) c"),
        ("see https://example.org/\na-b.html", "", "see https://example.org/a-b.html"),
    ],
)
def test_what_extraction_broke(text: str, rest: str, said: str) -> None:
    assert mend(text, rest) == said


@pytest.mark.parametrize(
    ("text", "place"),
    [("a (b) c", None), ("a (b c", 2), ("a b) c", None), ("word bcd) c", 8), ("[a] (b]", None), ("(", 0), ("", None)],
)
def test_the_first_bracket_without_its_half(text: str, place: int | None) -> None:
    assert _unmatched(text) == place


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("plain words", "plain words"),
        ("\uf0b7 item", "• item"),
        ("a\u00adb\u200bc", "abc"),
        ("➢ item", "▸ item"),
        ("ⅷ", "viii"),
        ("one\u2028two", "one two"),
        ("a\tb", "a b"),
        ("\ue000", "[U+E000]"),
        ("Өлкө «дом»", "Өлкө «дом»"),
        ("北京", "北京"),  # letters stay: what they need is a font
    ],
)
def test_signs_that_cannot_be_printed(text: str, said: str) -> None:
    assert shown(text) == said


def test_signs_are_counted_and_bullets_put_in_ordinary_form() -> None:
    assert unprintable(["\ue000 a \ue000", "b"]) == {"U+E000": 2}
    assert (as_bullet("\uf0b7"), as_bullet("\ue000"), as_bullet("a"), as_bullet("•")) == ("•", "•", "a", "•")


LEFT = "these are the words of it"
RIGHT = "those are other words here"


def page(*rows: str) -> list[Line]:
    return [Line(row, 1, number) for number, row in enumerate(rows, 1)]


def test_two_columns_are_put_below_each_other() -> None:
    rows = [f"{LEFT} {n}      {RIGHT} {n}" for n in range(8)]
    texts = [line.text.strip() for line in unfold_columns(page(*rows)) if line.text.strip()]
    assert texts == [f"{LEFT} {n}" for n in range(8)] + [f"{RIGHT} {n}" for n in range(8)]


def test_a_table_and_a_single_column_stay_as_they_are() -> None:
    table = page(*(f"Row {n}                              {n}    {n + 1}" for n in range(8)))
    plain = page(*("just one column of words here" for _ in range(8)))
    assert unfold_columns(table) == table and unfold_columns(plain) == plain
