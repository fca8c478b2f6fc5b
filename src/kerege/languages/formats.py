"""The one formatter: `Decimal` in, text out, in each language's house form.

Babel groups the digits; rounding is ours, half up, since Babel's is half even and the published figures are not.
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Context, Decimal, localcontext
from functools import lru_cache

from babel import numbers

from kerege.languages import LanguagePack


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
    """A value with its unit, as the tool prints it: `59.6%`, `59,6 %`, `US$1.90`.

    Units without a form of their own (persons, count, number, years, …) print the bare number.
    """
    number = format_number(value, decimals, pack)
    if unit == "year":
        number = str(round_half_up(value, 0))
    return pack.formats.get(unit, "{n}").format(n=number)


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
