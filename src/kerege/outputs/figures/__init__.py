"""Drawing the figures with matplotlib: one SVG a figure and language, the same bytes for the same input."""

from __future__ import annotations

import hashlib
import io
import re
import traceback
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kerege import __version__
from kerege.files import write_whole
from kerege.findings import Finding, Location
from kerege.fonts import FOLDER as FONTS
from kerege.languages import LanguagePack, language_pack
from kerege.languages.formats import format_value
from kerege.model import BlockKind, Figure, Report, Value, words_in
from kerege.render.edition import BOUNDS

if TYPE_CHECKING:
    from matplotlib.figure import Figure as Canvas

_MM_PER_INCH = 25.4
_PNG_DPI = 220
"""Enough for a slide as wide as a screen."""
_STYLE: dict[Any, Any] = {
    "font.family": "Source Sans 3",
    "font.size": 9,
    # Letters as paths: an SVG in <img> cannot use the page's fonts.
    "svg.fonttype": "path",
    "axes.spines.top": False,
    "axes.spines.right": False,
    "text.color": "#22201d",
}


_NUMBER = re.compile(r"\d[\d\s.,\u00a0\u202f]*")


@dataclass(frozen=True)
class Datum:
    """One statistic as a figure's script sees it."""

    id: str
    value: Any
    """Decimal."""
    text: str
    """As the page prints it."""


class Words:
    """The words of a figure in one language."""

    def __init__(self, figure: Figure, pack: LanguagePack) -> None:
        self._figure = figure
        self._language = pack.code
        self.title = words_in(figure.title, pack.code)
        self.subtitle = words_in(figure.subtitle, pack.code)

    def __getitem__(self, key: str) -> str:
        return words_in(self._figure.labels[key], self._language)

    def number(self, datum: Datum) -> str:
        """The value as the page prints it."""
        return datum.text


def cited_figures(report: Report) -> tuple[str, ...]:
    """The figures that chapters show."""
    blocks = (b.target for c in report.all_chapters() for b in c.blocks_of(BlockKind.FIGURE))
    return tuple(key for key in dict.fromkeys(blocks) if key in report.figures)


def draw_figures(report: Report, values: Mapping[str, Value], out: Path, language: str) -> tuple[Finding, ...]:
    """Draw the cited figures of one language into `out` as `<id>-<language>.svg`, and as `.png` for slides and messages.

    A figure whose script, words and values have not changed since the last run is not drawn again.

    Returns:
        F002 for a script that fails, F003 for words that do not fit the canvas.
    """
    findings: list[Finding] = []
    out.mkdir(parents=True, exist_ok=True)
    for key in cited_figures(report):
        findings.extend(_draw(report, values, report.figures[key], language, out))
    return tuple(findings)


def _draw(
    report: Report, values: Mapping[str, Value], figure: Figure, language: str, out: Path
) -> Iterator[Finding]:
    pack = language_pack(language)
    data = {key: _datum(report, values, key, pack) for key in figure.data if key in values}
    script = (report.root / figure.script).read_text(encoding="utf-8")
    digest = _digest(figure, language, data, script)
    path, mark = out / f"{figure.id}-{language}.svg", report.root / ".kerege" / "figures" / f"{figure.id}-{language}.svg"
    kept = _kept(mark, digest)
    if kept is not None:
        write_whole(path, kept[0])
        write_whole(path.with_suffix(".png"), kept[1])
        return
    problems: list[Finding] = []
    drawn = _render(figure, data, Words(figure, pack), script, language, problems)
    yield from problems
    if drawn is None:
        return
    svg, png = drawn
    write_whole(path, svg)
    write_whole(path.with_suffix(".png"), png)
    if not problems:
        write_whole(mark, svg)
        write_whole(mark.with_suffix(".png"), png)
        write_whole(mark.with_suffix(".digest"), _stamp(digest, svg, png))


def _kept(mark: Path, digest: str) -> tuple[bytes, bytes] | None:
    """The drawing of an earlier run from the same script, words and values."""
    try:
        svg, png = mark.read_bytes(), mark.with_suffix(".png").read_bytes()
        stamp = mark.with_suffix(".digest").read_text(encoding="utf-8")
    except FileNotFoundError:
        return None
    return (svg, png) if stamp == _stamp(digest, svg, png) else None


def _stamp(digest: str, svg: bytes, png: bytes) -> str:
    """Names the drawing too: a run that was stopped between the files leaves a stamp beside another drawing."""
    return f"{digest} {hashlib.sha256(svg).hexdigest()} {hashlib.sha256(png).hexdigest()}"


