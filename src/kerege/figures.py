"""Charts that look alike, for the scripts of a report's figures.

    from kerege.figures import bars

    def draw(figure, data, words):
        bars(figure, data, words, "secondary-education", "higher-education", Row("jobs-state", colour="second"))

Each function lays a chart out in points from the top of the drawing down and spreads it over the drawing's height, so that
the same script serves a printed page and a phone; for a screen (`words.screen`) the drawing is as high as it needs to be. Values
come from `data`, words from `words`; colours are names of the report's palette, never literal, so that a drawing can be shown on a
dark page. What shows a value carries its statistic as `gid`: on the website it leads to the number. A script that draws for itself may
do the same, `axes.bar(...)[0].set_gid("women-share-2015")`.

This module runs in the process of the drawings (`outputs/figures/drawing.py`) and imports nothing else of Kerege.
"""

from __future__ import annotations

import math
import unicodedata
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from kerege.messages import say

POINTS = 72
"""Points an inch."""
_LABEL, _VALUE = 9.0, 10.0
"""Sizes of letters in points."""
_LEADING = 1.25
_GAP = 4.0
"""Points between a bar and the number beside it."""
_MM_PER_INCH = 25.4
_RIGHT_TO_LEFT = "\u200f"
"""Without a letter nothing would tell that ٦٢٫٥٪ is read from the right."""
_ON_SCREEN = 9.0
"""Points of the smallest letters on a screen."""
_READERS_LETTERS = 1.12
"""The letters of a reader's own system are wider than ours, as a part of ours; those of most are."""
_COLOURS = ("first", "second", "third", "fourth", "fifth")
"""In which order what stands together takes the colours of the palette."""
_MOST_BESIDE = 0.5
"""A number, and what is said around it, stands beside its bar as long as it takes no more of the drawing's width; else above it."""
_MOST_LINES = 3
"""Lines of words below an upright bar; what needs more is drawn as bars that lie."""
_HYPHENATED = ("LATIN", "CYRILLIC", "GREEK", "ARMENIAN", "GEORGIAN")
"""Scripts of which a word that is too long for a line is broken with a hyphen."""
_TIGHT, _LOOSE = 0.96, 1.35
"""How far the lines of a drawing may be moved together or apart, as a part of its natural height."""


@dataclass(frozen=True)
class Row:
    """One line of a chart.

    Args:
        key: the statistic it shows; also the key of its label in the figure's words.
        colour: a name of the palette: first, second, third, quiet.
        stated: the key of words around the number, such as `about: {en: "about {}"}`; empty prints the number alone.
    """

    key: str
    colour: str = "first"
    stated: str = ""


def bars(figure: Any, data: Any, words: Any, *rows: str | Row, series: Sequence[str] = (), whole: bool = False) -> None:
    """Horizontal bars from zero, each below its label, each with its number.

    Args:
        rows: what to show, from top to bottom. With `series` each names what the bars below one label share.
        series: endings of statistics that stand together, such as ("women", "men") for `skills-women` and `skills-men`;
            each has a colour and, in `words`, a name.
        whole: draw each bar as a part of a bar of 100.

    Raises:
        ValueError: there are more series than colours, or with `whole` a value is no part of a hundred.
    """
    sheet = _Drawing(figure, words)
    groups = []
    for row in (row if isinstance(row, Row) else Row(row) for row in rows):
        if series:
            named = zip(series, _colours(series), strict=True)
            shown = [_Bar(data[f"{row.key}-{name}"], colour, "", words[name]) for name, colour in named]
        else:
            shown = [_Bar(data[row.key], row.colour, row.stated)]
        groups.append((row.key, shown))
    for bar in (bar for _, shown in groups for bar in shown if whole):
        if not 0 <= float(bar.datum.value) <= 100:
            raise ValueError(say("{value} is no part of a hundred: leave out 'whole'", value=bar.datum.text))
    thick = (12.0 if sheet.screen else 7.0) if series else 14.0 if whole else 11.0
    lying = _Lying(
        sheet, [shown for _, shown in groups], thick, sheet.size(8.0) if series else _VALUE, not series, whole
    )
    for key, shown in groups:
        sheet.text(words[key], _LABEL)
        lying.draw(shown)
        sheet.down(9)
    sheet.end()


