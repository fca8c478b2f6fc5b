"""Drawing the figures with matplotlib: for each figure and language one SVG and PNG for paper, and for screens one wide and one
narrow SVG with live text (`screen.py`); the same bytes for the same input."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kerege.cache.store import Store, digest_of
from kerege.cache.versions import tools_digest
from kerege.catalogue import problem
from kerege.findings import Finding, Location
from kerege.fonts import FOLDER as FONTS
from kerege.fonts import OWN, named, to_add, usable_fonts
from kerege.languages import LanguagePack, language_pack
from kerege.languages.formats import format_value
from kerege.model import BlockKind, Brand, Figure, Report, Value, words_in
from kerege.model.brand import SERIES
from kerege.outputs.figures.running import Stopped, run
from kerege.outputs.figures.screen import screens
from kerege.render.edition import BOUNDS

_PNG_DPI = 220
"""Enough for a slide as wide as a screen."""


def figure_style(brand: Brand) -> dict[str, Any]:
    """Matplotlib's settings for a house style."""
    colours = brand.chart_colours
    return {
        # The process adds the report's own fonts behind them.
        "font.family": list(dict.fromkeys([brand.caption_family, "Source Sans 3", "Source Serif 4"])),
        "font.size": 9,
        # Letters as paths: an SVG in <img> cannot use the page's fonts.
        "svg.fonttype": "path",
        "axes.spines.top": False,
        "axes.spines.right": False,
        # What a script does not colour itself has colours of the house style, which a dark page knows how to show.
        **dict.fromkeys(
            ("text.color", "axes.edgecolor", "axes.labelcolor", "xtick.color", "ytick.color"), colours["ink"]
        ),
        **dict.fromkeys(("figure.facecolor", "axes.facecolor", "savefig.facecolor"), colours["paper"]),
        "grid.color": colours["rest"],
        "series": [colours[name] for name in SERIES],
    }


def cited_figures(report: Report) -> tuple[str, ...]:
    """The figures that chapters show."""
    blocks = (b.target for c in report.all_chapters() for b in c.blocks_of(BlockKind.FIGURE))
    return tuple(key for key in dict.fromkeys(blocks) if key in report.figures)


def draw_figures(report: Report, values: Mapping[str, Value], out: Path, language: str) -> tuple[Finding, ...]:
    """Draw the cited figures of one language into `out` as `<id>-<language>.svg`, as `.png` for slides and messages, and for screens as
    `.wide.svg` and `.narrow.svg`, which are parts of a page and no files for themselves.

    A figure whose script, words and values have not changed since the last run is not drawn again; the scripts of the
    others run in one process, apart from this one (`running.py`).

    Returns:
        F002 for a script that fails, F003 for words that do not fit the canvas, F004 for foreign numbers, F006 for a script
        that had to be stopped.
    """
    return _drawn(report, values, cited_figures(report), out, language)


def draw_figure(report: Report, values: Mapping[str, Value], key: str, out: Path, language: str) -> tuple[Finding, ...]:
    """Draw one figure in one language, as `draw_figures` does."""
    return _drawn(report, values, (key,), out, language)


def _drawn(
    report: Report, values: Mapping[str, Value], keys: Iterable[str], out: Path, language: str
) -> tuple[Finding, ...]:
    out.mkdir(parents=True, exist_ok=True)
    store = Store(report.root / ".kerege" / "cache")
    drawings = _drawings(report, values, keys, out, language)
    return tuple(
        _draw(
            [drawing for drawing in drawings if not drawing.take_kept(store)],
            store,
            report.root,
            report.brand.in_language(language),
        )
    )


@dataclass(frozen=True)
class _Drawing:
    """A figure in one language: what its script gets, and where the drawing goes."""

    figure: Figure
    language: str
    job: Mapping[str, Any]
    path: Path
    names: Mapping[str, str]
    """By statistic, what it is called."""
    digest: str
    """Of everything that it is drawn from."""

    def take_kept(self, store: Store) -> bool:
        """Put the drawing of an earlier run in place, where it is still the same."""
        return store.take(self.digest, self.path.parent) is not None

    def put(self, answer: Mapping[str, Any], store: Store) -> None:
        # Ids are prefixed, so that two drawings on one page never share one.
        prefix = f"{self.figure.id}-"
        text = _once_named(str(answer["svg"])).replace('id="', f'id="{prefix}').replace('href="#', f'href="#{prefix}')
        svg, png = text.replace("url(#", f"url(#{prefix}").encode("utf-8"), base64.b64decode(answer["png"])
        files = {".svg": svg, ".png": png}
        values = {key: f"{self.names[key]}: {text}" for key, _, text, _ in self.job["data"]}
        for_screens = screens(answer.get("screens", {}), self.path.stem, values, self.job["colours"])
        if for_screens is not None:
            files[".wide.svg"] = for_screens.wide.encode("utf-8")
            files |= {".narrow.svg": for_screens.narrow.encode("utf-8")} if for_screens.narrow else {}
        named = {self.path.with_suffix(ending).name: content for ending, content in files.items()}
        for name, content in named.items():
            (self.path.parent / name).write_bytes(content)
        if not answer["problems"]:
            store.keep(self.digest, named)


def _once_named(svg: str) -> str:
    """A drawing in which an id stands once, as XML wants it: a statistic marks its bar, its label and its interval with the same one."""
    seen: set[str] = set()

    def first_only(match: re.Match[str]) -> str:
        if match[1] in seen:
            return ""
        seen.add(match[1])
        return match[0]

    return re.sub(r'\sid="([^"]*)"', first_only, svg)


