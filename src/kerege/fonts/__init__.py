"""Source Serif 4 and Source Sans 3, complete TTFs under the OFL: the fonts of the website, the PDF and the figures.

A report may bring further fonts in its folder `fonts/`. They are no choice of look: a letter that ours lack is taken from the
first of them that has it, in the PDF, in figures, in the EPUB and on pictures of covers and cards. Families that a language of the
report asks for (`fonts | Amiri`) are taken from installed packages of fonts (`fontpkg-*`) and join them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from importlib import metadata, resources
from pathlib import Path

FOLDER = Path(__file__).parent
OWN = "fonts"
"""The folder of a report with its own fonts."""
_SHOWN = 4
"""Letters of a word that are named."""
_SUFFIXES = (".ttf", ".otf")
_RESTRICTED = 0x2
"""The bit of OS/2 `fsType` by which a font forbids to be embedded."""


@dataclass(frozen=True)
class OwnFont:
    """A font that a report brings."""

    path: Path
    letters: frozenset[int]
    """Code points that it has."""
    family: str
    weight: int = 400
    style: str = "normal"
    lent: bool = False
    """It comes from an installed package, for letters that ours lack."""
    problem: str = ""
    """Why it cannot be used: `unreadable`, or `restricted` where its maker forbids to embed it."""


@cache
def our_letters() -> frozenset[int]:
    """The code points that our fonts have together; `letters.txt` lists them, since reading nine fonts takes longer than a check."""
    spans = (line.split("-") for line in (FOLDER / "letters.txt").read_text(encoding="ascii").split())
    return frozenset(code for span in spans for code in range(int(span[0], 16), int(span[-1], 16) + 1))


_LENT: dict[Path, tuple[str, ...]] = {}
_PACKAGES = "fontpkg.family"
"""The entry points by which packages of fonts are known; the files lie in `files/` of the package."""


def lend(root: Path, wanted: Sequence[str]) -> None:
    """Let a report use families of installed packages of fonts, those that its languages ask for."""
    _LENT[root.resolve()] = tuple(dict.fromkeys(wanted))


@cache
def installed(family: str) -> tuple[Path, ...]:
    """The files of a family of an installed package of fonts; none where it is not installed."""
    for point in metadata.entry_points(group=_PACKAGES):
        if re.sub(r"\W|_", "", point.name).casefold() == family.replace(" ", "").casefold():
            folder = Path(str(resources.files(point.value))) / "files"
            return tuple(sorted(path for path in folder.iterdir() if path.suffix.lower() in _SUFFIXES))
    return ()


def own_fonts(root: Path) -> tuple[OwnFont, ...]:
    """The fonts in the folder `fonts/` of a report, by name, and behind them those that are lent to it."""
    folder = root / OWN
    found = sorted(folder.iterdir()) if folder.is_dir() else []
    paths = [path for path in found if path.suffix.lower() in _SUFFIXES and path.is_file()]
    lent = [path for family in _LENT.get(root.resolve(), ()) for path in installed(family)]
    own = tuple(_own_font(path, path.stat().st_mtime_ns, path.stat().st_size) for path in paths)
    return own + tuple(replace(_own_font(path, 0, 0), lent=True) for path in lent)


def licence_of(font: OwnFont) -> bytes:
    """The licence that a package of fonts brings; it goes where the font goes."""
    file = font.path.parents[1] / "LICENSE"
    return file.read_bytes() if font.lent and file.is_file() else b""


def own_folders(root: Path) -> tuple[Path, ...]:
    """The folders in which a report's own fonts and those lent to it lie."""
    return tuple(dict.fromkeys(path.parent for path in usable_fonts(root)))


def usable_fonts(root: Path) -> tuple[Path, ...]:
    """The files of a report's own fonts that can be used."""
    return tuple(font.path for font in own_fonts(root) if not font.problem)


def families(root: Path) -> frozenset[str]:
    """The families of a report's own fonts that can be used."""
    return frozenset(font.family for font in own_fonts(root) if not font.problem)


def family_of(path: Path) -> str:
    """What a font's file calls its family; empty where it cannot be used."""
    font = _own_font(path, path.stat().st_mtime_ns, path.stat().st_size)
    return "" if font.problem else font.family


def letters_by_family(root: Path) -> dict[str, frozenset[int]]:
    """The code points that each family of the report has, in its upright face nearest to regular."""
    fonts = sorted(
        (font for font in own_fonts(root) if not font.problem), key=lambda font: (font.style, -abs(font.weight - 400))
    )
    return {font.family: font.letters for font in fonts if font.style == "normal"}


