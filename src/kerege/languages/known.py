"""The names of all languages, from CLDR by Babel: a testimony may have been spoken in one that Kerege has no pack for."""

from __future__ import annotations

import re
from functools import cache

from babel import Locale
from babel.core import UnknownLocaleError

SOURCE = "en"
"""The language in which labels and messages are written first; what a pack lacks is said in it."""
_CODE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*")


def is_language(code: str) -> bool:
    """Whether CLDR names a language of this code."""
    return bool(language_name(code, SOURCE))


@cache
def language_name(code: str, locale: str) -> str:
    """The name of a language, as the language of `locale` has it; empty where CLDR names none of this code."""
    if not _CODE.fullmatch(code):
        return ""
    names = Locale.parse(locale).languages
    key = code.replace("-", "_")
    if found := names.get(key) or names.get(key.lower()):
        return str(found)
    try:
        # A code with a script or a region: uz-Cyrl.
        parsed = Locale.parse(key)
    except (UnknownLocaleError, ValueError):
        return ""
    return (parsed.get_display_name(locale) or "") if parsed.language in names else ""


def plural_form(number: int, locale: str) -> str:
    """The CLDR plural form of a whole number: one, few, many, other …; in Russian 21 is `one`, 22 `few`, 25 `many`."""
    return str(Locale.parse(locale).plural_form(abs(number)))


def and_word(code: str) -> str:
    """The word between the last two of several things; empty where CLDR does not know the language."""
    try:
        pattern = str(Locale.parse(code, sep="-").list_patterns["standard"]["2"])
    except (UnknownLocaleError, ValueError, KeyError):
        return ""
    return pattern.replace("{0}", "").replace("{1}", "").strip()
