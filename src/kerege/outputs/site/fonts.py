"""The fonts of the website: our TTFs cut by script, as woff2; a browser loads only the scripts and faces a page shows."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from kerege.fonts import FOLDER

FACES = {
    "SourceSerif4_400Regular": ("Source Serif 4", "400", "normal"),
    "SourceSerif4_400Regular_Italic": ("Source Serif 4", "400", "italic"),
    "SourceSerif4_600SemiBold": ("Source Serif 4", "600 700", "normal"),
}
"""Family, weights and style of each file."""
_SIGNS = "U+20-22,U+25,U+27-29,U+2C-2F,U+30-3B,U+3F,U+A0,U+AB,U+BB,U+2010-2014,U+2018-201E,U+2026"
"""Figures, blanks and the signs of every sentence."""
_FURTHER = (
    "U+23-24,U+26,U+2A-2B,U+3C-3E,U+40,U+5B-60,U+7B-7E,U+A7,U+A9,U+AC,U+B0,U+B7,U+D7,U+2009-200F,U+2015-2017,U+201F-2025,"
    "U+202F,U+2030,U+2032,U+2039-203A,U+20AC,U+2116,U+2190-2193,U+2212,U+2248"
)
_LATIN = "U+41-5A,U+61-7A,U+E9"
_LATIN_MORE = "U+A1-A6,U+A8,U+AA,U+AD-AF,U+B1-B6,U+B8-BA,U+BC-D6,U+D8-E8,U+EA-17F"
_LATIN_REST = "U+180-24F,U+259,U+2B0-2FF,U+1E00-1EFF,U+20A0-20AB,U+20AD-20BF"
_CYRILLIC_REST = "U+460-4A1,U+4A4-4AD,U+4B0-4E7,U+4EA-52F"
# Russian and Kyrgyz in one file: the six Kyrgyz letters weigh less than a second request.
_CYRILLIC = "U+400-45F,U+4A2-4A3,U+4AE-4AF,U+4E8-4E9"
SCRIPTS = ("latin", "latin-more", "latin-rest", "cyrillic", "cyrillic-rest")
# The upright letters of a Cyrillic page stand beside the Latin names of works that nearly every chapter cites; bold and
# italic ones seldom do: these have the signs in the file of the Cyrillic letters too, so that a page loads one of two.
_APART = "SourceSerif4_400Regular"
BOLD = "SourceSerif4_600SemiBold"


def letters(face: str, script: str) -> str:
    """The letters of a file, as a `unicode-range`."""
    return {
        "latin": f"{_LATIN},{_SIGNS},{_FURTHER}",
        "latin-more": _LATIN_MORE,
        "latin-rest": _LATIN_REST,
        "cyrillic": _CYRILLIC if face == _APART else f"{_CYRILLIC},{_SIGNS}",
        "cyrillic-rest": _CYRILLIC_REST,
    }[script]


def _rules(face: str) -> Iterator[tuple[str, str, str]]:
    """Ending of the family's name, script and letters of each rule: one family for every page, one for pages in Cyrillic."""
    for script in SCRIPTS:
        yield "", script, _CYRILLIC if script == "cyrillic" else letters(face, script)
        whole = script != "latin" or face == _APART
        yield " Cyrillic", script, letters(face, script) if whole else f"{_LATIN},{_FURTHER}"


_MANY = 3
"""So many letters of a language in a file make every page ask for it."""
CYRILLIC_FAMILY = "Source Serif 4 Cyrillic"
"""The same letters for pages in Cyrillic; which file has the signs differs."""


def web_fonts() -> dict[str, bytes]:
    """The files by name. `tools/run web_fonts` cuts them from our TTFs: doing that in every build took longer than the pages
    of a short report."""
    names = [file_name(face, script) for face in FACES for script in SCRIPTS]
    return {name: (FOLDER / "web" / name).read_bytes() for name in names}


def file_name(face: str, script: str) -> str:
    return f"{face}-{script}.woff2"


def first_fonts(letters_: Collection[str]) -> tuple[str, ...]:
    """The files that a page in a language with these letters shows first, asked for before the style sheet is read."""
    scripts = [name for name in SCRIPTS if _counts(name, letters_) > _MANY]
    # Every upright face: were some asked for later than others, a page could show both our letters and the system's.
    upright = [face for face, (_, _, style) in FACES.items() if style == "normal"]
    return tuple(
        file_name(face, script)
        for face in upright
        for script in ("latin", *scripts)
        if script != "latin" or face == _APART or "cyrillic" not in scripts
    )


def _counts(script: str, letters_: Collection[str]) -> int:
    """How many of the letters a file has."""
    own = {"latin": "", "cyrillic": _CYRILLIC}.get(script, letters(_APART, script))
    spans = (span.removeprefix("U+").partition("-") for span in own.split(",") if span)
    codes = {code for first, _, last in spans for code in range(int(first, 16), int(last or first, 16) + 1)}
    return sum(ord(letter) in codes for letter in letters_)


def font_css() -> str:
    """The rules that declare the files, for a style sheet that stands beside their folder.

    `optional`: on a slow line the first page keeps the system's letters, and no line moves under a reader's eyes.
    """
    return "".join(
        f'@font-face{{font-family:"{family}{ending}";font-weight:{weight};font-style:{style};font-display:optional;'
        f'src:url("fonts/{file_name(face, script)}") format("woff2");unicode-range:{ranges}}}\n'
        for face, (family, weight, style) in FACES.items()
        for ending, script, ranges in _rules(face)
    )