def _datum(report: Report, values: Mapping[str, Value], key: str, pack: LanguagePack) -> Datum:
    record = report.statistics[key]
    text = format_value(values[key].number, record.unit, record.decimals, pack)
    return Datum(key, values[key].number, BOUNDS.get(record.bound, "") + text)


def _digest(figure: Figure, language: str, data: Mapping[str, Datum], script: str) -> str:
    parts = [__version__, script, language, repr(figure), repr(sorted((d.id, str(d.value), d.text) for d in data.values()))]
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def _render(
    figure: Figure, data: Mapping[str, Datum], words: Words, script: str, language: str, problems: list[Finding]
) -> tuple[bytes, bytes] | None:
    """The drawing as SVG and as PNG."""
    import matplotlib

    matplotlib.use("Agg")
    from matplotlib import font_manager
    from matplotlib.figure import Figure as Canvas

    for font in sorted(FONTS.glob("*.ttf")):
        font_manager.fontManager.addfont(str(font))
    place = Location(figure.script)
    size = (float(figure.width) / _MM_PER_INCH, float(figure.height) / _MM_PER_INCH)
    with matplotlib.rc_context({**_STYLE, "svg.hashsalt": f"kerege-{figure.id}"}):
        canvas = Canvas(figsize=size)
        try:
            names: dict[str, Any] = {}
            exec(compile(script, str(figure.script), "exec"), names)  # a report's figure scripts are code
            names["draw"](canvas, data, words)
        except Exception as error:
            frames = [f for f in traceback.extract_tb(error.__traceback__) if f.filename == str(figure.script)]
            line = frames[-1].lineno if frames and frames[-1].lineno else getattr(error, "lineno", 1) or 1
            problems.append(
                Finding(
                    Location(figure.script, line), "F002",
                    f"the script of figure '{figure.id}' fails: {type(error).__name__}: {error}",
                    "correct the script, or its data and labels in the .yml beside it", language=language,
                )
            )
            return None
        problems.extend(_off_canvas(canvas, figure, place, language))
        problems.extend(_foreign_numbers(canvas, figure, data, place, language))
        target = io.BytesIO()
        canvas.savefig(target, format="svg", metadata={"Date": None, "Creator": None})
        raster = io.BytesIO()
        canvas.savefig(raster, format="png", dpi=_PNG_DPI, metadata={"Software": None})
    # Ids are prefixed, so that two drawings on one page never share one.
    svg = target.getvalue().decode("utf-8")
    prefix = f"{figure.id}-"
    svg = svg.replace('id="', f'id="{prefix}').replace('href="#', f'href="#{prefix}').replace("url(#", f"url(#{prefix}")
    return svg.encode("utf-8"), raster.getvalue()


def _foreign_numbers(
    canvas: Canvas, figure: Figure, data: Mapping[str, Datum], place: Location, language: str
) -> Iterator[Finding]:
    """Numbers drawn that are none of the figure's values: typed into the script, or rounded there in another way."""
    from matplotlib.text import Text

    scales = [axis for axes in canvas.axes for axis in (axes.xaxis, axes.yaxis)]
    ticks = {id(text) for axis in scales for text in axis.findobj(Text) if text is not axis.label}
    own = [datum.text for datum in data.values()]
    own += [words_in(text, language) for text in (figure.title, figure.subtitle, *figure.labels.values())]
    known = {_bare(number) for text in own for number in _NUMBER.findall(text)}
    for text in canvas.findobj(Text):
        # Ticks of an axis are its scale, not statements.
        if id(text) in ticks or not text.get_visible():
            continue
        for number in _NUMBER.findall(text.get_text()):
            if _bare(number) not in known:
                yield Finding(
                    place, "F004", f"figure '{figure.id}' draws '{number.strip()}' in '{language}', which is none of its values",
                    "draw words.number(data[id]), so that page and figure print the same", language=language,
                )


def _bare(number: str) -> str:
    return "".join(number.split()).rstrip(".,")


def _off_canvas(canvas: Canvas, figure: Figure, place: Location, language: str) -> Iterator[Finding]:
    """Texts that run off the drawing: Kyrgyz labels often need more room than English ones."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.text import Text

    renderer = FigureCanvasAgg(canvas).get_renderer()  # type: ignore[no-untyped-call]
    width, height = canvas.bbox.width, canvas.bbox.height
    for text in canvas.findobj(Text):
        if not text.get_text().strip() or not text.get_visible():
            continue
        box = text.get_window_extent(renderer)
        if box.x0 < -1 or box.y0 < -1 or box.x1 > width + 1 or box.y1 > height + 1:
            yield Finding(
                place, "F003", f"'{text.get_text()}' runs off the canvas of figure '{figure.id}' in '{language}'",
                "shorten the label, break it into lines, or enlarge 'size'", language=language,
            )