def dumbbell(
    figure: Any,
    data: Any,
    words: Any,
    groups: Mapping[str, Sequence[str]] | Sequence[str],
    ends: tuple[str, str],
    *,
    top: float = 100.0,
) -> None:
    """Two values of each line as marks on one scale from zero, joined by a line.

    Args:
        groups: keys of labels, under headings (keys of `words`) or without.
        ends: endings of the statistics of a line, such as ("women", "men"); a disc and a square.
        top: the end of the scale; it is longer where a value is larger, and begins below zero where one is.
    """
    sheet = _Drawing(figure, words)
    headed = groups if isinstance(groups, Mapping) else {"": tuple(groups)}
    pairs = {key: [data[f"{key}-{end}"] for end in ends] for keys in headed.values() for key in keys}
    scale = _Scale([datum for pair in pairs.values() for datum in pair], sheet.width, top)
    first = next(iter(pairs.values()))
    named = _named([sheet.stated(datum, "") for datum in first], [words[end] for end in ends], first)
    places = [scale.at(datum.value) for datum in first]
    low, high = sorted(zip(places, named, strict=True))
    inline = (
        low[0] - 7 >= sheet.width_of(low[1], _LABEL) and high[0] + 7 + sheet.width_of(high[1], _LABEL) <= sheet.width
    )
    if not inline:
        for end, colour, sign in zip(ends, _COLOURS, "os", strict=False):
            sheet.key(words[end], colour, sign)
    for heading, keys in headed.items():
        if heading:
            sheet.text(words[heading], _VALUE, bold=True)
        for key in keys:
            sheet.text(words[key], _LABEL)
            numbers = [sheet.stated(datum, "") for datum in pairs[key]]
            if inline and pairs[key] is first:
                numbers = named
            sheet.scale(scale)
            sheet.marks([scale.at(datum.value) for datum in pairs[key]], numbers, pairs[key])
            sheet.down(15)
        sheet.down(3)
    sheet.end()


def _named(numbers: Sequence[str], names: Sequence[str], pair: Sequence[Any]) -> list[str]:
    """Two numbers with the names of their marks, which stand outside, so that each number is next to its mark."""
    left = pair[0].value <= pair[1].value
    return [
        "  ".join((name, number) if outside else (number, name))
        for number, name, outside in zip(numbers, names, (left, not left), strict=True)
    ]


def columns(figure: Any, data: Any, words: Any, panels: Mapping[str, Sequence[tuple[str, str]]]) -> None:
    """Panels of upright bars on one scale; of bars that lie, where the words below them or their numbers would find no room.

    Args:
        panels: by the key of a panel's title: statistics, each with the key of the words below its bar.
    """
    sheet = _Drawing(figure, words)
    across = 2 if sheet.width >= 260 else 1
    wide = (sheet.width - 18) / 2 if across == 2 else sheet.width
    below = {title: _below(sheet, data, words, shown, wide / len(shown)) for title, shown in panels.items()}
    if not all(below.values()):
        _lying_panels(sheet, data, words, panels)
        return
    scale = _Scale([data[key] for shown in panels.values() for key, _ in shown], 120.0)
    start = bottom = sheet.y
    for number, (title, shown) in enumerate(panels.items()):
        left = (wide + 18) * (number % across)
        if number % across == 0:
            start = bottom
        sheet.y = start
        sheet.text(words[title], _VALUE, left=left, width=wide)
        sheet.down(scale.length + 18)
        ground, step = sheet.y, wide / len(shown)
        zero = ground - scale.zero
        for place, ((key, _), lines) in enumerate(zip(shown, below[title], strict=True)):
            middle = left + step * (place + 0.5)
            high = ground - scale.at(max(data[key].value, 0))
            tall = abs(scale.at(data[key].value) - scale.zero)
            sheet.box(middle - step * 0.3, high, step * 0.6, tall, _COLOURS[number % 3], data[key])
            sheet.reach(data[key], middle - step / 2, ground - scale.length - 16, step, scale.length + 30)
            sheet.put(
                middle, high - 3, sheet.stated(data[key], ""), 11, bold=True, ha="center", va="bottom", datum=data[key]
            )  # fmt: skip
            for line_, text in enumerate(lines):
                sheet.put(middle, ground + 4 + line_ * _LABEL * _LEADING, text, _LABEL, ha="center", va="top")
        sheet.rule(left, zero, wide)
        sheet.down(22 + (max(map(len, below[title])) - 1) * _LABEL * _LEADING)
        bottom = max(bottom, sheet.y)
    sheet.y = bottom
    sheet.end()


