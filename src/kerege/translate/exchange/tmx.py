"""TMX 1.4b (LISA, 2005): the reviewed pairs as a memory for any translator's program."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from xml.sax.saxutils import escape

from kerege import __version__
from kerege.translate.exchange.entries import ExchangeFile
from kerege.translate.exchange.xliff import coded


def tmx_text(exchange_files: Sequence[ExchangeFile]) -> tuple[str, int]:
    """The TMX file of what a person has reviewed, each pair once, and how many pairs it holds."""
    source = exchange_files[0].source_language if exchange_files else "en"
    pairs: dict[tuple[str, str, str], str] = {}
    for exchanged in exchange_files:
        for entry in exchanged.entries:
            if entry.status == "reviewed":
                key = (entry.language, entry.source, entry.target)
                pairs.setdefault(key, f"{entry.location.path}:{entry.location.line}")
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<tmx version="1.4">',
        f'<header creationtool="Kerege" creationtoolversion="{__version__}" segtype="paragraph" o-tmf="Kerege" '
        f'adminlang="en" srclang="{source}" datatype="x-markdown"/>',
        "<body>",
        *(line for pair, place in pairs.items() for line in _unit(source, *pair, place)),
        "</body>",
        "</tmx>",
        "",
    ]
    return "\n".join(lines), len(pairs)


def _unit(source_language: str, language: str, source: str, target: str, place: str) -> Iterator[str]:
    yield f'<tu><prop type="x-place">{escape(place)}</prop>'
    # In TMX both sides of a pair, and the two languages, are matched by `i` and `x`.
    yield f'<tuv xml:lang="{source_language}"><seg>{_seg(source)}</seg></tuv>'
    yield f'<tuv xml:lang="{language}"><seg>{_seg(target, source)}</seg></tuv></tu>'


def _seg(text: str, like: str = "") -> str:
    # `ph` has no `i`; its `x` matches it across languages, and no program minds that it is missing.
    return coded(text, like, "i").replace("<ph i=", "<ph x=")
