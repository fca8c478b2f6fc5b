"""The direction of writing: which elements turn it, so that right-to-left and left-to-right stand side by side."""

from __future__ import annotations

from kerege.languages.cldr import runs_leftwards
from kerege.render.elements import Element


def direction(language: str) -> str:
    """`rtl` or `ltr`."""
    return "rtl" if runs_leftwards(language) else "ltr"


def directed(root: Element, around: str, *, top: bool = False) -> Element:
    """Give `dir` to every element whose language turns the direction of what is around it.

    Args:
        around: the language of what is around the element.
        top: nothing is around it: a text from right to left must say so itself.
    """
    language = root.get("lang") or around
    if direction(language) != ("ltr" if top else direction(around)):
        root.set("dir", direction(language))
    for child in root:
        directed(child, language)
    return root
