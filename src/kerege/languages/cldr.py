"""What CLDR knows of how a language is written: quotation marks and letters, which Babel does not hand out, script, country,
direction, digits and marks of numbers.

`cldr.txt` is made by `tools/cldr.py`. A locale that has no line there says what its parent says: fr-CA has one, fr-BE has none.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from babel import Locale
from babel.core import UnknownLocaleError, get_global

FILE = Path(__file__).with_name("cldr.txt")
_SPACES = "\u00a0\u202f\u2009 "


@dataclass(frozen=True, slots=True)
class Written:
    """How CLDR says that a language is written."""

    quotation: tuple[tuple[str, str], ...]
    """Outer marks, then inner ones."""
    letters: tuple[str, ...]
    """Its letters in small; some are of two signs (oʻ, ch)."""
    order: tuple[str, ...]
    """Those by which it sorts: á stands for itself in Icelandic, and with a in Spanish."""


@cache
def written(locale: str) -> Written | None:
    """Quotation marks and letters of a locale (`pt_BR`, `pt-BR`); None where CLDR has neither."""
    code = locale.replace("_", "-")
    while code:
        if line := _lines().get(code):
            marks, letters, order = line.split(" | ")
            left, right, inner_left, inner_right = marks.split()
            return Written(((left, right), (inner_left, inner_right)), tuple(letters.split()), tuple(order.split()))
        code = code.rpartition("-")[0]
    return None


@cache
def _lines() -> dict[str, str]:
    lines = FILE.read_text(encoding="utf-8").splitlines()
    return dict(line.split(" | ", 1) for line in lines if not line.startswith("#"))


@cache
def settings(locale: str) -> dict[str, str]:
    """The settings of a pack that CLDR knows: locale, name, letters, quotation marks, marks of numbers."""
    parsed, found = known_locale(locale), written(locale)
    decimal, group = usual_marks(locale)
    name = (parsed.get_display_name() or "") if parsed else ""
    marks = found.quotation if found else (("“", "”"), ("‘", "’"))
    return {
        "locale": locale.replace("-", "_"),
        "name": (name[:1].upper() + name[1:]) or locale,
        "alphabet": " ".join(found.order if found else ()),
        "quotation": " ".join(mark for pair in marks for mark in pair),
        "decimal": decimal,
        "group": group.replace(" ", "space"),
    }


@cache
def known_locale(locale: str) -> Locale | None:
    """Babel's locale, or None where CLDR does not know it."""
    try:
        return Locale.parse(locale.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return None


@cache
def full_locale(locale: str) -> str:
    """Language and country, as Word and other programs ask for it: `kk` → `kk-KZ`; from CLDR's likely subtags.

    The script is named where the language is usually written in another: `uz-Cyrl` → `uz-Cyrl-UZ`.
    """
    parsed = known_locale(locale)
    if parsed is None:
        return locale.replace("_", "-")
    likely = get_global("likely_subtags")
    usual = str(likely.get(parsed.language, "")).split("_")
    named = str(likely.get(f"{parsed.language}_{parsed.script}", "")).split("_") if parsed.script else usual
    country = named[-1] if len(named) > 1 else ""
    script = parsed.script if parsed.script and parsed.script not in usual else ""
    return "-".join(part for part in (parsed.language, script, parsed.territory or country) if part)


@cache
def script_of(locale: str) -> str:
    """The script in which a language is written, by its ISO 15924 code: `Latn`, `Cyrl`, `Arab`."""
    parsed = known_locale(locale)
    if parsed is None:
        return "Latn"
    if parsed.script:
        return str(parsed.script)
    likely = get_global("likely_subtags")
    found = likely.get(f"{parsed.language}_{parsed.territory}") or likely.get(parsed.language, "")
    return next((part for part in str(found).split("_") if len(part) == 4 and part.isalpha()), "Latn")


def usual_marks(locale: str) -> tuple[str, str]:
    """The mark before decimals, and between groups of digits (a blank for any kind of blank)."""
    parsed = known_locale(locale)
    symbols = parsed.number_symbols if parsed else {}
    system = parsed.default_numbering_system if parsed else "latn"
    listed = symbols.get(system) or symbols.get("latn") or {}
    decimal, group = str(listed.get("decimal", ".")), str(listed.get("group", ","))
    return decimal, " " if group in _SPACES else group


ZEROS = {
    "arab": "\u0660", "arabext": "\u06f0", "nkoo": "\u07c0", "deva": "\u0966", "beng": "\u09e6", "guru": "\u0a66", "gujr": "\u0ae6",
    "orya": "\u0b66", "tamldec": "\u0be6", "telu": "\u0c66", "knda": "\u0ce6", "mlym": "\u0d66", "thai": "\u0e50", "laoo": "\u0ed0",
    "tibt": "\u0f20", "mymr": "\u1040", "khmr": "\u17e0", "mong": "\u1810", "olck": "\u1c50", "mtei": "\uabf0",
    "cakm": "\U00011136", "adlm": "\U0001e950",
}  # fmt: skip
"""The zero of each numbering system of CLDR that counts by tens; the other nine digits follow it."""
COUNTERS = {
    "arab": "arabic-indic", "arabext": "persian", "deva": "devanagari", "beng": "bengali", "guru": "gurmukhi", "gujr": "gujarati",
    "orya": "oriya", "tamldec": "tamil", "telu": "telugu", "knda": "kannada", "mlym": "malayalam", "thai": "thai", "laoo": "lao",
    "tibt": "tibetan", "mymr": "myanmar", "khmr": "khmer", "mong": "mongolian",
}  # fmt: skip
"""How CSS calls them (CSS Counter Styles 3, 6.1)."""


@cache
def own_digits(language: str) -> str:
    """The ten digits of a language's script, beside 0 to 9; empty where it has none of its own."""
    locale = known_locale(language)
    if locale is None:
        return ""
    systems = {str(locale.default_numbering_system), *map(str, dict(locale.other_numbering_systems).values())}
    zeros = [ZEROS[system] for system in sorted(systems) if system in ZEROS]
    return "".join(chr(ord(zero) + digit) for zero in zeros for digit in range(10))


@cache
def runs_leftwards(language: str) -> bool:
    """Whether a language is written from right to left."""
    locale = known_locale(language)
    return locale is not None and str(locale.text_direction) == "rtl"


_SCRIPTS = {
    "LATIN": "Latn", "CYRILLIC": "Cyrl", "GREEK": "Grek", "ARABIC": "Arab", "HEBREW": "Hebr", "ARMENIAN": "Armn", "GEORGIAN": "Geor",
    "DEVANAGARI": "Deva", "CJK": "Hani", "HIRAGANA": "Hira", "KATAKANA": "Kana", "HANGUL": "Hang", "THAI": "Thai",
}  # fmt: skip
"""Scripts of ISO 15924 by how Unicode calls their letters."""


@cache
def letter_script(letter: str) -> str:
    """The script of a letter; empty for signs, digits and what all scripts share."""
    if not letter.isalpha() or unicodedata.category(letter) == "Lm":
        return ""
    name = unicodedata.name(letter, "").partition(" ")[0]
    return _SCRIPTS.get(name, name[:4].title())