def _below(sheet: _Drawing, data: Any, words: Any, shown: Sequence[tuple[str, str]], step: float) -> list[list[str]]:
    """The lines of words below each upright bar; none at all where they, or a number, would not find room."""
    numbers = (sheet.width_of(sheet.stated(data[key], ""), 11, bold=True) for key, _ in shown)
    longest = (sheet.width_of(max(words[below].split(" "), key=len), _LABEL) for _, below in shown)
    if any(wide > step - 2 for wide in numbers) or any(wide > step - 4 for wide in longest):
        return []
    found = [sheet.lines(words[below], _LABEL, step - 4) for _, below in shown]
    broken = any(" ".join(lines) != words[below] for lines, (_, below) in zip(found, shown, strict=True))
    return [] if broken or max(map(len, found)) > _MOST_LINES else found


def _lying_panels(sheet: _Drawing, data: Any, words: Any, panels: Mapping[str, Sequence[tuple[str, str]]]) -> None:
    shown = {
        title: [_Bar(data[key], _COLOURS[number % 3]) for key, _ in panel]
        for number, (title, panel) in enumerate(panels.items())
    }
    lying = _Lying(sheet, list(shown.values()), 11, _VALUE, True, False)
    for title, panel in panels.items():
        sheet.text(words[title], _VALUE, bold=True)
        for bar, (_, below) in zip(shown[title], panel, strict=True):
            sheet.text(words[below], _LABEL)
            lying.draw([bar])
            sheet.down(7)
        sheet.down(6)
    sheet.end()


def line(figure: Any, data: Any, words: Any, series: Mapping[str, Sequence[tuple[str, str]]]) -> None:
    """Lines over time or steps, from zero; the first and the last point of each have their numbers.

    Args:
        series: by the key of a line's name: (key of the words below the point, statistic) from left to right.

    Raises:
        ValueError: there are more lines than colours.
    """
    sheet = _Drawing(figure, words)
    colours = dict(zip(series, _colours(series), strict=True))
    every = [data[key] for points in series.values() for _, key in points]
    scale = _Scale(every, 150.0)
    names = max(sheet.width_of(words[name], _LABEL) for name in series)
    edge = max(sheet.width_of(sheet.stated(datum, ""), _LABEL, bold=True) for datum in every) + _GAP
    last = sorted(scale.at(data[points[-1][1]].value) for points in series.values())
    # A name stands above the last number of its line, unless lines end so near to each other that they would be taken for each other's.
    inline = names <= 0.4 * sheet.width and all(high - low >= 21 for low, high in pairwise(last))
    if not inline:
        for name, colour in colours.items():
            sheet.key(words[name], colour, "o")
    # The name of a line stands above its last point, which may be the highest of all.
    sheet.down(scale.length + 16)
    ground = sheet.y
    steps = list(dict.fromkeys(below for points in series.values() for below, _ in points))
    small = sheet.size(8.0)
    below_ = {step: sheet.lines(words[step], small, sheet.width / 3) for step in steps}
    widest = max(sheet.width_of(text, small) for lines in below_.values() for text in lines)
    mark = 0 if inline else 10.0
    left = max(edge + mark, widest / 2)
    right = sheet.width - max(max(names, edge) + _GAP if inline else edge + mark + _GAP, widest / 2)
    room = (right - left) / max(len(steps) - 1, 1)
    at = {below: left + room * n if len(steps) > 1 else (left + right) / 2 for n, below in enumerate(steps)}
    for name, points in series.items():
        places = [(at[below], ground - scale.at(data[key].value)) for below, key in points]
        sheet.path(places, colours[name])
        for (x, y), (_, key) in zip(places, points, strict=True):
            sheet.point(x, y, colours[name], data[key])
    for end, ha, side in ((0, "right", -1), (-1, "left", 1)):
        ends = [(name, points[end]) for name, points in series.items() if end or len(points) > 1]
        places = [(at[below], ground - scale.at(data[key].value)) for _, (below, key) in ends]
        free = [y for _, y in places] if inline else _apart([y for _, y in places], _LABEL * _LEADING, ground)
        for (name, (_, key)), (x, y), beside in zip(ends, places, free, strict=True):
            if not inline:
                sheet.tie(x + side * 5, y, x + side * (mark + 1), beside, colours[name])
            x += side * (_GAP + mark)
            sheet.put(x, beside, sheet.stated(data[key], ""), _LABEL, ha=ha, va="center", bold=True, datum=data[key])
            if inline and end:
                sheet.put(x, y - 10, words[name], _LABEL, ha="left", va="center")
    sheet.rule(0, ground - scale.zero, sheet.width)
    every_nth = next((n for n in (1, 2, 3, 4, 5, 10) if room * n > 8 + widest), 20)
    for n, step in enumerate(steps):
        # The last is always named, and whatever would stand too near to it is not.
        if n == len(steps) - 1 or (n % every_nth == 0 and at[steps[-1]] - at[step] > 8 + widest):
            for number, text in enumerate(below_[step]):
                sheet.put(at[step], ground + 4 + number * small * _LEADING, text, small, ha="center", va="top")
    sheet.down(16 + (max(map(len, below_.values())) - 1) * small * _LEADING)
    sheet.end()


