"""The charts of `kerege.figures`: what stands in them, and that it holds on paper and on a phone."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from kerege.figures import Row, bars, columns, dots, dumbbell, line
from kerege.model import Brand
from kerege.outputs.figures.drawing import Datum, Words, _off_canvas

_NAMES = ("a", "b", "skills-women", "skills-men", "range")
DATA = {name: Datum(name, Decimal(value), f"{value}%") for name, value in zip(_NAMES, (40, 10, 67, 71, 3), strict=True)}
DATA["range"] = Datum("range", Decimal(3), "3–10", Decimal(10))
WORDS = Words({
    "title": "", "subtitle": "", "colours": dict(Brand().chart_colours),
    "labels": {"a": "Answer one", "b": "Another answer, of which the words are so many that they cannot stand in one line of a phone",
               "skills": "Skills", "women": "Women", "men": "Men", "range": "A range", "about": "about {}", "2011": "2011", "2015": "2015"},
})  # fmt: skip
CHARTS: dict[str, Callable[[Any], None]] = {
    "bars": lambda figure: bars(figure, DATA, WORDS, "a", Row("b", "second", "about")),
    "whole": lambda figure: bars(figure, DATA, WORDS, "a", "b", whole=True),
    "series": lambda figure: bars(figure, DATA, WORDS, "skills", series=("women", "men")),
    "dumbbell": lambda figure: dumbbell(figure, DATA, WORDS, {"a": ("skills",)}, ("women", "men")),
    "columns": lambda figure: columns(figure, DATA, WORDS, {"women": (("a", "2011"), ("b", "2015"))}),
    "line": lambda figure: line(figure, DATA, WORDS, {"women": (("2011", "a"), ("2015", "b"))}),
    "dots": lambda figure: dots(figure, DATA, WORDS, "a", "range"),
}


def drawn(name: str, width: float) -> Figure:
    """A chart at a width in millimetres, as high as it asks to be."""
    figure = Figure(figsize=(width / 25.4, 0.1))
    with pytest.raises(ValueError, match=r"needs a height of \d+ mm") as refused:
        CHARTS[name](figure)
    needed = int("".join(filter(str.isdigit, str(refused.value))))
    figure = Figure(figsize=(width / 25.4, needed / 25.4))
    CHARTS[name](figure)
    return figure


def words_of(figure: Figure) -> list[str]:
    return [text.get_text() for text in figure.axes[0].texts]


@pytest.mark.parametrize("width", [125, 70])
@pytest.mark.parametrize("name", CHARTS)
def test_every_chart_says_the_height_it_needs_and_then_keeps_its_words_on_the_canvas(name: str, width: float) -> None:
    figure = drawn(name, width)
    assert words_of(figure)
    assert not list(_off_canvas(figure))


@pytest.mark.parametrize("name", CHARTS)
def test_a_drawing_that_is_far_too_high_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match="needs a height"):
        CHARTS[name](Figure(figsize=(5, 40)))


def test_bars_are_as_long_as_their_values() -> None:
    patches = [patch for patch in drawn("bars", 125).axes[0].patches if isinstance(patch, Rectangle)]
    assert [round(patch.get_width() / patches[0].get_width(), 6) for patch in patches] == [1, 0.25]


def test_a_part_of_a_whole_is_measured_against_100() -> None:
    whole, part, *_ = (patch for patch in drawn("whole", 125).axes[0].patches if isinstance(patch, Rectangle))
    assert part.get_width() / whole.get_width() == pytest.approx(0.4)


def test_numbers_stand_as_the_page_prints_them_and_series_are_named_once() -> None:
    assert words_of(drawn("bars", 125))[:2] == ["Answer one", "40%"]
    assert "about 10%" in words_of(drawn("bars", 125))
    assert words_of(drawn("series", 125)) == ["Skills", "67%  Women", "71%  Men"]
    assert sorted(words_of(drawn("dumbbell", 125))) == ["71%  Men", "Answer one", "Skills", "Women  67%"]


def test_marks_stand_at_their_values() -> None:
    places = [
        float(mark.get_xdata()[0]) for mark in drawn("dumbbell", 125).axes[0].lines if mark.get_marker() in ("o", "s")
    ]  # type: ignore[index,arg-type]
    assert places[1] / places[0] == pytest.approx(71 / 67)


def test_a_range_is_a_line_between_its_ends() -> None:
    lines = [line for line in drawn("dots", 125).axes[0].lines if line.get_linewidth() == 3]
    assert len(lines) == 1
    low, high = map(float, lines[0].get_xdata())  # type: ignore[arg-type]
    assert high / low == pytest.approx(10 / 3)
