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
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
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
    """
    sheet = _Drawing(figure, words)
    lines = [row if isinstance(row, Row) else Row(row) for row in rows]
    colours = ("first", "second", "third", "quiet")
    groups = [
        (
            row.key,
            [
                (data[f"{row.key}-{name}"], colour, words[name], "")
                for name, colour in zip(series, colours, strict=False)
            ]
            or [(data[row.key], row.colour, "", row.stated)],
        )
        for row in lines
    ]
    thick = (12.0 if sheet.screen else 7.0) if series else 11.0
    size = sheet.size(8.0) if series else _VALUE
    stated = {
        id(datum): sheet.stated(datum, around) + (f"  {name}" if number == 0 and name else "")
        for number, (_, bars_) in enumerate(groups)
        for datum, _, name, around in bars_
    }
    room = max(sheet.width_of(text, size, bold=not series) for text in stated.values())
    top = 100.0 if whole else max(float(datum.value) for _, bars_ in groups for datum, *_ in bars_) or 1.0
    scale = (sheet.width - (0 if whole else room + _GAP)) / top
    for key, bars_ in groups:
        sheet.text(words[key], _LABEL)
        for datum, colour, _, _ in bars_:
            if whole:
                sheet.bar(0, sheet.width, thick + 3, "rest")
            length = max(float(datum.value), 0.0) * scale
            sheet.bar(0, length, thick + (3 if whole else 0), colour, datum)
            sheet.reach(datum, 0, sheet.y, sheet.width, thick + (3 if whole else 0))
            inside = whole and length > room + 2 * _GAP
            where = _GAP if inside else length + _GAP
            ink = "paper" if inside else "ink"
            sheet.beside(stated[id(datum)], where, thick + (3 if whole else 0), size, not series, ink, datum)
            sheet.down(thick + (3 if whole else 0) + (1.5 if series else 0))
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
        top: the end of the scale.
    """
    sheet = _Drawing(figure, words)
    headed = groups if isinstance(groups, Mapping) else {"": tuple(groups)}
    named = False
    scale = sheet.width / top
    for heading, keys in headed.items():
        if heading:
            sheet.text(words[heading], _VALUE, bold=True)
        for key in keys:
            sheet.text(words[key], _LABEL)
            pair = [data[f"{key}-{end}"] for end in ends]
            places = [float(datum.value) * scale for datum in pair]
            numbers = [sheet.stated(datum, "") for datum in pair]
            if not named:
                # Names stand outside, so that each number is next to its mark.
                left = places[0] <= places[1]
                for place, outside in enumerate((left, not left)):
                    parts = (words[ends[place]], numbers[place])
                    numbers[place] = "  ".join(parts if outside else reversed(parts))
                named = True
            sheet.scale(top, scale)
            sheet.marks(places, numbers, pair)
            sheet.down(15)
        sheet.down(3)
    sheet.end()


def columns(figure: Any, data: Any, words: Any, panels: Mapping[str, Sequence[tuple[str, str]]]) -> None:
    """Panels of upright bars on one scale.

    Args:
        panels: by the key of a panel's title: statistics, each with the key of the words below its bar.
    """
    sheet = _Drawing(figure, words)
    side_by_side = sheet.width >= 260
    top = max(float(data[key].value) for bars_ in panels.values() for key, _ in bars_) or 1.0
    height = 120.0
    start = sheet.y
    wide = (sheet.width - 18) / 2 if side_by_side else sheet.width
    for number, (title, bars_) in enumerate(panels.items()):
        left = (wide + 18) * (number % 2) if side_by_side else 0.0
        if side_by_side and number % 2 == 0:
            start = sheet.y
        sheet.y = start if side_by_side else sheet.y
        sheet.text(words[title], _VALUE, left=left, width=wide)
        sheet.down(height + 18)
        ground, step = sheet.y, wide / len(bars_)
        for place, (key, below) in enumerate(bars_):
            middle = left + step * (place + 0.5)
            tall = float(data[key].value) / top * height
            colour = ("first", "second", "third")[number % 3]
            sheet.box(middle - step * 0.3, ground - tall, step * 0.6, tall, colour, data[key])
            sheet.reach(data[key], middle - step / 2, ground - height - 16, step, height + 30)
            sheet.put(
                middle, ground - tall - 3, sheet.stated(data[key], ""), 11, bold=True, ha="center", va="bottom", datum=data[key]
            )  # fmt: skip
            sheet.put(middle, ground + 4, words[below], _LABEL, ha="center", va="top")
        sheet.rule(left, ground, wide)
        sheet.down(22)
    sheet.end()


