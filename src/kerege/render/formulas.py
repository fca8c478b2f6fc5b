"""Formulas in each medium: MathML where it is read on a screen, a drawing in print."""

from __future__ import annotations

from base64 import urlsafe_b64decode, urlsafe_b64encode

from kerege.latex import Drawing, drawn, mathml
from kerege.render.elements import Element, element
from kerege.render.links import Medium


def formula(tex: str, medium: Medium, *, display: bool) -> Element:
    """A formula; one that cannot be read (a finding) is shown as it is written."""
    made = _drawing(tex, display) if medium is Medium.BOOK else mathml(tex, display=display)
    return element("code", tex.strip(), class_="k-unread") if made is None else made


def _drawing(tex: str, display: bool) -> Element | None:
    found = drawn(tex, display=display)
    if found is None:
        return None
    style = f"width: {found.width:.3f}em; height: {found.height:.3f}em; vertical-align: {-found.below:.3f}em"
    name = urlsafe_b64encode(tex.encode()).decode()
    kind = "block" if display else "line"
    return element("img", src=f"kerege:///formulas/{kind}-{name}.svg", alt=tex.strip(), style=style, class_="k-math")


def drawing_named(name: str) -> Drawing | None:
    """The drawing that an image of the book asks for by its name: `line-…`, `block-…` with the LaTeX in base 64."""
    kind, _, encoded = name.partition("-")
    return drawn(urlsafe_b64decode(encoded).decode(), display=kind == "block")
