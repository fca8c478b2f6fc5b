"""The spaces of a page at which no line may end: in its words, each by the language that it is in, and never in code."""

from __future__ import annotations

from kerege.languages.unbroken import unbroken
from kerege.render.elements import Element

RAW = {"style", "script", "svg", "code", "pre", "math", "head", "title", "textarea"}
"""Elements whose text stays as it is."""


def bind_spaces(root: Element, language: str) -> None:
    """Set the spaces of an element in `language`; parts may have `lang` of their own."""
    language = root.get("lang", language)
    if root.tag in RAW:
        return
    if root.text:
        root.text = unbroken(root.text, language, paper=False)
    for child in root:
        bind_spaces(child, language)
        if child.tail:
            child.tail = unbroken(child.tail, language, paper=False)