def _apart(places: Sequence[float], least: float, bottom: float) -> list[float]:
    """Heights for texts that would stand at `places`, at least so far from each other, none below the bottom; in the order given."""
    order = sorted(range(len(places)), key=lambda one: places[one])
    found = list(places)
    for before, after in pairwise(order):
        found[after] = max(found[after], found[before] + least)
    limit = bottom
    for one in reversed(order):
        found[one] = min(found[one], limit)
        limit = found[one] - least
    return found


def dots(figure: Any, data: Any, words: Any, *rows: str | Row) -> None:
    """One mark a line on a scale from zero; a range is drawn as a line between its ends."""
    sheet = _Drawing(figure, words)
    lines = [row if isinstance(row, Row) else Row(row) for row in rows]
    room = max(sheet.width_of(sheet.stated(data[row.key], row.stated), _VALUE, bold=True) for row in lines) + 2 * _GAP
    above = room > _MOST_BESIDE * sheet.width
    scale = _Scale([data[row.key] for row in lines], sheet.width - (6 if above else room))
    for row in lines:
        datum = data[row.key]
        stated = sheet.stated(datum, row.stated)
        sheet.text(words[row.key], _LABEL)
        if above:
            sheet.text(stated, _VALUE, bold=True, datum=datum)
        low, high = scale.at(datum.value), scale.at(datum.high or datum.value)
        sheet.rule(0, sheet.y + 5.5, scale.length)
        if scale.zero:
            sheet.upright(scale.zero, 11)
        ends = [low, high] if datum.high else [low]
        sheet.marks(ends, [], [datum] * len(ends), colours=(row.colour, row.colour))
        if not above:
            sheet.beside(stated, high + 2 * _GAP, 11, _VALUE, True, "ink", datum, clear=True)
        sheet.down(18)
    sheet.end()


def _colours(series: Sequence[str] | Mapping[str, object]) -> Sequence[str]:
    """A colour for each of what stands together.

    Raises:
        ValueError: there are more of them than colours.
    """
    if len(series) > len(_COLOURS):
        raise ValueError(
            say(
                "a chart has {most} colours, and {count} series would need one each: show some in another figure",
                most=len(_COLOURS),
                count=len(series),
            )
        )
    return _COLOURS[: len(series)]


class _Scale:
    """A scale in points, with zero on it: from zero to the largest value, or from the smallest where one is below zero."""

    def __init__(self, data: Sequence[Any], length: float, top: float = 0.0) -> None:
        values = [float(value) for datum in data for value in (datum.value, datum.high) if value is not None]
        self.length = length
        self._low = min(0.0, *values) if values else 0.0
        high = max(top, 0.0, *values) if values else 1.0
        self._points = length / ((high - self._low) or 1.0)
        self.zero = self.at(0)

    def at(self, value: Any) -> float:
        """Where a value stands, in points from the begin of the scale."""
        return (float(value) - self._low) * self._points


