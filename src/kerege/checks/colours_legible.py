"""The colours of the house style can be told from what they stand on, on paper and on screens, light and dark.

Passes: text at 4.5:1 and more on its ground (WCAG 2.2, 1.4.3), rules, marks and parts of charts at 3:1 (1.4.11). Fails:
`primary: "#f4b400"` for links on white, 1.8:1 (H001, an error for what is read, a warning for what is drawn).
"""

from __future__ import annotations

from collections.abc import Iterator

from kerege.catalogue import problem
from kerege.findings import Finding, Location, Severity
from kerege.messages import say
from kerege.model.brand import Brand, Colours, contrast

CODES = ("H001",)
READ, DRAWN = 4.5, 3.0
"""Ratios that WCAG 2.2 asks for: of text (AA), and of what must be seen to understand the rest."""
_TEXTS = (
    ("foreground", "background"), ("foreground", "tint"), ("foreground", "card"), ("foreground", "mark"), ("secondary", "background"),
    ("secondary", "card"), ("primary", "background"), ("primary", "tint"), ("link", "background"), ("cover-text", "cover"),
)  # fmt: skip
_SIGNS = (("testimony", "background"), ("success", "background"), ("warning", "background"), ("danger", "background"))


def check(brand: Brand) -> Iterator[Finding]:
    """Yield a finding for each two colours that are too alike."""
    if not brand.places:
        return
    told: set[tuple[str, str, str]] = set()
    for name, colours in (("light", brand.light), ("dark", brand.dark)):
        for front, back, ratio in (
            *((front, back, READ) for front, back in _TEXTS),
            *((front, back, DRAWN) for front, back in _SIGNS),
        ):
            yield from _judged(brand, name, colours, (front, back), ratio, told)
    yield from _letterings(brand)
    for number, colour in enumerate(brand.charts, 1):
        if (measured := contrast(colour, "#ffffff")) < DRAWN:
            yield _finding(
                _place(brand, "charts"),
                say("charts {number} {colour}", number=number, colour=colour),
                say("white {colour}", colour="#ffffff"),
                "light",
                measured,
                DRAWN,
            )


def _judged(
    brand: Brand, scheme: str, colours: Colours, pair: tuple[str, str], ratio: float, told: set[tuple[str, str, str]]
) -> Iterator[Finding]:
    front, back = (colours[name] for name in pair)
    measured = contrast(front, back)
    if measured < ratio and (scheme, front, back) not in told:
        told.add((scheme, front, back))
        yield _finding(_place(brand, *pair), f"{pair[0]} {front}", f"{pair[1]} {back}", scheme, measured, ratio)


def _letterings(brand: Brand) -> Iterator[Finding]:
    paper = brand.light["background"]
    for name in ("headings", "link", "monospace", "inline", "block"):
        lettering = getattr(brand, name)
        front, back = lettering.colour or brand.light["foreground"], lettering.background or paper
        if (lettering.colour or lettering.background) and (measured := contrast(front, back)) < READ:
            yield _finding(
                _place(brand, _KEYS[name]),
                f"{name} {front}",
                say("background {colour}", colour=back),
                "light",
                measured,
                READ,
            )


_KEYS = {
    "headings": "headings",
    "link": "link",
    "monospace": "monospace",
    "inline": "monospace-inline",
    "block": "monospace-block",
}


def _place(brand: Brand, *names: str) -> Location:
    """Where the first of some colours is chosen; the file where none of them is."""
    first = next(iter(brand.places.values()))
    return next((brand.places[name] for name in names if name in brand.places), Location(first.path))


def _finding(place: Location, front: str, back: str, scheme: str, measured: float, ratio: float) -> Finding:
    return Finding(
        place,
        problem("H001", front=front, back=back, measured=f"{measured:.2f}", scheme=scheme, ratio=f"{ratio:g}"),
        Severity.ERROR if ratio == READ else Severity.WARNING,
    )
