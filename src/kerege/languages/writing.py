"""How a language is written, as CLDR has it: its own digits, and the direction of its letters."""

from __future__ import annotations

from functools import cache

from babel import Locale, UnknownLocaleError

_ZEROS = {
    "arab": "\u0660", "arabext": "\u06f0", "nkoo": "\u07c0", "deva": "\u0966", "beng": "\u09e6", "guru": "\u0a66", "gujr": "\u0ae6",
    "orya": "\u0b66", "tamldec": "\u0be6", "telu": "\u0c66", "knda": "\u0ce6", "mlym": "\u0d66", "thai": "\u0e50", "laoo": "\u0ed0",
    "tibt": "\u0f20", "mymr": "\u1040", "khmr": "\u17e0", "mong": "\u1810", "olck": "\u1c50", "mtei": "\uabf0",
    "cakm": "\U00011136", "adlm": "\U0001e950",
}  # fmt: skip
"""The zero of each numbering system of CLDR that counts by tens; the other nine digits follow it."""


@cache
def own_digits(language: str) -> str:
    """The ten digits of a language's script, beside 0 to 9; empty where it has none of its own."""
    locale = _locale(language)
    if locale is None:
        return ""
    systems = {str(locale.default_numbering_system), *map(str, dict(locale.other_numbering_systems).values())}
    zeros = [_ZEROS[system] for system in sorted(systems) if system in _ZEROS]
    return "".join(chr(ord(zero) + digit) for zero in zeros for digit in range(10))


@cache
def runs_leftwards(language: str) -> bool:
    """Whether a language is written from right to left."""
    locale = _locale(language)
    return locale is not None and str(locale.text_direction) == "rtl"


def _locale(language: str) -> Locale | None:
    try:
        return Locale.parse(language.replace("_", "-"), sep="-")
    except (UnknownLocaleError, ValueError):
        return None
