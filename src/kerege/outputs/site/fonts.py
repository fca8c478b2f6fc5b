"""The fonts of the website: our TTFs cut by script, as woff2; a browser loads only the scripts and faces a page shows."""

from __future__ import annotations

from collections.abc import Collection

from kerege.fonts import FOLDER

FACES = {
    "SourceSerif4_400Regular": ("Source Serif 4", "400", "normal"),
    "SourceSerif4_400Regular_Italic": ("Source Serif 4", "400", "italic"),
    "SourceSerif4_600SemiBold": ("Source Serif 4", "600 700", "normal"),
    "SourceSans3_400Regular": ("Source Sans 3", "400", "normal"),
    "SourceSans3_600SemiBold": ("Source Sans 3", "600 700", "normal"),
}
"""Family, weights and style of each file."""
SCRIPTS = {
    "latin": "U+20-7E,U+A0,U+A7,U+A9,U+AB,U+AC,U+B0,U+B7,U+BB,U+D7,U+E9,U+2009-2026,U+202F,U+2030,U+2032,U+2039-203A,"
    "U+20AC,U+2116,U+2190-2193,U+2212,U+2248",
    "latin-more": "U+A1-A6,U+A8,U+AA,U+AD-AF,U+B1-B6,U+B8-BA,U+BC-D6,U+D8-E8,U+EA-17F",
    "latin-rest": "U+180-24F,U+259,U+2B0-2FF,U+1E00-1EFF,U+20A0-20AB,U+20AD-20BF",
    # Russian and Kyrgyz in one file: the six Kyrgyz letters weigh less than a second request.
    "cyrillic": "U+400-45F,U+4A2-4A3,U+4AE-4AF,U+4E8-4E9",
    "cyrillic-rest": "U+460-4A1,U+4A4-4AD,U+4B0-4E7,U+4EA-52F",
}
"""What our fonts have, by script: a browser loads the files of which a page shows a letter."""
_MANY = 3
"""So many letters of a language in a file make every page ask for it."""


def web_fonts() -> dict[str, bytes]:
    """The files by name. `tools/run web_fonts` cuts them from our TTFs: doing that in every build took longer than the pages
    of a short report."""
    names = [file_name(face, script) for face in FACES for script in SCRIPTS]
    return {name: (FOLDER / "web" / name).read_bytes() for name in names}


def file_name(face: str, script: str) -> str:
    return f"{face}-{script}.woff2"


def first_fonts(letters: Collection[str]) -> tuple[str, ...]:
    """The files that a page in a language with these letters shows first, asked for before the style sheet is read."""
    scripts = ["latin", *(name for name in SCRIPTS if name != "latin" and _counts(name, letters) > _MANY)]
    # Every upright face: were some asked for later than others, a page could show both our letters and the system's.
    upright = [face for face, (_, _, style) in FACES.items() if style == "normal"]
    return tuple(file_name(face, script) for face in upright for script in scripts)


def _counts(script: str, letters: Collection[str]) -> int:
    """How many of the letters a file has."""
    spans = (span.removeprefix("U+").partition("-") for span in SCRIPTS[script].split(","))
    codes = {code for first, _, last in spans for code in range(int(first, 16), int(last or first, 16) + 1)}
    return sum(ord(letter) in codes for letter in letters)


def font_css() -> str:
    """The rules that declare the files, for a style sheet that stands beside their folder.

    `optional`: on a slow line the first page keeps the system's letters, and no line moves under a reader's eyes.
    """
    return "".join(
        f'@font-face{{font-family:"{family}";font-weight:{weight};font-style:{style};font-display:optional;'
        f'src:url("fonts/{file_name(face, script)}") format("woff2");unicode-range:{letters}}}\n'
        for face, (family, weight, style) in FACES.items()
        for script, letters in SCRIPTS.items()
    )
