"""Formulas: LaTeX as MathML and as a drawing, by latex2mathml and ziamath.

Both libraries take some commands that they do not know for words and would print them as they are written; such a
formula cannot be read, and nothing is made of it. They are loaded when a report holds a formula.
"""

from __future__ import annotations

from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple
from xml.etree.ElementTree import Element, fromstring, tostring

_SIZE = 100.0
"""At which a formula is drawn, so that lengths can be told in hundredths of the letter's size."""
_NAMESPACE = "http://www.w3.org/1998/Math/MathML"
TAGS = (
    *(
        "math",
        "mrow",
        "mi",
        "mn",
        "mo",
        "mtext",
        "ms",
        "mspace",
        "mfrac",
        "msqrt",
        "mroot",
        "mstyle",
        "mpadded",
        "mphantom",
    ),
    *("menclose", "msub", "msup", "msubsup", "munder", "mover", "munderover", "mmultiscripts", "mtable", "mtr", "mtd"),
)
"""What a formula is made of; a command that makes anything else is not read."""
_ATTRIBUTES = frozenset(
    (
        *("accent", "accentunder", "align", "bevelled", "columnalign", "columnlines", "columnspacing", "depth"),
        *("displaystyle", "fence", "form", "frame", "height", "largeop", "linethickness", "lspace", "mathvariant"),
        *("maxsize", "minsize", "movablelimits", "notation", "rowlines", "rowspacing", "rspace", "scriptlevel"),
        *("separator", "stretchy", "symmetric", "voffset", "width"),
    )
)
"""Attributes that are kept: none that colours, links or sets a style."""


class Drawing(NamedTuple):
    """A formula as SVG; lengths in the size of the letters around it."""

    svg: str
    width: float
    height: float
    below: float
    """How far it reaches below the line that the letters stand on."""


def mathml(tex: str, *, display: bool) -> Element | None:
    """The formula as a MathML element with its LaTeX as `alttext`; None where it cannot be read."""
    text = _mathml(tex, display)
    if not text:
        return None
    made = fromstring(text)
    made.attrib = {"xmlns": _NAMESPACE, "display": "block" if display else "inline", "alttext": tex}
    return made


@lru_cache(maxsize=512)
def _mathml(tex: str, display: bool) -> str:
    from latex2mathml.converter import convert

    try:
        made = fromstring(
            convert(tex.strip(), display="block" if display else "inline").replace(f' xmlns="{_NAMESPACE}"', "")
        )
    except Exception:
        return ""
    # A command that is not known becomes an identifier under its own name.
    if not tex.strip() or any("\\" in part for part in made.itertext()):
        return ""
    for part in made.iter():
        if part.tag not in TAGS or part.get("href"):
            return ""
        part.attrib = {name: value for name, value in part.items() if name in _ATTRIBUTES}
    return tostring(made, "unicode")


def is_readable(tex: str) -> bool:
    """Whether every edition can show the formula."""
    return bool(_mathml(tex, False)) and drawn(tex, display=False) is not None


def without_glyph(tex: str) -> frozenset[str]:
    """The letters of a formula that its font lacks, such as ү and ө: in a drawing they would be boxes."""
    text = _mathml(tex, False)
    words = "".join(fromstring(text).itertext()) if text else ""
    return frozenset(letter for letter in words if not letter.isspace() and ord(letter) not in _letters())


@cache
def _letters() -> frozenset[int]:
    import ziamath
    from fontTools.ttLib import TTFont

    with TTFont(Path(ziamath.__file__).parent / "fonts" / "STIXTwoMath-Regular.ttf", lazy=True) as font:
        return frozenset(font.getBestCmap())


@lru_cache(maxsize=512)
def drawn(tex: str, *, display: bool) -> Drawing | None:
    """The formula as a drawing; None where it cannot be read."""
    if not _mathml(tex, display):
        return None
    from ziamath.zmath import Latex

    try:
        made = Latex(tex.strip(), size=_SIZE, inline=not display)
        svg = made.svg()
        box = [float(number) for number in fromstring(svg).get("viewBox", "").split()]
    except Exception:
        return None
    return Drawing(svg, box[2] / _SIZE, box[3] / _SIZE, (box[1] + box[3]) / _SIZE)
