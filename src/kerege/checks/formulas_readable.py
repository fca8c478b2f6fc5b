"""A formula can be read by every edition: as MathML on the web and in EPUBs, as a drawing in print, as an equation in Word.

Passes: `$\\frac{a}{b}$`.
Fails: `$\\fraction{a}{b}$`, which no library knows, braces that are never closed, or letters that
no formula can show, such as ү. (X035)
"""

from __future__ import annotations

from collections.abc import Iterator

from kerege.catalogue import problem
from kerege.checks.context import Parallels
from kerege.findings import Finding
from kerege.latex import is_readable, unknown_in, without_glyph
from kerege.model import chapters_of
from kerege.model.document import Formula, Math, walk

CODES = ("X035",)


def check(parallels: Parallels) -> Iterator[Finding]:
    """Yield a finding for each formula that would be printed as it is written."""
    for chapter in chapters_of(parallels):
        for node in walk(*chapter.front_nodes(), *chapter.document.blocks):
            if not isinstance(node, Math | Formula):
                continue
            place, text = chapter.places.at(node.span.start), node.tex.strip()[:40]
            if unknown := unknown_in(node.tex):
                yield Finding(place, problem("X035/unknown", text=text, unknown=unknown))
            elif not is_readable(node.tex):
                yield Finding(place, problem("X035", text=text))
            elif lacking := without_glyph(node.tex):
                yield Finding(place, problem("X035/letters", text=text, letters="".join(sorted(lacking))))
