"""Every construct inside every container: Markdown for a report, with words by which each is found again."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from typing import NamedTuple

CONTAINERS = {
    "paragraph": "{} w",
    "lazy quotation": "> a\n{} w",
    "quotation": "> {} w",
    "list below text": "text\n- {} w\n- b",
    "loose list": "- {} w\n\n  more\n\n- b",
    "nested list": "1. a\n   - b\n\n     {} w",
    "cell": "| A | B |\n|---|--:|\n| x\\|y | {} w |",
    "head": "| A {} w | B |\n|:-:|---|\n| x | y |",
    "caption": "Table: {} w {#m-t-@}\n\n| A | B |\n|---|---|\n| x | y |",
    "wide caption": "Table: {} w {#m-w-@ .landscape}\n\n| A | B |\n|---|---|\n| x | y |",
    "heading": "## {} w {#m-h-@}",
    "heading of two lines": "{} w {#m-s-@}\n---",
    "note": "t[^o@]\n\n[^o@]: {} w",
    "list in a note": "t[^o@]\n\n[^o@]: First.\n\n    - {} w\n\n    Last.",
    "table in a note": "t[^o@]\n\n[^o@]: First.\n\n    | A |\n    |---|\n    | {} w |",
    "quotation in a note": "t[^o@]\n\n[^o@]: > {} w",
    "callout": '!!! note "T"\n    {} w',
    "list in a callout": "!!! tip\n    - a\n    - {} w",
    "title of a callout": '!!! warning "{} w"\n    x',
    "alert": "> [!TIP]\n> {} w",
    "term": "{} w\n: d",
    "definition": "T\n: {} w\n\n    more",
    "emphasis": "*a {} w*",
    "words of a link": "[a {} w](01-example.md)",
    "table in a list": "- a\n\n  | A |\n  |---|\n  | {} w |",
    "label": "```statistic\nreaders-share\n{} w\n```",
}
"""`{}` stands for the construct, `@` for the code of the pair."""
CONSTRUCTS = {
    "tie": ("[62.5 per cent](stat:readers-share)", "62.5 per cent"),
    "tie without words": ("[](stat:readers-share)", "62.5%"),
    "term": ("[q@](term:tie)", "q@"),
    "note": ("q@[^n@]", "notewords@"),
    "citation": ("[see @example-2026, p. 3]", "(see Example, 2026, p. 3)"),
    "citation in the text": ("@example-2026 says", "Example (2026) says"),
    "escape": ("\\*q@\\* &amp;", "*q@* &"),
    "strong": ("**q@**", "q@"),
    "emphasis": ("*q@*", "q@"),
    "subscript": ("q@~x~", "q@x"),
    "superscript": ("q@^y^", "q@y"),
    "formula": ("$x^y$ q@", "q@"),
    "code": ("`q@`", "q@"),
    "comment": ("q@ <!-- hidden@ -->", "q@"),
}
_NO_LINK_IN_A_LINK = ("tie", "tie without words", "term", "note", "citation", "citation in the text")


class Pair(NamedTuple):
    """A construct in a container."""

    container: str
    construct: str
    code: str
    markdown: str
    shown: str


def pairs() -> Iterator[Pair]:
    """Every construct in every container that it can stand in."""
    every = itertools.product(CONTAINERS.items(), CONSTRUCTS.items())
    for number, ((container, outer), (construct, (inner, shown))) in enumerate(every):
        if container == "words of a link" and construct in _NO_LINK_IN_A_LINK:
            continue
        # Letters, since a number would have to be tied.
        code = "".join(chr(ord("a") + int(digit)) for digit in f"{number:03}")
        text = outer.replace("{}", inner, 1)
        if construct == "note":
            text += "\n\n[^n@]: notewords@ end."
        if container == "term" and construct == "note":
            text = text.replace("\n\n[^n@]", "\n\nText.\n\n[^n@]")
        yield Pair(
            container,
            construct,
            code,
            text.replace("@example", "\0").replace("@", code).replace("\0", "@example"),
            shown.replace("@", code),
        )


def chapters() -> dict[str, str]:
    """The pairs as chapters, one for each container."""
    made = {}
    for number, (container, found) in enumerate(itertools.groupby(pairs(), key=lambda pair: pair.container), 20):
        opening = (
            ""
            if "heading" in container
            else f"## Opening {{#m-o-{number}}}\n\n".replace(str(number), "abcdefghijklmnopqrstuvwxyzäöüß"[number - 20])
        )
        body = "\n\nBetween.\n\n".join(pair.markdown for pair in found)
        made[f"{number}-matrix"] = f"---\ntitle: {container.capitalize()}\n---\n\n{opening}{body}\n"
    return made
