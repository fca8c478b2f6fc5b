"""A drawing as it stands in a page: live text, colours of the page, and a link from whatever shows a value.

Matplotlib's SVG says everything by `style`, which the website's policy refuses within a page, and paints for white paper. Here it
becomes plain attributes and classes; the page's style sheet knows the colours of the house style, light and dark. A drawing that
uses colours of its own cannot be told how to look on a dark page: it keeps a light ground.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element, SubElement

from defusedxml.ElementTree import fromstring

from kerege.fonts.measure import known, width
from kerege.render.elements import to_html

LIGHT_ONLY = "k-drawing--light"
"""The class of a drawing that keeps a light ground on a dark page."""
_KEPT = {
    "svg", "g", "path", "defs", "use", "rect", "circle", "ellipse", "line", "polyline", "polygon", "text", "tspan", "clipPath", "pattern",
    "image", "linearGradient", "radialGradient", "stop", "mask",
}  # fmt: skip
_PAINTED = {"path", "rect", "circle", "ellipse", "polygon", "polyline", "use", "text", "line"}
_STYLES = {
    "fill", "stroke", "stroke-width", "stroke-linejoin", "stroke-linecap", "stroke-miterlimit", "stroke-dasharray", "stroke-dashoffset",
    "opacity", "fill-opacity", "stroke-opacity", "font-size", "font-weight", "font-style", "text-anchor", "image-rendering", "stop-color",
    "stop-opacity", "fill-rule",
}  # fmt: skip
"""What a style may say that is an attribute as well; a family of letters is the page's own."""
_NUMBER = re.compile(r"-?\d+\.\d+")
_REFERENCE = re.compile(r"#([\w-]+)")
_HEX = re.compile(r"#[0-9a-f]{6}", re.IGNORECASE)
_RIGHT_TO_LEFT = "\u200f"
"""By which a drawing says that it is read from the right; in a page the attribute `direction` says it, without a hidden sign."""
_OTHER_END = {"start": "end", "end": "start"}


@dataclass(frozen=True)
class Screens:
    """The drawings of one figure and language for screens."""

    wide: str
    narrow: str = ""
    """Empty where the words of the figure find no room on a phone."""


def screens(
    answer: Mapping[str, Mapping[str, object]], name: str, values: Mapping[str, str], colours: Mapping[str, str]
) -> Screens | None:
    """What the process of the drawings answered, as the pages hold it.

    Args:
        name: of the drawing, which its ids begin with.
        values: by statistic, what a link from its mark is called.
        colours: of the house style, by their names.
    """
    if "wide" not in answer:
        return None
    made = {kind: _Page(f"{name}-{kind}-", values, colours).made(kind, drawing) for kind, drawing in answer.items()}
    return Screens(made["wide"], made.get("narrow", ""))