def figures_digest(report: Report, values: Mapping[str, Value], language: str) -> str:
    """Of everything that the figures of a language are drawn from."""
    drawings = _drawings(report, values, cited_figures(report), Path(), language)
    return digest_of([drawing.digest for drawing in drawings])


def _drawings(
    report: Report, values: Mapping[str, Value], keys: Iterable[str], out: Path, language: str
) -> Iterator[_Drawing]:
    beside = (*_beside(report), *((font.name, digest_of(font.read_bytes())) for font in usable_fonts(report.root)))
    for key in keys:
        figure = report.figures[key]
        job = _job(report, values, figure, language)
        names = {row[0]: words_in(report.statistics[row[0]].label, language) for row in job["data"]}
        style = sorted(figure_style(report.brand.in_language(language)).items())
        digest = digest_of(tools_digest(), language, sorted(job.items()), sorted(names.items()), beside, style)
        yield _Drawing(figure, language, job, out / f"{figure.id}-{language}.svg", names, digest)


def _job(report: Report, values: Mapping[str, Value], figure: Figure, language: str) -> dict[str, Any]:
    """What the script of a figure gets."""
    pack = language_pack(language)
    return {
        "id": figure.id,
        "path": str(figure.script),
        "script": (report.root / figure.script).read_text(encoding="utf-8"),
        "width": float(figure.width),
        "height": float(figure.height),
        "title": words_in(figure.title, language),
        "subtitle": words_in(figure.subtitle, language),
        "labels": {key: words_in(words, language) for key, words in figure.labels.items()},
        "colours": dict(report.brand.chart_colours),
        "leftwards": pack.leftwards,
        "data": [
            (key, str(values[key].number), _text(report, values, key, pack), _end(values[key]))
            for key in figure.data
            if key in values
        ],
    }


def _end(value: Value) -> str | None:
    return None if value.high is None else str(value.high)


def _beside(report: Report) -> tuple[tuple[str, str], ...]:
    """What any script may read: the files beside the scripts that are no figure's own, with their digests."""
    folder = report.root / "figures"
    files = (path for path in sorted(folder.rglob("*")) if path.is_file() and "__pycache__" not in path.parts)
    return tuple(
        (path.relative_to(folder).as_posix(), digest_of(path.read_bytes()))
        for path in files
        if path.parent != folder or path.stem not in report.figures
    )


def _text(report: Report, values: Mapping[str, Value], key: str, pack: LanguagePack) -> str:
    """A value as the page prints it."""
    record = report.statistics[key]
    return BOUNDS.get(record.bound, "") + format_value(values[key].number, record.unit, record.decimals, pack)


def _draw(waiting: list[_Drawing], store: Store, root: Path, brand: Brand) -> Iterator[Finding]:
    """Run the scripts; after one that had to be stopped, the rest in a new process."""
    while waiting:
        job = {
            "fonts": [str(font) for font in sorted(FONTS.glob("*.ttf"))],
            "own_fonts": [str(font) for font in usable_fonts(root)],
            # Data come through the record, so that each number has its cell.
            "readable": [str(root / "figures"), str(root / OWN), str(FONTS)],
            "style": figure_style(brand),
            "dpi": _PNG_DPI,
            "figures": [drawing.job for drawing in waiting],
        }
        try:
            for answer in run(job):
                drawing = waiting.pop(0)
                yield from (_finding(drawing, problem, root) for problem in answer["problems"])
                if "svg" in answer:
                    drawing.put(answer, store)
        except Stopped as error:
            drawing = waiting.pop(0)
            yield Finding(
                Location(drawing.figure.script),
                problem("F006", figure=drawing.figure.id, error=error.args[0]),
            )


def _finding(drawing: _Drawing, told: list[Any], root: Path) -> Finding:
    """What the process says of a drawing, as a finding."""
    figure, language = drawing.figure, drawing.language
    kind, *facts = told
    if kind == "fails":
        line, name, error = facts
        return Finding(
            Location(figure.script, int(line)),
            problem("F002", figure=figure.id, name=name, error=error),
        )
    if kind == "refused":
        line, case, what = facts
        return Finding(Location(figure.script, int(line)), problem(f"F002/{case}", figure=figure.id, what=what))
    if kind == "foreign":
        number = facts[0]
        return Finding(
            _written(figure, facts[0], root),
            problem("F004", figure=figure.id, number=number, language=language),
            language=language,
        )
    value = word = facts[0]
    if kind == "letters":
        lacking = frozenset(facts[1])
        return Finding(
            _written(figure, word, root),
            problem("L001", word=word, word2=named(word, lacking), fonts=to_add(word, lacking)),
            language=language,
        )
    return Finding(
        _written(figure, value, root),
        problem("F003", value=value, figure=figure.id, language=language),
        language=language,
    )


def _written(figure: Figure, words: str, root: Path) -> Location:
    """Where words of a drawing are written: beside the script or in it; the script where they are put together there."""
    first = words.strip().split("\n")[0]
    for path in (figure.location.path, figure.script):
        text = (root / path).read_text(encoding="utf-8")
        found = text.find(first) if first else -1
        if found >= 0:
            return Location(path, text.count("\n", 0, found) + 1, found - text.rfind("\n", 0, found))
    return Location(figure.script)
