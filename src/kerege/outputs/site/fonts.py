"""The fonts of the website: our TTFs cut to the letters of the report's scripts, as woff2."""

from __future__ import annotations

from pathlib import Path

from fontTools import subset

from kerege.fonts import FOLDER

FACES = (
    "SourceSerif4_400Regular",
    "SourceSerif4_400Regular_Italic",
    "SourceSerif4_600SemiBold",
    "SourceSans3_400Regular",
    "SourceSans3_600SemiBold",
)
# Latin, the Cyrillic of Russian and Kyrgyz, punctuation, currency, arrows.
_LETTERS = "U+20-7E,U+A0-17F,U+400-45F,U+4A2-4A3,U+4AE-4AF,U+4E8-4E9,U+2009-2026,U+202F,U+2030,U+2032,U+2039-203A,U+20AC,U+2116,U+2190-2193,U+2212"


def web_fonts(cache: Path) -> dict[str, bytes]:
    """The faces by file name; made once and kept in `cache`."""
    cache.mkdir(parents=True, exist_ok=True)
    fonts: dict[str, bytes] = {}
    for face in FACES:
        path = cache / f"{face}.woff2"
        if not path.is_file():
            options = [
                str(FOLDER / f"{face}.ttf"),
                f"--unicodes={_LETTERS}",
                "--flavor=woff2",
                f"--output-file={path}",
                "--layout-features=kern,liga,lnum,tnum,locl",
            ]
            subset.main(options)
        fonts[path.name] = path.read_bytes()
    return fonts
