"""A figure as PNG, for programs that show no SVG."""

from __future__ import annotations

import io
from collections.abc import Mapping
from typing import Any

from kerege.fonts import FOLDER as FONTS
from kerege.languages import language_pack
from kerege.model import Figure, Report, Value
from kerege.outputs.figures import _MM_PER_INCH, _STYLE, Words, _datum

_DOTS_PER_INCH = 220


def figure_png(report: Report, values: Mapping[str, Value], figure: Figure, language: str) -> bytes:
    """The drawing of a figure in one language; its script has run without a finding before."""
    import matplotlib

    matplotlib.use("Agg")
    from matplotlib import font_manager
    from matplotlib.figure import Figure as Canvas

    for font in sorted(FONTS.glob("*.ttf")):
        font_manager.fontManager.addfont(str(font))
    pack = language_pack(language)
    data = {key: _datum(report, values, key, pack) for key in figure.data if key in values}
    script = (report.root / figure.script).read_text(encoding="utf-8")
    size = (float(figure.width) / _MM_PER_INCH, float(figure.height) / _MM_PER_INCH)
    with matplotlib.rc_context(_STYLE):
        canvas = Canvas(figsize=size)
        names: dict[str, Any] = {}
        exec(compile(script, str(figure.script), "exec"), names)  # a report's figure scripts are code
        names["draw"](canvas, data, Words(figure, pack))
        target = io.BytesIO()
        canvas.savefig(target, format="png", dpi=_DOTS_PER_INCH, metadata={"Software": None})
    return target.getvalue()
