"""A formula can be read by every edition: as MathML on the web and in EPUBs, as a drawing in print, as an equation in Word.

Passes: `$\\frac{a}{b}$`.
Fails: `$\\fraction{a}{b}$`, which no library knows, or braces that are never closed. (X035)
"""

from __future__ import annotations

from collections.abc import Iterator

from kerege.catalogue import problem
from kerege.checks.context import Case
from kerege.findings import Finding
from kerege.latex import is_readable, unknown_in
from kerege.model.document import Formula, Math, walk

CODES = ("X035",)


def check(case: Case) -> Iterator[Finding]:
    """Yield a finding for each formula that would be printed as it is written."""
    for chapter in case.chapters():
        for node in walk(*chapter.front_nodes(), *chapter.document.blocks):
            if isinstance(node, Math | Formula) and not is_readable(node.tex):
                text, place, unknown = node.tex.strip()[:40], chapter.places.at(node.span.start), unknown_in(node.tex)
                told = problem("X035/unknown", text=text, unknown=unknown) if unknown else problem("X035", text=text)
                yield Finding(place, told)