def line(figure: Any, data: Any, words: Any, series: Mapping[str, Sequence[tuple[str, str]]]) -> None:
    """Lines over time or steps, from zero; the first and the last point of each have their numbers.

    Args:
        series: by the key of a line's name: (key of the words below the point, statistic) from left to right.
    """
    sheet = _Drawing(figure, words)
    every = [data[key] for points in series.values() for _, key in points]
    top = max(float(datum.value) for datum in every) or 1.0
    steps = list(dict.fromkeys(below for points in series.values() for below, _ in points))
    names = max(sheet.width_of(words[name], _LABEL) for name in series)
    edge = max(sheet.width_of(sheet.stated(datum, ""), _LABEL, bold=True) for datum in every) + _GAP
    left, right = edge, sheet.width - max(names, edge) - _GAP
    height = 150.0
    # The name of a line stands above its last point, which may be the highest of all.
    sheet.down(height + 16)
    ground = sheet.y
    at = {below: left + (right - left) * n / max(len(steps) - 1, 1) for n, below in enumerate(steps)}
    for number, (name, points) in enumerate(series.items()):
        colour = ("first", "second", "third", "quiet")[number % 4]
        places = [(at[below], ground - float(data[key].value) / top * height) for below, key in points]
        sheet.path(places, colour)
        for (x, y), (_, key) in zip(places, points, strict=True):
            sheet.point(x, y, colour, data[key])
        for (x, y), (_, key), ha, shift in (
            (places[0], points[0], "right", -_GAP),
            (places[-1], points[-1], "left", _GAP),
        ):
            sheet.put(x + shift, y, sheet.stated(data[key], ""), _LABEL, ha=ha, va="center", bold=True, datum=data[key])
        sheet.put(places[-1][0] + _GAP, places[-1][1] - 10, words[name], _LABEL, ha="left", va="center")
    sheet.rule(0, ground, sheet.width)
    room = (right - left) / max(len(steps) - 1, 1)
    small = sheet.size(8.0)
    widest = max(sheet.width_of(words[step], small) for step in steps)
    every_nth = next((n for n in (1, 2, 3, 4, 5, 10) if room * n > 8 + widest), 20)
    for n, below in enumerate(steps):
        if n % every_nth == 0 or n == len(steps) - 1:
            sheet.put(at[below], ground + 4, words[below], small, ha="center", va="top")
    sheet.down(16)
    sheet.end()


def dots(figure: Any, data: Any, words: Any, *rows: str | Row) -> None:
    """One mark a line on a scale from zero; a range is drawn as a line between its ends."""
    sheet = _Drawing(figure, words)
    lines = [row if isinstance(row, Row) else Row(row) for row in rows]
    room = max(sheet.width_of(sheet.stated(data[row.key], row.stated), _VALUE, bold=True) for row in lines)
    top = max(float(data[row.key].high or data[row.key].value) for row in lines) or 1.0
    scale = (sheet.width - room - 2 * _GAP) / top
    for row in lines:
        datum = data[row.key]
        sheet.text(words[row.key], _LABEL)
        low, high = float(datum.value) * scale, float(datum.high or datum.value) * scale
        sheet.rule(0, sheet.y + 5.5, sheet.width - room - 2 * _GAP)
        ends = [low, high] if datum.high else [low]
        sheet.marks(ends, [], [datum] * len(ends), colours=(row.colour, row.colour))
        sheet.beside(sheet.stated(datum, row.stated), high + 2 * _GAP, 11, _VALUE, True, "ink", datum)
        sheet.down(18)
    sheet.end()


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
        self._axes = figure.add_axes((0, 0, 1, 1))
        self._axes.set_axis_off()

    def stated(self, datum: Any, around: str) -> str:
        number = self.words.number(datum)
        return str(self.words[around].format(number)) if around else str(number)

    def width_of(self, text: str, size: float, bold: bool = False) -> float:
        """How wide a text is, in points."""
        from matplotlib.font_manager import FontProperties

        font = FontProperties(size=size, weight="bold" if bold else "normal")
        wide, _, _ = self._renderer.get_text_width_height_descent(text, font, False)
        return float(wide) * POINTS / float(self.figure.dpi) * (_READERS_LETTERS if self.screen else 1.0)

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
                lines.append(word)
        return lines

    def text(self, text: str, size: float, *, bold: bool = False, left: float = 0, width: float | None = None) -> None:
        """A text of its own lines; what follows stands below it."""
        for words in self.lines(text, size, width or self.width, bold):
            self.put(left, self.y, words, size, bold=bold, va="top")
            self.down(size * _LEADING)
        self.down(2)

    def put(
        self, x: float, y: float, text: str, size: float, *, bold: bool = False, ha: str = "left", va: str = "top", colour: str = "ink",
        datum: Any = None,
    ) -> None:  # fmt: skip
        """A text; `datum` is what it says, where it is a number."""
        self._axes.text(
            x, y, text, fontsize=size, fontweight="bold" if bold else "normal", ha=ha, va=va, color=self.words.colours[colour],
            gid=_mark(datum),
        )  # fmt: skip

    def beside(self, text: str, x: float, thick: float, size: float, bold: bool, colour: str, datum: Any) -> None:
        """A number at the height of a bar."""
        middle = self.y + thick / 2 - size * 0.05
        self.put(x, middle, text, size, bold=bold, va="center_baseline", colour=colour, datum=datum)

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

    def scale(self, top: float, scale: float) -> None:
        """The line of a scale from zero, with a tick at each quarter."""
        middle = self.y + 6
        self.rule(0, middle, top * scale)
        for tick in range(5):
            x = top * scale * tick / 4
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
        self._number(low[0] - 7, middle, low[1], "right", low[2])
        self._number(high[0] + 7, middle, high[1], "left", high[2])

    def _number(self, x: float, y: float, text: str, ha: str, datum: Any) -> None:
        """A number beside its mark, on the line cleared for it; one that would run off the drawing stands above."""
        wide = self.width_of(text, _LABEL)
        start = x - wide if ha == "right" else x
        if start < 0 or start + wide > self.width:
            x, y, ha = (0, y + 12, "left") if start < 0 else (self.width, y + 12, "right")
        self._axes.text(
            x, y, text, fontsize=_LABEL, ha=ha, va="center_baseline", color=self.words.colours["ink"], gid=_mark(datum),
            bbox={"facecolor": self.words.colours["paper"], "edgecolor": "none", "pad": 1.5}, zorder=2.5,
        )  # fmt: skip

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
