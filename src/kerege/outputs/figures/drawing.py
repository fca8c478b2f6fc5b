"""The process in which the scripts of a report's figures run: it imports nothing of Kerege but `kerege.figures`, and is started with `python -I`.

A report's figure scripts are code. This keeps their mistakes, and much of what a stranger could put into them, from the
machine. The kernel sees to time, memory and files (setrlimit), and where it lets anybody make a network namespace, to the
network; an audit hook refuses sockets, programs, writing, and reading outside the report. A hook is a fence and no wall: who
means harm and knows Python's insides gets over it. manual/developer.md says what is promised.

Reads a job as JSON from its input, writes one line of JSON for each figure.
"""

from __future__ import annotations

import base64
import contextlib
import io
import json
import os
import re
import resource
import sys
import traceback
import unicodedata
from collections.abc import Iterator
from decimal import Decimal
from typing import Any, NamedTuple

_NUMBER = re.compile(r"\d[\d\s.,\u00a0\u202f]*")
_MM_PER_INCH = 25.4


class Datum(NamedTuple):
    """One statistic as a figure's script sees it."""

    id: str
    value: Decimal
    text: str
    """As the page prints it."""
    high: Decimal | None = None
    """The upper end, where the source gives a range."""


class Words:
    """The words of a figure in one language."""

    def __init__(self, job: dict[str, Any]) -> None:
        self._labels: dict[str, str] = job["labels"]
        self.title: str = job["title"]
        self.subtitle: str = job["subtitle"]
        self.leftwards: bool = job.get("leftwards", False)
        """The language is written from right to left."""
        self.screen: bool = job.get("screen", False)
        """The drawing is for a screen, with the letters of a reader's own system, and may be as high as it needs to be."""
        self.colours: dict[str, str] = job.get("colours", {})
        """The house style's colours by name: first, second, third, fourth, fifth, quiet, rest, rule, ink, paper."""

    def __getitem__(self, key: str) -> str:
        return self._labels[key]

    def number(self, datum: Datum) -> str:
        """The value as the page prints it."""
        return datum.text


def main() -> None:
    """Draw what the job names, in its order."""
    _die_with_parent()
    no_network = _leave_network()
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    # What a script prints is not an answer.
    os.dup2(2, 1)
    job = json.load(sys.stdin)
    import matplotlib

    matplotlib.use("Agg")
    from matplotlib import font_manager
    from matplotlib.figure import Figure as Canvas

    # `python -I` knows installed packages only; scripts get the charts of the Kerege that started this process.
    sys.path.insert(0, os.path.abspath(__file__).rsplit(os.sep, 4)[0])
    import kerege.figures  # noqa: F401

    fonts = [*job["fonts"], *job["own_fonts"]]
    for font in fonts:
        font_manager.fontManager.addfont(font)
    # A letter that a family lacks is taken from the next.
    own = [font_manager.get_font(font).family_name for font in job["own_fonts"]]
    job["style"]["font.family"] = list(dict.fromkeys([*job["style"]["font.family"], *own]))
    from cycler import cycler

    matplotlib.rcParams["axes.prop_cycle"] = cycler(color=job["style"].pop("series"))
    letters = {code for font in fonts for code in font_manager.get_font(font).get_charmap()}
    for kind in ("svg", "png"):
        # What is loaded only now may look about the machine; once the fence stands, nothing does.
        Canvas(figsize=(1, 1)).savefig(io.BytesIO(), format=kind)
    _limit(job["seconds"], job["memory"])
    sys.addaudithook(_fence((*job["readable"], sys.prefix, sys.base_prefix, *sys.path)))
    print(json.dumps({"ready": True, "no_network": no_network}), file=answers, flush=True)
    for figure in job["figures"]:
        print(json.dumps(_drawn(figure, job["style"], job["dpi"], letters)), file=answers, flush=True)