@dataclass
class _Page:
    """One drawing on its way into a page."""

    prefix: str
    values: Mapping[str, str]
    colours: Mapping[str, str]
    own_colours: bool = False
    leftwards: bool = False
    marks: dict[str, list[Element]] = field(default_factory=dict)

    def made(self, kind: str, drawing: Mapping[str, object]) -> str:
        self.leftwards = _RIGHT_TO_LEFT in str(drawing["svg"])
        read = fromstring(str(drawing["svg"]).replace(_RIGHT_TO_LEFT, ""))
        root = Element("svg", {"viewBox": read.get("viewBox", "0 0 1 1")})
        root.set("stroke-linejoin", "round")
        # A text begins where it was laid out, whatever the direction of the page that holds it.
        root.set("direction", "rtl" if self.leftwards else "ltr")
        rest = SubElement(root, "g", {"aria-hidden": "true"})
        for child in read:
            self._take(child, rest, defined=False, painted={})
        for key, parts in self.marks.items():
            link = SubElement(root, "a", {"href": f"#stat-{key}", "data-number": key, "aria-label": self.values[key]})
            link.set("class", "k-drawing__mark")
            link.extend(parts)
        classes = [f"k-drawing__{kind}", *([LIGHT_ONLY] if self.own_colours else [])]
        root.set("class", " ".join(classes))
        wide = float(root.get("viewBox", "0 0 1 1").split()[2])
        # By these the style sheet chooses between the drawings, and keeps the only one of a figure large enough.
        root.set("width", f"{wide * _LETTERS / float(str(drawing['smallest'])):.0f}")
        return to_html(root).replace("</text>", "</text>\n")

    def _take(self, read: Element, into: Element, *, defined: bool, painted: Mapping[str, str]) -> None:
        tag = str(read.tag).rpartition("}")[2]
        if tag not in _KEPT:
            return
        key = read.get("id", "")
        if tag == "g" and key in self.values:
            made = Element("g")
            self.marks.setdefault(key, []).append(made)
        else:
            made = SubElement(into, tag)
        styled = {**_attributes(read), **_declared(read.get("style", ""))}
        inherited: dict[str, str] = {**painted, **{name: styled[name] for name in ("fill", "stroke") if name in styled}}
        if tag in _PAINTED and not defined and not (tag == "use" and "fill" not in inherited):
            styled.setdefault("fill", inherited.get("fill", "#000000"))
        self._paint(made, styled)
        # An id is needed only where another part of the drawing refers to it.
        if key and (defined or tag in ("clipPath", "pattern", "mask")):
            made.set("id", self.prefix + key)
        if tag == "text":
            self._measure(made, read)
            if self.leftwards:
                # Matplotlib's ends are left and right; those of SVG are where a text begins and ends.
                anchor = made.get("text-anchor", "start")
                made.set("text-anchor", _OTHER_END.get(anchor, anchor))
        made.text = (read.text or "").strip() or None if tag in ("text", "tspan") else None
        for child in read:
            self._take(child, made, defined=defined or tag == "defs", painted=inherited)
        if tag == "g" and not made.attrib and len(made) == 0 and made in list(into):
            into.remove(made)

    def _paint(self, made: Element, styled: Mapping[str, str]) -> None:
        classes = []
        for name, value in styled.items():
            if "#" in value and not _HEX.fullmatch(value):
                value = _REFERENCE.sub(lambda match: f"#{self.prefix}{match[1]}", value)
            if name in ("fill", "stroke") and _HEX.fullmatch(value):
                known_as = next((key for key, colour in self.colours.items() if colour.lower() == value.lower()), "")
                self.own_colours |= not known_as
                classes += [f"k-{name}-{known_as}"] if known_as else []
            made.set(name, _NUMBER.sub(_short, value))
        if styled.get("fill") == "none" and "stroke" not in styled:
            made.set("pointer-events", "all")
        if classes:
            made.set("class", " ".join(classes))

    def _measure(self, made: Element, read: Element) -> None:
        """Keep a text as wide as it was laid out: the letters of a reader's system are wider than ours, or narrower."""
        text = (read.text or "").strip()
        style = _declared(read.get("style", ""))
        size = re.match(r"[\d.]+", style.get("font-size", ""))
        if text and size and known(text):
            bold = style.get("font-weight", "400") not in ("400", "normal")
            made.set("textLength", f"{width(text, float(size[0]), bold=bold) * _WIDER:.1f}")
            made.set("lengthAdjust", "spacingAndGlyphs")


_LETTERS = 12
"""CSS pixels of the smallest letters of a drawing that is scrolled sideways."""
_WIDER = 1.06
"""How much wider than ours the letters are set: between ours and those of most systems."""


def _short(match: re.Match[str]) -> str:
    return (
        f"{float(match[0]):.1f}".removesuffix(".0").replace("-0", "0")
        if match[0].startswith("-0.0")
        else f"{float(match[0]):.2f}".rstrip("0").rstrip(".")
    )


def _attributes(read: Element) -> dict[str, str]:
    """The attributes that stay; Matplotlib turns what is not turned."""
    kept = {}
    for name, value in read.attrib.items():
        name = name.rpartition("}")[2]
        if name in ("style", "id", "type") or (name == "transform" and value.startswith("rotate(-0 ")):
            continue
        kept[name] = " ".join(value.split())
    return kept


def _declared(style: str) -> dict[str, str]:
    """What a style says that an attribute may say too."""
    parts = (part.partition(":") for part in style.split(";"))
    return {name.strip(): value.strip() for name, _, value in parts if name.strip() in _STYLES}