def face_of(files: Sequence[Path], family: str, *, bold: bool = False) -> tuple[Path, ...]:
    """The file, if any, of those given that is the upright face of a family, nearest to semi-bold or to regular."""
    fonts = [_own_font(path, path.stat().st_mtime_ns, path.stat().st_size) for path in files]
    wanted = 600 if bold else 400
    near = sorted(
        (abs(font.weight - wanted), font.path) for font in fonts if font.family == family and font.style == "normal"
    )
    return (near[0][1],) if near else ()


@lru_cache(maxsize=64)
def _own_font(path: Path, changed: int, size: int) -> OwnFont:
    from fontTools.ttLib import TTFont

    try:
        with TTFont(path, lazy=True) as font:
            letters = frozenset(font.getBestCmap() or ())
            restricted = bool(font["OS/2"].fsType & _RESTRICTED) if "OS/2" in font else False
            family = font["name"].getBestFamilyName() or path.stem
            weight = int(font["OS/2"].usWeightClass) if "OS/2" in font else 400
            slanted = bool(font["OS/2"].fsSelection & 1) if "OS/2" in font else False
    except Exception:
        # Whatever a damaged file makes the reader of fonts stumble over.
        return OwnFont(path, frozenset(), path.stem, problem="unreadable")
    style = "italic" if slanted else "normal"
    return OwnFont(path, letters, family, weight, style, problem="restricted" if restricted else "")


def letters_of(root: Path) -> frozenset[int]:
    """The code points that a report can print."""
    return _together(*(font.letters for font in own_fonts(root) if not font.problem))


@lru_cache(maxsize=8)
def _together(*more: frozenset[int]) -> frozenset[int]:
    return our_letters().union(*more) if more else our_letters()


def spans(letters: Sequence[int]) -> str:
    """Code points as `letters.txt` lists them: a span a line, hexadecimal."""
    found: list[list[int]] = []
    for code in sorted(letters):
        if found and found[-1][1] == code - 1:
            found[-1][1] = code
        else:
            found.append([code, code])
    return "".join(f"{first:X}\n" if first == last else f"{first:X}-{last:X}\n" for first, last in found)


def without_font(text: str, letters: frozenset[int]) -> frozenset[str]:
    """The letters of a text that stand in no font; signs without ink need none."""
    return frozenset(letter for letter in set(text) if ord(letter) not in letters and _has_ink(letter))


def _has_ink(letter: str) -> bool:
    return unicodedata.category(letter) not in ("Cc", "Cf", "Zs", "Zl", "Zp") and not "\ufe00" <= letter <= "\ufe0f"


def named(word: str, lacking: frozenset[str]) -> str:
    """Those letters of a word that stand in no font, as `U+XXXX NAME`, the first few of them."""
    found = dict.fromkeys(letter for letter in word if letter in lacking)
    shown = [f"U+{ord(letter):04X} {unicodedata.name(letter, '')}".strip() for letter in [*found][:_SHOWN]]
    return ", ".join(shown) + (", …" if len(found) > _SHOWN else "")


_IDEOGRAPHS = {"CJK": "Noto Sans SC", "HIRAGANA": "Noto Sans JP", "KATAKANA": "Noto Sans JP", "HANGUL": "Noto Sans KR"}
_WITHOUT_SCRIPT = {"LATIN": "Noto Sans", "CYRILLIC": "Noto Sans", "GREEK": "Noto Sans", "COMBINING": "Noto Sans"}
_BY_CATEGORY = {"Sc": "Noto Sans", "Sm": "Noto Sans Math", "So": "Noto Sans Symbols 2", "Co": ""}
_FIRST_EMOJI = 0x1F000


def to_add(word: str, lacking: frozenset[str]) -> str:
    """Free families (OFL) that are made for those letters of a word: Noto has one for each script of Unicode."""
    return ", ".join(dict.fromkeys(family for letter in word if letter in lacking and (family := _family_for(letter))))


def _family_for(letter: str) -> str:
    category = unicodedata.category(letter)
    if category == "So" and ord(letter) >= _FIRST_EMOJI:
        return "Noto Emoji"
    if category[0] == "S" or category == "Co":
        return _BY_CATEGORY.get(category, "Noto Sans Symbols 2")
    script = unicodedata.name(letter, "").partition(" ")[0]
    made = _IDEOGRAPHS.get(script) or _WITHOUT_SCRIPT.get(script)
    return made or (f"Noto Sans {script.title()}" if category[0] in "LMN" and script else "Noto Sans")