def _die_with_parent() -> None:
    if sys.platform == "linux":
        with contextlib.suppress(Exception):
            _libc().prctl(1, 9, 0, 0, 0)  # PR_SET_PDEATHSIG, SIGKILL


def _leave_network() -> bool:
    """Move into a network namespace without any network, where the system lets everybody do so."""
    if sys.platform != "linux":
        return False
    try:
        return bool(_libc().unshare(0x10000000 | 0x40000000) == 0)  # CLONE_NEWUSER, CLONE_NEWNET
    except Exception:
        return False


def _libc() -> Any:
    import ctypes

    return ctypes.CDLL(None, use_errno=True)


def _limit(seconds: int, memory: int) -> None:
    used = resource.getrusage(resource.RUSAGE_SELF)
    spent = int(used.ru_utime + used.ru_stime) + 1
    for kind, value in (
        (resource.RLIMIT_CPU, spent + seconds),
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(kind, (value, value))


_REFUSED = (
    "socket.", "subprocess.", "os.system", "os.exec", "os.posix_spawn", "os.spawn", "os.startfile", "os.fork", "pty.", "ctypes.",
    "os.remove", "os.rename", "os.rmdir", "os.mkdir", "os.link", "os.symlink", "os.truncate", "os.chmod", "os.chown", "os.utime",
    "os.chdir", "os.chroot", "os.kill", "os.setxattr", "os.removexattr", "os.lockf", "shutil.", "tempfile.", "resource.", "mmap.",
    "signal.pthread_kill", "gc.get_objects", "gc.get_referrers", "sys._getframe.never",
)  # fmt: skip
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


class _Refused(PermissionError):
    """Something that no drawing needs: a case of F002, and what it was."""

    def __init__(self, case: str, what: str) -> None:
        super().__init__(f"a figure's script may not do this ({what})")
        self.case, self.what = case, what


def _fence(readable: tuple[str, ...]) -> Any:
    """The audit hook: PermissionError for what no drawing needs."""
    roots = tuple(os.path.realpath(path) for path in readable if path)
    real, refused, writing = os.path.realpath, _REFUSED, _WRITING

    def hook(event: str, arguments: tuple[Any, ...]) -> None:
        if event == "open":
            path, _, flags = arguments
            if not isinstance(path, (str, bytes)):
                return
            if isinstance(flags, int) and flags & writing:
                raise _Refused("writes", os.fsdecode(path))
            place = real(os.fsdecode(path))
            if not any(place == root or place.startswith(root + os.sep) for root in roots):
                raise _Refused("reads", os.fsdecode(path))
        elif event.startswith(refused):
            raise _Refused("does", event)

    return hook


def _drawn(figure: dict[str, Any], style: Any, dpi: int, letters: set[int]) -> dict[str, Any]:
    """The drawing as SVG and PNG, and what is wrong with it: `fails`, `off` the canvas, `foreign` numbers, `letters` no font has; and the
    drawings for screens, with live text."""
    import matplotlib
    from matplotlib.figure import Figure as Canvas

    size = (figure["width"] / _MM_PER_INCH, figure["height"] / _MM_PER_INCH)
    data = {
        key: Datum(key, Decimal(value), text, None if high is None else Decimal(high))
        for key, value, text, high in figure["data"]
    }
    answer: dict[str, Any] = {"id": figure["id"], "problems": []}
    with matplotlib.rc_context({**style, "svg.hashsalt": f"kerege-{figure['id']}"}):
        canvas = Canvas(figsize=size)
        target, raster = io.BytesIO(), io.BytesIO()
        try:
            names: dict[str, Any] = {}
            exec(compile(figure["script"], figure["path"], "exec"), names)  # a report's figure scripts are code
            names["draw"](canvas, data, Words(figure))
        except KeyboardInterrupt:
            raise
        except BaseException as error:
            answer["problems"].append(_failure(error, figure["path"]))
            return answer
        try:
            answer["problems"] += [["letters", *found] for found in _missing(canvas, letters)]
            answer["problems"] += [["off", text] for text in _off_canvas(canvas)]
            answer["problems"] += [["foreign", number] for number in _foreign_numbers(canvas, figure, data)]
            canvas.savefig(target, format="svg", metadata={"Date": None, "Creator": None})
            canvas.savefig(raster, format="png", dpi=dpi, metadata={"Software": None})
        except Exception as error:
            answer["problems"].append(_failure(error, figure["path"]))
            return answer
        matplotlib.rcParams["svg.fonttype"] = "none"
        answer["screens"] = _screens(figure, data, names["draw"], _collisions(canvas))
    return answer | {"svg": target.getvalue().decode("utf-8"), "png": base64.b64encode(raster.getvalue()).decode()}


_PHONE, _LEAST = 262, 11
"""CSS pixels that a drawing has on a screen 320 pixels wide, and those that letters must have there."""
_NARROWEST, _NARROW = 45, 68
"""Millimetres of the drawing for a phone."""
_HEIGHTS = (1.0, 1.4, 2.0)
"""By how much higher than the wide one a narrow drawing is tried, where its script does not choose the height."""


def _screens(figure: dict[str, Any], data: dict[str, Datum], draw: Any, collisions: int) -> dict[str, Any]:
    """The drawing with live text as wide as on paper, and as narrow as a phone where its words find room there.

    Args:
        collisions: how many pairs of texts lie on each other on paper.
    """
    wide = _screen(figure, data, draw, figure["width"], figure["height"])
    if wide is None:
        return {}
    narrow = min(_NARROW, wide["smallest"] * _PHONE / _LEAST / 72 * _MM_PER_INCH)
    for higher in _HEIGHTS if _NARROWEST <= narrow < figure["width"] else ():
        tried = _screen(figure, data, draw, narrow, figure["height"] * higher)
        if tried is not None and not tried["off"] and tried["collisions"] <= collisions:
            return {"wide": wide, "narrow": tried}
    return {"wide": wide}


def _screen(
    figure: dict[str, Any], data: dict[str, Datum], draw: Any, width: float, height: float
) -> dict[str, Any] | None:
    """One drawing with live text; None where the script fails at this size."""
    from matplotlib.figure import Figure as Canvas
    from matplotlib.text import Text

    canvas, target = Canvas(figsize=(width / _MM_PER_INCH, height / _MM_PER_INCH)), io.BytesIO()
    try:
        draw(canvas, data, Words({**figure, "screen": True}))
        off = len(list(_off_canvas(canvas)))
        canvas.savefig(target, format="svg", metadata={"Date": None, "Creator": None})
    except KeyboardInterrupt:
        raise
    except BaseException:
        return None
    texts = [text for text in _drawn_artists(canvas) if isinstance(text, Text) and text.get_text().strip()]
    return {
        "svg": target.getvalue().decode("utf-8"),
        "smallest": min((float(text.get_fontsize()) for text in texts), default=9.0),
        "off": off,
        "collisions": _collisions(canvas),
    }


def _collisions(canvas: Any) -> int:
    """How many pairs of texts of a drawing lie on each other."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.text import Text

    renderer = FigureCanvasAgg(canvas).get_renderer()  # type: ignore[no-untyped-call]
    undrawn = set(_beyond_the_scale(canvas))
    boxes = [
        text.get_window_extent(renderer)
        for text in _drawn_artists(canvas)
        if isinstance(text, Text) and text.get_text().strip() and id(text) not in undrawn
    ]
    return sum(
        1
        for number, one in enumerate(boxes)
        for other in boxes[number + 1 :]
        if min(one.x1, other.x1) - max(one.x0, other.x0) > 1
        # The boxes of two lines of one text touch.
        and min(one.y1, other.y1) - max(one.y0, other.y0) > 0.3 * min(one.height, other.height)
    )


def _failure(error: BaseException, path: str) -> list[Any]:
    frames = [f for f in traceback.extract_tb(error.__traceback__) if f.filename == path]
    line = frames[-1].lineno if frames and frames[-1].lineno else getattr(error, "lineno", 1) or 1
    if isinstance(error, _Refused):
        return ["refused", line, error.case, error.what[:500]]
    return ["fails", line, type(error).__name__, str(error)[:500]]


def _foreign_numbers(canvas: Any, figure: dict[str, Any], data: dict[str, Datum]) -> Iterator[str]:
    """Numbers drawn that are none of the figure's values: typed into the script, or rounded there in another way."""
    from matplotlib.text import Text

    scales = [axis for axes in canvas.axes for axis in (axes.xaxis, axes.yaxis)]
    ticks = {id(text) for axis in scales for text in axis.findobj(Text) if text is not axis.label}
    own = [datum.text for datum in data.values()]
    own += [figure["title"], figure["subtitle"], *figure["labels"].values()]
    known = {_bare(number) for text in own for number in _NUMBER.findall(text)}
    for text in canvas.findobj(Text):
        # Ticks of an axis are its scale, not statements.
        if id(text) in ticks or not text.get_visible():
            continue
        for number in _NUMBER.findall(text.get_text()):
            if _bare(number) not in known:
                yield number.strip()


def _missing(canvas: Any, letters: set[int]) -> Iterator[tuple[str, str]]:
    """Words, and those of their letters that would be drawn as boxes; formulas have fonts of their own."""
    from matplotlib.text import Text

    for text in canvas.findobj(Text):
        if text.get_visible():
            for word in re.sub(r"(?<!\\)\$.*?(?<!\\)\$", " ", text.get_text(), flags=re.DOTALL).split():
                lacking = "".join(letter for letter in word if ord(letter) not in letters and _has_ink(letter))
                if lacking:
                    yield word, lacking


def _has_ink(letter: str) -> bool:
    return unicodedata.category(letter) not in ("Cc", "Cf", "Zs", "Zl", "Zp") and not "\ufe00" <= letter <= "\ufe0f"


def _bare(number: str) -> str:
    return "".join(number.split()).rstrip(".,")


def _off_canvas(canvas: Any) -> Iterator[str]:
    """Texts that run off the drawing: Kyrgyz labels often need more room than English ones."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.text import Text

    renderer = FigureCanvasAgg(canvas).get_renderer()  # type: ignore[no-untyped-call]
    # A legend, and what a layout engine moves, has its place only once it was laid out.
    canvas.draw_without_rendering()
    width, height = canvas.bbox.width, canvas.bbox.height
    undrawn = set(_beyond_the_scale(canvas))
    for text in _drawn_artists(canvas):
        if not isinstance(text, Text) or not text.get_text().strip() or id(text) in undrawn:
            continue
        box = text.get_window_extent(renderer)
        if box.x0 < -1 or box.y0 < -1 or box.x1 > width + 1 or box.y1 > height + 1:
            yield text.get_text()


def _drawn_artists(artist: Any) -> Iterator[Any]:
    """What is drawn of an artist: nothing of one that is invisible."""
    if artist.get_visible():
        yield artist
        off = not getattr(artist, "axison", True)
        for child in artist.get_children():
            if not (off and child in (artist.xaxis, artist.yaxis)):
                yield from _drawn_artists(child)


def _beyond_the_scale(canvas: Any) -> Iterator[int]:
    """The labels of ticks that an axis keeps but does not draw, since they lie outside what it shows."""
    for axis in (axis for axes in canvas.axes for axis in (axes.xaxis, axes.yaxis)):
        low, high = sorted(axis.get_view_interval())
        close = 1e-9 * (high - low)
        for tick in (*axis.get_major_ticks(), *axis.get_minor_ticks()):
            if not low - close <= tick.get_loc() <= high + close:
                yield from (id(tick.label1), id(tick.label2))


if __name__ == "__main__":
    try:
        main()
    except (BrokenPipeError, json.JSONDecodeError):
        os._exit(1)  # whoever asked is no more, or had not asked to the end