@dataclass(frozen=True)
class _Bar:
    """One bar that lies: what it shows, the key of words around its number, and its name among others."""

    datum: Any
    colour: str
    stated: str = ""
    name: str = ""


class _Lying:
    """Bars that lie, on one scale."""

    def __init__(
        self, sheet: _Drawing, groups: Sequence[Sequence[_Bar]], thick: float, size: float, bold: bool, whole: bool
    ) -> None:
        self._sheet, self._thick, self._size, self._bold, self._whole = sheet, thick, size, bold, whole
        # Each bar of a group has a place of its own: the first group names them.
        self._texts = {
            id(bar): sheet.stated(bar.datum, bar.stated) + (f"  {bar.name}" if bar.name and number == 0 else "")
            for number, group in enumerate(groups)
            for bar in group
        }
        room = max(sheet.width_of(text, size, bold) for text in self._texts.values())
        self._above = room > _MOST_BESIDE * sheet.width - _GAP
        self._room = room
        taken = 0 if whole or self._above else room + _GAP
        self._scale = _Scale(
            [bar.datum for group in groups for bar in group], sheet.width - taken, 100.0 if whole else 0.0
        )

    def draw(self, group: Sequence[_Bar]) -> None:
        """Bars below each other."""
        sheet, thick = self._sheet, self._thick
        for bar in group:
            text, end, zero = self._texts[id(bar)], self._scale.at(bar.datum.value), self._scale.zero
            if self._above:
                sheet.text(text, self._size, bold=self._bold, datum=bar.datum)
            if self._whole:
                sheet.bar(0, sheet.width, thick, "rest")
            sheet.bar(min(zero, end), abs(end - zero), thick, bar.colour, bar.datum)
            if zero:
                sheet.upright(zero, thick)
            sheet.reach(bar.datum, 0, sheet.y, sheet.width, thick)
            if not self._above:
                inside = self._whole and end > self._room + 2 * _GAP
                where, ink = (_GAP, "paper") if inside else (max(zero, end) + _GAP, "ink")
                sheet.beside(text, where, thick, self._size, self._bold, ink, bar.datum)
            sheet.down(thick + (1.5 if bar.name else 0))


