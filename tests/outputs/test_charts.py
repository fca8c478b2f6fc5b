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
from kerege.outputs.figures.drawing import Datum, Words, _collisions, _off_canvas

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


# --- what others will draw: words longer than a line, many of everything, values below zero, numbers of ten digits ---

SAID = {
    "ru": ("Вернувшиеся женщины, которые не смогли найти оплачиваемую работу по специальности в течение двенадцати месяцев",
           "Сельскохозяйственноперерабатывающая-высококвалифицированнейшая", "от {} всех опрошенных домохозяйств страны"),
    "ky": ("Чет өлкөдөн кайтып келип, он эки айдын ичинде өз адистиги боюнча акы төлөнүүчү жумуш таба албай калган аялдар",
           "Өнөржайлаштырылбагандыктарыңыздардансыңарбы", "сурамжыланган үй чарбалардын бардыгынын {} жакыны"),
    "ar": ("النساء العائدات من الخارج اللواتي لم يجدن عملاً مدفوع الأجر في تخصصهن خلال اثني عشر شهراً",
           "فأسقيناكموهاواستخرجناهمومستشفياتهم", "نحو {} من جميع الأسر التي شملها الاستطلاع"),
}  # fmt: skip
_RANGES: list[tuple[object, object]] = [(0, 2), (3, 10), (80, 100)]
_ALONE: dict[str, list[object]] = {
    "share": [97, 3, 45, 0, 100, 61, 12, 33, 74], "below": [-12, 5, -3, 20, -25], "money": [123456789 * n for n in range(1, 10)],
    "near": [f"{40 + n}.{n}" for n in range(48)], "pair0-s": [0, 100], "pair1-s": [99, 100], "pair2-s": [140, -20],
}  # fmt: skip


def _odd_data() -> dict[str, Datum]:
    forms = {"money": "{}\u00a0сомов"}
    found = {}
    for name, values in _ALONE.items():
        for number, value in enumerate(values):
            text = forms.get(name, "{}\u00a0%").format(value).replace("-", "−")
            found[f"{name}{number}"] = Datum(f"{name}{number}", Decimal(str(value)), text)
    for number, (low, high) in enumerate(_RANGES):
        found[f"range{number}"] = Datum(f"range{number}", Decimal(str(low)), f"от {low} до {high}", Decimal(str(high)))
    return found


ODD_DATA = _odd_data()
ODD: dict[str, Callable[[Any, Any], None]] = {
    "long labels": lambda figure, words: bars(figure, ODD_DATA, words, *(f"share{n}" for n in range(9))),
    "long words beside a number": lambda figure, words: bars(figure, ODD_DATA, words, Row("share0", stated="around")),
    "series with long names": lambda figure, words: bars(figure, ODD_DATA, words, "pair0", "pair1", series=("s0", "s1")),
    "below zero": lambda figure, words: bars(figure, ODD_DATA, words, *(f"below{n}" for n in range(5))),
    "ten digits": lambda figure, words: bars(figure, ODD_DATA, words, *(f"money{n}" for n in range(9))),
    "whole": lambda figure, words: bars(figure, ODD_DATA, words, "share0", "share1", "share3", "share4", whole=True),
    "nine columns": lambda figure, words: columns(figure, ODD_DATA, words, {"t": [(f"share{n}", f"share{n}") for n in range(9)]}),
    "columns of money": lambda figure, words: columns(figure, ODD_DATA, words, {"t": [(f"money{n}", "short") for n in range(5)]}),
    "columns below zero": lambda figure, words: columns(figure, ODD_DATA, words, {"t": [(f"below{n}", "short") for n in range(3)]}),
    "three panels": lambda figure, words: columns(
        figure, ODD_DATA, words, {"t": [("share0", "short")], "share2": [("share1", "short"), ("share2", "short")], "short": [("share4", "short")]}
    ),
    "lines that end together": lambda figure, words: line(
        figure, ODD_DATA, words, {f"share{n}": [(f"near{step}", f"near{step * 4 + n}") for step in range(12)] for n in range(4)}
    ),
    "a line below zero": lambda figure, words: line(figure, ODD_DATA, words, {"short": [(f"below{n}", f"below{n}") for n in range(5)]}),
    "a line of one point": lambda figure, words: line(figure, ODD_DATA, words, {"t": [("short", "share0")]}),
    "a scale that values leave": lambda figure, words: dumbbell(figure, ODD_DATA, words, ["pair0", "pair1", "pair2"], ("s0", "s1")),
    "ranges": lambda figure, words: dots(figure, ODD_DATA, words, *(Row(f"range{n}", stated="around") for n in range(3))),
    "dots below zero": lambda figure, words: dots(figure, ODD_DATA, words, *(f"below{n}" for n in range(5))),
}  # fmt: skip


_HEAVY = "long labels", "series with long names", "nine columns"


@pytest.mark.parametrize(
    ("name", "code"), [(name, code) for name in ODD for code in SAID if code != "ky" or name in _HEAVY]
)
def test_whatever_is_drawn_keeps_its_words_on_the_canvas_and_off_each_other(name: str, code: str) -> None:
    long, word, around = SAID[code]
    labels = {key: long[: 110 - 5 * number] for number, key in enumerate(ODD_DATA)}
    labels |= {f"pair{n}": long[:60] for n in range(3)} | {
        "s0": long[:45],
        "s1": word,
        "t": word,
        "around": around,
        "short": word[:8],
    }
    given = {"title": "", "subtitle": "", "colours": dict(Brand().chart_colours), "labels": labels, "screen": True}
    for width in (125, 68, 45):
        figure = Figure(figsize=(width / 25.4, 1))
        ODD[name](figure, Words({**given, "leftwards": code == "ar"}))
        assert words_of(figure)
        assert not list(_off_canvas(figure)) and not _collisions(figure), width


def test_what_has_no_colour_or_is_no_part_of_a_whole_is_told() -> None:
    words = Words({"title": "", "subtitle": "", "colours": {}, "labels": {}})
    with pytest.raises(ValueError, match="5 colours, and 6 series"):
        bars(Figure(), {f"a-{n}": DATA["a"] for n in "bcdefg"}, words, "a", series=tuple("bcdefg"))
    with pytest.raises(ValueError, match="no part of a hundred"):
        bars(Figure(), {"a": Datum("a", Decimal(101), "101 %")}, words, "a", whole=True)


def test_columns_that_find_no_room_are_bars_that_lie_on_one_scale() -> None:
    words = Words({"title": "", "subtitle": "", "colours": dict(Brand().chart_colours), "screen": True,
                   "labels": {"t": "Title", "u": "Second", "short": "A word that is too long", "other": "Another"}})  # fmt: skip
    figure = Figure(figsize=(68 / 25.4, 1))
    panels = {"t": [("money0", "short"), ("money1", "other")], "u": [("money3", "short"), ("money1", "other")]}
    columns(figure, ODD_DATA, words, panels)
    lengths = [one.get_width() for one in figure.axes[0].patches if isinstance(one, Rectangle) and one.get_fill()]
    shown = [length for length in lengths if length]
    assert {round(length / shown[0]) for length in shown} >= {1, 2, 4}
