"""The one formatter: `Decimal` in, text out, in each language's house form.

Babel groups the digits; rounding is ours, half up, since Babel's is half even and the published figures are not.
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Context, Decimal, localcontext
from functools import lru_cache

from babel import Locale, numbers

from kerege.languages import LanguagePack
from kerege.languages.units import canonical, cldr_form, currency_codes


def round_half_up(value: Decimal, decimals: int) -> Decimal:
    """`value` with that many decimals, halves rounded away from zero."""
    # Decimal's usual 28 digits would make an error of a longer number.
    room = Context(prec=max(28, value.adjusted() + decimals + 2), rounding=ROUND_HALF_UP)
    return value.quantize(Decimal(1).scaleb(-decimals), context=room)


@lru_cache(maxsize=100_000)
def format_number(value: Decimal, decimals: int, pack: LanguagePack) -> str:
    """A bare number: grouped digits, the language's decimal mark."""
    rounded = round_half_up(value, decimals)
    pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
    with localcontext(prec=max(28, rounded.adjusted() + decimals + 2)):
        text = str(numbers.format_decimal(rounded, format=pattern, locale=pack.babel_locale))
    # CLDR's grouping space varies (U+00A0, U+202F) with its version; ours does not. A minus is a minus, no hyphen.
    return text.replace("\u202f", "\u00a0").replace("-", "−")


def format_value(value: Decimal, unit: str, decimals: int, pack: LanguagePack) -> str:
    """A value with its unit, as the tool prints it: `59.6%`, `59,6 %`, `US$1.90`, `64 kg`.

    What is counted (persons, years, …) and bare numbers print without a unit. A minus stands before a currency sign.
    """
    if unit == "year":
        return str(round_half_up(value, 0))
    printed = format_number(abs(value), decimals, pack)
    minus = "−" if round_half_up(value, decimals) < 0 else ""
    return minus + _form(canonical(unit), pack).format(n=printed)


@lru_cache(maxsize=1_000)
def _form(unit: str, pack: LanguagePack) -> str:
    """How a unit is printed: the pack's own form, the report's, CLDR's short one, or the code of a currency."""
    if unit in pack.formats:
        return pack.formats[unit]
    own = next((one.forms(pack.code) for one in pack.units if one.code == unit), ())
    if own:
        return "{n}\u00a0" + own[0].rstrip("*~")
    if unit in currency_codes():
        return "{n}\u00a0" + unit
    short = cldr_form(unit, Locale.parse(pack.babel_locale, sep="_"))
    return short.replace("{0}", "{n}").replace(" ", "\u00a0") if short else "{n}"


def format_date(date: str, pack: LanguagePack) -> str:
    """A date of the form 2026-11-25 as it is written out: `25 November 2026`; what is no such date stays as it is."""
    year, _, rest = date.partition("-")
    month, _, day = rest.partition("-")
    months = pack.label("months").split()
    if not (month.isdigit() and day.isdigit() and 1 <= int(month) <= len(months)):
        return date
    return pack.label("date_written", day=int(day), month=months[int(month) - 1], year=year)


def sort_key(text: str, pack: LanguagePack) -> tuple[int, ...]:
    """A key that sorts by the language's own alphabet; letters it does not know come after those it does."""
    order = {letter: index for index, letter in enumerate(pack.alphabet)}
    return tuple(order.get(letter, len(order) + ord(letter)) for letter in text.casefold() if letter.isalnum())