class _Drawing:
    """A drawing in points, filled from the top down; its height is that of its content."""

    def __init__(self, figure: Any, words: Any) -> None:
        from matplotlib.backends.backend_agg import FigureCanvasAgg

        self.figure, self.words = figure, words
        self._leftwards = bool(getattr(words, "leftwards", False))
        self.screen = bool(getattr(words, "screen", False))
        self.margin = 2.0
        self.width = figure.get_figwidth() * POINTS - 2 * self.margin
        self.y = 2.0
        self._renderer = FigureCanvasAgg(figure).get_renderer()  # type: ignore[no-untyped-call]
        self._widths: dict[tuple[str, float, bool], float] = {}
        self._axes = figure.add_axes((0, 0, 1, 1))
        self._axes.set_axis_off()

    def stated(self, datum: Any, around: str) -> str:
        number = self.words.number(datum)
        return str(self.words[around].format(number)) if around else str(number)

    def width_of(self, text: str, size: float, bold: bool = False) -> float:
        """How wide a text is, in points."""
        from matplotlib.font_manager import FontProperties

        asked = text, size, bold
        if asked not in self._widths:
            font = FontProperties(size=size, weight="bold" if bold else "normal")
            wide, _, _ = self._renderer.get_text_width_height_descent(text, font, False)
            factor = _READERS_LETTERS if self.screen else 1.0
            self._widths[asked] = float(wide) * POINTS / float(self.figure.dpi) * factor
        return self._widths[asked]

    def size(self, points: float) -> float:
        """A size of letters, which a phone can show too."""
        return max(points, _ON_SCREEN) if self.screen else points

    def lines(self, text: str, size: float, width: float, bold: bool = False) -> list[str]:
        """A text cut into lines that fit."""
        lines: list[str] = []
        for word in text.split(" "):
            longer = f"{lines[-1]} {word}" if lines else word
            if lines and self.width_of(longer, size, bold) <= width:
                lines[-1] = longer
            else:
                lines += self._broken(word, size, width, bold)
        return lines

    def _broken(self, word: str, size: float, width: float, bold: bool) -> list[str]:
        """A word that is longer than a line, in parts that fit: after a hyphen of its own, else anywhere."""
        parts = []
        while len(word) > 2 and self.width_of(word, size, bold) > width:
            fitting = bisect_right(range(1, len(word)), width, key=lambda n: self.width_of(f"{word[:n]}-", size, bold))
            most = max(1, fitting)
            own = max(word.rfind(sign, 0, most) for sign in "-\u2010/") + 1
            most = own if own > most // 3 else most
            hyphen = "-" if own != most and unicodedata.name(word[most - 1], "").startswith(_HYPHENATED) else ""
            parts.append(word[:most] + hyphen)
            word = word[most:]
        return [*parts, word]

    def text(
        self,
        text: str,
        size: float,
        *,
        bold: bool = False,
        left: float = 0,
        width: float | None = None,
        datum: Any = None,
    ) -> None:
        """A text of its own lines; what follows stands below it."""
        for words in self.lines(text, size, width or self.width, bold):
            self.put(left, self.y, words, size, bold=bold, va="top", datum=datum)
            self.down(size * _LEADING)
        self.down(2)

    def key(self, text: str, colour: str, sign: str) -> None:
        """What a mark of a colour stands for."""
        self._axes.plot((5,), (self.y + _LABEL * 0.6,), sign, color=self.words.colours[colour], markersize=7)
        self.text(text, _LABEL, left=14, width=self.width - 14)

    def put(
        self, x: float, y: float, text: str, size: float, *, bold: bool = False, ha: str = "left", va: str = "top", colour: str = "ink",
        datum: Any = None, clear: bool = False,
    ) -> None:  # fmt: skip
        """A text; `datum` is what it says, where it is a number. With `clear` no line goes through it."""
        shown = self._axes.text(
            x, y, text, fontsize=size, fontweight="bold" if bold else "normal", ha=ha, va=va, color=self.words.colours[colour],
            gid=_mark(datum),
        )  # fmt: skip
        if clear:
            shown.set(bbox={"facecolor": self.words.colours["paper"], "edgecolor": "none", "pad": 1.5}, zorder=2.5)

    def beside(
        self,
        text: str,
        x: float,
        thick: float,
        size: float,
        bold: bool,
        colour: str,
        datum: Any,
        *,
        clear: bool = False,
    ) -> None:
        """A number at the height of a bar."""
        middle = self.y + thick / 2 - size * 0.05
        self.put(x, middle, text, size, bold=bold, va="center_baseline", colour=colour, datum=datum, clear=clear)

    def bar(self, x: float, length: float, thick: float, colour: str, datum: Any = None) -> None:
        self.box(x, self.y, length, thick, colour, datum)

    def box(self, x: float, y: float, wide: float, tall: float, colour: str, datum: Any = None) -> None:
        from matplotlib.patches import Rectangle

        shown = self.words.colours[colour]
        self._axes.add_patch(Rectangle((x, y), wide, tall, color=shown, linewidth=0, gid=_mark(datum)))

    def reach(self, datum: Any, x: float, y: float, wide: float, tall: float) -> None:
        """On a screen: where a finger or a pointer finds a value, which is more than the mark that shows it."""
        from matplotlib.patches import Rectangle

        if self.screen:
            self._axes.add_patch(
                Rectangle((x, y), wide, tall, facecolor="none", edgecolor="none", linewidth=0, gid=_mark(datum))
            )

    def point(self, x: float, y: float, colour: str, datum: Any) -> None:
        """On a screen: a point of a line, which can be asked for its value."""
        if self.screen:
            shown = self.words.colours[colour]
            self._axes.plot((x,), (y,), color=shown, marker="o", markersize=6, linestyle="none", gid=_mark(datum))
            self.reach(datum, x - 9, y - 9, 18, 18)

    def rule(self, x: float, y: float, wide: float) -> None:
        self._axes.plot((x, x + wide), (y, y), color=self.words.colours["rule"], linewidth=0.8, zorder=1)

    def path(self, places: Sequence[tuple[float, float]], colour: str) -> None:
        xs, ys = zip(*places, strict=True)
        self._axes.plot(xs, ys, color=self.words.colours[colour], linewidth=2, marker="o", markersize=4)

    def upright(self, x: float, tall: float) -> None:
        """Where zero is, beside what stands at this height."""
        self._axes.plot((x, x), (self.y, self.y + tall), color=self.words.colours["ink"], linewidth=0.8, zorder=2)

    def tie(self, x: float, y: float, end: float, beside: float, colour: str) -> None:
        """A thin line from a point to its number, which may have had to make room."""
        self._axes.plot((x, end), (y, beside), color=self.words.colours[colour], linewidth=1)

    def scale(self, scale: _Scale) -> None:
        """The line of a scale, with a tick at each quarter; of one that begins below zero at zero alone."""
        middle = self.y + 6
        self.rule(0, middle, scale.length)
        for x in (scale.zero,) if scale.zero else (scale.length * tick / 4 for tick in range(5)):
            self._axes.plot((x, x), (middle - 2, middle + 2), color=self.words.colours["rule"], linewidth=0.8, zorder=1)

    def marks(
        self,
        places: Sequence[float],
        numbers: Sequence[str],
        data: Sequence[Any],
        colours: Sequence[str] = ("first", "second"),
    ) -> None:
        """Marks on a line, and their numbers outside of them."""
        middle = self.y + 6
        shown = self.words.colours
        if len(places) > 1:
            self._axes.plot((min(places), max(places)), (middle, middle), color=shown["quiet"], linewidth=3, zorder=2)
        for place, colour, sign, datum in zip(places, colours, "os", data, strict=False):
            self._axes.plot(place, middle, sign, color=shown[colour], markersize=8, zorder=3, gid=_mark(datum))
            self.reach(datum, place - 9, middle - 9, 18, 18)
        if not numbers:
            return
        low, high = sorted(zip(places, numbers, data, strict=True), key=lambda end: end[0])
        moved = [
            self._number(low[0] - 7, middle, low[1], "right", low[2]),
            self._number(high[0] + 7, middle, high[1], "left", high[2]),
        ]
        self.down(9 if any(moved) else 0)

    def _number(self, x: float, y: float, text: str, ha: str, datum: Any) -> bool:
        """A number beside its mark, on the line cleared for it; one that would run off the drawing stands below. Whether it does."""
        wide = self.width_of(text, _LABEL)
        start = x - wide if ha == "right" else x
        beyond = start < 0 or start + wide > self.width
        if beyond:
            x, y, ha = (0, y + 13, "left") if start < 0 else (self.width, y + 13, "right")
        self.put(x, y, text, _LABEL, ha=ha, va="center_baseline", datum=datum, clear=True)
        return beyond

    def down(self, points: float) -> None:
        self.y += points

    def end(self) -> None:
        """What stands in the drawing is spread over its height.

        Raises:
            ValueError: the drawing is too low for it, or so high that it would fall apart; says what height it needs.
        """
        height = self.y + 2
        if self.screen:
            self.figure.set_figheight(height / POINTS)
        given = self.figure.get_figheight() * POINTS
        if not _TIGHT <= given / height <= _LOOSE:
            needed = math.ceil(height / POINTS * _MM_PER_INCH)
            raise ValueError(
                say("at this width the drawing needs a height of {needed} mm: say so in 'size'", needed=needed)
            )
        ends = (-self.margin, self.width + self.margin)
        self._axes.set_xlim(*(reversed(ends) if self._leftwards else ends))
        # Of a language from right to left the whole drawing begins at the right.
        for text in self._axes.texts if self._leftwards else ():
            side = {"left": "right", "right": "left"}
            text.set_horizontalalignment(side.get(text.get_horizontalalignment(), "center"))
            text.set_text(_RIGHT_TO_LEFT + text.get_text())
        self._axes.set_ylim(height, 0)


def _mark(datum: Any) -> str | None:
    """By which the website knows what shows a value."""
    return None if datum is None else str(datum.id)
