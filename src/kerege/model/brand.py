"""The house style of a publisher: `brand.yml` in the open brand.yml form, as Quarto and Shiny read it.

Colours are `#rrggbb`. A report without the file has `Brand()`: plain, and of nobody.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath

from kerege.findings import Location
from kerege.model.words import Words

SERIF, SANS = "Source Serif 4", "Source Sans 3"
"""The families that Kerege brings: what a family of the publisher's lacks is taken from them."""

BASE = 9.8
"""Points of the book's text where the house style says nothing."""
COLOURS = ("foreground", "background", "primary", "secondary", "tertiary", "success", "info", "warning", "danger", "light", "dark", "link")  # fmt: skip
"""The colours that the form knows by what they are for."""
OWN_COLOURS = ("testimony", "line", "rule", "tint", "card", "mark", "cover", "cover-text")
"""Those that `defaults: kerege: colors` may name beside them; each is made from the others where it is not given."""
SERIES = ("first", "second", "third", "fourth", "fifth")
"""The names of the series of a chart among its colours."""
_LIGHT = {
    "foreground": "#1f2328", "background": "#ffffff", "primary": "#1f5a7a", "success": "#1f6f50", "info": "#1f5a7a",
    "warning": "#946000", "danger": "#a4262c", "light": "#ffffff", "dark": "#1f2328",
}  # fmt: skip
_DARK = {
    "foreground": "#e9ebee", "background": "#15181c", "success": "#7cc7a4", "info": "#8fc4e0", "warning": "#e6b450",
    "danger": "#f0938c", "light": "#ffffff", "dark": "#1f2328",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Colours:
    """The colours of one scheme, by what they are for: those of the form, and those made from them."""

    of: Mapping[str, str]

    def __getitem__(self, name: str) -> str:
        return self.of[name]


@dataclass(frozen=True, slots=True)
class Lettering:
    """How one kind of text is set; what is empty is left as the sheet has it."""

    family: str = ""
    weight: int | None = None
    style: str = ""
    size: str = ""
    line_height: str = ""
    colour: str = ""
    background: str = ""
    decoration: str = ""


@dataclass(frozen=True, slots=True)
class Logo:
    """A mark of the publisher, in one form for light and one for dark grounds."""

    light: PurePosixPath
    dark: PurePosixPath
    alt: Words = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Brand:
    """What all outputs of a report share of its look."""

    name: str = ""
    home: str = ""
    """The publisher's own website."""
    light: Colours = field(default_factory=lambda: scheme({}, {}))
    dark: Colours = field(default_factory=lambda: scheme({}, {}, dark=True))
    charts: tuple[str, ...] = ()
    """Colours of the series of a chart, in their order; empty: made from the others."""
    base: Lettering = Lettering()
    headings: Lettering = Lettering()
    captions: str = ""
    """The family of tables, captions, running heads and everything else that is no running text."""
    monospace: Lettering = Lettering()
    inline: Lettering = Lettering()
    block: Lettering = Lettering()
    link: Lettering = Lettering()
    small: Logo | None = None
    medium: Logo | None = None
    large: Logo | None = None
    cover_picture: PurePosixPath | None = None
    cover_full: bool = False
    """The picture fills the cover; otherwise it stands along its foot."""
    sheets: Mapping[str, str] = field(default_factory=dict)
    """The report's own style sheets, `site` and `print`."""
    pictures: tuple[PurePosixPath, ...] = ()
    """Files of the folder `style/` that its sheets may show."""
    places: Mapping[str, Location] = field(default_factory=dict, compare=False, repr=False)
    """Where each colour is chosen; empty for a report without a house style."""

    replaced: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """By language: families that lack letters of it, and what its text is set in instead, so that no word mixes two."""

    def in_language(self, language: str) -> Brand:
        """The house style as text in a language is set."""
        other = self.replaced.get(language)
        if not other:
            return self
        base, headings, mono = (
            replace(one, family=other.get(family, one.family))
            for one, family in (
                (self.base, self.text_family),
                (self.headings, self.heading_family),
                (self.monospace, self.monospace.family),
            )
        )
        captions = other.get(self.caption_family, self.caption_family)
        return replace(self, base=base, headings=headings, monospace=mono, captions=captions, replaced={})

    @property
    def text_family(self) -> str:
        return self.base.family or SERIF

    @property
    def heading_family(self) -> str:
        return self.headings.family or self.text_family

    @property
    def caption_family(self) -> str:
        return self.captions or self.headings.family or self.base.family or SANS

    @property
    def logos(self) -> tuple[Logo, ...]:
        return tuple(logo for logo in (self.small, self.medium, self.large) if logo is not None)

    def logo(self) -> Logo | None:
        """The one for covers and title pages."""
        return self.large or self.medium or self.small

    @property
    def files(self) -> tuple[PurePosixPath, ...]:
        """Every picture that outputs may show."""
        marks = [path for logo in self.logos for path in (logo.light, logo.dark)]
        cover = [self.cover_picture] if self.cover_picture else []
        return tuple(dict.fromkeys([*marks, *cover, *self.pictures]))

    @property
    def chart_colours(self) -> Mapping[str, str]:
        """Colours of charts by the names that figure scripts use."""
        light = self.light
        spare = (light["primary"], light["testimony"], light["secondary"], light["success"], light["danger"])
        series = (*self.charts, *spare[len(self.charts) :])
        return {
            **dict(zip(SERIES, series, strict=False)),
            "quiet": light["secondary"],
            "rest": light["line"],
            "rule": light["rule"],
            "ink": light["foreground"],
            "paper": "#ffffff",
        }

    @property
    def dark_chart_colours(self) -> Mapping[str, str]:
        """The same on the dark ground of a card: each series as it is, as far as it can be told from it."""
        dark, light = self.dark, self.chart_colours
        paper = dark["card"]
        return {
            **{name: brightened(light[name], paper) for name in SERIES},
            "quiet": dark["secondary"],
            "rest": dark["line"],
            "rule": dark["rule"],
            "ink": dark["foreground"],
            "paper": paper,
        }


def address(path: PurePosixPath) -> str:
    """By what a picture is asked for in outputs: its path, without the way to what a series shares."""
    return "/".join(part for part in path.parts if part != "..")


def text_scale(size: str) -> float:
    """By how much the letters of the book are larger than ours, from `size` of `typography: base`."""
    match = re.fullmatch(r"(\d+(?:\.\d+)?)(pt|px|em|rem|%)?", size)
    if match is None:
        return 1.0
    number, unit = float(match[1]), match[2] or "em"
    return {"pt": number / BASE, "px": number / 16, "em": number, "rem": number, "%": number / 100}[unit]


def scheme(given: Mapping[str, str], own: Mapping[str, str], *, dark: bool = False) -> Colours:
    """A whole scheme from the colours that are given.

    Args:
        given: colours of the form; `own`: those of `defaults: kerege: colors`.
        dark: for a dark ground.
    """
    of = {**(_DARK if dark else _LIGHT), **given}
    ink, paper = of["foreground"], of["background"]
    if dark and "primary" not in of:
        of["primary"] = _DARK["info"]
    of.setdefault("secondary", mixed(ink, paper, 0.30))
    of.setdefault("tertiary", mixed(ink, paper, 0.94))
    of.setdefault("link", of["primary"])
    made = {
        "testimony": of["warning"],
        "line": mixed(ink, paper, 0.80),
        "rule": mixed(ink, paper, 0.50),
        "tint": of["tertiary"],
        "card": mixed(ink, paper, 0.92) if dark else mixed("#ffffff", paper, 0.5),
        "mark": mixed(of["warning"], paper, 0.78),
        "cover": mixed(of["primary"], paper, 0.75) if dark else of["primary"],
        "cover-text": ink if dark else "#ffffff",
    }
    return Colours({**made, **of, **own})


def brightened(colour: str, paper: str, wanted: float = 4.6) -> str:
    """A colour mixed with white until it can be read on a dark ground."""
    for part in range(0, 20):
        made = mixed(colour, "#ffffff", part / 20)
        if contrast(made, paper) >= wanted:
            return made
    return "#ffffff"


def mixed(colour: str, other: str, part: float) -> str:
    """A colour with a part of another one."""
    pairs = zip(_channels(colour), _channels(other), strict=True)
    return "#" + "".join(f"{round(one * (1 - part) + two * part):02x}" for one, two in pairs)


def _channels(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, 1 to 21 (WCAG 2.2, "contrast ratio" and "relative luminance")."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = (channel / 255 for channel in _channels(colour))
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
